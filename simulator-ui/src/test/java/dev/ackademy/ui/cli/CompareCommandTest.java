package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CompareCommandTest {

    @Test
    void aLateJoinerReplaysOrSeesNothing() {
        CommandRun run = CommandRun.of("compare", "23", "--kinds", "log,jetstream,pubsub");
        assertThat(run.err()).isEmpty();
        assertThat(run.exit()).isZero();
        assertThat(run.out().lines().filter(line -> line.startsWith("  no-loss  ")))
                .singleElement()
                .satisfies(line -> assertThat(line.split("\\s{2,}")).endsWith("kept", "absent", "allowed (2)"));
        assertThat(said(run))
                .contains(
                        "Why they differ",
                        "broker.kind is pubsub: nothing is stored, so who does not listen at that moment");
    }

    @Test
    void whatHasNoCounterpartIsRefusedWithTheReasonInItsColumn() {
        CommandRun run = CommandRun.of("compare", "19", "--kinds", "log,jetstream");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains("Refused", "'min-insync' has no counterpart", "refused")
                .contains("broken (");
    }

    @Test
    void aPresetSaysWhatItMeansForEachKind() {
        CommandRun run = CommandRun.of("compare", "03", "--kinds", "log,jetstream");
        assertThat(said(run)).contains("preset at-least-once on jetstream means each publish awaits its PubAck");
    }

    @Test
    void asJsonEachKindHasItsRunOrTheReasonOfItsRefusal() throws Exception {
        JsonNode kinds = JsonMapper.builder()
                .build()
                .readTree(CommandRun.of("compare", "19", "--kinds", "log,jetstream", "--json")
                        .out())
                .path("kinds");
        assertThat(kinds.propertyNames()).containsExactly("log", "jetstream");
        assertThat(kinds.at("/log/refused").isNull()).isTrue();
        assertThat(kinds.at("/log/run/outcome").asString()).isEqualTo("expected");
        assertThat(kinds.at("/jetstream/run").isNull()).isTrue();
        assertThat(kinds.at("/jetstream/refused").asString()).contains("'min-insync' has no counterpart");
    }

    /// Without line breaks.
    private static String said(CommandRun run) {
        return run.out().replaceAll("\\s+", " ");
    }

    @Test
    void aKindThatDoesNotExistIsRefusedByName() {
        CommandRun run = CommandRun.of("compare", "03", "--kinds", "log,kafka");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("'kind' must be one of log, jetstream, pubsub");
    }
}
