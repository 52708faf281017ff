package dev.ackademy.connect.server;

import dev.ackademy.connect.OwnServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// A real nats-server with JetStream on file, on loopback only. The program is the one that
/// `ACKADEMY_NATS_SERVER` names, else `nats-server` on the PATH.
///
/// A client connects to one address and asks for no other, so a proxy needs nothing from the server.
public final class NatsServer implements OwnServer, AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

    private static final int PORTS_TRIED = 3;

    private final Path program;
    private final ChildServer child;
    private final int port;

    private NatsServer(Path program, ChildServer child, int port) {
        this.program = program;
        this.child = child;
        this.port = port;
    }

    public static NatsServer open() throws IOException {
        return open("");
    }

    /// @param more further lines of its configuration
    public static NatsServer open(String more) throws IOException {
        return open(more, () -> LoopbackPorts.take(1).getFirst());
    }

    /// Where a port to be had comes from.
    interface Ports {
        int next() throws BrokerUnavailable;
    }

    /// Somebody may take a port between the look and the start: then another one is tried.
    static NatsServer open(String more, Ports ports) throws IOException {
        BrokerUnavailable taken = null;
        for (int i = 0; i < PORTS_TRIED; i++) {
            NatsServer server = configured(ports.next(), "ackademy", more);
            try {
                server.start();
                return server;
            } catch (BrokerUnavailable e) {
                server.close();
                if (!e.getMessage().contains("address already in use")) {
                    throw e;
                }
                taken = e;
            } catch (IOException | RuntimeException e) {
                server.close();
                throw e;
            }
        }
        throw taken;
    }

    /// One that is not started yet.
    ///
    /// @param name of its own in a cluster
    static NatsServer configured(int port, String name, String more) throws IOException {
        NatsServer server = new NatsServer(program(), ChildServer.in("nats"), port);
        try {
            server.configure(name, more);
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    @Override
    public boolean running() {
        return child.running();
    }

    /// Starts the server again on the same store and port, after [#stop] or [#kill].
    @Override
    public void start() throws BrokerUnavailable {
        child.start(List.of(program.toString(), "-c", config().toString()), port, START_LIMIT);
    }

    /// A clean stop (SIGTERM). False when the server had to be killed after 10 s.
    public boolean stop() {
        return child.stop(STOP_LIMIT);
    }

    /// SIGKILL.
    @Override
    public void kill() {
        child.kill();
    }

    /// SIGSTOP, until [#resume].
    @Override
    public void pause() throws BrokerUnavailable {
        child.pause();
    }

    @Override
    public void resume() throws BrokerUnavailable {
        child.resume();
    }

    @Override
    public void close() {
        child.close();
    }

    private void configure(String name, String more) throws IOException {
        Files.writeString(config(), """
                listen: "127.0.0.1:%d"
                server_name: "%s"
                jetstream {
                  store_dir: "%s"
                  max_mem: 64MB
                  max_file: 256MB
                }
                %s
                """.formatted(
                        port, name, child.folder().resolve("store").toString().replace('\\', '/'), more));
    }

    private Path config() {
        return child.folder().resolve("nats.conf");
    }

    private static Path program() throws BrokerUnavailable {
        String named = System.getenv("ACKADEMY_NATS_SERVER");
        if (named != null && !named.isBlank()) {
            Path program = Path.of(named).toAbsolutePath();
            if (!Files.isExecutable(program)) {
                throw new BrokerUnavailable(
                        "ACKADEMY_NATS_SERVER names " + program + ", which cannot be run: name another, or unset it");
            }
            return program;
        }
        return Executables.onPath("nats-server")
                .or(() -> Executables.onPath("nats-server.exe"))
                .orElseThrow(() -> new BrokerUnavailable("nats-server is not on the PATH: " + howToInstall()));
    }

    private static String howToInstall() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return "install it with: brew install nats-server";
        }
        if (system.contains("linux")) {
            return "install it with: apt-get install -y nats-server"
                    + " (or your system's own package), or name its program in ACKADEMY_NATS_SERVER";
        }
        return "get it from https://github.com/nats-io/nats-server/releases and name it in ACKADEMY_NATS_SERVER";
    }
}
