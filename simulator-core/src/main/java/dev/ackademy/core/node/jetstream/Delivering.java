package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.Subject;
import dev.ackademy.core.node.jetstream.Consumer.Waiting;
import dev.ackademy.core.node.jetstream.ConsumerSettings.AckPolicy;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Create;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Created;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Listen;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Messages;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Pull;
import dev.ackademy.core.node.jetstream.JetStreamSettings.Retention;
import dev.ackademy.core.node.jetstream.Progress.Pending;
import dev.ackademy.core.node.jetstream.StoredMessage.Given;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes consumers, chooses the next message of each, and sends it to whoever asked or listens (J8, J9, J14, J17).
final class Delivering {

    private final Turn turn;

    Delivering(Turn turn) {
        this.turn = turn;
    }

    void asked(int connection, Create create) {
        Stream stream = turn.server().streams.get(create.consumer().stream());
        if (stream == null || !stream.there) {
            turn.around().send(connection, new Created(create.correlation(), NatsError.STREAM_NOT_FOUND));
        } else if (!stream.raft.leads()) {
            new Replicating(turn).moved(stream, connection, create.correlation());
        } else if (stream.consumers.containsKey(create.consumer().name())) {
            turn.around().send(connection, new Created(create.correlation(), NatsError.NONE));
        } else {
            NatsError error = refused(stream, create.consumer());
            if (error != NatsError.NONE) {
                turn.record(
                        new StreamEvent.ConsumerRefused(create.consumer().name(), stream.partition(), error.text()));
                turn.around().send(connection, new Created(create.correlation(), error));
                return;
            }
            new Replicating(turn)
                    .propose(
                            stream,
                            new Change.Create(create.consumer()),
                            List.of(new Raft.Asker(connection, create.correlation(), -1)));
        }
    }

    /// J5: a message of a work queue has one consumer.
    private NatsError refused(Stream stream, ConsumerSettings wanted) {
        if (turn.of(stream).retention() != Retention.WORKQUEUE || !turn.applies(Rule.J5)) {
            return NatsError.NONE;
        }
        for (Consumer other : stream.consumers.values()) {
            if (Subject.overlap(other.settings.filter(), wanted.filter())) {
                return other.settings.filter().equals(">") || wanted.filter().equals(">")
                        ? NatsError.MULTIPLE_NON_FILTERED
                        : NatsError.FILTER_NOT_UNIQUE;
            }
        }
        return NatsError.NONE;
    }

    void create(Stream stream, ConsumerSettings settings, List<Raft.Asker> askers) {
        if (!stream.consumers.containsKey(settings.name())) {
            long last = settings.start().equals("new") ? stream.last : 0;
            Consumer consumer = Consumer.of(settings, turn.server().nextConsumer(), last);
            stream.consumers.put(settings.name(), consumer);
            for (Stream.Listener listener : List.copyOf(stream.listeners)) {
                if (listener.consumer().equals(settings.name())) {
                    stream.listeners.remove(listener);
                    consumer.members.add(listener.connection());
                }
            }
            if (settings.start().equals("last-per-subject")) {
                beginWithLast(stream, consumer);
            }
            if (stream.raft.leads()) {
                turn.record(new StreamEvent.ConsumerCreated(
                        settings.name(), stream.partition(), consumer.progress.sequence + 1, settings.start()));
                if (!consumer.redelivery.isEmpty()) {
                    turn.record(new StreamEvent.RedeliveryQueued(
                            settings.name(),
                            stream.partition(),
                            List.copyOf(consumer.redelivery),
                            "the latest of its subject"));
                }
            }
        }
        askers.forEach(
                asker -> turn.around().send(asker.connection(), new Created(asker.correlation(), NatsError.NONE)));
    }

    /// The latest message of each subject is given first, as if it had been asked for again.
    private static void beginWithLast(Stream stream, Consumer consumer) {
        consumer.progress.sequence = stream.last;
        for (StoredMessage message : stream.messages.values()) {
            if (consumer.takes(message) && stream.lastOf(message.subject()) == message.sequence()) {
                consumer.redelivery.add(message.sequence());
                consumer.progress.counts.put(message.sequence(), 0);
            }
        }
    }

    void pulled(int connection, Pull pull) {
        Stream stream = turn.server().streams.get(pull.stream());
        if (!stream.raft.leads()) {
            new Replicating(turn).moved(stream, connection, pull.correlation());
            return;
        }
        Consumer consumer = stream.consumers.get(pull.consumer());
        if (consumer == null) {
            turn.around().send(connection, new Messages(pull.correlation(), pull.stream(), pull.consumer(), List.of()));
            return;
        }
        consumer.pulls.add(new Waiting(connection, pull.correlation(), pull.batch()));
        serve(stream, consumer);
        new Settling(turn).queueOvertaken(stream, consumer);
    }

