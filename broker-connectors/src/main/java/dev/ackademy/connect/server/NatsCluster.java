package dev.ackademy.connect.server;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One nats-server, or several of one JetStream cluster, with routes on loopback. A cluster has no leader yet when this
/// returns.
///
/// @param nodes from 1, in order
public record NatsCluster(List<NatsServer> nodes) implements AutoCloseable {
    private static final int PORTS_TRIED = 3;

    public static NatsCluster start(int nodes) throws IOException {
        if (nodes == 1) {
            return new NatsCluster(List.of(NatsServer.open()));
        }
        BrokerUnavailable taken = null;
        for (int i = 0; i < PORTS_TRIED; i++) {
            try {
                return started(nodes, LoopbackPorts.take(nodes), LoopbackPorts.take(nodes));
            } catch (BrokerUnavailable e) {
                if (!e.getMessage().contains("address already in use")) {
                    throw e;
                }
                taken = e;
            }
        }
        throw taken;
    }

    private static NatsCluster started(int nodes, List<Integer> ports, List<Integer> routes) throws IOException {
        List<NatsServer> started = new ArrayList<>();
        try {
            for (int i = 0; i < nodes; i++) {
                NatsServer server = NatsServer.configured(ports.get(i), name(i + 1), cluster(i, routes));
                started.add(server);
                server.start();
            }
            return new NatsCluster(List.copyOf(started));
        } catch (IOException | RuntimeException e) {
            started.forEach(NatsServer::close);
            throw e;
        }
    }

    /// Of a node, from 1, as the servers call each other.
    public static String name(int node) {
        return "ackademy-" + node;
    }

    private static String cluster(int own, List<Integer> routes) {
        List<String> others = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            if (i != own) {
                others.add("\"nats://127.0.0.1:" + routes.get(i) + "\"");
            }
        }
        return """
                cluster {
                  name: "ackademy"
                  listen: "127.0.0.1:%d"
                  routes: [%s]
                  no_advertise: true
                }
                """.formatted(routes.get(own), String.join(", ", others));
    }

    public boolean running() {
        return nodes.stream().allMatch(NatsServer::running);
    }

    @Override
    public void close() {
        nodes.forEach(NatsServer::close);
    }
}
