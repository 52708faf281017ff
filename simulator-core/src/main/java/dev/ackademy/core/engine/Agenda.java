package dev.ackademy.core.engine;

import dev.ackademy.core.model.Change;
import dev.ackademy.core.model.Fault;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.RunEvent.Phase;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.Adjustment;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.NodeName.Role;
import dev.ackademy.core.wiring.Cast;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// What the scenario plans by time: starts, changes, faults that strike at a moment and their ends.
final class Agenda {

    /// What a store answers that a choice has made refuse.
    private static final String UNAVAILABLE = "unavailable";

    static final class State {
        /// Which faults of a duration are in force; they end by their time or when the run heals.
        final boolean[] inForce;

        Phase phase = Phase.ACTIVE;

        /// Links that a choice has parted, each as often: `a * nodes + b`.
        final ArrayList<Integer> parted = new ArrayList<>();

        /// Stores that a choice has slowed or made refuse.
        final TreeSet<Integer> ailing = new TreeSet<>();

        State(int faults) {
            inForce = new boolean[faults];
        }
    }

    private final World world;
    private final List<Fault> faults;
    final State state;

    /// When the last operation of all workloads is due, µs.
    final long workloadMicros;

    Agenda(World world) {
        this.world = world;
        this.faults = world.scenario.faults();
        this.state = new State(faults.size());
        this.workloadMicros = world.scenario.processes().values().stream()
                .mapToLong(Agenda::lastMicros)
                .max()
                .orElse(0);
    }

    private static long lastMicros(Scenario.Deployment deployment) {
        if (!(deployment.reads() instanceof Scenario.Reads.Workload workload)) {
            return deployment.startsMicros();
        }
        long last = workload.items().stream()
                .mapToLong(Scenario.Item::atMicros)
                .max()
                .orElse(0);
        return Math.max(deployment.startsMicros(), last);
    }

    /// Plans everything that has a time. Brokers and stores start first, in the order of the cast.
    void begin() {
        Cast cast = world.cast;
        for (Role role : List.of(Role.CONTROLLER, Role.BROKER, Role.STORE)) {
            cast.withRole(role).forEach(node -> world.plan(0, new What.Start(node)));
        }
        for (int node : cast.withRole(Role.PROCESS)) {
            if (cast.atStart(node)) {
                world.plan(deployment(node).startsMicros(), new What.Start(node));
            }
        }
        List<Change> changes = world.scenario.changes();
        for (int i = 0; i < changes.size(); i++) {
            world.plan(changes.get(i).atMicros(), new What.ChangeDue(i));
        }
        for (int i = 0; i < faults.size(); i++) {
            if (byMoment(faults.get(i))) {
                world.plan(Math.max(0, faults.get(i).trigger().atMicros()), new What.FaultDue(i));
            }
        }
    }

    private Scenario.Deployment deployment(int node) {
        return world.scenario.processes().get(world.cast.node(node).deployment());
    }

    /// The others wait for a request or a step.
    private static boolean byMoment(Fault fault) {
        return switch (fault) {
            case Fault.Cut _, Fault.Stall _, Fault.Refuse _ -> false;
            case Fault.Crash crash -> crash.step() == null;
            case Fault.Pause pause -> pause.step() == null;
            case Fault.PowerOff _, Fault.Partition _, Fault.Slow _, Fault.Fail _, Fault.Skew _ -> true;
        };
    }

    Phase phase() {
        return state.phase;
    }

    /// Whether choices may let this verb happen now.
    boolean mayFail(String verb) {
        List<String> may = world.scenario.explore().may();
        return state.phase == Phase.ACTIVE && (may.isEmpty() || may.contains(verb));
    }

    /// As [#mayFail], for what is tried only where the scenario lists it.
    boolean mayFailIfListed(String verb) {
        return state.phase == Phase.ACTIVE && world.scenario.explore().may().contains(verb);
    }

    void due(What.Moment moment) {
        switch (moment) {
            case What.Chosen chosen -> befall(chosen);
            case What.Start start -> world.outages.start(start.node());
            case What.Resume resume -> world.outages.resume(resume.node());
            case What.ChangeDue due -> change(world.scenario.changes().get(due.change()));
            case What.FaultDue due -> strike(due.fault());
            case What.FaultOver over -> end(over.fault());
        }
    }

