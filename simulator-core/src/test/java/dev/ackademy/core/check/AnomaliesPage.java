package dev.ackademy.core.check;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.Scenario;
import java.util.List;
import java.util.TreeMap;

/// Writes the tables of docs/anomalies.md from the files of `anomalies/`.
final class AnomaliesPage {

    private static final TreeMap<Character, String> GROUPS = new TreeMap<>(java.util.Map.of(
            'P', "P. Producers",
            'R', "R. Replication and storage",
            'T', "T. Transactions",
            'C', "C. Consumers and their progress",
            'O', "O. Order",
            'D', "D. Databases, outbox, sinks",
            'L', "L. Load and lifecycle"));

    private final StringBuilder out = new StringBuilder();

    private AnomaliesPage() {}

    static String markdown() {
        AnomaliesPage page = new AnomaliesPage();
        char group = ' ';
        String file = "";
        for (CatalogueEntry entry : CatalogueEntry.all()) {
            Scenario.Entry about = entry.scenario().entry();
            if (about.id().charAt(0) != group) {
                group = about.id().charAt(0);
                page.out.append("\n### ").append(GROUPS.get(group)).append('\n');
            }
            String name = entry.file().getFileName().toString();
            if (!name.equals(file)) {
                file = name;
                page.head(entry, about);
            }
            page.row(entry);
        }
        return page.out.toString();
    }

    private void head(CatalogueEntry entry, Scenario.Entry about) {
        String name = entry.file().getFileName().toString();
        out.append("\n#### ")
                .append(about.id())
                .append(' ')
                .append(about.name())
                .append("\n\n");
        out.append(entry.scenario().title())
                .append(". [")
                .append(name)
                .append("](../anomalies/")
                .append(name);
        out.append("), ")
                .append(about.scope())
                .append(". Source: ")
                .append(about.source())
                .append(".\n\n");
        out.append("| on | shown by | finding | fix | its settings |\n|---|---|---|---|---|\n");
    }

    private void row(CatalogueEntry entry) {
        List<String> found =
                entry.scenario().shows().stream().map(Anomaly::word).toList();
        String variant = entry.weak().isEmpty() ? "the file as it is" : "`--variant " + entry.weak() + "`";
        out.append("| ").append(entry.product()).append(" | ").append(variant).append(" | `");
        out.append(String.join("`, `", found)).append("` | ");
        out.append(entry.resolved(entry.fixed()).scenario().entry().fix()).append(" | ");
        entry.settings()
                .forEach((path, value) ->
                        out.append('`').append(path).append(": ").append(value).append("` "));
        out.append("|\n");
    }
}
