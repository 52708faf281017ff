package dev.ackademy.core.scenario;

import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes a workload out, operation by operation. The versions of a key count from 1 in the order of time.
final class WorkloadExpansion {

    private static final String STATE = "state";

    /// An operation before it has a version.
    private record Planned(String key, OperationKind kind, Payload.Form form, long atMicros, Values item) {}

    private final Values workload;
    private final int instances;
    private final List<Planned> planned = new ArrayList<>();
    private final Map<String, Integer> versions = new TreeMap<>();
    private final Map<String, Integer> keyNumbers = new LinkedHashMap<>();
    private final Map<String, SortedMap<String, String>> entities = new TreeMap<>();
    private final Map<SortedMap<String, String>, SortedMap<String, String>> shared = new LinkedHashMap<>();
    private final SequencedMap<String, List<String>> byVersion = new LinkedHashMap<>();

    private WorkloadExpansion(Values workload, int instances) {
        this.workload = workload;
        this.instances = instances;
    }

    /// How many operations it will have, without writing them out.
    static long size(Values workload) {
        long items = workload.list("items").size();
        if (!workload.has("keys")) {
            return items;
        }
        return items + (workload.has("count") ? workload.whole("count") : regular(workload));
    }

    private static long regular(Values workload) {
        return keyCount(workload) * workload.list("operations").size();
    }

    private static long keyCount(Values workload) {
        return workload.block().get("keys") instanceof Tree.Scalar scalar
                ? Long.parseLong(scalar.text())
                : workload.list("keys").size();
    }

    static List<Scenario.Item> items(Values workload, int instances) {
        WorkloadExpansion expansion = new WorkloadExpansion(workload, instances);
        expansion.readFields();
        expansion.planRegular();
        expansion.planIrregular();
        expansion.planned.sort(Comparator.comparingLong(Planned::atMicros));
        List<Scenario.Item> items = new ArrayList<>(expansion.planned.size());
        for (int i = 0; i < expansion.planned.size(); i++) {
            items.add(expansion.item(expansion.planned.get(i), i));
        }
        return Collections.unmodifiableList(items);
    }

    private void readFields() {
        if (workload.has("states")) {
            byVersion.put(STATE, workload.texts("states"));
        }
        workload.named("fields").forEach((name, value) -> byVersion.put(name, texts(value)));
    }

    private static List<String> texts(Tree value) {
        return switch (value) {
            case Tree.Scalar scalar -> List.of(scalar.text());
            case Tree.Sequence sequence ->
                sequence.elements().stream().map(e -> ((Tree.Scalar) e).text()).toList();
            case Tree.Mapping _ -> List.of();
        };
    }

    private void planRegular() {
        if (!workload.has("keys")) {
            return;
        }
        List<String> keys = keys();
        List<Tree> operations = workload.list("operations");
        long every = workload.micros("every");
        long start = workload.micros("start");
        long total = workload.has("count") ? workload.whole("count") : regular(workload);
        boolean byKey = workload.is("order", "key");
        long perKey = (total + keys.size() - 1) / keys.size();
        for (long n = 0; n < total; n++) {
            String key = keys.get((int) (byKey ? n / perKey : n % keys.size()));
            int round = (int) (byKey ? n % perKey : n / keys.size());
            plan(key, operation(operations, round), start + n * every);
        }
    }

    private List<String> keys() {
        if (workload.block().get("keys") instanceof Tree.Scalar count) {
            List<String> keys = new ArrayList<>();
            for (int i = 1; i <= Integer.parseInt(count.text()); i++) {
                keys.add("K" + i);
            }
            return keys;
        }
        return workload.texts("keys");
    }

    /// After the listed operations come updates; after a delete the list begins again. Null stands for a
    /// plain update.
    private static Tree operation(List<Tree> operations, int round) {
        if (round < operations.size()) {
            return operations.get(round);
        }
        boolean deleted = kind(operations.getLast()) == OperationKind.DELETE;
        return deleted ? operations.get(round % operations.size()) : null;
    }

