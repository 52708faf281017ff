package dev.ackademy.core.check;

import dev.ackademy.core.check.AtomicUnits.Fate;
import dev.ackademy.core.check.AtomicUnits.Record;
import dev.ackademy.core.check.AtomicUnits.Unit;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/// `aborted-read` (Jepsen's G1a): a reader was given a record of a transaction that was aborted, as the log says or as
/// its application was told. `torn`: some but not all of what one transaction was to hold is committed.
final class AtomicReads implements Checker {

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.ABORTED_READ, Anomaly.TORN);
    }

    @Override
    public Class<? extends Event> needs() {
        return DeliveryEvent.Delivered.class;
    }

    /// Nothing where there are no transactions.
    @Override
    public void remember(Story story, Recollection out) {
        if (story.units.units().isEmpty()) {
            out.number(0);
        } else {
            out.story(story.trace);
        }
    }

    @Override
    public void check(Story story, Consumer<Found> found) {
        if (story.units.units().isEmpty()) {
            return;
        }
        LinkedHashSet<Operation> told = new LinkedHashSet<>();
        for (TraceEntry entry : story.all(DeliveryEvent.Delivered.class)) {
            DeliveryEvent.Delivered read = (DeliveryEvent.Delivered) entry.event();
            Record record = story.units.record(read.partition(), read.position());
            Unit unit = story.units.unitAt(read.partition(), read.position());
            boolean taken = unit != null && Boolean.FALSE.equals(unit.committed);
            if (record != null && (record.fate() == Fate.ABORTED || taken) && told.add(record.operation())) {
                int end = record.fate() == Fate.ABORTED ? record.marker() : unit.ended;
                found.accept(new Found(
                        Anomaly.ABORTED_READ,
                        record.operation(),
                        null,
                        List.copyOf(new TreeSet<>(List.of(record.entry(), end, entry.n()))),
                        story.name(entry.node())));
            }
        }
        if (story.over()) {
            story.units.units().forEach(unit -> torn(story, unit, found));
        }
    }

    private static void torn(Story story, Unit unit, Consumer<Found> found) {
        List<Record> committed = new ArrayList<>();
        boolean missing = false;
        TreeSet<Integer> witness = new TreeSet<>(List.of(unit.began));
        for (var publish : story.units.recordsOf(unit).entrySet()) {
            boolean there = false;
            for (Record record : publish.getValue()) {
                if (record.fate() == Fate.COMMITTED) {
                    committed.add(record);
                    there = true;
                }
                if (record.marker() > 0) {
                    witness.add(record.marker());
                }
            }
            missing |= !there;
        }
        if (!committed.isEmpty() && missing) {
            Operation operation = committed.getFirst().operation();
            found.accept(new Found(Anomaly.TORN, operation, null, List.copyOf(witness), ""));
        }
    }
}
