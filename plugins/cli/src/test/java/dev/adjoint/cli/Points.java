package dev.adjoint.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** A folder with a small model and its data: points of two classes, on the two sides of a line. */
final class Points {
    static final String MODEL = """
            name: points
            input: [2]
            layers:
              - dense: {units: 8}
              - tanh
              - dense: {units: 2}
                name: logits
            loss: sparse-categorical-cross-entropy-from-logits
            optimizer: {adam: {learning-rate: 0.05}}
            metrics: [accuracy]
            training: {batch: 16, epochs: 20, seed: 3}
            data: {format: csv, file: points.csv, label: side, train: 160, test: 40}
            """;

    private Points() {}

    /** Writes the data and the model; returns the model file. */
    static Path write(Path folder) throws IOException {
        return write(folder, MODEL);
    }

    /** Writes the data and another model; returns the model file. */
    static Path write(Path folder, String model) throws IOException {
        Random random = new Random(5);
        StringBuilder rows = new StringBuilder("x,y,side\n");
        for (int i = 0; i < 200; i++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            rows.append(x)
                    .append(',')
                    .append(y)
                    .append(',')
                    .append(x > y ? "right" : "left")
                    .append('\n');
        }
        Files.writeString(folder.resolve("points.csv"), rows);
        return Files.writeString(folder.resolve("points.yaml"), model);
    }
}
