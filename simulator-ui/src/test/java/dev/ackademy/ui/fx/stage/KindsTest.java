package dev.ackademy.ui.fx.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.draw.SvgPen;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.run.Shipped;
import dev.ackademy.ui.fx.shot.Headless;
import dev.ackademy.ui.fx.stage.StageFrame.Held;
import dev.ackademy.ui.fx.stage.StageFrame.Kind;
import dev.ackademy.ui.fx.stage.StageFrame.Side;
import dev.ackademy.ui.fx.stage.StageFrame.Strip;
import dev.ackademy.ui.fx.stage.StageFrame.Tape;
import dev.ackademy.ui.fx.theme.Palette;
import dev.ackademy.ui.fx.theme.Tone;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the stage shows of streams, subjects and queues at moments of the shipped scenarios.
class KindsTest {

    private static StageFrame at(RunViewModel run, double millis) {
        StageFrames frames = new StageFrames(run.played(), Cast.of(run.played()));
        StageLayout layout = frames.cast().layout(StageLayout.WIDTH, StageLayout.HEIGHT);
        run.player().seek(millis * 1000);
        return frames.frame(run.player().n(), run.player().at(), layout.slots(), layout.rows(), true, null, -1, false);
    }

    private static Tape tape(String scenario, double millis) {
        return at(Shipped.opened(scenario), millis).tapes().getFirst();
    }

