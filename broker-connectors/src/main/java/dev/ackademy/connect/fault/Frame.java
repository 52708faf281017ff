package dev.ackademy.connect.fault;

import java.util.List;

/// One message of a protocol, whole, with the bytes that frame it.
///
/// @param kind    the request's kind in the protocol's own words; an answer has the kind of what it answers
/// @param carried the operations in it (`A#2`); an answer carries what its request carried, or what it brings
public record Frame(String kind, byte[] bytes, List<String> carried) {
    public Frame(String kind, byte[] bytes) {
        this(kind, bytes, List.of());
    }
}
