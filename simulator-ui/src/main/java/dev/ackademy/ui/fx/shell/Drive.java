package dev.ackademy.ui.fx.shell;

import dev.ackademy.ui.fx.run.Player;
import javafx.animation.AnimationTimer;

/// Moves a run that plays on by the time between two frames, a quarter of a second at most.
final class Drive extends AnimationTimer {

    private static final double MOST_SECONDS = 0.25;

    private final Player player;
    private long last;

    private Drive(Player player) {
        this.player = player;
    }

    /// Runs while the player plays.
    static void of(Player player) {
        Drive drive = new Drive(player);
        player.playingProperty().addListener((_, _, playing) -> {
            if (playing) {
                drive.start();
            } else {
                drive.stop();
            }
        });
    }

    @Override
    public void handle(long now) {
        if (last > 0) {
            player.advance(Math.min(MOST_SECONDS, (now - last) / 1e9));
        }
        last = now;
    }

    @Override
    public void start() {
        last = 0;
        super.start();
    }
}
