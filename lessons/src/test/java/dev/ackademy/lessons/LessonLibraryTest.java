package dev.ackademy.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.scenario.ScenarioFile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LessonLibraryTest {

    private static final LessonLibrary LIBRARY = LessonLibrary.shipped();

    static List<Lesson> all() {
        return LIBRARY.all();
    }

    @Test
    void scenariosStandInTheOrderOfTheirNumbersAndNoNumberStandsTwice() {
        assertThat(LIBRARY.all()).hasSizeGreaterThanOrEqualTo(14);
        assertThat(LIBRARY.all().stream().map(Lesson::number).toList())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "01", "001", "fire-and-forget", "01-fire-and-forget"})
    void aLessonIsFoundByNumberSlugOrBoth(String name) {
        assertThat(LIBRARY.find(name)).map(Lesson::name).hasValue("01-fire-and-forget");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "999", "", "fire", "../01-fire-and-forget", "01_fire-and-forget"})
    void nothingElseIsALesson(String name) {
        assertThat(LIBRARY.find(name)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyScenarioAndEachOfItsVariantsCanBeReadAndSaysWhatItShows(Lesson lesson) {
        var resolved = ScenarioFile.parse(lesson.scenario(), lesson.name());
        assertThat(resolved.scenario().title()).isNotBlank();
        assertThat(resolved.scenario().expect().stated()).isTrue();
        for (String variant : resolved.variants()) {
            assertThat(ScenarioFile.parse(lesson.scenario(), lesson.name(), variant, List.of())
                            .variant())
                    .isEqualTo(variant);
        }
    }
}
