package dev.ackademy.lessons;

import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.lessons.play.Fixes;
import dev.ackademy.lessons.play.Stage;
import dev.ackademy.lessons.play.Truth;
import dev.ackademy.lessons.script.Question;
import dev.ackademy.lessons.script.ScriptRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Lessons that were added from files, one folder for each file. A lesson is data: texts that are read with limits, a
/// scenario that the simulator runs within its own. A file is taken whole or not at all.
public final class AddedLessons {

    private static final String NAME = "[a-z0-9][a-z0-9-]{0,40}";

    private final Path folder;

    /// @param folder made when the first pack is added
    public AddedLessons(Path folder) {
        this.folder = folder;
    }

    /// In the order of their names. What is in the folder and is no pack is passed over.
    public List<Pack> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> packs = Files.list(folder)) {
            return packs.filter(each -> each.getFileName().toString().matches(NAME))
                    .sorted()
                    .map(AddedLessons::pack)
                    .filter(each -> !each.lessons().isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the added lessons cannot be read", e);
        }
    }

    /// @param name `pack/1`, `pack/slug` or `pack/01-slug`
    public Optional<Stage> find(String name) {
        int slash = name.indexOf('/');
        String in = name.substring(slash + 1);
        return all().stream()
                .filter(pack -> slash > 0 && pack.name().equals(name.substring(0, slash)))
                .flatMap(pack -> pack.lessons().stream()
                        .filter(each -> each.isCalled(in))
                        .map(each -> stage(pack.name(), each)))
                .findFirst();
    }

    /// Takes a file, or refuses it with nothing installed.
    ///
    /// @throws PackRefused with cause and next step
    public Pack add(Path file) {
        String name = file.getFileName().toString().replaceFirst("\\.zip$", "");
        if (!name.matches(NAME)) {
            throw new PackRefused("the name of a pack has small letters, digits and dashes, as in my-lessons.zip.");
        }
        Path place = folder.resolve(name);
        if (Files.exists(place)) {
            throw new PackRefused(
                    "there is a pack '" + name + "' already. Remove " + place + " first, or rename the file.");
        }
        TreeMap<String, String> texts = PackFile.read(file);
        Pack pack = new Pack(name, lessons(texts));
        pack.lessons().forEach(each -> check(stage(name, each)));
        install(texts, place);
        return pack;
    }

    private static List<Lesson> lessons(TreeMap<String, String> texts) {
        List<Lesson> lessons = new ArrayList<>();
        for (String path : texts.keySet()) {
            String in = path.substring(0, path.indexOf('/'));
            String text = texts.get(in + "/lesson.md");
            String scenario = texts.get(in + "/scenario.yaml");
            if (text == null || scenario == null) {
                throw new PackRefused("'" + in + "' needs both lesson.md and scenario.yaml.");
            }
            if (path.endsWith("/lesson.md")) {
                int dash = in.indexOf('-');
                lessons.add(
                        new Lesson(Integer.parseInt(in.substring(0, dash)), in.substring(dash + 1), scenario, text));
            }
        }
        return lessons;
    }

    /// What every shipped lesson is tested for, as far as two runs tell.
    private static void check(Stage stage) {
        try {
            Truth truth = new Truth(stage.play());
            for (Question question : stage.script().questions()) {
                int right = truth.right(question).size();
                if (right != 1) {
                    throw new PackRefused(stage.name() + ": the question '" + question.text() + "' has " + right
                            + " right answers; it needs one.");
                }
            }
            if (Fixes.attempt(stage, List.of()).met()) {
                throw new PackRefused(stage.name() + ": the goal is met before anything is changed.");
            }
        } catch (ScenarioRefused refused) {
            throw new PackRefused(refused.getMessage());
        }
    }

    private static Stage stage(String pack, Lesson lesson) {
        try {
            return new Stage(pack + "/" + lesson.name(), lesson.script().orElseThrow(), lesson.scenario());
        } catch (ScriptRefused refused) {
            throw new PackRefused(refused.getMessage());
        }
    }

    /// Written under another name and moved when it is whole.
    private void install(Map<String, String> texts, Path place) {
        try {
            Files.createDirectories(folder);
            Path fresh = Files.createTempDirectory(folder, "new.");
            try {
                for (Map.Entry<String, String> text : texts.entrySet()) {
                    Path to = fresh.resolve(text.getKey());
                    Files.createDirectories(to.getParent());
                    Files.writeString(to, text.getValue());
                }
                Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                remove(fresh);
            }
        } catch (IOException e) {
            throw new PackRefused("the lessons cannot be written to " + folder + ": " + e.getMessage() + ".");
        }
    }

    private static void remove(Path what) throws IOException {
        if (!Files.exists(what)) {
            return;
        }
        try (Stream<Path> files = Files.walk(what)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /// Without lessons where somebody has changed the folder by hand; the other packs can be used all the
    /// same.
    private static Pack pack(Path at) {
        TreeMap<String, String> texts = new TreeMap<>();
        String name = at.getFileName().toString();
        try (Stream<Path> files = Files.walk(at, 2)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                String path = at.relativize(each).toString().replace('\\', '/');
                if (path.matches(PackFile.FILES) && Files.size(each) <= PackFile.LONGEST_TEXT) {
                    texts.put(path, Files.readString(each));
                }
            }
            Pack pack = new Pack(name, lessons(texts));
            pack.lessons().forEach(each -> stage(name, each));
            return pack;
        } catch (IOException | PackRefused _) {
            return new Pack(name, List.of());
        }
    }
}
