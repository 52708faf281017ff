package dev.ackademy.ui.fx.stage;

import dev.ackademy.ui.fx.stage.StageView.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Where on the stage there is something that a person can point at, and what is said of it.
///
/// @param simple whether it is drawn as a newcomer meets it
record Places(StageFrame shown, StageLayout layout, Cast cast, boolean simple) {

    /// @param target null for what nobody can choose
    /// @param text   what a screen reader says
    record Place(StageLayout.Box box, Target target, String text) {}

    /// How far from a link a click may be, px of the design.
    private static final double LINK_REACH = 9;

    /// From the left to the right, then what moves.
    List<Place> all() {
        return simple ? simplePlaces() : places();
    }

    private List<Place> places() {
        List<Place> found = new ArrayList<>();
        for (int i = 0; i < shown.producers().size(); i++) {
            StageFrame.Producer producer = shown.producers().get(i);
            found.add(new Place(layout.producers().get(i), node(producer(i)), StageText.producer(producer)));
        }
        for (int i = 0; i < shown.tapes().size(); i++) {
            StageFrame.Tape tape = shown.tapes().get(i);
            found.add(new Place(layout.tapes().get(i), partition(tape), StageText.tape(tape)));
        }
        for (int i = 0; i < shown.brokers().size(); i++) {
            StageFrame.Broker broker = shown.brokers().get(i);
            double pitch = Math.min(
                    62, (layout.broker().width() - 28) / shown.brokers().size());
            found.add(new Place(
                    new StageLayout.Box(
                            layout.broker().x() + 8 + i * pitch, layout.broker().y() + 8, Math.min(44, pitch), 30),
                    new Target.Node(broker.name()),
                    "Broker " + broker.name() + ", "
                            + broker.health().life().name().toLowerCase(Locale.ROOT) + "."));
        }
        for (int i = 0; i < shown.consumers().size(); i++) {
            StageFrame.Consumer consumer = shown.consumers().get(i);
            found.add(new Place(layout.consumers().get(i), node(consumer(i)), StageText.consumer(consumer)));
        }
        for (int i = 0; i < shown.stores().size(); i++) {
            StageFrame.Store store = shown.stores().get(i);
            StageLayout.Box box = layout.stores().get(i);
            found.add(new Place(
                    new StageLayout.Box(box.x(), box.y(), box.width(), 28),
                    new Target.Node(store.name()),
                    (store.service() ? "Service " : "Database ") + store.name() + "."));
            for (int row = 0; row < store.rows().size(); row++) {
                found.add(new Place(
                        new StageLayout.Box(box.x() + 4, box.y() + 51 + row * StageLayout.ROW, box.width() - 8, 29),
                        new Target.Node(store.name()),
                        StageText.row(store, store.rows().get(row))));
            }
        }
        for (StageFrame.Flight flight : shown.flights()) {
            double[] point = StageLayout.at(FlightPainter.curve(layout, flight), flight.at());
            String what = flight.tag() == null ? flight.text() : flight.tag().id();
            found.add(new Place(
                    new StageLayout.Box(point[0] - 24, point[1] - 16, 48, 32),
                    new Target.Message(flight.id()),
                    what + ", " + flight.move().name().toLowerCase(Locale.ROOT) + " under way."));
        }
        if (shown.callout() != null) {
            found.add(new Place(
                    CalloutPainter.box(layout, shown.callout()),
                    new Target.Finding(shown.callout().finding()),
                    shown.callout().title() + " " + shown.callout().text() + " Enter shows why."));
        }
        return found;
    }

    private static Target partition(StageFrame.Tape tape) {
        return switch (tape.kind()) {
            case LOG -> new Target.Partition(tape.topic(), tape.name());
            case STREAM, SUBJECT, QUEUE -> new Target.Partition(tape.name(), tape.name());
            case GROUPED -> null;
        };
    }

    private static Target node(String name) {
        return name == null ? null : new Target.Node(name);
    }

    private List<Place> simplePlaces() {
        List<Place> found = new ArrayList<>();
        StageFrame.Producer producer = shown.producers().getFirst();
        StageFrame.Tape tape = shown.tapes().getFirst();
        StageFrame.Consumer consumer = shown.consumers().getFirst();
        StageFrame.Store store = shown.stores().getFirst();
        found.add(new Place(SimplePainter.SHOP, new Target.Node(producer.name()), StageText.producer(producer)));
        found.add(
                new Place(SimplePainter.TOPIC, new Target.Partition(tape.topic(), tape.name()), StageText.tape(tape)));
        found.add(new Place(SimplePainter.READER, new Target.Node(consumer.name()), StageText.consumer(consumer)));
        StringBuilder rows = new StringBuilder();
        store.rows().forEach(row -> rows.append(StageText.row(store, row)).append(' '));
        found.add(new Place(
                SimplePainter.storeBox(store.rows().size()),
                new Target.Node(store.name()),
                rows.isEmpty()
                        ? "Database " + store.name() + ", empty."
                        : rows.toString().strip()));
        for (StageFrame.Flight flight : shown.flights()) {
            double[] point = SimplePainter.point(flight.from(), flight.to(), flight.at());
            String what = flight.tag() == null ? flight.text() : flight.tag().id();
            found.add(new Place(
                    new StageLayout.Box(point[0] - 32, point[1] - 18, 64, 36),
                    new Target.Message(flight.id()),
                    what + ", under way."));
        }
        if (shown.callout() != null) {
            found.add(new Place(
                    SimplePainter.calloutBox(shown.callout()),
                    new Target.Finding(shown.callout().finding()),
                    shown.callout().title() + " " + shown.callout().text() + " Enter shows why."));
        }
        return found;
    }

    /// The process at the end of the link under a point; null for none.
    String linkAt(double x, double y) {
        for (StageFrame.Link link : shown.links()) {
            for (double t = 0.02; t < 1; t += 0.02) {
                double[] point = simple
                        ? SimplePainter.point(link.from(), link.to(), t)
                        : StageLayout.at(layout.curve(link.from(), link.to(), 0), t);
                if (Math.hypot(point[0] - x, point[1] - y) < LINK_REACH) {
                    return asking(link);
                }
            }
        }
        return null;
    }

    /// The name of a process that has a card of its own, else null.
    private String producer(int index) {
        return cast.producers().get(index).size() > 1
                ? null
                : shown.producers().get(index).name();
    }

    private String consumer(int index) {
        return cast.consumers().get(index).size() > 1
                ? null
                : shown.consumers().get(index).name();
    }

    private String asking(StageFrame.Link link) {
        for (StageFrame.End end : new StageFrame.End[] {link.from(), link.to()}) {
            boolean producer = end.side() == StageFrame.Side.PRODUCER;
            if (producer || end.side() == StageFrame.Side.CONSUMER) {
                return producer ? producer(end.index()) : consumer(end.index());
            }
        }
        return null;
    }
}
