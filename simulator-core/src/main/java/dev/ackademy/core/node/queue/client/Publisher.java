package dev.ackademy.core.node.queue.client;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.queue.AmqpFrame;
import dev.ackademy.core.node.queue.JobFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Publishes with confirms and sends again what was not confirmed: everything, in order, when its connection has ended;
/// what was refused or timed out after a pause, and behind what was sent meanwhile (P4).
final class Publisher {

    static final String RECONNECT = "producer/reconnect";
    private static final String CONFIRM = "producer/confirm:correlation";
    private static final String RETRY = "producer/retry:request";
    private static final String GIVE_UP = "producer/give-up:request";

    /// @param id        of the job, null for none
    /// @param tries     how often it was sent
    /// @param uncertain whether an earlier try may have been stored
    record Send(@Ident int request, String queue, Message message, String id, int tries, boolean uncertain) {}

    final Links links = Links.of(RECONNECT);

    @Ident(counter = true)
    private int lastCorrelation;

    private final ArrayDeque<Send> waiting = new ArrayDeque<>();

    /// Sent and not confirmed, oldest first.
    @Ident(of = "correlation")
    private final TreeMap<Integer, Send> unconfirmed = new TreeMap<>();

    /// Refused or timed out, until their pause is over; by request.
    @Ident(of = "request")
    private final TreeMap<Integer, Send> pausing = new TreeMap<>();

    @Ident(of = "request")
    private final ArrayList<Integer> flushes = new ArrayList<>();

    void publish(BrokerCommand.Publish command, RabbitClientSettings settings, Turn turn) {
        boolean named = command.dedupId() != null || settings.publishing().jobIds();
        String id = named ? command.message().operation().id() : null;
        waiting.add(new Send(command.request(), command.topic(), command.message(), id, 0, false));
        turn.arm(settings.publishing().giveUpMicros(), GIVE_UP, command.request());
        pump(settings, turn);
    }

    void flush(int request, Turn turn) {
        flushes.add(request);
        tellFlushed(turn);
    }

