package dev.ackademy.ui.fx.stage;

import dev.ackademy.core.check.Finding;
import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.LogEvent;
import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.Row;
import dev.ackademy.core.model.StoreEvent;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.trace.picture.ConsumerPicture;
import dev.ackademy.core.trace.picture.GroupPicture;
import dev.ackademy.core.trace.picture.LanePicture;
import dev.ackademy.core.trace.picture.NetworkPicture;
import dev.ackademy.core.trace.picture.NodePicture;
import dev.ackademy.core.trace.picture.PartitionPicture;
import dev.ackademy.core.trace.picture.Picture;
import dev.ackademy.core.trace.picture.ProcessPicture;
import dev.ackademy.core.trace.picture.QueuePicture;
import dev.ackademy.core.trace.picture.ReadingPicture;
import dev.ackademy.core.trace.picture.ReplicaPicture;
import dev.ackademy.core.trace.picture.Scene;
import dev.ackademy.core.trace.picture.StorePicture;
import dev.ackademy.core.trace.picture.SubjectPicture;
import dev.ackademy.core.trace.picture.TruthPicture;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.run.AnomalyWords;
import dev.ackademy.ui.fx.run.Clock;
import dev.ackademy.ui.fx.run.Flag;
import dev.ackademy.ui.fx.run.Flights;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.WhyViewModel;
import dev.ackademy.ui.fx.stage.StageFrame.End;
import dev.ackademy.ui.fx.stage.StageFrame.Health;
import dev.ackademy.ui.fx.stage.StageFrame.Life;
import dev.ackademy.ui.fx.stage.StageFrame.Move;
import dev.ackademy.ui.fx.stage.StageFrame.Side;
import dev.ackademy.ui.fx.stage.StageFrame.Tag;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the frame of any moment of a run from its picture. What it works out of the whole run it works out once.
public final class StageFrames {

    /// How long a cut stays to be seen, in seconds of the play.
    private static final double CUT_STAYS = 1.2;

    private record Pair(int process, TopicPartition partition) {}

    private final Played played;
    private final Cast cast;
    private final Map<Integer, Integer> producerIndex = new HashMap<>();
    private final Map<Integer, Integer> consumerIndex = new HashMap<>();
    private final Map<Integer, Integer> storeIndex = new HashMap<>();
    private final Map<TopicPartition, Integer> tapeIndex = new LinkedHashMap<>();
    /// Which partitions a producer ever sends to: drawn from the start, so that nothing appears while it is
    /// played.
    private final Set<Pair> ways = new LinkedHashSet<>();
    private final Map<String, List<Flights.Flight>> sends = new HashMap<>();

    public StageFrames(Played played, Cast cast) {
        this.played = played;
        this.cast = cast;
        index(cast.producers(), producerIndex);
        index(cast.consumers(), consumerIndex);
        index(Cast.seats(cast.stores(), StageLayout.MOST_STORES), storeIndex);
        index(
                cast.shelves().stream()
                        .map(seat -> seat.stream().map(Shelf::partition).toList())
                        .toList(),
                tapeIndex);
        for (Flights.Flight flight : played.flights().all()) {
            if (flight.kind() == RequestKind.PRODUCE && !flight.answer()) {
                for (Carried carried : flight.carried()) {
                    TopicPartition partition = placeOf(carried.copy());
                    if (partition != null) {
                        ways.add(new Pair(flight.from(), partition));
                    }
                    sends.computeIfAbsent(flight.from() + "/" + carried.operation(), _ -> new ArrayList<>())
                            .add(flight);
                }
            }
        }
    }

    private static <T> void index(List<List<T>> seats, Map<T, Integer> indices) {
        for (int i = 0; i < seats.size(); i++) {
            for (T each : seats.get(i)) {
                indices.put(each, i);
            }
        }
    }

    public Cast cast() {
        return cast;
    }

    /// Where a copy lies or goes: a stream, a subject and a queue are named by their topic alone.
    private TopicPartition placeOf(String copy) {
        TopicPartition partition = partitionOf(copy);
        if (partition == null && cast.kind() != StageFrame.Kind.LOG) {
            TopicPartition whole = new TopicPartition(copy, 0);
            return tapeIndex.containsKey(whole) ? whole : null;
        }
        return partition;
    }

    /// `orders-0@3` and `orders-0`; null for anything else.
    static TopicPartition partitionOf(String copy) {
        int at = copy.indexOf('@');
        String name = at < 0 ? copy : copy.substring(0, at);
        int dash = name.lastIndexOf('-');
        if (dash <= 0 || !name.substring(dash + 1).matches("[0-9]{1,6}")) {
            return null;
        }
        return new TopicPartition(name.substring(0, dash), Integer.parseInt(name.substring(dash + 1)));
    }

    /// @param n       entries that have happened
    /// @param at      µs
    /// @param slots   cells of a tape that are to be seen
    /// @param rows    of each store
    /// @param chain   what the why panel shows, null for nothing
    /// @param step    its selected step, -1 for none
    /// @param callout whether the newest finding is called out
    public StageFrame frame(
            int n,
            double at,
            int slots,
            List<Integer> rows,
            boolean details,
            WhyViewModel.Chain chain,
            int step,
            boolean callout) {
        Picture picture = played.pictures().at(n);
        Moment moment = new Moment(picture, n, at, slots, rows, details);
        return moment.frame(chain, step, callout);
    }

