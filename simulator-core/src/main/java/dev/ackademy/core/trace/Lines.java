package dev.ackademy.core.trace;

import dev.ackademy.core.model.Digest128;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Cuts a stream into lines of bytes without ever holding more than one, and sums up those that were taken as they are.
final class Lines implements AutoCloseable {

    /// The first line holds the scenario.
    static final int LONGEST_HEADER = 64 * 1024 * 1024;

    static final int LONGEST = 4 * 1024 * 1024;

    static final long LONGEST_FILE = 1024L * 1024 * 1024;

    private final InputStream in;
    private final byte[] chunk = new byte[64 * 1024];
    private final Digest128.Running sum = new Digest128.Running();
    private int from;
    private int to;
    private byte[] line = new byte[4096];
    private int length;
    private boolean whole;
    private long number;
    private long total;

    Lines(InputStream in) {
        this.in = in;
    }

    /// False at the end of the file. A last line without a line end is given too, with [#whole] false.
    boolean next() throws IOException {
        length = 0;
        whole = false;
        number++;
        int limit = number == 1 ? LONGEST_HEADER : LONGEST;
        while (!whole && fill()) {
            int end = from;
            while (end < to && chunk[end] != '\n') {
                end++;
            }
            take(end, limit);
            if (end < to) {
                whole = true;
                from = end + 1;
            }
        }
        return whole || length > 0;
    }

    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    boolean whole() {
        return whole;
    }

    /// From 1.
    long number() {
        return number;
    }

    /// Adds the line in hand, with its end, to the sum of all before it.
    void sumUp() {
        sum.add(line, 0, length);
        sum.add(new byte[] {'\n'}, 0, 1);
    }

    String sum() {
        return sum.value().toString();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(chunk));
            total += to;
            if (total > LONGEST_FILE) {
                throw new BadLine("the file is longer than " + LONGEST_FILE + " bytes.");
            }
        }
        return to > from;
    }

    private void take(int end, int limit) {
        int more = end - from;
        if (length + more > limit) {
            throw new BadLine("the line is longer than " + limit + " bytes.");
        }
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.min(limit, Math.max(length + more, line.length * 2)));
        }
        System.arraycopy(chunk, from, line, length, more);
        length += more;
        from = end;
    }
}
