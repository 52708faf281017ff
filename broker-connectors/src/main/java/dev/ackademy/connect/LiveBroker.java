package dev.ackademy.connect;

import dev.ackademy.connect.fault.FaultProxy;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.BrokerClient.Application;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A real broker as a live run needs it: topics made and removed, ways to it that can be broken, its servers killed and
/// started again, and what can be asked of it. Names are those of the scenario; a prefix is the broker's own business.
public interface LiveBroker extends AutoCloseable {

    /// The way of one incarnation of a process: a proxy to each server, and the client library that knows
    /// no other way. Without proxies where the servers are somebody else's.
    interface Link extends AutoCloseable {
        /// By the number of the server, from 0.
        List<FaultProxy> proxies();

        LiveClient client(Application mailbox);

        @Override
        void close();
    }

    /// A message as it is stored.
    ///
    /// @param cause the entry that asked for the send
    record Stored(TopicPartition partition, long position, Operation operation, int attempt, int cause) {}

    /// How far a group is with a partition.
    ///
    /// @param begin the first position that is still there
    /// @param end   the next position to be written
    /// @param next  the next position that the group is to be given, -1 where it has none
    /// @param unsettled positions before `next` that were given and are not settled (JetStream)
    record Progress(String group, TopicPartition partition, long begin, long end, long next, List<Long> unsettled) {}

    /// Makes every topic or stream of the scenario, and has the client library loaded, so that the first
    /// process to start is as quick as the others.
    ///
    /// @throws IOException where one is there already, or may not be made
    void create() throws IOException;

    /// Where nothing is stored: tells every message that passes the broker from now on, with the position
    /// -1.
    default void watch(Consumer<Stored> told) throws IOException {}

    /// @param process the node
    Link link(int process) throws IOException;

    /// Every message of every topic that the scenario can read, in the order of each partition.
    List<Stored> stored() throws IOException;

    List<Progress> progress() throws IOException;

    /// The first position that is still there, by partition.
    Map<TopicPartition, Long> begins() throws IOException;

    /// Who leads a partition, which replicas are in sync; servers from 0, -1 for none.
    record Leads(TopicPartition partition, int leader, int epoch, List<Integer> inSync) {}

    List<Leads> leads() throws IOException;

    /// The server that led a partition when it was last asked, from 0.
    int leader(TopicPartition partition);

    /// Kinds of message that stand for a request, in the protocol's own words; empty where the protocol has
    /// none.
    List<String> kinds(RequestKind request);

    /// The protocol's error that a refusal of this request gives, null where it has none.
    ///
    /// @param named by the scenario, null for the usual one of its sort
    String error(RequestKind request, String named, boolean retriable);

    /// Those that are ours to break, by number; empty where they are somebody else's.
    List<? extends OwnServer> servers();

    void addPartitions(String topic, int to) throws IOException;

    /// Whether its servers and links are ours to break.
    boolean breakable();

    /// The word for a server of our own, `kafka`.
    String own();

    /// What of the scenario this broker cannot do, each with the nearest that it can.
    List<String> refuses();

    /// What it is, for a person: `Kafka 4.4.0 of our own`.
    String words();

    /// Removes what [#create] made, and nothing else.
    @Override
    void close();
}
