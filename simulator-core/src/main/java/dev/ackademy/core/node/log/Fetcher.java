package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Capped;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.DataFrame.FetchPartition;
import java.util.ArrayList;
import java.util.TreeSet;

/// A follower's one connection to one leader.
///
/// ```
///   APART ──connect──► CONNECTING ──opened──► IDLE ◄──answer── FETCHING
///     ▲___________________│____________________│___request_______▲│
///                              closed
/// ```
final class Fetcher {

    enum Stage {
        APART,
        CONNECTING,
        IDLE,
        FETCHING
    }

    Stage stage = Stage.APART;

    @Ident
    int connection;

    /// Attempts to connect in a row that nobody answered.
    @Capped(at = 2)
    int vain;

    /// Of the last request.
    @Ident
    int correlation;

    /// What it asked for: the same is not asked again while it is under way.
    final ArrayList<FetchPartition> asked = new ArrayList<>();

    /// Refused by the leader: left out for a while, or until the controller says something new.
    final TreeSet<TopicPartition> delayed = new TreeSet<>();

    void apart() {
        stage = Stage.APART;
        connection = 0;
        delayed.clear();
    }
}
