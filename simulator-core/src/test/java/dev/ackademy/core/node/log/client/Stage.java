package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.Alone;
import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.log.DataFrame;
import dev.ackademy.core.node.log.GroupFrame;
import dev.ackademy.core.node.log.LogError;
import dev.ackademy.core.node.log.LogRecord;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// The world of one client under test: time that the test moves, connections that open at once, brokers that answer the
/// questions of a healthy cluster and leave what is under test (produce, fetch, join, sync, commit) to the test.
final class Stage extends Alone implements BrokerClient.Application {

    record Sent(int connection, int broker, Frame frame) {}

    final LogClientSettings settings;
    final LogClient client;
    final List<Sent> sent = new ArrayList<>();
    final List<BrokerOutcome> told = new ArrayList<>();
    final List<Integer> closedByClient = new ArrayList<>();
    final TreeMap<Integer, Integer> peers = new TreeMap<>();
    final TreeMap<TopicPartition, Long> committed = new TreeMap<>();
    final TreeMap<TopicPartition, Long> ends = new TreeMap<>();
    final TreeMap<TopicPartition, Long> starts = new TreeMap<>();
    private final ArrayDeque<Input> inputs = new ArrayDeque<>();

    int partitions = 1;
    int leader = 1;
    int leaderEpoch = 1;
    boolean reachable = true;

    Stage(LogClientSettings settings) {
        super(100);
        this.settings = settings;
        this.client = new LogClient(settings);
    }

    static LogClientSettings.Producing producing(int acks, boolean idempotence, int inFlight) {
        return new LogClientSettings.Producing(
                acks, idempotence, inFlight, 10, 1_000_000, 5_000_000, 100_000, 0, 1, 300_000_000, null, 0, 2);
    }

    static LogClientSettings.Consuming consuming(String start, String assignment, int maxPoll) {
        return new LogClientSettings.Consuming(
                start,
                assignment,
                "classic",
                maxPoll,
                1_000_000,
                300_000,
                2_000_000,
                false,
                100_000,
                false,
                1_000_000,
                100_000,
                300_000_000,
                false);
    }

    static Message message(int number) {
        return new Message(
                new Operation("K", number, OperationKind.UPDATE),
                new Payload(Payload.Form.FULL, new TreeMap<>(), 0),
                1,
                "test",
                "orders",
                0);
    }

    static TopicPartition orders(int partition) {
        return new TopicPartition("orders", partition);
    }

    static LogRecord stored(long offset) {
        return new LogRecord(offset, 1, "K", message((int) offset), 0, null, null, 0);
    }

    /// Publishes message `number`; its request has the same number.
    void publish(int number) {
        publish(number, "K");
    }

    void publish(int number, String key) {
        ask(new BrokerCommand.Publish(number, "orders", key, "murmur2", message(number), null, -1, 0));
    }

    void ask(BrokerCommand command) {
        client.ask(command, this, this);
        run();
    }

    void give(Input input) {
        inputs.addLast(input);
        run();
    }

    void answer(Sent request, Frame answer) {
        give(new Input.Arrived(request.connection, request.broker, answer));
    }

    /// The connection of this request ends.
    void cut(Sent request) {
        peers.remove(request.connection);
        give(new Input.Closed(request.connection, request.broker, "cut"));
    }

    @Override
    protected void fired(Timer timer) {
        client.on(new Input.Fired(timer), this, this);
        run();
    }

    private void run() {
        while (!inputs.isEmpty()) {
            client.on(inputs.pollFirst(), this, this);
        }
    }

    /// The requests of one sort that were sent and not looked at yet, oldest first.
    <F extends Frame> List<Sent> taken(Class<F> sort) {
        List<Sent> taken = new ArrayList<>();
        sent.removeIf(one -> sort.isInstance(one.frame) && taken.add(one));
        return taken;
    }

    <F extends Frame> Sent one(Class<F> sort) {
        List<Sent> taken = taken(sort);
        if (taken.size() != 1) {
            throw new AssertionError("expected one " + sort.getSimpleName() + " but there are " + taken);
        }
        return taken.getFirst();
    }

    <O extends BrokerOutcome> List<O> told(Class<O> sort) {
        return told.stream().filter(sort::isInstance).map(sort::cast).toList();
    }

    private void healthy(int connection, int broker, Frame frame) {
        Frame answer = switch (frame) {
            case DataFrame.Metadata request -> metadata(request.correlation());
            case DataFrame.InitProducerId request ->
                new DataFrame.InitProducerIdAnswer(request.correlation(), LogError.NONE, 7, 0);
            case DataFrame.ListOffsets request -> places(request);
            case GroupFrame.FindCoordinator request ->
                new GroupFrame.FindCoordinatorAnswer(request.correlation(), LogError.NONE, 1);
            case GroupFrame.OffsetFetch request -> offsets(request);
            default -> null;
        };
        if (answer == null) {
            sent.add(new Sent(connection, broker, frame));
        } else {
            inputs.addLast(new Input.Arrived(connection, broker, answer));
        }
    }

    DataFrame.MetadataAnswer metadata(int correlation) {
        List<DataFrame.PartitionMetadata> parts = new ArrayList<>();
        for (int number = 0; number < partitions; number++) {
            parts.add(new DataFrame.PartitionMetadata(
                    orders(number), leader < 0 ? LogError.LEADER_NOT_AVAILABLE : LogError.NONE, leader, leaderEpoch));
        }
        return new DataFrame.MetadataAnswer(correlation, List.of(1, 2), parts);
    }

    private Frame places(DataFrame.ListOffsets request) {
        List<DataFrame.OffsetFound> found = new ArrayList<>();
        for (DataFrame.OffsetQuery query : request.partitions()) {
            long at = (query.place() == DataFrame.Place.LATEST ? ends : starts).getOrDefault(query.partition(), 0L);
            found.add(new DataFrame.OffsetFound(query.partition(), LogError.NONE, at, 1));
        }
        return new DataFrame.ListOffsetsAnswer(request.correlation(), found);
    }

    private Frame offsets(GroupFrame.OffsetFetch request) {
        List<GroupFrame.CommittedOffset> offsets = new ArrayList<>();
        for (TopicPartition partition : request.partitions()) {
            offsets.add(new GroupFrame.CommittedOffset(partition, committed.getOrDefault(partition, -1L), -1, null));
        }
        return new GroupFrame.OffsetFetchAnswer(request.correlation(), LogError.NONE, offsets);
    }

    @Override
    public void tell(BrokerOutcome outcome) {
        told.add(outcome);
    }

    @Override
    public int connect(int peer) {
        int connection = newConnection();
        peers.put(connection, peer);
        inputs.addLast(reachable ? new Input.Opened(connection, peer) : new Input.Closed(connection, peer, "refused"));
        return connection;
    }

    @Override
    public void close(int connection) {
        peers.remove(connection);
        closedByClient.add(connection);
    }

    @Override
    public void send(int connection, Frame frame) {
        Integer broker = peers.get(connection);
        if (broker == null) {
            throw new AssertionError("sent on a connection that is not open: " + frame);
        }
        healthy(connection, broker, frame);
    }
}
