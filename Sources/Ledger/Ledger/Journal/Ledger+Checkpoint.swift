import MerkleLog

/// Where the checkpoint key is elsewhere: what is durable is signed, and only then is anybody answered.
///
/// Without the key the journal goes on, and its checkpoint stays behind: what tightens waits for no signature.
struct OwedCheckpoint {
    /// The one that is under way: the end of the journal as it was when it was asked.
    var task: Task<Void, Never>?
    /// Why the last one failed; nil where it did not.
    var fault: (any Error)?
    /// Answers to acts that no checkpoint covers yet, with the size that it has to have.
    var held: [(size: Int64, answer: () -> Void)] = []
}

extension Ledger {
    /// Releases an answer: at once where a checkpoint covers it, or none is to be had.
    func release(_ answer: @escaping () -> Void) {
        guard isToBeSigned, owed.fault == nil else { return answer() }
        owed.held.append((tail.size, answer))
    }

    /// Whether the end is not signed, and may be.
    private var isToBeSigned: Bool {
        settings.checkpointSigner.isElsewhere && !tail.isSigned && !isRestored
    }

    /// Has the end of the journal signed, if that is owed and nobody is at it.
    func signOwed() {
        guard case .elsewhere(let key) = settings.checkpointSigner.place, isToBeSigned,
            owed.task == nil, !isClosed
        else { return }
        let (size, root) = (tail.size, tail.range.root)
        owed.task = Task { take(await signature(by: key, size, root), size, root) }
    }

    private nonisolated func signature(
        by key: any CheckpointKey, _ size: Int64, _ root: [UInt8]
    ) async -> Result<SignedNote, any Error> {
        do {
            let signer = settings.checkpointSigner
            let checkpoint = try Checkpoint(origin: signer.verifier.name, size: size, root: root)
            let signature = try await key.sign(checkpoint) { from in
                try await read { try $0.piece(from: from, to: size) }
            }
            return .success(try signer.note(of: checkpoint, signature: signature))
        } catch {
            return .failure(error)
        }
    }

    private func take(
        _ result: Result<SignedNote, any Error>, _ size: Int64, _ root: [UInt8]
    ) {
        owed.task = nil
        do {
            try keep(note: result.get(), size, root)
            owed.fault = nil
        } catch CheckpointContradiction.longer(let there) where isFurther(there) {
            // Another server over the same storage went on, and had that signed.
            owed.fault = nil
        } catch {
            owed.fault = error
        }
        let isSettled = tail.isSigned || owed.fault != nil
        let held = owed.held
        owed.held = isSettled ? [] : held.filter { $0.size > size }
        for one in held where isSettled || one.size <= size { one.answer() }
        // More was committed meanwhile.
        if owed.fault == nil { signOwed() }
    }

    private func keep(note: SignedNote, _ size: Int64, _ root: [UInt8]) throws(LedgerError) {
        let text = String(decoding: note.encoded, as: UTF8.self)
        let kept = try connection.transaction { () throws(LedgerError) in
            try connection.execute(
                JournalTables.signCheckpoint, [.text(text), .integer(size), .blob(root)])
        }
        guard kept == 1 else { throw .journalDamaged(detail: "what was signed is not there") }
        if tail.size == size { tail.note = text }
    }

    /// Whether the storage has so many entries, which others committed.
    private func isFurther(_ size: Int64) -> Bool {
        guard (try? follow()) != nil else { return false }
        return tail.size >= size
    }

    private func follow() throws(LedgerError) {
        guard settings.driver.isShared, !isClosed else { return }
        try connection.begin()
        defer { connection.rollback() }
        try followOthers()
    }

    /// Has signed what is owed: by this server, or, where others share the storage, by one that went before.
    /// Returns once it was tried.
    ///
    /// - Returns: why the end of the journal is not signed; nil where it is, or more was committed meanwhile.
    @discardableResult
    package func settleCheckpoint() async -> (any Error)? {
        do {
            try follow()
        } catch {
            return error
        }
        signOwed()
        await owed.task?.value
        return tail.isSigned ? nil : owed.fault
    }

    /// Waits for what is under way, and leaves nobody without an answer.
    func stopSigning() async {
        await owed.task?.value
        let held = owed.held
        owed.held = []
        for one in held { one.answer() }
    }
}

extension ReadableLedger {
    /// What the journal has from one size to another, or the first part of it.
    package func piece(from: Int64, to end: Int64) throws -> JournalPiece {
        guard from >= 0, from <= end else { throw MerkleLogError.invalidSize }
        let size = min(end, from + JournalPiece.maximumLeaves)
        let reader = JournalTail.hashReader(reading.connection, size: size)
        return JournalPiece(
            from: from,
            hashes: try (from..<size).flatMap { try reader.hash(level: 0, index: $0) },
            root: try CompactRange(size: size, reader: reader).root)
    }
}
