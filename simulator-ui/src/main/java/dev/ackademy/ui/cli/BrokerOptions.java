package dev.ackademy.ui.cli;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.ui.workbench.WrongUse;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/// On which real broker, and how it lets us in. What is secret is in a file or in the environment, never in the command
/// line, and nothing of it is printed.
final class BrokerOptions {
    /// `ACKADEMY_BROKER_SASL_JAAS_CONFIG` is `sasl.jaas.config`.
    private static final String VARIABLE = "ACKADEMY_BROKER_";

    private static final int FILE_BYTES_MAX = 64 * 1024;

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
        SortedMap<String, String> access = new TreeMap<>();
        if (config != null) {
            Properties properties = new Properties();
            Path file = Path.of(config);
            try {
                if (Files.size(file) > FILE_BYTES_MAX) {
                    throw new WrongUse(config + " is larger than 64 KiB, the limit of a properties file.");
                }
                try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    properties.load(in);
                }
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new WrongUse(config + " cannot be read as a properties file.");
            }
            properties.stringPropertyNames().forEach(name -> access.put(name, properties.getProperty(name)));
        }
        System.getenv().forEach((name, value) -> {
            if (name.startsWith(VARIABLE) && name.length() > VARIABLE.length()) {
                String setting = name.substring(VARIABLE.length())
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('_', '.');
                access.put(setting, value);
            }
        });
        return access;
    }
}
