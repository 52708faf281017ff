package dev.ackademy.core.trace;

import tools.jackson.core.JsonToken;

/// Goes through the members of one JSON object: each of the known names at most once, and no other.
final class Members {

    private final String[] names;
    private final boolean othersPass;
    private long seen;

    /// @param othersPass skip names that are not known, as a newer format may have them
    Members(String[] names, boolean othersPass) {
        this.names = names;
        this.othersPass = othersPass;
    }

    /// The place of the next member's name among the names, with the parser on its value; -1 at the end of
    /// the object.
    int next(JsonLine in) {
        while (in.next() != JsonToken.END_OBJECT) {
            String name = in.name();
            int place = place(name);
            in.next();
            if (place >= 0) {
                if ((seen & 1L << place) != 0) {
                    throw new BadLine("'" + name + "' stands twice.");
                }
                seen |= 1L << place;
                return place;
            }
            if (!othersPass) {
                throw new BadLine("there is no field " + BadLine.quoted(name) + " here.");
            }
            in.skip();
        }
        return -1;
    }

    boolean has(int place) {
        return (seen & 1L << place) != 0;
    }

    /// The first so many names must have been there.
    void need(int count) {
        for (int i = 0; i < count; i++) {
            if (!has(i)) {
                throw new BadLine("'" + names[i] + "' is missing.");
            }
        }
    }

    private int place(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
