package dev.ackademy.ui.fx.lesson;

import dev.ackademy.core.check.Finding;
import dev.ackademy.lessons.Glossary;
import dev.ackademy.lessons.play.Session;
import dev.ackademy.lessons.script.Question;
import dev.ackademy.lessons.script.Script;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.lesson.LessonViewModel.Step;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.theme.Fxml;
import dev.ackademy.ui.fx.theme.GlyphIcon;
import dev.ackademy.ui.fx.theme.Labels;
import dev.ackademy.ui.fx.theme.Theme;
import dev.ackademy.ui.fx.theme.Tile;
import java.util.function.Consumer;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
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
    private final Pieces pieces;
    private final FixStep fix;
    private final DoneStep done;
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
        getStyleClass().addAll("panel", "left", "lesson-panel");
        getChildren().add(Fxml.load(this));
        pieces = new Pieces(run, theme, new Prose(Glossary.shipped(), links), body, actions);
        fix = new FixStep(lesson, pieces);
        done = new DoneStep(lesson, pieces, links);
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
            case FIX -> fix.show();
            case DONE -> done.show(onTake, onHome);
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
            pieces.text(lesson.script().section(0));
        }
        Question question = lesson.session().question();
        int of = lesson.script().questions().size();
        Label head = new Label("Predict");
        head.getStyleClass().add("head");
        Label count = new Label(lesson.session().locked() + 1 + " of " + of);
        count.getStyleClass().add("muted");
        Region grow = new Region();
        HBox.setHgrow(grow, Priority.ALWAYS);
        VBox card = Pieces.card("predict", new HBox(head, grow, count), pieces.rich(question.text(), "question"));
        for (int i = 0; i < question.options().size(); i++) {
            card.getChildren().add(choice(i, question.options().get(i)));
        }
        pieces.add(card);
        body.getChildren()
                .add(Labels.wrapped(
                        "It plays when " + (of == 1 ? "your answer is" : "all answers are") + " locked.", "muted"));
        Button lock = pieces.action("Lock answer", "lock", "primary", lesson::lock);
        lock.setDisable(lesson.chosen() < 0);
        pieces.action("I do not know", "pass", "ghost", lesson::pass);
    }

    private Tile choice(int place, String text) {
        Label key = new Label(Integer.toString(place + 1));
        key.getStyleClass().add("key");
        return Pieces.option("choice-" + (place + 1), text, lesson.chosen() == place, () -> lesson.choose(place), key);
    }

    // --- watch

    private void watch() {
        pieces.text(lesson.script().section(1));
        if (lesson.byHand()) {
            VBox card = Pieces.card(
                    "predict",
                    Labels.wrapped("Your hand", "head"),
                    pieces.rich("While the message travels, press “Cut the connection” on the stage.", "question"),
                    pieces.rich("Space pauses and goes on, S goes on by one event.", "sub"));
            card.setId("by-hand");
            pieces.add(card);
        }
        pieces.action("What happened?", "reveal", "primary", lesson::reveal);
        pieces.action("Play it again", "play-again", "", lesson::play);
    }

    // --- why

    private void why() {
        lesson.session().answers().forEach(this::answer);
        pieces.text(lesson.script().section(2));
        Finding finding = lesson.finding();
        if (finding != null) {
            pieces.add(Pieces.button(
                    "Step through it on the stage", "step-through", Glyph.STEP, () -> lesson.jump(firstOf(finding))));
        }
        pieces.action(
                lesson.script().goal().breaks() ? "Break it" : "Fix it",
                "to-fix",
                "primary",
                () -> lesson.turnTo(Step.FIX));
        pieces.action("Play it again", "play-again", "", lesson::play);
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
        VBox card = Pieces.card("answer", pieces.rich(answer.question().text(), "asked"));
        if (answer.chosen() < 0) {
            card.getChildren().add(pieces.marked(Glyph.CHEVRON, right, "strong"));
        } else if (answer.correct()) {
            card.getChildren().add(pieces.marked(Glyph.OK, right, "right"));
        } else {
            String said = answer.question().options().get(answer.chosen());
            card.getChildren().add(pieces.marked(Glyph.CLOSE, "You said: " + said, "said"));
            card.getChildren().add(pieces.marked(Glyph.OK, right, "right"));
        }
        pieces.add(card);
    }

    private static void there(Region region, boolean there) {
        region.setVisible(there);
        region.setManaged(there);
    }
}
