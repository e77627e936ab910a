package dev.taowa.smartide;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/** An amount as Kubernetes writes it: {@code 500m}, {@code 1.5}, {@code 4Gi}, {@code 128e6}. */
record Quantity(BigDecimal amount) {

    private static final Pattern TEXT = Pattern.compile(
            "([0-9]{1,18}(?:\\.[0-9]{0,9})?|\\.[0-9]{1,9})(?:[eE]([0-9]{1,2})|(m|k|[MGTPE]|[KMGTPE]i))?");
    private static final BigDecimal MOST = new BigDecimal(Long.MAX_VALUE);

    /** Absent for what is no amount, or none that is more than nothing. */
    static Optional<Quantity> of(JsonNode node) {
        var amount = node.isNumber() ? Optional.of(node.decimalValue()) : text(node.asText());
        return amount.filter(each -> each.signum() > 0 && each.precision() < 50 && Math.abs(each.scale()) < 50)
                .filter(each -> each.compareTo(MOST) <= 0)
                .map(Quantity::new);
    }

    private static Optional<BigDecimal> text(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var number = new BigDecimal(matcher.group(1));
        if (matcher.group(2) != null) {
            return Optional.of(number.scaleByPowerOfTen(Integer.parseInt(matcher.group(2))));
        }
        var suffix = matcher.group(3);
        if (suffix == null) {
            return Optional.of(number);
        }
        if (suffix.equals("m")) {
            return Optional.of(number.scaleByPowerOfTen(-3));
        }
        var step = "KMGTPE".indexOf(Character.toUpperCase(suffix.charAt(0))) + 1;
        return Optional.of(
                suffix.endsWith("i")
                        ? number.multiply(BigDecimal.TWO.pow(10 * step))
                        : number.scaleByPowerOfTen(3 * step));
    }

    /** Rounded up, at least one. */
    long whole() {
        return amount.setScale(0, RoundingMode.CEILING).min(MOST).longValue();
    }

    /** As devcontainer.json writes sizes. */
    String size() {
        var bytes = whole();
        for (var unit = 4; unit > 0; unit--) {
            if (bytes % (1L << (10 * unit)) == 0) {
                return (bytes >> (10 * unit)) + " kmgt".substring(unit, unit + 1) + "b";
            }
        }
        return String.valueOf(bytes);
    }
}
