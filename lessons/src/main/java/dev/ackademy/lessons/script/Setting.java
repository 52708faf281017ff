package dev.ackademy.lessons.script;

import java.util.List;

/// A setting that the learner may change.
///
/// @param path    as `--set` takes it: `processes.shop.producer.acks`
/// @param options that may be chosen
/// @param text    what it decides, in one sentence
public record Setting(String path, List<Option> options, String text) {

    /// @param value as YAML
    /// @param text  what it means, empty where the value says it
    public record Option(String value, String text) {}

    public List<String> values() {
        return options.stream().map(Option::value).toList();
    }
}
