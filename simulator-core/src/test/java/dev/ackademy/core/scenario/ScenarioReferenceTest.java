package dev.ackademy.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// docs/scenario-format.md: an introduction written by hand, and below its mark the tables that come from the
/// definition. With `-Dackademy.write-docs=true` the tables are written instead of compared.
class ScenarioReferenceTest {

    private static final Path FILE = Shipped.repository().resolve("docs/scenario-format.md");
    private static final String MARK = "<!-- Everything below is generated: see the end of the page. -->\n";
    private static final String COMMAND =
            "./mvnw -pl simulator-core test -Dtest=ScenarioReferenceTest -Dackademy.write-docs=true";
    private static final String END =
            "\nThe tables come from the definition of the format in `dev.ackademy.core.scenario`. To write them anew:\n\n"
                    + "    " + COMMAND + "\n";

    private static String introduction(String page) {
        return page.substring(0, page.indexOf(MARK) + MARK.length());
    }

    @Test
    void the_tables_of_the_page_are_those_of_the_definition() throws IOException {
        String page = Files.readString(FILE);
        String expected = introduction(page) + "\n## Reference\n\n" + ScenarioReference.markdown() + END;
        if (Boolean.getBoolean("ackademy.write-docs")) {
            Files.writeString(FILE, expected);
        } else {
            assertThat(page)
                    .as("docs/scenario-format.md is not what the definition says; write it anew with\n    " + COMMAND)
                    .isEqualTo(expected);
        }
    }

    @Test
    void the_examples_of_the_introduction_resolve_with_each_of_their_variants() throws IOException {
        Matcher example = Pattern.compile("```yaml\n(scenario: 1.*?)```", Pattern.DOTALL)
                .matcher(introduction(Files.readString(FILE)));
        assertThat(example.find()).isTrue();
        do {
            Resolved resolved = Texts.set(example.group(1));
            assertThat(resolved.variants()).isNotEmpty();
            for (String variant : resolved.variants()) {
                assertThat(ScenarioFile.parse(example.group(1), "example.yaml", variant, List.of())
                                .variant())
                        .isEqualTo(variant);
            }
        } while (example.find());
    }

    @Test
    void every_field_that_is_available_stands_in_a_table() {
        String tables = ScenarioReference.markdown();
        assertThat(fields(Format.SCENARIO))
                .hasSizeGreaterThan(100)
                .allSatisfy(field -> assertThat(tables).contains("| `" + field.name() + "` | "));
    }

    @Test
    void every_link_of_the_page_has_its_heading() throws IOException {
        String page = Files.readString(FILE);
        List<String> headings = page.lines()
                .filter(l -> l.startsWith("#"))
                .map(l -> l.replaceFirst("^#+ ", "")
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .toList();
        Matcher link = Pattern.compile("\\]\\(#([^)]*)\\)").matcher(page);
        assertThat(link.results().map(r -> r.group(1)).distinct()).isNotEmpty().allMatch(headings::contains);
    }

    private static List<Field> fields(Shape shape) {
        return switch (shape) {
            case Shape.Block block -> of(block.fields());
            case Shape.Named named -> fields(named.each());
            case Shape.Listing listing -> fields(listing.each());
            case Shape.Verbs verbs ->
                verbs.verbs().stream().flatMap(v -> fields(v.shape()).stream()).toList();
            case Shape.Cases cases ->
                cases.blocks().stream().flatMap(b -> of(b.fields()).stream()).toList();
            case Shape.Either either ->
                either.forms().stream().flatMap(f -> fields(f).stream()).toList();
            case Shape.StepList _ -> List.of();
            case Shape.Scalar _, Shape.Overlays _, Shape.Anything _ -> List.of();
        };
    }

    private static List<Field> of(List<Field> fields) {
        return fields.stream()
                .filter(f -> f.later() == null)
                .flatMap(f -> Stream.concat(Stream.of(f), fields(f.shape()).stream()))
                .toList();
    }
}
