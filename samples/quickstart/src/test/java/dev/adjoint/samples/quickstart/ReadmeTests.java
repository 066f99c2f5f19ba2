package dev.adjoint.samples.quickstart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.plugin.Layer;
import dev.adjoint.core.loss.MeanSquaredError;
import dev.adjoint.core.optimizer.Sgd;
import dev.adjoint.runtime.model.ModelFile;
import dev.adjoint.runtime.model.ModelSpec;
import dev.adjoint.runtime.model.Network;
import dev.adjoint.runtime.plugin.PluginRegistry;
import dev.adjoint.runtime.train.Model;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the README shows. */
final class ReadmeTests {
    private static final String IMPORTS = """
            import com.google.auto.service.AutoService;
            import dev.adjoint.api.graph.*;
            import dev.adjoint.api.plugin.*;
            import dev.adjoint.core.initializer.*;
            import dev.adjoint.core.layer.*;
            import dev.adjoint.core.loss.*;
            import dev.adjoint.core.optimizer.*;
            import dev.adjoint.runtime.data.*;
            import dev.adjoint.runtime.model.*;
            import dev.adjoint.runtime.train.*;
            """;

    @TempDir
    Path folder;

    @Test
    void theModelFileIsTheOneBesideTheQuickStart() throws IOException {
        ModelFile files = new ModelFile(PluginRegistry.ofClassPath());

        ModelSpec shown = files.read(block("yaml", "mnist-mlp"), "README.md");

        assertEquals(files.read(Path.of("mnist-mlp.yaml")), shown);
    }

    @Test
    void theFirstModelLearnsExclusiveOr() throws Exception {
        String method =
                "public static float[][] outputs() {\n" + block("java", "Network network") + "return either;\n}\n";

        Class<?> shown = compile("FirstModel", "public class FirstModel {\n" + method + "}\n");

        float[][] outputs = (float[][]) shown.getMethod("outputs").invoke(null);
        for (int i = 0; i < 4; i++) {
            assertEquals(i == 1 || i == 2 ? 1 : 0, outputs[i][0], 0.1f);
        }
    }

    @Test
    void theFirstPluginComputesItsFormula() throws Exception {
        Class<?> shown = compile("Snake", block("java", "record Snake"));
        Layer snake = (Layer) shown.getConstructor(double.class).newInstance(2.0);
        Network network = Network.input(1).then(snake).build();
        Model model = Model.of(ModelSpec.of(network, new MeanSquaredError(), new Sgd()));

        assertEquals("snake", snake.pluginName());
        assertEquals(0.7 + Math.pow(Math.sin(1.4), 2) / 2, model.predict(new float[] {0.7f})[0], 1e-6);
    }

    @Test
    void everyFileThatItNamesIsThere() throws IOException {
        List<String> files = Pattern.compile("(?:samples|plugins|api|runtime|codegen)/[\\w./-]+\\w")
                .matcher(readme())
                .results()
                .map(MatchResult::group)
                .filter(file -> !file.contains("/target/"))
                .toList();

        assertTrue(files.size() > 5, files::toString);
        assertEquals(
                List.of(),
                files.stream()
                        .filter(file -> !Files.exists(Path.of("../..").resolve(file)))
                        .toList());
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("../../README.md"));
    }

    /** The block of a language that holds some text. */
    private static String block(String language, String text) throws IOException {
        return Pattern.compile("^```" + language + "\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(readme())
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(text))
                .findFirst()
                .orElseThrow();
    }

    private Class<?> compile(String name, String source) throws IOException, ClassNotFoundException {
        Path file = Files.writeString(folder.resolve(name + ".java"), IMPORTS + source);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        List<String> options = List.of("-proc:none", "-classpath", classPath, "-d", folder.toString());
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(file))
                    .call();
            assertTrue(compiled, messages::toString);
        }
        URL[] classes = {folder.toUri().toURL()};
        return Class.forName(name, true, new URLClassLoader(classes, getClass().getClassLoader()));
    }
}
