package dev.ackademy.core.node.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.ackademy.core.node.BrokerClient;
import dev.ackademy.core.node.Frame;
import dev.ackademy.core.node.Node;
import java.util.List;
import org.junit.jupiter.api.Test;

class EveryNodeIsStateTest {

    /// Nodes, the client libraries inside them and the frames between them keep nothing that the codec
    /// cannot write and read.
    @Test
    void nodes_clients_and_frames_can_be_planned() {
        List<Class<?>> found = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.ackademy.core")
                        .stream()
                        .filter(type -> type.isAssignableTo(Node.class)
                                || type.isAssignableTo(BrokerClient.class)
                                || type.isAssignableTo(Frame.class))
                        .filter(type -> !type.isInterface())
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
        assertThat(StateCheck.problems(found)).isEmpty();
    }
}
