package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.picture.QueuePicture;
import dev.ackademy.core.trace.picture.Scene;
import dev.ackademy.ui.fx.stage.StageFrame.Held;
import dev.ackademy.ui.fx.stage.StageFrame.Strip;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Queues of messages or jobs.
record QueueStage(Moment moment) implements StageKind {

    @Override
    public String word() {
        return "queue";
    }

    @Override
    public String groupWord() {
        return "";
    }

    @Override
    public String note() {
        return jobs() ? "jobs" : "";
    }

    @Override
    public boolean refuses(RequestKind kind, String note) {
        return (kind == RequestKind.PRODUCE || kind == RequestKind.COMMIT)
                && !Set.of("", "confirm", "known").contains(note);
    }

    @Override
    public boolean knows(int node, Scene.Actor actor, String topic) {
        QueuePicture queue = moment.picture().queues().get(new TopicPartition(topic, 0));
        return queue != null
                && (queue.consumers().contains(node) || queue.consumers().isEmpty());
    }

    @Override
    public String note(Shelf shelf) {
        Scenario.Topic topic = set(shelf.partition().topic());
        Scenario.Queue set = topic == null ? null : topic.queue();
        QueuePicture queue = moment.picture().queues().get(shelf.partition());
        List<String> notes = new ArrayList<>();
        if (set != null && moment.played().scenario().broker().nodes() > 1) {
            notes.add("at " + (set.node() == null ? "B1" : set.node()));
        }
        if (set != null && !jobs()) {
            notes.add(set.quorum() ? "quorum" : "classic");
        }
        if (queue != null && queue.active() >= 0 && set != null && set.singleActive()) {
            notes.add("only " + moment.brief(queue.active()));
        }
        notes.add((jobs() ? "completed " : "settled ") + (queue == null ? 0 : queue.settled()));
        return String.join(" · ", notes);
    }

    private boolean jobs() {
        return "bullmq".equals(moment.played().scenario().broker().style());
    }

    @Override
    public Strip strip(Shelf shelf, Shelf.Row row) {
        QueuePicture known = moment.picture().queues().get(shelf.partition());
        Scenario.Topic set = set(shelf.partition().topic());
        List<Held> held = new ArrayList<>();
        String note = "";
        switch (row.what()) {
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
                    held.add(held(each.message(), moment.brief(each.consumer()), !each.locked()));
                    unlocked += each.locked() ? 0 : 1;
                    note = unlocked == 0 ? "" : each.marked() ? "lock expired, marked" : "lock expired";
                }
            }
            case LATER -> {
                for (QueuePicture.Later each : known == null
                        ? List.<QueuePicture.Later>of()
                        : known.later().values()) {
                    held.add(held(each.message(), moment.left(each.untilMicros()), false));
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
        return new Strip(rowName(row.what(), set), "", held, note);
    }

    private String rowName(Shelf.What what, Scenario.Topic set) {
        boolean letters = set != null && set.queue() != null && set.queue().deadLetter() != null;
        return switch (what) {
            case READY -> jobs() ? "wait" : "ready";
            case IN_HAND -> jobs() ? "active" : "unacked";
            case LATER -> "delayed";
            default -> jobs() ? "failed" : letters ? "dead letters" : "given up";
        };
    }

    private Held held(QueuePicture.Held message, String under, boolean gone) {
        return new Held(moment.tag(message.operation()), under, message.deliveries(), gone);
    }
}
