package dev.ackademy.ui.fx.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.check.Report;
import dev.ackademy.lessons.Chapter;
import dev.ackademy.lessons.IncidentLibrary;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import dev.ackademy.lessons.play.Stage;
import dev.ackademy.ui.fx.run.AnomalyWords;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.workbench.KnownRun;
import dev.ackademy.ui.workbench.KnownVerdict;
import dev.ackademy.ui.workbench.KnownVerdict.Judgement;
import dev.ackademy.ui.workbench.RunRecipe;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HomeViewModelTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-03-02T14:05:00Z"), ZoneOffset.UTC);
    private static final LessonLibrary SHIPPED = LessonLibrary.shipped();
    private static final Lesson FIRST = SHIPPED.all().getFirst();
    private static final Lesson STALE = SHIPPED.find("older-overwrites-newer").orElseThrow();

    /// A scenario without a lesson.
    private static final Lesson SHOWN =
            SHIPPED.find("work-outlives-the-ack-wait").orElseThrow();

    private static final IncidentLibrary INCIDENTS = IncidentLibrary.shipped(SHIPPED);

    private final Asked desk = new Asked();
    private final HomeViewModel model = new HomeViewModel(SHIPPED.chapters(), INCIDENTS.all(), desk, NOW);

    /// Notes what the page asks for.
    private static final class Asked implements Desk {

        final List<KnownRun> runs = new ArrayList<>();
        final List<Object> asked = new ArrayList<>();
        final TreeSet<String> mended = new TreeSet<>();
        final List<Stage> added = new ArrayList<>();
        Open open;
        HalfTaken half;

        @Override
        public Optional<HalfTaken> halfTaken() {
            return Optional.ofNullable(half);
        }

        @Override
        public List<KnownRun> runs() {
            return runs;
        }

        @Override
        public boolean keepsRuns() {
            return true;
        }

        @Override
        public Optional<Open> open() {
            return Optional.ofNullable(open);
        }

        @Override
        public void open(Recipe recipe) {
            asked.add(recipe);
        }

        @Override
        public void take(String lesson) {
            asked.add("take " + lesson);
        }

        @Override
        public List<Stage> added() {
            return added;
        }

        @Override
        public void replayIncident(String incident) {
            asked.add("replay " + incident);
        }

        @Override
        public void takeIncident(String incident) {
            asked.add("incident " + incident);
        }

        @Override
        public Set<String> begun() {
            return half == null ? Set.of() : Set.of(half.name());
        }

        @Override
        public Set<String> mended() {
            return mended;
        }

        @Override
        public void openFile(Path file) {
            asked.add(file);
        }

        @Override
        public void chooseFile() {
            asked.add("choose");
        }

        @Override
        public void resume() {
            asked.add("resume");
        }

        @Override
        public void pin(KnownRun run, boolean pinned, Runnable then) {
            asked.add((pinned ? "pin " : "unpin ") + run.id());
            then.run();
        }
    }

    private static KnownRun run(long id, Lesson of, List<String> sets, String... found) {
        return judged(id, of, sets, List.of(), found);
    }

    private static KnownRun judged(long id, Lesson of, List<String> sets, List<Judgement> judged, String... found) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        List.of(found).forEach(anomaly -> counts.merge(anomaly, 1, Integer::sum));
        List<String> findings =
                found.length == 0 ? List.of() : List.of(found[0] + " A#1 (Ana's order): It came too late.");
        return new KnownRun(
                id,
                new RunRecipe(of.name(), of.scenario(), "", sets, 1),
                "Run of " + of.slug(),
                new KnownVerdict("1", "d" + id, Report.Outcome.UNKNOWN, judged, counts, findings),
                NOW.instant().minusSeconds(60),
                false,
                false,
                null);
    }

    private static KnownRun pinned(KnownRun run) {
        Path recording = Path.of("run-" + run.id() + ".jsonl");
        return new KnownRun(run.id(), run.recipe(), run.title(), run.verdict(), run.at(), run.seen(), true, recording);
    }

    private static KnownRun seen(KnownRun run) {
        return new KnownRun(run.id(), run.recipe(), run.title(), run.verdict(), run.at(), true, run.pinned(), null);
    }

    private void keep(KnownRun... runs) {
        desk.runs.addAll(List.of(runs));
        model.refresh();
    }

    private List<String> found() {
        return model.foundProperty().get().stream().map(Entry::id).toList();
    }

    private Entry entry(String id) {
        return model.foundProperty().get().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Card.State state(Lesson lesson) {
        return model.statesProperty().get().get(lesson.number());
    }

    @Test
    void atFirstTheFirstLessonIsOfferedAndNothingIsDone() {
        HomeViewModel.Start start = model.startProperty().get();
        assertThat(start.title()).isEqualTo("Fire and forget");
        assertThat(start.label()).isEqualTo("Start · Chapter 1, Sending");
        assertThat(model.done()).isZero();
        assertThat(model.hasRuns()).isFalse();
        start.go().run();
        assertThat(desk.asked).containsExactly("take " + FIRST.name());
    }

    @Test
    void everyShippedScenarioIsACardThatCanBeReadAndAnEntry() {
        assertThat(model.rows())
                .flatExtracting(HomeViewModel.Row::cards)
                .hasSameSizeAs(SHIPPED.all())
                .allMatch(Card::readable)
                .noneMatch(card -> card.title().isBlank() || card.about().isBlank());
        assertThat(found())
                .hasSize(SHIPPED.all().size() + INCIDENTS.all().size())
                .hasSize(model.total());
    }

    @Test
    void afterALessonTheNextIsOfferedAndItsCardIsDone() {
        desk.mended.add(FIRST.name());
        model.refresh();
        Lesson next = SHIPPED.course().get(1);
        assertThat(state(FIRST)).isEqualTo(Card.State.DONE);
        assertThat(model.startProperty().get().number()).isEqualTo(next.number());
        assertThat(model.startProperty().get().action()).isEqualTo("Start lesson " + next.number());
        model.startProperty().get().go().run();
        assertThat(desk.asked).containsExactly("take " + next.name());
    }

    @Test
    void aLessonThatIsOpenSaysWhatIsDueInIt() {
        desk.open = new Desk.Open(
                new Recipe(FIRST.name(), FIRST.scenario()), "Fire and forget", 0, "Your prediction is open.");
        model.refresh();
        assertThat(model.startProperty().get().text()).isEqualTo("Your prediction is open.");
        assertThat(model.startProperty().get().action()).isEqualTo("Resume");
    }

    @Test
    void afterTheCourseTheLastRunIsOfferedAgainAsItWasRun() {
        SHIPPED.course().forEach(each -> desk.mended.add(each.name()));
        keep(run(8, STALE, List.of("seed=3"), "stale-overwrite"), run(7, FIRST, List.of()));
        HomeViewModel.Start start = model.startProperty().get();
        assertThat(start.title()).isEqualTo("Run of older-overwrites-newer");
        assertThat(start.number()).isEqualTo(STALE.number());
        assertThat(start.text()).isEqualTo("Stale overwrite. It came too late.");
        start.go().run();
        Recipe asked = (Recipe) desk.asked.getFirst();
        assertThat(asked.text()).isEqualTo(STALE.scenario());
        assertThat(asked.sets()).containsExactly("seed=3");
    }

    @Test
    void anOpenRunIsResumedWhereItsClockStands() {
        desk.open = new Desk.Open(new Recipe("mine.yaml", "scenario: 1"), "Mine", 3_204_000, "");
        keep(run(8, STALE, List.of()));
        HomeViewModel.Start start = model.startProperty().get();
        assertThat(start.label()).isEqualTo("Continue · A file of your own");
        assertThat(start.title()).isEqualTo("Mine");
        assertThat(start.action()).isEqualTo("Resume at 3.20 s");
        start.go().run();
        assertThat(desk.asked).containsExactly("resume");
    }

    @Test
    void aScenarioIsDoneWhenWhatItShowsWasFoundAndSeen() {
        assertThat(state(SHOWN)).isEqualTo(Card.State.UNTOUCHED);
        keep(seen(run(1, SHOWN, List.of(), "torn")));
        assertThat(state(SHOWN)).isEqualTo(Card.State.RUN);
        keep(run(2, SHOWN, List.of(), "duplicate-effect"));
        assertThat(state(SHOWN)).as("found, and nobody came to where it shows").isEqualTo(Card.State.RUN);
        keep(seen(run(3, SHOWN, List.of(), "duplicate-effect")));
        assertThat(state(SHOWN)).isEqualTo(Card.State.DONE);
        assertThat(model.done()).isEqualTo(1);
        assertThat(model.rows()).extracting(model::done).containsOnlyOnce(1L);
    }

    @Test
    void aScenarioThatShowsNothingIsDoneWhenItsEndWasSeen() {
        Lesson holds = SHIPPED.find("more-consumers-than-partitions").orElseThrow();
        keep(run(1, holds, List.of()));
        assertThat(state(holds)).isEqualTo(Card.State.RUN);
        keep(seen(run(2, holds, List.of())));
        assertThat(state(holds)).isEqualTo(Card.State.DONE);
    }

    @Test
    void pinnedRunsComeFirstThenTheLastTwentyThenIncidentsThenScenarios() {
        for (int id = 40; id > 10; id--) {
            desk.runs.add(run(id, STALE, List.of()));
        }
        keep(pinned(run(3, STALE, List.of())));
        assertThat(found().subList(0, 3)).containsExactly("run-3", "run-40", "run-39");
        assertThat(found().get(20)).isEqualTo("run-21");
        assertThat(found().get(21)).isEqualTo("incident-1");
        assertThat(found().get(21 + INCIDENTS.all().size())).isEqualTo("scenario-1");
    }

    @Test
    void wordsFindTitlesSentencesFindingsAndNamesOfSymptoms() {
        keep(run(1, STALE, List.of(), "stale-overwrite"), run(2, STALE, List.of()));
        model.wordsProperty().set("ANA'S late");
        assertThat(found()).contains("run-1").doesNotContain("run-2");
        model.wordsProperty().set("twice");
        assertThat(found()).contains("scenario-3").doesNotContain("run-1", "scenario-1");
        model.wordsProperty().set("twice no-such-word");
        assertThat(found()).isEmpty();
        model.clearFilter();
        assertThat(found()).hasSize(model.total());
    }

    @Test
    void anIncidentIsFoundByItsSymptomPredictedFirstOrReplayed() {
        model.wordsProperty().set("charged twice");
        Entry found = model.foundProperty().get().stream()
                .filter(each -> each.incident() != null)
                .findFirst()
                .orElseThrow();
        assertThat(found.title()).isEqualTo("Charged twice at checkout");
        model.open(found);
        model.replay(found);
        assertThat(desk.asked)
                .containsExactly("incident 09-charged-twice-at-checkout", "replay 09-charged-twice-at-checkout");
    }

    @Test
    void aSymptomLeavesWhatShowsIt() {
        keep(run(1, STALE, List.of(), "stale-overwrite"), run(2, STALE, List.of()));
        assertThat(model.symptoms()).contains(AnomalyWords.STALE, AnomalyWords.LOST);
        model.symptomProperty().set(AnomalyWords.STALE);
        assertThat(found()).contains("run-1", "scenario-13").doesNotContain("run-2", "scenario-1");
        model.wordsProperty().set("too late");
        assertThat(found()).containsExactly("run-1");
    }

    @Test
    void onlyABrokenPromiseIsDrawnAsOneAndItsSymptomComesFirst() {
        Judgement broken = new Judgement("no-stale-overwrite", "violated", true);
        Judgement allowed = new Judgement("no-stale-overwrite", "violated", false);
        keep(
                judged(1, STALE, List.of(), List.of(broken), "duplicate", "stale-overwrite"),
                judged(2, STALE, List.of(), List.of(allowed), "stale-overwrite"));
        assertThat(entry("run-1").broken()).isTrue();
        assertThat(entry("run-1").symptoms()).containsExactly(AnomalyWords.STALE, AnomalyWords.DUPLICATED);
        assertThat(entry("run-2").broken()).isFalse();
    }

    @Test
    void anAnomalyOfAnotherVersionHasNoSignAndIsNotCalledNothing() {
        keep(run(1, STALE, List.of(), "some-new-anomaly"));
        assertThat(entry("run-1").symptoms()).isEmpty();
        assertThat(entry("run-1").text()).isEqualTo("some-new-anomaly. It came too late.");
    }

    @Test
    void aRunOfTodayHasATimeAndAnOlderOneADate() {
        KnownRun today = run(1, STALE, List.of());
        KnownRun before = new KnownRun(
                2, today.recipe(), "Old", today.verdict(), today.at().minusSeconds(86_400), false, false, null);
        keep(today, before);
        assertThat(entry("run-1").when()).isEqualTo("14:04");
        assertThat(entry("run-2").when()).isEqualTo("2026-03-01");
    }

    @Test
    void aPinnedRunIsReplayedFromItsRecordingAndAnotherOneRunAgain() {
        keep(pinned(run(3, STALE, List.of())), run(4, STALE, List.of()));
        model.open(entry("run-3"));
        model.open(entry("run-4"));
        model.pin(entry("run-4"), true);
        model.pin(entry("run-3"), false);
        assertThat(desk.asked)
                .containsExactly(
                        Path.of("run-3.jsonl"), new Recipe(STALE.name(), STALE.scenario()), "pin 4", "unpin 3");
    }

    @Test
    void aScenarioThatThisVersionRefusesSaysWhyAndIsNotTheFirstToStartWith() {
        Chapter chapter = new Chapter("A", "B", List.of(new Lesson(1, "odd", "scenario: 99\n"), STALE));
        HomeViewModel other = new HomeViewModel(List.of(chapter), List.of(), desk, NOW);
        Card odd = other.rows().getFirst().cards().getFirst();
        assertThat(odd.readable()).isFalse();
        assertThat(odd.symptom()).isEqualTo("Cannot be read");
        assertThat(odd.about()).contains("scenario.yaml:1");
        assertThat(other.startProperty().get().number()).isEqualTo(STALE.number());
    }

    @Test
    void addedLessonsStandUnderTheNameOfTheirPackAndCanBeTaken() {
        Stage first = SHIPPED.stage(SHIPPED.course().getFirst());
        desk.added.add(new Stage("mine/01-first", first.script(), first.scenario()));
        desk.added.add(new Stage("other/01-first", first.script(), first.scenario()));
        model.refresh();
        Entry mine = entry("added-mine-01-first");
        assertThat(mine.head()).isEqualTo("Added: mine");
        assertThat(entry("added-other-01-first").head()).isEqualTo("Added: other");
        model.open(mine);
        assertThat(desk.asked).containsExactly("take mine/01-first");
    }

    @Test
    void aLessonThatWasLeftHalfWayIsWhatToGoOnWith() {
        desk.half = new Desk.HalfTaken("05-acknowledge-before-the-work", "Acknowledge", "Next: fix it.", false);
        model.refresh();
        HomeViewModel.Start start = model.startProperty().get();
        assertThat(start.label()).isEqualTo("Go on where you stopped · Chapter 2, Receiving");
        assertThat(start.action()).isEqualTo("Go on with lesson 5");
        assertThat(start.text()).isEqualTo("Next: fix it.");
        assertThat(model.statesProperty().get()).containsEntry(5, Card.State.RUN);
        start.go().run();
        assertThat(desk.asked).containsExactly("take 05-acknowledge-before-the-work");
    }
}
