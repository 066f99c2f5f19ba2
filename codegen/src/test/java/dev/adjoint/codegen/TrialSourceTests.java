package dev.adjoint.codegen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.codegen.emit.ProgramEmitter;
import dev.adjoint.codegen.emit.Target;
import dev.adjoint.codegen.emit.TrialLimit;
import dev.adjoint.codegen.schedule.Excerpt;
import dev.adjoint.codegen.schedule.Identifiers;
import dev.adjoint.codegen.schedule.Schedule;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The source of kernels that are only timed. */
class TrialSourceTests {
    private static final Target TARGET = new Target(16, 40);
    private static final Pattern LIMIT = Pattern.compile("int (\\w+) = Math\\.min\\(.*" + TrialLimit.FIELD + ".*\\);");

    private static List<String> sources(Network network, int width) {
        Schedule schedule =
                Schedule.of(network.ofWidth(width).program(), new Identifiers(), TARGET.lanes(), TARGET.capacity());
        return Excerpt.of(schedule).stream()
                .map(excerpt ->
                        ProgramEmitter.emitTrial(excerpt.schedule(), TARGET).source())
                .toList();
    }

    /** C2 makes an object of each sum where an inner loop might have no turn: a kernel timed so would never be fast. */
    @Test
    void onlyTheOutermostLoopOfASumIsCutShort() {
        int nested = 0;
        for (String source : sources(Network.CONVOLUTIONAL, 17)) {
            Matcher limits = LIMIT.matcher(source);
            while (limits.find()) {
                String name = limits.group(1);
                List<String> loops = source.substring(limits.end())
                        .lines()
                        .filter(line -> line.contains("for (int k") && line.endsWith("{"))
                        .limit(2)
                        .toList();
                assertTrue(loops.get(0).contains(" < " + name + ";"), source);
                boolean isNested = loops.size() > 1 && indent(loops.get(1)) > indent(loops.get(0));
                assertTrue(!isNested || loops.get(1).matches(".* < \\d+; .*"), source);
                nested += isNested ? 1 : 0;
            }
        }
        assertTrue(nested > 3, "sums with several loops: " + nested);
    }

    @Test
    void aLoopThatIsCutShortHasTwoTurnsAtLeast() {
        for (String source : sources(Network.CONVOLUTIONAL, 17)) {
            Matcher divisor = Pattern.compile(TrialLimit.FIELD + " / (\\d+)").matcher(source);
            while (divisor.find()) {
                assertTrue(TrialLimit.SHORT / Integer.parseInt(divisor.group(1)) >= 2, source);
            }
        }
    }

    @Test
    void sourceThatIsNotTimedHasNoLimit() {
        TrainingExample example = Network.CONVOLUTIONAL.ofWidth(17);
        Schedule schedule = Schedule.of(example.program(), new Identifiers(), TARGET.lanes(), TARGET.capacity());
        assertEquals(-1, ProgramEmitter.emit(schedule, TARGET).source().indexOf(TrialLimit.FIELD));
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }
}
