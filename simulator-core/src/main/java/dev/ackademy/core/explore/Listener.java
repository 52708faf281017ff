package dev.ackademy.core.explore;

/// Hears how far a search is. All but [#goesOn] is called on the thread that explores, in an order that does not depend
/// on the number of workers.
public interface Listener {

    /// The places are known.
    default void began(Exploration soFar) {}

    /// Everything with at most so much is searched now, place by place.
    default void level(Bounds bounds, int places) {}

    /// Everything was searched in which this place is the first that goes wrong, within the bounds of the
    /// level.
    ///
    /// @param shows the anomalies that some of it shows
    /// @param done  places of this level that are finished
    default void finished(
            Place place, java.util.SortedSet<dev.ackademy.core.model.Anomaly> shows, int done, Work work) {}

    /// An anomaly was met for the first time.
    default void found(Outcome outcome) {}

    /// Asked after every run, on any thread; may keep the caller waiting (a pause). False stops the search.
    default boolean goesOn() {
        return true;
    }

    Listener NONE = new Listener() {};
}
