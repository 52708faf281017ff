package dev.ackademy.core.explore;

import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Digest128;
import dev.ackademy.core.node.state.StateIn;
import dev.ackademy.core.node.state.StateOut;

/// A small node set of its own, without time, in which whatever is possible may come next: a producer that waits for no
/// acknowledgement before it sends the next message, a line, a broker that appends whatever arrives, a consumer, and a
/// store that counts effects. It is what other searching tools were measured with: their counts of worlds are its own.
///
/// @param messages      1 to 5, sent one after the other; all may be under way at once
/// @param faults        at most so many: a request or an acknowledgement is lost (the producer notices and sends
/// again), the consumer crashes while it holds a record (it starts over behind what it has committed)
/// @param commitsFirst  the consumer commits before its work; after it otherwise
record WindowModel(int messages, int faults, boolean commitsFirst) {

    private static final Bounds NOTHING = new Bounds(0, 0);

    private static final int MOST_EVENTS = 32;
    private static final int MESSAGE_BITS = 3;

    /// What may happen; those to a message are told with its number.
    private enum What {
        SEND,
        SEND_AGAIN,
        REQUEST_ARRIVES,
        ACKNOWLEDGEMENT_ARRIVES,
        TAKE,
        GO_ON,
        COMPLETE,
        LOSE,
        CRASH
    }

    private static final What[] WHAT = What.values();

    /// What a search has met so far.
    private static final class Tally {
        private long looks;
        private int shown;
    }

    private record Runs(WindowModel model, Tally tally) implements Searchable {

        @Override
        public RunInHand open(Choices choices) {
            return new Nodes(model, choices, tally);
        }

        @Override
        public long seed() {
            return 1;
        }

        @Override
        public Bounds cost(Decision decision) {
            return NOTHING;
        }

        @Override
        public boolean free() {
            return true;
        }
    }

    static final class Producer {
        private int sent;
        private final boolean[] acknowledged;

        private Producer(int messages) {
            acknowledged = new boolean[messages];
        }

        private boolean waits(int message) {
            return message < sent && !acknowledged[message];
        }
    }

    /// Of each message at most one thing is under way.
    static final class Line {
        private static final int NOTHING = 0;
        private static final int REQUEST = 1;
        private static final int ACKNOWLEDGEMENT = 2;

        private final int[] underWay;

        private Line(int messages) {
            underWay = new int[messages];
        }
    }

    static final class Broker {
        private final int[] log;
        private int end;

        private Broker(int most) {
            log = new int[most];
        }
    }

    static final class Consumer {
        private static final int IDLE = 0;
        private static final int TOOK = 1;
        private static final int HALFWAY = 2;

        private int position;
        private int committed;
        private int phase;
    }

    static final class Store {
        private final int[] effects;

        private Store(int messages) {
            effects = new int[messages];
        }
    }

    static final class Nodes implements RunInHand {

        private final WindowModel model;
        private final Choices choices;
        private final Tally tally;
        private final Producer producer;
        private final Line line;
        private final Broker broker;
        private final Consumer consumer = new Consumer();
        private final Store store;
        private int faultsLeft;

        private final StateOut out = StateOut.canonical(0);
        private final int[] possible = new int[MOST_EVENTS];
        private int count;

        private Nodes(WindowModel model, Choices choices, Tally tally) {
            this.model = model;
            this.choices = choices;
            this.tally = tally;
            this.producer = new Producer(model.messages);
            this.line = new Line(model.messages);
            this.broker = new Broker(model.messages + model.faults);
            this.store = new Store(model.messages);
        }

        @Override
        public void begin() {
            faultsLeft = model.faults;
        }

        @Override
        public boolean step() {
            count = 0;
            listPossible();
            if (count == 0) {
                return false;
            }
            int next = possible[count == 1 ? 0 : choices.choose("next", count)];
            happen(WHAT[next >> MESSAGE_BITS], next & (1 << MESSAGE_BITS) - 1);
            return true;
        }

        private void listPossible() {
            if (producer.sent < model.messages) {
                add(What.SEND, producer.sent);
            }
            for (int message = 0; message < producer.sent; message++) {
                switch (line.underWay[message]) {
                    case Line.REQUEST -> add(What.REQUEST_ARRIVES, message);
                    case Line.ACKNOWLEDGEMENT -> add(What.ACKNOWLEDGEMENT_ARRIVES, message);
                    default -> {
                        if (producer.waits(message)) {
                            add(What.SEND_AGAIN, message);
                        }
                    }
                }
            }
            if (consumer.phase != Consumer.IDLE) {
                add(consumer.phase == Consumer.TOOK ? What.GO_ON : What.COMPLETE, 0);
            } else if (consumer.position < broker.end) {
                add(What.TAKE, 0);
            }
            if (faultsLeft > 0) {
                for (int message = 0; message < producer.sent; message++) {
                    if (line.underWay[message] != Line.NOTHING) {
                        add(What.LOSE, message);
                    }
                }
                if (consumer.phase != Consumer.IDLE) {
                    add(What.CRASH, 0);
                }
            }
        }

