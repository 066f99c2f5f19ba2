package dev.adjoint.runtime.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.PersistenceException;
import dev.adjoint.runtime.data.Dataset;
import dev.adjoint.runtime.model.Affine;
import dev.adjoint.runtime.model.Descent;
import dev.adjoint.runtime.model.Hits;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.Rectify;
import dev.adjoint.runtime.model.Squares;
import dev.adjoint.runtime.plugin.PluginRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveAndLoadTests {
    private static final PluginRegistry REGISTRY = PluginRegistry.ofClassPath();
    private static final float[][] INPUTS = {{1, 2}, {-1, 0.5f}, {0.25f, -3}};
    private static final Dataset DATA = Dataset.of(INPUTS, new float[][] {{1}, {2}, {0.5f}});
    private static final ModelSpec SPEC = ModelSpec.of(
                    Network.input(2)
                            .then(new Affine(4))
                            .then(new Rectify())
                            .then(new Affine(1))
                            .build(),
                    new Squares(),
                    new Descent(0.01))
            .withMetrics(new Hits());

    @TempDir
    Path folder;

    @Test
    void aLoadedModelIsTheSavedOneToTheBit() {
        Model model = Model.of(SPEC, Small.INTERPRETER);
        model.fit(DATA, TrainingOptions.DEFAULTS.withEpochs(3));
        Path file = folder.resolve("model.safetensors");
        model.save(file);
        Model loaded = Model.load(file, REGISTRY, Small.INTERPRETER);
        assertEquals(SPEC, loaded.spec());
        assertEquals(model.parameters().paths(), loaded.parameters().paths());
        for (String path : model.parameters().paths()) {
            assertArrayEquals(model.parameters().get(path), loaded.parameters().get(path), path);
        }
        assertArrayEquals(model.predict(INPUTS), loaded.predict(INPUTS));
        assertEquals(model.evaluate(DATA), loaded.evaluate(DATA));
    }

    @Test
    void aLoadedModelCanBeTrainedOn() {
        Model model = Model.of(SPEC, Small.INTERPRETER);
        Path file = folder.resolve("model.safetensors");
        model.save(file, REGISTRY);
        Model loaded = Model.load(file);
        model.fit(DATA, TrainingOptions.DEFAULTS.withEpochs(2));
        loaded.fit(DATA, TrainingOptions.DEFAULTS.withEpochs(2));
        assertArrayEquals(model.predict(INPUTS), loaded.predict(INPUTS));
    }

    @Test
    void aModelOfPluginsThatAreNotRegisteredCannotBeSaved() {
        Model model = Small.line(1, 0.1);
        Path file = folder.resolve("model.safetensors");
        PersistenceException e = assertThrows(PersistenceException.class, () -> model.save(file, REGISTRY));
        assertTrue(String.valueOf(e.getMessage()).contains("is not registered"), e.getMessage());
    }
}
