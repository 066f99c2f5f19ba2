package dev.adjoint.codegen;

import dev.adjoint.api.CompilationException;
import dev.adjoint.api.ConfigurationException;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.KernelCost;
import dev.adjoint.api.backend.KernelOutline;
import dev.adjoint.api.backend.MemoryMap;
import dev.adjoint.api.backend.MemoryUse;
import dev.adjoint.api.backend.TuningOutcome;
import dev.adjoint.api.backend.Variables;
import dev.adjoint.api.graph.Program;
import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Constant;
import dev.adjoint.api.op.Variable;
import dev.adjoint.api.plugin.Kernel;
import dev.adjoint.codegen.cost.Ceilings;
import dev.adjoint.codegen.crew.Crew;
import dev.adjoint.codegen.crew.CrewProgram;
import dev.adjoint.codegen.crew.Instances;
import dev.adjoint.codegen.crew.Practice;
import dev.adjoint.codegen.machine.Machine;
import dev.adjoint.codegen.schedule.Buffer;
import dev.adjoint.codegen.schedule.MemoryPlan;
import dev.adjoint.codegen.schedule.Place;
import dev.adjoint.codegen.schedule.Schedule;
import java.lang.reflect.Constructor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** A program as a class in this process. */
final class CompiledProgram implements Executable {
    private final Schedule schedule;
    private final MemoryPlan memory;
    private final int capacity;
    private final int threads;
    private final GeneratedClass code;
    private final List<Kernel> kernels;
    private final Supplier<List<KernelOutline>> outlines;
    private final Function<List<KernelOutline>, Map<String, String>> reports;
    private final int lanes;
    private final Function<Ceilings, List<KernelCost>> costs;
    private final Optional<TuningOutcome> tuning;
    private final Practice practice = new Practice();

    /**
     * A program that has been compiled.
     *
     * @param threads how many threads run it together; the class is a {@link CrewProgram} if they are several
     * @param outlines what the kernels do, written when somebody asks
     * @param reports what the reports say, in the same way
     * @param lanes how many floats a vector holds, 0 for plain loops
     * @param costs what the kernels take on a machine
     * @param tuning what was found out before it was written
     */
    CompiledProgram(
            Schedule schedule,
            MemoryPlan memory,
            int capacity,
            int threads,
            GeneratedClass code,
            List<Kernel> kernels,
            Supplier<List<KernelOutline>> outlines,
            Function<List<KernelOutline>, Map<String, String>> reports,
            int lanes,
            Function<Ceilings, List<KernelCost>> costs,
            Optional<TuningOutcome> tuning) {
        this.schedule = schedule;
        this.memory = memory;
        this.capacity = capacity;
        this.threads = threads;
        this.code = code;
        this.kernels = kernels;
        this.outlines = outlines;
        this.reports = reports;
        this.lanes = lanes;
        this.costs = costs;
        this.tuning = tuning;
    }

