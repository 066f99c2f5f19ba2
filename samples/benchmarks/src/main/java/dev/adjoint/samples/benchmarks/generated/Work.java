package dev.adjoint.samples.benchmarks.generated;

import dev.adjoint.api.graph.Graph;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Shape;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.api.op.Scan;
import java.util.Collection;

/**
 * What a run has to do, whoever does it.
 *
 * @param flops the multiplications and additions of all contractions; elementwise work does not count
 * @param bytes what must be moved at least: inputs and variables read, variables that change and outputs written
 */
public record Work(long flops, long bytes) {
    public static Work of(Program program, int rows) {
        long bytes = 0;
        for (Tensor leaf : program.inputs()) {
            bytes += bytes(leaf, rows);
        }
        for (Tensor leaf : program.variables()) {
            bytes += bytes(leaf, rows);
        }
        for (Program.Assignment assignment : program.assignments()) {
            bytes += bytes(assignment.variable(), rows);
        }
        for (Program.Output output : program.outputs()) {
            bytes += bytes(output.value(), rows);
        }
        return new Work(flops(program.roots(), rows), bytes);
    }

    private static long bytes(Tensor tensor, int rows) {
        return Float.BYTES * tensor.shape().elements(rows);
    }

    private static long flops(Collection<Tensor> roots, int rows) {
        return Graph.topological(roots).stream()
                .mapToLong(tensor -> flops(tensor, rows))
                .sum();
    }

    private static long flops(Tensor tensor, int rows) {
        if (tensor.op() instanceof Dot dot) {
            Shape left = tensor.input(0).shape();
            long products = dot.leftContract().stream()
                    .mapToLong(axis -> Shape.resolve(left.size(axis), rows))
                    .reduce(1, Math::multiplyExact);
            return 2 * products * tensor.shape().elements(rows);
        }
        return tensor.op() instanceof Scan scan
                ? scan.length() * flops(scan.body().outputs(), rows)
                : 0;
    }
}
