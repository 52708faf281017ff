package dev.ackademy.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are no scenario, options that lead nowhere, and texts that are made to be slow.
class UnreadableScenarioTest {

    /// Of this thread's own time, so that a busy computer makes no difference.
    private static final Duration SOON = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    private AbstractThrowableAssert<?, ?> refused(byte... bytes) throws IOException {
        Path file = Files.write(folder.resolve("bad.yaml"), bytes);
        return soon(() -> assertThatThrownBy(() -> ScenarioFile.read(file)).isInstanceOf(ScenarioRefused.class));
    }

    private static <T> T soon(Supplier<T> work) {
        ThreadMXBean time = ManagementFactory.getThreadMXBean();
        long before = time.getCurrentThreadCpuTime();
        T result = work.get();
        assertThat(Duration.ofNanos(time.getCurrentThreadCpuTime() - before)).isLessThan(SOON);
        return result;
    }

    private AbstractThrowableAssert<?, ?> refused(String text) throws IOException {
        return refused(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_file_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> ScenarioFile.read(folder.resolve("none.yaml")))
                .isInstanceOf(ScenarioRefused.class)
                .hasMessageEndingWith("none.yaml: there is no such file");
    }

    @Test
    void a_folder_is_refused() {
        assertThatThrownBy(() -> ScenarioFile.read(folder))
                .isInstanceOf(ScenarioRefused.class)
                .hasMessageEndingWith(": is a folder; name the scenario file in it");
    }

    @Test
    void a_byte_that_is_not_utf_8_is_named_with_its_place() throws IOException {
        byte[] latin = "scenario: 1\ntitle: Gr\u00fc\u00dfe\n".getBytes(StandardCharsets.ISO_8859_1);
        refused(latin)
                .hasMessage(
                        "bad.yaml:2:10: a byte that is not UTF-8: this is a binary file, or text in another encoding");
    }

    @Test
    void a_character_cut_off_at_the_end_is_named_with_its_place() throws IOException {
        refused((byte) 'a', (byte) '\n', (byte) 0xe2, (byte) 0x82).hasMessageStartingWith("bad.yaml:2:1: a byte that");
    }

    @Test
    void an_image_is_refused() throws IOException {
        refused((byte) 0x89, (byte) 'P', (byte) 'N', (byte) 'G', (byte) '\r', (byte) '\n', (byte) 0x1a, (byte) '\n')
                .hasMessageStartingWith("bad.yaml:1:1: a byte that");
    }

    @Test
    void a_file_in_utf_16_is_refused() throws IOException {
        refused(Texts.SMALL.getBytes(StandardCharsets.UTF_16)).hasMessageStartingWith("bad.yaml:1:1: a byte that");
    }

    @Test
    void a_byte_order_mark_changes_nothing() throws IOException {
        Path file = Files.writeString(folder.resolve("bom.yaml"), "\uFEFF" + Texts.SMALL);
        assertThat(ScenarioFile.read(file)).isEqualTo(Texts.set(Texts.SMALL).scenario());
    }

    @Test
    void lines_that_end_as_on_windows_change_nothing() {
        assertThat(Texts.set(Texts.SMALL.replace("\n", "\r\n")).scenario())
                .isEqualTo(Texts.set(Texts.SMALL).scenario());
    }

    @Test
    void a_file_of_one_mebibyte_is_read_and_one_byte_more_is_refused() throws IOException {
        String most = Texts.SMALL + "#" + "x".repeat(YamlText.MOST_BYTES - Texts.SMALL.length() - 1);
        Path file = Files.writeString(folder.resolve("most.yaml"), most);
        assertThat(ScenarioFile.read(file).title()).isEqualTo("Small");
        refused(most + "x")
                .hasMessageEndingWith("the file is larger than 1 MiB (1,048,576 bytes), the limit of a scenario");
    }

    @Test
    void a_line_of_ten_megabytes_is_refused() throws IOException {
        refused("title: " + "x".repeat(10_000_000)).hasMessageContaining("larger than 1 MiB");
    }

