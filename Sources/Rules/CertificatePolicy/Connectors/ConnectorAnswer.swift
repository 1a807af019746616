package import CanonicalJSON
import PKIX

/// What a source answered: the answer of the contract in docs/formats.md, read strictly.
package struct ConnectorAnswer: Sendable {
    /// In which surroundings it was given. `simulator` plays a source and knows nobody.
    package enum Mark: String, Sendable, CaseIterable { case production, test, simulator }

    /// No answer is longer: it holds no pictures and no lists.
    package static let maximumBytes = 16 << 10

    package let id: String
    package let requestHex: String
    package let isMatch: Bool
    /// Thousandths, whatever the source counts in; with the least that the source itself calls a match.
    package let score: Int64?
    package let threshold: Int64?
    /// Whether a living person was before the camera.
    package let isLive: Bool?
    package let source: String
    package let version: String
    package let moment: RecordMoment
    package let mark: Mark
    /// The number under which the source keeps the answer.
    package let reference: String
    /// As it came, for the dossier.
    package let json: JSONValue

    private static let required: Set = [
        "contract", "id", "request", "matched", "source", "version", "time", "environment",
        "reference",
    ]
    private static let optional: Set = ["score", "threshold", "liveness"]

    /// Reads an answer; nothing else may stand in it.
    ///
    /// - Throws: `.malformed`, naming the member.
    package init(_ bytes: [UInt8]) throws(ConnectorFault) {
        guard
            let json = try? JSONValue(
                parsing: bytes, maximumDepth: 4, maximumBytes: Self.maximumBytes),
            let object = json.object
        else { throw .malformed("JSON") }
        let names = Set(object.keys)
        if let missing = Self.required.subtracting(names).sorted().first {
            throw .malformed(missing)
        }
        guard names.subtracting(Self.required).isSubset(of: Self.optional) else {
            throw .malformed("unknown member")
        }
        guard json["contract"]?.string == ConnectorQuestion.contract else {
            throw .malformed("contract")
        }
        self.json = json
        id = try Self.text(json, "id")
        requestHex = try Self.text(json, "request")
        guard let isMatch = json["matched"]?.bool else { throw .malformed("matched") }
        self.isMatch = isMatch
        score = try Self.thousandths(json, "score")
        threshold = try Self.thousandths(json, "threshold")
        switch json["liveness"] {
        case nil: isLive = nil
        case "passed"?: isLive = true
        case "failed"?: isLive = false
        default: throw .malformed("liveness")
        }
        source = try Self.text(json, "source")
        version = try Self.text(json, "version")
        reference = try Self.text(json, "reference")
        // In UTC alone: a source abroad has no zone of ours in mind.
        guard let time = json["time"]?.string, time.hasSuffix("Z"), let moment = RecordMoment(time)
        else { throw .malformed("time") }
        self.moment = moment
        guard let mark = json["environment"]?.string.flatMap(Mark.init) else {
            throw .malformed("environment")
        }
        self.mark = mark
    }

    /// One line of text, as registers have it.
    private static func text(
        _ json: JSONValue, _ name: String
    ) throws(ConnectorFault) -> String {
        guard let text = json[name]?.string, !text.isEmpty, RecordField.Form.text.allows(text)
        else { throw .malformed(name) }
        return text
    }

    private static func thousandths(
        _ json: JSONValue, _ name: String
    ) throws(ConnectorFault) -> Int64? {
        guard let value = json[name] else { return nil }
        guard let number = value.integer, (0...1000).contains(number) else {
            throw .malformed(name)
        }
        return number
    }

    // MARK: Whether it counts

    /// How far the clocks of both sides may differ.
    package static let skewMilliseconds: Int64 = 300_000

    /// Judges whether this answers the question, from the source that was asked, here.
    ///
    /// - Parameters:
    ///   - asked: when the question was put.
    ///   - environment: `production` takes nothing that a simulator or a test installation said.
    /// - Throws: why not; the first reason.
    package func judge(
        _ question: ConnectorQuestion, to connector: Connector, in environment: Environment,
        asked: Int64, atMilliseconds now: Int64
    ) throws(ConnectorFault) {
        guard Self.isSame(id, question.id) else { throw .otherQuestion }
        guard Self.isSame(requestHex, question.digestHex) else { throw .otherQuestion }
        guard Self.isSame(source, connector.source) else { throw .otherSource }
        guard environment == .test || mark == .production else { throw .otherEnvironment }
        guard
            (asked - Self.skewMilliseconds...now + Self.skewMilliseconds)
                .contains(moment.milliseconds)
        else { throw .otherTime }
        guard connector.kind == .faceMatch else {
            guard threshold == nil, isLive == nil else { throw .contradictory }
            return
        }
        guard let score, let threshold, isLive != nil else { throw .malformed("score") }
        // Yes below its own threshold, or no above it, is no answer.
        guard isMatch == (score >= threshold) else { throw .contradictory }
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        one.utf8.elementsEqual(other.utf8)
    }

    // MARK: What it proves

    /// The item of evidence that it makes, whatever it says: a no is kept as a yes is.
    ///
    /// - Parameters:
    ///   - documentHex: digest of question and answer together.
    ///   - keepsFile: whether the picture that was compared lies in the dossier.
    /// - Returns: nil where its kind makes none.
    package func item(
        _ question: ConnectorQuestion, documentHex: String, keepsFile: Bool
    ) -> EvidenceItem? {
        guard let kind = question.kind.evidence else { return nil }
        var values = [
            "source": source, "sourceVersion": version, "seenAt": Self.written(moment),
        ]
        if kind.field("agreement") != nil { values["agreement"] = question.agreement }
        if kind.field("name") != nil { values["name"] = question.subject["name"] }
        if kind.field("outcome") != nil { values["outcome"] = isMatch ? "match" : "mismatch" }
        switch question.kind {
        case .faceMatch:
            values["score"] = score.map(String.init)
            values["threshold"] = threshold.map(String.init)
            values["liveness"] = isLive.map { $0 ? "passed" : "failed" }
        case .eID: values["form"] = "electronicIdentity"
        case .bankMatch: values["form"] = "bankAccount"
        case .companyRegister: values["number"] = question.subject["number"]
        case .officialDatabase, .smsGateway: break
        }
        return EvidenceItem(
            kind, values, documentHex: documentHex, isKept: keepsFile,
            asked: .init(question))
    }

    /// Whole seconds in UTC.
    private static func written(_ moment: RecordMoment) -> String {
        Time.rfc3339(moment.milliseconds)
    }
}

