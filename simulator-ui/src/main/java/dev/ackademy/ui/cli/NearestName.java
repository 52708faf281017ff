package dev.ackademy.ui.cli;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// The name that somebody may have meant: the one with the fewest letters to add, drop, change or swap, if these are
/// few.
final class NearestName {

    private static final int LONGEST = 40;

    private NearestName() {}

    static Optional<String> of(String word, Stream<String> names) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        int most = Math.max(2, word.length() / 3);
        return names.filter(name -> distance(word, name) <= most)
                .min(Comparator.comparingInt((String name) -> distance(word, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : step(one, other, i, j, cost);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int step(String one, String other, int i, int j, int[][] cost) {
        boolean equal = one.charAt(i - 1) == other.charAt(j - 1);
        int best = Math.min(cost[i - 1][j - 1] + (equal ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
