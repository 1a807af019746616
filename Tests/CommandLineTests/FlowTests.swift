import CanonicalJSON
import Cryptography
import Foundation
import Glibc
import Ledger
import Messages
import PKIX
import Testing

@testable import kapok

/// What officers' commands send, what they show, and what they refuse to sign.
@Suite struct FlowTests {
    let folder = TemporaryFolder()
    let log: TestLog
    let hierarchy: TestHierarchy
    let key: OfficerKey

    init() throws {
        log = try TestLog(size: 6)
        hierarchy = try TestHierarchy()
        key = try OfficerKey.make(
            privateFile: folder.file("key.pem"), publicFile: folder.file("key.pub.pem"))
    }

    private func run(
        _ words: [String], _ node: FakeNode, withKey: Bool = true
    ) async -> CommandRun {
        let access = ["--data", folder.path] + (withKey ? ["--key", folder.file("key.pem")] : [])
        return await CommandRun.of(
            words + access, node: node, environment: ["KAPOK_STATE": folder.file("state.json")])
    }

    private func node(
        _ answers: [String: JSONValue] = [:], failures: [String: APIAnswer] = [:]
    ) -> FakeNode {
        let common: [String: JSONValue] = [
            "GET /api/v1/context": log.context,
            "GET /api/v1/operators": [
                "operators": [["name": "lam", "officer": "off-lam", "key": .string(key.id)]]
            ],
            "POST /api/v1/acts": ["result": ["state": "done"], "entry": 5, "replayed": false],
        ]
        return FakeNode(common.merging(answers) { $1 }, failures: failures)
    }

    private var application: [String: JSONValue] {
        let contents = hierarchy.person.toBeSigned
        let statement: JSONValue = ["commonName": "陳大文"]
        let secret = [UInt8](repeating: 9, count: 32)
        return [
            "application": "app-x", "state": "accepted", "statement": statement,
            "statementKey": .string(Hex.encode(secret)),
            "statementCommitment": .string(
                Hex.encode(
                    HMAC.authenticationCode(
                        of: statement.canonicalBytes, key: SecretBytes(secret), digest: .sha256))),
            "contents": .string(Hex.encode(DigestAlgorithm.sha256.hash(contents))),
            "contentsDER": .string(Base64.encode(contents)),
            "acceptanceStatement": .string(Base64.encode(Array("{}".utf8))),
            // Over no items at all.
            "evidence": .string(Hex.encode(DigestAlgorithm.sha256.hash(Array("[]".utf8)))),
            "proofs": [], "checklist": [],
        ]
    }

    private func statement(in act: JSONValue?) throws -> ActStatement {
        try ActStatement(parsing: #require(act?["signed"]?["act"]?.string.flatMap(Base64.decode)))
    }

    @Test(arguments: ["approve", "issue"])
    func `[6.3a] an officer signs the hash of the contents that were shown`(command: String)
        async throws
    {
        let node = node(["GET /api/v1/applications/app-x": .object(application)])
        let run = await run([command, "app-x"], node)
        #expect(run.status == .done, "\(run.errors)")
        #expect(run.errors.contains("陳大文") && run.errors.contains("HKD 200000"))
        #expect(run.errors.contains("2.16.344.8.2.2008.810.2.2018.1.1"))
        let act = try #require(node.acts.first)
        var members: [String: JSONValue] = [
            "application": "app-x", "contents": application["contents"] ?? .null,
        ]
        if command == "approve" { members["evidence"] = application["evidence"] }
        let payload = JSONValue.object(members)
        #expect(act["payload"] == payload)
        #expect(act["operation"] == .string("application.\(command)"))
        #expect(
            try statement(in: act).decides == DigestAlgorithm.sha256.hash(payload.canonicalBytes))
        #expect(try statement(in: act).caseID == "app-x")
    }

    @Test(
        arguments: [
            ("contents", "command.review.contentsDiffer"),
            ("contentsDER", "command.review.contentsDiffer"),
            ("statementCommitment", "command.review.statementDiffers"),
            ("application", "command.review.anotherApplication"),
        ])
    func `[6.3a] nothing is signed where the server's words and bytes differ`(
        member: String, code: String
    ) async {
        var forged = application
        forged[member] =
            member == "contentsDER"
            ? .string(Base64.encode(hierarchy.issuing.toBeSigned))
            : member == "application" ? "app-y" : .string(String(repeating: "0", count: 64))
        let node = node(["GET /api/v1/applications/app-x": .object(forged)])
        for command in ["approve", "issue"] {
            let run = await run([command, "app-x", "--json"], node)
            #expect(run.status == .refused && run.code == code, "\(run.errors)")
        }
        #expect(node.acts.isEmpty)
    }

