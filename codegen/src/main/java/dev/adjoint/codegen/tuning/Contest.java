package dev.adjoint.codegen.tuning;

import dev.adjoint.codegen.emit.Cut;
import dev.adjoint.codegen.emit.Cuts;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Times the cuts of one kernel against each other. A few run in turns until the JIT has done its work, then others take
 * their place: first those that use the operands otherwise, then other shapes of tiles for the best of them. At last the
 * fastest run again in turns with the standard one; what wins has to win once more, compiled anew, for the JIT does not
 * always make the same of the same.
 */
final class Contest {
    private static final int AT_ONCE = 3;
    private static final int FINALISTS = 3;
    private static final int FEWEST_FINAL_TURNS = 5;
    private static final int MOST_FINAL_TURNS = 15;
    /** The part of the time that is kept for the end, once there is anything to decide. */
    private static final double FINAL_SHARE = 0.3;
    /** A cut is chosen if it takes no more than this part of the time of the standard one. */
    private static final double CLEARLY_FASTER = 0.97;

    private static final long NAP_NANOS = 5_000_000;
    private static final int ROUNDS_OF_WAITING = 4;

    /** Makes contestants. */
    interface Entrance {
        /** A contestant; nobody if the cut gives code that has entered already. */
        Optional<Contestant> admit(Cut cut);

        /** The same cut, compiled once more. */
        Contestant admitAgain(Cut cut);
    }

    private final Cuts cuts;
    private final Entrance entrance;
    private final LongSupplier clock;
    private final long start;
    private final long budget;
    private final long most;
    private final List<Contestant> entered = new ArrayList<>();
    private long round;

    /**
     * A contest that begins now.
     *
     * @param budget how many nanoseconds it is to take
     * @param most how many it may take until the standard one is steady: what was spent before that would be lost
     */
    Contest(Cuts cuts, Entrance entrance, LongSupplier clock, long budget, long most) {
        this.cuts = cuts;
        this.entrance = entrance;
        this.clock = clock;
        this.start = clock.getAsLong();
        this.budget = budget;
        this.most = most;
    }

    /** What was found out; nothing measured if time was too short for the standard cut. */
    Times run() {
        String formula = cuts.formula().replace("\n", "; ");
        Cut standard = cuts.all().get(0);
        List<Cut> operands = new ArrayList<>(List.of(standard));
        cuts.all().stream()
                .filter(cut -> cut.hasShapeOf(standard) && cut.fromRight() == standard.fromRight())
                .forEach(operands::add);
        cuts.all().stream()
                .filter(cut -> cut.fromRight() != standard.fromRight())
                .findFirst()
                .ifPresent(operands::add);
        enter(operands);
        if (!fastest().contains(entered.get(0))) {
            return new Times(cuts.kernel(), formula, List.of(), standard);
        }
        Cut leader = fastest().get(0).cut();
        enter(cuts.all().stream()
                .filter(cut -> cut.hasOperandsOf(leader))
                .sorted(Comparator.comparingInt(cut -> distance(cut, leader)))
                .toList());
        return new Times(cuts.kernel(), formula, times(), choose());
    }

    private static int distance(Cut cut, Cut other) {
        int sums = Math.abs(cut.rows() * cut.vectors() - other.rows() * other.vectors());
        return 4 * sums + Math.abs(cut.rows() - other.rows());
    }

    private long left() {
        return budget - (clock.getAsLong() - start);
    }

    /** Whether there is time for others to enter. */
    private boolean goesOn() {
        if (!fastest().contains(entered.get(0))) {
            return clock.getAsLong() - start < most;
        }
        return left() > (challengers().isEmpty() ? 0 : budget * FINAL_SHARE);
    }

    private void enter(List<Cut> cutsToTry) {
        Deque<Cut> waiting = new ArrayDeque<>(cutsToTry);
        List<Contestant> running = new ArrayList<>();
        do {
            if (!waiting.isEmpty() && running.size() < AT_ONCE) {
                Cut next = waiting.remove();
                if (entered.stream().noneMatch(other -> other.cut().equals(next))) {
                    entrance.admit(next).ifPresent(running::add);
                }
                running.stream().filter(each -> !entered.contains(each)).forEach(entered::add);
            } else if (running.stream().allMatch(Contestant::waitsForJit)) {
                nap();
            }
            turn(running);
            running.removeIf(contestant -> contestant.isSteady() || contestant.isHopeless());
        } while ((!running.isEmpty() || !waiting.isEmpty()) && goesOn());
    }

    /** A turn for each, but now and then only for one that waits for the JIT, whose threads need processors, too. */
    private void turn(List<Contestant> running) {
        round++;
        for (Contestant contestant : running) {
            if (round % ROUNDS_OF_WAITING == 0 || !contestant.waitsForJit()) {
                contestant.turn();
            }
        }
    }

    /** Leaves the processor to the JIT's own threads. */
    private static void nap() {
        LockSupport.parkNanos(NAP_NANOS);
    }

    private List<Contestant> fastest() {
        return entered.stream()
                .filter(contestant -> contestant.isSteady() && !contestant.isHopeless())
                .sorted(Comparator.comparingDouble(Contestant::best))
                .toList();
    }

    /** Those that seem clearly faster than the standard one, the fastest first. */
    private List<Contestant> challengers() {
        double standard = entered.get(0).best();
        return fastest().stream()
                .filter(contestant -> contestant.best() < CLEARLY_FASTER * standard)
                .toList();
    }

    private Cut choose() {
        Contestant standard = entered.get(0);
        List<Contestant> finalists = challengers().stream().limit(FINALISTS).toList();
        Optional<Contestant> winner = winner(standard, finalists);
        if (winner.isEmpty()) {
            return standard.cut();
        }
        Contestant again = entrance.admitAgain(winner.get().cut());
        Contestant standardAgain = entrance.admitAgain(standard.cut());
        while (!(again.isSteady() && standardAgain.isSteady())
                && !again.isHopeless()
                && !standardAgain.isHopeless()
                && left() > 0) {
            if (again.waitsForJit() && standardAgain.waitsForJit()) {
                nap();
            }
            turn(List.of(again, standardAgain));
        }
        boolean confirmed = again.isSteady()
                && standardAgain.isSteady()
                && winner(standardAgain, List.of(again)).isPresent();
        return (confirmed ? winner.get() : standard).cut();
    }

    /** The fastest contestant, if it is clearly faster than the standard. */
    private Optional<Contestant> winner(Contestant standard, List<Contestant> others) {
        List<Contestant> all = new ArrayList<>(others);
        all.add(standard);
        double turn = all.stream().mapToDouble(Contestant::best).sum();
        int turns = (int) Math.max(FEWEST_FINAL_TURNS, Math.min(MOST_FINAL_TURNS, left() / 2 / turn));
        for (int i = 0; i < turns; i++) {
            all.forEach(Contestant::turnThatCounts);
        }
        return others.stream()
                .filter(contestant -> contestant.median() < CLEARLY_FASTER * standard.median()
                        && contestant.best() < CLEARLY_FASTER * standard.best())
                .min(Comparator.comparingDouble(Contestant::median));
    }

    private List<Times.Time> times() {
        return entered.stream()
                .map(contestant -> new Times.Time(
                        contestant.cut(),
                        contestant.isSteady() && !contestant.isHopeless()
                                ? contestant.best() / 1000
                                : Double.POSITIVE_INFINITY))
                .toList();
    }
}
