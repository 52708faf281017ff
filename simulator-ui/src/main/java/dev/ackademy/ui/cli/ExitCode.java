package dev.ackademy.ui.cli;

/// How every command ends, as the number that the system sees. There are no others.
public enum ExitCode {
    /// What was asked for was done, and the outcome is the expected one.
    EXPECTED(0),
    /// Done, but the outcome is not the expected one: a promise was broken, a recording diverged.
    UNEXPECTED(1),
    /// The arguments or a file are wrong; one line on stderr names place, cause and next step.
    WRONG_USE(2),
    /// No verdict: a limit was reached first.
    UNKNOWN(3),
    /// A live run could not reach, start or keep its broker.
    BROKER_UNAVAILABLE(4),
    /// A bug of this program, or a computer on which it cannot be built; never the fault of a file.
    INTERNAL(70);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static ExitCode of(int code) {
        for (ExitCode exit : values()) {
            if (exit.code == code) {
                return exit;
            }
        }
        return INTERNAL;
    }
}
