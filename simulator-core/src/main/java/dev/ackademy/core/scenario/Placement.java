package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/// Puts `acknowledge` and the transaction of exactly-once where the preset wants them.
final class Placement {

    private static final Shape.Block ACKNOWLEDGE = block("acknowledge");
    private static final Shape.Block TRANSACTION = block("transaction");
    private static final Shape.Block INBOX = block("inbox");

    private final String name;
    private final Preset preset;
    private final Origin.Level level;
    private final Explanation explanation;

    private final String kind;

    private Placement(String name, Preset preset, Origin.Level level, Explanation explanation, String kind) {
        this.kind = kind;
        this.name = name;
        this.preset = preset;
        this.level = level;
        this.explanation = explanation;
    }

    /// @param preset null for none: an acknowledgement that nobody wrote comes last
    static Tree.Mapping apply(
            String name,
            Tree.Mapping process,
            Preset preset,
            Origin.Level level,
            Explanation explanation,
            String kind) {
        Placement placement = new Placement(name, preset, level, explanation, kind);
        Tree.Mapping wrapped = preset != null && preset.wraps() ? placement.wrap(process) : process;
        return Steps.readsTopic(process) ? placement.acknowledge(wrapped) : wrapped;
    }

    private static Shape.Block block(String verb) {
        return (Shape.Block) StepFormat.STEP.verb(verb).shape();
    }

    private Tree.Mapping acknowledge(Tree.Mapping process) {
        List<Tree> steps = Steps.of(process);
        List<Tree> written =
                steps.stream().filter(s -> Steps.is(s, "acknowledge")).toList();
        Tree.Scalar auto = automatic(process);
        if (auto != null) {
            return withoutOlder(process, steps, written, auto);
        }
        if (kind.equals(Kinds.PUBSUB)) {
            return unacknowledged(process, steps, written);
        }
        Tree.Mapping inside = insideTransaction(process, steps, written);
        if (inside != null) {
            return inside;
        }
        if (written.stream().anyMatch(this::standsFirm)) {
            resists(steps, written);
            return process;
        }
        return placed(process, steps, written);
    }

    /// The acknowledgement that nobody wrote belongs into the transaction over the broker, as its last
    /// step. Null where there is no such transaction, or it is to be outside.
    private Tree.Mapping insideTransaction(Tree.Mapping process, List<Tree> steps, List<Tree> written) {
        Tree last = steps.stream().filter(Steps::overBroker).reduce(null, (_, next) -> next);
        boolean first = preset != null && preset.acknowledges() == Preset.Place.FIRST;
        if (last == null || first || !written.isEmpty() || !kind.equals(Kinds.LOG)) {
            return null;
        }
        List<Tree> inner = Steps.of(Steps.body(last));
        if (steps.stream()
                .filter(Steps::overBroker)
                .anyMatch(each -> Steps.of(Steps.body(each)).stream().anyMatch(s -> Steps.is(s, "acknowledge")))) {
            return process;
        }
        Origin origin =
                preset == null ? last.origin().byDefault() : last.origin().byPreset(preset.name());
        List<Tree> more = new ArrayList<>(inner);
        more.add(acknowledgement(origin));
        Tree changed = Steps.step("transaction", Steps.with(Steps.body(last), more), last.origin());
        List<Tree> all = new ArrayList<>(steps);
        all.set(steps.indexOf(last), changed);
        explanation.note("processes." + name + ": acknowledge comes last in the transaction (" + origin.words() + ")");
        return Steps.with(process, all);
    }

    private static Tree acknowledgement(Origin origin) {
        return Steps.step(
                "acknowledge",
                (Tree.Mapping)
                        Defaults.fill(ACKNOWLEDGE, Tree.Mapping.empty(origin)).by(origin),
                origin);
    }

    /// The setting by which nothing is acknowledged by the application, null where there is none.
    private Tree.Scalar automatic(Tree.Mapping process) {
        Tree.Scalar auto = (Tree.Scalar) Paths.get(process, List.of("reads", "auto-commit"));
        Tree.Scalar ack = (Tree.Scalar) Paths.get(process, List.of("reads", "ack"));
        if (kind.equals(Kinds.JETSTREAM) && ack.text().equals("none")) {
            return ack;
        }
        return auto.text().equals("true") && !kind.equals(Kinds.PUBSUB) ? auto : null;
    }

