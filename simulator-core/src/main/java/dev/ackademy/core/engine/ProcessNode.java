package dev.ackademy.core.engine;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.app.ProcessHost;
import dev.ackademy.core.node.app.ProcessInput;
import dev.ackademy.core.node.app.Worker;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.node.port.StoreOutcome;
import dev.ackademy.core.node.store.StoreClient;
import dev.ackademy.core.wiring.Wiring;
import java.util.ArrayDeque;
import java.util.TreeMap;

/// A process: the worker, the broker's client library and a client of each store, with one mailbox. An outcome is heard
/// after the input in hand, and before the next one: between two events the mailbox is empty.
final class ProcessNode implements Node {

    @Fixed
    private final Wiring wiring;

    @Fixed
    private final int number;

    final Worker worker;
    BrokerClient client;
    private TreeMap<String, StoreClient> stores;

    private final ArrayDeque<ProcessInput> mailbox = new ArrayDeque<>();

    ProcessNode(Wiring wiring, int number) {
        this.wiring = wiring;
        this.number = number;
        this.worker = new Worker(wiring.worker(number));
        begin();
    }

    private void begin() {
        client = wiring.kind().client(wiring, number);
        stores = new TreeMap<>();
        for (String store : wiring.storesOf(number)) {
            stores.put(store, new StoreClient(store, wiring.cast().number(store), StoreClient.REQUEST_TIMEOUT_MICROS));
        }
    }

    @Override
    public void on(Input input, Surroundings around) {
        Host host = new Host(around);
        switch (input) {
            case Input.Started started -> mailbox.add(new ProcessInput.Started(started.incarnation()));
            case Input.Stopping _ -> mailbox.add(new ProcessInput.Stopping());
            case Input.Fired fired
            when fired.timer().tag().startsWith("worker/") -> mailbox.add(new ProcessInput.TimerFired(fired.timer()));
            case Input.Silent _, Input.Heard _ -> {
                client.on(input, around, host);
                stores.values().forEach(store -> store.on(input, around, host));
            }
            case Input.Opened _, Input.Closed _, Input.Arrived _, Input.Fired _ -> hand(input, around, host);
            case Input.Adjusted adjusted ->
                throw new IllegalArgumentException(around.name(number) + " takes no " + adjusted.adjustment());
        }
        while (!mailbox.isEmpty() && !host.dead) {
            worker.on(mailbox.poll(), host);
        }
        mailbox.clear();
        if (!host.dead && worker.stopped()) {
            around.stopped("has left");
        }
    }

    private void hand(Input input, Surroundings around, Host host) {
        for (StoreClient store : stores.values()) {
            if (store.on(input, around, host)) {
                return;
            }
        }
        client.on(input, around, host);
    }

    boolean spent() {
        return worker.spent();
    }

    @Override
    public void crashed() {
        worker.crashed();
        mailbox.clear();
        begin();
    }

    /// Empty when neither the process nor its libraries have anything under way.
    @Override
    public String waiting() {
        String waiting = worker.waiting();
        return waiting.isEmpty() ? client.waiting() : waiting;
    }

    /// What the worker sees while one input is handled.
    private final class Host implements ProcessHost, BrokerClient.Application, StoreClient.Application {

        private final Surroundings around;
        private boolean dead;

        Host(Surroundings around) {
            this.around = around;
        }

        @Override
        public void tell(dev.ackademy.core.node.port.BrokerOutcome outcome) {
            mailbox.add(new ProcessInput.FromBroker(outcome));
        }

        @Override
        public void tell(String store, StoreOutcome outcome) {
            mailbox.add(new ProcessInput.FromStore(store, outcome));
        }

        @Override
        public void lost(String store) {
            mailbox.add(new ProcessInput.StoreLost(store));
        }

        @Override
        public String name() {
            return around.name(number);
        }

        @Override
        public void ask(BrokerCommand command) {
            client.ask(command, around, this);
        }

        @Override
        public void ask(String store, StoreCommand command) {
            stores.get(store).ask(command, around);
        }

        @Override
        public long now() {
            return around.now();
        }

        @Override
        public long wallClock() {
            return around.wallClock();
        }

        @Override
        public void after(long delayMicros, Timer timer) {
            around.after(delayMicros, timer);
        }

        @Override
        public void cancel(Timer timer) {
            around.cancel(timer);
        }

        @Override
        public int record(int lane, Event event, int... causes) {
            return around.recordLane(lane, event, causes);
        }

        @Override
        public boolean crashesAt(StepPoint point) {
            dead = dead || around.crashesAt(point);
            return dead;
        }
    }
}
