import ArgumentParser
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Messages
import PKIX
import PathValidation
import SwiftASN1

/// The decision of a relying party: evidence is collected here, the rules decide.
struct Verify: KapokCommand {
    static let help = CommandHelp.verify
    static let looksBack = true

    @Argument(help: .says(CommandLineOption.certificateFile, "file"), completion: .file())
    var certificate: String

    @Option(help: .says(CommandLineOption.trust, "file"), completion: .file())
    var trust: [String]

    @Option(help: .says(CommandLineOption.intermediate, "file"), completion: .file())
    var intermediate: [String] = []

    @Option(help: .says(CommandLineOption.crlFile, "file"), completion: .file())
    var crl: [String] = []

    @Option(help: .says(CommandLineOption.ocspFile, "file"), completion: .file())
    var ocsp: [String] = []

    @Option(help: .says(CommandLineOption.policy, "oid"))
    var policy: [ObjectIdentifierArgument] = []

    @Option(help: .says(CommandLineOption.arc, "oid"))
    var arc: [ObjectIdentifierArgument] = [.examples]

    @Flag(help: .says(CommandLineOption.offline))
    var offline = false

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        try refuseFuture(session)
        let presented = try EvidenceFile.certificates(certificate)
        let anchors = try trust.flatMap { path in try EvidenceFile.certificates(path) }
        var evidence = EvidenceGathering(
            anchors: anchors,
            intermediates: Array(presented.dropFirst())
                + (try intermediate.flatMap { path in try EvidenceFile.certificates(path) }),
            lists: try crl.map { path in try EvidenceFile.list(path) },
            answers: try ocsp.map { path in try EvidenceFile.answer(path) },
            looksBack: session.at != nil,
            exchange: session.surroundings.exchange)
        if !offline { await evidence.gather(for: presented[0]) }
        // The clock is read after fetching: an answer made on request is not of the future.
        let request = ValidationRequest(
            certificate: presented[0], intermediates: evidence.intermediates,
            anchors: try anchors.map(Self.anchor),
            evidence: StatusEvidence(lists: evidence.lists, answers: evidence.answers),
            moment: session.at.map { .past($0.milliseconds) }
                ?? .present(session.surroundings.nowMilliseconds()),
            rules: rules)
        let result = RelyingParty.decide(request)
        let view = DecisionView(
            result, of: presented[0], notFetched: await evidence.failures, session.console.reader)
        if session.console.isJSON {
            session.console.say(view.json.formatted())
        } else {
            for note in view.notes { session.console.note(note) }
            session.console.say(view.readable)
        }
        return result.decision == .rely ? .done : .refused
    }

    /// A status object may be current for hours, but says nothing of what will happen in them.
    private func refuseFuture(_ session: Session) throws(Refusal) {
        guard let at = session.at?.milliseconds, at > session.surroundings.nowMilliseconds() else {
            return
        }
        throw Refusal(.momentAhead, field: "--at", ["at": Time.rfc3339(at)])
    }

    /// The rules of the certificate policy; `--policy` narrows which policies may hold.
    private var rules: ValidationRules {
        let arcs = arc.map(\.identifier)
        return policy.isEmpty
            ? .mutualRecognition(privateArcs: arcs)
            : .mutualRecognition(accepting: Set(policy.map(\.identifier)), privateArcs: arcs)
    }

    private static func anchor(_ certificate: Certificate) throws(Refusal) -> TrustAnchor {
        do throws(CryptographyError) {
            return try TrustAnchor(certificate: certificate)
        } catch {
            throw Refusal(
                .commandAnchorUnusable, field: "--trust",
                ["name": certificate.subject.description])
        }
    }
}

/// An object identifier in dotted numbers.
struct ObjectIdentifierArgument: ExpressibleByArgument, Sendable {
    /// RFC 5612 keeps this arc for examples; Kapok's default.
    static let examples = ObjectIdentifierArgument([1, 3, 6, 1, 4, 1, 32473])

    let identifier: ASN1ObjectIdentifier

    private init(_ identifier: ASN1ObjectIdentifier) {
        self.identifier = identifier
    }

    init?(argument: String) {
        guard let identifier = ASN1ObjectIdentifier.parse(dotted: argument) else { return nil }
        self.identifier = identifier
    }

    var defaultValueDescription: String { identifier.dotted }
}