    private Tree.Mapping unacknowledged(Tree.Mapping process, List<Tree> steps, List<Tree> written) {
        if (written.isEmpty()) {
            return process;
        }
        explanation.passedOver(
                "processes." + name + ": acknowledge has no effect for kind pubsub: nobody waits for it");
        List<Tree> kept = new ArrayList<>(steps);
        kept.removeAll(written);
        return Steps.with(process, kept);
    }

    /// `auto-commit` of a higher level than the steps takes their acknowledgement away; at one level
    /// [Meaning] refuses.
    private static Tree.Mapping withoutOlder(
            Tree.Mapping process, List<Tree> steps, List<Tree> written, Tree.Scalar auto) {
        boolean newer = written.stream()
                .allMatch(s -> Paths.highest(s).compareTo(auto.origin().level()) < 0);
        if (written.isEmpty() || !newer) {
            return process;
        }
        List<Tree> kept = new ArrayList<>(steps);
        kept.removeAll(written);
        return Steps.with(process, kept);
    }

    /// Only the place is the preset's: how a written step acknowledges stays as it was written.
    private Tree.Mapping placed(Tree.Mapping process, List<Tree> steps, List<Tree> written) {
        List<Tree> kept = new ArrayList<>(steps);
        kept.removeIf(s -> Steps.is(s, "acknowledge"));
        Origin around = process.get("steps").origin();
        Origin origin = preset == null ? around.byDefault() : around.byPreset(preset.name());
        Tree.Mapping body = written.isEmpty()
                ? (Tree.Mapping)
                        Defaults.fill(ACKNOWLEDGE, Tree.Mapping.empty(origin)).by(origin)
                : Steps.body(written.getFirst());
        boolean first = preset != null && preset.acknowledges() == Preset.Place.FIRST;
        kept.add(first ? 0 : kept.size(), Steps.step("acknowledge", body, origin));
        explanation.note("processes." + name + ": acknowledge comes " + (first ? "first" : "last") + " ("
                + origin.words() + ")");
        return Steps.with(process, kept);
    }

    /// Whether a step was written at the preset's level or a higher one. Without a preset every written
    /// step stays.
    private boolean stays(Tree step) {
        return preset == null || Paths.highest(step).compareTo(level) >= 0;
    }

    /// Whether the place of a step was written at the preset's level or a higher one; a higher level may
    /// have changed its fields all the same.
    private boolean standsFirm(Tree step) {
        return preset == null || step.origin().level().compareTo(level) >= 0;
    }

    private void resists(List<Tree> steps, List<Tree> written) {
        if (preset == null) {
            return;
        }
        boolean first = preset.acknowledges() == Preset.Place.FIRST;
        Tree wanted = first ? steps.getFirst() : steps.getLast();
        if (!Steps.is(wanted, "acknowledge") || written.size() > 1) {
            explanation.resisted(
                    "processes." + name + ".steps",
                    "acknowledge as written",
                    written.getFirst().origin(),
                    preset.name(),
                    "acknowledge " + (first ? "first" : "last"));
        }
    }

    private Tree.Mapping wrap(Tree.Mapping process) {
        List<Tree> steps = Steps.of(process);
        reportCalls(process, steps);
        Tree own = steps.stream()
                .filter(s -> Steps.is(s, "transaction") || Steps.is(s, "inbox"))
                .filter(this::stays)
                .findFirst()
                .orElse(null);
        if (own != null) {
            explanation.resisted(
                    "processes." + name + ".steps",
                    Steps.verb(own) + " as written",
                    own.origin(),
                    preset.name(),
                    "a transaction around inbox and writes");
            return process;
        }
        List<Tree> flat = flat(steps);
        SequencedSet<String> stores = new LinkedHashSet<>();
        flat.stream().filter(Placement::writesToNamed).forEach(s -> stores.add(Steps.text(s, "store")));
        Origin origin = process.get("steps").origin().byPreset(preset.name());
        for (String store : stores) {
            flat = gathered(flat, store, origin);
            explanation.note("processes." + name + ": inbox and the writes to " + store + " are one transaction ("
                    + origin.words() + ")");
        }
        boolean transforms = kind.equals(Kinds.LOG)
                && Steps.readsTopic(process)
                && flat.stream().anyMatch(s -> Steps.is(s, "publish"));
        if (transforms) {
            flat = published(flat, origin);
            explanation.note("processes." + name
                    + ": what it publishes and its acknowledgement are one transaction over the broker ("
                    + origin.words() + ")");
        }
        return Steps.with(process, flat);
    }

