package dev.ackademy.core.check;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.model.TransactionEvent;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeMap;

/// The transactions over the broker of a run: what each was to hold, how the application was told that it ended, and
/// what the logs made of each record.
final class AtomicUnits {

    /// What a log says of a transactional record.
    enum Fate {
        OPEN,
        COMMITTED,
        ABORTED
    }

    /// @param marker the entry of the control record that decided it, 0 while it is open
    record Record(Operation operation, TopicPartition partition, long offset, int entry, Fate fate, int marker) {}

    /// What the application put into one transaction.
    static final class Unit {
        final int began;
        /// Entries of its `PublishAsked`.
        final List<Integer> asked = new ArrayList<>();
        /// As the application was told: null where it was told nothing, or not how it ended.
        Boolean committed;
        int ended;

        Unit(int began) {
            this.began = began;
        }
    }

    private record Lane(int node, int lane) {}

    private record Place(TopicPartition partition, long offset) {}

    private record Producer(TopicPartition partition, long producer) {}

    private final List<Unit> units = new ArrayList<>();
    private final LinkedHashMap<Integer, Unit> unitOf = new LinkedHashMap<>();
    private final LinkedHashMap<Place, Record> records = new LinkedHashMap<>();
    private final LinkedHashMap<Place, Integer> askedFor = new LinkedHashMap<>();
    private final LinkedHashMap<Integer, List<Record>> recordsOf = new LinkedHashMap<>();
    private final LinkedHashMap<Producer, List<Place>> open = new LinkedHashMap<>();
    private final LinkedHashMap<Place, TraceEntry> markers = new LinkedHashMap<>();
    private final LinkedHashSet<Place> controls = new LinkedHashSet<>();
    private final LinkedHashMap<Lane, Unit> running = new LinkedHashMap<>();

    void add(TraceEntry entry) {
        Lane lane = new Lane(entry.node(), entry.lane());
        switch (entry.event()) {
            case TransactionEvent.TransactionBegun _ -> {
                Unit unit = new Unit(entry.n());
                units.add(unit);
                running.put(lane, unit);
            }
            case DeliveryEvent.PublishAsked _ -> {
                Unit unit = running.get(lane);
                if (unit != null) {
                    unit.asked.add(entry.n());
                    unitOf.put(entry.n(), unit);
                }
            }
            case TransactionEvent.TransactionEnded e -> end(lane, e.committed(), entry.n());
            case TransactionEvent.AbortAsked _ -> end(lane, false, entry.n());
            case AppEvent.ItemEnded _ -> end(lane, null, entry.n());
            case NodeEvent.NodeCrashed _ -> running.keySet().removeIf(each -> each.node == entry.node());
            case LogEvent.RecordAppended e when e.producer() >= 0 -> append(entry, e);
            case TransactionEvent.TransactionOpened e -> {
                List<Place> span = new ArrayList<>();
                span.add(new Place(e.partition(), e.offset()));
                open.put(new Producer(e.partition(), e.producer()), span);
                span.forEach(place -> put(place, Fate.OPEN, 0));
            }
            case TransactionEvent.MarkerAppended e -> {
                controls.add(new Place(e.partition(), e.offset()));
                List<Place> span = open.remove(new Producer(e.partition(), e.producer()));
                if (span != null) {
                    span.forEach(place -> put(place, e.commit() ? Fate.COMMITTED : Fate.ABORTED, entry.n()));
                    span.forEach(place -> markers.put(place, entry));
                }
            }
            default -> {}
        }
    }

    private void end(Lane lane, Boolean committed, int entry) {
        Unit unit = running.remove(lane);
        if (unit != null) {
            unit.committed = committed;
            unit.ended = entry;
        }
    }

    private void append(TraceEntry entry, LogEvent.RecordAppended e) {
        Place place = new Place(e.partition(), e.offset());
        records.remove(place);
        records.put(place, new Record(e.operation(), e.partition(), e.offset(), entry.n(), null, 0));
        for (int cause : entry.causes()) {
            if (unitOf.containsKey(cause)) {
                askedFor.put(place, cause);
            }
        }
        List<Place> span = open.get(new Producer(e.partition(), e.producer()));
        if (span != null) {
            span.add(place);
            put(place, Fate.OPEN, 0);
        }
    }

    private void put(Place place, Fate fate, int marker) {
        Record known = records.get(place);
        if (known != null) {
            records.put(place, new Record(known.operation, known.partition, known.offset, known.entry, fate, marker));
        }
    }

    List<Unit> units() {
        return units;
    }

    /// What the log says of this record, null where it belongs to no transaction.
    Record record(TopicPartition partition, long offset) {
        Record record = records.get(new Place(partition, offset));
        return record == null || record.fate == null ? null : record;
    }

    /// Whether a reader of what is committed passes over this offset.
    boolean passed(TopicPartition partition, long offset) {
        return aborted(partition, offset) || controls.contains(new Place(partition, offset));
    }

    boolean aborted(TopicPartition partition, long offset) {
        Record record = record(partition, offset);
        return record != null && record.fate == Fate.ABORTED;
    }

    /// Whether an application aborted every transaction in which it sent the operation, and gave it up:
    /// then it is owed to nobody.
    boolean takenBack(List<TraceEntry> about) {
        boolean sent = false;
        boolean given = false;
        for (TraceEntry entry : about) {
            if (entry.event() instanceof DeliveryEvent.PublishAsked) {
                Unit unit = unitOf.get(entry.n());
                if (unit == null || Boolean.TRUE.equals(unit.committed)) {
                    return false;
                }
                sent = true;
            }
            given |= entry.event() instanceof AppEvent.ItemEnded ended && ended.ending() == AppEvent.Ending.DISCARDED;
        }
        return sent && given;
    }

    /// The transaction that the record was sent in, null for none that is known.
    Unit unitAt(TopicPartition partition, long offset) {
        Integer asked = askedFor.get(new Place(partition, offset));
        return asked == null ? null : unitOf.get(asked);
    }

    /// The control record that aborted this record, null where none did.
    TraceEntry abortedBy(TopicPartition partition, long offset) {
        return aborted(partition, offset) ? markers.get(new Place(partition, offset)) : null;
    }

    /// The records of each publish of a transaction, by its `PublishAsked`; empty for what is in no log.
    TreeMap<Integer, List<Record>> recordsOf(Unit unit) {
        if (recordsOf.isEmpty()) {
            askedFor.forEach((place, asked) -> {
                Record record = records.get(place);
                if (record != null) {
                    recordsOf.computeIfAbsent(asked, _ -> new ArrayList<>()).add(record);
                }
            });
        }
        TreeMap<Integer, List<Record>> found = new TreeMap<>();
        unit.asked.forEach(asked -> found.put(asked, recordsOf.getOrDefault(asked, List.of())));
        return found;
    }
}
