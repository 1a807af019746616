package import Ledger
package import MerkleLog
import Governance
package import Issuance
import Glibc
import PKIX
import Status
import Synchronization

/// The folder `public/`: what anyone may fetch, derived from the ledger and rebuildable at any
/// time.
///
/// Each file appears whole, by rename; what is not yet written is owed, never half-written. Layout:
/// `ca/NAME.cer`, `crl/NAME.crl`, `certificates/AUTHORITY/SERIAL.cer`, `journal/checkpoint`,
/// `journal/witness/NAME`, `journal/timestamp/NAME.txt` and `.tsr`.
package struct PublicFolder: Sendable {
    package let path: String
    /// What witnesses said of the journal.
    package let cosignatures: Cosignatures
    /// What time-stamping services said of it.
    package let timeStamps: TimeStamps
    private let ledger: Ledger
    private let writer: FolderWriter
    /// How far the certificates were written in whole, for `catchUp`.
    private let progress = Progress()

    package init(
        path: String, ledger: Ledger, witnesses: [KnownWitness] = [],
        timeStampServices: [TimeStampService] = []
    ) {
        self.path = path
        self.ledger = ledger
        cosignatures = Cosignatures(witnesses, log: ledger.verifier, folder: path)
        timeStamps = TimeStamps(timeStampServices, log: ledger.verifier, folder: path)
        writer = FolderWriter(path: path)
    }

    /// The checkpoint that this folder published last, if the journal's key signed it.
    package static func checkpoint(in path: String, of verifier: NoteVerifier) -> Checkpoint? {
        guard
            let bytes = try? DurableFile.read("\(path)/journal/checkpoint", limit: 1 << 16),
            let note = try? SignedNote(parsing: bytes), verifier.verifies(note)
        else { return nil }
        return try? Checkpoint(parsing: note.text)
    }

    /// See `checkpoint(in:of:)`.
    package var published: Checkpoint? { Self.checkpoint(in: path, of: ledger.verifier) }

    /// Writes the certificates that are missing since the last time that all could be written:
    /// all of them at the first call, then those issued since.
    package func catchUp() async throws {
        // By the entries' own time, which never goes back, whichever server's clock runs ahead.
        let start = try await ledger.read { try $0.lastEntryMilliseconds() }
        if let since = progress.writtenUntilMilliseconds {
            let records = try await ledger.read {
                try $0.select(
                    CertificateRecord.self,
                    where: "application IS NOT NULL AND issued_at >= ?", [.integer(since)])
                    // What was accepted after its delivery becomes public by that.
                    + $0.select(
                        CertificateRecord.self,
                        where: "accepted_at IS NOT NULL AND accepted_at >= ?", [.integer(since)])
            }
            for record in records { try await publish(record) }
        } else {
            try await writeCertificates()
        }
        try await publishCheckpoint()
        progress.writtenUntilMilliseconds = start
    }

    private func writeCertificates() async throws {
        var after = ("", "")
        while true {
            let last = after
            let page = try await ledger.read {
                try $0.select(
                    CertificateRecord.self,
                    where: """
                        application IS NOT NULL AND certificate IS NOT NULL AND
                        (authority > ? OR (authority = ? AND serial > ?))
                        """,
                    [.text(last.0), .text(last.0), .text(last.1)],
                    orderBy: "authority, serial", limit: 1000)
            }
            guard let final = page.last else { break }
            for record in page { try await publish(record) }
            after = (final.authority, final.serialHex)
        }
    }

    /// Publishes an authority's certificate and newest CRL. A list that stands there already costs
    /// one look at its file: the schedule asks every 20 seconds, and a list may have 40 MB.
    package func publish(authority name: String) async throws {
        let (certificate, number) = try await ledger.read { snapshot in
            let authority = try snapshot.authority(name)
            return (
                try snapshot.certificateRecord(of: authority)?.certificate,
                try snapshot.lastCRLHeading(name)?.number
            )
        }
        if let certificate { try await writer.write(certificate, to: "ca/\(name).cer") }
        let path = "crl/\(name).crl"
        guard let number, await !writer.holds(number, at: path),
            let record = try await ledger.read({ try $0.lastCRL(name) }), let list = record.list
        else { return }
        try await writer.write(
            list, to: path, number: record.number, replacing: !ledger.isRestored)
    }

    /// Publishes a subscriber's certificate, which was accepted: one that is on hold until then is nobody's to see
    /// (CP 3.3c, 6.9, 6.12).
    package func publish(_ record: CertificateRecord) async throws {
        guard let certificate = record.certificate, !record.awaitsAcceptance else { return }
        try await writer.write(
            certificate, to: "certificates/\(record.authority)/\(record.serialHex).cer")
    }

    /// The newest checkpoint, with the lines of the witnesses that cosigned it by now.
    package func publishCheckpoint() async throws {
        let (size, note) = try await ledger.read {
            (try $0.seenCheckpoint().size, try $0.checkpoint())
        }
        try await writer.write(
            checkpoint: note, number: size, cosignatures, replacing: !ledger.isRestored)
    }

    /// The newest checkpoint of one witness: it may be older than the journal's, and tells how far
    /// the witness came.
    func publish(_ cosigned: Cosignatures.Cosigned, of witness: KnownWitness) async throws {
        try await writer.write(cosigned.note.encoded, to: Cosignatures.path(of: witness))
    }

    /// The newest checkpoint that one service time-stamped. Of a crash in between, two files are
    /// left that do not go together, which counts as none.
    func publish(_ stamped: TimeStamps.Stamped) async throws {
        try await writer.write(
            stamped.note.encoded, to: TimeStamps.path(of: stamped.name, "txt"))
        try await writer.write(
            stamped.response.derEncoded, to: TimeStamps.path(of: stamped.name, "tsr"))
    }
}