    /// All publish steps, with the transforms between them, in one transaction over the broker in the place
    /// of the first.
    private static List<Tree> published(List<Tree> steps, Origin origin) {
        List<Tree> inside = new ArrayList<>();
        List<Tree> around = new ArrayList<>();
        int place = -1;
        int last = 0;
        for (int i = 0; i < steps.size(); i++) {
            last = Steps.is(steps.get(i), "publish") ? i : last;
        }
        for (int i = 0; i < steps.size(); i++) {
            Tree step = steps.get(i);
            boolean publish = Steps.is(step, "publish");
            if (publish && place < 0) {
                place = around.size();
            }
            boolean taken = publish || place >= 0 && i < last && Steps.is(step, "transform");
            (taken ? inside : around).add(step);
        }
        around.add(place, transaction(Steps.BROKER, inside, origin));
        return around;
    }

    private static boolean writesToNamed(Tree step) {
        return Steps.is(step, "write") && Steps.text(step, "store") != null;
    }

    private void reportCalls(Tree.Mapping process, List<Tree> steps) {
        for (Tree step : steps) {
            if (Steps.is(step, "call")) {
                explanation.note("processes." + name + ": the call to " + Steps.text(step, "store")
                        + " stays at least once; a service takes no part in a transaction");
            } else if (Steps.is(step, "publish") && Steps.readsTopic(process) && !kind.equals(Kinds.LOG)) {
                explanation.note("processes." + name + ": the publish to " + Steps.text(step, "topic")
                        + " stays at least once; kind " + kind + " has no transaction over the broker");
            }
        }
    }

    /// Steps without the transactions and inboxes of lower levels; a write keeps the store of the
    /// transaction that it stood in.
    private static List<Tree> flat(List<Tree> steps) {
        List<Tree> flat = new ArrayList<>();
        for (Tree step : steps) {
            if (Steps.is(step, "transaction")) {
                Tree store = Steps.body(step).get("in");
                for (Tree inner : Steps.of(Steps.body(step))) {
                    boolean own = Steps.is(inner, "write") && !Steps.overBroker(step);
                    flat.add(own ? in(inner, store) : inner);
                }
            } else {
                flat.add(step);
            }
        }
        flat.removeIf(s -> Steps.is(s, "inbox"));
        return flat;
    }

    private static Tree in(Tree write, Tree store) {
        return Steps.step("write", Steps.body(write).with("store", store), write.origin());
    }

    /// All writes to this store in one transaction in the place of the first, with the transforms that
    /// stand between them.
    private static List<Tree> gathered(List<Tree> steps, String store, Origin origin) {
        int first = 0;
        int last = 0;
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (writes(steps.get(i), store)) {
                first = i;
                last = Math.max(last, i);
            }
        }
        List<Tree> before = new ArrayList<>(steps.subList(0, first));
        List<Tree> inside = new ArrayList<>();
        inside.add(Steps.step(
                "inbox",
                (Tree.Mapping) Defaults.fill(INBOX, Tree.Mapping.empty(origin)).by(origin),
                origin));
        List<Tree> after = new ArrayList<>();
        for (int i = first; i < steps.size(); i++) {
            Tree step = steps.get(i);
            if (writes(step, store)) {
                inside.add(Steps.step("write", Steps.body(step).without("store"), step.origin()));
            } else if (i < last && Steps.is(step, "transform")) {
                inside.add(step);
            } else {
                after.add(step);
            }
        }
        before.add(transaction(store, inside, origin));
        before.addAll(after);
        return before;
    }

    private static boolean writes(Tree step, String store) {
        return Steps.is(step, "write") && store.equals(Steps.text(step, "store"));
    }

    private static Tree transaction(String store, List<Tree> inside, Origin origin) {
        Tree.Mapping body = Tree.Mapping.empty(origin)
                .with("in", new Tree.Scalar(origin, Tree.Scalar.Form.TEXT, store))
                .with("steps", new Tree.Sequence(origin, inside));
        return Steps.step("transaction", Defaults.block(TRANSACTION, body), origin);
    }
}
