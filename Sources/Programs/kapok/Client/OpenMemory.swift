import CanonicalJSON
import Glibc
import Governance
import Ledger
import MerkleLog
import Messages

extension KnownLogs {
    /// The memory, held by one command. Given back when it is gone.
    struct OpenMemory: ~Copyable {
        private let lock: Int32
        private let path: String
        private let acceptsSuccession: Bool
        private var stored: JSONValue
        private var logs: [String: JSONValue]
        /// Which journal each place showed last: a data folder or an address.
        private var places: [String: JSONValue]

        init(lock: Int32, path: String, acceptsSuccession: Bool, _ stored: JSONValue) {
            self.lock = lock
            self.path = path
            self.acceptsSuccession = acceptsSuccession
            self.stored = stored
            logs = stored["logs"]?.object ?? [:]
            places = stored["places"]?.object ?? [:]
        }

        deinit { close(lock) }

        /// Compares what a server shows with what was seen before; a longer journal has to be
        /// proven to begin with the one of before. Then remembers what was shown.
        /// What contradicts is kept as evidence, and what was seen before stays in the memory.
        /// - Parameters:
        ///   - place: where the server is.
        ///   - predecessors: the names that it says it had before, oldest first.
        /// - Throws: `journal.shrunk`, `.differs`, `.forked`, `.keyChanged`, `.replaced`, `.succeeded`,
        ///   `.successionUnproven`, `.ended`; what `prover` throws.
        mutating func admit(
            origin: String, at place: String, after predecessors: [Predecessor] = [],
            _ shown: Seen, _ prover: Prover
        ) async throws {
            if let next = logs[origin]?["succeededBy"]?.string {
                throw Refusal(
                    .commandJournalEnded, ["origin": origin, "next": next, "file": path])
            }
            let before = places[place]?.string ?? origin
            guard ([origin] + predecessors.map(\.origin)).contains(before) else {
                throw Refusal(
                    .commandJournalReplaced,
                    ["place": place, "before": before, "origin": origin, "file": path])
            }
            try await admit(origin, after: predecessors, shown, prover)
            let last = try seen(origin: origin)
            if let last {
                do {
                    try await compare(last, shown, origin, prover)
                } catch let refusal as Refusal {
                    // Where it cannot be kept, the contradiction is what has to be told.
                    try? Contradiction(origin: origin, before: last, shown: shown)
                        .keep(refusal.code.id, in: KnownLogs.evidenceFolder(of: path))
                    throw refusal
                }
            }
            // Signatures alone may be other ones: witnesses add theirs.
            if last?.note == nil || last?.size != shown.size { logs[origin] = shown.json }
            places[place] = .string(origin)
            try keep()
        }

        private mutating func keep() throws(Refusal) {
            let json: JSONValue = [
                "type": .string(KnownLogs.type), "logs": .object(logs), "places": .object(places),
            ]
            guard json != stored else { return }
            try LocalFile.write(Array(json.formatted().utf8), to: path, mode: 0o600)
            stored = json
        }

        /// A journal takes the place of one that the user knows.
        ///
        /// What officers signed is fetched with its proof, and what was seen and kept has to be proven
        /// as ever. What was lost is told: whether it may be is the user's to say.
        private mutating func admit(
            _ origin: String, after predecessors: [Predecessor], _ shown: Seen, _ prover: Prover
        ) async throws {
            let isOpen = predecessors.map {
                logs[$0.origin].map { $0["succeededBy"] == nil } == true
            }
            guard let first = isOpen.firstIndex(of: true), let last = isOpen.lastIndex(of: true)
            else { return }
            var signers: [SignedItem] = []
            for place in predecessors.indices[first...] {
                let ended = predecessors[place]
                let before = try seen(origin: ended.origin)
                guard before?.verifierKey.utf8.elementsEqual(ended.verifierKey.utf8) != false else {
                    throw Refusal(
                        .commandJournalKeyChanged, ["origin": ended.origin, "file": path])
                }
                let next = predecessors.indices.contains(place + 1) ? predecessors[place + 1] : nil
                let succession = try await succession(
                    of: ended, by: next?.origin ?? origin, next?.verifierKey ?? shown.verifierKey,
                    under: shown, origin, prover)
                if place == last { signers = succession.signers }
                var kept = [succession.kept]
                if let before, before.size < ended.entry {
                    kept.append(.init(size: before.size, root: before.root))
                }
                for state in kept {
                    let own = Seen(
                        size: state.size, root: state.root, verifierKey: shown.verifierKey)
                    try await compare(own, shown, origin, prover)
                }
                if let before, before.size == ended.entry, before.root != succession.kept.root {
                    throw unproven(ended)
                }
            }
            guard acceptsSuccession else {
                throw try succeeded(predecessors[last], by: origin, signers)
            }
            // Nobody signs for them any more: a server of before that still shows one is an old copy.
            for before in predecessors where logs[before.origin] != nil {
                logs[before.origin] = logs[before.origin]?
                    .merging(["succeededBy": .string(origin)])
            }
        }

