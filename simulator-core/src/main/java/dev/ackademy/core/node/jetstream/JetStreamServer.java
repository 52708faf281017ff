package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Node;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.jetstream.JetStreamSettings.StreamSettings;
import java.util.ArrayList;
import java.util.TreeMap;

/// One NATS server with JetStream. It hands each input to the part that it is for. Durable are the streams of which it
/// is a replica, as far as they were written; everything else is memory.
public final class JetStreamServer implements Node {

    @Fixed
    private final JetStreamSettings settings;

    /// Those that this server has a replica of, by name.
    final TreeMap<String, Stream> streams = new TreeMap<>();

    final Peers peers = new Peers();

    /// Who is at the other end, by connection.
    @Ident(of = "connection")
    private final TreeMap<Integer, Integer> clients = new TreeMap<>();

    /// Consumers whose progress is to be agreed upon before this turn ends, with those who wait for it.
    final TreeMap<String, ArrayList<Raft.Asker>> unagreed = new TreeMap<>();

    private int consumers;

    public JetStreamServer(JetStreamSettings settings) {
        this.settings = settings;
    }

    @Override
    public void on(Input input, Surroundings around) {
        Turn turn = new Turn(this, settings, around);
        switch (input) {
            case Input.Started(int incarnation) -> started(incarnation, turn);
            case Input.Opened(int connection, int peer) -> opened(connection, peer, turn);
            case Input.Closed closed -> closed(closed.connection(), turn);
            case Input.Arrived(int connection, int from, JetStreamFrame frame) ->
                arrived(connection, from, frame, turn);
            case Input.Arrived arrived ->
                throw new IllegalStateException(
                        "a NATS server got " + arrived.frame().getClass());
            case Input.Fired(Timer timer) -> fired(timer, turn);
            case Input.Silent(int peer) -> {
                if (settings.servers().contains(peer)) {
                    peers.heard(peer, false);
                    new Replicating(turn).silent(peer);
                }
            }
            case Input.Heard(int peer) -> {
                if (settings.servers().contains(peer)) {
                    peers.heard(peer, true);
                    new Replicating(turn).heard(peer);
                }
            }
            case Input.Stopping _ -> around.stopped("shut down");
            case Input.Adjusted _ -> {}
        }
        new Upkeep(turn).agree();
    }

    private void started(int incarnation, Turn turn) {
        int number = 0;
        for (StreamSettings each : settings.streams()) {
            number++;
            if (!each.replicas().contains(turn.self())) {
                continue;
            }
            Stream stream = streams.get(each.name());
            if (stream == null) {
                stream = new Stream();
                stream.name = each.name();
                stream.number = number;
                streams.put(each.name(), stream);
            }
            if (stream.there) {
                stream.rebuild(each.dedupWindowMicros(), turn.now());
                new Replicating(turn).started(stream, incarnation == 1);
                new Upkeep(turn).armAge(stream);
            } else {
                turn.record(new StreamEvent.StreamLost(stream.partition(), "it lived in memory"));
            }
        }
        for (int peer : settings.servers()) {
            if (peer != turn.self() && replicated()) {
                peers.connect(peer, turn);
            }
        }
    }

    private boolean replicated() {
        return settings.streams().stream().anyMatch(stream -> stream.replicas().size() > 1);
    }

    int nextConsumer() {
        return ++consumers;
    }

    /// The stream that stores this subject; null for none, or none here.
    Stream taking(String subject) {
        for (StreamSettings each : settings.streams()) {
            if (each.takes(subject)) {
                return streams.get(each.name());
            }
        }
        return null;
    }

    int peerOf(int connection) {
        return clients.getOrDefault(connection, -1);
    }

    private void opened(int connection, int peer, Turn turn) {
        if (peers.owns(connection)) {
            new Replicating(turn).reached(peers.opened(connection));
        } else if (settings.servers().contains(peer)) {
            peers.heard(peer, true);
            peers.connect(peer, turn);
        } else {
            clients.put(connection, peer);
        }
    }

    private void closed(int connection, Turn turn) {
        if (peers.owns(connection)) {
            peers.closed(connection, turn);
        }
        clients.remove(connection);
        for (Stream stream : streams.values()) {
            stream.raft.lost.removeIf(lost -> lost.connection() == connection);
            stream.listeners.removeIf(listener -> listener.connection() == connection);
            stream.consumers.values().forEach(consumer -> new Upkeep(turn).closed(stream, consumer, connection));
        }
    }

    private void arrived(int connection, int from, JetStreamFrame frame, Turn turn) {
        switch (frame) {
            case RaftFrame raft -> new Replicating(turn).arrived(connection, from, raft);
            case JetStreamFrame.Publish publish -> new Publishing(turn).publish(connection, publish);
            case JetStreamFrame.Create create -> new Delivering(turn).asked(connection, create);
            case JetStreamFrame.Pull pull -> new Delivering(turn).pulled(connection, pull);
            case JetStreamFrame.Listen listen -> new Delivering(turn).listened(connection, listen);
            case JetStreamFrame.Ping _ -> {}
            case JetStreamFrame.Settle settle -> new Settling(turn).settle(connection, settle);
            case JetStreamFrame.Answer answer ->
                throw new IllegalStateException("a server asked nothing of a client: " + answer);
        }
    }

    private void fired(Timer timer, Turn turn) {
        int id = (int) timer.id();
        switch (timer.tag()) {
            case Peers.RECONNECT -> peers.connect(id, turn);
            case Replicating.ELECTION -> new Replicating(turn).electionDue(stream(id));
            case Upkeep.AGE -> new Upkeep(turn).tooOld(stream(id));
            case Upkeep.SAVE -> eachConsumer(id, (_, consumer) -> new Upkeep(turn).save(consumer));
            case Upkeep.ACK_WAIT ->
                eachConsumer(id, (stream, consumer) -> new Upkeep(turn).ackWaitOver(stream, consumer));
            case Settling.OVERTAKEN ->
                eachConsumer(id, (stream, consumer) -> new Settling(turn).queueOvertaken(stream, consumer));
            default -> throw new IllegalStateException("not a server's timer: " + timer);
        }
    }

    private Stream stream(int number) {
        return streams.values().stream()
                .filter(stream -> stream.number == number)
                .findFirst()
                .orElseThrow();
    }

    private void eachConsumer(int number, java.util.function.BiConsumer<Stream, Consumer> then) {
        for (Stream stream : streams.values()) {
            for (Consumer consumer : java.util.List.copyOf(stream.consumers.values())) {
                if (consumer.number == number) {
                    then.accept(stream, consumer);
                }
            }
        }
    }

    @Override
    public void crashed() {
        memoryLost();
        streams.values().forEach(stream -> {
            stream.raft.crashed();
            stream.listeners.clear();
            stream.consumers.values().forEach(consumer -> consumer.restart(left(consumer.saved)));
            if (settings.stream(stream.name).inMemory()) {
                stream.there = false;
                stream.messages.clear();
                stream.consumers.clear();
                stream.known.clear();
            }
        });
    }

    private Progress left(Progress written) {
        return settings.applies(Rule.J7) ? written.copy() : new Progress();
    }

    private void memoryLost() {
        peers.crashed();
        clients.clear();
        unagreed.clear();
    }

    @Override
    public void lostPower(Surroundings around) {
        Turn turn = new Turn(this, settings, around);
        streams.values().forEach(new Upkeep(turn)::lostPower);
        crashed();
    }

    @Override
    public String waiting() {
        return "";
    }
}
