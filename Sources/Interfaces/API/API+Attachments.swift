import Attachments
import CanonicalJSON
import Cryptography
import Governance
import Ledger
import Messages
import Records

/// Files of records: handed in and read by pieces, so that nobody has a whole one in memory.
extension API {
    /// `{"name","bytes","mediaType"?}`: refuses what is too large before any of it is sent.
    func beginAttachment(_ request: APIRequest) async throws -> JSONValue {
        let body = Payload(request.body ?? .null)
        try body.refuseUnknown(besides: ["name", "bytes", "mediaType"])
        let now = try await requireAttaching(request.caller)
        let upload = try await attachments.begin(
            name: body.string("name"), bytes: body.integer("bytes"),
            mediaType: body.optionalString("mediaType"), by: request.caller.holder,
            atMilliseconds: now)
        return [
            "upload": .string(upload), "pieceBytes": .integer(Int64(FileVault.pieceBytes)),
        ]
    }

    /// `{"number","content"}`, base64: the answer to the last piece tells what came in.
    func takePiece(of upload: String, _ request: APIRequest) async throws -> JSONValue {
        let body = Payload(request.body ?? .null)
        try body.refuseUnknown(besides: ["number", "content"])
        let text = try body.string("content", maximumBytes: 1 << 19)
        guard let content = Base64.decode(text) else {
            throw Refusal(.payloadInvalid, field: "content", ["name": "content"])
        }
        let received = try await attachments.add(
            content, number: body.integer("number"), to: upload,
            atMilliseconds: requireAttaching(request.caller))
        if let received { return received.json }
        return ["next": .integer(try body.integer("number") + 1)]
    }

    /// A file is taken from who could sign that it belongs to a record, or proves an application.
    private func requireAttaching(_ caller: APIRequest.Caller) async throws -> Int64 {
        try await ledger.read { snapshot in
            do {
                try snapshot.requireRole(of: caller, toSign: "record.attach")
            } catch is Refusal {
                try snapshot.requireRole(of: caller, toSign: "application.evidence")
            }
            return snapshot.atMilliseconds
        }
    }

    func attachToRecord(_ act: ActRequest) async throws -> ActOutcome {
        let attachment = RecordAttachment(Payload(act.payload))
        let received = await attachments.received(act.payload["file"]?.string ?? "")
        let outcome = try await ledger.act(act) { try attachment.attach(received, &$0) }
        if let received { await attachments.settle(received.sealed.file) }
        return outcome
    }

    /// What opens the pieces of a file, once the entry that says who reads it is durable.
    func revealedFile(_ file: String) async throws -> JSONValue {
        let (secrets, stored, now) = try await ledger.read { snapshot in
            let stored = try snapshot.get(StoredFile.self, .text(file))
            return (
                try stored.flatMap { try snapshot.secrets(of: $0) }, stored,
                snapshot.atMilliseconds
            )
        }
        guard let secrets, let stored else {
            throw Refusal(.attachmentFileMissing, field: "file", ["file": file])
        }
        return [
            "ticket": .string(try await attachments.open(secrets.sealed, atMilliseconds: now)),
            "name": .string(secrets.name), "mediaType": .string(stored.mediaType),
            "bytes": .integer(stored.bytes),
            "sha256": .string(Hex.encode(secrets.sealed.sha256)),
        ]
    }

    /// One piece of a file, to who holds the ticket.
    func piece(of ticket: String, _ request: APIRequest) async throws -> JSONValue {
        try request.refuseUnknown(besides: ["piece"])
        guard let number = Int64(request.query["piece"] ?? "0") else {
            throw Refusal(.attachmentUploadUnknown, field: "piece")
        }
        let piece = try await attachments.piece(
            number, of: ticket, atMilliseconds: ledger.read { $0.atMilliseconds })
        return [
            "content": .string(Base64.encode(piece.content)), "pieces": .integer(piece.pieces),
        ]
    }

    /// Takes away sealed files that no row names, a day after they came.
    package func sweepFiles() async throws { try await attachments.sweep(of: ledger) }

    /// Without its name, which may tell whom it is about.
    static func summary(_ stored: StoredFile) -> JSONValue {
        [
            "file": .string(stored.file), "mediaType": .string(stored.mediaType),
            "bytes": .integer(stored.bytes), "at": .time(stored.atMilliseconds),
            "actor": .string(stored.actor), "entry": .integer(stored.entry),
        ]
    }
}
