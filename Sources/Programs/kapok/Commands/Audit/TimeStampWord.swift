import ArgumentParser
import CanonicalJSON
import Cryptography
import MerkleLog
import Messages
import PKIX
import PathValidation

/// `--tsa FILE`: the certificates of time-stamping services that the reader trusts.
struct TimeStampOptions: ParsableArguments {
    @Option(
        name: .customLong("tsa"), help: .says(CommandLineOption.timestampAnchors, "file"),
        completion: .file())
    var anchors: String?

    /// Nil where nobody asks for time-stamps.
    func judge() throws(Refusal) -> TimeStampJudge? {
        guard let anchors else { return nil }
        let certificates = try EvidenceFile.certificates(anchors)
        guard let trusted = try? certificates.map({ try TrustAnchor(certificate: $0) }) else {
            throw Refusal(.commandAnchorUnusable, field: "--tsa", ["name": anchors])
        }
        return TimeStampJudge(anchors: trusted, policy: nil)
    }
}

/// What one service said of a checkpoint, judged by the reader's own certificates.
struct TimeStampWord: Sendable {
    /// The name under which it was shown.
    let name: String
    let outcome: Result<Stamp, Refusal>

    struct Stamp: Sendable {
        let size: Int64
        let info: TimeStampInfo
    }

    /// - Parameters:
    ///   - note: the checkpoint whose text was time-stamped.
    ///   - response: DER of the service's answer.
    init(_ name: String, response: [UInt8], over note: SignedNote?, _ judge: TimeStampJudge) {
        self.name = name
        do throws(Refusal) {
            outcome = .success(try Self.stamp(response, note, judge))
        } catch {
            outcome = .failure(error)
        }
    }

    private init(_ name: String, _ refusal: Refusal) {
        self.name = name
        outcome = .failure(refusal)
    }

    /// Where the journal that is shown now does not continue what was time-stamped.
    var discontinued: TimeStampWord { TimeStampWord(name, Refusal(.timestampImprintDiffers)) }

    var isGood: Bool { if case .success = outcome { true } else { false } }

    private static func stamp(
        _ response: [UInt8], _ note: SignedNote?, _ judge: TimeStampJudge
    ) throws(Refusal) -> Stamp {
        let answer: TimeStampResponse
        do {
            answer = try TimeStampResponse(
                derEncoded: response, tolerance: .tolerant,
                maximumBytes: TimeStampResponse.maximumBytes)
        } catch {
            throw Refusal(.timestampUnreadable, ["reason": "\(error)"])
        }
        guard let token = answer.token else {
            throw Refusal(
                .timestampRejected, ["status": String(answer.status), "failure": "–"])
        }
        guard let note, let checkpoint = try? Checkpoint(parsing: note.text) else {
            throw Refusal(.timestampImprintDiffers)
        }
        return Stamp(size: checkpoint.size, info: try judge.judge(token, of: note.signedBytes))
    }

    var json: JSONValue {
        switch outcome {
        case .success(let stamp):
            [
                "service": .string(name), "timestamped": true, "size": .integer(stamp.size),
                "timestampedAt": .string(Time.rfc3339(stamp.info.atMilliseconds)),
                "accuracyMilliseconds": .integer(stamp.info.accuracyMilliseconds),
                "policy": .string(stamp.info.policy.dotted), "code": .null,
            ]
        case .failure(let refusal):
            [
                "service": .string(name), "timestamped": false,
                "code": .string(refusal.code.id),
            ]
        }
    }

    func readable(_ reader: Reader) -> String {
        switch outcome {
        case .success(let stamp):
            reader.folded(
                reader.text(
                    CommandLineSentence.timestamped,
                    [
                        "name": SafeText.of(name), "count": String(stamp.size),
                        "time": Time.rfc3339(stamp.info.atMilliseconds),
                    ]), behind: "  ✓ ")
        case .failure(let refusal):
            reader.folded(
                "\(SafeText.of(name)): \(refusal.message(in: reader.language))", behind: "  ✗ ")
        }
    }
}
