package dev.ackademy.core.model;

import java.util.List;

/// Facts of the network (N1-N8). The node is the sender for `FrameSent`, the receiver for `FrameArrived`, the end that
/// learned of it for the others. Maintenance frames leave no entries.
public sealed interface NetworkEvent extends Event {

    /// What a frame carries of one operation: its place of origin where it has one (`orders-0@3`) and the
    /// number of the attempt.
    record Carried(Operation operation, String copy, int attempt) {}

    record ConnectionOpened(int connection, int peer) implements NetworkEvent {}

    record FrameSent(int connection, int to, RequestKind kind, boolean answer, String note, List<Carried> carried)
            implements NetworkEvent {
        @Override
        public Operation operation() {
            return carried.size() == 1 ? carried.getFirst().operation() : null;
        }
    }

    record FrameArrived(int connection, int from, RequestKind kind, boolean answer, String note, List<Carried> carried)
            implements NetworkEvent {
        @Override
        public Operation operation() {
            return carried.size() == 1 ? carried.getFirst().operation() : null;
        }
    }

    /// A frame is gone with its connection.
    record FrameLost(
            int connection, int from, int to, RequestKind kind, boolean answer, String cause, List<Carried> carried)
            implements NetworkEvent {
        @Override
        public Operation operation() {
            return carried.size() == 1 ? carried.getFirst().operation() : null;
        }
    }

    record ConnectionCut(int connection, int peer, String cause) implements NetworkEvent {}

    record ConnectionStalled(int connection, int peer, long untilMicros) implements NetworkEvent {}

    /// The fault made the receiver refuse this request: an error answer and nothing else (N5).
    record RequestRefused(int connection, int from, RequestKind kind, String error, List<Carried> carried)
            implements NetworkEvent {
        @Override
        public Operation operation() {
            return carried.size() == 1 ? carried.getFirst().operation() : null;
        }
    }

    record LinkParted(int from, int to, boolean oneWay) implements NetworkEvent {}

    record LinkHealed(int from, int to) implements NetworkEvent {}

    record LinkSlowed(int from, int to, long byMicros) implements NetworkEvent {}
}
