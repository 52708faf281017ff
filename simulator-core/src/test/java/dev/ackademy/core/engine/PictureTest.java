package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.app.WorkerLines;
import dev.ackademy.core.node.jetstream.JetStreamLines;
import dev.ackademy.core.node.jetstream.JetStreamServer;
import dev.ackademy.core.node.log.LogBroker;
import dev.ackademy.core.node.log.LogController;
import dev.ackademy.core.node.log.LogLines;
import dev.ackademy.core.node.log.client.LogClient;
import dev.ackademy.core.node.log.client.LogClientLines;
import dev.ackademy.core.node.queue.JobServer;
import dev.ackademy.core.node.queue.QueueLines;
import dev.ackademy.core.node.queue.RabbitBroker;
import dev.ackademy.core.node.store.DatabaseNode;
import dev.ackademy.core.node.store.ServiceNode;
import dev.ackademy.core.node.store.StoreLines;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.trace.picture.NodePicture;
import dev.ackademy.core.trace.picture.PartitionPicture;
import dev.ackademy.core.trace.picture.Picture;
import dev.ackademy.core.trace.picture.PictureLines;
import dev.ackademy.core.wiring.Scenes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Folding the entries up to n gives the same picture as the nodes themselves have at n, after every event (of a long
/// run, every twentieth) of every shipped scenario and variant.
class PictureTest {

    private static final int EVERY_ENTRY_UP_TO = 1_000;

    private final List<TraceEntry> told = new ArrayList<>();
    private Picture picture;
    private World world;

    static List<Shipped> shipped() {
        return Shipped.all();
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void the_picture_shows_what_the_nodes_know(Shipped shipped) {
        Scenario scenario = shipped.resolved().scenario();
        follow(scenario, Choices.seeded(scenario.seed()));
        assertThat(picture.n()).isGreaterThan(20);
    }

    /// One question in thirty is answered with a fault: crashes, cuts and refusals wherever a run can have
    /// them.
    @ParameterizedTest
    @MethodSource("shipped")
    void and_so_it_does_when_faults_strike_everywhere(Shipped shipped) {
        Scenario scenario = shipped.resolved().scenario();
        for (int seed = 1; seed <= 2; seed++) {
            told.clear();
            follow(scenario, new Trouble(seed));
        }
    }

    static List<Shipped> withGroups() {
        return Shipped.withGroups();
    }

    @ParameterizedTest
    @MethodSource("withGroups")
    void and_so_it_does_with_groups_of_the_consumer_protocol(Shipped shipped) {
        Scenario scenario = shipped.resolved(shipped.byConsumerProtocol()).scenario();
        follow(scenario, Choices.seeded(scenario.seed()));
        told.clear();
        follow(scenario, new Trouble(1));
    }

    private record Trouble(long seed) implements Choices {
        @Override
        public int choose(String key, int bound) {
            return Draw.number(seed, "trouble", key, 0, 30) == 0 ? (int) Draw.number(seed, "which", key, 0, bound) : 0;
        }

        @Override
        public boolean asksForFaults() {
            return true;
        }
    }

    private void follow(Scenario scenario, Choices choices) {
        Simulation run = new Simulation(scenario, choices, told::add);
        world = run.world();
        picture = Picture.before(Scenes.of(scenario));
        run.begin();
        compare();
        while (run.step()) {
            compare();
        }
    }

    private void compare() {
        boolean between = told.size() > EVERY_ENTRY_UP_TO && told.size() % 20 != 0;
        if (picture.n() == told.size() || between) {
            return;
        }
        while (picture.n() < told.size()) {
            picture = picture.apply(told.get(picture.n()));
        }
        String at = "at entry " + picture.n();
        for (int node = 0; node < world.nodes.length; node++) {
            String who = world.cast.node(node).name() + " " + at;
            assertThat(picture.nodes().get(node).state()).as(who).isEqualTo(state(world.lives[node]));
            assertThat(picture.nodes().get(node).skewMicros()).as(who).isEqualTo(world.lives[node].skewMicros);
            compare(node, who);
        }
        assertThat(new TreeSet<>(picture.network().frames().keys()))
                .as("frames " + at)
                .isEqualTo(frames());
    }

    private void compare(int number, String who) {
        switch (world.nodes[number]) {
            case LogBroker broker -> broker(broker, number, who);
            case LogController controller ->
                assertThat(PictureLines.leaders(picture)).as(who).isEqualTo(LogLines.leaders(controller));
            case RabbitBroker broker -> queues(QueueLines.of(broker, up(number)), up(number), who);
            case JobServer server -> queues(QueueLines.of(server), false, who);
            case DatabaseNode database ->
                assertThat(PictureLines.store(picture.stores().get(number)))
                        .as(who)
                        .isEqualTo(StoreLines.of(database));
            case ServiceNode service ->
                assertThat(PictureLines.store(picture.stores().get(number)))
                        .as(who)
                        .isEqualTo(StoreLines.of(service));
            case JetStreamServer server
            when world.lives[number].up() -> {
                assertThat(PictureLines.streams(picture, number)).as(who).isEqualTo(JetStreamLines.streams(server));
                JetStreamLines.consumers(server)
                        .forEach((name, line) -> assertThat(PictureLines.consumer(picture, name))
                                .as(who)
                                .isEqualTo(line));
            }
            case ProcessNode process when world.lives[number].up() -> process(process, number, who);
            default -> {}
        }
    }

    private boolean up(int number) {
        return world.lives[number].up();
    }

    private void queues(TreeMap<String, String> lines, boolean consumers, String who) {
        lines.forEach((queue, line) -> assertThat(
                        PictureLines.queue(picture.queues().get(new TopicPartition(queue, 0)), consumers))
                .as(who)
                .isEqualTo(line));
    }

    private void broker(LogBroker broker, int number, String who) {
        assertThat(PictureLines.replicas(picture, number)).as(who).isEqualTo(LogLines.replicas(broker, number));
        PartitionPicture offsets =
                picture.internal().isEmpty() ? null : picture.internal().first().getValue();
        if (offsets != null && offsets.leader() == number && LogLines.coordinates(broker, offsets.epoch())) {
            assertThat(PictureLines.groups(picture)).as(who).isEqualTo(LogLines.groups(broker));
        }
    }

    private void process(ProcessNode process, int number, String who) {
        assertThat(PictureLines.process(picture.processes().get(number)))
                .as(who)
                .isEqualTo(WorkerLines.of(process.worker));
        if (!(process.client instanceof LogClient)) {
            return;
        }
        TreeMap<String, String> known = LogClientLines.reading((LogClient) process.client);
        TreeMap<String, String> shown = PictureLines.reading(picture.processes().get(number));
        known.forEach((partition, place) -> {
            if (place.isEmpty()) {
                shown.replace(partition, "");
            }
        });
        assertThat(shown).as(who).isEqualTo(known);
    }

    private static NodePicture.State state(Life life) {
        return switch (life.status) {
            case NEW -> NodePicture.State.NOT_STARTED;
            case UP -> life.paused() ? NodePicture.State.PAUSED : NodePicture.State.RUNNING;
            case DOWN -> NodePicture.State.CRASHED;
            case OFF -> NodePicture.State.OFF;
            case STOPPED -> NodePicture.State.STOPPED;
        };
    }

    /// Entries of the frames under way; a request that will be refused has arrived and is not told of yet.
    private TreeSet<Integer> frames() {
        TreeSet<Integer> entries = new TreeSet<>();
        for (Connection connection : world.network.connections.values()) {
            for (Connection.Direction direction : List.of(connection.toCallee, connection.toCaller)) {
                for (Item item : direction.items) {
                    if (item.kind() == Item.Kind.DATA && !item.frame().maintenance()) {
                        entries.add(item.entry());
                    }
                }
            }
            connection.refusals.forEach(refusal -> entries.add(refusal.request().entry()));
        }
        return entries;
    }
}
