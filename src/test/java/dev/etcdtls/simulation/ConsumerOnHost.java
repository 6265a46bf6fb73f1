package dev.etcdtls.simulation;

import dev.etcdtls.config.ProcessSetting;

/** A consumer's unit as its host's dead-man switch sees it. */
record ConsumerOnHost(SimulatedConsumer consumer) implements SwitchedUnit {
    @Override
    public int starts() {
        return consumer.process.starts;
    }

    @Override
    public boolean runs() {
        return consumer.process.isRunning();
    }

    @Override
    public boolean isInTransition() {
        return consumer.process.unit().activeState().equals("deactivating");
    }

    @Override
    public boolean healthy() {
        return consumer.running().isPresent();
    }

    @Override
    public boolean has(ProcessSetting setting) {
        return consumer.running()
                .filter(running -> ProcessSetting.shows(running.argv(), running.environment(), setting))
                .isPresent();
    }

    @Override
    public void readAnew() {
        consumer.needsDaemonReload = false;
    }

    @Override
    public void restart() {
        consumer.process.restart();
    }
}
