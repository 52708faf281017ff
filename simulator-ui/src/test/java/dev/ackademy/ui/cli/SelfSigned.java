package dev.ackademy.ui.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/// A key with a certificate that nobody signed, made by the JDK's keytool for 127.0.0.1.
///
/// @param keyStore    PKCS12, with the key
/// @param trustStore  PKCS12, with the certificate alone
/// @param certificate PEM
/// @param key         PEM
record SelfSigned(Path keyStore, Path trustStore, Path certificate, Path key) {

    static SelfSigned in(Path folder, String password) throws Exception {
        SelfSigned made = new SelfSigned(
                folder.resolve("key.p12"),
                folder.resolve("trust.p12"),
                folder.resolve("certificate.pem"),
                folder.resolve("key.pem"));
        List<String> store = List.of("-storetype", "PKCS12", "-storepass", password, "-alias", "server");
        keytool(
                store,
                "-keystore",
                made.keyStore,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=IP:127.0.0.1",
                "-validity",
                "2");
        keytool(store, "-keystore", made.keyStore, "-exportcert", "-rfc", "-file", made.certificate);
        keytool(store, "-keystore", made.trustStore, "-importcert", "-noprompt", "-file", made.certificate);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(made.keyStore)) {
            keys.load(in, password.toCharArray());
        }
        byte[] key = keys.getKey("server", password.toCharArray()).getEncoded();
        Files.writeString(
                made.key,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
        return made;
    }

    private static void keytool(List<String> store, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        for (Object each : arguments) {
            command.add(each.toString());
        }
        command.addAll(store);
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(tool.getInputStream().readAllBytes());
        if (tool.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }
}
