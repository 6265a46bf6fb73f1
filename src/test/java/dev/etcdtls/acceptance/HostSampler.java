package dev.etcdtls.acceptance;

import dev.etcdtls.lab.Lab;
import dev.etcdtls.lab.LabHost;
import java.util.List;

/**
 * Watches a host from the inside, ten times a second: command line and environment of every process, and owner and mode of every file in
 * the folder of certificates, and of the folder of kept files. Each thing is kept once, in a file of root's that is removed at the end.
 */
final class HostSampler {
    private static final String PROGRAM = """
            my (%seen, $rounds);
            my $begun = time;
            open(my $out, '>', '/root/samples') or die;
            sub keep { my $line = shift; print $out "$line\\n" unless $seen{$line}++ }
            while (!-e '/root/samples.stop') {
              for my $process (glob '/proc/[0-9]*') {
                for my $what ('cmdline', 'environ') {
                  open(my $file, '<', "$process/$what") or next;
                  local $/;
                  my $text = <$file>;
                  next unless defined $text && length $text;
                  $text =~ s/([^ -~])/sprintf('%%%02x', ord $1)/ge;
                  keep("$what $text");
                }
              }
              for my $path (glob('/etc/etcd/tls/*/*'), glob('/etc/etcd/tls/*/.e*'), glob('/var/lib/etcd-tls/kept/*')) {
                my @stat = lstat $path or next;
                keep(sprintf 'file %o %s %s', $stat[2] & 07777, scalar getpwuid $stat[4], $path);
              }
              $rounds++;
              select(undef, undef, undef, 0.1);
            }
            print $out "rounds $rounds in ", time - $begun, " s\\n";
            close $out;
            rename '/root/samples', '/root/samples.done';
            """;

    private final Lab lab;
    private final LabHost host;

    private HostSampler(Lab lab, LabHost host) {
        this.lab = lab;
        this.host = host;
    }

    static HostSampler start(Lab lab, LabHost host) {
        HostSampler sampler = new HostSampler(lab, host);
        sampler.run("umask 077; rm -f /root/samples*; cat >/root/sampler.pl <<'END'\n" + PROGRAM
                + "\nEND\nsystemd-run --quiet --collect --unit=secrets-sampler perl /root/sampler.pl");
        return sampler;
    }

    LabHost host() {
        return host;
    }

    /** Ends it and gives what it saw, one thing a line. */
    List<String> stop() {
        String text = run("""
                touch /root/samples.stop
                for i in $(seq 100); do [ -e /root/samples.done ] && break; sleep 0.1; done
                cat /root/samples.done
                rm -f /root/samples* /root/sampler.pl
                """);
        return text.lines().toList();
    }

    private String run(String script) {
        return lab.exec(host.name(), "bash", "-euc", script)
                .orThrow("sampling " + host.name())
                .stdout();
    }
}
