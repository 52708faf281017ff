package dev.ackademy.connect.fault;

/// One message of a protocol, whole, with the bytes that frame it.
///
/// @param kind the request's kind in the protocol's own words; an answer has the kind of what it answers
public record Frame(String kind, byte[] bytes) {}
