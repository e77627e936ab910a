package dev.taowa.driver.podman;

import dev.taowa.driver.podman.root.Program;
import dev.taowa.driver.podman.root.Root;
import dev.taowa.workspace.WorkspaceId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * What is left of the published ports of a machine whose engine was killed, or that ended by itself: rules of netavark in iptables' table
 * {@code nat}, which nobody takes back. They would lead that port of the host to whichever machine has the address next.
 */
final class LostRules {

    private static final String CHAIN = "NETAVARK-[A-Z0-9-]{1,24}";

    private final Root root;

    LostRules(Root root) {
        this.root = root;
    }

    /** Takes them back; to be called when nothing runs in the workspace's network. */
    void remove(WorkspaceId id) {
        var rules = find(Names.network(id));
        if (rules.isEmpty()) {
            return;
        }
        var chains = new LinkedHashSet<String>();
        var lines = new ArrayList<>(List.of("*nat"));
        for (var rule : rules) {
            lines.add("-D" + rule.substring("-A".length()));
            chains.add(rule.substring(rule.lastIndexOf(' ') + 1));
        }
        chains.removeIf(chain -> !chain.matches(CHAIN));
        chains.forEach(chain -> lines.add("-F " + chain));
        chains.forEach(chain -> lines.add("-X " + chain));
        lines.add("COMMIT");
        root.run(Program.of("iptables-restore", "--noflush", "--wait").withInput(String.join("\n", lines) + "\n"));
    }

    /** In the words of iptables-save(8); netavark notes the network of each in a comment. */
    private List<String> find(String network) {
        var mark = "name: %s id: ".formatted(network);
        var rules = new ArrayList<String>();
        root.run(Program.of("iptables-save", "-t", "nat"), line -> {
            var text = line.text();
            if (text.startsWith("-A ") && (text.contains("\"" + mark) || text.contains("\"dnat " + mark))) {
                rules.add(text);
            }
        });
        return rules;
    }
}
