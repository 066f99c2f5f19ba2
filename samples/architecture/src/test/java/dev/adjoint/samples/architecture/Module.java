package dev.adjoint.samples.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Locale;

/** A module: the modules and libraries it may see, and how many classes it has at least. */
enum Module {
    API("api", 80, List.of(), List.of()),
    RUNTIME(
            "runtime",
            160,
            List.of(API),
            List.of(
                    "org.slf4j..",
                    "org.snakeyaml.engine..",
                    "com.fasterxml.jackson.core..",
                    "de.siegmar.fastcsv..",
                    "com.sun.management..")),
    CODEGEN(
            "codegen",
            55,
            List.of(API),
            List.of("org.slf4j..", "org.codehaus..", "javax.lang.model..", "javax.tools..", "com.sun.management..")),
    CORE("plugins/core", 75, List.of(API), List.of()),
    TESTKIT("plugins/testkit", 40, List.of(API, RUNTIME), List.of("org.junit.jupiter.api..", "org.opentest4j..")),
    CLI(
            "plugins/cli",
            18,
            List.of(API, RUNTIME),
            List.of("org.slf4j..", "com.fasterxml.jackson.core..", "picocli..", "me.tongfei.progressbar.."));

    private static final String[] EVERYWHERE = {"java..", "org.jspecify.annotations..", "com.google.auto.service.."};

    private final String folder;
    private final int fewestClasses;
    private final List<Module> modules;
    private final List<String> libraries;

    Module(String folder, int fewestClasses, List<Module> modules, List<String> libraries) {
        this.folder = folder;
        this.fewestClasses = fewestClasses;
        this.modules = modules;
        this.libraries = libraries;
    }

    /** A number that the import must reach, so that no rule passes because nothing was read. */
    int fewestClasses() {
        return fewestClasses;
    }

    /** Whether a class was compiled from this module; it is asked where it came from, not what it is called. */
    DescribedPredicate<JavaClass> holds() {
        return describe(
                "classes of " + this,
                type -> type.getSource()
                        .map(source -> source.getUri().toString().contains("/" + folder + "/target/"))
                        .orElse(false));
    }

    /** Whether this module may depend on a class. */
    DescribedPredicate<JavaClass> maySee() {
        DescribedPredicate<JavaClass> ownOrLibrary = holds().or(resideInAnyPackage(EVERYWHERE))
                .or(resideInAnyPackage(libraries.toArray(String[]::new)))
                .or(describe("primitive", JavaClass::isPrimitive));
        return describe(
                "classes of %s, of %s, or of %s".formatted(this, modules, libraries),
                type -> ownOrLibrary.test(type.getBaseComponentType())
                        || modules.stream().anyMatch(module -> module.holds().test(type.getBaseComponentType())));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