/// Writes the files of the folder one after the other: two at once would write the same temporary
/// file, and an older list could take the place of a newer one.
private actor FolderWriter {
    private let path: String
    /// What was written last to each numbered file, and the file as it was then.
    private var newest: [String: (number: Int64, stamp: FileStamp?)] = [:]

    init(path: String) {
        self.path = path
    }

    /// Whether a numbered file is what was written last, under this number, and nobody touched it
    /// since.
    func holds(_ number: Int64, at relative: String) -> Bool {
        guard let published = newest[relative], published.number == number,
            let stamp = published.stamp
        else { return false }
        return stamp == FileStamp(of: "\(path)/\(relative)")
    }

    /// Leaves a file alone that holds the same bytes, or something newer.
    ///
    /// - Parameter replacing: false where only a missing file is written: of a ledger that may have
    /// gone
    ///   back, what was published before is the last word on status, and the evidence.
    ///
    /// Relative paths come from our own names of authorities and serial numbers alone.
    func write(
        _ bytes: [UInt8], to relative: String, number: Int64? = nil, replacing: Bool = true
    ) throws {
        if let number, let published = newest[relative], published.number > number { return }
        let file = "\(path)/\(relative)"
        let current = try? DurableFile.read(file, limit: 1 << 30)
        if current != nil, !replacing { return }
        if current != bytes {
            try makeFolders(above: relative)
            try DurableFile.write(bytes, to: file, mode: 0o644)
        }
        newest[relative] = number.map { ($0, FileStamp(of: file)) }
    }

    /// The lines are added here: those that came meanwhile would be written over otherwise.
    func write(
        checkpoint note: String, number: Int64, _ cosignatures: Cosignatures, replacing: Bool
    ) throws {
        try write(
            Array(cosignatures.added(to: note).utf8), to: "journal/checkpoint", number: number,
            replacing: replacing)
    }

    private func makeFolders(above relative: String) throws {
        var folder = ""
        for part in [path] + relative.split(separator: "/").dropLast().map({ "/\($0)" }) {
            folder += part
            if unsafe mkdir(folder, 0o755) == 0 {
                // Whatever mask the process has: this is for everybody to read.
                unsafe chmod(folder, 0o755)
            } else if errno != EEXIST {
                throw PublicationError.fileFailure(folder, errno)
            }
        }
    }
}

/// A file as the file system knows it: whoever changes or replaces its content changes this.
private struct FileStamp: Equatable {
    private let inode: UInt64
    private let bytes: Int64
    /// The time of the last change of content or attributes, which no program can set.
    private let changedSeconds: Int64
    private let changedNanoseconds: Int64

    /// Nil where there is no such file.
    init?(of path: String) {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        inode = UInt64(status.st_ino)
        bytes = Int64(status.st_size)
        changedSeconds = Int64(status.st_ctim.tv_sec)
        changedNanoseconds = Int64(status.st_ctim.tv_nsec)
    }
}

/// Until when everything issued is known to be public; nil before the first time.
private final class Progress: Sendable {
    private let value = Mutex<Int64?>(nil)

    var writtenUntilMilliseconds: Int64? {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
    }
}

/// A file of `public/` could not be written: its path and errno. What was there before stays.
package enum PublicationError: Error, Sendable, Hashable {
    case fileFailure(String, Int32)
}

extension PublicFolder {
    /// The newest time at which a witness cosigned this journal or a service time-stamped it, in milliseconds since
    /// 1970; `.min` where none has yet, nil where none is asked.
    package var witnessedMilliseconds: Int64? {
        let witnesses = cosignatures.witnesses
        guard !witnesses.isEmpty || !timeStamps.services.isEmpty else { return nil }
        let cosigned = witnesses.compactMap { witness in
            cosignatures.last(of: witness).flatMap { witness.verifier.seconds(of: $0.note) }
        }.map { $0 * 1000 }
        return (cosigned + timeStamps.all.map(\.info.atMilliseconds)).max() ?? .min
    }
}
