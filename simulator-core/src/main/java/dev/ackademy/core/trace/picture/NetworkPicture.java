package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.trace.TraceEntry;
import java.util.List;
import java.util.Map;

/// Connections and what travels in them.
///
/// @param connections by number, until they are cut or one of their ends is gone; an orderly end of one is not told
/// @param frames      sent, and neither arrived nor lost, by the entry of their `FrameSent`
/// @param links       pairs of nodes that a fault has parted or slowed, by `from > to`
/// @param incidents   the newest refusals, cuts and lost frames, by entry; older ones are forgotten
public record NetworkPicture(
        Table<Integer, Connection> connections,
        Table<Integer, Frame> frames,
        Table<Way, Disturbed> links,
        Table<Integer, Incident> incidents) {

    /// How many incidents are kept.
    public static final int MOST_INCIDENTS = 64;

    static final NetworkPicture EMPTY = new NetworkPicture(Table.empty(), Table.empty(), Table.empty(), Table.empty());

    /// From one node to another.
    public record Way(int from, int to) implements Comparable<Way> {
        @Override
        public int compareTo(Way other) {
            return from != other.from ? Integer.compare(from, other.from) : Integer.compare(to, other.to);
        }
    }

    /// @param opener       the node that asked for it
    /// @param since        µs
    /// @param stalledUntil µs until which its bytes are held, -1 where they are not
    public record Connection(int number, int opener, int peer, long since, long stalledUntil) {

        public boolean between(int a, int b) {
            return opener == a && peer == b || opener == b && peer == a;
        }
    }

    /// A frame on its way.
    ///
    /// @param sent µs
    public record Frame(
            int entry,
            int connection,
            int from,
            int to,
            RequestKind kind,
            boolean answer,
            String note,
            List<Carried> carried,
            long sent) {}

    /// @param parted       nothing passes
    /// @param slowedMicros how much longer it takes, 0 for not at all
    public record Disturbed(boolean parted, long slowedMicros) {}

    public enum Trouble {
        /// The receiver answers with an error and does nothing.
        REFUSED,
        CUT,
        /// A frame is gone with its connection.
        LOST
    }

    /// What was drawn for a moment and stays readable in the list of what happened.
    ///
    /// @param kind  of the frame; null for a cut
    /// @param cause the error or what cut it
    public record Incident(
            int entry,
            long at,
            Trouble trouble,
            int connection,
            int from,
            int to,
            RequestKind kind,
            boolean answer,
            String cause,
            List<Carried> carried) {}

    NetworkPicture apply(NetworkEvent event, TraceEntry at) {
        return switch (event) {
            case NetworkEvent.ConnectionOpened e -> opened(e, at);
            case NetworkEvent.FrameSent e ->
                frames(frames.with(
                        at.n(),
                        new Frame(
                                at.n(),
                                e.connection(),
                                at.node(),
                                e.to(),
                                e.kind(),
                                e.answer(),
                                e.note(),
                                e.carried(),
                                at.at())));
            case NetworkEvent.FrameArrived e -> without(at, e.connection(), e.from(), e.kind(), e.answer());
            case NetworkEvent.FrameLost e ->
                without(at, e.connection(), e.from(), e.kind(), e.answer())
                        .incident(new Incident(
                                at.n(),
                                at.at(),
                                Trouble.LOST,
                                e.connection(),
                                e.from(),
                                e.to(),
                                e.kind(),
                                e.answer(),
                                e.cause(),
                                e.carried()));
            case NetworkEvent.ConnectionCut e -> cut(e, at);
            case NetworkEvent.ConnectionStalled e -> stalled(e.connection(), e.untilMicros());
            case NetworkEvent.RequestRefused e ->
                without(at, e.connection(), e.from(), e.kind(), false)
                        .incident(new Incident(
                                at.n(),
                                at.at(),
                                Trouble.REFUSED,
                                e.connection(),
                                e.from(),
                                at.node(),
                                e.kind(),
                                false,
                                e.error(),
                                e.carried()));
            case NetworkEvent.LinkParted e -> parted(e);
            case NetworkEvent.LinkHealed e -> healed(e);
            case NetworkEvent.LinkSlowed e ->
                slowed(e.from(), e.to(), e.byMicros()).slowed(e.to(), e.from(), e.byMicros());
        };
    }

    private NetworkPicture opened(NetworkEvent.ConnectionOpened event, TraceEntry at) {
        if (connections.has(event.connection())) {
            return this;
        }
        return connections(connections.with(
                event.connection(), new Connection(event.connection(), at.node(), event.peer(), at.at(), -1)));
    }

    /// The arrival names the entry of the sending among its causes; without that, the oldest of the same
    /// kind in the same direction, for within a connection nothing overtakes.
    private NetworkPicture without(TraceEntry at, int connection, int from, RequestKind kind, boolean answer) {
        for (int cause : at.causes()) {
            Frame frame = frames.get(cause);
            if (frame != null && frame.connection == connection && frame.from == from && frame.answer == answer) {
                return frames(frames.without(cause));
            }
        }
        for (Map.Entry<Integer, Frame> sent : frames) {
            Frame frame = sent.getValue();
            if (frame.connection == connection && frame.from == from && frame.kind == kind && frame.answer == answer) {
                return frames(frames.without(sent.getKey()));
            }
        }
        return this;
    }

    private NetworkPicture cut(NetworkEvent.ConnectionCut event, TraceEntry at) {
        return connections(connections.without(event.connection()))
                .incident(new Incident(
                        at.n(),
                        at.at(),
                        Trouble.CUT,
                        event.connection(),
                        at.node(),
                        event.peer(),
                        null,
                        false,
                        event.cause(),
                        List.of()));
    }

    private NetworkPicture stalled(int number, long until) {
        Connection connection = connections.get(number);
        return connection == null
                ? this
                : connections(connections.with(
                        number, new Connection(number, connection.opener, connection.peer, connection.since, until)));
    }

    /// The connections of a node that died are gone.
    NetworkPicture died(int node) {
        Table<Integer, Connection> left = connections;
        for (Connection connection : connections.values()) {
            if (connection.opener == node || connection.peer == node) {
                left = left.without(connection.number);
            }
        }
        return connections(left);
    }

    private NetworkPicture parted(NetworkEvent.LinkParted event) {
        NetworkPicture next = parted(event.from(), event.to(), true);
        return event.oneWay() ? next : next.parted(event.to(), event.from(), true);
    }

    private NetworkPicture parted(int from, int to, boolean now) {
        Disturbed before = links.get(new Way(from, to), new Disturbed(false, 0));
        return link(from, to, new Disturbed(now, before.slowedMicros));
    }

    private NetworkPicture slowed(int from, int to, long by) {
        Disturbed before = links.get(new Way(from, to), new Disturbed(false, 0));
        return link(from, to, new Disturbed(before.parted, by));
    }

    private NetworkPicture healed(NetworkEvent.LinkHealed event) {
        return link(event.from(), event.to(), new Disturbed(false, 0))
                .link(event.to(), event.from(), new Disturbed(false, 0));
    }

    private NetworkPicture link(int from, int to, Disturbed now) {
        Way way = new Way(from, to);
        boolean fine = !now.parted && now.slowedMicros == 0;
        return new NetworkPicture(connections, frames, fine ? links.without(way) : links.with(way, now), incidents);
    }

    private NetworkPicture incident(Incident incident) {
        Table<Integer, Incident> next = incidents.with(incident.entry, incident);
        if (next.size() > MOST_INCIDENTS) {
            next = next.without(next.first().getKey());
        }
        return new NetworkPicture(connections, frames, links, next);
    }

    private NetworkPicture frames(Table<Integer, Frame> next) {
        return new NetworkPicture(connections, next, links, incidents);
    }

    private NetworkPicture connections(Table<Integer, Connection> next) {
        return new NetworkPicture(next, frames, links, incidents);
    }
}
