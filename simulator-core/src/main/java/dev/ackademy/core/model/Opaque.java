package dev.ackademy.core.model;

/// A fact of a kind that this program does not know, read from a recording that a newer one wrote. It is kept as it
/// stands and written again as it was; a picture passes it by, and a checker that would have to understand it answers
/// "unknown".
///
/// @param kind the event's name in the recording
/// @param json its fields, as one JSON object without line breaks
public record Opaque(String kind, String json) implements Event {}
