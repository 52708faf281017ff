package dev.ackademy.core.explore;

/// How far a search goes: at most so many faults and so many reorderings in one run.
public record Bounds(int faults, int reorderings) {

    public Bounds {
        if (faults < 0 || reorderings < 0 || faults > MOST || reorderings > MOST) {
            throw new IllegalArgumentException("between 0 and " + MOST + " of each: " + faults + ", " + reorderings);
        }
    }

    public static final int MOST = 8;

    /// `at most 2 faults and 1 reordering`
    public String words() {
        String words = "at most " + many(faults, "fault");
        return reorderings == 0 ? words : words + " and " + many(reorderings, "reordering");
    }

    static String many(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
