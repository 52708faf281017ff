package dev.ackademy.core.trace;

/// A recording cannot be read or written. The message is one line: place, cause, next step.
public final class RecordingRefused extends RuntimeException {

    private final String file;
    private final long line;
    private final String problem;
    private final String next;

    /// @param line from 1; 0 where the whole file is meant
    RecordingRefused(String file, long line, String problem, String next) {
        super(file + (line > 0 ? ":" + line : "") + ": " + problem + " " + next);
        this.file = file;
        this.line = line;
        this.problem = problem;
        this.next = next;
    }

    public String file() {
        return file;
    }

    public long line() {
        return line;
    }

    public String problem() {
        return problem;
    }

    public String next() {
        return next;
    }
}
