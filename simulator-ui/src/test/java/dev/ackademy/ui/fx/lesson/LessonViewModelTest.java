package dev.ackademy.ui.fx.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.explore.Workers;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.lessons.LessonLibrary;
import dev.ackademy.lessons.script.Setting;
import dev.ackademy.ui.fx.lesson.LessonViewModel.Step;
import dev.ackademy.ui.fx.run.ByHand;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.workbench.ProgressBook;
import dev.ackademy.ui.workbench.Taken;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A lesson beside the stage, without a scene: runs are worked out at once.
class LessonViewModelTest {

    private static final LessonLibrary LIBRARY = LessonLibrary.shipped();
    private static final Instant NOW = Instant.parse("2026-03-02T14:05:00Z");

    private final RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);

    @TempDir
    private Path home;

    private Learned learned;

    private final LessonViewModel lesson =
            new LessonViewModel(run, Workers.ONE, () -> NOW, () -> learned == null ? learned = learned() : learned);

    /// As a window reads it that is opened now.
    private Learned learned() {
        return new Learned(home, problem -> {
            throw new AssertionError(problem);
        });
    }

    private List<Taken> kept() {
        try (ProgressBook book = ProgressBook.open(home, problem -> {
            throw new AssertionError(problem);
        })) {
            return book.taken("me");
        }
    }

    private void take(String name) {
        lesson.take(Task.of(LIBRARY, LIBRARY.find(name).orElseThrow()));
    }

    private void lockAll() {
        while (lesson.predicting()) {
            lesson.choose(0);
            lesson.lock();
        }
    }

    private void set(String path, String value) {
        Setting setting = lesson.script().settings().stream()
                .filter(each -> each.path().equals(path))
                .findFirst()
                .orElseThrow();
        lesson.choose(setting, value);
    }

    private void toFix(String name) {
        take(name);
        lockAll();
        lesson.reveal();
        lesson.turnTo(Step.FIX);
    }

    @Test
    void nothingIsPlayedOrToldBeforeEveryPredictionIsLocked() {
        take("fire-and-forget");
        run.player().toggle();
        run.player().stepForward();
        run.player().end();
        assertThat(run.player().n()).isZero();
        assertThat(run.why().chainProperty().get()).isNull();
        lesson.lock();
        assertThat(lesson.session().locked()).as("nothing is marked").isZero();
        lesson.choose(1);
        lesson.lock();
        run.player().end();
        assertThat(run.player().n()).as("one question is open").isZero();
        lesson.choose(1);
        lesson.lock();
        assertThat(lesson.step()).isEqualTo(Step.WATCH);
        assertThat(run.player().playing()).isTrue();
    }

    @Test
    void theRevealGoesToWhereItShowsAndAReasonToItsEntryOnTheStage() {
        take("fire-and-forget");
        lockAll();
        lesson.reveal();
        assertThat(lesson.step()).isEqualTo(Step.WHY);
        assertThat(run.player().n()).isEqualTo(run.player().flags().getFirst().entry());
        int entry = run.why().chainProperty().get().steps().getFirst().entry();
        lesson.jump(entry);
        assertThat(run.player().n()).isEqualTo(entry);
        assertThat(run.why().selectedProperty().get()).isZero();
    }

    @Test
    void aFixThatHoldsIsShownOnTheStageAndKept() {
        toFix("fire-and-forget");
        lesson.tryIt();
        assertThat(lesson.tried()).as("nothing is changed").isNull();
        set("processes.shop.producer.acks", "1");
        lesson.tryIt();
        assertThat(lesson.tried().met()).isFalse();
        assertThat(lesson.step()).isEqualTo(Step.FIX);
        assertThat(kept()).isEmpty();
        set("processes.shop.producer.retries", "3");
        lesson.tryIt();
        assertThat(lesson.step()).isEqualTo(Step.DONE);
        assertThat(run.played().report().findings()).isEmpty();
        assertThat(kept()).singleElement().satisfies(taken -> {
            assertThat(taken.lesson()).isEqualTo("01-fire-and-forget");
            assertThat(taken.mended()).isTrue();
            assertThat(taken.tries()).isEqualTo(2);
            assertThat(taken.sets())
                    .containsExactly("processes.shop.producer.acks=1", "processes.shop.producer.retries=3");
        });
    }

    @Test
    void aFixThatTheExplorerRefutesComesWithARunThatCanBePlayed() {
        toFix("slow-call-and-poll-interval");
        set("processes.sync.reads.max-poll-interval", "10s");
        set("processes.sync.on-failure.retry", "1");
        lesson.tryIt();
        assertThat(lesson.tried().still()).isEmpty();
        assertThat(lesson.tried().met()).isFalse();
        lesson.playCounterExample();
        assertThat(run.errorProperty().get()).isEmpty();
        assertThat(run.played().report().counts())
                .containsKey(lesson.tried().grade().finding().anomaly());
        assertThat(lesson.step()).isEqualTo(Step.FIX);
    }

    @Test
    void theFirstFaultIsTheLearnersOwnHand() {
        take("fire-and-forget");
        assertThat(run.handProperty().get()).isFalse();
        lockAll();
        assertThat(run.handProperty().get()).isTrue();
        assertThat(run.played().report().findings()).isEmpty();
        run.player().pause();
        while (new ByHand(run.played(), run.player().at())
                        .cutUnderMessage(run.player().n())
                == null) {
            run.player().stepForward();
        }
        run.apply(new ByHand(run.played(), run.player().at())
                .cutUnderMessage(run.player().n())
                .edit());
        assertThat(run.played().report().counts()).containsKey(Anomaly.LOST_EFFECT);
        lesson.reveal();
        assertThat(run.handProperty().get()).isFalse();
        assertThat(run.recipe()).isEqualTo(lesson.recipe());
    }

    @Test
    void theFinalIsARaceAgainstASearchThatTurnsOverOnePlaceAtATime() {
        toFix("break-it");
        assertThat(lesson.raced().at()).isZero();
        assertThat(lesson.raced().finds()).isBetween(2, lesson.raced().places());
        lesson.tick();
        assertThat(lesson.raced().told()).contains("at place 1 of");
        for (int i = 0; i < lesson.raced().places(); i++) {
            lesson.tick();
        }
        assertThat(lesson.raced().over()).isTrue();
        assertThat(lesson.raced().told())
                .contains("has found one at place " + lesson.raced().finds());
        Setting setting = lesson.script().settings().getFirst();
        lesson.choose(setting, setting.values().get(3));
        lesson.tryIt();
        assertThat(lesson.session().mended()).isTrue();
    }

    @Test
    void whoGivesUpIsShownOneWayAndTheLessonIsNotDone() {
        toFix("fire-and-forget");
        lesson.hint();
        lesson.giveUp();
        assertThat(lesson.step()).isEqualTo(Step.DONE);
        assertThat(lesson.shown().met()).isTrue();
        assertThat(kept()).singleElement().satisfies(taken -> {
            assertThat(taken.mended()).isFalse();
            assertThat(taken.hints()).isEqualTo(1);
        });
    }

    @Test
    void aLessonThatIsTakenAgainGoesOnWhereItIsAndAfterItsEndFromTheStart() {
        take("fire-and-forget");
        lesson.choose(0);
        lesson.lock();
        take("fire-and-forget");
        assertThat(lesson.session().locked()).isEqualTo(1);
        lockAll();
        lesson.reveal();
        lesson.giveUp();
        take("fire-and-forget");
        assertThat(lesson.step()).isEqualTo(Step.PREDICT);
        assertThat(run.player().n()).isZero();
        lesson.close();
        run.player().end();
        assertThat(run.player().n()).as("the stage is free again").isPositive();
    }

    @Test
    void theStageShowsWhatThisLessonNeedsAndWhatEarlierOnesHaveShown() {
        take("fire-and-forget");
        assertThat(run.detailsProperty().get()).isFalse();
        take("crash-before-the-commit");
        assertThat(run.detailsProperty().get()).isTrue();
        assertThat(Task.of(LIBRARY, LIBRARY.course().getLast()).machinery())
                .containsAll(Task.of(LIBRARY, LIBRARY.course().get(5)).machinery());
    }

    private LessonViewModel anotherWindow(RunViewModel other) {
        Learned read = learned();
        return new LessonViewModel(other, Workers.ONE, () -> NOW.plusSeconds(60), () -> read);
    }

    @Test
    void aLessonThatIsLeftHalfWayIsGoneOnWithInAnotherWindow() {
        take("fire-and-forget");
        lesson.choose(1);
        lesson.lock();
        RunViewModel other = new RunViewModel(Runnable::run, Runnable::run);
        LessonViewModel next = anotherWindow(other);
        next.take(Task.of(LIBRARY, LIBRARY.find("fire-and-forget").orElseThrow()));
        assertThat(next.step()).isEqualTo(Step.PREDICT);
        assertThat(next.session().choices()).containsExactly(1);
        other.player().end();
        assertThat(other.player().n()).as("one question is open").isZero();
    }

    @Test
    void answersStepAndChangedSettingsSurvive() {
        toFix("fire-and-forget");
        lesson.hint();
        set("processes.shop.producer.retries", "3");
        RunViewModel other = new RunViewModel(Runnable::run, Runnable::run);
        LessonViewModel next = anotherWindow(other);
        next.take(Task.of(LIBRARY, LIBRARY.find("fire-and-forget").orElseThrow()));
        assertThat(next.step()).isEqualTo(Step.FIX);
        assertThat(next.session().choices()).containsExactly(0, 0);
        assertThat(next.sets()).containsExactly("processes.shop.producer.retries=3");
        assertThat(next.hints()).hasSize(1);
        assertThat(other.why().chainProperty().get()).isNotNull();
    }

    @Test
    void whatIsDoneOrBegunAnewIsNotHalfTaken() {
        toFix("fire-and-forget");
        lesson.giveUp();
        assertThat(learned().halfTaken()).isEmpty();
        take("the-request-that-never-arrived");
        lesson.choose(0);
        lesson.lock();
        assertThat(learned().halfTaken()).hasSize(1);
        lesson.again();
        assertThat(learned().halfTaken()).isEmpty();
    }
}
