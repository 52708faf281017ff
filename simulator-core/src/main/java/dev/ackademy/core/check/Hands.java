package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Two pairs of hands on one thing. `overlap`: two instances of a deployment work on the same message, on the same
/// partition, or (where one instance is meant to be the active one) at all, at once. `zombie-effect`: an effect by an
/// instance to which the partition, the message or the lock no longer belonged.
final class Hands implements Checker {

    @Override
    public List<Anomaly> judges() {
        return List.of(Anomaly.OVERLAP, Anomaly.ZOMBIE_EFFECT);
    }

    @Override
    public Class<? extends Event> needs() {
        return AppEvent.ItemTaken.class;
    }

    @Override
    public void remember(Story story, Recollection out) {
        boolean[] told = {false, false};
        Overlaps overlaps = new Overlaps(story, _ -> told[0] = true);
        overlaps.walk();
        overlaps.hands.forEach((thing, holders) -> holders.forEach((node, held) -> {
            if (!held.isEmpty()) {
                out.text(thing).number(node);
                held.forEach(each -> out.operation(each.operation()));
            }
        }));
        Zombies zombies = new Zombies(story, _ -> told[1] = true);
        zombies.walk();
        zombies.remember(out);
        out.flag(told[0]).flag(told[1]);
    }

    @Override
    public void check(Story story, Consumer<Found> found) {
        new Overlaps(story, found).walk();
        new Zombies(story, found).walk();
    }

    /// What is in whose hands, entry by entry. Where partitions are assigned, a partition belongs to one
    /// pair of hands; otherwise a message does.
    private static final class Overlaps {

        private record Held(int entry, Operation operation) {}

        private final Story story;
        private final Consumer<Found> found;
        private final TreeMap<String, TreeMap<Integer, List<Held>>> hands = new TreeMap<>();
        private final TreeSet<String> told = new TreeSet<>();

        private Overlaps(Story story, Consumer<Found> found) {
            this.story = story;
            this.found = found;
        }

        private void walk() {
            for (TraceEntry entry : story.trace.entries()) {
                switch (entry.event()) {
                    case AppEvent.ItemTaken e -> take(entry, e);
                    case AppEvent.ItemEnded e -> release(entry.node(), e.operation());
                    case NodeEvent.NodeCrashed e -> releaseAll(entry.node());
                    case NodeEvent.PowerLost e -> releaseAll(entry.node());
                    case NodeEvent.NodeStopped e -> releaseAll(entry.node());
                    default -> {}
                }
            }
        }

        private void take(TraceEntry entry, AppEvent.ItemTaken taken) {
            for (String thing : things(entry, taken)) {
                TreeMap<Integer, List<Held>> holders = hands.computeIfAbsent(thing, t -> new TreeMap<>());
                holders.computeIfAbsent(entry.node(), n -> new ArrayList<>())
                        .add(new Held(entry.n(), taken.operation()));
                holders.forEach((node, held) -> {
                    if (node != entry.node() && !held.isEmpty() && told.add(thing + " " + taken.operation())) {
                        found.accept(new Found(
                                Anomaly.OVERLAP,
                                taken.operation(),
                                sinkOf(entry.node()),
                                List.of(held.getLast().entry(), entry.n()),
                                thing.endsWith(" message " + taken.copy()) ? words(taken.copy()) : thing));
                    }
                });
            }
        }

        /// @param copy `jobs-0@2`
        private String words(String copy) {
            int at = copy.lastIndexOf('@');
            String topic = copy.substring(0, copy.lastIndexOf('-', at));
            return story.positions.one(new TopicPartition(topic, 0), Long.parseLong(copy.substring(at + 1)));
        }

        private List<String> things(TraceEntry entry, AppEvent.ItemTaken taken) {
            String deployment = story.node(entry.node()).deployment();
            List<String> things = new ArrayList<>();
            int at = taken.copy().lastIndexOf('@');
            if (at > 0) {
                things.add(
                        story.assigns()
                                ? deployment + " partition " + taken.copy().substring(0, at)
                                : deployment + " message " + taken.copy());
            }
            if (story.scenario.processes().get(deployment).singleActive()) {
                things.add(deployment + " active");
            }
            return things;
        }

        private Sink sinkOf(int node) {
            return story.sinks.stream()
                    .filter(sink -> sink.deployment().equals(story.node(node).deployment()))
                    .findFirst()
                    .orElse(null);
        }

        private void release(int node, Operation operation) {
            hands.values().forEach(holders -> {
                if (holders.containsKey(node)) {
                    holders.get(node).removeIf(held -> held.operation().equals(operation));
                }
            });
        }

        private void releaseAll(int node) {
            hands.values().forEach(holders -> holders.remove(node));
        }
    }

    /// Who owns which partition by the group's own coordinator, and which lock by its store, entry by
    /// entry.
    private static final class Zombies {

        private final Story story;
        private final Consumer<Found> found;
        private final TreeMap<String, Integer> owner = new TreeMap<>();
        private final TreeMap<String, TraceEntry> handover = new TreeMap<>();
        private final TreeMap<String, TraceEntry> delivered = new TreeMap<>();
        private final TreeMap<String, Integer> active = new TreeMap<>();
        private final TreeSet<String> told = new TreeSet<>();

        private Zombies(Story story, Consumer<Found> found) {
            this.story = story;
            this.found = found;
        }

