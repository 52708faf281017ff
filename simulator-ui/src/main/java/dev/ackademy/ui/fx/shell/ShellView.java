package dev.ackademy.ui.fx.shell;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.explore.ExploreView;
import dev.ackademy.ui.fx.home.HomeView;
import dev.ackademy.ui.fx.home.HomeViewModel;
import dev.ackademy.ui.fx.lesson.LessonView;
import dev.ackademy.ui.fx.lesson.LessonViewModel;
import dev.ackademy.ui.fx.live.LiveCard;
import dev.ackademy.ui.fx.live.OwnClusterSheet;
import dev.ackademy.ui.fx.live.StatusDot;
import dev.ackademy.ui.fx.recipe.ScenarioView;
import dev.ackademy.ui.fx.run.BrokerKind;
import dev.ackademy.ui.fx.run.LiveViewModel;
import dev.ackademy.ui.fx.run.LiveViewModel.State;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.shell.ShellViewModel.Page;
import dev.ackademy.ui.fx.spacetime.SpaceTimeView;
import dev.ackademy.ui.fx.stage.StageView;
import dev.ackademy.ui.fx.theme.Fxml;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Hint;
import dev.ackademy.ui.fx.theme.Theme;
import dev.ackademy.ui.fx.timeline.TransportView;
import dev.ackademy.ui.fx.verdict.JudgeView;
import java.time.Clock;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// The whole window: top bar, pages, panels, and the clock's drive.
public final class ShellView extends StackPane {

    private final RunViewModel run;
    private final ShellViewModel shell;
    private final Theme theme;
    private final Files files;
    private final StageView stage;
    private final SpaceTimeView spaceTime;
    private final TransportView transport;
    private final ScenarioView scenario;
    private final LessonViewModel taught;
    private final LessonView lesson;
    private final JudgeView judge;
    private final HomeView home;
    private final Hand hand;
    private final Folding folding;
    private final StatusDot dot = new StatusDot();

    /// Made when it is first asked for.
    private ExploreView explore;

    private final ShortcutSheet shortcuts = new ShortcutSheet();
    private final OwnClusterSheet ownCluster;

    @FXML
    private Button brand;

    @FXML
    private HBox crumbs;

    @FXML
    private Label crumb;

    @FXML
    private Label crumbOf;

    @FXML
    private Label counted;

    @FXML
    private Button lessons;

    @FXML
    private HBox runTools;

    @FXML
    private HBox policies;

    @FXML
    private Button themeButton;

    @FXML
    private Button settings;

    @FXML
    private Button record;

    @FXML
    private Button share;

    @FXML
    private Button kind;

    @FXML
    private HBox tabs;

    @FXML
    private StackPane pages;

    @FXML
    private BorderPane runPage;

    @FXML
    private StackPane view;

    @FXML
    private BorderPane middle;

    @FXML
    private ToggleButton stageTab;

    @FXML
    private ToggleButton spaceTimeTab;

    @FXML
    private ToggleButton exploreTab;

    @FXML
    private Label promises;

    @FXML
    private ToggleButton leftToggle;

    @FXML
    private ToggleButton rightToggle;

    @FXML
    private HBox spaceTools;

    @FXML
    private ToggleButton fade;

    @FXML
    private ToggleButton acks;

    @FXML
    private ToggleButton commits;

    @FXML
    private Label faultCount;

    @FXML
    private Label seed;

    @FXML
    private HBox messageBar;

    @FXML
    private Label message;

    @FXML
    private StackPane overlay;

