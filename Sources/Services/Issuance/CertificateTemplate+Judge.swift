package import CertificatePolicy
package import Messages
import PKIX

extension CertificateTemplate {
    /// Refuses contents that break any rule, naming all of them (CP 3.2c): nothing is signed that a
    /// linter would find fault with afterwards.
    package func judge(_ toBeSigned: [UInt8]) throws(Refusal) {
        let findings = Lint.certificate(
            toBeSigned: toBeSigned, profile: profile, authority: authority, subject: subject)
        guard !findings.isEmpty else { return }
        throw Refusal(
            .lintRefused, field: findings[0].rule,
            ["findings": findings.map { "\($0.rule) (\($0.clause))" }.joined(separator: ", ")])
    }
}
