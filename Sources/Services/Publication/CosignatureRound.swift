package import Ledger
import MerkleLog

/// Hands the newest checkpoint to one witness and publishes its cosignature.
///
/// Apart from every commit: an act never waits for a witness, and a witness never for another one.
package struct CosignatureRound: Sendable {
    /// What a witness answered over HTTP.
    package struct Reply: Sendable {
        package let status: Int
        package let body: [UInt8]

        package init(status: Int, body: [UInt8]) {
            self.status = status
            self.body = body
        }
    }

    /// Carries a body to `add-checkpoint` of the witness, within limits of its own.
    package typealias Exchange = @Sendable (_ body: [UInt8]) async throws -> Reply

    /// The witness names its size once; it may be asked by another node of this authority
    /// meanwhile.
    private static let maximumQuestions = 3

    private let ledger: Ledger
    private let folder: PublicFolder
    private let witness: KnownWitness
    private let exchange: Exchange

    package init(
        _ witness: KnownWitness, ledger: Ledger, folder: PublicFolder,
        exchange: @escaping Exchange
    ) {
        self.witness = witness
        self.ledger = ledger
        self.folder = folder
        self.exchange = exchange
    }

    /// Does nothing where the witness cosigned the newest checkpoint already.
    /// - Throws: `WitnessFault`; what the exchange, the ledger and the folder throw.
    package func run() async throws {
        do {
            try await ask()
            folder.cosignatures.note(contradiction: false, by: witness)
        } catch let fault as WitnessFault {
            folder.cosignatures.note(contradiction: fault.isContradiction, by: witness)
            throw fault
        }
    }

    private func ask() async throws {
        let last = folder.cosignatures.last(of: witness)
        var old = last?.checkpoint.size ?? 0
        for _ in 0..<Self.maximumQuestions {
            // Read each time: what another server of this ledger handed over meanwhile is in it.
            let text = try await ledger.read { try $0.checkpoint() }
            let note = try SignedNote(parsing: Array(text.utf8))
            let size = try Checkpoint(parsing: note.text).size
            if let last, last.note.text.utf8.elementsEqual(note.text.utf8) { return }
            guard old <= size else { throw WitnessFault.ahead(witness: old, ledger: size) }
            let known = old
            let proof = try await ledger.read { snapshot in
                known == 0 || known == size
                    ? [] : try snapshot.consistencyProof(from: known, to: size)
            }
            let request = try AddCheckpoint(oldSize: old, proof: proof, note: note)
            let reply = try await exchange(request.encoded)
            switch reply.status {
            case 200: return try await take(reply.body, over: note)
            case 409:
                guard let told = Self.size(in: reply.body) else { throw WitnessFault.refused(409) }
                // The size is the one we named: then it is the root that differs.
                guard told != old else { throw WitnessFault.contradicted(size: told) }
                old = told
            case 422: throw WitnessFault.contradicted(size: old)
            default: throw WitnessFault.refused(reply.status)
            }
        }
        throw WitnessFault.refused(409)
    }

    private func take(_ lines: [UInt8], over note: SignedNote) async throws {
        // C2SP tlog-witness: the answer is parsed as more lines of the same note.
        guard let answered = try? SignedNote(parsing: note.encoded + lines),
            let cosigned = folder.cosignatures.take(answered, of: witness)
        else { throw WitnessFault.notCosigned }
        try await folder.publish(cosigned, of: witness)
        try await folder.publishCheckpoint()
    }

    /// A size in decimal without leading zeros, and a newline.
    private static func size(in body: [UInt8]) -> Int64? {
        guard let size = Int64(String(decoding: body.dropLast(), as: UTF8.self)), size >= 0,
            body.elementsEqual("\(size)\n".utf8)
        else { return nil }
        return size
    }
}

/// Why a witness did not cosign. It is asked again, later and later.
package enum WitnessFault: Error, Sendable, Hashable {
    /// An answer of this status, which says no more.
    case refused(Int)
    /// It cosigned a larger journal: this ledger is an old one, or another one.
    case ahead(witness: Int64, ledger: Int64)
    /// It cosigned another history of this size: this ledger is not the one of then.
    case contradicted(size: Int64)
    /// Its answer holds no good cosignature of its key.
    case notCosigned

    /// Whether this ledger is not what the witness saw: an old copy, or another history.
    package var isContradiction: Bool {
        switch self {
        case .ahead, .contradicted: true
        case .refused, .notCosigned: false
        }
    }
}
