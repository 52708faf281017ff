package dev.ackademy.ui.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version of this program, written into it by the build, and of the Java that runs it.
final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"ackademy " + version() + " (Java " + Runtime.version() + ")"};
    }

    static String version() throws IOException {
        Properties build = new Properties();
        try (InputStream file = BuildVersion.class.getResourceAsStream("build.properties")) {
            build.load(file);
        }
        return build.getProperty("version");
    }
}
