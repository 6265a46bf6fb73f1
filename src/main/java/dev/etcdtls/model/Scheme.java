package dev.etcdtls.model;

/** The two schemes of an etcd URL. */
public enum Scheme {
    HTTP("http"),
    HTTPS("https");

    private final String text;

    Scheme(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
