package dev.adjoint.codegen.schedule;

import dev.adjoint.api.graph.Tensor;
import dev.adjoint.api.op.Dot;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was found out about where results of contractions are best used, of those that stand in panels: no choice changes a
 * bit of what is computed.
 *
 * @param uses by the text that a contraction is known by, {@link #subject}
 */
public record Fusions(Map<String, Use> uses) {
    /** What suits most machines. */
    public static final Fusions NONE = new Fusions(Map.of());

    /** Where a result is used. */
    public enum Use {
        /** It is stored as a whole, and used by the kernel after it. */
        APART("stored as a whole, then used"),
        /** Each panel is used as soon as it is there, and need not be stored. */
        IN_PANELS("used panel by panel");

        private final String text;

        Use(String text) {
            this.text = text;
        }

        /** The use that a text names, as {@link #toString} writes it; empty if it names none. */
        public static Optional<Use> parse(String text) {
            return Stream.of(values()).filter(use -> use.text.equals(text)).findFirst();
        }

        public Use other() {
            return this == APART ? IN_PANELS : APART;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    public Fusions {
        uses = Map.copyOf(uses);
    }

    /** One contraction's choice. */
    public static Fusions of(String subject, Use use) {
        return new Fusions(Map.of(subject, use));
    }

    /** What a contraction is known by: those of operands of the same shapes are one. */
    public static String subject(Tensor contraction) {
        Dot dot = (Dot) contraction.op();
        return contraction.input(0).shape() + " and " + contraction.input(1).shape() + " over " + dot.leftContract()
                + " and " + dot.rightContract();
    }

    Use of(Tensor contraction, Use usual) {
        return uses.isEmpty() ? usual : uses.getOrDefault(subject(contraction), usual);
    }
}