        private void add(What what, int message) {
            possible[count++] = what.ordinal() << MESSAGE_BITS | message;
        }

        private void happen(What what, int message) {
            switch (what) {
                case SEND -> {
                    producer.sent++;
                    line.underWay[message] = Line.REQUEST;
                }
                case SEND_AGAIN -> line.underWay[message] = Line.REQUEST;
                case REQUEST_ARRIVES -> {
                    broker.log[broker.end++] = message;
                    line.underWay[message] = Line.ACKNOWLEDGEMENT;
                }
                case ACKNOWLEDGEMENT_ARRIVES -> {
                    producer.acknowledged[message] = true;
                    line.underWay[message] = Line.NOTHING;
                }
                case TAKE -> consumer.phase = Consumer.TOOK;
                case GO_ON -> {
                    workOrCommit(!model.commitsFirst);
                    consumer.phase = Consumer.HALFWAY;
                }
                case COMPLETE -> {
                    workOrCommit(model.commitsFirst);
                    consumer.phase = Consumer.IDLE;
                    consumer.position++;
                }
                case LOSE -> {
                    faultsLeft--;
                    line.underWay[message] = Line.NOTHING;
                }
                case CRASH -> {
                    faultsLeft--;
                    consumer.phase = Consumer.IDLE;
                    consumer.position = consumer.committed;
                }
            }
        }

        private void workOrCommit(boolean work) {
            if (work) {
                store.effects[broker.log[consumer.position]]++;
            } else {
                consumer.committed = consumer.position + 1;
            }
        }

        private void write() {
            out.restart(0);
            out.number(producer.sent);
            for (int i = 0; i < model.messages; i++) {
                out.flag(producer.acknowledged[i]);
                out.number(line.underWay[i]);
                out.number(store.effects[i]);
            }
            out.number(broker.end);
            for (int i = 0; i < broker.end; i++) {
                out.number(broker.log[i]);
            }
            out.number(consumer.position);
            out.number(consumer.committed);
            out.number(consumer.phase);
            out.number(faultsLeft);
        }

        @Override
        public Object save() {
            write();
            return out.toBytes();
        }

        @Override
        public void restore(Object saved) {
            StateIn in = new StateIn((byte[]) saved);
            producer.sent = (int) in.number();
            for (int i = 0; i < model.messages; i++) {
                producer.acknowledged[i] = in.flag();
                line.underWay[i] = (int) in.number();
                store.effects[i] = (int) in.number();
            }
            broker.end = (int) in.number();
            for (int i = 0; i < broker.end; i++) {
                broker.log[i] = (int) in.number();
            }
            consumer.position = (int) in.number();
            consumer.committed = (int) in.number();
            consumer.phase = (int) in.number();
            faultsLeft = (int) in.number();
        }

        @Override
        public Digest128 look() {
            tally.looks++;
            write();
            return out.digest();
        }

        @Override
        public int judge() {
            int bits = 0;
            for (int effects : store.effects) {
                bits |= effects == 0 ? 1 << Anomaly.LOST_EFFECT.ordinal() : 0;
                bits |= effects > 1 ? 1 << Anomaly.DUPLICATE_EFFECT.ordinal() : 0;
            }
            tally.shown |= bits;
            return bits;
        }
    }

    /// What a search of everything found.
    ///
    /// @param states    distinct worlds, the first one included
    /// @param generated worlds that were come to, the first one included
    record Counted(long states, long generated, int anomalies, long bytes, Work work) {}

    /// Everything that can happen.
    Counted search() {
        Tally tally = new Tally();
        States own = new States(NOTHING, Integer.MAX_VALUE);
        Search search = new Search(new Runs(this, tally), null, own, Looks.NONE, () -> true);
        search.below(search.begin(), 0, 0);
        return new Counted(own.size() + 1L, tally.looks + 1, tally.shown, own.bytes(), search.work());
    }

    /// Complete runs where none recognises a world that was met before.
    long orders() {
        Search search = new Search(new Runs(this, new Tally()), null, null, Looks.NONE, () -> true);
        search.below(search.begin(), 0, 0);
        return search.work().runs();
    }

    /// Only until a run shows the anomaly; whether one did.
    boolean shows(Anomaly anomaly) {
        Tally tally = new Tally();
        int bit = 1 << anomaly.ordinal();
        States own = new States(NOTHING, Integer.MAX_VALUE);
        Search search = new Search(new Runs(this, tally), null, own, Looks.NONE, () -> (tally.shown & bit) == 0);
        try {
            search.below(search.begin(), 0, 0);
            return false;
        } catch (Stopped _) {
            return true;
        }
    }
}
