package dev.ackademy.lessons.script;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The fields of one YAML mapping. An unknown, missing or repeated field, and a value of another shape, is refused with
/// its line. Aliases and tags are taken for nothing: a text means what stands there.
public final class Fields {

    private static final int DEEPEST = 20;
    private static final int LONGEST_LINE = 1_000;

    private final String file;
    private final int before;
    private final Node node;
    private final TreeMap<String, Node> values = new TreeMap<>();

    private Fields(String file, int before, Node node) {
        this.file = file;
        this.before = before;
        this.node = node;
    }

    /// @param file   what the text is called in errors
    /// @param before how many lines of that file stand before the text
    public static Fields read(String file, int before, String text) {
        refuseDepth(file, before, text);
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setMaxAliasesForCollections(0)
                .build();
        Node root;
        try {
            root = new Compose(settings)
                    .composeString(text)
                    .orElseThrow(() -> new ScriptRefused(file, before + 1, "the file is empty"));
        } catch (MarkedYamlEngineException broken) {
            int line = broken.getProblemMark().map(Mark::getLine).orElse(0);
            throw new ScriptRefused(file, before + line + 1, "not readable as YAML: " + broken.getProblem());
        } catch (YamlEngineException broken) {
            throw new ScriptRefused(file, before + 1, "not readable as YAML: " + broken.getMessage());
        }
        return new Fields(file, before, root).taken();
    }

    /// Deep nesting is refused before anything recurses into it.
    private static void refuseDepth(String file, int before, String text) {
        int open = 0;
        int line = before + 1;
        int inLine = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            open += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
            inLine = c == '\n' ? 0 : inLine + 1;
            line += c == '\n' ? 1 : 0;
            if (open > DEEPEST || inLine > LONGEST_LINE) {
                throw new ScriptRefused(
                        file,
                        line,
                        inLine > LONGEST_LINE
                                ? "a line has at most " + LONGEST_LINE + " characters"
                                : "this is nested more than " + DEEPEST + " deep");
            }
        }
    }

    private Fields taken() {
        if (!(node instanceof MappingNode mapping)) {
            throw refused(node, "fields are expected here");
        }
        for (NodeTuple field : mapping.getValue()) {
            String name = text(field.getKeyNode());
            if (values.put(name, field.getValueNode()) != null) {
                throw refused(field.getKeyNode(), "'" + name + "' stands here twice");
            }
        }
        return this;
    }

    /// Refuses every field that is not named here, and the absence of those before `optional` is said.
    public Fields only(List<String> needed, List<String> optional) {
        List<String> known = new ArrayList<>(needed);
        known.addAll(optional);
        if (node instanceof MappingNode mapping) {
            for (NodeTuple field : mapping.getValue()) {
                String name = text(field.getKeyNode());
                if (!known.contains(name)) {
                    throw refused(
                            field.getKeyNode(), "'" + name + "' is unknown. Known are " + String.join(", ", known));
                }
            }
        }
        for (String name : needed) {
            if (!values.containsKey(name)) {
                throw refused(node, "'" + name + "' is missing");
            }
        }
        return this;
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    public String text(String name) {
        return text(values.get(name));
    }

    public String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    /// One of these words.
    public String word(String name, List<String> words) {
        String word = text(name);
        if (!words.contains(word)) {
            throw refused(values.get(name), "'" + word + "' is unknown. Known are " + String.join(", ", words));
        }
        return word;
    }

    public int number(String name, int from, int to) {
        String text = text(name);
        if (!text.matches("-?[0-9]{1,6}") || Integer.parseInt(text) < from || Integer.parseInt(text) > to) {
            throw refused(values.get(name), "'" + name + "' is a number from " + from + " to " + to);
        }
        return Integer.parseInt(text);
    }

    public Fields fields(String name) {
        return new Fields(file, before, values.get(name)).taken();
    }

    public List<Fields> list(String name) {
        return nodes(name).stream()
                .map(each -> new Fields(file, before, each).taken())
                .toList();
    }

    /// Whether the first item of a list has fields of its own.
    public boolean isListOfFields(String name) {
        List<Node> nodes = nodes(name);
        return !nodes.isEmpty() && nodes.getFirst() instanceof MappingNode;
    }

    public List<String> texts(String name) {
        return has(name) ? nodes(name).stream().map(this::text).toList() : List.of();
    }

    /// The line of a field's value.
    public int line(String name) {
        return line(values.get(name));
    }

    /// What is wrong with a field's value, with its place.
    public ScriptRefused refused(String name, String cause) {
        return refused(values.getOrDefault(name, node), cause);
    }

    /// A text of a list with its line.
    public record Word(String text, int line) {}

    /// The texts of a list, each with its line.
    public List<Word> words(String name) {
        return nodes(name).stream()
                .map(each -> new Word(text(each), line(each)))
                .toList();
    }

    private List<Node> nodes(String name) {
        if (!(values.get(name) instanceof SequenceNode sequence)) {
            throw refused(values.get(name), "a list is expected here");
        }
        return sequence.getValue();
    }

    private String text(Node of) {
        if (!(of instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw refused(of, "a text is expected here");
        }
        return scalar.getValue().strip();
    }

    private ScriptRefused refused(Node of, String cause) {
        return new ScriptRefused(file, line(of), cause);
    }

    private int line(Node of) {
        return before + of.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }
}
