package dev.taowa.image;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the feature {@code settings} finds beside its script, and the variables it leaves in the image. */
final class SettingsFiles {

    private static final String BUNDLE = "/etc/ssl/certs/ca-certificates.crt";
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private SettingsFiles() {}

    static List<ContextEntry.Given> of(MachineSettings settings) {
        var files = new ArrayList<ContextEntry.Given>();
        var number = 1;
        for (var certificate : settings.certificates().stream().sorted().toList()) {
            files.add(file("certificates/taowa-host-%d.crt".formatted(number++), certificate.strip() + "\n"));
        }
        settings.aptMirror().ifPresent(mirror -> {
            files.add(file("apt-distribution", mirror.distribution()));
            files.add(file("apt-mirror", mirror.address()));
            mirror.securityAddress().ifPresent(address -> files.add(file("apt-security-mirror", address)));
        });
        if (!settings.aptConf().isEmpty()) {
            files.add(file("apt.conf", settings.aptConf()));
        }
        if (!settings.npmrc().isEmpty()) {
            files.add(file("npmrc", settings.npmrc()));
        }
        settings.mavenSettings().ifPresent(xml -> files.add(file("maven-settings.xml", xml)));
        return files;
    }

    static Map<String, String> environment(MachineSettings settings) {
        var environment = new TreeMap<String, String>();
        settings.proxies().forEach((name, value) -> {
            if (NAME.matcher(name).matches()) {
                environment.put(name, value);
            }
        });
        if (!settings.certificates().isEmpty()) {
            // Programs that bring certificates of their own look here instead.
            for (var name : List.of("NODE_EXTRA_CA_CERTS", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE")) {
                environment.put(name, BUNDLE);
            }
        }
        if (!settings.npmrc().isEmpty()) {
            environment.put("NPM_CONFIG_GLOBALCONFIG", "/etc/taowa/npmrc");
        }
        if (settings.mavenSettings().isPresent()) {
            environment.put("MAVEN_ARGS", "-gs /etc/taowa/maven-settings.xml");
        }
        return environment;
    }

    private static ContextEntry.Given file(String name, String text) {
        return ContextEntry.Given.of("feature/" + name, 0644, text.getBytes(StandardCharsets.UTF_8));
    }
}