    /// The same frame for people who do not want motion: what is under way stands at its start, then at its
    /// end, and a cut connection has parted.
    static StageFrame still(StageFrame frame) {
        List<StageFrame.Flight> standing = frame.flights().stream()
                .map(flight -> new StageFrame.Flight(
                        flight.id(),
                        flight.from(),
                        flight.to(),
                        flight.at() < 0.5 ? 0.2 : 0.8,
                        flight.move(),
                        flight.tag(),
                        flight.text(),
                        flight.lane()))
                .toList();
        List<StageFrame.Cut> parted = frame.cuts().stream()
                .map(cut -> new StageFrame.Cut(cut.from(), cut.to(), cut.at(), cut.gone(), 1))
                .toList();
        return frame.with(standing, parted);
    }

    /// One moment.
    private final class Moment {

        private final Picture picture;
        private final int n;
        private final double at;
        private final int slots;
        private final List<Integer> rows;
        private final boolean details;
        private final List<Finding> found = new ArrayList<>();
        private final Set<Integer> broken = new LinkedHashSet<>();

        Moment(Picture picture, int n, double at, int slots, List<Integer> rows, boolean details) {
            this.picture = picture;
            this.n = n;
            this.at = at;
            this.slots = slots;
            this.rows = rows;
            this.details = details;
            for (Flag flag : played.flags()) {
                if (flag.entry() <= n) {
                    if (flag.broken()) {
                        broken.add(found.size());
                    }
                    found.add(played.report().findings().get(flag.finding()));
                }
            }
        }

        StageFrame frame(WhyViewModel.Chain chain, int step, boolean callout) {
            List<StageFrame.Tape> tapes = new ArrayList<>();
            cast.shelves().forEach(seat -> tapes.add(seat.size() == 1 ? tape(seat.getFirst()) : grouped(seat)));
            List<StageFrame.Store> stores = new ArrayList<>();
            for (int i = 0; i < cast.stores().size(); i++) {
                stores.add(store(cast.stores().get(i), rows.get(i)));
            }
            return new StageFrame(
                    title(),
                    group(),
                    note(),
                    cast.brokers().stream()
                            .map(node -> new StageFrame.Broker(name(node), health(node)))
                            .toList(),
                    cast.producers().stream()
                            .map(seat -> seat.size() == 1 ? producer(seat.getFirst()) : producers(seat))
                            .toList(),
                    tapes,
                    cast.consumers().stream()
                            .map(seat -> seat.size() == 1 ? consumer(seat.getFirst()) : consumers(seat))
                            .toList(),
                    stores,
                    links(),
                    flights(),
                    cuts(),
                    callout && chain != null ? callout(chain, stores) : null,
                    chain == null || step < 0 ? null : ghost(chain.steps().get(step)),
                    cast.more(),
                    details);
        }

        private String name(int node) {
            return picture.scene().name(node);
        }

        private String title() {
            String word = switch (cast.kind()) {
                case LOG, GROUPED -> "topic";
                case STREAM -> "stream";
                case SUBJECT -> "subject";
                case QUEUE -> "queue";
            };
            Set<String> topics = picture.scene().topics().keySet();
            return word + (topics.size() == 1 ? " " : "s ") + String.join(", ", topics);
        }

        private String group() {
            Set<String> groups = picture.scene().groups().keySet();
            String word = cast.kind() == StageFrame.Kind.STREAM ? "durable" : "group";
            return groups.isEmpty() || cast.kind() == StageFrame.Kind.QUEUE
                    ? ""
                    : groups.size() == 1 ? word + " " + groups.iterator().next() : word + "s " + groups.size();
        }

        private String note() {
            switch (cast.kind()) {
                case SUBJECT -> {
                    return "keeps nothing";
                }
                case QUEUE -> {
                    return "bullmq".equals(played.scenario().broker().style()) ? "jobs" : "";
                }
                default -> {}
            }
            Set<String> notes = new LinkedHashSet<>();
            played.scenario().processes().values().forEach(process -> {
                boolean log = cast.kind() == StageFrame.Kind.LOG;
                if (log && process.reads() instanceof Scenario.Reads.Workload && process.producer() != null) {
                    int acks = process.producer().acks();
                    notes.add("acks " + (acks == -1 ? "all" : acks));
                }
            });
            int insync = picture.scene().topics().values().stream()
                    .mapToInt(Scene.Topic::minInsync)
                    .max()
                    .orElse(1);
            String text = notes.size() == 1 ? notes.iterator().next() : "";
            return insync > 1 ? (text.isEmpty() ? "" : text + " · ") + "min ISR " + insync : text;
        }

        private Health health(int node) {
            NodePicture life = picture.nodes().get(node);
            if (life == null) {
                return Health.RUNNING;
            }
            double whole = life.until() - life.since();
            double left = life.until() < 0 || whole <= 0 ? -1 : Math.clamp((life.until() - at) / whole, 0, 1);
            String text = life.until() < 0 ? "" : Clock.brief(Math.max(0, life.until() - at));
            return switch (life.state()) {
                case RUNNING -> Health.RUNNING;
                case NOT_STARTED ->
                    life.incarnation() == 0 && n < 3 ? Health.RUNNING : new Health(Life.STOPPED, -1, "not yet");
                case PAUSED -> new Health(Life.PAUSED, left, text);
                case CRASHED, OFF -> new Health(Life.CRASHED, left, text.isEmpty() ? "down" : text);
                case STOPPED -> new Health(Life.STOPPED, -1, "left");
            };
        }

