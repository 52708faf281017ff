package dev.ackademy.ui.cli;

import dev.ackademy.lessons.play.Fixes.Attempt;
import dev.ackademy.lessons.play.Session;
import dev.ackademy.lessons.script.Goal;
import java.util.ArrayList;
import java.util.List;

/// How a lesson that was taken without a talk went: answers, then the mend.
final class LessonText {

    private LessonText() {}

    static List<Line> of(Session session, Terminal terminal) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line().add(session.stage().script().title(), Ink.STRONG));
        for (Session.Answer answer : session.answers()) {
            lines.addAll(NarrativeText.sentence("", answer.question().text(), Ink.PLAIN, terminal));
            String right = answer.question().options().get(answer.right());
            lines.addAll(NarrativeText.sentence(
                    answer.correct() ? "  ✓ " : "  × ",
                    answer.correct() ? right : "It is " + (answer.right() + 1) + ": " + right,
                    answer.correct() ? Ink.KEPT : Ink.PLAIN,
                    terminal));
        }
        session.attempts()
                .forEach(each ->
                        lines.addAll(attempt(each, session.stage().script().goal(), terminal)));
        return lines;
    }

    /// Whether a try meets the goal, in one sentence.
    static List<Line> attempt(Attempt attempt, Goal goal, Terminal terminal) {
        String sets = String.join(", ", attempt.sets());
        if (attempt.met()) {
            String words = goal.breaks() ? "Found: " + sets + "." : "The goal holds with " + sets + ".";
            return NarrativeText.sentence("  ✓ ", words, Ink.KEPT, terminal);
        }
        String open = String.join(
                ", ", attempt.still().stream().map(each -> each.word()).toList());
        String words = goal.breaks()
                ? "It holds: the checkers do not find " + open + "."
                : attempt.trial() == null
                        ? "Not yet: the checkers still find " + open + "."
                        : "It holds here, but not everywhere. "
                                + attempt.trial().text() + " Then the checkers find " + open + ".";
        return NarrativeText.sentence("  × ", words, goal.breaks() ? Ink.PLAIN : Ink.BROKEN, terminal);
    }
}
