package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Writes the tables of docs/scenario-format.md from the definition of the format: every block with its fields, every
/// step, fault and change, the presets and the limits.
final class ScenarioReference {

    private final StringBuilder out = new StringBuilder();
    private final List<Shape.Block> written = new ArrayList<>();

    private ScenarioReference() {}

    static String markdown() {
        ScenarioReference reference = new ScenarioReference();
        reference.section("The scenario", Format.SCENARIO);
        reference.presets();
        reference.limits();
        return reference.out.toString();
    }

    private void section(String title, Shape.Block block) {
        if (written.contains(block) || block.fields().getFirst().later() != null) {
            return;
        }
        written.add(block);
        out.append("### ").append(title).append("\n\n");
        if (!block.doc().isEmpty()) {
            out.append(block.doc()).append("\n\n");
        }
        out.append("| field | value | default | meaning | the vendor's own (default) |\n|---|---|---|---|---|\n");
        block.fields().stream().filter(f -> f.later() == null).forEach(f -> row(f, block));
        out.append('\n');
        notYet(block);
        block.fields().forEach(f -> below(f.shape()));
    }

    private void row(Field field, Shape.Block block) {
        out.append("| `").append(field.name()).append("` | ");
        out.append(value(field.shape())).append(" | ");
        out.append(fallback(field)).append(" | ");
        out.append(cell(field.doc())).append(rules(field, block)).append(" | ");
        out.append(vendor(field)).append(" |\n");
    }

    private static String fallback(Field field) {
        if (field.fallback() != null) {
            return "`" + field.fallback() + "`";
        }
        if (field.derived() != null) {
            return cell(field.derived());
        }
        return field.required() ? "must be given" : field.filled() ? "its own defaults" : "none";
    }

    private static String vendor(Field field) {
        return field.vendor().isEmpty() ? "" : "`" + field.vendor() + "` (" + cell(field.vendorDefault()) + ")";
    }

    private static String rules(Field field, Shape.Block block) {
        StringBuilder rules = new StringBuilder();
        if (field.onlyWith() != null) {
            rules.append(" Only with `")
                    .append(field.onlyWith().replace("=", ": "))
                    .append("`.");
        }
        if (!field.kinds().isEmpty()) {
            rules.append(" Kind: ").append(String.join(", ", field.kinds())).append('.');
        }
        if (field.oneOf() != null) {
            String group = block.fields().stream()
                    .filter(f -> field.oneOf().equals(f.oneOf()))
                    .map(f -> "`" + f.name() + "`")
                    .collect(Collectors.joining(", "));
            if (group.contains(",")) {
                rules.append(field.oneOf().endsWith("?") ? " At most" : " Exactly")
                        .append(" one of ")
                        .append(group)
                        .append('.');
            }
        }
        return rules.toString();
    }