    void listened(int connection, Listen listen) {
        Stream stream = turn.server().streams.get(listen.stream());
        if (!stream.raft.leads()) {
            if (listen.begins()) {
                new Replicating(turn).moved(stream, connection, listen.correlation());
            }
            return;
        }
        Consumer consumer = stream.consumers.get(listen.consumer());
        if (consumer == null) {
            if (listen.begins()) {
                stream.listeners.add(new Stream.Listener(listen.consumer(), connection));
            }
            return;
        }
        consumer.closed(connection);
        if (listen.begins() && consumer.settings.push()) {
            consumer.members.add(connection);
            serve(stream, consumer);
        }
    }

    /// A new leader goes on with what it knows of each consumer; whoever wants messages will ask.
    void leads(Stream stream) {
        stream.consumers.values().forEach(consumer -> {
            tellRestored(stream, consumer);
            new Upkeep(turn).armAckWait(consumer, turn.applies(Rule.J16) ? Upkeep.RESTORED_MICROS : 0);
        });
    }

    private void tellRestored(Stream stream, Consumer consumer) {
        List<StreamEvent.Given> given = new ArrayList<>();
        consumer.progress.counts.forEach((sequence, count) -> given.add(new StreamEvent.Given(sequence, count)));
        turn.record(new StreamEvent.ConsumerRestored(
                consumer.settings.name(),
                stream.partition(),
                consumer.progress.sequence,
                List.copyOf(consumer.progress.pending.keySet()),
                given));
    }

    void leadsNoMore(Stream stream) {
        stream.listeners.forEach(listener -> stream.raft.lost.add(new Raft.Lost(listener.connection(), 0)));
        stream.listeners.clear();
        for (Consumer consumer : stream.consumers.values()) {
            consumer.pulls.forEach(pull -> stream.raft.lost.add(new Raft.Lost(pull.connection(), pull.correlation())));
            consumer.members.forEach(member -> stream.raft.lost.add(new Raft.Lost(member, 0)));
            consumer.pulls.clear();
            consumer.members.clear();
            consumer.redelivery.clear();
            consumer.overtaken.clear();
            new Upkeep(turn).disarmAckWait(consumer);
        }
    }

    void serveAll(Stream stream) {
        stream.consumers.values().forEach(consumer -> serve(stream, consumer));
    }

    /// Sends as much as there is and as is wanted. A pull is shared with the others that wait: each gets
    /// one message in its turn (J17); what a pull is given at one instant travels together and ends it.
    void serve(Stream stream, Consumer consumer) {
        if (!stream.raft.leads()) {
            return;
        }
        if (consumer.settings.push()) {
            push(stream, consumer);
        } else {
            answerPulls(stream, consumer);
        }
        new Upkeep(turn).armAckWait(consumer, 0);
    }

    private void answerPulls(Stream stream, Consumer consumer) {
        Map<Waiting, List<Given>> answers = new LinkedHashMap<>();
        ArrayList<Waiting> round = new ArrayList<>(consumer.pulls);
        int next = 0;
        while (!round.isEmpty()) {
            Waiting pull = round.get(next % round.size());
            Given given = next(stream, consumer, pull.connection());
            if (given == null) {
                break;
            }
            List<Given> answer = answers.computeIfAbsent(pull, _ -> new ArrayList<>());
            answer.add(given);
            if (answer.size() >= pull.left() && turn.applies(Rule.J17)) {
                round.remove(pull);
            } else if (turn.applies(Rule.J17)) {
                next++;
            }
            next = round.isEmpty() ? 0 : next % round.size();
        }
        answers.forEach((pull, messages) -> {
            consumer.pulls.remove(pull);
            send(stream, consumer, pull.connection(), pull.correlation(), messages);
        });
        new Retaining(turn).delivered(stream, consumer);
    }

    private void push(Stream stream, Consumer consumer) {
        while (!consumer.members.isEmpty()) {
            long coming = consumer.redelivery.isEmpty() ? consumer.progress.sequence : consumer.redelivery.peek();
            int place = consumer.members.size() == 1
                    ? 0
                    : turn.around()
                            .choose(
                                    "any/member/" + stream.name + "/" + consumer.settings.name() + "/" + coming + "/"
                                            + consumer.progress.count(coming),
                                    consumer.members.size());
            int member = consumer.members.get(place);
            Given given = next(stream, consumer, member);
            if (given == null) {
                break;
            }
            send(stream, consumer, member, 0, List.of(given));
        }
        new Retaining(turn).delivered(stream, consumer);
    }

