package dev.ackademy.ui.fx.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.check.Narrator;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByHandTest {

    /// Every kind of request of the run that lies ahead at its start, and what can be done to it.
    static Stream<Arguments> requestsAhead() {
        RunViewModel run = healthy();
        return new ByHand(run.played(), 0)
                .ahead(0).stream()
                        .flatMap(next -> next.actions().stream()
                                .map(action -> Arguments.of(next.title() + ": " + action.title(), action)));
    }

    private static RunViewModel healthy() {
        RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
        run.open(Shipped.recipe("01").withVariant("fixed"));
        run.set("faults", "[]");
        return run;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requestsAhead")
    void aRequestThatWasNotSentYetIsDisturbedOnceItComes(String title, ByHand.Action action) {
        RunViewModel run = healthy();
        List<TraceEntry> before = run.played().trace().entries();
        run.apply(action.edit());
        assertThat(run.errorProperty().get()).isEmpty();
        assertThat(run.played().trace().entries().stream().map(TraceEntry::kind))
                .as(title)
                .containsAnyOf("ConnectionCut", "NetworkRequestRefused", "ConnectionStalled");
        assertThat(before.stream().map(TraceEntry::kind))
                .doesNotContain("ConnectionCut", "NetworkRequestRefused", "ConnectionStalled");
    }

    /// A log, a stream, a subject that is shared, one that is cut off, queues of both styles.
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"11", "32", "38", "23", "43", "46"})
    void whatIsOfferedIsTakenForksTheRunAndLeavesItsPast(String name) {
        RunViewModel run = Shipped.opened(name);
        Played first = run.played();
        int size = first.trace().entries().size();
        Set<String> tried = new LinkedHashSet<>();
        for (int n : new int[] {size / 4, size / 2}) {
            run.player().seekEntry(n);
            double at = run.player().at();
            for (ByHand.Action action : everything(first, run, n)) {
                String what = action.edit().lines().getFirst().replaceAll("(message|at): [^,}]*", "");
                if (!tried.add(what.replaceAll("\\.[0-9]+", ""))) {
                    continue;
                }
                run.apply(action.edit());
                assertThat(run.errorProperty().get()).as(what).isEmpty();
                int same = same(first, run.played());
                int length = run.played().trace().entries().size();
                assertThat(same).as(what + ": the past").isGreaterThanOrEqualTo(n);
                assertThat(same).as(what + ": a fork").isLessThan(Math.max(size, length));
                run.undo(action.edit());
                assertThat(run.played().trace().digest())
                        .isEqualTo(first.trace().digest());
                run.player().seek(at);
            }
        }
        assertThat(tried).hasSizeGreaterThan(15);
    }

    /// How many entries tell the same from the start on. Told by name, because one more node shifts the
    /// numbers.
    private static int same(Played here, Played there) {
        Trace one = here.trace();
        Trace other = there.trace();
        Narrator first = new Narrator(one, here.scenario());
        Narrator second = new Narrator(other, there.scenario());
        int same = 0;
        while (same < Math.min(one.entries().size(), other.entries().size())
                && one.entry(same + 1).at() == other.entry(same + 1).at()
                && first.sentence(one.entry(same + 1)).equals(second.sentence(other.entry(same + 1)))) {
            same++;
        }
        return same;
    }

    private static List<ByHand.Action> everything(Played played, RunViewModel run, int n) {
        ByHand hand = new ByHand(played, run.player().at());
        List<ByHand.Action> actions = new ArrayList<>();
        played.trace().nodes().forEach(node -> actions.addAll(hand.toNode(node.name())));
        played.flights().underWay(n).forEach(flight -> actions.addAll(hand.toMessage(flight)));
        hand.ahead(n).forEach(next -> actions.addAll(next.actions()));
        played.scenario().topics().keySet().forEach(topic -> actions.addAll(hand.toTopic(topic)));
        return actions;
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"32", "23", "41", "46"})
    void whatWasBrokenIsSavedAndOpenedAgain(String name) {
        RunViewModel run = Shipped.opened(name);
        String process = run.played().scenario().processes().lastEntry().getKey();
        run.player().seekEntry(run.played().trace().entries().size() / 3);
        new ByHand(run.played(), run.player().at()).toNode(process + ".1").forEach(action -> run.apply(action.edit()));
        assertThat(run.errorProperty().get()).isEmpty();
        RunViewModel again = new RunViewModel(Runnable::run, Runnable::run);
        again.open(new Recipe("saved.yaml", run.asFile()));
        assertThat(again.errorProperty().get()).isEmpty();
        assertThat(again.played().trace().digest())
                .isEqualTo(run.played().trace().digest());
    }

    @Test
    void onlyALogHasPartitionsToAdd() {
        assertThat(new ByHand(Shipped.opened("11").played(), 0).toTopic("orders"))
                .isNotEmpty();
        assertThat(new ByHand(Shipped.opened("41").played(), 0).toTopic("orders"))
                .isEmpty();
    }
}