    private static String value(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> value(scalar.type());
            case Shape.Block block -> "[" + block.title() + "](#" + anchor(block.title()) + ")";
            case Shape.Named named -> "names, at most " + number(named.most()) + ", each with " + value(named.each());
            case Shape.Listing listing -> listing(listing);
            case Shape.StepList _ -> "a list of [steps](#steps), at most " + StepFormat.STEPS.most();
            case Shape.Verbs verbs -> "[" + verbs.what() + "](#" + verbs.what() + "s)";
            case Shape.Cases cases ->
                cases.blocks().stream()
                        .filter(b -> b.fields().getFirst().later() == null)
                        .map(ScenarioReference::value)
                        .collect(Collectors.joining(" or "));
            case Shape.Either either ->
                either.forms().stream().map(ScenarioReference::value).collect(Collectors.joining(", or "));
            case Shape.Overlays _ -> "paths to values";
            case Shape.Anything _ -> "";
        };
    }

    private static String listing(Shape.Listing listing) {
        String size = listing.least() == listing.most()
                ? "exactly " + number(listing.most())
                : (listing.least() > 0 ? "at least " + listing.least() + ", " : "") + "at most "
                        + number(listing.most());
        return "a list, " + size + ", each " + value(listing.each());
    }

    private static String value(ValueType type) {
        return switch (type) {
            case ValueType.Text text -> "a text, at most " + text.most() + " characters";
            case ValueType.Name name -> "a name: " + cell(name.words());
            case ValueType.Key _ -> "a key: letters, digits and . _ : @ -, at most " + ValueType.LONGEST_NAME;
            case ValueType.Word word -> words(word);
            default -> cell(ValueCheck.expected(type));
        };
    }

    private static String words(ValueType.Word word) {
        String now = word.words().stream().map(w -> "`" + w + "`").collect(Collectors.joining(", "));
        String later = word.later().stream().map(w -> "`" + w + "`").collect(Collectors.joining(", "));
        return now + (later.isEmpty() ? "" : " (not available yet: " + later + ")");
    }

    private void notYet(Shape.Block block) {
        String later = block.fields().stream()
                .filter(f -> f.later() != null)
                .map(f -> "`" + f.name() + "` (" + f.later() + ")")
                .collect(Collectors.joining(", "));
        if (!later.isEmpty()) {
            out.append("Known and not available yet: ").append(later).append(".\n\n");
        }
    }

    private void below(Shape shape) {
        switch (shape) {
            case Shape.Block block -> section("`" + block.title() + "`", block);
            case Shape.Named named -> below(named.each());
            case Shape.Listing listing -> below(listing.each());
            case Shape.StepList _ -> verbs(StepFormat.STEP);
            case Shape.Verbs verbs -> verbs(verbs);
            case Shape.Cases cases -> cases.blocks().forEach(this::below);
            case Shape.Either either -> either.forms().forEach(this::below);
            case Shape.Scalar _, Shape.Overlays _, Shape.Anything _ -> {
                // Nothing stands below.
            }
        }
    }

    private void verbs(Shape.Verbs verbs) {
        String heading = verbs.what().substring(0, 1).toUpperCase(Locale.ROOT)
                + verbs.what().substring(1) + "s";
        if (out.indexOf("### " + heading + "\n") >= 0) {
            return;
        }
        String all = verbs.names().stream().map(n -> "`" + n + "`").collect(Collectors.joining(", "));
        out.append("### ")
                .append(heading)
                .append("\n\nEach is one of ")
                .append(all)
                .append(".");
        if (!verbs.beside().isEmpty()) {
            out.append(" `")
                    .append(String.join("`, `", verbs.beside()))
                    .append("` may stand beside the verb or inside its block.");
        }
        out.append("\n\n");
        verbs.verbs().forEach(v -> section(verbs.what() + " `" + v.name() + "`", (Shape.Block) v.shape()));
    }

    private void presets() {
        out.append("### Presets\n\n");
        out.append("| preset | what it sets | acknowledge | meaning |\n|---|---|---|---|\n");
        for (Preset preset : Preset.ALL) {
            String fields = preset.fields().entrySet().stream()
                    .map(f -> "`" + f.getKey() + ": " + f.getValue() + "`")
                    .collect(Collectors.joining(", "));
            out.append("| `")
                    .append(preset.name())
                    .append("` | ")
                    .append(fields)
                    .append(" | ");
            out.append(preset.acknowledges() == Preset.Place.FIRST ? "first" : "last");
            out.append(" | ").append(cell(preset.doc())).append(" |\n");
        }
        out.append('\n');
    }

    private void limits() {
        out.append("### Limits\n\n| what | limit |\n|---|---|\n");
        limit("messages of all workloads", Format.MOST_MESSAGES);
        limit("events of a run", Format.MOST_EVENTS);
        limit("entries of a trace that are kept", Format.MOST_TRACE);
        limit("nodes: brokers, stores and process instances, those added by changes too", Format.MOST_NODES);
        limit("partitions of all topics, those added by changes too", Format.MOST_PARTITIONS);
        limit("faults, and changes", Format.MOST_FAULTS);
        limit("bytes of a file", YamlText.MOST_BYTES);
        limit("levels of nesting", YamlText.DEEPEST);
        limit("days of a duration", ValueType.Duration.MOST_MICROS / 86_400_000_000L);
    }

    private void limit(String what, long most) {
        out.append("| ").append(what).append(" | ").append(number(most)).append(" |\n");
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String anchor(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
