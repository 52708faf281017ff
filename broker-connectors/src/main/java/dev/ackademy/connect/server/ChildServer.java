package dev.ackademy.connect.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One server as a child of this JVM. Owns its folder and at most one living process; both are gone after
/// `close`, and no later than the end of this JVM. Every wait has a limit.
final class ChildServer implements AutoCloseable {
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final int OUTPUT_CHARS_SHOWN = 400;

    private final String name;
    private final Path folder;
    private Process process;

    private ChildServer(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    static ChildServer in(String name) throws IOException {
        LeftOvers.removeOnce();
        ChildServer server = new ChildServer(name, temporary(name));
        AtExit.close(server);
        LeftOvers.note(server.folder, null);
        return server;
    }

    private static Path temporary(String name) throws BrokerUnavailable {
        try {
            return Files.createTempDirectory("ackademy-" + name + "-");
        } catch (IOException e) {
            throw new BrokerUnavailable(
                    "%s: its data folder cannot be made in %s (%s): free some space, or name another folder in TMPDIR"
                            .formatted(name, DataDisk.folder(), e.getMessage()),
                    e);
        }
    }

    /// The process stands still (SIGSTOP) until [#resume].
    ///
    /// @throws BrokerUnavailable where the system cannot do that
    synchronized void pause() throws BrokerUnavailable {
        signal("-STOP");
    }

    synchronized void resume() throws BrokerUnavailable {
        signal("-CONT");
    }

    private void signal(String signal) throws BrokerUnavailable {
        try {
            Process kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
            if (!ended(kill, KILL_LIMIT) || kill.exitValue() != 0) {
                throw new BrokerUnavailable(name + ": kill " + signal + " did not work");
            }
        } catch (IOException e) {
            throw new BrokerUnavailable(name + " cannot be paused on this system: " + e.getMessage(), e);
        }
    }

    Path folder() {
        return folder;
    }

    synchronized boolean running() {
        return process != null && process.isAlive();
    }

    /// Starts the process and returns when `port` accepts connections.
    synchronized void start(List<String> command, int port, Duration limit) throws BrokerUnavailable {
        if (running()) {
            throw new IllegalStateException(name + " is running already");
        }
        if (accepts(port)) {
            throw new BrokerUnavailable("%s: port %d on 127.0.0.1: address already in use".formatted(name, port));
        }
        process = spawn(command);
        LeftOvers.note(folder, process.toHandle());
        awaitPort(port, limit);
    }

    /// Runs a command of the server to its end in the server's folder.
    void run(List<String> command, Duration limit) throws BrokerUnavailable {
        Process tool = spawn(command);
        try {
            if (!ended(tool, limit)) {
                kill(tool);
                throw new BrokerUnavailable(
                        "%s: %s took longer than %d s".formatted(name, command.getFirst(), limit.toSeconds()));
            }
        } finally {
            kill(tool);
        }
        if (tool.exitValue() != 0) {
            throw new BrokerUnavailable(
                    "%s: setting up ended with code %d: %s".formatted(name, tool.exitValue(), lastOutput()));
        }
    }

    /// SIGKILL: the process gets no chance to say goodbye or to write anything.
    synchronized void kill() {
        if (process != null) {
            kill(process);
        }
    }

    /// SIGTERM, and SIGKILL when the process is not gone within the limit. True when it went by itself.
    synchronized boolean stop(Duration limit) {
        if (process == null) {
            return true;
        }
        process.destroy();
        boolean went = ended(process, limit);
        kill(process);
        return went;
    }

    @Override
    public void close() {
        kill();
        AtExit.forget(this);
        LeftOvers.remove(folder);
    }

    private Process spawn(List<String> command) throws BrokerUnavailable {
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                    .start();
        } catch (IOException e) {
            throw new BrokerUnavailable("%s: cannot run %s: %s".formatted(name, command.getFirst(), e.getMessage()), e);
        }
    }

    private void awaitPort(int port, Duration limit) throws BrokerUnavailable {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!accepts(port)) {
            if (!process.isAlive()) {
                throw new BrokerUnavailable(
                        "%s ended with code %d while starting: %s".formatted(name, process.exitValue(), lastOutput()));
            }
            if (Thread.interrupted()) {
                kill(process);
                throw new BrokerUnavailable(name + ": its start was called off");
            }
            if (System.nanoTime() - deadline > 0) {
                kill(process);
                throw new BrokerUnavailable("%s did not open port %d within %d s: %s"
                        .formatted(name, port, limit.toSeconds(), lastOutput()));
            }
            ended(process, Duration.ofMillis(10));
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean ended(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        ended(process, KILL_LIMIT);
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    private String lastOutput() {
        try {
            String text = Files.readString(output()).strip().replaceAll("\\s+", " ");
            return text.isEmpty() ? "it said nothing" : text.substring(Math.max(0, text.length() - OUTPUT_CHARS_SHOWN));
        } catch (IOException e) {
            return "its output cannot be read: " + e.getMessage();
        }
    }
}
