package dev.adjoint.codegen;

import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.Variables;

/** Runs plain loops until its program has become faster; its inputs and outputs stay the same arrays. */
final class TieredExecution implements Execution {
    private final TieredProgram program;
    private final Variables variables;
    private CompiledExecution current;
    private boolean isLast;

    /**
     * An execution of a program that may become faster.
     *
     * @param first what it begins with
     */
    TieredExecution(TieredProgram program, Variables variables, CompiledExecution first) {
        this.program = program;
        this.variables = variables;
        this.current = first;
    }

    @Override
    public float[] input(String name) {
        return current.input(name);
    }

    @Override
    public float[] output(String name) {
        return current.output(name);
    }

    @Override
    public void run(int rows, long key) {
        if (!isLast) {
            goOver();
        }
        if (isLast) {
            current.run(rows, key);
            return;
        }
        long start = System.nanoTime();
        current.run(rows, key);
        program.ran(rows, System.nanoTime() - start);
    }

    private void goOver() {
        CompiledProgram last = program.last();
        if (last != null) {
            current = last.open(variables, current.inputs(), current.outputs());
            isLast = true;
        }
    }

    /** Whether it runs what its program has become. */
    boolean isLast() {
        return isLast;
    }
}
