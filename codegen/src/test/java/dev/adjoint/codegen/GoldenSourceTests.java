package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.codegen.emit.ProgramEmitter;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole source of a small network, 3-4-2 with ReLU and gradient descent, as a person would read it. */
class GoldenSourceTests {
    private static final String UPDATE = "adjoint.updateGolden";
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    @ParameterizedTest
    @CsvSource({"0, plain.java.txt", "8, vectors-of-8.java.txt"})
    void theGeneratedSourceIsTheOneThatWasRead(int lanes, String file) throws IOException {
        Schedule schedule = Schedule.of(network().program(), new Identifiers(), lanes, 8);
        String source = ProgramEmitter.emit(schedule, new Target(lanes, 8)).source();
        Path golden = FOLDER.resolve(file);
        if (Boolean.getBoolean(UPDATE)) {
            Files.createDirectories(FOLDER);
            Files.writeString(golden, source);
        }
        assertEquals(
                Files.readString(golden),
                source,
                () -> "the generated source differs from " + golden + "; if it should, write the file anew with\n"
                        + "  mvn test -pl codegen -am -Dtest=GoldenSourceTests -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -DargLine=-D" + UPDATE + "=true\nand read what changed before you commit it\n");
    }

    private static TrainingExample network() {
        TrainingGraph graph = new TrainingGraph();
        Tensor hidden = Functions.relu(graph.dense("dense1", graph.input("input", 3), 4));
        Tensor prediction = graph.dense("dense2", graph.labelled("relu1", hidden), 2);
        Tensor error = prediction.sub(graph.input("target", 2));
        Tensor loss = graph.labelled("loss", Functions.mean(error.square()));
        return graph.descend("small-network", loss, prediction, 0.1);
    }
}
