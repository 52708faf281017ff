package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.trace.picture.Scene;
import dev.ackademy.ui.fx.run.AnomalyWords;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.WhyViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Makes the frame of any moment of a run from its picture. What it works out of the whole run it works out once.
public final class StageFrames {

    private final Played played;
    private final Cast cast;
    private final Ends ends;
    private final Sends sends;

    public StageFrames(Played played, Cast cast) {
        this.played = played;
        this.cast = cast;
        ends = new Ends(cast);
        sends = new Sends(played, ends);
    }

    public Cast cast() {
        return cast;
    }

    /// @param n       entries that have happened
    /// @param at      µs
    /// @param slots   cells of a tape that are to be seen
    /// @param rows    of each store
    /// @param chain   what the why panel shows, null for nothing
    /// @param step    its selected step, -1 for none
    /// @param callout whether the newest finding is called out
    public StageFrame frame(
            int n,
            double at,
            int slots,
            List<Integer> rows,
            boolean details,
            WhyViewModel.Chain chain,
            int step,
            boolean callout) {
        Moment moment = new Moment(played, cast, played.pictures().at(n), n, at);
        StageKind kind = StageKind.of(moment);
        Flagged flagged = Flagged.until(played, n);
        TapeFrames tapes = new TapeFrames(moment, kind, flagged, slots);
        ProducerFrames producers = new ProducerFrames(moment, kind, sends);
        ConsumerFrames consumers = new ConsumerFrames(moment);
        FlightFrames flights = new FlightFrames(moment, kind, ends, sends);
        List<StageFrame.Store> stores = new ArrayList<>();
        for (int i = 0; i < cast.stores().size(); i++) {
            stores.add(new StoreFrames(moment, flagged).store(cast.stores().get(i), rows.get(i)));
        }
        return new StageFrame(
                title(kind, moment.picture().scene()),
                group(kind, moment.picture().scene()),
                kind.note(),
                cast.brokers().stream()
                        .map(node -> new StageFrame.Broker(moment.name(node), moment.health(node)))
                        .toList(),
                seated(cast.producers(), producers::producer, producers::producers),
                seated(cast.shelves(), tapes::tape, tapes::grouped),
                seated(cast.consumers(), consumers::consumer, consumers::consumers),
                stores,
                flights.links(),
                flights.flights(),
                new CutFrames(moment, ends).cuts(),
                callout && chain != null ? callout(chain, stores) : null,
                chain == null || step < 0 ? null : flights.ghost(chain.steps().get(step)),
                cast.more(),
                details);
    }

    private static <T, F> List<F> seated(List<List<T>> seats, Function<T, F> alone, Function<List<T>, F> together) {
        return seats.stream()
                .map(seat -> seat.size() == 1 ? alone.apply(seat.getFirst()) : together.apply(seat))
                .toList();
    }

    private static String title(StageKind kind, Scene scene) {
        Set<String> topics = scene.topics().keySet();
        return kind.word() + (topics.size() == 1 ? " " : "s ") + String.join(", ", topics);
    }

    private static String group(StageKind kind, Scene scene) {
        Set<String> groups = scene.groups().keySet();
        if (groups.isEmpty() || kind.groupWord().isEmpty()) {
            return "";
        }
        return kind.groupWord() + (groups.size() == 1 ? " " + groups.iterator().next() : "s " + groups.size());
    }

    private StageFrame.Callout callout(WhyViewModel.Chain chain, List<StageFrame.Store> stores) {
        Finding finding = played.report().findings().get(chain.finding());
        int store = -1;
        String key = finding.operation() == null ? "" : finding.operation().key();
        for (int i = 0; i < stores.size() && store < 0; i++) {
            boolean shows = stores.get(i).rows().stream()
                    .anyMatch(row -> row.key().equals(key)
                            && row.state() != StageFrame.RowState.SAME
                            && row.state() != StageFrame.RowState.BEHIND);
            store = shows ? i : -1;
        }
        AnomalyWords words = AnomalyWords.of(finding.anomaly());
        String promise = AnomalyWords.promise(finding.anomaly().guarantee());
        String text = chain.broken() ? "Broken promise: " + promise + "." : "Allowed: this was not promised.";
        return new StageFrame.Callout(
                chain.finding(), chain.stake(), text, words.glyph(), chain.broken(), store, key, -1);
    }

    /// The same frame for people who do not want motion: what is under way stands at its start, then at its
    /// end, and a cut connection has parted.
    static StageFrame still(StageFrame frame) {
        List<StageFrame.Flight> standing = frame.flights().stream()
                .map(flight -> new StageFrame.Flight(
                        flight.id(),
                        flight.from(),
                        flight.to(),
                        flight.at() < 0.5 ? 0.2 : 0.8,
                        flight.move(),
                        flight.tag(),
                        flight.text(),
                        flight.lane()))
                .toList();
        List<StageFrame.Cut> parted = frame.cuts().stream()
                .map(cut -> new StageFrame.Cut(cut.from(), cut.to(), cut.at(), cut.gone(), 1))
                .toList();
        return frame.with(standing, parted);
    }
}
