package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.etcdtls.inventory.SshAddress;
import dev.etcdtls.model.ErrorCode;
import dev.etcdtls.model.HostName;
import dev.etcdtls.model.Outcome;
import dev.etcdtls.model.Problem;
import dev.etcdtls.model.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialVerdictTest {
    private static final HostName M1 = new HostName("m1");
    private static final DialVerdict VERDICT =
            new DialVerdict(M1, "https://198.51.100.12:2380", ErrorCode.REHEARSAL_FAILED);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
         0 | 200 | Pass
         0 | 403 | Fail
         6 |   0 | Inconclusive
         7 |   0 | Inconclusive
        28 |   0 | Inconclusive
        35 |   0 | Fail
        52 |   0 | Fail
        56 |   0 | Fail
        58 |   0 | Fail
        60 |   0 | Fail
        """)
    void onlyAnAddressWhereNobodyIsLeavesItOpen(int code, int status, String verdict) {
        assertThat(judge(code, status, "").getClass().getSimpleName()).isEqualTo(verdict);
    }

    @Test
    void theReasonOfBothSidesIsTold() {
        Problem problem = VERDICT.of(
                        new Outcome.Done<>(new HttpFromHost.Answer(52, 0, "curl: (52) Empty reply from server", "")),
                        () -> "ip-addresses: [198.51.100.99]")
                .problems()
                .getFirst();

        assertThat(problem.code()).isEqualTo(ErrorCode.REHEARSAL_FAILED);
        assertThat(problem.summary()).contains("Empty reply from server").contains("198.51.100.99");
    }

    /** curl adds a lesson on certificates after its reason, and loses the reason where TLS 1.3 refuses late. */
    @Test
    void theReasonIsTheLineThatNamesIt() {
        assertThat(why("curl: (60) SSL certificate problem: expired\n"
                        + "More details here\n"
                        + "please visit the web page mentioned above."))
                .isEqualTo("SSL certificate problem: expired");
        assertThat(why("curl: (56) getpeername() failed with errno 107: Transport endpoint is not connected"))
                .isEqualTo("the server ended the connection");
        assertThat(why("")).isEqualTo("no reason given");
    }

    @Test
    void aHostThatCannotBeAskedLeavesItOpen() {
        Problem down = HostProblems.unreachable(M1, SshAddress.parse("ops@m1"), "timeout");

        assertThat(VERDICT.of(new Outcome.Refused<>(down), () -> ""))
                .isEqualTo(new Verdict.Inconclusive(List.of(down)));
    }

    private static String why(String complaint) {
        return new HttpFromHost.Answer(56, 0, complaint, "").why();
    }

    private static Verdict judge(int code, int status, String complaint) {
        return VERDICT.of(new Outcome.Done<>(new HttpFromHost.Answer(code, status, complaint, "")), () -> "");
    }
}
