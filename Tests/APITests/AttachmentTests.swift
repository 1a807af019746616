@testable import API
import Attachments
import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Governance
import Ledger
import Messages
import Testing
import TestSupport

extension APIWorld {
    static let paper = Array("%PDF-1.7\n陳大文 signs.\n%%EOF\n".utf8)

    /// Hands a file in; the answer to the last piece, or the first refusal.
    func handIn(
        _ content: [UInt8], name: String = "contract.pdf", bytes: Int64? = nil,
        as caller: APIRequest.Caller = .machine
    ) async -> APIResponse {
        let begun = await answer(
            .post, "attachments", [:],
            ["name": .string(name), "bytes": .integer(bytes ?? Int64(content.count))], as: caller)
        guard begun.status == 200, let upload = begun.body["upload"]?.string else { return begun }
        var number: Int64 = 0
        var rest = content[...]
        var answer = begun
        while !rest.isEmpty, answer.status == 200 {
            answer = await post(
                "attachments/\(upload)/pieces",
                [
                    "number": .integer(number),
                    "content": .string(Base64.encode(Array(rest.prefix(FileVault.pieceBytes)))),
                ])
            rest = rest.dropFirst(FileVault.pieceBytes)
            number += 1
        }
        return answer
    }

    func attachment(_ received: JSONValue, to record: String) -> JSONValue {
        received.merging([
            "record": .string(record), "version": 1,
            "salt": "00112233445566778899aabbccddeeff",
        ])
    }

    /// Attaches one and reveals it; the ticket.
    func revealAttachment() async throws -> String {
        let record =
            try await act(
                "record.add",
                Self.record.merging([
                    "values": Self.record["values"]?.merging(["person": "lee"]) ?? [:]
                ]), by: authority.dai
            ).body["result"]?["record"]?.string ?? ""
        let received = await handIn(Self.paper).body
        let attached = try await act(
            "record.attach", attachment(received, to: record), by: authority.dai)
        #expect(attached.status == 200)
        let read = try await act(
            "record.reveal",
            [
                "record": .string(record), "version": 1, "reason": "ownTask",
                "file": received["file"] ?? .null,
            ], by: authority.dai)
        return read.body["revealed"]?["ticket"]?.string ?? ""
    }

    /// The facts of the entry that an act was answered with.
    func facts(of answer: APIResponse) async throws -> JSONValue {
        let index = answer.body["entry"]?.integer ?? -1
        return try await authority.ledger.read { .object(try $0.entry(at: index).parsed().facts) }
    }

    /// What lies in the folder of files.
    var files: [String] {
        get throws {
            let path = authority.ledger.files?.path ?? ""
            guard FileManager.default.fileExists(atPath: path) else { return [] }
            return try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { $0 != "journal" }
        }
    }
}

