package dev.adjoint.runtime.interpreter;

import static dev.adjoint.runtime.interpreter.Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.CompilationException;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.graph.TensorType;
import dev.adjoint.api.op.Op;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeaningsTests {
    @Test
    void everyOpOfTheApiHasAMeaning() throws Exception {
        List<Class<?>> ops = classesOf(Op.class).stream()
                .filter(type -> Op.class.isAssignableFrom(type) && !type.isInterface())
                .toList();
        assertTrue(ops.size() >= 32, "found only " + ops);
        List<Object> without = new ArrayList<>();
        for (Class<?> type : ops) {
            List<?> keys = type.isEnum() ? Arrays.asList(type.getEnumConstants()) : List.of(type);
            keys.stream().filter(key -> !Meanings.isKnown(key)).forEach(without::add);
        }
        assertEquals(List.of(), without);
    }

    @Test
    void anOpFromElsewhereIsNamedInTheError() {
        record Cube() implements Op {
            @Override
            public TensorType infer(List<TensorType> inputs) {
                return TensorType.floats(Shape.SCALAR);
            }
        }
        assertFails(CompilationException.class, () -> Values.of(Precision.FLOAT, Tensor.of(new Cube())), "cube");
    }

    /** All classes of a class's package, in a folder or in a jar. */
    private static List<Class<?>> classesOf(Class<?> member) throws IOException, URISyntaxException {
        Path location = Path.of(
                member.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(location)) {
            return classesIn(location.resolve(member.getPackageName().replace('.', '/')), member);
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + location.toUri()), Map.of())) {
            return classesIn(jar.getPath(member.getPackageName().replace('.', '/')), member);
        }
    }

    private static List<Class<?>> classesIn(Path folder, Class<?> member) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .<Class<?>>map(name -> load(member.getPackageName() + "." + name.replace(".class", "")))
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
