package dev.ackademy.ui.cli;

import dev.ackademy.core.trace.TraceEntry;
import java.io.PrintWriter;

/// One line on stderr that says how far it is, renewed a few times a second; nothing where stderr is no terminal, and
/// nothing for what is done at once.
final class Progress implements AutoCloseable {

    /// The launcher sets it when stderr is a terminal.
    static final String SHOWN = "ackademy.progress";

    private static final long FIRST_NANOS = 500_000_000L;
    private static final long BETWEEN_NANOS = 200_000_000L;

    private static final int ENTRIES_BETWEEN_WORDS = 4_096;

    private final PrintWriter err;
    private final boolean shown;
    private long next = System.nanoTime() + FIRST_NANOS;
    private boolean open;

    Progress(PrintWriter err, boolean shown) {
        this.err = err;
        this.shown = shown;
    }

    static Progress on(PrintWriter err) {
        return new Progress(err, System.getProperty(SHOWN) != null);
    }

    /// How far a run is, said every few thousand entries.
    void at(TraceEntry entry) {
        if (entry.n() % ENTRIES_BETWEEN_WORDS == 0) {
            say(entry.n() + " entries, " + Times.seconds(entry.at()) + " s of virtual time");
        }
    }

    void say(String words) {
        if (shown && System.nanoTime() - next >= 0) {
            next = System.nanoTime() + BETWEEN_NANOS;
            open = true;
            err.print("\r\u001b[Kackademy: " + SafeText.of(words));
            err.flush();
        }
    }

    @Override
    public void close() {
        if (open) {
            err.print("\r\u001b[K");
            err.flush();
            open = false;
        }
    }
}
