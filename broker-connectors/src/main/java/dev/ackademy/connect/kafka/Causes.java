package dev.ackademy.connect.kafka;

import dev.ackademy.core.model.Certainty;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.NetworkException;
import org.apache.kafka.common.errors.NotEnoughReplicasAfterAppendException;
import org.apache.kafka.common.errors.TimeoutException;

/// What an exception of kafka-clients means to an application.
final class Causes {
    private Causes() {}

    /// The exception's own name and what it says, in one line.
    static String of(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String said = thrown.getMessage();
        return said == null ? name : name + ": " + said.replaceAll("\\s+", " ");
    }

    /// The last answer was an error. It only says that nothing was done where the server spoke itself, no
    /// attempt before it can have been carried out, and the error is not one that comes after the append.
    static Certainty afterSending(Throwable thrown, boolean onlyAttempt) {
        boolean serverSpoke = thrown instanceof ApiException
                && !(thrown instanceof TimeoutException)
                && !(thrown instanceof NetworkException)
                && !(thrown instanceof NotEnoughReplicasAfterAppendException);
        return serverSpoke && onlyAttempt ? Certainty.NOT_DONE : Certainty.MAYBE_DONE;
    }
}
