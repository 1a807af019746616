import CanonicalJSON
import Governance
import Issuance
import Ledger
import Messages
import Publication
import Registers
import Transfer

/// Registers of other authorities: what their rows would do, and the rows of those that people signed.
extension API {
    /// `{"authority","rows":[…]}`; changes nothing.
    func judgeRows(_ request: APIRequest) async throws -> JSONValue {
        let body = Payload(request.body ?? .null)
        try body.refuseUnknown(besides: ["authority", "rows"])
        let rows = try Self.rows(body)
        let judged = try await RegisterImport(ledger: ledger).judge(
            rows, of: body.string("authority", maximumBytes: 64))
        return [
            "rows": .array(
                judged.map { judgement in
                    switch judgement {
                    case .new: ["standing": "new"]
                    case .known: ["standing": "known"]
                    case .tightens: ["standing": "tightens"]
                    case .conflict(let refusal):
                        [
                            "standing": "conflict", "code": .string(refusal.code.id),
                            "message": .string(refusal.message(in: request.language)),
                            "remedy": .string(refusal.remedy(in: request.language)),
                        ]
                    }
                })
        ]
    }

    func batch(_ rootHex: String) async throws -> JSONValue {
        guard Payload.isDigest(rootHex) else {
            throw Refusal(.payloadInvalid, field: "root", ["name": "root"])
        }
        return try await RegisterImport(ledger: ledger).standing(of: rootHex)
    }

    /// `{"number","rows":[…],"proof":[hex]}`
    func enterPiece(_ rootHex: String, _ request: APIRequest) async throws -> JSONValue {
        let body = Payload(request.body ?? .null)
        try body.refuseUnknown(besides: ["number", "rows", "proof"])
        let proof = try body.strings("proof").map { text in
            guard let hash = Hex.decode(text), hash.count == 32 else {
                throw Refusal(.payloadInvalid, field: "proof", ["name": "proof"])
            }
            return hash
        }
        let number = try body.integer("number")
        try await ledger.read { snapshot in
            try snapshot.requireRole(
                of: request.caller, toSign: "register.import",
                authority: snapshot.get(ImportBatch.self, .text(rootHex))?.authority)
        }
        let outcome = try await RegisterImport(ledger: ledger).enter(
            Self.rows(body), piece: number, of: rootHex, proof: proof)
        if outcome.result["state"]?.string == "done",
            let name = outcome.result["authority"]?.string
        {
            await afterwards("enter-\(rootHex)") {
                let authority = try await ledger.read { try $0.authority(name) }
                switch authority.state {
                case .certified: try await publication.bringUp(name)
                case .active: try await publication.publishListIfDue(name)
                case .approved, .imported: break
                }
            }
        }
        return outcome.result
    }

    /// `{"to"}`: an absolute path on the server's machine.
    func export(_ request: APIRequest) async throws -> JSONValue {
        let body = Payload(request.body ?? .null)
        try body.refuseUnknown(besides: ["to"])
        return try await ExportService(ledger: ledger).make(
            body.string("to", maximumBytes: 4096))
    }

    /// At most one piece: so much fits one entry.
    private static func rows(_ body: Payload) throws -> [RegisterRow] {
        guard let listed = body.json["rows"]?.array,
            (1...RegisterTree.rowsInPiece).contains(listed.count)
        else { throw Refusal(.payloadInvalid, field: "rows", ["name": "rows"]) }
        return try listed.enumerated().map { place, json in
            do {
                return try RegisterRow(json)
            } catch let error as RegisterError {
                throw Refusal(
                    .importRowMalformed, field: "rows",
                    ["line": String(place), "problem": error.rawValue])
            }
        }
    }
}
