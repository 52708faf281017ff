package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.picture.ConsumerPicture;
import dev.ackademy.core.trace.picture.ReplicaPicture;
import dev.ackademy.ui.fx.stage.StageFrame.Held;
import dev.ackademy.ui.fx.stage.StageFrame.Strip;
import java.util.ArrayList;
import java.util.List;

/// Streams with their durable consumers.
record StreamStage(Moment moment) implements StageKind {

    @Override
    public String word() {
        return "stream";
    }

    @Override
    public String groupWord() {
        return "durable";
    }

    @Override
    public int first() {
        return 1;
    }

    @Override
    public boolean refuses(RequestKind kind, String note) {
        return note.matches("[0-9]{3,5} .*");
    }

    @Override
    public String note(Shelf shelf) {
        Scenario.Topic set = set(shelf.partition().topic());
        return set == null || set.stream() == null ? "" : kept(set.stream());
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

    /// What the durable consumers have settled and what they have given.
    @Override
    public List<StageFrame.Reader> readers(TopicPartition stream) {
        List<StageFrame.Reader> readers = new ArrayList<>();
        for (ConsumerPicture consumer : moment.picture().consumers().values()) {
            if (consumer.partition().equals(stream)) {
                readers.add(
                        new StageFrame.Reader(consumer.group(), consumer.floor() + 1, consumer.delivered() + 1, true));
            }
        }
        return readers;
    }

    @Override
    public Strip strip(Shelf shelf, Shelf.Row row) {
        TopicPartition stream = shelf.partition();
        ConsumerPicture consumer = moment.picture().consumers().get(stream.topic() + "/" + row.group());
        boolean several = shelf.rows().stream().map(Shelf.Row::group).distinct().count() > 1;
        String of = several ? row.group() : "";
        Scenario.Consumer set = consumer(row.group());
        List<Held> held = new ArrayList<>();
        String name = rowName(row.what());
        if (consumer == null) {
            return new Strip(name, of, held, "");
        }
        return switch (row.what()) {
            case AGAIN -> {
                consumer.redelivery().forEach(sequence -> held.add(held(stream, consumer, sequence, "", false)));
                yield new Strip(name, of, held, held.size() > 1 ? "in this order" : "");
            }
            case EXHAUSTED -> {
                consumer.exhausted().forEach(sequence -> held.add(held(stream, consumer, sequence, "", true)));
                yield new Strip(
                        name,
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
                yield new Strip(name, of, held, low ? "max " + set.maxAckPending() : "");
            }
        };
    }

    private static String rowName(Shelf.What what) {
        return switch (what) {
            case AGAIN -> "redelivery";
            case EXHAUSTED -> "given up";
            default -> "pending";
        };
    }

    private String under(ConsumerPicture.Pending pending) {
        return pending.to() >= 0
                ? moment.brief(pending.to())
                : pending.until() > moment.at() ? moment.left(pending.until()) : "";
    }

    private Held held(TopicPartition stream, ConsumerPicture consumer, long sequence, String under, boolean gone) {
        ReplicaPicture front = moment.picture().partitions().get(stream) == null
                ? null
                : moment.picture().partitions().get(stream).front();
        ReplicaPicture.Cell cell = front == null ? null : front.cells().get(sequence);
        Operation operation = cell == null ? null : cell.operation();
        String below = operation == null && under.isEmpty() ? Long.toString(sequence) : under;
        return new Held(moment.tag(operation), below, consumer.counts().get(sequence, 1), gone);
    }

    /// How the consumer of a group is set up, null where nobody reads by it.
    private Scenario.Consumer consumer(String group) {
        for (Scenario.Deployment process :
                moment.played().scenario().processes().values()) {
            if (process.reads() instanceof Scenario.Reads.FromTopic topic && group.equals(topic.group())) {
                return topic.consumer();
            }
        }
        return null;
    }
}
