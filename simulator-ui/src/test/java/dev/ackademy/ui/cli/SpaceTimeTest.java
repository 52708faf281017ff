package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.ui.workbench.Judged;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpaceTimeTest {

    private static final Terminal ASCII = new Terminal(false, false, 100);

    private static String drawn(Judged run, Terminal terminal) {
        return Shown.on(terminal, SpaceTime.of(run, Numbered.of(run.report()), terminal));
    }

    @Test
    void aLostAnswerAndItsConsequencesAreDrawnMessageByMessage() {
        assertThat(drawn(Sample.answerLost(), Terminal.PLAIN)).isEqualTo("""
                 seconds  shop.1          B1              billing.1       billing-db
                          producer        broker          consumer        database
                   0.002  ├───── A#1 ────▶│ @0            │               │            Ana's payment of 40 EUR
                   0.003  │   ╳── A#1 ────┤               │               │            lost: connection cut
                   0.106  ├─── A#1 ×2 ───▶│ @1            │               │
                   0.109  │               ├───── A#1 ────▶│               │
                   0.110  │               │               ├───── A#1 ────▶│ A v1
                   0.113  │               ├───── A#1 ────▶│               │            ⚑1 duplicate
                   0.114  │               │               ├───── A#1 ────▶│ A v1       ⚑2 duplicate-effect
                   0.202  ├───── D#1 ────▶│ @2            │               │            Dora's payment of 15 EUR
                   0.205  │               ├───── D#1 ────▶│               │
                   0.206  │               │               ├───── D#1 ────▶│ D v1
                """);
    }

    @Test
    void withoutItsSignsThePictureIsAsciiOfTheSameShape() {
        String plain = drawn(Sample.answerLost(), Terminal.PLAIN);
        String ascii = drawn(Sample.answerLost(), ASCII);
        assertThat(ascii).isEqualTo(Glyphs.ascii(plain)).matches("[\\x20-\\x7e\\n]+");
        assertThat(ascii).contains("+----- A#1 ---->| @0").contains("|   X-- A#1 ----+");
    }

    @Test
    void anEntityHasOneColourAndOnlyABrokenPromiseIsVermillion() {
        String drawn = drawn(Sample.answerLost(), new Terminal(true, true, 100));
        assertThat(drawn).contains("\u001b[38;5;32m├───── A#1 ────▶").contains("\u001b[38;5;178m├───── D#1 ────▶");
        assertThat(drawn).contains("\u001b[1m⚑1 duplicate").doesNotContain("38;5;208");
        assertThat(drawn.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(drawn(Sample.answerLost(), Terminal.PLAIN));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 72, 80, 100, 160})
    void noLineIsWiderThanTheTerminal(int columns) {
        Terminal terminal = new Terminal(false, true, columns);
        assertThat(drawn(Sample.answerLost(), terminal).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
        assertThat(drawn(Sample.manyOrders(3_000), terminal).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }

    @Test
    void aLongRunFitsAndSaysHowMuchWasLeftOut() {
        String drawn = drawn(Sample.manyOrders(3_000), Terminal.PLAIN);
        assertThat(drawn.lines().count()).isLessThanOrEqualTo(SpaceTime.MOST_LINES);
        assertThat(drawn).containsPattern("⋮ +\\d+ steps left out");
    }

    @Test
    void whatRepeatsItselfIsDrawnThreeTimes() {
        Sample told = new Sample();
        for (int attempt = 1; attempt < 100; attempt++) {
            told.at(attempt * 1_000)
                    .sent(Sample.SHOP, Sample.B1, RequestKind.PRODUCE, false, Sample.create("A"), attempt);
            told.arrived(
                    Sample.SHOP,
                    Sample.B1,
                    RequestKind.PRODUCE,
                    false,
                    Sample.create("A"),
                    attempt,
                    told.entries.size());
        }
        String drawn = drawn(told.judged("03"), Terminal.PLAIN);
        assertThat(drawn).contains("A#1 ×3").contains("and 96 more steps").doesNotContain("A#1 ×4");
    }

    @Test
    void whatWasFoundIsDrawnEvenWhenItComesLate() {
        String drawn = drawn(Sample.lateDuplicate(2_000), Terminal.PLAIN);
        assertThat(drawn).contains("⚑1 duplicate").contains("Z#1 ×2");
        assertThat(drawn.lines().count()).isLessThanOrEqualTo(SpaceTime.MOST_LINES);
    }

    @Test
    void aCrashedNodeHasABrokenLineUntilItIsBack() {
        Sample told = new Sample();
        told.at(1_000).stored(Sample.create("A"), 1, 0);
        told.at(5_000).add(Sample.BILLING, new NodeEvent.NodeCrashed("after write", 9_000));
        told.at(6_000).stored(Sample.create("D"), 1, 1);
        told.at(9_000).add(Sample.BILLING, (Event) new NodeEvent.NodeStarted(2));
        assertThat(drawn(told.judged("03"), Terminal.PLAIN)).isEqualTo("""
                 seconds  shop.1          B1              billing.1       billing-db
                          producer        broker          consumer        database
                   0.003  ├───── A#1 ────▶│ @0            │               │
                   0.005  │               │               ↯ crash         │            after write
                   0.008  ├───── D#1 ────▶│ @1            ┊               │
                   0.009  │               │               ▲ back          │
                """);
    }

    @Test
    void nothingHappenedIsSaid() {
        assertThat(drawn(new Sample().judged("03"), Terminal.PLAIN))
                .isEqualTo("Nothing was sent, and nothing happened to any node.\n");
    }

    @Test
    void momentsAreChosenByWeightAndEveryGapCostsALine() {
        List<Moment> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(Moment.at(i + 1, i, 0, "x", null, i == 12 ? 9 : 6));
        }
        assertThat(SpaceTime.choose(all, 20)).hasSize(20);
        assertThat(SpaceTime.choose(all, 10))
                .as("two gaps are said, each in a line")
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 12);
        assertThat(SpaceTime.choose(all, 3)).containsExactly(12);
        all.forEach(moment -> moment.weight = moment.entry == 13 ? 9 : 3);
        assertThat(SpaceTime.choose(all, 3)).as("what is routine costs none").containsExactly(0, 1, 12);
    }
}
