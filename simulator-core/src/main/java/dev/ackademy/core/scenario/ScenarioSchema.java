package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The format as a JSON Schema (draft 2020-12), for editors: words to complete, descriptions, first errors while
/// typing. It comes from the same shapes as the checks, and allows everything that they allow of one value at a time.
/// What needs two places of a file (names, order of times, what a variant changes) only [ScenarioFile] knows. What is
/// not available yet is not in it.
public final class ScenarioSchema {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String STEP = "step";

    private ScenarioSchema() {}

    /// The schema as JSON text, indented, with a line end.
    public static String json() {
        ObjectNode root = NODES.objectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.put("title", "Ackademy scenario, format version " + Format.VERSION);
        root.setAll(schema(Format.SCENARIO));
        root.withObject("/properties/scenario").put("const", Format.VERSION);
        root.putObject("$defs").set(STEP, verbs(StepFormat.STEP));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }

    private static ObjectNode schema(Shape shape) {
        return switch (shape) {
            case Shape.Scalar scalar -> value(scalar.type());
            case Shape.Block block -> block(block, List.of());
            case Shape.Named named -> named(named);
            case Shape.Listing listing -> listing(schema(listing.each()), listing);
            case Shape.StepList _ -> listing(NODES.objectNode().put("$ref", "#/$defs/" + STEP), StepFormat.STEPS);
            case Shape.Verbs verbs -> verbs(verbs);
            case Shape.Cases cases -> cases(cases);
            case Shape.Either either -> either(either);
            case Shape.Overlays _ ->
                typed(List.of("object", "null")).put("description", "Paths to values, as in --set.");
            case Shape.Anything _ -> NODES.objectNode();
        };
    }

    private static ObjectNode value(ValueType type) {
        return switch (type) {
            case ValueType.Text text ->
                typed(List.of("string", "number", "boolean")).put("maxLength", text.most());
            case ValueType.Name name ->
                typed(List.of("string")).put("pattern", whole(name.pattern())).put("maxLength", ValueType.LONGEST_NAME);
            case ValueType.Key _ ->
                typed(List.of("string", "number", "boolean")).put("pattern", whole(ValueType.Key.PATTERN));
            case ValueType.Subject _ ->
                typed(List.of("string"))
                        .put("pattern", whole("(" + ValueType.Subject.PATTERN + ")"))
                        .put("maxLength", ValueType.LONGEST_NAME);
            case ValueType.Truth _ -> typed(List.of("boolean"));
            case ValueType.Count count ->
                typed(List.of("integer")).put("minimum", count.least()).put("maximum", count.most());
            case ValueType.Duration duration -> duration(duration);
            case ValueType.Word word -> words(word.words());
            case ValueType.Ref _ -> typed(List.of("string")).put("minLength", 1);
            case ValueType.MessageId _ -> typed(List.of("string")).put("pattern", whole(ValueType.MessageId.PATTERN));
            case ValueType.StepRef _ -> typed(List.of("string", "number"));
        };
    }

    private static String whole(String pattern) {
        return "^" + pattern + "$";
    }

    private static ObjectNode duration(ValueType.Duration duration) {
        String pattern = duration.sign() == ValueType.Duration.Sign.ANY
                ? Durations.PATTERN
                : Durations.PATTERN.replace("-?", "");
        ObjectNode node = NODES.objectNode();
        ArrayNode forms = node.putArray("anyOf");
        forms.add(typed(List.of("string")).put("pattern", whole(pattern)));
        if (duration.sign() != ValueType.Duration.Sign.ABOVE_ZERO) {
            forms.addObject().putArray("enum").add(0).add("0");
        }
        duration.words().forEach(word -> forms.addObject().put("const", word));
        if (duration.never()) {
            forms.addObject().put("const", "never");
            forms.addObject().put("const", -1);
        }
        return node;
    }

    /// A word of digits (`acks: 0`) is a number in YAML.
    private static ObjectNode words(List<String> words) {
        ObjectNode node = NODES.objectNode();
        ArrayNode all = node.putArray("enum");
        for (String word : words) {
            all.add(word);
            if (word.matches("[0-9]{1,9}")) {
                all.add(Integer.parseInt(word));
            }
        }
        return node;
    }

    /// @param beside fields that may also stand beside the verb of this block, and so need not stand inside
    private static ObjectNode block(Shape.Block block, List<String> beside) {
        ArrayNode required = NODES.arrayNode();
        ObjectNode properties = NODES.objectNode();
        for (Field field : block.fields()) {
            if (field.later() == null) {
                properties.set(field.name(), described(schema(field.shape()), field));
                if (field.required() && !beside.contains(field.name())) {
                    required.add(field.name());
                }
            }
        }
        ArrayNode together = groups(block);
        block.fields().stream().filter(f -> f.onlyWith() != null).forEach(f -> together.add(onlyWith(f)));
        boolean empty = required.isEmpty() && together.isEmpty();
        ObjectNode node = typed(empty ? List.of("object", "null") : List.of("object"));
        node.set("properties", properties);
        node.put("additionalProperties", false);
        if (!required.isEmpty()) {
            node.set("required", required);
        }
        if (!together.isEmpty()) {
            node.set("allOf", together);
        }
        return node;
    }

    private static ObjectNode described(ObjectNode schema, Field field) {
        StringBuilder words = new StringBuilder(field.doc());
        if (field.derived() != null) {
            words.append(" Default: ").append(field.derived()).append('.');
        }
        if (!field.vendor().isEmpty()) {
            words.append(" The vendor's own: ").append(field.vendor()).append(" (default ");
            words.append(field.vendorDefault()).append(").");
        }
        schema.put("description", words.toString());
        if (field.fallback() != null) {
            Origin nowhere = new Origin(Origin.Level.DEFAULT, "", Place.ofOption("default"));
            schema.set("default", ofTree(YamlText.value(field.fallback(), nowhere)));
        }
        return schema;
    }

