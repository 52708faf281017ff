package dev.ackademy.core.engine;

import dev.ackademy.core.engine.Connection.Awaited;
import dev.ackademy.core.engine.What.Outage;
import dev.ackademy.core.model.Fault;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.RunEvent.Phase;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.trace.NodeName.Role;
import java.util.List;

/// What faults do to requests and answers: cut, stall, refuse, each at the request that it names (N2-N5).
final class FrameFaults {

    /// How far each fault is.
    static final class State {
        final int[] matched;
        final int[] fired;

        State(int faults) {
            matched = new int[faults];
            fired = new int[faults];
        }
    }

    /// The fault of an answer that a choice, not the scenario, decided to lose.
    static final int CHOSEN = -1;

    private static final int SKEW_SECONDS = 10;

    /// Of the ladder of what is late.
    static final int RUNGS = 3;

    private static final int LOSE_REQUEST = 1;
    private static final int LOSE_RESPONSE = 2;

    private final World world;
    private final List<Fault> faults;
    final State state;

    FrameFaults(World world) {
        this.world = world;
        this.faults = world.scenario.faults();
        this.state = new State(faults.size());
    }

    boolean oneWay(int fault) {
        return fault != CHOSEN && faults.get(fault) instanceof Fault.Cut cut && cut.oneWay();
    }

    /// A request is being sent: does its connection stall from here on? Null for no.
    Awaited stalls(int from, int to, Frame frame) {
        if (world.agenda.phase() != Phase.ACTIVE) {
            return null;
        }
        for (int i = 0; i < faults.size(); i++) {
            if (faults.get(i) instanceof Fault.Stall stall
                    && !stall.answer()
                    && fits(stall.request(), stall.from(), stall.to(), stall.trigger(), from, to, frame)
                    && nth(i)) {
                state.fired[i]++;
                return new Awaited(frame.correlation(), i, stall.forMicros(), null);
            }
        }
        return null;
    }

    /// An answer is being sent: does a fault name it by what it carries (a fetch's messages are known only
    /// now)? Null for no.
    Awaited answers(int from, int to, Frame answer) {
        if (answer.maintenance() || world.agenda.phase() != Phase.ACTIVE) {
            return null;
        }
        for (int i = 0; i < faults.size(); i++) {
            Fault fault = faults.get(i);
            if (fault instanceof Fault.Cut cut
                    && !cut.loseRequest()
                    && byAnswer(cut.request(), answer)
                    && fits(cut.request(), cut.from(), cut.to(), cut.trigger(), to, from, answer)
                    && nth(i)) {
                state.fired[i]++;
                return new Awaited(answer.correlation(), i, -1, null);
            }
            if (fault instanceof Fault.Stall stall
                    && stall.answer()
                    && byAnswer(stall.request(), answer)
                    && fits(stall.request(), stall.from(), stall.to(), stall.trigger(), to, from, answer)
                    && nth(i)) {
                state.fired[i]++;
                return new Awaited(answer.correlation(), i, stall.forMicros(), null);
            }
        }
        return null;
    }

    /// Requests that ask for what they do not know are matched by their answers.
    private static boolean byAnswer(RequestKind named, Frame answer) {
        return asks(answer) && (named == null || named == answer.kind());
    }

    private static boolean asks(Frame request) {
        return request.kind() == RequestKind.FETCH || request.kind() == RequestKind.REPLICATE;
    }

    /// A request reaches its receiver. True when it goes no further.
    boolean arrives(Connection connection, int to, int from, Item item) {
        if (world.agenda.phase() != Phase.ACTIVE) {
            return false;
        }
        Frame frame = item.frame();
        for (int i = 0; i < faults.size(); i++) {
            switch (faults.get(i)) {
                case Fault.Cut cut -> {
                    if ((cut.loseRequest() || !asks(frame))
                            && fits(cut.request(), cut.from(), cut.to(), cut.trigger(), from, to, frame)
                            && nth(i)) {
                        state.fired[i]++;
                        if (cut.loseRequest()) {
                            if (world.network.off.contains(Network.Rule.N3)) {
                                world.network.deliver(connection, to, from, item);
                            }
                            loseRequest(connection, to, from, item, cut.oneWay(), null);
                            return true;
                        }
                        awaitAnswer(connection, frame, new Awaited(frame.correlation(), i, -1, null));
                    }
                }
                case Fault.Stall stall -> {
                    if (stall.answer()
                            && !asks(frame)
                            && fits(stall.request(), stall.from(), stall.to(), stall.trigger(), from, to, frame)
                            && nth(i)) {
                        state.fired[i]++;
                        connection.awaited.add(new Awaited(frame.correlation(), i, stall.forMicros(), null));
                    }
                }
                case Fault.Refuse refuse -> {
                    if (state.fired[i] < refuse.times()
                            && fits(refuse.request(), refuse.from(), refuse.to(), refuse.trigger(), from, to, frame)
                            && frame.refusal(refuse.error(), refuse.retriable()) != null
                            && ++state.matched[i]
                                    >= Math.max(1, refuse.trigger().nth())) {
                        state.fired[i]++;
                        refuse(connection, item, refuse.error(), refuse.retriable(), null);
                        return !world.network.off.contains(Network.Rule.N5);
                    }
                }
                case Fault.Crash _,
                        Fault.PowerOff _,
                        Fault.Pause _,
                        Fault.Partition _,
                        Fault.Slow _,
                        Fault.Fail _,
                        Fault.Skew _ -> {}
            }
        }
        return world.choices.asksForFaults() && !frame.maintenance() && chosen(connection, to, from, item);
    }

