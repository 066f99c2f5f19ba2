package dev.adjoint.codegen;

import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.Execution;
import dev.adjoint.api.backend.KernelCost;
import dev.adjoint.api.backend.KernelOutline;
import dev.adjoint.api.backend.MemoryMap;
import dev.adjoint.api.backend.MemoryUse;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Program;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A program that is ready soon as plain loops, and later with vectors. When its runs have taken some time, another thread
 * compiles what it becomes and rehearses that, and then each execution goes over to it between two of its runs. Both have
 * their variables in the same order and give the same bits.
 */
final class TieredProgram implements Executable {
    /** Less than this altogether is not worth a compilation. */
    private static final long WORTH_NANOS = 200_000_000;

    private final CompiledProgram first;
    private final Supplier<CompiledProgram> compilation;
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Rehearsal rehearsal = new Rehearsal(System::nanoTime);
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable CompiledProgram compiled;
    private volatile @Nullable CompiledProgram last;

    /**
     * A program that begins to run.
     *
     * @param compilation makes what it becomes
     */
    TieredProgram(CompiledProgram first, Supplier<CompiledProgram> compilation) {
        this.first = first;
        this.compilation = compilation;
    }

    /** What the program becomes, compiled by whoever asks first. */
    synchronized CompiledProgram compileLast() {
        CompiledProgram known = compiled;
        if (known == null) {
            known = compilation.get();
            compiled = known;
        }
        return known;
    }

    /** Lets what is compiled run until it is fast, or somebody cannot wait; not where memory is scarce. */
    void rehearse() {
        CompiledProgram becomes = compileLast();
        if (Rehearsal.hasRoom(becomes.memory())) {
            rehearsal.run(becomes.open(becomes.allocate()));
        }
    }

    /** Lets executions go over to what the program becomes. */
    void goOver() {
        last = compileLast();
    }

    /** What executions are to run from now on; null while that is what they began with. */
    @Nullable
    CompiledProgram last() {
        return last;
    }

    /** Counts a run of the plain loops. */
    void ran(int rows, long took) {
        rehearsal.ran(rows, took);
        if (nanos.addAndGet(took) >= WORTH_NANOS) {
            begin();
        }
    }

    private void begin() {
        if (begun.compareAndSet(false, true)) {
            LaterCompilation.begin(this);
        }
    }

    /** Says that there will be no other code than there is now. */
    void end() {
        ended.countDown();
    }

    @Override
    public Program program() {
        return first.program();
    }

    @Override
    public int capacity() {
        return first.capacity();
    }

    @Override
    public Variables allocate() {
        return first.allocate();
    }

    @Override
    public Execution open(Variables variables) {
        CompiledProgram now = last;
        return now == null ? new TieredExecution(this, variables, first.open(variables)) : now.open(variables);
    }

    @Override
    public boolean awaitFinal(Duration longest) {
        rehearsal.cutShort();
        if (compiled != null) {
            goOver();
        }
        begin();
        try {
            return last != null || ended.await(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Map<String, String> reports() {
        return compileLast().reports();
    }

    @Override
    public List<KernelCost> costs() {
        return compileLast().costs();
    }

    @Override
    public List<Thread> workers() {
        CompiledProgram now = last;
        return now == null ? first.workers() : now.workers();
    }

    @Override
    public Optional<MemoryUse> memory() {
        return compileLast().memory();
    }

    @Override
    public Optional<MemoryMap> memoryMap() {
        return compileLast().memoryMap();
    }

    @Override
    public List<KernelOutline> outlines() {
        return compileLast().outlines();
    }
}
