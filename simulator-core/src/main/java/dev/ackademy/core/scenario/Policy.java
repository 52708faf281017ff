package dev.ackademy.core.scenario;

import java.util.List;
import java.util.Map;

/// Applies presets to a tree whose defaults are written out.
///
/// The rule: a preset stands just below the values of the level that names it. It overrides everything of lower levels
/// in what it defines (fields, the place of
/// `acknowledge`, the transaction), and gives way to what the same or a higher level writes; that is reported as
/// resisting. The preset named at the highest level counts, at one level the process's own before the scenario's.
final class Policy {

    private final Explanation explanation;
    private final Tree.Mapping root;

    private Policy(Tree.Mapping root, Explanation explanation) {
        this.root = root;
        this.explanation = explanation;
    }

    static Tree.Mapping apply(Tree.Mapping root, Explanation explanation) {
        Policy policy = new Policy(root, explanation);
        Tree.Mapping processes = (Tree.Mapping) root.get("processes");
        Tree.Mapping changed = processes;
        for (Map.Entry<String, Tree> entry : processes.entries().entrySet()) {
            Tree.Mapping process = (Tree.Mapping) entry.getValue();
            changed = changed.with(
                    entry.getKey(), processes.keyPlace(entry.getKey()), policy.process(entry.getKey(), process));
        }
        return root.with("processes", root.keyPlace("processes"), changed);
    }

    private Tree.Mapping process(String name, Tree.Mapping written) {
        Tree.Scalar named = effective(written);
        Tree.Mapping process = written.get("preset") == null || written.get("preset") == named
                ? written
                : written.with("preset", written.keyPlace("preset"), named);
        Preset preset = named == null ? null : Preset.named(named.text());
        Origin.Level level =
                named == null ? Origin.Level.DEFAULT : named.origin().level();
        String kind = Kinds.of(root);
        if (preset != null && preset.fields(kind) == null) {
            throw new ScenarioRefused(
                    named.origin().place(),
                    "preset " + preset.name() + " has no counterpart for kind " + kind
                            + ": it stores nothing, so that nothing can be sent or given again; its one promise is at-most-once");
        }
        Tree.Mapping changed = preset == null ? process : fields(name, process, preset, level);
        changed = Placement.apply(name, changed, preset, level, explanation, kind);
        if (!Kinds.nats(root)) {
            changed = idempotence(name, changed);
            if (preset != null && new Values(root).inner("broker").is("kind", "queue")) {
                onQueue(name, preset, changed);
            }
        } else if (preset != null) {
            explanation.note(
                    "processes." + name + ": preset " + preset.name() + " on " + kind + " means " + preset.means(kind));
        }
        return unused(changed);
    }

    /// The preset that counts for this process, null for none.
    private Tree.Scalar effective(Tree.Mapping process) {
        Tree.Scalar own = (Tree.Scalar) process.get("preset");
        Tree.Scalar all = (Tree.Scalar) root.get("preset");
        if (own == null) {
            return all;
        }
        return all.origin().level().compareTo(own.origin().level()) > 0 ? all : own;
    }

    private Tree.Mapping fields(String name, Tree.Mapping process, Preset preset, Origin.Level level) {
        Tree.Mapping changed = process;
        for (Map.Entry<String, String> field : preset.fields(Kinds.of(root)).entrySet()) {
            List<String> path = List.of(field.getKey().split("\\."));
            if (!(Paths.get(process, path) instanceof Tree.Scalar there)) {
                continue;
            }
            if (there.origin().level().compareTo(level) < 0) {
                Tree value = YamlText.value(field.getValue(), there.origin().byPreset(preset.name()));
                changed = Paths.set(changed, path, value);
            } else if (!there.text().equals(field.getValue())) {
                explanation.resisted(
                        "processes." + name + "." + field.getKey(),
                        there.text(),
                        there.origin(),
                        preset.name(),
                        field.getValue());
            }
        }
        return changed;
    }

