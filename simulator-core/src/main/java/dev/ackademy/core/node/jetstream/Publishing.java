package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.node.jetstream.JetStreamFrame.PubAck;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Publish;
import dev.ackademy.core.node.jetstream.JetStreamSettings.StreamSettings;
import java.util.List;

/// Stores messages and answers with PubAcks (J2-J4). A message is judged when its turn comes in the order of the
/// stream, which with several replicas is when a quorum has it; every replica judges alike.
final class Publishing {

    private final Turn turn;

    Publishing(Turn turn) {
        this.turn = turn;
    }

    void publish(int connection, Publish publish) {
        Stream stream = turn.server().taking(publish.subject());
        if (stream == null || !stream.there) {
            refuse(connection, publish, NatsError.NO_RESPONDERS);
            return;
        }
        if (!stream.raft.leads()) {
            new Replicating(turn).moved(stream, connection, publish.correlation());
            return;
        }
        List<Raft.Asker> asker =
                publish.reply() ? List.of(new Raft.Asker(connection, publish.correlation(), -1)) : List.of();
        new Replicating(turn)
                .propose(
                        stream,
                        new Change.Store(publish, turn.now(), turn.around().trigger()),
                        asker);
    }

    private void refuse(int connection, Publish publish, NatsError error) {
        if (publish.reply()) {
            turn.around().send(connection, new PubAck(publish.correlation(), error, -1, false));
        }
    }

    /// The message's turn has come.
    ///
    /// @param askers empty at replicas that do not lead
    void store(Stream stream, Change.Store change, List<Raft.Asker> askers) {
        Publish publish = change.publish();
        Operation operation = publish.message().operation();
        boolean leads = stream.raft.leads();
        Stream.Known known = known(stream, publish.id(), change.atMicros());
        if (known != null) {
            if (leads) {
                turn.record(new LogEvent.DuplicateRecognised(operation, stream.partition(), known.sequence()));
            }
            answer(askers, new PubAck(publish.correlation(), NatsError.NONE, known.sequence(), true));
            return;
        }
        NatsError error = wrong(stream, publish);
        if (error != NatsError.NONE) {
            if (leads) {
                turn.record(new LogEvent.AppendRefused(operation, stream.partition(), error.text()));
            }
            answer(askers, new PubAck(publish.correlation(), error, -1, false));
            return;
        }
        long sequence = ++stream.last;
        int entry = turn.record(stored(stream, publish, sequence, leads), change.entry());
        stream.messages.put(
                sequence,
                new StoredMessage(
                        sequence, publish.subject(), publish.message(), publish.id(), change.atMicros(), entry));
        if (publish.id() != null) {
            stream.known.put(publish.id(), new Stream.Known(sequence, change.atMicros()));
        }
        if (leads) {
            turn.record(new LogEvent.HighWatermarkMoved(stream.partition(), sequence, sequence + 1));
        }
        answer(askers, new PubAck(publish.correlation(), NatsError.NONE, sequence, false));
        new Retaining(turn).stored(stream);
    }

    private static LogEvent stored(Stream stream, Publish publish, long sequence, boolean leads) {
        Operation operation = publish.message().operation();
        int term = stream.raft.term;
        return leads
                ? new LogEvent.RecordAppended(
                        operation,
                        stream.partition(),
                        sequence,
                        term,
                        publish.message().attempt(),
                        -1,
                        -1)
                : new LogEvent.ReplicaAppended(
                        stream.partition(), sequence, java.util.Collections.singletonList(operation), List.of(term));
    }

    /// J3: only the id is compared, not the subject nor what the message says.
    private Stream.Known known(Stream stream, String id, long now) {
        long window = turn.of(stream).dedupWindowMicros();
        stream.known.values().removeIf(each -> each.atMicros() + window <= now);
        return id == null || !turn.applies(Rule.J3) ? null : stream.known.get(id);
    }

    private NatsError wrong(Stream stream, Publish publish) {
        boolean expected = (publish.expectedLast() < 0 || publish.expectedLast() == stream.last)
                && (publish.expectedSubject() < 0 || publish.expectedSubject() == stream.lastOf(publish.subject()));
        if (!expected && turn.applies(Rule.J4)) {
            return NatsError.WRONG_LAST_SEQUENCE;
        }
        StreamSettings settings = turn.of(stream);
        boolean full = settings.maxMessages() >= 0 && stream.messages.size() >= settings.maxMessages();
        return full && settings.discardNew() && turn.applies(Rule.J5)
                ? NatsError.MAXIMUM_MESSAGES_EXCEEDED
                : NatsError.NONE;
    }

    private void answer(List<Raft.Asker> askers, PubAck answer) {
        askers.forEach(asker -> turn.around().send(asker.connection(), answer));
    }
}
