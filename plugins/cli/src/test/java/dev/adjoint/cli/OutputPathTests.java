package dev.adjoint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be written is told before the first epoch; the paths are such that not even root can write to them. */
class OutputPathTests {
    private static final String EXPECTED = "; -o names a file in a directory that can be written to\n";

    @TempDir
    Path folder;

    private String model = "";

    @BeforeEach
    void writeTheModel() throws IOException {
        model = Points.write(folder).toString();
    }

    @Test
    void aDirectoryIsNoFileToSaveAs() {
        assertRefused(folder, "it is a directory");
    }

    @Test
    void whatLiesBelowAFileCannotBeSaved() {
        Path file = folder.resolve("points.csv");
        assertRefused(file.resolve("model.safetensors"), file + " is no directory");
    }

    @Test
    void aDirectoryThatTheSystemMakesUpTakesNoFiles() {
        Path made = Path.of("/proc/self");
        Assumptions.assumeTrue(Files.isDirectory(made));
        Run run = train(made.resolve("model.safetensors"));
        assertEquals(2, run.code());
        assertTrue(
                run.err().startsWith("error: cannot save /proc/self/model.safetensors: nothing can be written to "),
                run.err());
        assertTrue(run.err().endsWith(")" + EXPECTED), run.err());
    }

    @Test
    void aDeviceIsNotReplacedByAFile() {
        Path device = Path.of("/dev/null");
        Assumptions.assumeTrue(Files.exists(device));
        assertRefused(device, "it is there already and is no regular file");
    }

    @Test
    void sourcesCannotBeDumpedIntoAFile() {
        Path file = folder.resolve("points.csv");
        assertNotDumped(file, "it is no directory");
        assertNotDumped(file.resolve("sources"), "Not a directory");
    }

    @Test
    void sourcesCannotBeDumpedWhereTheSystemMakesNoFiles() {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")));
        assertNotDumped(Path.of("/proc/zz"), "the system makes no files there");
    }

    @Test
    void aModelThatIsThereIsReplacedAndNothingElseIsLeftBehind() throws IOException {
        Path output = Files.writeString(folder.resolve("old.safetensors"), "old");
        Run run = train(output);
        assertEquals(0, run.code(), run.err());
        assertTrue(Files.size(output) > 3);
        try (var files = Files.list(folder)) {
            assertEquals(3, files.count());
        }
    }

    private void assertRefused(Path output, String reason) {
        Run run = train(output);
        assertEquals(2, run.code());
        assertEquals("error: cannot save " + output + ": " + reason + EXPECTED, run.err());
        assertFalse(run.out().contains("rows to train on"), run.out());
    }

    private void assertNotDumped(Path dump, String reason) {
        Run run = Run.of("train", model, "--epochs", "1", "--dump", dump.toString());
        assertEquals(2, run.code());
        assertEquals(
                "error: --dump is " + dump + ", but nothing can be written there (" + reason
                        + "); expected a directory that can be made or written to\n",
                run.err());
        assertEquals("", run.out());
    }

    private Run train(Path output) {
        return Run.of("train", model, "--epochs", "1", "-o", output.toString());
    }
}
