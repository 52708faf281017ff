package dev.ackademy.core.node.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.Capped;
import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.Ranked;
import java.util.ArrayList;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalStateTest {

    record Asked(@Ident int request, @Entry int entry, String what) {}

    static final class Place {
        @Ident(counter = true)
        private int nextRequest;

        @Instant
        private long due;

        @Entry
        private int[] causes = {};

        @Capped(at = 3)
        private int deliveries;

        @Ranked
        private int generation;

        @Ranked(of = "generation")
        private final TreeMap<String, Integer> members = new TreeMap<>();

        @Ident(of = "request")
        private final TreeMap<Integer, Asked> open = new TreeMap<>();

        private final ArrayList<Asked> queue = new ArrayList<>();
        private int plain;
    }

    /// The same world, told with other numbers: `shift` moves the allocators, the clock, the entries and
    /// the epochs.
    private static Place world(int shift) {
        Place it = new Place();
        it.nextRequest = 9 + shift;
        it.due = 100 + shift;
        it.causes = new int[shift + 1];
        it.deliveries = 5 + shift;
        it.generation = 4 + shift;
        it.members.put("a", 4 + shift);
        it.members.put("b", 2 + shift / 2);
        for (int request = 3; request < 6; request++) {
            it.open.put(request + shift, new Asked(request + shift, request * shift, "r" + request));
        }
        it.queue.add(new Asked(5 + shift, shift, "x"));
        it.queue.add(new Asked(3 + shift, shift, "y"));
        return it;
    }

    private static String digest(Place place, long now) {
        return StateOut.canonical(now).state(place).digest().toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1000, 1_000_000})
    void the_same_world_with_other_numbers_has_the_same_digest(int shift) {
        assertThat(digest(world(shift), shift)).isEqualTo(digest(world(0), 0));
    }

    @Test
    void a_reused_writer_forgets_the_world_before() {
        StateOut out = StateOut.canonical(0);
        String first = out.state(world(0)).digest().toString();
        out.restart(50).state(world(50));
        assertThat(out.digest()).hasToString(first);
    }

    @Test
    void what_differs_in_the_world_differs_in_the_digest() {
        String before = digest(world(0), 0);
        Place other = world(0);
        other.plain = 1;
        assertThat(digest(other, 0)).isNotEqualTo(before);
        other = world(0);
        other.due++;
        assertThat(digest(other, 0)).isNotEqualTo(before);
        other = world(0);
        other.deliveries = 2;
        assertThat(digest(other, 0)).isNotEqualTo(before);
        other = world(0);
        other.queue.add(other.queue.removeFirst());
        assertThat(digest(other, 0)).as("who waits first").isNotEqualTo(before);
        other = world(0);
        other.members.put("a", 1);
        assertThat(digest(other, 0)).as("whose generation is older").isNotEqualTo(before);
    }

    @Test
    void a_time_that_is_none_does_not_move_with_the_clock() {
        Place it = world(0);
        for (long none : new long[] {-1, Long.MAX_VALUE}) {
            it.due = none;
            assertThat(digest(it, 0)).isEqualTo(digest(it, 1000));
        }
        it.due = 2000;
        assertThat(digest(it, 0)).isNotEqualTo(digest(it, 1000));
    }

    @Test
    void a_time_that_is_past_is_only_past() {
        Place it = world(0);
        it.due = 500;
        assertThat(digest(it, 1000)).isEqualTo(digest(it, 2000)).isNotEqualTo(digest(it, 0));
    }
}
