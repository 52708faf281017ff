package dev.ackademy.ui.workbench;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/// How somebody's own cluster lets us in: settings of its client library (TLS, SASL, credentials) from a properties
/// file and the environment. They are read when they are needed, and neither kept nor shown.
public final class BrokerAccess {
    /// `ACKADEMY_BROKER_SASL_JAAS_CONFIG` is `sasl.jaas.config`.
    private static final String VARIABLE = "ACKADEMY_BROKER_";

    private static final int FILE_BYTES_MAX = 64 * 1024;

    private BrokerAccess() {}

    /// @param file null or empty for none
    /// @throws WrongUse where the file cannot be read
    public static SortedMap<String, String> read(String file, Map<String, String> environment) {
        SortedMap<String, String> access = new TreeMap<>();
        if (file != null && !file.isEmpty()) {
            Properties properties = properties(file);
            properties.stringPropertyNames().forEach(name -> access.put(name, properties.getProperty(name)));
        }
        environment.forEach((name, value) -> {
            if (name.startsWith(VARIABLE) && name.length() > VARIABLE.length()) {
                access.put(
                        name.substring(VARIABLE.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
        return access;
    }

    private static Properties properties(String file) {
        Properties properties = new Properties();
        try {
            Path path = Path.of(file);
            if (Files.size(path) > FILE_BYTES_MAX) {
                throw new WrongUse(file + " is larger than 64 KiB, the limit of a properties file.");
            }
            try (Reader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
                properties.load(in);
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new WrongUse(file + " cannot be read as a properties file.");
        }
        return properties;
    }
}
