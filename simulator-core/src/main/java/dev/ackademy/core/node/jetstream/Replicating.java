package dev.ackademy.core.node.jetstream;

import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.node.jetstream.Raft.Asker;
import dev.ackademy.core.node.jetstream.Raft.Role;
import dev.ackademy.core.node.jetstream.RaftFrame.Append;
import dev.ackademy.core.node.jetstream.RaftFrame.Appended;
import dev.ackademy.core.node.jetstream.RaftFrame.AskVote;
import dev.ackademy.core.node.jetstream.RaftFrame.Vote;
import java.util.ArrayList;
import java.util.List;

/// Decides changes of a stream: at once where it has one replica, by Raft where it has more (J2). A leader that nobody
/// can hear is replaced after the election time-out; a healthy group sends nothing.
final class Replicating {

    static final String ELECTION = "broker/election";

    private final Turn turn;

    Replicating(Turn turn) {
        this.turn = turn;
    }

    private List<Integer> replicas(Stream stream) {
        return turn.of(stream).replicas();
    }

    private boolean single(Stream stream) {
        return replicas(stream).size() == 1;
    }

    private int quorum(Stream stream) {
        return turn.applies(Rule.J2) ? replicas(stream).size() / 2 + 1 : 1;
    }

    /// The server has started. The first replica leads a stream from its beginning; later the replicas
    /// choose.
    void started(Stream stream, boolean first) {
        if (single(stream)) {
            lead(stream);
        } else if (!first) {
            armElection(stream);
        } else {
            stream.raft.term = 1;
            if (replicas(stream).getFirst() == turn.self()) {
                lead(stream);
            } else {
                stream.raft.leader = replicas(stream).getFirst();
            }
        }
    }

    private void lead(Stream stream) {
        Raft raft = stream.raft;
        raft.role = Role.LEADER;
        raft.leader = turn.self();
        raft.term = Math.max(1, raft.term);
        turn.record(new LogEvent.LeaderElected(stream.partition(), turn.self(), raft.term, true, replicas(stream)));
        for (int peer : replicas(stream)) {
            if (peer != turn.self()) {
                raft.match.put(peer, 0L);
                raft.sent.put(peer, (long) raft.entries.size());
            }
        }
        if (!single(stream) && raft.term > 1) {
            propose(stream, new Change.Began(), List.of());
        }
        found(stream);
        new Delivering(turn).leads(stream);
    }

    void propose(Stream stream, Change change, List<Asker> askers) {
        Raft raft = stream.raft;
        if (single(stream)) {
            apply(stream, change, askers);
            return;
        }
        raft.entries.add(new Raft.Entry(raft.term, change, turn.now()));
        if (!askers.isEmpty()) {
            raft.askers.put((long) raft.entries.size(), new ArrayList<>(askers));
        }
        replicas(stream).forEach(peer -> send(stream, peer));
        decide(stream);
    }

    private void apply(Stream stream, Change change, List<Asker> askers) {
        switch (change) {
            case Change.Store store -> new Publishing(turn).store(stream, store, askers);
            case Change.Create create -> new Delivering(turn).create(stream, create.consumer(), askers);
            case Change.Consumed consumed -> new Settling(turn).consumed(stream, consumed, askers);
            case Change.Remove remove -> new Retaining(turn).remove(stream, remove.sequences(), Retaining.ACKNOWLEDGED);
            case Change.Began _ -> {}
        }
    }

    /// Sends a follower what it has not been sent.
    private void send(Stream stream, int peer) {
        Raft raft = stream.raft;
        if (peer == turn.self() || turn.server().peers.silent(peer)) {
            return;
        }
        long before = raft.sent.get(peer);
        Append append = new Append(
                turn.server().peers.correlation(),
                stream.name,
                raft.term,
                before,
                raft.termAt(before),
                raft.from(before + 1),
                raft.committed);
        if (turn.server().peers.send(peer, append, turn)) {
            raft.sent.put(peer, (long) raft.entries.size());
        }
    }

    /// Does what a quorum has.
    private void decide(Stream stream) {
        Raft raft = stream.raft;
        long decided = raft.committed;
        for (long number = raft.entries.size(); number > raft.committed; number--) {
            long holders = 1;
            for (long match : raft.match.values()) {
                holders += match >= number ? 1 : 0;
            }
            if (holders >= quorum(stream) && raft.termAt(number) == raft.term) {
                decided = number;
                break;
            }
        }
        if (decided > raft.committed) {
            raft.committed = decided;
            applyCommitted(stream);
            if (raft.leads()) {
                replicas(stream).forEach(peer -> send(stream, peer));
            }
        }
    }

