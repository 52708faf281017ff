package dev.ackademy.ui.fx.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerKindTest {

    @ParameterizedTest
    @CsvSource({"03, LOG", "32, JETSTREAM", "23, PUBSUB", "41, RABBITMQ", "46, BULLMQ"})
    void aScenarioSaysWhichKindItIsOn(String name, BrokerKind kind) {
        assertThat(BrokerKind.of(Shipped.opened(name).played().resolved())).isEqualTo(kind);
    }

    @Test
    void theSameScenarioRunsOnAnotherKindAndBack() {
        RunViewModel run = Shipped.opened("03");
        String digest = run.played().trace().digest();
        for (BrokerKind kind : List.of(BrokerKind.JETSTREAM, BrokerKind.RABBITMQ, BrokerKind.BULLMQ)) {
            run.kind(kind);
            assertThat(run.errorProperty().get()).isEmpty();
            assertThat(BrokerKind.of(run.played().resolved())).isEqualTo(kind);
            assertThat(run.recipe().edits())
                    .as("one switch, not a pile of them")
                    .hasSize(1);
        }
        run.kind(BrokerKind.LOG);
        assertThat(run.recipe().edits()).isEmpty();
        assertThat(run.played().trace().digest()).isEqualTo(digest);
    }

    @Test
    void aQueueLeavesItsStyleBehindAndKeepsWhatElseIsWritten() {
        RunViewModel run = Shipped.opened("43");
        run.kind(BrokerKind.BULLMQ);
        assertThat(run.errorProperty().get()).contains("BullMQ keeps its queues in one Redis");
        run.clearError();
        RunViewModel plain = Shipped.opened("03");
        plain.kind(BrokerKind.RABBITMQ);
        plain.kind(BrokerKind.JETSTREAM);
        assertThat(plain.errorProperty().get()).isEmpty();
        assertThat(BrokerKind.of(plain.played().resolved())).isEqualTo(BrokerKind.JETSTREAM);
    }

    @Test
    void everyKindIsOfferedWithWhatThePolicyMeansOrWhyItCannotBe() {
        List<BrokerKind.Offer> offers = BrokerKind.offers(Shipped.opened("03").recipe());
        assertThat(offers).extracting(BrokerKind.Offer::kind).containsExactly(BrokerKind.values());
        assertThat(offers.get(1).means()).anyMatch(line -> line.contains("AckExplicit after the last step"));
        assertThat(offers.get(2).refusal()).contains("at-least-once", "stores nothing");
        assertThat(offers.get(3).means()).anyMatch(line -> line.contains("publisher confirms"));
    }
}
