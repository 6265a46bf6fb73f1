package dev.etcdtls.adapter.etcd;

import dev.etcdtls.model.ClientUrl;
import dev.etcdtls.model.EtcdClusterId;
import dev.etcdtls.model.EtcdVersion;
import dev.etcdtls.model.MemberId;
import dev.etcdtls.model.MemberName;
import dev.etcdtls.model.PeerUrl;
import dev.etcdtls.observation.MemberStatus;
import dev.etcdtls.port.EtcdReads.Entry;
import dev.etcdtls.port.EtcdReads.SelfReport;
import io.etcd.jetcd.api.AlarmResponse;
import io.etcd.jetcd.api.Member;
import io.etcd.jetcd.api.MemberListResponse;
import io.etcd.jetcd.api.StatusResponse;
import java.util.List;
import java.util.Optional;

/** etcd's answers as the field's types. What has no type is an {@link UnreadableAnswer}. */
final class Answers {
    private Answers() {}

    static SelfReport selfReport(StatusResponse answer) {
        try {
            return new SelfReport(
                    new EtcdClusterId(answer.getHeader().getClusterId()),
                    new MemberId(answer.getHeader().getMemberId()),
                    new MemberStatus(
                            EtcdVersion.parse(answer.getVersion()),
                            answer.getLeader() == 0 ? Optional.empty() : Optional.of(new MemberId(answer.getLeader())),
                            new MemberStatus.Raft(
                                    answer.getRaftTerm(), answer.getRaftIndex(), answer.getRaftAppliedIndex()),
                            new MemberStatus.Database(answer.getDbSize(), answer.getDbSizeInUse()),
                            answer.getErrorsList()));
        } catch (IllegalArgumentException e) {
            throw new UnreadableAnswer(e);
        }
    }

    static List<Entry> entries(MemberListResponse answer) {
        try {
            return answer.getMembersList().stream().map(Answers::entry).toList();
        } catch (IllegalArgumentException e) {
            throw new UnreadableAnswer(e);
        }
    }

    /** A member that was added and never started has no name yet: its id stands for it. */
    private static Entry entry(Member member) {
        MemberId id = new MemberId(member.getID());
        return new Entry(
                id,
                new MemberName(member.getName().isBlank() ? id.toString() : member.getName()),
                member.getIsLearner(),
                member.getPeerURLsList().stream().map(PeerUrl::parse).toList(),
                member.getClientURLsList().stream().map(ClientUrl::parse).toList());
    }

    static List<String> alarms(AlarmResponse answer) {
        return answer.getAlarmsList().stream()
                .map(alarm -> alarm.getAlarm() + " " + new MemberId(alarm.getMemberID()))
                .sorted()
                .toList();
    }
}
