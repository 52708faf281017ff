package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AckademyCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine command = AckademyCommand.commandLine(Terminal.PLAIN);
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpNamesEveryExitCode(String option) {
        assertThat(run(option)).isZero();
        for (ExitCode exit : ExitCode.values()) {
            assertThat(out.toString()).containsPattern("(?m)^\\s+" + exit.code() + "\\s+\\S");
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void helpListsTheCommandsOfTheWindowInLineWithTheOthers() {
        assertThat(run("--help")).isZero();
        String help = out.toString();
        assertThat(help).containsPattern("(?m)^  open +Open").containsPattern("(?m)^  shot +Draw");
        int schema = startOfText(help, "schema");
        assertThat(startOfText(help, "open")).isEqualTo(schema);
        assertThat(startOfText(help, "shot")).isEqualTo(schema);
        assertThat(run("shto")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean 'shot'?");
    }

    private static int startOfText(String help, String command) {
        String line = help.lines()
                .filter(each -> each.startsWith("  " + command + " "))
                .findFirst()
                .orElseThrow();
        return line.length()
                - line.substring(2 + command.length()).stripLeading().length();
    }

    @Test
    void versionIsTheOneOfTheBuild() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).matches("ackademy \\d+\\.\\d+\\.\\d+\\S* \\(Java \\S+\\)\\R");
    }

    @Test
    void wrongUseIsOneLineOnStderrWithAWayOut() {
        assertThat(run("--sead")).isEqualTo(2);
        assertThat(out.toString()).isEmpty();
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        cause -> assertThat(cause).contains("--sead"),
                        nextStep -> assertThat(nextStep).isEqualTo("Try 'ackademy --help'."));
    }

    @Test
    void aMisspeltCommandOrOptionNamesTheNearest() {
        assertThat(run("rnu")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean 'run'?");
        assertThat(run("run", "03", "--sedes", "1..2")).isEqualTo(2);
        assertThat(err.toString()).contains("Did you mean '--seeds'?");
        assertThat(run("explodeeverything")).isEqualTo(2);
        assertThat(err.toString()).contains("'explodeeverything'\n");
    }

    @Test
    void controlCharactersOfAnArgumentDoNotReachTheTerminal() {
        assertThat(run("\u001b[2Jgone\u202e")).isEqualTo(2);
        assertThat(err.toString()).contains("\\u001b[2Jgone\\u202e").doesNotContain("\u001b");
    }

    @Test
    void anArgumentThatBeginsWithAtIsNotReadAsAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("options"), "--version");
        assertThat(run("@" + file)).isEqualTo(2);
        assertThat(err.toString()).contains("@" + file);
    }
}
