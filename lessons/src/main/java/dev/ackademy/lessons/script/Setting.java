package dev.ackademy.lessons.script;

import java.util.List;

/// A setting that the learner may change to mend the scenario.
///
/// @param path   as `--set` takes it: `processes.shop.producer.acks`
/// @param values that may be chosen, as YAML
/// @param text   what it decides, in one sentence
public record Setting(String path, List<String> values, String text) {}