@Suite struct `Files over the API` {
    @Test func `that nobody signs for are so many at a time, and make room after an hour`()
        async throws
    {
        let world = try await APIWorld()
        let shares = AttachmentIntake.maximumReceived / AttachmentIntake.maximumReceivedEach
        var holders: [APIRequest.Caller] = [.machine]
        for number in 1...shares {
            let officer = try TestOfficer(id: "off-kit-\(number)", roles: [.securityOfficer])
            try await world.authority.enrol(officer)
            holders.append(.officer(officer.id))
        }
        for holder in holders.prefix(shares) {
            for _ in 0..<AttachmentIntake.maximumReceivedEach {
                #expect(await world.handIn(APIWorld.paper, as: holder).status == 200)
            }
            #expect(
                await world.handIn(APIWorld.paper, as: holder).reason
                    == Reason("attachment.ownShare"))
        }
        let late = await world.handIn(APIWorld.paper, as: holders[shares])
        #expect(late.reason?.code == "attachment.busy")
        #expect(try world.files.count == AttachmentIntake.maximumReceived)
        world.authority.clock.advance(byMilliseconds: 3_600_000)
        #expect(await world.handIn(APIWorld.paper).status == 200)
    }

    @Test func `begun by one officer leave room for what another one begins`() async throws {
        let world = try await APIWorld()
        let officers = try ["off-kit", "off-lin"].map {
            try TestOfficer(id: $0, roles: [.securityOfficer])
        }
        for officer in officers { try await world.authority.enrol(officer) }
        func begin(_ caller: APIRequest.Caller) async -> APIResponse {
            await world.answer(
                .post, "attachments", [:], ["name": "a.pdf", "bytes": 100], as: caller)
        }
        for caller in [.officer("off-kit"), .machine] as [APIRequest.Caller] {
            for _ in 0..<AttachmentIntake.maximumOpenEach {
                #expect(await begin(caller).status == 200)
            }
            #expect(await begin(caller).reason == Reason("attachment.ownShare"))
        }
        #expect(await begin(.officer("off-lin")).status == 200)
        // Their time is over: what stands still is forgotten.
        world.clock.advance(byMilliseconds: 3_600_000)
        #expect(await begin(.officer("off-kit")).status == 200)
    }

    @Test func `[7.20] are attached by who keeps the register, and listed`() async throws {
        let world = try await APIWorld()
        let record = try await world.keepRecord()
        let received = await world.handIn(APIWorld.paper)
        #expect(
            received.members == ["bytes", "file", "mediaType", "name", "sha256"])
        #expect(received.body["mediaType"] == "application/pdf")
        let payload = world.attachment(received.body, to: record)
        let stranger = try await world.act(
            "record.attach", payload, by: world.authority.test.ada)
        #expect(stranger.status == 422)
        let attached = try await world.act("record.attach", payload, by: world.authority.dai)
        #expect(attached.status == 200)
        let shown = await world.get("records/\(record)")
        let listed = try #require(shown.body["attachments"]?.array)
        #expect(listed.count == 1 && listed.first?["file"] == received.body["file"])
        #expect(listed.first?["bytes"] == .integer(Int64(APIWorld.paper.count)))
        #expect(!shown.body.formatted().contains("contract.pdf"))
        // Once: the file is the record's now.
        let again = try await world.act("record.attach", payload, by: world.authority.dai)
        #expect(again.reason == Reason("attachment.unknown", nil, "file"))
        let told = try await world.facts(of: attached)
        #expect(told["file"] == received.body["file"] && told["bytes"] == listed.first?["bytes"])
        #expect(told["sha256"] == nil && told["name"] == nil)
        #expect(try await world.authority.ledger.verify().isClean)
    }

    @Test func `[12.1] are read with a reason and an entry, once for each`() async throws {
        let world = try await APIWorld()
        let record = try await world.keepRecord()
        let content =
            Array("%PDF-1.7\n".utf8) + [UInt8](repeating: 0x41, count: 600_000)
            + Array("\n%%EOF\n".utf8)
        let received = await world.handIn(content).body
        _ = try await world.act(
            "record.attach", world.attachment(received, to: record), by: world.authority.dai)
        let body = try await world.body(
            "record.reveal",
            [
                "record": .string(record), "version": 1, "reason": "assessment",
                "file": received["file"] ?? .null,
            ], by: world.authority.dai)
        let read = await world.post("acts", body)
        let revealed = try #require(read.body["revealed"])
        #expect(revealed["name"] == "contract.pdf" && revealed["bytes"] == 600_016)
        let ticket = revealed["ticket"]?.string ?? ""
        var back: [UInt8] = []
        for number in 0..<3 {
            let piece = await world.get("attachments/\(ticket)", ["piece": String(number)])
            #expect(piece.body["pieces"] == 3)
            back += piece.body["content"]?.string.flatMap(Base64.decode) ?? []
        }
        #expect(back == content)
        #expect(try await world.facts(of: read)["file"] == received["file"])
        let again = await world.post("acts", body)
        #expect(again.body["replayed"] == true && again.body["revealed"] == .null)
        #expect(
            await world.get("attachments/\(ticket)", ["piece": "3"]).status == 404)
        #expect(await world.get("attachments/\(String(ticket.reversed()))").status == 404)
        world.clock.advance(byMilliseconds: 600_000)
        #expect(await world.get("attachments/\(ticket)").status == 404)
        let other = try await world.act(
            "record.reveal",
            [
                "record": .string(record), "version": 1, "reason": "ownTask",
                "file": .string(String(repeating: "a", count: 64)),
            ], by: world.authority.dai)
        #expect(other.reason == Reason("record.attachmentUnknown", nil, "file"))
    }

    @Test func `too large are refused before they come, and cut where more comes`()
        async throws
    {
        let world = try await APIWorld()
        let announced = await world.handIn([], bytes: 5 << 30)
        #expect(announced.reason == Reason("attachment.tooLarge", nil, "bytes"))
        let begun = await world.post(
            "attachments", ["name": "a.txt", "bytes": .integer(API.attachmentBytes)])
        #expect(begun.status == 200)
        #expect(
            await world.post(
                "attachments", ["name": "a.txt", "bytes": .integer(API.attachmentBytes + 1)]
            ).reason == Reason("attachment.tooLarge", nil, "bytes"))
        let more = await world.handIn(APIWorld.paper + [0x0A], bytes: Int64(APIWorld.paper.count))
        #expect(more.reason == Reason("attachment.order", nil, "number"))
        let upload = begun.body["upload"]?.string ?? ""
        let piece: JSONValue = [
            "number": 0,
            "content": .string(
                Base64.encode([UInt8](repeating: 0x61, count: FileVault.pieceBytes + 1))),
        ]
        #expect(
            await world.post("attachments/\(upload)/pieces", piece).reason
                == Reason("attachment.order", nil, "number"))
        // Whoever was refused begins anew.
        #expect(await world.post("attachments/\(upload)/pieces", piece).status == 404)
        #expect(try world.files == [])
        for place in 0..<4 {
            let taken = await world.post("attachments", ["name": "a.txt", "bytes": 9])
            #expect(taken.status == 200, "\(place)")
        }
        let busy = await world.post("attachments", ["name": "a.txt", "bytes": 9])
        #expect(busy.reason?.code == "attachment.ownShare")
        world.clock.advance(byMilliseconds: 3_600_000)
        let later = await world.post("attachments", ["name": "a.txt", "bytes": 9])
        #expect(later.status == 200)
        #expect(try world.files.count == 1)
    }

    @Test(arguments: [
        ("contract.exe", "%PDF-1.7\n%%EOF", "attachment.nameInvalid"),
        ("../contract.pdf", "%PDF-1.7\n%%EOF", "attachment.nameInvalid"),
        ("fdp.\u{202E}txt.pdf", "%PDF-1.7\n%%EOF", "attachment.nameInvalid"),
        ("contract.pdf", "", "attachment.empty"),
        ("contract.png", "%PDF-1.7\n%%EOF", "attachment.contentOther"),
        ("contract.pdf", "MZ\u{0}", "attachment.contentUnknown"),
        ("contract.pdf", "%PDF-1.7\n", "attachment.endMissing"),
        ("contract.txt", "a\n%PDF-1.7\n%%EOF", "attachment.ambiguous"),
        ("contract.docx", "PK\u{3}\u{4}", "attachment.package"),
        ("table.csv", "a,b\r\n1,\"=HYPERLINK(\"\"http://x\"\")\"\r\n", "attachment.formula"),
        ("table.csv", "a,b\r\n1,+1+cmd|'/C calc'!A0\r\n", "attachment.formula"),
        ("table.csv", "a\"b\r\n", "attachment.table"),
    ])
    func `that are not what they say leave nothing`(
        name: String, content: String, code: String
    ) async throws {
        let world = try await APIWorld()
        let answer = await world.handIn(Array(content.utf8), name: name)
        #expect(answer.body["error"]?["code"] == .string(code))
        #expect(answer.body["error"]?["remedy"]?.string?.isEmpty == false)
        #expect(try world.files == [])
    }

    @Test func `of numbers and text are no formulas`() async throws {
        let world = try await APIWorld()
        let text = "\u{FEFF}name,phone\r\n陳,+852 2123 4567\r\n李,-5.5\r\n"
        let answer = await world.handIn(Array(text.utf8), name: "table.csv")
        #expect(answer.body["mediaType"] == "text/csv")
    }

    @Test func `are attached as they came, and not as somebody says`() async throws {
        let world = try await APIWorld()
        let record = try await world.keepRecord()
        let received = await world.handIn(APIWorld.paper).body
        for change in [
            ["name": "other.pdf"], ["mediaType": "image/png"], ["bytes": 1],
            ["sha256": .string(String(repeating: "a", count: 64))],
        ] as [[String: JSONValue]] {
            let answer = try await world.act(
                "record.attach",
                world.attachment(received, to: record).merging(.object(change)),
                by: world.authority.dai)
            #expect(answer.reason == Reason("attachment.differs", nil, "file"))
        }
        let declared = await world.post(
            "attachments", ["name": "a.pdf", "bytes": 9, "mediaType": "image/png"])
        #expect(declared.reason == Reason("attachment.contentOther", nil, "mediaType"))
    }
}