    @Test func `[6.3a] the sheet and the statement that was shown are signed`() async throws {
        let sheet = "contentsReview:\n  trademark: 'no'\n\nfaceToFace:\n  place: hk-central\n"
        try LocalFile.write(Array(sheet.utf8), to: folder.file("sheet"))
        let node = node(["GET /api/v1/applications/app-x": .object(application)])
        let run = await run(
            ["vet", "app-x", "--method", "A", "--sheet", folder.file("sheet")], node)
        #expect(run.status == .done, "\(run.errors)")
        let payload = node.acts.first?["payload"]
        #expect(payload?["method"] == "A")
        #expect(payload?["statement"] == application["statementCommitment"])
        #expect(
            payload?["evidence"]
                == [
                    ["kind": "contentsReview", "values": ["trademark": "no"]],
                    ["kind": "faceToFace", "values": ["place": "hk-central"]],
                ])
        #expect(payload?["salt"]?.string?.utf8.count == 32)
    }

    @Test(
        arguments: [
            ("contentsReview:\n  trademark: &a yes\n", "sheet.unreadable"),
            ("trademark: yes\n", "sheet.unreadable"),
            ("hearsay:\n  name: somebody\n", "application.evidenceKindUnknown"),
        ])
    func `a sheet that is none is refused, and nothing is sent`(
        sheet: String, code: String
    ) async throws {
        try LocalFile.write(Array(sheet.utf8), to: folder.file("sheet"))
        let node = node(["GET /api/v1/applications/app-x": .object(application)])
        let run = await run(
            ["vet", "app-x", "--sheet", folder.file("sheet"), "--json"], node)
        #expect(run.status == .refused && run.code == code, "\(run.errors)")
        #expect(node.acts.isEmpty)
    }

    @Test func `[6.3a] evidence that is not what it was vetted by is not approved`() async {
        var forged = application
        forged["evidence"] = .string(String(repeating: "0", count: 64))
        let node = node(["GET /api/v1/applications/app-x": .object(forged)])
        let run = await run(["approve", "app-x", "--json"], node)
        #expect(run.status == .refused && run.code == "command.review.evidenceDiffers")
        #expect(node.acts.isEmpty)
    }

    @Test func `[5.5, 6.3a] an empty sheet asks for all that the method asks for`() async {
        var received = application
        received["category"] = "personal"
        let node = node(["GET /api/v1/applications/app-x": .object(received)])
        let run = await run(["application", "sheet", "app-x", "--method", "B"], node)
        #expect(run.status == .done, "\(run.errors)")
        for kind in [
            "contentsReview", "identityDatabase", "biometricMatch", "trueIntent", "auxiliarySource",
        ] { #expect(run.output.contains("\n\(kind):\n"), "\(kind)") }
        #expect(!run.output.contains("faceToFace:") && !run.output.contains("\ntrademark:\n"))
    }

    @Test func `[5.3b, 5.4c] an empty sheet asks for what was declared and stated, by any method`()
        async
    {
        var declaring = application
        declaring["category"] = "personal"
        declaring["declarations"] = ["trademark": true]
        var naming = application
        naming["category"] = "organisation"
        naming["statement"] = ["organizationName": "Kapok", "title": "Director"]
        let cases: [([String: JSONValue], [String], String)] = [
            (declaring, ["--method", "A"], "trademark"), (naming, [], "namedPerson"),
        ]
        for (shown, words, kind) in cases {
            let node = node(["GET /api/v1/applications/app-x": .object(shown)])
            let run = await run(["application", "sheet", "app-x"] + words, node)
            #expect(run.output.contains("\n\(kind):\n"), "\(kind): \(run.errors)")
        }
    }

    @Test func `a refusal of one application does not hold up the others`() async {
        var other = application
        other["application"] = "app-z"
        let node = node(
            [
                "GET /api/v1/applications/app-x": .object(application),
                "GET /api/v1/applications/app-z": .object(other),
            ],
            failures: [
                "POST /api/v1/acts": APIAnswer(
                    status: 422, body: ["error": ["code": "act.expired", "message": "Late."]])
            ])
        let run = await run(["issue", "app-x", "app-z", "--json"], node)
        #expect(run.status == .refused)
        #expect(node.acts.count == 2)
        let results = run.json?["results"]?.array ?? []
        #expect(results.map { $0["application"] } == ["app-x", "app-z"])
        #expect(results.allSatisfy { $0["error"]?["code"] == "act.expired" })
    }

    @Test func `a second signature is over the same facts, and its case follows from them`()
        async throws
    {
        let payload: JSONValue = ["name": "ho", "roles": ["validator"]]
        let hash = Hex.encode(DigestAlgorithm.sha256.hash(payload.canonicalBytes))
        let proposal: JSONValue = [
            "proposal": "pro-x", "operation": "operator.enrol", "payload": payload,
            "payloadHash": .string(hash), "case": "smuggled",
        ]
        let node = node(["GET /api/v1/proposals/pro-x": proposal])
        let good = await run(["approve", "pro-x"], node)
        #expect(good.status == .done && good.errors.contains("validator"))
        #expect(node.acts.first?["proposal"] == "pro-x")
        #expect(try statement(in: node.acts.first).caseID == nil)
        #expect(try statement(in: node.acts.first).role == "securityOfficer")

        let forged = self.node([
            "GET /api/v1/proposals/pro-x": [
                "proposal": "pro-x", "operation": "operator.enrol", "payload": ["name": "eve"],
                "payloadHash": .string(hash),
            ]
        ])
        let bad = await run(["approve", "pro-x", "--json"], forged)
        #expect(bad.code == "command.review.proposalDiffers" && forged.acts.isEmpty)
    }

    @Test func `an operation that this program cannot explain is not signed`() async {
        let node = node([
            "GET /api/v1/proposals/pro-x": [
                "proposal": "pro-x", "operation": "world.end", "payload": [:],
                "payloadHash": .string(
                    Hex.encode(DigestAlgorithm.sha256.hash(JSONValue.object([:]).canonicalBytes))),
            ]
        ])
        let run = await run(["approve", "pro-x", "--json"], node)
        #expect(run.code == "command.operationUnknown" && node.acts.isEmpty)
    }

    @Test func `a change of status names the certificate that was shown`() async throws {
        let serial = hierarchy.person.serialNumber.hex
        let answer: JSONValue = [
            "authority": "sm2-ca", "serial": .string(serial),
            "certificate": .string(Base64.encode(hierarchy.person.derEncoded)),
        ]
        let node = node(["GET /api/v1/certificates/\(serial)": answer])
        let run = await run(
            ["suspend", serial, "--reason", "keyLost", "--requester", "subscriber"], node)
        #expect(run.status == .done, "\(run.errors)")
        #expect(node.acts.first?["payload"]?["certificate"] == .string("sm2-ca/\(serial)"))
        #expect(try statement(in: node.acts.first).caseID == "sm2-ca/\(serial)")

        let forged = self.node([
            "GET /api/v1/certificates/0a0b": answer
        ])
        let bad = await self.run(["release", "0a0b", "--json"], forged)
        #expect(bad.code == "command.review.anotherCertificate" && forged.acts.isEmpty)
    }

    @Test(arguments: [
        ("subscriber", "certificate.revoke"), ("authority", "certificate.revokeByAuthority"),
    ])
    func `[6.19c] what the authority itself revokes is another operation`(
        requester: String, operation: String
    ) async {
        let serial = hierarchy.person.serialNumber.hex
        let node = node([
            "GET /api/v1/certificates/\(serial)": [
                "authority": "sm2-ca", "application": "app-x",
                "certificate": .string(Base64.encode(hierarchy.person.derEncoded)),
            ]
        ])
        _ = await run(
            [
                "revoke", serial, "--reason", "superseded", "--requester", requester,
                "--identified", "internalProcedure",
            ], node)
        #expect(node.acts.first?["operation"] == .string(operation))
    }

    static let identified: [(command: [String], payload: [String: JSONValue])] = [
        (
            ["suspend", "--reason", "identificationPending", "--identified", "telephone"],
            ["reason": "identificationPending", "identified": "telephone"]
        ),
        (
            [
                "release", "--identified", "post", "--hindrance", "distance", "--evidence",
                "FILE", "--documents", "FILE",
            ],
            ["identified": "post", "hindrance": "distance", "evidence": [], "documents": []]
        ),
        (
            [
                "revoke", "--reason", "superseded", "--identified", "telephone", "--hindrance",
                "cannotTravel", "--contact-from", "officialRegister", "--evidence", "FILE",
            ],
            [
                "reason": "superseded", "identified": "telephone", "hindrance": "cannotTravel",
                "contactFrom": "officialRegister", "evidence": [],
            ]
        ),
    ]

    /// Empty lists stand for the hash of the file.
    @Test(arguments: identified)
    func `[5.8b] how whoever asks was identified is signed with the act`(
        command: [String], payload: [String: JSONValue]
    ) async throws {
        let paper = folder.file("paper")
        try Data("paper".utf8).write(to: URL(fileURLWithPath: paper))
        let serial = hierarchy.person.serialNumber.hex
        let node = node([
            "GET /api/v1/certificates/\(serial)": [
                "authority": "sm2-ca", "application": "app-x",
                "certificate": .string(Base64.encode(hierarchy.person.derEncoded)),
            ]
        ])
        let typed = command.map { $0 == "FILE" ? paper : $0 }
        let run = await run(
            [typed[0], serial, "--requester", "subscriber"] + typed.dropFirst(), node)
        #expect(run.status == .done, "\(run.errors)")
        let hash = JSONValue.array([
            .string(Hex.encode(DigestAlgorithm.sha256.hash(Array("paper".utf8))))
        ])
        var expected = payload.mapValues { $0 == [] ? hash : $0 }
        expected["certificate"] = .string("sm2-ca/\(serial)")
        expected["requester"] = "subscriber"
        #expect(node.acts.first?["payload"] == .object(expected))
    }

    @Test func `[6.20] a mistake of production is signed with its incident`() async throws {
        let serial = hierarchy.person.serialNumber.hex
        let node = node([
            "GET /api/v1/certificates/\(serial)": [
                "authority": "sm2-ca", "application": "app-x",
                "certificate": .string(Base64.encode(hierarchy.person.derEncoded)),
            ]
        ])
        _ = await run(
            [
                "revoke", serial, "--reason", "superseded", "--requester", "authority",
                "--identified", "internalProcedure", "--cause", "productionMistake", "--incident",
                "rec-1",
            ], node)
        #expect(node.acts.first?["payload"]?["cause"] == "productionMistake")
        #expect(node.acts.first?["payload"]?["incident"] == "rec-1")
    }

    @Test func `an officer's act needs a key, and --as that it is theirs`() async throws {
        let node = node(["GET /api/v1/applications/app-x": .object(application)])
        let bare = await run(["approve", "app-x", "--json"], node, withKey: false)
        #expect(bare.status == .usage && bare.code == "command.officerKeyMissing")
        let theirs = await run(["approve", "app-x", "--as", "lam"], node)
        #expect(theirs.status == .done, "\(theirs.errors)")
        let nobody = await run(["approve", "app-x", "--as", "eve", "--json"], node)
        #expect(nobody.code == "command.officerUnknown")
        let another = self.node([
            "GET /api/v1/operators": ["operators": [["name": "lam", "key": "key-other"]]]
        ])
        let wrong = await run(["approve", "app-x", "--as", "lam", "--json"], another)
        #expect(wrong.code == "command.officerKeyOfAnother" && another.acts.isEmpty)
    }

    @Test func `what an applicant does carries no officer's signature`() async throws {
        try LocalFile.write([1, 2, 3], to: folder.file("x"))
        let node = node(["GET /api/v1/applications/app-x": .object(application)])
        _ = await run(["accept", "app-x", "--signature", folder.file("x")], node, withKey: false)
        _ = await run(
            [
                "apply", "--authority", "sm2-ca", "--category", "personal", "--csr",
                folder.file("x"), "--common-name", "陳大文", "--country", "HK", "--declare",
                "--trademark", "no",
            ], node, withKey: false)
        #expect(node.acts.count == 2)
        #expect(node.acts.allSatisfy { $0["signed"] == nil })
        #expect(node.acts[0]["payload"]?["signature"] == "AQID")
        #expect(
            node.acts[1]["payload"]?["subject"] == ["commonName": "陳大文", "countryName": "HK"])
        let declared = node.acts[1]["payload"]?["declarations"]
        #expect(declared?["intellectualProperty"] == true && declared?["liability"] == true)
        #expect(declared?["trademark"] == false && declared?["version"] == 1)
        #expect(node.acts[0]["request"] != node.acts[1]["request"])
    }

    @Test func `statement and contents are written as they are`() async throws {
        let node = node(["GET /api/v1/applications/app-x": .object(application)])
        let run = await run(
            [
                "application", "show", "app-x", "--statement", folder.file("x"), "--contents",
                folder.file("out"),
            ], node, withKey: false)
        #expect(run.status == .done && run.output.contains("陳大文"))
        #expect(!run.output.contains(application["statementKey"]?.string ?? ""))
        #expect(try LocalFile.read(folder.file("x")) == Array("{}".utf8))
        #expect(try LocalFile.read(folder.file("out")) == hierarchy.person.toBeSigned)
    }
}
