package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.picture.PartitionPicture;
import dev.ackademy.core.trace.picture.ReplicaPicture;
import dev.ackademy.ui.fx.draw.Glyph;
import java.util.ArrayList;
import java.util.List;

/// What lies in the places of the broker at one moment.
///
/// @param slots cells of a tape that are to be seen
record TapeFrames(Moment moment, StageKind kind, Flagged flagged, int slots) {

    StageFrame.Tape tape(Shelf shelf) {
        TopicPartition name = shelf.partition();
        boolean log = shelf.kind() == StageFrame.Kind.LOG;
        boolean several = moment.picture().scene().topics().size() > 1;
        String topic = several && log ? name.topic() : "";
        PartitionPicture partition =
                shelf.kind().numbered() ? moment.picture().partitions().get(name) : null;
        if (partition == null) {
            return StageFrame.Tape.empty(
                    topic, kind.name(name), kind.first(), shelf.kind(), kind.note(shelf), kind.strips(shelf));
        }
        ReplicaPicture front = partition.front();
        long first = Math.max(kind.first(), front.end() - slots + 1);
        List<StageFrame.Cell> cells = new ArrayList<>();
        for (long offset = first; offset < front.end(); offset++) {
            ReplicaPicture.Cell cell = front.cells().get(offset);
            cells.add(new StageFrame.Cell(
                    offset, cell == null || cell.operation() == null ? null : moment.tag(cell.operation())));
        }
        List<StageFrame.Replica> replicas = new ArrayList<>();
        for (int broker : moment.cast().brokers()) {
            ReplicaPicture replica = partition.replicas().get(broker);
            boolean member = replica != null || partition.isr().contains(broker);
            if (member && broker != partition.leader()) {
                replicas.add(new StageFrame.Replica(
                        moment.name(broker), partition.inSync(broker), replica == null ? 0 : replica.end()));
            }
        }
        return new StageFrame.Tape(
                topic,
                kind.name(name),
                partition.leader() < 0 ? "" : moment.name(partition.leader()),
                replicas,
                first,
                cells,
                Math.max(kind.first(), front.end()),
                log || !replicas.isEmpty() ? front.highWatermark() : -1,
                kind.readers(name),
                marks(name, partition, front.end()),
                shelf.kind(),
                kind.note(shelf),
                kind.strips(shelf));
    }

    /// One tape for many: how much is in them, and the newest message of each.
    StageFrame.Tape grouped(List<Shelf> seat) {
        List<StageFrame.Held> newest = new ArrayList<>();
        long records = 0;
        for (Shelf shelf : seat) {
            StageFrame.Tape tape = tape(shelf);
            records += tape.cells().isEmpty()
                    ? tape.strips().stream()
                            .mapToInt(strip -> strip.held().size())
                            .sum()
                    : tape.end();
            if (!tape.cells().isEmpty()) {
                String under = seat.size() > slots ? "" : tape.name();
                newest.add(new StageFrame.Held(tape.cells().getLast().tag(), under, 1, false));
            }
        }
        boolean log = moment.cast().kind() == StageFrame.Kind.LOG;
        String note = (log
                        ? tape(seat.getFirst()).name() + " to "
                                + tape(seat.getLast()).name() + ", "
                        : "") + records + " messages" + (newest.isEmpty() ? "" : ", the newest of each");
        StageFrame.Strip strip = new StageFrame.Strip("newest", "", newest, "");
        return StageFrame.Tape.empty("", seat.size() + " more", 0, StageFrame.Kind.GROUPED, note, List.of(strip));
    }

    /// What was found in the cells; how a transaction ended where a control record is, a cell without a
    /// message; from where on one is open, which holds back whatever stands behind.
    private List<StageFrame.CellMark> marks(TopicPartition name, PartitionPicture partition, long end) {
        List<StageFrame.CellMark> marks = flagged.marks(name);
        long open = partition.transactions().firstOpen();
        if (open >= 0 && open < end) {
            marks.add(new StageFrame.CellMark(open, end - 1, Glyph.WAIT, false));
        }
        for (var control : partition.transactions().markers()) {
            long at = control.getKey();
            if (marks.stream().noneMatch(mark -> mark.from() <= at && mark.to() >= at)) {
                Glyph how = control.getValue().commit() ? Glyph.OK : Glyph.CLOSE;
                marks.add(new StageFrame.CellMark(at, at, how, false));
            }
        }
        return marks;
    }
}
