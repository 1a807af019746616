import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.security.cert.CRL;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.Extension;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Validates a certificate as Java does (RFC 5280 section 6) and prints one line:
 * VALID POLICIES, or INVALID REASON DETAIL.
 *
 * <pre>
 * PathCheck ROOT.pem ISSUING.pem CERTIFICATE.pem ocsp  [policy OID]
 * PathCheck ROOT.pem ISSUING.pem CERTIFICATE.pem crl CRL.pem…  [policy OID]
 * PathCheck ROOT.pem ISSUING.pem CERTIFICATE.pem fetched  [policy OID]
 * </pre>
 *
 * ocsp asks the responder that the certificate names, with a nonce; crl uses the lists given;
 * fetched takes them from where the certificates say.
 */
public final class PathCheck {
    private static final CertificateFactory X509 = factory();

    public static void main(String[] arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(arguments));
        X509Certificate root = certificate(words.remove(0));
        X509Certificate issuing = certificate(words.remove(0));
        CertPath path = X509.generateCertPath(List.of(certificate(words.remove(0)), issuing));
        String mode = words.remove(0);

        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        int policy = words.indexOf("policy");
        if (policy >= 0) {
            parameters.setInitialPolicies(Set.of(words.get(policy + 1)));
            parameters.setExplicitPolicyRequired(true);
            words = words.subList(0, policy);
        }
        // A qualifier that is not critical need not be understood. RFC 5280 section 4.2.1.4.
        parameters.setPolicyQualifiersRejected(false);

        CertPathValidator validator = CertPathValidator.getInstance("PKIX");
        if (mode.equals("crl")) {
            // The default checker: it takes lists from the stores and from nowhere else.
            parameters.setRevocationEnabled(true);
            parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists(words))));
        } else {
            PKIXRevocationChecker checker = (PKIXRevocationChecker) validator.getRevocationChecker();
            if (mode.equals("ocsp")) {
                // The root answers by its list alone, so the issuing certificate is left to that.
                checker.setOptions(EnumSet.of(
                    PKIXRevocationChecker.Option.NO_FALLBACK,
                    PKIXRevocationChecker.Option.ONLY_END_ENTITY));
                checker.setOcspExtensions(List.of(new Nonce()));
            } else {
                checker.setOptions(EnumSet.of(
                    PKIXRevocationChecker.Option.PREFER_CRLS,
                    PKIXRevocationChecker.Option.NO_FALLBACK));
            }
            parameters.addCertPathChecker(checker);
        }

        try {
            PKIXCertPathValidatorResult result =
                (PKIXCertPathValidatorResult) validator.validate(path, parameters);
            System.out.println("VALID " + policies(result));
        } catch (CertPathValidatorException error) {
            System.out.println("INVALID " + error.getReason() + " " + detail(error));
        }
    }

    private static List<CRL> lists(List<String> files) throws Exception {
        List<CRL> lists = new ArrayList<>();
        for (String file : files) {
            try (InputStream stream = new FileInputStream(file)) {
                lists.add(X509.generateCRL(stream));
            }
        }
        return lists;
    }

    /** The policies that the certificate is valid for. */
    private static String policies(PKIXCertPathValidatorResult result) {
        List<String> found = new ArrayList<>();
        var node = result.getPolicyTree();
        if (node == null) {
            return "without policies";
        }
        node.getChildren().forEachRemaining(
            issuing -> issuing.getChildren().forEachRemaining(
                own -> found.add(own.getValidPolicy())));
        return String.join(" ", found);
    }

    private static String detail(CertPathValidatorException error) {
        if (error.getCause() instanceof CertificateRevokedException revoked) {
            return revoked.getRevocationReason().toString();
        }
        return String.valueOf(error.getMessage());
    }

    private static X509Certificate certificate(String file) throws Exception {
        try (InputStream stream = new FileInputStream(file)) {
            Certificate read = X509.generateCertificate(stream);
            return (X509Certificate) read;
        }
    }

    private static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509");
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }

    /** RFC 8954: 32 random octets, which the validator wants to see again. */
    private static final class Nonce implements Extension {
        private final byte[] value = new byte[34];

        Nonce() {
            byte[] random = new byte[32];
            new SecureRandom().nextBytes(random);
            value[0] = 0x04;
            value[1] = 32;
            System.arraycopy(random, 0, value, 2, 32);
        }

        @Override
        public String getId() {
            return "1.3.6.1.5.5.7.48.1.2";
        }

        @Override
        public boolean isCritical() {
            return false;
        }

        @Override
        public byte[] getValue() {
            return value.clone();
        }

        @Override
        public void encode(OutputStream stream) throws IOException {
            stream.write(new byte[] {0x30, 47, 0x06, 9, 43, 6, 1, 5, 5, 7, 48, 1, 2, 0x04, 34});
            stream.write(value);
        }
    }
}
