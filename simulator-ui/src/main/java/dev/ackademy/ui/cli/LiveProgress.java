package dev.ackademy.ui.cli;

import dev.ackademy.core.trace.TraceEntry;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/// What a live run says on stderr while it goes on: the expected length first, a line for every stage with its seconds.
/// Anybody who waits for a real server wants to know for what; so these lines come also where stderr is no terminal.
final class LiveProgress {
    private final PrintWriter err;
    private final long from = System.nanoTime();

    LiveProgress(PrintWriter err) {
        this.err = err;
    }

    void expected(String where, Duration start, Duration run) {
        String starting = start.isZero() ? "" : ", of which " + seconds(start.toNanos()) + " s to start the server";
        say("on " + where + ": about " + seconds(start.plus(run).toNanos()) + " s" + starting);
    }

    void stage(String words) {
        say(words + " (" + String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - from) / 1e9) + " so far)");
    }

    void at(Progress progress, TraceEntry entry) {
        progress.say("live, " + Times.seconds(entry.at()) + " s, " + entry.n() + " entries");
    }

    private void say(String words) {
        err.println("ackademy: " + SafeText.of(words));
        err.flush();
    }

    private static String seconds(long nanos) {
        return Long.toString(Math.max(1, Math.round(nanos / 1e9)));
    }
}
