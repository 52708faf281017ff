package dev.ackademy.ui.workbench;

import dev.ackademy.lessons.play.Session;
import java.time.Instant;
import java.util.List;

/// One lesson that was taken to its end.
///
/// @param learner whoever took it
/// @param lesson  its folder's name
/// @param at      when it ended
/// @param answers chosen, from 1; 0 for a question that was passed over
/// @param correct whether each was right
/// @param hints   that were asked for
/// @param tries   to mend it
/// @param sets    of the last try, `path=value`
/// @param seconds it took
public record Taken(
        String learner,
        String lesson,
        Instant at,
        List<Integer> answers,
        List<Boolean> correct,
        int hints,
        int tries,
        boolean mended,
        List<String> sets,
        long seconds) {

    /// @param session whose predictions are revealed
    public static Taken of(String learner, Session session, Instant begin, Instant end) {
        return new Taken(
                learner,
                session.stage().name(),
                end,
                session.answers().stream().map(each -> each.chosen() + 1).toList(),
                session.answers().stream().map(Session.Answer::correct).toList(),
                session.hints(),
                session.attempts().size(),
                session.mended(),
                session.attempts().isEmpty()
                        ? List.of()
                        : session.attempts().getLast().sets(),
                Math.max(0, end.getEpochSecond() - begin.getEpochSecond()));
    }
}
