package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.Subject;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everything that is set about a cluster of servers; the same for each of them. Durations in µs.
///
/// @param servers         node numbers, in order: B1, B2, ...
/// @param syncAlways      each message is on disk before it is acknowledged; otherwise every `syncEveryMicros` (J2)
/// @param electionMicros  followers choose a new leader this long after they have ceased to hear theirs
/// @param streams         in the order of the scenario
/// @param off             rules that are switched off (by tests only)
public record JetStreamSettings(
        List<Integer> servers,
        boolean syncAlways,
        long syncEveryMicros,
        long electionMicros,
        List<StreamSettings> streams,
        SortedSet<Rule> off) {

    /// How long a changed consumer state waits until it is written: an acknowledgement is confirmed before.
    static final long SAVE_MICROS = 100_000;

    public JetStreamSettings(
            List<Integer> servers,
            boolean syncAlways,
            long syncEveryMicros,
            long electionMicros,
            List<StreamSettings> streams) {
        this(servers, syncAlways, syncEveryMicros, electionMicros, streams, new TreeSet<>());
    }

    /// @param replicas          node numbers; the first one leads at the start
    /// @param maxMessages       -1 for no limit, as for the other limits
    /// @param discardNew        a full stream refuses, instead of deleting its oldest messages
    public record StreamSettings(
            String name,
            List<String> subjects,
            Retention retention,
            boolean inMemory,
            List<Integer> replicas,
            long dedupWindowMicros,
            long maxMessages,
            long maxAgeMicros,
            long maxPerSubject,
            boolean discardNew) {

        boolean takes(String subject) {
            return subjects.stream().anyMatch(pattern -> Subject.matches(pattern, subject));
        }
    }

    public enum Retention {
        LIMITS,
        WORKQUEUE,
        INTEREST;

        public static Retention of(String word) {
            return valueOf(word.toUpperCase(java.util.Locale.ROOT));
        }
    }

    boolean applies(Rule rule) {
        return !off.contains(rule);
    }

    /// Null where there is none of this name.
    StreamSettings stream(String name) {
        for (StreamSettings stream : streams) {
            if (stream.name().equals(name)) {
                return stream;
            }
        }
        return null;
    }
}
