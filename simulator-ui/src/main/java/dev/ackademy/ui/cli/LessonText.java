package dev.ackademy.ui.cli;

import dev.ackademy.lessons.play.Fixes.Attempt;
import dev.ackademy.lessons.play.Grade;
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

    /// Whether a try meets the goal, and what the explorer says about it.
    static List<Line> attempt(Attempt attempt, Goal goal, Terminal terminal) {
        List<Line> lines = new ArrayList<>();
        boolean met = attempt.still().isEmpty();
        lines.addAll(NarrativeText.sentence(
                met ? "  ✓ " : "  × ",
                attempt.words(goal) + (met ? " " + String.join(", ", attempt.sets()) : ""),
                met ? Ink.KEPT : goal.breaks() ? Ink.PLAIN : Ink.BROKEN,
                terminal));
        if (attempt.grade() != null) {
            grade(attempt.grade(), lines, terminal);
        }
        return lines;
    }

    private static void grade(Grade grade, List<Line> lines, Terminal terminal) {
        lines.addAll(NarrativeText.sentence(
                grade.holds() ? "  ✓ " : "  × ", grade.title(), grade.holds() ? Ink.KEPT : Ink.BROKEN, terminal));
        grade.against().forEach(each -> lines.addAll(NarrativeText.sentence("      ", each, Ink.STRONG, terminal)));
        if (!grade.holds()) {
            grade.finding()
                    .why()
                    .forEach(each -> lines.addAll(NarrativeText.sentence("      ", each.text(), Ink.PLAIN, terminal)));
        }
        lines.addAll(NarrativeText.sentence("    ", grade.covered(), Ink.FAINT, terminal));
    }
}
