package dev.ackademy.core.explore;

/// The answer to one question of a run.
///
/// @param key    as [dev.ackademy.core.engine.Choices#choose] is asked
/// @param answer 1 or more: something goes wrong
public record Decision(String key, int answer) implements Comparable<Decision> {

    /// An order of two events, and no fault.
    public boolean reorders() {
        return reorders(key);
    }

    /// `race/`: two threads inside one client library or server meet in the rarer order.
    static boolean reorders(String key) {
        return key.startsWith("overtake/") || races(key);
    }

    /// Of two threads inside a library or server: no network can say it.
    boolean races() {
        return races(key);
    }

    static boolean races(String key) {
        return key.startsWith("race/");
    }

    @Override
    public int compareTo(Decision other) {
        int byKey = key.compareTo(other.key);
        return byKey != 0 ? byKey : Integer.compare(answer, other.answer);
    }

    /// `the answer to produce A#2 of shop.1 is cut`
    public String words() {
        String[] parts = key.split("/");
        return switch (parts[0]) {
            case "cut" ->
                parts[1].equals("answer")
                        ? "the answer to " + request(parts, 2) + " is cut"
                        : (answer == 1 ? "" : "the answer to ") + request(parts, 1) + " is cut";
            case "refuse" -> request(parts, 1) + " is refused";
            case "late" ->
                (parts[1].equals("answer") ? "the answer to " : "") + request(parts, 2) + " comes late (" + answer
                        + " of the ladder)";
            case "overtake" ->
                (parts[1].equals("answer") ? "the answer to " : "") + request(parts, 2) + " is overtaken";
            case "race" ->
                parts[1].equals("nak")
                        ? "a pull overtakes the first -NAK of " + parts[2] + "@" + parts[4]
                        : parts[2] + " commits " + parts[3] + "@" + parts[4] + " behind the poll";
            case "crash", "pause" ->
                parts[1]
                        + (parts[0].equals("crash") ? " crashes " : " pauses ")
                        + (Place.ofStep(parts)
                                ? parts[3] + " " + parts[2].substring(parts[2].indexOf('-') + 1) + " " + parts[4]
                                        + times(parts)
                                : behind(parts));
            case "power-off" -> (parts[1].equals("all") ? "every broker" : parts[1]) + " loses power " + behind(parts);
            case "partition" -> "partition (" + parts[1] + ") " + behind(parts);
            case "skew" -> "the clock is set " + parts[1] + " " + behind(parts);
            case "slow" -> parts[1] + " is slow " + behind(parts);
            case "fail" -> parts[1] + " refuses everything " + behind(parts);
            default -> toString();
        };
    }

    /// `behind the answer to replicate A#2 of B2`
    private static String behind(String[] parts) {
        boolean answer = parts[2].equals("answer");
        return "behind " + (answer ? "the answer to " : "") + request(parts, answer ? 3 : 2);
    }

    /// `produce A#2 of shop.1`; a request that came before is told by its number.
    private static String request(String[] parts, int from) {
        return parts[from] + " " + parts[from + 2] + " of " + parts[from + 1] + times(parts);
    }

    private static String times(String[] parts) {
        return parts[parts.length - 1].equals("1") ? "" : " (time " + parts[parts.length - 1] + ")";
    }

    /// `cut/produce/shop.1/A#2/1=1`
    @Override
    public String toString() {
        return key + "=" + answer;
    }
}
