package dev.ackademy.core.engine;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.RunEvent;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.state.StateIn;
import dev.ackademy.core.node.state.StateOut;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.wiring.Cast;
import dev.ackademy.core.wiring.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// One run's nodes, their lives, what is under way and what is to come. Advances by one event at a time, the earliest
/// first.
final class World {

    private static final int RUN = -1;

    final Scenario scenario;
    final Cast cast;
    final Choices choices;
    final Journal journal;
    final EventQueue queue = new EventQueue();
    final Node[] nodes;
    final Life[] lives;
    final LinkTable links;
    final Network network;
    final Silence silence;
    final FrameFaults frameFaults;
    final Boundaries boundaries;
    final Outages outages;
    final Agenda agenda;
    final Asked asked = new Asked();

    private final NodeSurroundings[] surroundings;
    /// By node: the ticket of each armed timer's alarm.
    private final List<TreeMap<Timer, Long>> timers = new ArrayList<>();

    long now;

    /// The trace entry that made the node in hand act, 0 for none.
    int trigger;

    /// The node whose machine is losing power: it may still record what that costs.
    int losingPower = -1;

    /// Inputs that nodes have handled.
    long inputs;

    /// Pending events that keep the run alive: items under way, timers that do not decay, moments.
    int arrivals;

    int alarms;
    int tells;
    int moments;

    private boolean diedInHand;
    private int inHand = -1;

