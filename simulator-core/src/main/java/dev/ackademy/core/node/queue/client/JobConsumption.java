package dev.ackademy.core.node.queue.client;

import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import dev.ackademy.core.node.queue.JobFrame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// A BullMQ worker: takes a job when the application asks for one and fewer than its concurrency are in hand, and
/// finishes it with the token of its lock. What was not answered when the connection was lost is sent again (ioredis).
final class JobConsumption implements Consuming {

    static final String RECONNECT = "consumer/reconnect";

    /// @param request of the application's acknowledgement, 0 where it gave the job back
    record Finishing(@Ident int request, JobFrame.Finish frame) {}

    final Links links = Links.of(RECONNECT);

    boolean subscribed;
    int subscription;
    final ArrayList<String> queues = new ArrayList<>();

    /// Queues at which a take waits.
    private final TreeSet<String> taking = new TreeSet<>();

    @Ident(of = "correlation", counter = true)
    private int lastCorrelation;

    /// Jobs in hand: the lock's token is the delivery's handle.
    @Ident(of = "token")
    private final TreeMap<Integer, Delivery> held = new TreeMap<>();

    private final ArrayDeque<Delivery> buffer = new ArrayDeque<>();

    /// Not answered yet, in order; by correlation.
    @Ident(of = "correlation")
    private final TreeMap<Integer, Finishing> finishing = new TreeMap<>();

    private boolean pulled;
    private boolean paused;

    void subscribe(int number, List<String> topics, RabbitClientSettings settings, Turn turn) {
        subscribed = true;
        subscription = number;
        queues.addAll(topics);
        turn.tell(new BrokerOutcome.Subscribed(subscription));
        links.to(settings.queues().brokers().getFirst(), turn);
    }

    void unsubscribe(Turn turn) {
        links.close(turn);
        held.clear();
        buffer.clear();
        finishing.clear();
        taking.clear();
        queues.clear();
        pulled = false;
        paused = false;
        subscribed = false;
        turn.tell(new BrokerOutcome.Unsubscribed(subscription));
    }

    void pull(RabbitClientSettings settings, Turn turn) {
        pulled = true;
        pump(settings, turn);
    }

    void pause(boolean now, RabbitClientSettings settings, Turn turn) {
        paused = now;
        pump(settings, turn);
    }

    private void pump(RabbitClientSettings settings, Turn turn) {
        if (!subscribed || !pulled || paused) {
            return;
        }
        if (!buffer.isEmpty()) {
            pulled = false;
            turn.tell(new BrokerOutcome.Batch(subscription, List.of(buffer.poll())));
            return;
        }
        int connection = links.to(settings.queues().brokers().getFirst(), turn);
        for (String queue : queues) {
            boolean room = held.size() + taking.size() < settings.consuming().prefetch();
            if (connection != 0 && room && taking.add(queue)) {
                turn.around().send(connection, new JobFrame.Take(++lastCorrelation, queue));
            }
        }
    }

    @Override
    public Links links() {
        return links;
    }

    @Override
    public void opened(RabbitClientSettings settings, Turn turn) {
        int connection = links.to(settings.queues().brokers().getFirst(), turn);
        renew(settings.queues().brokers().getFirst(), turn);
        finishing.values().forEach(each -> turn.around().send(connection, each.frame()));
        pump(settings, turn);
    }

    /// Says what is being worked on; it also shows whether the connection still stands.
    void renew(int broker, Turn turn) {
        links.send(broker, new JobFrame.Renew(++lastCorrelation, List.copyOf(held.keySet())), turn);
    }

    @Override
    public void closed(int broker, RabbitClientSettings settings, Turn turn) {
        links.closed(broker, turn);
        taking.clear();
    }

    void arrived(JobFrame frame, RabbitClientSettings settings, Turn turn) {
        switch (frame) {
            case JobFrame.Taken taken -> {
                taking.remove(taken.queue());
                Delivery delivery = new Delivery(
                        taken.token(),
                        new TopicPartition(taken.queue(), 0),
                        taken.position(),
                        taken.deliveries(),
                        taken.deliveries() > 1,
                        taken.message(),
                        0,
                        taken.entry());
                held.put(taken.token(), delivery);
                buffer.add(delivery);
            }
            case JobFrame.Finished finished -> {
                Finishing asked = finishing.remove(finished.correlation());
                if (asked != null && asked.request() != 0) {
                    turn.tell(
                            finished.error().isEmpty()
                                    ? new BrokerOutcome.Acknowledged(asked.request())
                                    : new BrokerOutcome.AcknowledgeFailed(
                                            asked.request(), finished.error(), Certainty.NOT_DONE));
                }
            }
            default -> throw new IllegalStateException("a worker got " + frame);
        }
        pump(settings, turn);
    }

    /// @param request 0 where the job has failed
    /// @param delay   -1: it is not to be tried again
    void finish(int request, Delivery delivery, long delay, RabbitClientSettings settings, Turn turn) {
        held.remove(delivery.handle());
        int correlation = ++lastCorrelation;
        Carried about = new Carried(
                delivery.message().operation(), delivery.partition() + "@" + delivery.position(), delivery.attempt());
        JobFrame.Finish frame = new JobFrame.Finish(
                correlation,
                delivery.partition().topic(),
                delivery.handle(),
                delivery.position(),
                request != 0,
                delay,
                about);
        finishing.put(correlation, new Finishing(request, frame));
        int connection = links.to(settings.queues().brokers().getFirst(), turn);
        if (connection != 0) {
            turn.around().send(connection, frame);
        }
        pump(settings, turn);
    }

    @Override
    public boolean fired(String tag, int id, RabbitClientSettings settings, Turn turn) {
        if (!tag.equals(RECONNECT)) {
            return false;
        }
        links.again(id, turn);
        links.to(id, turn);
        return true;
    }

    @Override
    public String waiting() {
        return finishing.isEmpty() ? "" : finishing.size() + " jobs to finish";
    }
}
