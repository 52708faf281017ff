package dev.ackademy.core.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.core.model.Opaque;
import dev.ackademy.core.model.RunEnd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingTest {

    private static final int ALL_KINDS = EventKinds.names().size();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void every_kind_comes_back_as_it_was(long seed) throws IOException {
        List<TraceEntry> entries = new Samples(seed).entries(3 * ALL_KINDS);
        Recording recording = read(Samples.recorded(entries));
        assertThat(recording.whole()).isTrue();
        assertThat(recording.header()).isEqualTo(Samples.header());
        assertThat(recording.trace().entries())
                .usingElementComparator((a, b) -> same(a, b) ? 0 : 1)
                .containsExactlyElementsOf(entries);
        assertThat(recording.trace().digest()).isEqualTo(Samples.end(entries).digest());
        assertThat(recording.trace().end()).isEqualTo(RunEnd.QUIET);
        assertThat(Samples.recorded(recording.trace().entries())).isEqualTo(Samples.recorded(entries));
    }

    @Test
    void kinds_have_names_of_their_own() {
        assertThat(EventKinds.names())
                .contains("RowWritten", "NetworkRequestRefused", "StoreRequestRefused")
                .doesNotContain("RequestRefused", "Opaque");
    }

    @Test
    void neither_language_nor_time_zone_nor_line_ends_show() {
        List<TraceEntry> entries = new Samples(1).entries(ALL_KINDS);
        byte[] before = Samples.recorded(entries);
        Locale language = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        String ends = System.setProperty("line.separator", "\r\n");
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));
            assertThat(Samples.recorded(entries)).isEqualTo(before);
        } finally {
            Locale.setDefault(language);
            TimeZone.setDefault(zone);
            System.setProperty("line.separator", ends);
        }
    }

    /// Cut anywhere: the entries before the cut can be looked at, and a replay refuses it.
    @Test
    void a_recording_cut_anywhere_is_a_prefix() throws IOException {
        List<TraceEntry> entries = new Samples(2).entries(12);
        byte[] bytes = Samples.recorded(entries);
        int header = 1 + new String(bytes, StandardCharsets.US_ASCII).indexOf('\n');
        Path file = folder.resolve("cut.ndjson");
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            Files.write(file, cut);
            String as = "cut to " + length;
            assertThatThrownBy(() -> RecordingReader.read(file)).as(as).isInstanceOf(RecordingRefused.class);
            if (length < header - 1) {
                assertThatThrownBy(() -> RecordingReader.readPrefix(file))
                        .as(as)
                        .isInstanceOf(RecordingRefused.class)
                        .hasMessageContaining("cut.ndjson:1: ");
                continue;
            }
            Recording recording = RecordingReader.readPrefix(file);
            int lines = (int) new String(cut, StandardCharsets.US_ASCII)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
            assertThat(recording.whole()).as(as).isFalse();
            assertThat(recording.trace().complete()).as(as).isFalse();
            assertThat(recording.trace().end()).as(as).isEqualTo(RunEnd.LIMIT);
            assertThat(recording.trace().entries()).as(as).hasSize(Math.clamp(lines - 1, 0, 12));
        }
    }

    /// Every single flipped bit is noticed, and by no other error than ours. Only where the last line has
    /// lost its end is there a prefix to look at.
    @Test
    void any_flipped_bit_is_refused() throws IOException {
        byte[] bytes = Samples.recorded(new Samples(3).entries(2));
        int end = bytes.length - 1;
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            if (bit / 8 < end) {
                refused(flipped);
            } else {
                assertThat(read(flipped).whole()).isFalse();
            }
        }
    }

    @Test
    void what_was_written_is_in_the_file_before_the_end() throws IOException {
        List<TraceEntry> entries = new Samples(4).entries(1000);
        Path file = folder.resolve("running.ndjson");
        try (RecordingWriter writer = RecordingWriter.to(file, Samples.header())) {
            assertThat(RecordingReader.readPrefix(file).trace().entries()).isEmpty();
            for (TraceEntry entry : entries) {
                writer.add(entry);
                if (entry.n() % 100 == 0) {
                    assertThat(RecordingReader.readPrefix(file).trace().entries())
                            .hasSizeBetween(entry.n() - 64, entry.n());
                }
            }
        }
    }

    @Test
    void unknown_kinds_are_kept_and_written_as_they_were() throws IOException {
        String line = "{\"n\":1,\"at\":5,\"node\":1,\"incarnation\":1,\"kind\":\"RecordMirrored\","
                + "\"fields\":{\"to\":[1,{\"x\":\"\\u00eb\"}],\"y\":null}}\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (RecordingWriter writer = RecordingWriter.to(out, "memory", Samples.header())) {
            writer.flush();
        }
        Recording recording =
                read((out.toString(StandardCharsets.US_ASCII) + line).getBytes(StandardCharsets.US_ASCII));
        TraceEntry entry = recording.trace().entry(1);
        assertThat(entry.kind()).isEqualTo("RecordMirrored");
        assertThat(entry.event())
                .isEqualTo(new Opaque("RecordMirrored", "{\"to\":[1,{\"x\":\"\\u00eb\"}],\"y\":null}"));
        assertThat(recording.trace().unknownKinds()).containsExactly("RecordMirrored");

        byte[] again = Samples.recorded(recording.trace().entries());
        assertThat(new String(again, StandardCharsets.US_ASCII)).contains(line);
        assertThat(read(again).trace().entries()).hasSize(1);
    }

    @Test
    void a_newer_minor_format_may_say_more() throws IOException {
        String header = firstLine().replace("\"format\":\"1.0\"", "\"format\":\"1.9\",\"mood\":{\"x\":[1]}");
        String known =
                "{\"n\":1,\"at\":5,\"node\":1,\"incarnation\":1,\"kind\":\"NodeStarted\",\"fields\":{\"incarnation\":1},\"new\":7}\n";
        String more =
                "{\"n\":2,\"at\":5,\"node\":1,\"incarnation\":1,\"kind\":\"NodeResumed\",\"fields\":{\"why\":\"x\"}}\n";
        Recording recording = read((header + known + more).getBytes(StandardCharsets.US_ASCII));
        assertThat(recording.trace().entry(1).kind()).isEqualTo("NodeStarted");
        assertThat(recording.trace().entry(2).event()).isEqualTo(new Opaque("NodeResumed", "{\"why\":\"x\"}"));

        assertThatThrownBy(() ->
                        read((firstLine() + more.replace("\"n\":2", "\"n\":1")).getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(RecordingRefused.class)
                .hasMessageContaining(":2: ")
                .hasMessageContaining("there is no field 'why'");
    }

    @Test
    void a_newer_format_is_refused_by_name() throws IOException {
        assertThatThrownBy(() -> read(firstLine().replace("\"1.0\"", "\"2.0\"").getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(RecordingRefused.class)
                .hasMessageContaining("format 2.0")
                .hasMessageContaining("newer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "{}",
                "[]",
                "null",
                "scenario: 1\n",
                "{\"ackademy\":\"lesson\"}\n",
                "\u0000\u0001\u0002PK\u0003\u0004",
                "{\"ackademy\":\"recording\",\"format\":\"x\"}\n",
                "{\"ackademy\":\"recording\",\"format\":\"1.\"}\n",
                "{\"ackademy\":\"recording\",\"ackademy\":\"recording\"}\n",
                "{\"ackademy\":\"recording\",\"seed\":1e99}\n",
                "{\"ackademy\":\"recording\",\"seed\":99999999999999999999999999}\n",
                "{\"ackademy\":\"recording\"} {}\n",
                "{\"\u001b[31mred\":1, \"\u202e\":\n"
            })
    void what_is_no_recording_gets_one_clear_line(String text) {
        refused(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"n\":2,\"at\":5,\"node\":1,\"incarnation\":1,\"kind\":\"NodeResumed\",\"fields\":{}}",
                "{\"n\":1,\"at\":5,\"node\":3,\"incarnation\":1,\"kind\":\"NodeResumed\",\"fields\":{}}",
                "{\"n\":1,\"at\":5,\"node\":1,\"incarnation\":1,\"fields\":{},\"kind\":\"NodeResumed\"}",
                "{\"n\":1,\"at\":5,\"node\":1,\"incarnation\":1,\"kind\":\"NodeResumed\"}",
                "{\"n\":1,\"at\":5,\"node\":1,\"incarnation\":1,\"kind\":\"NodeResumed\",\"fields\":{},\"causes\":[1]}",
                "{\"n\":1,\"at\":5,\"node\":1,\"incarnation\":1,\"kind\":\"NodeResumed\",\"fields\":{},\"causes\":[-1]}",
                "{\"n\":1,\"at\":5.5,\"node\":1,\"incarnation\":1,\"kind\":\"NodeResumed\",\"fields\":{}}",
                "{\"n\":1,\"at\":5,\"node\":1,\"incarnation\":9999999999,\"kind\":\"NodeResumed\",\"fields\":{}}",
                "{\"n\":1,\"at\":5,\"node\":1,\"incarnation\":1,\"kind\":\"NodeStarted\",\"fields\":{\"incarnation\":null}}",
                "{\"n\":1,\"at\":5,\"node\":1,\"incarnation\":1,\"kind\":\"BecamePassive\",\"fields\":{\"cause\":1}}",
                "{\"n\":1,\"at\":5,\"node\":1,\"incarnation\":1,\"kind\":\"PhaseBegan\",\"fields\":{\"phase\":\"later\"}}",
                "{\"n\":1,\"at\":5,\"node\":1,\"incarnation\":1,\"kind\":\"dev.ackademy.core.model.RunEvent$PhaseBegan\",\"fields\":1}",
                "{\"end\":\"quiet\"}",
                "{\"end\":\"quiet\",\"waiting\":\"\",\"limit\":\"\",\"entries\":0,\"kept\":true,\"events\":1,\"virtualMicros\":1,\"digest\":\"\",\"x\":1}",
                "",
                "nonsense"
            })
    void a_bad_line_is_named(String line) throws IOException {
        assertThat(refused((firstLine() + line + "\n").getBytes(StandardCharsets.UTF_8))
                        .line())
                .isEqualTo(2);
    }

    @Test
    void deep_and_huge_lines_are_refused() throws IOException {
        String deep = "{\"n\":1,\"at\":5,\"node\":1,\"incarnation\":1,\"kind\":\"X\",\"fields\":{\"a\":"
                + "[".repeat(100_000) + "]".repeat(100_000) + "}}\n";
        assertThat(refused((firstLine() + deep).getBytes(StandardCharsets.US_ASCII))
                        .line())
                .isEqualTo(2);
        String huge = firstLine() + "{\"n\":1,\"kind\":\"" + "x".repeat(Lines.LONGEST) + "\"}\n";
        assertThat(refused(huge.getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("longer than " + Lines.LONGEST + " bytes");
        assertThat(refused(new byte[Lines.LONGEST_HEADER + 1])).hasMessageContaining("longer than");
    }

    @Test
    void files_that_cannot_be_had_are_named() {
        assertThatThrownBy(() -> RecordingReader.read(folder.resolve("none")))
                .isInstanceOf(RecordingRefused.class)
                .hasMessageContaining("there is no such file");
        assertThatThrownBy(() -> RecordingReader.read(folder)).isInstanceOf(RecordingRefused.class);
        assertThatThrownBy(() -> RecordingWriter.to(folder, Samples.header())).isInstanceOf(RecordingRefused.class);
    }

    @Test
    void a_full_disk_is_told() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() -> RecordingWriter.to(full, "out.ndjson", Samples.header()))
                .isInstanceOf(RecordingRefused.class)
                .hasMessageContaining("out.ndjson: the recording cannot be written: No space left on device");
    }

    private static String firstLine() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        RecordingWriter.to(out, "memory", Samples.header()).close();
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static Recording read(byte[] bytes) throws IOException {
        return RecordingReader.read("memory", new ByteArrayInputStream(bytes));
    }

    private static RecordingRefused refused(byte[] bytes) {
        try {
            read(bytes);
        } catch (RecordingRefused e) {
            assertThat(e.getMessage())
                    .doesNotContainPattern("\\p{Cntrl}")
                    .doesNotContain("\u202e")
                    .hasSizeLessThan(400);
            return e;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError(
                "not refused: " + new String(bytes, 0, Math.min(200, bytes.length), StandardCharsets.UTF_8));
    }

    private static boolean same(TraceEntry a, TraceEntry b) {
        return a.n() == b.n()
                && a.at() == b.at()
                && a.node() == b.node()
                && a.incarnation() == b.incarnation()
                && a.lane() == b.lane()
                && a.event().equals(b.event())
                && Arrays.equals(a.causes(), b.causes())
                && java.util.Objects.equals(a.choice(), b.choice())
                && a.origin() == b.origin();
    }
}
