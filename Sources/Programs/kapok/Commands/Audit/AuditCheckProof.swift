import ArgumentParser
import CanonicalJSON
import MerkleLog
import Messages

/// Checks a proof with nothing but the log's public key: no data folder, no server.
struct AuditCheckProof: KapokCommand {
    static let help = CommandHelp.auditCheckProof

    @Argument(help: .says(CommandLineOption.proofFile, "file"), completion: .file())
    var file: String

    @Option(help: .says(CommandLineOption.verifierKey, "key"))
    var verifierKey: String

    @Option(help: .says(CommandLineOption.checkpoint, "file"), completion: .file())
    var checkpoint: String?

    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let bytes = try LocalFile.read(file, limit: 1 << 20)
        guard let json = try? JSONValue(parsing: bytes),
            let bundle = try? InclusionBundle(json: json)
        else { throw Refusal(.commandProofUnreadable, field: file, ["path": file]) }
        guard let verifier = try? NoteVerifier(parsing: verifierKey) else {
            throw Refusal(.commandVerifierKeyUnusable, field: "--verifier-key")
        }
        let isExpected = try checkpoint.map { try isSame($0, as: bundle, verifier) } ?? true
        let report = bundle.check(verifier)
        let answer = Self.answer(bundle, report, isExpected)
        session.console.show(answer) { _ in
            Self.readable(bundle, report, isExpected, session.console.language)
        }
        return report.isValid && isExpected ? .done : .refused
    }

    /// Whether a checkpoint that the reader got elsewhere is the one that the proof leads to.
    private func isSame(
        _ path: String, as bundle: InclusionBundle, _ verifier: NoteVerifier
    ) throws(Refusal) -> Bool {
        guard let note = try? SignedNote(parsing: try LocalFile.read(path, limit: 1 << 20)),
            let own = try? Checkpoint(parsing: note.text), verifier.verifies(note)
        else { throw Refusal(.commandCheckpointUnreadable, field: path, ["path": path]) }
        guard let other = try? SignedNote(parsing: Array(bundle.checkpoint.utf8)),
            let theirs = try? Checkpoint(parsing: other.text)
        else { return false }
        return own.origin.utf8.elementsEqual(theirs.origin.utf8) && own.size == theirs.size
            && own.root == theirs.root
    }

    private static func answer(
        _ bundle: InclusionBundle, _ report: ProofReport, _ isExpected: Bool
    ) -> JSONValue {
        [
            "valid": .bool(report.isValid && isExpected), "origin": .string(bundle.origin),
            "index": .integer(bundle.index),
            "passed": .array(report.passed.map { .string($0.rawValue) }),
            "failed": (report.failed?.rawValue ?? (isExpected ? nil : "expectedCheckpoint"))
                .map { .string($0) } ?? .null,
            "entry": (try? JSONValue(parsing: bundle.entry)) ?? .null,
        ]
    }

    private static func readable(
        _ bundle: InclusionBundle, _ report: ProofReport, _ isExpected: Bool, _ language: Language
    ) -> String {
        let isValid = report.isValid && isExpected
        let verdict = isValid ? CommandLineSentence.proofHolds : CommandLineSentence.proofFails
        var lines = [
            verdict.text(
                in: language,
                ["index": String(bundle.index), "origin": SafeText.of(bundle.origin)])
        ]
        lines += report.passed.map { "  ✓ \(step($0.rawValue, language))" }
        if let failed = report.failed { lines.append("  ✗ \(step(failed.rawValue, language))") }
        if !isExpected { lines.append("  ✗ \(step("expectedCheckpoint", language))") }
        return lines.joined(separator: "\n")
    }

    private static func step(_ name: String, _ language: Language) -> String {
        CommandLineWord.of(name)?.text(in: language) ?? name
    }
}
