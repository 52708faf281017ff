package dev.ackademy.connect.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Free TCP ports on loopback, from 20000 to 29999: below the range that systems hand to outgoing connections.
/// A client that keeps dialling a dead port inside that range would sooner or later be connected to itself.
/// No port is handed out twice by one JVM until all have been.
final class LoopbackPorts {
    private static final int FIRST = 20_000;
    private static final int COUNT = 10_000;
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 37 % COUNT));

    private LoopbackPorts() {}

    static List<Integer> take(int count) throws BrokerUnavailable {
        List<Integer> ports = new ArrayList<>(count);
        for (int tried = 0; ports.size() < count; tried++) {
            if (tried == COUNT) {
                throw new BrokerUnavailable("no free port on 127.0.0.1 from %d to %d: end what listens there"
                        .formatted(FIRST, FIRST + COUNT - 1));
            }
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (free(port)) {
                ports.add(port);
            }
        }
        return ports;
    }

    private static boolean free(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
