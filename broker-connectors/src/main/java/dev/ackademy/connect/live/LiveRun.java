package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.WireMessage;
import dev.ackademy.connect.server.BrokerUnavailable;
import dev.ackademy.connect.server.DataDisk;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.RunEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Runs a scenario on a real broker, to its end: *active* until workload, faults and changes are spent and nothing
/// moves, *heal*, *settle*. Quiet is asked of the broker (nothing unread, nothing unsettled) and of the processes;
/// where the broker will not say so, everything has to rest for twice the longest time-out of the scenario.
public final class LiveRun {
    /// Processes are there for so long before the workload begins: a group of real consumers has found
    /// together by then.
    public static final Duration LEAD = Duration.ofMillis(900);

    /// So long nothing may happen before it is asked whether all is done.
    private static final long REST_MICROS = 400_000;
    /// So long after a moment nobody speaks of lost servers yet.
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final long LEADERS_EVERY_MICROS = 500_000;
    private static final long SPACE_EVERY_MICROS = 1_000_000;

    private final LiveWorld world;
    private final Scenario scenario;
    private final long limitMicros;
    private final long longRestMicros;
    private long leadersSeen;
    private long spaceSeen;
    private long restsFrom;
    private String waiting = "";
    private String limit = "";

    private LiveRun(Scenario scenario, LiveBroker broker, Consumer<TraceEntry> watcher, Duration limit)
            throws IOException {
        this.scenario = scenario;
        this.world = new LiveWorld(scenario, broker, watcher);
        this.limitMicros = Math.min(scenario.run().limitMicros(), limit.toNanos() / 1_000);
        this.longRestMicros = 2 * longestTimeOut(scenario);
    }

    /// @param broker  whose topics are not there yet; they are made here and removed by its `close`
    /// @param watcher sees every entry as it is written, on the thread that tells it
    /// @param limit   the longest that the run itself may take
    /// @throws BrokerUnavailable where the broker ends during the run, or does not do what it is asked;
    /// what was
    ///     written until then has been watched
    public static Trace run(Scenario scenario, LiveBroker broker, Consumer<TraceEntry> watcher, Duration limit)
            throws IOException {
        Feasible.check(scenario, broker);
        broker.create();
        WireMessage.warmUp();
        LiveRun run = new LiveRun(scenario, broker, watcher, limit);
        try (LiveWorld world = run.world) {
            world.begin();
            RunEnd end = run.live();
            return run.end(end);
        }
    }

    private RunEnd live() throws IOException {
        RunEnd active = untilRest();
        if (active == RunEnd.LIMIT && limit.contains("run.limit")) {
            return active;
        }
        limit = "";
        // Who was quiet and is not disturbed by the healing need not be waited for again.
        restsFrom = active == RunEnd.QUIET ? 0 : world.journal.now();
        world.heal();
        return untilRest();
    }

    private long restMicros() {
        return Math.min(world.journal.restMicros(), world.journal.now() - restsFrom);
    }

