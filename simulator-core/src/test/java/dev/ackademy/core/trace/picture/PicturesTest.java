package dev.ackademy.core.trace.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Opaque;
import dev.ackademy.core.trace.RandomEntries;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PicturesTest {

    private final Scene scene = Stories.scene();

    /// Entries of every kind with random content: nothing that a recording can say makes the fold fail.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatever_a_recording_says_scrubbing_gives_what_folding_from_the_start_gives(long seed) {
        List<TraceEntry> entries = RandomEntries.of(seed, 2000);
        List<Picture> folded = folded(entries);
        Pictures pictures = new Pictures(scene, entries);
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            int n = random.nextInt(entries.size() + 1);
            assertThat(pictures.at(n)).isEqualTo(folded.get(n));
            assertThat(pictures.at(n - 1)).as("a step back").isEqualTo(folded.get(Math.max(0, n - 1)));
        }
    }

    private List<Picture> folded(List<TraceEntry> entries) {
        List<Picture> folded = new ArrayList<>();
        folded.add(Picture.before(scene));
        for (TraceEntry entry : entries) {
            folded.add(folded.getLast().apply(entry));
        }
        return folded;
    }

    @Test
    void what_is_not_known_changes_nothing_but_the_place() {
        Picture before = Picture.before(scene)
                .apply(new TraceEntry(
                        1, 5, 0, 1, -1, new NodeEvent.NodeStarted(1), new int[0], null, TraceEntry.Origin.VIRTUAL));
        Picture after = before.apply(new TraceEntry(
                2, 9, 0, 1, -1, new Opaque("RecordMirrored", "{}"), new int[] {1}, null, TraceEntry.Origin.VIRTUAL));
        assertThat(after).usingRecursiveComparison().ignoringFields("n", "at").isEqualTo(before);
        assertThat(after.n()).isEqualTo(2);
        assertThat(after.at()).isEqualTo(9);
    }

    @Test
    void places_beyond_the_ends_are_the_ends() {
        List<TraceEntry> entries = Stories.longRun(300);
        Pictures pictures = new Pictures(scene, entries);
        assertThat(pictures.at(-3)).isEqualTo(Picture.before(scene));
        assertThat(pictures.at(Integer.MAX_VALUE).n()).isEqualTo(entries.size());
    }

    /// The distance of checkpoints doubles; what is between them never takes more than that many entries.
    @Test
    void a_long_run_keeps_few_checkpoints() {
        List<TraceEntry> entries = Stories.longRun(150_000);
        Pictures pictures = new Pictures(scene, entries);
        Picture end = pictures.at(entries.size());
        assertThat(pictures.interval()).isEqualTo(512);
        assertThat(end.partitions().first().getValue().front().end()).isEqualTo(entries.size() / 3);
        Picture middle = pictures.at(77_777);
        Picture folded = Picture.before(scene);
        for (int i = 0; i < 77_777; i++) {
            folded = folded.apply(entries.get(i));
        }
        assertThat(middle).isEqualTo(folded);
    }
}
