package dev.ackademy.core.explore;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.engine.OpenRun;
import dev.ackademy.core.model.Digest128;
import dev.ackademy.core.scenario.Scenario;

/// A world with what the checkers remember of its story: two runs that agree in it go on alike and are judged alike.
final class Memory {

    private Memory() {}

    static Digest128 of(OpenRun run, Scenario scenario) {
        Digest128 world = run.digest();
        Digest128 memory = Checkers.memory(run.soFar(), scenario);
        return new Digest128(
                world.high() ^ Long.rotateLeft(memory.high() * 0x9E3779B97F4A7C15L, 31),
                world.low() + memory.low() * 0xC2B2AE3D27D4EB4FL);
    }
}
