package dev.ackademy.core.engine;

import dev.ackademy.core.model.Fixed;
import dev.ackademy.core.node.Input;

/// Tells nodes whom they cannot hear: what a lease is armed by, instead of an event for every heartbeat of a healthy
/// system. Indexed by `speaker * nodes + listener`.
final class Silence {

    @Fixed
    private final World world;

    /// The speaker's incarnation that the listener was told to be silent, 0 for none.
    private final int[] told;

    Silence(World world) {
        this.world = world;
        this.told = new int[world.nodes.length * world.nodes.length];
    }

    /// Something about lives or links has changed: tells whoever is concerned, once.
    void refresh() {
        for (int speaker = 0; speaker < world.nodes.length; speaker++) {
            if (world.lives[speaker].incarnation > 0) {
                for (int listener = 0; listener < world.nodes.length; listener++) {
                    if (speaker != listener && world.lives[listener].up()) {
                        refresh(speaker, listener);
                    }
                }
            }
        }
    }

    private void refresh(int speaker, int listener) {
        int place = speaker * world.nodes.length + listener;
        boolean silent = silent(speaker, listener);
        int incarnation = world.lives[speaker].incarnation;
        if (silent && told[place] == 0) {
            told[place] = incarnation;
            world.tellSoon(listener, new Input.Silent(speaker));
        } else if (!silent && told[place] != 0) {
            boolean same = told[place] == incarnation;
            told[place] = 0;
            if (same) {
                world.tellSoon(listener, new Input.Heard(speaker));
            }
        }
    }

    private boolean silent(int speaker, int listener) {
        Life life = world.lives[speaker];
        return switch (life.status) {
            case DOWN, OFF -> true;
            case UP -> life.paused() || world.links.parted(speaker, listener);
            case NEW, STOPPED -> false;
        };
    }

    /// A new incarnation has heard nothing yet.
    void listenerStarts(int listener) {
        for (int speaker = 0; speaker < world.nodes.length; speaker++) {
            told[speaker * world.nodes.length + listener] = 0;
        }
    }
}
