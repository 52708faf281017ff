package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.picture.ConsumerPicture;
import dev.ackademy.core.trace.picture.NetworkPicture;
import dev.ackademy.core.trace.picture.NodePicture;
import dev.ackademy.core.trace.picture.Picture;
import dev.ackademy.core.trace.picture.QueuePicture;
import dev.ackademy.core.trace.picture.ReplicaPicture;
import dev.ackademy.core.trace.picture.SubjectPicture;
import dev.ackademy.ui.fx.run.Clock;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.stage.StageFrame.Held;
import dev.ackademy.ui.fx.stage.StageFrame.Strip;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What lies in the rows of a stream, a subject or a queue at one moment.
///
/// @param at µs
record Strips(Played played, Picture picture, double at) {

    /// A limit that is so low belongs to what a scenario shows.
    private static final int LOW_LIMIT = 20;

    List<Strip> of(Shelf shelf) {
        return shelf.rows().stream().map(row -> strip(shelf, row)).toList();
    }

    private Strip strip(Shelf shelf, Shelf.Row row) {
        return switch (shelf.kind()) {
            case STREAM -> consumer(shelf, row);
            case SUBJECT -> subject(shelf.partition().topic(), row);
            case QUEUE -> queue(shelf.partition(), row.what());
            case LOG, GROUPED -> throw new IllegalArgumentException("no rows: " + shelf.kind());
        };
    }

    /// What stands at the right of the head of a shelf.
    String note(Shelf shelf) {
        String topic = shelf.partition().topic();
        Scenario.Topic set = played.scenario().topics().get(topic);
        return switch (shelf.kind()) {
            case LOG, GROUPED -> "";
            case STREAM -> set == null || set.stream() == null ? "" : kept(set.stream());
            case SUBJECT -> {
                SubjectPicture subject = picture.subjects().get(topic);
                yield "passed on " + (subject == null ? 0 : subject.routed());
            }
            case QUEUE -> {
                QueuePicture queue = picture.queues().get(shelf.partition());
                List<String> notes = new ArrayList<>();
                if (set != null
                        && set.queue() != null
                        && played.scenario().broker().nodes() > 1) {
                    notes.add("at "
                            + (set.queue().node() == null ? "B1" : set.queue().node()));
                }
                if (set != null && set.queue() != null && !jobs()) {
                    notes.add(set.queue().quorum() ? "quorum" : "classic");
                }
                if (queue != null
                        && queue.active() >= 0
                        && set != null
                        && set.queue().singleActive()) {
                    notes.add("only " + brief(queue.active()));
                }
                notes.add((jobs() ? "completed " : "settled ") + (queue == null ? 0 : queue.settled()));
                yield String.join(" · ", notes);
            }
        };
    }

    private static String kept(Scenario.Stream stream) {
        List<String> notes = new ArrayList<>();
        switch (stream.retention()) {
            case "workqueue" -> notes.add("work queue");
            case "interest" -> notes.add("while of interest");
            default -> {}
        }
        if (stream.maxMessages() >= 0) {
            notes.add("max " + stream.maxMessages());
        }
        if (stream.maxPerSubject() >= 0) {
            notes.add("max " + stream.maxPerSubject() + " a subject");
        }
        return String.join(" · ", notes);
    }

    // ------------------------------------------------------------------ a stream's consumers

    private Strip consumer(Shelf shelf, Shelf.Row row) {
        TopicPartition stream = shelf.partition();
        ConsumerPicture consumer = picture.consumers().get(stream.topic() + "/" + row.group());
        boolean several = shelf.rows().stream().map(Shelf.Row::group).distinct().count() > 1;
        String of = several ? row.group() : "";
        Scenario.Consumer set = set(row.group());
        List<Held> held = new ArrayList<>();
        if (consumer == null) {
            return new Strip(name(row.what()), of, held, "");
        }
        return switch (row.what()) {
            case AGAIN -> {
                consumer.redelivery().forEach(sequence -> held.add(held(stream, consumer, sequence, "", false)));
                yield new Strip("redelivery", of, held, held.size() > 1 ? "in this order" : "");
            }
            case EXHAUSTED -> {
                consumer.exhausted().forEach(sequence -> held.add(held(stream, consumer, sequence, "", true)));
                yield new Strip(
                        "given up",
                        of,
                        held,
                        held.isEmpty() || set == null ? "" : "after " + set.maxDeliver() + " deliveries");
            }
            default -> {
                consumer.pending().forEach(entry -> {
                    long sequence = entry.getKey();
                    if (!consumer.redelivery().contains(sequence)) {
                        held.add(held(stream, consumer, sequence, under(entry.getValue()), false));
                    }
                });
                boolean low = set != null && set.maxAckPending() >= 0 && set.maxAckPending() <= LOW_LIMIT;
                yield new Strip("pending", of, held, low ? "max " + set.maxAckPending() : "");
            }
        };
    }

    private static String name(Shelf.What what) {
        return switch (what) {
            case AGAIN -> "redelivery";
            case EXHAUSTED -> "given up";
            default -> "pending";
        };
    }

    private String under(ConsumerPicture.Pending pending) {
        return pending.to() >= 0 ? brief(pending.to()) : pending.until() > at ? left(pending.until()) : "";
    }

    private Held held(TopicPartition stream, ConsumerPicture consumer, long sequence, String under, boolean gone) {
        ReplicaPicture front = picture.partitions().get(stream) == null
                ? null
                : picture.partitions().get(stream).front();
        ReplicaPicture.Cell cell = front == null ? null : front.cells().get(sequence);
        Operation operation = cell == null ? null : cell.operation();
        String below = operation == null && under.isEmpty() ? Long.toString(sequence) : under;
        return new Held(played.hues().tag(operation), below, consumer.counts().get(sequence, 1), gone);
    }

