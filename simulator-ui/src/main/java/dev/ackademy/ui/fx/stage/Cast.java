package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.Operation;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.picture.Picture;
import dev.ackademy.core.trace.picture.Scene;
import dev.ackademy.ui.fx.run.Played;
import java.util.ArrayList;
import java.util.List;

/// Who is on the stage of a whole run, so that nothing moves while it is played: everybody who ever takes part, as far
/// as there is room.
///
/// @param producers  node numbers, one a card; the last card stands for all that have none of their own
/// @param shelves    one a tape, the last one for all others, as with the cards
/// @param consumers  node numbers, as with the producers
/// @param stores     node numbers
/// @param wantedRows by store
/// @param more       what was left out
public record Cast(
        List<Integer> brokers,
        List<List<Integer>> producers,
        List<List<Shelf>> shelves,
        List<List<Integer>> consumers,
        List<Integer> stores,
        List<Integer> wantedRows,
        List<String> more) {

    private static final int MOST_ROWS = 12;

    public static Cast of(Played played) {
        Picture last = played.last();
        Scene scene = last.scene();
        List<Integer> brokers = new ArrayList<>();
        for (int node = 0; node < scene.nodes().size(); node++) {
            if (scene.nodes().get(node).role() == NodeName.Role.BROKER) {
                brokers.add(node);
            }
        }
        List<Integer> producers = new ArrayList<>();
        List<Integer> consumers = new ArrayList<>();
        scene.actors().forEach((node, actor) -> (actor.reads().isEmpty() ? producers : consumers).add(node));
        List<Integer> stores = new ArrayList<>(scene.stores().keySet());
        List<String> more = new ArrayList<>();
        List<Integer> shownStores = stores.subList(0, Math.min(stores.size(), StageLayout.MOST_STORES));
        if (shownStores.size() < stores.size()) {
            more.add("and " + (stores.size() - shownStores.size()) + " more stores");
        }
        List<Integer> rows =
                shownStores.stream().map(store -> wanted(played, store)).toList();
        return new Cast(
                List.copyOf(brokers),
                seats(producers, StageLayout.MOST_PRODUCERS),
                seats(Shelf.of(played), StageLayout.MOST_TAPES),
                seats(consumers, StageLayout.MOST_CONSUMERS),
                List.copyOf(shownStores),
                rows,
                List.copyOf(more));
    }

    /// What the broker keeps, the same for all of its topics.
    public StageFrame.Kind kind() {
        return shelves.isEmpty()
                ? StageFrame.Kind.LOG
                : shelves.getFirst().getFirst().kind();
    }

    private static int wanted(Played played, int store) {
        Picture last = played.last();
        boolean owed = played.report().stores().containsKey(last.scene().name(store));
        int rows = owed ? last.truth().size() : 0;
        if (last.stores().get(store) != null) {
            for (var table : last.stores().get(store).rows().values()) {
                rows = Math.max(rows, table.size());
            }
            long served = last.stores().get(store).served().keys().stream()
                    .map(Operation::key)
                    .distinct()
                    .count();
            rows = Math.max(rows, (int) served);
        }
        return Math.clamp(rows, 1, MOST_ROWS);
    }

    /// One each, as far as there is room; the last seat is shared by the rest.
    static <T> List<List<T>> seats(List<T> all, int most) {
        List<List<T>> seats = new ArrayList<>();
        int alone = all.size() <= most ? all.size() : most - 1;
        all.subList(0, alone).forEach(one -> seats.add(List.of(one)));
        if (alone < all.size()) {
            seats.add(List.copyOf(all.subList(alone, all.size())));
        }
        return List.copyOf(seats);
    }

    public StageLayout layout(double width, double height) {
        List<StageLayout.Shape> shapes = shelves.stream()
                .map(seat -> seat.size() > 1
                        ? new StageLayout.Shape(false, 1, 0)
                        : seat.getFirst().shape())
                .toList();
        return StageLayout.of(
                new StageLayout.Cast(producers.size(), shapes, consumers.size(), wantedRows, width, height));
    }
}
