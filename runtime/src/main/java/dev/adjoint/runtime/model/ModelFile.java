package dev.adjoint.runtime.model;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.ConfigurationException;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.yaml.Place;
import dev.adjoint.runtime.yaml.YamlDocument;
import dev.adjoint.runtime.yaml.YamlReader;
import dev.adjoint.runtime.yaml.YamlWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Models as YAML, or as JSON, which is a part of it. A layer follows the one before it unless it says otherwise:
 *
 * <pre>
 * name: mnist-mlp
 * input: [784]                  # or inputs: {image: [28, 28, 1], extra: {shape: [3], type: int}}
 * layers:
 *   - dense: {units: 128, kernel: he-normal}
 *   - relu
 *   - dense: {units: 10}
 *     name: logits              # by default dense2, the plugin and a running number
 *     from: relu1               # a name or a list of names; by default the layer before
 * outputs: [logits]             # by default the outputs that have losses, or the last layer
 * loss: sparse-categorical-cross-entropy-from-logits
 *                               # or losses: {logits: {loss: ..., weight: 0.5}, other: ...}
 * optimizer: {adam: {learning-rate: 0.001}}
 * schedule: {cosine: {steps: 1000}}
 * metrics: [accuracy]           # or {logits: [accuracy], other: [...]}
 * training: {batch: 64, epochs: 10, seed: 1}
 * data: {format: idx}
 * </pre>
 */
public final class ModelFile {
    /** A message that begins with a path, {@code layers[0].dense: unknown key 'unit'}, or with an unknown key. */
    private static final Pattern PLACED = Pattern.compile("(?:([^ :]+): )?(?:unknown key '([^']+)')?");

    private final PluginRegistry registry;

    public ModelFile(PluginRegistry registry) {
        this.registry = registry;
    }

    /**
     * Reads a file, and checks that its layers, losses and metrics fit together.
     *
     * @throws ConfigurationException if anything is wrong; the message begins with file, line and column
     */
    public ModelSpec read(Path file) {
        return bind(YamlReader.read(file));
    }

    /**
     * Reads a text as {@link #read(Path)} reads a file.
     *
     * @param source what messages call it
     */
    public ModelSpec read(String text, String source) {
        return bind(YamlReader.read(text, source));
    }

    /**
     * The model that plain values state.
     *
     * @throws ConfigurationException if anything is wrong; the message begins with the path of the value
     */
    public ModelSpec fromPlain(@Nullable Object plain) {
        try {
            return new ModelBinder(registry, plain).bind();
        } catch (ConfigurationException e) {
            throw e;
        } catch (AdjointException e) {
            throw new ConfigurationException(String.valueOf(e.getMessage()), e);
        }
    }

    /**
     * The plain values that state a model, all defaults included.
     *
     * @throws dev.adjoint.api.PluginException if a plugin of the model is not in the registry
     */
    public Map<String, @Nullable Object> toPlain(ModelSpec spec) {
        return new ModelStatement(registry).of(spec);
    }

    /** The model as YAML that reads as an equal model. */
    public String write(ModelSpec spec) {
        return YamlWriter.write(toPlain(spec));
    }

    public void write(Path file, ModelSpec spec) {
        try {
            Files.writeString(file, write(spec));
        } catch (IOException e) {
            throw new ConfigurationException("the model file " + file + " cannot be written: " + e, e);
        }
    }

    private ModelSpec bind(YamlDocument document) {
        try {
            return fromPlain(document.value());
        } catch (ConfigurationException e) {
            String message = String.valueOf(e.getMessage());
            throw new ConfigurationException(place(document, message) + ": " + message, e);
        }
    }

    private static Place place(YamlDocument document, String message) {
        Matcher placed = PLACED.matcher(message);
        placed.lookingAt();
        String path = placed.group(1) == null ? "" : placed.group(1);
        String key = placed.group(2);
        return document.place(key == null ? path : path.isEmpty() ? key : path + "." + key);
    }
}
