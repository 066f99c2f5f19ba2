package dev.adjoint.samples.benchmarks.handwritten;

import dev.adjoint.samples.benchmarks.workload.Problem;
import dev.adjoint.samples.benchmarks.workload.Task;

/**
 * A batch and the parameters that training of two dense layers starts from, all row-major.
 *
 * @param x [batch, inputs]
 * @param classes [batch], the class of each row
 * @param kernel1 [inputs, hidden]
 * @param kernel2 [hidden, classes]
 */
record TwoLayers(
        Sizes sizes, float[] x, int[] classes, float[] kernel1, float[] bias1, float[] kernel2, float[] bias2) {
    static TwoLayers of(Task task, int hidden) {
        Problem problem = Problem.of(task);
        Sizes sizes = new Sizes(task.rowSize(), hidden, task.outputs(), task.batch());
        return new TwoLayers(
                sizes,
                problem.x(),
                problem.classes(),
                Problem.kernel("dense1/kernel", sizes.inputs(), hidden),
                new float[hidden],
                Problem.kernel("dense2/kernel", hidden, sizes.classes()),
                new float[sizes.classes()]);
    }
}
