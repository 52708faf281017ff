package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.node.Alone;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.jetstream.ConsumerSettings.AckPolicy;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Create;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Messages;
import dev.ackademy.core.node.jetstream.JetStreamFrame.PubAck;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Publish;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Pull;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Settle;
import dev.ackademy.core.node.jetstream.JetStreamFrame.Verb;
import dev.ackademy.core.node.jetstream.JetStreamSettings.Retention;
import dev.ackademy.core.node.jetstream.JetStreamSettings.StreamSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// One server and its clients, which are the test itself. Frames take no time; timers do.
final class ServerBench extends Alone {

    static final long MILLI = 1_000;
    static final long SECOND = 1_000_000;
    private static final int SELF = 1;

    /// What may differ from the defaults.
    static final class Set {
        Retention retention = Retention.LIMITS;
        boolean inMemory;
        long dedupWindow = 2 * SECOND;
        long maxMessages = -1;
        long maxAge = -1;
        long maxPerSubject = -1;
        boolean discardNew;
        List<Integer> replicas = List.of(SELF);
        String filter = ">";
        String start = "all";
        AckPolicy ack = AckPolicy.EXPLICIT;
        long ackWait = SECOND;
        List<Long> backoff = List.of();
        int maxDeliver = -1;
        int maxAckPending = 1000;
        long syncEvery = 120 * SECOND;
        boolean syncAlways;
        final TreeSet<Rule> off = new TreeSet<>();
    }

    final Set set;
    final JetStreamServer server;
    final Map<Integer, List<Frame>> inbox = new TreeMap<>();
    private int correlations;
    private int incarnation;

    ServerBench(Set set) {
        super(SELF);
        this.set = set;
        StreamSettings stream = new StreamSettings(
                "s",
                List.of("s", "s.>"),
                set.retention,
                set.inMemory,
                set.replicas,
                set.dedupWindow,
                set.maxMessages,
                set.maxAge,
                set.maxPerSubject,
                set.discardNew);
        server = new JetStreamServer(
                new JetStreamSettings(set.replicas, set.syncAlways, set.syncEvery, SECOND, List.of(stream), set.off));
        start();
    }

    void start() {
        server.on(new Input.Started(++incarnation), this);
    }

    void crash() {
        timers.clear();
        server.crashed();
    }

    void powerOff() {
        timers.clear();
        server.lostPower(this);
    }

    int connect() {
        int connection = newConnection();
        inbox.put(connection, new ArrayList<>());
        server.on(new Input.Opened(connection, connection), this);
        return connection;
    }

    void closed(int connection) {
        server.on(new Input.Closed(connection, connection, "gone"), this);
    }

    @Override
    protected void fired(Timer timer) {
        server.on(new Input.Fired(timer), this);
    }

    private void tell(int connection, JetStreamFrame frame) {
        server.on(new Input.Arrived(connection, connection, frame), this);
    }

    /// Publishes to `s.KEY`; the PubAck, null while there is none.
    PubAck publish(int connection, String key, String id) {
        return publish(connection, "s." + key, id, -1, -1);
    }

    PubAck publish(int connection, String subject, String id, long expectedLast, long expectedSubject) {
        Operation operation = new Operation("k", ++correlations, OperationKind.CREATE);
        Message message =
                new Message(operation, new Payload(Payload.Form.FULL, new TreeMap<>(), now), 1, "test", null, 0);
        tell(connection, new Publish(correlations, subject, message, id, expectedLast, expectedSubject, true));
        return inbox.get(connection).stream()
                .filter(frame -> frame instanceof PubAck && frame.correlation() == correlations)
                .map(PubAck.class::cast)
                .findFirst()
                .orElse(null);
    }

    void publish(int connection, int count) {
        for (int i = 0; i < count; i++) {
            publish(connection, "k", null);
        }
    }

    /// Makes the consumer `c` of what the settings say.
    NatsError consumer(int connection, String name, boolean push) {
        tell(
                connection,
                new Create(
                        ++correlations,
                        new ConsumerSettings(
                                name,
                                "s",
                                set.filter,
                                set.start,
                                push,
                                set.ack,
                                set.ackWait,
                                set.backoff,
                                set.maxDeliver,
                                set.maxAckPending)));
        if (push) {
            tell(connection, new JetStreamFrame.Listen(++correlations, "s", name, true));
        }
        return ((JetStreamFrame.Created) inbox.get(connection).stream()
                        .filter(frame -> frame instanceof JetStreamFrame.Created)
                        .reduce((a, b) -> b)
                        .orElseThrow())
                .error();
    }

    void pull(int connection, int batch) {
        pull(connection, "c", batch);
    }

    void pull(int connection, String consumer, int batch) {
        tell(connection, new Pull(++correlations, "s", consumer, batch));
    }

    void settle(int connection, Verb verb, long sequence, long delivery, long delay, boolean reply) {
        Operation operation = new Operation("k", 1, OperationKind.CREATE);
        tell(
                connection,
                new Settle(
                        ++correlations,
                        "s",
                        "c",
                        sequence,
                        delivery,
                        verb,
                        delay,
                        reply,
                        new Carried(operation, "s-0@" + sequence, 1)));
    }

    void settle(int connection, Verb verb, long sequence) {
        settle(connection, verb, sequence, 1, 0, false);
    }

    /// `1 2 1'2`: what this connection was given, with the number of the delivery where it is not the
    /// first.
    String given(int connection) {
        StringBuilder all = new StringBuilder();
        for (Frame frame : inbox.get(connection)) {
            if (frame instanceof Messages messages) {
                messages.messages()
                        .forEach(each -> all.append(all.isEmpty() ? "" : " ")
                                .append(each.stored().sequence())
                                .append(each.count() == 1 ? "" : "'" + each.count()));
            }
        }
        return all.toString();
    }

    Stream stream() {
        return server.streams.get("s");
    }

    List<Long> stored() {
        return List.copyOf(stream().messages.keySet());
    }

    Progress progress() {
        return stream().consumers.get("c").progress;
    }

    @Override
    public void send(int connection, Frame frame) {
        inbox.computeIfAbsent(connection, _ -> new ArrayList<>()).add(frame);
    }
}
