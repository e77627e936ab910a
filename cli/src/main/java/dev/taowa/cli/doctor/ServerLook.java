package dev.taowa.cli.doctor;

import dev.taowa.cli.client.ApiClient;
import dev.taowa.cli.json.Json;
import dev.taowa.host.Capability.Verdict;
import dev.taowa.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/** Looks at the local server, which is started for it, and through it at the host. */
public final class ServerLook {

    private ServerLook() {}

    /** What the server is and what it says of the host; a problem is a finding here. */
    public static List<Finding> findings(ApiClient api) {
        var findings = new ArrayList<Finding>();
        try {
            findings.add(Finding.good("server", "version " + api.get("version").text("version")));
            var report = api.get("hosts/local/check");
            report.list("capabilities").forEach(capability -> findings.add(finding(capability)));
        } catch (ProblemException thrown) {
            var problem = thrown.problem();
            findings.add(Finding.unfit(findings.isEmpty() ? "server" : "host", problem.what(), problem.fix()));
        }
        return findings;
    }

    private static Finding finding(Json capability) {
        return new Finding(
                capability.text("title"),
                capability.text("found"),
                Verdict.valueOf(capability.text("verdict")),
                capability.text("fix"));
    }
}
