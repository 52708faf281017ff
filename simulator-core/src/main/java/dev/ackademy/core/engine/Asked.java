package dev.ackademy.core.engine;

import java.util.TreeMap;

/// How often a choice about each place has been asked: a repeated request or step is another place to fail. Only a
/// name, and so no part of what the world is.
final class Asked {

    /// By the hash of the place.
    private final TreeMap<Long, Integer> times = new TreeMap<>();

    /// The place with how often it has been asked, this time included: `produce/shop.1/A#2/1`.
    String again(String place) {
        return place + "/" + times.merge(Draw.text(Draw.NO_TEXT, place), 1, Integer::sum);
    }
}
