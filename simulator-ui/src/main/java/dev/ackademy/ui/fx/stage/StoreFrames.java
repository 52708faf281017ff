package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.model.Row;
import dev.ackademy.core.trace.picture.StorePicture;
import dev.ackademy.core.trace.picture.TruthPicture;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.run.AnomalyWords;
import dev.ackademy.ui.fx.stage.StageFrame.Health;
import dev.ackademy.ui.fx.stage.StageFrame.Life;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What the stores hold at one moment, beside what the source says.
record StoreFrames(Moment moment, Flagged flagged) {

    StageFrame.Store store(int node, int room) {
        StorePicture store = moment.picture().stores().get(node);
        boolean service =
                store == null || !moment.picture().scene().stores().get(node).database();
        Health health = moment.health(node);
        if (store != null && store.failing() != null) {
            health = new Health(Life.RUNNING, -1, store.failing());
        } else if (store != null && store.takesMicros() > 0) {
            health = new Health(Life.RUNNING, -1, "slow");
        }
        Map<String, StageFrame.Row> all = new LinkedHashMap<>();
        Map<String, Integer> order = new HashMap<>();
        if (store != null) {
            for (String key : keys(moment.name(node), store, service)) {
                all.put(key, row(node, store, key, service));
                order.put(key, weight(node, store, key, service));
            }
        }
        List<String> keys = new ArrayList<>(all.keySet());
        if (keys.size() > room) {
            List<String> chosen = keys.stream()
                    .sorted(Comparator.comparingInt((String key) -> -order.get(key)))
                    .limit(room)
                    .toList();
            keys.retainAll(chosen);
        }
        return new StageFrame.Store(
                moment.name(node), service, health, keys.stream().map(all::get).toList(), all.size() - keys.size());
    }

    /// Every key that the source owes to this store, and what else is there.
    private Set<String> keys(String name, StorePicture store, boolean service) {
        Set<String> keys = new TreeSet<>(StoreFrames::byNumber);
        if (moment.played().report().stores().containsKey(name)) {
            keys.addAll(moment.picture().truth().keys());
        }
        if (service) {
            store.served().keys().forEach(operation -> keys.add(operation.key()));
        } else {
            store.rows().values().forEach(table -> keys.addAll(table.keys()));
        }
        return keys;
    }

    private int weight(int node, StorePicture store, String key, boolean service) {
        if (flagged.findingAt(node, key) >= 0) {
            return Integer.MAX_VALUE;
        }
        StorePicture.Stored stored = service ? null : stored(store, key);
        TruthPicture truth = moment.picture().truth().get(key);
        return Math.max(stored == null ? 0 : stored.entry(), truth == null ? 0 : truth.entry());
    }

    private static StorePicture.Stored stored(StorePicture store, String key) {
        for (var table : store.rows().values()) {
            StorePicture.Stored row = table.get(key);
            if (row != null) {
                return row;
            }
        }
        return null;
    }

    private StageFrame.Row row(int node, StorePicture store, String key, boolean service) {
        TruthPicture truth = moment.picture().truth().get(key);
        int hue = moment.played().hues().index(key);
        String truthText = truth == null ? "" : text(truth.row());
        String sinkText = "none";
        String by = "";
        boolean same = false;
        if (service) {
            int effects = 0;
            int version = 0;
            for (var served : store.served()) {
                if (served.getKey().key().equals(key) && served.getValue().effects() > 0) {
                    effects += served.getValue().effects();
                    version = Math.max(version, served.getKey().version());
                    by = moment.brief(served.getValue().writer());
                }
            }
            sinkText = effects == 0 ? "none" : effects == 1 ? "v" + version : "v" + version + " " + effects + "×";
            same = truth != null
                    && truth.row() != null
                    && version == truth.row().version();
        } else {
            StorePicture.Stored stored = stored(store, key);
            if (stored != null && stored.row() != null) {
                sinkText = text(stored.row());
                by = moment.brief(stored.writer());
                same = truth != null
                        && truth.row() != null
                        && stored.row().version() == truth.row().version()
                        && stored.row().deleted() == truth.row().deleted()
                        && stored.row().fields().equals(truth.row().fields());
            }
        }
        int finding = flagged.findingAt(node, key);
        Glyph glyph = same ? Glyph.OK : Glyph.WAIT;
        StageFrame.RowState state = same ? StageFrame.RowState.SAME : StageFrame.RowState.BEHIND;
        if (finding >= 0) {
            glyph = AnomalyWords.of(flagged.found().get(finding).anomaly()).glyph();
            state = flagged.broken().contains(finding)
                    ? StageFrame.RowState.BROKEN
                    : glyph == Glyph.LOST ? StageFrame.RowState.LOST : StageFrame.RowState.REPEATED;
        }
        return new StageFrame.Row(key, hue, sinkText, truthText, by, glyph, state, state == StageFrame.RowState.LOST);
    }

    /// `v2 paid`, and `v2` alone where the state says no more than that.
    private static String text(Row row) {
        if (row == null) {
            return "none";
        }
        if (row.deleted()) {
            return "v" + row.version() + " gone";
        }
        String value = row.fields().isEmpty()
                ? ""
                : row.fields().getOrDefault("state", row.fields().firstEntry().getValue());
        String version = "v" + row.version();
        return value.isEmpty() || value.equals(version) ? version : version + " " + value;
    }

    /// `K2` before `K10`.
    private static int byNumber(String a, String b) {
        return a.length() != b.length() && a.charAt(0) == b.charAt(0)
                ? Integer.compare(a.length(), b.length())
                : a.compareTo(b);
    }
}
