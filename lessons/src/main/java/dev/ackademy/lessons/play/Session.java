package dev.ackademy.lessons.play;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Workers;
import dev.ackademy.lessons.play.Fixes.Attempt;
import dev.ackademy.lessons.play.Stage.Played;
import dev.ackademy.lessons.script.Question;
import java.util.ArrayList;
import java.util.List;

/// One learner going through one lesson:
///
///     PREDICT ──lock (every question)──► WATCH ──reveal──► FIX ──a try that meets the goal, or giveUp──► DONE
///
/// The run is made when the last prediction is locked, not before: nothing here can tell its outcome earlier. A step
/// that is not due is a bug of the caller and throws.
public final class Session {

    public enum Phase {
        PREDICT,
        WATCH,
        FIX,
        DONE
    }

    /// A prediction that can be seen as right or wrong now.
    ///
    /// @param chosen place of the choice from 0, -1 for a question that was passed over
    /// @param right  place of the right one
    /// @param why    the finding that tells the reason, null for a question about the outcome
    public record Answer(Question question, int chosen, int right, Finding why) {

        public boolean correct() {
            return chosen == right;
        }
    }

    private final Stage stage;
    private final List<Integer> locked = new ArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();
    private Phase phase = Phase.PREDICT;
    private Played played;
    private int hints;

    public Session(Stage stage) {
        this.stage = stage;
    }

    public Stage stage() {
        return stage;
    }

    public Phase phase() {
        return phase;
    }

    /// How many predictions are locked: the place of the open question while predicting.
    public int locked() {
        return locked.size();
    }

    /// What is locked, from 0; -1 for a question that was passed over.
    public List<Integer> choices() {
        return List.copyOf(locked);
    }

    /// The question that is open.
    public Question question() {
        due(Phase.PREDICT);
        return stage.script().questions().get(locked.size());
    }

    /// Locks a prediction for good.
    ///
    /// @param choice from 0, or -1 to pass
    public void lock(int choice) {
        if (choice < -1 || choice >= question().options().size()) {
            throw new IllegalArgumentException("there is no choice " + choice);
        }
        locked.add(choice);
        if (locked.size() == stage.script().questions().size()) {
            played = stage.play();
            phase = Phase.WATCH;
        }
    }

    /// The run of the lesson.
    public Played played() {
        after(Phase.PREDICT);
        return played;
    }

    /// Ends watching.
    public List<Answer> reveal() {
        due(Phase.WATCH);
        phase = Phase.FIX;
        return answers();
    }

    public List<Answer> answers() {
        after(Phase.WATCH);
        Truth truth = new Truth(played);
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < locked.size(); i++) {
            Question question = stage.script().questions().get(i);
            List<Integer> right = truth.right(question);
            if (right.size() != 1) {
                throw new IllegalStateException(
                        stage.name() + ": question " + (i + 1) + " has " + right.size() + " right answers");
            }
            Finding why = question instanceof Question.Why asked ? truth.finding(asked) : null;
            answers.add(new Answer(question, locked.get(i), right.getFirst(), why));
        }
        return answers;
    }

    /// The next rung of the ladder; empty where there is none left.
    public String hint() {
        due(Phase.FIX);
        List<String> all = stage.script().hints();
        return hints < all.size() ? all.get(hints++) : "";
    }

    public int hints() {
        return hints;
    }

    /// Tries settings. A try that meets the goal and, where the lesson asks for it, holds before the
    /// explorer, ends the lesson.
    ///
    /// @param listener hears how far the explorer is, and may stop it
    public Attempt attempt(List<String> sets, Workers workers, Listener listener) {
        due(Phase.FIX);
        Attempt attempt = Fixes.graded(stage, sets, workers, listener);
        attempts.add(attempt);
        if (attempt.met()) {
            phase = Phase.DONE;
        }
        return attempt;
    }

    /// Ends the lesson without a mend.
    public void giveUp() {
        due(Phase.FIX);
        phase = Phase.DONE;
    }

    public List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /// Whether the learner has mended it.
    public boolean mended() {
        return !attempts.isEmpty() && attempts.getLast().met();
    }

    private void due(Phase expected) {
        if (phase != expected) {
            throw new IllegalStateException(stage.name() + ": " + expected + " is not due, this is " + phase);
        }
    }

    private void after(Phase past) {
        if (phase.compareTo(past) <= 0) {
            throw new IllegalStateException(stage.name() + ": this is not to be seen before " + past + " is over");
        }
    }
}
