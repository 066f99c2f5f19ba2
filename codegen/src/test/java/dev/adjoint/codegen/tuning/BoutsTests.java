package dev.adjoint.codegen.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.codegen.Meter;
import dev.adjoint.codegen.Network;
import dev.adjoint.codegen.compile.JaninoCompiler;
import dev.adjoint.codegen.emit.Cut;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.Team;
import dev.adjoint.codegen.schedule.Fusions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BoutsTests {
    private static final int ROWS = 64;

    private static Bouts bouts(Network network, int width, Team team) {
        return new Bouts(
                network.ofWidth(width).program(), new Target(16, ROWS, team), new JaninoCompiler(), Meter.STANDARD);
    }

    @Test
    void theDearestKernelComesFirst() {
        List<Bout<Cut>> cuts = bouts(Network.PERCEPTRON, 96, Team.ALONE).cuts(Fusions.NONE);
        assertTrue(cuts.size() > 2, cuts::toString);
        for (int i = 1; i < cuts.size(); i++) {
            assertTrue(cuts.get(i - 1).microseconds() >= cuts.get(i).microseconds(), cuts::toString);
        }
    }

    @Test
    void kernelsThatAreAlikeHaveOneContest() {
        List<String> subjects = bouts(Network.ATTENTIVE, 32, Team.ALONE).cuts(Fusions.NONE).stream()
                .map(bout -> bout.course().subject())
                .toList();
        assertEquals(subjects.stream().distinct().toList(), subjects);
    }

    @Test
    void gradientsThatAnUpdateFollowsCanBeUsedInTwoWays() {
        List<Bout<Fusions.Use>> fusions =
                bouts(Network.PERCEPTRON, 96, Team.ALONE).fusions(Map::of);
        assertTrue(!fusions.isEmpty());
        for (Bout<Fusions.Use> bout : fusions) {
            Fusions.Use usual = bout.course().standard();
            List<Contestant<Fusions.Use>> both = List.of(
                    bout.entrance().admit(usual).orElseThrow(),
                    bout.entrance().admit(usual.other()).orElseThrow());
            both.forEach(contestant -> assertTrue(contestant.turn() > 0));
            assertEquals(Optional.empty(), bout.entrance().admit(usual), "the same code again");
        }
    }

    @Test
    void whatIsFoundAboutAFusionGivesKernelsOfItsOwn() {
        Bouts bouts = bouts(Network.PERCEPTRON, 96, Team.ALONE);
        Course<Fusions.Use> course = bouts.fusions(Map::of).get(0).course();
        Fusions other = Fusions.of(course.subject(), course.standard().other());
        List<String> usual = subjects(bouts.cuts(Fusions.NONE));
        assertTrue(subjects(bouts.cuts(other)).stream().anyMatch(subject -> !usual.contains(subject)));
    }

    private static List<String> subjects(List<Bout<Cut>> bouts) {
        return bouts.stream().map(bout -> bout.course().subject()).toList();
    }

    @Test
    void threadsCanDivideSeveralLoops() {
        Course<Cut> course = bouts(Network.PERCEPTRON, 96, new Team(2, 0))
                .cuts(Fusions.NONE)
                .get(0)
                .course();
        List<Cut> divided = course.stages().get(1).apply(course.standard());
        assertTrue(divided.size() > 1, divided::toString);
        assertTrue(divided.stream().noneMatch(cut -> cut.split().isEmpty()), divided::toString);
    }

    @Test
    void plainLoopsHaveNothingToChoose() {
        Bouts bouts = new Bouts(
                Network.PERCEPTRON.ofWidth(96).program(), new Target(0, ROWS), new JaninoCompiler(), Meter.STANDARD);
        assertEquals(List.of(), bouts.cuts(Fusions.NONE));
        assertEquals(List.of(), bouts.fusions(Map::of));
    }
}
