package dev.ackademy.connect.fault;

/// Seen from the client. A response is whatever comes from the server, asked for or not.
public enum Direction {
    REQUEST,
    RESPONSE
}
