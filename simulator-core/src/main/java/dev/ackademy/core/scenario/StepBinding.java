package dev.ackademy.core.scenario;

import dev.ackademy.core.model.Step;
import java.util.List;

/// Turns checked steps into those of the model.
final class StepBinding {

    private StepBinding() {}

    static List<Step> steps(Tree.Mapping block) {
        return Steps.of(block).stream().map(StepBinding::step).toList();
    }

    private static Step step(Tree tree) {
        Values step = new Values(Steps.body(tree));
        return switch (Steps.verb(tree)) {
            case "publish" ->
                new Step.Publish(
                        step.text("topic"),
                        step.text("key"),
                        step.text("partitioner"),
                        step.is("await", "receipt"),
                        step.is("dedup-id", "operation"));
            case "call" ->
                new Step.Call(
                        step.text("store"),
                        step.micros("timeout"),
                        step.is("idempotency-key", "operation"),
                        step.has("breaker") ? breaker(step.inner("breaker")) : null);
            case "write" ->
                new Step.Write(step.text("store"), step.text("table"), step.micros("takes"), step.truth("fence"), null);
            case "inbox" -> new Step.Inbox(step.text("store"), step.text("key"));
            case "acknowledge" -> new Step.Acknowledge(step.is("every", "batch"), step.is("await", "receipt"));
            case "transaction" ->
                Steps.overBroker(tree)
                        ? new Step.Transaction(null, steps(step.block()), step.truth("group-metadata"))
                        : new Step.Transaction(step.text("in"), steps(step.block()));
            case "transform" -> new Step.Transform(step.truth("validate"), step.texts("keep"));
            default -> throw new IllegalStateException("no binding for step " + Steps.verb(tree));
        };
    }

    private static Step.Breaker breaker(Values breaker) {
        return new Step.Breaker(
                breaker.count("failures"), breaker.micros("open-for"), breaker.is("while-open", "stop-reading"));
    }
}
