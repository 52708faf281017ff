package dev.ackademy.core.node.app;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.OnFailure;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.model.WorkItem;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Capabilities;
import dev.ackademy.core.node.port.Delivery;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.node.port.StoreOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/// One worker with a host that keeps what is asked and told, and answers what the test says. One input at a time, as a
/// real host gives them.
final class PlayedProcess implements ProcessHost {

    static final OnFailure STOP = new OnFailure(0, 0, false, OnFailure.Then.STOP, null, OnFailure.Then.DISCARD);

    static final Step.Acknowledge ACKNOWLEDGE = new Step.Acknowledge(false, true);

    static final Step.Write WRITE = new Step.Write("db", "orders", 0, false, null);

    static final Step.Publish PUBLISH = new Step.Publish("orders", "id", "murmur2", true, false);

    final Worker worker;
    final List<BrokerCommand> broker = new ArrayList<>();
    final List<StoreCommand> stores = new ArrayList<>();
    final List<Event> events = new ArrayList<>();
    final List<String> crashPoints = new ArrayList<>();
    final TreeMap<String, Long> timers = new TreeMap<>();
    long now;
    long skew;
    private Predicate<StepPoint> kills = _ -> false;
    private boolean killed;
    private int handles;

    PlayedProcess(WorkerSettings settings) {
        worker = new Worker(settings);
    }

    /// A consumer of `orders` in group `billing` with one lane, that stops at a failure.
    static WorkerSettings consumer(Step... steps) {
        return new WorkerSettings(
                "billing",
                1,
                new WorkerSettings.Source.Topic(List.of("orders"), "billing", 10, false),
                List.of(steps),
                1,
                new WorkerSettings.Resend(0, 0),
                STOP,
                null,
                null,
                0);
    }

    static WorkerSettings producer(boolean resumes, Step... steps) {
        List<WorkItem> items = List.of(item(0, 0, "A", 1), item(1, 20_000, "A", 2), item(2, 40_000, "B", 1));
        return new WorkerSettings(
                "shop",
                1,
                new WorkerSettings.Source.Workload(items, resumes),
                List.of(steps),
                1,
                new WorkerSettings.Resend(0, 0),
                STOP,
                null,
                null,
                0);
    }

    static WorkItem item(int index, long at, String key, int version) {
        return new WorkItem(index, at, operation(key, version), payload(), key + "'s order");
    }

    static Operation operation(String key, int version) {
        return new Operation(key, version, version == 1 ? OperationKind.CREATE : OperationKind.UPDATE);
    }

    static Payload payload() {
        return new Payload(Payload.Form.FULL, new TreeMap<>(), 0);
    }

    static WorkerSettings with(WorkerSettings settings, OnFailure onFailure) {
        return new WorkerSettings(
                settings.process(),
                settings.instance(),
                settings.source(),
                settings.steps(),
                settings.lanes(),
                settings.resend(),
                onFailure,
                settings.singleActive(),
                settings.lockEntity(),
                settings.extendEveryMicros());
    }

    static WorkerSettings with(WorkerSettings settings, int lanes) {
        return new WorkerSettings(
                settings.process(),
                settings.instance(),
                settings.source(),
                settings.steps(),
                lanes,
                settings.resend(),
                settings.onFailure(),
                settings.singleActive(),
                settings.lockEntity(),
                settings.extendEveryMicros());
    }

    static WorkerSettings with(WorkerSettings settings, WorkerSettings.Resend resend) {
        return new WorkerSettings(
                settings.process(),
                settings.instance(),
                settings.source(),
                settings.steps(),
                settings.lanes(),
                resend,
                settings.onFailure(),
                settings.singleActive(),
                settings.lockEntity(),
                settings.extendEveryMicros());
    }

    static WorkerSettings locking(WorkerSettings settings, String singleActive, String lockEntity) {
        return new WorkerSettings(
                settings.process(),
                settings.instance(),
                settings.source(),
                settings.steps(),
                settings.lanes(),
                settings.resend(),
                settings.onFailure(),
                singleActive,
                lockEntity,
                settings.extendEveryMicros());
    }

