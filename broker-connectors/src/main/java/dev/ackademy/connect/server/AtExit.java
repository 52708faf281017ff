package dev.ackademy.connect.server;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What is still open when this JVM ends, by Ctrl-C or otherwise, is closed then.
public final class AtExit {
    private static final Set<AutoCloseable> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "close-what-is-open"));
    }

    private AtExit() {}

    public static void close(AutoCloseable open) {
        OPEN.add(open);
    }

    /// It was closed, or its owner does it.
    public static void forget(AutoCloseable closed) {
        OPEN.remove(closed);
    }

    private static void closeAll() {
        for (AutoCloseable each : List.copyOf(OPEN)) {
            try {
                each.close();
            } catch (Exception nothingMoreCanBeDone) {
                // The JVM ends.
            }
        }
    }
}
