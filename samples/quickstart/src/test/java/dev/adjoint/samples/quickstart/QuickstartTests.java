package dev.adjoint.samples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.runtime.data.IdxSpec;
import dev.adjoint.runtime.data.TrainTest;
import dev.adjoint.runtime.train.Epoch;
import dev.adjoint.runtime.train.Model;
import dev.adjoint.runtime.train.TrainingOptions;
import dev.adjoint.samples.quickstart.digits.DrawnDigits;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class QuickstartTests {
    @Test
    void aShortTrainingReadsMostDigits(@TempDir Path folder) {
        new DrawnDigits(1_500, 400, 1).write(folder);
        TrainTest digits = new IdxSpec().load(folder);
        TrainingOptions threeEpochs = Quickstart.spec().training().withEpochs(3);
        Model model = Model.of(Quickstart.spec().withTraining(threeEpochs));

        model.fit(digits.train());

        Map<String, Double> results = model.evaluate(digits.test().orElseThrow());
        assertTrue(results.getOrDefault("accuracy", 0.0) > 0.75, results::toString);
    }

    @Test
    void whereNobodyWatchesAnEpochIsALine() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

        new ProgressLines(out, false, 10)
                .onEpochEnd(new Epoch(5, 500, 7_200, 0.25, Map.of("loss", 0.3, "accuracy", 0.975), 0.001, 0.1));

        assertEquals(
                "epoch  5/10 [========        ]  loss 0.2500  accuracy 0.9750   72,000 samples/s",
                bytes.toString(StandardCharsets.UTF_8).strip());
    }
}
