package dev.taowa.template;

import dev.taowa.source.Source;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads what a person typed as the source of a template. */
final class TemplateSourceText {

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,99}");
    private static final Pattern URL = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*|[^/:@]+@[^/:]+:.*");
    private static final Pattern REFERENCE = Pattern.compile(
            "(localhost|[a-z0-9-]+(\\.[a-z0-9-]+)+|[a-z0-9-]+(?=:))(:[0-9]{1,5})?(/[a-z0-9]+([._-]+[a-z0-9]+)*){1,20}"
                    + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?");
    private static final int LONGEST_REFERENCE = 512;

    private TemplateSourceText() {}

    static TemplateSource parse(String text, Path from) {
        if (ID.matcher(text).matches()) {
            return new TemplateSource.BuiltIn(text);
        }
        if (text.length() <= LONGEST_REFERENCE && REFERENCE.matcher(text).matches()) {
            return new TemplateSource.Registry(text);
        }
        if (Source.credentials(text).isPresent()) {
            throw TemplateProblems.credentials();
        }
        return switch (Source.parse(located(text, from), Optional.empty())) {
            case Source.Folder folder -> new TemplateSource.Folder(folder.path());
            case Source.Git git -> new TemplateSource.Repository(git);
        };
    }

    /** Of a collection of templates one needs the folder more than the branch, so a single word is that. */
    private static String placed(String url) {
        var fragment = url.indexOf('#');
        var isFolder = fragment >= 0 && fragment < url.length() - 1 && url.indexOf(':', fragment) < 0;
        return isFolder ? url.substring(0, fragment) + "#:" + url.substring(fragment + 1) : url;
    }

    private static String located(String text, Path from) {
        if (URL.matcher(text).matches() || text.isBlank()) {
            return placed(text);
        }
        try {
            return from.resolve(text).toString();
        } catch (InvalidPathException e) {
            return text;
        }
    }
}
