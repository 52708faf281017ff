package dev.ackademy.connect.nats;

import dev.ackademy.core.model.Certainty;
import io.nats.client.JetStreamApiException;
import java.util.concurrent.CompletionException;

/// What an exception of jnats means to an application.
final class NatsCauses {
    private NatsCauses() {}

    /// The exception's own name and what it says, in one line.
    static String of(Throwable thrown) {
        Throwable told =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        String name = told.getClass().getSimpleName();
        String said = told.getMessage();
        return said == null ? name : name + ": " + said.replaceAll("\\s+", " ");
    }

    /// jnats sends a publish once: an error that JetStream answered says that nothing was stored,
    /// everything else says nothing.
    static Certainty afterSending(Throwable thrown) {
        for (Throwable at = thrown; at != null; at = at.getCause()) {
            if (at instanceof JetStreamApiException) {
                return Certainty.NOT_DONE;
            }
        }
        return Certainty.MAYBE_DONE;
    }
}