        // -------------------------------------------------------------- producers

        private StageFrame.Producer producer(int node) {
            ProcessPicture process = picture.processes().get(node);
            List<Tag> pending = new ArrayList<>();
            String retry = "";
            String note = "";
            double left = -1;
            if (process != null) {
                for (ProcessPicture.Publishing publishing : process.publishing().values()) {
                    pending.add(played.hues().tag(publishing.operation()));
                    Waiting waiting = waiting(node, publishing.operation());
                    if (waiting != null && retry.isEmpty()) {
                        retry = waiting.retry();
                        note = waiting.note();
                        left = waiting.left();
                    }
                }
                if (cast.kind() == StageFrame.Kind.SUBJECT) {
                    pending.clear();
                    process.unsent()
                            .values()
                            .forEach(each -> pending.add(played.hues().tag(each.operation())));
                    note = pending.isEmpty() ? lastOf(process) : "no connection";
                } else if (note.isEmpty() && !process.publishing().isEmpty()) {
                    note = "awaits answer";
                } else if (note.isEmpty()) {
                    note = lastOf(process);
                }
            }
            return new StageFrame.Producer(name(node), health(node), pending, capacity(node), retry, note, left);
        }

        /// One card for many: what they have under way together.
        private StageFrame.Producer producers(List<Integer> nodes) {
            List<Tag> pending = new ArrayList<>();
            String retry = "";
            for (int node : nodes) {
                StageFrame.Producer one = producer(node);
                pending.addAll(one.pending());
                retry = retry.isEmpty() ? one.retry() : retry;
            }
            return new StageFrame.Producer(nodes.size() + " more", together(nodes), pending, 0, retry, "", -1);
        }

        private StageFrame.Consumer consumers(List<Integer> nodes) {
            List<String> partitions = new ArrayList<>();
            Tag tag = null;
            for (int node : nodes) {
                StageFrame.Consumer one = consumer(node);
                partitions.addAll(one.partitions());
                tag = one.tag() == null ? tag : one.tag();
            }
            return new StageFrame.Consumer(
                    nodes.size() + " more", together(nodes), partitions, "Works on", tag, "", "");
        }

        /// Down only where all are.
        private Health together(List<Integer> nodes) {
            Health health = health(nodes.getFirst());
            return nodes.stream().anyMatch(node -> health(node).life() == Life.RUNNING) ? Health.RUNNING : health;
        }

        /// One tape for many: how much is in them, and the newest message of each.
        private StageFrame.Tape grouped(List<Shelf> seat) {
            List<StageFrame.Held> newest = new ArrayList<>();
            long records = 0;
            for (Shelf shelf : seat) {
                StageFrame.Tape tape = tape(shelf);
                records += tape.cells().isEmpty()
                        ? tape.strips().stream()
                                .mapToInt(strip -> strip.held().size())
                                .sum()
                        : tape.end();
                if (!tape.cells().isEmpty()) {
                    String under = seat.size() > slots ? "" : tape.name();
                    newest.add(new StageFrame.Held(tape.cells().getLast().tag(), under, 1, false));
                }
            }
            boolean log = cast.kind() == StageFrame.Kind.LOG;
            String note = (log
                            ? tape(seat.getFirst()).name() + " to "
                                    + tape(seat.getLast()).name() + ", "
                            : "") + records + " messages" + (newest.isEmpty() ? "" : ", the newest of each");
            return new StageFrame.Tape(
                    "",
                    seat.size() + " more",
                    "",
                    List.of(),
                    0,
                    List.of(),
                    0,
                    -1,
                    List.of(),
                    List.of(),
                    StageFrame.Kind.GROUPED,
                    note,
                    List.of(new StageFrame.Strip("newest", "", newest, "")));
        }

        private String lastOf(ProcessPicture process) {
            LanePicture lane = process.lanes().get(0);
            if (lane == null) {
                return "";
            }
            if (lane.busy()) {
                return doing(lane);
            }
            return lane.last() == null
                    ? "Idle"
                    : ending(lane.lastEnd()) + " " + lane.last().id();
        }

        private int capacity(int node) {
            if (cast.kind() == StageFrame.Kind.SUBJECT) {
                return -1;
            }
            String deployment = picture.scene().nodes().get(node).deployment();
            Scenario.Deployment process = played.scenario().processes().get(deployment);
            return process == null || process.producer() == null
                    ? 0
                    : process.producer().inFlight();
        }

        private record Waiting(String retry, String note, double left) {}

        /// Whether the operation is being sent again: it was lost or refused, or its second try is under
        /// way.
        private Waiting waiting(int node, Operation operation) {
            List<Flights.Flight> tries = sends.getOrDefault(node + "/" + operation, List.of());
            Flights.Flight last = null;
            Flights.Flight next = null;
            int count = 0;
            for (Flights.Flight each : tries) {
                if (each.sent() <= n) {
                    last = each;
                    count++;
                } else if (next == null) {
                    next = each;
                }
            }
            if (last == null || count == 1 && next == null) {
                return null;
            }
            if (next != null && last.ended() <= n) {
                double whole = next.fromAt() - last.toAt();
                double rest = next.fromAt() - at;
                return new Waiting(
                        operation.id() + " again",
                        "again in " + Clock.brief(rest),
                        whole <= 0 ? 0 : Math.clamp(rest / whole, 0, 1));
            }
            return count > 1 ? new Waiting(operation.id() + " try " + count, "sent again", -1) : null;
        }

