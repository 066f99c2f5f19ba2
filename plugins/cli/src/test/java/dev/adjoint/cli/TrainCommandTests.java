package dev.adjoint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTests {
    @TempDir
    Path folder;

    private static double number(Run run, String key) {
        String value = run.out().replaceAll("(?s).*\"" + key + "\":([^,}]*)[,}].*", "$1");
        return Double.parseDouble(value);
    }

    private static String lossOf(Run run) {
        return run.out().replaceAll("(?s).*(\"train_loss\":[^,]*),.*", "$1");
    }

    @Test
    void theResultIsOneLineOfJson() throws IOException {
        Run run = Run.of("train", Points.write(folder).toString(), "--json");
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.err());
        assertEquals(1, run.out().lines().count());
        assertEquals(20, number(run, "epochs"));
        assertEquals(200, number(run, "steps"));
        assertTrue(number(run, "test_accuracy") > 0.9, run.out());
        assertTrue(number(run, "train_loss") < 0.3, run.out());
        assertTrue(number(run, "seconds") > 0 && number(run, "samples_per_second") > 0, run.out());
        assertTrue(run.out().contains("\"backend\":\"janino\""), run.out());
    }

    @Test
    void peopleSeeTheLayersALineForEachEpochAndTheTest() throws IOException {
        Run run = Run.of("train", Points.write(folder).toString(), "--epochs", "2");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().startsWith("layer   plugin  output  parameters  FLOPs\n"), run.out());
        assertTrue(run.out().contains("160 rows to train on, 40 to test on, backend janino\n"), run.out());
        List<String> epochs = run.err().lines().toList();
        assertEquals(2, epochs.size());
        assertTrue(epochs.get(0).matches("epoch 1/2  loss \\d+\\.\\d{4}  .* s  .* samples/s"), epochs.get(0));
        List<String> lines = run.out().lines().toList();
        assertTrue(lines.get(lines.size() - 1).matches("test accuracy: [01]\\.\\d{4}"), run.out());
    }

    @Test
    void optionsCountBeforeTheFile() throws IOException {
        Run run = Run.of("train", Points.write(folder).toString(), "--json", "--epochs", "3", "--batch", "0");
        assertEquals(3, number(run, "steps"), run.err());
    }

    @Test
    void theSameSeedGivesTheSameOnEveryBackend() throws IOException {
        String model = Points.write(folder).toString();
        String first = lossOf(Run.of("train", model, "--json", "--epochs", "2"));
        assertEquals(first, lossOf(Run.of("train", model, "--json", "--epochs", "2", "--backend", "interpreter")));
        assertEquals(first, lossOf(Run.of("train", model, "--json", "--epochs", "2", "--no-vectors")));
        assertTrue(!first.equals(lossOf(Run.of("train", model, "--json", "--epochs", "2", "--seed", "4"))), first);
    }

    @Test
    void validationIsShownAfterEachEpoch() throws IOException {
        String model = Points.write(folder, Points.MODEL.replace("seed: 3", "seed: 3, validation: 0.25"))
                .toString();
        Run run = Run.of("train", model, "--epochs", "1");
        assertTrue(
                run.err().matches("epoch 1/1  loss \\S+  validation loss \\S+  validation accuracy \\S+  .*\n"),
                run.err());
        assertTrue(Run.of("train", model, "--epochs", "1", "--json").out().contains("\"validation_accuracy\":"));
    }

    @Test
    void theDataMayLieElsewhere() throws IOException {
        Path model = Points.write(folder);
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.move(folder.resolve("points.csv"), elsewhere.resolve("points.csv"));
        Run missing = Run.of("train", model.toString());
        assertEquals(2, missing.code());
        assertEquals(
                "error: " + folder.resolve("points.csv") + " does not exist\n  --data DIR names another directory\n",
                missing.err());
        assertEquals(
                0,
                Run.of("train", model.toString(), "--data", elsewhere.toString(), "--json")
                        .code());
    }

    @Test
    void generatedSourcesCanBeDumped() throws IOException {
        Path dump = folder.resolve("sources");
        Run run =
                Run.of("train", Points.write(folder).toString(), "--json", "--epochs", "1", "--dump", dump.toString());
        assertEquals(0, run.code(), run.err());
        try (var files = Files.walk(dump)) {
            assertTrue(files.anyMatch(file -> file.toString().endsWith(".java")));
        }
    }

    @Test
    void anUnknownBackendIsAnsweredWithTheKnown() throws IOException {
        Run run = Run.of("train", Points.write(folder).toString(), "--backend", "janina");
        assertEquals(2, run.code());
        assertEquals("""
                error: there is no backend named 'janina', did you mean 'janino'?
                  known: janino, javac, interpreter
                """, run.err());
    }

    @Test
    void aLossThatDivergesFailsWithoutBeingAMistakeOfTheCommandLine() throws IOException {
        String model = Points.write(
                        folder, Points.MODEL.replace("adam: {learning-rate: 0.05}", "sgd: {learning-rate: 1e38}"))
                .toString();
        Run run = Run.of("train", model, "--json");
        assertEquals(1, run.code(), run.out());
        assertTrue(run.err().startsWith("error: ") && !run.err().contains("\tat "), run.err());
    }
}
