package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;

/** Writes the kernels of one form. */
interface KernelEmitter {
    /**
     * The methods of a kernel; the first is the one to call.
     *
     * @param name what to call the first method; others begin with it
     * @param counters the counters of the loops around the kernel
     * @throws NotVectorizable if the kernel cannot be written with vectors
     */
    List<Method> emit(Schedule schedule, Group group, Target target, String name, List<String> counters);
}
