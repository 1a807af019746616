package import CanonicalJSON
import Cryptography
import Messages

/// What the closure of an act is.
package typealias ActBody = @Sendable (inout Transaction) throws -> JSONValue

/// Carries out an operation that several people decided; registered by its service at start.
package typealias ProposalExecutor =
    @Sendable (inout Transaction, JSONValue, ApprovedProposal) throws -> JSONValue

/// A proposal under which the last needed signature was just put.
package struct ApprovedProposal: Sendable {
    package let id: String
    package let operation: String
    /// Under which it was proposed, where what is to be done follows from them.
    package let rules: RulesInForce
}

/// One act that waits for the next commit, with everything that could be made ready outside.
struct PendingAct: Sendable {
    enum Work: Sendable {
        case carryOut(ActBody)
        /// Signs the proposal of this id; operation, case and payload are the proposal's.
        case approve(String)
    }

    let request: ActRequest
    let work: Work
    /// SHA-256 of the canonical payload.
    let payloadHash: [UInt8]
    /// Recognises a repeated request; see `RequestRow.content`.
    let content: [UInt8]
    /// The signature was found good under the key that the statement names.
    let isSignatureVerified: Bool
    /// Scheduled work counts under the current epoch alone.
    let lease: Lease?
    let continuation: CheckedContinuation<ActOutcome, any Error>

    /// - Throws: `request.idInvalid`, `request.caseInvalid`.
    static func check(_ request: ActRequest) throws(Refusal) {
        guard isID(request.id, maximumBytes: 64) else {
            throw Refusal(.requestIDInvalid, field: "request")
        }
        if let caseID = request.caseID, !isID(caseID, maximumBytes: 128) {
            throw Refusal(.requestCaseInvalid, field: "case")
        }
    }

    static func content(
        of request: ActRequest, proposal: String?, payloadHash: [UInt8], key: VaultKey
    ) -> [UInt8] {
        let actor =
            switch request.actor {
            case .officer(let signed): signed.keyID
            case let other: other.kind
            }
        let json: JSONValue = .array([
            .string(request.operation), .init(request.caseID), .string(actor),
            .init(proposal ?? request.corrects), .string(Hex.encode(payloadHash)),
        ])
        return HMAC.authenticationCode(
            of: json.canonicalBytes, key: key.requests, digest: .sha256)
    }

    private static func isID(_ text: String, maximumBytes: Int) -> Bool {
        (1...maximumBytes).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}

/// Anonymous refusals, counted by code until the next entry about them.
struct RefusalCounts {
    /// An entry about refusals of nobody in particular at most this often: strangers cannot make
    /// the journal grow.
    static let intervalMilliseconds: Int64 = 3_600_000

    private(set) var counts: [String: Int64] = [:]
    private(set) var sinceMilliseconds: Int64

    init(sinceMilliseconds: Int64) {
        self.sinceMilliseconds = sinceMilliseconds
    }

    var isEmpty: Bool { counts.isEmpty }

    mutating func count(_ code: String) {
        counts[code, default: 0] += 1
    }

    func isDue(atMilliseconds: Int64) -> Bool {
        !counts.isEmpty && atMilliseconds - sinceMilliseconds >= Self.intervalMilliseconds
    }

    func facts(untilMilliseconds: Int64) -> [String: JSONValue] {
        [
            "counts": .object(counts.mapValues { .integer($0) }),
            "from": .integer(sinceMilliseconds), "until": .integer(untilMilliseconds),
        ]
    }
}
