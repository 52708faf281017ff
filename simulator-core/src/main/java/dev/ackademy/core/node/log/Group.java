package dev.ackademy.core.node.log;

import dev.ackademy.core.model.GroupEvent.LoadedMember;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.log.GroupRecord.GroupStored;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// One classic group in the memory of its coordinator: phase and members. It answers questions and is changed by
/// [Rebalancing] and [ClassicGroups]; all of it is loaded again from the internal topic.
final class Group {

    private String name;
    /// Numbers the coordinator's groups, for timers.
    @Ident(of = "group")
    private int number;

    GroupPhase phase = new GroupPhase.Empty(0);

    @Ident(of = "member")
    final TreeMap<Integer, Member> members = new TreeMap<>();

    /// Members that were removed without being told: told when their process is heard again.
    @Ident(of = "member")
    final TreeMap<Integer, Member> fenced = new TreeMap<>();

    static Group of(String name, int number) {
        Group group = new Group();
        group.name = name;
        group.number = number;
        return group;
    }

    String name() {
        return name;
    }

    int number() {
        return number;
    }

    boolean allJoined() {
        return members.values().stream().allMatch(member -> member.joining() != 0);
    }

    /// How long members may take to come back: the longest that one of them asked for.
    long rebalanceMicros() {
        return members.values().stream()
                .mapToLong(Member::rebalanceMicros)
                .max()
                .orElse(0);
    }

    /// The assignor that all understand and most prefer; the first member's order breaks a tie. Empty where
    /// there is none.
    String protocol() {
        List<String> common = new ArrayList<>(members.firstEntry().getValue().protocols());
        members.values().forEach(member -> common.retainAll(member.protocols()));
        TreeMap<String, Integer> votes = new TreeMap<>();
        for (Member member : members.values()) {
            member.protocols().stream()
                    .filter(common::contains)
                    .findFirst()
                    .ifPresent(vote -> votes.merge(vote, 1, Integer::sum));
        }
        String most = "";
        for (String protocol : common) {
            if (most.isEmpty() || votes.getOrDefault(protocol, 0) > votes.getOrDefault(most, 0)) {
                most = protocol;
            }
        }
        return most;
    }

    boolean understands(List<String> protocols) {
        List<String> common = new ArrayList<>(protocols);
        members.values().forEach(member -> common.retainAll(member.protocols()));
        return !common.isEmpty();
    }

    GroupStored stored() {
        String protocol = phase instanceof GroupPhase.CompletingRebalance completing ? completing.protocol() : "";
        int leader = phase instanceof GroupPhase.CompletingRebalance completing ? completing.leader() : 0;
        return new GroupStored(
                name,
                phase.generation(),
                protocol,
                leader,
                members.values().stream().map(Member::stored).toList());
    }

    void load(GroupStored stored, long now) {
        members.clear();
        stored.members().forEach(member -> members.put(member.member(), Member.loaded(member, now)));
        phase = stored.members().isEmpty()
                ? new GroupPhase.Empty(stored.generation())
                : new GroupPhase.Stable(stored.generation(), stored.protocol(), stored.leader());
    }

    /// What a new coordinator tells of its members.
    List<LoadedMember> loaded() {
        return members.values().stream()
                .map(member -> new LoadedMember(member.node(), member.assignment()))
                .toList();
    }

    /// A session's end and such are told of it by its process.
    List<Member> of(int node) {
        return members.values().stream().filter(member -> member.node() == node).toList();
    }
}
