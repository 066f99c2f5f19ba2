package dev.adjoint.cli;

import dev.adjoint.api.PluginException;
import dev.adjoint.api.backend.Executable;
import dev.adjoint.api.backend.KernelCost;
import dev.adjoint.api.graph.Work;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code adjoint inspect cost}: how long each kernel is going to take on this machine. */
@Command(
        name = "cost",
        description = {
            "Foretells how long a run takes on this machine, kernel by kernel, on one thread, whatever --threads says.",
            "FLOPs and bytes are those of a run with as many rows as --batch says; the machine is measured for a moment."
        })
final class InspectCostCommand implements Runnable {
    @Mixin
    private final ProgramOptions program = new ProgramOptions();

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public void run() {
        Executable executable = program.compile(common.registry());
        List<KernelCost> costs = executable.costs();
        if (costs.isEmpty()) {
            throw new PluginException(
                    "the backend does not know what its kernels cost; expected one that generates code, such as janino");
        }
        if (common.json()) {
            common.printJson(plain(executable, costs));
        } else {
            common.out().print(table(executable, costs));
            common.out().flush();
        }
    }

    private static String table(Executable executable, List<KernelCost> costs) {
        TextTable table = new TextTable("");
        table.add("kernel", "form", number("FLOPs"), number("bytes"), number("us"));
        for (KernelCost cost : costs) {
            table.add(
                    cost.kernel(),
                    cost.form(),
                    number(cost.flops()),
                    number(cost.bytes()),
                    number(cost.microseconds()));
        }
        table.add(
                "total of " + executable.capacity() + " rows on 1 thread",
                "",
                number(costs.stream().mapToLong(KernelCost::flops).sum()),
                number(costs.stream().mapToLong(KernelCost::bytes).sum()),
                number(microseconds(costs)));
        Work work = Work.of(executable.program(), executable.capacity());
        return table
                + String.format(
                        Locale.ROOT,
                        "at least %,d FLOPs and %,d bytes, however kernels are joined%n",
                        work.flops(),
                        work.bytes());
    }

    private static Map<String, Object> plain(Executable executable, List<KernelCost> costs) {
        Work work = Work.of(executable.program(), executable.capacity());
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("program", executable.program().name());
        plain.put("rows", executable.capacity());
        plain.put("threads", 1);
        plain.put("flops", work.flops());
        plain.put("bytes", work.bytes());
        plain.put("microseconds", microseconds(costs));
        plain.put("kernels", costs.stream().map(InspectCostCommand::plain).toList());
        return plain;
    }

    private static Map<String, Object> plain(KernelCost cost) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("kernel", cost.kernel());
        plain.put("form", cost.form());
        plain.put("flops", cost.flops());
        plain.put("bytes", cost.bytes());
        plain.put("microseconds", cost.microseconds());
        return plain;
    }

    private static double microseconds(List<KernelCost> costs) {
        return costs.stream().mapToDouble(KernelCost::microseconds).sum();
    }

    private static String number(String text) {
        return String.format(Locale.ROOT, "%15s", text);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,15d", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,15.2f", value);
    }
}
