package dev.etcdtls.port;

/** What belongs to one run. */
public record RunPorts(
        RunFolder folder, JournalStore journal, EventSink events, OperatorIdentity operator, Supervisor supervisor) {}
