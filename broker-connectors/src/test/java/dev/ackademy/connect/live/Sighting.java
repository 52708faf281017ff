package dev.ackademy.connect.live;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What was sent (the numbers from 0) and what was seen of it, told as the ground truth tells it:
/// `sent=30 seen=31 lost=0 dup=1[6x2] keysOutOfOrder=0`.
record Sighting(int sent, List<Integer> seen) {
    @Override
    public String toString() {
        SortedMap<Integer, Long> counts =
                new TreeMap<>(seen.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
        List<Integer> lost = IntStream.range(0, sent)
                .filter(number -> !counts.containsKey(number))
                .boxed()
                .toList();
        List<String> twice = counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(entry -> entry.getKey() + "x" + entry.getValue())
                .toList();
        return "sent=%d seen=%d lost=%s dup=%s keysOutOfOrder=%d"
                .formatted(sent, seen.size(), counted(lost), counted(twice), outOfOrder());
    }

    /// Counts the first sightings that come after the first sighting of a greater number.
    private long outOfOrder() {
        List<Integer> first = seen.stream().distinct().toList();
        return IntStream.range(1, first.size())
                .filter(i -> first.subList(0, i).stream().anyMatch(earlier -> earlier > first.get(i)))
                .count();
    }

    private static String counted(List<?> items) {
        return items.isEmpty() ? "0" : items.size() + items.toString();
    }

    /// Numbers in the ground truth begin with 0, versions with 1.
    static List<Integer> numbers(List<Integer> versions) {
        return versions.stream().map(version -> version - 1).toList();
    }
}
