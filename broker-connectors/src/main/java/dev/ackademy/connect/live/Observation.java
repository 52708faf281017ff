package dev.ackademy.connect.live;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.connect.LiveRefused;
import dev.ackademy.connect.Observed;
import dev.ackademy.connect.kafka.KafkaObserver;
import dev.ackademy.connect.nats.NatsObserver;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.RunEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.trace.TraceEntry.Origin;
import dev.ackademy.core.wiring.Cast;
import dev.ackademy.core.wiring.Wiring;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Somebody's topics, looked at for a while and told as a trace that the checkers judge: what is stored where, and how
/// far groups are. Sources, effects and processes are not seen, so whatever is judged by them stays unknown.
public final class Observation implements AutoCloseable {
    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,60}";
    private static final String OBSERVER = "observer";

    private final Observed.Observer observer;
    private final Resolved scenario;

    /// @param access   settings of the client library for TLS, SASL, credentials
    /// @param identity header that tells which operation a record stands for, null for none
    /// @throws IOException where the broker or a topic is not there
    public Observation(
            BrokerAddress address,
            SortedMap<String, String> access,
            List<String> topics,
            List<String> groups,
            String identity)
            throws IOException {
        if (address.own()) {
            throw new LiveRefused("observe looks at a cluster of yours: " + address.kind() + "://host:port");
        }
        for (String name : topics) {
            if (!name.matches(NAME)) {
                throw new LiveRefused(
                        "the name '" + name + "' has other than letters, digits, - and _, which a scenario"
                                + " cannot say; nearest: observe another topic");
            }
        }
        observer = address.kind().equals("kafka")
                ? new KafkaObserver(address.server(), access, topics, groups, identity)
                : new NatsObserver(address.server(), access, topics, groups, identity);
        try {
            scenario = scenario(address, observer.topics());
        } catch (IOException | RuntimeException e) {
            observer.close();
            throw e;
        }
    }

    /// What is observed, in the words of a scenario.
    public Resolved scenario() {
        return scenario;
    }

    private static Resolved scenario(BrokerAddress address, SortedMap<String, Integer> topics) {
        boolean log = address.kind().equals("kafka");
        StringBuilder text = new StringBuilder("scenario: 1\ntitle: Observed on " + address.kind() + "\n");
        text.append("broker: {kind: ").append(address.brokerKind()).append("}\ntopics:\n");
        topics.forEach((name, partitions) ->
                text.append("  ").append(name).append(log ? ": {partitions: " + partitions + "}\n" : ": {}\n"));
        text.append("processes:\n");
        int number = 0;
        for (String topic : topics.keySet()) {
            text.append("  ")
                    .append(OBSERVER)
                    .append(number == 0 ? "" : number + 1)
                    .append(":\n");
            text.append("    reads: {topic: ").append(topic).append(", group: ").append(OBSERVER);
            text.append(number == 0 ? "" : number + 1).append("}\n    steps: [{acknowledge: {}}]\n");
            number++;
        }
        return ScenarioFile.parse(text.toString(), "observed");
    }

    /// Looks until the time is over.
    ///
    /// @param watcher sees every entry as it is written
    /// @throws IOException where the broker does not stay; what was written until then has been watched
    public Trace watch(Duration time, Consumer<TraceEntry> watcher) throws IOException {
        Cast cast = Wiring.of(scenario.scenario()).cast();
        LiveJournal journal = new LiveJournal(scenario.scenario().run().limitTrace(), watcher);
        journal.beginIn(Duration.ZERO);
        int server = cast.number("B1");
        int reader = cast.number(OBSERVER + ".1");
        Map<String, Long> positions = new TreeMap<>();
        journal.write(-1, 0, -1, new RunEvent.PhaseBegan(RunEvent.Phase.ACTIVE), Origin.OBSERVED);
        journal.write(server, 1, -1, new NodeEvent.NodeStarted(1), Origin.INFERRED);
        journal.write(reader, 1, -1, new NodeEvent.NodeStarted(1), Origin.OBSERVED);
        long polls = 0;
        while (journal.now() < time.toNanos() / 1_000) {
            Observed seen = observer.look();
            polls++;
            for (Observed.Record each : seen.records()) {
                int stored = journal.write(
                        server,
                        1,
                        -1,
                        new LogEvent.RecordAppended(each.operation(), each.partition(), each.position(), 0, 1, -1, -1),
                        Origin.OBSERVED);
                journal.write(
                        reader,
                        1,
                        -1,
                        new DeliveryEvent.Delivered(
                                each.operation(), each.partition(), each.position(), "", 0, false, polls),
                        Origin.OBSERVED,
                        stored);
            }
            for (Observed.Position each : seen.positions()) {
                Long before = positions.put(each.group() + " " + each.partition(), each.next());
                if (before == null || before != each.next()) {
                    tell(journal, server, each, before == null ? -1 : before);
                }
            }
            rest(seen.records().isEmpty());
        }
        String limit = "observed for " + time.toSeconds() + " s";
        journal.write(-1, 0, -1, new RunEvent.RunEnded(RunEnd.LIMIT, ""), Origin.OBSERVED);
        return new Trace(
                cast.nodes(),
                0,
                journal.kept(),
                journal.complete(),
                RunEnd.LIMIT,
                "",
                limit,
                polls,
                journal.now(),
                journal.digest());
    }

    private static void tell(LiveJournal journal, int server, Observed.Position position, long before) {
        TopicPartition partition = position.partition();
        journal.write(
                server,
                1,
                -1,
                new GroupEvent.OffsetCommitted(position.group(), partition, before, position.next(), -1, -1),
                Origin.OBSERVED);
    }

    private static void rest(boolean nothingNew) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(nothingNew ? 200 : 0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the observation was interrupted", e);
        }
    }

    @Override
    public void close() {
        observer.close();
    }
}
