package dev.etcdtls.adapter.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** A host in a folder for scripts that ask servers: programs of its own, certificates, and an HTTPS server that demands one. */
final class ProbeHost implements AutoCloseable {
    private final Path folder;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<String> tokens = new ArrayList<>();
    private final List<HttpsServer> servers = new ArrayList<>();

    private record Reply(int status, String body) {}

    ProbeHost(Path folder) throws Exception {
        this.folder = folder;
        Files.createDirectories(folder.resolve("bin"));
        Files.createDirectories(folder.resolve("tls/current"));
        sh(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout ca.key -out tls/current/ca.crt -subj /CN=ca");
        sh(
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -keyout other.key -out other.crt -subj /CN=other");
        sh(
                "openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -out request -subj /CN=server"
                        + " && printf 'subjectAltName=IP:127.0.0.1\\nextendedKeyUsage=serverAuth\\n' >extensions"
                        + " && openssl x509 -req -in request -CA tls/current/ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile extensions -out server.crt"
                        + " && openssl pkcs12 -export -inkey server.key -in server.crt -passout pass:changeit -out server.p12");
        sh(
                "cd tls/current && openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout client.key -out ../../request -subj /CN=client"
                        + " && openssl x509 -req -in ../../request -CA ca.crt -CAkey ../../ca.key -CAcreateserial -days 2 -out client.crt");
    }

    /** The folder of the certificate set in use. */
    Path set() {
        return folder.resolve("tls/current");
    }

    Path folder() {
        return folder;
    }

    /** Puts a program before those of the machine. */
    void program(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bin").resolve(name), "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** The certificate of another CA takes the place of one of the set. */
    void foreign(String certificate) throws IOException {
        Files.copy(
                folder.resolve("other.crt"),
                set().resolve(certificate),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    void answer(String path, int status, String body) {
        replies.put(path, new Reply(status, body));
    }

    /** What servers were sent as authorization. */
    List<String> tokens() {
        return tokens;
    }

    /** Starts a server on the loopback; gives its port. */
    int serve(boolean demandsCertificate) throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setNeedClientAuth(demandsCertificate);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/", exchange -> {
            tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            Reply reply = replies.getOrDefault(exchange.getRequestURI().getPath(), new Reply(404, ""));
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }

    private SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve("server.p12"))) {
            own.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, new char[0]);
        try (InputStream in = Files.newInputStream(set().resolve("ca.crt"))) {
            trusted.setCertificateEntry(
                    "ca",
                    java.security.cert.CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** Runs a script as the tool would, but for the folders of this host. */
    Finished run(RemoteScript script, String input, String... words) throws Exception {
        String text =
                script.text().replace("PATH=/usr/local/sbin", "PATH=" + folder.resolve("bin") + ":/usr/local/sbin");
        return shell(folder, text, input, List.of(words));
    }

    static Finished shell(Path folder, String text, String input, List<String> words) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", "-c", text, "script"));
        command.addAll(words);
        Path complaint = Files.createTempFile(folder, "complaint", "");
        Process shell =
                new ProcessBuilder(command).redirectError(complaint.toFile()).start();
        try (var stdin = shell.outputWriter()) {
            stdin.write(input);
        } catch (IOException _) {
            // A script that ended early reads nothing.
        }
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Finished(shell.waitFor(), out, Files.readString(complaint), true);
    }

    private void sh(String command) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).as(said).isZero();
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
    }
}
