package dev.ackademy.ui.cli;

import dev.ackademy.lessons.script.Block;
import dev.ackademy.lessons.script.Block.Span;
import dev.ackademy.lessons.script.Block.Style;
import java.util.ArrayList;
import java.util.List;

/// The text of a lesson, broken into lines. Whatever it says passes through [SafeText], as every [Line] does.
final class NarrativeText {

    /// Longer lines are hard to read, however wide the terminal is.
    private static final int WIDEST = 84;

    private final List<Line> lines = new ArrayList<>();
    private final int right;
    private Line line;
    private int left;

    private NarrativeText(Terminal terminal) {
        this.right = Math.min(WIDEST, terminal.columns());
    }

    static List<Line> of(List<Block> blocks, Terminal terminal) {
        NarrativeText text = new NarrativeText(terminal);
        for (Block block : blocks) {
            text.block(block);
        }
        return text.lines;
    }

    /// One sentence, its first line begun with `mark`, the others under its text.
    static List<Line> sentence(String mark, String sentence, Ink ink, Terminal terminal) {
        NarrativeText text = new NarrativeText(terminal);
        text.begin(mark, ink);
        text.words(sentence, ink);
        text.lines.add(text.line);
        return text.lines;
    }

    private void block(Block block) {
        if (!lines.isEmpty()) {
            lines.add(new Line());
        }
        switch (block) {
            case Block.Paragraph paragraph -> spans("", paragraph.spans());
            case Block.Items items -> {
                int number = 1;
                for (List<Span> item : items.items()) {
                    spans(items.numbered() ? number++ + "  " : "-  ", item);
                }
            }
            case Block.Code code -> code.text().lines().forEach(each -> lines.add(new Line().put(2, each)));
        }
    }

    private void spans(String mark, List<Span> spans) {
        begin(mark, Ink.FAINT);
        for (Span span : spans) {
            words(span.text(), span.style() == Style.PLAIN ? Ink.PLAIN : Ink.STRONG);
            if (!span.link().isEmpty()) {
                words(" (" + span.link() + ")", Ink.FAINT);
            }
        }
        lines.add(line);
    }

    private void begin(String mark, Ink ink) {
        left = mark.length();
        line = new Line().add(mark, ink);
    }

    /// A word is not parted from what stands directly behind it, even in another ink.
    private void words(String text, Ink ink) {
        for (String word : text.split("(?<= )")) {
            String bare = word.stripTrailing();
            if (line.length() > left && line.length() + bare.length() > right) {
                lines.add(line);
                line = new Line().to(left);
                bare = word.strip();
                word = word.stripLeading();
            }
            line.add(word, ink);
        }
    }
}