    @Override
    public Program program() {
        return schedule.layout().program();
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public Variables allocate() {
        Map<String, ArrayVariables.Stored> stored = new HashMap<>();
        for (Tensor variable : program().variables()) {
            String path = ((Variable) variable.op()).path();
            Place place = Objects.requireNonNull(schedule.layout().place(variable));
            float[] array = new float[memory.lengths().get(array(place.buffer()))];
            stored.put(path, new ArrayVariables.Stored(array, place, variable.shape(), capacity));
        }
        return new ArrayVariables(stored);
    }

    private int array(Buffer buffer) {
        Integer array = memory.arrayOf().get(buffer);
        if (array == null) {
            throw new IllegalStateException(buffer + " has no array");
        }
        return array;
    }

    @Override
    public CompiledExecution open(Variables variables) {
        return open(variables, Map.of(), Map.of());
    }

    /**
     * Private memory to run with, but for inputs and outputs that another program for the same vectors has as well.
     *
     * @param inputs the arrays of inputs, by name; for those that are missing, there are new ones
     * @param outputs the same for outputs
     */
    CompiledExecution open(Variables variables, Map<String, float[]> inputs, Map<String, float[]> outputs) {
        return open(variables, inputs, outputs, this::running);
    }

    /** Lets the JIT compile what runs call too seldom. */
    void rehearseSquares() throws ReflectiveOperationException {
        SquareRehearsal.of(code.constructor().getDeclaringClass(), code.meter());
    }

    /** Memory of its own, down to the variables, to try a class on that may replace the one that runs. */
    CompiledExecution openOnScratch(Constructor<?> constructor) {
        return open(allocate(), Map.of(), Map.of(), arrays -> instance(constructor, arrays));
    }

    private CompiledExecution open(
            Variables variables,
            Map<String, float[]> inputs,
            Map<String, float[]> outputs,
            Function<float[][], GeneratedProgram> instances) {
        if (!(variables instanceof ArrayVariables own)
                || !own.holds(schedule.layout().variables().keySet())) {
            throw new ConfigurationException(
                    "these variables were not allocated by this executable; pass what its allocate() returned");
        }
        float[][] arrays = new float[memory.lengths().size()][];
        List<Buffer> buffers = schedule.layout().buffers();
        float[][] perBuffer = new float[buffers.size()][];
        Map<Buffer, float[]> constants = constants();
        Map<Buffer, float[]> byBuffer = new HashMap<>(constants);
        schedule.layout().variables().forEach((path, buffer) -> byBuffer.put(buffer, own.array(path)));
        byBuffer.putAll(given(schedule.layout().inputs(), inputs));
        byBuffer.putAll(given(schedule.layout().outputs(), outputs));
        for (int i = 0; i < perBuffer.length; i++) {
            Buffer buffer = buffers.get(i);
            perBuffer[i] = byBuffer.computeIfAbsent(buffer, key -> {
                int array = array(key);
                if (arrays[array] == null) {
                    arrays[array] = new float[memory.lengths().get(array)];
                }
                return arrays[array];
            });
        }
        return new CompiledExecution(
                instances.apply(perBuffer),
                capacity,
                arrays(schedule.layout().inputs(), byBuffer),
                arrays(schedule.layout().outputs(), byBuffer));
    }

    /** What plugins do may allocate, and what stores nothing but its results is too short to be compiled badly. */
    private GeneratedProgram running(float[][] arrays) {
        boolean isWatched = lanes > 0 && kernels.isEmpty() && !schedule.layout().isInRegisters();
        return isWatched
                ? new WatchedProgram(
                        code,
                        constructor -> instance(constructor, arrays),
                        (bad, rows) -> Recompilation.begin(this, code, bad, rows))
                : instance(code.constructor(), arrays);
    }

    private GeneratedProgram instance(Constructor<?> constructor, float[][] perBuffer) {
        try {
            Instances instances = new Instances(constructor, schedule.layout(), kernels, capacity);
            return threads > 1
                    ? new CrewedProgram(instances.crew(perBuffer, threads), practice)
                    : instances.alone(perBuffer);
        } catch (ReflectiveOperationException e) {
            throw new CompilationException("the generated class cannot be made: " + e.getMessage(), e);
        }
    }

    private Map<Buffer, float[]> given(Map<String, Buffer> named, Map<String, float[]> arrays) {
        Map<Buffer, float[]> given = new HashMap<>();
        arrays.forEach((name, array) -> {
            Buffer buffer = Objects.requireNonNull(named.get(name), name);
            if (array.length != memory.lengths().get(array(buffer))) {
                throw new IllegalStateException("the array of " + name + " is that of another program");
            }
            given.put(buffer, array);
        });
        return given;
    }

    private Map<Buffer, float[]> constants() {
        Map<Buffer, float[]> constants = new HashMap<>();
        for (Map.Entry<Constant, Buffer> entry : schedule.layout().constants().entrySet()) {
            float[] values = new float[memory.lengths().get(array(entry.getValue()))];
            Instances.fill(values, entry.getKey());
            constants.put(entry.getValue(), values);
        }
        return constants;
    }

    private static Map<String, float[]> arrays(Map<String, Buffer> named, Map<Buffer, float[]> byBuffer) {
        Map<String, float[]> arrays = new HashMap<>();
        named.forEach((name, buffer) -> arrays.put(name, byBuffer.getOrDefault(buffer, new float[0])));
        return arrays;
    }

    @Override
    public Map<String, String> reports() {
        return reports.apply(outlines());
    }

    @Override
    public List<KernelCost> costs() {
        return costs.apply(Machine.ceilings(lanes));
    }

    @Override
    public List<Thread> workers() {
        return threads > 1 ? Crew.of(threads).workers() : List.of();
    }

    @Override
    public Optional<MemoryUse> memory() {
        return Optional.of(memory.use());
    }

    @Override
    public Optional<MemoryMap> memoryMap() {
        return Optional.of(memory.map().get());
    }

    @Override
    public List<KernelOutline> outlines() {
        return outlines.get();
    }

    @Override
    public Optional<TuningOutcome> tuning() {
        return tuning;
    }
}
