package dev.ackademy.ui.fx.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.explore.Closing;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Explorer;
import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Workers;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.fx.explore.Board.Cell;
import dev.ackademy.ui.fx.explore.Board.Mark;
import dev.ackademy.ui.fx.explore.Board.Phase;
import dev.ackademy.ui.fx.explore.Board.Spot;
import dev.ackademy.ui.fx.explore.ExploreViewModel.Standing;
import dev.ackademy.ui.fx.explore.ExploreViewModel.State;
import dev.ackademy.ui.fx.run.Edit;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.run.Shipped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// Searches are worked out at once, but for the one that is held up.
class ExploreViewModelTest {

    /// Few places, each of them quickly searched.
    private static final Recipe BREAKS = only("refused-and-overtaken", "refuse");

    private static final Recipe HOLDS = only("crash-before-the-commit", "cut");

    /// A second goes by whenever somebody asks, so that everything is told.
    private final AtomicLong clock = new AtomicLong();

    private ExploreViewModel of(RunViewModel run, Executor background) {
        ExploreViewModel explore =
                new ExploreViewModel(run, background, Runnable::run, Workers.ONE, () -> clock.addAndGet(1_000_000_000));
        explore.visible(true);
        return explore;
    }

    private static Recipe only(String scenario, String fault) {
        return Shipped.recipe(scenario).with(Edit.setting("only " + fault, List.of("explore.may=[" + fault + "]")));
    }

    private ExploreViewModel opened(Recipe recipe) {
        RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
        ExploreViewModel explore = of(run, Runnable::run);
        run.open(recipe);
        return explore;
    }

    private static Exploration found(ExploreViewModel explore) {
        return explore.plan().atHand().exploration();
    }

    @Test
    void beforeASearchEverySortOfPlaceIsThereAndNothingIsSaidOfIt() {
        ExploreViewModel explore = opened(BREAKS);
        Board board = explore.boardProperty().get();
        assertThat(explore.stateProperty().get()).isEqualTo(State.READY);
        assertThat(board.columns())
                .extracting(Board.Column::policy)
                .containsExactly("at-most-once", "at-least-once", "exactly-once");
        assertThat(board.columns().stream().filter(Board.Column::atHand))
                .singleElement()
                .extracting(Board.Column::policy)
                .isEqualTo("at-least-once");
        assertThat(board.cells().values()).allSatisfy(cell -> {
            assertThat(cell.phase()).isEqualTo(Phase.WAITING);
            assertThat(cell.marks()).isEmpty();
        });
        assertThat(board.rows().stream()
                        .mapToInt(row -> board.cell(new Spot(row.name(), "at-least-once"))
                                .places())
                        .sum())
                .isEqualTo(explore.plan().atHand().places.size())
                .isEqualTo(21);
    }

    @Test
    void aSearchFindsWhatTheExplorerFindsAndOpensTheSmallest() {
        ExploreViewModel explore = opened(BREAKS);
        explore.start();
        assertThat(explore.stateProperty().get()).isEqualTo(State.DONE);
        Exploration alone = Explorer.explore(
                explore.plan().atHand().scenario(),
                explore.plan().bounds(),
                Explorer.Means.USUAL,
                Workers.ONE,
                Listener.NONE);
        assertThat(found(explore).outcomes()).isEqualTo(alone.outcomes());
        assertThat(found(explore).claim().covered()).isEqualTo(alone.claim().covered());

        assertThat(explore.openedProperty().get().guarantee()).isEqualTo(Guarantee.ORDER);
        Example example = explore.exampleProperty().get();
        assertThat(example.faults()).isEqualTo(1);
        assertThat(example.entries()).isLessThanOrEqualTo(example.entriesWas());
        assertThat(example.chain().broken()).isTrue();
        assertThat(example.chain().steps()).isNotEmpty();
    }

    @Test
    void whatACellSaysWhileTheLevelEndsIsWhatItSaysAfterwards() {
        ExploreViewModel explore = opened(BREAKS);
        AtomicReference<Board> atItsEnd = new AtomicReference<>();
        List<Integer> done = new ArrayList<>();
        explore.headwayProperty().addListener((_, _, now) -> {
            if (now.column().equals("At least once")) {
                done.add(now.done());
            }
        });
        explore.boardProperty().addListener((_, _, board) -> {
            Headway now = explore.headwayProperty().get();
            if (now.column().equals("At least once") && now.done() == now.places() && atItsEnd.get() == null) {
                atItsEnd.set(board);
            }
        });
        explore.start();
        Board board = explore.boardProperty().get();
        assertThat(done).contains(0, 1, 11, 21).isSorted();
        assertThat(board.rows()).isNotEmpty().allSatisfy(row -> {
            Spot spot = new Spot(row.name(), "at-least-once");
            assertThat(atItsEnd.get().cell(spot).marks())
                    .isEqualTo(board.cell(spot).marks());
            assertThat(atItsEnd.get().cell(spot).phase()).isEqualTo(Phase.RUNNING);
        });
        assertThat(board.cells().values()).anySatisfy(cell -> {
            assertThat(cell.marks()).extracting(Mark::promised).contains(true);
            assertThat(cell.heat()).isPositive();
        });
    }

