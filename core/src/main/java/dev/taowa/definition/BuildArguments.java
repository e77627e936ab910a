package dev.taowa.definition;

import dev.taowa.document.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads "build.options", options of {@code docker build}: those that a build here can follow become what it is told, the
 * others are named in a warning. So is "build.cacheFrom": what an image says of its layers would be believed by every
 * build on this machine.
 */
final class BuildArguments {

    /** Options without a value. */
    private static final Set<String> FLAGS =
            Set.of(("--check --compress --debug -D --disable-content-trust --force-rm --load --no-cache --pull --push"
                            + " --quiet -q --rm --squash")
                    .split(" "));

    /** Options that every build here meets, or that name what it has another name for. */
    private static final Set<String> MET =
            Set.of("-q", "--quiet", "--rm", "--force-rm", "--load", "--progress", "-t", "--tag");

    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,252}[:=]\\[?([0-9A-Fa-f.:]{2,45})]?");

    private final Map<String, String> arguments = new LinkedHashMap<>();
    private final Map<String, String> labels = new HashMap<>();
    private final List<String> hosts = new ArrayList<>();
    private Optional<String> target = Optional.empty();
    private boolean hasNetwork = true;
    private boolean usesCache = true;

    private BuildArguments() {}

    static BuildArguments read(Property build) {
        var read = new BuildArguments();
        build.find("cacheFrom").ifPresent(BuildArguments::cache);
        build.find("options").ifPresent(read::options);
        return read;
    }

    /** Those of the options win over those of "args". */
    Map<String, String> over(Map<String, String> others) {
        var all = new LinkedHashMap<>(others);
        all.putAll(arguments);
        return all;
    }

    Optional<String> target() {
        return target;
    }

    BuildSettings settings() {
        return new BuildSettings(labels, hosts, hasNetwork, usesCache);
    }

    private void options(Property property) {
        var elements = new ArrayList<Property>();
        property.elements(elements::add);
        for (var index = 0; index < elements.size(); index++) {
            var element = elements.get(index);
            var text = element.text().orElse("");
            var equals = text.startsWith("--") ? text.indexOf('=') : -1;
            var option = equals < 0 ? text : text.substring(0, equals);
            if (!option.startsWith("-")) {
                element.mistake("must be an option of `docker build`");
            } else if (FLAGS.contains(option)) {
                if (equals < 0 || text.endsWith("=true")) {
                    flag(option, element);
                }
            } else if (equals >= 0) {
                value(option, text.substring(equals + 1), element);
            } else if (index + 1 < elements.size()) {
                index++;
                value(option, elements.get(index).text().orElse(""), element);
            } else {
                element.mistake("lacks its value");
            }
        }
    }

    private void flag(String option, Property element) {
        if (option.equals("--no-cache")) {
            usesCache = false;
        } else {
            leave(option, element);
        }
    }

    private void value(String option, String value, Property element) {
        switch (option) {
            case "--build-arg" -> pair(value, arguments, element);
            case "--label" -> pair(value, labels, element);
            case "--target" -> target = Optional.of(value);
            case "--cache-from" -> cache(element);
            case "--add-host" -> host(value, element);
            case "--network" -> network(value, element);
            default -> leave(option, element);
        }
    }

    private static void leave(String option, Property element) {
        if (!MET.contains(option)) {
            element.warn("is not carried out: builds here know no %s".formatted(option));
        }
    }

    private static void pair(String text, Map<String, String> pairs, Property element) {
        var equals = text.indexOf('=');
        if (equals <= 0) {
            element.warn("is not carried out: it must have NAME=VALUE");
        } else {
            pairs.put(text.substring(0, equals), text.substring(equals + 1));
        }
    }

    private static void cache(Property property) {
        property.warn("is not carried out: every build on this machine would take the layers of such an image");
    }

    private void host(String text, Property element) {
        var match = HOST.matcher(text);
        if (match.matches()) {
            hosts.add(text.substring(0, match.start(1)).replaceFirst("[:=]\\[?$", "") + ":" + match.group(1));
        } else {
            element.warn("is not carried out: it must have NAME:ADDRESS");
        }
    }

    /** Those of the host or of other containers are nobody's here. */
    private void network(String mode, Property element) {
        switch (mode) {
            case "none" -> hasNetwork = false;
            case "default", "bridge" -> {}
            default -> element.warn("is not carried out: a build has a network of its own, or none");
        }
    }
}
