package dev.adjoint.codegen.crew;

/**
 * Chooses by the clock between two ways of running that give the same result: together with a crew, or alone. Threads that
 * share their processors with other programs wait for each other longer than they work; how long, no estimate tells. Now and
 * then runs are made in each way for a while, and the way that takes less time for a row is kept until the next trial. Until
 * the crew has practised, one thread is kept for a moment only: its code would else hardly run, and the JIT compile it later
 * still. One thread alone leaves a processor to the JIT, so it has its turns as well.
 */
public final class Pace {
    private static final int LEAST_RUNS = 8;
    /** Several times as long as a system lets one program run while others wait. */
    private static final long TRIAL_NANOS = 30_000_000;
    /** After so long even a few runs are enough. */
    private static final long LONG_TRIAL_NANOS = 10 * TRIAL_NANOS;

    private static final int FIRST_TRIALS = 4;
    private static final int MOST_TRIALS = 64;
    /** The same while runs are made alone: a crew gains more, once it gets its processors, than trying it costs. */
    private static final int MOST_TRIALS_ALONE = 32;
    /** To run alone, that has to take this much less time: a crew that waits once for a processor is soon itself again. */
    private static final double CLEARLY = 1.05;
    /**
     * A crew that takes so many times as long, as it does where the JIT wants the processors as well, need not end its trial
     * while it practises.
     */
    private static final double HOPELESS = 3;
    /** A crew that takes so many times as long as one thread, for the length of a trial, is tried again at once. */
    private static final double TROUBLED = 1.25;
    /** For so many times as long as a crew has wasted in its trial, runs are made alone. */
    private static final double REST = 4;

    /** What the runs are for that are made now. */
    private enum Stage {
        /** Threads that were parked get processors of their own only after they have wanted them for a moment. */
        WAKE_UP,
        TRY_TOGETHER,
        TRY_ALONE,
        KEEP
    }

    /** Some runs, one after the other. */
    private static final class Span {
        private int runs;
        private long rows;
        private long nanos;

        void add(int rowsOfRun, long nanosOfRun) {
            runs++;
            rows += rowsOfRun;
            nanos += nanosOfRun;
        }

        /** Whether they are as many, and took as long, as so many trials. */
        boolean isAsLongAs(int trials) {
            return nanos >= (runs >= LEAST_RUNS * trials ? TRIAL_NANOS : LONG_TRIAL_NANOS) * trials;
        }

        void clear() {
            runs = 0;
            rows = 0;
            nanos = 0;
        }
    }

    private final Practice practice;
    private boolean practised;
    private Stage stage = Stage.WAKE_UP;
    private boolean choice = true;
    /** For how many times the length of a trial a choice is kept: for longer each time that it is confirmed. */
    private int trials = FIRST_TRIALS;

    /** The runs of the stage. */
    private final Span span = new Span();
    /** Those of its last moments, at most as long as a trial. */
    private final Span late = new Span();
    /** The nanoseconds of a row in the last trial together. */
    private double together;
    /** The same alone; no number before the first trial. */
    private double alone = Double.NaN;

    /**
     * A choice for one execution of a program.
     *
     * @param practice of a crew with the program, in all executions
     */
    public Pace(Practice practice) {
        this.practice = practice;
        this.practised = practice.isEnough();
    }

    /** Whether the next run is to be made together. */
    public boolean isTogether() {
        return stage == Stage.KEEP ? choice : stage != Stage.TRY_ALONE;
    }

    /** Says how long the run took that was asked for. */
    public void took(int rowsOfRun, long nanosOfRun) {
        if (!practised && isTogether()) {
            practice.ran(nanosOfRun);
            practised = practice.isEnough();
        }
        span.add(rowsOfRun, nanosOfRun);
        late.add(rowsOfRun, nanosOfRun);
        if (isHopeless()) {
            double rest = REST * (span.nanos - alone * span.rows) / TRIAL_NANOS;
            choose(false);
            trials = (int) Math.max(trials, Math.min(MOST_TRIALS, rest));
        } else if (isTroubled() || span.isAsLongAs(stage == Stage.KEEP ? trials : 1)) {
            endStage();
        } else {
            if (late.isAsLongAs(1)) {
                late.clear();
            }
            return;
        }
        span.clear();
        late.clear();
    }

    /** Whether the crew that is kept has become slow. */
    private boolean isTroubled() {
        boolean kept = stage == Stage.KEEP && choice;
        return kept && late.isAsLongAs(1) && late.nanos > TROUBLED * alone * late.rows;
    }

    private boolean isHopeless() {
        boolean tried = !practised && stage == Stage.TRY_TOGETHER;
        return tried && span.nanos >= TRIAL_NANOS && span.nanos > HOPELESS * alone * span.rows;
    }

    private void endStage() {
        double nanosOfRow = span.nanos / (double) span.rows;
        switch (stage) {
            case WAKE_UP:
                stage = Stage.TRY_TOGETHER;
                break;
            case TRY_TOGETHER:
                together = nanosOfRow;
                stage = Stage.TRY_ALONE;
                break;
            case TRY_ALONE:
                alone = nanosOfRow;
                choose(together <= CLEARLY * alone);
                break;
            default:
                stage = choice ? Stage.TRY_TOGETHER : Stage.WAKE_UP;
        }
    }

    private void choose(boolean better) {
        int most = better ? MOST_TRIALS : practised ? MOST_TRIALS_ALONE : FIRST_TRIALS;
        trials = better == choice ? Math.min(2 * trials, most) : FIRST_TRIALS;
        choice = better;
        stage = Stage.KEEP;
    }
}
