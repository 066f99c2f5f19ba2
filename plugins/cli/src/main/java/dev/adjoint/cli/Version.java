package dev.adjoint.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar states, and the Java that it runs on. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "adjoint " + (version == null ? "(development build)" : version),
            "Java " + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }
}