    World(Wiring wiring, Choices choices, Journal journal) {
        this.scenario = wiring.scenario();
        this.cast = wiring.cast();
        this.choices = choices;
        this.journal = journal;
        this.nodes = new Node[cast.size()];
        this.lives = new Life[cast.size()];
        this.surroundings = new NodeSurroundings[cast.size()];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = Nodes.of(wiring, i);
            lives[i] = new Life();
            surroundings[i] = new NodeSurroundings(this, i);
            timers.add(new TreeMap<>());
        }
        this.links = new LinkTable(scenario, cast, choices.seed());
        this.network = new Network(this, links);
        this.silence = new Silence(this);
        this.frameFaults = new FrameFaults(this);
        this.boundaries = new Boundaries(this);
        this.outages = new Outages(this);
        this.agenda = new Agenda(this);
    }

    /// Whether anything but decay is to come.
    boolean busy() {
        return arrivals + alarms + tells + moments > 0;
    }

    /// When the next event is due; there must be one.
    long nextTime() {
        return queue.nextTime();
    }

    /// Handles the event that [#nextTime] has found.
    void step() {
        Object what = queue.poll();
        now = queue.polledTime();
        trigger = 0;
        switch ((What) what) {
            case What.Arrival arrival -> network.arrived(arrival);
            case What.Release release -> network.released(release);
            case What.Alarm alarm -> fire(alarm);
            case What.Tell tell -> {
                tells--;
                told(tell);
            }
            case What.Moment moment -> {
                moments--;
                agenda.due(moment);
            }
        }
    }

    private void fire(What.Alarm alarm) {
        timers.get(alarm.node()).remove(alarm.timer());
        alarms -= alarm.timer().decays() ? 0 : 1;
        if (lives[alarm.node()].paused()) {
            lives[alarm.node()].deferred.add(alarm);
            return;
        }
        trigger = alarm.trigger();
        tell(alarm.node(), new Input.Fired(alarm.timer()));
    }

    private void told(What.Tell tell) {
        Life life = lives[tell.node()];
        if (!life.up() || life.incarnation != tell.incarnation()) {
            return;
        }
        if (life.paused()) {
            life.deferred.add(tell);
            return;
        }
        trigger = tell.trigger();
        tell(tell.node(), tell.input());
    }

    /// What was kept from a paused node reaches it now, in order.
    void undefer(int node) {
        List<What> deferred = List.copyOf(lives[node].deferred);
        lives[node].deferred.clear();
        for (What what : deferred) {
            switch (what) {
                case What.Alarm alarm -> {
                    if (!timers.get(node).containsKey(alarm.timer())) {
                        put(now, alarm);
                    }
                }
                case What.Tell tell -> {
                    tells++;
                    queue.add(now, tell);
                }
                case What.Arrival _, What.Release _, What.Moment _ ->
                    throw new IllegalStateException("not a paused node's: " + what);
            }
        }
    }

    /// A node handles one input. Never called while another is in hand.
    void tell(int node, Input input) {
        if (!lives[node].up()) {
            return;
        }
        inputs++;
        inHand = node;
        nodes[node].on(input, surroundings[node]);
        inHand = -1;
        if (diedInHand) {
            diedInHand = false;
            nodes[node].crashed();
        }
    }

    /// At this instant, after what is in hand.
    void tellSoon(int node, Input input) {
        tells++;
        queue.add(now, new What.Tell(node, lives[node].incarnation, input, trigger));
    }

    /// The node's memory is gone; at once, or as soon as it lets go of the input in hand.
    void forget(int node) {
        clearTimers(node);
        if (inHand == node) {
            diedInHand = true;
        } else {
            nodes[node].crashed();
        }
    }

    NodeSurroundings around(int node) {
        return surroundings[node];
    }

    void clearTimers(int node) {
        TreeMap<Timer, Long> armed = timers.get(node);
        armed.forEach(this::died);
        armed.clear();
        lives[node].deferred.clear();
    }

    void arm(int node, long at, Timer timer) {
        Long before = put(at, new What.Alarm(node, timer, trigger));
        if (before == null) {
            undefer(node, timer);
        } else {
            died(timer, before);
        }
    }

    /// Returns the ticket of the alarm that it replaces, null for none.
    private Long put(long at, What.Alarm alarm) {
        alarms += alarm.timer().decays() ? 0 : 1;
        return timers.get(alarm.node()).put(alarm.timer(), queue.add(at, alarm));
    }

    void cancel(int node, Timer timer) {
        Long before = timers.get(node).remove(timer);
        if (before == null) {
            undefer(node, timer);
        } else {
            died(timer, before);
        }
    }

    /// An alarm in the queue has been replaced or cancelled.
    private void died(Timer timer, long ticket) {
        alarms -= timer.decays() ? 0 : 1;
        queue.cancel(ticket);
    }

    private void undefer(int node, Timer timer) {
        if (!lives[node].deferred.isEmpty()) {
            lives[node].deferred.removeIf(
                    what -> what instanceof What.Alarm alarm && alarm.timer().equals(timer));
        }
    }

    /// When the next timers of a node are due after this time, each time once, at most three; none later
    /// than a run may take to settle, which would leave it without a verdict.
    long[] ladder(int node, long after) {
        long latest = after + scenario.run().settleMicros();
        TreeSet<Long> due = new TreeSet<>();
        for (EventQueue.Entry entry : queue.entries()) {
            if (entry.time() > after
                    && entry.time() < latest
                    && due.size() < FrameFaults.RUNGS
                    && entry.what() instanceof What.Alarm alarm
                    && alarm.node() == node
                    && !alarm.timer().decays()) {
                due.add(entry.time());
            }
        }
        return due.stream().mapToLong(Long::longValue).toArray();
    }

    /// When the next event at this node is due that comes neither through the connection nor from a timer
    /// (a timer that goes first is an answer that comes late); -1 for none.
    long nextAt(int node, Connection except) {
        long next = Long.MAX_VALUE;
        for (EventQueue.Entry entry : queue.entries()) {
            if (entry.time() < next && touches(entry, node, except)) {
                next = entry.time();
            }
        }
        return next == Long.MAX_VALUE ? -1 : next;
    }

    private boolean touches(EventQueue.Entry entry, int node, Connection except) {
        return switch ((What) entry.what()) {
            case What.Alarm _ -> false;
            case What.Tell tell -> tell.node() == node;
            case What.Arrival arrival ->
                arrival.connection() != except.number
                        && network.reaches(arrival.connection(), arrival.toCallee(), node);
            case What.Release release ->
                release.connection() != except.number
                        && network.reaches(release.connection(), release.toCallee(), node);
            case What.Start start -> start.node() == node;
            case What.Resume resume -> resume.node() == node;
            case What.FaultDue _, What.FaultOver _, What.ChangeDue _, What.Chosen _ -> false;
        };
    }

    void plan(long at, What.Moment moment) {
        moments++;
        queue.add(Math.max(now, at), moment);
    }

    int record(int node, Event event) {
        return journal.write(now, node, lives[node].incarnation, -1, event, null, trigger);
    }

    int recordRun(RunEvent event, int... causes) {
        return journal.write(now, RUN, 0, -1, event, null, 0, causes);
    }

    /// Nothing new will come of any workload: it has been taken, its process never runs again, or is held
    /// up by what it has in hand.
    boolean spent() {
        for (int i = 0; i < nodes.length; i++) {
            Life life = lives[i];
            boolean runs = life.up() || life.restarts;
            if (runs
                    && nodes[i] instanceof ProcessNode process
                    && !process.spent()
                    && !(life.up() && !process.waiting().isEmpty())) {
                return false;
            }
        }
        return true;
    }

    /// What living nodes wait for, as sentences; at most three, empty when all are idle.
    String waiting() {
        StringBuilder waiting = new StringBuilder();
        int told = 0;
        for (int i = 0; i < nodes.length; i++) {
            String one = lives[i].up() ? nodes[i].waiting() : "";
            if (!one.isEmpty() && ++told <= 3) {
                waiting.append(waiting.isEmpty() ? "" : "; ").append(one);
            }
        }
        return told > 3
                ? waiting.append("; and ").append(told - 3).append(" more").toString()
                : waiting.toString();
    }

    /// Everything that decides what happens next, by the one codec. Canonical, without what is due after
    /// the end of the run.
    void write(StateOut out) {
        out.callers(number -> {
            Connection connection = network.connections.get((int) number);
            return connection == null ? -1 : connection.caller + 1;
        });
        out.instant(now).state(journal.place);
        if (!out.isCanonical()) {
            out.state(asked).number(inputs);
        }
        for (int i = 0; i < nodes.length; i++) {
            out.scope(i + 1).state(lives[i]);
            out.state(nodes[i]);
        }
        out.state(links)
                .state(silence)
                .state(frameFaults.state)
                .state(boundaries.state)
                .state(agenda.state);
        network.write(out);
        List<EventQueue.Entry> entries = queue.entries();
        if (out.isCanonical()) {
            entries.removeIf(entry -> entry.time() > scenario.run().limitMicros());
        }
        out.number(entries.size());
        for (EventQueue.Entry entry : entries) {
            out.instant(entry.time());
            if (entry.what() instanceof What.Alarm alarm) {
                write(alarm, out.flag(true));
            } else {
                out.flag(false).scope(0).value(entry.what());
            }
        }
    }

    private static void write(What.Alarm alarm, StateOut out) {
        Timer timer = alarm.timer();
        out.scope(alarm.node() + 1).number(alarm.node()).text(timer.tag()).entry(alarm.trigger());
        if (timer.sort().isEmpty()) {
            out.number(timer.id());
        } else {
            out.ident(timer.sort(), timer.id());
        }
    }

    private static What.Alarm alarm(StateIn in) {
        int node = (int) in.number();
        String tag = in.text();
        int trigger = in.entry();
        return new What.Alarm(node, new Timer(tag, in.number()), trigger);
    }

    /// Brings a fresh world of the same scenario to what [#write] has seen.
    void read(StateIn in) {
        now = in.instant();
        in.state(journal.place);
        in.state(asked);
        inputs = in.number();
        for (int i = 0; i < nodes.length; i++) {
            in.state(lives[i]);
            in.state(nodes[i]);
        }
        in.state(links);
        in.state(silence);
        in.state(frameFaults.state);
        in.state(boundaries.state);
        in.state(agenda.state);
        network.read(in);
        queue.retain(_ -> false);
        arrivals = 0;
        alarms = 0;
        tells = 0;
        moments = 0;
        timers.forEach(TreeMap::clear);
        long count = in.number();
        for (long i = 0; i < count; i++) {
            long at = in.instant();
            switch (in.flag() ? alarm(in) : (What) in.value()) {
                case What.Alarm alarm -> put(at, alarm);
                case What.Tell tell -> {
                    tells++;
                    queue.add(at, tell);
                }
                case What.Moment moment -> {
                    moments++;
                    queue.add(at, moment);
                }
                case What.Arrival arrival -> {
                    arrivals++;
                    queue.add(at, arrival);
                }
                case What.Release release -> {
                    arrivals++;
                    queue.add(at, release);
                }
            }
        }
    }
}
