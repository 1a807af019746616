import CanonicalJSON
import Cryptography
import Messages

/// Hands files in and fetches them, piece by piece: never whole in memory.
struct FileDesk: Sendable {
    let server: Server

    /// What is known of a file before it is sent: what the officer signs is computed here.
    struct Survey: Sendable {
        let name: String
        let bytes: Int64
        let sha256: [UInt8]
    }

    static func survey(_ path: String) throws -> Survey {
        let next = try PieceReader.open(path)
        var digest = try RunningDigest(.sha256)
        var bytes: Int64 = 0
        while let piece = try next() {
            try digest.add(piece)
            bytes += Int64(piece.count)
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return Survey(name: name, bytes: bytes, sha256: try digest.finish())
    }

    /// - Returns: what the server says came in.
    /// - Throws: `attachment.differs` where that is not what was sent.
    func send(_ path: String, _ survey: Survey) async throws -> JSONValue {
        let begun = try await server.post(
            "/api/v1/attachments",
            ["name": .string(survey.name), "bytes": .integer(survey.bytes)])
        let upload = URLText.encoded(try begun.requiredString("upload"))
        let next = try PieceReader.open(path)
        var number: Int64 = 0
        var answer: JSONValue = .null
        while let piece = try next() {
            answer = try await server.post(
                "/api/v1/attachments/\(upload)/pieces",
                ["number": .integer(number), "content": .string(Base64.encode(piece))])
            number += 1
        }
        // Of a file that changed meanwhile, too.
        guard try answer.requiredBytes(hex: "sha256") == survey.sha256,
            answer["bytes"]?.integer == survey.bytes
        else { throw Refusal(.attachmentDiffers, field: "file") }
        return answer
    }

    /// Writes a file that was revealed: durable under its name only where it is what was stored.
    func fetch(_ revealed: JSONValue, to path: String) async throws {
        let file = try LocalFile.Partial(path)
        try await fetch(revealed) { try file.write($0) }
        try file.finish()
    }

    /// Hands it on piece by piece, and throws at the end where it is not what was stored.
    func fetch(_ revealed: JSONValue, _ take: ([UInt8]) throws -> Void) async throws {
        let ticket = URLText.encoded(try revealed.requiredString("ticket"))
        let wanted = try revealed.requiredBytes(hex: "sha256")
        var digest = try RunningDigest(.sha256)
        var number: Int64 = 0
        var pieces: Int64 = 1
        while number < pieces {
            let answer = try await server.get(
                "/api/v1/attachments/\(ticket)", [APIQueryItem("piece", String(number))])
            let content = try answer.requiredBytes(base64: "content")
            pieces = try answer.required("pieces") { $0.integer }
            try digest.add(content)
            try take(content)
            number += 1
        }
        guard try digest.finish() == wanted else {
            throw Refusal(.attachmentFileAltered, field: "file")
        }
    }

    /// The one file that is named, or begins so: eight characters of a name at least.
    static func whole(
        _ typed: String, among files: [String], else code: RefusalCode
    ) throws(Refusal) -> String {
        let found = files.filter {
            $0 == typed || typed.utf8.count >= 8 && $0.hasPrefix(typed)
        }
        guard found.count == 1, let one = found.first else {
            throw Refusal(code, field: "attachment", ["file": SafeText.of(typed)])
        }
        return one
    }
}

extension Session {
    /// Writes the file that an act revealed, and tells of it.
    func keep(_ answer: JSONValue, of server: Server, in path: String) async throws {
        let revealed = answer["revealed"] ?? .null
        try await FileDesk(server: server).fetch(revealed, to: path)
        // The ticket opens the file for minutes: it is nobody's to read here.
        var members = revealed.object ?? [:]
        members["ticket"] = nil
        members["out"] = .string(path)
        members["entry"] = answer["entry"]
        console.show(.object(members)) { FieldList(console.reader).rendered($0) }
    }
}
