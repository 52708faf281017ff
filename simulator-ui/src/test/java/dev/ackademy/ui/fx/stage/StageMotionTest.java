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

    private List<StageMotion.Handover> handoversOf(boolean moving) {
        List<StageMotion.Handover> seen = new ArrayList<>();
        for (StageFrame frame : frames()) {
            seen.addAll(motion.handovers(frame, moving, 0));
        }
        return seen;
    }

    /// Scenario 08 just before its consumer dies, and at its end.
    private static List<StageFrame> frames() {
        RunViewModel run = Shipped.opened("08");
        StageFrames frames = new StageFrames(run.played(), Cast.of(run.played()));
        StageLayout layout = frames.cast().layout(StageLayout.WIDTH, StageLayout.HEIGHT);
        List<StageFrame> shown = new ArrayList<>();
        run.player().seek(600_000);
        for (int i = 0; i < 2; i++) {
            shown.add(frames.frame(
                    run.player().n(), run.player().at(), layout.slots(), layout.rows(), true, null, -1, false));
            run.player().end();
        }
        return shown;
    }
}
