package dev.ackademy.connect;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keeps what lets us into somebody's broker out of everything that is told.
public final class Secrets {
    private static final Pattern OF_A_SECRET =
            Pattern.compile("password|secret|token|jaas|credential|username|nkey|jwt");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]{1,400})\"");
    private static final int SHORTEST = 3;

    private Secrets() {}

    /// The text without any value of these settings that is secret.
    ///
    /// @param access settings of a client library
    public static String removed(String text, Map<String, String> access) {
        String told = text;
        for (Map.Entry<String, String> each : access.entrySet()) {
            if (OF_A_SECRET.matcher(each.getKey().toLowerCase(Locale.ROOT)).find()) {
                told = without(told, each.getValue());
                Matcher quoted = QUOTED.matcher(each.getValue());
                while (quoted.find()) {
                    told = without(told, quoted.group(1));
                }
            }
        }
        return told;
    }

    private static String without(String text, String secret) {
        return secret.length() < SHORTEST ? text : text.replace(secret, "[hidden]");
    }
}