        /// The entry that ended a journal, which has to be in the one that is shown.
        /// - Throws: `journal.successionUnproven`.
        private func succession(
            of ended: Predecessor, by next: String, _ nextKey: String, under shown: Seen,
            _ origin: String, _ prover: Prover
        ) async throws -> SignedSuccession {
            let bundle: InclusionBundle
            do {
                bundle = try await prover.entry(ended.entry)
            } catch let failure as CommandFailure where failure.status == .refused {
                throw unproven(ended)
            }
            guard let verifier = try? NoteVerifier(parsing: shown.verifierKey),
                bundle.check(verifier).isValid, bundle.index == ended.entry,
                let note = try? SignedNote(parsing: Array(bundle.checkpoint.utf8)),
                let proven = try? Checkpoint(parsing: note.text),
                let entry = try? JournalEntry(parsing: bundle.entry),
                let succession = SignedSuccession(entry),
                succession.predecessor.utf8.elementsEqual(ended.origin.utf8),
                succession.predecessorKey.utf8.elementsEqual(ended.verifierKey.utf8),
                succession.kept.size == ended.entry,
                succession.origin.utf8.elementsEqual(next.utf8),
                succession.checkpointKey.utf8.elementsEqual(nextKey.utf8)
            else { throw unproven(ended) }
            // The proof may lead to a checkpoint that is newer than the one that was shown.
            let newest = Seen(
                size: proven.size, root: proven.root, verifierKey: shown.verifierKey)
            try await compare(shown, newest, origin, prover)
            return succession
        }

        private func unproven(_ ended: Predecessor) -> Refusal {
            Refusal(
                .commandJournalSuccessionUnproven,
                ["before": ended.origin, "entry": String(ended.entry)])
        }

        private func succeeded(
            _ ended: Predecessor, by origin: String, _ signers: [SignedItem]
        ) throws -> Refusal {
            let seen = try seen(origin: ended.origin)?.size ?? 0
            return Refusal(
                .commandJournalSucceeded,
                [
                    "before": ended.origin, "origin": origin, "kept": String(ended.entry),
                    "seen": String(seen), "lost": String(max(0, seen - ended.entry)),
                    "entry": String(ended.entry),
                    "signers": signers.map {
                        "\(SafeText.of($0.officer)) (\(Officer.keyID(of: $0.publicKey)))"
                    }.joined(separator: ", "),
                ])
        }

        private func compare(
            _ before: Seen, _ shown: Seen, _ origin: String, _ prover: Prover
        ) async throws {
            let arguments = [
                "origin": origin, "before": String(before.size), "now": String(shown.size),
                "file": path, "evidence": KnownLogs.evidenceFolder(of: path),
            ]
            guard before.verifierKey.utf8.elementsEqual(shown.verifierKey.utf8) else {
                throw Refusal(.commandJournalKeyChanged, arguments)
            }
            guard shown.size >= before.size else { throw Refusal(.commandJournalShrunk, arguments) }
            guard shown.size > before.size else {
                guard shown.root == before.root else {
                    throw Refusal(.commandJournalDiffers, arguments)
                }
                return
            }
            // Every journal extends the empty one.
            guard before.size > 0 else { return }
            let proof: [[UInt8]]
            do {
                proof = try await prover.consistency(before.size, shown.size)
            } catch let failure as CommandFailure where failure.status == .refused {
                // A server that cannot prove it is as good as one that proves it wrongly.
                throw Refusal(.commandJournalForked, arguments)
            }
            guard
                Proofs.verifyConsistency(
                    from: before.size, root: before.root, to: shown.size, root: shown.root,
                    proof: proof)
            else { throw Refusal(.commandJournalForked, arguments) }
        }

        /// A record that cannot be read is not one that was never made: else whoever damages it
        /// makes the user forget.
        func seen(origin: String) throws(Refusal) -> Seen? {
            guard let log = JSONValue.object(logs)[origin] else { return nil }
            guard let size = log["size"]?.integer, size >= 0,
                let root = log["root"]?.string.flatMap(Hex.decode), root.count == 32,
                let key = log["verifierKey"]?.string
            else { throw Refusal(.commandStateFileDamaged, field: path, ["path": path]) }
            return Seen(size: size, root: root, verifierKey: key, note: log["note"]?.string)
        }
    }
}
