package dev.ackademy.connect.live;

import dev.ackademy.core.model.Change;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.trace.NodeName.Role;
import java.io.IOException;
import java.util.List;

/// The planned changes of a scenario, made for real.
final class LiveChanges {
    private final LiveWorld world;

    LiveChanges(LiveWorld world) {
        this.world = world;
    }

    void make(Change change) throws IOException {
        switch (change) {
            case Change.AddInstances add -> {
                List<ProcessLife> fresh = of(add.process()).stream()
                        .filter(life -> life.status() == ProcessLife.Status.NEW && !world.cast.atStart(life.node()))
                        .limit(add.count())
                        .toList();
                for (ProcessLife life : fresh) {
                    world.start(life);
                }
            }
            case Change.RemoveInstances remove -> {
                List<ProcessLife> running = running(remove.process());
                running.subList(Math.max(0, running.size() - remove.count()), running.size())
                        .forEach(ProcessLife::stop);
            }
            case Change.AddPartitions add -> {
                int from = world.scenario.topics().get(add.topic()).partitions();
                world.broker.addPartitions(add.topic(), add.to());
                world.tell(
                        world.cast.withRole(Role.CONTROLLER).getFirst(),
                        new LogEvent.PartitionsAdded(add.topic(), from, add.to()));
                world.lookAtLeaders();
            }
            case Change.Drain drain -> {
                for (ProcessLife life : running(drain.process())) {
                    life.stop();
                    if (drain.forMicros() >= 0) {
                        world.plan(world.journal.now() + drain.forMicros(), () -> world.start(life));
                    }
                }
            }
        }
    }

    private List<ProcessLife> of(String process) {
        return world.cast.named(process).stream().map(world::life).toList();
    }

    private List<ProcessLife> running(String process) {
        return of(process).stream().filter(ProcessLife::up).toList();
    }
}
