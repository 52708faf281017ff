package dev.ackademy.ui.fx.run;

import java.util.Locale;

/// How times are written.
public final class Clock {

    private Clock() {}

    /// `00:03.200`, with hours only where there are any.
    public static String full(double micros) {
        long millis = (long) (micros / 1000);
        long minutes = millis / 60_000;
        String text = String.format(Locale.ROOT, "%02d:%02d.%03d", minutes % 60, millis / 1000 % 60, millis % 1000);
        return minutes < 60 ? text : minutes / 60 + ":" + text;
    }

    /// `3.200`
    public static String seconds(double micros) {
        return String.format(Locale.ROOT, "%.3f", Math.floor(micros / 1000) / 1000);
    }

    /// `1.9s`, `12ms`
    public static String brief(double micros) {
        if (micros < 100_000) {
            return String.format(Locale.ROOT, micros < 10_000 ? "%.1fms" : "%.0fms", micros / 1000);
        }
        return String.format(Locale.ROOT, micros < 10_000_000 ? "%.1fs" : "%.0fs", micros / 1_000_000);
    }
}
