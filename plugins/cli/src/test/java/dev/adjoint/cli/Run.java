package dev.adjoint.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What one command left behind; lines end in a line feed on every system. */
record Run(int code, String out, String err) {
    /** Runs a command in this virtual machine. */
    static Run of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
        return new Run(code, lines(out), lines(err));
    }

    private static String lines(StringWriter text) {
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
