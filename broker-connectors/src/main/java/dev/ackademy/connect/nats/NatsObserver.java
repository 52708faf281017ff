package dev.ackademy.connect.nats;

import dev.ackademy.connect.Observed;
import dev.ackademy.connect.WireMessage;
import dev.ackademy.connect.server.BrokerUnavailable;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamManagement;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.StreamState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Looks at somebody's JetStream and writes nothing: asks for the state of streams and consumers and for single
/// messages. It makes no consumer, so that no work queue loses a message to it.
public final class NatsObserver implements Observed.Observer {
    private static final int NO_MESSAGE = 10037;
    private static final int MESSAGES_PER_LOOK_MAX = 5_000;

    private final String server;
    private final List<String> streams;
    private final List<String> groups;
    private final String identity;
    private final Connection connection;
    private final Map<String, Long> next = new HashMap<>();
    private final Map<String, Integer> seen = new HashMap<>();

    /// @param identity header that tells what a message stands for, null for none
    /// @param access   properties of jnats for TLS and credentials
    /// @throws IOException where the server is not there or does not let us in
    public NatsObserver(
            String server, SortedMap<String, String> access, List<String> streams, List<String> groups, String identity)
            throws IOException {
        this.server = server;
        this.streams = List.copyOf(streams);
        this.groups = List.copyOf(groups);
        this.identity = identity;
        connection = NatsAccess.connect(server, access);
    }

    @Override
    public SortedMap<String, Integer> topics() throws IOException {
        SortedMap<String, Integer> partitions = new TreeMap<>();
        try {
            for (String stream : streams) {
                long first = connection
                        .jetStreamManagement()
                        .getStreamInfo(stream)
                        .getStreamState()
                        .getFirstSequence();
                next.put(stream, Math.max(1, first));
                partitions.put(stream, 1);
            }
            return partitions;
        } catch (JetStreamApiException | IllegalStateException e) {
            throw unavailable(e);
        }
    }

    @Override
    public Observed look() throws IOException {
        List<Observed.Record> records = new ArrayList<>();
        List<Observed.Position> positions = new ArrayList<>();
        try {
            JetStreamManagement management = connection.jetStreamManagement();
            for (String stream : streams) {
                StreamState state = management.getStreamInfo(stream).getStreamState();
                long from = Math.max(next.get(stream), state.getFirstSequence());
                long to = Math.min(state.getLastSequence(), from + MESSAGES_PER_LOOK_MAX);
                for (long at = from; at <= to; at++) {
                    read(management, stream, at, records);
                }
                next.put(stream, to + 1);
                for (String group : groups) {
                    if (management.getConsumerNames(stream).contains(group)) {
                        long floor = management
                                .getConsumerInfo(stream, group)
                                .getAckFloor()
                                .getStreamSequence();
                        positions.add(new Observed.Position(group, new TopicPartition(stream, 0), floor + 1));
                    }
                }
            }
            return new Observed(records, positions);
        } catch (JetStreamApiException | IllegalStateException e) {
            throw unavailable(e);
        }
    }

    private void read(JetStreamManagement management, String stream, long at, List<Observed.Record> records)
            throws IOException, JetStreamApiException {
        MessageInfo info;
        try {
            info = management.getMessage(stream, at);
        } catch (JetStreamApiException e) {
            if (e.getApiErrorCode() == NO_MESSAGE) {
                return;
            }
            throw e;
        }
        TopicPartition partition = new TopicPartition(stream, 0);
        SortedMap<String, String> headers = new TreeMap<>();
        if (info.getHeaders() != null) {
            info.getHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
        }
        Operation operation;
        try {
            operation = new WireMessage(headers, info.getData() == null ? new byte[0] : info.getData())
                    .message()
                    .operation();
        } catch (IllegalArgumentException notOurs) {
            int before = seen.merge(stream + " " + info.getSubject(), 1, Integer::sum) - 1;
            operation = Observed.foreign(
                    identity == null ? null : headers.get(identity), info.getSubject(), partition, before);
        }
        records.add(new Observed.Record(partition, at, operation));
    }

    private BrokerUnavailable unavailable(Exception cause) {
        return new BrokerUnavailable("NATS at " + server + " cannot be observed: " + NatsCauses.of(cause), cause);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
