package dev.ackademy.ui.fx.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.ui.fx.stage.StageLayout.Box;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StageLayoutTest {

    @ParameterizedTest
    // 864, 1047 and 1350 wide are what windows of 1440x900, 1920x1080 and 1180x760 leave to the stage.
    @CsvSource({"864, 636", "1047, 636", "1290, 636", "1350, 636", "864, 700", "2000, 900"})
    void nothingOverlapsOrLeavesTheStageWhateverTheCast(double width, double height) {
        for (int producers = 1; producers <= StageLayout.MOST_PRODUCERS; producers++) {
            for (int tapes = 1; tapes <= StageLayout.MOST_TAPES; tapes++) {
                for (int consumers = 1; consumers <= StageLayout.MOST_CONSUMERS; consumers++) {
                    for (int stores = 0; stores <= StageLayout.MOST_STORES; stores++) {
                        List<Integer> rows = IntStream.range(0, stores)
                                .map(i -> 3 + 9 * i)
                                .boxed()
                                .toList();
                        StageLayout layout =
                                StageLayout.of(new StageLayout.Cast(producers, tapes, consumers, rows, width, height));
                        List<Box> boxes = new ArrayList<>(layout.producers());
                        boxes.add(layout.broker());
                        boxes.addAll(layout.consumers());
                        boxes.addAll(layout.stores());
                        assertThat(layout.producers()).hasSize(producers);
                        assertThat(layout.consumers()).hasSize(consumers);
                        assertThat(layout.stores()).hasSize(stores);
                        for (int i = 0; i < boxes.size(); i++) {
                            Box box = boxes.get(i);
                            assertThat(inside(layout.area(), box)).as("%s", box).isTrue();
                            for (int j = i + 1; j < boxes.size(); j++) {
                                assertThat(box.meets(boxes.get(j)))
                                        .as("%s and %s", box, boxes.get(j))
                                        .isFalse();
                            }
                        }
                        tapesLieInTheBroker(layout);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"864, 636", "1047, 636", "1350, 636", "864, 1100"})
    void rowsOfStreamsSubjectsAndQueuesLieApartWhateverTheirNumber(double width, double height) {
        for (int tapes = 1; tapes <= StageLayout.MOST_TAPES; tapes++) {
            for (int strips = 1; strips <= 6; strips++) {
                for (boolean cells : new boolean[] {false, true}) {
                    StageLayout.Shape shape = new StageLayout.Shape(cells, strips, strips - 1);
                    StageLayout layout = StageLayout.of(
                            new StageLayout.Cast(2, Collections.nCopies(tapes, shape), 2, List.of(3), width, height));
                    assertThat(inside(layout.area(), layout.broker()))
                            .as("%s tapes of %s", tapes, shape)
                            .isTrue();
                    if (layout.tapeSize() != StageLayout.Size.COMPACT) {
                        stripsLieInTheirTape(layout, shape);
                    }
                }
            }
        }
    }

    private static void stripsLieInTheirTape(StageLayout layout, StageLayout.Shape shape) {
        for (int i = 0; i < layout.tapes().size(); i++) {
            double y = layout.head(i).bottom();
            if (shape.cells()) {
                assertThat(layout.cellY(i)).isGreaterThanOrEqualTo(y);
                y = layout.readers(i).bottom();
            }
            for (int strip = 0; strip < shape.strips(); strip++) {
                Box box = layout.strip(i, strip);
                // A badge stands 6 px over the cells, the holder's name 10 px below them.
                assertThat(box.y() - 5).as("strip %s of %s", strip, shape).isGreaterThanOrEqualTo(y - 0.01);
                y = box.bottom() + 10;
                assertThat(y).isLessThanOrEqualTo(layout.tapes().get(i).bottom() + 0.01);
                assertThat(box.right()).isLessThan(layout.broker().right());
            }
            StageFrame.End out = new StageFrame.End(StageFrame.Side.TAPE_OUT, i);
            assertThat(layout.tapes().get(i).holds(layout.port(out)[0], layout.port(out)[1]))
                    .isTrue();
        }
    }

    private static void tapesLieInTheBroker(StageLayout layout) {
        for (int i = 0; i < layout.tapes().size(); i++) {
            Box tape = layout.tapes().get(i);
            assertThat(inside(layout.broker(), tape)).as("%s", tape).isTrue();
            Box cells =
                    new Box(layout.cellX(0), layout.cellY(i), StageLayout.PITCH * layout.slots(), layout.cellHeight());
            Box[] bands = {layout.head(i), layout.numbers(i), cells, layout.readers(i)};
            for (int a = 0; a < bands.length; a++) {
                assertThat(inside(tape, bands[a])).as("band %s of %s", a, tape).isTrue();
                for (int b = a + 1; b < bands.length; b++) {
                    assertThat(bands[a].meets(bands[b]))
                            .as(
                                    "bands %s and %s of tape %s of %s",
                                    a, b, i, layout.tapes().size())
                            .isFalse();
                }
            }
            assertThat(layout.cellY(i)).isGreaterThan(tape.y());
            assertThat(layout.cellY(i) + layout.cellHeight()).isLessThan(tape.bottom());
        }
        assertThat(layout.cellX(layout.slots() - 1) + StageLayout.CELL)
                .isLessThan(layout.broker().right());
    }

    @ParameterizedTest
    @CsvSource({"1, FULL", "3, FULL", "4, MEDIUM", "6, MEDIUM", "7, COMPACT", "12, COMPACT"})
    void tapesTellLessTheMoreThereAre(int tapes, StageLayout.Size size) {
        assertThat(StageLayout.of(new StageLayout.Cast(2, tapes, 2, List.of(3), 864, 636))
                        .tapeSize())
                .isEqualTo(size);
    }

    private static boolean inside(Box outer, Box inner) {
        return inner.x() >= outer.x() - 0.01
                && inner.y() >= outer.y() - 0.01
                && inner.right() <= outer.right() + 0.01
                && inner.bottom() <= outer.bottom() + 0.01;
    }
}
