package dev.ackademy.core.explore;

import java.util.Arrays;

/// The model of [WindowModel] with a whole world in one `long` and nothing else: the limit of what a search can reach
/// here.
final class BareSearch {

    private static final int UNSENT = 0;
    private static final int REQUEST = 1;
    private static final int ACKNOWLEDGEMENT = 2;
    private static final int ACKNOWLEDGED = 3;
    private static final int LOST = 4;

    private final int messages;
    private final int faults;

    /// Where the parts of a world begin; three bits for each message's state, place of the log and count of
    /// effects.
    private final int log;

    private final int position;
    private final int phase;
    private final int effects;
    private final int left;

    private long[] seen = new long[1 << 16];
    private int size;
    private long[] stack = new long[1024];
    private int depth;
    private long generated = 1;

    BareSearch(int messages, int faults) {
        this.messages = messages;
        this.faults = faults;
        this.log = 3 * messages;
        this.position = log + 3 * (messages + faults);
        this.phase = position + 4;
        this.effects = phase + 2;
        this.left = effects + 3 * messages;
    }

    /// The number of worlds; [#generated] then says how many were come to.
    int search() {
        come((long) faults << left);
        while (depth > 0) {
            expand(stack[--depth]);
        }
        return size;
    }

    long generated() {
        return generated;
    }

    private void expand(long world) {
        boolean mayFail = world >>> left > 0;
        int end = end(world);
        boolean unsent = true;
        for (int i = 0; i < messages; i++) {
            int at = 3 * i;
            switch ((int) (world >>> at & 7)) {
                case UNSENT -> {
                    if (unsent) {
                        go(world + ((long) REQUEST << at));
                    }
                    unsent = false;
                }
                case REQUEST -> {
                    go(world + ((long) (ACKNOWLEDGEMENT - REQUEST) << at) + ((long) (i + 1) << log + 3 * end));
                    if (mayFail) {
                        go(world + ((long) (LOST - REQUEST) << at) - (1L << left));
                    }
                }
                case ACKNOWLEDGEMENT -> {
                    go(world + ((long) (ACKNOWLEDGED - ACKNOWLEDGEMENT) << at));
                    if (mayFail) {
                        go(world + ((long) (LOST - ACKNOWLEDGEMENT) << at) - (1L << left));
                    }
                }
                case LOST -> go(world - ((long) (LOST - REQUEST) << at));
                default -> {}
            }
        }
        int next = (int) (world >>> position & 15);
        switch ((int) (world >>> phase & 3)) {
            case 0 -> {
                if (next < end) {
                    go(world + (1L << phase));
                }
            }
            case 1 -> {
                int message = (int) (world >>> log + 3 * next & 7) - 1;
                go(world + (1L << phase) + (1L << effects + 3 * message));
                if (mayFail) {
                    go(world - (1L << phase) - (1L << left));
                }
            }
            default -> {
                go(world - (2L << phase) + (1L << position));
                if (mayFail) {
                    go(world - (2L << phase) - (1L << left));
                }
            }
        }
    }

    private int end(long world) {
        int end = 0;
        while (end < messages + faults && (world >>> log + 3 * end & 7) != 0) {
            end++;
        }
        return end;
    }

    private void go(long world) {
        generated++;
        come(world);
    }

    private void come(long world) {
        int place = place(world);
        if (seen[place] == 0) {
            seen[place] = world + 1;
            if (2 * ++size > seen.length) {
                grow();
            }
            if (depth == stack.length) {
                stack = Arrays.copyOf(stack, 2 * depth);
            }
            stack[depth++] = world;
        }
    }

    private int place(long world) {
        long mixed = world * 0x9E3779B97F4A7C15L;
        int place = (int) (mixed ^ mixed >>> 32) & seen.length - 1;
        while (seen[place] != 0 && seen[place] != world + 1) {
            place = place + 1 & seen.length - 1;
        }
        return place;
    }

    private void grow() {
        long[] before = seen;
        seen = new long[2 * before.length];
        for (long each : before) {
            if (each != 0) {
                seen[place(each - 1)] = each;
            }
        }
    }
}
