package dev.ackademy.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// docs/anomalies.md: an introduction and the list of what is left out, written by hand, and below the mark the tables
/// that come from the files. With `-Dackademy.write-docs=true` the tables are written instead of compared.
class AnomaliesPageTest {

    private static final Path FILE = Path.of("..", "docs", "anomalies.md");
    private static final String MARK = "<!-- Everything below is generated: see the end of the page. -->\n";
    private static final String COMMAND =
            "./mvnw -pl simulator-core test -Dtest=AnomaliesPageTest -Dackademy.write-docs=true";
    private static final String END =
            "\nThe tables come from the files of `anomalies/`. To write them anew:\n\n    " + COMMAND + "\n";
    private static final Pattern LEFT_OUT = Pattern.compile("^\\| ([A-Z]\\d+) \\|", Pattern.MULTILINE);

    /// All that the catalogue knows, whether it has a scenario or not.
    private static final List<String> KNOWN = List.of(
            "P1", "P2", "P3", "P4", "P5", "P7", "P8", "P9", "R1", "R2", "R3", "R4", "R6", "R7", "R8", "T1", "T2", "T3",
            "T5", "T6", "C1", "C2", "C3", "C4", "C5", "C6", "C8", "C9", "C11", "O1", "O2", "O3", "O4", "O5", "O6", "O7",
            "O9", "D1", "D2", "D3", "D4", "D5", "D6", "D7", "D9", "D10", "L1", "L2", "L3");

    private static String introduction(String page) {
        return page.substring(0, page.indexOf(MARK) + MARK.length());
    }

    @Test
    void the_tables_of_the_page_are_what_the_files_say() throws IOException {
        String page = Files.readString(FILE);
        String expected = introduction(page) + "\n## The entries\n" + AnomaliesPage.markdown() + END;
        if (Boolean.getBoolean("ackademy.write-docs")) {
            Files.writeString(FILE, expected);
        } else {
            assertThat(page)
                    .as("docs/anomalies.md is not what the files say; write it anew with\n    " + COMMAND)
                    .isEqualTo(expected);
        }
    }

    @Test
    void every_entry_has_a_scenario_or_a_reason_why_it_has_none() throws IOException {
        List<String> leftOut = LEFT_OUT.matcher(introduction(Files.readString(FILE)))
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
        List<String> there = CatalogueEntry.files().stream()
                .map(file -> file.getFileName().toString().replaceFirst("-.*", ""))
                .toList();

        assertThat(leftOut).doesNotContainAnyElementsOf(there);
        assertThat(KNOWN).allMatch(id -> there.contains(id) || leftOut.contains(id));
        assertThat(KNOWN).containsAll(there).containsAll(leftOut);
    }
}