/// Why a connector's answer does not count, or never came.
package enum ConnectorFault: Error, Sendable, Hashable {
    // What came is no answer.
    /// No answer of the contract; which member.
    case malformed(String)
    /// Of another question: replayed, or mixed up.
    case otherQuestion
    case otherSource
    /// A simulator's or a test installation's, where production is.
    case otherEnvironment
    /// From before the question, or from the future.
    case otherTime
    /// Its parts contradict each other, or say what this kind does not.
    case contradictory

    // Nothing that could be read came.
    case unreachable
    case timedOut
    case tooLarge
    /// Another status than 200; redirects are not followed.
    case status(Int)
    case redirected
    /// The other end does not lead to the root that the practice names, or its name is another.
    case untrusted
    /// The other end did not take our certificate.
    case clientRefused
    /// The name leads to an address that nobody outside has, such as 127.0.0.1.
    case addressRefused(String)
    case broken

    // Nobody was asked.
    case paused(milliseconds: Int64)
    case busy
    /// Certificate, key or root on this machine are missing or are not what the practice names.
    case filesUnusable(String)
    /// The key that signs what is told was not to be had.
    case unsigned

    /// Whether the same question may be put again at once.
    package var isTransient: Bool {
        switch self {
        case .unreachable, .timedOut, .broken: true
        case .status(let code): (500...599).contains(code) || code == 429
        default: false
        }
    }

    /// A word for logs, refusals and tests.
    package var word: String {
        switch self {
        case .malformed(let member): "malformed (\(member))"
        case .otherQuestion: "otherQuestion"
        case .otherSource: "otherSource"
        case .otherEnvironment: "otherEnvironment"
        case .otherTime: "otherTime"
        case .contradictory: "contradictory"
        case .unreachable: "unreachable"
        case .timedOut: "timedOut"
        case .tooLarge: "tooLarge"
        case .status(let code): "HTTP \(code)"
        case .redirected: "redirected"
        case .untrusted: "untrusted"
        case .clientRefused: "clientRefused"
        case .addressRefused(let address): "addressRefused (\(address))"
        case .broken: "broken"
        case .paused: "paused"
        case .busy: "busy"
        case .filesUnusable(let file): "filesUnusable (\(file))"
        case .unsigned: "unsigned"
        }
    }
}
