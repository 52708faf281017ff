package dev.ackademy.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/// The arrows between the modules. Tested here because this module alone sees all the others.
class ModuleArrowsTest {

    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.ackademy");

    @Test
    void connectorsSeeNeitherLessonsNorTheWindow() {
        seesNot("dev.ackademy.connect..", "dev.ackademy.lessons..", "dev.ackademy.ui..", "javafx..", "picocli..")
                .because("a live run takes any scenario; siblings meet only in the user interface")
                .check(ALL);
    }

    @Test
    void lessonsSeeNeitherConnectorsNorTheWindow() {
        seesNot(
                        "dev.ackademy.lessons..",
                        "dev.ackademy.connect..",
                        "dev.ackademy.ui..",
                        "org.apache.kafka..",
                        "io.nats..",
                        "org.h2..",
                        "javafx..",
                        "picocli..")
                .because("a lesson is a scenario and a text; siblings meet only in the user interface")
                .check(ALL);
    }

    @Test
    void clientLibrariesStayInThePackageOfTheirBroker() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.ackademy.connect.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka..")
                .because("only one package changes when the Kafka client does")
                .check(ALL);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.ackademy.connect.nats..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.nats..")
                .because("only one package changes when the NATS client does")
                .check(ALL);
    }

    @Test
    void commandsDoNotSeeTheWindow() {
        seesNot("dev.ackademy.ui.cli..", "dev.ackademy.ui.fx..", "javafx..", "com.sun.javafx..", "atlantafx..")
                .because("a command starts at once and works on a computer without a display")
                .check(ALL);
    }

    private static ArchRule seesNot(String from, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(from)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }
}
