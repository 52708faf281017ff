package dev.ackademy.ui.cli;

import dev.ackademy.core.scenario.ScenarioSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `schema`: the JSON Schema of scenario files.
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Print the JSON Schema of scenario files, for editors.",
        footerHeading = "%nExample:%n",
        footer = "  ackademy schema > scenario.schema.json")
final class SchemaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().getOut().println(ScenarioSchema.json().stripTrailing());
        return ExitCode.EXPECTED.code();
    }
}
