package dev.taowa;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which module and package may know which; the layout is told in CONTRIBUTING. */
class StructureTest {

    private static final String[] CORE = {
        "dev.taowa.api..",
        "dev.taowa.cluster..",
        "dev.taowa.compose..",
        "dev.taowa.definition..",
        "dev.taowa.detection..",
        "dev.taowa.dial..",
        "dev.taowa.document..",
        "dev.taowa.driver",
        "dev.taowa.endpoint..",
        "dev.taowa.feature..",
        "dev.taowa.host..",
        "dev.taowa.image..",
        "dev.taowa.lifecycle..",
        "dev.taowa.metadata..",
        "dev.taowa.outer..",
        "dev.taowa.port..",
        "dev.taowa.problem..",
        "dev.taowa.smartide..",
        "dev.taowa.source..",
        "dev.taowa.task..",
        "dev.taowa.template..",
        "dev.taowa.up..",
        "dev.taowa.workspace.."
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.taowa");

    @Test
    void everyModuleIsSeen() {
        assertThat(CLASSES)
                .extracting(type -> type.getPackageName())
                .contains("dev.taowa.up", "dev.taowa.driver.podman", "dev.taowa.server", "dev.taowa.cli");
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.taowa.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void coreOpensNoSocketsAndStartsNoProcesses() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "java.net.http..", "io.quarkus..", "io.vertx..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.lang\\.Process(Builder)?|java\\.net\\.(Server)?Socket")
                .check(CLASSES);
    }

    @Test
    void coreKnowsNoOtherModule() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.taowa.driver.podman..",
                        "dev.taowa.server..",
                        "dev.taowa.store..",
                        "dev.taowa.proxy..",
                        "dev.taowa.access..",
                        "dev.taowa.nested..",
                        "dev.taowa.git..",
                        "dev.taowa.registry..",
                        "dev.taowa.cli..")
                .check(CLASSES);
    }

    @Test
    void driversKnowNeitherServerNorFramework() {
        noClasses()
                .that()
                .resideInAPackage("dev.taowa.driver.podman..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.taowa.server..", "dev.taowa.cli..", "io.quarkus..", "io.vertx..", "jakarta.inject..")
                .check(CLASSES);
    }

    @Test
    void theCommandLineIsAThinClient() {
        noClasses()
                .that()
                .resideInAPackage("dev.taowa.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.taowa.driver..",
                        "dev.taowa.server..",
                        "dev.taowa.store..",
                        "dev.taowa.proxy..",
                        "dev.taowa.access..",
                        "dev.taowa.nested..",
                        "dev.taowa.up..",
                        "io.quarkus..",
                        "io.vertx..")
                .check(CLASSES);
    }
}
