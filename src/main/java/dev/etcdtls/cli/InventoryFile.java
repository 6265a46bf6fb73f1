package dev.etcdtls.cli;

import dev.etcdtls.adapter.yaml.InventoryReader;
import dev.etcdtls.inventory.Inventory;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.ProblemException;
import dev.etcdtls.plan.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An inventory, its text, and the folder against which its relative paths are read.
 *
 * @param folder absolute
 */
record InventoryFile(Path folder, String text, Inventory inventory) {
    /** Reads a file; what is wrong with it is a {@code ProblemException}. */
    static InventoryFile read(Path file) {
        Inventory inventory = InventoryReader.read(file);
        Path folder = file.toAbsolutePath().normalize().getParent();
        try {
            return new InventoryFile(folder == null ? Path.of("/") : folder, Files.readString(file), inventory);
        } catch (IOException e) {
            throw new ProblemException(
                    new Problem(ErrorCode.INVENTORY_INVALID, file.toString(), "it cannot be read", "look at its mode"),
                    e);
        }
    }

    /** The inventory that a plan carries. */
    static InventoryFile of(Plan plan) {
        String text = plan.inventory().text();
        return new InventoryFile(
                Path.of(plan.inventory().folder()), text, InventoryReader.read(text, "the inventory in the plan"));
    }

    Plan.InventorySource source() {
        return new Plan.InventorySource(folder.toString(), text);
    }
}
