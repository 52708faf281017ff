package dev.ackademy.core.scenario;

import dev.ackademy.core.model.Change;
import dev.ackademy.core.model.Fault;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.model.StepPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Turns checked faults and changes into those of the model.
final class FaultBinding {

    private FaultBinding() {}

    static Fault fault(Tree tree) {
        Values fault = new Values(Steps.body(tree));
        return switch (Steps.verb(tree)) {
            case "cut" ->
                new Fault.Cut(
                        request(fault),
                        fault.is("lose", "request"),
                        from(fault),
                        to(fault),
                        fault.truth("one-way"),
                        trigger(fault));
            case "stall" ->
                new Fault.Stall(
                        request(fault),
                        fault.is("hold", "response"),
                        from(fault),
                        to(fault),
                        fault.micros("for"),
                        trigger(fault));
            case "refuse" -> refuse(fault);
            case "crash" ->
                new Fault.Crash(
                        node(fault),
                        step(fault),
                        when(fault),
                        fault.micros("restart"),
                        fault.truth("stays"),
                        trigger(fault));
            case "power-off" ->
                new Fault.PowerOff(
                        fault.has("nodes") ? fault.texts("nodes") : List.of(node(fault)),
                        fault.micros("restart"),
                        fault.truth("stays"),
                        trigger(fault));
            case "pause" -> new Fault.Pause(node(fault), step(fault), when(fault), fault.micros("for"), trigger(fault));
            case "partition" -> partition(fault);
            case "slow" ->
                new Fault.Slow(
                        from(fault),
                        to(fault),
                        fault.text("store"),
                        fault.micros("by"),
                        fault.micros("for"),
                        fault.truth("stays"),
                        trigger(fault));
            case "fail" ->
                new Fault.Fail(
                        fault.text("store"),
                        fault.text("error"),
                        fault.micros("for"),
                        fault.truth("stays"),
                        trigger(fault));
            case "skew" -> new Fault.Skew(node(fault), Durations.micros(fault.text("by")), trigger(fault));
            default -> throw new IllegalStateException("no binding for fault " + Steps.verb(tree));
        };
    }

    private static Fault refuse(Values fault) {
        String error = fault.text("error");
        boolean sort = error.equals("retriable") || error.equals("fatal");
        return new Fault.Refuse(
                request(fault),
                sort ? null : error,
                FaultFormat.RETRIABLE.contains(error),
                from(fault),
                to(fault),
                fault.count("times"),
                trigger(fault));
    }

    private static Fault partition(Values fault) {
        List<List<String>> sides = new ArrayList<>();
        for (Tree side : fault.list("between")) {
            sides.add(
                    switch (side) {
                        case Tree.Scalar one -> List.of(one.text());
                        case Tree.Sequence many ->
                            many.elements().stream()
                                    .map(e -> ((Tree.Scalar) e).text())
                                    .toList();
                        case Tree.Mapping _ -> List.of();
                    });
        }
        return new Fault.Partition(
                sides.getFirst(),
                sides.getLast(),
                fault.truth("one-way"),
                fault.micros("for"),
                fault.truth("stays"),
                trigger(fault));
    }

    private static Fault.Trigger trigger(Values fault) {
        return new Fault.Trigger(fault.micros("at"), fault.text("message"), fault.has("nth") ? fault.count("nth") : 1);
    }

    private static RequestKind request(Values fault) {
        return fault.has("request")
                ? RequestKind.valueOf(
                        fault.text("request").toUpperCase(Locale.ROOT).replace('-', '_'))
                : null;
    }

    private static String from(Values fault) {
        return fault.has("link") ? fault.texts("link").getFirst() : fault.text("from");
    }

    private static String to(Values fault) {
        return fault.has("link") ? fault.texts("link").getLast() : fault.text("to");
    }

    private static String node(Values fault) {
        for (String target : List.of("process", "broker", "store")) {
            if (fault.has(target)) {
                return fault.text(target);
            }
        }
        return null;
    }

    private static String step(Values fault) {
        for (String point : List.of("before", "during", "after")) {
            if (fault.has(point)) {
                return fault.text(point);
            }
        }
        return null;
    }

    private static StepPoint.When when(Values fault) {
        for (StepPoint.When when : StepPoint.When.values()) {
            if (fault.has(when.name().toLowerCase(Locale.ROOT))) {
                return when;
            }
        }
        return null;
    }

    /// @param partitions how many partitions the topic of an `add-partitions` has before it
    static Change change(Tree tree, java.util.function.ToIntFunction<String> partitions) {
        Values change = new Values(Steps.body(tree));
        long at = change.micros("at");
        return switch (Steps.verb(tree)) {
            case "add-instances" -> new Change.AddInstances(change.text("process"), change.count("count"), at);
            case "remove-instances" -> new Change.RemoveInstances(change.text("process"), change.count("count"), at);
            case "add-partitions" ->
                new Change.AddPartitions(
                        change.text("topic"),
                        change.has("to")
                                ? change.count("to")
                                : partitions.applyAsInt(change.text("topic")) + change.count("count"),
                        at);
            case "drain" -> new Change.Drain(change.text("process"), change.micros("for"), at);
            default -> throw new IllegalStateException("no binding for change " + Steps.verb(tree));
        };
    }
}
