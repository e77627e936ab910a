package dev.taowa.driver.podman.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The CA certificates that this machine trusts beyond those its distribution ships. */
final class HostCertificates {

    private static final Path SHIPPED = Path.of("/usr/share/ca-certificates");
    private static final Path LOCAL = Path.of("/usr/local/share/ca-certificates");
    private static final String BUNDLE = "/etc/ssl/certs/ca-certificates.crt";
    private static final List<String> VARIABLES =
            List.of("SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "CURL_CA_BUNDLE", "REQUESTS_CA_BUNDLE");
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]{1,100000}?)-----END CERTIFICATE-----");
    private static final int LIMIT = 100;

    private HostCertificates() {}

    static List<String> extra(Map<String, String> environment, Optional<String> npmFile) {
        var shipped = new HashSet<String>();
        below(SHIPPED).forEach(file -> shipped.addAll(bodies(file)));
        var trusted = new TreeSet<String>();
        below(LOCAL).forEach(file -> trusted.addAll(bodies(file)));
        if (!shipped.isEmpty()) {
            var files = Stream.concat(
                    Stream.concat(Stream.of(BUNDLE), npmFile.stream()),
                    VARIABLES.stream().map(environment::get).filter(file -> file != null && file.startsWith("/")));
            files.distinct().forEach(file -> trusted.addAll(bodies(Path.of(file))));
        }
        return select(trusted, shipped);
    }

    /** @param trusted bodies of certificates, as {@link #bodies(String)} gives them */
    static List<String> select(Set<String> trusted, Set<String> shipped) {
        return new TreeSet<>(trusted)
                .stream()
                        .filter(body -> !shipped.contains(body))
                        .filter(HostCertificates::isCertificate)
                        .limit(LIMIT)
                        .map(HostCertificates::pem)
                        .toList();
    }

    private static Set<String> bodies(Path file) {
        return HostSettings.text(file).map(HostCertificates::bodies).orElse(Set.of());
    }

    /** The base64 of each certificate in a text, in one spelling. */
    static Set<String> bodies(String text) {
        var bodies = new TreeSet<String>();
        var matcher = PEM.matcher(text);
        while (matcher.find()) {
            decode(matcher.group(1))
                    .ifPresent(bytes -> bodies.add(Base64.getEncoder().encodeToString(bytes)));
        }
        return bodies;
    }

    private static Optional<byte[]> decode(String base64) {
        try {
            return Optional.of(Base64.getMimeDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isCertificate(String body) {
        try {
            var in = new ByteArrayInputStream(Base64.getDecoder().decode(body));
            CertificateFactory.getInstance("X.509").generateCertificate(in);
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static String pem(String body) {
        var lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(Base64.getDecoder().decode(body));
        return "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n";
    }

    private static List<Path> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder, 5)) {
            return files.filter(file -> file.toString().endsWith(".crt"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }
}
