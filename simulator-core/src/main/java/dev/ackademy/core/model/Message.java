package dev.ackademy.core.model;

/// What travels: an operation with its payload and the headers that every copy carries, so that an observed trace gets
/// its causes back.
///
/// @param attempt the application's own send, from 1 (the client library's retries are not counted here)
/// @param sentBy  the process instance and step that sent it, `shop.1/publish`
/// @param cause   the trace entry that asked for the send; 0 where unknown
public record Message(
        Operation operation,
        Payload payload,
        int attempt,
        String sentBy,
        String originTopic,
        @Entry int cause) {}
