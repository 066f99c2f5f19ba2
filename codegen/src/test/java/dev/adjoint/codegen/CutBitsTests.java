package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.api.backend.CompileOptions;
import dev.adjoint.api.graph.Functions;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import dev.adjoint.codegen.compile.JaninoCompiler;
import dev.adjoint.codegen.emit.Choices;
import dev.adjoint.codegen.emit.Cut;
import dev.adjoint.codegen.emit.Cuts;
import dev.adjoint.codegen.emit.ProgramEmitter;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.codegen.schedule.Excerpt;
import dev.adjoint.codegen.schedule.Fusions;
import dev.adjoint.codegen.schedule.Group;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Schedule;
import dev.adjoint.testkit.program.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No way of cutting a contraction into tiles, of dividing it, or of using its result changes a bit. */
class CutBitsTests {
    private static final int CAPACITY = 21;
    private static final int WIDE = 96;
    private static final List<Integer> ROWS = List.of(21, 1, 10, 7);
    private static final ProgramCompiler COMPILER = new ProgramCompiler(new JaninoCompiler());

    private static Schedule schedule(TrainingExample example, Target target) {
        return Schedule.of(
                example.program(),
                new Identifiers(),
                target.lanes(),
                target.capacity(),
                target.choices().fusions());
    }

    private static List<Cuts> cuts(TrainingExample example, Target target) {
        Schedule schedule = schedule(example, target);
        List<Cuts> all = new ArrayList<>();
        for (Excerpt excerpt : Excerpt.of(schedule)) {
            Cuts.of(schedule, excerpt.kernel(), target).ifPresent(all::add);
        }
        return all;
    }

    private static List<Outcome> train(TrainingExample example, Target target) {
        CompileOptions options = CompileOptions.forRows(target.capacity());
        return example.train(COMPILER.compile(example.program(), options, target), ROWS);
    }

    private static void assertSame(TrainingExample example, Target target, Choices choices, List<Outcome> expected) {
        List<Outcome> actual = train(example, target.with(choices));
        assertEquals(Optional.empty(), Outcome.difference(expected, actual), choices::toString);
    }

    @Property(tries = 60)
    void anyChoicesGiveTheSameBits(
            @ForAll Network network,
            @ForAll @IntRange(min = 1, max = 70) int width,
            @ForAll @IntRange(min = 2, max = 4) int lanes,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll long seed) {
        TrainingExample example = network.ofWidth(width);
        Team team = threads == 1 ? Team.ALONE : new Team(threads, 0);
        Target target = new Target(1 << lanes, CAPACITY, team);
        Random random = new Random(seed);
        Fusions fusions = fusions(example, target, random);
        Map<String, Cut> chosen = new HashMap<>();
        for (Cuts kernel : cuts(example, target.with(new Choices(Map.of(), fusions)))) {
            List<String> splits = new ArrayList<>(kernel.splits());
            splits.add("");
            chosen.put(kernel.kernel(), any(kernel.all(), random).withSplit(any(splits, random)));
        }
        assertSame(example, target, new Choices(chosen, fusions), train(example, new Target(0, CAPACITY)));
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    private static Fusions fusions(TrainingExample example, Target target, Random random) {
        Map<String, Fusions.Use> uses = new HashMap<>();
        for (Group group : schedule(example, target).groups()) {
            Tensor anchor = group.anchor();
            if (anchor != null && anchor.op() instanceof Dot) {
                uses.put(Fusions.subject(anchor), any(List.of(Fusions.Use.values()), random));
            }
        }
        return new Fusions(uses);
    }

    @Test
    void gradientsAreUsedAsTheyAreToldTo() {
        TrainingExample example = Network.PERCEPTRON.ofWidth(WIDE);
        Target target = new Target(16, 64);
        Map<String, Fusions.Use> uses = new HashMap<>();
        Schedule usual = schedule(example, target);
        for (Group group : usual.groups()) {
            if (group.anchor() != null && group.anchor().op() instanceof Dot) {
                uses.put(Fusions.subject(group.anchor()), Fusions.Use.IN_PANELS);
            }
        }
        Target told = target.with(new Choices(Map.of(), new Fusions(uses)));
        Schedule other = schedule(example, told);
        assertTrue(usual.groups().stream().noneMatch(Group::isFinishedLater));
        assertTrue(other.groups().stream().anyMatch(Group::isFinishedLater));
        assertTrue(other.groups().size() < usual.groups().size());
        assertSame(example, target, told.choices(), train(example, new Target(0, 64)));
    }

    @Test
    void aKernelIsDividedAsItIsToldTo() {
        TrainingExample example = Network.PERCEPTRON.ofWidth(WIDE);
        Target target = new Target(16, 64, new Team(2, 0));
        Cuts kernel = cuts(example, target).get(0);
        assertTrue(kernel.splits().size() > 1, kernel::toString);
        Set<String> sources = new HashSet<>();
        for (String split : kernel.splits()) {
            Choices choices = Choices.of(kernel.kernel(), kernel.all().get(0).withSplit(split));
            sources.add(ProgramEmitter.emit(schedule(example, target), target.with(choices))
                    .source());
            assertSame(example, target, choices, train(example, new Target(0, 64)));
        }
        assertEquals(kernel.splits().size(), sources.size());
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void everyCutOfOneKernelGivesTheSameBits(int lanes) {
        TrainingExample example = Network.PERCEPTRON.ofWidth(29);
        Target target = new Target(lanes, CAPACITY);
        List<Outcome> expected = train(example, new Target(0, CAPACITY));
        Cuts kernel = cuts(example, target).get(0);
        assertTrue(kernel.all().size() > 20, kernel::toString);
        for (Cut cut : kernel.all()) {
            assertSame(example, target, Choices.of(kernel.kernel(), cut), expected);
        }
    }

    @Test
    void cutsOfSumsInPartsGiveTheSameBits() {
        TrainingGraph graph = new TrainingGraph();
        Tensor hidden = Functions.relu(graph.dense("first", graph.input("x", 3), 1500));
        Tensor prediction = Functions.relu(graph.dense("second", hidden, 64));
        Tensor loss = Functions.mean(prediction.sub(graph.input("target", 64)).square());
        TrainingExample example = graph.descend("wide", loss, prediction, 0.05);
        Target target = new Target(8, 40);
        List<Outcome> expected = train(example, new Target(0, 40));
        Cuts kernel = cuts(example, target).stream()
                .filter(cuts -> cuts.kernel().contains("k < 1500;"))
                .findFirst()
                .orElseThrow();
        Random random = new Random(1);
        for (Cut cut : kernel.all()) {
            if (random.nextInt(4) == 0) {
                assertSame(example, target, Choices.of(kernel.kernel(), cut), expected);
            }
        }
    }

    @Test
    void aCutIsReadAsItWasWritten() {
        for (Cuts kernel : cuts(Network.CONVOLUTIONAL.ofWidth(13), new Target(8, CAPACITY))) {
            for (Cut cut : kernel.all()) {
                assertEquals(Optional.of(cut), Cut.parse(cut.toString()));
                assertEquals(Optional.of(cut.withSplit("m1")), Cut.parse(cut + " by m1"));
            }
        }
        assertEquals(Optional.empty(), Cut.parse("up 4x2"));
        assertEquals(Optional.empty(), Cut.parse("right 4x2 packed "));
    }
}
