package dev.ackademy.core.scenario;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations as a scenario writes them (`20ms`, `1.5s`, `0`) and as the model counts them (µs, a whole number).
final class Durations {

    static final String UNITS = "us, ms, s, m, h or d";
    static final String PATTERN = "-?[0-9]{1,12}(\\.[0-9]{1,6})?(us|ms|s|m|h|d)";
    private static final Pattern WRITTEN = Pattern.compile("(-?[0-9]{1,12}(?:\\.[0-9]{1,6})?)(us|ms|s|m|h|d)");
    private static final SequencedMap<String, Long> MICROS = new LinkedHashMap<>();

    static {
        MICROS.put("d", 86_400_000_000L);
        MICROS.put("h", 3_600_000_000L);
        MICROS.put("m", 60_000_000L);
        MICROS.put("s", 1_000_000L);
        MICROS.put("ms", 1_000L);
        MICROS.put("us", 1L);
    }

    private Durations() {}

    /// The duration in µs.
    ///
    /// @throws IllegalArgumentException with what is wrong, in words
    static long micros(String text) {
        if (text.equals("0")) {
            return 0;
        }
        if (text.matches("-?[0-9]+(\\.[0-9]+)?")) {
            throw new IllegalArgumentException("needs a unit (" + UNITS + "): " + text + "ms?");
        }
        Matcher matcher = WRITTEN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "is not a duration; write a number and one of " + UNITS + ", as in 20ms");
        }
        BigDecimal micros = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(MICROS.get(matcher.group(2))));
        if (micros.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new IllegalArgumentException("is too long");
        }
        try {
            return micros.longValueExact();
        } catch (ArithmeticException _) {
            throw new IllegalArgumentException("is not a whole number of microseconds");
        }
    }

    /// The shortest exact way to write it: `20ms`, `90s` for a minute and a half.
    static String text(long micros) {
        for (Map.Entry<String, Long> unit : MICROS.entrySet()) {
            if (micros != 0 && micros % unit.getValue() == 0) {
                return micros / unit.getValue() + unit.getKey();
            }
        }
        return "0";
    }
}
