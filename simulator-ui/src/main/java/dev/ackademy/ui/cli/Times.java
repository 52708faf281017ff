package dev.ackademy.ui.cli;

/// Virtual times as text.
final class Times {

    private Times() {}

    /// Seconds with three places: `1.204`.
    static String seconds(long micros) {
        return text(micros, 3);
    }

    /// Seconds with six places: `1.204001`.
    static String exact(long micros) {
        return text(micros, 6);
    }

    private static String text(long micros, int places) {
        String digits = String.valueOf(Math.abs(micros % 1_000_000) + 1_000_000).substring(1, 1 + places);
        return (micros < 0 ? "-" : "") + Math.abs(micros / 1_000_000) + "." + digits;
    }
}
