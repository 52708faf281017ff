package dev.ackademy.core.model;

/// What goes wrong, as data. A node-valued field is a node name (`billing.1`, `B2`, `psp`) or a deployment name
/// (`billing`: every instance). Where `trigger` names a message, a request or an nth, the fault happens there;
/// otherwise at `trigger.atMicros`.
public sealed interface Fault {

    Trigger trigger();

    /// The fault verb of the scenario format.
    String verb();

    /// When and on what a fault fires, each part narrowing the others; -1 and null mean "any".
    ///
    /// @param atMicros not before this virtual time (-1: from the start)
    /// @param message  `A#2`
    /// @param nth      the nth match, from 1 (default 1)
    record Trigger(long atMicros, String message, int nth) {}

    /// The connection ends; `loseRequest` true: before the receiver reads the request; false: after it
    /// acted, before its answer (N2, N3).
    /// `from`, `to`: the link, null for any.
    record Cut(RequestKind request, boolean loseRequest, String from, String to, boolean oneWay, Trigger trigger)
            implements Fault {
        @Override
        public String verb() {
            return "cut";
        }
    }

    /// The connection holds its bytes from this request (or answer) on, for `forMicros` (N4).
    record Stall(RequestKind request, boolean answer, String from, String to, long forMicros, Trigger trigger)
            implements Fault {
        @Override
        public String verb() {
            return "stall";
        }
    }

    /// The receiver answers with an error and does nothing (N5). `retriable` decides which error the kind
    /// uses unless `error` names one.
    record Refuse(
            RequestKind request, String error, boolean retriable, String from, String to, int times, Trigger trigger)
            implements Fault {
        @Override
        public String verb() {
            return "refuse";
        }
    }

    /// Kill a process: a step's boundary for an application (`step` null: at the first boundary after the
    /// time), a time for a broker or store.
    /// `restartMicros` -1: it stays down until the run heals, for good where `stays`.
    record Crash(String node, String step, StepPoint.When when, long restartMicros, boolean stays, Trigger trigger)
            implements Fault {
        @Override
        public String verb() {
            return "crash";
        }
    }

    /// The machine loses power: also what was not flushed is gone (K8). Several nodes are one correlated
    /// fault.
    record PowerOff(java.util.List<String> nodes, long restartMicros, boolean stays, Trigger trigger) implements Fault {
        @Override
        public String verb() {
            return "power-off";
        }
    }

    record Pause(String node, String step, StepPoint.When when, long forMicros, Trigger trigger) implements Fault {
        @Override
        public String verb() {
            return "pause";
        }
    }

    /// No bytes pass between the two sides; `oneWay`: not from `a` to `b`. `forMicros` -1: until the run
    /// heals.
    record Partition(
            java.util.List<String> a,
            java.util.List<String> b,
            boolean oneWay,
            long forMicros,
            boolean stays,
            Trigger trigger)
            implements Fault {
        @Override
        public String verb() {
            return "partition";
        }
    }

    /// A link (`from`, `to`) or a store (`store`) takes `byMicros` longer.
    record Slow(String from, String to, String store, long byMicros, long forMicros, boolean stays, Trigger trigger)
            implements Fault {
        @Override
        public String verb() {
            return "slow";
        }
    }

    /// A store refuses every request with `error`; `message` in the trigger narrows it to one operation (a
    /// poison message).
    record Fail(String store, String error, long forMicros, boolean stays, Trigger trigger) implements Fault {
        @Override
        public String verb() {
            return "fail";
        }
    }

    /// The wall clock of a node is off by `byMicros` from then on.
    record Skew(String node, long byMicros, Trigger trigger) implements Fault {
        @Override
        public String verb() {
            return "skew";
        }
    }
}
