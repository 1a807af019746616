import CanonicalJSON
import CertificatePolicy
import PKIX
import Testing

/// One question to each kind of source, and what answers it well.
enum Asked {
    /// 2026-11-30T04:00:00Z.
    static let now: Int64 = 1_796_011_200_000
    static let digest = String(repeating: "ab", count: 32)

    static func connector(_ kind: ConnectorKind = .officialDatabase) -> Connector? {
        Connector([
            "name": "immd", "kind": .string(kind.rawValue), "url": "https://immd.example/check",
            "source": "hk-immd", "root": .string(digest), "contract": "LA-2026-1",
        ])
    }

    static func question(_ kind: ConnectorKind = .officialDatabase) -> ConnectorQuestion {
        ConnectorQuestion(
            id: "chk-aaaaaaaaaaaaaaaa", kind: kind, agreement: "LA-2026-1", environment: "test",
            subject: ["name": "陳大文", "number": "A123456(3)"],
            pictures: kind.pictures.map {
                .init(role: $0, mediaType: "image/jpeg", sha256Hex: digest)
            })
    }

    static func answer(
        _ kind: ConnectorKind = .officialDatabase, _ changes: [String: JSONValue] = [:]
    ) -> [UInt8] {
        var members: [String: JSONValue] = [
            "contract": "kapok-connector/1", "id": .string(question(kind).id),
            "request": .string(question(kind).digestHex), "matched": true, "source": "hk-immd",
            "version": "1.4", "time": "2026-11-30T04:00:00Z", "environment": "production",
            "reference": "R-1",
        ]
        if kind == .faceMatch {
            members.merge(["score": 950, "threshold": 900, "liveness": "passed"]) { $1 }
        }
        return JSONValue.object(members.merging(changes) { $1 }.filter { !$0.value.isNull })
            .canonicalBytes
    }

    /// Why an answer does not count; nil where it does.
    static func fault(
        _ bytes: [UInt8], _ kind: ConnectorKind = .officialDatabase,
        in environment: Environment = .production
    ) throws -> ConnectorFault? {
        let connector = try #require(Self.connector(kind))
        do throws(ConnectorFault) {
            try ConnectorAnswer(bytes).judge(
                question(kind), to: connector, in: environment, asked: now, atMilliseconds: now)
            return nil
        } catch {
            return error
        }
    }
}

@Suite struct `Answers of connectors` {
    @Test(arguments: ConnectorKind.allCases)
    func `[5.5c] the answer to the question counts`(kind: ConnectorKind) throws {
        #expect(try Asked.fault(Asked.answer(kind), kind) == nil)
        let tested = Asked.answer(kind, ["environment": "test"])
        #expect(try Asked.fault(tested, kind, in: .test) == nil)
    }

    @Test(
        arguments: [
            (["contract": "kapok-connector/2"], .malformed("contract")),
            (["contract": .null], .malformed("contract")),
            (["note": "x"], .malformed("unknown member")),
            (["id": 1], .malformed("id")), (["id": ""], .malformed("id")),
            (["request": .null], .malformed("request")),
            (["matched": "yes"], .malformed("matched")),
            (["matched": .null], .malformed("matched")),
            (["score": 1001], .malformed("score")), (["score": -1], .malformed("score")),
            (["score": "900"], .malformed("score")),
            (["liveness": true], .malformed("liveness")),
            (["source": .null], .malformed("source")),
            (["source": " hk-immd"], .malformed("source")),
            (["version": .string(String(repeating: "1", count: 201))], .malformed("version")),
            (["reference": "a\nb"], .malformed("reference")),
            (["time": "2026-11-30 12:00:00"], .malformed("time")),
            (["time": "2026-11-30T12:00:00+08:00"], .malformed("time")),
            (["time": 1_796_011_200], .malformed("time")),
            (["environment": "prod"], .malformed("environment")),
            (["environment": .null], .malformed("environment")),
            (["id": "chk-aaaaaaaaaaaaaaab"], .otherQuestion),
            (["request": .string(Asked.digest)], .otherQuestion),
            (["source": "hk-immd-2"], .otherSource),
            (["environment": "simulator"], .otherEnvironment),
            (["environment": "test"], .otherEnvironment),
            (["time": "2026-11-30T04:05:01Z"], .otherTime),
            (["time": "2026-11-30T03:54:59Z"], .otherTime),
            (["threshold": 900], .contradictory), (["liveness": "passed"], .contradictory),
        ] as [([String: JSONValue], ConnectorFault)])
    func `[5.5c] one thing that is other than it must be refuses an answer`(
        changes: [String: JSONValue], expected: ConnectorFault
    ) throws {
        #expect(try Asked.fault(Asked.answer(changes: changes)) == expected)
    }

