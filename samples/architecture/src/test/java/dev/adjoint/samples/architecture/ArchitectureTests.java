package dev.adjoint.samples.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.adjoint.api.AdjointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ArchitectureTests {
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages("dev.adjoint");

    @ParameterizedTest
    @EnumSource
    void everyModuleIsImported(Module module) {
        int count = CLASSES.that(module.holds()).size();

        assertTrue(
                count >= module.fewestClasses(),
                () -> "%s has %d classes on the class path, expected at least %d"
                        .formatted(module, count, module.fewestClasses()));
    }

    @ParameterizedTest
    @EnumSource
    void aModuleSeesOnlyWhatItMay(Module module) {
        noClasses()
                .that(are(module.holds()))
                .should()
                .dependOnClassesThat(not(module.maySee()))
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyExceptionIsAnAdjointException() {
        classes()
                .that()
                .areAssignableTo(Throwable.class)
                .should()
                .beAssignableTo(AdjointException.class)
                .check(CLASSES);
    }

    @Test
    void namesSayWhatATypeIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Utility|Utilities|Helper|Helpers|Manager|Impl)")
                .check(CLASSES);
    }
}
