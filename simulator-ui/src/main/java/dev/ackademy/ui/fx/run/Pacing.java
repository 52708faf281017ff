package dev.ackademy.ui.fx.run;

import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.Arrays;
import java.util.List;

/// How fast virtual time is played. A typical message takes [#FLIGHT] at speed 1, whatever its latency is, and a
/// stretch in which nothing happens lasts at most [#LONGEST_WAIT]; so does all of the start-up, before the story
/// begins.
/// Between two entries time runs evenly. Axes are drawn by it too, so that what is played for as long is as long.
///
/// Pace is in seconds at speed 1; time in µs of the run.
public final class Pacing {

    /// Seconds that the median message flies.
    public static final double FLIGHT = 0.2;

    /// Seconds that a wait lasts at most.
    public static final double LONGEST_WAIT = 0.5;

    private static final double SHORTEST = 1.0;

    private final long[] times;
    private final double[] paces;
    private final double story;

    private Pacing(long[] times, double[] paces, double story) {
        this.times = times;
        this.paces = paces;
        this.story = story;
    }

    public static Pacing of(Trace trace, Flights flights) {
        List<TraceEntry> entries = trace.entries();
        long flight = Math.max(1, flights.medianMicros());
        long[] times = new long[entries.size() + 2];
        double[] paces = new double[times.length];
        int size = 1;
        for (TraceEntry entry : entries) {
            if (entry.at() > times[size - 1] && counts(entry, entries)) {
                times[size] = entry.at();
                paces[size] =
                        paces[size - 1] + Math.min(LONGEST_WAIT, (entry.at() - times[size - 1]) * FLIGHT / flight);
                size++;
            }
        }
        int story = Math.max(0, Arrays.binarySearch(times, 0, size, storyAt(entries)));
        shorten(paces, size, story);
        double end = paces[size - 1];
        times[size] = times[size - 1] + flight;
        paces[size] = Math.max(end + 0.25, SHORTEST);
        return new Pacing(Arrays.copyOf(times, size + 1), Arrays.copyOf(paces, size + 1), paces[story]);
    }

    /// What nobody sees (an empty poll, a heartbeat) is waited through as if it were not there.
    private static boolean counts(TraceEntry entry, List<TraceEntry> entries) {
        return Telling.tells(entry.event()) || entry.operation() != null || entry.n() == entries.size();
    }

    /// µs; 0 where it begins at once, or never.
    private static long storyAt(List<TraceEntry> entries) {
        return entries.stream()
                .filter(Telling::begins)
                .findFirst()
                .map(TraceEntry::at)
                .orElse(0L);
    }

    /// The start-up lasts no longer than a wait.
    private static void shorten(double[] paces, int size, int story) {
        double before = paces[story];
        double less = before - Math.min(before, LONGEST_WAIT);
        for (int i = 0; i < size; i++) {
            paces[i] = i < story ? paces[i] * LONGEST_WAIT / Math.max(LONGEST_WAIT, before) : paces[i] - less;
        }
    }

    /// The pace at which the start-up is over.
    public double story() {
        return story;
    }

    /// The length of the whole run in seconds at speed 1.
    public double length() {
        return paces[paces.length - 1];
    }

    /// The last moment, µs.
    public long end() {
        return times[times.length - 1];
    }

    public double paceOf(double micros) {
        if (micros <= 0) {
            return 0;
        }
        if (micros >= end()) {
            return length();
        }
        int found = Arrays.binarySearch(times, (long) micros);
        int i = found >= 0 ? found : -found - 2;
        double share = (micros - times[i]) / (times[i + 1] - times[i]);
        return paces[i] + share * (paces[i + 1] - paces[i]);
    }

    public double timeOf(double pace) {
        if (pace <= 0) {
            return 0;
        }
        if (pace >= length()) {
            return end();
        }
        int found = Arrays.binarySearch(paces, pace);
        int i = found >= 0 ? found : -found - 2;
        double share = (pace - paces[i]) / (paces[i + 1] - paces[i]);
        return times[i] + share * (times[i + 1] - times[i]);
    }
}
