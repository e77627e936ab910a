package dev.taowa.driver.podman.image;

import dev.taowa.image.AptMirror;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Takes proxies and apt's mirror from text that programs of the host print; what holds a secret is named, not taken. */
final class NetworkSettings {

    private static final List<String> PROXIES =
            List.of("http_proxy", "https_proxy", "ftp_proxy", "all_proxy", "no_proxy");
    private static final Pattern CREDENTIALS = Pattern.compile("^[a-zA-Z0-9+.-]*:?/?/?[^/]*@");
    private static final Pattern LOOPBACK =
            Pattern.compile("^([a-zA-Z0-9+.-]+://)?(localhost|127\\.[0-9.]+|\\[::1])(:|/|$).*");
    private static final Pattern APT_LINE =
            Pattern.compile("Acquire::(http|https|ftp)::([Pp]roxy(?:::[A-Za-z0-9.:_-]+)?) \"([^\"\\\\\\p{Cntrl}]*)\";");

    private NetworkSettings() {}

    /** Proxy variables, in both spellings. */
    static Map<String, String> proxies(Map<String, String> environment, List<String> leftOut) {
        var proxies = new TreeMap<String, String>();
        for (var name : PROXIES) {
            for (var spelling : List.of(name, name.toUpperCase(Locale.ROOT))) {
                var value = environment.getOrDefault(spelling, "");
                if (!value.isEmpty() && mayCarry("variable " + spelling, value, name.equals("no_proxy"), leftOut)) {
                    proxies.put(spelling, value);
                }
            }
        }
        return proxies;
    }

    /** The proxies of {@code apt-config dump}, as lines for apt.conf.d. */
    static String aptConf(String dump, List<String> leftOut) {
        var lines = new StringBuilder();
        for (var line : dump.lines().toList()) {
            var matcher = APT_LINE.matcher(line);
            if (matcher.matches() && !matcher.group(3).isEmpty()) {
                var name = "Acquire::" + matcher.group(1) + "::" + matcher.group(2);
                if (mayCarry("apt's " + name, matcher.group(3), false, leftOut)) {
                    lines.append(line).append('\n');
                }
            }
        }
        return lines.toString();
    }

    /** @param targets lines of origin, code name and address, as apt-get indextargets prints them */
    static Optional<AptMirror> mirror(String distribution, String targets, List<String> leftOut) {
        var archive = new ArrayList<String>();
        var security = new ArrayList<String>();
        for (var line : targets.lines().toList()) {
            var words = line.strip().split(" ", -1);
            if (words.length != 3 || !words[0].equalsIgnoreCase(distribution)) {
                continue;
            }
            var address = words[2].replaceAll("/+$", "");
            if (address.contains("@")) {
                leftOut.add("apt's mirror is not carried into workspaces: its address holds credentials");
            } else if (AptMirror.isAddress(address)
                    && !LOOPBACK.matcher(address).matches()) {
                (words[1].endsWith("-security") ? security : archive).add(address);
            }
        }
        if (archive.isEmpty() || !distribution.matches("[a-z]{1,30}")) {
            return Optional.empty();
        }
        return Optional.of(new AptMirror(
                distribution, archive.getFirst(), security.stream().findFirst()));
    }

    /** Whether a setting can be used in a workspace; says so when it cannot. */
    static boolean mayCarry(String what, String value, boolean list, List<String> leftOut) {
        if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            leftOut.add(what + " is not carried into workspaces: it holds control characters");
            return false;
        }
        if (!list && CREDENTIALS.matcher(value).find()) {
            leftOut.add(what + " is not carried into workspaces: it holds credentials");
            return false;
        }
        if (!list && LOOPBACK.matcher(value).matches()) {
            leftOut.add(what + " is not carried into workspaces: it points at this machine's own loopback");
            return false;
        }
        return true;
    }
}
