package dev.ackademy.connect;

import java.io.IOException;

/// A server that we started: it can be broken, and put right again on the same data.
public interface OwnServer {

    /// Ends the process at once, as a crash does.
    void kill();

    /// Starts it again after [#kill], on the same data and port.
    void start() throws IOException;

    /// Stands still, with its connections open.
    void pause() throws IOException;

    void resume() throws IOException;

    boolean running();
}
