package dev.ackademy.connect.nats;

import dev.ackademy.connect.LiveBroker.Leads;
import dev.ackademy.connect.server.NatsCluster;
import dev.ackademy.core.model.TopicPartition;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.ClusterInfo;
import io.nats.client.api.Replica;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Which server leads which stream. JetStream chooses by chance: the servers are numbered so that the first stream is
/// led by the first of them, as in the model, and a stream whose turn is another is asked to choose again.
final class StreamLeaders {
    private static final int TRIES = 8;

    private final NatsAdmin admin;
    private final String prefix;
    private final List<String> topics;
    /// The servers' own names, in the order of the scenario's brokers.
    private final List<String> names = new ArrayList<>();

    private final TreeMap<TopicPartition, Leads> known = new TreeMap<>();

    /// @param topics in the order of the scenario
    StreamLeaders(NatsAdmin admin, String prefix, List<String> topics, int servers) {
        this.admin = admin;
        this.prefix = prefix;
        this.topics = topics;
        for (int i = 1; i <= servers; i++) {
            names.add(NatsCluster.name(i));
        }
    }

    /// Waits until every stream has a leader.
    ///
    /// @return the server, from 0, that leads the first stream and is the first broker from now on
    int number() throws IOException, JetStreamApiException {
        String first = leader(topics.getFirst());
        int index = names.indexOf(first);
        names.remove(first);
        names.addFirst(first);
        for (int i = 1; i < topics.size(); i++) {
            String wanted = names.get(i % names.size());
            for (int tried = 0; tried < TRIES && !leader(topics.get(i)).equals(wanted); tried++) {
                admin.stepDown(prefix + topics.get(i));
                NatsAdmin.rest();
            }
        }
        return index;
    }

    private String leader(String topic) throws IOException, JetStreamApiException {
        return admin.ask(streams -> {
            ClusterInfo cluster = streams.getStreamInfo(prefix + topic).getClusterInfo();
            if (cluster == null || cluster.getLeader() == null || !names.contains(cluster.getLeader())) {
                throw new IOException("the stream of " + topic + " has no leader");
            }
            return cluster.getLeader();
        });
    }

    /// Who leads now, as far as somebody answers; replicas are those that the stream has.
    synchronized List<Leads> now() {
        List<Leads> now = new ArrayList<>();
        for (String topic : topics) {
            TopicPartition partition = new TopicPartition(topic, 0);
            Leads before = known.get(partition);
            Leads one = leads(partition, before);
            known.put(partition, one);
            now.add(one);
        }
        return now;
    }

    private Leads leads(TopicPartition partition, Leads before) {
        try {
            ClusterInfo cluster = admin.once(streams -> streams.getStreamInfo(prefix + partition.topic()))
                    .getClusterInfo();
            int leader = cluster.getLeader() == null ? -1 : names.indexOf(cluster.getLeader());
            List<Integer> replicas = new ArrayList<>();
            if (leader >= 0) {
                replicas.add(leader);
            }
            for (Replica each : cluster.getReplicas() == null ? List.<Replica>of() : cluster.getReplicas()) {
                replicas.add(names.indexOf(each.getName()));
            }
            replicas.sort(null);
            boolean same = before == null || before.leader() == leader;
            return new Leads(partition, leader, before == null ? 1 : before.epoch() + (same ? 0 : 1), replicas);
        } catch (IOException | JetStreamApiException | RuntimeException nobodyAnswers) {
            return before == null || before.leader() < 0
                    ? new Leads(partition, -1, before == null ? 1 : before.epoch(), List.of())
                    : new Leads(partition, -1, before.epoch(), before.inSync());
        }
    }

    synchronized int leader(TopicPartition partition) {
        Leads one = known.get(partition);
        return one == null ? 0 : Math.max(0, one.leader());
    }
}
