package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;

/// Reads YAML 1.2 (core schema) into a located [Tree]. Refuses aliases, anchors, tags, duplicate keys, a second
/// document, depth and size beyond its limits. Builds the tree from the parser's events, so that depth is limited
/// before anything recurses and every place is known.
final class YamlText {

    static final int MOST_BYTES = 1 << 20;
    static final int DEEPEST = 32;
    private static final int LONGEST_WHOLE = 20;
    private static final CoreScalarResolver CORE = new CoreScalarResolver(false);

    private final String source;
    private final Iterator<Event> events;
    private final Origin origin;

    private YamlText(String source, String text, Origin origin) {
        this.source = source;
        this.origin = origin;
        LoadSettings settings = LoadSettings.builder()
                .setLabel(origin.place().source())
                .setParseComments(false)
                .setCodePointLimit(MOST_BYTES + 1)
                .build();
        this.events = new Parse(settings).parseString(text).iterator();
    }

    /// A whole file. An empty one is refused.
    static Tree file(String source, String text) {
        Place start = new Place(source, 1, 1);
        if (text.length() > MOST_BYTES) {
            throw new ScenarioRefused(
                    start, "the file is larger than 1 MiB (1,048,576 bytes), the limit of a scenario");
        }
        refuseBinary(source, text);
        Tree tree = read(source, text, Origin.file(start));
        if (tree == null || tree instanceof Tree.Scalar scalar && scalar.nothing()) {
            throw new ScenarioRefused(start, "the file is empty. A scenario begins with 'scenario: 1'");
        }
        return tree;
    }

    /// The value of `--set path=value` or of a default: always one value, nothing where the text is blank.
    static Tree value(String text, Origin origin) {
        refuseBinary(origin.place().source(), text);
        Tree tree = read(null, text, origin);
        return tree == null ? new Tree.Scalar(origin, Tree.Scalar.Form.NOTHING, "") : tree;
    }

