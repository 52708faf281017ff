package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.SubjectEvent;
import java.util.ArrayList;
import java.util.List;

/// One subject of core NATS: who listens now, and what became of its messages.
///
/// @param subscribers node numbers by queue group
/// @param left        why nobody of a queue group listens any more, by queue group
/// @param routed      messages that had a listener
/// @param dropped     copies that are gone, no listener or a full buffer
/// @param gone        the latest of these, the newest last
public record SubjectPicture(
        String subject,
        Table<String, List<Integer>> subscribers,
        Table<String, String> left,
        int routed,
        int dropped,
        List<Gone> gone) {

    /// How many of the dropped messages are kept.
    public static final int MOST_GONE = 16;

    /// A copy that is gone.
    public record Gone(Operation operation, String cause) {}

    static SubjectPicture before(String subject) {
        return new SubjectPicture(subject, Table.empty(), Table.empty(), 0, 0, List.of());
    }

    SubjectPicture apply(SubjectEvent event) {
        return switch (event) {
            case SubjectEvent.Subscribed e -> {
                List<Integer> members = without(e.group(), e.process());
                members.add(e.process());
                yield listening(subscribers.with(e.group(), members), left.without(e.group()));
            }
            case SubjectEvent.Unsubscribed e when !subscribers.has(e.group()) -> this;
            case SubjectEvent.Unsubscribed e -> {
                List<Integer> members = without(e.group(), e.process());
                yield members.isEmpty()
                        ? listening(
                                subscribers.without(e.group()),
                                left.with(e.group(), e.cause() == null ? "" : e.cause()))
                        : listening(subscribers.with(e.group(), members), left);
            }
            case SubjectEvent.MessageRouted _ ->
                new SubjectPicture(subject, subscribers, left, routed + 1, dropped, gone);
            case SubjectEvent.MessageDropped e -> {
                List<Gone> more = new ArrayList<>(gone.size() < MOST_GONE ? gone : gone.subList(1, gone.size()));
                more.add(new Gone(e.operation(), e.cause()));
                yield new SubjectPicture(subject, subscribers, left, routed, dropped + 1, List.copyOf(more));
            }
            case SubjectEvent.SlowConsumerCut _ -> this;
        };
    }

    SubjectPicture serverDied() {
        Table<String, String> gaveUp = left;
        for (String group : subscribers.keys()) {
            gaveUp = gaveUp.with(group, "the server is down");
        }
        return listening(Table.empty(), gaveUp);
    }

    private List<Integer> without(String group, int process) {
        List<Integer> members = new ArrayList<>(subscribers.get(group, List.of()));
        members.remove((Integer) process);
        return members;
    }

    private SubjectPicture listening(Table<String, List<Integer>> now, Table<String, String> gaveUp) {
        return new SubjectPicture(subject, now, gaveUp, routed, dropped, gone);
    }
}
