package dev.ackademy.ui.fx.run;

import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

/// The clock of a run: which entry is the last that has happened, and what time it is. It owns no run and draws
/// nothing.
public final class Player {

    public static final List<Double> SPEEDS = List.of(0.1, 0.25, 0.5, 1.0, 2.0, 4.0);

    private final ReadOnlyIntegerWrapper n = new ReadOnlyIntegerWrapper();
    private final ReadOnlyDoubleWrapper at = new ReadOnlyDoubleWrapper();
    private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>();
    private final DoubleProperty speed = new SimpleDoubleProperty(0.5);
    private final BooleanProperty pausesAtViolations = new SimpleBooleanProperty(true);
    private List<TraceEntry> entries = List.of();
    private List<Flag> flags = List.of();
    private Pacing pacing;
    /// The furthest violation that has stopped the play: each stops it once.
    private int stoppedAt;
    private int furthest;
    private double furthestAt;
    private final ReadOnlyBooleanWrapper live = new ReadOnlyBooleanWrapper();

    /// How long the play of a run that goes on lags behind what is known of it, about.
    private static final double CATCH_UP_SECONDS = 0.4;
    private boolean held;

    /// A step forward by hand: from a moment to the next.
    ///
    /// @param fromAt µs
    public record Step(double fromAt, int to, double toAt) {}

    /// Begins anew at the start of another run.
    public void load(Trace trace, Pacing ofTrace, List<Flag> flagsOfTrace) {
        live.set(false);
        playing.set(false);
        entries = trace.entries();
        pacing = ofTrace;
        flags = flagsOfTrace;
        stoppedAt = 0;
        furthest = 0;
        furthestAt = 0;
        at.set(0);
        n.set(0);
    }

    /// Begins anew with a run that goes on, and follows it: what happens is shown as it comes.
    public void follow(Trace trace, Pacing ofTrace, List<Flag> flagsOfTrace) {
        load(trace, ofTrace, flagsOfTrace);
        live.set(true);
        playing.set(true);
    }

    /// There is more of the run; the moment that is shown stays.
    ///
    /// @param goesOn false where this is all of it: from now on it is played like every other run
    public void grow(Trace trace, Pacing ofTrace, List<Flag> flagsOfTrace, boolean goesOn) {
        entries = trace.entries();
        pacing = ofTrace;
        flags = flagsOfTrace;
        n.set(playing.get() ? entriesBy(at.get()) : n.get());
        if (live.get() && !goesOn) {
            live.set(false);
            if (playing.get()) {
                playing.set(false);
                seek(pacing.end());
            }
        }
    }

    /// The run still goes on: it can be looked back at, and not be stepped.
    public ReadOnlyBooleanProperty liveProperty() {
        return live.getReadOnlyProperty();
    }

    public boolean live() {
        return live.get();
    }

    /// How many entries have happened.
    public ReadOnlyIntegerProperty nProperty() {
        return n.getReadOnlyProperty();
    }

    public int n() {
        return n.get();
    }

    /// µs of virtual time.
    public ReadOnlyDoubleProperty atProperty() {
        return at.getReadOnlyProperty();
    }

    public double at() {
        return at.get();
    }

    public ReadOnlyBooleanProperty playingProperty() {
        return playing.getReadOnlyProperty();
    }

    public boolean playing() {
        return playing.get();
    }

    public DoubleProperty speedProperty() {
        return speed;
    }

    public List<Flag> flags() {
        return flags;
    }

    /// µs of the latest moment that was shown since the run was loaded.
    public double furthestAt() {
        return furthestAt;
    }

    /// Flags that have been passed at least once: what lies further ahead is not told.
    public List<Flag> seenFlags() {
        return flags.stream().filter(flag -> flag.entry() <= furthest).toList();
    }

    /// While it is held the clock stands at the start, whatever is asked of it.
    public void hold(boolean atStart) {
        held = atStart;
        if (held) {
            playing.set(false);
            moveTo(0, 0);
        }
    }

    private void moveTo(double micros, int entry) {
        if (held && (micros > 0 || entry > 0)) {
            return;
        }
        furthest = Math.max(furthest, entry);
        furthestAt = Math.max(furthestAt, micros);
        step.set(null);
        at.set(micros);
        n.set(entry);
    }

