import Archives
package import CanonicalJSON
package import Cryptography
package import Ledger
import Messages

/// Where files come in and are read again, piece by piece: for records, and whoever else keeps evidence.
///
/// A file that came in whole has its name on the disk, and no row yet; it belongs to nobody until a signed act
/// names it. What is not named is swept two hours later (``FileVault/sweep(atMilliseconds:unless:)``). Nothing here
/// outlives the process: a file half handed in is begun anew.
package actor AttachmentIntake {
    /// Files being handed in, or read, at the same time.
    package static let maximumOpen = 16
    /// Files that may be read, open or not.
    package static let maximumTickets = 1024
    /// Files that came in and wait for a signed act: what nobody signs for must not fill the disk.
    package static let maximumReceived = 64
    /// Of those, the part of one officer, and of whoever runs the machine: the others are not locked out.
    package static let maximumOpenEach = 4
    package static let maximumReceivedEach = 16
    /// After this a file that nobody went on with is forgotten.
    static let patienceMilliseconds: Int64 = 3_600_000
    /// So long may be read after the entry that says so.
    static let readingMilliseconds: Int64 = 600_000

    private let vault: FileVault?
    /// The names of the journal whose files these are, in their order; none where nobody marks the folder.
    private let journal: [String]
    private let maximumBytes: Int64
    private let randomness: any Randomness
    private nonisolated let executor = QueueExecutor(label: "kapok.attachments")
    private var uploads: [String: Upload] = [:]
    private var received: [String: Received] = [:]
    private var readings: [String: Reading] = [:]

    package nonisolated var unownedExecutor: UnownedSerialExecutor {
        unsafe executor.asUnownedSerialExecutor()
    }

    /// - Parameters:
    ///   - vault: nil takes and gives nothing.
    ///   - journal: see ``FileVault/claim(for:)``.
    ///   - maximumBytes: of one file.
    package init(
        _ vault: FileVault?, of journal: [String], maximumBytes: Int64,
        randomness: any Randomness = SystemRandomness()
    ) {
        self.vault = vault
        self.journal = journal
        self.maximumBytes = maximumBytes
        self.randomness = randomness
    }

    private struct Upload {
        let name: String
        let type: MediaType
        let bytes: Int64
        let holder: String?
        let file: SealingFile
        var next: Int64 = 0
        var touchedMilliseconds: Int64
    }

    /// A file that is whole, typed and durable.
    package struct Received: Sendable {
        package let name: String
        package let mediaType: String
        package let sealed: SealedFile
        let holder: String?
        let atMilliseconds: Int64

        package var json: JSONValue {
            [
                "file": .string(sealed.file), "name": .string(name),
                "mediaType": .string(mediaType), "bytes": .integer(sealed.bytes),
                "sha256": .string(Hex.encode(sealed.sha256)),
            ]
        }
    }

    private struct Reading {
        let sealed: SealedFile
        /// Nil while others are open in its place.
        var file: OpenedFile?
        let atMilliseconds: Int64
    }

    // MARK: Handing in

    /// - Parameters:
    ///   - bytes: how many will come; more, or fewer, are refused.
    ///   - mediaType: as who hands it in declares it; nil where the name alone says it.
    ///   - holder: the officer whose client hands it in; nil for whoever runs the machine.
    /// - Returns: what the pieces name.
    /// - Throws: `attachment.nameInvalid`, `.contentOther`, `.empty`, `.tooLarge`, `.busy`, `.ownShare`.
    package func begin(
        name: String, bytes: Int64, mediaType: String?, by holder: String? = nil,
        atMilliseconds now: Int64
    ) throws -> String {
        forget(atMilliseconds: now)
        guard (1...200).contains(name.utf8.count), !name.hasPrefix("."),
            !name.unicodeScalars.contains(where: {
                $0 == "/" || $0 == "\\" || $0.properties.generalCategory == .control
                    || $0.properties.generalCategory == .format
            }), let type = MediaType(ofName: name)
        else {
            throw Refusal(
                .attachmentNameInvalid, field: "name",
                ["known": MediaType.all.flatMap(\.extensions).joined(separator: ", ")])
        }
        if let mediaType, mediaType != type.id {
            throw Refusal(
                .attachmentOtherContent, field: "mediaType",
                ["found": type.id, "declared": mediaType])
        }
        guard bytes > 0 else { throw Refusal(.attachmentEmpty, field: "bytes") }
        guard bytes <= maximumBytes else {
            throw Refusal(.attachmentTooLarge, field: "bytes", ["limit": String(maximumBytes)])
        }
        try refuseFull(for: holder)
        guard let vault else { throw Refusal(.attachmentFileMissing, ["file": name]) }
        let id = "upl-\(Hex.encode(randomness.bytes(16)))"
        uploads[id] = Upload(
            name: name, type: type, bytes: bytes, holder: holder,
            file: try vault.begin(limit: bytes, of: journal),
            touchedMilliseconds: now)
        return id
    }

    /// One's own part first: who filled it is told so, whatever the others have.
    private func refuseFull(for holder: String?) throws(Refusal) {
        let open = uploads.values.count { $0.holder == holder }
        let waiting = received.values.count { $0.holder == holder }
        guard open < Self.maximumOpenEach, open + waiting < Self.maximumReceivedEach else {
            throw Refusal(
                .attachmentOwnShare, ["count": String(open), "waiting": String(waiting)])
        }
        guard uploads.count < Self.maximumOpen else {
            throw Refusal(.attachmentBusy, ["count": String(uploads.count)])
        }
        guard uploads.count + received.count < Self.maximumReceived else {
            throw Refusal(.attachmentBusy, ["count": String(uploads.count + received.count)])
        }
    }

    /// Takes the next piece.
    /// - Returns: nil until the last one is there. Then the file has its name, durably.
    /// - Throws: `attachment.unknown`, `.order`; for what the content is, `ContentJudge`. A file of which a
    ///   piece was refused is gone.
    package func add(
        _ content: [UInt8], number: Int64, to id: String, atMilliseconds now: Int64
    ) throws -> Received? {
        forget(atMilliseconds: now)
        guard var upload = uploads.removeValue(forKey: id) else {
            throw Refusal(.attachmentUploadUnknown, field: "upload")
        }
        guard number == upload.next, (1...FileVault.pieceBytes).contains(content.count),
            upload.file.bytes + Int64(content.count) <= upload.bytes
        else {
            throw Refusal(
                .attachmentOrder, field: "number",
                [
                    "number": String(upload.next), "size": String(FileVault.pieceBytes),
                    "bytes": String(upload.bytes),
                ])
        }
        try upload.file.add(content)
        upload.next += 1
        upload.touchedMilliseconds = now
        guard upload.file.bytes == upload.bytes else {
            uploads[id] = upload
            return nil
        }
        let type = upload.type
        let sealed = try upload.file.finish { try ContentJudge(type).judge($0) }
        let whole = Received(
            name: upload.name, mediaType: type.id, sealed: sealed, holder: upload.holder,
            atMilliseconds: now)
        received[sealed.file] = whole
        return whole
    }

    /// A file that came in and has no row yet, by its name on the disk.
    package func received(_ file: String) -> Received? { received[file] }

    /// A row names it now.
    package func settle(_ file: String) { received[file] = nil }

    // MARK: Reading

    /// Opens a file for who was told so: the entry that says who reads it, and why, is durable.
    /// - Returns: what the pieces are asked for by. Nobody guesses it.
    package func open(_ sealed: SealedFile, atMilliseconds now: Int64) throws -> String {
        forget(atMilliseconds: now)
        guard let vault else {
            throw Refusal(.attachmentFileMissing, field: "file", ["file": sealed.file])
        }
        while readings.count >= Self.maximumTickets,
            let oldest = readings.min(by: { $0.value.atMilliseconds < $1.value.atMilliseconds })
        {
            readings[oldest.key] = nil
        }
        let file = try vault.open(sealed.file, key: sealed.key)
        closeOldest()
        let ticket = Hex.encode(randomness.bytes(32))
        readings[ticket] = Reading(sealed: sealed, file: file, atMilliseconds: now)
        return ticket
    }

    /// A ticket stays good while its file is closed: whoever takes out many files reads one after the other.
    private func closeOldest() {
        let open = readings.filter { $0.value.file != nil }
        guard open.count >= Self.maximumOpen,
            let oldest = open.min(by: { $0.value.atMilliseconds < $1.value.atMilliseconds })
        else { return }
        readings[oldest.key]?.file = nil
    }

    /// - Returns: the piece, and how many there are.
    /// - Throws: `attachment.unknown`, `attachment.fileAltered`.
    package func piece(
        _ number: Int64, of ticket: String, atMilliseconds now: Int64
    ) throws -> (content: [UInt8], pieces: Int64) {
        forget(atMilliseconds: now)
        guard let vault, let reading = readings[ticket] else {
            throw Refusal(.attachmentUploadUnknown, field: "piece")
        }
        if reading.file == nil { closeOldest() }
        let file = try reading.file ?? vault.open(reading.sealed.file, key: reading.sealed.key)
        readings[ticket]?.file = file
        guard (0..<file.pieces).contains(number) else {
            throw Refusal(.attachmentUploadUnknown, field: "piece")
        }
        return (try file.piece(number), file.pieces)
    }

    private func forget(atMilliseconds now: Int64) {
        uploads = uploads.filter { now - $0.value.touchedMilliseconds < Self.patienceMilliseconds }
        received = received.filter { now - $0.value.atMilliseconds < Self.patienceMilliseconds }
        readings = readings.filter { now - $0.value.atMilliseconds < Self.readingMilliseconds }
    }

    // MARK: Upkeep

    /// Takes away what no row names (see ``FileVault/sweep(atMilliseconds:unless:)``).
    package func sweep(of ledger: Ledger) async throws {
        guard let vault else { return }
        try vault.claim(for: journal)
        let now = try await ledger.read { $0.atMilliseconds }
        forget(atMilliseconds: now)
        try await ledger.readApart { snapshot in
            try vault.sweep(atMilliseconds: now) { file in
                try snapshot.get(StoredFile.self, .text(file)) != nil
            }
        }
    }
}