    private boolean nth(int fault) {
        return ++state.matched[fault] == Math.max(1, faults.get(fault).trigger().nth());
    }

    /// `from` is who asks, `to` who answers, whichever of the two sent this frame.
    private boolean fits(
            RequestKind kind, String from, String to, Fault.Trigger trigger, int asker, int answerer, Frame frame) {
        boolean named = kind == null ? !frame.maintenance() : kind == frame.kind();
        return named
                && world.now >= trigger.atMicros()
                && (trigger.message() == null || Network.carries(frame, trigger.message()))
                && is(from, asker)
                && is(to, answerer);
    }

    private boolean is(String name, int node) {
        return name == null || world.cast.named(name).contains(node);
    }

    private void loseRequest(Connection connection, int to, int from, Item item, boolean oneWay, String choice) {
        world.network.lose(connection, from, to, item.frame(), "request lost", item.entry());
        world.trigger = item.entry();
        world.network.cut(connection, to, oneWay, "request lost", choice);
    }

    /// Where nobody answers (acks=0), the connection ends right after the receiver has acted.
    private static void awaitAnswer(Connection connection, Frame request, Awaited awaited) {
        if (request.expectsAnswer()) {
            connection.awaited.add(awaited);
        } else {
            connection.cutAfter = awaited;
        }
    }

    private void refuse(Connection connection, Item item, String error, boolean retriable, String choice) {
        world.network.refuse(connection, new Connection.Refusal(item, error, retriable, choice));
    }

    private boolean chosen(Connection connection, int to, int from, Item item) {
        Frame frame = item.frame();
        String place = world.asked.again(place(connection, from, frame));
        outage(place, from, to);
        if (world.cast.node(to).role() == Role.STORE) {
            ailing(place, from, to);
        }
        if (world.agenda.mayFail("cut")) {
            String key = "cut/" + place;
            int answer = world.choices.choose(key, 3);
            if (answer == LOSE_REQUEST) {
                loseRequest(connection, to, from, item, false, key + "=1");
                return true;
            }
            if (answer == LOSE_RESPONSE) {
                awaitAnswer(connection, frame, new Awaited(frame.correlation(), CHOSEN, -1, key + "=2"));
                return false;
            }
        }
        if (world.agenda.mayFail("refuse") && frame.refusal(null, true) != null) {
            String key = "refuse/" + place;
            if (world.choices.choose(key, 2) == 1) {
                refuse(connection, item, null, true, key + "=1");
                return true;
            }
        }
        return false;
    }

    /// An answer with messages reaches a broker, which has copied them now.
    void answered(Connection connection, int to, int from, Frame answer) {
        if (world.choices.asksForFaults()
                && world.agenda.phase() == Phase.ACTIVE
                && world.cast.node(to).role() == Role.BROKER
                && !answer.carried().isEmpty()) {
            outage(world.asked.again("answer/" + place(connection, to, answer)), from, to);
        }
    }

    /// Behind this request the store is slow, or refuses, until the run heals: so slow that who waits gives
    /// up first.
    private void ailing(String place, int from, int to) {
        String at = "/" + world.cast.node(to).name() + "/" + place;
        long[] ladder = world.ladder(from, world.now);
        if (world.agenda.mayFailIfListed("slow") && ladder.length > 0) {
            strike("slow" + at, Outage.SLOW, to, (int) (ladder[0] + 1 - world.now));
        }
        if (world.agenda.mayFailIfListed("fail")) {
            strike("fail" + at, Outage.FAIL, to, -1);
        }
    }

