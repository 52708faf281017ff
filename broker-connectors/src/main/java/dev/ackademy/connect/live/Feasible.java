package dev.ackademy.connect.live;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.LiveRefused;
import dev.ackademy.core.model.Fault;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.NodeName.Role;
import dev.ackademy.core.wiring.Cast;
import dev.ackademy.core.wiring.Wiring;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What of a scenario can be caused on a real broker. Everything else is refused before the start.
final class Feasible {
    private static final Set<RequestKind> OF_STORES = EnumSet.of(
            RequestKind.BEGIN,
            RequestKind.READ,
            RequestKind.WRITE,
            RequestKind.INBOX,
            RequestKind.LOCK,
            RequestKind.TX_COMMIT,
            RequestKind.TX_ROLLBACK,
            RequestKind.CALL);

    private static final String OWN = "a server of our own (--broker ";

    private final Scenario scenario;
    private final Cast cast;
    private final LiveBroker broker;
    private final List<String> reasons = new ArrayList<>();

    private Feasible(Scenario scenario, LiveBroker broker) {
        this.scenario = scenario;
        this.cast = Wiring.of(scenario).cast();
        this.broker = broker;
    }

    /// @throws LiveRefused with every reason
    static void check(Scenario scenario, LiveBroker broker) {
        Feasible feasible = new Feasible(scenario, broker);
        feasible.look();
        if (!feasible.reasons.isEmpty()) {
            throw new LiveRefused(feasible.reasons);
        }
    }

    private void look() {
        for (int i = 0; i < scenario.faults().size(); i++) {
            String why = why(scenario.faults().get(i));
            if (why != null) {
                reasons.add("faults." + i + "." + scenario.faults().get(i).verb() + ": " + why);
            }
        }
        scenario.topics().forEach((name, topic) -> {
            if (topic.retentionMessages() >= 0) {
                reasons.add("topics." + name + ".retention-messages: a real log is limited in bytes and time;"
                        + " nearest: retention");
            }
        });
        scenario.processes().forEach((name, process) -> {
            boolean transactional = process.steps().stream()
                    .anyMatch(step -> step instanceof Step.Transaction transaction && transaction.overBroker());
            if (transactional && !scenario.broker().kind().equals("log")) {
                reasons.add("processes." + name
                        + ".steps: only Kafka has transactions over the broker; nearest: a Kafka (--broker kafka)");
            }
        });
        if (!scenario.broker().truncation().equals("epoch")) {
            reasons.add("broker.truncation: a Kafka of today cuts by leader epoch only; nearest: epoch");
        }
        if (!scenario.broker().commitFencing().equals("generation")) {
            reasons.add(
                    "broker.commit-fencing: a real group refuses commits of another generation; nearest: generation");
        }
        reasons.addAll(broker.refuses());
    }

    private String why(Fault fault) {
        return switch (fault) {
            case Fault.PowerOff _ ->
                "power loss cannot be caused from here: a killed process keeps what it wrote; nearest: crash";
            case Fault.Cut cut -> onLink(cut.request(), cut.trigger());
            case Fault.Stall stall -> onLink(stall.request(), stall.trigger());
            case Fault.Refuse refuse -> {
                String link = onLink(refuse.request(), refuse.trigger());
                boolean known = link != null
                        || refuse.request() == null
                        || OF_STORES.contains(refuse.request())
                        || broker.error(refuse.request(), refuse.error(), refuse.retriable()) != null;
                yield known
                        ? link
                        : "the protocol has no error answer for "
                                + refuse.request().word() + "; nearest: cut";
            }
            case Fault.Crash crash -> ofServer(crash.node(), "killed");
            case Fault.Pause pause -> {
                boolean store = cast.named(pause.node()).stream()
                        .anyMatch(node -> cast.node(node).role() == Role.STORE);
                yield store
                        ? "a store of a live run lives in this program and cannot stand still; nearest: slow"
                        : ofServer(pause.node(), "paused");
            }
            case Fault.Partition partition -> between(partition);
            case Fault.Slow slow ->
                slow.store() == null && !broker.breakable()
                        ? "a foreign cluster's links are not ours; nearest: " + OWN + broker.own() + ")"
                        : null;
            case Fault.Skew _, Fault.Fail _ -> null;
        };
    }

    private String onLink(RequestKind request, Fault.Trigger trigger) {
        if (OF_STORES.contains(request)) {
            return null;
        }
        if (!broker.breakable()) {
            return "a foreign cluster's links are not ours; nearest: " + OWN + broker.own() + ")";
        }
        if (request == null) {
            return null;
        }
        if (broker.kinds(request).isEmpty()) {
            return request.word() + " does not pass between a client and this broker; nearest: produce, fetch, commit";
        }
        boolean carries = request == RequestKind.PRODUCE
                || request == RequestKind.FETCH
                || request == RequestKind.END_TRANSACTION;
        return trigger.message() != null && !carries
                ? request.word() + " does not say which message it is about on a real broker; nearest: nth"
                : null;
    }

    private String ofServer(String name, String what) {
        boolean server =
                cast.named(name).stream().anyMatch(node -> cast.node(node).role() == Role.BROKER);
        return server && !broker.breakable()
                ? "a foreign cluster's servers are not " + what + "; nearest: " + OWN + broker.own() + ")"
                : null;
    }

    private String between(Fault.Partition partition) {
        boolean servers = ofRole(partition.a(), Role.BROKER) && ofRole(partition.b(), Role.BROKER);
        if (servers) {
            return "the links between real servers have no proxy; nearest: pause or crash of one of them";
        }
        boolean toServer = ofRole(partition.a(), Role.BROKER) || ofRole(partition.b(), Role.BROKER);
        return toServer && !broker.breakable()
                ? "a foreign cluster's links are not ours; nearest: " + OWN + broker.own() + ")"
                : null;
    }

    private boolean ofRole(List<String> names, Role role) {
        return names.stream()
                .flatMap(name -> cast.named(name).stream())
                .anyMatch(node -> cast.node(node).role() == role);
    }
}