    /// K12: the client library turns idempotence off where other settings forbid it, unless it was asked
    /// for, by a person or by the preset that a person named (then [ProcessMeaning] refuses).
    private Tree.Mapping idempotence(String name, Tree.Mapping process) {
        Tree.Scalar there = (Tree.Scalar) Paths.get(process, List.of("producer", "idempotence"));
        if (new Values(root).inner("broker").is("kind", "queue")) {
            return jobIds(name, process, there);
        }
        if (Steps.transactional(process)
                && there.text().equals("false")
                && there.origin().level().compareTo(Origin.Level.PRESET) <= 0) {
            explanation.note("processes." + name
                    + ".producer.idempotence is on: a producer with transactions is always idempotent");
            return Paths.set(process, List.of("producer", "idempotence"), YamlText.value("true", there.origin()));
        }
        String why = conflict((Tree.Mapping) process.get("producer"));
        boolean asked = there.origin().level().compareTo(Origin.Level.PRESET) >= 0;
        if (!there.text().equals("true") || why == null || asked) {
            return process;
        }
        explanation.note(
                "processes." + name + ".producer.idempotence is turned off, as the client library does: " + why);
        return Paths.set(process, List.of("producer", "idempotence"), YamlText.value("false", there.origin()));
    }

    /// Says what a policy comes to where queues are.
    private void onQueue(String name, Preset preset, Tree.Mapping process) {
        boolean bullmq = new Values(root).inner("broker").is("style", "bullmq");
        boolean least = !preset.name().equals("at-most-once");
        String on = "processes." + name + ": " + preset.name() + " on " + (bullmq ? "BullMQ" : "RabbitMQ") + " means ";
        if (Steps.publishes(process)) {
            explanation.note(on
                    + (bullmq
                            ? least ? "a job is added until Redis has said so" : "a job is added once"
                            : least
                                    ? "publisher confirms, and another message for what was not confirmed"
                                    : "no confirms")
                    + (preset.wraps() && bullmq ? ", with its operation as job id" : ""));
        }
        if (Steps.readsTopic(process)) {
            explanation.note(on
                    + (least ? "the item is " : "the item is first ")
                    + (bullmq ? "finished (moveToCompleted)" : "acknowledged (basic.ack)")
                    + (least ? " after its last step; what a lost consumer had comes again" : ""));
        }
    }

    /// A queue knows no producers. BullMQ knows a job by its id, where somebody asks for it; RabbitMQ knows
    /// nothing.
    private Tree.Mapping jobIds(String name, Tree.Mapping process, Tree.Scalar there) {
        boolean asked = there.origin().level().compareTo(Origin.Level.PRESET) >= 0;
        if (there.text().equals("false")
                || asked && new Values(root).inner("broker").is("style", "bullmq")) {
            return process;
        }
        if (asked && Steps.publishes(process)) {
            explanation.note("processes." + name + ".producer.idempotence is turned off: RabbitMQ knows no producer,"
                    + " a send that is repeated is another message");
        }
        return Paths.set(process, List.of("producer", "idempotence"), YamlText.value("false", there.origin()));
    }

    /// Why these settings forbid idempotence; null where they do not.
    static String conflict(Tree.Mapping producer) {
        if (!text(producer, "acks").equals("all")) {
            return "it needs acks: all, not " + text(producer, "acks");
        }
        if (text(producer, "retries").equals("0")) {
            return "it needs retries";
        }
        if (Long.parseLong(text(producer, "in-flight")) > 5) {
            return "it needs in-flight of at most 5, not " + text(producer, "in-flight");
        }
        return null;
    }

    private static String text(Tree.Mapping mapping, String name) {
        return ((Tree.Scalar) mapping.get(name)).text();
    }

    /// A process that publishes nothing has no producer to speak of, unless a person wrote about it.
    private static Tree.Mapping unused(Tree.Mapping process) {
        if (Steps.publishes(process)) {
            return process;
        }
        Tree.Mapping changed = process;
        for (String block : List.of("producer", "resend")) {
            if (Paths.highest(process.get(block)).compareTo(Origin.Level.PRESET) <= 0) {
                changed = changed.without(block);
            }
        }
        return changed;
    }
}
