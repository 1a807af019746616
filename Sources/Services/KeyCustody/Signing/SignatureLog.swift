import CanonicalJSON
package import Cryptography
import Glibc
import Ledger

/// The signer's own record of what it signed: a file that only grows, kept where no server can write.
///
/// One line a signature of an authority's key, in canonical JSON; durable before the signature leaves. Each line has the
/// digest of the one before it, so that none can be changed, exchanged or taken out of the middle:
/// ```
/// {"algorithm":"…","digest":hex,"entry":n|null,"key":"key-…","n":n,"previous":hex,"root":hex,"size":n,"time":ms}
/// {"answers":n,"digest":hex,"key":"ocsp-…","n":n,"previous":hex,"root":hex,"size":n,"time":ms}
/// {"checkpoints":n,"digest":hex,"key":"journal-…","n":n,"previous":hex,"root":hex,"size":n,"time":ms}
/// {"followed":true,"n":n,"previous":hex,"root":hex,"size":n,"time":ms}
/// {"anew":true,"n":n,"previous":hex,"time":ms}
/// ```
/// `digest` is the SHA-256 of the octets that were signed, `entry` the place of the journal's entry that announced them.
///
/// `size` and `root` tell how far the journal was followed then; where nothing is signed a line of its own says so, once a
/// minute at most. A journal that is shorter, or another one, is not signed for later, unless people said so: that is the
/// line with `anew`.
///
/// OCSP answers, which anybody may ask for, and checkpoints, which follow every act, have a line a minute and key at most,
/// so that nobody fills the disk: how many,
/// and a SHA-256 over the one before and the digest of each, from nothing on. Those of the last minute may be missing
/// after a crash. A line whose signature never left, since the signer was stopped at that moment, is no fault.
package actor SignatureLog {
    private nonisolated let queue = QueueExecutor(label: "kapok.signatures")
    private let path: String
    private let descriptor: Int32
    private let clock: @Sendable () -> Int64
    /// What is durable.
    private var kept: End
    /// What is written next.
    private var end: End
    /// The position that the last line tells.
    private var lastTold: JournalPosition?
    private var lines: [UInt8] = []
    /// Something stands behind what is kept, and would be read as the end.
    private var isBroken = false
    /// OCSP answers and checkpoints since the last line of them.
    private var counted: [KeyReference: (count: Int64, digest: [UInt8])] = [:]
    private var countedWrittenMilliseconds: Int64
    private var writtenMilliseconds: Int64
    private var waiters: [CheckedContinuation<Void, any Error>] = []

    private static let minute: Int64 = 60_000

    private struct End {
        var count: Int64 = 0
        var previous = [UInt8](repeating: 0, count: 32)
        var bytes: off_t = 0
        var position: JournalPosition?
    }

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe queue.asUnownedSerialExecutor()
    }

    /// Opens the file, or begins one. A last line that a crash cut short never let its signature leave, and goes.
    ///
    /// - Parameter clock: milliseconds since 1970.
    /// - Throws: `KeyCustodyError.logDamaged`, `.fileFailure`.
    package init(path: String, clock: @escaping @Sendable () -> Int64) throws(KeyCustodyError) {
        self.path = path
        self.clock = clock
        countedWrittenMilliseconds = clock()
        writtenMilliseconds = countedWrittenMilliseconds
        let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .fileFailure(path, errno) }
        self.descriptor = descriptor
        do {
            kept = try Self.end(of: descriptor, path)
        } catch {
            Glibc.close(descriptor)
            throw error
        }
        end = kept
        isNew = kept.count == 0
        lastTold = kept.position
        guard ftruncate(descriptor, kept.bytes) == 0 else {
            let reason = errno
            Glibc.close(descriptor)
            throw .fileFailure(path, reason)
        }
        do {
            // A file that is new is durable with its name.
            try Folder.sync(Folder.above(path))
        } catch {
            Glibc.close(descriptor)
            throw KeyCustodyError(error)
        }
    }

    deinit { Glibc.close(descriptor) }

    /// Writes down what is about to leave; durable on return, but for what is counted. Who comes at the
    /// same time shares one write.
    ///
    /// - Parameter position: how far the journal was followed that allows it.
    package func record(_ warrants: [Warrant], at position: JournalPosition?) async throws {
        let now = clock()
        take(position)
        for warrant in warrants {
            switch warrant.key.use {
            case .responder, .journal: count(warrant)
            case .authority, nil: append(warrant, now)
            }
        }
        if now - countedWrittenMilliseconds >= Self.minute || now < countedWrittenMilliseconds {
            appendCounts(now)
        }
        guard !isBroken else { throw KeyCustodyError.logDamaged(path) }
        guard !lines.isEmpty else { return }
        writtenMilliseconds = now
        try await withCheckedThrowingContinuation { continuation in
            waiters.append(continuation)
            // Behind who stands in line by now: one write for all of them.
            if waiters.count == 1 { Task { self.write() } }
        }
    }

    /// Who was judged first may come last.
    private func take(_ position: JournalPosition?) {
        if let position, position.size >= end.position?.size ?? 0 { end.position = position }
    }

    /// The journal was followed so far, whether anything was signed or not: written down once a minute at most.
    package func note(followed position: JournalPosition) async throws {
        take(position)
        let now = clock()
        guard now - writtenMilliseconds >= Self.minute || now < writtenMilliseconds else { return }
        appendPosition(now)
        try await record([], at: nil)
    }

    private func appendPosition(_ now: Int64) {
        guard let position = end.position, position != lastTold else { return }
        append(["followed": true, "time": .integer(now)])
    }

    /// For an end in order.
    package func close() async throws {
        appendPosition(clock())
        appendCounts(clock())
        try await record([], at: nil)
    }

    /// Whether it had no line when it was opened.
    package nonisolated let isNew: Bool

    /// How far the journal had been followed when the last line was written; nil where none tells it.
    package var position: JournalPosition? { kept.position }

    /// How far the journal was followed is forgotten from here on: people say so.
    package func beginAnew() async throws {
        end.position = nil
        append(["anew": true, "time": .integer(clock())])
        try await record([], at: nil)
    }

    private func count(_ warrant: Warrant) {
        let before = counted[warrant.key] ?? (0, [])
        let digest = DigestAlgorithm.sha256.hash(warrant.toBeSigned)
        counted[warrant.key] = (
            before.count + 1, DigestAlgorithm.sha256.hash(before.digest + digest)
        )
    }

    private func appendCounts(_ now: Int64) {
        for (key, those) in counted.sorted(by: { $0.key.id < $1.key.id }) {
            append([
                key.use == .journal ? "checkpoints" : "answers": .integer(those.count),
                "key": .string(key.id),
                "digest": .string(Hex.encode(those.digest)), "time": .integer(now),
            ])
        }
        counted = [:]
        countedWrittenMilliseconds = now
    }

    private func append(_ warrant: Warrant, _ now: Int64) {
        append([
            "time": .integer(now), "key": .string(warrant.key.id),
            "algorithm": .string(warrant.algorithm.rawValue),
            "digest": .string(Hex.encode(DigestAlgorithm.sha256.hash(warrant.toBeSigned))),
            "entry": warrant.announcement.map { .integer($0.index) } ?? .null,
        ])
    }

    private func append(_ members: [String: JSONValue]) {
        var members = members.merging(end.position?.members ?? [:]) { own, _ in own }
        lastTold = end.position
        members["n"] = .integer(end.count)
        members["previous"] = .string(Hex.encode(end.previous))
        let bytes = JSONValue.object(members).canonicalBytes
        lines += bytes + [UInt8(ascii: "\n")]
        end.count += 1
        end.previous = DigestAlgorithm.sha256.hash(bytes)
        end.bytes += off_t(bytes.count + 1)
    }

    private func write() {
        let (bytes, waiters) = (lines, waiters)
        (lines, self.waiters) = ([], [])
        let result = Result<Void, any Error> {
            var written = 0
            while written < bytes.count {
                let count = unsafe bytes.withUnsafeBytes {
                    unsafe pwrite(
                        descriptor, $0.baseAddress.map { unsafe $0 + written },
                        bytes.count - written, kept.bytes + off_t(written))
                }
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else {
                    throw KeyCustodyError.fileFailure(path, count < 0 ? errno : ENOSPC)
                }
                written += count
            }
            guard fdatasync(descriptor) == 0 else {
                throw KeyCustodyError.fileFailure(path, errno)
            }
        }
        if case .success = result {
            kept = end
        } else {
            // None of these leaves: the next ones take their places.
            end = kept
            lastTold = kept.position
            isBroken = ftruncate(descriptor, kept.bytes) != 0
        }
        for waiter in waiters { waiter.resume(with: result) }
    }

    // MARK: Reading

    /// The last whole line says where it goes on.
    private static func end(of descriptor: Int32, _ path: String) throws(KeyCustodyError) -> End {
        let size = lseek(descriptor, 0, SEEK_END)
        guard size >= 0 else { throw .fileFailure(path, errno) }
        // More than the longest list has: what a power cut left of it is behind the last whole line.
        let start = max(0, size - 1 << 20)
        var tail = [UInt8](repeating: 0, count: Int(size - start))
        let count = unsafe pread(descriptor, &tail, tail.count, start)
        guard count == tail.count else { throw .fileFailure(path, count < 0 ? errno : EIO) }
        guard let last = tail.lastIndex(of: UInt8(ascii: "\n")) else {
            // A first line that was cut short, or what a power cut left of it; nothing else goes.
            guard start == 0, tail.first == UInt8(ascii: "{") || tail.allSatisfy({ $0 == 0 }) else {
                throw .logDamaged(path)
            }
            return End()
        }
        let first = tail[..<last].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let line = Array(tail[first..<last])
        guard let json = try? JSONValue(parsing: line), let number = json["n"]?.integer,
            json["previous"]?.string == Hex.encode(Self.digest(ofLineBefore: first, in: tail))
        else { throw .logDamaged(path) }
        return End(
            count: number + 1, previous: DigestAlgorithm.sha256.hash(line),
            bytes: start + off_t(last) + 1, position: JournalPosition(json))
    }

    /// Zeros where there is none before.
    private static func digest(ofLineBefore place: Int, in tail: [UInt8]) -> [UInt8] {
        guard place > 0 else { return [UInt8](repeating: 0, count: 32) }
        let before = tail[..<(place - 1)]
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return DigestAlgorithm.sha256.hash(Array(before[start...]))
    }
}