    private RunEnd untilRest() throws IOException {
        RunEnd end = null;
        while (end == null) {
            pause();
            requireHealth();
            end = rest();
        }
        return end;
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(LOOK.toNanos());
        } catch (InterruptedException e) {
            // Told by the exception alone: what the run made is still to be removed.
            throw new BrokerUnavailable("the run was called off", e);
        }
    }

    private void requireHealth() throws IOException {
        if (world.journal.failure() != null) {
            throw world.journal.failure();
        }
        Throwable broken = world.broken();
        if (broken instanceof IOException problem) {
            throw problem;
        }
        if (broken != null) {
            throw new IllegalStateException("a live run broke: " + broken, broken);
        }
        world.subjects.look();
        String lost = world.lostServer();
        boolean due = world.journal.now() - spaceSeen > SPACE_EVERY_MICROS;
        if (world.broker.breakable() && (due || lost != null)) {
            spaceSeen = world.journal.now();
            DataDisk.requireSpace();
        }
        if (lost != null) {
            throw new BrokerUnavailable(lost + " of " + world.broker.words() + " ended during the run");
        }
        long every = world.leaderless() ? 0 : LEADERS_EVERY_MICROS;
        if (world.servers() > 1 && world.journal.now() - leadersSeen > every) {
            leadersSeen = world.journal.now();
            world.lookAtLeaders();
        }
    }

    /// How the phase ends, null where it goes on.
    private RunEnd rest() throws IOException {
        if (world.journal.now() > limitMicros) {
            limit = seconds(limitMicros) + " of a live run (run.limit.time)";
            waiting = world.waiting();
            return RunEnd.LIMIT;
        }
        waiting = world.waiting();
        boolean spent = world.lives().stream().allMatch(life -> !life.up() || life.spent());
        if (world.awaitsMoments() || world.journal.now() < 0 || restMicros() < REST_MICROS) {
            return goesInVain(spent);
        }
        if (spent && waiting.isEmpty() && (drained() || restMicros() > longRestMicros)) {
            return RunEnd.QUIET;
        }
        if (!waiting.isEmpty() && restMicros() > longRestMicros) {
            return RunEnd.STUCK;
        }
        return goesInVain(spent);
    }

    /// They work and work and nothing comes of it.
    private RunEnd goesInVain(boolean spent) {
        if (!world.awaitsMoments()
                && spent
                && world.journal.idleMicros() > scenario.run().settleMicros()) {
            limit = "nothing was achieved for " + seconds(scenario.run().settleMicros()) + " (run.settle)";
            return RunEnd.LIMIT;
        }
        return null;
    }

    private boolean drained() throws IOException {
        for (LiveBroker.Progress each : world.broker.progress()) {
            boolean unread = Math.max(each.next(), each.begin()) < each.end();
            if (world.reads(each.group()) && (unread || !each.unsettled().isEmpty())) {
                return false;
            }
        }
        return true;
    }

    private static long longestTimeOut(Scenario scenario) {
        long longest = 1_000_000;
        for (Scenario.Deployment each : scenario.processes().values()) {
            if (each.reads() instanceof Reads.FromTopic topic) {
                longest = Math.max(longest, topic.sessionMicros());
                if (topic.consumer() != null) {
                    longest = Math.max(longest, topic.consumer().ackWaitMicros());
                    longest = Math.max(
                            longest,
                            topic.consumer().backoffMicros().stream()
                                    .mapToLong(Long::longValue)
                                    .max()
                                    .orElse(0));
                }
            }
            longest = Math.max(longest, each.producer().requestTimeoutMicros());
            longest = Math.max(
                    longest, each.onFailure() == null ? 0 : each.onFailure().backoffMicros());
        }
        return longest;
    }

    private Trace end(RunEnd end) throws IOException {
        complete();
        world.unused().forEach(fault -> world.tellRun(new RunEvent.FaultUnused(fault)));
        String open = end == RunEnd.QUIET ? "" : waiting;
        world.tellRun(new RunEvent.RunEnded(end, open));
        List<String> taints = world.taints();
        return new Trace(
                world.cast.nodes(),
                scenario.seed(),
                world.journal.kept(),
                world.journal.complete(),
                taints.isEmpty() ? end : RunEnd.LIMIT,
                open,
                taints.isEmpty() ? limit : taints.getFirst(),
                world.inputs.get(),
                world.journal.now(),
                world.journal.digest());
    }

    /// What the broker has and nobody had seen.
    private void complete() throws IOException {
        world.subjects.over();
        Map<TopicPartition, List<LiveBroker.Stored>> there = new TreeMap<>();
        for (LiveBroker.Stored each : world.broker.stored()) {
            there.computeIfAbsent(each.partition(), partition -> new ArrayList<>())
                    .add(each);
        }
        boolean stream = scenario.broker().kind().equals("jetstream");
        for (LiveBroker.Progress each : world.broker.progress()) {
            if (!stream && each.next() >= 0) {
                world.ledger.committed(each.group(), each.partition(), each.next(), -1, -1, 0);
            } else if (stream) {
                List<Long> settled = world.ledger.open(each.group(), each.partition()).stream()
                        .filter(position ->
                                position < each.next() && !each.unsettled().contains(position))
                        .toList();
                world.ledger.settled(each.group(), each.partition(), settled, "ack", 0);
            }
        }
        for (Map.Entry<TopicPartition, Long> each : world.broker.begins().entrySet()) {
            List<LiveBroker.Stored> stored = there.getOrDefault(each.getKey(), List.of());
            if (stream) {
                stored.forEach(world.ledger::appended);
                world.ledger.removed(each.getKey(), stored, each.getValue());
            } else {
                world.ledger.holds(each.getKey(), stored, each.getValue());
                world.ledger.deleted(each.getKey(), each.getValue());
            }
        }
    }

    private static String seconds(long micros) {
        return micros % 1_000_000 == 0 ? micros / 1_000_000 + " s" : micros / 1_000 + " ms";
    }
}
