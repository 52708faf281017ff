package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.Ranked;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.node.Frame;
import java.util.ArrayList;
import java.util.List;

/// Between the servers of a replicated stream.
sealed interface RaftFrame extends JetStreamFrame {

    @Override
    default RequestKind kind() {
        return RequestKind.REPLICATE;
    }

    @Override
    default boolean expectsAnswer() {
        return false;
    }

    /// From the leader: what follows entry number `before`, and how much is decided.
    record Append(
            @Ident int correlation,
            String stream,
            @Ranked int term,
            long before,
            @Ranked(of = "term") int beforeTerm,
            List<Raft.Entry> entries,
            long committed)
            implements RaftFrame, Frame.Request {
        @Override
        public boolean maintenance() {
            return carried().isEmpty();
        }

        @Override
        public List<Carried> carried() {
            List<Carried> carried = new ArrayList<>();
            for (Raft.Entry entry : entries) {
                if (entry.change() instanceof Change.Store store) {
                    carried.addAll(store.publish().carried());
                }
            }
            return carried;
        }
    }

    /// @param match how many entries the follower has of the leader's
    record Appended(
            @Ident int correlation, String stream, @Ranked int term, boolean fits, long match)
            implements RaftFrame, Frame.Answer {
        @Override
        public boolean maintenance() {
            return true;
        }
    }

    record AskVote(
            @Ident int correlation,
            String stream,
            @Ranked int term,
            long entries,
            @Ranked(of = "term") int lastTerm) implements RaftFrame, Frame.Request {
        @Override
        public RequestKind kind() {
            return RequestKind.CONTROL;
        }
    }

    record Vote(
            @Ident int correlation, String stream, @Ranked int term, boolean granted)
            implements RaftFrame, Frame.Answer {
        @Override
        public RequestKind kind() {
            return RequestKind.CONTROL;
        }

        @Override
        public String note() {
            return granted ? "granted" : "refused";
        }
    }
}
