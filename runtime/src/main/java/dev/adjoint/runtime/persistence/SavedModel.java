package dev.adjoint.runtime.persistence;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.PersistenceException;
import dev.adjoint.runtime.model.ModelFile;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.TracedVariable;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.text.Nearest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model with the values of its variables, as one safetensors file. Parameters and states lie in it by path; its
 * metadata holds the model as a model file states it ({@code model}, JSON), the plugins that the model is made of with
 * their versions ({@code plugins}, JSON), and the version of this arrangement ({@code adjoint}). Reading builds the
 * model through the registry alone: a file names plugins, never classes.
 *
 * @param variables the values of parameters and states, by path
 */
public record SavedModel(ModelSpec spec, Map<String, StoredTensor> variables) {
    /** The version of the arrangement that is written. */
    public static final String VERSION = "1";

    private static final String VERSION_KEY = "adjoint";
    private static final String MODEL_KEY = "model";
    private static final String PLUGINS_KEY = "plugins";
    private static final Logger LOG = LoggerFactory.getLogger(SavedModel.class);

    /**
     * A model and values for all its variables.
     *
     * @throws PersistenceException if a variable is missing, unknown or of another shape
     */
    public SavedModel {
        variables = inOrder(variables, spec.network().trace(true).variables());
    }

    /**
     * Writes a file, which takes the place of another one only when it is complete.
     *
     * @param registry has the plugins of the model
     * @throws PersistenceException if the model cannot be stated or the file cannot be written
     */
    public void write(Path file, PluginRegistry registry) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put(VERSION_KEY, VERSION);
        try {
            metadata.put(MODEL_KEY, json(new ModelFile(registry).toPlain(spec)));
            metadata.put(PLUGINS_KEY, json(PluginVersions.of(spec, registry)));
        } catch (AdjointException e) {
            throw new PersistenceException(file + ": cannot be written: " + e.getMessage(), e);
        }
        new SafetensorsFile(metadata, variables).write(file);
    }

    /**
     * Reads a file, and checks that the values fit the model.
     *
     * @throws PersistenceException if the file is not complete and consistent, or needs a plugin that the registry
     *     lacks; the message begins with the file
     */
    public static SavedModel read(Path file, PluginRegistry registry) {
        SafetensorsFile content = SafetensorsFile.read(file);
        try {
            return of(content, registry);
        } catch (AdjointException e) {
            throw new PersistenceException(file + ": " + e.getMessage(), e);
        }
    }

    private static SavedModel of(SafetensorsFile content, PluginRegistry registry) {
        String version = content.metadata().get(VERSION_KEY);
        if (version == null) {
            throw new PersistenceException("holds tensors, but no model: its metadata lack the key '" + VERSION_KEY
                    + "'; expected a file that Adjoint has saved");
        }
        if (!version.equals(VERSION)) {
            throw new PersistenceException("has version " + version + " of the arrangement of models; expected "
                    + VERSION + "; was it saved by a later release?");
        }
        Map<?, ?> saved = map(content, PLUGINS_KEY);
        try {
            ModelSpec spec = new ModelFile(registry).fromPlain(map(content, MODEL_KEY));
            warnOfOtherVersions(saved, PluginVersions.of(spec, registry));
            return new SavedModel(spec, content.tensors());
        } catch (AdjointException e) {
            throw new PersistenceException(e.getMessage() + "\n  saved with: " + saved, e);
        }
    }

    private static void warnOfOtherVersions(Map<?, ?> saved, Map<String, String> present) {
        present.forEach((plugin, version) -> {
            if (!version.equals(saved.get(plugin))) {
                LOG.warn(
                        "the model was saved with version '{}' of {}; this is '{}'",
                        saved.get(plugin),
                        plugin,
                        version);
            }
        });
    }

    private static String json(Map<?, ?> plain) {
        return new String(PlainJson.write(plain), StandardCharsets.UTF_8);
    }

    private static Map<?, ?> map(SafetensorsFile content, String key) {
        String json = content.metadata().get(key);
        if (json == null) {
            throw new PersistenceException("its metadata lack the key '" + key + "'");
        }
        try {
            if (PlainJson.read(json.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map) {
                return map;
            }
        } catch (PersistenceException e) {
            throw new PersistenceException("the metadata '" + key + "' " + e.getMessage(), e);
        }
        throw new PersistenceException("the metadata '" + key + "' is no JSON object");
    }

    private static Map<String, StoredTensor> inOrder(Map<String, StoredTensor> values, List<TracedVariable> expected) {
        Map<String, StoredTensor> sorted = new LinkedHashMap<>();
        Map<String, StoredTensor> left = new TreeMap<>(values);
        for (TracedVariable variable : expected) {
            StoredTensor tensor = left.remove(variable.path());
            if (tensor == null) {
                throw new PersistenceException("the tensor '" + variable.path() + "' of shape " + variable.shape()
                        + " is missing" + Nearest.question(variable.path(), left.keySet()));
            }
            if (!tensor.shape().equals(variable.shape())) {
                throw new PersistenceException("the tensor '" + variable.path() + "' has the shape " + tensor.shape()
                        + "; expected " + variable.shape());
            }
            sorted.put(variable.path(), tensor);
        }
        if (!left.isEmpty()) {
            throw new PersistenceException("the model has no variables for the tensors " + left.keySet()
                    + "; its variables are " + sorted.keySet());
        }
        return Collections.unmodifiableMap(sorted);
    }
}
