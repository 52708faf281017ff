package dev.ackademy.ui.fx.lesson;

import dev.ackademy.core.check.Finding;
import dev.ackademy.lessons.Glossary;
import dev.ackademy.lessons.play.Fixes.Attempt;
import dev.ackademy.lessons.play.Grade;
import dev.ackademy.lessons.play.Session;
import dev.ackademy.lessons.script.Block;
import dev.ackademy.lessons.script.Question;
import dev.ackademy.lessons.script.Reference;
import dev.ackademy.lessons.script.Script;
import dev.ackademy.lessons.script.Setting;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.lesson.LessonViewModel.Step;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.theme.Fxml;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Labels;
import dev.ackademy.ui.fx.theme.Theme;
import dev.ackademy.ui.fx.theme.Tile;
import dev.ackademy.ui.fx.verdict.RichText;
import java.util.List;
import java.util.function.Consumer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.fxml.FXML;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/// The lesson beside the stage: what it is about, where the learner is in it, what is to be done now, and the buttons
/// that do it, which are always in sight.
public final class LessonView extends StackPane {

    private final LessonViewModel lesson;
    private final RunViewModel run;
    private final Theme theme;
    private final Prose prose;
    private final Consumer<String> links;
    private Consumer<String> onTake = _ -> {};
    private Runnable onHome = () -> {};
    /// How long the search takes for a place, in a lesson that is to be broken.
    private static final Duration PLACE = Duration.seconds(3);

    private final Timeline search;
    private Step shown;
    private Task shownOf;
    private int questionsShown;

    @FXML
    private ScrollPane scroll;

    @FXML
    private Label place;

    @FXML
    private Label title;

    @FXML
    private Label stake;

    @FXML
    private HBox steps;

    @FXML
    private VBox body;

    @FXML
    private Label busy;

    @FXML
    private FlowPane actions;

    /// @param links opens an address
    public LessonView(LessonViewModel lesson, RunViewModel run, Theme theme, Consumer<String> links) {
        this.lesson = lesson;
        this.run = run;
        this.theme = theme;
        this.links = links;
        this.prose = new Prose(Glossary.shipped(), links);
        getStyleClass().addAll("panel", "left", "lesson-panel");
        getChildren().add(Fxml.load(this));
        lesson.changesProperty().addListener(_ -> show());
        lesson.busyProperty().addListener(_ -> busy());
        run.playedProperty().addListener(_ -> show());
        theme.paletteProperty().addListener(_ -> show());
        search = new Timeline(new KeyFrame(PLACE, _ -> lesson.tick()));
        search.setCycleCount(Timeline.INDEFINITE);
        sceneProperty().addListener(_ -> searching());
        show();
    }

    /// The search goes on while somebody sees it.
    private void searching() {
        boolean on = getScene() != null && lesson.open() && lesson.step() == Step.FIX && lesson.raced() != null;
        if (on && !lesson.raced().over()) {
            search.play();
        } else {
            search.stop();
        }
    }

    /// Asked to take the lesson of this folder.
    public void onTake(Consumer<String> taken) {
        onTake = taken;
    }

    /// Asked for the map of all lessons.
    public void onHome(Runnable asked) {
        onHome = asked;
    }

    /// Larger and with more air, where only a few things stand on the stage.
    public void brief(boolean only) {
        getStyleClass().remove("brief");
        if (only) {
            getStyleClass().add("brief");
        }
    }

    private void busy() {
        String words = lesson.busyProperty().get();
        busy.setText(words.isEmpty() ? "" : words + " …");
        there(busy, !words.isEmpty());
        actions.setDisable(!words.isEmpty());
    }

    /// Shows everything anew; who has the focus keeps it, or hands it on to what is to be done next.
    private void show() {
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        boolean inside = focused != null && isIn(focused);
        build();
        if (search != null) {
            searching();
        }
        if (inside) {
            Node same = find(this, focused.getId());
            Node next = same != null || actions.getChildren().isEmpty()
                    ? same
                    : actions.getChildren().getFirst();
            (next == null ? scroll : next).requestFocus();
        }
    }

    private boolean isIn(Node node) {
        Node at = node;
        while (at != null && at != this) {
            at = at.getParent();
        }
        return at == this;
    }

