import CanonicalJSON
import Governance
import Ledger
import MerkleLog
import Messages
import Publication
import Recovery

/// Backups, drills, and the comparison after a restore: for who runs the machine.
extension API {
    func backUp(_ request: APIRequest) async throws -> JSONValue {
        let body = Payload(request.body ?? .null)
        try body.refuseUnknown(besides: ["recipient", "to"])
        return try await backups.make(
            recipient: body.string("recipient"), target: body.string("to", maximumBytes: 4096))
    }

    func enterDrill(_ request: APIRequest) async throws -> JSONValue {
        let body = Payload(request.body ?? .null)
        try body.refuseUnknown(besides: [
            "sha256", "size", "root", "recoveryMilliseconds", "pointMilliseconds",
        ])
        let numbers = try ["size", "recoveryMilliseconds", "pointMilliseconds"].map { name in
            let number = try body.integer(name)
            guard number >= 0 else { throw Refusal(.payloadInvalid, field: name, ["name": name]) }
            return number
        }
        let record = DrillRecord(
            sha256: try Self.digest("sha256", body), size: numbers[0],
            root: try Self.digest("root", body), recoveryMilliseconds: numbers[1],
            pointMilliseconds: numbers[2])
        return try await record.enter(in: ledger)
    }

    /// `{"checkpoints":[base64],"lists":[base64],"remembered":null|{"size","root","verifierKey"}}`
    func recover(_ request: APIRequest) async throws -> JSONValue {
        let body = Payload(request.body ?? .null)
        try body.refuseUnknown(besides: ["checkpoints", "lists", "remembered"])
        var evidence = try Self.encodings("checkpoints", body).map(RecoveryEvidence.checkpoint)
        evidence += try Self.encodings("lists", body).map(RecoveryEvidence.list)
        if let remembered = body.json["remembered"], !remembered.isNull {
            let seen = Payload(remembered)
            evidence.append(
                .remembered(
                    size: try seen.integer("size"), root: try Self.digest("root", seen),
                    verifierKey: try seen.string("verifierKey")))
        }
        // What this server itself published before its ledger went back.
        if let published = publication.publishedCheckpoint {
            evidence.append(
                .remembered(
                    size: published.size, root: published.root,
                    verifierKey: ledger.verifier.description))
        }
        return try await RecoveryService(ledger: ledger).recover(evidence)
    }

    private static func digest(_ name: String, _ body: Payload) throws -> [UInt8] {
        guard let bytes = Hex.decode(try body.string(name, maximumBytes: 64)), bytes.count == 32
        else { throw Refusal(.payloadInvalid, field: name, ["name": name]) }
        return bytes
    }

    private static func encodings(_ name: String, _ body: Payload) throws -> [[UInt8]] {
        let listed = body.json[name]?.array ?? []
        let found = listed.compactMap { $0.string.flatMap(Base64.decode) }
        guard found.count == listed.count else {
            throw Refusal(.payloadInvalid, field: name, ["name": name])
        }
        return found
    }
}
