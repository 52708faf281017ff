package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands that go to real brokers: what they print, how they end, and how soon where something is missing.
@Tag("live")
class LiveCommandsTest {
    @TempDir
    Path folder;

    @Test
    void aLiveRunSaysItsLengthFirstAndLeavesARecordingThatIsJudgedTheSame() throws IOException {
        Path recording = folder.resolve("live.jsonl");

        CommandRun run = CommandRun.of("run", "37", "--broker", "nats", "--record", recording.toString());

        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.EXPECTED.code());
        assertThat(run.err().lines().findFirst().orElseThrow()).matches("ackademy: on nats: about \\d+ s.*");
        assertThat(run.out()).contains("As expected: found lost-effect, lost-write, retention-loss.");
        assertThat(Files.readString(recording))
                .contains("\"origin\":\"observed\"")
                .doesNotContain("127.0.0.1");
        CommandRun check = CommandRun.of("check", recording.toString());
        assertThat(check.exit()).isEqualTo(ExitCode.EXPECTED.code());
        assertThat(CommandRun.of("replay", recording.toString()).err())
                .contains("was observed on a real broker and cannot be simulated again");
    }

    /// The short set: one start of each server for all of it.
    @Test
    void modelAndRealBrokersAgree() {
        agree("03", "35");
    }

    @Test
    @Tag("thorough")
    void modelAndRealBrokersAgreeOnTransactionsRetentionAndLateJoinersToo() {
        agree("25", "37", "23");
    }

    private static void agree(String... scenarios) {
        List<String> arguments = new ArrayList<>(List.of("conform", "--times", "1"));
        arguments.addAll(List.of(scenarios));
        CommandRun run = CommandRun.of(arguments.toArray(String[]::new));

        assertThat(run.out()).contains(scenarios.length + " agree, 0 differs, 0 not comparable");
        assertThat(run.exit()).isEqualTo(ExitCode.EXPECTED.code());
    }

    /// A cluster whose transactions have no epoch of their own (KIP-890): an end that comes late ends the
    /// next,
    /// half way.
    @Test
    @Tag("thorough")
    void anEndThatComesLateEndsTheNextTransactionOnARealKafkaToo() {
        CommandRun run = CommandRun.of("run", "27", "--broker", "kafka");

        assertThat(run.out()).contains("As expected: found aborted-read, torn, convergence.");
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.EXPECTED.code());
    }

    @Test
    void aBrokerThatIsNotThereEndsTheRunSoonAndByItsName() {
        long from = System.nanoTime();

        CommandRun run = CommandRun.of("run", "37", "--broker", "nats://127.0.0.1:1");

        assertThat(run.exit()).isEqualTo(ExitCode.BROKER_UNAVAILABLE.code());
        assertThat(run.err()).contains("NATS at 127.0.0.1:1: cannot be reached");
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void whatIsNoAddressIsRefusedAndAPasswordIsNotRepeated() {
        CommandRun run = CommandRun.of("run", "37", "--broker", "nats://me:secret@host");

        assertThat(run.exit()).isEqualTo(ExitCode.WRONG_USE.code());
        assertThat(run.err()).contains("--broker-config").doesNotContain("secret");
    }

    @Test
    void aFaultThatCannotBeCausedIsRefusedBeforeAnythingRuns() {
        CommandRun run = CommandRun.of("run", "36", "--broker", "nats");

        assertThat(run.exit()).isEqualTo(ExitCode.WRONG_USE.code());
        assertThat(run.err()).contains("faults.0.power-off").contains("nearest: crash");
    }

    @Test
    void aFullDiskEndsALiveRun() {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full));

        CommandRun run = CommandRun.of("run", "37", "--broker", "nats", "--record", full.toString());

        assertThat(run.exit()).isEqualTo(ExitCode.BROKER_UNAVAILABLE.code());
        assertThat(run.err()).contains("the recording cannot be written: No space left on device");
    }
}
