package dev.adjoint.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code train --output} saves can be evaluated, predicted with and inspected. */
class SavedModelTests {
    @TempDir
    Path folder;

    private String train(String model) throws IOException {
        Path saved = folder.resolve("points.safetensors");
        Run run = Run.of("train", Points.write(folder, model).toString(), "--json", "--output", saved.toString());
        assertEquals(0, run.code(), run.err());
        tested = run.out().replaceAll("(?s).*\"test_loss\":([^,]*),.*", "$1");
        return saved.toString();
    }

    private String tested = "";

    @Test
    void evaluationGivesWhatTheTestGave() throws IOException {
        String saved = train(Points.MODEL);
        Run run = Run.of("evaluate", saved, "--json");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().startsWith("{\"loss\":" + tested + ",\"accuracy\":"), run.out() + tested);
        assertTrue(run.out().contains(",\"rows\":40,\"backend\":\"janino\"}"), run.out());
        assertTrue(Run.of("evaluate", saved, "--train-part").out().startsWith("rows: 160\nloss: "));
    }

    @Test
    void aPredictionNamesTheClass() throws IOException {
        String saved = train(Points.MODEL);
        Path rows = Files.writeString(folder.resolve("new.csv"), "y,x\n-2,2\n2,-2\n");
        Run run = Run.of("predict", saved, rows.toString());
        assertEquals(0, run.code(), run.err());
        List<String> lines = run.out().lines().toList();
        assertEquals("class,logits[0],logits[1]", lines.get(0));
        assertTrue(lines.get(1).startsWith("right,"), run.out());
        assertTrue(lines.get(2).startsWith("left,"), run.out());
        String json = Run.of("predict", saved, rows.toString(), "--json").out();
        assertTrue(json.matches("\\[\\{\"class\":\"right\",\"logits\":\\[[^]]*]},\\{\"class\":\"left\",.*}]\n"), json);
    }

    @Test
    void rowsAreStandardisedAsTheTrainingRowsWere() throws IOException {
        String saved = train(Points.MODEL.replace("label: side", "label: side, standardize: true"));
        Path one = Files.writeString(folder.resolve("one.csv"), "x,y\n0.5,0.4\n");
        Path two = Files.writeString(folder.resolve("two.csv"), "x,y\n0.5,0.4\n100,-100\n");
        String alone = Run.of("predict", saved, one.toString()).out();
        assertTrue(Run.of("predict", saved, two.toString()).out().startsWith(alone), alone);
        assertTrue(alone.contains("\nright,"), alone);
    }

    @Test
    void aMissingColumnIsNamed() throws IOException {
        String saved = train(Points.MODEL);
        Path rows = Files.writeString(folder.resolve("new.csv"), "x,z\n-2,2\n");
        Run run = Run.of("predict", saved, rows.toString());
        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("error: " + rows + " has no column 'y' "), run.err());
    }

    @Test
    void aSavedModelCanBeInspected() throws IOException {
        Run run = Run.of("inspect", "summary", train(Points.MODEL), "--json");
        assertTrue(run.out().startsWith("{\"name\":\"points\",\"parameters\":42,"), run.err());
    }

    @Test
    void aModelFileHoldsNoParameters() throws IOException {
        String model = Points.write(folder).toString();
        Run run = Run.of("evaluate", model);
        assertEquals(2, run.code());
        assertEquals(
                "error: " + model + " is a model file, which holds no parameters; expected a model that was trained and"
                        + " saved:\n  adjoint train " + model + " --output model.safetensors\n",
                run.err());
    }

    @Test
    void aFolderThatIsNotThereIsNoticedBeforeTraining() throws IOException {
        Path output = folder.resolve("none").resolve("model.safetensors");
        Run run = Run.of("train", Points.write(folder).toString(), "--output", output.toString());
        assertEquals(2, run.code());
        assertEquals("", run.out());
        assertEquals(
                "error: cannot save " + output + ": there is no directory " + folder.resolve("none")
                        + "; -o names a file in a directory that can be written to\n",
                run.err());
    }

    @Test
    void whatIsNoSavedModelIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("model.safetensors"), "nothing of the kind");
        for (String command : List.of("evaluate", "predict")) {
            Run run = command.equals("predict")
                    ? Run.of(command, file.toString(), "rows.csv")
                    : Run.of(command, file.toString());
            assertEquals(2, run.code());
            assertTrue(run.err().startsWith("error: ") && run.err().contains("model.safetensors"), run.err());
        }
        assertEquals(
                2,
                Run.of("evaluate", folder.resolve("none.safetensors").toString())
                        .code());
    }
}
