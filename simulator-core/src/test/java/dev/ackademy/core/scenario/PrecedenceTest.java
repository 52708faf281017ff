package dev.ackademy.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.core.model.Step;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who decides a value: default, preset, file, variant, `--set`, each above the one before; and what a preset does to
/// the levels below the one that names it.
class PrecedenceTest {

    private static final String ACKS = "processes.shop.producer.acks";

    /// The small scenario with a line before `topics`, fields for the shop, and the steps of billing.
    private static String file(String top, String shop, String billing) {
        return Texts.SMALL
                .replace("title: Small\n", "title: Small\n" + (top.isEmpty() ? "" : top + "\n"))
                .replace("      - publish: {topic: orders}\n", "      - publish: {topic: orders}\n" + line(shop))
                .replace("      - write: {store: billing-db, table: orders}\n", billing);
    }

    private static String line(String field) {
        return field.isEmpty() ? "" : "    " + field + "\n";
    }

    private static final String WRITE = "      - write: {store: billing-db, table: orders}\n";

    private static Resolved resolve(String text, String variant, String... sets) {
        return ScenarioFile.parse(text, "scenario.yaml", variant, List.of(sets));
    }

    private static Resolved.Explained value(Resolved resolved, String path) {
        return resolved.explained().stream()
                .filter(v -> v.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> steps(Resolved resolved) {
        return Texts.process(resolved, "billing").steps().stream()
                .map(Step::verb)
                .toList();
    }

    @Test
    void the_default_counts_where_nobody_says_anything() {
        Resolved.Explained acks = value(resolve(Texts.SMALL, ""), ACKS);
        assertThat(acks.value()).isEqualTo("all");
        assertThat(acks.origin().words()).isEqualTo("default");
    }

    @Test
    void a_preset_overrides_the_default() {
        Resolved.Explained acks = value(resolve(file("preset: at-most-once", "", WRITE), ""), ACKS);
        assertThat(acks.value()).isEqualTo("0");
        assertThat(acks.origin().words()).isEqualTo("preset at-most-once");
    }

    @Test
    void the_file_overrides_the_preset_that_it_names_and_that_is_reported() {
        Resolved resolved = resolve(file("preset: at-most-once", "producer: {acks: 1}", WRITE), "");
        assertThat(value(resolved, ACKS).value()).isEqualTo("1");
        assertThat(value(resolved, ACKS).origin().words()).isEqualTo("scenario.yaml:13");
        assertThat(resolved.resisted())
                .extracting(Resolved.Resisted::words)
                .containsExactly(ACKS + ": 1 (scenario.yaml:13) resists preset at-most-once, which says 0");
    }

    @Test
    void a_value_that_agrees_with_the_preset_resists_nothing() {
        assertThat(resolve(file("preset: at-most-once", "producer: {acks: 0}", WRITE), "")
                        .resisted())
                .isEmpty();
    }

    @Test
    void a_variant_overrides_the_file() {
        String text = file("", "producer: {acks: 1, idempotence: false}", WRITE) + "variants: {v: {" + ACKS + ": 0}}\n";
        assertThat(value(resolve(text, ""), ACKS).value()).isEqualTo("1");
        assertThat(value(resolve(text, "v"), ACKS).value()).isEqualTo("0");
        assertThat(value(resolve(text, "v"), ACKS).origin().words()).isEqualTo("variant v");
    }

    @Test
    void a_set_overrides_the_variant_and_the_last_set_counts() {
        String text = file("", "producer: {idempotence: false}", WRITE) + "variants: {v: {" + ACKS + ": 0}}\n";
        Resolved.Explained acks = value(resolve(text, "v", ACKS + "=all", ACKS + "=1"), ACKS);
        assertThat(acks.value()).isEqualTo("1");
        assertThat(acks.origin().words()).isEqualTo("--set");
    }

    @Test
    void a_preset_of_a_variant_overrides_what_the_file_says_in_its_fields() {
        String text = file("preset: at-least-once", "producer: {acks: 1, in-flight: 1}", WRITE)
                + "variants: {v: {preset: at-most-once}}\n";
        Resolved resolved = resolve(text, "v");
        assertThat(value(resolved, ACKS).value()).isEqualTo("0");
        assertThat(value(resolved, ACKS).origin().words()).isEqualTo("preset at-most-once");
        assertThat(value(resolved, "processes.shop.producer.in-flight").value())
                .as("a field that the preset does not define")
                .isEqualTo("1");
        assertThat(resolved.resisted()).isEmpty();
    }

    @Test
    void a_preset_set_on_the_command_line_overrides_file_and_variant() {
        String text = file("", "producer: {acks: 1, idempotence: false}", WRITE) + "variants: {v: {" + ACKS + ": 1}}\n";
        assertThat(value(resolve(text, "v", "preset=at-most-once"), ACKS).value())
                .isEqualTo("0");
    }

    @Test
    void a_set_beside_a_set_preset_resists_it() {
        Resolved resolved = resolve(Texts.SMALL, "", "preset=at-most-once", ACKS + "=1");
        assertThat(value(resolved, ACKS).value()).isEqualTo("1");
        assertThat(resolved.resisted())
                .extracting(Resolved.Resisted::words)
                .containsExactly(ACKS + ": 1 (--set) resists preset at-most-once, which says 0");
    }

    @Test
    void a_variant_resists_the_preset_of_the_file() {
        String text = file("preset: at-least-once", "", WRITE) + "variants: {v: {" + ACKS + ": 0}}\n";
        assertThat(resolve(text, "v").resisted())
                .extracting(Resolved.Resisted::words)
                .containsExactly(ACKS + ": 0 (variant v) resists preset at-least-once, which says all");
    }

    @Test
    void none_at_a_higher_level_takes_the_preset_away() {
        String text = file("preset: at-most-once", "", WRITE);
        assertThat(value(resolve(text, "", "preset=none"), ACKS).origin().words())
                .isEqualTo("default");
    }

    @Test
    void the_preset_of_a_process_counts_more_than_the_scenarios() {
        Resolved resolved = resolve(file("preset: at-least-once", "preset: at-most-once", WRITE), "");
        assertThat(value(resolved, ACKS).value()).isEqualTo("0");
        assertThat(steps(resolved)).containsExactly("write", "acknowledge");
    }

    @Test
    void the_scenarios_preset_of_a_higher_level_counts_more_than_that_of_a_process() {
        Resolved resolved = resolve(file("", "preset: at-most-once", WRITE), "", "preset=at-least-once");
        assertThat(value(resolved, ACKS).origin().words()).isEqualTo("preset at-least-once");
    }

    @Test
    void an_acknowledgement_that_nobody_wrote_comes_where_the_preset_wants_it() {
        assertThat(steps(resolve(Texts.SMALL, ""))).containsExactly("write", "acknowledge");
        assertThat(steps(resolve(Texts.SMALL, "", "preset=at-most-once"))).containsExactly("acknowledge", "write");
        assertThat(steps(resolve(Texts.SMALL, "", "preset=at-least-once"))).containsExactly("write", "acknowledge");
    }

    @Test
    void an_acknowledgement_of_the_file_keeps_its_place_beside_a_preset_of_the_file_and_that_is_reported() {
        Resolved resolved = resolve(file("preset: at-least-once", "", "      - acknowledge\n" + WRITE), "");
        assertThat(steps(resolved)).containsExactly("acknowledge", "write");
        assertThat(resolved.resisted())
                .extracting(Resolved.Resisted::words)
                .containsExactly("processes.billing.steps: acknowledge as written (scenario.yaml:16) resists preset"
                        + " at-least-once, which says acknowledge last");
    }

    @Test
    void an_acknowledgement_of_the_file_moves_for_a_preset_of_a_variant_and_stays_as_it_was_written() {
        String text = file("", "", "      - acknowledge: {every: batch, await: none}\n" + WRITE)
                + "variants: {v: {preset: at-least-once}}\n";
        Resolved resolved = resolve(text, "v");
        assertThat(Texts.process(resolved, "billing").steps().getLast()).isEqualTo(new Step.Acknowledge(true, false));
        assertThat(steps(resolved)).containsExactly("write", "acknowledge");
        assertThat(resolved.resisted()).isEmpty();
    }

    @Test
    void a_variant_that_changes_how_the_file_acknowledges_does_not_hold_its_place_against_its_own_preset() {
        String text = file("", "", "      - acknowledge: {every: batch}\n" + WRITE)
                + "variants: {v: {preset: at-least-once, processes.billing.steps.0.acknowledge.await: none}}\n";
        Resolved resolved = resolve(text, "v");
        assertThat(steps(resolved)).containsExactly("write", "acknowledge");
        assertThat(Texts.process(resolved, "billing").steps().getLast()).isEqualTo(new Step.Acknowledge(true, false));
    }

    @Test
    void exactly_once_puts_inbox_and_writes_into_one_transaction() {
        Resolved resolved = resolve(Texts.SMALL, "", "preset=exactly-once");
        assertThat(Texts.process(resolved, "billing").steps())
                .containsExactly(
                        new Step.Transaction(
                                "billing-db",
                                List.of(
                                        new Step.Inbox(null, "operation"),
                                        new Step.Write(null, "orders", 0, false, null))),
                        new Step.Acknowledge(false, true));
        assertThat(Texts.process(resolved, "shop").producer().idempotence()).isTrue();
    }

    @Test
    void a_transaction_of_the_file_stands_beside_exactly_once_of_the_file_and_that_is_reported() {
        String own = "      - transaction: {in: billing-db, steps: [write: {table: orders}]}\n";
        Resolved resolved = resolve(file("preset: exactly-once", "", own), "");
        assertThat(((Step.Transaction)
                                Texts.process(resolved, "billing").steps().getFirst())
                        .steps())
                .extracting(Step::verb)
                .containsExactly("write");
        assertThat(resolved.resisted())
                .extracting(Resolved.Resisted::words)
                .containsExactly("processes.billing.steps: transaction as written (scenario.yaml:16) resists preset"
                        + " exactly-once, which says a transaction around inbox and writes");
    }

    @Test
    void a_transaction_of_the_file_gives_way_to_exactly_once_of_a_higher_level() {
        String own = "      - transaction: {in: billing-db, steps: [write: {table: orders}]}\n";
        Resolved resolved = resolve(file("", "", own), "", "preset=exactly-once");
        assertThat(((Step.Transaction)
                                Texts.process(resolved, "billing").steps().getFirst())
                        .steps())
                .extracting(Step::verb)
                .containsExactly("inbox", "write");
        assertThat(resolved.resisted()).isEmpty();
    }

    @Test
    void exactly_once_of_the_file_gives_way_to_another_preset_of_a_variant() {
        String text = file("preset: exactly-once", "", WRITE) + "variants: {v: {preset: at-most-once}}\n";
        assertThat(steps(resolve(text, ""))).containsExactly("transaction", "acknowledge");
        assertThat(steps(resolve(text, "v"))).containsExactly("acknowledge", "write");
    }

    @Test
    void a_call_stays_at_least_once_and_is_reported_so() {
        Resolved resolved = resolve(file("preset: exactly-once", "", "      - call: {store: psp}\n" + WRITE), "");
        assertThat(steps(resolved)).containsExactly("call", "transaction", "acknowledge");
        assertThat(resolved.notes())
                .contains("processes.billing: the call to psp stays at least once; a service takes no part in a"
                        + " transaction");
    }

    @Test
    void a_preset_turns_auto_commit_off_and_places_the_acknowledgement() {
        String auto = Texts.with("reads: {topic: orders}", "reads: {topic: orders, auto-commit: true}");
        assertThat(steps(resolve(auto, ""))).containsExactly("write");
        assertThat(steps(resolve(auto, "", "preset=at-most-once"))).containsExactly("acknowledge", "write");
    }

    @Test
    void auto_commit_of_a_higher_level_takes_the_acknowledgement_of_the_file_away() {
        String text = file("", "", WRITE + "      - acknowledge\n");
        assertThat(steps(resolve(text, "", "processes.billing.reads.auto-commit=true")))
                .containsExactly("write");
    }

    @Test
    void at_least_once_says_aloud_that_idempotence_is_off() {
        Resolved.Explained idempotence =
                value(resolve(file("preset: at-least-once", "", WRITE), ""), "processes.shop.producer.idempotence");
        assertThat(idempotence.value()).isEqualTo("false");
        assertThat(idempotence.vendor()).isEqualTo("enable.idempotence");
        assertThat(idempotence.vendorDefault()).isEqualTo("true");
    }

    @Test
    void idempotence_by_default_gives_way_to_acks_as_in_the_client_library() {
        Resolved resolved = resolve(file("", "producer: {acks: 1}", WRITE), "");
        assertThat(Texts.process(resolved, "shop").producer().idempotence()).isFalse();
        assertThat(resolved.notes())
                .contains("processes.shop.producer.idempotence is turned off, as the client library does: it needs"
                        + " acks: all, not 1");
    }

    @Test
    void exactly_once_that_cannot_be_is_refused_and_not_weakened() {
        assertThatThrownBy(() -> resolve(file("preset: exactly-once", "producer: {in-flight: 6}", WRITE), ""))
                .hasMessageContaining(
                        "'idempotence: true' of process 'shop' cannot be: it needs in-flight of at most 5");
    }

    @Test
    void a_variant_replaces_a_block_as_a_whole() {
        String text = file("", "producer: {acks: 1, idempotence: false, linger: 5ms}", WRITE)
                + "variants: {v: {processes.shop.producer: {acks: 0}}}\n";
        assertThat(value(resolve(text, "v"), "processes.shop.producer.linger")
                        .origin()
                        .words())
                .isEqualTo("default");
    }

    @Test
    void a_path_one_past_the_end_of_a_list_adds_an_element() {
        Resolved resolved = resolve(
                Texts.SMALL,
                "",
                "processes.billing.steps.1={call: {store: psp}}",
                "processes.billing.steps.0.write.takes=5ms");
        assertThat(steps(resolved)).containsExactly("write", "call", "acknowledge");
        assertThat(Texts.process(resolved, "billing").steps().getFirst())
                .isEqualTo(new Step.Write("billing-db", "orders", 5_000, false, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"topics.orders.retry.partitions", "topics.orders.partitions"})
    void a_name_with_a_dot_is_found_by_its_path(String path) {
        String text = Texts.with("{orders: {partitions: 1}}", "{orders: {partitions: 1}, orders.retry: {}}");
        assertThat(value(resolve(text, "", path + "=7"), path).value()).isEqualTo("7");
    }

    @Test
    void what_changes_nothing_is_noted() {
        String text = file("broker: {fsync-every: 2s}", "", WRITE)
                .replace(
                        "reads: {topic: orders}",
                        "reads: {topic: orders, auto-commit-interval: 5s}\n    producer: {acks: 1}")
                .replace("topics: {orders: {partitions: 1}}", "topics: {orders: {partitions: 1}, empty: {}}")
                .replace("every: 20ms", "every: 20ms, labels: {Z: nobody}");
        assertThat(resolve(text, "").notes())
                .contains(
                        "processes.billing.reads.auto-commit-interval has no effect: auto-commit is off",
                        "processes.billing.producer has no effect: this process publishes nothing",
                        "topics.empty is used by nobody",
                        "stores.psp is used by nobody",
                        "broker.fsync-every has no effect: fsync is never",
                        "processes.shop.reads.workload.labels.Z has no effect: the workload has no such key");
    }

    @Test
    void an_operation_after_the_end_of_the_run_is_noted() {
        assertThat(resolve(Texts.with("every: 20ms", "every: 5m"), "").notes())
                .contains(
                        "processes.shop: its last operation is at 15m, after the end of the run (run.limit.time is 10m)");
    }

    @Test
    void a_topic_that_stays_empty_is_noted() {
        assertThat(resolve(
                                Texts.with("{orders: {partitions: 1}}", "{orders: {}, in: {}}")
                                        .replace("reads: {topic: orders}", "reads: {topic: in}"),
                                "")
                        .notes())
                .contains("topics.in stays empty: process billing reads it and nobody publishes to it");
    }
}
