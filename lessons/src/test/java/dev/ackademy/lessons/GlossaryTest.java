package dev.ackademy.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.lessons.script.Block;
import dev.ackademy.lessons.script.Block.Span;
import dev.ackademy.lessons.script.Block.Style;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every word is explained where it first appears. `-Dackademy.write-glossary=true` writes the page anew.
class GlossaryTest {

    private static final Path PAGE = Path.of("..", "docs", "glossary.md");
    private static final Glossary GLOSSARY = Glossary.shipped();

    /// The terms of the course, each with the lesson in which it first stands out.
    private static TreeMap<String, String> terms() {
        TreeMap<String, String> terms = new TreeMap<>();
        for (Lesson lesson : LessonLibrary.shipped().course()) {
            lesson.script().orElseThrow().sections().values().stream()
                    .flatMap(List::stream)
                    .flatMap(GlossaryTest::spans)
                    .filter(span -> span.style() == Style.TERM)
                    .forEach(span -> terms.putIfAbsent(
                            GLOSSARY.find(span.text()).map(Glossary.Word::word).orElse(span.text()), lesson.slug()));
        }
        return terms;
    }

    private static Stream<Span> spans(Block block) {
        return switch (block) {
            case Block.Paragraph paragraph -> paragraph.spans().stream();
            case Block.Items items -> items.items().stream().flatMap(List::stream);
            case Block.Code _ -> Stream.empty();
        };
    }

    @Test
    void everyTermOfALessonStandsInTheGlossaryWithTheLessonThatExplainsItFirst() {
        TreeMap<String, String> expected = new TreeMap<>();
        GLOSSARY.words().forEach(each -> expected.put(each.word(), each.lesson()));
        assertThat(terms()).isEqualTo(expected);
    }

    @Test
    void noWordStandsTwice() {
        TreeSet<String> words = new TreeSet<>();
        GLOSSARY.words()
                .forEach(each ->
                        assertThat(words.add(each.word())).as(each.word()).isTrue());
    }

    @Test
    void thePageIsTheGlossary() throws IOException {
        if (Boolean.getBoolean("ackademy.write-glossary")) {
            Files.writeString(PAGE, GLOSSARY.markdown());
        }
        assertThat(Files.readString(PAGE)).isEqualTo(GLOSSARY.markdown());
    }
}
