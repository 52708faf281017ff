package dev.ackademy.core.engine;

import dev.ackademy.core.model.Fault;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RunEvent.Phase;
import dev.ackademy.core.model.StepPoint;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Processes die (or pause) at the boundaries of their steps: where a fault names a step, and at the first boundary
/// after a fault's time. An idle process is at a boundary.
final class Boundaries {

    /// How far each fault is.
    static final class State {
        final int[] matched;
        final boolean[] fired;

        /// Processes that die at their next boundary: `fault * nodes + node`.
        final TreeSet<Integer> armed = new TreeSet<>();

        State(int faults) {
            matched = new int[faults];
            fired = new boolean[faults];
        }
    }

    static final long CHOSEN_RESTART_MICROS = 500_000;

    private final World world;
    private final List<Fault> faults;
    final State state;

    Boundaries(World world) {
        this.world = world;
        this.faults = world.scenario.faults();
        this.state = new State(faults.size());
    }

    /// The fault's time has come.
    void arm(int fault, int node) {
        state.armed.add(fault * world.nodes.length + node);
        atRest(node);
    }

    /// Its time has come and no boundary since.
    boolean waits(int fault) {
        int first = fault * world.nodes.length;
        return !state.armed.subSet(first, first + world.nodes.length).isEmpty();
    }

    /// A process that has nothing in hand dies at once where it was to die at its next boundary.
    private void atRest(int node) {
        if (world.lives[node].up() && world.nodes[node].waiting().isEmpty()) {
            strikeArmed(node, "");
        }
    }

    boolean crashesAt(int node, StepPoint point) {
        if (world.lives[node].paused() || world.agenda.phase() != Phase.ACTIVE) {
            return false;
        }
        if (!state.armed.isEmpty() && strikeArmed(node, words(point))) {
            return !world.lives[node].up();
        }
        for (int i = 0; i < faults.size(); i++) {
            if (!state.fired[i] && names(faults.get(i), node, point) && ++state.matched[i] == nth(i)) {
                strike(i, node, words(point));
                return !world.lives[node].up();
            }
        }
        return world.choices.asksForFaults() && chosen(node, point);
    }

    private int nth(int fault) {
        return Math.max(1, faults.get(fault).trigger().nth());
    }

    private boolean strikeArmed(int node, String when) {
        for (int i = 0; i < faults.size(); i++) {
            if (state.armed.remove(i * world.nodes.length + node)) {
                strike(i, node, when);
                return true;
            }
        }
        return false;
    }

    private void strike(int fault, int node, String when) {
        state.fired[fault] = true;
        switch (faults.get(fault)) {
            case Fault.Crash crash -> world.outages.crash(node, when, crash.restartMicros(), crash.stays(), null);
            case Fault.Pause pause -> world.outages.pause(node, pause.forMicros());
            default -> throw new IllegalStateException("not at a boundary: " + faults.get(fault));
        }
    }

    private boolean names(Fault fault, int node, StepPoint point) {
        return switch (fault) {
            case Fault.Crash crash -> fits(crash.node(), crash.step(), crash.when(), crash.trigger(), node, point);
            case Fault.Pause pause -> fits(pause.node(), pause.step(), pause.when(), pause.trigger(), node, point);
            case Fault.Cut _,
                    Fault.Stall _,
                    Fault.Refuse _,
                    Fault.PowerOff _,
                    Fault.Partition _,
                    Fault.Slow _,
                    Fault.Fail _,
                    Fault.Skew _ -> false;
        };
    }

    private boolean fits(
            String target, String step, StepPoint.When when, Fault.Trigger trigger, int node, StepPoint point) {
        return step != null
                && (step.equals(point.verb()) || step.equals(point.step()))
                && when == point.when()
                && world.now >= trigger.atMicros()
                && (trigger.message() == null || isOf(point.operation(), trigger.message()))
                && world.cast.named(target).contains(node);
    }

    private static boolean isOf(Operation operation, String message) {
        return operation != null && operation.id().equals(message);
    }

    private static String words(StepPoint point) {
        return point.when().name().toLowerCase(Locale.ROOT) + " " + point.verb();
    }

    /// `crash/billing.1/1-write/after/A#2/1`, and the same with `pause`: who, the step's place and verb,
    /// when, the item, how often before.
    private boolean chosen(int node, StepPoint point) {
        String place = "/" + world.cast.node(node).name() + "/" + point.step() + "-" + point.verb() + "/"
                + point.when().name().toLowerCase(Locale.ROOT) + "/" + point.operation();
        if (world.agenda.mayFail("crash")) {
            String key = world.asked.again("crash" + place);
            if (world.choices.choose(key, 2) == 1) {
                world.outages.crash(node, words(point), CHOSEN_RESTART_MICROS, false, key + "=1");
                return true;
            }
        }
        if (world.agenda.mayFailIfListed("pause")) {
            String key = world.asked.again("pause" + place);
            if (world.choices.choose(key, 2) == 1) {
                world.outages.pause(node, world.agenda.outlasting(node), key + "=1");
            }
        }
        return false;
    }
}