        // -------------------------------------------------------------- partitions

        private StageFrame.Tape tape(Shelf shelf) {
            TopicPartition name = shelf.partition();
            boolean log = shelf.kind() == StageFrame.Kind.LOG;
            Strips strips = new Strips(played, picture, at);
            if (!shelf.kind().numbered()) {
                return new StageFrame.Tape(
                        "",
                        name.topic(),
                        "",
                        List.of(),
                        0,
                        List.of(),
                        0,
                        -1,
                        List.of(),
                        List.of(),
                        shelf.kind(),
                        strips.note(shelf),
                        strips.of(shelf));
            }
            PartitionPicture partition = picture.partitions().get(name);
            boolean several = picture.scene().topics().size() > 1;
            String topic = several && log ? name.topic() : "";
            String title = log ? "p" + name.partition() : name.topic();
            int base = log ? 0 : 1;
            if (partition == null) {
                return new StageFrame.Tape(
                        topic,
                        title,
                        "",
                        List.of(),
                        base,
                        List.of(),
                        0,
                        -1,
                        List.of(),
                        List.of(),
                        shelf.kind(),
                        strips.note(shelf),
                        strips.of(shelf));
            }
            ReplicaPicture front = partition.front();
            long first = Math.max(base, front.end() - slots + 1);
            List<StageFrame.Cell> cells = new ArrayList<>();
            for (long offset = first; offset < front.end(); offset++) {
                ReplicaPicture.Cell cell = front.cells().get(offset);
                cells.add(new StageFrame.Cell(
                        offset,
                        cell == null || cell.operation() == null
                                ? null
                                : played.hues().tag(cell.operation())));
            }
            List<StageFrame.Replica> replicas = new ArrayList<>();
            for (int broker : cast.brokers()) {
                ReplicaPicture replica = partition.replicas().get(broker);
                boolean member = replica != null || partition.isr().contains(broker);
                if (member && broker != partition.leader()) {
                    replicas.add(new StageFrame.Replica(
                            name(broker), partition.inSync(broker), replica == null ? 0 : replica.end()));
                }
            }
            return new StageFrame.Tape(
                    topic,
                    title,
                    partition.leader() < 0 ? "" : name(partition.leader()),
                    replicas,
                    first,
                    cells,
                    Math.max(base, front.end()),
                    log || !replicas.isEmpty() ? front.highWatermark() : -1,
                    log ? readers(name) : durables(name),
                    marks(name),
                    shelf.kind(),
                    strips.note(shelf),
                    strips.of(shelf));
        }

        /// The durable consumers of a stream: what they have settled and what they have given.
        private List<StageFrame.Reader> durables(TopicPartition stream) {
            List<StageFrame.Reader> readers = new ArrayList<>();
            for (ConsumerPicture consumer : picture.consumers().values()) {
                if (consumer.partition().equals(stream)) {
                    readers.add(new StageFrame.Reader(
                            consumer.group(), consumer.floor() + 1, consumer.delivered() + 1, true));
                }
            }
            return readers;
        }

        private List<StageFrame.Reader> readers(TopicPartition partition) {
            List<StageFrame.Reader> readers = new ArrayList<>();
            picture.scene().groups().forEach((groupName, group) -> {
                if (!group.topics().contains(partition.topic())) {
                    return;
                }
                GroupPicture state = picture.groups().get(groupName);
                long committed = state == null ? -1 : state.position(partition);
                int reader = -1;
                boolean owner = false;
                for (int member : group.members()) {
                    ProcessPicture process = picture.processes().get(member);
                    ReadingPicture reading =
                            process == null ? null : process.reading().get(partition);
                    if (reading != null && (reading.assigned() || !owner && reading.next() >= 0)) {
                        reader = member;
                        owner |= reading.assigned();
                    }
                }
                if (reader < 0 && committed < 0) {
                    return;
                }
                long next = reader < 0
                        ? -1
                        : picture.processes()
                                .get(reader)
                                .reading()
                                .get(partition)
                                .next();
                NodePicture life = reader < 0 ? null : picture.nodes().get(reader);
                boolean live = owner && life != null && life.up();
                readers.add(new StageFrame.Reader(reader < 0 ? groupName : name(reader), committed, next, live));
            });
            return readers;
        }

        private List<StageFrame.CellMark> marks(TopicPartition partition) {
            List<StageFrame.CellMark> marks = new ArrayList<>();
            for (int i = found.size() - 1; i >= 0 && marks.size() < 4; i--) {
                Finding finding = found.get(i);
                long low = Long.MAX_VALUE;
                long high = -1;
                for (int entry : finding.witness()) {
                    long offset = offsetOf(played.trace().entry(entry), partition);
                    if (offset >= 0) {
                        low = Math.min(low, offset);
                        high = Math.max(high, offset);
                    }
                }
                if (high < 0) {
                    continue;
                }
                if (high - low > 3) {
                    low = high;
                }
                long from = low;
                long to = high;
                boolean taken = marks.stream().anyMatch(mark -> mark.from() <= to && mark.to() >= from);
                if (!taken) {
                    marks.add(new StageFrame.CellMark(
                            low, high, AnomalyWords.of(finding.anomaly()).glyph(), broken.contains(i)));
                }
            }
            controls(partition, marks);
            return marks;
        }

