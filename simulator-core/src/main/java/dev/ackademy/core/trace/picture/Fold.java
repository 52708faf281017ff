package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.GroupEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Opaque;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.QueueEvent;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.RunEvent;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.StreamEvent;
import dev.ackademy.core.model.SubjectEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.model.TransactionEvent;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;

/// Applies entries one after another; the parts are immutable, so a picture can be taken at any time for nothing. It
/// trusts no entry: what names a node, a partition or an operation that is not there changes nothing or adds it.
final class Fold {

    private static final String INTERNAL = "__";

    /// A recording may say any number; a run never adds more than this at once.
    private static final int MOST_ADDED = 10_000;

    private final Scene scene;
    private int n;
    private long at;
    private RunEvent.Phase phase = RunEvent.Phase.ACTIVE;
    private RunEnd end;
    private String waiting = "";
    private List<String> unused = List.of();
    private Table<Integer, NodePicture> nodes = Table.empty();
    private Table<Integer, ProcessPicture> processes = Table.empty();
    private Table<TopicPartition, PartitionPicture> partitions = Table.empty();
    private Table<TopicPartition, PartitionPicture> internal = Table.empty();
    private Table<String, GroupPicture> groups = Table.empty();
    private Table<String, ConsumerPicture> consumers = Table.empty();
    private Table<String, SubjectPicture> subjects = Table.empty();
    private Table<Integer, StorePicture> stores = Table.empty();
    private NetworkPicture network = NetworkPicture.EMPTY;
    private Table<String, TruthPicture> truth = Table.empty();
    private Table<Operation, JourneyPicture> journeys = Table.empty();
    private Table<TopicPartition, QueuePicture> queues = Table.empty();

    private Fold(Scene scene) {
        this.scene = scene;
    }

    Fold(Picture from) {
        this.scene = from.scene();
        this.n = from.n();
        this.at = from.at();
        this.phase = from.phase();
        this.end = from.end();
        this.waiting = from.waiting();
        this.unused = from.unused();
        this.nodes = from.nodes();
        this.processes = from.processes();
        this.partitions = from.partitions();
        this.internal = from.internal();
        this.groups = from.groups();
        this.consumers = from.consumers();
        this.subjects = from.subjects();
        this.stores = from.stores();
        this.network = from.network();
        this.truth = from.truth();
        this.journeys = from.journeys();
        this.queues = from.queues();
    }

    static Fold before(Scene scene) {
        Fold fold = new Fold(scene);
        for (int node = 0; node < scene.nodes().size(); node++) {
            fold.nodes = fold.nodes.with(node, NodePicture.before(node));
        }
        scene.actors()
                .forEach((node, actor) ->
                        fold.processes = fold.processes.with(node, ProcessPicture.before(node, actor.lanes())));
        scene.topics().values().forEach(topic -> {
            TopicPartition queue = new TopicPartition(topic.name(), 0);
            fold.queues = topic.queue() ? fold.queues.with(queue, QueuePicture.before(queue)) : fold.queues;
            for (int partition = 0; !topic.queue() && partition < topic.partitions(); partition++) {
                TopicPartition name = new TopicPartition(topic.name(), partition);
                fold.partitions = fold.partitions.with(name, PartitionPicture.before(name));
            }
        });
        scene.groups().keySet().forEach(group -> fold.groups = fold.groups.with(group, GroupPicture.before(group)));
        scene.stores()
                .forEach((node, store) ->
                        fold.stores = fold.stores.with(node, StorePicture.before(node, store.tables())));
        return fold;
    }

    Picture picture() {
        return new Picture(
                scene,
                n,
                at,
                phase,
                end,
                waiting,
                unused,
                nodes,
                processes,
                partitions,
                internal,
                groups,
                consumers,
                subjects,
                stores,
                network,
                truth,
                journeys,
                queues);
    }

    int n() {
        return n;
    }

    void apply(TraceEntry entry) {
        n = entry.n();
        at = entry.at();
        switch (entry.event()) {
            case SourceEvent.TruthChanged e -> truthChanged(e, entry);
            case AppEvent e -> app(e, entry);
            case DeliveryEvent e -> delivery(e, entry);
            case LogEvent e -> log(e, entry);
            case GroupEvent e -> group(e, entry);
            case TransactionEvent e -> transaction(e, entry);
            case StreamEvent e -> stream(e, entry);
            case SubjectEvent e -> subject(e);
            case QueueEvent e -> queue(e, entry);
            case StoreEvent e -> store(e, entry);
            case NetworkEvent e -> network(e, entry);
            case NodeEvent e -> node(e, entry);
            case RunEvent e -> run(e);
            case Opaque _ -> {}
        }
    }

