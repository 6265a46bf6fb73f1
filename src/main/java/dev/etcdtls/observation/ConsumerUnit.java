package dev.etcdtls.observation;

import dev.etcdtls.model.UnitName;
import java.util.List;
import java.util.Optional;

/**
 * The unit of a consumer.
 *
 * @param service its state; its dependents are those below, by name
 * @param dependents running services that systemd takes along when it restarts the unit
 */
public record ConsumerUnit(EtcdService.Unit service, List<Dependent> dependents) {
    public ConsumerUnit {
        dependents = List.copyOf(dependents);
    }

    /**
     * A unit and what binds it.
     *
     * @param saidBy the last of its files that says so; empty when none does, as with a link in a {@code .requires} folder
     */
    public record Dependent(UnitName unit, Tie tie, Optional<SourceFile> saidBy) {}

    /** Kinds of dependency that make a unit restart together with another. */
    public enum Tie {
        REQUIRES("Requires", "RequiredBy"),
        BINDS_TO("BindsTo", "BoundBy"),
        PART_OF("PartOf", "ConsistsOf"),
        REQUISITE("Requisite", "RequisiteOf");

        private final String key;
        private final String inverse;

        Tie(String key, String inverse) {
            this.key = key;
            this.inverse = inverse;
        }

        /** As the dependent's own file says it. */
        public String key() {
            return key;
        }

        /** As systemd says it of the unit that is depended on. */
        public String inverse() {
            return inverse;
        }
    }
}
