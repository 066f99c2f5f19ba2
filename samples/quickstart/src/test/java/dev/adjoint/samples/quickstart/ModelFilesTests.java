package dev.adjoint.samples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.runtime.data.DataSpec;
import dev.adjoint.runtime.data.IdxSpec;
import dev.adjoint.runtime.data.TrainTest;
import dev.adjoint.runtime.model.ModelFile;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Summary;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.train.Model;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ModelFilesTests {
    private static final PluginRegistry REGISTRY = PluginRegistry.ofClassPath();
    private static final Path HERE = Path.of("");

    @Test
    void mnistIsTheNetworkOfTheProgram() {
        ModelSpec file = read("mnist-mlp.yaml");

        assertEquals(Quickstart.spec().network(), file.network());
        assertEquals(Quickstart.spec().losses(), file.losses());
        assertEquals(Quickstart.spec().optimizer(), file.optimizer());
        assertEquals(Quickstart.spec().metrics(), file.metrics());
        assertEquals(new IdxSpec(), DataSpec.bind(file.data(), "data", REGISTRY));
    }

    @Test
    void theConvolutionalNetworkReadsTheSameDigits() {
        ModelSpec file = read("mnist-cnn.yaml");

        assertEquals(Quickstart.spec().losses(), file.losses());
        assertEquals(Quickstart.spec().optimizer(), file.optimizer());
        assertEquals(new IdxSpec(), DataSpec.bind(file.data(), "data", REGISTRY));
        // 3x3x1x16 + 16, 3x3x16x32 + 32, 5x5x32x128 + 128, 128x10 + 10
        assertEquals(108_618, Summary.of(file.network()).parameters());
    }

    @Test
    void theFlowersAreToldApart() {
        ModelSpec spec = read("flowers.yaml");
        TrainTest flowers = DataSpec.bind(spec.data(), "data", REGISTRY).load(HERE);
        Model model = Model.of(spec);

        model.fit(flowers.train());

        Map<String, Double> results = model.evaluate(flowers.test().orElseThrow());
        assertTrue(results.getOrDefault("accuracy", 0.0) >= 0.9, results::toString);
    }

    private static ModelSpec read(String file) {
        return new ModelFile(REGISTRY).read(HERE.resolve(file));
    }
}
