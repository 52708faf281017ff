package dev.ackademy.connect.fault;

import java.util.Set;

/// How a broker's bytes are cut into messages.
public interface Protocol {
    /// For one new connection.
    Conversation conversation();

    /// The errors that a request may be refused with, in the protocol's own words.
    Set<String> errors();
}
