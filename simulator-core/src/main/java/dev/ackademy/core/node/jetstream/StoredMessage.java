package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.Capped;
import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.NetworkEvent.Carried;
import java.util.ArrayList;
import java.util.List;

/// One message of a stream, immutable.
///
/// @param id       Nats-Msg-Id, null for none
/// @param atMicros when the leader took it
/// @param entry    the trace entry that stored it
public record StoredMessage(
        long sequence,
        String subject,
        Message message,
        String id,
        @Instant long atMicros,
        @Entry int entry) {

    /// @param count how often it has been given, from 1
    /// @param delivery number of this delivery at its consumer (J7)
    public record Given(
            StoredMessage stored,
            @Capped(at = Progress.COUNTS_TOLD_APART) int count,
            @Ident(of = "delivery") long delivery) {}

    static List<Carried> carried(String stream, List<Given> messages) {
        List<Carried> carried = new ArrayList<>(messages.size());
        for (Given given : messages) {
            Message message = given.stored.message;
            carried.add(new Carried(message.operation(), stream + "-0@" + given.stored.sequence, message.attempt()));
        }
        return carried;
    }
}
