package dev.ackademy.ui.fx.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.fx.run.VerdictViewModel.State;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunViewModelTest {

    static List<String> shipped() {
        return Shipped.names();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedScenarioOpensAndSaysNothingOfWhatIsStillToCome(String name) {
        RunViewModel run = Shipped.opened(name);
        assertThat(run.errorProperty().get()).isEmpty();
        assertThat(run.played().trace().entries()).isNotEmpty();
        assertThat(run.verdict().linesProperty().get())
                .allMatch(line -> line.state() == State.OPEN || line.state() == State.ABSENT);
        assertThat(run.why().chainProperty().get()).isNull();
        run.player().end();
        assertThat(run.verdict().whenProperty().get()).isEqualTo("at the end");
    }

    @Test
    void playPausesOnceAtABrokenPromise() {
        RunViewModel run = Shipped.opened("15");
        Player player = run.player();
        player.toggle();
        for (int i = 0; i < 10_000 && player.playing(); i++) {
            player.advance(0.05);
        }
        Flag first = player.flags().stream().filter(Flag::broken).findFirst().orElseThrow();
        assertThat(player.n()).isEqualTo(first.entry());
        assertThat(run.why().chainProperty().get().broken()).isTrue();
        player.toggle();
        player.advance(0.05);
        assertThat(player.n()).isGreaterThanOrEqualTo(first.entry());
        assertThat(player.at()).isGreaterThan(first.at());
    }

    @Test
    void aStepForwardAndAStepBackGiveTheSameMoment() {
        RunViewModel run = Shipped.opened("11");
        Player player = run.player();
        for (int i = 0; i < 20; i++) {
            player.stepForward();
        }
        int n = player.n();
        double at = player.at();
        player.stepForward();
        assertThat(player.n()).isGreaterThan(n);
        player.stepBack();
        assertThat(player.n()).isEqualTo(n);
        assertThat(player.at()).isEqualTo(at);
    }

    @Test
    void aStepOfTheWhyMovesTheClockAndStaysSelected() {
        RunViewModel run = Shipped.opened("15");
        run.player().end();
        run.whyStep(1);
        WhyViewModel.Step step = run.why().chainProperty().get().steps().get(1);
        assertThat(run.player().n()).isEqualTo(step.entry());
        assertThat(run.why().selectedProperty().get()).isEqualTo(1);
    }

    @Test
    void theFixMendsWhatWasBrokenAndSaysSo() {
        RunViewModel run = Shipped.opened("13");
        run.player().end();
        assertThat(states(run)).contains(State.BROKEN);
        run.fix(run.why().chainProperty().get().fix());
        assertThat(run.errorProperty().get()).isEmpty();
        run.player().end();
        assertThat(states(run)).doesNotContain(State.BROKEN);
        assertThat(run.changeProperty().get().better()).isTrue();
        assertThat(run.changeProperty().get().before()).contains("Stale overwrite: broken");
        assertThat(run.changeProperty().get().after()).contains("Stale overwrite: kept");
    }

    @Test
    void aFaultMadeByHandLeavesThePastAsItWas() {
        RunViewModel run = Shipped.opened("03");
        run.variant("healthy");
        if (!run.errorProperty().get().isEmpty()) {
            run.clearError();
        }
        List<TraceEntry> before = run.played().trace().entries();
        int at = before.size() / 2;
        run.player().seekEntry(at);
        long micros = before.get(at - 1).at();
        String consumer =
                run.played().scenario().processes().keySet().stream().toList().getLast();
        run.apply(Edit.fault(
                "You crashed " + consumer,
                "{crash: {process: " + consumer + ".1, restart: 500ms}, at: " + (micros + 1) + "us}"));
        assertThat(run.errorProperty().get()).isEmpty();
        assertThat(run.player().at()).isEqualTo(micros);
        List<TraceEntry> after = run.played().trace().entries();
        int same = 0;
        while (same < Math.min(before.size(), after.size())
                && before.get(same).event().equals(after.get(same).event())) {
            same++;
        }
        assertThat(same).isGreaterThanOrEqualTo(run.player().n());
        run.undo(run.recipe().edits().getLast());
        assertThat(run.played().trace().entries()).hasSameSizeAs(before);
    }

    @Test
    void whatIsRefusedLeavesTheOpenRunAlone() {
        RunViewModel run = Shipped.opened("11");
        Played open = run.played();
        run.set("processes.shop.producer.in-flight", "many");
        assertThat(run.errorProperty().get()).contains("in-flight").doesNotContain("\n");
        assertThat(run.played()).isSameAs(open);
        assertThat(run.busyProperty().get()).isFalse();
    }

    @Test
    void whatRunsCanBeSavedAndOpenedAgain() {
        RunViewModel run = Shipped.opened("11");
        run.policy("exactly-once");
        String file = run.asFile();
        RunViewModel again = new RunViewModel(Runnable::run, Runnable::run);
        again.open(new Recipe("saved.yaml", file));
        assertThat(again.errorProperty().get()).isEmpty();
        assertThat(again.played().trace().digest())
                .isEqualTo(run.played().trace().digest());
    }

    private static List<State> states(RunViewModel run) {
        return run.verdict().linesProperty().get().stream()
                .map(VerdictViewModel.Line::state)
                .toList();
    }
}