        private void walk() {
            for (TraceEntry entry : story.trace.entries()) {
                switch (entry.event()) {
                    case GroupEvent.AssignmentMade e -> {
                        for (TopicPartition partition : e.partitions()) {
                            own(e.group() + " " + partition, e.member(), entry);
                        }
                    }
                    case GroupEvent.MemberMoved e -> {
                        for (List<TopicPartition> some : List.of(e.partitions(), e.revoking())) {
                            some.forEach(partition -> own(e.group() + " " + partition, e.member(), entry));
                        }
                    }
                    case GroupEvent.MemberLeft e -> disown(e.group(), e.member(), entry);
                    case QueueEvent e -> hold(e, entry);
                    case StreamEvent e -> lease(e, entry);
                    case StoreEvent.LockGranted e -> {
                        if (single(e.holder())) {
                            active.put(story.node(e.holder()).deployment(), e.holder());
                            handover.put(story.node(e.holder()).deployment(), entry);
                        }
                    }
                    case DeliveryEvent.Delivered e -> delivered.put(entry.node() + " " + e.operation(), entry);
                    case StoreEvent.RowWritten e -> effect(entry, e.operation(), e.writer());
                    case StoreEvent.RequestServed e when !e.repeated() -> effect(entry, e.operation(), e.writer());
                    case LogEvent.RecordAppended e -> {}
                    default -> {}
                }
            }
        }

        private void remember(Recollection out) {
            owner.forEach((thing, who) -> out.text(thing).number(who));
            active.forEach((thing, who) -> out.text(thing).number(who));
            delivered.forEach((whom, entry) -> {
                DeliveryEvent.Delivered e = (DeliveryEvent.Delivered) entry.event();
                out.text(whom).partition(e.partition()).number(e.position()).text(String.valueOf(e.group()));
            });
        }

        private boolean single(int node) {
            return node >= 0
                    && story.scenario.processes().containsKey(story.node(node).deployment())
                    && story.scenario
                            .processes()
                            .get(story.node(node).deployment())
                            .singleActive();
        }

        private void own(String thing, int member, TraceEntry entry) {
            Integer before = owner.put(thing, member);
            if (before == null || before != member) {
                handover.put(thing, entry);
            }
        }

        /// A message of a queue is its consumer's until it is settled or taken away.
        private void hold(QueueEvent event, TraceEntry entry) {
            switch (event) {
                case QueueEvent.MessageGiven e -> own(message(e.queue(), e.position()), e.consumer(), entry);
                case QueueEvent.MessageSettled e -> own(message(e.queue(), e.position()), e.consumer(), entry);
                case QueueEvent.MessageRequeued e -> own(message(e.queue(), e.position()), -1, entry);
                case QueueEvent.MessageDelayed e -> own(message(e.queue(), e.position()), -1, entry);
                case QueueEvent.MessageDeadLettered e -> own(message(e.queue(), e.position()), -1, entry);
                case QueueEvent.MessageDropped e -> own(message(e.queue(), e.position()), -1, entry);
                case QueueEvent.LockExpired e -> own(message(e.queue(), e.position()), -1, entry);
                default -> {}
            }
        }

        /// A message of a stream is on loan to whom it was sent last, until the server means to give it
        /// again.
        private void lease(StreamEvent event, TraceEntry entry) {
            switch (event) {
                case StreamEvent.MessagesDelivered e ->
                    e.messages()
                            .forEach(given -> own(message(e.group(), e.partition(), given.sequence()), e.to(), entry));
                case StreamEvent.RedeliveryQueued e ->
                    e.sequences().forEach(sequence -> own(message(e.group(), e.partition(), sequence), -1, entry));
                case StreamEvent.RedeliveryDelayed e -> own(message(e.group(), e.partition(), e.sequence()), -1, entry);
                case StreamEvent.DeliveriesExhausted e ->
                    own(message(e.group(), e.partition(), e.sequence()), -1, entry);
                default -> {}
            }
        }

        private static String message(TopicPartition queue, long position) {
            return queue + "@" + position;
        }

        private static String message(String group, TopicPartition stream, long sequence) {
            return group + " " + message(stream, sequence);
        }

        private void disown(String group, int member, TraceEntry entry) {
            owner.replaceAll((thing, who) -> {
                if (who == member && thing.startsWith(group + " ")) {
                    handover.put(thing, entry);
                    return -1;
                }
                return who;
            });
        }

        private void effect(TraceEntry entry, Operation operation, int writer) {
            TraceEntry delivery = delivered.get(writer + " " + operation);
            String thing;
            Integer now;
            if (single(writer)) {
                // The lock says who may work, whatever the group thinks.
                thing = story.node(writer).deployment();
                now = active.get(thing);
            } else if (delivery != null) {
                DeliveryEvent.Delivered e = (DeliveryEvent.Delivered) delivery.event();
                thing = thing(e);
                now = owner.get(thing);
            } else {
                return;
            }
            if (now != null && now != writer && told.add(thing + " " + operation)) {
                int lost = handover.get(thing).n();
                List<Integer> witness = delivery != null && delivery.n() < lost
                        ? List.of(delivery.n(), lost, entry.n())
                        : List.of(lost, entry.n());
                found.accept(new Found(Anomaly.ZOMBIE_EFFECT, operation, sinkOf(entry, writer), witness, thing));
            }
        }

        /// What has an owner: the message where each one has, else its partition.
        private String thing(DeliveryEvent.Delivered e) {
            String queued = message(e.partition(), e.position());
            String lent = message(e.group(), e.partition(), e.position());
            return owner.containsKey(queued)
                    ? queued
                    : owner.containsKey(lent) ? lent : e.group() + " " + e.partition();
        }

        private Sink sinkOf(TraceEntry entry, int writer) {
            return story.sinks.stream()
                    .filter(sink -> sink.deployment().equals(story.node(writer).deployment())
                            && sink.store().equals(story.name(entry.node())))
                    .findFirst()
                    .orElse(null);
        }
    }
}
