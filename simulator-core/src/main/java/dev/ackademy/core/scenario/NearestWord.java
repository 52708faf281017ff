package dev.ackademy.core.scenario;

import java.util.Collection;
import java.util.Optional;

/// The valid word that a misspelt one was probably meant to be: fewest edits (a swap of neighbours counts as one), at
/// most a third of its length, at least one.
final class NearestWord {

    private static final int LONGEST = 60;

    private NearestWord() {}

    /// ` Did you mean 'lose'?`, or nothing.
    static String hint(String word, Collection<String> valid) {
        return to(word, valid).map(w -> " Did you mean '" + w + "'?").orElse("");
    }

    static Optional<String> to(String word, Collection<String> valid) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        String best = null;
        int fewest = Math.max(2, word.length() / 3 + 1);
        for (String candidate : valid) {
            int edits = edits(folded(word), folded(candidate));
            if (edits < fewest && edits < candidate.length()) {
                best = candidate;
                fewest = edits;
            }
        }
        return Optional.ofNullable(best);
    }

    private static String folded(String word) {
        return word.toLowerCase(java.util.Locale.ROOT)
                .replace("_", "")
                .replace("-", "")
                .replace(" ", "");
    }

    private static int edits(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int step(int[][] cost, String a, String b, int i, int j) {
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
