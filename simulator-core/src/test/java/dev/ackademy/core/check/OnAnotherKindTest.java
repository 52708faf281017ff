package dev.ackademy.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The same scenario with `--set broker.kind=...`: what was written for a log means something on a queue too, and where
/// the outcome differs there is a rule behind it.
class OnAnotherKindTest {

    private static Report report(Path file, String variant, String... sets) {
        Resolved resolved = ScenarioFile.read(file, variant, List.of(sets));
        Trace trace = Simulation.run(
                resolved.scenario(), Choices.seeded(resolved.scenario().seed()));
        return Checkers.check(trace, resolved.scenario());
    }

    private static Path shipped(String slug) {
        return Path.of("..", "lessons", "catalog", slug, "scenario.yaml");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(textBlock = """
            03-the-answer-never-came | | DUPLICATE, DUPLICATE_EFFECT
            03-the-answer-never-came | at-most-once | ''
            03-the-answer-never-came | request-lost | ''
            # RabbitMQ knows no producer: a repeated send is another message.
            03-the-answer-never-came | idempotent | DUPLICATE, DUPLICATE_EFFECT
            05-acknowledge-before-the-work | | LOST_EFFECT
            05-acknowledge-before-the-work | fixed | ''
            28-crash-before-the-acknowledgement | | DUPLICATE_EFFECT
            28-crash-before-the-acknowledgement | inbox | DUPLICATE_EFFECT
            28-crash-before-the-acknowledgement | both | ''
            28-crash-before-the-acknowledgement | at-most-once | ''
            20-poison-message | | NO_PROGRESS
            20-poison-message | dead-letter | ''
            # Acknowledgements are not cumulative: the failed message stays in the hands of its consumer.
            20-poison-message | next | ''
            """, delimiter = '|')
    void on_rabbitmq_it_finds(String slug, String variant, String expected) {
        Report report = report(shipped(slug), variant == null ? "" : variant, "broker.kind=queue");

        assertThat(report.counts().keySet().toString()).isEqualTo("[" + expected + "]");
        assertThat(report.findings()).allMatch(Finding::possible);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(textBlock = """
            03-the-answer-never-came | | DUPLICATE, DUPLICATE_EFFECT
            # A job with the id of its operation is not added again.
            03-the-answer-never-came | idempotent | ''
            05-acknowledge-before-the-work | | LOST_EFFECT
            05-acknowledge-before-the-work | fixed | ''
            28-crash-before-the-acknowledgement | | DUPLICATE_EFFECT
            28-crash-before-the-acknowledgement | both | ''
            20-poison-message | | NO_PROGRESS
            20-poison-message | dead-letter | ''
            """, delimiter = '|')
    void on_bullmq_it_finds(String slug, String variant, String expected) {
        Report report =
                report(shipped(slug), variant == null ? "" : variant, "broker.kind=queue", "broker.style=bullmq");

        assertThat(report.counts().keySet().toString()).isEqualTo("[" + expected + "]");
        assertThat(report.findings()).allMatch(Finding::possible);
    }

    /// Its outage begins at 1 s, after the last operation at 700 ms; and what a service was told is not
    /// compared with the source.
    @Test
    void the_fourth_sketch_runs_and_finds_nothing() {
        Report report =
                report(Path.of("src", "test", "resources", "dev", "ackademy", "core", "scenario", "sketch-4.yaml"), "");

        assertThat(report.counts()).isEmpty();
    }

    @Test
    void a_broker_that_keeps_a_dead_letter_queue_gets_its_dead_letters() {
        Path sketch = Path.of("src", "test", "resources", "dev", "ackademy", "core", "scenario", "sketch-4.yaml");
        Resolved resolved =
                ScenarioFile.read(sketch, "", List.of("faults.0.at=10ms", "processes.sync.on-failure.retry=1"));
        Trace trace = Simulation.run(resolved.scenario(), Choices.seeded(1));

        assertThat(trace.entries())
                .anyMatch(entry -> entry.event() instanceof dev.ackademy.core.model.LogEvent.RecordAppended append
                        && append.partition().topic().equals("patients-dlq"));
        assertThat(Checkers.check(trace, resolved.scenario()).counts()).isEmpty();
    }

    @Test
    void on_rabbitmq_nobody_can_ask_for_more_time_and_who_does_so_works_on() {
        Report report = report(Path.of("..", "anomalies", "C6-lease-expiry.yaml"), "jetstream", "broker.kind=queue");

        assertThat(report.counts()).containsOnlyKeys(Anomaly.OVERLAP, Anomaly.ZOMBIE_EFFECT, Anomaly.DUPLICATE_EFFECT);
    }

    @Test
    void a_confirm_is_told_as_an_answer_and_a_send_without_one_as_none() {
        assertThat(told("41-requeued-and-overtaken"))
                .anyMatch(line -> line.equals("shop.1 is told that the broker has taken A#1."))
                .noneMatch(line -> line.contains("asks for no answer"));
        assertThat(told("01-fire-and-forget")).anyMatch(line -> line.contains("asks for no answer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"jetstream", "pubsub", "queue"})
    void only_a_log_has_offsets_and_partitions(String kind) {
        Resolved resolved = ScenarioFile.read(
                shipped("04-sent-again-by-the-application"), "", List.of("preset=at-most-once", "broker.kind=" + kind));
        Trace trace = Simulation.run(resolved.scenario(), Choices.seeded(1));

        assertThat(trace.entries().stream().map(new Narrator(trace, resolved.scenario())::sentence))
                .anyMatch(line -> line.contains("billing.1 is given A#1 from "))
                .noneMatch(line -> line.contains("offset") || line.contains("payments-0"));
        assertThat(Checkers.check(trace, resolved.scenario()).findings())
                .flatExtracting(Finding::why)
                .extracting(Finding.Sentence::text)
                .noneMatch(line -> line.contains("payments-0"));
    }

    private static List<String> told(String slug) {
        Resolved resolved = ScenarioFile.read(shipped(slug), "", List.of());
        Trace trace = Simulation.run(resolved.scenario(), Choices.seeded(1));
        return trace.entries().stream()
                .map(new Narrator(trace, resolved.scenario())::sentence)
                .toList();
    }
}