    private void change(Change change) {
        switch (change) {
            case Change.AddInstances add -> fresh(add).forEach(world.outages::start);
            case Change.RemoveInstances remove -> {
                List<Integer> running = running(remove.process());
                running.subList(Math.max(0, running.size() - remove.count()), running.size())
                        .forEach(this::stop);
            }
            case Change.AddPartitions add ->
                world.tell(
                        world.cast.withRole(Role.CONTROLLER).getFirst(),
                        new Input.Adjusted(new Adjustment.AddPartitions(add.topic(), add.to())));
            case Change.Drain drain -> {
                for (int node : running(drain.process())) {
                    stop(node);
                    if (drain.forMicros() >= 0) {
                        world.plan(world.now + drain.forMicros(), new What.Start(node));
                    }
                }
            }
        }
    }

    private void stop(int node) {
        world.tellSoon(node, new Input.Stopping());
    }

    private List<Integer> fresh(Change.AddInstances add) {
        List<Integer> fresh = new ArrayList<>();
        for (int node : world.cast.named(add.process())) {
            if (world.lives[node].status == Life.Status.NEW
                    && !world.cast.atStart(node)
                    && fresh.size() < add.count()) {
                fresh.add(node);
            }
        }
        return fresh;
    }

    private List<Integer> running(String process) {
        return world.cast.named(process).stream()
                .filter(node -> world.lives[node].up())
                .toList();
    }

    private void strike(int fault) {
        switch (faults.get(fault)) {
            case Fault.Crash crash -> {
                for (int node : world.cast.named(crash.node())) {
                    if (world.cast.node(node).role() == Role.PROCESS) {
                        world.boundaries.arm(fault, node);
                    } else {
                        world.outages.crash(node, "", crash.restartMicros(), crash.stays(), null);
                    }
                }
            }
            case Fault.Pause pause -> {
                for (int node : world.cast.named(pause.node())) {
                    if (world.cast.node(node).role() == Role.PROCESS) {
                        world.boundaries.arm(fault, node);
                    } else {
                        world.outages.pause(node, pause.forMicros());
                    }
                }
            }
            case Fault.PowerOff off ->
                named(off.nodes()).forEach(node -> world.outages.losePower(node, off.restartMicros(), off.stays()));
            case Fault.Partition partition -> begin(fault, partition.forMicros());
            case Fault.Slow slow -> begin(fault, slow.forMicros());
            case Fault.Fail fail -> begin(fault, fail.forMicros());
            case Fault.Skew skew -> {
                for (int node : world.cast.named(skew.node())) {
                    world.lives[node].skewMicros = skew.byMicros();
                    world.record(node, new NodeEvent.ClockSkewed(skew.byMicros()));
                }
            }
            case Fault.Cut _, Fault.Stall _, Fault.Refuse _ ->
                throw new IllegalStateException("waits for a request: " + faults.get(fault));
        }
    }

    /// What a choice decided. A parted link heals when the run does.
    private void befall(What.Chosen chosen) {
        switch (chosen.outage()) {
            case CRASH ->
                world.outages.crash(chosen.first(), "", Boundaries.CHOSEN_RESTART_MICROS, false, chosen.choice());
            case POWER ->
                world.outages.losePower(chosen.first(), Boundaries.CHOSEN_RESTART_MICROS, false, chosen.choice());
            case POWER_OF_ALL ->
                world.cast
                        .withRole(Role.BROKER)
                        .forEach(node -> world.outages.losePower(
                                node, Boundaries.CHOSEN_RESTART_MICROS, false, chosen.choice()));
            case LINK_PARTED -> part(List.of(chosen.first()), List.of(chosen.second()), chosen);
            case PARTED_FROM_BROKERS -> part(List.of(chosen.first()), world.cast.withRole(Role.BROKER), chosen);
            case PARTED_FROM_ALL -> part(List.of(chosen.first()), every(), chosen);
            case SLOW ->
                ails(chosen, new NodeEvent.ServiceSlowed(chosen.second()), new Adjustment.TakeLonger(chosen.second()));
            case FAIL ->
                ails(chosen, new NodeEvent.ServiceFailed(UNAVAILABLE), new Adjustment.RefuseAll(UNAVAILABLE, null));
            case PAUSE -> world.outages.pause(chosen.first(), chosen.second(), chosen.choice());
            case SKEW -> {
                world.lives[chosen.first()].skewMicros = chosen.second() * 1_000_000L;
                world.journal.write(
                        world.now,
                        chosen.first(),
                        world.lives[chosen.first()].incarnation,
                        -1,
                        new NodeEvent.ClockSkewed(chosen.second() * 1_000_000L),
                        chosen.choice(),
                        0);
            }
        }
    }

