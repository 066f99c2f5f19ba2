package dev.adjoint.cli;

import dev.adjoint.api.PersistenceException;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.train.Engine;
import dev.adjoint.runtime.train.Model;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The trained model that a command uses, and what it runs on. */
final class SavedModelArgument {
    @Parameters(
            index = "0",
            paramLabel = "MODEL",
            description = "A model that 'adjoint train --output' has saved (safetensors).")
    private Path file = Path.of("");

    @Mixin
    private final EngineOptions engines = new EngineOptions();

    Path file() {
        return file;
    }

    Model load(PluginRegistry registry) {
        if (file.toString().matches(".*\\.(yaml|yml|json)")) {
            throw new PersistenceException(
                    file + " is a model file, which holds no parameters; expected a model that was trained and saved:"
                            + "\n  adjoint train " + file + " --output model.safetensors");
        }
        Engine engine = engines.engine(registry);
        return Model.load(file, registry, engine);
    }
}
