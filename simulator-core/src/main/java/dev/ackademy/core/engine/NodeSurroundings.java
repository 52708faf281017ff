package dev.ackademy.core.engine;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.node.Surroundings;
import dev.ackademy.core.node.Timer;

/// What one node may ask of the world. An incarnation that has died in the middle of an input may ask for anything
/// more: nothing comes of it.
final class NodeSurroundings implements Surroundings {

    private final World world;
    private final int self;
    private final Life life;

    NodeSurroundings(World world, int self) {
        this.world = world;
        this.self = self;
        this.life = world.lives[self];
    }

    @Override
    public int self() {
        return self;
    }

    @Override
    public String name(int node) {
        return world.cast.node(node).name();
    }

    @Override
    public long now() {
        return world.now;
    }

    @Override
    public long wallClock() {
        return world.now + life.skewMicros;
    }

    @Override
    public int connect(int peer) {
        return life.up() ? world.network.connect(self, peer) : 0;
    }

    @Override
    public void close(int connection) {
        if (life.up()) {
            world.network.close(connection, self);
        }
    }

    @Override
    public void send(int connection, Frame frame) {
        if (life.up()) {
            world.network.send(connection, self, frame);
        }
    }

    @Override
    public void after(long delayMicros, Timer timer) {
        if (life.up()) {
            world.arm(self, world.now + Math.max(0, delayMicros), timer);
        }
    }

    @Override
    public void cancel(Timer timer) {
        if (life.up()) {
            world.cancel(self, timer);
        }
    }

    @Override
    public int record(Event event, int... causes) {
        return recordLane(-1, event, causes);
    }

    @Override
    public int recordLane(int lane, Event event, int... causes) {
        return life.up() || world.losingPower == self
                ? world.journal.write(world.now, self, life.incarnation, lane, event, null, world.trigger, causes)
                : 0;
    }

    @Override
    public void stopped(String cause) {
        if (life.up()) {
            world.outages.stopped(self, cause);
        }
    }

    @Override
    public int trigger() {
        return world.trigger;
    }

    @Override
    public boolean crashesAt(StepPoint point) {
        return !life.up() || world.boundaries.crashesAt(self, point);
    }

    @Override
    public int choose(String key, int bound) {
        return world.scenario.run().races().contains(key) ? 1 : world.choices.choose(key, bound);
    }

    @Override
    public long draw(String purpose, String key, int n, long bound) {
        return Draw.number(world.choices.seed(), purpose, key, n, bound);
    }
}
