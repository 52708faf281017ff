package dev.ackademy.connect.fault;

import java.util.List;

/// A message that is about to pass the proxy.
///
/// @param nth how many of this direction and kind have come to the proxy, over all its connections, this one included
/// @param connection the number of the connection, from 1
/// @param carried the operations in it, `A#2`
public record Passage(Direction direction, String kind, int nth, int connection, List<String> carried) {
    boolean is(Direction direction, String kind) {
        return this.direction == direction && this.kind.equals(kind);
    }
}
