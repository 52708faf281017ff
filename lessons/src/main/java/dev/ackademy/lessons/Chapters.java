package dev.ackademy.lessons;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads `chapters.yaml`: a list of chapters, each with title, subtitle and the folder names of its scenarios. Takes
/// nothing else: an unknown or missing field, a scenario that is not there or stands twice is refused with its line.
final class Chapters {

    private static final String FILE = "chapters.yaml";
    private static final Chapter MORE = new Chapter("More", "From all over", List.of());

    private final TreeMap<String, Lesson> left = new TreeMap<>();
    private final TreeSet<String> taken = new TreeSet<>();

    private Chapters(List<Lesson> lessons) {
        lessons.forEach(lesson -> left.put(lesson.name(), lesson));
    }

    /// @param lessons every shipped scenario; those that the text does not name come last, in a chapter
    /// "More"
    static List<Chapter> read(String text, List<Lesson> lessons) {
        Chapters reader = new Chapters(lessons);
        List<Chapter> chapters = new ArrayList<>();
        for (Node node : list(fields(root(text), "chapters").get("chapters"))) {
            chapters.add(reader.chapter(node));
        }
        List<Lesson> rest = lessons.stream()
                .filter(lesson -> reader.left.containsKey(lesson.name()))
                .toList();
        if (!rest.isEmpty()) {
            chapters.add(new Chapter(MORE.title(), MORE.subtitle(), rest));
        }
        return List.copyOf(chapters);
    }

    private Chapter chapter(Node node) {
        TreeMap<String, Node> fields = fields(node, "title", "subtitle", "scenarios");
        List<Lesson> lessons = new ArrayList<>();
        for (Node name : list(fields.get("scenarios"))) {
            lessons.add(lesson(name));
        }
        if (lessons.isEmpty()) {
            throw refused(fields.get("scenarios"), "a chapter has at least one scenario");
        }
        return new Chapter(text(fields.get("title")), text(fields.get("subtitle")), lessons);
    }

    private Lesson lesson(Node node) {
        String name = text(node);
        if (taken.contains(name)) {
            throw refused(node, "'" + name + "' stands in a chapter already");
        }
        Lesson lesson = left.remove(name);
        if (lesson == null) {
            throw refused(node, "there is no scenario '" + name + "'. Give the name of its folder");
        }
        taken.add(name);
        return lesson;
    }

    private static Node root(String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(FILE).build();
        try {
            return new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new IllegalArgumentException(FILE + ":1: the file is empty"));
        } catch (YamlEngineException broken) {
            throw new IllegalArgumentException(FILE + ": not readable as YAML: " + broken.getMessage(), broken);
        }
    }

    /// Exactly these, each once.
    private static TreeMap<String, Node> fields(Node node, String... names) {
        if (!(node instanceof MappingNode mapping)) {
            throw refused(node, "fields are expected here: " + String.join(", ", names));
        }
        TreeMap<String, Node> fields = new TreeMap<>();
        for (NodeTuple field : mapping.getValue()) {
            String name = text(field.getKeyNode());
            if (!List.of(names).contains(name)) {
                throw refused(field.getKeyNode(), "'" + name + "' is unknown. Known are " + String.join(", ", names));
            }
            if (fields.put(name, field.getValueNode()) != null) {
                throw refused(field.getKeyNode(), "'" + name + "' stands here twice");
            }
        }
        for (String name : names) {
            if (!fields.containsKey(name)) {
                throw refused(node, "'" + name + "' is missing");
            }
        }
        return fields;
    }

    private static List<Node> list(Node node) {
        if (!(node instanceof SequenceNode sequence)) {
            throw refused(node, "a list is expected here");
        }
        return sequence.getValue();
    }

    private static String text(Node node) {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw refused(node, "a text is expected here");
        }
        return scalar.getValue().strip();
    }

    private static IllegalArgumentException refused(Node node, String cause) {
        int line = node.getStartMark().map(Mark::getLine).orElse(0) + 1;
        return new IllegalArgumentException(FILE + ":" + line + ": " + cause + ".");
    }
}