    private void run(RunEvent event) {
        switch (event) {
            case RunEvent.PhaseBegan began -> phase = began.phase();
            case RunEvent.RunEnded ended -> {
                end = ended.end();
                waiting = ended.waiting() == null ? "" : ended.waiting();
            }
            case RunEvent.FaultUnused fault -> {
                List<String> more = new ArrayList<>(unused);
                more.add(fault.fault());
                unused = more;
            }
        }
    }

    private void truthChanged(SourceEvent.TruthChanged event, TraceEntry entry) {
        Operation operation = event.operation();
        if (operation == null) {
            return;
        }
        TruthPicture before = truth.get(operation.key());
        truth = truth.with(
                operation.key(),
                new TruthPicture(
                        TruthPicture.changed(before == null ? null : before.row(), operation, event.payload()),
                        operation,
                        event.label() == null ? "" : event.label(),
                        at,
                        n));
        journeys = journeys.with(operation, journey(operation).owed(event.label(), n, at));
    }

    private JourneyPicture journey(Operation operation) {
        JourneyPicture known = journeys.get(operation);
        return known == null ? JourneyPicture.of(operation) : known;
    }

    private ProcessPicture process(int node) {
        ProcessPicture known = processes.get(node);
        return known == null ? ProcessPicture.before(node, 1) : known;
    }

    private void app(AppEvent event, TraceEntry entry) {
        processes = processes.with(entry.node(), process(entry.node()).apply(event, entry));
        if (event instanceof AppEvent.ItemEnded e && e.operation() != null) {
            journeys = journeys.with(
                    e.operation(),
                    journey(e.operation()).ended(n, new JourneyPicture.End(entry.node(), e.ending(), e.cause(), at)));
        }
    }

    private void delivery(DeliveryEvent event, TraceEntry entry) {
        processes = processes.with(entry.node(), process(entry.node()).apply(event, entry));
        Operation operation = event.operation();
        if (operation == null) {
            return;
        }
        switch (event) {
            case DeliveryEvent.PublishAsked _ ->
                journeys = journeys.with(operation, journey(operation).sent());
            case DeliveryEvent.PublishAcknowledged _ ->
                journeys = journeys.with(operation, journey(operation).received());
            case DeliveryEvent.Delivered _ ->
                journeys = journeys.with(operation, journey(operation).handedOver());
            case DeliveryEvent.PublishFailed _,
                    DeliveryEvent.AcknowledgeAsked _,
                    DeliveryEvent.Acknowledged _,
                    DeliveryEvent.AcknowledgeFailed _,
                    DeliveryEvent.PartitionsAssigned _,
                    DeliveryEvent.PartitionsRevoked _,
                    DeliveryEvent.PartitionsLost _,
                    DeliveryEvent.PositionSet _,
                    DeliveryEvent.PositionInvalid _ -> {}
        }
    }

    private void log(LogEvent event, TraceEntry entry) {
        if (event instanceof LogEvent.PartitionsAdded added) {
            added(added);
            return;
        }
        TopicPartition name = partitionOf(event);
        if (name == null) {
            return;
        }
        if (queues.has(name)) {
            stored(name, event, entry);
            return;
        }
        if (name.topic().startsWith(INTERNAL)) {
            PartitionPicture known = internal.get(name);
            internal = internal.with(name, (known == null ? PartitionPicture.before(name) : known).apply(event, entry));
            return;
        }
        PartitionPicture known = partitions.get(name);
        partitions = partitions.with(name, (known == null ? PartitionPicture.before(name) : known).apply(event, entry));
        if (event instanceof LogEvent.RecordAppended e) {
            appended(name, e);
        }
    }

    private void transaction(TransactionEvent event, TraceEntry entry) {
        switch (event) {
            case TransactionEvent.TransactionOpened e -> transaction(e.partition(), e, entry);
            case TransactionEvent.MarkerAppended e -> transaction(e.partition(), e, entry);
            case TransactionEvent.LastStableMoved e -> transaction(e.partition(), e, entry);
            case TransactionEvent.RecordsPassed e ->
                processes = processes.with(entry.node(), process(entry.node()).passed(e));
            case TransactionEvent.TransactionMoved _,
                    TransactionEvent.TransactionRefused _,
                    TransactionEvent.TransactionBegun _,
                    TransactionEvent.OffsetAttached _,
                    TransactionEvent.CommitAsked _,
                    TransactionEvent.AbortAsked _,
                    TransactionEvent.TransactionEnded _,
                    TransactionEvent.TransactionFailed _ -> {}
        }
    }

    private void transaction(TopicPartition name, TransactionEvent event, TraceEntry entry) {
        if (name != null) {
            PartitionPicture known = partitions.get(name);
            partitions =
                    partitions.with(name, (known == null ? PartitionPicture.before(name) : known).apply(event, entry));
        }
    }

