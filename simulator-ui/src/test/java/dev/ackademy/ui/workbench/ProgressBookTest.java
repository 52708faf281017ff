package dev.ackademy.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressBookTest {

    private static final Instant NOW = Instant.parse("2026-03-02T14:05:00Z");

    @TempDir
    private Path home;

    private ProgressBook book() {
        return ProgressBook.open(home, problem -> {
            throw new AssertionError(problem);
        });
    }

    private static Taken taken(String lesson) {
        return new Taken("me", lesson, NOW, List.of(1, 2), List.of(true, false), 1, 2, true, List.of("a=1"), 30);
    }

    private static Begun begun(String lesson, String step, Instant at) {
        return new Begun("me", lesson, at, List.of(2, 0), step, List.of("a=1", "b=x"), 1, 12);
    }

    @Test
    void aBookOfTheVersionBeforeIsTakenOverWithAllThatIsInIt() throws Exception {
        StoreSchema now = ProgressSchema.STORE;
        StoreSchema before = new StoreSchema(
                now.file(),
                now.name(),
                now.without(),
                now.steps().subList(0, 1),
                now.kept(),
                now.version(),
                new TreeMap<>(Map.of("TAKEN", 10)));
        try (var old = RunStore.open(home, before, problem -> {
                    throw new AssertionError(problem);
                });
                var statement = old.createStatement()) {
            statement.execute("INSERT INTO TAKEN VALUES ('me', '01-first', 0, ARRAY[2], ARRAY[TRUE], 0, 1, TRUE,"
                    + " ARRAY['a=1'], 9)");
            old.commit();
        }
        try (ProgressBook book = book()) {
            assertThat(book.taken("me")).singleElement().satisfies(each -> {
                assertThat(each.lesson()).isEqualTo("01-first");
                assertThat(each.answers()).containsExactly(2);
            });
            assertThat(book.begun("me")).isEmpty();
            book.keep(begun("02-second", "fix", NOW));
        }
        try (ProgressBook book = book()) {
            assertThat(book.taken("me")).hasSize(1);
            assertThat(book.begun("me")).containsExactly(begun("02-second", "fix", NOW));
        }
    }

    @Test
    void whereALearnerStandsIsReplacedAndForgottenWhenTheLessonIsDone() {
        try (ProgressBook book = book()) {
            book.keep(begun("01-first", "predict", NOW));
            book.keep(begun("01-first", "watch", NOW.plusSeconds(5)));
            book.keep(begun("02-second", "why", NOW.plusSeconds(9)));
            assertThat(book.begun("me"))
                    .containsExactly(
                            begun("02-second", "why", NOW.plusSeconds(9)),
                            begun("01-first", "watch", NOW.plusSeconds(5)));
            book.add(taken("02-second"));
            assertThat(book.begun("me")).extracting(Begun::lesson).containsExactly("01-first");
            book.forget("me", "01-first");
            assertThat(book.begun("me")).isEmpty();
        }
    }

    @Test
    void aBrokenBookIsSetAsideAndAnotherIsBegun() throws IOException {
        Files.writeString(home.resolve("progress.mv.db"), "no store");
        StringBuilder told = new StringBuilder();
        try (ProgressBook book = ProgressBook.open(home, told::append)) {
            book.keep(begun("01-first", "watch", NOW));
        }
        assertThat(told.toString()).contains("set aside");
        try (ProgressBook book = book()) {
            assertThat(book.begun("me")).hasSize(1);
        }
        try (var files = Files.list(home)) {
            assertThat(files.filter(each -> each.toString().endsWith(".set-aside")))
                    .hasSize(1);
        }
    }
}
