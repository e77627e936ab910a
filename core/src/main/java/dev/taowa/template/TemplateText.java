package dev.taowa.template;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values where a template's text has {@code ${templateOption:NAME}}. */
final class TemplateText {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{templateOption:\\s{0,20}([\\w.-]{1,100})\\s{0,20}}");
    private static final Pattern JSON = Pattern.compile(".*\\.(json|jsonc|json5|ipynb|code-workspace)");

    private TemplateText() {}

    /** A file that is no text stays as it is. An unknown name gives nothing, as in the reference implementation. */
    static TemplateFile substitute(TemplateFile file, Map<String, String> values) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file.bytes()))
                    .toString();
        } catch (CharacterCodingException binary) {
            return file;
        }
        if (!text.contains("${templateOption:")) {
            return file;
        }
        var json = JSON.matcher(file.path().toLowerCase(Locale.ROOT)).matches();
        var substituted = VARIABLE.matcher(text).replaceAll(match -> {
            var value = values.getOrDefault(match.group(1), "");
            return Matcher.quoteReplacement(json ? inJson(value) : value);
        });
        return new TemplateFile(file.path(), substituted.getBytes(StandardCharsets.UTF_8));
    }

    /** A value stays inside the JSON string that it is put into. */
    private static String inJson(String value) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(value));
    }
}
