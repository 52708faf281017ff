package dev.ackademy.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Paths are written as this computer's: on Windows "/home" is no absolute path.
@DisabledOnOs(OS.WINDOWS)
class UserFolderTest {

    @Test
    void everyPlatformHasItsConvention() {
        assertThat(UserFolder.of(Map.of(), "Linux", "/home/ana")).isEqualTo(Path.of("/home/ana/.local/share/ackademy"));
        assertThat(UserFolder.of(Map.of("XDG_DATA_HOME", "/data"), "Linux", "/home/ana"))
                .isEqualTo(Path.of("/data/ackademy"));
        assertThat(UserFolder.of(Map.of("XDG_DATA_HOME", "data"), "Linux", "/home/ana"))
                .as("the convention ignores relative paths")
                .isEqualTo(Path.of("/home/ana/.local/share/ackademy"));
        assertThat(UserFolder.of(Map.of("XDG_DATA_HOME", "/data"), "Mac OS X", "/Users/ana"))
                .isEqualTo(Path.of("/Users/ana/Library/Application Support/Ackademy"));
        assertThat(UserFolder.of(Map.of("APPDATA", "/roaming"), "Windows 11", "/ana"))
                .isEqualTo(Path.of("/roaming/Ackademy"));
        assertThat(UserFolder.of(Map.of(), "Windows 11", "/ana")).isEqualTo(Path.of("/ana/AppData/Roaming/Ackademy"));
    }

    @Test
    void theVariableComesFirstOnEveryPlatform() {
        Map<String, String> environment =
                Map.of("ACKADEMY_HOME", "/my runs/ü", "XDG_DATA_HOME", "/data", "APPDATA", "/roaming");
        for (String system : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
            assertThat(UserFolder.of(environment, system, "/home/ana")).isEqualTo(Path.of("/my runs/ü"));
        }
        assertThat(UserFolder.of(Map.of("ACKADEMY_HOME", " "), "Linux", "/home/ana"))
                .isEqualTo(Path.of("/home/ana/.local/share/ackademy"));
        assertThat(UserFolder.of(Map.of("ACKADEMY_HOME", "here"), "Linux", "/home/ana"))
                .isEqualTo(Path.of("here").toAbsolutePath());
    }

    @Test
    void whatIsNoFolderIsRefusedInOneSentence() {
        assertThatThrownBy(() -> UserFolder.of(Map.of("ACKADEMY_HOME", "a\0b"), "Linux", "/home/ana"))
                .isInstanceOf(WrongUse.class);
        assertThatThrownBy(() -> UserFolder.of(Map.of(), "Linux", "?"))
                .isInstanceOf(WrongUse.class)
                .hasMessageContaining("ACKADEMY_HOME");
    }
}