    private void send(Stream stream, Consumer consumer, int connection, int correlation, List<Given> messages) {
        List<StreamEvent.Given> told = new ArrayList<>();
        int[] causes = new int[messages.size()];
        for (int i = 0; i < causes.length; i++) {
            told.add(new StreamEvent.Given(
                    messages.get(i).stored().sequence(), messages.get(i).count()));
            causes[i] = messages.get(i).stored().entry();
        }
        String group = consumer.settings.name();
        int to = turn.server().peerOf(connection);
        turn.record(new StreamEvent.MessagesDelivered(group, stream.partition(), told, to), causes);
        if (consumer.settings.ack() == AckPolicy.NONE) {
            List<Long> sequences =
                    told.stream().map(StreamEvent.Given::sequence).toList();
            turn.record(new StreamEvent.MessagesAcknowledged(
                    group, stream.partition(), sequences, consumer.progress.floor(), "delivered"));
        }
        turn.around().send(connection, new Messages(correlation, stream.name, group, messages));
    }

    /// J9: redeliveries first, then new messages in the order of the stream, unless too many are pending.
    /// Null where there is nothing to give now.
    private Given next(Stream stream, Consumer consumer, int connection) {
        boolean redeliveriesFirst = turn.applies(Rule.J9);
        Given first = redeliveriesFirst ? again(stream, consumer, connection) : fresh(stream, consumer, connection);
        return first != null
                ? first
                : redeliveriesFirst ? fresh(stream, consumer, connection) : again(stream, consumer, connection);
    }

    private Given again(Stream stream, Consumer consumer, int connection) {
        Progress progress = consumer.progress;
        while (!consumer.redelivery.isEmpty()) {
            long sequence = consumer.redelivery.poll();
            int count = progress.count(sequence) + 1;
            progress.counts.put(sequence, count);
            StoredMessage message = stream.messages.get(sequence);
            if (message == null) {
                gone(stream, consumer, sequence);
            } else if (limited(consumer) && count > consumer.settings.maxDeliver()) {
                exhausted(stream, consumer, message);
            } else {
                return given(stream, consumer, message, count, connection);
            }
        }
        return null;
    }

    /// What is not stored any more needs no acknowledgement.
    private void gone(Stream stream, Consumer consumer, long sequence) {
        consumer.progress.settle(sequence);
        turn.record(new StreamEvent.MessagesAcknowledged(
                consumer.settings.name(),
                stream.partition(),
                List.of(sequence),
                consumer.progress.floor(),
                "not stored"));
        new Upkeep(turn).consumed(stream, consumer);
    }

    private boolean limited(Consumer consumer) {
        return consumer.settings.maxDeliver() > 0 && turn.applies(Rule.J14);
    }

    /// Whether this message has been given as often as it may be; then it is told once and never given
    /// again (J14).
    boolean exhausted(Stream stream, Consumer consumer, long sequence) {
        if (!limited(consumer) || consumer.progress.count(sequence) < consumer.settings.maxDeliver()) {
            return false;
        }
        StoredMessage message = stream.messages.get(sequence);
        if (message == null) {
            gone(stream, consumer, sequence);
        } else {
            exhausted(stream, consumer, message);
        }
        return true;
    }

    private void exhausted(Stream stream, Consumer consumer, StoredMessage message) {
        consumer.progress.settle(message.sequence());
        turn.record(
                new StreamEvent.DeliveriesExhausted(
                        message.message().operation(),
                        consumer.settings.name(),
                        stream.partition(),
                        message.sequence(),
                        consumer.settings.maxDeliver(),
                        consumer.progress.floor()),
                message.entry());
        new Upkeep(turn).consumed(stream, consumer);
    }

    private Given fresh(Stream stream, Consumer consumer, int connection) {
        Progress progress = consumer.progress;
        boolean stalls = consumer.settings.limitsPending()
                && progress.pending.size() >= consumer.settings.maxAckPending()
                && turn.applies(Rule.J9);
        if (stalls) {
            return null;
        }
        for (StoredMessage message :
                stream.messages.tailMap(progress.sequence, false).values()) {
            if (consumer.takes(message)) {
                progress.sequence = message.sequence();
                return given(stream, consumer, message, 1, connection);
            }
        }
        return null;
    }

    private Given given(Stream stream, Consumer consumer, StoredMessage message, int count, int connection) {
        Progress progress = consumer.progress;
        long delivery = ++progress.deliveries;
        if (consumer.settings.ack() != AckPolicy.NONE) {
            long wait = consumer.settings.waitMicros(count, turn.applies(Rule.J8));
            progress.pending.put(message.sequence(), new Pending(delivery, turn.now() + wait, connection));
        }
        if (count == 1 || consumer.settings.ack() == AckPolicy.NONE) {
            progress.counts.remove(message.sequence());
        }
        new Upkeep(turn).consumed(stream, consumer);
        return new Given(message, count, delivery);
    }
}
