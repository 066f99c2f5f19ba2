package dev.adjoint.codegen.tuning;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Times ways of computing the same against each other. A few run in turns until the JIT has done its work, then others take
 * their place, stage by stage. At last the fastest run again in turns with the standard one; what wins has to win once more,
 * compiled anew, for the JIT does not always make the same of the same.
 */
final class Contest<W> {
    private static final int AT_ONCE = 3;
    private static final int FINALISTS = 3;
    private static final int FEWEST_FINAL_TURNS = 5;
    private static final int MOST_FINAL_TURNS = 15;
    /** The part of the time that is kept for the end, once there is anything to decide. */
    private static final double FINAL_SHARE = 0.3;
    /** A way is chosen if it takes no more than this part of the time of the standard one. */
    private static final double CLEARLY_FASTER = 0.97;

    private static final long NAP_NANOS = 5_000_000;
    private static final int ROUNDS_OF_WAITING = 4;
    private static final int ROUNDS_OF_REST = 16;

    /** Makes contestants. */
    interface Entrance<W> {
        /** A contestant; nobody if the way gives code that has entered already. */
        Optional<Contestant<W>> admit(W way);

        /** The same way, compiled once more. */
        Contestant<W> admitAgain(W way);
    }

    private final Course<W> course;
    private final Entrance<W> entrance;
    private final LongSupplier clock;
    private final LongConsumer nap;
    private final long start;
    private final long budget;
    private final long most;
    private final List<Contestant<W>> entered = new ArrayList<>();
    private long round;

    /**
     * A contest that begins now.
     *
     * @param nap leaves the processor to the JIT's own threads for so many nanoseconds
     * @param budget how many nanoseconds it is to take
     * @param most how many it may take until the standard one is steady: what was spent before that would be lost
     */
    Contest(Course<W> course, Entrance<W> entrance, LongSupplier clock, LongConsumer nap, long budget, long most) {
        this.course = course;
        this.entrance = entrance;
        this.clock = clock;
        this.nap = nap;
        this.start = clock.getAsLong();
        this.budget = budget;
        this.most = most;
    }

    /** What was found out; nothing measured if time was too short for the standard way. */
    Times<W> run() {
        List<W> first = new ArrayList<>(List.of(course.standard()));
        first.addAll(course.stages().get(0).apply(course.standard()));
        enter(first);
        if (!isStandardSteady()) {
            return new Times<>(course.subject(), course.formula(), List.of(), course.standard());
        }
        for (Function<W, List<W>> stage :
                course.stages().subList(1, course.stages().size())) {
            enter(stage.apply(fastest().get(0).way()));
        }
        return new Times<>(course.subject(), course.formula(), times(), choose());
    }

    private long left() {
        return budget - (clock.getAsLong() - start);
    }

    private boolean isStandardSteady() {
        return !entered.isEmpty() && fastest().contains(entered.get(0));
    }

    /** Whether there is time for others to enter. */
    private boolean goesOn() {
        if (!isStandardSteady()) {
            return entered.isEmpty() || clock.getAsLong() - start < most;
        }
        return left() > (challengers().isEmpty() ? 0 : budget * FINAL_SHARE);
    }

    private void enter(List<W> ways) {
        Deque<W> waiting = new ArrayDeque<>(ways);
        List<Contestant<W>> running = new ArrayList<>();
        while ((!running.isEmpty() || !waiting.isEmpty()) && goesOn()) {
            if (!waiting.isEmpty() && running.size() < AT_ONCE) {
                W next = waiting.remove();
                if (entered.stream().noneMatch(other -> other.way().equals(next))) {
                    entrance.admit(next).ifPresent(running::add);
                }
                running.stream().filter(each -> !entered.contains(each)).forEach(entered::add);
            } else if (running.stream().allMatch(Contestant::waitsForJit)) {
                nap.accept(NAP_NANOS);
            }
            turn(running);
            running.removeIf(contestant -> contestant.isSteady() || contestant.isHopeless());
        }
    }

    /**
     * A turn for each, but now and then only for one that waits for the JIT, whose threads need processors, too. So have those
     * that are done already: what the JIT has compiled of one since then makes it faster.
     */
    private void turn(List<Contestant<W>> running) {
        round++;
        for (Contestant<W> contestant : running) {
            if (round % ROUNDS_OF_WAITING == 0 || !contestant.waitsForJit()) {
                contestant.turn();
            }
        }
        if (round % ROUNDS_OF_REST == 0) {
            entered.stream()
                    .filter(contestant -> !running.contains(contestant) && !contestant.isHopeless())
                    .forEach(Contestant::turn);
        }
    }

    private List<Contestant<W>> fastest() {
        return entered.stream()
                .filter(contestant -> contestant.isSteady() && !contestant.isHopeless())
                .sorted(Comparator.comparingDouble(Contestant::best))
                .toList();
    }

    /** Those that seem clearly faster than the standard one, the fastest first. */
    private List<Contestant<W>> challengers() {
        double standard = entered.get(0).best();
        return fastest().stream()
                .filter(contestant -> contestant.best() < CLEARLY_FASTER * standard)
                .toList();
    }

    private W choose() {
        Contestant<W> standard = entered.get(0);
        List<Contestant<W>> finalists = challengers().stream().limit(FINALISTS).toList();
        Optional<Contestant<W>> winner = finalists.isEmpty() ? Optional.empty() : winner(standard, finalists);
        if (winner.isEmpty()) {
            return standard.way();
        }
        Contestant<W> again = entrance.admitAgain(winner.get().way());
        Contestant<W> standardAgain = entrance.admitAgain(standard.way());
        while (!(again.isSteady() && standardAgain.isSteady())
                && !again.isHopeless()
                && !standardAgain.isHopeless()
                && left() > 0) {
            if (again.waitsForJit() && standardAgain.waitsForJit()) {
                nap.accept(NAP_NANOS);
            }
            turn(List.of(again, standardAgain));
        }
        boolean confirmed = again.isSteady()
                && standardAgain.isSteady()
                && winner(standardAgain, List.of(again)).isPresent();
        return (confirmed ? winner.get() : standard).way();
    }

    /** The fastest contestant, if it is clearly faster than the standard. */
    private Optional<Contestant<W>> winner(Contestant<W> standard, List<Contestant<W>> others) {
        List<Contestant<W>> all = new ArrayList<>(others);
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

    private List<Times.Time<W>> times() {
        return entered.stream()
                .map(contestant -> new Times.Time<>(
                        contestant.way(),
                        contestant.isSteady() && !contestant.isHopeless()
                                ? contestant.best() / 1000
                                : Double.POSITIVE_INFINITY))
                .toList();
    }
}
