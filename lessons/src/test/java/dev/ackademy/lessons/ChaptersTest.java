package dev.ackademy.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChaptersTest {

    private static final List<Lesson> LESSONS =
            List.of(new Lesson(1, "one", ""), new Lesson(2, "two", ""), new Lesson(3, "three", ""));

    private static final String ORDER = """
            chapters:
              - title: Order
                subtitle: Who came first
                scenarios:
                  - 02-two
                  - 01-one
            """;

    @Test
    void everyShippedScenarioStandsInExactlyOneChapter() {
        LessonLibrary library = LessonLibrary.shipped();
        assertThat(library.chapters())
                .hasSizeGreaterThan(1)
                .flatExtracting(Chapter::lessons)
                .containsExactlyInAnyOrderElementsOf(library.all());
    }

    @Test
    void scenariosStandInTheOrderOfTheFileAndTheRestComesLast() {
        List<Chapter> chapters = Chapters.read(ORDER, LESSONS);
        assertThat(chapters).extracting(Chapter::title).containsExactly("Order", "More");
        assertThat(chapters.getFirst().subtitle()).isEqualTo("Who came first");
        assertThat(chapters.getFirst().lessons()).containsExactly(LESSONS.get(1), LESSONS.get(0));
        assertThat(chapters.getLast().lessons()).containsExactly(LESSONS.get(2));
    }

    @Test
    void withoutARestThereIsNoLastChapter() {
        assertThat(Chapters.read(ORDER, LESSONS.subList(0, 2)))
                .extracting(Chapter::title)
                .containsExactly("Order");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "- 01-one | - 04-four | chapters.yaml:6: there is no scenario '04-four'",
                "- 01-one | - 02-two | chapters.yaml:6: '02-two' stands in a chapter already",
                "- 01-one | - [] | chapters.yaml:6: a text is expected here",
                "subtitle: Who | about: Who | chapters.yaml:3: 'about' is unknown",
                "subtitle: Who | title: Who | chapters.yaml:3: 'title' stands here twice",
                "title: Order | title: '' | chapters.yaml:2: a text is expected here",
                "title: Order | title: [Order] | chapters.yaml:2: a text is expected here",
                "chapters: | parts: | chapters.yaml:1: 'parts' is unknown",
                "- title: Order | - title: 'Order | not readable as YAML",
            })
    void whatIsWrongIsRefusedWithItsLine(String text, String instead, String cause) {
        assertThatThrownBy(() -> Chapters.read(ORDER.replace(text, instead), LESSONS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "# nothing | the file is empty",
                "chapters | fields are expected here",
                "chapters: 3 | a list is expected here",
                "chapters: [{title: A, subtitle: B}] | 'scenarios' is missing",
                "chapters: [{title: A, subtitle: B, scenarios: []}] | at least one scenario",
            })
    void aFileOfAnotherShapeIsRefused(String text, String cause) {
        assertThatThrownBy(() -> Chapters.read(text, LESSONS)).hasMessageContaining(cause);
    }
}
