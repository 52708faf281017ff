package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.stage.StageFrame.*;
import java.util.ArrayList;
import java.util.List;

/// The moment that the design shows: a refused order, a cut connection and a crashed consumer.
final class SampleFrame {

    private static final String KEYS = "ADEFGH";

    private SampleFrame() {}

    static StageFrame frame() {
        return new StageFrame(
                "topic orders",
                "group billing",
                "acks all · min ISR 2",
                List.of(
                        new Broker("B1", Health.RUNNING),
                        new Broker("B2", Health.RUNNING),
                        new Broker("B3", Health.RUNNING)),
                List.of(
                        new Producer(
                                "shop.1",
                                Health.RUNNING,
                                List.of(tag("D#3"), tag("E#3"), tag("F#3")),
                                5,
                                "E#3 1/3",
                                "retry in 0.9 s",
                                0.12,
                                false),
                        new Producer(
                                "shop.2", Health.RUNNING, List.of(tag("H#4")), 5, "", "timeout in 0.9 s", 0.1, false)),
                List.of(
                        tape(
                                "p0",
                                "B1",
                                "B2",
                                "B3",
                                "D1 F1 D2 D2 F2 D3",
                                5,
                                5,
                                5,
                                "billing.1",
                                true,
                                Glyph.DUPLICATED,
                                2),
                        tape("p1", "B2", "B1", "B3", "G1 E1 G2 E2 G3", 5, 4, 5, "billing.1", false, null, 0),
                        tape(
                                "p2",
                                "B3",
                                "B1",
                                "B2",
                                "H1 A1 H2 A3 A2 H3",
                                6,
                                4,
                                5,
                                "billing.2",
                                true,
                                Glyph.OUT_OF_ORDER,
                                3)),
                List.of(
                        new Consumer(
                                "C1", new Health(Life.CRASHED, 0.7, "1.9s"), List.of("p0", "p1"), "", null, "", ""),
                        new Consumer(
                                "billing.2",
                                Health.RUNNING,
                                List.of("p2"),
                                "Just applied",
                                tag("A#2"),
                                "Committing",
                                "p2 → 5")),
                List.of(new Store(
                        "billing-db",
                        false,
                        Health.RUNNING,
                        List.of(
                                row("A", "v2 paid", "v3 sent", "b.2", Glyph.STALE, RowState.BROKEN),
                                row("D", "v2 paid", "v3 sent", "b.1", Glyph.DUPLICATED, RowState.REPEATED),
                                row("E", "v2 paid", "v3 sent", "b.1", Glyph.WAIT, RowState.BEHIND),
                                row("F", "v2 paid", "v3 sent", "b.1", Glyph.WAIT, RowState.BEHIND),
                                row("G", "v3 sent", "v3 sent", "b.1", Glyph.OK, RowState.SAME),
                                row("H", "v2 paid", "v4 done", "b.2", Glyph.WAIT, RowState.BEHIND)),
                        0)),
                List.of(
                        new Link(new End(Side.PRODUCER, 0), new End(Side.TAPE_IN, 0), true),
                        new Link(new End(Side.PRODUCER, 1), new End(Side.TAPE_IN, 2), true),
                        new Link(new End(Side.TAPE_OUT, 0), new End(Side.CONSUMER, 0), false),
                        new Link(new End(Side.TAPE_OUT, 1), new End(Side.CONSUMER, 0), false),
                        new Link(new End(Side.TAPE_OUT, 2), new End(Side.CONSUMER, 1), true),
                        new Link(new End(Side.CONSUMER, 0), new End(Side.STORE, 0), false),
                        new Link(new End(Side.CONSUMER, 1), new End(Side.STORE, 0), true)),
                List.of(
                        flight(
                                new End(Side.PRODUCER, 0),
                                new End(Side.TAPE_IN, 0),
                                0.6,
                                Move.REQUEST,
                                tag("F#3"),
                                "",
                                0),
                        flight(
                                new End(Side.PRODUCER, 1),
                                new End(Side.TAPE_IN, 2),
                                0.55,
                                Move.REQUEST,
                                tag("H#4"),
                                "",
                                0),
                        flight(
                                new End(Side.TAPE_IN, 2),
                                new End(Side.PRODUCER, 1),
                                0.55,
                                Move.REFUSAL,
                                tag("A#2"),
                                "",
                                0),
                        flight(
                                new End(Side.TAPE_OUT, 2),
                                new End(Side.CONSUMER, 1),
                                0.55,
                                Move.REQUEST,
                                tag("H#3"),
                                "",
                                0),
                        flight(
                                new End(Side.CONSUMER, 1),
                                new End(Side.TAPE_OUT, 2),
                                0.52,
                                Move.COMMIT,
                                null,
                                "commit 5",
                                0)),
                List.of(new Cut(new End(Side.PRODUCER, 0), new End(Side.TAPE_IN, 1), 0.54, tag("E#3"), 0.5)),
                new Callout(
                        0,
                        "Order A is sent, billing says paid again",
                        "A#2 applied after A#3: v3 back to v2.",
                        Glyph.OUT_OF_ORDER,
                        true,
                        0,
                        "A",
                        2),
                null,
                List.of(),
                true);
    }

    /// The same without its callout.
    static StageFrame quiet() {
        StageFrame full = frame();
        return new StageFrame(
                full.title(),
                full.group(),
                full.note(),
                full.brokers(),
                full.producers(),
                full.tapes(),
                full.consumers(),
                full.stores(),
                full.links(),
                full.flights(),
                full.cuts(),
                null,
                null,
                full.more(),
                full.details());
    }

    static Tag tag(String id) {
        String[] parts = id.split("#");
        return new Tag(
                new Operation(parts[0], Integer.parseInt(parts[1]), OperationKind.UPDATE), KEYS.indexOf(parts[0]));
    }

    private static Flight flight(End from, End to, double at, Move move, Tag tag, String text, int lane) {
        return new Flight(0, from, to, at, move, tag, text, lane);
    }

    private static Row row(String key, String sink, String truth, String by, Glyph glyph, RowState state) {
        return new Row(key, KEYS.indexOf(key), sink, truth, by, glyph, state, false);
    }

    private static Tape tape(
            String name,
            String leader,
            String one,
            String two,
            String cells,
            long mark,
            long committed,
            long next,
            String who,
            boolean live,
            Glyph glyph,
            int from) {
        List<Cell> filled = new ArrayList<>();
        for (String cell : cells.split(" ")) {
            filled.add(new Cell(filled.size(), tag(cell.charAt(0) + "#" + cell.charAt(1))));
        }
        return new Tape(
                "",
                name,
                leader,
                List.of(new Replica(one, true, mark), new Replica(two, true, mark)),
                0,
                filled,
                filled.size(),
                mark,
                List.of(new Reader(who, committed, next, live)),
                glyph == null ? List.of() : List.of(new CellMark(from, from + 1, glyph, glyph == Glyph.OUT_OF_ORDER)));
    }
}
