package dev.taowa.document;

/** Puts values where a file's texts have {@code ${…}}. */
public interface Substitution {

    /** Leaves every text as it is. */
    Substitution NONE = new Substitution() {
        @Override
        public String resolve(Property at, String text) {
            return text;
        }

        @Override
        public boolean bringsShellSyntax(String text) {
            return false;
        }
    };

    /** The text of the property with what is known put in; anything else stays as it is. */
    String resolve(Property at, String text);

    /** Whether a value that {@link #resolve} puts into the text holds what a shell would act upon. */
    boolean bringsShellSyntax(String text);
}
