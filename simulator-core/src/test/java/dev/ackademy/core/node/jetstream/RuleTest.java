package dev.ackademy.core.node.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of the jetstream kind, by its number.
class RuleTest {

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void the_rule_holds(RuleCheck check) {
        assertThat(check.holds()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void its_check_fails_when_it_is_switched_off(RuleCheck check) {
        assertThat(check.holdsWithout(check.rule)).isFalse();
    }

    static Stream<RuleCheck> its_check_fails_when_it_is_switched_off() {
        return Stream.of(RuleCheck.values()).filter(check -> check.rule != null);
    }

    @Test
    void every_switch_has_a_check() {
        Set<Rule> checked = EnumSet.noneOf(Rule.class);
        its_check_fails_when_it_is_switched_off().forEach(check -> checked.add(check.rule));
        assertThat(checked).containsExactly(Rule.values());
    }
}