    public ShellView(RunViewModel run, ShellViewModel shell, Theme theme) {
        this.run = run;
        this.shell = shell;
        this.theme = theme;
        this.files = new Files(this, run, shell);
        stage = new StageView(run, theme);
        spaceTime = new SpaceTimeView(run, theme);
        transport = new TransportView(run, theme);
        scenario = new ScenarioView(run);
        taught = shell.lesson();
        folding = new Folding(run, shell);
        lesson = new LessonView(taught, run, theme, shell::openLink);
        judge = new JudgeView(run, theme);
        hand = new Hand(run, this);
        getStyleClass().add("shell");
        Node root = Fxml.load(this);
        ownCluster = new OwnClusterSheet(shell.live());
        ownCluster.onChoose(() -> files.choose("Choose a properties file"));
        getChildren().addAll(root, shortcuts, ownCluster);
        home = new HomeView(new HomeViewModel(
                shell.lessons().chapters(),
                shell.incidents().all(),
                new HomeDesk(run, shell, files),
                Clock.systemDefaultZone()));
        shell.additionsProperty().addListener(_ -> home.refresh());
        pages.getChildren().addFirst(home);
        LiveCard card = new LiveCard(shell.live());
        card.onAddress(ownCluster::open);
        view.getChildren().addAll(stage, spaceTime, card);
        kind.setGraphic(new HBox(8, dot, kind.getGraphic()));
        fade.selectedProperty().bindBidirectional(spaceTime.fadeProperty());
        acks.selectedProperty().bindBidirectional(spaceTime.acksProperty());
        commits.selectedProperty().bindBidirectional(spaceTime.commitsProperty());
        middle.setBottom(transport);
        brand.setMinWidth(USE_PREF_SIZE);
        brand.setGraphic(new Logo(theme, 22));
        stage.onChosen(hand::chosen);
        stage.onCut(hand::cut);
        judge.onCheck(fix -> {
            shell.explore().check(fix);
            shell.pageProperty().set(Page.EXPLORE);
        });
        transport.onInject(() -> hand.menu(transport.injectButton()));
        listen();
        page();
        played();
        arrange();
    }

