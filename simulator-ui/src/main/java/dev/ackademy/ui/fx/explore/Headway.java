package dev.ackademy.ui.fx.explore;

import dev.ackademy.core.explore.Bounds;
import java.util.Locale;

/// How far a search is.
///
/// @param column what is searched now
/// @param level  of it
/// @param done   first-fault places of the level that are finished
/// @param share  of everything, 0 to 1
/// @param states distinct worlds of the columns that are finished
/// @param nanos  that it has taken, without pauses
/// @param left   ns until the level is finished, as it goes now; below 0 where nobody knows
record Headway(
        String column,
        Bounds level,
        int done,
        int places,
        double share,
        long runs,
        long steps,
        int states,
        long nanos,
        long left) {

    static final Headway NONE = new Headway("", new Bounds(0, 0), 0, 0, 0, 0, 0, 0, 0, -1);

    String elapsed() {
        return seconds(nanos);
    }

    String stepsPerSecond() {
        return number(nanos < 1_000_000 ? 0 : Math.round(steps / (nanos / 1e9)));
    }

    /// `about 12 s left at this level`; empty where nobody knows
    String estimate() {
        return left < 0 || done == places ? "" : "about " + seconds(left) + " left here";
    }

    static String seconds(long nanos) {
        double seconds = nanos / 1e9;
        return seconds < 10
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : seconds < 120
                        ? String.format(Locale.ROOT, "%.0f s", seconds)
                        : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    /// `38,400`
    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