    /// How long a pause is that a choice decided, µs: longer than a group, a stream or a queue waits for
    /// the node.
    long outlasting(int node) {
        Scenario.Broker broker = world.scenario.broker();
        long longest = world.cast.node(node).role() == Role.PROCESS
                ? patience(deployment(node).reads())
                : Math.max(broker.sessionMicros(), broker.electionMicros());
        return longest + Boundaries.CHOSEN_RESTART_MICROS;
    }

    private static long patience(Scenario.Reads reads) {
        if (!(reads instanceof Scenario.Reads.FromTopic from)) {
            return 0;
        }
        long ackWait = from.consumer() == null ? 0 : from.consumer().ackWaitMicros();
        return Math.max(from.sessionMicros(), ackWait);
    }

    private void ails(What.Chosen chosen, NodeEvent event, Adjustment adjustment) {
        int store = chosen.first();
        state.ailing.add(store);
        world.trigger =
                world.journal.write(world.now, store, world.lives[store].incarnation, -1, event, chosen.choice(), 0);
        adjust(store, adjustment);
    }

    private void recover(int store) {
        world.trigger = world.record(store, new NodeEvent.ServiceRecovered());
        adjust(store, new Adjustment.TakeLonger(0));
        adjust(store, new Adjustment.Serve(null));
    }

    private void part(List<Integer> side, List<Integer> other, What.Chosen chosen) {
        for (int a : side) {
            for (int b : other) {
                if (a != b) {
                    state.parted.add(a * world.nodes.length + b);
                    link(a, b, true, false, chosen.choice());
                }
            }
        }
        world.silence.refresh();
    }

    private List<Integer> named(List<String> names) {
        return names.stream().flatMap(name -> world.cast.named(name).stream()).toList();
    }

    private void begin(int fault, long forMicros) {
        state.inForce[fault] = true;
        apply(fault, true);
        if (forMicros >= 0) {
            world.plan(world.now + forMicros, new What.FaultOver(fault));
        }
    }

    private void end(int fault) {
        if (state.inForce[fault]) {
            state.inForce[fault] = false;
            apply(fault, false);
        }
    }

    private void apply(int fault, boolean begins) {
        switch (faults.get(fault)) {
            case Fault.Partition partition -> part(partition, begins);
            case Fault.Slow slow
            when slow.store() != null -> {
                int store = world.cast.number(slow.store());
                world.trigger = world.record(
                        store,
                        begins ? new NodeEvent.ServiceSlowed(slow.byMicros()) : new NodeEvent.ServiceRecovered());
                adjust(store, new Adjustment.TakeLonger(begins ? slow.byMicros() : 0));
            }
            case Fault.Slow slow -> slow(slow, begins);
            case Fault.Fail fail -> {
                int store = world.cast.number(fail.store());
                world.trigger = world.record(
                        store, begins ? new NodeEvent.ServiceFailed(fail.error()) : new NodeEvent.ServiceRecovered());
                adjust(
                        store,
                        begins
                                ? new Adjustment.RefuseAll(
                                        fail.error(), fail.trigger().message())
                                : new Adjustment.Serve(fail.trigger().message()));
            }
            default -> throw new IllegalStateException("not of a duration: " + faults.get(fault));
        }
    }

    /// From outside, and so at once, whether it runs, stands still or is dead.
    private void adjust(int store, Adjustment adjustment) {
        world.nodes[store].on(new Input.Adjusted(adjustment), world.around(store));
    }

    private void part(Fault.Partition partition, boolean begins) {
        for (int a : named(partition.a())) {
            for (int b : named(partition.b())) {
                if (a == b) {
                    continue;
                }
                link(a, b, begins, partition.oneWay(), null);
            }
        }
        if (!begins) {
            world.network.release();
        }
        world.silence.refresh();
    }

