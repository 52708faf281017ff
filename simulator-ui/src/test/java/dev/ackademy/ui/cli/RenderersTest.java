package dev.ackademy.ui.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.RunEnd;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.ui.workbench.Judged;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RenderersTest {

    private static final Judged TWICE = Sample.answerLost();

    @Test
    void expectedAndActualStandSideBySide() {
        assertThat(Shown.on(Terminal.PLAIN, StoreTable.of(TWICE.report(), Terminal.PLAIN)))
                .isEqualTo("""
                billing-db.payments  expected                              actual
                  A                  v1 paid                             ✓ v1 paid
                  D                  v1 paid                             ✓ v1 paid
                """);
    }

    @Test
    void aRowThatIsMissingIsMarked() {
        Sample told = new Sample();
        told.add(Sample.SHOP, new SourceEvent.TruthChanged(Sample.create("A"), Sample.paid(), "Ana's payment"));
        Judged lost = told.judged("01");
        assertThat(Shown.on(Terminal.PLAIN, StoreTable.of(lost.report(), Terminal.PLAIN)))
                .contains("  A                  v1 paid                             × —");
    }

    @Test
    void promisesAreKeptOrBrokenAndTheRestIsAllowedOrAbsent() {
        assertThat(Shown.on(Terminal.PLAIN, VerdictText.of(TWICE.report(), Terminal.PLAIN)))
                .startsWith("Promised\n  no-loss             kept          ")
                .contains("\nNot promised\n  no-duplicate        allowed (2)   ")
                .contains("  atomic              absent        ");
    }

    @Test
    void atALimitWhatCannotBeToldIsOpen() {
        Sample told = new Sample();
        told.end = RunEnd.LIMIT;
        Judged cut = told.judged("03");
        assertThat(Shown.on(Terminal.PLAIN, VerdictText.of(cut.report(), Terminal.PLAIN)))
                .contains("no-loss             open");
        assertThat(OutcomeText.exit(cut.report().outcome())).isEqualTo(ExitCode.UNKNOWN);
        assertThat(OutcomeText.sentence(cut)).isEqualTo("Unknown: 10 events, so not everything can be told.");
    }

    @Test
    void aFindingTellsWhoWhyAndWhatPreventsIt() {
        String told = Shown.on(Terminal.PLAIN, FindingText.of(Numbered.of(TWICE.report()), Terminal.PLAIN));
        assertThat(told)
                .startsWith("⚑1 duplicate  A#1 Ana's payment of 40 EUR  allowed by these settings\n")
                .contains("\n       4  B1 appends A#1 to payments-0 at offset 0.\n")
                .contains("\n     Fix  Turn on the idempotent producer.\n"
                        + "          --set processes.shop.producer.idempotence=true\n")
                .contains("⚑2 duplicate-effect");
        assertThat(told.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void manyFindingsOfOneKindAreToldOnceAndNamed() {
        Sample told = new Sample();
        for (int i = 0; i < 40; i++) {
            told.add(Sample.SHOP, new SourceEvent.TruthChanged(Sample.create("K" + i), Sample.paid(), ""));
        }
        String text = Shown.on(
                Terminal.PLAIN, FindingText.of(Numbered.of(told.judged("01").report()), Terminal.PLAIN));
        assertThat(text)
                .containsOnlyOnce("lost-effect")
                .contains("The same for K1#1")
                .containsPattern(" and\\s+27 more\\.");
    }

    @Test
    void settingsAreQuotedForTheShellWhereItNeedsThat() {
        assertThat(FindingText.setting("a.b", "true")).isEqualTo("a.b=true");
        assertThat(FindingText.setting("a.b", "[{x: 'y'}]")).isEqualTo("'a.b=[{x: '\\''y'\\''}]'");
    }

    @Test
    void jsonHasExactlyThePromisedMembers() {
        String text = ReportJson.of(TWICE);
        assertThat(text).matches("[\\x20-\\x7e]+");
        JsonNode json = JsonMapper.builder().build().readTree(text);
        assertThat(json.propertyNames())
                .containsExactly(
                        "scenario",
                        "seed",
                        "digest",
                        "events",
                        "virtualMicros",
                        "end",
                        "outcome",
                        "guarantees",
                        "findings",
                        "counts",
                        "stores",
                        "readings");
        assertThat(json.get("end").asString()).isEqualTo("quiet");
        assertThat(json.get("outcome").asString()).isEqualTo("expected");
        assertThat(json.get("guarantees")).hasSize(8);
        assertThat(json.get("guarantees").get(0).toString())
                .isEqualTo("{\"guarantee\":\"no-loss\",\"verdict\":\"holds\",\"promised\":true}");
        JsonNode finding = json.get("findings").get(1);
        assertThat(finding.propertyNames())
                .containsExactly("anomaly", "operation", "possible", "witness", "why", "fix");
        assertThat(finding.get("anomaly").asString()).isEqualTo("duplicate-effect");
        assertThat(finding.get("operation").asString()).isEqualTo("A#1");
        assertThat(finding.get("witness").toString()).isEqualTo("[16,22]");
        assertThat(finding.get("why").size()).isBetween(2, 8);
        assertThat(finding.get("fix").asString()).contains("--set processes.shop.producer.idempotence=true");
        assertThat(json.get("counts").toString()).isEqualTo("{\"duplicate\":1,\"duplicate-effect\":1}");
        assertThat(json.at("/stores/billing-db/payments/actual/D").toString())
                .isEqualTo("{\"version\":1,\"fields\":{\"state\":\"paid\"}}");
    }

    @Test
    void aLineNeverCarriesAControlCharacter() {
        Line line = new Line().add("a\u001b[2Jb\u202e").put(30, "\r\n", Ink.BROKEN);
        assertThat(line.render(Terminal.PLAIN)).isEqualTo("a\\u001b[2Jb\\u202e             \\u000d\\u000a");
    }
}
