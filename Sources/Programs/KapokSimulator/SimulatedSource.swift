import CanonicalJSON
import CertificatePolicy
import Cryptography
import PKIX

/// Plays a source outside: official database, face match, electronic identity, bank, register of companies,
/// gateway for messages. It knows nobody; what it answers follows from the question alone.
///
/// A value of the question's subject that holds `SIM-` and a play asks for it, such as `SIM-MISMATCH`; else
/// the play of the command line counts. The source's code is the last part of the path. Every answer says
/// that it is a simulator's. A gateway's messages go into `messages.jsonl` of the simulator's folder.
struct SimulatedSource: Sendable {
    enum Play: String, Sendable, CaseIterable {
        case match, mismatch, lowscore, notalive
        /// Failures: no answer in time, HTTP 503, 503 for the first two attempts of each question.
        case slow, fail, flaky
        /// Wrong answers.
        case redirect, huge, garbage, wrongid, replay, wrongsource, future, contradiction
        case unknownmember
    }

    /// What goes back.
    struct Reply: Sendable, Equatable {
        var status: Int
        var body: [UInt8]
        /// Of a redirect.
        var location: String?
        /// Whether it is held back.
        var isLate = false
        /// What a gateway sends to a telephone now: one line of JSON.
        var message: [UInt8]?

        init(_ status: Int, _ body: [UInt8] = [], location: String? = nil) {
            self.status = status
            self.body = body
            self.location = location
        }
    }

    private let play: Play
    /// By the id of the question: who asks again gets the same answer.
    private var answers: [String: [UInt8]] = [:]
    private var attempts: [String: Int] = [:]
    private var first: [UInt8]?

    /// Questions that are remembered; a simulator that is asked more often begins anew.
    private static let maximumRemembered = 4096
    static let version = "simulator-1"

    init(_ play: Play) { self.play = play }

    /// What a gateway took, once; nothing of what failed or was refused.
    private func message(_ question: ConnectorQuestion, _ play: Play) -> [UInt8]? {
        guard question.kind == .smsGateway, play != .mismatch, answers[question.id] == nil,
            let telephone = question.subject["telephone"], let text = question.subject["text"]
        else { return nil }
        let json: JSONValue = ["telephone": .string(telephone), "text": .string(text)]
        return json.canonicalBytes + [0x0A]
    }

    /// - Parameter path: of the request, such as `/hk-immd`.
    mutating func reply(to body: [UInt8], path: String, atMilliseconds now: Int64) -> Reply {
        guard
            let json = try? JSONValue(parsing: body, maximumDepth: 6, maximumBytes: 16 << 20),
            let question = ConnectorQuestion(json), Self.holdsPictures(json)
        else { return Reply(422, Array("no request of \(ConnectorQuestion.contract)".utf8)) }
        if attempts.count > Self.maximumRemembered { (answers, attempts) = ([:], [:]) }
        attempts[question.id, default: 0] += 1
        let play = asked(question)
        switch play {
        case .fail: return Reply(503)
        case .flaky where attempts[question.id, default: 0] < 3: return Reply(503)
        case .redirect: return Reply(302, location: "https://127.0.0.1:1/")
        case .huge: return Reply(200, Array(repeating: UInt8(ascii: " "), count: 1 << 20))
        case .garbage: return Reply(200, Array("yes".utf8))
        case .replay: if let first { return Reply(200, first) }
        default: break
        }
        let source = path.split(separator: "/").last.map(String.init) ?? "simulator"
        let message = message(question, play)
        let answer = answers[question.id] ?? Self.answer(question, play, source, now)
        answers[question.id] = answer
        if first == nil { first = answer }
        var reply = Reply(200, answer)
        reply.isLate = play == .slow
        reply.message = message
        return reply
    }

    private func asked(_ question: ConnectorQuestion) -> Play {
        let named = question.subject.values.sorted().lazy.compactMap { value -> Play? in
            guard let mark = value.firstRange(of: "SIM-") else { return nil }
            let word = value[mark.upperBound...].prefix { $0.isLetter }
            return Play(rawValue: word.lowercased())
        }
        return named.first ?? play
    }

    private static func answer(
        _ question: ConnectorQuestion, _ play: Play, _ source: String, _ now: Int64
    ) -> [UInt8] {
        let isMatch = play != .mismatch && play != .contradiction
        var answer: [String: JSONValue] = [
            "contract": .string(ConnectorQuestion.contract),
            "id": .string(play == .wrongid ? question.id + "0" : question.id),
            "request": .string(question.digestHex), "matched": .bool(isMatch),
            "source": .string(play == .wrongsource ? source + "-2" : source),
            "version": .string(version),
            "time": .string(
                Time.rfc3339((now / 1000) * 1000 + (play == .future ? 86_400_000 : 0))),
            "environment": .string(ConnectorAnswer.Mark.simulator.rawValue),
            "reference": .string("SIM-\(question.digestHex.prefix(12))"),
        ]
        if question.kind == .faceMatch {
            let (score, threshold): (Int64, Int64) =
                switch play {
                case .lowscore: (400, 300)
                case .mismatch: (400, 900)
                default: (950, 900)
                }
            answer["score"] = .integer(score)
            answer["threshold"] = .integer(threshold)
            answer["liveness"] = play == .notalive ? "failed" : "passed"
        } else if play == .contradiction {
            answer["threshold"] = 1
        }
        if play == .unknownmember { answer["note"] = "ignored?" }
        return JSONValue.object(answer).canonicalBytes
    }

    /// Whether each picture is there and is the one whose digest is named.
    private static func holdsPictures(_ json: JSONValue) -> Bool {
        (json["pictures"]?.array ?? []).allSatisfy { picture in
            guard let content = picture["content"]?.string.flatMap(Base64.decode) else {
                return false
            }
            return picture["sha256"]?.string
                == Hex.encode(DigestAlgorithm.sha256.hash(content))
        }
    }
}
