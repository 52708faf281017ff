package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.Operation;
import dev.ackademy.ui.fx.draw.Glyph;
import java.util.List;

/// What is to be seen at one moment, without places or colours. Lists are in the order of the layout.
///
/// @param title   what stands over the broker: `topic orders`
/// @param group   what stands over the consumers: `group billing`
/// @param note    right in the broker's head: `acks all · min ISR 2`
/// @param more    what was left out because there is no room, one line each
/// @param details replicas, watermarks, commits and copies are drawn
public record StageFrame(
        String title,
        String group,
        String note,
        List<Broker> brokers,
        List<Producer> producers,
        List<Tape> tapes,
        List<Consumer> consumers,
        List<Store> stores,
        List<Link> links,
        List<Flight> flights,
        List<Cut> cuts,
        Callout callout,
        Ghost ghost,
        List<String> more,
        boolean details) {

    /// The same moment with other things under way.
    public StageFrame withFlights(List<Flight> others) {
        return with(others, cuts);
    }

    StageFrame with(List<Flight> others, List<Cut> parted) {
        return new StageFrame(
                title, group, note, brokers, producers, tapes, consumers, stores, links, others, parted, callout, ghost,
                more, details);
    }

    public enum Life {
        RUNNING,
        CRASHED,
        PAUSED,
        STOPPED
    }

    /// How a node is. `left` is the part of its outage that is left (1 to 0), -1 where nobody knows; `text`
    /// is what its ring says: `1.9s`.
    public record Health(Life life, double left, String text) {
        public static final Health RUNNING = new Health(Life.RUNNING, 0, "");
    }

    /// The letter and number of a cell or capsule and the index of its hue.
    public record Tag(Operation operation, int hue) {
        public String id() {
            return operation.id();
        }
    }

    public record Broker(String name, Health health) {}

    /// @param pending  handed over and not answered yet, oldest first
    /// @param capacity of the slots that are drawn; below 0 where nothing is answered: then `pending` is
    /// what waits for a connection
    /// @param retry    `E#3 1/3`, empty where nothing is sent again
    /// @param unasked  whether it asks for no answer
    public record Producer(
            String name,
            Health health,
            List<Tag> pending,
            int capacity,
            String retry,
            String note,
            double noteLeft,
            boolean unasked) {}

    /// What a broker keeps: a partition of a log, a stream with its consumers, a subject that keeps
    /// nothing, a queue.
    public enum Kind {
        LOG,
        STREAM,
        SUBJECT,
        QUEUE,
        /// Several for which there is no room.
        GROUPED;

        /// Whether messages lie in the order in which they came, numbered.
        public boolean numbered() {
            return this == LOG || this == STREAM;
        }
    }

    /// @param first   offset of the first slot
    /// @param cells   from `first` on; none where nothing is numbered
    /// @param end     the leader's end offset
    /// @param mark    the high watermark, -1 unknown
    /// @param leader  empty where there is none
    /// @param note    at the right of its head: `quorum · 5 settled`
    /// @param strips  what lies elsewhere than on the tape
    public record Tape(
            String topic,
            String name,
            String leader,
            List<Replica> replicas,
            long first,
            List<Cell> cells,
            long end,
            long mark,
            List<Reader> readers,
            List<CellMark> marks,
            Kind kind,
            String note,
            List<Strip> strips) {

        /// The cell in which an offset stands, from 0; clamped to what is to be seen, `slots` is the right
        /// edge.
        public int slot(long offset, int slots) {
            return (int) Math.clamp(offset - first, 0, slots);
        }

        /// Without numbered cells, or with none as yet.
        static Tape empty(String topic, String name, long first, Kind kind, String note, List<Strip> strips) {
            return new Tape(
                    topic, name, "", List.of(), first, List.of(), 0, -1, List.of(), List.of(), kind, note, strips);
        }

        /// A partition of a log.
        public Tape(
                String topic,
                String name,
                String leader,
                List<Replica> replicas,
                long first,
                List<Cell> cells,
                long end,
                long mark,
                List<Reader> readers,
                List<CellMark> marks) {
            this(topic, name, leader, replicas, first, cells, end, mark, readers, marks, Kind.LOG, "", List.of());
        }
    }

    /// A row of messages that share a state: `unacked`.
    ///
    /// @param of   whose row it is, empty where there is one
    /// @param note behind the messages: why, or who listens
    public record Strip(String name, String of, List<Held> held, String note) {}

    /// @param tag   null for a message that is no longer kept
    /// @param under at most five letters below it: who has it, or when it comes back
    /// @param times how often it was given; up to 1 is not shown
    /// @param gone  nobody has it any more
    public record Held(Tag tag, String under, int times, boolean gone) {}

    /// @param end the replica's end offset
    public record Replica(String name, boolean inSync, long end) {}

    /// @param operation null for a record that carries none, or a gap
    public record Cell(long offset, Tag tag) {}

    /// @param who       `billing.1`; empty where nobody reads
    /// @param committed the first offset that is not committed, -1 for never; of a stream, that is not
    /// settled
    /// @param next      the next offset to be read, -1 unknown; of a stream, to be given
    public record Reader(String who, long committed, long next, boolean live) {}

    /// A sign over the cells `from` to `to`.
    public record CellMark(long from, long to, Glyph glyph, boolean broken) {}

    public record Consumer(
            String name, Health health, List<String> partitions, String line, Tag tag, String second, String third) {}

    /// @param service whether it is a service: then rows are the operations it has served
    public record Store(String name, boolean service, Health health, List<Row> rows, int hidden) {}

    public enum RowState {
        SAME,
        BEHIND,
        REPEATED,
        LOST,
        BROKEN
    }

    /// @param sink  `v2 paid`
    /// @param by    who wrote it last
    /// @param glyph what stands at its end
    /// @param state decides the colour: only `BROKEN` is vermillion
    public record Row(
            String key, int hue, String sink, String truth, String by, Glyph glyph, RowState state, boolean marked) {}

    public enum Side {
        PRODUCER,
        TAPE_IN,
        TAPE_OUT,
        CONSUMER,
        STORE
    }

    /// One end of a link: `index` in the list of its side.
    public record End(Side side, int index) {}

    public record Link(End from, End to, boolean live) {}

    public enum Move {
        REQUEST,
        ANSWER,
        REFUSAL,
        COMMIT,
        STALLED
    }

    /// @param at   how far it is, 0 to 1
    /// @param lane keeps several of one link apart, from 0
    public record Flight(int id, End from, End to, double at, Move move, Tag tag, String text, int lane) {}

    /// @param gone what went with it, null for nothing
    /// @param age  0 to 1: how long ago; the ends part first
    public record Cut(End from, End to, double at, Tag gone, double age) {}

    /// @param key   of the row that it points at, in store `store`; -1 for no place
    public record Callout(
            int finding, String title, String text, Glyph glyph, boolean broken, int store, String key, int tape) {}

    /// The selected step of a why, drawn where it happened.
    public record Ghost(End from, End to, int number, String text, String time, Tag tag, Move move) {}
}
