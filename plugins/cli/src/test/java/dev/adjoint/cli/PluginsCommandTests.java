package dev.adjoint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsCommandTests {
    @Test
    void theListIsOneArrayOfJson() {
        Run run = Run.of("plugins", "list", "--json");
        assertEquals(0, run.code());
        assertEquals("", run.err());
        assertTrue(run.out().startsWith("[{\"kind\":\"layer\",\"name\":\"add\","), run.out());
        assertTrue(run.out()
                .contains("{\"kind\":\"layer\",\"name\":\"dense\",\"class\":\"dev.adjoint.core.layer.Dense\","));
        assertTrue(run.out().contains("{\"key\":\"units\",\"type\":\"int\",\"default\":\"1\",\"allowed\":[]}"));
        assertTrue(run.out().endsWith("]\n"));
    }

    @Test
    void theListOfAKindHoldsThatKindOnly() {
        Run run = Run.of("plugins", "list", "optimizer");
        assertEquals(0, run.code());
        assertTrue(run.out().lines().anyMatch(line -> line.startsWith("optimizer  sgd ")), run.out());
        assertTrue(run.out().lines().allMatch(line -> line.startsWith("optimizer  ")), run.out());
    }

    @Test
    void anUnknownKindIsAnsweredWithTheNearest() {
        Run run = Run.of("plugins", "list", "optimiser");
        assertEquals(2, run.code());
        assertEquals("""
                error: there is no kind of plugin named 'optimiser', did you mean 'optimizer'?
                  kinds: layer, loss, optimizer, initializer, schedule, regularizer, metric, backend, kernel
                """, run.err());
    }

    @Test
    void aDescriptionShowsKeysTypesAndDefaults() {
        Run run = Run.of("plugins", "describe", "adam");
        assertEquals(0, run.code());
        assertTrue(run.out().startsWith("optimizer adam\n  class  "), run.out());
        assertTrue(run.out().contains(" dev.adjoint.core.optimizer.Adam\n"), run.out());
        assertTrue(run.out().contains("\n  learning-rate  double  0.001\n"), run.out());
    }

    @Test
    void aNameOfSeveralKindsIsDescribedForEachOrForOne() {
        String both = Run.of("plugins", "describe", "constant").out();
        assertTrue(both.startsWith("initializer constant\n") && both.contains("\nschedule constant\n"), both);
        String one =
                Run.of("plugins", "describe", "constant", "--kind", "schedule").out();
        assertTrue(one.startsWith("schedule constant\n"), one);
    }

    @Test
    void anUnknownNameIsAnsweredWithTheNearest() {
        Run run = Run.of("plugins", "describe", "desne");
        assertEquals(2, run.code());
        assertEquals("""
                error: there is no plugin named 'desne', did you mean 'dense'?
                  'adjoint plugins list' shows all
                """, run.err());
    }

    @Test
    void aPluginDirectoryThatIsNotThereIsAnError(@TempDir Path directory) {
        Path nowhere = directory.resolve("nowhere");
        Run run = Run.of("plugins", "list", "--plugins", nowhere.toString());
        assertEquals(2, run.code());
        assertEquals("error: the plugin directory " + nowhere + " does not exist\n", run.err());
    }

    @Test
    void aBrokenJarIsAWarning(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("broken.jar"), "no jar");
        Run run = Run.of("plugins", "list", "--plugins", directory.toString());
        assertEquals(0, run.code());
        assertTrue(run.err().startsWith("warning: " + directory.resolve("broken.jar") + " is not a readable jar: "));
        assertEquals(1, run.err().lines().count());
    }
}
