package io.jenkins.plugins.multistagebuild.jenkins;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.Configuration.consideringOnlyDependenciesInDiagram;
import static com.tngtech.archunit.library.plantuml.rules.PlantUmlArchCondition.adhereToPlantUmlDiagram;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.verb.GET;
import org.kohsuke.stapler.verb.POST;

/** Holds the Jenkins side against the diagram in {@code docs/architecture.puml}, as the engine's test does the engine. */
class JenkinsArchitectureTest {
    private static final String PACKAGE = "io.jenkins.plugins.multistagebuild.jenkins";
    private static final Path DIAGRAM = Path.of("docs", "architecture.puml");

    private final JavaClasses plugin = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(PACKAGE);

    @Test
    void shouldFollowTheDiagram() throws Exception {
        classes()
                .should(adhereToPlantUmlDiagram(DIAGRAM.toUri().toURL(), consideringOnlyDependenciesInDiagram()))
                .check(plugin);
    }

    @Test
    void shouldHaveNoCyclesBetweenPackages() {
        slices().matching(PACKAGE + ".(*)..").should().beFreeOfCycles().check(plugin);
    }

    /** What runs on an agent has no controller to ask. */
    @Test
    void shouldNeedNoControllerOnAgents() {
        noClasses()
                .that()
                .resideInAPackage(PACKAGE + ".agent..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jenkins.model.Jenkins")
                .check(plugin);
    }

    /** A form's check that answers to GET could be called by any page that the user's browser shows. */
    @Test
    void shouldCheckFormsByPostOnly() {
        methods()
                .that()
                .haveNameMatching("do(Check|Fill|AutoComplete|Validate)[A-Z].*")
                .should()
                .beAnnotatedWith(POST.class)
                .check(plugin);
    }

    /** What only shows something says so; everything else could change something. */
    @Test
    void shouldSayByWhichMethodTheyAreReached() {
        methods()
                .that()
                .haveNameMatching("do[A-Z].*")
                .should()
                .beAnnotatedWith(POST.class)
                .orShould()
                .beAnnotatedWith(GET.class)
                .check(plugin);
    }

    @Test
    void shouldHaveNoUtilities() {
        noClasses().should().resideInAPackage("..util..").check(plugin);
        noClasses().should().haveSimpleNameEndingWith("Utils").check(plugin);
    }
}
