package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.crew.Parts;
import dev.adjoint.codegen.schedule.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides a call in the same way as calls before it, so that each thread touches of what they have in common only what it
 * touched before: then nobody has to wait between them. For that more turns stay together, in all of them.
 *
 * <pre>
 * computeSum(rows, key, Parts.start(rows, 8, thread, threads), Parts.start(rows, 8, thread + 1, threads));
 * computeDiv(rows, key, Parts.start(rows * 10, 80, thread, threads), Parts.start(rows * 10, 80, thread + 1, threads));
 * </pre>
 */
final class EqualParts {
    /** The most microseconds that a call may lose because its parts are less equal; threads that meet lose more. */
    private static final double MOST_LOST = 1;

    private record Meeting(CrewCall earlier, Buffer buffer) {}

    private final Target target;
    private final CrewCall call;
    private final List<Meeting> meetings = new ArrayList<>();

    EqualParts(Target target, CrewCall call) {
        this.target = target;
        this.call = call;
    }

    /** Whether threads need not wait between a call and this one if their parts of a buffer can be made equal. */
    static boolean canTouch(CrewCall earlier, CrewCall later, Buffer buffer) {
        Stretch before = earlier.stretch(buffer).orElse(null);
        Stretch now = later.stretch(buffer).orElse(null);
        return before != null
                && now != null
                && earlier.share().isPresent()
                && later.share().isPresent()
                && now.matches(later.share().get(), before, earlier.share().get());
    }

    /** Says that both touch a buffer. */
    void touchesToo(CrewCall earlier, Buffer buffer) {
        meetings.add(new Meeting(earlier, buffer));
    }

    /** Makes the parts equal, unless that costs too much or cannot be. */
    boolean make() {
        try {
            return tryToMake();
        } catch (ArithmeticException tooLarge) {
            return false;
        }
    }

    private boolean tryToMake() {
        long step = call.step();
        for (Meeting meeting : meetings) {
            Stretch now = call.stretch(meeting.buffer()).orElseThrow();
            Stretch before = meeting.earlier().stretch(meeting.buffer()).orElseThrow();
            long unit = Stretch.leastMultiple(
                    now.unit(step), before.unit(meeting.earlier().step()));
            step = now.turnsFor(unit);
        }
        Map<CrewCall, Long> steps = new LinkedHashMap<>();
        steps.put(call, step);
        Map<CrewCall.Family, Long> factors = new HashMap<>();
        for (Meeting meeting : meetings) {
            CrewCall earlier = meeting.earlier();
            Stretch now = call.stretch(meeting.buffer()).orElseThrow();
            Stretch before = earlier.stretch(meeting.buffer()).orElseThrow();
            long factor = before.turnsFor(now.unit(step)) / earlier.step();
            Long known = factors.putIfAbsent(earlier.family(), factor);
            if (known != null && known != factor) {
                return false;
            }
        }
        factors.forEach((family, factor) ->
                family.members().forEach(member -> steps.put(member, Math.multiplyExact(member.step(), factor))));
        if (!steps.entrySet().stream().allMatch(entry -> isCheap(entry.getKey(), entry.getValue()))) {
            return false;
        }
        steps.forEach(CrewCall::keepTogether);
        factors.keySet().forEach(call::join);
        return true;
    }

    private boolean isCheap(CrewCall member, long step) {
        Share share = member.share().orElseThrow();
        return time(member, share, step) - time(member, share, share.step()) <= MOST_LOST;
    }

    /** How long the thread with the longest part takes. */
    private double time(CrewCall member, Share share, long step) {
        int extent = Math.toIntExact(share.counter().extent().at(target.capacity()));
        int threads = target.team().threads();
        int longest = 0;
        for (int part = 0; part < threads; part++) {
            int from = Parts.start(extent, Math.toIntExact(step), part, threads);
            longest = Math.max(longest, Parts.start(extent, Math.toIntExact(step), part + 1, threads) - from);
        }
        return member.microseconds() * longest / extent;
    }
}
