package dev.ackademy.connect.fault;

import java.time.Duration;

/// A fault: looks at a message about to pass and gives a verdict. Those here hold no state; the proxy counts.
public interface Rule {
    Verdict judge(Passage passage);

    /// The server never sees the nth request of this kind.
    record CutRequest(String kind, int nth) implements Rule {
        @Override
        public Verdict judge(Passage passage) {
            return passage.is(Direction.REQUEST, kind) && passage.nth() == nth ? Verdict.CUT : Verdict.PASS;
        }
    }

    /// The server has done what the nth request of this kind asks; the client never hears of it.
    record CutResponse(String kind, int nth) implements Rule {
        @Override
        public Verdict judge(Passage passage) {
            return passage.is(Direction.RESPONSE, kind) && passage.nth() == nth ? Verdict.CUT : Verdict.PASS;
        }
    }

    /// The nth message of this kind is late by `time`, with all behind it.
    record Stall(Direction direction, String kind, int nth, Duration time) implements Rule {
        @Override
        public Verdict judge(Passage passage) {
            return passage.is(direction, kind) && passage.nth() == nth ? new Verdict.Stall(time) : Verdict.PASS;
        }
    }

    /// The messages of this kind from the first to the last number disappear.
    record Swallow(Direction direction, String kind, int first, int last) implements Rule {
        @Override
        public Verdict judge(Passage passage) {
            boolean hit = passage.is(direction, kind) && passage.nth() >= first && passage.nth() <= last;
            return hit ? Verdict.SWALLOW : Verdict.PASS;
        }
    }

    /// The nth request of this kind is answered with an error and not done.
    record Refuse(String kind, int nth, String error) implements Rule {
        @Override
        public Verdict judge(Passage passage) {
            boolean hit = passage.is(Direction.REQUEST, kind) && passage.nth() == nth;
            return hit ? new Verdict.Refuse(error) : Verdict.PASS;
        }
    }
}
