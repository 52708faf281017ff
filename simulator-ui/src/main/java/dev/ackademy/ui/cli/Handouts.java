package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Finding;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import dev.ackademy.lessons.play.Fixes;
import dev.ackademy.lessons.play.Stage;
import dev.ackademy.lessons.play.Stage.Played;
import dev.ackademy.lessons.play.Truth;
import dev.ackademy.lessons.script.Block;
import dev.ackademy.lessons.script.Block.Span;
import dev.ackademy.lessons.script.Question;
import dev.ackademy.lessons.script.Script;
import dev.ackademy.ui.workbench.Pictures;
import dev.ackademy.ui.workbench.Pictures.Picture;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;

/// The course on paper. Of each lesson one page asks and the next one shows the run and says why, so that the answer is
/// not seen before it is predicted. Answers and mends are computed by running, as everywhere.
///
/// @param html     with the pictures in it, for itself
/// @param pictures that the Markdown names as `pictures/NAME.svg`
record Handouts(String markdown, String html, String key, String results, List<Picture> pictures) {

    static final String FOLDER = "pictures";

    private static final Terminal PAPER = new Terminal(false, true, 100);

    private static final String HEAD = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Ackademy: handouts</title><style>
            body { font: 11pt/1.45 Georgia, serif; max-width: 46em; margin: 2em auto; color: #161A21; }
            h1, h2, h3 { font-family: sans-serif; line-height: 1.2; }
            h2 { page-break-before: always; } h1 + h2 { page-break-before: avoid; } h3 { page-break-after: avoid; }
            pre { font: 7.5pt/1.25 "DejaVu Sans Mono", monospace; overflow-x: auto; page-break-inside: avoid; }
            svg { display: block; width: 100%; height: auto; max-height: 235mm; margin: 1em 0; page-break-inside: avoid; }
            @page { size: A4; margin: 18mm; } @media print { body { margin: 0; } a { color: inherit; } }
            </style></head><body>
            """;

    static Handouts of(LessonLibrary library, Pictures draws) {
        StringBuilder pages = new StringBuilder("# Ackademy: handouts\n");
        StringBuilder key = new StringBuilder("# Answer key\n\nComputed by running each lesson.\n");
        List<String> columns = new ArrayList<>(List.of("\"learner\""));
        List<Picture> pictures = new ArrayList<>();
        for (Lesson lesson : library.course()) {
            Stage stage = library.stage(lesson);
            Played run = stage.play();
            List<Picture> drawn = draws.of(library, lesson, run);
            pictures.addAll(drawn);
            front(stage, pages);
            back(stage, run, drawn, pages);
            key(stage, run, key);
            int asked = stage.script().questions().size();
            columns.add("\"" + stage.name() + ": right of " + asked + "\"");
            columns.add("\"" + stage.name() + ": mended\"");
        }
        String body = HtmlRenderer.builder()
                .escapeHtml(true)
                .sanitizeUrls(true)
                .nodeRendererFactory(context -> new Inlined(context.getWriter(), pictures))
                .build()
                .render(Parser.builder().build().parse(pages.toString()));
        return new Handouts(
                pages.toString(),
                HEAD + body + "</body></html>\n",
                key.toString(),
                String.join(",", columns) + "\n",
                List.copyOf(pictures));
    }

    /// In the place of an image, the picture itself.
    private record Inlined(HtmlWriter writer, List<Picture> pictures) implements NodeRenderer {

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Image.class);
        }

        @Override
        public void render(Node image) {
            pictures.stream()
                    .filter(each -> file(each).equals(((Image) image).getDestination()))
                    .forEach(each -> writer.raw(each.svg()));
        }
    }

    static String file(Picture picture) {
        return FOLDER + "/" + picture.name() + ".svg";
    }

    private static void front(Stage stage, StringBuilder page) {
        Script script = stage.script();
        page.append("\n## ")
                .append(title(stage))
                .append("\n\n**")
                .append(safe(script.stake()))
                .append("**\n");
        blocks(script.section(0), page);
        page.append("\n### Predict\n");
        for (Question question : script.questions()) {
            page.append("\n").append(safe(question.text())).append("\n\n");
            question.options()
                    .forEach(each -> page.append("- ☐ ").append(safe(each)).append("\n"));
        }
    }

    private static void back(Stage stage, Played run, List<Picture> pictures, StringBuilder page) {
        Script script = stage.script();
        page.append("\n## ").append(title(stage)).append(": what happened\n");
        blocks(script.section(1), page);
        pictures.forEach(each -> page.append("\n![")
                .append(safe(each.says()))
                .append("](")
                .append(file(each))
                .append(")\n"));
        chain(new Truth(run).told(script), page);
        table(StoreTable.of(run.report(), PAPER), page);
        blocks(script.section(2), page);
        page.append("\n### Fix it\n");
        blocks(script.section(3), page);
        page.append("\n**Goal: ").append(safe(script.goal().text())).append("**\n\n");
        script.settings()
                .forEach(each -> page.append("- ")
                        .append(safe(each.path() + " (" + String.join(" | ", each.values()) + "): " + each.text()))
                        .append("\n"));
        page.append("\n**").append(safe(script.takeaway())).append("**\n\n");
        script.references()
                .forEach(each -> page.append("- ")
                        .append(safe(each.text()))
                        .append(" <")
                        .append(each.link())
                        .append(">\n"));
    }

    /// The steps that have their numbers in the pictures.
    private static void chain(Finding told, StringBuilder page) {
        page.append("\n");
        if (told != null) {
            told.why().stream()
                    .skip(1)
                    .filter(each -> each.entry() > 0)
                    .forEach(
                            each -> page.append("1. ").append(safe(each.text())).append("\n"));
        }
    }

    private static void key(Stage stage, Played run, StringBuilder key) {
        key.append("\n## ").append(title(stage)).append("\n\n");
        Truth truth = new Truth(run);
        int number = 1;
        for (Question question : stage.script().questions()) {
            int right = truth.right(question).getFirst();
            key.append(number++).append(". Choice ").append(right + 1).append(": ");
            key.append(safe(question.options().get(right))).append("\n");
        }
        key.append("\nWhat meets the goal, the shortest first:\n\n");
        Fixes.solutions(stage).stream()
                .limit(3)
                .forEach(each -> key.append("- ")
                        .append(code(String.join(" ", each.sets())))
                        .append("\n"));
    }

    private static String title(Stage stage) {
        return safe(stage.name().substring(0, stage.name().indexOf('-')) + " "
                + stage.script().title());
    }

    private static void blocks(List<Block> blocks, StringBuilder page) {
        for (Block block : blocks) {
            page.append("\n");
            switch (block) {
                case Block.Paragraph paragraph ->
                    page.append(spans(paragraph.spans())).append("\n");
                case Block.Items items ->
                    items.items()
                            .forEach(each -> page.append(items.numbered() ? "1. " : "- ")
                                    .append(spans(each))
                                    .append("\n"));
                case Block.Code text -> fenced(text.text(), page);
            }
        }
    }

    private static String spans(List<Span> spans) {
        return spans.stream().map(Handouts::span).collect(Collectors.joining());
    }

    private static String span(Span span) {
        return switch (span.style()) {
            case PLAIN ->
                span.link().isEmpty() ? safe(span.text()) : "[" + safe(span.text()) + "](" + span.link() + ")";
            case STRONG -> "**" + safe(span.text()) + "**";
            case TERM -> "*" + safe(span.text()) + "*";
            case CODE -> code(span.text());
        };
    }

    private static void table(List<Line> lines, StringBuilder page) {
        page.append("\n");
        fenced(lines.stream().map(each -> each.render(PAPER)).collect(Collectors.joining("\n")), page);
    }

    private static void fenced(String text, StringBuilder page) {
        page.append("~~~text\n").append(text.replace("~~~", "- -")).append("\n~~~\n");
    }

    private static String code(String text) {
        return "`" + SafeText.of(text).replace('`', '\'') + "`";
    }

    /// As Markdown that says what the text says.
    private static String safe(String text) {
        return SafeText.of(text).replaceAll("([\\\\`*_{}\\[\\]<>#|&])", "\\\\$1");
    }
}