    /// @param source null where every place is that of the origin
    private static Tree read(String source, String text, Origin origin) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        YamlText reader = new YamlText(source, body, origin);
        try {
            return reader.document();
        } catch (MarkedYamlEngineException broken) {
            Place place = reader.place(broken.getProblemMark().or(broken::getContextMark));
            throw new ScenarioRefused(place, "not readable as YAML: " + cause(broken));
        } catch (YamlEngineException broken) {
            throw new ScenarioRefused(origin.place(), "not readable as YAML: " + broken.getMessage());
        }
    }

    private static String cause(MarkedYamlEngineException broken) {
        String context = broken.getContext() == null ? "" : broken.getContext() + ", ";
        return context + broken.getProblem();
    }

    private static void refuseBinary(String source, String text) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
                lineStart = i + 1;
            } else if (!readable(c)) {
                Place place =
                        source.startsWith("--") ? Place.ofOption(source) : new Place(source, line, i - lineStart + 1);
                String code = String.format(java.util.Locale.ROOT, "U+%04X", (int) c);
                throw new ScenarioRefused(
                        place, "a control character (" + code + "): this is a binary file, or not UTF-8 text");
            }
        }
    }

    /// What YAML counts as printable.
    private static boolean readable(char c) {
        return c >= ' ' && c < 0x7f || c == '\t' || c == '\r' || c == 0x85 || c >= 0xa0 && c < 0xfffe;
    }

    private Tree document() {
        Tree root = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case DocumentStart -> refuseSecond((DocumentStartEvent) event, root);
                case Scalar, SequenceStart, MappingStart, Alias -> root = node(event, 0);
                default -> {
                    // The ends of the stream and of the document say nothing.
                }
            }
        }
        return root;
    }

    private void refuseSecond(DocumentStartEvent event, Tree root) {
        if (root != null) {
            throw new ScenarioRefused(place(event), "a second document begins here; a file holds one scenario");
        }
        if (!event.getTags().isEmpty() && event.isExplicit() && hasOwnTags(event)) {
            throw new ScenarioRefused(place(event), "a %TAG line; tags are not used in a scenario. Remove it");
        }
    }

    private static boolean hasOwnTags(DocumentStartEvent event) {
        return event.getTags().keySet().stream().anyMatch(handle -> !handle.equals("!") && !handle.equals("!!"));
    }

    private Tree node(Event event, int depth) {
        Place place = place(event);
        if (depth > DEEPEST) {
            throw new ScenarioRefused(place, "nested deeper than " + DEEPEST + " levels, the limit of a scenario");
        }
        refuseReferences(event, place);
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar, place);
            case SequenceStartEvent _ -> sequence(place, depth);
            case MappingStartEvent _ -> mapping(place, depth);
            default -> throw new ScenarioRefused(place, "not readable as YAML");
        };
    }

    private static void refuseReferences(Event event, Place place) {
        if (event.getEventId() == Event.ID.Alias) {
            throw new ScenarioRefused(
                    place, "an alias (*name); write the value out, aliases are not used in a scenario");
        }
        if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
            throw new ScenarioRefused(place, "an anchor (&name); remove it, anchors are not used in a scenario");
        }
        Optional<String> tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case SequenceStartEvent sequence -> sequence.getTag();
            case MappingStartEvent mapping -> mapping.getTag();
            default -> Optional.empty();
        };
        if (tag.isPresent()) {
            throw new ScenarioRefused(place, "a tag (!name); remove it, tags are not used in a scenario");
        }
    }

    private Tree sequence(Place place, int depth) {
        List<Tree> elements = new ArrayList<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.SequenceEnd; event = events.next()) {
            elements.add(node(event, depth + 1));
        }
        return new Tree.Sequence(origin.at(place), elements);
    }

    private Tree mapping(Place place, int depth) {
        SequencedMap<String, Tree> entries = new LinkedHashMap<>();
        SequencedMap<String, Place> keys = new LinkedHashMap<>();
        for (Event event = events.next(); event.getEventId() != Event.ID.MappingEnd; event = events.next()) {
            Place keyPlace = place(event);
            if (!(node(event, depth + 1) instanceof Tree.Scalar key) || key.nothing()) {
                throw new ScenarioRefused(keyPlace, "a key must be one word");
            }
            if (key.text().equals("<<")) {
                throw new ScenarioRefused(
                        keyPlace, "a merge key (<<); write the fields out, merge keys are not used in a scenario");
            }
            Tree value = node(events.next(), depth + 1);
            if (entries.putIfAbsent(key.text(), value) != null) {
                throw new ScenarioRefused(
                        keyPlace,
                        "'" + key.text() + "' stands here twice (first in line "
                                + keys.get(key.text()).line() + "); keep one of them");
            }
            keys.put(key.text(), keyPlace);
        }
        return new Tree.Mapping(origin.at(place), entries, keys);
    }

    private Tree scalar(ScalarEvent event, Place place) {
        String text = event.getValue();
        Origin here = origin.at(place);
        if (!event.isPlain()) {
            return new Tree.Scalar(here, Tree.Scalar.Form.TEXT, text);
        }
        Tag tag = CORE.resolve(text, true);
        if (tag.equals(Tag.INT)) {
            return new Tree.Scalar(here, Tree.Scalar.Form.WHOLE, whole(text));
        }
        if (tag.equals(Tag.BOOL)) {
            return new Tree.Scalar(here, Tree.Scalar.Form.TRUTH, text.toLowerCase(java.util.Locale.ROOT));
        }
        if (tag.equals(Tag.NULL)) {
            return new Tree.Scalar(here, Tree.Scalar.Form.NOTHING, "");
        }
        return new Tree.Scalar(here, tag.equals(Tag.FLOAT) ? Tree.Scalar.Form.FRACTION : Tree.Scalar.Form.TEXT, text);
    }

    /// Decimal digits without leading zeros; a number too long for any field stays as it is written.
    private static String whole(String text) {
        if (text.length() > LONGEST_WHOLE) {
            return text;
        }
        if (text.startsWith("0o")) {
            return new java.math.BigInteger(text.substring(2), 8).toString();
        }
        if (text.startsWith("0x")) {
            return new java.math.BigInteger(text.substring(2), 16).toString();
        }
        return new java.math.BigInteger(text).toString();
    }

    private Place place(Event event) {
        return place(event.getStartMark());
    }

    private Place place(Optional<Mark> mark) {
        if (source == null || mark.isEmpty()) {
            return origin.place();
        }
        return new Place(source, mark.get().getLine() + 1, mark.get().getColumn() + 1);
    }
}