        /// A control record is a cell without a message: its sign says how a transaction ended there.
        private void controls(TopicPartition partition, List<StageFrame.CellMark> marks) {
            PartitionPicture known = picture.partitions().get(partition);
            if (known == null) {
                return;
            }
            for (var control : known.transactions().markers()) {
                long at = control.getKey();
                if (marks.stream().noneMatch(mark -> mark.from() <= at && mark.to() >= at)) {
                    Glyph end = control.getValue().commit() ? Glyph.OK : Glyph.CLOSE;
                    marks.add(new StageFrame.CellMark(at, at, end, false));
                }
            }
        }

        private static long offsetOf(TraceEntry entry, TopicPartition partition) {
            return switch (entry.event()) {
                case LogEvent.RecordAppended e when partition.equals(e.partition()) -> e.offset();
                case DeliveryEvent.Delivered e when partition.equals(e.partition()) -> e.position();
                default -> -1;
            };
        }

        // -------------------------------------------------------------- consumers

        private StageFrame.Consumer consumer(int node) {
            ProcessPicture process = picture.processes().get(node);
            List<String> partitions = new ArrayList<>();
            boolean several = picture.scene().topics().size() > 1;
            String line = "Idle";
            Tag tag = null;
            String second = "";
            String third = "";
            if (process != null) {
                for (TopicPartition partition : process.assigned()) {
                    partitions.add(
                            (several ? letter(partition.topic()) : 'p') + Integer.toString(partition.partition()));
                }
                LanePicture lane = busiest(process);
                if (lane != null && lane.busy()) {
                    boolean waits = lane.state() == LanePicture.StepState.WAITING;
                    line = waits ? "Tries again" : lane.attempt() > 1 ? "Try " + lane.attempt() : "Works on";
                    tag = played.hues().tag(lane.operation());
                    second = waits ? "in " + Clock.brief(Math.max(0, lane.until() - at)) : doing(lane);
                } else if (lane != null && lane.last() != null) {
                    line = ending(lane.lastEnd());
                    tag = played.hues().tag(lane.last());
                }
                if (!process.breakers().isEmpty()) {
                    second = "breaker open";
                }
                if (!process.buffered().isEmpty()) {
                    third = "+" + process.buffered().size() + " polled";
                }
            }
            return new StageFrame.Consumer(name(node), health(node), partitions, line, tag, second, third);
        }

        /// `r` for `orders-retry`
        private static char letter(String topic) {
            int dash = topic.lastIndexOf('-');
            return topic.charAt(dash >= 0 && dash + 1 < topic.length() ? dash + 1 : 0);
        }

        private static LanePicture busiest(ProcessPicture process) {
            LanePicture best = null;
            for (LanePicture lane : process.lanes().values()) {
                if (best == null
                        || lane.busy() && !best.busy()
                        || lane.busy() == best.busy() && lane.since() > best.since()) {
                    best = lane;
                }
            }
            return best;
        }

        private static String doing(LanePicture lane) {
            return switch (lane.verb()) {
                case "publish" -> "sends " + lane.operation().id();
                case "call" -> "calls";
                case "write" -> "writes";
                case "inbox" -> "looks up id";
                case "acknowledge" -> "acks";
                case "transaction" -> "commits";
                case "transform" -> "checks";
                default -> "";
            };
        }

        private static String ending(AppEvent.Ending ending) {
            return switch (ending) {
                case DONE -> "Done with";
                case DEAD_LETTERED -> "Dead-lettered";
                case DISCARDED -> "Discarded";
                case HANDED_ON -> "Handed on";
                case LEFT -> "Left";
                case GIVEN_UP -> "Gave up";
                case null -> "";
            };
        }

        // -------------------------------------------------------------- stores

        private StageFrame.Store store(int node, int room) {
            StorePicture store = picture.stores().get(node);
            boolean service =
                    store == null || !picture.scene().stores().get(node).database();
            Health health = health(node);
            if (store != null && store.failing() != null) {
                health = new Health(Life.RUNNING, -1, store.failing());
            } else if (store != null && store.takesMicros() > 0) {
                health = new Health(Life.RUNNING, -1, "slow");
            }
            Map<String, StageFrame.Row> all = new LinkedHashMap<>();
            Map<String, Integer> order = new HashMap<>();
            if (store != null) {
                for (String key : keys(name(node), store, service)) {
                    all.put(key, row(node, store, key, service));
                    order.put(key, weight(node, store, key, service));
                }
            }
            List<String> keys = new ArrayList<>(all.keySet());
            if (keys.size() > room) {
                List<String> chosen = keys.stream()
                        .sorted(Comparator.comparingInt((String key) -> -order.get(key)))
                        .limit(room)
                        .toList();
                keys.retainAll(chosen);
            }
            return new StageFrame.Store(
                    name(node), service, health, keys.stream().map(all::get).toList(), all.size() - keys.size());
        }

        /// Every key that the source owes to this store, and what else is there.
        private Set<String> keys(String name, StorePicture store, boolean service) {
            Set<String> keys = new java.util.TreeSet<>(StageFrames::byNumber);
            if (played.report().stores().containsKey(name)) {
                keys.addAll(picture.truth().keys());
            }
            if (service) {
                store.served().keys().forEach(operation -> keys.add(operation.key()));
            } else {
                store.rows().values().forEach(table -> keys.addAll(table.keys()));
            }
            return keys;
        }

