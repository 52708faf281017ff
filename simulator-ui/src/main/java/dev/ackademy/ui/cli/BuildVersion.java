package dev.ackademy.ui.cli;

import dev.ackademy.ui.workbench.Workbench;
import picocli.CommandLine.IVersionProvider;

/// The version of this program and of the Java that runs it.
final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"ackademy " + Workbench.version() + " (Java " + Runtime.version() + ")"};
    }
}