    /// What may befall machines and links right behind a request that reaches its receiver.
    private void outage(String place, int from, int to) {
        Role role = world.cast.node(to).role();
        boolean server = role != Role.PROCESS;
        if (server && role != Role.CONTROLLER && world.agenda.mayFail("crash")) {
            strike("crash/" + world.cast.node(to).name() + "/" + place, Outage.CRASH, to, -1);
        }
        if (server && world.agenda.mayFailIfListed("power-off")) {
            strike("power-off/" + world.cast.node(to).name() + "/" + place, Outage.POWER, to, -1);
            if (role == Role.BROKER && world.cast.withRole(Role.BROKER).size() > 1) {
                strike("power-off/all/" + place, Outage.POWER_OF_ALL, to, -1);
            }
        }
        if (server && role != Role.CONTROLLER && world.agenda.mayFailIfListed("pause")) {
            strike("pause/" + world.cast.node(to).name() + "/" + place, Outage.PAUSE, to, (int)
                    world.agenda.outlasting(to));
        }
        if (world.agenda.mayFailIfListed("partition")) {
            strike("partition/link/" + place, Outage.LINK_PARTED, from, to);
            if (role == Role.BROKER && world.cast.withRole(Role.BROKER).size() > 1) {
                strike("partition/brokers/" + place, Outage.PARTED_FROM_BROKERS, to, -1);
                strike("partition/all/" + place, Outage.PARTED_FROM_ALL, to, -1);
            }
        }
        if (!server) {
            return;
        }
        if (world.agenda.mayFailIfListed("skew") && world.cast.node(from).role() == Role.PROCESS) {
            strike("skew/ahead/" + place, Outage.SKEW, from, SKEW_SECONDS);
            strike("skew/behind/" + place, Outage.SKEW, from, -SKEW_SECONDS);
        }
    }

    private void strike(String key, Outage outage, int first, int second) {
        if (world.choices.choose(key, 2) == 1) {
            world.plan(world.now + 1, new What.Chosen(outage, first, second, key + "=1"));
        }
    }

    /// How long what arrives is held up: what waits for it gives up first. The answers are the timers of
    /// the asking side, in the order in which they are due; for a request then what that side asks for when
    /// it has given up (bytes of an old connection come behind those of a new one, N1). At most three.
    ///
    /// @param asker who waits
    /// @return null for on time
    Late late(Connection connection, int asker, Frame frame) {
        if (frame.maintenance() || !world.agenda.mayFail("stall")) {
            return null;
        }
        long[] ladder = world.ladder(asker, world.now);
        if (ladder.length == 0) {
            return null;
        }
        String key = world.asked.again(
                (frame.answer() ? "late/answer/" : "late/request/") + place(connection, asker, frame));
        int answer = world.choices.choose(key, 1 + (frame.answer() ? ladder.length : RUNGS));
        int timer = Math.min(answer, ladder.length);
        return answer == 0 ? null : new Late(ladder[timer - 1] + 1, answer - timer, key + "=" + answer);
    }

    /// @param until  µs
    /// @param behind so many requests that the asking side makes after that, when it has given up
    record Late(long until, int behind, String choice) {}

    /// Whether a choice loses an answer that carries what its request did not name (a fetch's messages);
    /// null for no.
    String losesAnswer(Connection connection, int asker, Frame answer) {
        if (!asks(answer) || answer.maintenance() || !world.choices.asksForFaults() || !world.agenda.mayFail("cut")) {
            return null;
        }
        String key = world.asked.again("cut/answer/" + place(connection, asker, answer));
        return world.choices.choose(key, 2) == 1 ? key + "=1" : null;
    }

    /// Whether the next event at the same node overtakes what arrives here.
    String overtaken(Connection connection, int asker, Frame frame) {
        if (frame.maintenance() || world.agenda.phase() != Phase.ACTIVE) {
            return null;
        }
        String key = world.asked.again(
                (frame.answer() ? "overtake/answer/" : "overtake/request/") + place(connection, asker, frame));
        return world.choices.choose(key, 2) == 1 ? key + "=1" : null;
    }

    /// `produce/shop.1/A#2`: kind, asker, what it carries.
    private String place(Connection connection, int from, Frame frame) {
        StringBuilder place = new StringBuilder(frame.kind().word())
                .append('/')
                .append(world.cast.node(from).name())
                .append('/');
        if (frame.carried().isEmpty() || frame.carried().getFirst().operation() == null) {
            place.append(
                    frame.note().isEmpty()
                            ? world.cast.node(connection.peer(from)).name()
                            : frame.note());
        } else {
            place.append(frame.carried().getFirst().operation().id());
        }
        return place.toString();
    }
}