    private void link(int a, int b, boolean begins, boolean oneWay, String choice) {
        world.links.part(a, b, begins ? 1 : -1);
        if (!oneWay) {
            world.links.part(b, a, begins ? 1 : -1);
        }
        world.trigger = world.journal.write(
                world.now,
                a,
                world.lives[a].incarnation,
                -1,
                begins ? new NetworkEvent.LinkParted(a, b, oneWay) : new NetworkEvent.LinkHealed(a, b),
                choice,
                world.trigger);
    }

    private void slow(Fault.Slow slow, boolean begins) {
        long by = begins ? slow.byMicros() : -slow.byMicros();
        for (int a : slow.from() == null ? every() : world.cast.named(slow.from())) {
            for (int b : slow.to() == null ? every() : world.cast.named(slow.to())) {
                if (a != b) {
                    world.links.slow(a, b, by);
                    world.links.slow(b, a, by);
                    world.record(a, new NetworkEvent.LinkSlowed(a, b, begins ? slow.byMicros() : 0));
                }
            }
        }
    }

    private List<Integer> every() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < world.cast.size(); i++) {
            all.add(i);
        }
        return all;
    }

    /// From here on everything that does not stay comes back, and nothing new goes wrong.
    void heal() {
        state.phase = Phase.HEAL;
        for (int i = 0; i < faults.size(); i++) {
            if (state.inForce[i] && !stays(faults.get(i))) {
                end(i);
            }
        }
        if (!state.parted.isEmpty()) {
            state.parted.forEach(
                    link -> link(link / world.nodes.length, link % world.nodes.length, false, false, null));
            state.parted.clear();
            world.network.release();
            world.silence.refresh();
        }
        state.ailing.forEach(this::recover);
        state.ailing.clear();
        for (int node = 0; node < world.nodes.length; node++) {
            Life life = world.lives[node];
            boolean dead = life.status == Life.Status.DOWN || life.status == Life.Status.OFF;
            if (dead && !life.stays && !life.restarts) {
                world.plan(world.now, new What.Start(node));
                life.restarts = true;
            }
            if (life.pausedUntil == Long.MAX_VALUE) {
                world.outages.resume(node);
            }
        }
    }

    void settle() {
        state.phase = Phase.SETTLE;
    }

    /// Scripted faults that never found their place, in words.
    List<String> unused() {
        List<String> unused = new ArrayList<>();
        for (int i = 0; i < faults.size(); i++) {
            boolean struck = byMoment(faults.get(i)) && !world.boundaries.waits(i)
                    || world.boundaries.state.fired[i]
                    || world.frameFaults.state.fired[i] > 0;
            if (!struck) {
                unused.add(words(faults.get(i)));
            }
        }
        return unused;
    }

    private static String words(Fault fault) {
        String what = switch (fault) {
            case Fault.Crash crash -> crash.node() + at(crash.when(), crash.step());
            case Fault.Pause pause -> pause.node() + at(pause.when(), pause.step());
            case Fault.Cut cut -> request(cut.request());
            case Fault.Stall stall -> request(stall.request());
            case Fault.Refuse refuse -> request(refuse.request());
            case Fault.PowerOff _, Fault.Partition _, Fault.Slow _, Fault.Fail _, Fault.Skew _ -> "";
        };
        String message =
                fault.trigger().message() == null ? "" : " " + fault.trigger().message();
        String nth = fault.trigger().nth() > 1 ? " (match " + fault.trigger().nth() + ")" : "";
        return fault.verb() + " " + what + message + nth;
    }

    private static String at(StepPoint.When when, String step) {
        return step == null ? "" : " " + when.name().toLowerCase(Locale.ROOT) + " " + step;
    }

    private static String request(RequestKind kind) {
        return kind == null ? "request" : kind.word();
    }

    private static boolean stays(Fault fault) {
        return switch (fault) {
            case Fault.Partition partition -> partition.stays();
            case Fault.Slow slow -> slow.stays();
            case Fault.Fail fail -> fail.stays();
            case Fault.Crash crash -> crash.stays();
            case Fault.PowerOff off -> off.stays();
            case Fault.Cut _, Fault.Stall _, Fault.Refuse _, Fault.Pause _, Fault.Skew _ -> false;
        };
    }
}
