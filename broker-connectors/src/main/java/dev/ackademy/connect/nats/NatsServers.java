package dev.ackademy.connect.nats;

import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.connect.server.BrokerUnavailable;
import dev.ackademy.connect.server.NatsServer;
import io.nats.client.Connection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The servers of a run: of our own, which can be broken and end with their owner, or somebody else's.
///
/// @param ours      in the order of the scenario's brokers; empty where they are somebody else's
/// @param addresses `host:port`, several with a comma between
/// @param access    properties of jnats, for TLS and credentials
record NatsServers(List<NatsServer> ours, String addresses, Map<String, String> access) {

    static NatsServers ours(List<NatsServer> servers) {
        String addresses = String.join(
                ",", servers.stream().map(each -> "127.0.0.1:" + each.port()).toList());
        return new NatsServers(List.copyOf(servers), addresses, Map.of());
    }

    static NatsServers theirs(String address, Map<String, String> access) {
        return new NatsServers(List.of(), address, access);
    }

    /// @param stored whether JetStream is needed
    Connection connect(boolean stored) throws BrokerUnavailable {
        return NatsAccess.connect(addresses, access, stored);
    }

    /// A new way to each of ours; none to somebody else's.
    List<FaultProxy> proxies() throws IOException {
        List<FaultProxy> proxies = new ArrayList<>();
        for (NatsServer server : ours) {
            proxies.add(FaultProxy.between(0, server.port(), new NatsLines()));
        }
        return proxies;
    }

    /// Where a client connects that has these ways.
    String behind(List<FaultProxy> proxies) {
        return proxies.isEmpty()
                ? addresses
                : String.join(",", proxies.stream().map(FaultProxy::address).toList());
    }

    /// Whether another of ours goes on where one ends.
    boolean several() {
        return ours.size() > 1;
    }

    /// With this one in front, the others in their order.
    NatsServers ledBy(NatsServer first) {
        List<NatsServer> all = new ArrayList<>(ours);
        all.remove(first);
        all.addFirst(first);
        return ours(all);
    }

    String words(String product) {
        return ours.isEmpty() ? "NATS at " + addresses : product;
    }
}
