package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.Instant;
import dev.ackademy.core.model.Ranked;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The place of a server among the replicas of one stream: who leads, and the log of what is decided. A stream with one
/// replica has no log; its only server leads.
final class Raft {

    enum Role {
        FOLLOWER,
        CANDIDATE,
        LEADER
    }

    /// @param atMicros when this server wrote it
    record Entry(@Ranked int term, Change change, @Instant long atMicros) {}

    /// @param sequence of an acknowledgement that is to be confirmed, -1 for a publish
    record Asker(@Ident int connection, @Ident int correlation, long sequence) {}

    /// A request of a client that waits until this server knows who leads.
    record Lost(@Ident int connection, @Ident int correlation) {}

    Role role = Role.FOLLOWER;

    @Ranked
    int term;

    /// Node numbers, -1 for none.
    int votedFor = -1;
    int leader = -1;

    /// The timer of the next election runs. Memory.
    boolean electionArmed;

    final ArrayList<Entry> entries = new ArrayList<>();

    /// The last sequence of the stream after each applied entry.
    final ArrayList<Long> lastAt = new ArrayList<>();

    /// How many entries are decided, and done here.
    long committed;
    long applied;

    // Memory of a leader, by node number.
    final TreeMap<Integer, Long> match = new TreeMap<>();
    final TreeMap<Integer, Long> sent = new TreeMap<>();

    /// Memory of a candidate.
    final TreeSet<Integer> votes = new TreeSet<>();

    /// Who waits for an entry to be done, by its number from 1.
    final TreeMap<Long, ArrayList<Asker>> askers = new TreeMap<>();

    final ArrayList<Lost> lost = new ArrayList<>();

    boolean leads() {
        return role == Role.LEADER;
    }

    int termAt(long number) {
        return number == 0 ? 0 : entries.get((int) number - 1).term();
    }

    List<Entry> from(long number) {
        return new ArrayList<>(entries.subList((int) number - 1, entries.size()));
    }

    void crashed() {
        role = Role.FOLLOWER;
        leader = -1;
        electionArmed = false;
        match.clear();
        sent.clear();
        votes.clear();
        askers.clear();
        lost.clear();
    }
}
