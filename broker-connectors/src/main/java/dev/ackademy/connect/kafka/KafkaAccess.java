package dev.ackademy.connect.kafka;

import dev.ackademy.connect.Secrets;
import dev.ackademy.connect.server.BrokerUnavailable;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/// How somebody's cluster lets us in: the settings of kafka-clients (`security.protocol`, `sasl.jaas.config`, ...), as
/// they came from a file or the environment; and what is said where it does not, with nothing of them.
final class KafkaAccess {
    private KafkaAccess() {}

    /// @param access may say how long is waited for an answer (`default.api.timeout.ms`,
    /// `request.timeout.ms`)
    /// @throws BrokerUnavailable where the settings are none
    static Admin admin(String server, SortedMap<String, String> access) throws BrokerUnavailable {
        Map<String, Object> settings = new HashMap<>(access);
        settings.put("bootstrap.servers", server);
        settings.putIfAbsent("request.timeout.ms", "5000");
        settings.putIfAbsent("default.api.timeout.ms", "10000");
        try {
            return Admin.create(settings);
        } catch (KafkaException e) {
            throw unavailable("Kafka at " + server, "these settings cannot be used", e, access);
        }
    }

    /// @param who  `Kafka at host:9092`
    /// @param what was not done
    static BrokerUnavailable unavailable(String who, String what, Throwable thrown, Map<String, String> access) {
        Throwable root = thrown;
        while (root instanceof KafkaException && root.getCause() instanceof KafkaException cause) {
            root = cause;
        }
        Throwable deepest = root.getCause() == null ? root : root.getCause();
        String cause = root instanceof KafkaException && root.getClass() == KafkaException.class
                ? Causes.of(deepest)
                : Causes.of(root);
        return new BrokerUnavailable(Secrets.removed(who + ": " + what + ": " + cause + next(root), access));
    }

    private static String next(Throwable root) {
        return switch (root) {
            case SslAuthenticationException _ ->
                "; check the trust store in the properties file (--broker-config): ssl.truststore.location";
            case AuthenticationException _ ->
                "; check the credentials in the properties file (--broker-config) or ACKADEMY_BROKER_SASL_JAAS_CONFIG";
            case AuthorizationException _ -> "; this user may not do that: it needs to create and remove topics";
            case UnsupportedVersionException _ -> "; Kafka 2.1 or newer is needed";
            case TimeoutException _ ->
                "; is it running, is this its address, and does it ask for TLS or SASL (a properties file, --broker-config)?";
            default -> "";
        };
    }
}
