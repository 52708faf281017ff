package dev.ackademy.lessons.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Workers;
import dev.ackademy.lessons.LessonLibrary;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final LessonLibrary LIBRARY = LessonLibrary.shipped();

    private static final Listener STOPPED = new Listener() {
        @Override
        public boolean goesOn() {
            return false;
        }
    };

    private final Session session = new Session(stage("01"));

    private static Stage stage(String name) {
        return LIBRARY.stage(LIBRARY.find(name).orElseThrow());
    }

    private static Session fixing(String name) {
        Session session = new Session(stage(name));
        while (session.phase() == Session.Phase.PREDICT) {
            session.lock(-1);
        }
        session.reveal();
        return session;
    }

    @Test
    void nothingOfTheRunIsSeenBeforeEveryPredictionIsLocked() {
        assertThatThrownBy(session::played).isInstanceOf(IllegalStateException.class);
        session.lock(0);
        assertThatThrownBy(session::played).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(session::answers).isInstanceOf(IllegalStateException.class);
        session.lock(1);
        assertThat(session.played().trace().entries()).isNotEmpty();
        assertThatThrownBy(session::answers).isInstanceOf(IllegalStateException.class);
        assertThat(session.reveal()).extracting(Session.Answer::correct).containsExactly(false, true);
    }

    @Test
    void aPredictionIsOneOfTheChoicesAndIsLockedForGood() {
        assertThatThrownBy(() -> session.lock(3)).isInstanceOf(IllegalArgumentException.class);
        session.lock(0);
        session.lock(0);
        assertThatThrownBy(() -> session.lock(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void hintsComeOneByOneAndEnd() {
        Session fixing = fixing("01");
        assertThat(List.of(fixing.hint(), fixing.hint(), fixing.hint())).doesNotHaveDuplicates();
        assertThat(fixing.hint()).isEmpty();
        assertThat(fixing.hints()).isEqualTo(3);
    }

    @Test
    void aTryThatMissesTheGoalLeavesTheLessonOpen() {
        Session fixing = fixing("01");
        assertThat(fixing.attempt(List.of("processes.shop.producer.acks=all"), Workers.ONE, Listener.NONE)
                        .met())
                .isFalse();
        assertThat(fixing.phase()).isEqualTo(Session.Phase.FIX);
        assertThatThrownBy(() -> fixing.attempt(List.of("seed=3"), Workers.ONE, Listener.NONE))
                .hasMessageContaining("cannot be changed");
        fixing.giveUp();
        assertThat(fixing.mended()).isFalse();
    }

    @Test
    void aMendThatOnlyHelpsInThisRunIsRefusedInAnother() {
        Fixes.Attempt lucky =
                fixing("07").attempt(List.of("processes.billing.preset=at-most-once"), Workers.ONE, Listener.NONE);
        assertThat(lucky.met()).isFalse();
        assertThat(lucky.trial().text()).contains("before it books Dora");
    }

    @Test
    void theExplorerShowsTheSmallestRunInWhichAMendFails() {
        // One in flight keeps the order and does not keep the broker from storing a second copy.
        Stage stage = stage("03");
        Grade grade =
                Grade.of(stage, List.of("processes.shop.producer.request-timeout=5s"), Workers.ONE, Listener.NONE);
        assertThat(grade.holds()).isFalse();
        assertThat(grade.against()).hasSize(1);
        assertThat(grade.finding().why()).isNotEmpty();
        assertThat(new Stage("example", stage.script(), grade.example())
                        .play()
                        .report()
                        .counts())
                .as("the counter-example is a scenario that shows it")
                .containsKey(grade.finding().anomaly());
        Grade held = Grade.of(stage, List.of("processes.shop.producer.idempotence=true"), Workers.ONE, Listener.NONE);
        assertThat(held.title()).matches("Your change holds at all [0-9]+ places, with at most 1 fault\\.");
        assertThat(held.covered()).contains("Not covered");
    }

    @Test
    void aSearchThatIsStoppedSaysHowFarItCame() {
        assertThat(Grade.of(stage("03"), List.of("processes.shop.producer.idempotence=true"), Workers.ONE, STOPPED)
                        .title())
                .startsWith("Stopped; nothing found");
    }
}
