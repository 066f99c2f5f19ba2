package dev.adjoint.codegen;

import dev.adjoint.codegen.crew.Barrier;
import dev.adjoint.codegen.crew.Crew;
import dev.adjoint.codegen.crew.CrewProgram;

/** Runs a program on a crew of threads, or on the caller's alone while the crew works for another one. */
final class CrewedProgram implements GeneratedProgram {
    private final Crew crew;
    private final CrewProgram[] instances;

    /**
     * A program for several threads.
     *
     * @param instances one for each thread
     */
    CrewedProgram(CrewProgram[] instances) {
        this.crew = Crew.of(instances.length);
        this.instances = instances;
    }

    @Override
    public void run(int rows, long key) {
        if (!crew.tryRun(instances, rows, key)) {
            instances[0].work(rows, key, 0, 1, Barrier.ALONE);
        }
    }
}
