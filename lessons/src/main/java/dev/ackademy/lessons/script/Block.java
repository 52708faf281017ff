package dev.ackademy.lessons.script;

import java.util.List;

/// A piece of a narrative.
public sealed interface Block {

    /// @param spans read one behind the other
    record Paragraph(List<Span> spans) implements Block {}

    /// @param numbered whether the items are counted from 1
    record Items(boolean numbered, List<List<Span>> items) implements Block {}

    /// Shown as it is, in a fixed pitch.
    record Code(String text) implements Block {}

    /// A stretch of text in one style.
    ///
    /// @param link where it leads, empty for nowhere; always `https://`
    record Span(String text, Style style, String link) {}

    enum Style {
        PLAIN,
        STRONG,
        /// A word of the field where it is explained.
        TERM,
        CODE
    }
}