    /// The step that led to this moment; null where something else did.
    public ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    public int last() {
        return entries.size();
    }

    public boolean atEnd() {
        return n.get() >= entries.size();
    }

    public void toggle() {
        if (playing.get()) {
            playing.set(false);
            return;
        }
        if (pacing == null || held) {
            return;
        }
        if (!live.get() && at.get() >= pacing.end()) {
            seekEntry(0);
        }
        playing.set(true);
    }

    public void pause() {
        playing.set(false);
    }

    /// Real time has passed. Stops at the end, and once at every broken promise.
    public void advance(double seconds) {
        if (!playing.get()) {
            return;
        }
        if (live.get()) {
            followOn(seconds);
            return;
        }
        double to = pacing.timeOf(pacing.paceOf(at.get()) + seconds * speed.get());
        if (pausesAtViolations.get()) {
            for (Flag flag : flags) {
                if (flag.broken() && flag.entry() > n.get() && flag.entry() > stoppedAt && flag.at() <= to) {
                    playing.set(false);
                    stoppedAt = flag.entry();
                    seekEntry(flag.entry());
                    return;
                }
            }
        }
        seek(to);
        if (to >= pacing.end()) {
            playing.set(false);
        }
    }

    /// Towards the last that is known, the faster the more there is; from there on with the real time.
    private void followOn(double seconds) {
        double last = entries.isEmpty() ? 0 : entries.getLast().at();
        double to = at.get() + seconds * 1e6;
        if (at.get() < last) {
            double here = pacing.paceOf(at.get());
            double lag = pacing.paceOf(last) - here;
            double on = Math.max(seconds, lag * Math.min(1, seconds / CATCH_UP_SECONDS));
            to = on >= lag ? last : pacing.timeOf(here + on);
        }
        moveTo(to, entriesBy(to));
    }

    /// To a time; everything that happened until then has happened.
    public void seek(double micros) {
        double to = pacing == null ? 0 : Math.clamp(micros, 0, pacing.end());
        moveTo(to, entriesBy(to));
    }

    /// How many entries have happened by a time, µs.
    public int entriesBy(double to) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (entries.get(middle).at() <= to) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /// To the moment after entry `entry`; 0 is the start.
    public void seekEntry(int entry) {
        int to = Math.clamp(entry, 0, entries.size());
        moveTo(to == 0 ? 0 : entries.get(to - 1).at(), to);
    }

    /// One telling event on; what does not show is passed over.
    public void stepForward() {
        if (live.get()) {
            return;
        }
        playing.set(false);
        if (held) {
            return;
        }
        for (int i = n.get() + 1; i <= entries.size(); i++) {
            if (Telling.tells(entries.get(i - 1).event()) || i == entries.size()) {
                double from = at.get();
                seekEntry(i);
                step.set(new Step(from, i, at.get()));
                return;
            }
        }
    }

    public void stepBack() {
        if (live.get()) {
            return;
        }
        playing.set(false);
        for (int i = Math.min(n.get(), entries.size()) - 1; i >= 1; i--) {
            if (Telling.tells(entries.get(i - 1).event())) {
                seekEntry(i);
                return;
            }
        }
        seekEntry(0);
    }

    public void start() {
        playing.set(false);
        seekEntry(0);
    }

    public void end() {
        playing.set(false);
        seek(pacing == null ? 0 : pacing.end());
    }

    public void nextFlag() {
        flags.stream().filter(flag -> flag.entry() > n.get()).findFirst().ifPresent(flag -> {
            playing.set(false);
            stoppedAt = Math.max(stoppedAt, flag.entry());
            seekEntry(flag.entry());
        });
    }

    public void previousFlag() {
        playing.set(false);
        Flag before = null;
        for (Flag flag : flags) {
            if (flag.entry() < n.get()) {
                before = flag;
            }
        }
        if (before != null) {
            seekEntry(before.entry());
        }
    }

    public void faster() {
        speed.set(SPEEDS.stream().filter(each -> each > speed.get()).findFirst().orElse(SPEEDS.getLast()));
    }

    public void slower() {
        speed.set(SPEEDS.reversed().stream()
                .filter(each -> each < speed.get())
                .findFirst()
                .orElse(SPEEDS.getFirst()));
    }
}
