package dev.adjoint.codegen.emit;

import dev.adjoint.codegen.index.Atom;
import dev.adjoint.codegen.index.Size;
import java.util.ArrayList;
import java.util.List;

/** The loops of generated code. */
final class Blocks {
    private Blocks() {}

    /** {@code for (int i = 0; i < n; i++)}. */
    static Scope loop(Scope parent, Atom.Counter counter) {
        return loop(parent, counter, "0", counter.extent().toString());
    }

    /** The turns of the same loop from one up to another. */
    static Scope loop(Scope parent, Atom.Counter counter, String from, String to) {
        String name = counter.name();
        return parent.open("for (int " + name + " = " + from + "; " + name + " < " + to + "; " + name + "++)");
    }

    /** The same loop, asking behind its first turn: no axis is empty. */
    static Scope loopAtLeastOnce(Scope parent, Atom.Counter counter, String end) {
        String name = counter.name();
        return parent.open(content -> {
            List<String> turn = new ArrayList<>(content.lines(false));
            turn.add(name + "++;");
            List<String> lines = new ArrayList<>();
            lines.add("int " + name + " = 0;");
            lines.addAll(Scope.braced("do", turn));
            lines.set(lines.size() - 1, "} while (" + name + " < " + end + ");");
            return lines;
        });
    }

    /** The turns of a loop in steps of several elements from {@code from} up to {@code to}, with a tail. */
    static Scope dividedVectorLoop(Scope parent, Atom.Counter counter, int step) {
        String name = counter.name();
        Size extent = counter.extent();
        if (extent.isFixed() && extent.factor() % step == 0) {
            return parent.open("for (int " + name + " = from; " + name + " < to; " + name + " += " + step + ")");
        }
        return parent.open(content -> {
            List<String> lines = new ArrayList<>();
            lines.add("int " + name + " = from;");
            lines.addAll(Scope.braced(
                    "for (; " + name + " <= to - " + step + "; " + name + " += " + step + ")", content.lines(false)));
            lines.addAll(Scope.braced("if (" + name + " < to)", content.lines(true)));
            return Scope.braced("", lines);
        });
    }

    /** A loop in steps of several elements, with a tail for what is left over. */
    static Scope vectorLoop(Scope parent, Atom.Counter counter, int step) {
        String name = counter.name();
        Size extent = counter.extent();
        if (extent.factor() % step == 0) {
            return parent.open(
                    "for (int " + name + " = 0; " + name + " < " + extent + "; " + name + " += " + step + ")");
        }
        return parent.open(content -> {
            List<String> lines = new ArrayList<>();
            lines.add("int " + name + " = 0;");
            if (!extent.isFixed() || extent.factor() >= step) {
                lines.addAll(Scope.braced(
                        "for (; " + name + " <= " + extent + " - " + step + "; " + name + " += " + step + ")",
                        content.lines(false)));
            }
            if (extent.isFixed()) {
                lines.addAll(content.lines(true));
            } else {
                lines.addAll(Scope.braced("if (" + name + " < " + extent + ")", content.lines(true)));
            }
            List<String> block = new ArrayList<>();
            block.add("{");
            lines.forEach(line -> block.add("  " + line));
            block.add("}");
            return block;
        });
    }
}
