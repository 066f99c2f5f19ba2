package dev.adjoint.samples.benchmarks.measure;

import dev.adjoint.samples.benchmarks.workload.Workload;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;

/** Measures the library on the class path: {@code PeerMain W3 1 3} for one workload, one thread and three seconds. */
public final class PeerMain {
    /** Starts a line that says why there is no result. */
    public static final String REFUSAL = "REFUSED ";
    /** Starts a line that says in what the network or its training differs from the workload. */
    public static final String VARIATION = "DIFFERS ";

    private PeerMain() {}

    public static void main(String... arguments) {
        Workload workload = Workload.valueOf(arguments[0]);
        int threads = Integer.parseInt(arguments[1]);
        double seconds = Double.parseDouble(arguments[2]);
        Library library = ServiceLoader.load(Library.class).findFirst().orElseThrow();
        Optional<String> refusal = library.refusal(workload);
        if (refusal.isPresent()) {
            System.out.println(REFUSAL + library.name() + " " + workload + ": " + refusal.get());
            return;
        }
        library.variation(workload)
                .ifPresent(text -> System.out.println(VARIATION + library.name() + " " + workload + ": " + text));
        Contestant contestant = Contestant.start(library.name(), 0, () -> library.open(workload, threads));
        Timing timing = Rounds.ofSeconds(seconds).run(List.of(contestant)).get(0);
        if (!workload.predicts()) {
            contestant.expectToHaveLearned();
        }
        System.out.println(Values.of(library.open(workload, threads), workload).line(library.name(), workload));
        Optional<Latency> latency = workload.predicts() ? Optional.of(Latency.of(contestant.step())) : Optional.empty();
        System.out.println(Result.of(contestant, workload.name(), workload.task(), threads, timing, latency)
                .line());
        System.out.println(String.format(
                Locale.ROOT, "DETAIL %s %s t%d warm %.2f", library.name(), workload, threads, timing.warmSeconds()));
        // Threads of native libraries may still wait for work.
        System.exit(0);
    }
}
