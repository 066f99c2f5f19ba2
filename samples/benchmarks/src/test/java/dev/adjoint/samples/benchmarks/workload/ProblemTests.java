package dev.adjoint.samples.benchmarks.workload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class ProblemTests {
    @Test
    void theSameNumbersComeEachTime() {
        Task task = Task.classes(4, 3, 5, 2);
        assertArrayEquals(Problem.of(task).x(), Problem.of(task).x());
        assertArrayEquals(Problem.kernel("dense1/kernel", 3, 4), Problem.kernel("dense1/kernel", 3, 4));
        assertNotEquals(Problem.kernel("dense1/kernel", 3, 4)[0], Problem.kernel("dense2/kernel", 3, 4)[0]);
    }

    @Test
    void oneHotRowsHaveTheirOneAtTheClass() {
        Problem problem = new Problem(Task.classes(2, 3, 1), new float[2], new float[] {2, 0});
        assertArrayEquals(new float[] {0, 0, 1, 1, 0, 0}, problem.oneHot());
        assertArrayEquals(new int[] {2, 0}, problem.classes());
    }
}
