package dev.adjoint.samples.optimizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar is all that another party hands over: dropped into a directory, its optimizer is there. */
class PluginDirectoryTests {
    private static final String MODEL = """
            input: [1]
            layers: [dense]
            loss: mean-squared-error
            optimizer: {lion: {learning-rate: 0.05}}
            training: {batch: 4, epochs: 100, seed: 1}
            data: {format: csv, file: line.csv, label: y}
            """;

    @TempDir
    Path folder;

    /** What a process left behind. */
    private record Ended(int code, String output) {}

    @Test
    void aJarInAPluginDirectoryTrainsAModel() throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        jar(plugins.resolve("lion.jar"));
        Ended ended = train("--plugins", plugins.toString());
        assertEquals(0, ended.code(), ended.output());
        double loss = Double.parseDouble(ended.output().replaceAll("(?s).*\"train_loss\":([^,]*),.*", "$1"));
        assertTrue(loss < 0.1, ended.output());
    }

    @Test
    void withoutTheJarTheModelIsRefused() throws Exception {
        Ended ended = train();
        assertEquals(2, ended.code(), ended.output());
        assertTrue(
                ended.output().contains("model.yaml:4:1: optimizer: there is no optimizer named 'lion'"),
                ended.output());
    }

    /** Runs the command line in a process that does not have this module on its class path. */
    private Ended train(String... options) throws IOException, InterruptedException, URISyntaxException {
        Path model = Files.writeString(folder.resolve("model.yaml"), MODEL);
        Files.writeString(folder.resolve("line.csv"), "x,y\n-2,-3\n-1,-1\n0,1\n1,3\n2,5\n3,7\n");
        String own = classes().toString();
        String classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.equals(own))
                .collect(joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath,
                "dev.adjoint.cli.Main",
                "train",
                model.toString(),
                "--json"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), output);
    }

    /** The jar of this module, as the build makes it a phase later. */
    private static void jar(Path jar) throws IOException, URISyntaxException {
        Path classes = classes();
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> paths = Files.walk(classes)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new ZipEntry(classes.relativize(path).toString().replace(File.separatorChar, '/')));
                Files.copy(path, out);
                out.closeEntry();
            }
        }
    }

    private static Path classes() throws URISyntaxException {
        return Path.of(
                Lion.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
