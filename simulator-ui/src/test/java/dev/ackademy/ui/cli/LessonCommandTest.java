package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import dev.ackademy.lessons.play.Stage;
import dev.ackademy.ui.workbench.Begun;
import dev.ackademy.ui.workbench.Judged;
import dev.ackademy.ui.workbench.ProgressBook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LessonCommandTest {

    private static final String ACKS = "processes.shop.producer.acks=all";
    private static final String RETRIES = "processes.shop.producer.retries=3";

    @Test
    void aTalkLocksThePredictionBeforeItShowsTheRunAndEndsWhenTheGoalIsMet() {
        CommandRun run = CommandRun.typing("9\n2\n2\nhint\nacks=all\nacks=all retries=3\n", "lesson", "1");
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .containsSubsequence(
                        "Predict 1",
                        "Type one number",
                        "Locked: 2.",
                        "Predict 2",
                        "Locked: 2.",
                        "⚑1 lost-effect",
                        "✓ Nothing. The message never arrives.",
                        "Not yet: the checkers still find lost-effect",
                        "The goal holds",
                        "Take with you")
                .doesNotContain("One way to mend it");
    }

    @Test
    void whatMendsItIsNotToldBeforeTheLearnerHasTried() {
        String out = CommandRun.typing("1\n1\n", "lesson", "1").out();
        assertThat(out.substring(0, out.indexOf("Fix it"))).doesNotContain("--set");
    }

    @Test
    void answersGivenAsOptionsAreJudgedWithoutATalk() {
        CommandRun right = CommandRun.of("lesson", "1", "--answers", "2,2", "--set", ACKS, "--set", RETRIES);
        assertThat(right.exit()).isZero();
        assertThat(right.out()).contains("The goal holds").doesNotContain("Your prediction");
        assertThat(CommandRun.of("lesson", "1", "--answers", "1,2").exit()).isEqualTo(1);
        assertThat(CommandRun.of("lesson", "1", "--answers", "2,2", "--set", ACKS)
                        .exit())
                .isEqualTo(1);
    }

    @Test
    void anObjectTellsTheRightAnswersOnlyWhenAllAreLocked() {
        JsonNode open = json("lesson", "1", "--json");
        assertThat(open.get("phase").asString()).isEqualTo("predict");
        assertThat(open.get("questions").get(0).has("right")).isFalse();
        JsonNode done = json("lesson", "1", "--json", "--answers", "1,2", "--set", ACKS, "--set", RETRIES);
        assertThat(done.get("phase").asString()).isEqualTo("done");
        assertThat(done.get("questions").get(0).get("right").asInt()).isEqualTo(2);
        assertThat(done.get("questions").get(0).get("correct").asBoolean()).isFalse();
        assertThat(done.get("mended").asBoolean()).isTrue();
    }

    @Test
    void whatCannotBeIsRefusedWithANextStep() {
        assertThat(CommandRun.of("lesson", "999").err()).contains("lesson list");
        assertThat(CommandRun.of("lesson", "1", "--answers", "2").err()).contains("2 questions");
        assertThat(CommandRun.of("lesson", "1", "--answers", "2,7").err()).contains("from 1 to 3");
        assertThat(CommandRun.of("lesson", "1", "--set", ACKS).err()).contains("--answers");
        assertThat(CommandRun.of("lesson", "1", "--answers", "2,2", "--set", "seed=4")
                        .err())
                .contains("cannot be changed in this lesson");
    }

    @Test
    void aWordOfTheFieldIsExplained() {
        assertThat(CommandRun.of("lesson", "words", "dead", "letters").out()).startsWith("dead letter  poison-message");
        assertThat(CommandRun.of("lesson", "words").out().lines()).hasSizeGreaterThan(80);
        assertThat(CommandRun.of("lesson", "words", "xyzzy").err()).contains("does not stand in the glossary");
    }

    @Test
    void theListNamesEveryLessonOfTheCourse() {
        assertThat(CommandRun.of("lesson", "list").out()).contains("Sending", "01  Fire and forget");
    }

    private static JsonNode json(String... arguments) {
        return JsonMapper.builder().build().readTree(CommandRun.of(arguments).out());
    }

    @Test
    void whatALearnerDoesIsKeptAndCanBeForgotten(@TempDir Path home) {
        CommandRun.at(home, "lesson", "1", "--answers", "2,2", "--set", ACKS, "--set", RETRIES, "--learner", "Ana");
        CommandRun.at(home, "lesson", "1", "--answers", "1,2", "--learner", "Ben");
        assertThat(CommandRun.at(home, "lesson", "progress", "--learner", "Ana").out())
                .contains("2 of 2 right, done after 1 try");
        assertThat(CommandRun.at(home, "lesson", "progress", "--all", "--csv")
                        .out()
                        .lines())
                .hasSize(3)
                .anyMatch(each -> each.startsWith("\"Ben\",\"01-fire-and-forget\""));
        assertThat(CommandRun.at(home, "lesson", "list", "--learner", "Ana").out())
                .contains("6 min  ✓");
        assertThat(CommandRun.at(home, "lesson", "progress", "--learner", "Ana", "--reset")
                        .out())
                .contains("1 of Ana");
        assertThat(CommandRun.at(home, "lesson", "progress", "--all", "--json")
                        .out()
                        .lines())
                .hasSize(1);
    }

    @Test
    void nothingIsKeptOfALessonThatNobodyAnswers(@TempDir Path home) {
        CommandRun.at(home, "lesson", "1");
        CommandRun.at(home, "lesson", "1", "--answers", "2,2", "--no-progress");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aBrokenRecordOfLessonsIsSetAsideAndNotOverwritten(@TempDir Path home) throws IOException {
        Files.writeString(home.resolve("progress.mv.db"), "no store");
        CommandRun run = CommandRun.at(home, "lesson", "1", "--answers", "2,2");
        assertThat(run.err()).contains("set aside");
        assertThat(CommandRun.at(home, "lesson", "progress").out()).contains("2 of 2 right");
        try (var files = Files.list(home)) {
            assertThat(files.filter(each -> each.toString().endsWith(".set-aside")))
                    .hasSize(1);
        }
    }

    private static ProgressBook book(Path home) {
        return ProgressBook.open(home, problem -> {
            throw new AssertionError(problem);
        });
    }

    /// Somebody who looks into the book while the program waits for them.
    private static final class Looking extends BufferedReader {

        private final Path home;
        final List<Begun> seen = new ArrayList<>();

        Looking(Path home, String typed) {
            super(new StringReader(typed));
            this.home = home;
        }

        @Override
        public String readLine() throws IOException {
            if (ProgressBook.isIn(home)) {
                try (ProgressBook book = book(home)) {
                    seen.addAll(book.begun("me"));
                }
            }
            return super.readLine();
        }
    }

    @Test
    void everyStepOfATalkIsKeptBeforeTheNextOneIsAskedFor(@TempDir Path home) throws IOException {
        Looking learner = new Looking(home, "2\n2\nhint\nacks=all\nskip\n");
        CommandRun.typing(home, learner, "lesson", "1");
        assertThat(learner.seen)
                .extracting(each -> each.step() + " " + each.answers() + " " + each.hints() + " " + each.sets())
                .containsExactly(
                        "predict [2] 0 []", "fix [2, 2] 0 []", "fix [2, 2] 1 []", "fix [2, 2] 1 [" + ACKS + "]");
        try (ProgressBook book = book(home)) {
            assertThat(book.begun("me")).as("it is done").isEmpty();
            assertThat(book.taken("me")).hasSize(1);
        }
    }

    @Test
    void aTalkGoesOnWhereTheLearnerStopped(@TempDir Path home) {
        try (ProgressBook book = book(home)) {
            book.keep(new Begun("me", "01-fire-and-forget", Instant.EPOCH, List.of(2, 2), "fix", List.of(ACKS), 1, 60));
        }
        CommandRun run =
                CommandRun.typing(home, new BufferedReader(new StringReader("acks=all retries=3\n")), "lesson", "1");
        assertThat(run.out())
                .contains("You have been here", "Last tried: " + ACKS, "The goal holds")
                .doesNotContain("Your prediction");
        assertThat(CommandRun.at(home, "lesson", "progress").out()).contains("2 of 2 right");
        Begun left = new Begun("me", "01-fire-and-forget", Instant.EPOCH, List.of(2), "predict", List.of(), 0, 5);
        try (ProgressBook book = book(home)) {
            book.keep(left);
        }
        assertThat(CommandRun.at(home, "lesson", "1").out())
                .contains("Predict 2")
                .doesNotContain("Predict 1");
        try (ProgressBook book = book(home)) {
            book.keep(left);
        }
        assertThat(CommandRun.at(home, "lesson", "1", "--again").out()).contains("Predict 1");
    }

    @Test
    void handoutsAskBeforeTheyShowAndTheKeyIsComputed(@TempDir Path home) throws IOException {
        Path out = home.resolve("pack");
        assertThat(CommandRun.at(home, "lesson", "pack", "--out", out.toString())
                        .exit())
                .isZero();
        String markdown = Files.readString(out.resolve("handouts.md"));
        assertThat(markdown)
                .containsSubsequence("Fire and forget", "☐ Nothing.", "what happened", "billing-db.payments", "Goal:");
        assertThat(Files.readString(out.resolve("handouts.html")))
                .contains("<h2>01 Fire and forget</h2>", "<pre>")
                .doesNotContain("<script");
        assertThat(Files.readString(out.resolve("answer-key.md"))).contains("1. Choice 2: Nothing.");
        assertThat(Files.readString(out.resolve("results.csv"))).startsWith("\"learner\",\"01-fire-and-forget:");
        assertThat(CommandRun.at(home, "lesson", "pack", "--out", out.toString())
                        .err())
                .contains("not an empty folder");
    }

    /// The picture of a lesson's key moment: the run is drawn, and what the goal is about stands in it as a
    /// flag.
    @ParameterizedTest
    @MethodSource("course")
    void thePictureOfEveryLessonShowsItsKeyMoment(Lesson lesson) {
        Stage stage = LessonLibrary.shipped().stage(lesson);
        Stage.Played run = stage.play();
        String picture = SpaceTime.of(
                        new Judged(run.resolved().scenario(), run.trace(), run.report()),
                        Numbered.of(run.report()),
                        Terminal.PLAIN)
                .stream()
                .map(each -> each.render(Terminal.PLAIN))
                .collect(Collectors.joining("\n"));
        assertThat(picture.lines().count()).isGreaterThanOrEqualTo(3);
        if (!stage.script().goal().breaks()) {
            assertThat(picture).as(lesson.name()).contains("⚑");
        }
    }

    static List<Lesson> course() {
        return LessonLibrary.shipped().course();
    }
}
