package dev.ackademy.ui.cli;

import dev.ackademy.connect.server.KafkaServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Somebody's Kafka, for all tests of this JVM that take it as a parameter: started for the first of them and ended
/// after
/// the last. Beside its plain listener it has one with SASL/PLAIN, where `ana` has this password, and one with TLS and
/// a
/// certificate that nobody signed.
record GuardedKafka(Path folder, KafkaServer server, SelfSigned certificate) implements AutoCloseable {
    static final String PASSWORD = "s3cr3t-of-ana";

    KafkaServer.Link sasl() {
        return server.links().getFirst();
    }

    KafkaServer.Link tls() {
        return server.links().getLast();
    }

    private static GuardedKafka start() {
        try {
            Path folder = Files.createTempDirectory("guarded-kafka-");
            SelfSigned certificate = SelfSigned.in(folder, PASSWORD);
            TreeMap<String, String> settings = new TreeMap<>();
            settings.put(
                    "listener.security.protocol.map",
                    "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,LINK0:SASL_PLAINTEXT,LINK1:SSL");
            settings.put("sasl.enabled.mechanisms", "PLAIN");
            settings.put(
                    "listener.name.link0.plain.sasl.jaas.config",
                    "org.apache.kafka.common.security.plain.PlainLoginModule required user_ana=\"" + PASSWORD + "\";");
            settings.put(
                    "listener.name.link1.ssl.keystore.location",
                    certificate.keyStore().toString());
            settings.put("listener.name.link1.ssl.keystore.password", PASSWORD);
            settings.put("listener.name.link1.ssl.key.password", PASSWORD);
            return new GuardedKafka(folder, KafkaServer.start(2, settings), certificate);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == GuardedKafka.class;
        }

        @Override
        public GuardedKafka resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.GLOBAL)
                    .computeIfAbsent(GuardedKafka.class, _ -> start(), GuardedKafka.class);
        }
    }
}
