import Cryptography
import Messages
public import PKIX

/// Runs the rules over what is about to be signed, and over what was.
///
/// Each function gives every breach of every rule, in the order of the rules. Empty means that
/// nothing is wrong. Bytes that cannot be read give one finding alone.
public enum Lint {
    /// Rules of certificates, in the order in which they run.
    public static let certificateRules: [LintRule<CertificateUnderLint>] =
        ContentsLint.rules + NameLint.rules + ExtensionLint.rules + PolicyLint.rules
    /// Rules of CRLs.
    public static let certificateListRules: [LintRule<CertificateListUnderLint>] =
        CertificateListLint.rules
    /// Rules of OCSP answers.
    public static let statusAnswerRules: [LintRule<StatusAnswerUnderLint>] =
        StatusAnswerLint.rules

    /// A certificate that is about to be signed.
    public static func certificate(
        toBeSigned: [UInt8], profile: Profile, authority: AuthorityFacts, subject: SubjectFacts
    ) -> [LintFinding] {
        do {
            let certificate = try CertificateUnderLint(
                toBeSigned: toBeSigned, profile: profile, authority: authority, subject: subject)
            return certificateRules.flatMap { $0.findings(in: certificate) }
        } catch {
            return [unreadable("certificate.encoding", error)]
        }
    }

    /// A certificate as it was signed: the rules again, on the final bytes; the signature; and
    /// that nothing but what was approved was signed (CP 3.2b, 6.16).
    public static func signedCertificate(
        derEncoded: [UInt8], approved: [UInt8], profile: Profile, authority: AuthorityFacts,
        subject: SubjectFacts
    ) -> [LintFinding] {
        let signed: Certificate
        do {
            signed = try Certificate(derEncoded: derEncoded)
        } catch {
            return [unreadable("certificate.encoding", error)]
        }
        var findings = certificate(
            toBeSigned: signed.toBeSigned, profile: profile, authority: authority,
            subject: subject)
        if !signed.isSigned(by: authority.key) {
            findings.append(
                LintFinding(
                    rule: "certificate.signature", clause: "A2.6",
                    text: CertificateFindings.signatureInvalid, arguments: [:]))
        }
        if signed.toBeSigned != approved {
            findings.append(
                LintFinding(
                    rule: "certificate.asApproved", clause: "6.16",
                    text: CertificateFindings.contentsChanged, arguments: [:]))
        }
        return findings
    }

    /// A CRL, signed or not.
    ///
    /// A list that is not yet signed is read with one octet in place of its signature: see
    /// `CertificateList.init(toBeSigned:signatureAlgorithm:signature:)`.
    public static func certificateList(_ list: CertificateListUnderLint) -> [LintFinding] {
        certificateListRules.flatMap { $0.findings(in: list) }
    }

    /// A CRL as it was signed: the rules again, and the signature.
    public static func signedCertificateList(_ list: CertificateListUnderLint) -> [LintFinding] {
        certificateList(list)
            + (list.list.isSigned(by: list.authority.key)
                ? []
                : [
                    LintFinding(
                        rule: "crl.signature", clause: "RFC 5280 §5.1.1.3",
                        text: CertificateFindings.signatureInvalid, arguments: [:])
                ])
    }

    /// An OCSP answer as it was signed.
    public static func statusAnswer(_ answer: StatusAnswerUnderLint) -> [LintFinding] {
        var findings = statusAnswerRules.flatMap { $0.findings(in: answer) }
        let key = try? PublicKey(answer.responder.subjectPublicKeyInfo)
        if key.map({ !answer.answer.isSigned(by: $0) }) ?? true {
            findings.append(
                LintFinding(
                    rule: "ocsp.signature", clause: "RFC 6960 §4.2.1",
                    text: CertificateFindings.signatureInvalid, arguments: [:]))
        }
        return findings
    }

    /// What bytes that cannot be read give: the section that they break as the clause. A version
    /// other than the one that the policy asks for is its clause's breach.
    public static func unreadable(_ rule: String, _ error: PKIXError) -> LintFinding {
        let isVersion = error.place.field == "version"
        return LintFinding(
            rule: rule, clause: isVersion ? "9.2" : error.place.structure.section,
            text: CertificateFindings.encoding, arguments: ["reason": "\(error)"])
    }
}
