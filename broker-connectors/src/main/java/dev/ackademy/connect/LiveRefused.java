package dev.ackademy.connect;

import java.util.List;

/// What cannot be caused on a real broker, told before anything is started: each by name, with the nearest that can.
public final class LiveRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LiveRefused(List<String> reasons) {
        super("this cannot be run on a real broker:\n  " + String.join("\n  ", reasons));
    }

    public LiveRefused(String reason) {
        super(reason);
    }
}
