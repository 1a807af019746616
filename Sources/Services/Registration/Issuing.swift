import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import PKIX

/// Issuing within one act: what its applications have in common is read once.
struct Issuing {
    private let contents: ContentsJudge
    private var authorities: [String: Authority] = [:]
    private var practices: [Int64: ContentsJudge.JudgedPractice] = [:]
    private var practice: ContentsJudge.JudgedPractice?

    init(_ contents: ContentsJudge) {
        self.contents = contents
    }

    /// An application that may be issued, with all that announces its certificate.
    struct Step {
        fileprivate var application: Application
        fileprivate let authority: Authority
        fileprivate let toBeSigned: [UInt8]
        fileprivate let issuer: AuthorityFacts

        var scope: CaseScope { application.scope }
    }

    /// Judges, and changes nothing.
    mutating func prepare(
        _ decision: ContentsDecision, _ transaction: inout Transaction
    ) throws -> Step {
        let application = try decision.application(&transaction, in: .approved)
        // Approved by a program that asked for none.
        if application.agreementHex == nil { try transaction.judgeAgreement(of: application) }
        let bytes = try transaction.contents(of: application)
        let authority = try issuingAuthority(application.authority, transaction)
        let practice = try practiceInForce(transaction)
        try contents.judgeAgain(
            bytes, of: application, authority, practice: practice, transaction)
        return Step(
            application: application, authority: authority, toBeSigned: bytes,
            issuer: try contents.facts(of: authority, practice: practice, transaction))
    }

    /// Announces the signature; what the act answers of this application.
    func open(_ step: Step, _ transaction: inout Transaction) throws -> JSONValue {
        var application = step.application
        let intent = try CertificateIssuing.openIntent(
            &transaction, authority: step.authority, toBeSigned: step.toBeSigned,
            purpose: .application, issuerKey: step.issuer.key, caseID: application.id)
        application.move(to: .issuing, atMilliseconds: transaction.atMilliseconds)
        try transaction.put(application)
        return application.answer.merging(["intent": .string(intent.id)])
    }

    /// What the signature leads to: the certificate stands, and the application is done.
    mutating func complete(
        _ intent: Intent, _ signature: [UInt8], _ transaction: inout Transaction
    ) throws -> JSONValue {
        var application = try transaction.application(intent.caseID ?? "")
        let authority = try authority(application.authority, transaction)
        let practice = try practice(of: intent, transaction)
        let certificate = try contents.certificate(
            of: intent, signature, application, authority, practice: practice, transaction)
        let days = practice.settings.acceptanceDays
        let record = try CertificateIssuing.complete(
            &transaction, certificate, issuer: authority,
            acceptUntil: application.acceptance.map { _ in
                transaction.atMilliseconds + days * Milliseconds.day
            })
        application.move(to: .issued, atMilliseconds: transaction.atMilliseconds)
        try transaction.put(application)
        return CertificateIssuing.answer(record)
    }

    // MARK: Read once an act

    private mutating func issuingAuthority(
        _ name: String, _ transaction: Transaction
    ) throws -> Authority {
        if let known = authorities[name] { return known }
        let authority = try transaction.issuingAuthority(name)
        authorities[name] = authority
        return authority
    }

    private mutating func authority(
        _ name: String, _ transaction: Transaction
    ) throws -> Authority {
        if let known = authorities[name] { return known }
        let authority = try transaction.authority(name)
        authorities[name] = authority
        return authority
    }

    private mutating func practiceInForce(
        _ transaction: Transaction
    ) throws -> ContentsJudge.JudgedPractice {
        if let practice { return practice }
        let inForce = ContentsJudge.JudgedPractice(try transaction.practice())
        practice = inForce
        return inForce
    }

    /// The one that the announcing entry names.
    private mutating func practice(
        of intent: Intent, _ transaction: Transaction
    ) throws -> ContentsJudge.JudgedPractice {
        if let known = practices[intent.practice] { return known }
        let practice = ContentsJudge.JudgedPractice(try transaction.practice(of: intent))
        practices[intent.practice] = practice
        return practice
    }
}
