package dev.adjoint.testkit.program;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Op;
import dev.adjoint.api.op.Scan;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The kinds of ops: an op itself where it is an enum constant, else its class. For tests that nothing is left out. */
public final class OpKinds {
    private OpKinds() {}

    /** Every kind that the api has. */
    public static Set<Object> all() {
        try {
            Path location = Path.of(
                    Op.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            String folder = Op.class.getPackageName().replace('.', '/');
            if (Files.isDirectory(location)) {
                return kindsIn(location.resolve(folder));
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + location.toUri()), Map.of())) {
                return kindsIn(jar.getPath(folder));
            }
        } catch (IOException | URISyntaxException | ClassNotFoundException e) {
            throw new AdjointException("cannot list the package of the ops", e);
        }
    }

    /** The kinds that some tensors are made of, in the bodies of loops as well. */
    public static Set<Object> of(Collection<Tensor> roots) {
        Set<Object> kinds = new LinkedHashSet<>();
        for (Tensor tensor : Graph.topological(roots)) {
            Op op = tensor.op();
            kinds.add(op instanceof Enum<?> ? op : op.getClass());
            if (op instanceof Scan scan) {
                kinds.addAll(of(scan.body().outputs()));
            }
        }
        return kinds;
    }

    private static Set<Object> kindsIn(Path folder) throws IOException, ClassNotFoundException {
        List<String> names;
        try (Stream<Path> files = Files.list(folder)) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .map(name -> Op.class.getPackageName() + "." + name.substring(0, name.length() - 6))
                    .sorted()
                    .toList();
        }
        Set<Object> kinds = new LinkedHashSet<>();
        for (String name : names) {
            Class<?> type = Class.forName(name);
            if (type.isEnum() && Op.class.isAssignableFrom(type)) {
                kinds.addAll(Arrays.asList(type.getEnumConstants()));
            } else if (type.isRecord() && Op.class.isAssignableFrom(type)) {
                kinds.add(type);
            }
        }
        return kinds;
    }
}
