package dev.ackademy.ui.cli;

import dev.ackademy.ui.workbench.Judged;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `check RECORDING`: judges what a recording tells, without running anything.
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Judge a recording: which promises were kept, which were broken, and why.",
        footerHeading = "%nExamples:%n",
        footer = {"  ackademy run 03 --record answer.jsonl", "  ackademy check answer.jsonl"})
final class CheckCommand implements Callable<Integer> {

    @ParentCommand
    private AckademyCommand ackademy;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECORDING", description = "A file that 'ackademy run --record' wrote.")
    private String recording;

    @Option(names = "--prefix", description = "Judge a recording that breaks off, as far as it goes.")
    private boolean prefix;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Judged run = ackademy.workbench().check(recording, prefix);
        output.print(run, "", out, ackademy.terminal());
        return OutcomeText.exit(run.report().outcome()).code();
    }
}
