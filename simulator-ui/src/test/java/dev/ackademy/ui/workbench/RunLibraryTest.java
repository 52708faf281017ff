package dev.ackademy.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.core.check.Report;
import dev.ackademy.core.trace.Recording;
import dev.ackademy.core.trace.RecordingReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunLibraryTest {

    private static final Workbench WORKBENCH = new Workbench();

    @TempDir
    private Path folder;

    private final List<String> messages = new ArrayList<>();

    private RunLibrary open() {
        return RunLibrary.open(folder, messages::add);
    }

    /// The shipped scenario 2 with a seed.
    static RunRecipe recipe(long seed) {
        return new RunRecipe(
                "02",
                WORKBENCH.catalogue().get(2).scenario(),
                "idempotent",
                List.of("processes.shop.producer.linger=1ms"),
                seed);
    }

    private static KnownRun add(RunLibrary library, RunRecipe recipe) {
        return library.add(recipe, WORKBENCH.run(recipe)).orElseThrow();
    }

    private static KnownRun addInvented(RunLibrary library, long seed) {
        KnownVerdict verdict =
                new KnownVerdict("0.0.9", "d" + seed, Report.Outcome.EXPECTED, List.of(), new TreeMap<>(), List.of());
        return library.add(recipe(seed), "t", verdict, Instant.ofEpochMilli(seed))
                .orElseThrow();
    }

    @Test
    void aRunComesBackAsItWasKeptAlsoFromTheDisk() {
        RunRecipe recipe = new RunRecipe(
                "Straße; 'quoted' \"\n.yaml",
                WORKBENCH.catalogue().get(2).scenario(),
                "",
                List.of("title=\"a; b\"", "seed=7"),
                -3,
                new TreeMap<>(Map.of("cut/produce/shop.1/A#2/1", 1, "another", 0)));
        Judged run = WORKBENCH.run(recipe);
        KnownRun kept;
        try (RunLibrary library = open()) {
            kept = library.add(recipe, run).orElseThrow();
            assertThat(library.recent(5)).containsExactly(kept);
        }
        assertThat(kept.recipe()).isEqualTo(recipe);
        assertThat(kept.title()).isEqualTo("a; b");
        assertThat(kept.verdict()).isEqualTo(KnownVerdict.of(run));
        assertThat(kept.verdict().judgements()).hasSize(8).anyMatch(KnownVerdict.Judgement::promised);
        assertThat(kept.verdict().counts()).containsEntry("duplicate", 1);
        assertThat(kept.verdict().findings().getFirst()).startsWith("duplicate A#1 (Ana's payment of 40 EUR): ");
        try (RunLibrary again = open()) {
            assertThat(again.recent(5)).containsExactly(kept);
            assertThat(again.find(kept.id())).contains(kept);
            assertThat(again.find(kept.id() + 1)).isEmpty();
        }
        assertThat(messages).isEmpty();
    }

    @Test
    void theLastRunComesFirstAndARunThatIsMadeAgainMovesToTheFront() {
        try (RunLibrary library = open()) {
            KnownRun one = addInvented(library, 30);
            KnownRun two = addInvented(library, 20);
            KnownRun three = addInvented(library, 10);
            assertThat(library.recent(2)).containsExactly(three, two);
            KnownRun again = addInvented(library, 30);
            assertThat(again.id()).isEqualTo(one.id());
            assertThat(library.recent(9)).containsExactly(again, three, two);
            assertThat(library.recent(0)).isEmpty();
            assertThat(library.recent(-1)).isEmpty();
        }
    }

    @Test
    void theSameRecipeByAnotherEngineIsAnotherRun() {
        try (RunLibrary library = open()) {
            add(library, recipe(1));
            library.add(recipe(1), "t", another(KnownVerdict.of(WORKBENCH.run(recipe(1))), "0.0.1"), Instant.EPOCH);
            assertThat(library.recent(9)).hasSize(2);
        }
    }

    @Test
    void anIdIsNotGivenAgain() {
        long first;
        try (RunLibrary library = open()) {
            first = addInvented(library, 1).id();
            assertThat(library.remove(first)).isTrue();
            assertThat(library.remove(first)).isFalse();
        }
        try (RunLibrary library = open()) {
            assertThat(addInvented(library, 2).id()).isGreaterThan(first);
            assertThat(library.find(first)).isEmpty();
        }
    }

    @Test
    void theLatestUnpinnedRunsAreKeptAndEveryPinnedOne() {
        try (RunLibrary library = open()) {
            KnownRun pinned = add(library, recipe(1));
            library.pin(pinned.id(), WORKBENCH.run(recipe(1)));
            for (long seed = 2; seed <= RunLibrary.MOST_UNPINNED + 20; seed++) {
                addInvented(library, seed);
            }
            List<KnownRun> all = library.recent(Integer.MAX_VALUE);
            assertThat(all).hasSize(RunLibrary.MOST_UNPINNED + 1);
            assertThat(all.getLast().id()).isEqualTo(pinned.id());
            assertThat(all.get(RunLibrary.MOST_UNPINNED - 1).recipe().seed()).isEqualTo(21);
        }
        try (RunLibrary library = open()) {
            assertThat(library.recent(Integer.MAX_VALUE)).hasSize(RunLibrary.MOST_UNPINNED + 1);
        }
        assertThat(messages).isEmpty();
    }

    @Test
    void aPinnedRunKeepsItsRecordingUntilItIsUnpinned() {
        try (RunLibrary library = open()) {
            RunRecipe recipe = recipe(4);
            KnownRun known = add(library, recipe);
            assertThat(known.pinned()).isFalse();
            KnownRun pinned = library.pin(known.id(), WORKBENCH.run(recipe)).orElseThrow();
            assertThat(pinned.pinned()).isTrue();
            assertThat(library.pinned()).containsExactly(pinned);
            Recording recording = RecordingReader.read(pinned.recording());
            assertThat(recording.trace().digest()).isEqualTo(known.verdict().digest());
            assertThat(WORKBENCH.replay(pinned.recording().toString(), _ -> {}).isEqual())
                    .isTrue();
            KnownRun unpinned = library.unpin(known.id()).orElseThrow();
            assertThat(unpinned).isEqualTo(known);
            assertThat(pinned.recording()).doesNotExist();
            KnownRun again = library.pin(known.id(), WORKBENCH.run(recipe)).orElseThrow();
            library.remove(known.id());
            assertThat(again.recording()).doesNotExist();
        }
        assertThat(messages).isEmpty();
    }

    @Test
    void pinningWritesOverNoFile() throws Exception {
        try (RunLibrary library = open()) {
            KnownRun known = add(library, recipe(4));
            Path there = Files.writeString(
                    folder.resolve("run-" + known.id() + "-" + known.verdict().digest() + ".jsonl"), "mine");
            KnownRun pinned = library.pin(known.id(), WORKBENCH.run(recipe(4))).orElseThrow();
            assertThat(pinned.recording()).isNotEqualTo(there).exists();
            assertThat(there).hasContent("mine");
        }
    }

    @Test
    void anotherRunIsNotTakenForThePinnedOne() {
        try (RunLibrary library = open()) {
            KnownRun known = add(library, recipe(4));
            RunRecipe other = new RunRecipe("02", recipe(4).text(), "", List.of(), 4);
            assertThatThrownBy(() -> library.pin(known.id(), WORKBENCH.run(other)))
                    .isInstanceOf(WrongUse.class)
                    .hasMessageContaining("cannot be recorded");
            assertThat(library.find(known.id())).contains(known);
            assertThat(folder).isDirectoryNotContaining("glob:**.jsonl");
        }
    }

    @Test
    void aRunAgainWithTheSameEngineSaysTheSame() {
        try (RunLibrary library = open()) {
            for (var lesson : WORKBENCH.catalogue()) {
                KnownRun known = add(library, new RunRecipe(lesson.name(), lesson.scenario(), "", List.of(), 11));
                Rerun rerun = RunLibrary.rerun(known, WORKBENCH);
                assertThat(rerun.sameEngine()).isTrue();
                assertThat(rerun.agrees()).as(lesson.name()).isTrue();
            }
        }
    }

    @Test
    void aRunAgainWithAnotherEngineShowsBothVerdicts() {
        try (RunLibrary library = open()) {
            KnownVerdict now = KnownVerdict.of(WORKBENCH.run(recipe(4)));
            KnownVerdict then = new KnownVerdict(
                    "0.0.1",
                    "00",
                    Report.Outcome.UNEXPECTED,
                    List.of(new KnownVerdict.Judgement("no-surprise", "violated", true)),
                    new TreeMap<>(Map.of("a-word-of-another-version", 3)),
                    List.of("a-word-of-another-version A#1"));
            KnownRun known = library.add(recipe(4), "t", then, Instant.EPOCH).orElseThrow();
            Rerun rerun = RunLibrary.rerun(known, WORKBENCH);
            assertThat(rerun.then()).isEqualTo(then);
            assertThat(rerun.now()).isEqualTo(now);
            assertThat(rerun.sameEngine()).isFalse();
            assertThat(rerun.agrees()).isFalse();
            assertThat(new Rerun(known, rerun.run(), another(then, "0.0.2")).agrees())
                    .as("another version that says the same")
                    .isTrue();
        }
    }

    @Test
    void aScenarioThatIsTooLargeIsNotKeptAndNothingElseIsLost() {
        try (RunLibrary library = open()) {
            KnownRun known = addInvented(library, 1);
            RunRecipe large = new RunRecipe("x", "#".repeat(1_048_577), "", List.of(), 1);
            assertThat(library.add(large, WORKBENCH.run(recipe(1)))).isEmpty();
            assertThat(messages).singleElement().asString().contains("too large");
            RunRecipe largest = new RunRecipe("x", "#".repeat(1_048_576), "", List.of(), 1);
            assertThat(library.add(largest, WORKBENCH.run(recipe(1)))).isPresent();
            assertThat(library.find(known.id())).contains(known);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"with space", "Überraschung", "a%20b", "a=b", "~", "C:", "nio:x", "'quoted\"", "$HOME", "日本"})
    void anOddFolderNameIsTakenAsItIs(String name) {
        Path home = folder.resolve(name).resolve("deep");
        try (RunLibrary library = RunLibrary.open(home, messages::add)) {
            addInvented(library, 1);
            assertThat(home.resolve("runs.mv.db")).exists();
        }
        try (RunLibrary library = RunLibrary.open(home, messages::add)) {
            assertThat(library.recent(9)).hasSize(1);
        }
        assertThat(messages).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {";INIT=CREATE ALIAS A FOR 'java.lang.System.exit'", "x;MODE=MySQL", "a\\b"})
    void aFolderNameThatTheDatabaseWouldReadOtherwiseIsRefused(String name) {
        try (RunLibrary library = RunLibrary.open(folder.resolve(name), messages::add)) {
            assertThat(library.isOpen()).isFalse();
            assertThat(library.recent(9)).isEmpty();
            assertThat(library.add(recipe(1), WORKBENCH.run(recipe(1)))).isEmpty();
        }
        assertThat(messages).singleElement().asString().contains("semicolon", "ACKADEMY_HOME");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aClosedLibraryAnswersWithNothing() {
        RunLibrary library = open();
        KnownRun known = addInvented(library, 1);
        library.close();
        library.close();
        assertThat(library.isOpen()).isFalse();
        assertThat(library.find(known.id())).isEmpty();
        assertThat(library.remove(known.id())).isFalse();
    }

    private static KnownVerdict another(KnownVerdict verdict, String engine) {
        return new KnownVerdict(
                engine,
                verdict.digest(),
                verdict.outcome(),
                verdict.judgements(),
                verdict.counts(),
                verdict.findings());
    }
}
