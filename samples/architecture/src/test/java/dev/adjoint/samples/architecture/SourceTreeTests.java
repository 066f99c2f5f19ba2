package dev.adjoint.samples.architecture;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class SourceTreeTests {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

    private static final int FEWEST_SOURCES = 80;
    private static final int MOST_LINES = 350;

    /** One concept each all the same; the reason stands beside it. */
    private static final Map<String, Integer> LONGER = Map.of(
            // One method for each op: the vocabulary that plugins are written in.
            "Tensor.java", 450);

    private static final Set<String> ROOT_ENTRIES = Set.of(
            "pom.xml",
            "README.md",
            "LICENSE",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "mvnw",
            "mvnw.cmd",
            "api",
            "runtime",
            "codegen",
            "plugins",
            "samples");

    @Test
    void allSourcesAreSeen() throws IOException {
        assertTrue(sources().size() >= FEWEST_SOURCES, () -> "too few sources under " + ROOT);
    }

    @Test
    void aFileHoldsOneConcept() throws IOException {
        assertEquals("", those(source -> lines(source) > LONGER.getOrDefault(name(source), MOST_LINES)), "too long");
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIsFor() throws IOException {
        assertEquals(
                "",
                those(source -> inMain(source) && !isDescribed(source.resolveSibling("package-info.java"))),
                "no package-info.java");
    }

    @Test
    void theRootHoldsOnlyWhatItMay() throws IOException, InterruptedException {
        Process git = new ProcessBuilder("git", "ls-files")
                .directory(ROOT.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> tracked;
        try (Stream<String> files = git.inputReader().lines()) {
            tracked = files.map(file -> file.replaceFirst("/.*", "")).distinct().toList();
        }
        assumeTrue(git.waitFor() == 0, "not a checkout: nobody's own files are to be told from the project's");

        assertEquals(
                List.of(),
                tracked.stream()
                        .filter(entry -> !entry.startsWith(".") && !ROOT_ENTRIES.contains(entry))
                        .toList());
        assertTrue(tracked.contains("pom.xml"));
    }

    private static String those(Predicate<Path> wrong) throws IOException {
        return sources().stream()
                .filter(wrong)
                .map(source -> ROOT.relativize(source).toString())
                .collect(joining("\n"));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> name(file).endsWith(".java"))
                    .filter(file -> ROOT.relativize(file).toString().matches("(?!.*\\btarget\\b).*\\bsrc\\b.*"))
                    .toList();
        }
    }

    private static boolean inMain(Path source) {
        return ROOT.relativize(source).toString().replace('\\', '/').contains("src/main/java/");
    }

    private static boolean isDescribed(Path info) {
        return Files.exists(info) && read(info).stream().anyMatch("@NullMarked"::equals);
    }

    private static int lines(Path source) {
        return read(source).size();
    }

    private static List<String> read(Path source) {
        try {
            return Files.readAllLines(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }
}