    private static Node find(Parent parent, String id) {
        for (Node child : parent.getChildrenUnmodifiable()) {
            Node found = child.getId() != null && child.getId().equals(id)
                    ? child
                    : child instanceof Parent inner ? find(inner, id) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private void build() {
        body.getChildren().clear();
        actions.getChildren().clear();
        steps.getChildren().clear();
        busy();
        if (!lesson.open()) {
            return;
        }
        Script script = lesson.script();
        place.setText(lesson.task().place());
        title.setText(script.title());
        stake.setText(script.symptom().isEmpty() ? script.stake() : script.symptom());
        steps();
        switch (lesson.step()) {
            case PREDICT -> predict();
            case WATCH -> watch();
            case WHY -> why();
            case FIX -> fix();
            case DONE -> done();
        }
        toTop();
    }

    /// What is new is read from its beginning.
    private void toTop() {
        int questions = lesson.predicting() ? lesson.session().locked() : -1;
        if (shown != lesson.step() || shownOf != lesson.task() || questionsShown != questions) {
            shown = lesson.step();
            shownOf = lesson.task();
            questionsShown = questions;
            scroll.setVvalue(0);
        }
    }

    // --- where the learner is

    private void steps() {
        boolean breaks = lesson.script().goal().breaks();
        step(Step.PREDICT, 1, "Predict");
        step(Step.WATCH, 2, "Watch");
        step(Step.WHY, 3, "See why");
        step(Step.FIX, 4, breaks ? "Break it" : "Fix it");
    }

    private void step(Step step, int number, String text) {
        boolean done = lesson.step().compareTo(step) > 0;
        boolean here = lesson.step() == step;
        Label mark = new Label(done ? "" : Integer.toString(number));
        mark.getStyleClass().add("mark");
        if (done) {
            mark.setGraphic(new GlyphIcon(Glyph.OK, 11));
        }
        Label name = new Label(text);
        name.getStyleClass().add("name");
        VBox box = new VBox(4, mark, name);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setMaxWidth(Double.MAX_VALUE);
        box.getStyleClass().addAll("lesson-step", done ? "done" : here ? "here" : "ahead");
        box.setAccessibleText("Step " + number + " of 4: " + text + (done ? ", done" : here ? ", now" : ""));
        if (lesson.session().phase() == Session.Phase.FIX && (step == Step.WHY || step == Step.FIX) && !here) {
            box.getStyleClass().add("open");
            box.setOnMouseClicked(_ -> lesson.turnTo(step));
        }
        steps.getChildren().add(box);
    }

    // --- predict

    private void predict() {
        if (lesson.session().locked() == 0) {
            section(0);
        }
        Question question = lesson.session().question();
        int of = lesson.script().questions().size();
        Label head = new Label("Predict");
        head.getStyleClass().add("head");
        Label count = new Label(lesson.session().locked() + 1 + " of " + of);
        count.getStyleClass().add("muted");
        Region grow = new Region();
        HBox.setHgrow(grow, Priority.ALWAYS);
        VBox card = card("predict", new HBox(head, grow, count), rich(question.text(), "question"));
        for (int i = 0; i < question.options().size(); i++) {
            card.getChildren().add(choice(i, question.options().get(i)));
        }
        body.getChildren().add(card);
        body.getChildren()
                .add(Labels.wrapped(
                        "It plays when " + (of == 1 ? "your answer is" : "all answers are") + " locked.", "muted"));
        Button lock = action("Lock answer", "lock", "primary", lesson::lock);
        lock.setDisable(lesson.chosen() < 0);
        action("I do not know", "pass", "ghost", lesson::pass);
    }

    private Tile choice(int place, String text) {
        Label key = new Label(Integer.toString(place + 1));
        key.getStyleClass().add("key");
        return option("choice-" + (place + 1), text, lesson.chosen() == place, () -> lesson.choose(place), key);
    }

    /// A row that can be chosen.
    ///
    /// @param behind null for nothing
    private static Tile option(String id, String text, boolean on, Runnable chosen, Region behind) {
        Region dot = new Region();
        dot.getStyleClass().add("dot");
        Label words = new Label(text);
        words.getStyleClass().add("words");
        words.setWrapText(true);
        Tile tile = new Tile("choice", text + (on ? ", chosen" : ""), new Beside(10, dot, words, behind), chosen);
        tile.setId(id);
        tile.setAccessibleRole(AccessibleRole.RADIO_BUTTON);
        if (on) {
            tile.getStyleClass().add("on");
        }
        return tile;
    }

    // --- watch

    private void watch() {
        section(1);
        if (lesson.byHand()) {
            VBox card = card(
                    "predict",
                    Labels.wrapped("Your hand", "head"),
                    rich("While the message travels, press “Cut the connection” on the stage.", "question"),
                    rich("Space pauses and goes on, S goes on by one event.", "sub"));
            card.setId("by-hand");
            body.getChildren().add(card);
        }
        action("What happened?", "reveal", "primary", lesson::reveal);
        action("Play it again", "play-again", "", lesson::play);
    }

    // --- why

    private void why() {
        lesson.session().answers().forEach(this::answer);
        section(2);
        Finding finding = lesson.finding();
        if (finding != null) {
            Button through = new Button("Step through it on the stage");
            through.setId("step-through");
            through.getStyleClass().addAll("btn", "small");
            through.setGraphic(new GlyphIcon(Glyph.STEP, 12));
            through.setOnAction(_ -> lesson.jump(firstOf(finding)));
            body.getChildren().add(through);
        }
        action(
                lesson.script().goal().breaks() ? "Break it" : "Fix it",
                "to-fix",
                "primary",
                () -> lesson.turnTo(Step.FIX));
        action("Play it again", "play-again", "", lesson::play);
    }

    private static int firstOf(Finding finding) {
        return finding.why().stream()
                .mapToInt(Finding.Sentence::entry)
                .filter(each -> each > 0)
                .findFirst()
                .orElse(-1);
    }

    private void answer(Session.Answer answer) {
        String right = answer.question().options().get(answer.right());
        VBox card = card("answer", rich(answer.question().text(), "asked"));
        if (answer.chosen() < 0) {
            card.getChildren().add(marked(Glyph.CHEVRON, right, "strong"));
        } else if (answer.correct()) {
            card.getChildren().add(marked(Glyph.OK, right, "right"));
        } else {
            String said = answer.question().options().get(answer.chosen());
            card.getChildren().add(marked(Glyph.CLOSE, "You said: " + said, "said"));
            card.getChildren().add(marked(Glyph.OK, right, "right"));
        }
        body.getChildren().add(card);
    }

    // --- fix

    private void fix() {
        section(3);
        Script script = lesson.script();
        body.getChildren()
                .add(card(
                        "goal",
                        Labels.wrapped("Goal", "head"),
                        rich(script.goal().text(), "question")));
        race();
        script.settings().forEach(each -> body.getChildren().add(setting(each)));
        tried();
        for (int i = 0; i < lesson.hints().size(); i++) {
            body.getChildren()
                    .add(card(
                            "hint",
                            Labels.wrapped("Hint " + (i + 1), "head"),
                            rich(lesson.hints().get(i), "sub")));
        }
        Button attempt = action(script.goal().breaks() ? "Try to break it" : "Try it", "try", "primary", lesson::tryIt);
        attempt.setDisable(lesson.sets().isEmpty());
        if (lesson.hasHints()) {
            action("Hint", "hint", "", lesson::hint);
        }
        action("Show me", "give-up", "ghost", lesson::giveUp);
    }

    private void race() {
        Race race = lesson.raced();
        if (race != null) {
            VBox card = card(
                    "hint",
                    Labels.wrapped("Be quicker than the search", "head"),
                    rich("It tries one place after the other, one every three seconds.", "sub"),
                    rich(race.told(), "question"));
            card.setId("race");
            body.getChildren().add(card);
        }
    }

    private VBox setting(Setting setting) {
        VBox box = new VBox(Labels.wrapped(setting.path(), "path"), rich(setting.text(), "sub"));
        box.getStyleClass().add("lesson-setting");
        boolean inWords =
                setting.options().stream().anyMatch(each -> !each.text().isEmpty());
        if (inWords) {
            for (int i = 0; i < setting.options().size(); i++) {
                box.getChildren().add(worded(setting, i));
            }
        } else {
            box.getChildren().add(values(setting));
        }
        String now = lesson.now(setting);
        if (setting.options().stream().noneMatch(each -> each.value().equals(now))) {
            box.getChildren().add(Labels.wrapped("Now: " + (now.isEmpty() ? "not set" : now), "muted"));
        }
        return box;
    }

    private Tile worded(Setting setting, int place) {
        Setting.Option each = setting.options().get(place);
        boolean on = each.value().equals(lesson.value(setting));
        String id = "set-" + setting.path() + "-" + (place + 1);
        return option(id, each.text(), on, () -> lesson.choose(setting, each.value()), null);
    }

    private FlowPane values(Setting setting) {
        FlowPane row = new FlowPane(6, 6);
        for (Setting.Option each : setting.options()) {
            boolean on = each.value().equals(lesson.value(setting));
            boolean now = each.value().equals(lesson.now(setting));
            ToggleButton button = new ToggleButton(each.value() + (now ? "  now" : ""));
            button.getStyleClass().setAll("value-choice");
            button.setId("set-" + setting.path() + "-" + each.value());
            button.setAccessibleText(setting.path() + " " + each.value() + (now ? ", as it is now" : ""));
            button.setSelected(on);
            button.setOnAction(_ -> lesson.choose(setting, each.value()));
            row.getChildren().add(button);
        }
        return row;
    }

    private void tried() {
        if (!lesson.refused().isEmpty()) {
            body.getChildren().add(card("tried", marked(Glyph.BLOCKED, lesson.refused(), "said")));
        }
        Attempt attempt = lesson.tried();
        if (attempt != null) {
            body.getChildren().add(result(attempt));
        }
    }

    /// Whether it meets the goal, what the explorer says, and how to see it.
    private VBox result(Attempt attempt) {
        boolean inRun = attempt.still().isEmpty();
        VBox card = card(
                attempt.met() ? "held" : "tried",
                Labels.wrapped("You tried " + String.join(", ", attempt.sets()), "path"),
                marked(
                        inRun ? Glyph.OK : Glyph.CLOSE,
                        attempt.words(lesson.script().goal()),
                        inRun ? "right" : "strong"));
        Grade grade = attempt.grade();
        if (grade != null) {
            card.getChildren()
                    .add(marked(
                            grade.holds() ? Glyph.OK : Glyph.CLOSE, grade.title(), grade.holds() ? "right" : "strong"));
            grade.against().forEach(each -> card.getChildren().add(marked(Glyph.CRASH, each, "sub")));
            if (!grade.holds() && !grade.finding().why().isEmpty()) {
                card.getChildren().add(rich(grade.finding().why().getFirst().text(), "sub"));
            }
            if (!grade.example().isEmpty()) {
                Button play = new Button("Play the counter-example");
                play.setId("play-example");
                play.getStyleClass().addAll("btn", "small");
                play.setGraphic(new GlyphIcon(Glyph.PLAY, 12));
                play.setOnAction(_ -> lesson.playCounterExample());
                card.getChildren().add(play);
            }
            card.getChildren().add(Labels.wrapped(grade.covered(), "muted"));
        }
        return card;
    }

    // --- done

    private void done() {
        Script script = lesson.script();
        if (lesson.session().mended()) {
            body.getChildren().add(result(lesson.tried()));
            if (lesson.raced() != null) {
                boolean won = !lesson.raced().over();
                body.getChildren()
                        .add(card(
                                won ? "held" : "hint",
                                Labels.wrapped(
                                        won ? "You were quicker than the search" : "The search was quicker", "head"),
                                rich(lesson.raced().told(), "sub")));
            }
        } else if (lesson.shown() != null) {
            Attempt one = lesson.shown();
            VBox card = card(
                    "tried",
                    Labels.wrapped(script.goal().breaks() ? "One way to break it" : "One way to mend it", "head"));
            one.sets().forEach(each -> card.getChildren().add(Labels.wrapped(each, "path")));
            body.getChildren().add(card);
        }
        VBox take = card("takeaway", Labels.wrapped("Take with you", "head"), rich(script.takeaway(), "question"));
        body.getChildren().add(take);
        VBox sources = new VBox(6, Labels.wrapped("Where real systems say it", "head"));
        script.references().forEach(each -> sources.getChildren().add(reference(each)));
        sources.getStyleClass().add("sources");
        body.getChildren().add(sources);
        String next = lesson.task().next();
        if (!next.isEmpty()) {
            action("Next lesson", "next-lesson", "primary", () -> onTake.accept(next));
        }
        action("All lessons", "all-lessons", next.isEmpty() ? "primary" : "", onHome);
        action("Take it again", "again", "ghost", lesson::again);
    }

    private Node reference(Reference each) {
        Button link = new Button(each.text());
        link.getStyleClass().setAll("source");
        link.setWrapText(true);
        link.setMinHeight(USE_PREF_SIZE);
        link.setMaxWidth(Double.MAX_VALUE);
        link.setTooltip(new dev.ackademy.ui.fx.theme.Hint(each.link()));
        link.setAccessibleText(each.text() + " Opens " + each.link());
        link.setOnAction(_ -> links.accept(each.link()));
        return link;
    }

    // --- pieces

    private void section(int place) {
        List<Block> blocks = lesson.script().section(place);
        body.getChildren().add(prose.of(blocks));
    }

    private static VBox card(String style, Node... parts) {
        VBox card = new VBox(8, parts);
        card.getStyleClass().addAll("lesson-card-box", style);
        return card;
    }

    /// Operations stand in the hue of their key, once there is a run.
    private Node rich(String text, String style) {
        Played played = run.played();
        if (played == null) {
            return Labels.wrapped(text, style);
        }
        Node flow = RichText.flow(text, played.hues(), theme.palette(), false);
        flow.getStyleClass().add(style);
        return flow;
    }

    private Beside marked(Glyph glyph, String text, String style) {
        Beside line = new Beside(9, new GlyphIcon(glyph, 14), (Region) rich(text, style), null);
        line.getStyleClass().addAll("marked", style);
        return line;
    }

    private Button action(String text, String id, String style, Runnable does) {
        Button button = new Button(text);
        button.setId(id);
        button.getStyleClass().addAll("btn", "lesson-action");
        if (!style.isEmpty()) {
            button.getStyleClass().add(style);
        }
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> does.run());
        actions.getChildren().add(button);
        return button;
    }

    private static void there(Region region, boolean there) {
        region.setVisible(there);
        region.setManaged(there);
    }
}
