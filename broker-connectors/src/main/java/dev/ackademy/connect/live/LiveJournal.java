package dev.ackademy.connect.live;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.RunEvent;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.trace.TraceDigest;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.trace.TraceEntry.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// The story of a live run, told by many threads: numbers the entries in the order in which they come, with the time
/// since the run began. Whoever records first and acts then has its entry before what follows from it.
final class LiveJournal {
    private final long most;
    private final Consumer<TraceEntry> watcher;
    private final List<TraceEntry> kept = new ArrayList<>();
    private final TraceDigest digest = new TraceDigest();
    private long zero = System.nanoTime();
    private int written;
    private long lastEntry;
    private long lastProgress;
    private RuntimeException failure;

    /// @param most how many entries are kept
    LiveJournal(long most, Consumer<TraceEntry> watcher) {
        this.most = most;
        this.watcher = watcher;
    }

    /// The run begins in so much time: until then it is earlier than 0, and nothing of a workload is due.
    synchronized void beginIn(Duration lead) {
        zero = System.nanoTime() + lead.toNanos();
    }

    /// µs since the run began, less than 0 before.
    synchronized long now() {
        return (System.nanoTime() - zero) / 1_000;
    }

    /// @param causes entries, 0 for none; the first is the trigger
    synchronized int write(int node, int incarnation, int lane, Event event, Origin origin, int... causes) {
        long at = Math.max(0, now());
        int[] known = Arrays.stream(causes)
                .filter(cause -> cause > 0 && cause <= written)
                .distinct()
                .toArray();
        TraceEntry entry = new TraceEntry(++written, at, node, incarnation, lane, event, known, null, origin);
        digest.add(entry);
        if (written <= most) {
            kept.add(entry);
        }
        lastEntry = event instanceof RunEvent.PhaseBegan ? lastEntry : at;
        lastProgress = isProgress(event) ? at : lastProgress;
        show(entry);
        return written;
    }

    /// Who watches may fail (a full disk); the thread that tells must not.
    private void show(TraceEntry entry) {
        if (failure != null) {
            return;
        }
        try {
            watcher.accept(entry);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /// Why nobody watches any more, null where somebody does.
    synchronized RuntimeException failure() {
        return failure;
    }

    private static boolean isProgress(Event event) {
        return event instanceof SourceEvent.TruthChanged
                || event instanceof LogEvent.RecordAppended
                || event instanceof GroupEvent.OffsetCommitted
                || event instanceof StreamEvent.MessagesAcknowledged
                || event instanceof StoreEvent.RowWritten
                || event instanceof StoreEvent.RequestServed
                || event instanceof AppEvent.ItemEnded;
    }

    /// For how long nothing at all was told but that another phase began, µs.
    synchronized long restMicros() {
        return now() - lastEntry;
    }

    /// For how long nothing was told that counts, µs.
    synchronized long idleMicros() {
        return now() - lastProgress;
    }

    synchronized int written() {
        return written;
    }

    synchronized List<TraceEntry> kept() {
        return List.copyOf(kept);
    }

    synchronized boolean complete() {
        return written == kept.size();
    }

    synchronized String digest() {
        return digest.value();
    }
}
