package dev.adjoint.codegen;

import dev.adjoint.codegen.crew.Barrier;
import dev.adjoint.codegen.crew.Crew;
import dev.adjoint.codegen.crew.CrewProgram;
import dev.adjoint.codegen.crew.Pace;
import dev.adjoint.codegen.crew.Practice;

/** Runs a program on a crew of threads, or on the caller's alone where that is faster or the crew is busy. */
final class CrewedProgram implements GeneratedProgram {
    private final Crew crew;
    private final CrewProgram[] instances;
    private final Pace pace;

    /**
     * A program for several threads.
     *
     * @param instances one for each thread
     * @param practice of the crew with the program
     */
    CrewedProgram(CrewProgram[] instances, Practice practice) {
        this.crew = Crew.of(instances.length);
        this.instances = instances;
        this.pace = new Pace(practice);
    }

    @Override
    public void run(int rows, long key) {
        long start = System.nanoTime();
        boolean asked = pace.isTogether();
        boolean ran = asked && crew.tryRun(instances, rows, key);
        if (!ran) {
            instances[0].work(rows, key, 0, 1, Barrier.ALONE);
        }
        if (ran == asked) {
            pace.took(rows, System.nanoTime() - start);
        }
    }
}
