package dev.ackademy.ui.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// The seeds of a sweep, both ends included.
record SeedRange(long from, long to) {

    static final int MOST = 1_000_000;

    private static final Pattern RANGE = Pattern.compile("(-?[0-9]{1,18})\\.\\.(-?[0-9]{1,18})");

    long count() {
        return to - from + 1;
    }

    /// Reads `1..200`.
    static final class Reader implements ITypeConverter<SeedRange> {
        @Override
        public SeedRange convert(String text) {
            Matcher ends = RANGE.matcher(text);
            if (!ends.matches()) {
                throw new TypeConversionException("'" + text + "' is no range of seeds, such as 1..200");
            }
            SeedRange range = new SeedRange(Long.parseLong(ends.group(1)), Long.parseLong(ends.group(2)));
            if (range.count() < 1 || range.count() > MOST) {
                throw new TypeConversionException("'" + text + "' has " + Math.max(0, range.count())
                        + " seeds; from 1 to 1,000,000 are possible");
            }
            return range;
        }
    }
}
