import CanonicalJSON
import CertificatePolicy
import Messages

/// Where a file of records is looked at, signed and entered: nothing of it, or all.
struct RecordDesk: Sendable {
    /// Further broken lines are counted and not named.
    private static let maximumNamed = 100

    let session: Session
    let path: String
    let encoding: TextEncoding?
    let kind: RecordKind

    /// What a file is before anything is signed.
    struct Survey: Sendable {
        let rows: Int
        let digest: [UInt8]
        let salt: String
        /// The first lines that cannot be entered, with why.
        let broken: [(line: Int, refusal: Refusal)]
        let brokenCount: Int
    }

    /// Reads the whole file once, and changes nothing.
    func survey() throws -> Survey {
        var file = try RecordFile(path, encoding: encoding, of: kind)
        var chunks = RecordChunks(kind, salt: RecordText.salt())
        var keys: Set<Int> = []
        var broken: [(Int, Refusal)] = []
        var brokenCount = 0
        func refuse(_ line: Int, _ refusal: Refusal) {
            brokenCount += 1
            if broken.count < Self.maximumNamed { broken.append((line, refusal)) }
        }
        while let line = try file.next() {
            switch line.values {
            case .failure(let refusal): refuse(line.number, refusal)
            case .success(let values):
                // Sixty-four bits for each: the server compares the keys themselves.
                var hasher = Hasher()
                for name in kind.key { hasher.combine(values[name]) }
                guard keys.insert(hasher.finalize()).inserted else {
                    refuse(line.number, Refusal(.recordTwin, field: kind.key.first))
                    continue
                }
                _ = chunks.add(line.number, values)
            }
        }
        _ = chunks.take()
        guard chunks.count + brokenCount > 0 else {
            throw Refusal(.recordFileEmpty, field: path, ["path": path])
        }
        return Survey(
            rows: chunks.count, digest: chunks.digest, salt: chunks.salt, broken: broken,
            brokenCount: brokenCount)
    }

    /// Hands all lines in; they count from the act on that follows.
    func stage(_ survey: Survey, as id: String, on server: Server) async throws {
        var file = try RecordFile(path, encoding: encoding, of: kind)
        var chunks = RecordChunks(kind, salt: survey.salt)
        func nextChunk() throws -> JSONValue? {
            while let line = try file.next(judging: false) {
                // Of a file that changed meanwhile the digest is another: the server finds it.
                guard case .success(let values) = line.values else { continue }
                if let rows = chunks.add(line.number, values) { return rows }
            }
            return chunks.take()
        }
        var number: Int64 = 0
        var next = try nextChunk()
        while let rows = next {
            let body: JSONValue = [
                "number": .integer(number), "kind": .string(kind.id),
                "salt": .string(survey.salt), "rows": rows,
            ]
            // The next lines are read while the server takes these.
            async let taken = server.post("/api/v1/records/imports/\(id)/chunks", body)
            next = try nextChunk()
            _ = try await taken
            number += 1
        }
    }

    /// Each broken line by its number.
    func told(_ survey: Survey) -> String {
        let reader = session.console.reader
        return survey.broken.map { line, refusal in
            reader.folded(
                [refusal.message(in: reader.language), refusal.remedy(in: reader.language)]
                    .joined(separator: reader.language == .english ? " " : ""),
                behind: "\(SafeText.of(path)):\(line): ")
        }.joined(separator: "\n")
    }

    func json(_ survey: Survey) -> JSONValue {
        [
            "kind": .string(kind.id), "file": .string(path),
            "rows": .integer(Int64(survey.rows)), "broken": .integer(Int64(survey.brokenCount)),
            "lines": .array(
                survey.broken.map { line, refusal in
                    [
                        "line": .integer(Int64(line)), "code": .string(refusal.code.id),
                        "field": refusal.field.map { .string($0) } ?? .null,
                        "message": .string(refusal.message(in: session.console.language)),
                    ]
                }),
        ]
    }
}