    /// How the consumer of a group is set up, null where nobody reads by it.
    private Scenario.Consumer set(String group) {
        for (Scenario.Deployment process : played.scenario().processes().values()) {
            if (process.reads() instanceof Scenario.Reads.FromTopic topic && group.equals(topic.group())) {
                return topic.consumer();
            }
        }
        return null;
    }

    // ------------------------------------------------------------------ a subject

    private Strip subject(String topic, Shelf.Row row) {
        SubjectPicture subject = picture.subjects().get(topic);
        if (row.what() == Shelf.What.DROPPED) {
            List<Held> held = new ArrayList<>();
            String cause = "";
            if (subject != null) {
                for (SubjectPicture.Gone gone : subject.gone()) {
                    held.add(new Held(played.hues().tag(gone.operation()), "", 1, true));
                    cause = gone.cause();
                }
            }
            return new Strip("dropped", Integer.toString(subject == null ? 0 : subject.dropped()), held, cause);
        }
        List<Integer> listeners =
                subject == null ? List.of() : subject.subscribers().get(row.group(), List.of());
        String left = subject == null ? "" : subject.left().get(row.group(), "");
        String note = listeners.isEmpty()
                ? left.isEmpty() ? "nobody listens" : left
                : String.join(", ", names(listeners)) + (listeners.size() == 1 ? " listens" : " listen");
        Set<Integer> members = new LinkedHashSet<>(listeners);
        if (picture.scene().groups().containsKey(row.group())) {
            members.addAll(picture.scene().groups().get(row.group()).members());
        }
        List<Held> waiting = new ArrayList<>();
        for (NetworkPicture.Frame frame : picture.network().frames().values()) {
            if (members.contains(frame.to()) && waits(picture, frame.kind(), frame.answer(), frame.to())) {
                for (Carried carried : frame.carried()) {
                    waiting.add(new Held(played.hues().tag(carried.operation()), brief(frame.to()), 1, false));
                }
            }
        }
        return new Strip(row.group(), left.equals("slow consumer") ? "cut off" : "", waiting, note);
    }

    /// Whether a delivery stays at the server, for its receiver takes nothing from the network.
    static boolean waits(Picture picture, RequestKind kind, boolean answer, int receiver) {
        return kind == RequestKind.FETCH
                && answer
                && picture.nodes().get(receiver) != null
                && picture.nodes().get(receiver).state() != NodePicture.State.RUNNING;
    }

    // ------------------------------------------------------------------ a queue

    private boolean jobs() {
        return "bullmq".equals(played.scenario().broker().style());
    }

    private Strip queue(TopicPartition name, Shelf.What what) {
        QueuePicture known = picture.queues().get(name);
        Scenario.Topic set = played.scenario().topics().get(name.topic());
        List<Held> held = new ArrayList<>();
        String note = "";
        switch (what) {
            case READY -> {
                for (QueuePicture.Held each : known == null ? List.<QueuePicture.Held>of() : known.ready()) {
                    held.add(held(each, each.deliveries() > 0 ? "back" : "", false));
                }
                int most = set == null || set.queue() == null ? -1 : set.queue().maxLength();
                note = most >= 0 && most <= LOW_LIMIT ? "max " + most : held.size() > 1 ? "head first" : "";
            }
            case IN_HAND -> {
                int unlocked = 0;
                for (QueuePicture.InHand each : known == null
                        ? List.<QueuePicture.InHand>of()
                        : known.inHand().values()) {
                    held.add(held(each.message(), brief(each.consumer()), !each.locked()));
                    unlocked += each.locked() ? 0 : 1;
                    note = unlocked == 0 ? "" : each.marked() ? "lock expired, marked" : "lock expired";
                }
            }
            case LATER -> {
                for (QueuePicture.Later each : known == null
                        ? List.<QueuePicture.Later>of()
                        : known.later().values()) {
                    held.add(held(each.message(), left(each.untilMicros()), false));
                }
            }
            default -> {
                for (QueuePicture.Gone each : known == null ? List.<QueuePicture.Gone>of() : known.gone()) {
                    held.add(held(each.message(), "", !each.kept()));
                    String to = each.to() == null ? "" : each.kept() ? " → " + each.to() : "";
                    note = (each.kept() ? "" : "lost: ") + each.reason().replace('_', ' ') + to;
                }
            }
        }
        return new Strip(word(what, set), "", held, note);
    }

    private String word(Shelf.What what, Scenario.Topic set) {
        boolean letters = set != null && set.queue() != null && set.queue().deadLetter() != null;
        return switch (what) {
            case READY -> jobs() ? "wait" : "ready";
            case IN_HAND -> jobs() ? "active" : "unacked";
            case LATER -> "delayed";
            default -> jobs() ? "failed" : letters ? "dead letters" : "given up";
        };
    }

    private Held held(QueuePicture.Held message, String under, boolean gone) {
        return new Held(played.hues().tag(message.operation()), under, message.deliveries(), gone);
    }

    // ------------------------------------------------------------------ words

    private String left(long until) {
        return Clock.brief(Math.max(0, until - at));
    }

    private List<String> names(List<Integer> nodes) {
        return nodes.stream().map(node -> picture.scene().name(node)).toList();
    }

    private String brief(int node) {
        return brief(picture.scene().name(node));
    }

    /// `w.1` for `worker.1`
    static String brief(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.charAt(0) + name.substring(dot);
    }
}
