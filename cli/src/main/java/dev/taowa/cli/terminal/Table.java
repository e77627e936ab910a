package dev.taowa.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows under a heading, in columns as wide as their widest text. */
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heading) {
        rows.add(List.of(heading));
    }

    public Table row(String... cells) {
        rows.add(java.util.Arrays.stream(cells).map(TextWidth::printable).toList());
        return this;
    }

    public List<String> lines() {
        var columns = rows.getFirst().size();
        var widths = new int[columns];
        for (var row : rows) {
            for (var column = 0; column < columns; column++) {
                widths[column] = Math.max(widths[column], TextWidth.of(row.get(column)));
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (var column = 0; column < widths.length; column++) {
            line.append(TextWidth.pad(row.get(column), widths[column])).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
