package dev.ackademy.ui.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.h2.engine.Database;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.db.RowDataType;
import org.h2.mvstore.tx.VersionedValueType;
import org.h2.mvstore.type.LongDataType;
import org.h2.result.RowFactory;
import org.h2.result.SearchRow;
import org.h2.value.CompareMode;
import org.h2.value.Value;
import org.h2.value.VersionedValue;

/// Looks into a store without opening it as a database. H2 runs the SQL that a file holds about its own schema while it
/// opens the file, and such SQL may call code or read other files; so the pages are read here without SQL, and the file
/// is opened only where every statement in it is one of ours. The file is not changed.
final class StoreInspection {

    /// What may be done with the file.
    enum Answer {
        OURS,
        IN_USE,
        NEWER,
        UNUSABLE
    }

    /// @param words the cause where it is not ours, as the end of a sentence
    record Result(Answer answer, String words) {}

    private static final String SCHEMA = "table.0";
    private static final int SCHEMA_COLUMNS = 4;
    private static final int SCHEMA_SQL = 3;

    private final MVStore store;
    private final StoreSchema schema;

    private StoreInspection(MVStore store, StoreSchema schema) {
        this.store = store;
        this.schema = schema;
    }

    static Result of(Path file, StoreSchema schema) {
        try {
            MVStore store = new MVStore.Builder()
                    .fileName(file.toString())
                    .readOnly()
                    .backgroundExceptionHandler((_, _) -> {})
                    .open();
            try {
                return new StoreInspection(store, schema).result();
            } finally {
                store.closeImmediately();
            }
        } catch (MVStoreException e) {
            return e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED
                    ? new Result(Answer.IN_USE, "is in use")
                    : new Result(Answer.UNUSABLE, "is damaged");
        } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError _) {
            // Whatever a reader of pages may stumble over in bytes that are no pages.
            return new Result(Answer.UNUSABLE, "is damaged");
        }
    }

    private Result result() {
        for (String map : store.getMapNames()) {
            // A transaction that was not ended would be rolled back, and with it perhaps the schema.
            if (map.startsWith("undoLog") && store.hasData(map)) {
                return new Result(Answer.UNUSABLE, "was not written to its end");
            }
        }
        int version = version();
        if (version > schema.newest()) {
            return new Result(Answer.NEWER, "was written by a newer Ackademy");
        }
        if (version < 1) {
            return new Result(Answer.UNUSABLE, "is not a " + schema.name());
        }
        TreeSet<String> missing = new TreeSet<>(schema.kept().apply(version));
        for (List<String> row : rows(SCHEMA, SCHEMA_COLUMNS)) {
            String sql = StoreSchema.plain(row.get(SCHEMA_SQL));
            if (!missing.remove(sql) && !StoreSchema.isSetting(sql)) {
                return new Result(Answer.UNUSABLE, "holds something that Ackademy did not write");
            }
        }
        if (!missing.isEmpty()) {
            return new Result(Answer.UNUSABLE, "is not a " + schema.name());
        }
        schema.tables().forEach(this::readable);
        return new Result(Answer.OURS, "");
    }

    /// 0 where there is none.
    private int version() {
        String map = mapOf(schema.version());
        List<List<String>> rows = map.isEmpty() ? List.of() : rows(map, 1);
        return rows.size() == 1 ? Integer.parseInt(rows.getFirst().getFirst()) : 0;
    }

    /// Every row of the table can be read.
    private void readable(String table, int columns) {
        rows(mapOf(table), columns, _ -> {});
    }

    /// The name of the map that holds a table; empty where there is no such table.
    private String mapOf(String table) {
        String begin = StoreSchema.beginOf(table);
        for (List<String> row : rows(SCHEMA, SCHEMA_COLUMNS)) {
            if (StoreSchema.plain(row.get(SCHEMA_SQL)).startsWith(begin)) {
                return "table." + row.getFirst();
            }
        }
        return "";
    }

    private List<List<String>> rows(String map, int columns) {
        List<List<String>> rows = new ArrayList<>();
        rows(map, columns, row -> {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                Value value = row.getValue(i);
                values.add(String.valueOf(value == null ? null : value.getString()));
            }
            rows.add(values);
        });
        return rows;
    }

    private void rows(String name, int columns, Consumer<SearchRow> each) {
        if (!store.hasMap(name)) {
            return;
        }
        RowDataType type = RowFactory.getDefaultRowFactory()
                .createRowFactory(
                        null, CompareMode.getInstance(null, 0), null, new int[columns], null, null, columns, false)
                .getRowDataType();
        MVMap<Long, VersionedValue<SearchRow>> map = store.openMap(
                name,
                new MVMap.Builder<Long, VersionedValue<SearchRow>>()
                        .keyType(LongDataType.INSTANCE)
                        .valueType(new VersionedValueType<SearchRow, Database>(type)));
        map.entrySet().forEach(entry -> {
            if (entry.getValue().getOperationId() != 0) {
                throw new IllegalStateException("a row with two values, one of them of an open transaction");
            }
            each.accept(entry.getValue().getCurrentValue());
        });
    }
}
