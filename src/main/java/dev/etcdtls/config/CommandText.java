package dev.etcdtls.config;

import dev.etcdtls.model.FilePath;
import java.util.List;

/** A file that holds a command line, word by word. Each change touches the named word alone and gives the file anew. */
sealed interface CommandText permits UnitCommand, VariableCommand, PodCommand {
    FilePath path();

    /** The whole file. */
    String text();

    /** The words as the program gets them; specifiers and variables as they stand. */
    List<String> words();

    /** Puts another word in the place of one. */
    CommandText with(int index, String word);

    /** Takes a word out. */
    CommandText without(int index);

    /** Adds a word behind the last one. */
    CommandText and(String word);
}
