package dev.adjoint.codegen.tuning;

import dev.adjoint.codegen.emit.Cut;
import dev.adjoint.codegen.emit.Cuts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Who takes part in a contest.
 *
 * @param <W> a way of computing the same
 * @param subject what the ways compute, by which it is known
 * @param formula the same for people, on one line
 * @param standard the way that suits most machines
 * @param stages those who try to be faster: each stage is made for the fastest of those before it, at first for the standard
 */
record Course<W>(String subject, String formula, W standard, List<Function<W, List<W>>> stages) {
    Course {
        formula = formula.replace("\n", "; ");
        stages = List.copyOf(stages);
    }

    /**
     * The cuts of a kernel: first those that use the operands otherwise, then those that threads divide otherwise, then other
     * shapes of tiles, the nearest first.
     */
    static Course<Cut> of(Cuts cuts) {
        return new Course<>(
                cuts.kernel(),
                cuts.formula(),
                cuts.all().get(0),
                List.of(
                        standard -> operands(cuts, standard),
                        leader -> cuts.splits().stream().map(leader::withSplit).toList(),
                        leader -> shapes(cuts, leader)));
    }

    private static List<Cut> operands(Cuts cuts, Cut standard) {
        List<Cut> operands = new ArrayList<>();
        cuts.all().stream()
                .filter(cut -> cut.hasShapeOf(standard) && cut.fromRight() == standard.fromRight())
                .forEach(operands::add);
        cuts.all().stream()
                .filter(cut -> cut.fromRight() != standard.fromRight())
                .findFirst()
                .ifPresent(operands::add);
        return operands;
    }

    private static List<Cut> shapes(Cuts cuts, Cut leader) {
        return cuts.all().stream()
                .map(cut -> cut.withSplit(leader.split()))
                .filter(cut -> cut.hasOperandsOf(leader))
                .sorted(Comparator.comparingInt(cut -> distance(cut, leader)))
                .toList();
    }

    private static int distance(Cut cut, Cut other) {
        int sums = Math.abs(cut.rows() * cut.vectors() - other.rows() * other.vectors());
        return 4 * sums + Math.abs(cut.rows() - other.rows());
    }
}
