package dev.etcdtls.demo;

/** One promise of the product, and what was measured. */
public record Promise(String words, boolean held, String measured) {
    static Promise equal(String words, Object wanted, Object measured) {
        boolean held = wanted.equals(measured);
        return new Promise(words, held, held ? measured.toString() : "'" + measured + "', not '" + wanted + "'");
    }
}
