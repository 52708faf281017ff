package dev.ackademy.core;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.BaseStream;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A run is a function of a scenario and its choices, byte for byte, on every JVM. What would make it anything else is
/// not used in the core. Each ban is tried on an offence first, so that none passes because it sees nothing.
class DeterminismBansTest {

    enum Ban {
        WALL_CLOCK(
                Offences.WallClock.class,
                "only the engine knows what time it is, and its time is virtual",
                calls(target -> isCall(target, System.class, "currentTimeMillis", "nanoTime")
                        || owner(target).startsWith("java.time.")
                                && target.getName().equals("now")
                        || owner(target).equals("java.time.Clock")
                                && target.getName().startsWith("system"))),
        CHANCE(
                Offences.Chance.class,
                "chance is a keyed choice or a stateless draw from the seed",
                uses("java\\.util\\.(Random|SplittableRandom)|java\\.util\\.random\\..*|java\\.security\\.SecureRandom"
                        + "|java\\.util\\.concurrent\\.ThreadLocalRandom")),
        CHANCE_CALLS(
                Offences.ChanceCalls.class,
                "chance is a keyed choice or a stateless draw from the seed",
                calls(target -> isCall(target, Math.class, "random")
                        || isCall(target, UUID.class, "randomUUID")
                        || isCall(target, java.util.Collections.class, "shuffle"))),
        THREADS(
                Offences.Threads.class,
                "two threads finish in an order that nobody chose; state is data, held by one loop",
                uses(
                        "java\\.lang\\.(Thread|ThreadGroup|ThreadLocal|InheritableThreadLocal)|java\\.util\\.(Timer|TimerTask)"
                                + "|java\\.util\\.concurrent\\..*")),
        PARALLEL_STREAMS(
                Offences.ParallelStreams.class,
                "two threads finish in an order that nobody chose",
                calls(target -> isCall(target, Collection.class, "parallelStream")
                        || isCall(target, BaseStream.class, "parallel")
                        || isCall(target, Arrays.class, "parallelSort", "parallelPrefix", "parallelSetAll"))),
        HASH_ORDER(
                Offences.HashOrder.class,
                "its order follows hash codes, and those of objects and enums change from one JVM start to the next:"
                        + " use TreeMap, LinkedHashMap, TreeSet, LinkedHashSet or a list",
                calls(target -> HASHED.contains(owner(target))
                        && List.of("<init>", "newHashMap", "newHashSet", "newKeySet")
                                .contains(target.getName()))),
        IMMUTABLE_ORDER(
                Offences.ImmutableOrder.class,
                "its order is salted anew at every JVM start: use List.of, or an unmodifiable view of an ordered map or set",
                calls(target -> (isCall(target, Map.class, "of", "ofEntries", "copyOf") && parameters(target) != 0)
                        || (isCall(target, Set.class, "of", "copyOf") && parameters(target) != 0))),
        COLLECTED_HASHES(
                Offences.CollectedHashes.class,
                "it collects into a hashed map or set: name an ordered one (toCollection, toMap or groupingBy with a supplier)",
                calls(target -> isCall(
                                target,
                                Collectors.class,
                                "toSet",
                                "toUnmodifiableSet",
                                "toUnmodifiableMap",
                                "toConcurrentMap",
                                "groupingByConcurrent")
                        || isCall(target, Collectors.class, "toMap") && parameters(target) < 4
                        || isCall(target, Collectors.class, "groupingBy") && parameters(target) < 3)),
        IDENTITY(
                Offences.Identity.class,
                "an identity hash is an address of this JVM",
                calls(target -> isCall(target, System.class, "identityHashCode"))),
        COMPUTER(
                Offences.Computer.class,
                "a run must not depend on the computer: its CPUs, memory, environment, time zone, language or line ends",
                calls(target -> isCall(target, System.class, "getenv", "getProperty", "getProperties", "lineSeparator")
                        || isCall(
                                target, Runtime.class, "availableProcessors", "freeMemory", "totalMemory", "maxMemory")
                        || isCall(target, Locale.class, "getDefault")
                        || owner(target).equals("java.time.ZoneId")
                                && target.getName().equals("systemDefault")
                        || owner(target).equals("java.util.TimeZone")
                                && target.getName().equals("getDefault"))),
        LANGUAGE(
                Offences.Language.class,
                "it formats in the language of the computer, and what is recorded must not: give Locale.ROOT, or join strings",
                callsOutside(
                        SENTENCES,
                        target -> isCall(target, String.class, "formatted")
                                || isCall(target, String.class, "format") && !takesLocale(target)
                                || isCall(target, String.class, "toLowerCase", "toUpperCase") && !takesLocale(target))),
        FOLDER_ORDER(
                Offences.FolderOrder.class,
                "a folder has no order of its own; whoever lists one sorts it, outside the core",
                calls(target -> owner(target).equals("java.nio.file.Files")
                                && List.of("list", "walk", "find", "newDirectoryStream")
                                        .contains(target.getName())
                        || owner(target).equals("java.io.File")
                                && List.of("list", "listFiles").contains(target.getName())));

        private final Class<?> offences;
        private final ArchRule rule;

        Ban(Class<?> offences, String reason, ArchRule rule) {
            this.offences = offences;
            this.rule = rule.because(reason);
        }
    }

    /// Verdicts and their explanation are sentences for a person; they are no part of a recording or its
    /// digest.
    private static final String SENTENCES = "dev.ackademy.core.check..";

    private static final List<String> HASHED = List.of(
            HashMap.class.getName(),
            HashSet.class.getName(),
            Hashtable.class.getName(),
            IdentityHashMap.class.getName(),
            WeakHashMap.class.getName(),
            ConcurrentHashMap.class.getName());

    @ParameterizedTest
    @EnumSource
    void theCoreKeepsTheBan(Ban ban) {
        ban.rule.check(CoreClasses.MAIN);
    }

    @ParameterizedTest
    @EnumSource
    void theBanCatchesItsOffences(Ban ban) {
        JavaClasses offences = new ClassFileImporter().importClasses(ban.offences);
        String reports =
                String.join("\n", ban.rule.evaluate(offences).getFailureReport().getDetails());
        assertThat(ban.offences.getDeclaredMethods())
                .isNotEmpty()
                .filteredOn(method -> !method.isSynthetic())
                .allSatisfy(method -> assertThat(reports).contains("." + method.getName() + "("));
    }

    private static ArchRule uses(String names) {
        return noClasses().should().dependOnClassesThat().haveNameMatching(names);
    }

    private static ArchRule calls(Predicate<CodeUnitAccessTarget> banned) {
        return callsOutside("", banned);
    }

    private static ArchRule callsOutside(String exempt, Predicate<CodeUnitAccessTarget> banned) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(exempt)
                .should()
                .accessTargetWhere(target(DescribedPredicate.<AccessTarget>describe(
                        "is banned",
                        target -> target instanceof CodeUnitAccessTarget codeUnit && banned.test(codeUnit))));
    }

    private static boolean isCall(CodeUnitAccessTarget target, Class<?> owner, String... names) {
        return target.getOwner().isAssignableTo(owner) && List.of(names).contains(target.getName());
    }

    private static String owner(CodeUnitAccessTarget target) {
        return target.getOwner().getName();
    }

    private static int parameters(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().size();
    }

    private static boolean takesLocale(CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Locale.class));
    }
}