    @Test
    void aSearchThatIsStoppedSaysHowFarItWasAndCallsNothingSafe() {
        ExploreViewModel explore = opened(HOLDS);
        explore.stopAfter(10);
        explore.start();
        assertThat(explore.stateProperty().get()).isEqualTo(State.STOPPED);
        assertThat(found(explore).claim().title(explore.plan().atHand().judged()))
                .isEqualTo("Stopped; nothing found in the first 10 of 25 places.");
        assertThat(explore.boardProperty().get().cells().values())
                .extracting(Cell::clean)
                .doesNotContain("Holds")
                .contains("None found");
    }

    @Test
    void aRowOfWhichNoPlaceWasTriedDoesNotSayThatNothingWasFound() {
        ExploreViewModel explore = opened(HOLDS);
        explore.stopAfter(1);
        explore.start();
        assertThat(explore.boardProperty().get().cells().values())
                .filteredOn(cell -> cell.phase() == Phase.STOPPED && cell.done() == 0 && cell.places() > 0)
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.clean()).isEqualTo("Not tried"));
    }

    @Test
    void aSearchThatIsHeldUpWaitsAndThenFindsTheSame() throws InterruptedException {
        ExploreViewModel whole = opened(BREAKS);
        whole.start();

        RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
        run.open(BREAKS);
        AtomicReference<Thread> searching = new AtomicReference<>();
        CountDownLatch held = new CountDownLatch(1);
        ExploreViewModel explore = of(run, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            searching.compareAndSet(null, thread);
            thread.start();
        });
        searching.get().join();
        searching.set(null);
        explore.headwayProperty().addListener((_, _, now) -> {
            if (now.done() == 5 && held.getCount() > 0) {
                explore.pause();
                held.countDown();
            }
        });
        explore.start();
        held.await();
        Thread search = searching.get();
        while (search.getState() != Thread.State.WAITING) {
            assertThat(search.getState()).isNotEqualTo(Thread.State.TERMINATED);
            Thread.onSpinWait();
        }
        assertThat(explore.stateProperty().get()).isEqualTo(State.PAUSED);
        assertThat(explore.headwayProperty().get().done()).isEqualTo(5);
        explore.resume();
        search.join();
        assertThat(explore.stateProperty().get()).isEqualTo(State.DONE);
        assertThat(found(explore).outcomes()).isEqualTo(found(whole).outcomes());
    }

    @Test
    void aSearchThatIsHeldUpCanBeEnded() throws InterruptedException {
        RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
        run.open(HOLDS);
        CountDownLatch held = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        ExploreViewModel explore = of(run, task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        });
        explore.headwayProperty().addListener((_, _, now) -> {
            if (now.done() == 5) {
                explore.pause();
                held.countDown();
            }
        });
        explore.start();
        held.await();
        explore.stop();
        threads.getLast().join();
        assertThat(explore.stateProperty().get()).isEqualTo(State.STOPPED);
    }

    @Test
    void whatClosesItGoesIntoTheRecipeAndLeavesNothing() {
        ExploreViewModel explore = opened(BREAKS);
        explore.start();
        List<Closing.Tried> closes = explore.closingsProperty().get().tried().stream()
                .filter(Closing.Tried::closes)
                .toList();
        assertThat(closes).isNotEmpty();

        explore.apply(closes.getFirst());
        assertThat(explore.open().recipe().edits())
                .last()
                .extracting(Edit::lines)
                .isEqualTo(closes.getFirst().settings());
        assertThat(explore.standingProperty().get()).isEqualTo(Standing.CHANGED);
        assertThat(found(explore).violating(explore.plan().atHand().judged())).isNotEmpty();

        explore.start();
        assertThat(explore.standingProperty().get()).isEqualTo(Standing.SAME);
        assertThat(found(explore).violating(Set.of(Guarantee.ORDER))).isEmpty();
    }

    @Test
    void theCounterExampleIsReplayedAsAScenarioOfItsOwnAndLeadsBack() {
        ExploreViewModel explore = opened(BREAKS);
        Recipe before = explore.open().recipe();
        explore.start();
        explore.replay();
        assertThat(explore.standingProperty().get()).isEqualTo(Standing.REPLAYED);
        assertThat(explore.open().played().scenario().faults()).hasSize(1);
        assertThat(explore.open().played().report().counts())
                .containsKey(explore.exampleProperty().get().anomaly());
        TraceEntry at =
                explore.open().played().trace().entry(explore.open().player().n());
        assertThat(explore.open().player().n()).isPositive();
        assertThat(at.at()).isPositive();
        assertThat(found(explore)).isNotNull();

        explore.back();
        assertThat(explore.open().recipe()).isEqualTo(before);
        assertThat(explore.standingProperty().get()).isEqualTo(Standing.SAME);
    }

    @Test
    void aFixOfTheVerdictIsPutIntoTheRecipeAndCheckedAtEveryPlace() {
        ExploreViewModel explore = opened(BREAKS);
        Finding.Fix fix = explore.open().played().report().findings().stream()
                .filter(finding -> finding.anomaly().guarantee() == Guarantee.ORDER)
                .map(Finding::fix)
                .findFirst()
                .orElseThrow();
        explore.check(fix);
        assertThat(explore.stateProperty().get()).isEqualTo(State.DONE);
        assertThat(explore.standingProperty().get()).isEqualTo(Standing.SAME);
        assertThat(explore.plan().recipe()).isEqualTo(explore.open().recipe());
        assertThat(explore.open().recipe().edits()).last().isEqualTo(Edit.of(fix));
        assertThat(found(explore).violating(Set.of(Guarantee.ORDER))).isEmpty();
    }

    @Test
    void thePageThatIsShownWhileItSearchesDoesNotDisturbTheSearch() {
        RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
        List<Runnable> later = new ArrayList<>();
        ExploreViewModel explore =
                new ExploreViewModel(run, later::add, Runnable::run, Workers.ONE, clock::incrementAndGet);
        run.open(HOLDS);
        explore.start();
        explore.visible(true);
        assertThat(later).hasSize(1);
        later.getFirst().run();
        assertThat(explore.stateProperty().get()).isEqualTo(State.DONE);
    }

    @Test
    void everyPlaceOfACellHasARunThatShowsIt() {
        ExploreViewModel explore = opened(BREAKS);
        explore.start();
        int told = 0;
        for (Board.Row row : explore.boardProperty().get().rows()) {
            Spot spot = new Spot(row.name(), "at-least-once");
            for (Mark mark : explore.boardProperty().get().cell(spot).marks()) {
                explore.open(spot, mark.guarantee());
                assertThat(explore.openedProperty().get().places()).hasSize(mark.places());
                explore.choose(mark.places() - 1);
                Example example = explore.exampleProperty().get();
                assertThat(example.guarantee()).isEqualTo(mark.guarantee());
                assertThat(example.played().report().counts()).containsKey(example.anomaly());
                told++;
            }
        }
        assertThat(told).isEqualTo(2);
    }

    @Test
    void aChangeOfTheScenarioKeepsWhatWasFoundAndAnotherScenarioDoesNot() {
        ExploreViewModel explore = opened(BREAKS);
        explore.start();
        explore.open().set("seed", "5");
        assertThat(explore.standingProperty().get()).isEqualTo(Standing.CHANGED);
        assertThat(found(explore)).isNotNull();
        explore.open().open(HOLDS);
        assertThat(explore.stateProperty().get()).isEqualTo(State.READY);
        assertThat(explore.openedProperty().get()).isNull();
        assertThat(found(explore)).isNull();
    }

    @Test
    void boundsAndWhatCountsAreChosen() {
        ExploreViewModel explore = opened(HOLDS);
        explore.reorderings(1);
        assertThat(explore.plan().bounds().words()).isEqualTo("at most 1 fault and 1 reordering");
        explore.reorderings(0);
        explore.judge(Set.of(Guarantee.NO_DUPLICATE));
        explore.start();
        assertThat(found(explore).claim().title(explore.plan().atHand().judged()))
                .startsWith("Violation found of no-duplicate");
        assertThat(explore.openedProperty().get().guarantee()).isEqualTo(Guarantee.NO_DUPLICATE);
    }

    @Test
    void aScenarioOfNoPolicyHasAColumnOfItsOwn() {
        ExploreViewModel explore = opened(only("older-overwrites-newer", "refuse"));
        assertThat(explore.boardProperty().get().columns())
                .extracting(Board.Column::policy)
                .containsExactly("", "at-most-once", "at-least-once", "exactly-once");
        assertThat(explore.plan().atHand().policy).isEmpty();
    }
}
