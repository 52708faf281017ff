package dev.ackademy.core.node.app;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.StoreCommand;

/// All that a process sees: its port, its stores, its clock, its timers, the trace. The engine and a live run each have
/// one.
public interface ProcessHost {

    /// The instance's name, `billing.1`.
    String name();

    void ask(BrokerCommand command);

    void ask(String store, StoreCommand command);

    /// Time for measuring durations, µs.
    long now();

    /// The instance's own clock, µs; may be skewed.
    long wallClock();

    void after(long delayMicros, Timer timer);

    void cancel(Timer timer);

    /// As [dev.ackademy.core.node.Surroundings#recordLane].
    int record(int lane, Event event, int... causes);

    /// As [dev.ackademy.core.node.Surroundings#crashesAt]: when true, return at once and do nothing more.
    boolean crashesAt(StepPoint point);
}
