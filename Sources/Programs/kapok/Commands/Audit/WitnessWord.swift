import ArgumentParser
import CanonicalJSON
import MerkleLog
import Messages

/// `--witness VERIFIERKEY`, repeated: whose cosignatures the reader wants.
struct WitnessOptions: ParsableArguments {
    @Option(name: .customLong("witness"), help: .says(CommandLineOption.witnessKey, "key"))
    var keys: [String] = []

    /// - Throws: `command.witnessKeyUnusable`.
    func verifiers() throws(Refusal) -> [CosignatureVerifier] {
        var found: [CosignatureVerifier] = []
        for key in keys {
            guard let verifier = try? CosignatureVerifier(parsing: key) else {
                throw Refusal(
                    .commandWitnessKeyUnusable, field: "--witness", ["key": SafeText.of(key)])
            }
            found.append(verifier)
        }
        return found
    }
}

/// What one witness said of a journal.
struct WitnessWord: Sendable {
    let name: String
    /// The largest journal that it cosigned, and when; nil where it did not.
    let cosigned: (size: Int64, seconds: Int64)?

    /// Its word on one note.
    init(_ verifier: CosignatureVerifier, on note: SignedNote?) {
        name = verifier.name
        guard let note, let seconds = verifier.seconds(of: note),
            let checkpoint = try? Checkpoint(parsing: note.text)
        else {
            cosigned = nil
            return
        }
        cosigned = (checkpoint.size, seconds)
    }

    var json: JSONValue {
        [
            "witness": .string(name), "cosigned": .bool(cosigned != nil),
            "size": cosigned.map { .integer($0.size) } ?? .null,
            "cosignedAt": cosigned.map { .string(Self.moment($0.seconds).rfc3339) } ?? .null,
        ]
    }

    func readable(_ reader: Reader) -> String {
        guard let cosigned else {
            return reader.folded(
                reader.text(CommandLineSentence.notWitnessed, ["name": SafeText.of(name)]),
                behind: "  ✗ ")
        }
        return reader.folded(
            reader.text(
                CommandLineSentence.witnessed,
                [
                    "name": SafeText.of(name), "count": String(cosigned.size),
                    "time": Self.moment(cosigned.seconds).rfc3339,
                ]), behind: "  ✓ ")
    }

    /// A time beyond what a moment holds is shown as the latest one.
    private static func moment(_ seconds: Int64) -> Moment {
        Moment(milliseconds: min(seconds, 253_402_300_799) * 1000)
    }
}
