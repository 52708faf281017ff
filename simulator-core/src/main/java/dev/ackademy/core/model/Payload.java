package dev.ackademy.core.model;

import java.util.SortedMap;

/// What a message says about its entity. `fields` hold text by field name; `form` says how a sink must read them.
/// `sourceMicros` is the time that the producer's (possibly skewed) clock stamped: an unreliable timestamp.
public record Payload(Form form, SortedMap<String, String> fields, long sourceMicros) {

    /// `FULL`: the whole state of the entity. `PARTIAL`: only the fields that changed. `EMPTY`: no fields
    /// at all.
    /// `INVALID`: bytes that no consumer can read.
    public enum Form {
        FULL,
        PARTIAL,
        EMPTY,
        INVALID
    }
}