    private void pump(RabbitClientSettings settings, Turn turn) {
        List<Send> kept = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Send send = waiting.poll();
            int connection = links.to(settings.queues().queue(send.queue()).node(), turn);
            if (connection == 0 || unconfirmed.size() >= settings.publishing().inFlight()) {
                kept.add(send);
            } else {
                send(send, connection, settings, turn);
            }
        }
        waiting.addAll(kept);
        tellFlushed(turn);
    }

    private void send(Send send, int connection, RabbitClientSettings settings, Turn turn) {
        RabbitClientSettings.Publishing publishing = settings.publishing();
        int correlation = ++lastCorrelation;
        turn.around()
                .send(
                        connection,
                        publishing.jobs()
                                ? new JobFrame.Add(correlation, send.queue(), send.message(), send.id())
                                : new AmqpFrame.Publish(
                                        correlation,
                                        send.queue(),
                                        send.message(),
                                        publishing.confirms(),
                                        publishing.mandatory()));
        if (publishing.confirms()) {
            unconfirmed.put(
                    correlation,
                    new Send(
                            send.request(),
                            send.queue(),
                            send.message(),
                            send.id(),
                            send.tries() + 1,
                            send.uncertain()));
            turn.arm(publishing.timeoutMicros(), CONFIRM, correlation);
        } else {
            told(send, -1, false, turn);
        }
    }

    private static void told(Send send, long position, boolean duplicate, Turn turn) {
        turn.disarm(GIVE_UP, send.request());
        turn.tell(
                new BrokerOutcome.Published(send.request(), new TopicPartition(send.queue(), 0), position, duplicate));
    }

    void confirmed(AmqpFrame.Confirm confirm, RabbitClientSettings settings, Turn turn) {
        answered(confirm.correlation(), confirm.error(), confirm.returned(), -1, false, settings, turn);
    }

    /// @param position -1 where the answer names none
    void answered(
            int correlation,
            String error,
            boolean returned,
            long position,
            boolean duplicate,
            RabbitClientSettings settings,
            Turn turn) {
        Send send = unconfirmed.remove(correlation);
        if (send == null) {
            return;
        }
        turn.disarm(CONFIRM, correlation);
        if (returned) {
            turn.disarm(GIVE_UP, send.request());
            turn.tell(new BrokerOutcome.Returned(send.request()));
        } else if (error.isEmpty()) {
            told(send, position, duplicate, turn);
        } else {
            again(send, error, settings, turn);
        }
        pump(settings, turn);
    }

    private void again(Send send, String cause, RabbitClientSettings settings, Turn turn) {
        if (send.tries() > settings.publishing().retries()) {
            fail(send, cause, turn);
        } else {
            pausing.put(send.request(), send);
            turn.arm(Math.max(1, settings.publishing().backoffMicros()), RETRY, send.request());
        }
    }

    private static void fail(Send send, String cause, Turn turn) {
        turn.disarm(GIVE_UP, send.request());
        Certainty certainty = send.uncertain() ? Certainty.MAYBE_DONE : Certainty.NOT_DONE;
        turn.tell(new BrokerOutcome.PublishFailed(send.request(), cause, certainty));
    }

    private static Send uncertain(Send send) {
        return new Send(send.request(), send.queue(), send.message(), send.id(), send.tries(), true);
    }

    void opened(RabbitClientSettings settings, Turn turn) {
        pump(settings, turn);
    }

    /// What was not confirmed may be stored or not: it is sent again before anything else.
    void closed(int broker, RabbitClientSettings settings, Turn turn) {
        links.closed(broker, turn);
        List<Send> back = new ArrayList<>();
        for (Map.Entry<Integer, Send> each : List.copyOf(unconfirmed.entrySet())) {
            Send send = each.getValue();
            if (settings.queues().queue(send.queue()).node() == broker) {
                unconfirmed.remove(each.getKey());
                turn.disarm(CONFIRM, each.getKey());
                if (send.tries() > settings.publishing().retries()) {
                    fail(uncertain(send), "connection lost", turn);
                } else {
                    back.add(uncertain(send));
                }
            }
        }
        back.reversed().forEach(waiting::addFirst);
    }

    boolean fired(String tag, int id, RabbitClientSettings settings, Turn turn) {
        switch (tag) {
            case RECONNECT -> links.again(id, turn);
            case CONFIRM -> {
                Send send = unconfirmed.remove(id);
                again(uncertain(send), "no confirm in time", settings, turn);
            }
            case RETRY -> waiting.add(pausing.remove(id));
            case GIVE_UP -> giveUp(id, turn);
            default -> {
                return false;
            }
        }
        pump(settings, turn);
        return true;
    }

    private void giveUp(int request, Turn turn) {
        Send found = pausing.remove(request);
        if (found != null) {
            turn.disarm(RETRY, request);
        }
        for (Send each : List.copyOf(waiting)) {
            if (each.request() == request) {
                waiting.remove(each);
                found = each;
            }
        }
        for (Map.Entry<Integer, Send> each : List.copyOf(unconfirmed.entrySet())) {
            if (each.getValue().request() == request) {
                unconfirmed.remove(each.getKey());
                turn.disarm(CONFIRM, each.getKey());
                found = uncertain(each.getValue());
            }
        }
        if (found != null) {
            fail(found, "not confirmed in time", turn);
        }
    }

    private void tellFlushed(Turn turn) {
        if (idle()) {
            flushes.forEach(request -> turn.tell(new BrokerOutcome.Flushed(request)));
            flushes.clear();
        }
    }

    boolean idle() {
        return waiting.isEmpty() && unconfirmed.isEmpty() && pausing.isEmpty();
    }

    String waiting() {
        int count = waiting.size() + unconfirmed.size() + pausing.size();
        return count == 0 ? "" : count + " messages without a confirm";
    }
}
