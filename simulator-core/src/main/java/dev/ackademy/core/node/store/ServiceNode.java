package dev.ackademy.core.node.store;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.node.port.StoreOutcome;
import java.util.TreeMap;
import java.util.TreeSet;

/// A service behind a REST API: every request has an effect of its own, and there is no transaction. A request that it
/// has read takes effect after its time even when nobody waits for the answer any more. With an idempotency key the
/// second request is answered and nothing is done again. Effects and keys survive a crash, requests in service do not.
/// It refuses bytes that it cannot read, and statements of a database.
public final class ServiceNode implements Node {

    private static final String SERVE = "serve:work";

    @Fixed
    private final long takesMicros;

    private final Disturbance disturbance = new Disturbance();

    /// How often each operation took effect.
    final TreeMap<String, Integer> effects = new TreeMap<>();

    private final TreeSet<String> knownKeys = new TreeSet<>();

    @Ident(of = "work")
    private final TreeMap<Integer, Work> inService = new TreeMap<>();

    @Ident(counter = true)
    private int lastWork;

    public ServiceNode(long takesMicros) {
        this.takesMicros = takesMicros;
    }

    @Override
    public void on(Input input, Surroundings around) {
        switch (input) {
            case Input.Arrived arrived
            when arrived.frame() instanceof StoreRequest request ->
                arrived(new Work(++lastWork, arrived.connection(), arrived.from(), request), around);
            case Input.Fired fired
            when fired.timer().tag().equals(SERVE) ->
                serve(inService.remove((int) fired.timer().id()), around);
            case Input.Adjusted adjusted -> disturbance.apply(adjusted.adjustment());
            case Input.Arrived _,
                    Input.Fired _,
                    Input.Started _,
                    Input.Opened _,
                    Input.Closed _,
                    Input.Silent _,
                    Input.Heard _,
                    Input.Stopping _ -> {}
        }
    }

    private void arrived(Work work, Surroundings around) {
        String error = disturbance.refuses(work.request().operation());
        if (error != null) {
            refuse(work, error, around);
            return;
        }
        long takes = takesMicros + disturbance.longerMicros();
        if (takes == 0) {
            serve(work, around);
            return;
        }
        inService.put(work.id(), work);
        around.after(takes, new Timer(SERVE, work.id()));
    }

    private void serve(Work work, Surroundings around) {
        if (work == null) {
            return;
        }
        if (!(work.request().command() instanceof StoreCommand.Request request)) {
            refuse(work, "a service takes calls only", around);
        } else if (request.payload().form() == Payload.Form.INVALID) {
            refuse(work, StoreOutcome.INVALID_PAYLOAD, around);
        } else {
            takeEffect(work, request, around);
        }
    }

    private void takeEffect(Work work, StoreCommand.Request request, Surroundings around) {
        String key = request.idempotencyKey();
        boolean repeated = key != null && !knownKeys.add(key);
        if (!repeated) {
            effects.merge(request.operation().id(), 1, Integer::sum);
        }
        int entry = around.record(new StoreEvent.RequestServed(request.operation(), work.caller(), key, repeated));
        answer(work, new StoreOutcome.Done(request.request(), null, !repeated, 0, entry), around);
    }

    private static void refuse(Work work, String error, Surroundings around) {
        around.record(new StoreEvent.RequestRefused(work.request().operation(), work.caller(), error));
        answer(work, new StoreOutcome.Failed(work.request().correlation(), error, Certainty.NOT_DONE), around);
    }

    private static void answer(Work work, StoreOutcome outcome, Surroundings around) {
        around.send(work.connection(), work.request().answered(outcome));
    }

    /// How often the operation (`A#2`) took effect.
    public int effects(String operation) {
        return effects.getOrDefault(operation, 0);
    }

    @Override
    public void crashed() {
        inService.clear();
    }

    @Override
    public String waiting() {
        return "";
    }
}
