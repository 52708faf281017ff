package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// One client's connections: one to each broker that it uses, and, for a consumer, one more to the coordinator of its
/// group, so that a waiting join does not hold up its fetches. A broker's channel has the broker's number as key, the
/// coordinator's its complement.
///
/// A connection that ends, and one whose request is overdue and that is closed for it, fails all its unanswered
/// requests together (N7).
final class Connections {

    /// Kafka waits 10 s for a connection at first (`socket.connection.setup.timeout.ms`).
    static final long SETUP_MICROS = 10_000_000;

    /// The backoff has long reached its upper bound by then; no need to count further.
    private static final int MOST_FAILURES = 10;

    TreeMap<Integer, Channel> channels = new TreeMap<>();

    @Ident(counter = true)
    int correlations;

    static int coordinator(int broker) {
        return ~broker;
    }

    private static int broker(int key) {
        return key < 0 ? ~key : key;
    }

    int nextCorrelation() {
        return ++correlations;
    }

    /// Open, or being opened.
    boolean used(int key) {
        Channel channel = channels.get(key);
        return channel != null && channel.state != Channel.State.DOWN;
    }

    boolean open(int key) {
        Channel channel = channels.get(key);
        return channel != null && channel.open();
    }

    /// True when the connection is open. Otherwise one is begun, unless one is under way or its backoff
    /// runs.
    boolean ready(int key, Turn turn) {
        Channel channel = channels.computeIfAbsent(key, fresh -> new Channel());
        if (channel.state == Channel.State.DOWN && channel.retryAt <= turn.now()) {
            channel.broker = broker(key);
            channel.state = Channel.State.OPENING;
            channel.openBy = turn.now() + SETUP_MICROS;
            channel.connection = turn.around().connect(channel.broker);
        }
        return channel.open();
    }

    /// The key of an open connection, or of one that is being opened, by preference the one with the fewest
    /// requests under way; -1 when none can be had now.
    int any(List<Integer> brokers, Turn turn) {
        int best = -1;
        for (int broker : brokers) {
            Channel channel = channels.get(broker);
            if (channel != null
                    && channel.open()
                    && (best < 0
                            || channel.unanswered.size()
                                    < channels.get(best).unanswered.size())) {
                best = broker;
            }
        }
        if (best >= 0) {
            return best;
        }
        for (int broker : brokers) {
            Channel channel = channels.get(broker);
            if (channel != null && channel.state == Channel.State.OPENING) {
                return broker;
            }
        }
        return fewestFailures(brokers, turn);
    }

    private int fewestFailures(List<Integer> brokers, Turn turn) {
        int best = -1;
        for (int broker : brokers) {
            Channel channel = channels.get(broker);
            if (channel != null && channel.retryAt > turn.now()) {
                continue;
            }
            if (best < 0 || failures(broker) < failures(best)) {
                best = broker;
            }
        }
        if (best >= 0) {
            ready(best, turn);
        }
        return best;
    }

    int failures(int key) {
        Channel channel = channels.get(key);
        return channel == null ? 0 : channel.failures;
    }

    /// Sends a request on an open connection.
    ///
    /// @param timeoutMicros [Long#MAX_VALUE] for one that may be parked without end
    void send(int key, Frame request, Purpose purpose, long timeoutMicros, Turn turn) {
        Channel channel = channels.get(key);
        if (request.expectsAnswer()) {
            long deadline = timeoutMicros == Long.MAX_VALUE ? Long.MAX_VALUE : turn.now() + timeoutMicros;
            channel.unanswered.add(new Unanswered(request.correlation(), purpose, deadline));
        }
        turn.around().send(channel.connection, request);
    }

    /// The key of the channel that has this connection, or null.
    Integer keyOf(int connection) {
        for (var entry : channels.entrySet()) {
            Channel channel = entry.getValue();
            if (channel.state != Channel.State.DOWN && channel.connection == connection) {
                return entry.getKey();
            }
        }
        return null;
    }

    void opened(int key) {
        Channel channel = channels.get(key);
        channel.state = Channel.State.OPEN;
        channel.failures = 0;
        channel.openBy = Long.MAX_VALUE;
    }

    /// The connection is gone: its unanswered requests, oldest first, have failed.
    List<Unanswered> closed(int key, Turn turn) {
        Channel channel = channels.get(key);
        channel.state = Channel.State.DOWN;
        channel.failures = Math.min(channel.failures + 1, MOST_FAILURES);
        channel.openBy = Long.MAX_VALUE;
        channel.lease = Long.MAX_VALUE;
        channel.retryAt = turn.now()
                + LogClientSettings.backoff(
                        LogClientSettings.RECONNECT_BACKOFF_MICROS,
                        LogClientSettings.RECONNECT_BACKOFF_MAX_MICROS,
                        channel.failures);
        List<Unanswered> failed = channel.unanswered;
        channel.unanswered = new ArrayList<>();
        return failed;
    }

    /// The keys of channels that have an overdue request, or could not be opened in time. The caller closes
    /// each by [#giveUp].
    List<Integer> overdue(long now) {
        List<Integer> keys = new ArrayList<>();
        channels.forEach((key, channel) -> {
            if (channel.deadline() <= now) {
                keys.add(key);
            }
        });
        return keys;
    }

    List<Unanswered> giveUp(int key, Turn turn) {
        turn.around().close(channels.get(key).connection);
        return closed(key, turn);
    }

    /// Bytes from this broker cannot come, or can again: only then does a parked request have a deadline,
    /// which it keeps, and the session of a member with its coordinator.
    void heard(int broker, boolean heard, long timeoutMicros, long sessionMicros, long now) {
        channels.forEach((key, channel) -> {
            if (channel.broker != broker) {
                return;
            }
            channel.lease = key >= 0 || heard ? Long.MAX_VALUE : now + sessionMicros;
            channel.unanswered.replaceAll(request -> request.purpose() == Purpose.FETCH && !heard
                    ? new Unanswered(request.correlation(), Purpose.FETCH, now + timeoutMicros)
                    : request);
        });
    }

    /// The next instant at which a request is overdue or a connection that is wanted may be tried again.
    long deadline() {
        long earliest = Long.MAX_VALUE;
        for (Channel channel : channels.values()) {
            earliest = Math.min(earliest, channel.deadline());
        }
        return earliest;
    }

    /// When this channel may be tried again; [Long#MAX_VALUE] when it is open or being opened.
    long retryAt(int key) {
        Channel channel = channels.get(key);
        return channel == null || channel.state != Channel.State.DOWN ? Long.MAX_VALUE : channel.retryAt;
    }

    /// When the first of these brokers may be tried again; [Long#MAX_VALUE] while one of them is open or
    /// being opened.
    long retryAt(List<Integer> brokers, long now) {
        long earliest = Long.MAX_VALUE;
        for (int broker : brokers) {
            Channel channel = channels.get(broker);
            if (channel != null && channel.state != Channel.State.DOWN) {
                return Long.MAX_VALUE;
            }
            earliest = Math.min(earliest, channel == null ? now : channel.retryAt);
        }
        return earliest;
    }

    void closeAll(Turn turn) {
        for (Channel channel : channels.values()) {
            if (channel.state != Channel.State.DOWN) {
                turn.around().close(channel.connection);
            }
        }
        channels.clear();
    }
}
