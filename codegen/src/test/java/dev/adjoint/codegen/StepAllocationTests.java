package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.adjoint.api.backend.Backend;
import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A step allocates nothing. The interpreter and C1 make an object of each vector, so code with vectors is measured when C2
 * has compiled it: in a process of its own, where each compilation ends before the step goes on.
 */
@org.junit.jupiter.api.parallel.Execution(ExecutionMode.CONCURRENT)
class StepAllocationTests {
    /** Compiles at once, and takes the first wrong guess for too many: what a process has by bad luck otherwise. */
    private static final List<String> VECTORS =
            List.of("-Xbatch", "-XX:PerMethodTrapLimit=1", "--add-modules", "jdk.incubator.vector");

    private static final int WIDTH = 37;
    /** The networks whose kernels are divided in each way: by outputs, by rows of a loop, by windows, by heads. */
    private static final Set<Network> THREADED =
            EnumSet.of(Network.PERCEPTRON, Network.CONVOLUTIONAL, Network.RECURRENT, Network.ATTENTIVE);

    private static final int ROWS = 9;
    private static final int WINDOW = 100;
    /** C2 compiles a method after 5,000 calls if it has loops; the rest is for guesses that turn out wrong. */
    private static final int MOST_WINDOWS = 300;

    @Test
    void aStepOfPlainLoopsAllocatesNothingFromTheSecondOn() throws Exception {
        assertEquals(everyNetwork("0 bytes after 0 windows"), report("plain", List.of()));
    }

    @Test
    void aStepWithVectorsAllocatesNothingOnceItIsCompiled() throws Exception {
        String report = report("vectors", VECTORS);
        assertEquals(everyNetwork("0 bytes"), report.replaceAll(" after \\d+ windows", ""), report);
    }

    @Test
    void noThreadOfAStepThatSeveralShareAllocates() throws Exception {
        String report = report("threads", VECTORS);
        assertEquals(networks(THREADED, "0 bytes"), report.replaceAll(" after \\d+ windows", ""), report);
    }

    private static String everyNetwork(String result) {
        return networks(EnumSet.allOf(Network.class), result);
    }

    private static String networks(Set<Network> networks, String result) {
        StringBuilder lines = new StringBuilder();
        for (Network network : networks) {
            lines.append(network).append(": ").append(result).append('\n');
        }
        return lines.toString();
    }

    private static String report(String mode, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Steps.class.getName(), mode));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + "\n" + output);
        return output.replace("\r", "");
    }

    /** The process that takes the steps: prints for each network what its last window of steps allocated. */
    static final class Steps {
        private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        private Steps() {}

        public static void main(String[] arguments) {
            Backend backend = arguments[0].equals("threads")
                    ? LanesBackend.ofThreads(2, VectorModule.lanes())
                    : new JaninoBackend();
            boolean vectors = !arguments[0].equals("plain");
            for (Network network : arguments[0].equals("threads") ? THREADED : EnumSet.allOf(Network.class)) {
                System.out.print(network + ": " + untilNothingIsAllocated(network, backend, vectors) + "\n");
            }
        }

        private static String untilNothingIsAllocated(Network network, Backend backend, boolean vectors) {
            TrainingExample example = network.ofWidth(WIDTH);
            Executable executable = backend.compile(
                    example.program(), CompileOptions.forRows(ROWS).withVectors(vectors));
            Variables variables = executable.allocate();
            example.initialise(variables);
            Execution execution = executable.open(variables);
            example.batch(ROWS, 1).run(execution, variables, 1);
            long[] threads = threads(executable);
            allocatedBy(threads, execution, 1);
            int windows = 0;
            long bytes = allocatedBy(threads, execution, WINDOW);
            while (bytes > 0 && windows < MOST_WINDOWS) {
                windows++;
                bytes = allocatedBy(threads, execution, WINDOW);
            }
            return bytes + " bytes after " + windows + " windows";
        }

        /** Keys differ from step to step, so that dropout takes each of its branches. */
        private static long allocatedBy(long[] threads, Execution execution, int steps) {
            long before = allocatedBy(threads);
            for (int step = 0; step < steps; step++) {
                execution.run(ROWS, step);
            }
            return allocatedBy(threads) - before;
        }

        private static long allocatedBy(long[] threads) {
            long bytes = 0;
            for (long thread : threads) {
                bytes += THREADS.getThreadAllocatedBytes(thread);
            }
            return bytes;
        }

        /** The current thread, and those that run the program with it. */
        private static long[] threads(Executable executable) {
            return Stream.concat(Stream.of(Thread.currentThread()), executable.workers().stream())
                    .mapToLong(Thread::getId)
                    .toArray();
        }
    }
}
