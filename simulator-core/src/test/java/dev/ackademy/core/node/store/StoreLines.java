package dev.ackademy.core.node.store;

import java.util.TreeMap;

/// What a store knows of itself, as lines: a picture must say the same (see `PictureLines`).
public final class StoreLines {

    private StoreLines() {}

    public static TreeMap<String, String> of(DatabaseNode database) {
        TreeMap<String, String> lines = new TreeMap<>();
        database.tables.forEach((name, table) -> {
            table.rows.forEach((key, row) -> lines.put("row " + name + "/" + key, row.toString()));
            table.ids.forEach(id -> lines.put("id " + id, "there"));
        });
        for (Session session : database.sessions.values()) {
            if (session.told) {
                lines.put("transaction " + session.number, "of " + session.caller);
            }
            for (String lock : session.locks) {
                if (!lock.startsWith(Statement.ROW)) {
                    lines.put("lock " + lock, session.caller + " fence " + database.lockFences.get(lock));
                }
            }
        }
        return lines;
    }

    public static TreeMap<String, String> of(ServiceNode service) {
        TreeMap<String, String> lines = new TreeMap<>();
        service.effects.forEach((operation, times) -> lines.put("effects of " + operation, Integer.toString(times)));
        return lines;
    }
}
