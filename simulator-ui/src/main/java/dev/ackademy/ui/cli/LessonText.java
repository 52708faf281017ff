package dev.ackademy.ui.cli;

import dev.ackademy.lessons.play.Fixes.Attempt;
import dev.ackademy.lessons.play.Session;
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
        session.attempts().forEach(each -> lines.addAll(attempt(each, terminal)));
        return lines;
    }

    /// Whether a try meets the goal, in one sentence.
    static List<Line> attempt(Attempt attempt, Terminal terminal) {
        if (attempt.met()) {
            return NarrativeText.sentence(
                    "  ✓ ", "The goal holds with " + String.join(", ", attempt.sets()) + ".", Ink.KEPT, terminal);
        }
        List<String> still = attempt.still().stream().map(each -> each.word()).toList();
        return NarrativeText.sentence(
                "  × ", "Not yet: the checkers still find " + String.join(", ", still) + ".", Ink.BROKEN, terminal);
    }
}