    private void applyCommitted(Stream stream) {
        Raft raft = stream.raft;
        while (raft.applied < raft.committed) {
            raft.applied++;
            ArrayList<Asker> askers = raft.askers.remove(raft.applied);
            apply(
                    stream,
                    raft.entries.get((int) raft.applied - 1).change(),
                    askers == null || !raft.leads() ? List.of() : askers);
            raft.lastAt.add(stream.last);
        }
    }

    void arrived(int connection, int from, RaftFrame frame) {
        switch (frame) {
            case Append append -> append(connection, from, append);
            case Appended appended -> appended(from, appended);
            case AskVote ask -> vote(connection, from, ask);
            case Vote vote -> voted(from, vote);
        }
    }

    private void append(int connection, int from, Append append) {
        Stream stream = turn.server().streams.get(append.stream());
        Raft raft = stream.raft;
        boolean fits = append.term() >= raft.term
                && append.before() <= raft.entries.size()
                && raft.termAt(append.before()) == append.beforeTerm();
        if (append.term() >= raft.term) {
            follow(stream, append.term(), from);
        }
        if (fits) {
            long number = append.before();
            for (Raft.Entry entry : append.entries()) {
                number++;
                if (number <= raft.entries.size() && raft.termAt(number) != entry.term()) {
                    truncate(stream, number - 1, "not what the leader has");
                }
                if (number > raft.entries.size()) {
                    raft.entries.add(new Raft.Entry(entry.term(), entry.change(), turn.now()));
                }
            }
            long decided = Math.min(append.committed(), number);
            if (decided > raft.committed) {
                raft.committed = decided;
                applyCommitted(stream);
            }
        }
        long match = fits
                ? append.before() + append.entries().size()
                : Math.min(raft.entries.size(), Math.max(0, append.before() - 1));
        turn.around().send(connection, new Appended(append.correlation(), append.stream(), raft.term, fits, match));
    }

    /// Cuts the log back to this many entries, and the stream with it.
    void truncate(Stream stream, long to, String cause) {
        Raft raft = stream.raft;
        raft.entries.subList((int) to, raft.entries.size()).clear();
        raft.committed = Math.min(raft.committed, to);
        if (raft.applied > to) {
            raft.lastAt.subList((int) to, raft.lastAt.size()).clear();
            raft.applied = to;
            new Upkeep(turn).cutBack(stream, to == 0 ? 0 : raft.lastAt.getLast(), cause);
        }
    }

    private void follow(Stream stream, int term, int leader) {
        Raft raft = stream.raft;
        boolean led = raft.leads();
        if (term > raft.term) {
            raft.votedFor = -1;
        }
        raft.term = term;
        raft.role = Role.FOLLOWER;
        raft.votes.clear();
        if (led) {
            new Delivering(turn).leadsNoMore(stream);
            raft.askers.clear();
        }
        if (leader >= 0) {
            raft.leader = leader;
            disarmElection(stream);
            found(stream);
        } else if (led) {
            raft.leader = -1;
        }
    }

    private void appended(int from, Appended appended) {
        Stream stream = turn.server().streams.get(appended.stream());
        Raft raft = stream.raft;
        if (appended.term() > raft.term) {
            follow(stream, appended.term(), -1);
            armElection(stream);
            return;
        }
        if (!raft.leads() || appended.term() < raft.term) {
            return;
        }
        if (appended.fits()) {
            raft.match.merge(from, appended.match(), Math::max);
            decide(stream);
        } else {
            raft.sent.put(from, appended.match());
            send(stream, from);
        }
    }

    /// The followers of a leader that cannot be heard wait, each a little longer than the one before it.
    void silent(int peer) {
        turn.server().streams.values().forEach(stream -> {
            if (stream.raft.leader == peer && !stream.raft.leads()) {
                armElection(stream);
            }
        });
    }

    /// The leader was not away for long enough.
    void heard(int peer) {
        turn.server().streams.values().forEach(stream -> {
            if (stream.raft.leader == peer && !stream.raft.leads()) {
                disarmElection(stream);
                found(stream);
            }
            if (stream.raft.leads() && stream.raft.sent.containsKey(peer)) {
                catchUp(stream, peer);
            } else if (stream.raft.role == Role.CANDIDATE) {
                armElection(stream);
            }
        });
    }

