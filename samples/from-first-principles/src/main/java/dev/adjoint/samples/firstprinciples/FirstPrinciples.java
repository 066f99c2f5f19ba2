package dev.adjoint.samples.firstprinciples;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prints how a machine learns that y = 2x, from the first derivative to the reason for going backwards. */
public final class FirstPrinciples {
    private static final List<Chapter> CHAPTERS = List.of(
            new Loss(),
            new RateOfChange(),
            new DeltaRule(),
            new Descent(),
            new Chain(),
            new SquaredNorm(),
            new ForwardOrReverse());

    private FirstPrinciples() {}

    public static void main(String[] arguments) {
        // Not System.out, whose encoding may have no superscripts.
        try (PrintStream out =
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            out.print(page());
        }
    }

    static Page page() {
        Page page = new Page();
        CHAPTERS.forEach(chapter -> chapter.write(page));
        return page;
    }
}