        private int weight(int node, StorePicture store, String key, boolean service) {
            if (findingAt(node, key) >= 0) {
                return Integer.MAX_VALUE;
            }
            StorePicture.Stored stored = service ? null : stored(store, key);
            TruthPicture truth = picture.truth().get(key);
            return Math.max(stored == null ? 0 : stored.entry(), truth == null ? 0 : truth.entry());
        }

        private static StorePicture.Stored stored(StorePicture store, String key) {
            for (var table : store.rows().values()) {
                StorePicture.Stored row = table.get(key);
                if (row != null) {
                    return row;
                }
            }
            return null;
        }

        private int findingAt(int store, String key) {
            int best = -1;
            for (int i = 0; i < found.size(); i++) {
                Finding finding = found.get(i);
                if (finding.operation() == null || !finding.operation().key().equals(key)) {
                    continue;
                }
                boolean elsewhere = false;
                boolean here = false;
                for (int entry : finding.witness()) {
                    if (played.trace().entry(entry).event() instanceof StoreEvent) {
                        here |= played.trace().entry(entry).node() == store;
                        elsewhere |= played.trace().entry(entry).node() != store;
                    }
                }
                if ((here || !elsewhere) && (best < 0 || broken.contains(i) || !broken.contains(best))) {
                    best = i;
                }
            }
            return best;
        }

        private StageFrame.Row row(int node, StorePicture store, String key, boolean service) {
            TruthPicture truth = picture.truth().get(key);
            int hue = played.hues().index(key);
            String truthText = truth == null ? "" : text(truth.row());
            String sinkText = "none";
            String by = "";
            boolean same = false;
            if (service) {
                int effects = 0;
                int version = 0;
                for (var served : store.served()) {
                    if (served.getKey().key().equals(key) && served.getValue().effects() > 0) {
                        effects += served.getValue().effects();
                        version = Math.max(version, served.getKey().version());
                        by = brief(served.getValue().writer());
                    }
                }
                sinkText = effects == 0 ? "none" : effects == 1 ? "v" + version : "v" + version + " " + effects + "×";
                same = truth != null
                        && truth.row() != null
                        && version == truth.row().version();
            } else {
                StorePicture.Stored stored = stored(store, key);
                if (stored != null && stored.row() != null) {
                    sinkText = text(stored.row());
                    by = brief(stored.writer());
                    same = truth != null
                            && truth.row() != null
                            && stored.row().version() == truth.row().version()
                            && stored.row().deleted() == truth.row().deleted()
                            && stored.row().fields().equals(truth.row().fields());
                }
            }
            int finding = findingAt(node, key);
            Glyph glyph = same ? Glyph.OK : Glyph.WAIT;
            StageFrame.RowState state = same ? StageFrame.RowState.SAME : StageFrame.RowState.BEHIND;
            if (finding >= 0) {
                glyph = AnomalyWords.of(found.get(finding).anomaly()).glyph();
                state = broken.contains(finding)
                        ? StageFrame.RowState.BROKEN
                        : glyph == Glyph.LOST ? StageFrame.RowState.LOST : StageFrame.RowState.REPEATED;
            }
            return new StageFrame.Row(
                    key, hue, sinkText, truthText, by, glyph, state, state == StageFrame.RowState.LOST);
        }

        private String brief(int node) {
            return Strips.brief(name(node));
        }

        private static String text(Row row) {
            if (row == null) {
                return "none";
            }
            if (row.deleted()) {
                return "v" + row.version() + " gone";
            }
            String value = row.fields().isEmpty()
                    ? ""
                    : row.fields()
                            .getOrDefault("state", row.fields().firstEntry().getValue());
            return value.isEmpty() ? "v" + row.version() : "v" + row.version() + " " + value;
        }

        // -------------------------------------------------------------- links and what moves

        private List<StageFrame.Link> links() {
            List<StageFrame.Link> links = new ArrayList<>();
            ways.forEach(pair -> {
                Integer producer = producerIndex.get(pair.process());
                Integer tape = tapeIndex.get(pair.partition());
                if (producer != null && tape != null) {
                    boolean up = picture.nodes().get(pair.process()) == null
                            || picture.nodes().get(pair.process()).up();
                    links.add(new StageFrame.Link(new End(Side.PRODUCER, producer), new End(Side.TAPE_IN, tape), up));
                }
            });
            consumerIndex.forEach((node, consumer) -> {
                NodePicture life = picture.nodes().get(node);
                boolean up = life != null && life.up();
                for (TopicPartition partition : sources(node)) {
                    Integer tape = tapeIndex.get(partition);
                    if (tape != null) {
                        links.add(new StageFrame.Link(
                                new End(Side.TAPE_OUT, tape), new End(Side.CONSUMER, consumer), up));
                    }
                }
                for (int store : picture.scene().actors().get(node).stores()) {
                    Integer index = storeIndex.get(store);
                    if (index != null) {
                        links.add(
                                new StageFrame.Link(new End(Side.CONSUMER, consumer), new End(Side.STORE, index), up));
                    }
                }
            });
            return links;
        }