    /// A connection to this peer is open: a leader begins where the follower surely is.
    void reached(int peer) {
        turn.server().streams.values().forEach(stream -> {
            Raft raft = stream.raft;
            if (raft.leads() && raft.sent.containsKey(peer)) {
                catchUp(stream, peer);
            } else if (raft.role == Role.CANDIDATE && replicas(stream).contains(peer)) {
                askVote(stream, peer);
            }
        });
    }

    private void catchUp(Stream stream, int peer) {
        stream.raft.sent.put(peer, Math.min(stream.raft.match.get(peer), stream.raft.entries.size()));
        send(stream, peer);
    }

    private void armElection(Stream stream) {
        int place = replicas(stream).indexOf(turn.self());
        long wait = turn.settings().electionMicros();
        turn.arm(wait + wait * place / 4, ELECTION, stream.number);
        stream.raft.electionArmed = true;
    }

    private void disarmElection(Stream stream) {
        turn.disarm(ELECTION, stream.number);
        stream.raft.electionArmed = false;
    }

    void electionDue(Stream stream) {
        Raft raft = stream.raft;
        raft.electionArmed = false;
        if (raft.leads()) {
            return;
        }
        raft.term++;
        raft.role = Role.CANDIDATE;
        raft.leader = -1;
        raft.votedFor = turn.self();
        raft.votes.clear();
        raft.votes.add(turn.self());
        replicas(stream).forEach(peer -> askVote(stream, peer));
        boolean anybody = replicas(stream).stream()
                .anyMatch(peer -> peer != turn.self() && !turn.server().peers.silent(peer));
        if (anybody) {
            armElection(stream);
        }
    }

    private void askVote(Stream stream, int peer) {
        Raft raft = stream.raft;
        if (peer != turn.self() && !turn.server().peers.silent(peer)) {
            long entries = raft.entries.size();
            turn.server()
                    .peers
                    .send(
                            peer,
                            new AskVote(
                                    turn.server().peers.correlation(),
                                    stream.name,
                                    raft.term,
                                    entries,
                                    raft.termAt(entries)),
                            turn);
        }
    }

    private void vote(int connection, int from, AskVote ask) {
        Stream stream = turn.server().streams.get(ask.stream());
        Raft raft = stream.raft;
        if (ask.term() > raft.term) {
            follow(stream, ask.term(), -1);
        }
        long own = raft.entries.size();
        boolean upToDate =
                ask.lastTerm() > raft.termAt(own) || ask.lastTerm() == raft.termAt(own) && ask.entries() >= own;
        boolean granted = ask.term() == raft.term && upToDate && (raft.votedFor == -1 || raft.votedFor == from);
        if (granted) {
            raft.votedFor = from;
            armElection(stream);
        } else if (ask.term() == raft.term && raft.role == Role.FOLLOWER && !raft.electionArmed) {
            armElection(stream); // a vote that is refused puts nobody off: else a stale candidate would for ever
        }
        turn.around().send(connection, new Vote(ask.correlation(), ask.stream(), raft.term, granted));
    }

    private void voted(int from, Vote vote) {
        Stream stream = turn.server().streams.get(vote.stream());
        Raft raft = stream.raft;
        if (vote.term() > raft.term) {
            follow(stream, vote.term(), -1);
            armElection(stream);
        } else if (vote.granted() && raft.role == Role.CANDIDATE && vote.term() == raft.term) {
            raft.votes.add(from);
            if (raft.votes.size() >= replicas(stream).size() / 2 + 1) {
                disarmElection(stream);
                lead(stream);
            }
        }
    }

    /// A client asked a server that does not lead: it is told who does, now or when that is known.
    void moved(Stream stream, int connection, int correlation) {
        stream.raft.lost.add(new Raft.Lost(connection, correlation));
        if (stream.raft.leader >= 0 && !turn.server().peers.silent(stream.raft.leader)) {
            found(stream);
        }
    }

    private void found(Stream stream) {
        Raft raft = stream.raft;
        List<Raft.Lost> lost = List.copyOf(raft.lost);
        raft.lost.clear();
        for (Raft.Lost each : lost) {
            turn.around()
                    .send(each.connection(), new JetStreamFrame.Moved(each.correlation(), stream.name, raft.leader));
        }
    }
}
