package dev.ackademy.ui.workbench;

/// Holds a search up, lets it go on, or ends it, from any thread: its [#goesOn] is what the search's listener answers.
/// What the search finds does not depend on when it was held up; one that is ended says how far it was.
public final class SearchControl {

    private boolean paused;
    private boolean cancelled;

    /// Every worker waits after the run that it has in hand.
    public synchronized void pause() {
        paused = true;
    }

    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    /// For good; also while it is held up.
    public synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    public synchronized boolean paused() {
        return paused && !cancelled;
    }

    public synchronized boolean cancelled() {
        return cancelled;
    }

    /// Waits while the search is held up; false when it has been ended, or its thread has been asked to
    /// stop.
    public synchronized boolean goesOn() {
        while (paused && !cancelled) {
            try {
                wait();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !cancelled;
    }
}
