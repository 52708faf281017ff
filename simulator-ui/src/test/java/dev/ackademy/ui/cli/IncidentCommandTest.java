package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IncidentCommandTest {

    @Test
    void anIncidentIsFoundByItsSymptomAndPredictedBeforeItIsReplayed() {
        assertThat(CommandRun.of("incident", "find", "charged", "twice").out())
                .startsWith("9   Charged twice at checkout");
        CommandRun run = CommandRun.typing("2\n1\n1\n", "incident", "9");
        assertThat(run.out())
                .containsSubsequence("Predict", "Locked: 2.", "⚑1 duplicate", "What would have prevented it");
    }

    @Test
    void theListNamesEveryIncidentWithItsSymptom() {
        assertThat(CommandRun.of("incident").out())
                .isEqualTo(CommandRun.of("incident", "list").out())
                .contains("17  The commit that came late");
    }

    @Test
    void whatIsNotThereIsRefusedOrSaidWithANextStep() {
        assertThat(CommandRun.of("incident", "99").err()).contains("incident list");
        assertThat(CommandRun.of("incident", "find").err()).contains("words of a symptom");
        CommandRun nothing = CommandRun.of("incident", "find", "xyzzy");
        assertThat(nothing.exit()).isEqualTo(ExitCode.UNEXPECTED.code());
        assertThat(nothing.out()).contains("incident list");
    }
}
