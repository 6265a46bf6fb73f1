package dev.etcdtls.adapter.yaml;

import dev.etcdtls.inventory.FlannelSettings;
import dev.etcdtls.inventory.WaveSize;
import java.util.List;

/** The inventory's {@code flannel}: how its nodes are moved. */
final class FlannelSection {
    private static final List<String> KEYS = List.of("canary", "wave", "pause", "failures");
    private static final int MOST = 10_000;

    private final Complaints complaints;

    FlannelSection(Complaints complaints) {
        this.complaints = complaints;
    }

    FlannelSettings read(YamlSection top) {
        FlannelSettings byDefault = FlannelSettings.DEFAULT;
        if (!top.has("flannel")) {
            return byDefault;
        }
        YamlSection section = new YamlSection(complaints, top.place("flannel"), "flannel", KEYS);
        return new FlannelSettings(
                section.number("canary", byDefault.canary(), 1, MOST),
                section.textOrNumber("wave", WaveSize::parse).orElse(byDefault.wave()),
                section.duration("pause", byDefault.pause()),
                section.number("failures", byDefault.failures(), 0, MOST));
    }
}
