package dev.ackademy.ui.workbench;

/// A run of the library, run again: what was said then, and what is said now.
public record Rerun(KnownRun known, Judged run, KnownVerdict now) {

    public KnownVerdict then() {
        return known.verdict();
    }

    public boolean sameEngine() {
        return then().engine().equals(now.engine());
    }

    public boolean agrees() {
        return then().agreesWith(now);
    }
}
