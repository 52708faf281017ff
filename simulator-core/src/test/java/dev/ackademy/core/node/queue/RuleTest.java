package dev.ackademy.core.node.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule of RabbitMQ and BullMQ has a check, and the check says no when the rule is switched off.
class RuleTest {

    static EnumSet<Rule> rules() {
        return EnumSet.allOf(Rule.class);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_rule_holds(Rule rule) {
        assertThat(RuleCheck.holds(rule)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void without_the_rule_the_check_says_no(Rule rule) {
        assertThat(RuleCheck.holds(rule, rule)).isFalse();
    }
}
