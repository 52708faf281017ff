package dev.ackademy.ui.fx.shell;

import dev.ackademy.lessons.script.Machinery;
import dev.ackademy.ui.fx.lesson.LessonViewModel;
import dev.ackademy.ui.fx.lesson.LessonViewModel.Step;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.shell.ShellViewModel.Page;

/// What of the window is there: what a newcomer does not need yet is not, and what a small window has no room for
/// folds, unless the person said otherwise.
final class Folding {

    private static final double FOLD_LEFT = 1360;
    private static final double OVERLAY_RIGHT = 1240;
    private static final double FOLD_LANES = 820;
    /// Narrower than this, for its size of text, the top bar does without words that a picture can stand
    /// for.
    private static final double COMPACT = 1080;
    /// How much of what the text grows the panels beside the stage grow.
    private static final double PANELS_GROW = 0.6;

    /// Widths in px.
    ///
    /// @param brief   a newcomer has something before them that is to be broken by hand: only what that
    /// takes is there
    /// @param compact pictures stand for words in the top bar
    /// @param left    the lesson or the scenario
    /// @param right   the verdict, beside the stage or over it
    /// @param over    over the stage
    /// @param tools   policy, broker, record, share
    /// @param oneLane of the time line
    record Arrangement(
            boolean brief,
            boolean compact,
            boolean left,
            boolean right,
            boolean over,
            boolean tools,
            boolean oneLane,
            double lessonWidth,
            double scenarioWidth,
            double judgeWidth) {}

    private final RunViewModel run;
    private final ShellViewModel shell;
    private final LessonViewModel taught;

    private Boolean leftWanted;
    private Boolean rightWanted;
    /// A newcomer asked why: from then on the verdict is there.
    private boolean asked;

    private String askedOf = "";

    Folding(RunViewModel run, ShellViewModel shell) {
        this.run = run;
        this.shell = shell;
        this.taught = shell.lesson();
    }

    void left(boolean wanted) {
        leftWanted = wanted;
    }

    void right(boolean wanted) {
        rightWanted = wanted;
    }

    /// Somebody asked why.
    void ask() {
        asked = true;
    }

    /// Another run is open: where it is of another scenario, nobody has asked why.
    void opened() {
        if (!run.recipe().text().equals(askedOf)) {
            askedOf = run.recipe().text();
            asked = run.why().selectedProperty().get() >= 0;
        }
    }

    /// @param simple whether the stage is drawn for a newcomer
    /// @param text   1 for 100 %
    Arrangement of(double width, double height, double text, boolean simple) {
        double wider = 1 + (text - 1) * PANELS_GROW;
        boolean brief = brief(simple);
        Page page = shell.pageProperty().get();
        boolean searches = page == Page.EXPLORE;
        boolean left = leftWanted != null ? leftWanted : taught.open() || width >= FOLD_LEFT * wider;
        boolean right = !taught.predicting()
                && (rightWanted != null ? rightWanted : width >= OVERLAY_RIGHT && (asked || !brief));
        return new Arrangement(
                brief,
                width / text < COMPACT,
                left && !searches,
                right && !searches,
                width < OVERLAY_RIGHT,
                !brief && !untold(Machinery.POLICY) && page != Page.HOME,
                height < FOLD_LANES
                        || run.played() != null && !run.detailsProperty().get()
                        || untold(Machinery.LANES),
                wider * (brief ? 340 : 300),
                wider * (brief ? 340 : 280),
                wider * 296);
    }

    private boolean brief(boolean simple) {
        if (shell.pageProperty().get() == Page.EXPLORE) {
            return false;
        }
        if (taught.open()) {
            return taught.predicting() || run.played() != null && simple;
        }
        return run.played() != null
                && simple
                && shell.pageProperty().get() != Page.SPACE_TIME
                && run.played().resolved().variants().contains(Recipe.UNBROKEN);
    }

    /// Whether a lesson is open that has not come to it yet.
    private boolean untold(Machinery part) {
        return taught.open() && !taught.task().machinery().contains(part);
    }

    /// Not in a lesson whose answers it would give away.
    boolean maySearch() {
        return !taught.open() || taught.step() == Step.DONE;
    }
}