        /// What a process reads from now: the partitions that it has, or where it is known as a consumer.
        private List<TopicPartition> sources(int node) {
            ProcessPicture process = picture.processes().get(node);
            Scene.Actor actor = picture.scene().actors().get(node);
            NodePicture life = picture.nodes().get(node);
            if (cast.kind() == StageFrame.Kind.LOG) {
                return process == null ? List.of() : process.assigned();
            }
            boolean there = life != null && life.incarnation() > 0 && life.state() != NodePicture.State.STOPPED;
            List<TopicPartition> sources = new ArrayList<>();
            for (String topic : actor.reads()) {
                TopicPartition place = new TopicPartition(topic, 0);
                SubjectPicture subject = picture.subjects().get(topic);
                QueuePicture queue = picture.queues().get(place);
                boolean known = switch (cast.kind()) {
                    case SUBJECT ->
                        subject != null
                                && subject.subscribers()
                                        .get(actor.group(), List.of())
                                        .contains(node);
                    case QUEUE ->
                        queue != null
                                && (queue.consumers().contains(node)
                                        || queue.consumers().isEmpty());
                    case LOG, STREAM, GROUPED -> true;
                };
                if (there && known) {
                    sources.add(place);
                }
            }
            return sources;
        }

        private List<StageFrame.Flight> flights() {
            List<StageFrame.Flight> moving = new ArrayList<>();
            boolean subjects = cast.kind() == StageFrame.Kind.SUBJECT;
            for (Flights.Flight flight : played.flights().underWay(n)) {
                if (subjects && Strips.waits(picture, flight.kind(), flight.answer(), flight.to())) {
                    continue;
                }
                Map<TopicPartition, List<Carried>> byPartition = new LinkedHashMap<>();
                for (Carried carried : flight.carried()) {
                    byPartition
                            .computeIfAbsent(placeOf(carried.copy()), _ -> new ArrayList<>())
                            .add(carried);
                }
                byPartition.forEach((partition, carried) -> {
                    StageFrame.Flight drawn = drawn(flight, partition, carried, moving);
                    if (drawn != null) {
                        moving.add(drawn);
                    }
                });
            }
            return moving;
        }

        private StageFrame.Flight drawn(
                Flights.Flight flight,
                TopicPartition partition,
                List<Carried> carried,
                List<StageFrame.Flight> before) {
            Way way = way(flight, partition);
            if (way == null) {
                return null;
            }
            double progress = flight.progress(at);
            int lane = 0;
            for (StageFrame.Flight other : before) {
                if (other.from().equals(way.from())
                        && other.to().equals(way.to())
                        && other.move() == way.move()
                        && Math.abs(other.at() - progress) < 0.3) {
                    lane++;
                }
            }
            Tag tag = way.move() == Move.COMMIT
                    ? null
                    : played.hues().tag(carried.getFirst().operation());
            String text = "";
            if (way.move() == Move.COMMIT) {
                text = flight.note().replace("offset", "commit");
            } else if (way.move() == Move.REFUSAL) {
                text = flight.note().equals("return") ? "returned" : "refused";
            } else if (carried.size() > 1 && way.move() == Move.REQUEST) {
                text = "and " + (carried.size() - 1) + " more";
            }
            return new StageFrame.Flight(
                    flight.sent(), way.from(), way.to(), progress, way.move(), tag, text, Math.min(lane, 3));
        }

        private record Way(End from, End to, Move move) {}

        /// Where a frame is drawn, null where it is not.
        private Way way(Flights.Flight flight, TopicPartition partition) {
            int process = flight.answer() ? flight.to() : flight.from();
            int server = flight.answer() ? flight.from() : flight.to();
            End store = end(Side.STORE, storeIndex.get(server));
            End tape = partition == null ? null : end(Side.TAPE_IN, tapeIndex.get(partition));
            End producer = end(Side.PRODUCER, producerIndex.get(process));
            End consumer = end(Side.CONSUMER, consumerIndex.get(process));
            End self = producer != null ? producer : consumer;
            boolean stalled = stalled(flight.connection());
            Move request = stalled ? Move.STALLED : Move.REQUEST;
            boolean refused = flight.answer() && refused(flight);
            Move answer = refused ? Move.REFUSAL : Move.ANSWER;
            if (self == null) {
                return null;
            }
            if (store != null) {
                return flight.answer() ? new Way(store, self, answer) : new Way(self, store, request);
            }
            if (tape == null) {
                return null;
            }
            End out = new End(Side.TAPE_OUT, tape.index());
            End near = producer != null ? tape : out;
            return switch (flight.kind()) {
                case PRODUCE -> flight.answer() ? new Way(near, self, answer) : new Way(self, near, request);
                case FETCH -> flight.answer() ? new Way(out, self, request) : null;
                case COMMIT ->
                    flight.answer() ? (refused ? new Way(out, self, answer) : null) : new Way(self, out, Move.COMMIT);
                default -> null;
            };
        }

        /// Whether an answer is an error, by the words of its kind of broker.
        private boolean refused(Flights.Flight flight) {
            String note = flight.note();
            boolean broker = cast.brokers().contains(flight.from());
            return switch (broker ? cast.kind() : StageFrame.Kind.LOG) {
                case LOG, GROUPED -> note.matches("[A-Z_]{4,}");
                case STREAM -> note.matches("[0-9]{3,5} .*");
                case SUBJECT -> false;
                case QUEUE ->
                    (flight.kind() == RequestKind.PRODUCE || flight.kind() == RequestKind.COMMIT)
                            && !Set.of("", "confirm", "known").contains(note);
            };
        }

