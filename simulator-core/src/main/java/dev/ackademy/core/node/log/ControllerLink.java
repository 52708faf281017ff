package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.log.ClusterFrame.AlterPartition;
import dev.ackademy.core.node.log.ClusterFrame.RegisterAnswer;
import dev.ackademy.core.node.log.ClusterFrame.RegisterBroker;

/// A broker's session with the controller. In memory only.
///
/// ```
///   APART ──connect──► CONNECTING ──opened──► REGISTERING ──answer──► REGISTERED
///     ▲___________________│_______________________│______closed___________│
/// ```
final class ControllerLink {

    static final String RECONNECT = "broker/controller";

    private static final int IDS_PER_BLOCK = 1_000_000;

    enum Stage {
        APART,
        CONNECTING,
        REGISTERING,
        REGISTERED
    }

    private Stage stage = Stage.APART;
    private int incarnation;
    private boolean silent;

    /// The controller has taken this incarnation in: from then on its port is open, also while they are
    /// parted.
    private boolean admitted;

    @Ident
    private int connection;

    @Ident(counter = true)
    private int correlations;

    /// The next producer id to give away; -1 before there is a block (K9).
    private long nextProducerId = -1;

    void start(int startedIncarnation, Turn turn) {
        incarnation = startedIncarnation;
        admitted = startedIncarnation == 1 || turn.settings().controller() < 0;
        if (turn.settings().controller() < 0) {
            nextProducerId = (long) (startedIncarnation - 1) * IDS_PER_BLOCK;
        } else {
            if (startedIncarnation == 1) {
                nextProducerId = firstIdOfForming(turn.settings(), turn.self());
            }
            connect(turn);
        }
    }

    /// Each broker's first block; the controller gives the later ones.
    static long firstIdOfForming(LogSettings settings, int broker) {
        return (long) settings.brokers().indexOf(broker) * IDS_PER_BLOCK;
    }

    static long blockAfter(LogSettings settings, int registrations) {
        return (long) (settings.brokers().size() + registrations) * IDS_PER_BLOCK;
    }

    private void connect(Turn turn) {
        stage = Stage.CONNECTING;
        connection = turn.around().connect(turn.settings().controller());
    }

    boolean owns(int someConnection) {
        return connection == someConnection && stage != Stage.APART;
    }

    void opened(Turn turn) {
        stage = Stage.REGISTERING;
        turn.around().send(connection, new RegisterBroker(++correlations, incarnation));
    }

    void closed(Turn turn) {
        stage = Stage.APART;
        connection = 0;
        if (!silent) {
            turn.arm(turn.settings().heartbeatMicros(), RECONNECT, 0);
        }
    }

    boolean admitted() {
        return admitted;
    }

    void reconnect(Turn turn) {
        if (stage == Stage.APART) {
            connect(turn);
        }
    }

    void silent() {
        silent = true;
    }

    /// Whether something was lost meanwhile is unknown: a new connection registers and is told everything.
    void heard(Turn turn) {
        silent = false;
        if (stage != Stage.APART) {
            turn.around().close(connection);
        }
        connect(turn);
    }

    void registered(RegisterAnswer answer, Turn turn) {
        stage = Stage.REGISTERED;
        admitted = true;
        if (nextProducerId < 0) {
            nextProducerId = answer.firstProducerId();
        }
        for (Replica replica : turn.broker().replicas.values()) {
            if (replica.leading() != null && replica.leading().asked() != null) {
                askForIsr(replica, turn);
            }
        }
    }

    /// K4: sent again after the next registration if it is not answered before.
    void askForIsr(Replica replica, Turn turn) {
        Role.Leading leading = replica.leading();
        if (stage == Stage.REGISTERED) {
            turn.around()
                    .send(
                            connection,
                            new AlterPartition(
                                    ++correlations,
                                    replica.partition(),
                                    leading.epoch(),
                                    leading.partitionEpoch(),
                                    leading.asked()));
        }
    }

    void shutdown(Turn turn) {
        if (stage == Stage.REGISTERED) {
            turn.around().send(connection, new ClusterFrame.ControlledShutdown(++correlations));
        }
    }

    /// K9: a producer id that nobody has had; -1 while there is none to give.
    long newProducerId(Turn turn) {
        if (nextProducerId < 0) {
            return -1;
        }
        return turn.applies(Rule.K9) ? nextProducerId++ : nextProducerId;
    }

    void crashed() {
        stage = Stage.APART;
        connection = 0;
        silent = false;
        admitted = false;
        nextProducerId = -1;
    }
}
