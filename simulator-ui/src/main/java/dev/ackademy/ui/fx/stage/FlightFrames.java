package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.picture.NetworkPicture;
import dev.ackademy.core.trace.picture.NodePicture;
import dev.ackademy.ui.fx.run.Clock;
import dev.ackademy.ui.fx.run.Flights;
import dev.ackademy.ui.fx.run.WhyViewModel;
import dev.ackademy.ui.fx.stage.StageFrame.End;
import dev.ackademy.ui.fx.stage.StageFrame.Move;
import dev.ackademy.ui.fx.stage.StageFrame.Side;
import dev.ackademy.ui.fx.stage.StageFrame.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Who is linked to whom and what is under way between them at one moment.
record FlightFrames(Moment moment, StageKind kind, Ends ends, Sends sends) {

    List<StageFrame.Link> links() {
        List<StageFrame.Link> links = new ArrayList<>();
        for (Sends.Way way : sends.ways()) {
            NodePicture life = moment.picture().nodes().get(way.process());
            link(
                    links,
                    ends.producer(way.process()),
                    ends.tape(Side.TAPE_IN, way.partition()),
                    life == null || life.up());
        }
        for (int node : ends.consumers()) {
            NodePicture life = moment.picture().nodes().get(node);
            boolean up = life != null && life.up();
            for (TopicPartition partition : kind.sources(node)) {
                link(links, ends.tape(Side.TAPE_OUT, partition), ends.consumer(node), up);
            }
            for (int store : moment.picture().scene().actors().get(node).stores()) {
                link(links, ends.consumer(node), ends.store(store), up);
            }
        }
        return links;
    }

    private static void link(List<StageFrame.Link> links, End from, End to, boolean live) {
        if (from != null && to != null) {
            links.add(new StageFrame.Link(from, to, live));
        }
    }

    List<StageFrame.Flight> flights() {
        List<StageFrame.Flight> moving = new ArrayList<>();
        for (Flights.Flight flight : moment.played().flights().underWay(moment.n())) {
            if (kind.keepsBack(flight.kind(), flight.answer(), flight.to())) {
                continue;
            }
            Map<TopicPartition, List<Carried>> byPartition = new LinkedHashMap<>();
            for (Carried carried : flight.carried()) {
                byPartition
                        .computeIfAbsent(ends.placeOf(carried.copy()), _ -> new ArrayList<>())
                        .add(carried);
            }
            byPartition.forEach((partition, carried) -> {
                StageFrame.Flight drawn = drawn(flight, partition, carried, moving);
                if (drawn != null) {
                    moving.add(drawn);
                }
            });
        }
        return moving;
    }

    private StageFrame.Flight drawn(
            Flights.Flight flight, TopicPartition partition, List<Carried> carried, List<StageFrame.Flight> before) {
        Way way = way(flight, partition);
        if (way == null) {
            return null;
        }
        double progress = flight.progress(moment.at());
        int lane = 0;
        for (StageFrame.Flight other : before) {
            if (other.from().equals(way.from())
                    && other.to().equals(way.to())
                    && other.move() == way.move()
                    && Math.abs(other.at() - progress) < 0.3) {
                lane++;
            }
        }
        Tag tag =
                way.move() == Move.COMMIT ? null : moment.tag(carried.getFirst().operation());
        String text = "";
        if (way.move() == Move.COMMIT) {
            text = flight.note().replace("offset", "commit");
        } else if (way.move() == Move.REFUSAL) {
            text = flight.note().equals("return") ? "returned" : "refused";
        } else if (carried.size() > 1 && way.move() == Move.REQUEST) {
            text = "and " + (carried.size() - 1) + " more";
        }
        return new StageFrame.Flight(
                flight.sent(), way.from(), way.to(), progress, way.move(), tag, text, Math.min(lane, 3));
    }

    private record Way(End from, End to, Move move) {}

    /// Where a frame is drawn, null where it is not.
    private Way way(Flights.Flight flight, TopicPartition partition) {
        int process = flight.answer() ? flight.to() : flight.from();
        int server = flight.answer() ? flight.from() : flight.to();
        End store = ends.store(server);
        End tape = ends.tape(Side.TAPE_IN, partition);
        End producer = ends.producer(process);
        End self = ends.process(process);
        boolean stalled = stalled(flight.connection());
        Move request = stalled ? Move.STALLED : Move.REQUEST;
        boolean refused = flight.answer() && refused(flight);
        Move answer = refused ? Move.REFUSAL : Move.ANSWER;
        if (self == null) {
            return null;
        }
        if (store != null) {
            return flight.answer() ? new Way(store, self, answer) : new Way(self, store, request);
        }
        if (tape == null) {
            return null;
        }
        End out = new End(Side.TAPE_OUT, tape.index());
        End near = producer != null ? tape : out;
        return switch (flight.kind()) {
            case PRODUCE -> flight.answer() ? new Way(near, self, answer) : new Way(self, near, request);
            case FETCH -> flight.answer() ? new Way(out, self, request) : null;
            case COMMIT ->
                flight.answer() ? (refused ? new Way(out, self, answer) : null) : new Way(self, out, Move.COMMIT);
            default -> null;
        };
    }

    /// Whether an answer is an error, by the words of who gave it.
    private boolean refused(Flights.Flight flight) {
        boolean broker = moment.cast().brokers().contains(flight.from());
        return broker ? kind.refuses(flight.kind(), flight.note()) : LogStage.isError(flight.note());
    }

    private boolean stalled(int connection) {
        NetworkPicture.Connection state =
                moment.picture().network().connections().get(connection);
        return state != null && state.stalledUntil() > moment.at();
    }

    /// The selected step of a why, null where nothing was under way.
    StageFrame.Ghost ghost(WhyViewModel.Step step) {
        Flights.Flight flight = moment.played().flights().sentBy(step.entry());
        if (flight == null) {
            flight = moment.played().flights().endedBy(step.entry());
        }
        if (flight == null || flight.carried().isEmpty()) {
            return null;
        }
        Carried carried = flight.carried().getFirst();
        Way way = way(flight, ends.placeOf(carried.copy()));
        if (way == null) {
            return null;
        }
        String text =
                flight.fate() == Flights.Fate.REFUSED ? "refused" : flight.fate() == Flights.Fate.LOST ? "gone" : "";
        String time = carried.operation().id() + " " + Clock.seconds(step.at()) + " s";
        return new StageFrame.Ghost(
                way.from(),
                way.to(),
                step.number(),
                text,
                time,
                moment.tag(carried.operation()),
                way.move() == Move.COMMIT ? Move.ANSWER : way.move());
    }
}