    private static String many(int count, String between, java.util.function.IntFunction<String> each) {
        return IntStream.range(0, count).mapToObj(each).collect(Collectors.joining(between));
    }

    /// Texts of almost 1 MiB, each made to meet a part of the reader that could be slow.
    static Stream<Arguments> slow() {
        String faults = Texts.with("title: Small", "title: Small\nfaults: [%s]");
        String side = Collections.nCopies(60, "shop-with-a-long-name-x.2").toString();
        return Stream.of(
                Arguments.of("open brackets", "[".repeat(1_000_000)),
                Arguments.of("open braces", "{".repeat(1_000_000)),
                Arguments.of("nested sequences", "- ".repeat(500_000)),
                Arguments.of("nested keys", "? ".repeat(500_000)),
                Arguments.of("question marks in a list", "[" + "?,".repeat(400_000) + "]"),
                Arguments.of("one long word", "title: " + "x".repeat(1_000_000)),
                Arguments.of("one long key", "x".repeat(1_000_000) + ": 1"),
                Arguments.of("one long number", "scenario: " + "9".repeat(1_000_000)),
                Arguments.of("one long hexadecimal number", "scenario: 0x" + "f".repeat(1_000_000)),
                Arguments.of("one long float", "scenario: " + "9".repeat(500_000) + "." + "9".repeat(400_000)),
                Arguments.of("one long quoted text", "\"" + "\\u0041".repeat(170_000)),
                Arguments.of("colons", "a" + ":".repeat(1_000_000)),
                Arguments.of("quotes", "'".repeat(1_000_001)),
                Arguments.of("dashes", "-".repeat(1_000_000)),
                Arguments.of("empty lines in a text", "title: |\n" + "\n".repeat(1_000_000) + " x"),
                Arguments.of("unknown fields", many(60_000, "\n", i -> "unknown-field-" + i + ": 1")),
                Arguments.of("one field often", "title: x\n".repeat(100_000)),
                Arguments.of("a flow of keys", "{" + many(100_000, ",", i -> "k" + i) + "}"),
                Arguments.of(
                        "unknown topics",
                        Texts.with(
                                        "reads: {topic: orders}",
                                        "reads: {topic: orders}\n    on-failure: {then: dead-letter, topic: x}\n    starts: 1s")
                                + many(
                                        60,
                                        "",
                                        i -> "  p" + i + ":\n    reads: {topic: "
                                                + List.of(many(64, ", ", j -> "ordres-" + j))
                                                + "}\n    steps: [publish: {topic: ordres}]\n")),
                Arguments.of(
                        "unknown nodes",
                        faults.formatted(many(600, ", ", _ -> "{partition: {between: [" + side + ", B1]}}"))),
                Arguments.of(
                        "a variant of many paths",
                        Texts.with(
                                "title: Small",
                                "title: Small\nvariants: {one: {" + many(20_000, ", ", i -> "topics.t" + i + ": {}")
                                        + "}}")),
                Arguments.of(
                        "many variants of many keys",
                        Texts.with("keys: [A, D]", "keys: [" + many(70_000, ",", i -> "k" + i) + "]")
                                + "variants:\n"
                                + many(
                                        64,
                                        "\n",
                                        v -> "  v" + v + ": {"
                                                + many(15, ", ", i -> "processes.shop.reads.workload.keys." + i + ": Z")
                                                + "}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("slow")
    void a_text_made_to_be_slow_is_refused_soon(String name, String text) throws IOException {
        refused(text.substring(0, Math.min(text.length(), YamlText.MOST_BYTES))).hasMessageStartingWith("bad.yaml:");
    }

    @Test
    void a_scenario_at_its_limits_is_read_soon() {
        String topics = "{orders: {}, " + many(60, ", ", i -> "t" + i + ": {}") + "}";
        String text = Texts.with(
                                "keys: [A, D], operations: [create, update]",
                                "keys: 50000, operations: [create, update]")
                        .replace("{orders: {partitions: 1}}", topics)
                + "variants:\n"
                + many(16, "\n", v -> "  v" + v + ": {" + many(60, ", ", i -> "topics.t" + i + ".partitions: 2") + "}");
        Resolved resolved = soon(() -> Texts.set(text));
        assertThat(((Scenario.Reads.Workload)
                                resolved.scenario().processes().get("shop").reads())
                        .items())
                .hasSize(100_000);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            broker.nodes                | needs path=value, as in broker.nodes=3
            =3                          | needs path=value, as in broker.nodes=3
            broker.nods=3               | path 'broker.nods': 'nods' is unknown. Did you mean 'nodes'?
            brokr.nodes=3               | path 'brokr.nodes': 'brokr' is unknown. Did you mean 'broker'?
            broker..nodes=3             | 'broker..nodes' is no path; write names with a dot between them, as in broker.nodes
            broker.nodes=               | 'nodes' needs a whole number, 1 to 15, not nothing
            broker.nodes=three          | 'nodes' needs a whole number, not 'three'
            broker.nodes=99             | 'nodes' must be 1 to 15, not 99
            broker.nodes=[              | not readable as YAML: while parsing a flow node, expected the node content, but found '<stream end>'
            broker.nodes=*a             | an alias (*name); write the value out, aliases are not used in a scenario
            scenario=2                  | 'scenario' cannot be changed by a variant or by --set
            variants.x.title=y          | 'variants' cannot be changed by a variant or by --set
            title.x=y                   | path 'title.x': 'x' has no parts.
            processes.shp.instances=2   | path 'processes.shp.instances': 'shp' is no process of this scenario. Did you mean 'shop'?
            processes.shop.steps.4=call | path 'processes.shop.steps.4': '4' is no place of this list: it has 1 elements, counted from 0.
            processes.shop.steps.x=call | path 'processes.shop.steps.x': 'x' is no place of this list: it has 1 elements, counted from 0.
            faults.0.cut.requst=fetch   | path 'faults.0.cut.requst': 'requst' is unknown. Did you mean 'request'?
            preset=exactly-onec         | 'preset' must be one of none, at-most-once, at-least-once, exactly-once, not 'exactly-onec'. Did you mean 'exactly-once'?
            topics.orders.replicas=2    | topic 'orders' wants 2 replicas, but broker.nodes is 1; each replica needs a broker of its own
            """)
    void a_set_that_leads_nowhere_is_refused_with_its_option(String set, String says) {
        assertThatThrownBy(() -> Texts.set(Texts.SMALL, set))
                .isInstanceOf(ScenarioRefused.class)
                .hasMessage("--set " + set + ": " + says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"title=\u001b[2J", "title=a\u0000b", "a\u001b[31m=1"})
    void a_set_cannot_move_the_cursor_of_a_terminal(String set) {
        assertThatThrownBy(() -> Texts.set(Texts.SMALL, set))
                .isInstanceOf(ScenarioRefused.class)
                .message()
                .doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void a_variant_that_does_not_exist_is_refused_with_the_nearest_name() {
        assertThatThrownBy(() -> Texts.resource("sketch-1.yaml", "fixd"))
                .isInstanceOf(ScenarioRefused.class)
                .hasMessage("--variant fixd: unknown variant 'fixd'. Did you mean 'fixed'? There is: fixed, jetstream");
        assertThatThrownBy(() -> ScenarioFile.parse(Texts.SMALL, "scenario.yaml", "fixed", List.of()))
                .hasMessage("--variant fixed: unknown variant 'fixed'. The file has none");
    }

    @Test
    void every_variant_is_checked_even_when_another_one_is_asked_for() {
        String text = Texts.with("title: Small", "title: Small\nvariants: {good: {seed: 2}, bad: {sed: 2}}");
        assertThatThrownBy(() -> ScenarioFile.parse(text, "scenario.yaml", "good", List.of()))
                .hasMessage("scenario.yaml:3:35: path 'sed': 'sed' is unknown. Did you mean 'seed'?");
    }
}