    private static Strip strip(Tape tape, String name) {
        return tape.strips().stream()
                .filter(strip -> strip.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not in " + tape.strips()));
    }

    private static List<String> ids(Strip strip) {
        return strip.held().stream().map(held -> held.tag().id()).toList();
    }

    @ParameterizedTest
    @CsvSource({"33, STREAM", "40, SUBJECT", "41, QUEUE", "46, QUEUE", "15, LOG"})
    void everyKindHasItsOwnShape(String scenario, Kind kind) {
        assertThat(tape(scenario, 0).kind()).isEqualTo(kind);
    }

    @Test
    void anOpenTransactionIsMarkedFromItsFirstRecordOnWithTheLastStableOffset() {
        Tape open = tape("27", 1_000);
        assertThat(open.note()).isEqualTo("LSO 0");
        assertThat(open.marks()).contains(new StageFrame.CellMark(0, 0, Glyph.WAIT, false));
        assertThat(StageText.tape(open)).contains("LSO 0", "A transaction is open at offset 0.");

        Tape ended = tape("27", 3_000);
        assertThat(ended.note()).isEmpty();
        assertThat(ended.marks()).noneMatch(mark -> mark.glyph() == Glyph.WAIT);
        assertThat(StageText.tape(ended)).contains("A transaction was committed at offset 1.");
    }

    @Test
    void aStreamShowsWhatItsConsumerHasSettledAndGiven() {
        Tape tape = tape("33", 400);
        assertThat(tape.readers()).singleElement().satisfies(reader -> {
            assertThat(reader.who()).isEqualTo("sync");
            // Message 1 is settled, 3 was given: the marks stand behind them.
            assertThat(reader.committed()).isEqualTo(2);
            assertThat(reader.next()).isEqualTo(4);
        });
        assertThat(tape.first()).isEqualTo(1);
    }

    @Test
    void aMessageThatWasGivenBackWaitsForItsTimeAndSaysHowOftenItWasGiven() {
        Held held = strip(tape("33", 400), "pending").held().getFirst();
        assertThat(held.tag().id()).isEqualTo("D#1");
        assertThat(held.times()).isEqualTo(2);
        assertThat(held.under()).endsWith("s");
    }

    @Test
    void whatWasGivenAsOftenAsItMayBeIsGivenUpAtTheEnd() {
        Strip given = strip(tape("33", 60_000), "given up");
        assertThat(ids(given)).containsExactly("D#1");
        assertThat(given.held().getFirst().gone()).isTrue();
        assertThat(given.note()).isEqualTo("after 3 deliveries");
    }

    @Test
    void theRedeliveryQueueKeepsItsOrder() {
        assertThat(ids(strip(tape("32", 1_200), "redelivery"))).containsExactly("A#1", "D#1");
    }

    @Test
    void aSubjectShowsWhoListensAndWhatNobodyHeard() {
        Tape before = tape("23", 250);
        assertThat(strip(before, "archive").note()).isEqualTo("nobody listens");
        assertThat(ids(strip(before, "dropped"))).containsExactly("A#1", "D#1");
        StageFrame after = at(Shipped.opened("23"), 300);
        assertThat(strip(after.tapes().getFirst(), "archive").note()).isEqualTo("archivist.1 listens");
        assertThat(after.links()).anyMatch(link -> link.from().side() == Side.TAPE_OUT && link.live());
    }

    @Test
    void whatASlowSubscriberHasNotTakenWaitsAtTheServerAndNotOnTheLink() {
        StageFrame frame = at(Shipped.opened("40"), 1_050);
        assertThat(ids(strip(frame.tapes().getFirst(), "dashboard")))
                .containsExactly("A#2", "A#3", "A#4", "A#5", "A#6");
        assertThat(frame.flights()).isEmpty();
        Strip cut = strip(tape("40", 1_600), "dashboard");
        assertThat(cut.of()).isEqualTo("cut off");
        assertThat(cut.note()).isEqualTo("slow consumer");
    }

    @Test
    void aQueueShowsWhoHasWhatAndWhatCameBack() {
        Tape tape = tape("41", 10.5);
        assertThat(strip(tape, "ready").held()).singleElement().satisfies(held -> {
            assertThat(held.tag().id()).isEqualTo("A#1");
            assertThat(held.under()).isEqualTo("back");
        });
        assertThat(strip(tape, "unacked").held()).singleElement().satisfies(held -> {
            assertThat(held.tag().id()).isEqualTo("A#2");
            assertThat(held.under()).isEqualTo("b.2");
        });
        assertThat(tape.note()).isEqualTo("classic · settled 0");
    }

    @Test
    void aJobWhoseLockHasExpiredIsNobodys() {
        Tape tape = tape("46", 1_000);
        Strip active = strip(tape, "active");
        assertThat(active.held())
                .singleElement()
                .satisfies(held -> assertThat(held.gone()).isTrue());
        assertThat(active.note()).isEqualTo("lock expired, marked");
    }

    @Test
    void aDeadLetterThatNobodyReceivedIsLost() {
        Strip letters = strip(tape("43", 1_000), "dead letters");
        assertThat(letters.held())
                .singleElement()
                .satisfies(held -> assertThat(held.gone()).isTrue());
        assertThat(letters.note()).startsWith("lost: ");
    }

    @Test
    void noRowAppearsWhileARunIsPlayed() {
        RunViewModel run = Shipped.opened("44");
        List<String> names =
                at(run, 0).tapes().getFirst().strips().stream().map(Strip::name).toList();
        assertThat(names).containsExactly("ready", "unacked", "given up");
        for (int millis = 0; millis < 1_000; millis += 50) {
            assertThat(at(run, millis).tapes().getFirst().strips())
                    .extracting(Strip::name)
                    .isEqualTo(names);
        }
    }

    @Test
    void thePictureOfAQueueNamesItsRows() {
        Headless.start();
        StageFrame frame = at(Shipped.opened("44"), 200);
        StageLayout layout = Cast.of(Shipped.opened("44").played()).layout(StageLayout.WIDTH, StageLayout.HEIGHT);
        SvgPen pen = new SvgPen();
        new StagePainter(pen, Palette.LIGHT, layout, frame).paint();
        assertThat(pen.document(StageLayout.WIDTH, StageLayout.HEIGHT, Palette.LIGHT.tone(Tone.STAGE)))
                .contains(">ready</text>", ">unacked</text>", ">given up</text>", ">lost: delivery limit</text>");
    }

    private static final String MANY = """
            scenario: 1
            title: Many
            preset: at-least-once
            broker: {kind: log, nodes: 3}
            topics:
              orders: {partitions: 20, replicas: 3}
            stores:
              db: {kind: database, tables: {orders: {on-write: upsert}}}
            processes:
              shop:
                instances: 14
                reads:
                  workload: {keys: [A, D, E, F, G, H, K1, K2, K3, K4, K5, K6, K7, K8, K9], operations: [create], every: 3ms}
                steps:
                  - publish: {topic: orders}
              billing:
                instances: 12
                reads: {topic: orders, group: billing}
                steps:
                  - write: {store: db, table: orders}
            """;

    @Test
    void whatFindsNoRoomSharesTheLastCardAndTheCardSaysSo() {
        RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
        run.open(new Recipe("many.yaml", MANY));
        StageFrame frame = at(run, 60_000);
        assertThat(frame.producers()).hasSize(StageLayout.MOST_PRODUCERS);
        assertThat(frame.producers().getLast().name()).isEqualTo("5 more");
        assertThat(frame.consumers()).hasSize(StageLayout.MOST_CONSUMERS);
        assertThat(frame.consumers().getLast().name()).isEqualTo("5 more");
        assertThat(frame.tapes()).hasSize(StageLayout.MOST_TAPES);
        Tape last = frame.tapes().getLast();
        assertThat(last.kind()).isEqualTo(Kind.GROUPED);
        assertThat(last.name()).isEqualTo("9 more");
        long alone = frame.tapes().stream().mapToLong(Tape::end).sum();
        assertThat(last.note()).startsWith("p11 to p19, " + (15 - alone) + " messages");
        assertThat(frame.links())
                .anyMatch(
                        link -> link.from().equals(new StageFrame.End(Side.PRODUCER, StageLayout.MOST_PRODUCERS - 1)));
    }
}
