package dev.ackademy.connect.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Somebody listens where a server of ours was to listen.
class PortTakenTest {

    private static ServerSocket somebody() throws IOException {
        return new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    }

    @Test
    void aTakenPortIsNeverHandedOut() throws IOException {
        int next = LoopbackPorts.take(1).getFirst() + 1;
        try (ServerSocket _ = new ServerSocket(next, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(LoopbackPorts.take(3)).doesNotContain(next);
        }
    }

    @Test
    @Tag("live")
    void aPortThatIsTakenInTheLastMomentIsGivenUpForAnother() throws IOException {
        try (ServerSocket theirs = somebody()) {
            AtomicInteger asked = new AtomicInteger();
            try (NatsServer server = NatsServer.open(
                    "",
                    () -> asked.getAndIncrement() == 0
                            ? theirs.getLocalPort()
                            : LoopbackPorts.take(1).getFirst())) {
                assertThat(server.running()).isTrue();
                assertThat(server.port()).isNotEqualTo(theirs.getLocalPort());
                assertThat(asked).hasValue(2);
            }
        }
    }

    @Test
    @Tag("live")
    void whereEveryPortIsTakenTheServerSaysSo() throws IOException {
        try (ServerSocket theirs = somebody()) {
            assertThatThrownBy(() -> NatsServer.open("", theirs::getLocalPort))
                    .isInstanceOf(BrokerUnavailable.class)
                    .hasMessageContaining("address already in use");
        }
    }

    @Test
    @Tag("live")
    void whereEveryPortIsTakenNothingOfOursIsLeft() throws IOException {
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        try (ServerSocket theirs = somebody()) {
            assertThatThrownBy(() -> NatsServer.open("", theirs::getLocalPort)).isInstanceOf(BrokerUnavailable.class);
        }
        assertThat(ProcessHandle.current().children().filter(each -> !before.contains(each)))
                .isEmpty();
    }
}
