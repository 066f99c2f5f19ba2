package dev.adjoint.runtime.persistence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.PersistenceException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.runtime.model.Affine;
import dev.adjoint.runtime.model.Decay;
import dev.adjoint.runtime.model.Descent;
import dev.adjoint.runtime.model.Fill;
import dev.adjoint.runtime.model.Hits;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.model.Rectify;
import dev.adjoint.runtime.model.Squares;
import dev.adjoint.runtime.plugin.PluginRegistry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SavedModelTests {
    private static final PluginRegistry REGISTRY = PluginRegistry.ofClassPath();
    private static final ModelSpec SPEC = ModelSpec.of(
                    Network.input(2)
                            .then(new Affine(3, false, new Fill(0.25)))
                            .then(new Rectify())
                            .then("out", new Affine(1))
                            .build(),
                    new Squares(),
                    new Descent(0.3))
            .withSchedule(new Decay(7))
            .withMetrics(new Hits(0.1));
    private static final Map<String, StoredTensor> VALUES = Map.of(
            "affine1/kernel", new StoredTensor(Shape.of(2, 3), new float[] {1, 2, 3, 4, 5, Float.NaN}),
            "out/kernel", new StoredTensor(Shape.of(3, 1), new float[] {-0.0f, 1e-45f, 3e38f}),
            "out/bias", new StoredTensor(Shape.of(1), new float[] {Float.NEGATIVE_INFINITY}));

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("model.safetensors");
    }

    @Test
    void aModelIsReadAsItWasWritten() {
        new SavedModel(SPEC, VALUES).write(file, REGISTRY);
        SavedModel read = SavedModel.read(file, REGISTRY);
        assertEquals(SPEC, read.spec());
        assertEquals(
                List.of("affine1/kernel", "out/kernel", "out/bias"),
                List.copyOf(read.variables().keySet()));
        read.variables().forEach((path, tensor) -> {
            StoredTensor written = VALUES.getOrDefault(path, tensor);
            assertEquals(written.shape(), tensor.shape());
            assertArrayEquals(written.values(), tensor.values());
        });
    }

    @Test
    void theMetadataNameEveryPluginOnce() {
        new SavedModel(SPEC, VALUES).write(file, REGISTRY);
        Map<String, String> metadata = SafetensorsFile.read(file).metadata();
        assertEquals("1", metadata.get("adjoint"));
        assertEquals(
                "{\"initializer fill\":\"\",\"layer affine\":\"\",\"layer rectify\":\"\",\"loss squares\":\"\","
                        + "\"metric hits\":\"\",\"optimizer descent\":\"\",\"schedule decay\":\"\"}",
                metadata.get("plugins"));
        assertTrue(String.valueOf(metadata.get("model")).startsWith("{\"name\":\"model\",\"input\":[2],\"layers\":["));
    }

    @Test
    void valuesMustFitTheVariables() {
        rejects("the tensor 'out/bias' of shape [1] is missing", () -> new SavedModel(SPEC, without("out/bias")));
        rejects(
                "the tensor 'out/bias' of shape [1] is missing, did you mean 'out/bais'?",
                () -> new SavedModel(SPEC, with(without("out/bias"), "out/bais", Shape.of(1))));
        rejects(
                "the model has no variables for the tensors [more]",
                () -> new SavedModel(SPEC, with(VALUES, "more", Shape.of(1))));
        rejects(
                "the tensor 'out/kernel' has the shape [1, 3]; expected [3, 1]",
                () -> new SavedModel(SPEC, with(VALUES, "out/kernel", Shape.of(1, 3))));
    }

    @Test
    void tensorsWithoutAModelAreNoSavedModel() {
        new SafetensorsFile(Map.of("format", "pt"), VALUES).write(file);
        rejects("holds tensors, but no model", () -> SavedModel.read(file, REGISTRY));
    }

    @Test
    void anotherVersionIsRefused() {
        edit("adjoint", version -> "2");
        rejects("has version 2 of the arrangement of models; expected 1", () -> SavedModel.read(file, REGISTRY));
    }

    @Test
    void aPluginThatIsNotThereIsNamed() {
        edit("model", json -> json.replace("rectify", "curve"));
        rejects("layers[1]: there is no layer named 'curve'", () -> SavedModel.read(file, REGISTRY));
        rejects("saved with: {initializer fill=, layer affine=,", () -> SavedModel.read(file, REGISTRY));
    }

    @Test
    void aClassInPlaceOfAPluginIsNotLoaded() {
        edit("model", json -> json.replace("\"rectify\"", "{\"java.lang.ProcessBuilder\":{}}"));
        rejects("there is no layer named 'java.lang.ProcessBuilder'", () -> SavedModel.read(file, REGISTRY));
    }

    @Test
    void damagedMetadataAreRefused() {
        edit("model", json -> json.substring(1));
        rejects("the metadata 'model' is not valid JSON", () -> SavedModel.read(file, REGISTRY));
        edit("model", json -> "[1]");
        rejects("the metadata 'model' is no JSON object", () -> SavedModel.read(file, REGISTRY));
        edit("plugins", json -> "5");
        rejects("the metadata 'plugins' is no JSON object", () -> SavedModel.read(file, REGISTRY));
        edit("model", json -> "{\"layers\":" + "[".repeat(1000) + "]".repeat(1000) + "}");
        rejects("the metadata 'model' is not valid JSON", () -> SavedModel.read(file, REGISTRY));
        Map<String, String> metadata = Map.of("adjoint", "1", "plugins", "{}");
        new SafetensorsFile(metadata, VALUES).write(file);
        rejects("its metadata lack the key 'model'", () -> SavedModel.read(file, REGISTRY));
    }

    @Test
    void aModelThatNeedsOtherShapesIsRefused() {
        edit("model", json -> json.replace("\"input\":[2]", "\"input\":[4]"));
        rejects(
                "the tensor 'affine1/kernel' has the shape [2, 3]; expected [4, 3]",
                () -> SavedModel.read(file, REGISTRY));
    }

    @Test
    void whatJsonCannotHoldIsNotWritten() {
        ModelSpec spec = new ModelSpec(
                "m",
                SPEC.network(),
                SPEC.losses(),
                SPEC.optimizer(),
                SPEC.schedule(),
                SPEC.metrics(),
                SPEC.training(),
                Map.of("limit", Double.NaN));
        rejects("the value NaN cannot be stated as JSON", () -> new SavedModel(spec, VALUES).write(file, REGISTRY));
    }

    private void edit(String key, UnaryOperator<String> change) {
        new SavedModel(SPEC, VALUES).write(file, REGISTRY);
        SafetensorsFile content = SafetensorsFile.read(file);
        Map<String, String> metadata = new LinkedHashMap<>(content.metadata());
        metadata.computeIfPresent(key, (same, value) -> change.apply(value));
        new SafetensorsFile(metadata, content.tensors()).write(file);
    }

    private static Map<String, StoredTensor> without(String path) {
        Map<String, StoredTensor> values = new LinkedHashMap<>(VALUES);
        values.remove(path);
        return values;
    }

    private static Map<String, StoredTensor> with(Map<String, StoredTensor> values, String path, Shape shape) {
        Map<String, StoredTensor> changed = new LinkedHashMap<>(values);
        changed.put(path, new StoredTensor(shape, new float[(int) shape.elements()]));
        return changed;
    }

    private static void rejects(String expected, Executable action) {
        String message =
                String.valueOf(assertThrows(PersistenceException.class, action).getMessage());
        assertTrue(message.contains(expected), message);
    }
}
