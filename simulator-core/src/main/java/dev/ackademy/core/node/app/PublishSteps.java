package dev.ackademy.core.node.app;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.StepPoint.When;
import dev.ackademy.core.node.app.StepProgram.Line;
import dev.ackademy.core.node.app.WorkerState.Sending;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;

/// `publish`: hands a message to the library and, where a receipt is awaited, waits for it. A failed send is sent again
/// `resend` times, by the application,
/// as a new attempt that the broker cannot tell from another message; also one whose receipt nobody awaits, as an error
/// callback would do.
final class PublishSteps {

    static final int POLICY_LINE = -1;

    private final Turn turn;
    private final WorkerState state;

    PublishSteps(Turn turn) {
        this.turn = turn;
        this.state = turn.state;
    }

    void begin(Lane lane, Line line, Step.Publish step) {
        Course course = new Course(turn);
        if (!course.began(lane, line)) {
            return;
        }
        Item item = lane.item;
        int attempt = item.earlierSends + ++item.sends[lane.line];
        turn.progress.sent(item.place, attempt);
        int request = state.nextRequest();
        send(new Sending(
                request,
                lane.number,
                lane.line,
                item.operation,
                item.payload,
                step.topic(),
                null,
                attempt,
                0,
                step.awaitReceipt(),
                item.entry));
        if (turn.crashesAt(lane, line.verb(), line.path(), When.DURING)) {
            return;
        }
        if (step.awaitReceipt()) {
            lane.awaitOutcome(Lane.Waits.RECEIPT, request);
        } else {
            course.done(lane);
        }
    }

    /// The copy that the failure policy sends to another topic.
    void sendCopy(Lane lane, String topic) {
        Item item = lane.item;
        int attempt = item.delivery == null ? 1 : item.delivery.message().attempt() + 1;
        int request = state.nextRequest();
        send(new Sending(
                request,
                lane.number,
                POLICY_LINE,
                item.operation,
                item.payload,
                topic,
                item.originTopic,
                attempt,
                0,
                true,
                item.entry));
        lane.awaitOutcome(Lane.Waits.HAND_OVER, request);
    }

    /// `asked` of the argument is the entry that the send follows from.
    private void send(Sending planned) {
        int asked = turn.record(
                planned.lane(),
                new DeliveryEvent.PublishAsked(planned.operation(), planned.topic(), planned.attempt()),
                planned.asked());
        Sending sending = new Sending(
                planned.request(),
                planned.lane(),
                planned.line(),
                planned.operation(),
                planned.payload(),
                planned.topic(),
                planned.originTopic(),
                planned.attempt(),
                planned.resends(),
                planned.awaited(),
                asked);
        state.sendings.put(sending.request(), sending);
        turn.ask(command(sending));
    }

    private BrokerCommand.Publish command(Sending sending) {
        boolean policy = sending.line() == POLICY_LINE;
        Step.Publish step = policy
                ? new Step.Publish(sending.topic(), "id", "murmur2", true, false)
                : (Step.Publish) turn.program.line(sending.line()).step();
        Message message = new Message(
                sending.operation(),
                sending.payload(),
                sending.attempt(),
                turn.name() + "/" + (policy ? "on-failure" : "publish"),
                sending.originTopic(),
                sending.asked());
        return new BrokerCommand.Publish(
                sending.request(),
                sending.topic(),
                step.key().equals("none") ? null : sending.operation().key(),
                step.partitioner(),
                message,
                step.dedupId() ? sending.operation().id() : null,
                -1,
                policy ? 0 : state.lanes.get(sending.lane()).transaction);
    }

    void published(BrokerOutcome.Published published) {
        Sending sending = state.sendings.remove(published.request());
        if (sending == null) {
            return;
        }
        turn.record(
                sending.lane(),
                new DeliveryEvent.PublishAcknowledged(
                        sending.operation(), published.partition(), published.position(), published.duplicate()),
                sending.asked());
        if (!sending.awaited()) {
            return;
        }
        Lane lane = state.lanes.get(sending.lane());
        if (sending.line() == POLICY_LINE) {
            new FailurePolicy(turn).handedOver(lane);
        } else {
            new Course(turn).done(lane);
        }
    }

    void returned(BrokerOutcome.Returned returned) {
        failed(new BrokerOutcome.PublishFailed(returned.request(), "unroutable", Certainty.NOT_DONE));
    }

    void failed(BrokerOutcome.PublishFailed outcome) {
        Sending sending = state.sendings.remove(outcome.request());
        if (sending == null) {
            return;
        }
        turn.record(
                sending.lane(),
                new DeliveryEvent.PublishFailed(
                        sending.operation(), sending.topic(), outcome.certainty(), outcome.cause()),
                sending.asked());
        Failure failure = new Failure(outcome.cause(), outcome.certainty(), false);
        if (sending.line() == POLICY_LINE) {
            new FailurePolicy(turn).handOverFailed(state.lanes.get(sending.lane()), failure);
        } else if (sending.resends() < turn.settings.resend().attempts()) {
            waitToResend(sending);
        } else if (sending.awaited()) {
            new Course(turn).failed(state.lanes.get(sending.lane()), failure);
        }
    }

    private void waitToResend(Sending sending) {
        state.sendings.put(sending.request(), sending);
        turn.after(turn.settings.resend().backoffMicros(), Timers.RESEND, sending.request());
        if (sending.awaited()) {
            state.lanes.get(sending.lane()).awaitOutcome(Lane.Waits.RESEND, sending.request());
        }
    }

    void resend(int request) {
        Sending before = state.sendings.remove(request);
        if (before == null) {
            return;
        }
        int next = state.nextRequest();
        int attempt = before.attempt() + 1;
        if (before.awaited()) {
            Lane lane = state.lanes.get(before.lane());
            lane.item.sends[before.line()]++;
            turn.progress.sent(lane.item.place, attempt);
            lane.awaitOutcome(Lane.Waits.RECEIPT, next);
        }
        send(new Sending(
                next,
                before.lane(),
                before.line(),
                before.operation(),
                before.payload(),
                before.topic(),
                before.originTopic(),
                attempt,
                before.resends() + 1,
                before.awaited(),
                before.asked()));
    }
}
