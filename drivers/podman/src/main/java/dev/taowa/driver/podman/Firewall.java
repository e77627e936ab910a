package dev.taowa.driver.podman;

import dev.taowa.driver.podman.root.Program;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.workspace.NetworkAllowance;
import dev.taowa.workspace.WorkspaceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What workspaces may not reach, as an nftables table of the host's own network namespace, where no workspace's root can
 * change it. All states of the host share the table; every call brings it to the same rules again.
 */
final class Firewall {

    private static final String TABLE = "inet taowa";
    private static final List<String> SETS = List.of("allow_host", "allow_metadata", "allow_workspaces");

    private final Root root;

    Firewall(Root root) {
        this.root = root;
    }

    /** Puts the rules in place, with what this workspace is allowed and nothing that it was allowed before. */
    void protect(WorkspaceId id, Set<NetworkAllowance> allowances) {
        var lines = new ArrayList<String>(rules(Network.needsResolver()));
        lines.addAll(allowed(id, allowances));
        root.run(Program.of("nft", "-f", "-").withInput(String.join("\n", lines) + "\n"))
                .orFail("check that the kernel has nf_tables: `taowa host check local`");
    }

    /** Forgets what the workspace was allowed. */
    void forget(WorkspaceId id) {
        // Fails where the table is gone, and what was allowed with it.
        root.run(Program.of("nft", "-f", "-").withInput(String.join("\n", allowed(id, Set.of())) + "\n"));
    }

    /** Each element is added first: taking away one that is not there would undo the whole transaction. */
    private static List<String> allowed(WorkspaceId id, Set<NetworkAllowance> allowances) {
        var lines = new ArrayList<String>();
        for (var allowance : NetworkAllowance.values()) {
            var element = "element %s %s { \"%s\" }".formatted(TABLE, set(allowance), Names.bridge(id));
            lines.add("add " + element);
            if (!allowances.contains(allowance)) {
                lines.add("delete " + element);
            }
        }
        return lines;
    }

    private static String set(NetworkAllowance allowance) {
        return switch (allowance) {
            case HOST -> "allow_host";
            case METADATA -> "allow_metadata";
            case WORKSPACES -> "allow_workspaces";
        };
    }

    static List<String> rules(boolean resolver) {
        var lines = new ArrayList<String>();
        lines.add("add table " + TABLE);
        SETS.forEach(set -> lines.add("add set %s %s { type ifname; }".formatted(TABLE, set)));
        lines.add("add chain %s forward { type filter hook forward priority -5; policy accept; }".formatted(TABLE));
        lines.add("add chain %s input { type filter hook input priority -5; policy accept; }".formatted(TABLE));
        lines.add("flush chain %s forward".formatted(TABLE));
        lines.add("flush chain %s input".formatted(TABLE));
        var ours = "iifname \"" + Names.BRIDGES + "*\"";
        rule(lines, "forward", "ct state established,related accept");
        rule(lines, "forward", ours + " oifname \"" + Names.BRIDGES + "*\" iifname != @allow_workspaces drop");
        rule(lines, "forward", ours + " ip daddr 169.254.0.0/16 iifname != @allow_metadata drop");
        rule(lines, "forward", ours + " ip6 daddr fd00:ec2::254 iifname != @allow_metadata drop");
        rule(lines, "input", ours + " ct state established,related accept");
        if (resolver) {
            rule(lines, "input", ours + " meta l4proto { tcp, udp } th dport 53 accept");
        }
        rule(lines, "input", ours + " iifname != @allow_host drop");
        return lines;
    }

    private static void rule(List<String> lines, String chain, String text) {
        lines.add("add rule %s %s %s".formatted(TABLE, chain, text));
    }
}
