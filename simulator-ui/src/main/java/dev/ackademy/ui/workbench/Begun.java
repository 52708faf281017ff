package dev.ackademy.ui.workbench;

import dev.ackademy.lessons.play.Session;
import java.time.Instant;
import java.util.List;

/// One lesson as a learner left it, half-way.
///
/// @param learner whoever takes it
/// @param lesson  its folder's name
/// @param at      when it was last gone on with
/// @param answers locked so far, from 1; 0 for a question that was passed over
/// @param step    where they stood: `predict`, `watch`, `why`, `fix`
/// @param sets    that are changed, `path=value`
/// @param hints   that were asked for
/// @param seconds it took so far
public record Begun(
        String learner,
        String lesson,
        Instant at,
        List<Integer> answers,
        String step,
        List<String> sets,
        int hints,
        long seconds) {

    /// @param begin when it was begun, less what it took before
    public static Begun of(
            String learner, Session session, String step, List<String> sets, Instant begin, Instant now) {
        return new Begun(
                learner,
                session.stage().name(),
                now,
                session.choices().stream().map(each -> each + 1).toList(),
                step,
                sets,
                session.hints(),
                Math.max(0, now.getEpochSecond() - begin.getEpochSecond()));
    }

    /// Takes a new session to where this one was left: its answers are locked and, past watching, revealed.
    ///
    /// @return false where the lesson asks other questions by now; the session is then as it was
    public boolean goOn(Session session) {
        var questions = session.stage().script().questions();
        boolean fits = answers.size() <= questions.size() && !answers.isEmpty();
        for (int i = 0; fits && i < answers.size(); i++) {
            fits = answers.get(i) >= 0
                    && answers.get(i) <= questions.get(i).options().size();
        }
        if (!fits || answers.size() < questions.size() && !step.equals("predict")) {
            return false;
        }
        answers.forEach(each -> session.lock(each - 1));
        if (step.equals("why") || step.equals("fix")) {
            session.reveal();
        }
        return true;
    }

    /// What is to be done next, in one sentence.
    public String due() {
        return switch (step) {
            case "predict" ->
                "You have locked " + answers.size() + (answers.size() == 1 ? " answer" : " answers") + ".";
            case "watch" -> "Your answers are locked. Next: watch.";
            case "why" -> "You have seen what happened. Next: why.";
            default -> sets.isEmpty() ? "Next: fix it." : "You were trying settings.";
        };
    }
}
