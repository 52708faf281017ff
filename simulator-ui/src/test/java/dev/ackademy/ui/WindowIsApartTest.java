package dev.ackademy.ui;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class WindowIsApartTest {

    private static final JavaClasses UI = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.ackademy.ui");

    @Test
    void commandsDoNotSeeTheWindow() {
        noClasses()
                .that()
                .resideInAPackage("dev.ackademy.ui.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.ackademy.ui.fx..", "javafx..", "com.sun.javafx..", "atlantafx..")
                .because("a command line command starts at once and works on a computer without a display")
                .check(UI);
    }
}
