package dev.ackademy.ui.cli;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.ui.workbench.BrokerAccess;
import dev.ackademy.ui.workbench.WrongUse;
import java.util.SortedMap;
import picocli.CommandLine.Option;

/// On which real broker, and how it lets us in. What is secret is in a file or in the environment, never in the command
/// line, and nothing of it is printed.
final class BrokerOptions {
    @Option(
            names = "--broker",
            paramLabel = "WHERE",
            description =
                    "Run for real: kafka or nats starts a server of our own; kafka://host:port, nats://host:port.")
    private String where;

    @Option(
            names = "--broker-config",
            paramLabel = "FILE",
            description = "Settings of the client library for your own cluster (TLS, SASL, credentials) as a properties"
                    + " file; the environment's ACKADEMY_BROKER_... add to it.")
    private String config;

    boolean given() {
        return where != null;
    }

    BrokerAddress address() {
        return BrokerAddress.of(where);
    }

    /// @throws WrongUse where the file cannot be read
    SortedMap<String, String> access() {
        return BrokerAccess.read(config, System.getenv());
    }
}
