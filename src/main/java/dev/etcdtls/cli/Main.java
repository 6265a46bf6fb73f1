package dev.etcdtls.cli;

import dev.etcdtls.model.ProblemException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The entry point. It knows commands and exit codes; what a command does is in its own class. */
@Command(
        name = "etcd-tls",
        mixinStandardHelpOptions = true,
        version = "etcd-tls 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Takes a running plaintext etcd cluster to mutual TLS in place, one member at a time.",
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0  done",
            "  1  a bug of etcd-tls",
            "  2  the input is wrong, whatever the world does",
            "  3  held: the world says not now; safe to look and resume",
            "  4  a step or a proof failed",
            "  5  paused or declined by a person, or nobody could be asked",
            "  6  a valid plan whose world moved",
            "  7  locked by another run"
        },
        subcommands = {
            InitCommand.class,
            AuditCommand.class,
            PkiCommand.class,
            PlanCommand.class,
            ShowCommand.class,
            ApplyCommand.class,
            ResumeCommand.class,
            RevertCommand.class,
            StatusCommand.class,
            PauseCommand.class,
            ContinueCommand.class,
            AbortCommand.class,
            VerifyCommand.class,
            ClientCommand.class,
            UnlockCommand.class
        })
public final class Main implements Runnable {
    @Mixin
    private GlobalFlags flags = new GlobalFlags();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // UTF-8 whatever the locale of the shell is: plans are compared byte for byte.
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, arguments));
    }

    /** Runs a command; gives its exit code. Never throws. */
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        Main main = new Main();
        return new CommandLine(main)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Main::wrongFlags)
                .setExecutionExceptionHandler((exception, _, _) -> main.failed(exception))
                .execute(arguments);
    }

    /** Without a command: the usage, as an error. */
    @Override
    public void run() {
        throw usage("say which command");
    }

    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    GlobalFlags flags() {
        return flags;
    }

    Voice voice() {
        return new Voice(spec.commandLine().getOut(), spec.commandLine().getErr(), flags.output);
    }

    private int failed(Exception exception) {
        if (exception instanceof ProblemException expected) {
            if (flags.verbose) {
                expected.printStackTrace(voice().err());
            }
            return voice().problems(expected.problems());
        }
        return new BugReport(voice(), flags.verbose).of(exception);
    }

    private static int wrongFlags(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("etcd-tls: " + exception.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(exception, err)) {
            err.println();
        }
        err.println("  next: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.INPUT;
    }
}
