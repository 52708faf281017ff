package dev.ackademy.connect;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a live run goes: `kafka` or `nats` is a server of our own, started and ended; `kafka://host:9092` or
/// `nats://host:4222` somebody else's. Credentials are never part of an address.
///
/// @param kind   `kafka` or `nats`
/// @param server `host:port`, null for one of our own
public record BrokerAddress(String kind, String server) {
    private static final Pattern FORM = Pattern.compile(
            "(kafka|nats)(?:://((?:[A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}\\])(?::([0-9]{1,5}))?))?");

    private static final int LAST_PORT = 65_535;

    /// @throws LiveRefused where it is no address
    public static BrokerAddress of(String text) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches() || form.group(3) != null && Integer.parseInt(form.group(3)) > LAST_PORT) {
            throw new LiveRefused("--broker takes kafka, nats, kafka://host:port or nats://host:port; names and"
                    + " passwords come from --broker-config FILE or the environment");
        }
        String kind = form.group(1);
        String server = form.group(2);
        if (server != null && !server.matches(".*:[0-9]+")) {
            server += kind.equals("kafka") ? ":9092" : ":4222";
        }
        return new BrokerAddress(kind, server);
    }

    /// Whether it can run a scenario of this kind.
    public boolean runs(String brokerKind) {
        return brokerKind.equals(brokerKind()) || kind.equals("nats") && brokerKind.equals("pubsub");
    }

    /// The kind of broker that a scenario of another kind is run as.
    public String brokerKind() {
        return kind.equals("kafka") ? "log" : "jetstream";
    }

    public boolean own() {
        return server == null;
    }

    @Override
    public String toString() {
        return own() ? kind : kind + "://" + server;
    }
}
