package dev.ackademy.core.truth;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The tests of this module that ask a model what a real server was seen to do, by line.
final class TruthTests {

    /// `GroundTruthTest.a1_…`, by line.
    static final TreeMap<String, TreeSet<String>> BY_LINE = new TreeMap<>();

    static {
        new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("dev.ackademy.core")
                .forEach(type -> type.getMethods().stream()
                        .filter(method -> method.isAnnotatedWith(Seen.class))
                        .forEach(TruthTests::add));
    }

    private TruthTests() {}

    private static void add(JavaMethod method) {
        for (String line : method.getAnnotationOfType(Seen.class).value()) {
            BY_LINE.computeIfAbsent(line, _ -> new TreeSet<>())
                    .add(method.getOwner().getSimpleName() + "." + method.getName());
        }
    }

    /// In the order of the tests' names.
    static List<String> of(String line) {
        return List.copyOf(BY_LINE.getOrDefault(line, new TreeSet<>()));
    }
}
