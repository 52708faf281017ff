package dev.ackademy.ui.fx.shell;

import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import dev.ackademy.ui.fx.lesson.LessonViewModel;
import dev.ackademy.ui.fx.run.Edit;
import dev.ackademy.ui.fx.run.Recipe;
import dev.ackademy.ui.fx.shell.ShellViewModel.Page;
import dev.ackademy.ui.fx.shot.FrameBenchmark;
import dev.ackademy.ui.fx.shot.Headless;
import dev.ackademy.ui.fx.shot.Shot;
import dev.ackademy.ui.fx.shot.StartTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;

/// The commands that need JavaFX: the window itself, `open FILE`, and `shot`. Kept apart from the command line, which
/// starts without it.
public final class WindowCommands {

    private static final int DONE = 0;
    private static final int WRONG_USE = 2;
    private static final int INTERNAL = 70;

    private static final String SHOT_USE = """
            Usage: ackademy shot [SCENARIO] --out FILE.png [options]
            Draws the window at one moment, without a display. Without a scenario: the page of all scenarios.
              --at TIME          the moment: 3.2s or 120ms; the first flag if left out
              --view VIEW        stage, space-time or explore (stage)
              --places N         with explore: stop the search after N places, 0 for none (all of them)
              --theme THEME      light or dark (light)
              --size WxH         1180x760 to 3840x2160 (1440x900)
              --variant NAME     a variant of the scenario
              --set PATH=VALUE   one value, as with 'ackademy run'; repeatable
              --text PERCENT     size of text, 100 to 150
              --why N            with step N of the why selected
              --lesson STEP      its lesson instead: predict, watch, why, fix or done; --set is what is tried
              --all FOLDER       instead: one picture of each shipped scenario, for the documentation
              --frames           instead: how long a frame takes while it is played
              --scrub            instead: how long a frame takes while the playhead is dragged to and fro
              --crowd N          instead: how long the stage takes with N messages under way
              --start            instead: how long it takes until the window is there""";

    private WindowCommands() {}

    /// The exit code.
    public static int run(String... arguments) {
        Headless.quiet();
        if (arguments.length > 0 && arguments[0].equals("shot")) {
            return shot(Arrays.copyOfRange(arguments, 1, arguments.length));
        }
        if (arguments.length == 2 && arguments[1].equals("--help") || arguments.length > 2) {
            System.err.println("Usage: ackademy open [FILE]\nOpens the window, with a scenario or a recording.");
            return arguments.length > 2 ? WRONG_USE : DONE;
        }
        Application.launch(Window.class, arguments.length < 2 ? new String[0] : new String[] {arguments[1]});
        return DONE;
    }

    private static int shot(String... arguments) {
        try {
            return shotOf(new ArrayDeque<>(Arrays.asList(arguments)));
        } catch (IllegalArgumentException wrong) {
            System.err.println("ackademy: " + wrong.getMessage());
            System.err.println("Try 'ackademy shot --help'.");
            return WRONG_USE;
        } catch (ScenarioRefused refused) {
            System.err.println("ackademy: " + refused.getMessage());
            return WRONG_USE;
        } catch (IOException failed) {
            System.err.println("ackademy: the picture cannot be written: " + failed.getMessage());
            return WRONG_USE;
        } catch (RuntimeException bug) {
            System.err.println("ackademy: internal error: " + bug);
            return INTERNAL;
        }
    }

