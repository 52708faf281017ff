package dev.ackademy.lessons.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.lessons.LessonLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptFileTest {

    private static final String TEXT =
            LessonLibrary.shipped().find("1").orElseThrow().text();

    @Test
    void aTextIsReadWithItsSectionsInOrder() {
        Script script = ScriptFile.lesson("lesson.md", TEXT.replace("\n", "\r\n"));
        assertThat(script.title()).isEqualTo("Fire and forget");
        assertThat(script.sections().keySet()).containsExactlyElementsOf(ScriptFile.LESSON_SECTIONS);
        assertThat(script.questions()).hasSize(2);
        assertThat(script.section(0))
                .first()
                .isInstanceOfSatisfying(
                        Block.Paragraph.class,
                        each -> assertThat(each.spans().getFirst().text()).startsWith("Ana buys a lamp"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "title: Fire and forget | name: Fire and forget | lesson.md:3: 'name' is unknown",
                "minutes: 6 | minutes: 6000 | lesson.md:5: 'minutes' is a number from 1 to 30",
                "level: first | level: easy | lesson.md:6: 'easy' is unknown. Known are first, core, deep",
                "machinery: [none] | machinery: [wheels] | lesson.md:8: 'wheels' is unknown",
                "found: [lost-effect] | found: [lost-love] | 'lost-love' is no anomaly that the checkers know",
                "count: {duplicate-effect: 1} | often: {duplicate-effect: 1} | 'often' is unknown",
                "absent: [lost-effect] | say-nothing: [lost-effect] | 'say-nothing' is unknown",
                "lesson: 1 | lesson: 2 | 'lesson' is a number from 1 to 1",
                "https://kafka | http://kafka | a link leads to https://",
                "## Watch | ## Look | the headings are '## The situation', '## Watch', '## Why', '## Fix it'",
                "## Watch | # Watch | only headings of the second level",
                "takeaway: | takeaway: [ | not readable as YAML",
            })
    void whatIsWrongIsRefusedWithItsLine(String text, String instead, String cause) {
        assertThat(TEXT).contains(text);
        assertThatThrownBy(() -> ScriptFile.lesson("lesson.md", TEXT.replaceFirst(quote(text), instead)))
                .isInstanceOf(ScriptRefused.class)
                .hasMessageContaining(cause);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "<b>bold</b> | HTML, pictures",
                "<script>alert(1)</script> | only paragraphs",
                "![picture](https://example.org/a.png) | HTML, pictures",
                "[here](javascript:alert(1)) | a link leads to https://",
                "> a quotation | only paragraphs",
                "- one - - nested | one paragraph",
            })
    void markupThatIsNotKnownIsRefused(String markup, String cause) {
        String text = TEXT + "\n" + markup.replace(" - - ", "\n  - ") + "\n";
        assertThatThrownBy(() -> ScriptFile.lesson("lesson.md", text)).hasMessageContaining(cause);
    }

    @Test
    void aTextThatIsTooLargeOrTooDeepIsRefusedBeforeItIsRead() {
        assertThatThrownBy(() -> ScriptFile.lesson("lesson.md", TEXT + " ".repeat(ScriptFile.LONGEST)))
                .hasMessageContaining("characters");
        String deep = TEXT.replace("machinery: [none]", "machinery: " + "[".repeat(900));
        assertThatThrownBy(() -> ScriptFile.lesson("lesson.md", deep)).hasMessageContaining("deep");
        assertThatThrownBy(() -> ScriptFile.lesson("lesson.md", "no front matter"))
                .hasMessageContaining("---");
        assertThatThrownBy(
                        () -> ScriptFile.lesson("lesson.md", TEXT.replace("machinery: [none]", "machinery: &a [*a]")))
                .isInstanceOf(ScriptRefused.class);
    }

    private static String quote(String text) {
        return java.util.regex.Pattern.quote(text);
    }
}