    @Test(arguments: ["2026-11-30T04:05:00Z", "2026-11-30T03:55:00Z"])
    func `clocks may differ by five minutes`(time: String) throws {
        #expect(try Asked.fault(Asked.answer(changes: ["time": .string(time)])) == nil)
    }

    @Test(
        arguments: [
            (["score": .null], .malformed("score")), (["threshold": .null], .malformed("score")),
            (["liveness": .null], .malformed("score")), (["score": 899], .contradictory),
            (["matched": false], .contradictory), (["score": 900], nil),
            (["matched": false, "score": 899], nil),
        ] as [([String: JSONValue], ConnectorFault?)])
    func `[5.5B2] a face match says its score, and contradicts itself in nothing`(
        changes: [String: JSONValue], expected: ConnectorFault?
    ) throws {
        #expect(try Asked.fault(Asked.answer(.faceMatch, changes), .faceMatch) == expected)
    }

    @Test(
        arguments: [
            [], Array("{}".utf8), Array("yes".utf8), Array("[]".utf8),
            Array(repeating: UInt8(ascii: " "), count: ConnectorAnswer.maximumBytes + 1),
            Asked.answer() + Asked.answer(), [0xEF, 0xBB, 0xBF] + Asked.answer(),
            Asked.answer().dropLast(),
        ] as [[UInt8]])
    func `[5.5c] what is no answer at all is refused`(bytes: [UInt8]) throws {
        let fault = try Asked.fault(bytes)
        guard case .malformed = fault else {
            Issue.record("\(String(describing: fault))")
            return
        }
    }

    @Test func `[5.5c] production takes nothing of a simulator, a test installation does`() throws {
        let bytes = Asked.answer(changes: ["environment": "simulator"])
        #expect(try Asked.fault(bytes, in: .production) == .otherEnvironment)
        #expect(try Asked.fault(bytes, in: .test) == nil)
    }

    // MARK: What it proves

    @Test(
        arguments: [
            (.officialDatabase, "identityDatabase", ["outcome": "match", "name": "陳大文"]),
            (
                .faceMatch, "biometricMatch",
                ["score": "950", "threshold": "900", "liveness": "passed"]
            ),
            (.eID, "auxiliarySource", ["form": "electronicIdentity", "outcome": "match"]),
            (.bankMatch, "auxiliarySource", ["form": "bankAccount", "outcome": "match"]),
            (.companyRegister, "existence", ["number": "A123456(3)", "outcome": "match"]),
        ] as [(ConnectorKind, String, [String: String])])
    func `[5.4a, 5.5B1, 5.5B2, 5.5B4] an answer is an item of its kind, whole`(
        kind: ConnectorKind, evidence: String, values: [String: String]
    ) throws {
        let item = try #require(
            try ConnectorAnswer(Asked.answer(kind)).item(
                Asked.question(kind), documentHex: Asked.digest,
                keepsFile: kind == .officialDatabase))
        #expect(item.kind.id == evidence && item.isAnswered)
        #expect(item.defects == [])
        for (name, value) in values { #expect(item.values[name] == value) }
        #expect(item.values["source"] == "hk-immd" && item.values["sourceVersion"] == "1.4")
        #expect(item.values["seenAt"] == "2026-11-30T04:00:00Z")
        #expect(
            item.values["agreement"] == (kind == .companyRegister ? nil : "LA-2026-1"))
    }

    @Test func `[5.5B1] a no is kept as a yes is, and a gateway's word is nothing`() throws {
        let no = try ConnectorAnswer(Asked.answer(changes: ["matched": false]))
        let item = no.item(Asked.question(), documentHex: Asked.digest, keepsFile: true)
        #expect(item?.values["outcome"] == "mismatch")
        let sent = try ConnectorAnswer(Asked.answer(.smsGateway))
        #expect(
            sent.item(Asked.question(.smsGateway), documentHex: Asked.digest, keepsFile: false)
                == nil)
    }

    @Test func `[5.5B1] the card that was compared lies in the dossier, or nothing`() throws {
        let item = try ConnectorAnswer(Asked.answer()).item(
            Asked.question(), documentHex: Asked.digest, keepsFile: false)
        #expect(item?.defects.map(\.problem) == [.fileMissing])
    }
}

