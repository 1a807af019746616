import CanonicalJSON
package import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import Messages
import PKIX
import Synchronization

/// Judges what certificates are to say, and remembers what it found good.
///
/// The contents of an application are judged when they are prepared, before they are signed and once
/// they are. The rules have no memory: the same contents, made of the same statement under the same
/// authority and practice, pass again. So what passed in this process is not judged twice; after a
/// start, or under another practice, everything is. Nothing here is known by a number that a failed
/// commit may give away again: everything counts by what it says.
package final class ContentsJudge: Sendable {
    let environment: Environment
    private let memory = Mutex(Memory())

    /// Two generations, so that neither grows without bound: some 15 MB in all.
    private static let generation = 16_384

    /// What is known of contents that passed.
    struct Passed {
        /// Of the contents, so that nothing is decoded again to tell it.
        let serialHex: String
        /// Likewise.
        let names: SubjectNames
        /// The fingerprint of the statement that they were judged against.
        let statement: [UInt8]?
    }

    /// By the digest of what was judged.
    private struct Memory {
        var passed: [[UInt8]: Passed] = [:]
        var passedBefore: [[UInt8]: Passed] = [:]
        var facts: [IssuerVersion: AuthorityFacts] = [:]
    }

    /// The settings in force, with the digest of what they say.
    struct JudgedPractice {
        let settings: Practice
        let digest: [UInt8]

        init(_ settings: Practice) {
            self.settings = settings
            digest = DigestAlgorithm.sha256.hash(settings.json.canonicalBytes)
        }
    }

    /// Everything that the facts of an authority are made of.
    private struct IssuerVersion: Hashable {
        let name: String
        let certificate: String?
        let baseURL: String
        let settings: [UInt8]
    }

    package init(_ environment: Environment) {
        self.environment = environment
    }

    // MARK: Authorities

    /// As `ReadableLedger.facts`, read once for each practice.
    func facts(
        of authority: Authority, practice: JudgedPractice, _ ledger: some ReadableLedger
    ) throws -> AuthorityFacts {
        let version = IssuerVersion(
            name: authority.name, certificate: authority.serialHex, baseURL: authority.baseURL,
            settings: practice.digest)
        if let known = memory.withLock({ $0.facts[version] }) { return known }
        let facts = try ledger.facts(
            of: authority, environment: environment, practice: practice.settings)
        memory.withLock { memory in
            if memory.facts.count >= 256 { memory.facts.removeAll() }
            memory.facts[version] = facts
        }
        return facts
    }

    // MARK: Contents

    /// Judges prepared contents again by today's rules and settings, before they are signed.
    func judgeAgain(
        _ contents: [UInt8], of application: Application, _ authority: Authority,
        practice: JudgedPractice, _ transaction: Transaction
    ) throws {
        // A statement that was replaced or changed since is read, and judged.
        let statement = try transaction.vault.fingerprint(of: "statement", dossier: application.id)
        if let passed = memory(of: application, authority, practice), passed.statement == statement
        {
            return
        }
        let template = try Preparation.template(
            for: contents, application, authority, transaction, self, practice: practice)
        try template.judge(contents)
        let made = try template.tbsCertificate()
        guard made.derEncoded == contents else {
            throw Refusal(.contentsDiffer, field: "contents", ["id": application.id])
        }
        remember(
            application, authority, practice,
            Passed(
                serialHex: made.serialNumber.hex, names: SubjectNames(made.subject),
                statement: statement))
    }

    /// The certificate of an announced signature, its final bytes judged: nothing but the approved
    /// contents is in it, and these keep all rules. That the signature is good was seen before
    /// anything is completed.
    func certificate(
        of intent: Intent, _ signature: [UInt8], _ application: Application,
        _ authority: Authority, practice: JudgedPractice, _ transaction: Transaction
    ) throws -> SignedCertificate {
        let approved = intent.toBeSigned
        let algorithm = intent.algorithm.identifier
        if Hex.encode(DigestAlgorithm.sha256.hash(approved)) == application.contentsHashHex,
            let passed = memory(of: application, authority, practice)
        {
            // Read when they passed: the same octets have the same serial, algorithm and names.
            return SignedCertificate(
                serialHex: passed.serialHex,
                derEncoded: Certificate.encoding(
                    toBeSigned: approved, signatureAlgorithm: algorithm, signature: signature),
                names: passed.names)
        }
        let certificate = try Certificate(
            toBeSigned: approved, signatureAlgorithm: algorithm, signature: signature)
        try Preparation.template(
            for: approved, application, authority, transaction, self, practice: practice
        ).judge(signed: certificate.derEncoded, approved: approved)
        return SignedCertificate(certificate)
    }

    /// The application's contents passed every rule.
    func remember(
        _ application: Application, _ authority: Authority, _ practice: JudgedPractice,
        _ passed: Passed
    ) {
        let digest = digest(application, authority, practice)
        memory.withLock { memory in
            if memory.passed.count >= Self.generation {
                memory.passedBefore = memory.passed
                memory.passed = [:]
            }
            memory.passed[digest] = passed
        }
    }

    private func memory(
        of application: Application, _ authority: Authority, _ practice: JudgedPractice
    ) -> Passed? {
        let digest = digest(application, authority, practice)
        return memory.withLock { $0.passed[digest] ?? $0.passedBefore[digest] }
    }

    /// Of everything that the judgement hangs on; the statement counts by its commitment.
    private func digest(
        _ application: Application, _ authority: Authority, _ practice: JudgedPractice
    ) -> [UInt8] {
        let parts = [
            application.contentsHashHex, application.statementCommitmentHex,
            application.reference, application.identityMethod,
            application.category.rawValue, authority.name, authority.serialHex, authority.baseURL,
        ]
        return DigestAlgorithm.sha256.hash(
            Array(parts.map { $0 ?? "-" }.joined(separator: "\n").utf8) + practice.digest)
    }
}
