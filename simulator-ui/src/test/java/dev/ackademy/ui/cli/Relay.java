package dev.ackademy.ui.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// Hands on bytes from one port of loopback to another.
final class Relay implements AutoCloseable {
    private final ServerSocket listens;

    Relay(int from, int to) throws IOException {
        listens = new ServerSocket(from, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(to));
    }

    private void accept(int to) {
        while (!listens.isClosed()) {
            try {
                Socket client = listens.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
                Thread.ofVirtual().start(() -> handOn(client, server));
                Thread.ofVirtual().start(() -> handOn(server, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void handOn(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException gone) {
            // One of them has left.
        }
    }

    @Override
    public void close() throws IOException {
        listens.close();
    }
}
