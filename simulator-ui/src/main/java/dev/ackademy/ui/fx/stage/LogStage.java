package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.picture.GroupPicture;
import dev.ackademy.core.trace.picture.NodePicture;
import dev.ackademy.core.trace.picture.PartitionPicture;
import dev.ackademy.core.trace.picture.ProcessPicture;
import dev.ackademy.core.trace.picture.ReadingPicture;
import dev.ackademy.ui.fx.stage.StageFrame.Strip;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The partitions of a log.
record LogStage(Moment moment) implements StageKind {

    @Override
    public String word() {
        return "topic";
    }

    @Override
    public String note() {
        Set<String> notes = new LinkedHashSet<>();
        moment.played().scenario().processes().values().forEach(process -> {
            if (process.reads() instanceof Scenario.Reads.Workload && process.producer() != null) {
                int acks = process.producer().acks();
                notes.add("acks " + (acks == -1 ? "all" : acks));
            }
        });
        String acks = notes.size() == 1 ? notes.iterator().next() : "";
        String insync = StageKind.super.note();
        return acks + (acks.isEmpty() || insync.isEmpty() ? "" : " · ") + insync;
    }

    /// The last stable offset where an open transaction holds readers of what is committed back.
    @Override
    public String note(Shelf shelf) {
        PartitionPicture partition = moment.picture().partitions().get(shelf.partition());
        long open = partition == null ? -1 : partition.transactions().firstOpen();
        return open >= 0 && open < partition.front().highWatermark() ? "LSO " + open : "";
    }

    @Override
    public String name(TopicPartition place) {
        return "p" + place.partition();
    }

    @Override
    public Strip strip(Shelf shelf, Shelf.Row row) {
        throw new IllegalArgumentException("a log has no rows");
    }

    @Override
    public boolean refuses(RequestKind kind, String note) {
        return isError(note);
    }

    /// Whether an answer is an error as logs and stores word it: `NOT_ENOUGH_REPLICAS`.
    static boolean isError(String note) {
        return note.matches("[A-Z_]{4,}");
    }

    @Override
    public List<TopicPartition> sources(int node) {
        ProcessPicture process = moment.picture().processes().get(node);
        return process == null ? List.of() : process.assigned();
    }

    @Override
    public List<StageFrame.Reader> readers(TopicPartition partition) {
        List<StageFrame.Reader> readers = new ArrayList<>();
        moment.picture().scene().groups().forEach((groupName, group) -> {
            if (!group.topics().contains(partition.topic())) {
                return;
            }
            GroupPicture state = moment.picture().groups().get(groupName);
            long committed = state == null ? -1 : state.position(partition);
            int reader = -1;
            boolean owner = false;
            for (int member : group.members()) {
                ProcessPicture process = moment.picture().processes().get(member);
                ReadingPicture reading =
                        process == null ? null : process.reading().get(partition);
                if (reading != null && (reading.assigned() || !owner && reading.next() >= 0)) {
                    reader = member;
                    owner |= reading.assigned();
                }
            }
            if (reader < 0 && committed < 0) {
                return;
            }
            long next = reader < 0
                    ? -1
                    : moment.picture()
                            .processes()
                            .get(reader)
                            .reading()
                            .get(partition)
                            .next();
            NodePicture life = reader < 0 ? null : moment.picture().nodes().get(reader);
            boolean live = owner && life != null && life.up();
            readers.add(new StageFrame.Reader(reader < 0 ? groupName : moment.name(reader), committed, next, live));
        });
        return readers;
    }
}