    PlayedProcess start() {
        hear(new ProcessInput.Started(1));
        if (!broker.isEmpty()) {
            tell(new BrokerOutcome.Opened(
                    new Capabilities(true, true, false, false, false, false, true, true, false, 1000)));
        }
        return this;
    }

    void hear(ProcessInput input) {
        killed = false;
        worker.on(input, this);
        if (killed) {
            worker.crashed();
        }
    }

    void tell(BrokerOutcome outcome) {
        hear(new ProcessInput.FromBroker(outcome));
    }

    /// Kills the process the first time the point is reached.
    void killAt(String point) {
        kills = at -> text(at).equals(point);
    }

    void restart() {
        broker.clear();
        stores.clear();
        timers.clear();
        kills = _ -> false;
        start();
    }

    /// A batch of `orders-0`, from that position on.
    void deliver(long position, Operation... operations) {
        List<Delivery> deliveries = new ArrayList<>();
        for (Operation operation : operations) {
            deliveries.add(delivery(0, position++, operation));
        }
        tell(new BrokerOutcome.Batch(TopicSource.SUBSCRIPTION, deliveries));
    }

    Delivery delivery(int partition, long position, Operation operation) {
        Message message = new Message(operation, payload(), 1, "shop.1/publish", null, 0);
        return new Delivery(++handles, new TopicPartition("orders", partition), position, 0, false, message, 7, 0);
    }

    /// The store did what was asked of it last.
    void storeDone() {
        storeDone(true, 0);
    }

    void storeDone(boolean applied, long value) {
        storeDone(stores.getLast().request(), applied, value);
    }

    void storeDone(int request, boolean applied, long value) {
        hear(new ProcessInput.FromStore("db", new StoreOutcome.Done(request, null, applied, value, 0)));
    }

    void storeFails(String cause, Certainty certainty) {
        hear(new ProcessInput.FromStore(
                "db", new StoreOutcome.Failed(stores.getLast().request(), cause, certainty)));
    }

    void acknowledged() {
        tell(new BrokerOutcome.Acknowledged(
                last(BrokerCommand.Acknowledge.class).request()));
    }

    void published(long position) {
        tell(new BrokerOutcome.Published(
                last(BrokerCommand.Publish.class).request(), new TopicPartition("orders", 0), position, false));
    }

    void publishFails(Certainty certainty) {
        tell(new BrokerOutcome.PublishFailed(last(BrokerCommand.Publish.class).request(), "timed out", certainty));
    }

    /// Lets the time of the timer come.
    void fire(String tag, long id) {
        Long due = timers.remove(tag + " " + id);
        if (due == null) {
            throw new AssertionError("no timer " + tag + " " + id + " but " + timers);
        }
        now = Math.max(now, due);
        hear(new ProcessInput.TimerFired(new Timer(tag, id)));
    }

    <T> T last(Class<T> type) {
        return all(type).getLast();
    }

    <T> List<T> all(Class<T> type) {
        List<T> found = new ArrayList<>();
        for (List<?> list : List.of(broker, stores, events)) {
            for (Object each : list) {
                if (type.isInstance(each)) {
                    found.add(type.cast(each));
                }
            }
        }
        return found;
    }

    static String text(StepPoint point) {
        return point.when().name().toLowerCase() + " " + point.verb() + " " + point.operation();
    }

    @Override
    public String name() {
        return "billing.1";
    }

    @Override
    public void ask(BrokerCommand command) {
        broker.add(command);
    }

    @Override
    public void ask(String store, StoreCommand command) {
        stores.add(command);
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long wallClock() {
        return now + skew;
    }

    @Override
    public void after(long delayMicros, Timer timer) {
        timers.put(timer.tag() + " " + timer.id(), now + delayMicros);
    }

    @Override
    public void cancel(Timer timer) {
        timers.remove(timer.tag() + " " + timer.id());
    }

    @Override
    public int record(int lane, Event event, int... causes) {
        if (killed) {
            throw new AssertionError("a dead process told " + event);
        }
        events.add(event);
        return events.size();
    }

    @Override
    public boolean crashesAt(StepPoint point) {
        crashPoints.add(text(point));
        if (kills.test(point)) {
            kills = _ -> false;
            killed = true;
        }
        return killed;
    }
}
