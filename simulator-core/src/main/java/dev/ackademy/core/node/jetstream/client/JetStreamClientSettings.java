package dev.ackademy.core.node.jetstream.client;

import dev.ackademy.core.node.jetstream.ConsumerSettings;
import dev.ackademy.core.node.jetstream.JetStreamSettings.StreamSettings;
import java.util.List;

/// Everything that this library can be told, resolved. Times in µs.
///
/// @param streams              of the scenario: where each topic is stored
/// @param pubAcks              a publish asks for its PubAck
/// @param messageIds           each publish carries its operation's id as Nats-Msg-Id
/// @param requestTimeoutMicros how long a publish or an awaited acknowledgement waits for its answer
/// @param reconnectBuffer      messages that are kept while there is no connection
/// @param consumer             null for a process that never reads
public record JetStreamClientSettings(
        List<StreamSettings> streams,
        boolean pubAcks,
        boolean messageIds,
        long requestTimeoutMicros,
        int reconnectBuffer,
        ConsumerSettings consumer) {

    StreamSettings stream(String topic) {
        for (StreamSettings stream : streams) {
            if (stream.name().equals(topic)) {
                return stream;
            }
        }
        throw new IllegalStateException("no stream " + topic);
    }
}
