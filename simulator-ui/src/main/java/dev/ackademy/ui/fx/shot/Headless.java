package dev.ackademy.ui.fx.shot;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;

/// JavaFX without a display: its own headless platform, drawn by software. To be asked before anything else of JavaFX
/// is touched.
public final class Headless {

    /// Held here, because loggers are collected when nobody holds them.
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    private static boolean started;

    private Headless() {}

    /// JavaFX warns of every start from a class path: from here on no more.
    public static void quiet() {
        JAVAFX.setLevel(Level.SEVERE);
    }

    public static synchronized void start() {
        if (started) {
            return;
        }
        started = true;
        quiet();
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("prism.lcdtext", "false");
        CountDownLatch ready = new CountDownLatch(1);
        try {
            Platform.startup(ready::countDown);
            ready.await();
        } catch (IllegalStateException _) {
            // Somebody else has started it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while JavaFX starts", e);
        }
        Platform.setImplicitExit(false);
    }

    /// Runs the work on JavaFX's thread and waits for what it gives.
    public static <T> T call(Callable<T> work) {
        start();
        FutureTask<T> task = new FutureTask<>(work);
        if (Platform.isFxApplicationThread()) {
            task.run();
        } else {
            Platform.runLater(task);
        }
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
