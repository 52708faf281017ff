package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.connect.server.NatsServer;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Brokers that are not there, too old, not brokers at all, or that do not let us in: each ends the command soon, with
/// exit code 4, what happened and what to do, and nothing of what is secret.
@Tag("live")
class WhenThingsGoWrongTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SECRET = "s3cr3t-of-ana";
    private static final String WRONG = "wr0ng-of-ana";

    @TempDir
    Path folder;

    private CommandRun run(String broker, String... config) throws IOException {
        Path file = Files.write(folder.resolve("access.properties"), java.util.List.of(config));
        Path recording = folder.resolve("run.jsonl");
        long from = System.nanoTime();
        CommandRun run = CommandRun.of(
                "run",
                ShortStory.TWO_MESSAGES.in(folder).toString(),
                "--broker",
                broker,
                "--broker-config",
                file.toString(),
                "--record",
                recording.toString());
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(SOON);
        String kept = Files.exists(recording) ? Files.readString(recording) : "";
        assertThat(run.out() + run.err() + kept).doesNotContain(SECRET).doesNotContain(WRONG);
        assertThat(run.err()).doesNotContain("\tat ").doesNotContain("internal error");
        return run;
    }

    private static void refused(CommandRun run, String... words) {
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.BROKER_UNAVAILABLE.code());
        assertThat(run.err()).contains(words);
    }

    @Test
    void aNatsThatWantsAUserLetsInTheRightOneAlone() throws IOException {
        try (NatsServer server = NatsServer.open("authorization {user: ana, password: \"" + SECRET + "\"}")) {
            refused(
                    run(server.url(), "io.nats.client.username=ana", "io.nats.client.password=" + WRONG),
                    "cannot be reached: AuthenticationException",
                    "check the credentials");
            refused(run(server.url()), "check the credentials");
            CommandRun let = run(server.url(), "io.nats.client.username=ana", "io.nats.client.password=" + SECRET);
            assertThat(let.exit()).as(let.err()).isEqualTo(ExitCode.EXPECTED.code());
        }
    }

    @Test
    @Tag("thorough")
    void aNatsThatWantsATokenLetsInTheRightOneAlone() throws IOException {
        try (NatsServer server = NatsServer.open("authorization {token: \"" + SECRET + "\"}")) {
            refused(run(server.url(), "io.nats.client.token=" + WRONG), "check the credentials");
            CommandRun let = run(server.url(), "io.nats.client.token=" + SECRET);
            assertThat(let.exit()).as(let.err()).isEqualTo(ExitCode.EXPECTED.code());
        }
    }

    @Test
    @Tag("thorough")
    void aNatsWithACertificateOfItsOwnIsTrustedWhereTheTrustStoreSaysSo() throws Exception {
        SelfSigned certificate = SelfSigned.in(folder, SECRET);
        String tls =
                "tls {cert_file: \"%s\", key_file: \"%s\"}".formatted(certificate.certificate(), certificate.key());
        try (NatsServer server = NatsServer.open(tls)) {
            refused(run(server.url(), "io.nats.client.secure=true"), "check the trust store");
            CommandRun let = run(
                    server.url(),
                    "io.nats.client.secure=true",
                    "io.nats.client.trustStore=" + certificate.trustStore(),
                    "io.nats.client.trustStorePassword=" + SECRET);
            assertThat(let.exit()).as(let.err()).isEqualTo(ExitCode.EXPECTED.code());
        }
    }

    @Test
    void aTrustStoreThatIsNotThereIsNamed() throws IOException {
        refused(
                run(
                        "nats://127.0.0.1:1",
                        "io.nats.client.secure=true",
                        "io.nats.client.trustStore=" + folder.resolve("nowhere.p12"),
                        "io.nats.client.trustStorePassword=" + SECRET),
                "nowhere.p12");
        refused(
                run(
                        "kafka://127.0.0.1:1",
                        "security.protocol=SSL",
                        "ssl.truststore.location=" + folder.resolve("nowhere.p12"),
                        "ssl.truststore.password=" + SECRET),
                "nowhere.p12");
    }

    @Test
    void aNatsWithoutJetStreamOrOfAnOldVersionIsNamed() throws Exception {
        try (Pretender server = new Pretender((in, out) -> {
            out.write(("INFO {\"server_id\":\"X\",\"version\":\"2.1.9\",\"max_payload\":1048576}\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            pong(in, out);
        })) {
            refused(run("nats://127.0.0.1:" + server.port()), "is version 2.1.9; 2.9 or newer is needed");
        }
        try (Pretender server = new Pretender((in, out) -> {
            out.write(("INFO {\"server_id\":\"X\",\"version\":\"2.10.1\",\"max_payload\":1048576}\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            pong(in, out);
        })) {
            refused(run("nats://127.0.0.1:" + server.port()), "has no JetStream");
        }
    }

    /// Answers the PING that ends the greeting.
    private static void pong(DataInputStream in, DataOutputStream out) throws IOException {
        StringBuilder said = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            said.append((char) c);
            if (said.toString().endsWith("PING\r\n")) {
                out.write("PONG\r\n".getBytes(StandardCharsets.US_ASCII));
                said.setLength(0);
            }
        }
    }

    @Test
    void aKafkaOfAnOldVersionIsNamed() throws Exception {
        try (Pretender server = new Pretender((in, out) -> {
            for (; ; ) {
                byte[] request = new byte[in.readInt()];
                in.readFully(request);
                int version = request[2] << 8 | request[3];
                // The versions that it knows: of API_VERSIONS (18) alone, and of that version 0.
                out.writeInt(4 + 2 + 4 + 6);
                out.write(request, 4, 4);
                out.writeShort(version == 0 ? 0 : 35);
                out.writeInt(1);
                out.writeShort(18);
                out.writeShort(0);
                out.writeShort(0);
            }
        })) {
            refused(run("kafka://127.0.0.1:" + server.port()), "Kafka at 127.0.0.1", "Kafka 2.1 or newer is needed");
        }
    }

    @Test
    void whatIsNoBrokerAtAllIsNotWaitedForLong() throws Exception {
        try (Pretender server = new Pretender((in, out) -> {
            in.read();
            out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        })) {
            refused(
                    run("kafka://127.0.0.1:" + server.port(), "default.api.timeout.ms=2000", "request.timeout.ms=1000"),
                    "cannot be made",
                    "is this its address");
            refused(run("nats://127.0.0.1:" + server.port()), "cannot be reached", "is this its address");
        }
    }

    /// Listens like a server and answers as it is told.
    private static final class Pretender implements AutoCloseable {
        private interface Answers {
            void to(DataInputStream in, DataOutputStream out) throws IOException;
        }

        private final ServerSocket listens;

        Pretender(Answers answers) throws IOException {
            listens = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> accept(answers));
        }

        private void accept(Answers answers) {
            while (!listens.isClosed()) {
                try {
                    Socket client = listens.accept();
                    Thread.ofVirtual().start(() -> answer(client, answers));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private static void answer(Socket client, Answers answers) {
            try (client;
                    OutputStream out = client.getOutputStream()) {
                answers.to(new DataInputStream(client.getInputStream()), new DataOutputStream(out));
            } catch (IOException gone) {
                // The client has left.
            }
        }

        int port() {
            return listens.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            listens.close();
        }
    }
}
