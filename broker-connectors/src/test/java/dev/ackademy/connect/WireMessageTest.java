package dev.ackademy.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.OperationKind;
import dev.ackademy.core.model.Payload;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WireMessageTest {
    @ParameterizedTest
    @EnumSource(Payload.Form.class)
    void whatIsReadIsWhatWasSent(Payload.Form form) {
        TreeMap<String, String> fields = new TreeMap<>();
        if (form == Payload.Form.FULL || form == Payload.Form.PARTIAL) {
            fields.put("name", "Ana \"ß\"\r\n{}");
        }
        Message sent = new Message(
                new Operation("Zoë: 1%\r\n", 3, OperationKind.UPDATE),
                new Payload(form, fields, -7),
                2,
                "shop.1/publish",
                "orders",
                41);

        WireMessage wire = WireMessage.of(sent);

        assertThat(new WireMessage(wire.headers(), wire.body()).message()).isEqualTo(sent);
        assertThat(wire.headers().values()).allMatch(value -> value.matches("[\\x21-\\x7e]*"));
    }

    @Test
    void aMessageOfSomebodyElseIsRefusedByTheMissingHeader() {
        WireMessage foreign = new WireMessage(new TreeMap<>(), "{}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(foreign::message)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Ackademy-Key");
    }

    @Test
    void aBodyThatIsNoObjectOfTextsIsRefused() {
        WireMessage good = WireMessage.of(PortMailbox.publish(1, "orders").message());
        WireMessage bad = new WireMessage(good.headers(), "[1]".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(bad::message)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no JSON object");
    }
}
