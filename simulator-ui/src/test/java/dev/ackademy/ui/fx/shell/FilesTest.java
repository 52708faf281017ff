package dev.ackademy.ui.fx.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.trace.RecordingEnd;
import dev.ackademy.core.trace.RecordingHeader;
import dev.ackademy.core.trace.RecordingWriter;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.lessons.AddedLessons;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import dev.ackademy.ui.fx.run.Flights;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.run.Shipped;
import dev.ackademy.ui.fx.shell.ShellViewModel.Page;
import dev.ackademy.ui.fx.theme.Theme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuItem;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/// What the window writes, and what it says of files that it cannot read.
@ExtendWith({ApplicationExtension.class, NoCssWarnings.class})
class FilesTest {

    @TempDir
    private Path folder;

    private RunViewModel run;
    private ShellViewModel shell;
    private ShellView view;

    @Start
    void start(Stage stage) {
        run = new RunViewModel(Runnable::run, Runnable::run);
        shell = new ShellViewModel(run);
        shell.open(Shipped.recipe("15"));
        Scene scene = Window.scene(run, shell, new Theme(false), 1440, 900);
        view = (ShellView) scene.getRoot();
        stage.setScene(scene);
        stage.show();
    }

    private Path shared(FxRobot robot, String item, String name) {
        Path file = folder.resolve(name);
        robot.interact(() -> {
            view.files().ask((_, _, _) -> file.toFile());
            view.files().shareMenu(robot.lookup("#share").query());
        });
        ContextMenu menu = javafx.stage.Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .filter(javafx.stage.Window::isShowing)
                .findFirst()
                .orElseThrow();
        MenuItem save = menu.getItems().stream()
                .filter(each -> each.getText().contains(item))
                .findFirst()
                .orElseThrow();
        robot.interact(save::fire);
        robot.interact(menu::hide);
        assertThat(shell.messageProperty().get()).isEqualTo("Saved as " + file + ".");
        return file;
    }

    @Test
    void theViewIsSavedAsAPictureOfTheMoment(FxRobot robot) throws IOException {
        robot.interact(() -> run.player().end());
        WaitForAsyncUtils.waitForFxEvents();
        BufferedImage end = ImageIO.read(shared(robot, "PNG", "end.png").toFile());
        assertThat(end.getWidth()).isEqualTo((int) view.stage().getWidth());
        assertThat(end.getHeight()).isEqualTo((int) view.stage().getHeight());
        assertThat(colours(end)).as("more than a ground").hasSizeGreaterThan(100);
        robot.interact(() -> run.player().start());
        WaitForAsyncUtils.waitForFxEvents();
        BufferedImage start = ImageIO.read(shared(robot, "PNG", "start.png").toFile());
        assertThat(colours(start)).isNotEqualTo(colours(end));
    }

    private static Set<Integer> colours(BufferedImage image) {
        Set<Integer> colours = new TreeSet<>();
        for (int y = 0; y < image.getHeight(); y += 2) {
            for (int x = 0; x < image.getWidth(); x += 2) {
                colours.add(image.getRGB(x, y));
            }
        }
        return colours;
    }

    @Test
    void theSpaceTimePictureIsSavedAsWellFormedSvgWithTheSameNodesAndMessages(FxRobot robot) throws Exception {
        robot.interact(() -> {
            shell.pageProperty().set(Page.SPACE_TIME);
            run.player().nextFlag();
        });
        WaitForAsyncUtils.waitForFxEvents();
        Path file = shared(robot, "SVG", "run.svg");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document svg = factory.newDocumentBuilder().parse(new InputSource(new StringReader(Files.readString(file))));
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        List<String> texts = new ArrayList<>();
        NodeList nodes = svg.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        assertThat(texts).contains("clinic.1", "clinic.2", "B1", "ward.1", "ward-db");
        int n = run.player().n();
        Set<String> sent = new TreeSet<>();
        run.played().flights().all().stream()
                .filter(flight -> flight.sent() <= n && !flight.answer() && tellsAMessage(flight))
                .forEach(flight ->
                        sent.add(flight.carried().getFirst().operation().id()));
        List<String> shown = texts.stream()
                .filter(text -> text.matches("[A-Z][0-9]*#[0-9]+"))
                .toList();
        assertThat(sent).containsAll(shown);
        assertThat(shown)
                .contains(
                        run.played().report().findings().getFirst().operation().id());
        assertThat(svg.getElementsByTagName("line").getLength()
                        + svg.getElementsByTagName("path").getLength())
                .as("an arrow each")
                .isGreaterThan(sent.size());
    }

