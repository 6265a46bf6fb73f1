package dev.etcdtls.plan;

import dev.etcdtls.model.FilePath;
import dev.etcdtls.model.HostName;
import dev.etcdtls.observation.ClusterObservation;
import dev.etcdtls.observation.KeptFile;
import dev.etcdtls.step.ConsumerStep;
import dev.etcdtls.step.FileEdit;
import dev.etcdtls.step.RemoveCertificates;
import dev.etcdtls.step.RevertAccept;
import dev.etcdtls.step.RevertEnforce;
import dev.etcdtls.step.Step;
import dev.etcdtls.step.TakeTlsCensus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The way back: every file that will change is kept on its host, and a snapshot is taken of the member that comes first. */
final class BackupPhase {
    private BackupPhase() {}

    static List<Step> steps(Situation situation, ClusterObservation seen, List<Step> work) {
        Map<HostName, SortedSet<FilePath>> files = new TreeMap<>();
        for (Step step : work) {
            switch (step) {
                case Step.AcceptTls accept -> add(files, accept.target().host(), accept.edit());
                case Step.EnforceTls enforce -> add(files, enforce.target().host(), enforce.edit());
                case ConsumerStep consumers ->
                    ConsumerPrediction.edited(consumers)
                            .forEach((host, paths) -> files.computeIfAbsent(host, _ -> new TreeSet<>())
                                    .addAll(paths));
                case Step.KeepFiles _,
                        Step.TakeSnapshot _,
                        Step.IssueOperatorCertificate _,
                        Step.StageCertificate _,
                        Step.Rehearse _,
                        Step.TakeCensus _,
                        Step.VerifyEndState _,
                        Step.RemoveLeftovers _,
                        TakeTlsCensus _,
                        RevertEnforce _,
                        RevertAccept _,
                        RemoveCertificates _ -> {}
            }
        }
        List<Step> steps = new ArrayList<>();
        files.forEach((host, paths) -> steps.add(new Step.KeepFiles(host, folder(situation), List.copyOf(paths))));
        Targets.all(situation, seen).stream()
                .limit(1)
                .map(Step.TakeSnapshot::new)
                .forEach(steps::add);
        return steps;
    }

    /** Where files of this cluster are kept on a host. */
    static FilePath folder(Situation situation) {
        return KeptFile.BASE.child(situation.inventory().cluster().value());
    }

    private static void add(Map<HostName, SortedSet<FilePath>> files, HostName host, FileEdit edit) {
        if (!edit.set().isEmpty()) {
            files.computeIfAbsent(host, _ -> new TreeSet<>()).add(edit.style().path());
        }
    }
}
