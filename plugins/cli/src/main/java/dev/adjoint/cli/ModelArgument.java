package dev.adjoint.cli;

import dev.adjoint.runtime.model.ModelFile;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.persistence.SavedModel;
import dev.adjoint.runtime.plugin.PluginRegistry;
import java.nio.file.Path;
import picocli.CommandLine.Parameters;

/** The model that a command is about, with or without parameters. */
final class ModelArgument {
    @Parameters(paramLabel = "FILE", description = "The model file (YAML or JSON), or a saved model (safetensors).")
    private Path file = Path.of("");

    /** What the file states about the model. */
    ModelSpec spec(PluginRegistry registry) {
        return file.toString().endsWith(".safetensors")
                ? SavedModel.read(file, registry).spec()
                : new ModelFile(registry).read(file);
    }
}