    private void listen() {
        shell.pageProperty().addListener(_ -> page());
        promises.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> shell.explore()
                                .counting(run.verdict().promiseProperty().get()),
                        run.verdict().promiseProperty(),
                        shell.explore().judgedProperty()));
        shell.messageProperty().addListener((_, _, text) -> message(text));
        taught.changesProperty().addListener(_ -> arrange());
        lesson.onTake(shell::take);
        lesson.onHome(this::onHome);
        run.playedProperty().addListener(_ -> played());
        shell.live().stateProperty().addListener(_ -> broker());
        run.player().nProperty().addListener(_ -> faults());
        theme.darkProperty().addListener(_ -> themeIcon());
        themeIcon();
        message("");
        run.detailsProperty().addListener(_ -> arrange());
        run.why().selectedProperty().addListener((_, _, step) -> {
            if (step.intValue() >= 0) {
                folding.ask();
                arrange();
            }
        });
        widthProperty().addListener(_ -> arrange());
        theme.textScaleProperty().addListener(_ -> arrange());
        heightProperty().addListener(_ -> arrange());
        setOnDragOver(files::dragOver);
        setOnDragDropped(files::dropped);
        addEventFilter(javafx.scene.input.KeyEvent.KEY_PRESSED, new Keys(this, run, shell, stage, hand)::pressed);
        Drive.of(run.player());
    }

    public StageView stage() {
        return stage;
    }

    SpaceTimeView spaceTime() {
        return spaceTime;
    }

    /// Stage, space-time or explore, whichever is shown.
    Node currentView() {
        return switch (shell.pageProperty().get()) {
            case SPACE_TIME -> spaceTime;
            case EXPLORE -> explore();
            case HOME, STAGE -> stage;
        };
    }

    ExploreView explore() {
        if (explore == null) {
            explore = new ExploreView(shell.explore(), theme);
            explore.setVisible(false);
            explore.onSave(files::saveExample);
            explore.onReplay(() -> shell.pageProperty().set(Page.STAGE));
            view.getChildren().add(explore);
        }
        return explore;
    }

    public Theme theme() {
        return theme;
    }

    OwnClusterSheet ownCluster() {
        return ownCluster;
    }

    /// Whether a sheet lies over the window.
    boolean covered() {
        return shortcuts.isVisible() || ownCluster.isVisible();
    }

    ShortcutSheet shortcuts() {
        return shortcuts;
    }

    Files files() {
        return files;
    }

    TransportView transport() {
        return transport;
    }

    private void page() {
        Page page = shell.pageProperty().get();
        boolean atHome = page == Page.HOME;
        home.setVisible(atHome);
        runPage.setVisible(!atHome);
        stageTab.setSelected(page == Page.STAGE);
        spaceTimeTab.setSelected(page == Page.SPACE_TIME);
        exploreTab.setSelected(page == Page.EXPLORE);
        stage.setVisible(page == Page.STAGE);
        spaceTime.setVisible(page == Page.SPACE_TIME);
        there(spaceTools, page == Page.SPACE_TIME);
        faults();
        boolean searches = page == Page.EXPLORE;
        if (searches || explore != null) {
            explore().setVisible(searches);
        }
        for (Node ofRun : List.of(leftToggle, rightToggle, seed)) {
            there(ofRun, !searches);
        }
        there(promises, searches);
        there(transport, !searches);
        arrange();
        if (atHome || searches) {
            run.player().pause();
        }
        if (atHome) {
            home.refresh();
        } else if (getScene() != null) {
            currentView().requestFocus();
        }
    }

    private void played() {
        Played played = run.played();
        if (played == null) {
            return;
        }
        folding.opened();
        broker();
        for (Node node : policies.getChildren()) {
            ((ToggleButton) node)
                    .setSelected(node.getUserData().equals(played.scenario().preset()));
        }
        arrange();
        faults();
    }

    /// What it runs on: the model of a broker, or a real one with how it is.
    private void broker() {
        Played played = run.played();
        if (played == null) {
            return;
        }
        LiveViewModel live = shell.live();
        State state = live.state();
        BrokerKind on = state == State.OFF ? BrokerKind.of(played.resolved()) : live.kind();
        dot.show(state);
        kind.setText(on.product());
        String words = state == State.OFF
                ? "the model"
                : "a real one, " + StatusDot.word(state)
                        + (state == State.RUNNING || state == State.OVER ? ", there in " + started(live) : "");
        kind.setAccessibleText("Broker: " + on.title() + ", " + on.product() + ", " + words + ". Choose another.");
        kind.setTooltip(new Hint("The same scenario on another kind of broker, or on a real one. Now: " + words));
        seed.setText(
                state == State.RUNNING || state == State.OVER
                        ? "live, there in " + started(live)
                        : "seed " + played.trace().seed());
    }

    private static String started(LiveViewModel live) {
        return String.format(
                java.util.Locale.ROOT, "%.1f s", live.startSecondsProperty().get());
    }

    /// What the top bar says of the lesson that is open.
    private void lessons() {
        boolean home = shell.pageProperty().get() == Page.HOME;
        boolean open = taught.open();
        String place = open ? taught.task().place() : "";
        crumbOf.setText(open ? place.substring(place.lastIndexOf('·') + 1).strip() : "Scenarios");
        crumb.setText(
                open
                        ? taught.script().title()
                        : run.played() == null ? "" : run.played().scenario().title());
        counted.setText(open ? taught.task().counted() : "");
        there(counted, open && !home);
        there(lessons, !home);
    }

    private void faults() {
        Played played = run.played();
        if (played == null) {
            return;
        }
        long count = played.pictures().at(run.player().n()).network().incidents().values().stream()
                .filter(incident -> incident.trouble() != dev.ackademy.core.trace.picture.NetworkPicture.Trouble.LOST)
                .count();
        faultCount.setText(count == 1 ? "1 disturbance so far" : count + " disturbances so far");
        boolean there = count > 0 && shell.pageProperty().get() != Page.EXPLORE;
        there(faultCount, there);
    }

    private void message(String text) {
        message.setText(text);
        there(messageBar, !text.isEmpty());
    }

    private void themeIcon() {
        themeButton.setGraphic(new GlyphIcon(theme.darkProperty().get() ? Glyph.SUN : Glyph.MOON, 16));
        String text = theme.darkProperty().get() ? "Light colours" : "Dark colours";
        themeButton.setAccessibleText(text);
        themeButton.setTooltip(new Hint(text));
    }

    private void compact(boolean narrow) {
        ContentDisplay words = narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
        brand.setContentDisplay(words);
        record.setContentDisplay(words);
        share.setContentDisplay(words);
        lessons.setContentDisplay(words);
        crumbs.setManaged(!narrow);
        crumbs.setVisible(!narrow && shell.pageProperty().get() != Page.HOME);
    }

    /// Not in a lesson whose answers it would give away.
    boolean maySearch() {
        return folding.maySearch();
    }

    private void arrange() {
        Folding.Arrangement now = folding.of(
                getWidth() <= 0 ? 1440 : getWidth(),
                getHeight() <= 0 ? 900 : getHeight(),
                theme.textScaleProperty().get(),
                stage.simple());
        compact(now.compact());
        lessons();
        wide(lesson, now.lessonWidth());
        lesson.brief(now.brief());
        wide(scenario, now.scenarioWidth());
        scenario.brief(now.brief());
        wide(judge, now.judgeWidth());
        judge.fixes(maySearch());
        transport.setDisable(taught.predicting());
        transport.brief(now.brief());
        transport.fold(now.oneLane());
        there(exploreTab, maySearch());
        there(runTools, now.tools());
        there(tabs, !now.brief());
        overlay.getChildren().remove(judge);
        runPage.setLeft(!now.left() ? null : taught.open() ? lesson : scenario);
        runPage.setRight(now.right() && !now.over() ? judge : null);
        overlay.setVisible(now.right() && now.over());
        if (overlay.isVisible()) {
            overlay.getChildren().add(judge);
        }
        leftToggle.setSelected(now.left());
        rightToggle.setSelected(now.right());
    }

    private static void wide(Region panel, double width) {
        panel.setMinWidth(width);
        panel.setPrefWidth(width);
        panel.setMaxWidth(width);
    }

    private static void there(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    @FXML
    private void onHome() {
        shell.pageProperty().set(Page.HOME);
    }

    @FXML
    private void onStage() {
        shell.pageProperty().set(Page.STAGE);
        page();
    }

    @FXML
    private void onSpaceTime() {
        shell.pageProperty().set(Page.SPACE_TIME);
        page();
    }

    @FXML
    private void onExplore() {
        shell.pageProperty().set(Page.EXPLORE);
        page();
    }

    @FXML
    private void onLeft() {
        folding.left(leftToggle.isSelected());
        arrange();
    }

    @FXML
    private void onRight() {
        folding.right(rightToggle.isSelected());
        arrange();
    }

    @FXML
    private void onTheme() {
        theme.darkProperty().set(!theme.darkProperty().get());
    }

    @FXML
    private void onSettings() {
        SettingsMenu.of(run, theme, shortcuts).show(settings, javafx.geometry.Side.BOTTOM, 0, 4);
    }

    @FXML
    private void onRecord() {
        files.saveRecording();
    }

    @FXML
    private void onShare() {
        files.shareMenu(share);
    }

    @FXML
    private void onPolicy(javafx.event.ActionEvent event) {
        ToggleButton button = (ToggleButton) event.getSource();
        run.policy((String) button.getUserData());
        played();
    }

    @FXML
    private void onKind() {
        if (run.played() == null) {
            return;
        }
        KindMenu.of(run, shell.live(), theme, ownCluster::open).show(kind, javafx.geometry.Side.BOTTOM, 0, 4);
    }

    @FXML
    private void onCloseMessage() {
        run.clearError();
        shell.messageProperty().set("");
    }
}
