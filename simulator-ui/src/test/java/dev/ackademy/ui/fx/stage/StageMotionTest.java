package dev.ackademy.ui.fx.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.ui.fx.run.Player;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.run.Shipped;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StageMotionTest {

    private final StageMotion motion = new StageMotion();

    @Test
    void aStepIsEasedAndOverAfter320Milliseconds() {
        motion.step(new Player.Step(100, 5, 200), 1_000);
        assertThat(motion.busy()).isTrue();
        assertThat(motion.at(1_000)).isEqualTo(100);
        assertThat(motion.at(1_000 + StageMotion.STEP / 2)).isCloseTo(150, Offset.offset(0.01));
        assertThat(motion.at(1_000 + StageMotion.STEP)).isNegative();
        assertThat(motion.busy()).isFalse();
    }

    @Test
    void aStepInWhichNoTimePassesIsNotDrawnOut() {
        motion.step(new Player.Step(100, 5, 100), 0);
        assertThat(motion.busy()).isFalse();
    }

    @Test
    void aPartitionOfADeadConsumerIsSeenToMoveToTheOther() {
        assertThat(handoversOf(true))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.from()).isNotEqualTo(each.to()));
        assertThat(motion.busy()).isTrue();
        motion.stop();
        assertThat(motion.busy()).isFalse();
    }

    @Test
    void whatIsJumpedToJustStandsThere() {
        assertThat(handoversOf(false)).isEmpty();
        assertThat(motion.busy()).isFalse();
    }

    @Test
    void aHandoverIsOverAfter200Milliseconds() {
        StageFrame before = frames().getFirst();
        StageFrame after = frames().getLast();
        motion.handovers(before, true, 0);
        assertThat(motion.handovers(after, true, 10)).isNotEmpty().allMatch(each -> each.share() == 0);
        assertThat(motion.handovers(after, true, 10 + StageMotion.HAND / 2))
                .allMatch(each -> Math.abs(each.share() - 0.5) < 0.01);
        assertThat(motion.handovers(after, true, 10 + StageMotion.HAND)).isEmpty();
    }

    @Test
    void aHighWatermarkGlidesFor200Milliseconds() {
        StageFrame before = growth().getFirst();
        StageFrame after = growth().getLast();
        int tape = grown(before, after);
        int from = before.tapes().get(tape).slot(before.tapes().get(tape).mark(), 8);
        int to = after.tapes().get(tape).slot(after.tapes().get(tape).mark(), 8);
        assertThat(to).isGreaterThan(from);
        String mark = Moving.mark(tape);
        motion.moving(before, 8, true, 0);
        assertThat(motion.moving(after, 8, true, 10).slot(mark, -1)).isEqualTo(from);
        assertThat(motion.busy()).isTrue();
        assertThat(motion.moving(after, 8, true, 10 + StageMotion.GLIDE / 2).slot(mark, -1))
                .isCloseTo((from + to) / 2.0, Offset.offset(0.01));
        assertThat(motion.moving(after, 8, true, 10 + StageMotion.GLIDE).slot(mark, -1))
                .isEqualTo(to);
        assertThat(motion.busy()).isFalse();
    }

    @Test
    void aMessageDocksAndARowIsMarkedFor140Milliseconds() {
        StageFrame before = growth().getFirst();
        StageFrame after = growth().getLast();
        int tape = grown(before, after);
        motion.moving(before, 8, true, 0);
        Moving first = motion.moving(after, 8, true, 10);
        String cell = Moving.cell(tape, after.tapes().get(tape).end() - 1);
        assertThat(first.fresh(cell)).isEqualTo(1);
        assertThat(first.fresh().keySet()).anyMatch(name -> name.startsWith("row "));
        assertThat(motion.moving(after, 8, true, 10 + StageMotion.DOCK / 2).fresh(cell))
                .isBetween(0.4, 0.6);
        assertThat(motion.moving(after, 8, true, 10 + StageMotion.DOCK).fresh()).isEmpty();
    }

    @Test
    void aCalloutRisesOnceAndOnlyWhereItWasNotJumpedTo() {
        StageFrame before = SampleFrame.quiet();
        StageFrame after = SampleFrame.frame();
        motion.moving(before, 8, true, 0);
        assertThat(motion.moving(after, 8, true, 10).callout()).isEqualTo(0);
        assertThat(motion.moving(after, 8, false, 10 + StageMotion.RISE / 2).callout())
                .isBetween(0.4, 0.9);
        assertThat(motion.moving(after, 8, false, 10 + StageMotion.RISE).callout())
                .isEqualTo(1);
        motion.moving(before, 8, false, StageMotion.RISE * 2);
        assertThat(motion.moving(after, 8, false, StageMotion.RISE * 2 + 1).callout())
                .isEqualTo(1);
    }

    @Test
    void withoutMotionNothingBurstsAndNothingIsHalfWay() {
        StageFrame still = StageFrames.still(SampleFrame.frame());
        assertThat(still.cuts()).isNotEmpty().allMatch(cut -> cut.age() == 1);
        assertThat(still.flights()).isNotEmpty().allMatch(flight -> flight.at() == 0.2 || flight.at() == 0.8);
    }

    @Test
    void whatIsJumpedToIsExact() {
        StageFrame before = frames().getFirst();
        StageFrame after = frames().getLast();
        motion.moving(before, 8, false, 0);
        Moving jumped = motion.moving(after, 8, false, 10);
        assertThat(jumped.fresh()).isEmpty();
        assertThat(jumped.slot(Moving.mark(0), -1))
                .isEqualTo(
                        after.tapes().getFirst().slot(after.tapes().getFirst().mark(), 8));
        assertThat(motion.busy()).isFalse();
    }

    private List<StageMotion.Handover> handoversOf(boolean moving) {
        List<StageMotion.Handover> seen = new ArrayList<>();
        for (StageFrame frame : frames()) {
            seen.addAll(motion.handovers(frame, moving, 0));
        }
        return seen;
    }

    /// Scenario 10 at its start and at its end.
    private static List<StageFrame> growth() {
        return frames("15", 10_000, Double.MAX_VALUE);
    }

    /// A partition whose high watermark moved within what is to be seen.
    private static int grown(StageFrame before, StageFrame after) {
        for (int i = 0; i < before.tapes().size(); i++) {
            StageFrame.Tape old = before.tapes().get(i);
            StageFrame.Tape now = after.tapes().get(i);
            if (now.slot(now.mark(), 8) > old.slot(old.mark(), 8)) {
                return i;
            }
        }
        throw new AssertionError("no partition has grown");
    }

    private static List<StageFrame> frames(String scenario, double... micros) {
        RunViewModel run = Shipped.opened(scenario);
        StageFrames frames = new StageFrames(run.played(), Cast.of(run.played()));
        StageLayout layout = frames.cast().layout(StageLayout.WIDTH, StageLayout.HEIGHT);
        List<StageFrame> shown = new ArrayList<>();
        for (double moment : micros) {
            run.player().seek(moment);
            shown.add(frames.frame(
                    run.player().n(), run.player().at(), layout.slots(), layout.rows(), true, null, -1, false));
        }
        return shown;
    }

    /// Scenario 08 just before its consumer dies, and at its end.
    private static List<StageFrame> frames() {
        return frames("17", 600_000, Double.MAX_VALUE);
    }
}