    private static int shotOf(ArrayDeque<String> arguments) throws IOException {
        String scenario = null;
        String out = null;
        String variant = "";
        double at = -1;
        Page page = Page.STAGE;
        boolean dark = false;
        int width = 1440;
        int height = 900;
        int why = -1;
        boolean frames = false;
        boolean scrub = false;
        int text = 100;
        List<String> sets = new ArrayList<>();
        int crowd = 0;
        LessonViewModel.Step lesson = null;
        int places = Shot.ALL_PLACES;
        while (!arguments.isEmpty()) {
            String argument = arguments.poll();
            switch (argument) {
                case "--help", "-h" -> {
                    System.out.println(SHOT_USE);
                    return DONE;
                }
                case "--all" -> {
                    return all(Path.of(value(argument, arguments)));
                }
                case "--crowd" -> crowd = number(value(argument, arguments), 1, 10_000);
                case "--lesson" -> lesson = step(value(argument, arguments));
                case "--places" -> places = number(value(argument, arguments), 0, 99_999);
                case "--frames" -> frames = true;
                case "--scrub" -> scrub = true;
                case "--start" -> {
                    System.out.println(StartTime.measure());
                    return DONE;
                }
                case "--set" -> sets.add(value(argument, arguments));
                case "--text" -> text = number(value(argument, arguments), 100, 150);
                case "--out" -> out = value(argument, arguments);
                case "--variant" -> variant = value(argument, arguments);
                case "--at" -> at = micros(value(argument, arguments));
                case "--view" -> page = view(value(argument, arguments));
                case "--theme" -> dark = theme(value(argument, arguments));
                case "--dark" -> dark = true;
                case "--why" -> why = number(value(argument, arguments), 1, 8) - 1;
                case "--size" -> {
                    String[] size = value(argument, arguments).split("x", -1);
                    if (size.length != 2) {
                        throw new IllegalArgumentException("--size is WIDTHxHEIGHT, such as 1440x900");
                    }
                    width = number(size[0], 1180, 3840);
                    height = number(size[1], 760, 2160);
                }
                default -> {
                    if (argument.startsWith("-") || scenario != null) {
                        throw new IllegalArgumentException("'" + argument + "' is not understood");
                    }
                    scenario = argument;
                }
            }
        }
        if (lesson != null && scenario != null && out != null) {
            Shot.Order order = new Shot.Order(Page.STAGE, at, dark, width, height, why, text / 100.0);
            String called =
                    LessonLibrary.shipped().find(scenario).map(Lesson::name).orElse(scenario);
            Shot.lesson(called, lesson, sets, order, Path.of(out));
            return DONE;
        }
        Recipe recipe = scenario == null ? null : recipe(scenario).withVariant(variant);
        if (recipe != null && !sets.isEmpty()) {
            recipe = recipe.with(Edit.setting(String.join(" ", sets), sets));
        }
        if (crowd > 0 && recipe != null) {
            System.out.println(FrameBenchmark.crowd(recipe, crowd));
            return DONE;
        }
        if (frames && recipe != null) {
            System.out.println(FrameBenchmark.run(recipe, page, width, height, FrameBenchmark.FRAMES));
            return DONE;
        }
        if (scrub && recipe != null) {
            System.out.println(FrameBenchmark.scrub(recipe, page, width, height));
            return DONE;
        }
        if (out == null) {
            throw new IllegalArgumentException("say where the picture goes: --out FILE.png");
        }
        Page shown = recipe == null ? Page.HOME : page;
        Shot.write(recipe, new Shot.Order(shown, at, dark, width, height, why, text / 100.0, places), Path.of(out));
        return DONE;
    }

    private static int all(Path folder) throws IOException {
        Files.createDirectories(folder);
        Shot.Order order = new Shot.Order(Page.STAGE, -1, false, 1440, 900, -1, 1);
        for (Lesson lesson : LessonLibrary.shipped().all()) {
            Path file = folder.resolve(lesson.name() + ".png");
            Shot.write(new Recipe(lesson.name(), lesson.scenario()), order, file);
            System.out.println(file);
        }
        return DONE;
    }

    private static String value(String option, ArrayDeque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.poll();
    }

    private static Page view(String word) {
        return switch (word) {
            case "stage" -> Page.STAGE;
            case "space-time" -> Page.SPACE_TIME;
            case "explore" -> Page.EXPLORE;
            default -> throw new IllegalArgumentException("--view is stage, space-time or explore, not '" + word + "'");
        };
    }

    private static LessonViewModel.Step step(String word) {
        return Arrays.stream(LessonViewModel.Step.values())
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--lesson is predict, watch, why, fix or done, not '" + word + "'"));
    }

    private static boolean theme(String word) {
        return switch (word) {
            case "light" -> false;
            case "dark" -> true;
            default -> throw new IllegalArgumentException("--theme is light or dark, not '" + word + "'");
        };
    }

    private static int number(String text, int least, int most) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw new IllegalArgumentException("'" + text + "' is no number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }

    /// `3.2s`, `120ms` and `0` in µs.
    static double micros(String text) {
        if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,6})?(us|ms|s|m)?")) {
            throw new IllegalArgumentException("'" + text + "' is no time; write 3.2s or 120ms");
        }
        double number = Double.parseDouble(text.replaceAll("[a-z]+$", ""));
        return switch (text.replaceAll("^[0-9.]+", "")) {
            case "us" -> number;
            case "ms" -> number * 1_000;
            case "m" -> number * 60_000_000;
            default -> number * 1_000_000;
        };
    }

    /// A file, or the number or name of a shipped scenario.
    private static Recipe recipe(String name) throws IOException {
        Path file = Path.of(name);
        if (Files.isRegularFile(file)) {
            return new Recipe(file.getFileName().toString(), Files.readString(file));
        }
        Optional<Lesson> lesson = LessonLibrary.shipped().find(name);
        if (lesson.isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + name + "' is neither a file nor the number or name of a shipped scenario");
        }
        return new Recipe(lesson.get().name(), lesson.get().scenario());
    }
}
