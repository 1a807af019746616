import CanonicalJSON
import Governance
import Messages
import PKIX
import Registers

/// What the files of a register hold, and what would become of it: counts, conflicts, and the root.
struct RegisterSurvey {
    /// More are counted, and not named.
    static let maximumConflicts = 1000

    /// What each of at most a piece of rows would do.
    typealias Judge = @Sendable ([RegisterRow]) async throws -> [JSONValue]

    let authority: String
    let crlNumber: Int64?
    private(set) var tree = RegisterTree()
    private(set) var conflicts: [JSONValue] = []
    private(set) var conflictCount: Int64 = 0
    private var states: [RegisterRow.State: Int64] = [:]
    private var withoutCertificate: Int64 = 0
    private var standings: [String: Int64] = [:]
    private let language: Language

    /// Reads the files once.
    ///
    /// - Parameter judge: asks the server what each of at most a piece of rows would do; nil where the
    ///   files alone are looked at.
    init(
        _ files: RegisterFiles, of authority: String, issuer: Certificate, language: Language,
        judge: Judge?
    ) async throws {
        var source = try RegisterSource(files, issuer: issuer)
        self.authority = authority
        self.language = language
        crlNumber = source.crlNumber
        var piece: [(row: RegisterRow, origin: RegisterOrigin)] = []
        while let item = try source.next() {
            switch item {
            case .conflict(let refusal, let origin): add(refusal, origin)
            case .row(let row, let origin):
                tree.append(row)
                states[row.state, default: 0] += 1
                if row.certificate == nil { withoutCertificate += 1 }
                piece.append((row, origin))
            }
            if piece.count == RegisterTree.rowsInPiece {
                try await self.judge(piece, judge)
                piece = []
            }
        }
        if !piece.isEmpty { try await self.judge(piece, judge) }
    }

    private mutating func judge(
        _ piece: [(row: RegisterRow, origin: RegisterOrigin)],
        _ judge: Judge?
    ) async throws {
        guard let judge else { return }
        for (item, judgement) in zip(piece, try await judge(piece.map(\.row))) {
            let standing = try judgement.requiredString("standing")
            standings[standing, default: 0] += 1
            guard standing == "conflict" else { continue }
            add(
                code: judgement["code"] ?? .null, message: judgement["message"] ?? .null,
                item.origin)
        }
    }

    private mutating func add(_ refusal: Refusal, _ origin: RegisterOrigin) {
        add(
            code: .string(refusal.code.id), message: .string(refusal.message(in: language)),
            origin)
    }

    private mutating func add(code: JSONValue, message: JSONValue, _ origin: RegisterOrigin) {
        conflictCount += 1
        guard conflicts.count < Self.maximumConflicts else { return }
        conflicts.append([
            "file": .string(origin.path),
            "line": origin.line.map { .integer(Int64($0)) } ?? .null, "code": code,
            "message": message,
        ])
    }

    /// What the people sign.
    var payload: JSONValue {
        var members: [String: JSONValue] = [
            "authority": .string(authority), "root": .string(Hex.encode(tree.root)),
            "rows": .integer(tree.size),
        ]
        for state in RegisterRow.State.allCases {
            members[state.rawValue] = .integer(states[state] ?? 0)
        }
        members["crlNumber"] = crlNumber.map { .integer($0) }
        return .object(members)
    }

    /// What a dry run tells.
    var json: JSONValue {
        payload.merging([
            "withoutCertificate": .integer(withoutCertificate),
            "known": .integer(standings["known"] ?? 0),
            "tightens": .integer(standings["tightens"] ?? 0),
            "conflictCount": .integer(conflictCount), "conflicts": .array(conflicts),
        ])
    }
}
