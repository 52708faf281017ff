package dev.ackademy.connect;

import java.util.List;

/// What cannot be caused on a real broker, told before anything is started: each by name, with the nearest that can.
public final class LiveRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> reasons;

    public LiveRefused(List<String> reasons) {
        super("this cannot be run on a real broker:\n  " + String.join("\n  ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    public LiveRefused(String reason) {
        super(reason);
        this.reasons = List.of();
    }

    /// Each by itself; empty where the message says it all.
    public List<String> reasons() {
        return reasons;
    }
}
