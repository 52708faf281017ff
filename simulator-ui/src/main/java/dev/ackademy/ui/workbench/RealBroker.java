package dev.ackademy.ui.workbench;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.connect.live.LiveServers;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.trace.TraceEntry;
import java.io.IOException;
import java.util.SortedMap;
import java.util.function.Consumer;

/// A real broker that runs one scenario after the other. Its server is started by the first run that needs it and ends
/// with `close`.
public interface RealBroker extends AutoCloseable {

    /// How a broker is come by.
    @FunctionalInterface
    interface Opener {
        /// @param access   settings of the client library for somebody else's: TLS, SASL, credentials
        /// @param progress is told what is being done, a line each
        RealBroker open(BrokerAddress address, SortedMap<String, String> access, Consumer<String> progress);
    }

    /// @param watcher sees every entry as it is told, on the thread that tells it
    /// @throws IOException where the broker is not there or does not stay
    Judged run(Resolved resolved, Consumer<TraceEntry> watcher) throws IOException;

    @Override
    void close();

    /// A server of our own, or somebody else's.
    ///
    /// @param access settings of the client library for somebody else's: TLS, SASL, credentials
    static RealBroker open(BrokerAddress address, SortedMap<String, String> access, Consumer<String> progress) {
        LiveServers servers = new LiveServers(address, access, progress);
        LiveBench bench = new LiveBench(servers);
        return new RealBroker() {
            @Override
            public Judged run(Resolved resolved, Consumer<TraceEntry> watcher) throws IOException {
                return bench.run(resolved.scenario(), LiveBench.runsIn(resolved.scenario()), watcher);
            }

            @Override
            public void close() {
                servers.close();
            }
        };
    }
}
