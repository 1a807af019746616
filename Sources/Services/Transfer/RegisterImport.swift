package import CanonicalJSON
import Cryptography
import Governance
import Issuance
package import Ledger
package import Messages
import PKIX
package import Registers

/// Takes over the rows of a register: first what each would do, then, once people signed their root,
/// piece by piece.
package struct RegisterImport: Sendable {
    private let ledger: Ledger

    package init(ledger: Ledger) {
        self.ledger = ledger
    }

    /// What one row would do: a refusal is why it cannot be taken over.
    package enum Judgement: Sendable {
        case new, known, tightens
        case conflict(Refusal)
    }

    /// What each of some rows would do now. Changes nothing.
    package func judge(_ rows: [RegisterRow], of name: String) async throws -> [Judgement] {
        try await ledger.read { snapshot in
            let issuer = try Self.issuer(name, snapshot)
            return try rows.map { row in
                do {
                    _ = try issuer.certificate(of: row)
                    switch try RowStanding(row, of: name, in: snapshot) {
                    case .new: return .new
                    case .known: return .known
                    case .tightens: return .tightens
                    }
                } catch let refusal as Refusal {
                    return .conflict(refusal)
                }
            }
        }
    }

    /// How far the batch of a root has come: `new`, `pending` with its proposal, `open` or `done`.
    package func standing(of rootHex: String) async throws -> JSONValue {
        try await ledger.read { snapshot in
            if let batch = try snapshot.get(ImportBatch.self, .text(rootHex)) { return batch.json }
            let proposal = try snapshot.pendingProposals().first { proposal in
                proposal.operation == "register.import"
                    && (try? JSONValue(parsing: Array(proposal.payload.utf8)))?["root"]?.string
                        == rootHex
            }
            return [
                "root": .string(rootHex), "state": proposal == nil ? "new" : "pending",
                "proposal": proposal.map { .string($0.id) } ?? .null,
            ]
        }
    }

    /// Enters one piece of a batch that people signed: all of its rows, or none. The pieces come in
    /// order; one that was entered before answers as it did then.
    ///
    /// - Parameter proof: from the piece to the root. See `RegisterTree`.
    package func enter(
        _ rows: [RegisterRow], piece: Int64, of rootHex: String, proof: [[UInt8]]
    ) async throws -> ActOutcome {
        let unknown = Refusal(.importBatchUnknown, field: "root", ["root": rootHex])
        // Signatures are verified here, beside the ledger's own work.
        let (batch, issuer) = try await ledger.read { snapshot in
            guard let batch = try snapshot.get(ImportBatch.self, .text(rootHex)) else {
                throw unknown
            }
            return (batch, try Self.issuer(batch.authority, snapshot))
        }
        guard let root = Hex.decode(rootHex),
            RegisterTree.holds(
                rows, number: piece, proof: proof, root: root, size: batch.rows)
        else { throw Refusal(.importPieceWrong, field: "rows", ["number": String(piece)]) }
        let signed = try rows.map { ($0, try issuer.certificate(of: $0)) }
        let payload: JSONValue = ["root": .string(rootHex), "piece": .integer(piece)]
        let act = ActRequest(
            id: "enter-\(rootHex.prefix(40))-\(piece)", operation: "register.enter",
            actor: .system, authority: batch.authority,
            facts: payload.merging(["authority": .string(batch.authority)]), payload: payload)
        return try await ledger.act(act) { transaction in
            guard var batch = try transaction.get(ImportBatch.self, .text(rootHex)) else {
                throw unknown
            }
            guard batch.state == .open, batch.next == piece else {
                throw Refusal(
                    .importPieceOutOfOrder, field: "number",
                    ["number": String(piece), "next": String(batch.next)])
            }
            for (row, certificate) in signed {
                try transaction.enter(row, certificate, of: batch.authority)
            }
            batch.next += 1
            if batch.next == batch.pieces { batch.state = .done }
            try transaction.put(batch)
            if batch.state == .done { try Self.letServe(batch.authority, &transaction) }
            return batch.json
        }
    }

    /// An authority whose register is here gets its first list, if its key is here as well, and nothing
    /// else that people signed for it is still on its way.
    private static func letServe(_ name: String, _ transaction: inout Transaction) throws {
        var authority = try transaction.authority(name)
        guard authority.state == .imported, authority.key != nil,
            try transaction.select(
                ImportBatch.self, where: "authority = ? AND state = 'open'", [.text(name)], limit: 1
            ).isEmpty
        else { return }
        authority.state = .certified
        try transaction.put(authority)
    }

    private static func issuer(_ name: String, _ ledger: some ReadableLedger) throws -> RowIssuer {
        let authority = try ledger.authority(name)
        guard let der = try ledger.certificateRecord(of: authority)?.certificate else {
            throw Refusal(
                .authorityNotActive, field: "authority",
                ["name": name, "state": authority.state.rawValue])
        }
        return try RowIssuer(certificate: der)
    }
}

extension Transaction {
    /// One row comes into the ledger: number, state with its history, and key.
    fileprivate mutating func enter(
        _ row: RegisterRow, _ certificate: Certificate?, of authority: String
    ) throws {
        switch try RowStanding(row, of: authority, in: self, isSigned: true) {
        case .known: return
        case .tightens(var record):
            let last = try statusHistory(of: record).last?.sequence ?? 0
            try tell(row, &record, sequence: last + 1)
        case .new:
            var record = try self.record(of: row, certificate, authority)
            if row.revocation != nil {
                try tell(row, &record, sequence: 1)
            } else {
                try put(record)
            }
            guard certificate != nil else { return }
            try claimKey(of: &record)
        }
    }

    /// A key that was certified elsewhere is not certified again. One whose private half was seen
    /// suspends what is valid under it (CP 6.7b, 6.17a).
    private mutating func claimKey(of record: inout CertificateRecord) throws {
        let known = try get(KnownKey.self, .text(record.keyHashHex))
        if known == nil {
            try put(
                KnownKey(
                    keyHashHex: record.keyHashHex, state: .claimed, application: nil,
                    sinceMilliseconds: atMilliseconds))
        } else if known?.state == .blocked, record.state == .valid {
            _ = try suspend(
                &record, requester: StatusEvent.byAuthority, cause: StatusEvent.keySeen)
        }
    }
}
