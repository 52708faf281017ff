package dev.ackademy.connect.server;

import java.io.IOException;

/// A real broker that was asked for is not there: not installed, not resolvable, not started in time. The message is
/// one line for the person who asked: what is missing, why, and the next step.
public final class BrokerUnavailable extends IOException {
    public BrokerUnavailable(String message) {
        super(message);
    }

    public BrokerUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
