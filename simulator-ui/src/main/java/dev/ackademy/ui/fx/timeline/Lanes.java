package dev.ackademy.ui.fx.timeline;

import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.run.Hues;
import java.util.ArrayList;
import java.util.List;

/// What the lanes of the timeline show of a whole run, in the order of time.
///
/// @param outages one entry each time that a node was down or stood still
public record Lanes(List<Mark> marks, List<Fault> faults, List<Outage> outages) {

    public enum Lane {
        PRODUCE("Produce"),
        DELIVER("Deliver"),
        ACK("Ack"),
        EFFECT("Effect"),
        FAULT("Fault");

        private final String title;

        Lane(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /// @param hue -1 where it belongs to no key
    public record Mark(Lane lane, int entry, long at, int hue) {}

    public record Fault(int entry, long at, Glyph glyph, String text) {}

    /// @param until µs; the end of the run where it did not end before
    public record Outage(String node, long from, long until, Glyph glyph, String text) {}

    private static final class Maker {
        final List<Mark> marks = new ArrayList<>();
        final List<Fault> faults = new ArrayList<>();
        final List<Outage> outages = new ArrayList<>();
        final long[] downSince;
        final String[] word;

        long byHand;

        Maker(int nodes, long byHand) {
            this.byHand = byHand;
            downSince = new long[nodes];
            word = new String[nodes];
            java.util.Arrays.fill(downSince, -1);
        }
    }

    /// @param byHand µs from which on the connection was cut by hand, -1 for never
    public static Lanes of(Trace trace, Hues hues, long byHand) {
        Maker maker = new Maker(trace.nodes().size(), byHand);
        for (TraceEntry entry : trace.entries()) {
            mark(maker, entry, hues);
            fault(maker, entry, trace.nodes());
        }
        long end = trace.entries().isEmpty() ? 0 : trace.entries().getLast().at();
        for (int node = 0; node < maker.downSince.length; node++) {
            up(maker, node, end, trace.nodes());
        }
        return new Lanes(List.copyOf(maker.marks), List.copyOf(maker.faults), List.copyOf(maker.outages));
    }

    private static void mark(Maker maker, TraceEntry entry, Hues hues) {
        Lane lane = switch (entry.event()) {
            case DeliveryEvent.PublishAsked _ -> Lane.PRODUCE;
            case DeliveryEvent.Delivered _ -> Lane.DELIVER;
            case DeliveryEvent.PublishAcknowledged _, DeliveryEvent.Acknowledged _ -> Lane.ACK;
            case StoreEvent.RowWritten _ -> Lane.EFFECT;
            case StoreEvent.RequestServed served -> served.repeated() ? null : Lane.EFFECT;
            default -> null;
        };
        if (lane != null) {
            Operation operation = entry.operation();
            maker.marks.add(
                    new Mark(lane, entry.n(), entry.at(), operation == null ? -1 : hues.index(operation.key())));
        }
    }

    private static void fault(Maker maker, TraceEntry entry, List<NodeName> nodes) {
        int node = entry.node();
        String name = node >= 0 && node < nodes.size() ? nodes.get(node).name() : "";
        switch (entry.event()) {
            case NetworkEvent.ConnectionCut cut -> {
                // Both ends learn of it: one mark.
                boolean again = !maker.faults.isEmpty()
                        && maker.faults.getLast().glyph() == Glyph.CUT
                        && entry.at() - maker.faults.getLast().at() < 20_000;
                if (!again && !cut.cause().isEmpty()) {
                    boolean byHand = maker.byHand >= 0 && entry.at() > maker.byHand;
                    maker.byHand = byHand ? -1 : maker.byHand;
                    add(maker, entry, Glyph.CUT, byHand ? "you cut" : "connection cut");
                }
            }
            case NetworkEvent.RequestRefused refused -> {
                Operation operation = refused.operation();
                add(maker, entry, Glyph.REFUSED, operation == null ? "refused" : operation.id() + " refused");
            }
            case NetworkEvent.ConnectionStalled _ -> add(maker, entry, Glyph.STALLED, "stalled");
            case NetworkEvent.LinkParted _ -> add(maker, entry, Glyph.CUT, "network parted");
            case NetworkEvent.LinkSlowed _ -> add(maker, entry, Glyph.SLOW, "link slowed");
            case StoreEvent.RequestRefused refused ->
                add(
                        maker,
                        entry,
                        Glyph.REFUSED,
                        refused.operation() == null
                                ? "refused"
                                : refused.operation().id() + " refused");
            case NodeEvent.NodeCrashed _ -> down(maker, node, entry.at(), "down");
            case NodeEvent.PowerLost _ -> down(maker, node, entry.at(), "without power");
            case NodeEvent.NodePaused _ -> down(maker, node, entry.at(), "paused");
            case NodeEvent.NodeStarted _, NodeEvent.NodeResumed _ -> up(maker, node, entry.at(), nodes);
            case NodeEvent.ServiceSlowed _ -> add(maker, entry, Glyph.SLOW, name + " slow");
            case NodeEvent.ServiceFailed _ -> add(maker, entry, Glyph.BLOCKED, name + " failing");
            case NodeEvent.ClockSkewed _ -> add(maker, entry, Glyph.CLOCK, name + " clock wrong");
            default -> {}
        }
    }

    private static void add(Maker maker, TraceEntry entry, Glyph glyph, String text) {
        maker.faults.add(new Fault(entry.n(), entry.at(), glyph, text));
    }

    private static void down(Maker maker, int node, long at, String word) {
        if (node >= 0 && node < maker.downSince.length) {
            maker.downSince[node] = at;
            maker.word[node] = word;
        }
    }

    private static void up(Maker maker, int node, long at, List<NodeName> nodes) {
        if (node >= 0 && node < maker.downSince.length && maker.downSince[node] >= 0) {
            Glyph glyph = maker.word[node].equals("paused") ? Glyph.PAUSE : Glyph.CRASH;
            String name = nodes.get(node).name();
            maker.outages.add(new Outage(name, maker.downSince[node], at, glyph, name + " " + maker.word[node]));
            maker.downSince[node] = -1;
        }
    }
}
