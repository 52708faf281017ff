package dev.ackademy.core.check;

import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.SubjectEvent;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// What happens at the servers of the NATS kinds, each fact as one sentence.
final class KindSentences {

    private KindSentences() {}

    static String of(String who, StreamEvent event, IntFunction<String> name) {
        return switch (event) {
            case StreamEvent.ConsumerCreated e ->
                "%s: the consumer %s of %s begins at message %d (deliver policy %s)."
                        .formatted(who, e.group(), e.partition().topic(), e.from(), e.policy());
            case StreamEvent.ConsumerRefused e ->
                "%s refuses the consumer %s of %s: %s."
                        .formatted(who, e.group(), e.partition().topic(), e.error());
            case StreamEvent.MessagesDelivered e ->
                "%s gives %s message %s of %s."
                        .formatted(
                                who,
                                name.apply(e.to()),
                                given(e.messages()),
                                e.partition().topic());
            case StreamEvent.MessagesAcknowledged e ->
                "%s: %s is done with message %s of %s (%s)."
                        .formatted(
                                who,
                                e.group(),
                                numbers(e.sequences()),
                                e.partition().topic(),
                                e.how());
            case StreamEvent.AcknowledgementIgnored e ->
                "%s: %s of message %d changes nothing, it is not pending any more."
                        .formatted(who, e.verb(), e.sequence());
            case StreamEvent.RedeliveryQueued e ->
                "%s will give message %s of %s again: %s."
                        .formatted(who, numbers(e.sequences()), e.partition().topic(), e.cause());
            case StreamEvent.RedeliveryDelayed e ->
                "%s gets message %d back and will give it again at %s."
                        .formatted(who, e.sequence(), Narrator.time(e.untilMicros()));
            case StreamEvent.AckWaitExtended e ->
                "%s learns that message %d is still in work: its ack wait ends at %s."
                        .formatted(who, e.sequence(), Narrator.time(e.untilMicros()));
            case StreamEvent.DeliveriesExhausted e ->
                "%s has given %s %d times and will not give it again; it stays in %s."
                        .formatted(
                                who,
                                e.operation(),
                                e.deliveries(),
                                e.partition().topic());
            case StreamEvent.MessagesRemoved e ->
                "%s removes message %s from %s: %s."
                        .formatted(who, numbers(e.sequences()), e.partition().topic(), e.cause());
            case StreamEvent.ConsumerRestored e ->
                "%s goes on with the consumer %s at message %d, %d of them pending."
                        .formatted(
                                who, e.group(), e.delivered() + 1, e.pending().size());
            case StreamEvent.StreamLost e ->
                "%s has lost the stream %s: %s.".formatted(who, e.partition().topic(), e.cause());
        };
    }

    static String of(String who, SubjectEvent event, IntFunction<String> name) {
        return switch (event) {
            case SubjectEvent.Subscribed e ->
                "%s: %s listens to %s in the queue group %s."
                        .formatted(who, name.apply(e.process()), e.subject(), e.group());
            case SubjectEvent.Unsubscribed e ->
                "%s: %s no longer listens to %s: %s.".formatted(who, name.apply(e.process()), e.subject(), e.cause());
            case SubjectEvent.MessageRouted e ->
                "%s passes %s on to %s."
                        .formatted(
                                who,
                                e.operation(),
                                e.to().stream().map(name::apply).collect(Collectors.joining(", ")));
            case SubjectEvent.MessageDropped e -> "%s drops %s: %s.".formatted(who, e.operation(), e.cause());
            case SubjectEvent.SlowConsumerCut e ->
                "%s ends the connection of %s, which reads too slowly: %d message(s) for it are gone."
                        .formatted(who, name.apply(e.process()), e.lost().size());
        };
    }

    /// How much an entry matters to a story, as [Narrator] weighs the others.
    static int weight(StreamEvent event) {
        return switch (event) {
            case StreamEvent.DeliveriesExhausted _, StreamEvent.StreamLost _, StreamEvent.ConsumerRefused _ -> 8;
            case StreamEvent.RedeliveryQueued _, StreamEvent.ConsumerRestored _ -> 7;
            case StreamEvent.MessagesRemoved e -> e.cause().equals("acknowledged") ? 2 : 8;
            case StreamEvent.RedeliveryDelayed _, StreamEvent.AcknowledgementIgnored _ -> 5;
            case StreamEvent.MessagesDelivered e -> e.messages().stream().anyMatch(given -> given.count() > 1) ? 6 : 2;
            case StreamEvent.MessagesAcknowledged _, StreamEvent.AckWaitExtended _ -> 3;
            case StreamEvent.ConsumerCreated _ -> 3;
        };
    }

    static int weight(SubjectEvent event) {
        return switch (event) {
            case SubjectEvent.MessageDropped _, SubjectEvent.SlowConsumerCut _ -> 8;
            case SubjectEvent.Subscribed _, SubjectEvent.Unsubscribed _ -> 4;
            case SubjectEvent.MessageRouted _ -> 3;
        };
    }

    private static String numbers(List<Long> sequences) {
        return sequences.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String given(List<StreamEvent.Given> messages) {
        return messages.stream()
                .map(each -> each.sequence() + (each.count() > 1 ? " (delivery " + each.count() + ")" : ""))
                .collect(Collectors.joining(", "));
    }
}
