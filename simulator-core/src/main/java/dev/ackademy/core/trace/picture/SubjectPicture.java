package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.SubjectEvent;
import java.util.ArrayList;
import java.util.List;

/// One subject of core NATS: who listens now, and what became of its messages.
///
/// @param subscribers node numbers by queue group
/// @param routed      messages that had a listener
/// @param dropped     copies that are gone, no listener or a full buffer
/// @param lastCause   of the latest drop, empty for none
public record SubjectPicture(
        String subject, Table<String, List<Integer>> subscribers, int routed, int dropped, String lastCause) {

    static SubjectPicture before(String subject) {
        return new SubjectPicture(subject, Table.empty(), 0, 0, "");
    }

    SubjectPicture apply(SubjectEvent event) {
        return switch (event) {
            case SubjectEvent.Subscribed e -> {
                List<Integer> members = new ArrayList<>(subscribers.get(e.group(), List.of()));
                members.remove((Integer) e.process());
                members.add(e.process());
                yield new SubjectPicture(subject, subscribers.with(e.group(), members), routed, dropped, lastCause);
            }
            case SubjectEvent.Unsubscribed e -> {
                List<Integer> members = new ArrayList<>(subscribers.get(e.group(), List.of()));
                members.remove((Integer) e.process());
                yield new SubjectPicture(
                        subject,
                        members.isEmpty() ? subscribers.without(e.group()) : subscribers.with(e.group(), members),
                        routed,
                        dropped,
                        lastCause);
            }
            case SubjectEvent.MessageRouted _ ->
                new SubjectPicture(subject, subscribers, routed + 1, dropped, lastCause);
            case SubjectEvent.MessageDropped e ->
                new SubjectPicture(subject, subscribers, routed, dropped + 1, e.cause());
            case SubjectEvent.SlowConsumerCut _ -> this;
        };
    }
}
