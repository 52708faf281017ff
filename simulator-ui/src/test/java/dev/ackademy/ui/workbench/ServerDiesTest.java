package dev.ackademy.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.connect.live.LiveServers;
import dev.ackademy.connect.server.BrokerUnavailable;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.trace.Recording;
import dev.ackademy.core.trace.RecordingReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that ends although nobody ended it.
@Tag("live")
class ServerDiesTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int DIES_AT = 15;

    @TempDir
    Path folder;

    @Test
    void aRunWhoseServerDiesEndsSoonByNameAndKeepsWhatWasRecorded() throws Exception {
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        Resolved resolved = new Workbench().load("37", "", List.of());
        Path recording = folder.resolve("run.jsonl");
        try (LiveServers servers = new LiveServers(BrokerAddress.of("nats"), new TreeMap<>(), _ -> {})) {
            long[] died = new long[1];
            assertThatThrownBy(() -> new LiveBench(servers)
                            .record(resolved, recording.toString(), Duration.ofSeconds(3), entry -> {
                                if (entry.n() == DIES_AT) {
                                    died[0] = System.nanoTime();
                                    ProcessHandle.current()
                                            .children()
                                            .filter(each -> !before.contains(each))
                                            .forEach(ProcessHandle::destroyForcibly);
                                }
                            }))
                    .isInstanceOf(BrokerUnavailable.class)
                    .hasMessageContaining("ended during the run");
            assertThat(Duration.ofNanos(System.nanoTime() - died[0])).isLessThan(SOON);
        }
        Recording kept = RecordingReader.readPrefix(recording);
        assertThat(kept.whole()).isFalse();
        assertThat(kept.trace().entries()).hasSizeGreaterThanOrEqualTo(DIES_AT);
    }
}
