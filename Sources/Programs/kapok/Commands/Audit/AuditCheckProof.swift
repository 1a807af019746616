import ArgumentParser
import CanonicalJSON
import Governance
import MerkleLog
import Messages
import PKIX

/// Checks a proof with nothing but the log's public key: no data folder, no server.
struct AuditCheckProof: KapokCommand {
    static let help = CommandHelp.auditCheckProof

    @Argument(help: .says(CommandLineOption.proofFile, "file"), completion: .file())
    var file: String

    @Option(help: .says(CommandLineOption.verifierKey, "key"))
    var verifierKey: String

    @Option(help: .says(CommandLineOption.checkpoint, "file"), completion: .file())
    var checkpoint: String?

    @OptionGroup var witnesses: WitnessOptions
    @Option(help: .says(CommandLineOption.timestampFile, "file"), completion: .file())
    var timestamp: String?

    @OptionGroup var timeStamps: TimeStampOptions
    @OptionGroup var global: GlobalOptions

    func perform(in session: Session) async throws -> ExitStatus {
        let bytes = try LocalFile.read(file, limit: 1 << 20)
        guard let json = try? JSONValue(parsing: bytes),
            let bundle = try? InclusionBundle(json: json)
        else { throw Refusal(.commandProofUnreadable, field: file, ["path": file]) }
        guard let verifier = try? NoteVerifier(parsing: verifierKey) else {
            throw Refusal(.commandVerifierKeyUnusable, field: "--verifier-key")
        }
        // What was not compared is not told as a step.
        let isExpected = try checkpoint.map { try isSame($0, as: bundle, verifier) }
        let steps = ProofSteps(bundle.check(verifier), isExpected: isExpected)
        let note = try? SignedNote(parsing: Array(bundle.checkpoint.utf8))
        let words = try witnesses.verifiers().map { WitnessWord($0, on: note) }
        let stamp = try stamp(over: note)
        session.console.show(
            steps.answer(bundle).merging([
                "witnesses": .array(words.map(\.json)), "timestamp": stamp?.json ?? .null,
            ])
        ) { _ in
            let reader = session.console.reader
            return
                ([steps.readable(bundle, reader)] + words.map { $0.readable(reader) }
                + (stamp.map { [$0.readable(reader)] } ?? []))
                .joined(separator: "\n")
        }
        let isGood = steps.failed == nil && words.allSatisfy { $0.cosigned != nil }
        return isGood && stamp?.isGood != false ? .done : .refused
    }

    /// What a time-stamp says of the checkpoint; nil where nobody asks. One option without the
    /// other would look like a check that was made.
    private func stamp(over note: SignedNote?) throws -> TimeStampWord? {
        let judge = try timeStamps.judge()
        guard timestamp != nil || judge != nil else { return nil }
        guard let timestamp, let judge else {
            throw UsageFailure(
                .commandUsage, field: timestamp == nil ? "--timestamp" : "--tsa",
                ["what": "--timestamp, --tsa"])
        }
        return TimeStampWord(
            timestamp,
            response: try LocalFile.read(timestamp, limit: TimeStampResponse.maximumBytes),
            over: note, judge)
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
}

/// Each step of checking a proof by its name, in order, up to the first that failed.
private struct ProofSteps {
    let passed: [String]
    let failed: String?

    /// - Parameter isExpected: whether the checkpoint is the reader's own; nil without one.
    init(_ report: ProofReport, isExpected: Bool?) {
        let own = "expectedCheckpoint"
        passed = report.passed.map(\.rawValue) + (isExpected == true ? [own] : [])
        failed = report.failed?.rawValue ?? (isExpected == false ? own : nil)
    }

    func answer(_ bundle: InclusionBundle) -> JSONValue {
        [
            "valid": .bool(failed == nil), "origin": .string(bundle.origin),
            "index": .integer(bundle.index), "passed": .array(passed.map { .string($0) }),
            "failed": failed.map { .string($0) } ?? .null,
            "entry": (try? JSONValue(parsing: bundle.entry)) ?? .null,
        ]
    }

    func readable(_ bundle: InclusionBundle, _ reader: Reader) -> String {
        let verdict =
            failed == nil ? CommandLineSentence.proofHolds : CommandLineSentence.proofFails
        var lines = [
            reader.folded(
                reader.text(
                    verdict,
                    ["index": String(bundle.index), "origin": SafeText.of(bundle.origin)]))
        ]
        lines += passed.map { reader.folded(reader.word($0, under: "step"), behind: "  ✓ ") }
        if let failed {
            lines.append(reader.folded(reader.word(failed, under: "step"), behind: "  ✗ "))
        }
        return lines.joined(separator: "\n")
    }
}
