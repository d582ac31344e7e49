package io.jenkins.plugins.multistagebuild;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Holds the code against the diagram in {@code docs/architecture.puml} and the house rules. */
class ArchitectureTest {
    private static final String PACKAGE = "io.jenkins.plugins.multistagebuild";
    private static final Path DIAGRAM =
            Path.of(System.getProperty("house", ".")).resolve("docs/architecture.puml");

    private final JavaClasses engine = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/multistagebuild/jenkins/"))
            .importPackages(PACKAGE);

    @Test
    void shouldFollowTheDiagram() throws Exception {
        classes()
                .that()
                .resideInAPackage(PACKAGE + ".*..")
                .should(adhereToPlantUmlDiagram(DIAGRAM.toUri().toURL(), consideringOnlyDependenciesInDiagram()))
                .check(engine);
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        slices().matching(PACKAGE + ".(*)..").should().beFreeOfCycles().check(engine);
    }

    @Test
    void shouldUseNothingOfJenkinsOutsideItsPackage() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "hudson..",
                        "jenkins..",
                        "org.kohsuke..",
                        "org.jenkinsci..",
                        "groovy..",
                        "org.codehaus.groovy..")
                .check(engine);
    }

    @Test
    void shouldUseJsonOnlyWhereDocumentsAreReadAndWritten() {
        noClasses()
                .that()
                .resideInAnyPackage(PACKAGE + ".dockerfile..", PACKAGE + ".split..", PACKAGE + ".build..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .check(engine);
    }

    @Test
    void shouldThrowNoExceptionWithoutMessage() {
        noClasses().should().callConstructorWhere(new WithoutMessage()).check(engine);
    }

    @Test
    void shouldHaveNoUtilities() {
        noClasses().should().resideInAPackage("..util..").allowEmptyShould(true).check(engine);
        noClasses().should().haveSimpleNameEndingWith("Utils").check(engine);
    }

    /** A private exception never leaves its class, so nobody reads what it says. */
    private static final class WithoutMessage extends DescribedPredicate<JavaConstructorCall> {
        WithoutMessage() {
            super("an exception is made without a message");
        }

        @Override
        public boolean test(JavaConstructorCall call) {
            JavaClass made = call.getTargetOwner();
            boolean leaves = !made.getModifiers().contains(JavaModifier.PRIVATE);
            return leaves
                    && made.isAssignableTo(Exception.class)
                    && call.getTarget().getRawParameterTypes().isEmpty()
                    && !call.getOriginOwner().isAssignableTo(Exception.class);
        }
    }
}
