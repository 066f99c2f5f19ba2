package dev.adjoint.samples.benchmarks.comparison;

import dev.adjoint.api.AdjointException;
import dev.adjoint.api.ConfigurationException;
import dev.adjoint.samples.benchmarks.measure.ChildProcess;
import dev.adjoint.samples.benchmarks.measure.PeerMain;
import dev.adjoint.samples.benchmarks.workload.Workload;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A library as a module that was built: its folder, with the jars that it needs at run time.
 *
 * @param name the name of the folder
 */
record Peer(String name, Path folder, List<Path> jars) {
    private static final String JARS = "target/classpath.txt";
    private static final String CLASSES = "target/classes";
    private static final List<String> JVM_OPTIONS = List.of("-Xmx4g");

    Peer {
        jars = List.copyOf(jars);
    }

    /**
     * The peers that were built, in the order of their names.
     *
     * @throws ConfigurationException if there is none
     */
    static List<Peer> in(Path folder) {
        try (Stream<Path> folders = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            List<Peer> peers = folders.filter(module -> Files.exists(module.resolve(JARS)))
                    .sorted()
                    .map(Peer::of)
                    .toList();
            if (peers.isEmpty()) {
                throw new ConfigurationException("no peer was built in '" + folder
                        + "'; expected the folder samples/peers after mvn -DskipTests -Ppeers package");
            }
            return peers;
        } catch (IOException e) {
            throw new AdjointException("cannot read " + folder + ": " + e, e);
        }
    }

    static Peer of(Path module) {
        return new Peer(module.getFileName().toString(), module, jars(module.resolve(JARS)));
    }

    private static List<Path> jars(Path file) {
        try {
            return Arrays.stream(Files.readString(file).strip().split(File.pathSeparator))
                    .filter(entry -> !entry.isEmpty())
                    .map(Path::of)
                    .toList();
        } catch (IOException e) {
            throw new AdjointException("cannot read " + file + ": " + e, e);
        }
    }

    /** The sizes of all its jars together: what is downloaded to use it. */
    long download() {
        return jars.stream().mapToLong(jar -> jar.toFile().length()).sum();
    }

    ChildProcess process(Workload workload, int threads, double seconds) {
        List<String> classPath = Stream.concat(
                        Stream.of(folder.resolve(CLASSES).toString()),
                        Stream.concat(jars.stream().map(Path::toString), Stream.of(ChildProcess.classPath())))
                .toList();
        return ChildProcess.of(
                JVM_OPTIONS,
                String.join(File.pathSeparator, classPath),
                PeerMain.class,
                List.of(workload.name(), String.valueOf(threads), String.valueOf(seconds)),
                threads);
    }
}
