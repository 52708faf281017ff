package dev.ackademy.core.node.app;

import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.port.BrokerOutcome;

/// An application process: it reads one source and runs an ordered list of steps for each item, in lanes beside its
/// read loop. Producer, consumer and relay are this class with other lists. It knows the ports only, so that a model
/// and a real broker are driven by the same decisions.
///
/// It hears one input at a time and asks its host for effects. It never repeats a step on its own: what happens after a
/// failure is the scenario's
/// `resend` and `on-failure`. A crash takes all but the place in the workload.
public final class Worker {

    @Fixed
    private final WorkerSettings settings;

    @Fixed
    final StepProgram program;

    WorkerState state = new WorkerState();

    private final WorkloadProgress progress = new WorkloadProgress();

    /// Refuses steps that are not available yet, by name.
    public Worker(WorkerSettings settings) {
        this.settings = settings;
        this.program = StepProgram.of(settings.steps());
    }

    public void on(ProcessInput input, ProcessHost host) {
        if (input instanceof ProcessInput.TimerFired(Timer timer) && timer.tag().equals(Timers.START_AGAIN)) {
            startAgain(host);
            return;
        }
        Turn turn = new Turn(settings, program, state, progress, host);
        hear(input, turn);
        goOn(turn);
    }

    private void hear(ProcessInput input, Turn turn) {
        switch (input) {
            case ProcessInput.Started _ -> new Lifecycle(turn).start();
            case ProcessInput.FromBroker broker -> hearBroker(broker.outcome(), turn);
            case ProcessInput.FromStore store -> new StoreOutcomes(turn).on(store.outcome());
            case ProcessInput.StoreLost lost -> new Locks(turn).storeLost(lost.store());
            case ProcessInput.TimerFired fired -> hearTimer(fired.timer(), turn);
            case ProcessInput.Stopping _ -> new Lifecycle(turn).stop();
        }
    }

    private static void hearBroker(BrokerOutcome outcome, Turn turn) {
        switch (outcome) {
            case BrokerOutcome.Opened opened -> new Lifecycle(turn).opened(opened.capabilities());
            case BrokerOutcome.OpenFailed failed -> new Lifecycle(turn).openFailed(failed.cause());
            case BrokerOutcome.Closed _ -> new Lifecycle(turn).closed();
            case BrokerOutcome.Published published -> new PublishSteps(turn).published(published);
            case BrokerOutcome.PublishFailed failed -> new PublishSteps(turn).failed(failed);
            case BrokerOutcome.Returned returned -> new PublishSteps(turn).returned(returned);
            case BrokerOutcome.Acknowledged acknowledged -> new AcknowledgeSteps(turn).acknowledged(acknowledged);
            case BrokerOutcome.AcknowledgeFailed failed -> new AcknowledgeSteps(turn).failed(failed);
            case BrokerOutcome.Assigned assigned -> new TopicSource(turn).assigned(assigned);
            case BrokerOutcome.Revoking revoking -> new TopicSource(turn).revoking(revoking);
            case BrokerOutcome.LostAssignment lost -> new TopicSource(turn).lost(lost);
            case BrokerOutcome.PositionInvalid invalid -> new TopicSource(turn).positionInvalid(invalid);
            case BrokerOutcome.Batch batch -> new TopicSource(turn).batch(batch);
            case BrokerOutcome.Unsubscribed _ -> new Lifecycle(turn).unsubscribed();
            // What the library tells for information only: nothing is decided on it.
            case BrokerOutcome.Subscribed _,
                    BrokerOutcome.Disconnected _,
                    BrokerOutcome.Reconnected _,
                    BrokerOutcome.Blocked _,
                    BrokerOutcome.Unblocked _,
                    BrokerOutcome.SettleFailed _,
                    BrokerOutcome.Position _,
                    BrokerOutcome.Dropped _,
                    BrokerOutcome.Advisory _ -> {}
            case BrokerOutcome.Begun begun -> new BrokerTransactions(turn).begun(begun);
            case BrokerOutcome.Attached attached -> new BrokerTransactions(turn).attached(attached.request());
            case BrokerOutcome.Committed committed -> new BrokerTransactions(turn).committed(committed.request());
            case BrokerOutcome.Aborted aborted -> new BrokerTransactions(turn).aborted(aborted.request());
            case BrokerOutcome.TransactionFailed failed -> new BrokerTransactions(turn).failed(failed);
            case BrokerOutcome.Fenced fenced -> new Lifecycle(turn).fenced(fenced.cause());
            case BrokerOutcome.Flushed _ ->
                throw new IllegalStateException(turn.name() + " never asked for " + outcome);
        }
    }

    private static void hearTimer(Timer timer, Turn turn) {
        int id = (int) timer.id();
        switch (timer.tag()) {
            case Timers.DUE -> turn.state.dueArmed = -1;
            case Timers.RETRY -> new FailurePolicy(turn).retry(turn.state.lanes.get(id));
            case Timers.HAND_OVER -> new FailurePolicy(turn).handOverAgain(turn.state.lanes.get(id));
            case Timers.RESEND -> new PublishSteps(turn).resend(id);
            case Timers.CALL -> new CallSteps(turn).timedOut(id);
            case Timers.EXTEND -> new TopicSource(turn).extend(turn.state.lanes.get(id));
            case Timers.ACTIVE -> new Locks(turn).askActive();
            default -> new CallSteps(turn).halfOpen(Timers.breakerOf(timer.tag()));
        }
    }

    /// Lets every lane run until nothing more can be done at this instant, then reads on.
    private static void goOn(Turn turn) {
        boolean moved = true;
        while (moved && !turn.dead()) {
            moved = false;
            for (Lane lane : turn.state.lanes) {
                moved |= new Sources(turn).take(lane);
                moved |= new Course(turn).run(lane);
            }
        }
        if (!turn.dead()) {
            new Sources(turn).readOn();
            new Lifecycle(turn).leaveWhenDone();
        }
    }

    private void startAgain(ProcessHost host) {
        int requests = state.lastRequest;
        crashed();
        state.lastRequest = requests;
        Turn turn = new Turn(settings, program, state, progress, host);
        new Lifecycle(turn).start();
        goOn(turn);
    }

    /// The process was killed.
    public void crashed() {
        state = new WorkerState();
        progress.crashed(settings.source() instanceof WorkerSettings.Source.Workload workload && workload.resumes());
    }

    /// Nothing new will come from its workload; always true for a process that reads something else.
    public boolean spent() {
        return !(settings.source() instanceof WorkerSettings.Source.Workload workload)
                || progress.next >= workload.items().size();
    }

    /// What [ProcessInput.Stopping] asked for has been done.
    public boolean stopped() {
        return state.phase == WorkerState.Phase.STOPPED;
    }

    /// What is unfinished, in plain words; empty when the process is idle.
    public String waiting() {
        return Waiting.of(settings, program, state);
    }
}
