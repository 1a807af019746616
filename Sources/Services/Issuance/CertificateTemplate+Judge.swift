package import CertificatePolicy
package import Messages
import PKIX

extension CertificateTemplate {
    /// Refuses contents that break any rule, naming all of them (CP 3.2c): nothing is signed that a
    /// linter would find fault with afterwards.
    package func judge(_ toBeSigned: [UInt8]) throws(Refusal) {
        try Lint.certificate(
            toBeSigned: toBeSigned, profile: profile, authority: authority, subject: subject
        ).refuseAny()
    }

    /// The same rules on the final bytes, with the signature, and that nothing but what was
    /// approved was signed (CP 3.2b, 6.16).
    package func judge(signed certificate: [UInt8], approved: [UInt8]) throws(Refusal) {
        try Lint.signedCertificate(
            derEncoded: certificate, approved: approved, profile: profile, authority: authority,
            subject: subject
        ).refuseAny()
    }
}
