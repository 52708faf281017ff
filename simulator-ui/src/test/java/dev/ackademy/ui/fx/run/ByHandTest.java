package dev.ackademy.ui.fx.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.trace.TraceEntry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
}
