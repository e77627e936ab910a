package dev.taowa.api;

import java.util.List;

/**
 * A template that was brought from elsewhere, as it is: nothing is put in yet.
 *
 * @param files all of them
 * @param warnings what was noted on the way
 */
public record TemplateView(List<File> files, List<String> warnings) {

    public TemplateView {
        files = List.copyOf(files);
        warnings = List.copyOf(warnings);
    }

    /**
     * One file.
     *
     * @param path with slashes, inside the template
     * @param content in base 64
     */
    public record File(String path, String content) {}
}
