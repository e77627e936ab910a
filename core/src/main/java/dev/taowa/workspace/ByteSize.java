package dev.taowa.workspace;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A number of bytes. */
public record ByteSize(@JsonValue long bytes) implements Comparable<ByteSize> {

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,15})\\s*([kmgt]?)i?b?");

    @JsonCreator
    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("negative size: " + bytes);
        }
    }

    /** Parses {@code 4gb}, {@code 512m}, {@code 1024}; units are powers of 1024, as dev container files mean them. */
    public static Optional<ByteSize> parse(String text) {
        var matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var shift = switch (matcher.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            case "t" -> 40;
            default -> 0;
        };
        var count = Long.parseLong(matcher.group(1));
        return count > Long.MAX_VALUE >> shift ? Optional.empty() : Optional.of(new ByteSize(count << shift));
    }

    @Override
    public int compareTo(ByteSize other) {
        return Long.compare(bytes, other.bytes);
    }

    /** For people: {@code 1.5 GiB}. */
    @Override
    public String toString() {
        if (bytes < 1024) {
            return bytes + " B";
        }
        var unit = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        return String.format(
                Locale.ROOT, "%.1f %siB", (double) bytes / (1L << (unit * 10)), " KMGTPE".substring(unit, unit + 1));
    }
}
