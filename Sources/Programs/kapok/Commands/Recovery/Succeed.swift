import ArgumentParser
import CanonicalJSON
import Foundation
import Messages
import PKIX
import Recovery

/// Needs the folder to itself: no server may run.
struct Succeed: KapokCommand {
    static let help = CommandHelp.succeed

    @OptionGroup var evidence: EvidenceOptions

    @Option(
        name: .customLong("certificates"), help: .says(CommandLineOption.lostCertificates, "path"),
        completion: .file())
    var certificates: [String] = []

    @Option(
        name: .customLong("signer"), help: .says(CommandLineOption.successionSigner, "file"),
        completion: .file())
    var signers: [String]

    @OptionGroup var options: ActOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let keys = try signers.map { try session.officerKey($0) }
        let (known, confirmed) = (session.knownLogs, options.isConfirmed)
        let answer = try await session.node.succeed(
            SuccessionWish(
                dataFolder: session.dataFolder, evidence: try await evidence.gather(session),
                certificates: try certificates.flatMap(Self.certificates),
                signers: keys,
                remembered: { origin in
                    try known.open().seen(origin: origin).map { seen in
                        if let note = seen.note { return .checkpoint(Array(note.utf8)) }
                        return .remembered(
                            size: seen.size, root: seen.root, verifierKey: seen.verifierKey)
                    }
                },
                confirm: { facts in
                    try session.confirm(
                        PlainWords.of(facts, session.console.reader),
                        operation: "ledger.succession",
                        environment: facts["environment"]?.string ?? "",
                        keys: keys.map(\.id), origin: facts["origin"]?.string ?? "",
                        isConfirmed: confirmed)
                }))
        session.console.show(answer) {
            FieldList(session.console.reader).rendered($0) + "\n"
                + session.console.text(CommandLineSentence.tellWitnesses)
        }
        return .done
    }

    /// All certificates of a file, or of the files of a folder and those below it.
    private static func certificates(_ path: String) throws -> [Certificate] {
        guard LocalFile.attributes(path)?.isFolder == true else {
            return try EvidenceFile.certificates(path)
        }
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String }
        let found = try (names ?? []).sorted().filter { name in
            endings.contains((name as NSString).pathExtension.lowercased())
                && LocalFile.attributes("\(path)/\(name)")?.isFile == true
        }.flatMap { try EvidenceFile.certificates("\(path)/\($0)") }
        // What was meant to be shown and was not read would be forgotten for ever.
        guard !found.isEmpty else {
            throw Refusal(
                .commandFileUnreadable, field: "--certificates",
                ["path": path, "reason": endings.map { "*.\($0)" }.joined(separator: " ")])
        }
        return found
    }

    private static let endings = ["pem", "der", "cer", "crt"]
}

/// What others saw of a journal, for `recover` and `succeed`.
struct EvidenceOptions: ParsableArguments {
    @Option(
        name: .customLong("checkpoint"), help: .says(CommandLineOption.seenCheckpoint, "file"),
        completion: .file())
    var checkpoints: [String] = []

    @Option(
        name: .customLong("crl"), help: .says(CommandLineOption.seenList, "file|url"),
        completion: .file())
    var lists: [String] = []

    /// A signed note has some hundred octets a signature.
    private static let maximumNoteBytes = 64 << 10

    func notes() throws -> [[UInt8]] {
        try checkpoints.map { try LocalFile.read($0, limit: Self.maximumNoteBytes) }
    }

    /// DER of each list.
    func encodings(_ session: Session) async throws -> [[UInt8]] {
        var encodings: [[UInt8]] = []
        for place in lists { encodings.append(try await list(place, session).derEncoded) }
        return encodings
    }

    func gather(_ session: Session) async throws -> [RecoveryEvidence] {
        try notes().map { .checkpoint($0) } + (await encodings(session)).map { .list($0) }
    }

    private func list(_ place: String, _ session: Session) async throws -> CertificateList {
        guard place.hasPrefix("http://") else { return try EvidenceFile.list(place) }
        let limits = EvidenceLimits()
        let web = WebObject(limits, exchange: session.surroundings.exchange)
        guard let bytes = await web.fetch(place, maximumBytes: limits.maximumListBytes) else {
            let reason = await web.failures.first?.reason ?? ""
            throw Refusal(
                .commandFileUnreadable, field: "--crl", ["path": place, "reason": reason])
        }
        return try EvidenceFile.list(in: bytes, path: place)
    }
}
