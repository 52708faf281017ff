package dev.ackademy.ui.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which scenario is meant, and what is changed in it.
final class ScenarioOptions {

    @Parameters(
            paramLabel = "FILE",
            description = "A scenario file, or the number or name of a shipped scenario (see 'ackademy scenarios').")
    String file;

    @Option(names = "--variant", paramLabel = "NAME", description = "Apply this variant of the file.")
    String variant = "";

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Set one value, after the variant: --set processes.shop.producer.acks=all. Repeatable.")
    List<String> sets = new ArrayList<>();
}