    private void appended(TopicPartition name, LogEvent.RecordAppended e) {
        if (e.operation() != null) {
            journeys = journeys.with(
                    e.operation(),
                    journey(e.operation())
                            .appended(n, new JourneyPicture.Append(name, e.offset(), e.leaderEpoch(), at)));
        }
    }

    private void stored(TopicPartition name, LogEvent event, TraceEntry entry) {
        if (event instanceof LogEvent.RecordAppended e) {
            queues = queues.with(name, queues.get(name).stored(e, entry.n()));
            appended(name, e);
        }
    }

    private void queue(QueueEvent event, TraceEntry entry) {
        TopicPartition name = event.queue();
        if (name != null) {
            QueuePicture known = queues.get(name);
            queues = queues.with(name, (known == null ? QueuePicture.before(name) : known).apply(event, entry));
        }
    }

    private static TopicPartition partitionOf(LogEvent event) {
        return switch (event) {
            case LogEvent.RecordAppended e -> e.partition();
            case LogEvent.AppendRefused e -> e.partition();
            case LogEvent.DuplicateRecognised e -> e.partition();
            case LogEvent.ReplicaAppended e -> e.partition();
            case LogEvent.LogTruncated e -> e.partition();
            case LogEvent.HighWatermarkMoved e -> e.partition();
            case LogEvent.LogStartMoved e -> e.partition();
            case LogEvent.LogCompacted e -> e.partition();
            case LogEvent.LeaderElected e -> e.partition();
            case LogEvent.IsrChanged e -> e.partition();
            case LogEvent.PartitionsAdded _ -> null;
        };
    }

    private void added(LogEvent.PartitionsAdded event) {
        int from = Math.max(0, event.from());
        for (int i = from; event.topic() != null && i < event.to() && i - from < MOST_ADDED; i++) {
            TopicPartition name = new TopicPartition(event.topic(), i);
            if (!partitions.has(name)) {
                partitions = partitions.with(name, PartitionPicture.before(name));
            }
        }
    }

    private void group(GroupEvent event, TraceEntry entry) {
        if (event instanceof GroupEvent.GroupsLoaded loaded) {
            loaded.groups().forEach(group -> apply(group.group(), event, entry));
            groups.keys().forEach(group -> apply(group, event, entry));
            return;
        }
        if (event instanceof GroupEvent.ConsumerGroupsLoaded loaded) {
            loaded.groups().forEach(group -> apply(group.group(), event, entry));
            return;
        }
        String name = switch (event) {
            case GroupEvent.MemberJoined e -> e.group();
            case GroupEvent.MemberLeft e -> e.group();
            case GroupEvent.RebalanceBegan e -> e.group();
            case GroupEvent.AssignmentMade e -> e.group();
            case GroupEvent.OffsetCommitted e -> e.group();
            case GroupEvent.CommitRefused e -> e.group();
            case GroupEvent.TargetAssigned e -> e.group();
            case GroupEvent.MemberMoved e -> e.group();
            case GroupEvent.GroupsLoaded _, GroupEvent.ConsumerGroupsLoaded _ -> null;
        };
        apply(name, event, entry);
    }

    private void apply(String name, GroupEvent event, TraceEntry entry) {
        if (name != null) {
            GroupPicture known = groups.get(name);
            groups = groups.with(name, (known == null ? GroupPicture.before(name) : known).apply(event, entry));
        }
    }

    private void stream(StreamEvent event, TraceEntry entry) {
        switch (event) {
            case StreamEvent.MessagesRemoved e -> {
                PartitionPicture known = partitions.get(e.partition());
                if (known != null) {
                    partitions = partitions.with(e.partition(), known.removed(entry.node(), e.sequences()));
                }
            }
            case StreamEvent.StreamLost e -> {
                PartitionPicture known = partitions.get(e.partition());
                if (known != null) {
                    partitions = partitions.with(e.partition(), known.lost(entry.node()));
                }
                for (String name : consumers.keys()) {
                    if (consumers.get(name).partition().equals(e.partition())) {
                        consumers = consumers.without(name);
                    }
                }
            }
            case StreamEvent.ConsumerCreated e -> consumer(e.group(), e.partition(), event, entry);
            case StreamEvent.ConsumerRefused e -> consumer(e.group(), e.partition(), event, entry);
            case StreamEvent.MessagesDelivered e -> consumer(e.group(), e.partition(), event, entry);
            case StreamEvent.MessagesAcknowledged e -> consumer(e.group(), e.partition(), event, entry);
            case StreamEvent.AcknowledgementIgnored _ -> {}
            case StreamEvent.RedeliveryQueued e -> consumer(e.group(), e.partition(), event, entry);
            case StreamEvent.RedeliveryDelayed e -> consumer(e.group(), e.partition(), event, entry);
            case StreamEvent.AckWaitExtended e -> consumer(e.group(), e.partition(), event, entry);
            case StreamEvent.DeliveriesExhausted e -> consumer(e.group(), e.partition(), event, entry);
            case StreamEvent.ConsumerRestored e -> consumer(e.group(), e.partition(), event, entry);
        }
    }

