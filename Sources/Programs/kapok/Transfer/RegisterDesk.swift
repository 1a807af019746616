import CanonicalJSON
import Messages
import PKIX
import Registers

/// Where a register is looked at, signed and entered: the steps of taking it over.
struct RegisterDesk: Sendable {
    private let server: Server
    private let session: Session
    private let files: RegisterFiles
    private let authority: String
    private let issuer: Certificate

    init(
        _ server: Server, _ session: Session, _ files: RegisterFiles, _ authority: String
    ) async throws {
        self.server = server
        self.session = session
        self.files = files
        self.authority = authority
        let answer = try await server.get("/api/v1/authorities/\(URLText.encoded(authority))")
        guard answer["certificate"]?.string != nil else {
            throw Refusal(.commandAuthorityUncertified, field: "authority", ["name": authority])
        }
        issuer = try Certificate(derEncoded: answer.requiredBytes(base64: "certificate"))
    }

    func survey(judging: Bool) async throws -> RegisterSurvey {
        let judge: RegisterSurvey.Judge = { try await self.judged($0) }
        return try await RegisterSurvey(
            files, of: authority, issuer: issuer, language: session.console.language,
            judge: judging ? judge : nil)
    }

    private func judged(_ rows: [RegisterRow]) async throws -> [JSONValue] {
        let answer = try await server.post(
            "/api/v1/imports/judge",
            ["authority": .string(authority), "rows": .array(rows.map(\.json))])
        let judged = try answer.required("rows") { $0.array }
        guard judged.count == rows.count else {
            throw Refusal(.commandServerAnswerIncomplete, field: "rows", ["member": "rows"])
        }
        return judged
    }

    func batch(_ survey: RegisterSurvey) async throws -> JSONValue {
        guard survey.tree.size > 0 || survey.conflictCount > 0 else {
            throw Refusal(.importNothing, field: "--index")
        }
        guard survey.conflictCount == 0 else { return ["state": "new"] }
        return try await server.get("/api/v1/imports/\(Hex.encode(survey.tree.root))")
    }

    func propose(
        _ survey: RegisterSurvey, _ options: ActOptions, corrects: String?
    ) async throws {
        guard survey.conflictCount == 0 else {
            if !session.console.isJSON { session.console.note(told(survey)) }
            throw Refusal(
                .importConflicts, field: "rows", ["count": String(survey.conflictCount)])
        }
        let desk = try await OfficerDesk(session, server, isConfirmed: options.isConfirmed)
        try desk.tell(told(survey), operation: "register.import")
        try await desk.carryOut(
            IntendedAct(
                operation: "register.import", payload: survey.payload, caseID: nil,
                corrects: corrects),
            in: session)
    }

    /// Reads the files again and hands in what is not entered yet, piece by piece.
    func enter(_ survey: RegisterSurvey, from next: Int64) async throws -> JSONValue {
        let root = Hex.encode(survey.tree.root)
        let proofs = survey.tree.proofs
        var source = try RegisterSource(files, issuer: issuer)
        var rows: [RegisterRow] = []
        var number: Int64 = 0
        var last: JSONValue = .null
        func hand(in rows: [RegisterRow]) async throws {
            if number >= next {
                last = try await server.post(
                    "/api/v1/imports/\(root)/pieces",
                    [
                        "number": .integer(number), "rows": .array(rows.map(\.json)),
                        "proof": .array(
                            try proofs.ofPiece(number).map { .string(Hex.encode($0)) }),
                    ])
            }
            number += 1
        }
        while let item = try source.next() {
            // Of files that changed meanwhile, the server finds that they lead to another root.
            guard case .row(let row, _) = item else { continue }
            rows.append(row)
            guard rows.count == RegisterTree.rowsInPiece else { continue }
            try await hand(in: rows)
            rows = []
        }
        if !rows.isEmpty { try await hand(in: rows) }
        return last
    }

    /// Counts first, then each conflict with its place.
    func told(_ survey: RegisterSurvey) -> String {
        let reader = session.console.reader
        var members = survey.json.object ?? [:]
        members["conflicts"] = nil
        let conflicts = survey.conflicts.map { conflict in
            let place =
                SafeText.of(conflict["file"]?.string ?? "")
                + (conflict["line"]?.integer.map { ":\($0)" } ?? "")
            return reader.folded(
                SafeText.of(conflict["message"]?.string ?? ""), behind: "\(place): ")
        }
        return ([FieldList(reader).rendered(.object(members), indent: 2)] + conflicts)
            .joined(separator: "\n")
    }
}
