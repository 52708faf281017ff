package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.ui.fx.run.Clock;
import dev.ackademy.ui.fx.run.Flights;
import dev.ackademy.ui.fx.run.Played;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that the producers of a run ever send, worked out once.
final class Sends {

    /// One producer and one partition to which it sends.
    record Way(int process, TopicPartition partition) {}

    /// Why an operation is not answered yet though it was sent.
    ///
    /// @param retry `A#1 try 2`
    /// @param left  part of the wait that is left, 1 to 0, -1 where nobody waits
    record Waiting(String retry, String note, double left) {}

    private final Set<Way> ways = new LinkedHashSet<>();
    private final Map<String, List<Flights.Flight>> tries = new HashMap<>();

    Sends(Played played, Ends ends) {
        for (Flights.Flight flight : played.flights().all()) {
            if (flight.kind() == RequestKind.PRODUCE && !flight.answer()) {
                for (Carried carried : flight.carried()) {
                    TopicPartition partition = ends.placeOf(carried.copy());
                    if (partition != null) {
                        ways.add(new Way(flight.from(), partition));
                    }
                    tries.computeIfAbsent(flight.from() + "/" + carried.operation(), _ -> new ArrayList<>())
                            .add(flight);
                }
            }
        }
    }

    /// Drawn from the start, so that nothing appears while it is played.
    Set<Way> ways() {
        return ways;
    }

    /// Whether the operation is being sent again: it was lost or refused, or its second try is under way.
    Waiting waiting(int node, Operation operation, int n, double at) {
        List<Flights.Flight> all = tries.getOrDefault(node + "/" + operation, List.of());
        Flights.Flight last = null;
        Flights.Flight next = null;
        int count = 0;
        for (Flights.Flight each : all) {
            if (each.sent() <= n) {
                last = each;
                count++;
            } else if (next == null) {
                next = each;
            }
        }
        if (last == null || count == 1 && next == null) {
            return null;
        }
        if (next != null && last.ended() <= n) {
            double whole = next.fromAt() - last.toAt();
            double rest = next.fromAt() - at;
            return new Waiting(
                    operation.id() + " again",
                    "again in " + Clock.brief(rest),
                    whole <= 0 ? 0 : Math.clamp(rest / whole, 0, 1));
        }
        return count > 1 ? new Waiting(operation.id() + " try " + count, "sent again", -1) : null;
    }
}
