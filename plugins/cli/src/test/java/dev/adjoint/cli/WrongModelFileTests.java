package dev.adjoint.cli;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model file in the folder {@code wrong} has the message beside it that a person gets to see. */
class WrongModelFileTests {
    private static final Path FOLDER = folder();

    @ParameterizedTest
    @MethodSource("names")
    void aWrongModelFileIsAnsweredWithWhatToDo(String name) throws IOException {
        Run run = Run.of("train", FOLDER.resolve(name + ".yaml").toString());
        assertAll(
                () -> assertEquals(
                        Files.readString(FOLDER.resolve(name + ".txt")),
                        run.err().replace(FOLDER.toString(), "DIR")),
                () -> assertEquals(2, run.code()),
                () -> assertEquals("", run.out()));
    }

    @Test
    void manyKindsOfMistakesAreTried() throws IOException {
        assertTrue(names().size() >= 40, () -> "only the files of " + FOLDER);
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        Run run = Run.of("train", FOLDER.resolve("none.yaml").toString());
        assertEquals(2, run.code());
        assertEquals("error: the file " + FOLDER.resolve("none.yaml") + " does not exist\n", run.err());
    }

    @Test
    void aDirectoryIsNoModelFile() {
        Run run = Run.of("train", FOLDER.toString());
        assertEquals(2, run.code());
        assertEquals("error: " + FOLDER + " is a directory; expected a model file, in YAML or JSON\n", run.err());
    }

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .sorted()
                    .toList();
        }
    }

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(WrongModelFileTests.class.getResource("wrong"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
