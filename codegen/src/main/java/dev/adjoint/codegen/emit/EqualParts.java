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

    /** What an earlier call touches, and this one does as well. */
    private record Common(CrewCall earlier, Stretch before, Stretch now) {}

    private final Target target;
    private final CrewCall call;
    private final List<Common> common = new ArrayList<>();

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

    /** Says that an earlier call touches a buffer of this one. */
    void touchesToo(CrewCall earlier, Buffer buffer) {
        common.add(new Common(
                earlier,
                earlier.stretch(buffer).orElseThrow(),
                call.stretch(buffer).orElseThrow()));
    }

    /** Whether threads would otherwise have to wait. */
    boolean areNeeded() {
        return !common.isEmpty();
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
        for (Common each : common) {
            long unit = Stretch.leastMultiple(
                    each.now().unit(step), each.before().unit(each.earlier().step()));
            step = each.now().turnsFor(unit);
        }
        Map<CrewCall, Long> steps = new LinkedHashMap<>();
        steps.put(call, step);
        Map<CrewCall.Family, Long> factors = new HashMap<>();
        for (Common each : common) {
            long factor = each.before().turnsFor(each.now().unit(step))
                    / each.earlier().step();
            Long known = factors.putIfAbsent(each.earlier().family(), factor);
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