    /// What a server does that does not know yet that another one leads changes nothing of the consumer.
    private void consumer(String group, TopicPartition partition, StreamEvent event, TraceEntry entry) {
        PartitionPicture stream = partition == null ? null : partitions.get(partition);
        boolean deposed = stream != null && stream.leader() >= 0 && stream.leader() != entry.node();
        if (group != null && partition != null && !deposed) {
            String name = partition.topic() + "/" + group;
            ConsumerPicture known = consumers.get(name);
            consumers = consumers.with(
                    name, (known == null ? ConsumerPicture.before(group, partition) : known).apply(event, entry));
        }
    }

    private void subject(SubjectEvent event) {
        String name = switch (event) {
            case SubjectEvent.Subscribed e -> e.subject();
            case SubjectEvent.Unsubscribed e -> e.subject();
            case SubjectEvent.MessageRouted e -> e.subject();
            case SubjectEvent.MessageDropped e -> e.subject();
            case SubjectEvent.SlowConsumerCut _ -> null;
        };
        if (name != null) {
            SubjectPicture known = subjects.get(name);
            subjects = subjects.with(name, (known == null ? SubjectPicture.before(name) : known).apply(event));
        }
    }

    private void network(NetworkEvent event, TraceEntry entry) {
        network = network.apply(event, entry);
        if (event instanceof NetworkEvent.FrameSent e
                && e.kind() == RequestKind.PRODUCE
                && !e.answer()
                && processes.has(entry.node())) {
            for (NetworkEvent.Carried carried : e.carried()) {
                processes = processes.with(entry.node(), process(entry.node()).sent(carried.operation()));
            }
        }
    }

    private void store(StoreEvent event, TraceEntry entry) {
        StorePicture known = stores.get(entry.node());
        stores = stores.with(
                entry.node(),
                (known == null ? StorePicture.before(entry.node(), List.of()) : known).apply(event, entry));
        switch (event) {
            case StoreEvent.RowWritten e
            when e.operation() != null -> effect(e.operation(), e.table(), e.key(), e.writer(), entry);
            case StoreEvent.RequestServed e
            when e.operation() != null && !e.repeated() ->
                effect(e.operation(), null, e.operation().key(), e.writer(), entry);
            default -> {}
        }
    }

    private void effect(Operation operation, String table, String key, int writer, TraceEntry entry) {
        journeys = journeys.with(
                operation,
                journey(operation).effect(n, new JourneyPicture.Effect(entry.node(), table, key, writer, at)));
    }

    private void node(NodeEvent event, TraceEntry entry) {
        int node = entry.node();
        NodePicture known = nodes.get(node);
        nodes = nodes.with(node, (known == null ? NodePicture.before(node) : known).apply(event, entry));
        boolean process = processes.has(node)
                || node >= 0
                        && node < scene.nodes().size()
                        && scene.nodes().get(node).role() == NodeName.Role.PROCESS;
        if (stores.has(node)) {
            stores = stores.with(node, stores.get(node).apply(event));
        }
        switch (event) {
            case NodeEvent.NodeStarted _ -> {
                if (process) {
                    processes = processes.with(node, process(node).started());
                }
            }
            case NodeEvent.NodeCrashed _, NodeEvent.PowerLost _ -> {
                network = network.died(node);
                serverDied(node);
                if (process) {
                    processes = processes.with(node, process(node).crashed());
                }
            }
            case NodeEvent.NodeStopped _ -> {
                network = network.died(node);
                serverDied(node);
            }
            case NodeEvent.NodePaused _,
                    NodeEvent.NodeResumed _,
                    NodeEvent.ClockSkewed _,
                    NodeEvent.ServiceSlowed _,
                    NodeEvent.ServiceFailed _,
                    NodeEvent.ServiceRecovered _ -> {}
        }
    }

    /// A server of core NATS knows its listeners in memory alone.
    private void serverDied(int node) {
        boolean broker = node >= 0
                && node < scene.nodes().size()
                && scene.nodes().get(node).role() == NodeName.Role.BROKER;
        for (String subject : broker ? subjects.keys() : List.<String>of()) {
            subjects = subjects.with(subject, subjects.get(subject).serverDied());
        }
    }
}
