package dev.ackademy.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddedLessonsTest {

    private static final Lesson FIRST =
            LessonLibrary.shipped().find("fire-and-forget").orElseThrow();

    @TempDir
    Path home;

    private final Map<String, String> files = new LinkedHashMap<>(
            Map.of("01-my-lesson/lesson.md", FIRST.text(), "01-my-lesson/scenario.yaml", FIRST.scenario()));

    private boolean added;

    private Path zip(String name) throws IOException {
        Path file = home.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, String> each : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(each.getKey()));
                zip.write(each.getValue().getBytes(StandardCharsets.ISO_8859_1));
                zip.closeEntry();
            }
        }
        return file;
    }

    private AddedLessons lessons() {
        return new AddedLessons(home.resolve("lessons"));
    }

    private void isRefused(String cause) throws IOException {
        Path file = zip("mine.zip");
        assertThatThrownBy(() -> lessons().add(file))
                .isInstanceOf(PackRefused.class)
                .hasMessageContaining(cause);
    }

    /// Whatever was refused: nothing of it is there.
    @AfterEach
    void nothingIsHalfInstalled() throws IOException {
        if (!added && Files.exists(home.resolve("lessons"))) {
            try (var left = Files.list(home.resolve("lessons"))) {
                assertThat(left).isEmpty();
            }
        }
    }

    @Test
    void aPackIsAddedAndItsLessonsCanBePlayed() throws IOException {
        added = true;
        assertThat(lessons().add(zip("mine.zip")).lessons())
                .extracting(Lesson::name)
                .containsExactly("01-my-lesson");
        assertThat(lessons().all()).extracting(Pack::name).containsExactly("mine");
        assertThat(lessons().find("mine/1").orElseThrow().play().report().counts())
                .isNotEmpty();
        assertThat(lessons().find("mine/2")).isEmpty();
        assertThat(lessons().find("other/1")).isEmpty();
        assertThatThrownBy(() -> lessons().add(home.resolve("mine.zip"))).hasMessageContaining("already");
    }

    @Test
    void aPathThatLeadsElsewhereIsRefused() throws IOException {
        files.put("../01-out/lesson.md", "x");
        isRefused("nothing else");
    }

    @Test
    void anythingButALessonIsRefused() throws IOException {
        files.put("01-my-lesson/Evil.class", "x");
        isRefused("nothing else");
    }

    @Test
    void aFileThatGrowsWhenItIsUnpackedIsRefused() throws IOException {
        files.put("02-large/lesson.md", " ".repeat(3_000_000));
        isRefused("unpacks to more");
    }

    @Test
    void tooManyFilesAreRefused() throws IOException {
        for (int i = 10; i < 400; i++) {
            files.put((i < 100 ? "0" : "") + i + "-x/lesson.md", "x");
        }
        isRefused("more than 200 files");
    }

    @Test
    void aLessonWithoutItsScenarioIsRefused() throws IOException {
        files.remove("01-my-lesson/scenario.yaml");
        isRefused("needs both");
    }

    @Test
    void aTextThatIsWrongIsRefusedWithItsLine() throws IOException {
        files.put("01-my-lesson/lesson.md", FIRST.text().replace("minutes: 6", "minutes: many"));
        isRefused("lesson.md:5: 'minutes' is a number");
    }

    @Test
    void htmlInATextIsRefused() throws IOException {
        files.put("01-my-lesson/lesson.md", FIRST.text() + "\n<script>alert(1)</script>\n");
        isRefused("only paragraphs");
    }

    @Test
    void aQuestionWithTwoRightAnswersIsRefused() throws IOException {
        files.put(
                "01-my-lesson/lesson.md",
                FIRST.text().replace("if: {count: {duplicate-effect: 1}}", "if: {found: [lost-effect]}"));
        isRefused("has 2 right answers");
    }

    @Test
    void aGoalThatIsMetFromTheStartIsRefused() throws IOException {
        files.put("01-my-lesson/lesson.md", FIRST.text().replace("absent: [lost-effect]", "absent: [duplicate]"));
        isRefused("met before anything is changed");
    }

    @Test
    void aFileThatIsNoZipIsRefused() throws IOException {
        Path file = Files.writeString(home.resolve("mine.zip"), "no zip");
        assertThatThrownBy(() -> lessons().add(file)).isInstanceOf(PackRefused.class);
        assertThatThrownBy(() -> lessons().add(home.resolve("none.zip"))).hasMessageContaining("there is no file");
        assertThatThrownBy(() -> lessons().add(home.resolve("Bad Name.zip"))).hasMessageContaining("small letters");
    }

    @Test
    void whatIsNotUtf8IsRefused() throws IOException {
        files.put("01-my-lesson/lesson.md", "\u00ff");
        isRefused("not text in UTF-8");
    }
}