    private static boolean tellsAMessage(Flights.Flight flight) {
        return flight.kind() == dev.ackademy.core.model.RequestKind.PRODUCE
                && !flight.carried().isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsNamedWithItsCauseAndWhatToDoAndWhatWasOpenStays(FxRobot robot) throws IOException {
        Path good = folder.resolve("good.jsonl");
        robot.interact(() -> {
            view.files().ask((_, _, _) -> good.toFile());
            view.files().saveRecording();
        });
        List<String> lines = Files.readAllLines(good);
        String before = run.played().trace().digest();

        List<String> damaged = new ArrayList<>(lines);
        damaged.set(9, "{\"n\":9,\"at\":" + "x".repeat(20));
        refuses(robot, damaged, "damaged.jsonl:10", before);

        List<String> newer = new ArrayList<>(lines);
        newer.set(0, newer.getFirst().replace("\"format\":\"1.0\"", "\"format\":\"9.0\""));
        assertThat(refuses(robot, newer, "damaged.jsonl:1", before)).contains("9.0");

        refuses(robot, List.of("scenario: 99"), "damaged.jsonl:1", before);
    }

    private String refuses(FxRobot robot, List<String> lines, String place, String open) throws IOException {
        Path file = folder.resolve("damaged.jsonl");
        Files.write(file, lines);
        robot.interact(() -> shell.openFile(file));
        WaitForAsyncUtils.waitForFxEvents();
        Label shown = robot.lookup("#message-text").queryAs(Label.class);
        assertThat(robot.lookup("#message").query().isVisible()).isTrue();
        assertThat(shown.getText()).contains(place).doesNotContain("Exception").containsAnyOf(". ", "; ");
        assertThat(run.played().trace().digest()).as("what was open stays").isEqualTo(open);
        assertThat(shell.pageProperty().get()).isEqualTo(Page.STAGE);
        assertThat(robot.lookup("#crumb").queryAs(Labeled.class).getText()).startsWith("Two producers");
        String text = shown.getText();
        robot.interact(() -> shell.messageProperty().set(""));
        return text;
    }

    @Test
    void aRecordingOfAnotherVersionIsShownAndTheWindowSaysWhichOne(FxRobot robot) {
        Path file = folder.resolve("other.jsonl");
        Trace trace = run.played().trace();
        RecordingHeader header = new RecordingHeader(
                "99.0",
                run.asFile(),
                trace.seed(),
                new LinkedHashMap<>(),
                trace.nodes(),
                TraceEntry.Origin.VIRTUAL,
                "virtual");
        try (RecordingWriter writer = RecordingWriter.to(file, header)) {
            trace.entries().forEach(writer::add);
            writer.finish(RecordingEnd.of(trace));
        }
        String digest = trace.digest();
        robot.interact(() -> shell.openFile(file));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(run.played().trace().digest()).isEqualTo(digest);
        assertThat(robot.lookup("#message-text").queryAs(Label.class).getText()).contains("other.jsonl", "99.0");
    }

    @ParameterizedTest
    @CsvSource({"1180, 760, 1", "1180, 760, 1.5", "1440, 900, 1.25", "1440, 900, 1.5"})
    void noControlIsCutOffAtAnySizeOfWindowAndText(double width, double height, double scale, FxRobot robot) {
        AtomicReference<Parent> drawn = new AtomicReference<>();
        robot.interact(() -> {
            run.player().nextFlag();
            Theme theme = new Theme(true);
            theme.textScaleProperty().set(scale);
            Scene scene = Window.scene(run, shell, theme, width, height);
            scene.snapshot(null);
            scene.snapshot(null);
            drawn.set(scene.getRoot());
        });
        for (String edge : List.of("#brand", "#theme", "#back", "#flag", "#left-panel", "#right-panel")) {
            Node node = drawn.get().lookup(edge);
            assertThat(node.localToScene(node.getLayoutBounds()).getMinX())
                    .as(edge)
                    .isNotNegative();
            assertThat(node.localToScene(node.getLayoutBounds()).getMaxX())
                    .as(edge)
                    .isLessThanOrEqualTo(width);
        }
        List<String> cut = new ArrayList<>();
        for (String region : List.of(
                ".top-bar .button",
                ".top-bar .toggle-button",
                ".controls .label",
                ".controls .button",
                ".controls .toggle-button",
                ".verdict-line .label",
                ".tool .toggle-button")) {
            drawn.get().lookupAll(region).stream()
                    .map(Labeled.class::cast)
                    .filter(each -> isShown(each) && each.isTextTruncated())
                    .forEach(each -> cut.add(region + " " + each.getText()));
        }
        assertThat(cut).isEmpty();
    }

    private static boolean isShown(Labeled labeled) {
        for (Node node = labeled; node != null; node = node.getParent()) {
            if (!node.isVisible()) {
                return false;
            }
        }
        return labeled.getContentDisplay() != ContentDisplay.GRAPHIC_ONLY;
    }

    private Path pack(String name, String lesson) throws IOException {
        Lesson first = LessonLibrary.shipped().course().getFirst();
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("01-first/lesson.md"));
            zip.write(lesson.getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("01-first/scenario.yaml"));
            zip.write(first.scenario().getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void aPackOfLessonsIsAddedFromItsFileAndCanBeTakenFromHome(FxRobot robot) throws IOException {
        shell.keepAdded(new AddedLessons(folder.resolve("lessons")));
        Path file = pack("mine.zip", LessonLibrary.shipped().course().getFirst().text());
        robot.interact(() -> {
            shell.pageProperty().set(Page.HOME);
            shell.openFile(file);
        });
        assertThat(shell.messageProperty().get()).startsWith("Added mine: 1 lesson");
        Node row = robot.lookup("#added-mine-01-first").query();
        robot.interact(row::requestFocus);
        robot.interact(
                () -> robot.lookup("#open-added-mine-01-first").queryButton().fire());
        assertThat(shell.lesson().task().name()).isEqualTo("mine/01-first");
        assertThat(shell.lesson().predicting()).isTrue();
        robot.interact(() -> shell.openFile(file));
        assertThat(shell.messageProperty().get()).contains("there is a pack 'mine' already");
    }

    @Test
    void aPackThatIsRefusedSaysWhyInOneLineAndLeavesNothing() throws IOException {
        shell.keepAdded(new AddedLessons(folder.resolve("lessons")));
        Path bad = pack("bad.zip", "no front matter");
        WaitForAsyncUtils.asyncFx(() -> shell.openFile(bad));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(shell.messageProperty().get()).contains("lesson.md").doesNotContain("\n");
        Path odd = Files.writeString(folder.resolve("odd.zip"), "PK and nothing else");
        WaitForAsyncUtils.asyncFx(() -> shell.openFile(odd));
        WaitForAsyncUtils.waitForFxEvents();
        assertThat(shell.messageProperty().get()).isNotBlank().doesNotContain("\n", "Exception");
        assertThat(shell.added()).isEmpty();
    }
}
