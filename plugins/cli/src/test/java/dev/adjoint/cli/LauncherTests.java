package dev.adjoint.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs the script of the distribution, with the class path of the tests in place of its jars. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTests {
    private static final Path SCRIPT = Path.of("src", "main", "dist", "bin", "adjoint");

    @TempDir
    Path folder;

    private Path script = SCRIPT;

    @BeforeEach
    void installTheScript() throws IOException {
        Path bin = Files.createDirectories(folder.resolve("a home").resolve("bin"));
        Path lib = Files.createDirectories(folder.resolve("a home").resolve("lib"));
        script = Files.copy(SCRIPT, bin.resolve("adjoint"));
        assertTrue(script.toFile().setExecutable(true));
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        String urls = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(joining(" "));
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, urls);
        new JarOutputStream(Files.newOutputStream(lib.resolve("all.jar")), manifest).close();
    }

    @Test
    void theScriptRunsFromAnyFolder() throws Exception {
        Run run = start(folder, script, "plugins", "list", "backend", "--json");
        assertEquals(0, run.code(), run.err());
        assertEquals("", run.err());
        assertTrue(run.out().startsWith("[{\"kind\":\"backend\",\"name\":\"interpreter\","), run.out());
    }

    @Test
    void theScriptRunsThroughLinks() throws Exception {
        Path first = Files.createSymbolicLink(folder.resolve("first"), script);
        Path second = Files.createSymbolicLink(folder.resolve("second"), first.getFileName());
        Run run = start(folder.resolve("a home"), second, "--version");
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().startsWith("adjoint "), run.out());
    }

    @Test
    void theExitCodeAndTheErrorComeThrough() throws Exception {
        Run run = start(folder, script, "plugins", "describe", "desne");
        assertEquals(2, run.code());
        assertTrue(run.err().startsWith("error: there is no plugin named 'desne', did you mean 'dense'?"), run.err());
        assertEquals("", run.out());
    }

    private static Run start(Path directory, Path script, String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(args));
        Path err = directory.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }
}
