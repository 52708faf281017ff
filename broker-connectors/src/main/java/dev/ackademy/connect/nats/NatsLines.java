package dev.ackademy.connect.nats;

import dev.ackademy.connect.fault.Conversation;
import dev.ackademy.connect.fault.Protocol;
import java.util.Set;
import java.util.TreeSet;

/// NATS' protocol: a line ending in CR LF, after `PUB`, `HPUB`, `MSG` and `HMSG` a payload whose length the line gives.
/// Kinds of requests, by subject: `PUBLISH`, `ACK` (also nak, term, in progress), `PULL`, `API` with its words (`API
/// STREAM.INFO`), else the verb (`SUB`, `PING`, ...). Kinds of responses: that of the request whose reply subject they
/// are sent to (a PubAck is a
/// `PUBLISH`), `DELIVERY` (a message of a JetStream consumer), `MESSAGE` (of core NATS), else the verb.
public final class NatsLines implements Protocol {
    @Override
    public Conversation conversation() {
        return new NatsConversation();
    }

    /// The errors of JetStream that a publish can be refused with.
    @Override
    public Set<String> errors() {
        return new TreeSet<>(NatsConversation.ERRORS.keySet());
    }
}
