package dev.adjoint.codegen.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.adjoint.codegen.Meter;
import dev.adjoint.codegen.emit.Cut;
import dev.adjoint.codegen.emit.Cuts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Contests by a clock that the contestants move themselves. */
class ContestTests {
    private static final Cut STANDARD = new Cut(true, 4, 2, false, false);
    private static final Cut PACKED = new Cut(true, 4, 2, true, false);
    private static final Cut WIDE = new Cut(true, 2, 4, true, false);
    private static final Cut OTHER = new Cut(false, 4, 2, true, false);
    private static final Cuts CUTS =
            new Cuts("kernel", "c = dot(a, b)\nd = c + 1", 0.25, List.of(STANDARD, PACKED, WIDE, OTHER), List.of("m"));
    private static final long SECOND = 1_000_000_000;
    private static final long RUN = 1_000_000;

    private final Map<Cut, Double> times = new HashMap<>(Map.of(STANDARD, 1.0, PACKED, 1.0, WIDE, 1.0, OTHER, 1.0));
    private final Set<Cut> luckyOnce = new HashSet<>();
    private final Set<Cut> twins = new HashSet<>();
    private final Set<Cut> ofObjects = new HashSet<>();
    private long now;
    private long bytes;

    private final class Scripted implements Contest.Entrance<Cut> {
        @Override
        public Optional<Contestant<Cut>> admit(Cut cut) {
            return twins.contains(cut)
                    ? Optional.empty()
                    : Optional.of(contestant(cut, luckyOnce.contains(cut) ? 0.5 : times.getOrDefault(cut, 1.0)));
        }

        @Override
        public Contestant<Cut> admitAgain(Cut cut) {
            return contestant(cut, times.getOrDefault(cut, 1.0));
        }

        private Contestant<Cut> contestant(Cut cut, double time) {
            Contestant.Expected expected = new Contestant.Expected(RUN, RUN);
            return new Contestant<>(
                    cut, (rows, key) -> run(cut, time), 1, expected, limit -> {}, new Meter(() -> now, () -> bytes));
        }
    }

    private void run(Cut cut, double time) {
        now += (long) (RUN * time);
        bytes += ofObjects.contains(cut) ? 1 << 20 : 100;
    }

    private Times<Cut> contest(long budget) {
        return contest(budget, budget);
    }

    private Times<Cut> contest(long budget, long most) {
        return new Contest<>(Course.of(CUTS), new Scripted(), () -> now, nanos -> now += nanos, budget, most).run();
    }

    @Test
    void whatIsClearlyFasterIsChosen() {
        times.put(PACKED, 0.8);
        Times<Cut> found = contest(10 * SECOND);
        assertEquals(PACKED, found.chosen());
        assertTrue(found.isChange());
        assertEquals("c = dot(a, b); d = c + 1", found.formula());
    }

    @Test
    void shapesAreTriedForTheBestUseOfTheOperands() {
        times.put(PACKED, 0.9);
        times.put(WIDE, 0.7);
        assertEquals(WIDE, contest(10 * SECOND).chosen());
    }

    @Test
    void theFastestIsDividedOtherwiseAsWell() {
        times.put(PACKED, 0.9);
        times.put(PACKED.withSplit("m"), 0.7);
        times.put(WIDE.withSplit("m"), 0.6);
        assertEquals(WIDE.withSplit("m"), contest(10 * SECOND).chosen());
    }

    @Test
    void whatIsHardlyFasterIsNotChosen() {
        times.put(PACKED, 0.98);
        Times<Cut> found = contest(10 * SECOND);
        assertEquals(STANDARD, found.chosen());
        assertFalse(found.isChange());
        assertEquals(
                List.of(1000.0, 980.0),
                found.measured().stream().limit(2).map(Times.Time::microseconds).toList());
    }

    @Test
    void whatWinsOnceHasToWinAgain() {
        luckyOnce.add(OTHER);
        assertEquals(STANDARD, contest(10 * SECOND).chosen());
    }

    @Test
    void whatGivesTheSameCodeDoesNotEnter() {
        twins.add(PACKED);
        assertTrue(contest(10 * SECOND).measured().stream()
                .noneMatch(time -> time.way().equals(PACKED)));
    }

    @Test
    void aContestKeepsToItsBudget() {
        times.replaceAll((cut, time) -> 10.0);
        contest(SECOND);
        assertTrue(now < 1.3 * SECOND, () -> "it took " + now);
    }

    @Test
    void theStandardMayTakeLonger() {
        times.replaceAll((cut, time) -> 5.0);
        assertEquals(List.of(), contest(SECOND / 100, SECOND / 50).measured());
        assertEquals(1, timed(contest(SECOND / 100, 10 * SECOND)));
    }

    @Test
    void nothingIsKeptForAnEndThatNobodyNeeds() {
        long plenty = timed(contest(10 * SECOND));
        long enough = SECOND / 100;
        while (timed(contest(enough)) < plenty) {
            enough += SECOND / 100;
        }
        times.put(OTHER, 0.5);
        assertTrue(timed(contest(enough)) < plenty);
    }

    private static long timed(Times<Cut> found) {
        return found.measured().stream()
                .filter(time -> Double.isFinite(time.microseconds()))
                .count();
    }

    @Test
    void withoutTimeForTheStandardNothingIsFound() {
        Times<Cut> found = contest(RUN);
        assertEquals(List.of(), found.measured());
        assertFalse(found.isChange());
    }

    @Test
    void whatMakesObjectsIsNotCompiledYet() {
        times.put(PACKED, 0.5);
        ofObjects.add(PACKED);
        assertEquals(STANDARD, contest(20 * SECOND).chosen());
        ofObjects.add(STANDARD);
        assertEquals(List.of(), contest(20 * SECOND).measured());
    }

    @Test
    void whatTheJitDoesNotCompileIsLeftAlone() {
        times.put(PACKED, 50.0);
        Times<Cut> found = contest(20 * SECOND);
        Times.Time<Cut> packed = found.measured().stream()
                .filter(time -> time.way().equals(PACKED))
                .findFirst()
                .orElseThrow();
        assertEquals(Double.POSITIVE_INFINITY, packed.microseconds());
        assertEquals(STANDARD, found.chosen());
    }
}
