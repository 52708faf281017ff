package dev.ackademy.ui.cli;

import dev.ackademy.core.scenario.Resolved;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `show FILE`: the resolved scenario, every value with who decided it and the vendor's own name and default.
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Print the resolved scenario: every value, who decided it, the vendor's own name and default.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ackademy show 03",
            "  ackademy show my.yaml --variant fixed",
            "  ackademy show my.yaml --set preset=exactly-once | grep preset"
        })
final class ShowCommand implements Callable<Integer> {

    @ParentCommand
    private AckademyCommand ackademy;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ScenarioOptions scenario;

    @Override
    public Integer call() {
        Resolved resolved = ackademy.workbench().load(scenario.file, scenario.variant, scenario.sets);
        RunText page = new RunText(spec.commandLine().getOut(), ackademy.terminal());
        ResolvedText.of(resolved).forEach(page::line);
        return ExitCode.EXPECTED.code();
    }
}
