package dev.adjoint.codegen.tuning;

import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.codegen.Meter;
import dev.adjoint.codegen.compile.SourceCompiler;
import dev.adjoint.codegen.emit.Choices;
import dev.adjoint.codegen.emit.CostModel;
import dev.adjoint.codegen.emit.Cut;
import dev.adjoint.codegen.emit.Cuts;
import dev.adjoint.codegen.emit.ProgramEmitter;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.schedule.Excerpt;
import dev.adjoint.codegen.schedule.Fusions;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The contests for a program that are worth holding, the dearest first. Kernels that are alike have one contest. */
final class Bouts {
    /** Less than this part of a program's time is not worth a contest. */
    private static final double SMALL = 0.02;

    private static final double LEAST_PART = 1 / 6.0;

    private final Program program;
    private final Target target;
    private final SourceCompiler compiler;
    private final Memory memory;
    private final Meter meter;

    Bouts(Program program, Target target, SourceCompiler compiler, Meter meter) {
        this.program = program;
        this.target = target;
        this.compiler = compiler;
        this.memory = new Memory(target.capacity());
        this.meter = meter;
    }

    private Schedule schedule(Fusions fusions) {
        return Schedule.of(program, new Identifiers(), target.lanes(), target.capacity(), fusions);
    }

    /** How contractions are best cut into tiles, and divided among threads. */
    List<Bout<Cut>> cuts(Fusions fusions) {
        Schedule schedule = schedule(fusions);
        if (ProgramEmitter.isStraightLine(schedule, target)) {
            return List.of();
        }
        CostModel cost = CostModel.typical(schedule, target);
        Map<String, Bout<Cut>> bouts = new LinkedHashMap<>();
        List<Excerpt> excerpts = Excerpt.of(schedule);
        for (int i = 0; i < excerpts.size(); i++) {
            Excerpt excerpt = excerpts.get(i);
            int number = i;
            Optional<Cuts> cuts = Cuts.of(schedule, excerpt.kernel(), target)
                    .filter(found -> found.all().size() > 1);
            if (cuts.isPresent()) {
                double run = cost.microseconds(excerpt.schedule().groups().get(0));
                String kernel = cuts.get().kernel();
                // Short sums leave at least a part of the work: what comes before them and after them.
                double shortened = Math.min(1, LEAST_PART + cuts.get().shortened());
                Contest.Entrance<Cut> entrance = new CompiledEntrance<>(
                        cut -> Excerpt.of(schedule(fusions)).get(number),
                        cut -> new Choices(Map.of(kernel, cut), fusions),
                        new Contestant.Expected(run * 1000, shortened * run * 1000),
                        target,
                        compiler,
                        memory,
                        meter);
                add(bouts, new Bout<>(Course.of(cuts.get()), entrance, run));
            }
        }
        return worthwhile(bouts, schedule, cost);
    }

    /**
     * Where results of contractions are best used.
     *
     * @param cuts gives what was found out about their cuts until then
     */
    List<Bout<Fusions.Use>> fusions(Supplier<Map<String, Cut>> cuts) {
        Schedule schedule = schedule(Fusions.NONE);
        if (ProgramEmitter.isStraightLine(schedule, target)) {
            return List.of();
        }
        CostModel cost = CostModel.typical(schedule, target);
        Map<String, Bout<Fusions.Use>> bouts = new LinkedHashMap<>();
        for (Group group : schedule.groups()) {
            Tensor anchor = group.anchor();
            if (anchor != null
                    && anchor.op() instanceof Dot
                    && schedule.layout().standsInPanels(anchor)) {
                fusion(schedule, cost, group, anchor, cuts).ifPresent(bout -> add(bouts, bout));
            }
        }
        return worthwhile(bouts, schedule, cost);
    }

    /** The contest for one contraction, if there is a choice. */
    private Optional<Bout<Fusions.Use>> fusion(
            Schedule schedule, CostModel cost, Group group, Tensor anchor, Supplier<Map<String, Cut>> cuts) {
        String subject = Fusions.subject(anchor);
        Fusions.Use usual = group.isFinishedLater() ? Fusions.Use.IN_PANELS : Fusions.Use.APART;
        Schedule other = schedule(Fusions.of(subject, usual.other()));
        if (other.groups().size() == schedule.groups().size()) {
            return Optional.empty();
        }
        Schedule inPanels = usual == Fusions.Use.IN_PANELS ? schedule : other;
        Group fused = inPanels.groups().stream()
                .filter(each -> each.anchor() == anchor)
                .findFirst()
                .orElseThrow();
        Set<String> stored = fused.stores().stream()
                .map(store -> store.place().buffer().name())
                .collect(Collectors.toSet());
        Excerpt kernels = Excerpt.of(schedule, anchor, stored);
        double run = kernels.kernels().stream().mapToDouble(cost::microseconds).sum();
        Contest.Entrance<Fusions.Use> entrance = new CompiledEntrance<>(
                use -> Excerpt.of(schedule(Fusions.of(subject, use)), anchor, stored),
                use -> new Choices(cuts.get(), Fusions.of(subject, use)),
                new Contestant.Expected(run * 1000, run * 1000),
                target,
                compiler,
                memory,
                meter);
        String formula = Cuts.of(inPanels, fused, target).map(Cuts::formula).orElse(subject);
        return Optional.of(new Bout<>(
                new Course<>(subject, formula, usual, List.of(standard -> List.of(standard.other()))), entrance, run));
    }

    private static <W> void add(Map<String, Bout<W>> bouts, Bout<W> bout) {
        bouts.merge(
                bout.course().subject(),
                bout,
                (first, next) ->
                        new Bout<>(first.course(), first.entrance(), first.microseconds() + next.microseconds()));
    }

    private static <W> List<Bout<W>> worthwhile(Map<String, Bout<W>> bouts, Schedule schedule, CostModel cost) {
        double whole =
                schedule.groups().stream().mapToDouble(cost::microseconds).sum();
        return bouts.values().stream()
                .filter(bout -> bout.microseconds() >= SMALL * whole)
                .sorted(Comparator.comparingDouble((Bout<W> bout) -> bout.microseconds())
                        .reversed())
                .toList();
    }
}
