package dev.ackademy.connect.nats;

import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.util.Map;
import java.util.Properties;

/// How somebody's server lets us in: the properties of jnats (`io.nats.client.username`, `io.nats.client.credentials`,
/// `io.nats.client.secure`, ...), as they came from a file or the environment.
final class NatsAccess {
    private NatsAccess() {}

    static Options.Builder options(Map<String, String> given) {
        Properties properties = new Properties();
        properties.putAll(given);
        Options.Builder options = new Options.Builder(properties).errorListener(new ErrorListener() {});
        String credentials = given.get("io.nats.client.credentials");
        return credentials == null ? options : options.authHandler(Nats.credentials(credentials));
    }
}
