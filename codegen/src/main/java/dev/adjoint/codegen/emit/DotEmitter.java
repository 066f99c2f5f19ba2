package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.Optional;

/**
 * A contraction, tile by tile of its result.
 *
 * <pre>
 * for (int p = 0; p &lt; 8; p++) {
 *   int m = 0;
 *   for (; m &lt;= rows - 6; m += 6) { tile6x2(rows, key, m, p); }
 *   if (m &lt;= rows - 4) { tile4x2(rows, key, m, p); m += 4; }
 *   ...
 * }
 * </pre>
 */
final class DotEmitter implements KernelEmitter {
    /** The bytes of bytecode up to which the JIT compiles methods full of vectors well, less a margin. */
    static final int LARGEST_TILE = 2050;

    @Override
    public List<Method> emit(Schedule schedule, Group group, Target target, String name, List<String> counters) {
        KernelContext kernel = new KernelContext(schedule, group, target);
        String formula = Formulas.of(schedule, group);
        if (target.hasVectors()) {
            Optional<Tiling> tiling = Cuts.tiling(kernel);
            if (tiling.isPresent()) {
                return new Tiles(schedule, group, tiling.get(), name, counters).emit(formula, kernel);
            }
        }
        Contraction contraction = Contraction.of(kernel, false);
        if (!target.hasVectors()) {
            Optional<Lines> lines = Lines.of(kernel, contraction);
            if (lines.isPresent()) {
                return List.of(LineContraction.write(kernel, lines.get(), name, counters));
            }
        }
        return List.of(SumsOfNumbers.write(schedule, group, target, contraction, name, counters));
    }
}
