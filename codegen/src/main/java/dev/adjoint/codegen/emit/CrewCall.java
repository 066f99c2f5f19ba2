package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.Group;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A call in a run of several threads: all run a part of it, or one of them runs it. */
final class CrewCall {
    /** Calls of one phase of which each thread runs equal parts: what one of them keeps together, all do. */
    static final class Family {
        private final List<CrewCall> members = new ArrayList<>();

        List<CrewCall> members() {
            return members;
        }
    }

    private final List<Group> times;
    private final Function<Optional<Share>, String> text;
    private final Optional<Share> share;
    private final boolean divided;
    private final Set<Buffer> reads;
    private final Set<Buffer> writes;
    private final Map<Buffer, Stretch> stretches;
    private final double microseconds;
    private Family family = new Family();
    private long step;
    private int phase;

    private CrewCall(
            List<Group> times,
            Function<Optional<Share>, String> text,
            Optional<Share> share,
            boolean divided,
            Set<Buffer> reads,
            Set<Buffer> writes,
            Map<Buffer, Stretch> stretches,
            double microseconds) {
        this.times = times;
        this.text = text;
        this.share = share;
        this.divided = divided;
        this.reads = reads;
        this.writes = writes;
        this.stretches = stretches;
        this.microseconds = microseconds;
        this.step = share.map(Share::step).orElse(1);
        family.members.add(this);
    }

    /** A call that all threads make for some turns of a loop each; of several kernels where they run together. */
    static CrewCall divided(
            List<Group> times,
            Share share,
            Function<Share, String> text,
            Set<Buffer> reads,
            Set<Buffer> writes,
            Map<Buffer, Stretch> stretches,
            double microseconds) {
        return new CrewCall(
                times,
                chosen -> text.apply(chosen.orElse(share)),
                Optional.of(share),
                true,
                reads,
                writes,
                stretches,
                microseconds);
    }

    /** A call that all threads make alike. */
    static CrewCall ofAll(Group time, String text) {
        return new CrewCall(List.of(time), share -> text, Optional.empty(), true, Set.of(), Set.of(), Map.of(), 0);
    }

    /** A call that one thread makes. */
    static CrewCall ofOne(Group time, String text, Set<Buffer> reads, Set<Buffer> writes, double microseconds) {
        return new CrewCall(
                List.of(time), share -> text, Optional.empty(), false, reads, writes, Map.of(), microseconds);
    }

    /** The same call, not in a phase yet. */
    CrewCall anew() {
        return new CrewCall(times, text, share, divided, reads, writes, stretches, microseconds);
    }

    /** The kernels that run when the call does. */
    List<Group> times() {
        return times;
    }

    boolean isDivided() {
        return divided;
    }

    Optional<Share> share() {
        return share;
    }

    Set<Buffer> reads() {
        return reads;
    }

    Set<Buffer> writes() {
        return writes;
    }

    /** What the call reads or writes. */
    Set<Buffer> touched() {
        Set<Buffer> touched = new HashSet<>(reads);
        touched.addAll(writes);
        return touched;
    }

    /** Whether one of two calls writes what the other touches. */
    boolean conflicts(CrewCall other) {
        return !Collections.disjoint(writes, other.touched()) || !Collections.disjoint(other.writes, reads);
    }

    Optional<Stretch> stretch(Buffer buffer) {
        return Optional.ofNullable(stretches.get(buffer));
    }

    double microseconds() {
        return microseconds;
    }

    int phase() {
        return phase;
    }

    void runIn(int number) {
        phase = number;
    }

    /** The turns that stay together. */
    long step() {
        return step;
    }

    void keepTogether(long turns) {
        step = turns;
    }

    Family family() {
        return family;
    }

    /** Makes the calls of another family ones of this call's family. */
    void join(Family other) {
        if (other != family) {
            for (CrewCall call : other.members()) {
                call.family = family;
                family.members.add(call);
            }
        }
    }

    String line() {
        return text.apply(share.map(loop -> loop.withStep(Math.toIntExact(step))));
    }
}
