package dev.ackademy.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The arrows between the packages of the core, as `docs/architecture.md` draws them. A package that does not exist yet
/// keeps its rule.
class ArchitectureTest {

    private static final String CORE = "dev.ackademy.core.";
    private static final List<String> PACKAGES =
            List.of("model", "scenario", "trace", "node", "wiring", "check", "engine", "explore");
    private static final List<String> KINDS = List.of("log", "jetstream", "pubsub", "queue", "store");

    static Stream<Arguments> arrows() {
        return Stream.of(
                arrow("model", List.of(), "the words are shared by everything and so depend on nothing"),
                arrow(
                        "scenario",
                        List.of("model"),
                        "what is to be tried is data: it can be read, shown and refused without an engine"),
                arrow(
                        "trace",
                        List.of("model"),
                        "what happened is data: whoever reads it must not need the engine or the broker that wrote it"),
                arrow(
                        "node",
                        List.of("model"),
                        "a node decides from its inputs alone; scenario, trace and engine are the business of others"),
                arrow(
                        "wiring",
                        List.of("node", "scenario", "trace", "model"),
                        "the same wiring serves the engine and a live run, so it knows neither; it names the nodes of a trace"),
                arrow(
                        "check",
                        List.of("trace", "scenario", "model"),
                        "a checker judges what happened, so it judges a live run as well as a virtual one"),
                arrow(
                        "engine",
                        List.of("wiring", "node", "scenario", "trace", "model"),
                        "the engine makes things happen and never says whether they were right"),
                arrow(
                        "explore",
                        List.of("engine", "check", "scenario", "trace", "model"),
                        "the search runs and judges whole scenarios; it never reaches into a node"));
    }

    @DisplayName("packages import only")
    @ParameterizedTest(name = "{0} imports only {1}")
    @MethodSource("arrows")
    void arrowsPointOneWay(String from, List<String> to, String reason) {
        onlySees(from, to).because(reason).check(CoreClasses.MAIN);
    }

    @Test
    void anArrowThatIsNotDrawnIsReported() {
        assertThat(onlySees("node", List.of()).evaluate(CoreClasses.MAIN).hasViolation())
                .as("node imports model, so a rule that forbids it must complain")
                .isTrue();
    }

    @Test
    void theApplicationSideKnowsNoKindOfBroker() {
        seesNot(
                        CORE + "node.app..",
                        KINDS.stream().map(kind -> CORE + "node." + kind + "..").toList())
                .because("the same Worker runs on every kind of broker, modelled or real")
                .check(CoreClasses.MAIN);
    }

    static Stream<String> kinds() {
        return KINDS.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aKindKnowsNeitherTheApplicationNorAnotherKind(String kind) {
        List<String> others = Stream.concat(Stream.of("app"), KINDS.stream().filter(other -> !other.equals(kind)))
                .map(other -> CORE + "node." + other + "..")
                .toList();
        seesNot(CORE + "node." + kind + "..", others)
                .because("each kind models its own rules; what two kinds share belongs to the port")
                .check(CoreClasses.MAIN);
    }

    @Test
    void onlyTheFormatsKnowJackson() {
        noClasses()
                .that()
                .resideInAPackage("dev.ackademy.core..")
                .and()
                .resideOutsideOfPackages(CORE + "scenario..", CORE + "trace..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..", "org.snakeyaml..")
                .because("the formats are known in one place each: scenario files in scenario, recordings in trace")
                .check(CoreClasses.MAIN);
    }

    @Test
    void theCoreKnowsNoWindowNoBrokerClientAndNoDatabase() {
        seesNot(
                        "dev.ackademy.core..",
                        List.of(
                                "dev.ackademy.connect..",
                                "dev.ackademy.lessons..",
                                "dev.ackademy.ui..",
                                "picocli..",
                                "org.apache.kafka..",
                                "io.nats..",
                                "org.h2..",
                                "java.sql..",
                                "javax.sql..",
                                "java.net.http..",
                                "javafx..",
                                "java.awt..",
                                "javax.swing.."))
                .because(
                        "the core decides what happens; how a person or a real broker is reached is told to it by others")
                .check(CoreClasses.MAIN);
    }

    private static Arguments arrow(String from, List<String> to, String reason) {
        return Arguments.of(from, to, reason);
    }

    private static ArchRule onlySees(String from, List<String> to) {
        return seesNot(
                CORE + from + "..",
                PACKAGES.stream()
                        .filter(other -> !other.equals(from) && !to.contains(other))
                        .map(other -> CORE + other + "..")
                        .toList());
    }

    private static ArchRule seesNot(String from, List<String> others) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.toArray(String[]::new))
                .allowEmptyShould(true);
    }
}