    private static OperationKind kind(Tree operation) {
        String word = operation instanceof Tree.Scalar scalar ? scalar.text() : Steps.verb(operation);
        return OperationKind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private void plan(String key, Tree operation, long at) {
        OperationKind kind = operation == null ? OperationKind.UPDATE : kind(operation);
        String form = operation instanceof Tree.Mapping mapping
                ? ((Tree.Scalar) mapping.entries().firstEntry().getValue()).text()
                : workload.text("payload");
        keyNumbers.putIfAbsent(key, keyNumbers.size());
        planned.add(new Planned(key, kind, form(form), at, null));
    }

    private static Payload.Form form(String word) {
        return Payload.Form.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private void planIrregular() {
        long every = workload.micros("every");
        long next = workload.micros("start");
        for (Tree tree : workload.list("items")) {
            Values item = Values.of(tree);
            long at = item.has("at") ? item.micros("at") : next;
            next = at + every;
            String form = item.has("payload") ? item.text("payload") : workload.text("payload");
            keyNumbers.putIfAbsent(item.text("key"), keyNumbers.size());
            OperationKind kind = OperationKind.valueOf(item.text("operation").toUpperCase(Locale.ROOT));
            planned.add(new Planned(item.text("key"), kind, form(form), at, item));
        }
    }

    private Scenario.Item item(Planned plan, int index) {
        int version = versions.merge(plan.key(), 1, Integer::sum);
        SortedMap<String, String> before = entities.getOrDefault(plan.key(), new TreeMap<>());
        SortedMap<String, String> state =
                plan.kind() == OperationKind.DELETE ? new TreeMap<>() : state(plan, version, before);
        entities.put(plan.key(), shared(state));
        return new Scenario.Item(
                plan.key(),
                version,
                plan.kind(),
                plan.atMicros(),
                plan.form(),
                shared(said(plan.form(), before, state)),
                label(plan),
                instance(plan, index));
    }

    private SortedMap<String, String> state(Planned plan, int version, SortedMap<String, String> before) {
        SortedMap<String, String> state = new TreeMap<>();
        if (plan.kind() == OperationKind.UPDATE
                && plan.item() != null
                && plan.item().has("fields")) {
            state.putAll(before);
        }
        byVersion.forEach((name, values) -> state.put(name, values.get(Math.min(version, values.size()) - 1)));
        if (byVersion.isEmpty() && !(plan.item() != null && plan.item().has("fields"))) {
            state.put(STATE, "v" + version);
        }
        if (plan.item() != null) {
            plan.item().named("fields").forEach((name, value) -> state.put(name, ((Tree.Scalar) value).text()));
        }
        return state;
    }

    /// What the message says: everything, what changed, or nothing. Of an invalid one these are the fields
    /// that the source has and nobody can read.
    private static SortedMap<String, String> said(
            Payload.Form form, SortedMap<String, String> before, SortedMap<String, String> state) {
        return switch (form) {
            case FULL, INVALID -> state;
            case EMPTY -> new TreeMap<>();
            case PARTIAL -> changed(before, state);
        };
    }

    private static SortedMap<String, String> changed(
            SortedMap<String, String> before, SortedMap<String, String> state) {
        SortedMap<String, String> changed = new TreeMap<>();
        state.forEach((name, value) -> {
            if (!value.equals(before.get(name))) {
                changed.put(name, value);
            }
        });
        return changed;
    }

    /// Equal field maps are kept once, so that a large workload stays small.
    private SortedMap<String, String> shared(SortedMap<String, String> fields) {
        return shared.computeIfAbsent(fields, Collections::unmodifiableSortedMap);
    }

    private String label(Planned plan) {
        if (plan.item() != null && plan.item().has("label")) {
            return plan.item().text("label");
        }
        Tree label = workload.named("labels").get(plan.key());
        return label instanceof Tree.Scalar scalar ? scalar.text() : plan.key();
    }

    /// From 1; 0 stands for every instance (`share: all`).
    private int instance(Planned plan, int index) {
        if (plan.item() != null && plan.item().has("instance")) {
            return plan.item().count("instance");
        }
        return switch (workload.text("share")) {
            case "round-robin" -> index % instances + 1;
            case "first" -> 1;
            case "all" -> 0;
            default -> keyNumbers.get(plan.key()) % instances + 1;
        };
    }
}