extension Asked {
    static func answer(changes: [String: JSONValue]) -> [UInt8] {
        answer(.officialDatabase, changes)
    }
}

@Suite struct `Questions to connectors` {
    @Test(arguments: ConnectorKind.allCases)
    func `a question is read again as it was written`(kind: ConnectorKind) throws {
        let question = Asked.question(kind)
        #expect(ConnectorQuestion(question.json) == question)
        // With the pictures in it, too: they belong to the wire alone.
        let sent = question.bytes(with: kind.pictures.map { _ in Array("TEST".utf8) })
        let read = try #require(ConnectorQuestion(try JSONValue(parsing: sent)))
        #expect(read == question && read.digestHex == question.digestHex)
    }

    @Test(
        arguments: [
            ["contract": "kapok-connector/2"], ["id": "short"], ["id": "chk-AAAAAAAAAAAAAAAA"],
            ["kind": "gossip"], ["purpose": "marketing"], ["subject": ["name": 1]],
            ["pictures": []], ["more": 1], ["agreement": .null],
        ] as [[String: JSONValue]])
    func `what is no request of the contract is not read`(changes: [String: JSONValue]) throws {
        let members = try #require(Asked.question().json.object)
        #expect(ConnectorQuestion(.object(members.merging(changes) { $1 })) == nil)
    }

    @Test func `every part of a question is in its digest`() {
        let digests = ConnectorKind.allCases.map { Asked.question($0).digestHex }
        #expect(Set(digests).count == digests.count)
    }
}

@Suite struct `Connectors as the practice names them` {
    private let good: JSONValue = [
        "name": "immd", "kind": "officialDatabase", "url": "https://immd.example:8443/check",
        "source": "hk-immd", "root": .string(Asked.digest), "contract": "LA-2026-1",
    ]

    @Test func `a whole one is read, and written as it was`() throws {
        let connector = try #require(Connector(good))
        #expect(connector.json == good)
        #expect(connector.address.host == "immd.example" && connector.address.port == 8443)
        #expect(connector.address.path == "/check")
        #expect(connector.address.origin == "https://immd.example:8443")
    }

    @Test(
        arguments: [
            ["name": ""], ["name": "Immd"], ["name": "../immd"], ["kind": "other"],
            ["url": "http://immd.example"], ["url": "https://user@immd.example"],
            ["url": "https://immd.example/?a=b"], ["url": "https://[::g]/"],
            ["url": "https://immd.example/../x"], ["source": "HK"], ["root": "abcd"],
            ["contract": ""], ["more": 1], ["contract": .null],
        ] as [[String: JSONValue]])
    func `[5.5c] one part that is wrong makes it none`(changes: [String: JSONValue]) throws {
        let members = try #require(good.object)
        #expect(Connector(.object(members.merging(changes) { $1 })) == nil)
    }

    @Test(arguments: [
        ("https://immd.example", "immd.example", 443, "/"),
        ("https://127.0.0.1:9443/x/y", "127.0.0.1", 9443, "/x/y"),
        ("https://[2001:db8::1]:9443", "2001:db8::1", 9443, "/"),
        ("https://[2001:db8::1]", "2001:db8::1", 443, "/"),
    ])
    func `an address is taken apart`(text: String, host: String, port: Int, path: String) throws {
        let address = try #require(ConnectorAddress(text))
        #expect(address.host == host && address.port == port && address.path == path)
    }
}
