package dev.ackademy.connect.live;

import dev.ackademy.core.model.Fault;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.wiring.Cast;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// Crashes and pauses of processes at the boundaries of their steps: where a fault names a step, and at the first
/// boundary after a fault's time. An idle process is at a boundary.
final class StepFaults {
    private final List<Fault> faults;
    private final Cast cast;
    private final int[] matched;
    private final boolean[] fired;
    /// Processes that are hit at their next boundary: `fault * nodes + node`.
    private final TreeSet<Integer> armed = new TreeSet<>();
    private boolean active = true;

    StepFaults(Scenario scenario, Cast cast) {
        this.faults = scenario.faults();
        this.cast = cast;
        matched = new int[faults.size()];
        fired = new boolean[faults.size()];
    }

    synchronized void over() {
        active = false;
        armed.clear();
    }

    synchronized void arm(int fault, int node) {
        armed.add(fault * cast.size() + node);
    }

    synchronized boolean armed() {
        return !armed.isEmpty();
    }

    synchronized boolean fired(int fault) {
        return fired[fault];
    }

    /// The fault that strikes the process now, null for none.
    ///
    /// @param point null where the process is idle
    synchronized Fault strikes(int node, StepPoint point, long now) {
        if (!active) {
            return null;
        }
        for (int i = 0; i < faults.size(); i++) {
            boolean hit = armed.remove(i * cast.size() + node);
            if (!hit && point != null && !fired[i] && names(faults.get(i), node, point, now)) {
                hit = ++matched[i] == Math.max(1, faults.get(i).trigger().nth());
            }
            if (hit) {
                fired[i] = true;
                return faults.get(i);
            }
        }
        return null;
    }

    private boolean names(Fault fault, int node, StepPoint point, long now) {
        return switch (fault) {
            case Fault.Crash crash -> fits(crash.node(), crash.step(), crash.when(), crash.trigger(), node, point, now);
            case Fault.Pause pause -> fits(pause.node(), pause.step(), pause.when(), pause.trigger(), node, point, now);
            default -> false;
        };
    }

    private boolean fits(
            String target,
            String step,
            StepPoint.When when,
            Fault.Trigger trigger,
            int node,
            StepPoint point,
            long now) {
        Operation operation = point.operation();
        return step != null
                && (step.equals(point.verb()) || step.equals(point.step()))
                && when == point.when()
                && now >= trigger.atMicros()
                && (trigger.message() == null
                        || operation != null && operation.id().equals(trigger.message()))
                && cast.named(target).contains(node);
    }

    static String words(StepPoint point) {
        return point == null ? "" : point.when().name().toLowerCase(Locale.ROOT) + " " + point.verb();
    }
}
