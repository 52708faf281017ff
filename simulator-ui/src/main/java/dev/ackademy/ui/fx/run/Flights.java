package dev.ackademy.ui.fx.run;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Every frame of a run with its beginning and its end. Frames of one connection and direction keep their order (N1),
/// so the first that was sent is the first that arrives or is lost.
public final class Flights {

    public enum Fate {
        ARRIVED,
        REFUSED,
        LOST,
        OPEN
    }

    /// @param sent  entry that sent it
    /// @param ended entry that ended it; `Integer.MAX_VALUE` where the run ended first
    /// @param from  node numbers
    /// @param toAt  µs; where it is open, the end of the run
    public record Flight(
            int sent,
            int ended,
            int connection,
            int from,
            int to,
            long fromAt,
            long toAt,
            RequestKind kind,
            boolean answer,
            String note,
            List<Carried> carried,
            Fate fate) {

        public boolean underWay(int n) {
            return sent <= n && ended > n;
        }

        /// 0 to 1 at a time in µs.
        public double progress(double micros) {
            return toAt <= fromAt ? 1 : Math.clamp((micros - fromAt) / (toAt - fromAt), 0, 1);
        }
    }

    private record Way(int connection, int from, boolean answer) {}

    private record Asked(int connection, RequestKind kind) {}

    private static final int BLOCK = 512;

    private final List<Flight> all;
    /// The first flight that is under way or begins in each block of entries.
    private final int[] firstOfBlock;
    private final Map<Integer, Flight> bySent = new HashMap<>();
    private final Map<Integer, Flight> byEnded = new HashMap<>();

    private Flights(List<Flight> all, int entries) {
        this.all = all;
        this.firstOfBlock = new int[entries / BLOCK + 2];
        java.util.Arrays.fill(firstOfBlock, all.size());
        for (int i = all.size() - 1; i >= 0; i--) {
            Flight flight = all.get(i);
            bySent.put(flight.sent(), flight);
            byEnded.put(flight.ended(), flight);
            int last = Math.min(firstOfBlock.length - 1, Math.min(flight.ended(), entries) / BLOCK);
            for (int block = flight.sent() / BLOCK; block <= last; block++) {
                firstOfBlock[block] = i;
            }
        }
    }

    public static Flights of(Trace trace) {
        List<Flight> flights = new ArrayList<>();
        Map<Way, ArrayDeque<Integer>> open = new HashMap<>();
        Map<Asked, ArrayDeque<List<Carried>>> asked = new HashMap<>();
        long end = trace.entries().isEmpty() ? 0 : trace.entries().getLast().at();
        for (TraceEntry entry : trace.entries()) {
            Event event = entry.event();
            switch (event) {
                case NetworkEvent.FrameSent sent -> {
                    List<Carried> about = about(asked, sent);
                    open.computeIfAbsent(
                                    new Way(sent.connection(), entry.node(), sent.answer()), _ -> new ArrayDeque<>())
                            .add(flights.size());
                    flights.add(new Flight(
                            entry.n(),
                            Integer.MAX_VALUE,
                            sent.connection(),
                            entry.node(),
                            sent.to(),
                            entry.at(),
                            Math.max(end, entry.at() + 1),
                            sent.kind(),
                            sent.answer(),
                            sent.note() == null ? "" : sent.note(),
                            about,
                            Fate.OPEN));
                }
                case NetworkEvent.FrameArrived arrived ->
                    end(
                            flights,
                            open,
                            new Way(arrived.connection(), arrived.from(), arrived.answer()),
                            entry,
                            Fate.ARRIVED);
                case NetworkEvent.RequestRefused refused ->
                    end(flights, open, new Way(refused.connection(), refused.from(), false), entry, Fate.REFUSED);
                case NetworkEvent.FrameLost lost ->
                    end(flights, open, new Way(lost.connection(), lost.from(), lost.answer()), entry, Fate.LOST);
                default -> {}
            }
        }
        return new Flights(
                Collections.unmodifiableList(flights), trace.entries().size());
    }

    /// An answer that carries nothing is about what its request carried: a server answers the requests of
    /// one kind and connection in their order (N6).
    private static List<Carried> about(Map<Asked, ArrayDeque<List<Carried>>> asked, NetworkEvent.FrameSent sent) {
        ArrayDeque<List<Carried>> waiting =
                asked.computeIfAbsent(new Asked(sent.connection(), sent.kind()), _ -> new ArrayDeque<>());
        if (!sent.answer()) {
            if (!"acks=0".equals(sent.note())) {
                waiting.add(sent.carried());
            }
            return sent.carried();
        }
        List<Carried> request = waiting.isEmpty() ? List.of() : waiting.poll();
        return sent.carried().isEmpty() ? request : sent.carried();
    }

    private static void end(
            List<Flight> flights, Map<Way, ArrayDeque<Integer>> open, Way way, TraceEntry entry, Fate fate) {
        ArrayDeque<Integer> waiting = open.get(way);
        if (waiting == null || waiting.isEmpty()) {
            return;
        }
        int index = waiting.poll();
        Flight was = flights.get(index);
        flights.set(
                index,
                new Flight(
                        was.sent(),
                        entry.n(),
                        was.connection(),
                        was.from(),
                        was.to(),
                        was.fromAt(),
                        entry.at(),
                        was.kind(),
                        was.answer(),
                        was.note(),
                        was.carried(),
                        fate));
    }

    /// In the order in which they were sent.
    public List<Flight> all() {
        return all;
    }

    /// Those that were sent by entry `n` and have not ended then.
    public List<Flight> underWay(int n) {
        List<Flight> found = new ArrayList<>();
        int block = Math.min(Math.max(0, n) / BLOCK, firstOfBlock.length - 1);
        for (int i = firstOfBlock[block]; i < all.size() && all.get(i).sent() <= n; i++) {
            if (all.get(i).ended() > n) {
                found.add(all.get(i));
            }
        }
        return found;
    }

    /// The flight that this entry sent, null for none.
    public Flight sentBy(int n) {
        return bySent.get(n);
    }

    /// The flight that ended with this entry, null for none.
    public Flight endedBy(int n) {
        return n == Integer.MAX_VALUE ? null : byEnded.get(n);
    }

    /// How long a typical frame flies, µs; 0 where none arrived.
    public long medianMicros() {
        long[] lengths = all.stream()
                .filter(flight ->
                        flight.fate() == Fate.ARRIVED && !flight.carried().isEmpty())
                .mapToLong(flight -> flight.toAt() - flight.fromAt())
                .sorted()
                .toArray();
        return lengths.length == 0 ? 1_000 : lengths[lengths.length / 2];
    }
}
