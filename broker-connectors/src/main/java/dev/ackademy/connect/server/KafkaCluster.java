package dev.ackademy.connect.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One or more nodes of a real Kafka, set up and started side by side.
///
/// @param nodes from 1, in order; each has every link
public record KafkaCluster(List<KafkaServer> nodes) implements AutoCloseable {

    /// @param links    how many clients may have a way of their own
    /// @param settings lines of `server.properties` that replace or join ours
    public static KafkaCluster start(int nodes, int links, SortedMap<String, String> settings) throws IOException {
        List<Integer> controllers = LoopbackPorts.take(nodes);
        String cluster = KafkaServer.clusterId();
        SortedMap<String, String> all = new TreeMap<>(settings);
        if (nodes > 1) {
            String replicas = Integer.toString(Math.min(3, nodes));
            all.putIfAbsent("offsets.topic.replication.factor", replicas);
            all.putIfAbsent("transaction.state.log.replication.factor", replicas);
            all.putIfAbsent("share.coordinator.state.topic.replication.factor", replicas);
        }
        List<KafkaServer> made = new ArrayList<>();
        try {
            List<Callable<KafkaServer>> preparing = new ArrayList<>();
            for (int id = 1; id <= nodes; id++) {
                int own = id;
                preparing.add(() -> KafkaServer.prepared(own, controllers, cluster, links, all));
            }
            together(preparing, made);
            List<Callable<KafkaServer>> starting = new ArrayList<>();
            for (KafkaServer server : made) {
                starting.add(() -> {
                    server.start();
                    return server;
                });
            }
            together(starting, new ArrayList<>());
            return new KafkaCluster(List.copyOf(made));
        } catch (IOException | RuntimeException e) {
            made.forEach(KafkaServer::close);
            throw e;
        }
    }

    private static void together(List<Callable<KafkaServer>> work, List<KafkaServer> made) throws IOException {
        IOException problem = null;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<KafkaServer> each : threads.invokeAll(work)) {
                try {
                    made.add(each.get());
                } catch (ExecutionException e) {
                    problem = e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("interrupted while Kafka was starting", e);
        }
        if (problem != null) {
            throw problem;
        }
    }

    /// The plain listeners: for whoever must not go through a proxy.
    public String bootstrap() {
        return String.join(",", nodes.stream().map(KafkaServer::bootstrap).toList());
    }

    /// How many links each node has.
    public int links() {
        return nodes.getFirst().links().size();
    }

    @Override
    public void close() {
        nodes.forEach(KafkaServer::close);
    }
}
