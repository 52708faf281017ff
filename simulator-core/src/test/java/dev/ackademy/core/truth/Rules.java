package dev.ackademy.core.truth;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The rules of `rules.yaml`, and what the code knows of each: its switches and its tests.
final class Rules {

    /// @param number  `K11`
    /// @param kind    `network`, `log`, `jetstream`, `pubsub` or `queue`
    /// @param state   `modelled`, `simplified`, `not modelled`
    /// @param note    null for none
    /// @param follows why it has no switch; null where it has one
    record Rule(
            String number,
            String kind,
            String says,
            String state,
            String note,
            String follows,
            List<String> tests,
            List<String> seen) {

        boolean built() {
            return !state.equals("not modelled");
        }
    }

    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("dev.ackademy.core");

    /// Where the switches and the checks of each kind are.
    private static final Map<String, String> PACKAGES = Map.of(
            "network", "engine",
            "log", "node.log",
            "jetstream", "node.jetstream",
            "pubsub", "node.pubsub",
            "queue", "node.queue");

    static final List<Rule> ALL = read();

    private Rules() {}

    private static List<Rule> read() {
        List<Rule> rules = new ArrayList<>();
        try (InputStream in = Rules.class.getResourceAsStream("/rules.yaml")) {
            Object root = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            ((Map<?, ?>) root)
                    .forEach((kind, each) -> ((Map<?, ?>) each)
                            .forEach((number, rule) ->
                                    rules.add(rule((String) kind, (String) number, (Map<?, ?>) rule))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return List.copyOf(rules);
    }

    private static Rule rule(String kind, String number, Map<?, ?> rule) {
        return new Rule(
                number,
                kind,
                (String) rule.get("says"),
                (String) rule.get("state"),
                (String) rule.get("note"),
                (String) rule.get("follows"),
                texts(rule.get("test")),
                texts(rule.get("seen")));
    }

    private static List<String> texts(Object list) {
        return list == null
                ? List.of()
                : ((List<?>) list).stream().map(String.class::cast).toList();
    }

    /// The numbers of the switches that the code of a kind has: `K11`, also for a part of a rule
    /// (`J1_SLOW`).
    static TreeSet<String> switches(String kind) {
        String name = "dev.ackademy.core." + PACKAGES.get(kind) + (kind.equals("network") ? ".Network$Rule" : ".Rule");
        TreeSet<String> numbers = new TreeSet<>();
        constants(CLASSES.get(name)).forEach(constant -> numbers.add(constant.split("_")[0]));
        return numbers;
    }

    private static List<String> constants(JavaClass type) {
        return type.getFields().stream()
                .filter(field -> field.getRawType().equals(type))
                .map(field -> field.getName())
                .toList();
    }

    /// Tests that bear the number, or that the rule names: by class, how many.
    static LinkedHashMap<String, Integer> tests(Rule rule) {
        LinkedHashMap<String, Integer> tests = new LinkedHashMap<>();
        String where = "dev.ackademy.core." + PACKAGES.get(rule.kind);
        for (JavaClass type : CLASSES) {
            if (!type.getPackageName().equals(where)) {
                continue;
            }
            if (type.getSimpleName().equals("RuleCheck") && type.isEnum()) {
                count(tests, kind(rule) + "RuleTest", constants(type), rule);
            } else if (type.getSimpleName().equals("RuleTest")) {
                List<String> methods = type.getMethods().stream()
                        .map(method -> method.getName())
                        .toList();
                count(tests, kind(rule) + "RuleTest", methods, rule);
            }
        }
        if (rule.kind.equals("queue") || rule.kind.equals("network")) {
            String each = rule.kind.equals("queue") ? "queue.RuleTest" : "NetworkRuleTest";
            if (switches(rule.kind).contains(rule.number)) {
                tests.put(each, 1);
            }
        }
        rule.tests.forEach(test -> tests.merge(test.substring(0, test.indexOf('.')), 1, Integer::sum));
        return tests;
    }

    private static String kind(Rule rule) {
        return rule.kind + ".";
    }

    private static void count(LinkedHashMap<String, Integer> tests, String test, List<String> names, Rule rule) {
        for (String name : names) {
            String number = name.split("_")[0].replaceFirst("(?<=\\d)[A-Z]$", "");
            if (number.equalsIgnoreCase(rule.number)) {
                tests.merge(test, 1, Integer::sum);
            }
        }
    }

    /// Whether there is such a test: `NetworkRuleTest.N8_…`.
    static boolean exists(String test) {
        String type = test.substring(0, test.indexOf('.'));
        String method = test.substring(test.indexOf('.') + 1);
        return CLASSES.stream()
                .anyMatch(each -> each.getSimpleName().equals(type)
                        && each.getMethods().stream()
                                .anyMatch(one -> one.getName().equals(method)));
    }
}
