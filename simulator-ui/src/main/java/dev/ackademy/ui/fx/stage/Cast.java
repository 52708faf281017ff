package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.picture.Picture;
import dev.ackademy.core.trace.picture.Scene;
import dev.ackademy.ui.fx.run.Played;
import java.util.ArrayList;
import java.util.List;

/// Who is on the stage of a whole run, so that nothing moves while it is played: everybody who ever takes part, as far
/// as there is room.
///
/// @param producers  node numbers
/// @param consumers  node numbers
/// @param stores     node numbers
/// @param wantedRows by store
/// @param more       what was left out
public record Cast(
        List<Integer> brokers,
        List<Integer> producers,
        List<Shelf> shelves,
        List<Integer> consumers,
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
        List<Integer> shownStores = limit(stores, StageLayout.MOST_STORES, "stores", more);
        List<Integer> rows =
                shownStores.stream().map(store -> wanted(played, store)).toList();
        return new Cast(
                List.copyOf(brokers),
                limit(producers, StageLayout.MOST_PRODUCERS, "producers", more),
                limit(Shelf.of(played), StageLayout.MOST_TAPES, "partitions", more),
                limit(consumers, StageLayout.MOST_CONSUMERS, "consumers", more),
                shownStores,
                rows,
                List.copyOf(more));
    }

    /// In the order of the layout.
    public List<TopicPartition> partitions() {
        return shelves.stream().map(Shelf::partition).toList();
    }

    /// What the broker keeps, the same for all of its topics.
    public StageFrame.Kind kind() {
        return shelves.isEmpty() ? StageFrame.Kind.LOG : shelves.getFirst().kind();
    }

    private static int wanted(Played played, int store) {
        Picture last = played.last();
        boolean owed = played.report().stores().containsKey(last.scene().name(store));
        int rows = owed ? last.truth().size() : 0;
        if (last.stores().get(store) != null) {
            for (var table : last.stores().get(store).rows().values()) {
                rows = Math.max(rows, table.size());
            }
        }
        return Math.clamp(rows, 1, MOST_ROWS);
    }

    private static <T> List<T> limit(List<T> all, int most, String what, List<String> more) {
        if (all.size() <= most) {
            return List.copyOf(all);
        }
        more.add("and " + (all.size() - most) + " more " + what);
        return List.copyOf(all.subList(0, most));
    }

    public StageLayout layout(double width, double height) {
        List<StageLayout.Shape> shapes = shelves.stream()
                .map(shelf -> new StageLayout.Shape(
                        shelf.kind().numbered(), shelf.rows().size(), shelf.out()))
                .toList();
        return StageLayout.of(
                new StageLayout.Cast(producers.size(), shapes, consumers.size(), wantedRows, width, height));
    }
}
