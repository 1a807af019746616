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
            logs = stored["logs"]?.object ?? [:]
            places = stored["places"]?.object ?? [:]
            self.stored = stored
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
            origin: String, at place: String, after predecessors: [Predecessor], _ shown: Seen,
            _ prover: Prover
        ) async throws {
            try refuseEnded(origin, after: predecessors)
            let last = places[place]?.string ?? origin
            guard ([origin] + predecessors.map(\.origin)).contains(last) else {
                throw Refusal(
                    .commandJournalReplaced,
                    ["place": place, "before": last, "origin": origin, "file": path])
            }
            try await admitSuccession(
                SuccessionCheck(
                    origin: origin, shown: shown, predecessors: predecessors, prover: prover),
                at: place)
            let before = try seen(origin: origin)
            if let before { try await compare(before, shown, origin, prover) }
            // Signatures alone may be other ones: witnesses add theirs.
            if before?.note == nil || before?.size != shown.size { logs[origin] = shown.json }
            places[place] = .string(origin)
            try keep()
        }

        /// What was founded anew at a place takes nobody's.
        mutating func forget(place: String) throws(Refusal) {
            places[place] = nil
            try keep()
        }

        /// Refuses what shows a journal whose successor was accepted, and another successor of it.
        private func refuseEnded(
            _ origin: String, after predecessors: [Predecessor]
        ) throws(Refusal) {
            let names = predecessors.map(\.origin) + [origin]
            for (place, name) in names.enumerated() {
                guard let next = logs[name]?["succeededBy"]?.string,
                    !names[(place + 1)...].contains(next)
                else { continue }
                throw Refusal(.commandJournalEnded, ["origin": name, "next": next, "file": path])
            }
        }

        private mutating func keep() throws(Refusal) {
            let json: JSONValue = [
                "type": .string(KnownLogs.type), "logs": .object(logs), "places": .object(places),
            ]
            guard json != stored else { return }
            try LocalFile.write(Array(json.formatted().utf8), to: path, mode: 0o600)
            stored = json
        }

        /// A journal takes the place of those that the user knows.
        ///
        /// What officers signed is fetched with its proof, and what was seen and kept has to be proven
        /// as ever. What was lost is told: whether it may be is the user's to say.
        private mutating func admitSuccession(
            _ check: SuccessionCheck, at place: String
        ) async throws {
            let known = try check.predecessors.compactMap { try openEnd($0, at: place) }
            guard let first = known.first else { return }
            let start = check.predecessors.firstIndex { $0.origin == first.ended.origin } ?? 0
            let successions = try await check.successions(from: start)
            for (ended, before) in known {
                guard let before, before.size <= ended.entry else { continue }
                let own = Seen(
                    size: before.size, root: before.root, verifierKey: check.shown.verifierKey,
                    note: before.note)
                try await compare(own, check.shown, ended.origin, check.prover)
            }
            guard acceptsSuccession else { throw succeeded(known, by: check.origin, successions) }
            // Nobody signs for them any more: a server that still shows one is an old copy.
            for succession in successions {
                let kept = Seen(
                    size: succession.kept.size, root: succession.kept.root,
                    verifierKey: succession.predecessorKey)
                logs[succession.predecessor] = (logs[succession.predecessor] ?? kept.json)
                    .merging(["succeededBy": .string(check.origin)])
            }
        }

        /// A journal that this user knows and whose end was not accepted yet, with what was seen of it; nil
        /// for any other.
        private func openEnd(
            _ ended: Predecessor, at place: String
        ) throws -> (ended: Predecessor, before: Seen?)? {
            let before = try seen(origin: ended.origin)
            // A place that showed it knows it, even where the record is gone.
            guard before != nil || places[place]?.string == ended.origin else { return nil }
            guard logs[ended.origin]?["succeededBy"] == nil else { return nil }
            if let before, !before.verifierKey.utf8.elementsEqual(ended.verifierKey.utf8) {
                throw Refusal(
                    .commandJournalKeyChanged, ["origin": ended.origin, "file": path])
            }
            return (ended, before)
        }

        /// - Parameter successions: all that lead to what is shown: whoever signed any of them is told.
        private func succeeded(
            _ known: [(ended: Predecessor, before: Seen?)], by origin: String,
            _ successions: [SignedSuccession]
        ) -> Refusal {
            func told(_ text: (Predecessor, Int64) -> String) -> String {
                known.map { text($0.ended, $0.before?.size ?? 0) }.joined(separator: ", ")
            }
            let signers = successions.flatMap { succession in
                succession.signers.map { signer in
                    "\(SafeText.of(signer.officer)) (\(Officer.keyID(of: signer.publicKey)))"
                }
            }
            return Refusal(
                .commandJournalSucceeded,
                [
                    "before": told { ended, _ in ended.origin }, "origin": origin,
                    "kept": told { ended, _ in String(ended.entry) },
                    "seen": told { _, seen in String(seen) },
                    "lost": told { ended, seen in String(max(0, seen - ended.entry)) },
                    "entry": successions.map { String($0.kept.size) }.joined(separator: ", "),
                    "signers": signers.joined(separator: ", "),
                ])
        }

        /// - Throws: `journal.shrunk`, `.differs`, `.forked`, `.keyChanged`; both checkpoints are kept.
        private func compare(
            _ before: Seen, _ shown: Seen, _ origin: String, _ prover: Prover
        ) async throws {
            do {
                try await judge(before, shown, origin, prover)
            } catch let refusal as Refusal {
                // Where it cannot be kept, the contradiction is what has to be told.
                try? Contradiction(origin: origin, before: before, shown: shown)
                    .keep(refusal.code.id, in: KnownLogs.evidenceFolder(of: path))
                throw refusal
            }
        }

        private func judge(
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
            let isProven: Bool
            do {
                isProven = try await prover.begins(
                    before.size, before.root, shown.size, shown.root)
            } catch let failure as CommandFailure where failure.status == .refused {
                // A server that cannot prove it is as good as one that proves it wrongly.
                isProven = false
            }
            guard isProven else { throw Refusal(.commandJournalForked, arguments) }
        }

        /// A record that cannot be read is not one that was never made.
        func seen(origin: String) throws(Refusal) -> Seen? {
            guard let log = JSONValue.object(logs)[origin] else { return nil }
            guard let seen = Seen(json: log) else {
                throw Refusal(.commandStateFileDamaged, field: path, ["path": path])
            }
            return seen
        }
    }
}
