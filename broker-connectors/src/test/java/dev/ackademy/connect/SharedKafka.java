package dev.ackademy.connect;

import dev.ackademy.connect.server.KafkaCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// One real Kafka for all tests of this JVM that take a [KafkaCluster] as a parameter: a single broker, started for the
/// first of them and ended after the last. Whoever kills it starts it again; topics have names of their own.
public final class SharedKafka implements ParameterResolver {
    private static final int LINKS = 4;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KafkaCluster.class;
    }

    @Override
    public KafkaCluster resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(SharedKafka.class, _ -> start(), KafkaCluster.class);
    }

    private static KafkaCluster start() {
        try {
            return KafkaCluster.start(1, LINKS, new TreeMap<>());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
