package dev.etcdtls.plan;

import dev.etcdtls.plan.ConsumerText.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where flags stand in a command whose variables were put in. */
record FlagPlaces(List<Word> words, ConsumerRefusals refusals) {
    FlagPlaces {
        words = List.copyOf(words);
    }

    /** Every place of a flag, in order: the variable that holds it, or empty for the command itself. */
    List<Optional<String>> of(String flag) {
        List<Optional<String>> places = new ArrayList<>();
        for (int at = 0; at < words.size(); at++) {
            Word word = words.get(at);
            String name = word.text().replaceFirst("^--?", "");
            if (name.equals(word.text())) {
                continue;
            }
            if (name.startsWith(flag + "=")) {
                places.add(word.variable());
            } else if (name.equals(flag) && at + 1 < words.size()) {
                at++;
                refuseTorn(flag, word, words.get(at));
                places.add(word.variable());
            }
        }
        return places;
    }

    private void refuseTorn(String flag, Word name, Word value) {
        if (!name.variable().equals(value.variable())) {
            throw refusals.unsupported(
                    "--" + flag + " and its value stand in different places",
                    "write --" + flag + "=value in one place");
        }
    }
}
