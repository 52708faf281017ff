package dev.ackademy.core.engine;

import dev.ackademy.core.engine.Life.Status;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.node.Input;

/// Starts and ends nodes: what becomes of their memory, their timers and their connections.
final class Outages {

    private final World world;

    Outages(World world) {
        this.world = world;
    }

    /// For the first time, or again after a crash or an orderly stop.
    void start(int node) {
        Life life = world.lives[node];
        if (life.up()) {
            return;
        }
        boolean powered = life.status == Status.OFF;
        life.status = Status.UP;
        life.incarnation++;
        life.restarts = false;
        life.pausedUntil = -1;
        world.silence.listenerStarts(node);
        world.trigger = world.record(node, new NodeEvent.NodeStarted(life.incarnation));
        if (powered) {
            world.network.powered(node, world.trigger);
            world.network.release();
        }
        int entry = world.trigger;
        world.tell(node, new Input.Started(life.incarnation));
        world.trigger = entry;
        world.silence.refresh();
    }

    /// The process is killed (K8). A dead one stays dead.
    ///
    /// @param when          at which step, empty for a moment
    /// @param restartMicros from now, -1 for none
    void crash(int node, String when, long restartMicros, boolean stays, String choice) {
        Life life = world.lives[node];
        if (!life.up()) {
            return;
        }
        long restartAt = restartMicros < 0 ? -1 : world.now + restartMicros;
        int entry = world.journal.write(
                world.now,
                node,
                life.incarnation,
                -1,
                new NodeEvent.NodeCrashed(when, restartAt),
                choice,
                world.trigger);
        world.trigger = entry;
        goDown(node, Status.DOWN, restartAt, stays);
        world.network.ended(node, "connection reset", entry);
        world.silence.refresh();
    }

    void losePower(int node, long restartMicros, boolean stays) {
        losePower(node, restartMicros, stays, null);
    }

    void losePower(int node, long restartMicros, boolean stays, String choice) {
        Life life = world.lives[node];
        if (life.status != Status.UP && life.status != Status.DOWN) {
            return;
        }
        long restartAt = restartMicros < 0 ? -1 : world.now + restartMicros;
        world.trigger = world.journal.write(
                world.now, node, life.incarnation, -1, new NodeEvent.PowerLost(restartAt), choice, world.trigger);
        world.losingPower = node;
        world.nodes[node].lostPower(world.around(node));
        world.losingPower = -1;
        world.clearTimers(node);
        boolean planned = life.restarts;
        goDown(node, Status.OFF, planned ? -1 : restartAt, stays);
        life.restarts |= planned;
        world.network.silenced(node);
        world.silence.refresh();
    }

    private void goDown(int node, Status status, long restartAt, boolean stays) {
        Life life = world.lives[node];
        life.status = status;
        life.stays = stays;
        life.restarts = restartAt >= 0;
        life.pausedUntil = -1;
        if (status == Status.DOWN) {
            world.forget(node);
        }
        if (restartAt >= 0) {
            world.plan(restartAt, new What.Start(node));
        }
    }

    /// @param forMicros -1: until the run heals
    void pause(int node, long forMicros) {
        pause(node, forMicros, null);
    }

    void pause(int node, long forMicros, String choice) {
        Life life = world.lives[node];
        if (!life.up()) {
            return;
        }
        long until = forMicros < 0 ? Long.MAX_VALUE : world.now + forMicros;
        if (life.paused()) {
            return;
        }
        life.pausedUntil = until;
        world.trigger = world.journal.write(
                world.now,
                node,
                life.incarnation,
                -1,
                new NodeEvent.NodePaused(forMicros < 0 ? -1 : until),
                choice,
                world.trigger);
        if (forMicros >= 0) {
            world.plan(until, new What.Resume(node));
        }
        world.silence.refresh();
    }

    void resume(int node) {
        Life life = world.lives[node];
        if (!life.up() || !life.paused()) {
            return;
        }
        life.pausedUntil = -1;
        world.trigger = world.record(node, new NodeEvent.NodeResumed());
        world.undefer(node);
        world.network.resumed(node);
        world.silence.refresh();
    }

    /// It has left as it was asked to.
    void stopped(int node, String cause) {
        Life life = world.lives[node];
        int entry = world.record(node, new NodeEvent.NodeStopped(cause));
        life.status = Status.STOPPED;
        world.forget(node);
        world.network.ended(node, "connection closed", entry);
    }
}
