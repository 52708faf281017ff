package dev.ackademy.core.engine;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.trace.TraceDigest;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.trace.TraceEntry.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// Writes the story down: numbers the entries, keeps as many as the scenario allows, sums all of them up in the digest
/// and shows each to whoever watches.
final class Journal {

    private static final int[] NONE = {};

    private final List<TraceEntry> kept = new ArrayList<>();
    /// Null where nobody asks for it.
    private final TraceDigest digest;

    private final Consumer<TraceEntry> watcher;
    private final long most;

    private int[] alone = {0};

    /// How far the story is; the rest of the journal is output.
    final Place place = new Place();

    static final class Place {
        @Ident(counter = true)
        private int written;

        /// When something was last done that counts, µs.
        @Ident(counter = true)
        private long lastProgressMicros;

        /// When an item was last given back to be given again, µs.
        @Ident(counter = true)
        private long lastGivenBackMicros;

        /// How long nothing at all happened since then.
        private long restMicros;
    }

    Journal(long most, Consumer<TraceEntry> watcher) {
        this(most, watcher, true);
    }

    /// @param sums whether there is to be a digest
    Journal(long most, Consumer<TraceEntry> watcher, boolean sums) {
        this.most = most;
        this.watcher = watcher;
        this.digest = sums ? new TraceDigest() : null;
    }

    /// @param trigger the entry that made the node act, 0 for none
    /// @param choice  null for none
    int write(long at, int node, int incarnation, int lane, Event event, String choice, int trigger, int... read) {
        int[] causes = causes(trigger, read);
        TraceEntry entry =
                new TraceEntry(++place.written, at, node, incarnation, lane, event, causes, choice, Origin.VIRTUAL);
        if (digest != null) {
            digest.add(entry);
        }
        if (place.written <= most) {
            kept.add(entry);
        }
        watcher.accept(entry);
        if (isProgress(event)) {
            progressed(at);
        } else if (event instanceof AppEvent.ItemEnded) {
            place.lastGivenBackMicros = at;
        }
        return place.written;
    }

    /// Entries with the same trigger and nothing else share their causes.
    private int[] causes(int trigger, int[] read) {
        int count = 0;
        for (int entry : read) {
            count += entry > 0 && entry != trigger ? 1 : 0;
        }
        if (count == 0) {
            if (trigger == 0) {
                return NONE;
            }
            if (alone[0] != trigger) {
                alone = new int[] {trigger};
            }
            return alone;
        }
        int[] causes = new int[count + 1];
        causes[0] = trigger;
        int next = 1;
        for (int entry : read) {
            if (entry > 0 && entry != trigger) {
                causes[next++] = entry;
            }
        }
        return causes;
    }

    /// An effect, or an item's end: what a run that goes in circles lacks. An item that is given back to be
    /// given again has come to no end.
    private static boolean isProgress(Event event) {
        return event instanceof SourceEvent.TruthChanged
                || event instanceof LogEvent.RecordAppended
                || event instanceof GroupEvent.OffsetCommitted
                || event instanceof StoreEvent.RowWritten
                || event instanceof StoreEvent.RequestServed
                || event instanceof AppEvent.ItemEnded ended && ended.ending() != AppEvent.Ending.HANDED_ON;
    }

    /// When something was last done that counts, µs.
    long lastProgressMicros() {
        return place.lastProgressMicros;
    }

    /// When an item was last given back, µs; 0 for never.
    long lastGivenBackMicros() {
        return place.lastGivenBackMicros;
    }

    /// Counts as progress although nothing was written.
    void progressed(long now) {
        place.lastProgressMicros = now;
        place.restMicros = 0;
    }

    /// A long pause between two events is rest, not effort in vain.
    void passes(long micros, long most) {
        if (micros > most) {
            place.restMicros += micros;
        }
    }

    /// For how long events have come and achieved nothing, µs.
    long idleMicros(long now) {
        return now - place.lastProgressMicros - place.restMicros;
    }

    int written() {
        return place.written;
    }

    boolean complete() {
        return place.written == kept.size();
    }

    /// What has been told so far; grows with the run.
    List<TraceEntry> told() {
        return Collections.unmodifiableList(kept);
    }

    /// From here on another story has been told.
    void retell(TraceEntry[] other) {
        int same = 0;
        int most = Math.min(kept.size(), other.length);
        while (same < most && kept.get(same) == other[same]) {
            same++;
        }
        kept.subList(same, kept.size()).clear();
        for (int i = same; i < other.length; i++) {
            kept.add(other[i]);
        }
    }

    List<TraceEntry> kept() {
        return List.copyOf(kept);
    }

    String digest() {
        return digest == null ? "" : digest.value();
    }
}
