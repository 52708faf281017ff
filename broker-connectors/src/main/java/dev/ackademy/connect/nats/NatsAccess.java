package dev.ackademy.connect.nats;

import dev.ackademy.connect.Secrets;
import dev.ackademy.connect.server.BrokerUnavailable;
import io.nats.client.AuthenticationException;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.ServerInfo;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// How somebody's server lets us in: the properties of jnats (`io.nats.client.username`, `io.nats.client.credentials`,
/// `io.nats.client.secure`, ...), as they came from a file or the environment.
final class NatsAccess {
    /// Names with large letters, which the environment does not have.
    private static final List<String> MIXED = List.of(
            Options.PROP_KEYSTORE,
            Options.PROP_KEYSTORE_PASSWORD,
            Options.PROP_TRUSTSTORE,
            Options.PROP_TRUSTSTORE_PASSWORD);

    /// The library's own. It uses up all of it where the server refuses the credentials.
    private static final Duration CONNECT_LIMIT = Options.DEFAULT_CONNECTION_TIMEOUT;
    /// What the API of streams and consumers needs that is used here.
    private static final int OLDEST_MINOR = 9;

    private static final Pattern VERSION = Pattern.compile("v?([0-9]{1,4})\\.([0-9]{1,4})\\..*");

    private NatsAccess() {}

    private static String called(String name) {
        return MIXED.stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
    }

    /// A connection to a JetStream that is not made again.
    ///
    /// @param server `host:port`, or several with a comma between
    /// @throws BrokerUnavailable where the server is not there, does not let us in, or is too old; says
    /// nothing of the
    ///     credentials
    static Connection connect(String server, Map<String, String> access) throws BrokerUnavailable {
        return connect(server, access, true);
    }

    /// @param stored whether JetStream is needed
    static Connection connect(String server, Map<String, String> access, boolean stored) throws BrokerUnavailable {
        // The library tells of what happened underneath to a listener alone.
        AtomicReference<Exception> underneath = new AtomicReference<>();
        try {
            Connection connection = Nats.connect(options(access)
                    .errorListener(new ErrorListener() {
                        @Override
                        public void exceptionOccurred(Connection of, Exception thrown) {
                            underneath.set(thrown);
                        }
                    })
                    .servers(urls(server))
                    .noRandomize()
                    .connectionTimeout(CONNECT_LIMIT)
                    .maxReconnects(0)
                    .build());
            String unfit = unfit(connection.getServerInfo(), stored);
            if (unfit != null) {
                connection.close();
                throw new BrokerUnavailable("NATS at " + server + ": " + unfit);
            }
            return connection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("NATS at " + server + ": interrupted", e);
        } catch (BrokerUnavailable known) {
            throw known;
        } catch (IOException | RuntimeException e) {
            Throwable cause = e;
            if (underneath.get() != null && !(e instanceof AuthenticationException)) {
                cause = underneath.get();
            }
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            String said = "NATS at " + server + ": cannot be reached: " + NatsCauses.of(cause) + next(cause);
            throw new BrokerUnavailable(Secrets.removed(said, access));
        }
    }

    private static String unfit(ServerInfo server, boolean stored) {
        Matcher version = VERSION.matcher(String.valueOf(server.getVersion()));
        boolean old = version.matches()
                && (Integer.parseInt(version.group(1)) < 2
                        || version.group(1).equals("2") && Integer.parseInt(version.group(2)) < OLDEST_MINOR);
        if (old) {
            return "is version " + server.getVersion() + "; 2.9 or newer is needed";
        }
        return !stored || server.isJetStreamAvailable()
                ? null
                : "has no JetStream; start it with -js, or let it have a jetstream block";
    }

    /// @param server `host:port`, or several with a comma between
    static String[] urls(String server) {
        return Stream.of(server.split(",")).map("nats://"::concat).toArray(String[]::new);
    }

    private static String next(Throwable thrown) {
        return switch (thrown) {
            case AuthenticationException _ ->
                "; check the credentials in the properties file (--broker-config) or ACKADEMY_BROKER_IO_NATS_CLIENT_...";
            case GeneralSecurityException _, SSLException _, FileNotFoundException _, NoSuchFileException _ ->
                "; check the trust store in the properties file (--broker-config): io.nats.client.trustStore, ...Password";
            default -> "; is it running, and is this its address?";
        };
    }

    static Options.Builder options(Map<String, String> given) {
        Properties properties = new Properties();
        given.forEach((name, value) -> properties.setProperty(called(name), value));
        Options.Builder options = new Options.Builder(properties).errorListener(new ErrorListener() {});
        String credentials = given.get("io.nats.client.credentials");
        return credentials == null ? options : options.authHandler(Nats.credentials(credentials));
    }
}
