package dev.ackademy.core.scenario;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Damages a text as accidents do: bytes, lines and words that change, vanish, come twice or come from another file.
/// The same seed gives the same damage.
final class Mutants {

    private static final String[] WORDS = {
        "on",
        "no",
        "012",
        "1:30",
        "-1",
        "0",
        "99999999999999999999",
        "1.5",
        "~",
        "null",
        "{}",
        "[]",
        "[[[[[[[[",
        "}}",
        "&a x",
        "*a",
        "!!str",
        "<<",
        "---",
        "...",
        "? ",
        "never",
        "-5ms",
        "366d",
        "9999999d",
        "0.3us",
        "\"",
        "'",
        "|",
        ">",
        "#",
        "%YAML",
        "\t",
        "\u0000",
        "\u001b[2J",
        "\uFEFF",
        "\u2028",
        "billing.9",
        "Z#9",
        "A#99999999",
        "B9",
        "a.b.c",
        "é",
        "log-of",
        "jetstream",
        "exactly-once",
        "transaction",
        "acknowledge",
        "true",
        "1e9",
        "0x7fffffffffffffffffff",
        "0o7",
        ".inf"
    };

    private final Random random;
    private final List<String> texts;

    Mutants(long seed, List<String> texts) {
        this.random = new Random(seed);
        this.texts = texts;
    }

    /// One text with one to four damages.
    String next() {
        String text = one(texts);
        for (int i = random.nextInt(4); i >= 0; i--) {
            text = damaged(text);
        }
        return text;
    }

    private String damaged(String text) {
        return switch (random.nextInt(4)) {
            case 0 -> bytes(text);
            case 1 -> lines(text);
            default -> words(text);
        };
    }

    private String one(List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String bytes(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return text;
        }
        int at = random.nextInt(bytes.length);
        if (random.nextInt(8) == 0) {
            return new String(Arrays.copyOf(bytes, at), StandardCharsets.UTF_8);
        }
        bytes[at] =
                (byte) (random.nextBoolean() ? random.nextInt(256) : " :-{}[],#\n\"'&*!".charAt(random.nextInt(15)));
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String lines(String text) {
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(5)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, one(lines));
            case 2 ->
                lines.set(at, " ".repeat(random.nextInt(6)) + lines.get(at).strip());
            case 3 -> lines.add(at, one(List.of(one(texts).split("\n", -1))));
            default -> lines.add(random.nextInt(lines.size()), lines.remove(at));
        }
        return String.join("\n", lines);
    }

    private String words(String text) {
        String[] parts = text.split("(?<=\\W)|(?=\\W)");
        if (parts.length == 0) {
            return text;
        }
        int at = random.nextInt(parts.length);
        parts[at] = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> WORDS[random.nextInt(WORDS.length)];
            case 2 -> parts[random.nextInt(parts.length)];
            default -> swapped(parts[at]);
        };
        return String.join("", parts);
    }

    private String swapped(String word) {
        if (word.length() < 2) {
            return word + word;
        }
        int at = random.nextInt(word.length() - 1);
        return word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
    }
}
