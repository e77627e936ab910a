package dev.taowa.cli.terminal;

/** How many columns of a terminal a text takes. */
public final class TextWidth {

    private TextWidth() {}

    public static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    /** At most so many columns of the text; one that was cut ends in the mark. */
    public static String cut(String text, int columns, String mark) {
        if (of(text) <= columns) {
            return text;
        }
        var room = columns - of(mark);
        if (room < 0) {
            return mark.substring(0, Math.clamp(columns, 0, mark.length()));
        }
        var cut = new StringBuilder();
        for (var point : text.codePoints().toArray()) {
            room -= of(point);
            if (room < 0) {
                break;
            }
            cut.appendCodePoint(point);
        }
        return cut.append(mark).toString();
    }

    public static String pad(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** One line without what would move the cursor: of text written over and over, what was written last. */
    public static String printable(String text) {
        var line = text.stripTrailing();
        var shown = line.substring(line.lastIndexOf('\r') + 1);
        return shown.replaceAll("\u001b(\\[[0-9;?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?|.?)", "")
                .replace("\t", "    ")
                .replaceAll("\\p{Cntrl}", "");
    }

    private static int of(int point) {
        if (point < 0x300) {
            return 1;
        }
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            default -> isWide(point) ? 2 : 1;
        };
    }

    private static boolean isWide(int point) {
        return (point >= 0x1100 && point <= 0x115f)
                || (point >= 0x2e80 && point <= 0xa4cf)
                || (point >= 0xac00 && point <= 0xd7a3)
                || (point >= 0xf900 && point <= 0xfaff)
                || (point >= 0xfe30 && point <= 0xfe6f)
                || (point >= 0xff00 && point <= 0xff60)
                || (point >= 0xffe0 && point <= 0xffe6)
                || (point >= 0x1f300 && point <= 0x1faff)
                || (point >= 0x20000 && point <= 0x3fffd);
    }
}
