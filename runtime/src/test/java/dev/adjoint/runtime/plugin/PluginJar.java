package dev.adjoint.runtime.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A jar of plugins that is compiled while a test runs. */
final class PluginJar {
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> services = new LinkedHashMap<>();

    /** Adds a class of the package {@code example} from the text of its declaration. */
    PluginJar source(String simpleName, String declaration) {
        sources.put(simpleName, """
                package example;

                import dev.adjoint.api.graph.*;
                import dev.adjoint.api.plugin.*;

                """ + declaration);
        return this;
    }

    /** Adds a schedule, declared as a service: its components, and its body after the no-argument constructor. */
    PluginJar schedule(String simpleName, String components, String defaults, String body) {
        source(simpleName, """
                public record %s(%s) implements Schedule {
                    %s
                    public double factor(long step) { return 1; }
                    %s
                }
                """.formatted(
                        simpleName,
                        components,
                        components.isEmpty() ? "" : "public %s() { this(%s); }".formatted(simpleName, defaults),
                        body));
        return service(schedules(), "example." + simpleName);
    }

    /** Declares a class as a service. */
    PluginJar service(String kind, String className) {
        services.merge("META-INF/services/" + kind, className + "\n", String::concat);
        return this;
    }

    static String schedules() {
        return dev.adjoint.api.plugin.Schedule.class.getName();
    }

    /** Compiles and writes the jar. */
    Path write(Path jar) throws IOException {
        Path work = jar.resolveSibling(jar.getFileName() + ".sources");
        Path classes = Files.createDirectories(work.resolve("classes"));
        compile(work, classes);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "2.5");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> paths = Files.walk(classes)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                entry(out, classes.relativize(path).toString(), Files.readAllBytes(path));
            }
            for (Map.Entry<String, String> service : services.entrySet()) {
                entry(out, service.getKey(), service.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private void compile(Path work, Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", classes.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = work.resolve(source.getKey() + ".java");
            arguments.add(Files.writeString(file, source.getValue()).toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (!sources.isEmpty() && compiler.run(null, null, null, arguments.toArray(new String[0])) != 0) {
            throw new IllegalStateException("the test's sources do not compile");
        }
    }

    private static void entry(JarOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
        out.closeEntry();
    }
}