    private static tools.jackson.databind.JsonNode ofTree(Tree tree) {
        return switch (tree) {
            case Tree.Scalar scalar ->
                switch (scalar.form()) {
                    case WHOLE -> NODES.numberNode(Long.parseLong(scalar.text()));
                    case TRUTH -> NODES.booleanNode(scalar.text().equals("true"));
                    default -> NODES.stringNode(scalar.text());
                };
            case Tree.Sequence sequence -> {
                ArrayNode array = NODES.arrayNode();
                sequence.elements().forEach(e -> array.add(ofTree(e)));
                yield array;
            }
            case Tree.Mapping mapping -> {
                ObjectNode object = NODES.objectNode();
                mapping.entries().forEach((key, value) -> object.set(key, ofTree(value)));
                yield object;
            }
        };
    }

    /// Of each group exactly one field, or at most one where its name ends with `?`.
    private static ArrayNode groups(Shape.Block block) {
        SequencedMap<String, List<String>> groups = new LinkedHashMap<>();
        for (Field field : block.fields()) {
            if (field.oneOf() != null) {
                groups.computeIfAbsent(field.oneOf(), _ -> new ArrayList<>()).add(field.name());
            }
        }
        ArrayNode all = NODES.arrayNode();
        for (Map.Entry<String, List<String>> group : groups.entrySet()) {
            ArrayNode one = all.addObject().putArray("oneOf");
            group.getValue().forEach(name -> one.add(needs(name)));
            if (group.getKey().endsWith("?")) {
                ArrayNode any = one.addObject().putObject("not").putArray("anyOf");
                group.getValue().forEach(name -> any.add(needs(name)));
            }
        }
        return all;
    }

    private static ObjectNode needs(String name) {
        ObjectNode node = NODES.objectNode();
        node.set("required", names(name));
        return node;
    }

    private static ArrayNode names(String name) {
        return NODES.arrayNode().add(name);
    }

    private static ObjectNode onlyWith(Field field) {
        String[] only = field.onlyWith().split("=");
        ObjectNode node = NODES.objectNode();
        ObjectNode other = needs(only[0]);
        other.putObject("properties").putObject(only[0]).putObject("not").put("const", only[1]);
        node.set("if", other);
        node.putObject("then").putObject("properties").put(field.name(), false);
        return node;
    }

    private static ObjectNode named(Shape.Named named) {
        ObjectNode node = typed(List.of("object", "null"));
        node.set("propertyNames", named.key() instanceof ValueType.Name ? value(named.key()) : NODES.objectNode());
        node.set("additionalProperties", schema(named.each()));
        return node.put("maxProperties", named.most());
    }

    private static ObjectNode listing(ObjectNode each, Shape.Listing listing) {
        ObjectNode node = typed(listing.least() == 0 ? List.of("array", "null") : List.of("array"));
        node.set("items", each);
        return node.put("minItems", listing.least()).put("maxItems", listing.most());
    }

    /// `- acknowledge`, or `- acknowledge: {...}`.
    private static ObjectNode verbs(Shape.Verbs verbs) {
        ObjectNode written = typed(List.of("object"));
        ObjectNode properties = written.putObject("properties");
        written.put("additionalProperties", false);
        ArrayNode one = written.putArray("oneOf");
        List<String> bare = new ArrayList<>();
        for (Field verb : verbs.verbs()) {
            Shape.Block body = (Shape.Block) verb.shape();
            ObjectNode inside = block(body, verbs.beside()).put("description", verb.doc());
            properties.set(verb.name(), inside);
            one.add(needs(verb.name()));
            verbs.beside().forEach(name -> oneSide(written.withArray("/allOf"), verb.name(), body.field(name)));
            if (inside.path("type").isArray() && verbs.beside().isEmpty()) {
                bare.add(verb.name());
            }
        }
        Shape.Block any = (Shape.Block) verbs.verbs().getFirst().shape();
        for (String name : verbs.beside()) {
            properties.set(name, described(schema(any.field(name).shape()), any.field(name)));
        }
        if (bare.isEmpty()) {
            return written;
        }
        ObjectNode node = NODES.objectNode();
        node.putArray("anyOf").add(words(bare)).add(written);
        return node;
    }

    /// What may stand beside a verb or inside it does not stand on both sides.
    private static void oneSide(ArrayNode all, String verb, Field field) {
        ObjectNode inside = needs(verb);
        inside.putObject("properties").putObject(verb).put("type", "object").set("required", names(field.name()));
        ObjectNode rule = all.addObject();
        rule.set("if", needs(verb));
        ObjectNode then = rule.putObject("then");
        if (field.required()) {
            then.putArray("oneOf").add(needs(field.name())).add(inside);
        } else {
            then.putObject("not").putArray("allOf").add(needs(field.name())).add(inside);
        }
    }

    private static ObjectNode cases(Shape.Cases cases) {
        ObjectNode node = NODES.objectNode();
        ArrayNode one = node.putArray("oneOf");
        for (Shape.Block block : cases.blocks()) {
            if (block.fields().getFirst().later() == null) {
                one.add(block(block, List.of()));
            }
        }
        return node;
    }

    private static ObjectNode either(Shape.Either either) {
        ObjectNode node = NODES.objectNode();
        ArrayNode any = node.putArray("anyOf");
        either.forms().forEach(form -> any.add(schema(form)));
        return node;
    }

    private static ObjectNode typed(List<String> types) {
        ObjectNode node = NODES.objectNode();
        if (types.size() == 1) {
            node.put("type", types.getFirst());
        } else {
            types.forEach(node.putArray("type")::add);
        }
        return node;
    }
}
