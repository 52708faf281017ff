package dev.ackademy.core.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.explore.Claim;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.truth.Rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `docs/fidelity.md` says what the rules, their tests and the ground truth say. With `-Dackademy.write-docs=true` the
/// page is written instead of compared.
class FidelityTest {

    private static final String COMMAND =
            "./mvnw -pl simulator-core test -Dtest=FidelityTest -Dackademy.write-docs=true";

    private static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("lessons/catalog"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    @Test
    void the_page_is_what_the_rules_and_their_tests_say() throws IOException {
        Path file = repository().resolve("docs/fidelity.md");
        String page = new Fidelity(repository()).page();
        if (Boolean.getBoolean("ackademy.write-docs")) {
            Files.writeString(file, page);
        } else {
            assertThat(Files.readString(file))
                    .as("docs/fidelity.md is stale; write it anew with\n    " + COMMAND)
                    .isEqualTo(page);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "log, rabbitmq, K",
        "jetstream, rabbitmq, J",
        "pubsub, rabbitmq, J",
        "queue, rabbitmq, Q",
        "queue, bullmq, B"
    })
    void the_claim_of_a_search_names_the_rules_that_are_modelled(String kind, String style, String letter) {
        List<String> sets = List.of("preset=at-most-once", "broker.kind=" + kind, "broker.style=" + style);
        String claim = Claim.frame(ScenarioFile.read(
                        repository().resolve("lessons/catalog/04-sent-again-by-the-application/scenario.yaml"),
                        "",
                        sets)
                .scenario());
        TreeSet<String> named = new TreeSet<>();
        Matcher range =
                Pattern.compile(letter + "([0-9]+)(?:-" + letter + "([0-9]+))?").matcher(claim);
        while (range.find()) {
            int from = Integer.parseInt(range.group(1));
            int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
            IntStream.rangeClosed(from, to).forEach(number -> named.add(letter + number));
        }
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(rules(kind).stream()
                        .filter(rule -> rule.built() && rule.number().startsWith(letter))
                        .map(Rule::number)
                        .toList());
    }

    private static List<Rule> rules(String kind) {
        return Rules.ALL.stream().filter(rule -> rule.kind().equals(kind)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"network", "log", "jetstream", "pubsub", "queue"})
    void every_rule_that_is_modelled_has_a_switch_and_a_test_and_no_other_has(String kind) {
        for (Rule rule : rules(kind)) {
            boolean switched = Rules.switches(kind).contains(rule.number())
                    || kind.equals("network") && Rules.switches("log").contains(rule.number());
            assertThat(switched).as(rule.number() + " has a switch").isEqualTo(rule.built() && rule.follows() == null);
            assertThat(Rules.tests(rule).isEmpty())
                    .as(rule.number() + " has no test")
                    .isEqualTo(!rule.built());
            assertThat(rule.built() || rule.note() != null)
                    .as(rule.number() + " has a reason")
                    .isTrue();
        }
        List<String> numbers = rules(kind).stream().map(Rule::number).toList();
        assertThat(Rules.switches(kind)).allMatch(number -> number.startsWith("N") || numbers.contains(number));
    }

    @Test
    void every_test_that_a_rule_names_exists() {
        assertThat(Rules.ALL.stream().flatMap(rule -> rule.tests().stream())).allMatch(Rules::exists);
    }

    @Test
    void every_line_that_a_rule_names_is_asked_of_the_model() {
        TreeMap<String, List<String>> unasked = new TreeMap<>();
        for (Rule rule : Rules.ALL) {
            List<String> lines = rule.seen().stream()
                    .filter(line -> TruthTests.of(line).isEmpty())
                    .toList();
            if (!lines.isEmpty()) {
                unasked.put(rule.number(), lines);
            }
        }
        assertThat(unasked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"N, 8", "K, 29", "J, 20", "Q, 16", "B, 7"})
    void every_number_is_there_once(String letter, int last) {
        List<String> all = IntStream.rangeClosed(1, last)
                .mapToObj(number -> letter + number)
                .toList();
        assertThat(Rules.ALL.stream().map(Rule::number).filter(number -> number.startsWith(letter)))
                .containsExactlyInAnyOrderElementsOf(all);
    }
}
