import ArgumentParser
import CanonicalJSON
import Governance
import Messages
import PKIX

/// A file with which other programs than this one connect for an officer.
struct OperatorTransport: KapokCommand {
    static let help = CommandHelp.operatorTransport

    @Option(help: .says(CommandLineOption.transportOut, "file"), completion: .file())
    var out: String

    @Option(help: .says(CommandLineOption.transportJournal, "name"))
    var journal: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        guard let file = session.keyFile else {
            throw UsageFailure(.commandOfficerKeyMissing, field: "--key")
        }
        guard let journal = journal ?? session.knownJournal else {
            throw UsageFailure(.commandTransportJournalMissing, field: "--journal")
        }
        let officer = try session.officerKey(file)
        let now = session.surroundings.nowMilliseconds()
        let days = Int64(TransportCertificate.maximumDays)
        let made = try await TransportCertificate(
            by: officer.publicKey, of: journal,
            Validity(
                notBeforeMilliseconds: now, notAfterMilliseconds: now + days * 86_400_000),
            sign: officer.sign)
        try LocalFile.write(
            made.certificatePEM + made.keyPEM, to: out, mode: 0o600, replacing: false)
        let answer: JSONValue = [
            "transportFile": .string(out), "key": .string(officer.id),
            "origin": .string(journal),
            "until": .integer(made.certificate.validity.notAfterMilliseconds),
        ]
        session.console.show(answer) { FieldList(session.console.reader).rendered($0) }
        return .done
    }
}