        private boolean stalled(int connection) {
            NetworkPicture.Connection state = picture.network().connections().get(connection);
            return state != null && state.stalledUntil() > at;
        }

        private static End end(Side side, Integer index) {
            return index == null ? null : new End(side, index);
        }

        private List<StageFrame.Cut> cuts() {
            List<StageFrame.Cut> cuts = new ArrayList<>();
            double now = played.pacing().paceOf(at);
            for (NetworkPicture.Incident incident :
                    picture.network().incidents().values()) {
                double age = now - played.pacing().paceOf(incident.at());
                if (incident.trouble() == NetworkPicture.Trouble.REFUSED || age > CUT_STAYS) {
                    continue;
                }
                boolean lost = incident.trouble() == NetworkPicture.Trouble.LOST
                        && !incident.carried().isEmpty();
                if (lost || incident.trouble() == NetworkPicture.Trouble.CUT) {
                    StageFrame.Cut cut = cut(incident, age / CUT_STAYS);
                    if (cut != null && cuts.stream().noneMatch(other -> same(other, cut))) {
                        cuts.add(cut);
                    }
                }
            }
            return cuts;
        }

        private static boolean same(StageFrame.Cut a, StageFrame.Cut b) {
            return a.from().equals(b.from()) && a.to().equals(b.to())
                    || a.from().equals(b.to()) && a.to().equals(b.from());
        }

        private StageFrame.Cut cut(NetworkPicture.Incident incident, double age) {
            int process = producerIndex.containsKey(incident.from()) || consumerIndex.containsKey(incident.from())
                    ? incident.from()
                    : incident.to();
            int server = process == incident.from() ? incident.to() : incident.from();
            Tag gone = null;
            TopicPartition partition = null;
            for (NetworkPicture.Incident other : picture.network().incidents().values()) {
                if (other.trouble() == NetworkPicture.Trouble.LOST
                        && other.connection() == incident.connection()
                        && !other.carried().isEmpty()) {
                    Carried carried = other.carried().getFirst();
                    gone = played.hues().tag(carried.operation());
                    TopicPartition of = placeOf(carried.copy());
                    partition = of == null ? partition : of;
                }
            }
            End from = producerIndex.containsKey(process)
                    ? end(Side.PRODUCER, producerIndex.get(process))
                    : end(Side.CONSUMER, consumerIndex.get(process));
            if (from == null) {
                return null;
            }
            End to = end(Side.STORE, storeIndex.get(server));
            if (to == null) {
                Integer tape = partition == null ? ledBy(server) : tapeIndex.get(partition);
                to = end(from.side() == Side.PRODUCER ? Side.TAPE_IN : Side.TAPE_OUT, tape);
            }
            return to == null ? null : new StageFrame.Cut(from, to, 0.54, gone, age);
        }

        private Integer ledBy(int broker) {
            for (TopicPartition partition : tapeIndex.keySet()) {
                PartitionPicture state = picture.partitions().get(partition);
                if (state != null && state.leader() == broker) {
                    return tapeIndex.get(partition);
                }
            }
            return null;
        }

        // -------------------------------------------------------------- what was found

        private StageFrame.Callout callout(WhyViewModel.Chain chain, List<StageFrame.Store> stores) {
            Finding finding = played.report().findings().get(chain.finding());
            int store = -1;
            String key = finding.operation() == null ? "" : finding.operation().key();
            for (int i = 0; i < stores.size() && store < 0; i++) {
                boolean shows = stores.get(i).rows().stream()
                        .anyMatch(row -> row.key().equals(key)
                                && row.state() != StageFrame.RowState.SAME
                                && row.state() != StageFrame.RowState.BEHIND);
                store = shows ? i : -1;
            }
            AnomalyWords words = AnomalyWords.of(finding.anomaly());
            String promise = AnomalyWords.promise(finding.anomaly().guarantee());
            String text = chain.broken() ? "Broken promise: " + promise + "." : "Allowed: this was not promised.";
            return new StageFrame.Callout(
                    chain.finding(), chain.stake(), text, words.glyph(), chain.broken(), store, key, -1);
        }

        private StageFrame.Ghost ghost(WhyViewModel.Step step) {
            Flights.Flight flight = played.flights().sentBy(step.entry());
            if (flight == null) {
                flight = played.flights().endedBy(step.entry());
            }
            if (flight == null || flight.carried().isEmpty()) {
                return null;
            }
            Carried carried = flight.carried().getFirst();
            Way way = way(flight, placeOf(carried.copy()));
            if (way == null) {
                return null;
            }
            String text = flight.fate() == Flights.Fate.REFUSED
                    ? "refused"
                    : flight.fate() == Flights.Fate.LOST ? "gone" : "";
            String time = carried.operation().id() + " " + Clock.seconds(step.at()) + " s";
            return new StageFrame.Ghost(
                    way.from(),
                    way.to(),
                    step.number(),
                    text,
                    time,
                    played.hues().tag(carried.operation()),
                    way.move() == Move.COMMIT ? Move.ANSWER : way.move());
        }
    }

    /// `K2` before `K10`.
    private static int byNumber(String a, String b) {
        return a.length() != b.length() && a.charAt(0) == b.charAt(0)
                ? Integer.compare(a.length(), b.length())
                : a.compareTo(b);
    }
}
