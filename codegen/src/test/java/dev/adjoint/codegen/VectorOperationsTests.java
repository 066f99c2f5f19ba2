package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The JIT is shown each operation that code with vectors is written with. */
class VectorOperationsTests {
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "adjoint", "codegen");
    private static final Pattern CALLED = Pattern.compile("\\{[0-9]\\}\\.(\\w+)\\(|VectorOperators\\.([A-Z0-9_]+)");

    @Test
    void everyOperationIsShown() throws IOException {
        String shown = Files.readString(SOURCES.resolve("VectorOperations.java"));
        Set<String> missing = called();
        assertFalse(missing.isEmpty());
        missing.removeIf(name -> shown.contains('"' + name + '"'));
        assertEquals(Set.of(), missing);
    }

    private static Set<String> called() throws IOException {
        Matcher matcher = CALLED.matcher(Files.readString(SOURCES.resolve(Path.of("emit", "VectorWriter.java"))));
        Set<String> names = new TreeSet<>();
        while (matcher.find()) {
            names.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return names;
    }
}
