package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ackademy.connect.server.NatsServer;
import dev.ackademy.core.trace.RecordingReader;
import dev.ackademy.ui.Main;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The program in a JVM of its own: where something of its surroundings is missing, and where it is ended.
@Tag("live")
@ExtendWith(GuardedKafka.Shared.class)
@DisabledOnOs(OS.WINDOWS)
class LiveChildTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int ENOUGH_LINES = 12;

    @TempDir
    Path folder;

    private Path temporary;
    private Path recording;
    private Path slow;
    private Path quick;

    @BeforeEach
    void prepare() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
        recording = folder.resolve("run.jsonl");
        quick = ShortStory.TWO_MESSAGES.in(folder);
        slow = ShortStory.A_MINUTE.in(folder);
    }

    private Process start(Map<String, String> environment, Path temporaryFolder, String... arguments)
            throws IOException {
        return start(heedingInterrupts(), environment, temporaryFolder, arguments);
    }

    /// @param through the command that starts it
    private Process start(
            List<String> through, Map<String, String> environment, Path temporaryFolder, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(through);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + temporaryFolder,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("said.txt").toFile());
        builder.environment().put("ACKADEMY_CACHE", folder.resolve("cache").toString());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /// Whoever starts the build behind the scenes may have it ignore interrupts, and a JVM would go on
    /// doing so.
    private static List<String> heedingInterrupts() {
        return System.getProperty("os.name").startsWith("Linux")
                ? List.of("/usr/bin/env", "--default-signal=INT")
                : List.of();
    }

    private static int end(Process process) throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said.txt"));
    }

    /// Until some of the run is in the recording.
    private void awaitEntries(Process process) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!Files.exists(recording) || Files.readAllLines(recording).size() < ENOUGH_LINES) {
            assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).as(said()).isFalse();
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    private List<String> leftOvers() throws IOException {
        List<String> left = new ArrayList<>();
        for (Path each : List.of(temporary, folder.resolve("cache").resolve("servers"))) {
            if (Files.exists(each)) {
                try (Stream<Path> found = Files.list(each)) {
                    found.map(path -> path.getFileName().toString())
                            .filter(name -> name.startsWith("ackademy-"))
                            .forEach(left::add);
                }
            }
        }
        return left;
    }

    @Test
    void aServerProgramThatIsMissingIsNamedWithWhereToGetIt() throws Exception {
        Process named = start(Map.of("ACKADEMY_NATS_SERVER", "/nowhere"), temporary, "run", "37", "--broker", "nats");
        assertThat(end(named)).isEqualTo(ExitCode.BROKER_UNAVAILABLE.code());
        assertThat(said()).contains("ACKADEMY_NATS_SERVER names /nowhere, which cannot be run");

        Process searched = start(Map.of("PATH", "/nowhere"), temporary, "run", "37", "--broker", "nats");
        assertThat(end(searched)).isEqualTo(ExitCode.BROKER_UNAVAILABLE.code());
        assertThat(said()).contains("nats-server is not on the PATH: ");
        assertThat(leftOvers()).isEmpty();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws Exception {
        Process run = start(Map.of(), folder.resolve("nowhere"), "run", "37", "--broker", "nats");

        assertThat(end(run)).isEqualTo(ExitCode.BROKER_UNAVAILABLE.code());
        assertThat(said()).contains("its data folder cannot be made in ").contains("free some space");
    }

    /// On a file system of its own, which nobody else sees: where the system lets us mount one.
    @Test
    @Tag("thorough")
    @EnabledOnOs(OS.LINUX)
    void aDiskThatIsFullEndsTheRunSoonAndKeepsWhatWasRecorded() throws Exception {
        List<String> apart = List.of("unshare", "--mount", "--map-root-user", "sh", "-c");
        String mount = "mount -t tmpfs -o size=16m none " + temporary;
        assumeTrue(exitCode(apart, mount) == 0, "this system does not let us mount a small file system");
        Process run = start(
                Stream.concat(apart.stream(), Stream.of(mount + " && exec \"$@\"", "sh"))
                        .toList(),
                Map.of(),
                temporary,
                "run",
                slow.toString(),
                "--broker",
                "nats",
                "--record",
                recording.toString());
        awaitEntries(run);

        Path disk = Path.of("/proc", Long.toString(run.pid()), "root")
                .resolve(temporary.toString().substring(1));
        assertThatThrownBy(() -> Files.write(disk.resolve("filler"), new byte[17 << 20]))
                .hasMessageContaining("No space left");
        long full = System.nanoTime();

        assertThat(end(run)).as(said()).isEqualTo(ExitCode.BROKER_UNAVAILABLE.code());
        assertThat(Duration.ofNanos(System.nanoTime() - full)).isLessThan(Duration.ofSeconds(20));
        assertThat(said()).contains("the disk with the servers' data is full").contains("kept is what was recorded");
        assertThat(RecordingReader.readPrefix(recording).trace().entries()).hasSizeGreaterThan(5);
    }

    private static int exitCode(List<String> command, String last) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.add(last);
        try {
            return new ProcessBuilder(all).start().waitFor();
        } catch (IOException noSuchProgram) {
            return -1;
        }
    }

    @Test
    void whoInterruptsARunKeepsWhatWasRecordedAndLeavesNoServer() throws Exception {
        Process run = start(
                Map.of(), temporary, "run", slow.toString(), "--broker", "nats", "--record", recording.toString());
        awaitEntries(run);
        List<ProcessHandle> servers = run.descendants().toList();
        assertThat(servers).isNotEmpty();

        signal("INT", run);

        assertThat(end(run)).isEqualTo(130);
        assertThat(servers).noneMatch(ProcessHandle::isAlive);
        assertThat(leftOvers()).isEmpty();
        assertThat(RecordingReader.readPrefix(recording).trace().entries()).hasSizeGreaterThan(5);
    }

    @Test
    @Tag("thorough")
    void whatACrashLeavesIsRemovedByTheNextStart() throws Exception {
        Process run = start(
                Map.of(), temporary, "run", slow.toString(), "--broker", "nats", "--record", recording.toString());
        awaitEntries(run);
        List<ProcessHandle> servers = run.descendants().toList();
        run.destroyForcibly();
        end(run);
        assertThat(servers).anyMatch(ProcessHandle::isAlive);
        assertThat(leftOvers()).isNotEmpty();

        Process next = start(Map.of(), temporary, "run", quick.toString(), "--broker", "nats");

        assertThat(end(next)).as(said()).isEqualTo(ExitCode.EXPECTED.code());
        assertThat(servers).noneMatch(ProcessHandle::isAlive);
        assertThat(leftOvers()).isEmpty();
    }

    @Test
    @Tag("thorough")
    void whoInterruptsARunOnTheirOwnNatsFindsNothingOfItThere() throws Exception {
        try (NatsServer theirs = NatsServer.open();
                Connection connection = Nats.connect(theirs.url())) {
            interrupts(theirs.url(), () -> connection.jetStreamManagement().getStreamNames());
        }
    }

    @Test
    @Tag("thorough")
    void whoInterruptsARunOnTheirOwnKafkaFindsNothingOfItThere(GuardedKafka kafka) throws Exception {
        String theirs = kafka.server().bootstrap();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", theirs))) {
            interrupts("kafka://" + theirs, () -> {
                Set<String> there = new TreeSet<>(admin.listTopics().names().get(20, TimeUnit.SECONDS));
                admin.listGroups().all().get(20, TimeUnit.SECONDS).forEach(group -> there.add(group.groupId()));
                return there;
            });
        }
    }

    /// A run on somebody's broker, interrupted when some of it has happened.
    ///
    /// @param there names of what is there
    private void interrupts(String broker, Callable<Collection<String>> there) throws Exception {
        List<String> before = List.copyOf(there.call());
        Process run = start(
                Map.of(), temporary, "run", slow.toString(), "--broker", broker, "--record", recording.toString());
        awaitEntries(run);
        assertThat(there.call()).hasSizeGreaterThan(before.size());

        signal("INT", run);

        assertThat(end(run)).isEqualTo(130);
        assertThat(there.call()).containsExactlyElementsOf(before);
        assertThat(RecordingReader.readPrefix(recording).trace().entries()).hasSizeGreaterThan(5);
    }
}
