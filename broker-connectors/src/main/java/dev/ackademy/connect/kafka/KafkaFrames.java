package dev.ackademy.connect.kafka;

import dev.ackademy.connect.fault.Conversation;
import dev.ackademy.connect.fault.Protocol;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.protocol.Errors;

/// Kafka's protocol: each message has a length of 4 bytes, a request begins with API key, API version and correlation
/// id, a response with the correlation id. The server answers a connection's requests in order, and the client checks
/// that. Kinds are the names of the API keys: `PRODUCE`, `FETCH`, `OFFSET_COMMIT`; errors those of Kafka's error codes.
public final class KafkaFrames implements Protocol {
    @Override
    public Conversation conversation() {
        return new KafkaConversation();
    }

    @Override
    public Set<String> errors() {
        return Stream.of(Errors.values())
                .filter(error -> error != Errors.NONE)
                .map(Errors::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
