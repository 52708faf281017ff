package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.kafka.KafkaFrames;
import dev.ackademy.connect.server.KafkaServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A Kafka that asks who we are: one listener with SASL/PLAIN, one with TLS and a certificate that nobody signed.
@Tag("live")
@ExtendWith(GuardedKafka.Shared.class)
class KafkaAccessTest {
    private static final String SECRET = GuardedKafka.PASSWORD;
    private static final String WRONG = "wr0ng-of-ana";
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static GuardedKafka kafka;
    private static FaultProxy sasl;

    @BeforeAll
    static void useKafka(GuardedKafka shared) throws IOException {
        kafka = shared;
        sasl = FaultProxy.between(kafka.sasl().advertised(), kafka.sasl().listens(), new KafkaFrames());
    }

    @AfterAll
    static void endProxy() {
        sasl.close();
    }

    private static CommandRun run(int port, String... config) throws IOException {
        Path file = Files.write(folder.resolve("access.properties"), List.of(config));
        Path recording = folder.resolve("run.jsonl");
        long from = System.nanoTime();
        CommandRun run = CommandRun.of(
                "run",
                ShortStory.TWO_MESSAGES.in(folder).toString(),
                "--broker",
                "kafka://127.0.0.1:" + port,
                "--broker-config",
                file.toString(),
                "--record",
                recording.toString());
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(SOON);
        String kept = Files.exists(recording) ? Files.readString(recording) : "";
        assertThat(run.out() + run.err() + kept).doesNotContain(SECRET).doesNotContain(WRONG);
        return run;
    }

    private static String[] login(String password) {
        return new String[] {
            "security.protocol=SASL_PLAINTEXT",
            "sasl.mechanism=PLAIN",
            "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"ana\" password=\""
                    + password + "\";"
        };
    }

    private static void refused(CommandRun run, String words) {
        assertThat(run.exit()).as(run.err()).isEqualTo(ExitCode.BROKER_UNAVAILABLE.code());
        assertThat(run.err()).contains(words);
    }

    @Test
    void theRightPasswordAloneLetsIn() throws IOException {
        int port = kafka.sasl().advertised();
        refused(run(port, login(WRONG)), "check the credentials");
        CommandRun let = run(port, login(SECRET));
        assertThat(let.exit()).as(let.err()).isEqualTo(ExitCode.EXPECTED.code());
    }

    @Test
    void whoDoesNotSayWhoTheyAreIsToldThatTheClusterMayAsk() throws IOException {
        refused(
                run(kafka.sasl().advertised(), "default.api.timeout.ms=2000", "request.timeout.ms=1000"),
                "does it ask for TLS or SASL");
    }

    @Test
    @Tag("thorough")
    void aCertificateThatNobodySignedIsTrustedWhereTheTrustStoreSaysSo() throws IOException {
        KafkaServer.Link link = kafka.tls();
        refused(run(link.listens(), "security.protocol=SSL"), "check the trust store");
        // Bytes that nobody can read pass a relay without frames.
        try (Relay _ = new Relay(link.advertised(), link.listens())) {
            CommandRun let = run(
                    link.advertised(),
                    "security.protocol=SSL",
                    "ssl.truststore.location=" + kafka.certificate().trustStore(),
                    "ssl.truststore.password=" + SECRET);
            assertThat(let.exit()).as(let.err()).isEqualTo(ExitCode.EXPECTED.code());
        }
    }
}
