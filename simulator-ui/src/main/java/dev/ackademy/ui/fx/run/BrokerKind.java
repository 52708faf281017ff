package dev.ackademy.ui.fx.run;

import dev.ackademy.core.scenario.Origin;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.ScenarioRefused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The kinds of broker that a scenario can be tried on.
public enum BrokerKind {
    LOG("Log", "Kafka", "log", ""),
    JETSTREAM("Stream", "NATS JetStream", "jetstream", ""),
    PUBSUB("Subject", "core NATS", "pubsub", ""),
    RABBITMQ("Queue", "RabbitMQ", "queue", "rabbitmq"),
    BULLMQ("Job queue", "BullMQ", "queue", "bullmq");

    /// What a scenario comes to on a kind.
    ///
    /// @param refusal why its words mean nothing there; empty where they do
    /// @param means   what its policies mean there, by the kind's own words
    public record Offer(BrokerKind kind, String refusal, List<String> means) {}

    private final String title;
    private final String product;
    private final String word;
    private final String style;

    BrokerKind(String title, String product, String word, String style) {
        this.title = title;
        this.product = product;
        this.word = word;
        this.style = style;
    }

    /// `Queue`
    public String title() {
        return title;
    }

    /// `RabbitMQ`
    public String product() {
        return product;
    }

    public static BrokerKind of(Resolved resolved) {
        String word = value(resolved, "broker.kind");
        String style = value(resolved, "broker.style");
        return Arrays.stream(values())
                .filter(each -> each.word.equals(word) && each.style.equals(style))
                .findFirst()
                .orElse(LOG);
    }

    private static String value(Resolved resolved, String path) {
        return resolved.explained().stream()
                .filter(each -> each.path().equals(path))
                .map(Resolved.Explained::value)
                .findFirst()
                .orElse("");
    }

    /// The recipe on this kind, in place of the kind that it was on.
    ///
    /// @throws ScenarioRefused where the recipe itself is refused
    public Recipe on(Recipe recipe) {
        Recipe without = recipe;
        for (Edit edit : recipe.edits()) {
            if (edit.lines().getFirst().startsWith("broker={kind: ")) {
                without = without.without(edit);
            }
        }
        Resolved resolved = without.resolve();
        if (of(resolved) == this) {
            return without;
        }
        List<String> lines = new ArrayList<>();
        // The block as a whole, because a style may be written that no other kind knows.
        lines.add("broker={kind: " + word + (style.isEmpty() ? "" : ", style: " + style) + "}");
        resolved.explained().stream()
                .filter(each -> each.path().startsWith("broker.")
                        && each.origin().level() != Origin.Level.DEFAULT
                        && !each.path().equals("broker.kind")
                        && !each.path().equals("broker.style"))
                .forEach(each -> lines.add(each.path() + "=" + each.value()));
        return without.with(Edit.setting("On " + product, lines));
    }

    /// Every kind with what the recipe comes to there.
    public static List<Offer> offers(Recipe recipe) {
        List<Offer> offers = new ArrayList<>();
        for (BrokerKind kind : values()) {
            offers.add(offer(recipe, kind));
        }
        return offers;
    }

    public static Offer offer(Recipe recipe, BrokerKind kind) {
        try {
            return new Offer(kind, "", kind.on(recipe).resolve().policies());
        } catch (ScenarioRefused refused) {
            return new Offer(kind, refused.getMessage(), List.of());
        }
    }
}
