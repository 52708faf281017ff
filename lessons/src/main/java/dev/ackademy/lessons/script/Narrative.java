package dev.ackademy.lessons.script;

import dev.ackademy.lessons.script.Block.Span;
import dev.ackademy.lessons.script.Block.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/// Markdown as sections of blocks. Taken are headings of the second level, paragraphs, flat lists, fenced code, strong
/// text, emphasis (a term), code and links to `https://`; everything else, HTML and pictures above all, is refused.
public final class Narrative {

    private final String file;
    private final int before;

    private Narrative(String file, int before) {
        this.file = file;
        this.before = before;
    }

    /// @param headings exactly these, in this order
    static SequencedMap<String, List<Block>> read(String file, int before, String text, List<String> headings) {
        return new Narrative(file, before).sections(text, headings);
    }

    private SequencedMap<String, List<Block>> sections(String text, List<String> headings) {
        SequencedMap<String, List<Block>> sections = new LinkedHashMap<>();
        Node document = Parser.builder()
                .includeSourceSpans(IncludeSourceSpans.BLOCKS)
                .maxOpenBlockParsers(20)
                .build()
                .parse(text);
        List<Block> section = null;
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            if (node instanceof Heading heading) {
                section = new ArrayList<>();
                String title = title(heading);
                if (sections.size() == headings.size()
                        || !headings.get(sections.size()).equals(title)) {
                    throw refused(
                            node, "the headings are '## " + String.join("', '## ", headings) + "', in this order");
                }
                sections.put(title, section);
            } else if (section == null) {
                throw refused(node, "the text begins with the heading '## " + headings.getFirst() + "'");
            } else {
                section.add(block(node));
            }
        }
        for (String heading : headings) {
            if (!sections.containsKey(heading) || sections.get(heading).isEmpty()) {
                throw new ScriptRefused(file, 0, "the section '## " + heading + "' is missing or empty");
            }
        }
        return sections;
    }

    private String title(Heading heading) {
        if (heading.getLevel() != 2) {
            throw refused(heading, "only headings of the second level (##) are taken");
        }
        StringBuilder title = new StringBuilder();
        spans(heading).forEach(span -> title.append(span.text()));
        return title.toString();
    }

    private Block block(Node node) {
        return switch (node) {
            case Paragraph paragraph -> new Block.Paragraph(spans(paragraph));
            case BulletList list -> new Block.Items(false, items(list));
            case OrderedList list -> new Block.Items(true, items(list));
            case FencedCodeBlock code -> new Block.Code(code.getLiteral().stripTrailing());
            default -> throw refused(node, "only paragraphs, flat lists and fenced code are taken");
        };
    }

    private List<List<Span>> items(Node list) {
        List<List<Span>> items = new ArrayList<>();
        for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Node only = item.getFirstChild();
            if (!(item instanceof ListItem) || !(only instanceof Paragraph) || only.getNext() != null) {
                throw refused(item, "an item of a list is one paragraph");
            }
            items.add(spans(only));
        }
        return items;
    }

    private List<Span> spans(Node parent) {
        List<Span> spans = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            spans.add(span(node, parent));
        }
        return List.copyOf(spans);
    }

    private Span span(Node node, Node block) {
        return switch (node) {
            case Text text -> new Span(text.getLiteral(), Style.PLAIN, "");
            case SoftLineBreak _, HardLineBreak _ -> new Span(" ", Style.PLAIN, "");
            case Code code -> new Span(code.getLiteral(), Style.CODE, "");
            case StrongEmphasis strong -> new Span(words(strong, block), Style.STRONG, "");
            case Emphasis term -> new Span(words(term, block), Style.TERM, "");
            case Link link -> new Span(words(link, block), Style.PLAIN, https(link.getDestination(), block));
            default -> throw refused(block, "HTML, pictures and nested styles are not taken in a text");
        };
    }

    private String words(Node parent, Node block) {
        StringBuilder words = new StringBuilder();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
            words.append(span(node, block).text());
        }
        return words.toString();
    }

    private String https(String link, Node block) {
        if (!isHttps(link)) {
            throw refused(block, "a link leads to https://, without spaces: '" + link + "'");
        }
        return link;
    }

    static boolean isHttps(String link) {
        return link.matches("https://[A-Za-z0-9.-]{1,200}(/[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]{0,400})?");
    }

    private ScriptRefused refused(Node node, String cause) {
        int line = node.getSourceSpans().isEmpty()
                ? 0
                : before + node.getSourceSpans().getFirst().getLineIndex() + 1;
        return new ScriptRefused(file, line, cause);
    }
}
