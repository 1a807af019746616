import AuthorityTestSupport
import CanonicalJSON
import Cryptography
import Foundation
import Issuance
import Ledger
import MerkleLog
import PKIX
import Publication
import StatusEndpoints
import Testing
import TestSupport

@Suite struct `The public endpoints` {
    // MARK: Files

    @Test func `[6.9] serve certificates, lists and the checkpoint, each with its type`()
        async throws
    {
        let world = try await EndpointsWorld()
        let record = try await world.authority.issued()
        try await world.authority.publication.issued(record.authority, record.serialHex)
        let certificate = await world.get("/certificates/hk-rsa/\(record.serialHex).cer")
        #expect(certificate.status == 200)
        #expect(certificate.body == record.certificate)
        #expect(certificate.contentType == "application/pkix-cert")
        let list = await world.get("/crl/hk-rsa.crl")
        #expect(list.contentType == "application/pkix-crl")
        _ = try CertificateList(derEncoded: list.body)
        // Long enough to help, short enough that a revocation is not late.
        #expect(list.header("Cache-Control") == "public, max-age=60")
        let issuer = await world.get("/ca/hk-rsa.cer")
        _ = try Certificate(derEncoded: issuer.body)
        let note = try await world.authority.ledger.checkpoint()
        #expect(await world.get("/journal/checkpoint").text == note)
        #expect(await world.get("/ca/none.cer").status == 404)
    }

    @Test func `[4.11b] serve the newest list as soon as it is public`() async throws {
        let world = try await EndpointsWorld()
        let record = try await world.authority.issued()
        let before = try CertificateList(derEncoded: await world.get("/crl/hk-rsa.crl").body)
        try await world.authority.suspend(record)
        try await world.authority.publication.statusChanged("hk-rsa")
        let after = try CertificateList(derEncoded: await world.get("/crl/hk-rsa.crl").body)
        #expect(before.entryCount == 0 && after.entryCount == 1)
    }

    @Test(arguments: ["", "/kapok", "/a/b"])
    func `stand below the path of their base address, and nowhere else`(
        prefix: String
    ) async throws {
        let world = try await EndpointsWorld(prefix: prefix)
        #expect(await world.get(prefix + "/crl/hk-rsa.crl").status == 200)
        #expect(await world.get(prefix + "/healthz").status == 200)
        guard !prefix.isEmpty else { return }
        for path in ["/crl/hk-rsa.crl", "/healthz", prefix + "x/healthz", prefix + prefix] {
            #expect(await world.get(path).status == 404, "\(path)")
        }
    }

    @Test func `are read only, but for the asking of status`() async throws {
        let world = try await EndpointsWorld()
        for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "get", ""] {
            for path in ["/crl/hk-rsa.crl", "/healthz", "/ocsp/AAAA", "/journal/checkpoint"] {
                let answer = await world.answer(method, path)
                #expect(answer.status == 405, "\(method) \(path)")
                #expect(answer.header("Allow") == "GET, HEAD, POST")
            }
        }
        #expect(await world.answer("PUT", "/ocsp").status == 405)
        #expect(await world.answer("HEAD", "/crl/hk-rsa.crl").status == 200)
        #expect(await world.get("/ocsp").status == 404)
    }

    @Test func `[6.9] say of what is there but cannot be read that it is to be asked again`()
        async throws
    {
        let world = try await EndpointsWorld()
        let path = "/crl/hk-rsa.crl"
        try FileManager.default.removeItem(atPath: world.authority.published + path)
        #expect(await world.get(path).status == 404)
        try FileManager.default.createDirectory(
            atPath: world.authority.published + path, withIntermediateDirectories: false)
        let tile = "/journal/tile/0/000.p/1"
        #expect(await world.get(tile).status == 200)
        await world.authority.ledger.close()
        #expect(world.reports.paths == [])
        for path in [path, tile] {
            let answer = await world.get(path)
            #expect(answer.status == 503)
            #expect(answer.header("Cache-Control") == "no-store")
        }
        #expect(world.reports.paths == [path, tile])
    }

    // MARK: Status

    @Test func `[RFC 6960 A.1] tell status by POST, and by GET in every writing`() async throws {
        let world = try await EndpointsWorld()
        let record = try await world.authority.issued()
        let request = try await world.request(record.serialHex)
        let posted = await world.answer("POST", "/ocsp", request)
        #expect(posted.status == 200)
        #expect(posted.contentType == "application/ocsp-response")
        #expect(posted.header("Cache-Control") == "no-store")
        #expect(posted.status1 == .good)
        let base64 = Base64.encode(request)
        let encoded = base64.replacing("+", with: "%2B").replacing("/", with: "%2F")
            .replacing("=", with: "%3D")
        let wholly = base64.utf8.map { "%" + Hex.encode([$0]) }.joined()
        for text in [base64, encoded, encoded.replacing("%2B", with: "%2b"), wholly] {
            #expect(await world.get("/ocsp/" + text).status1 == .good, "\(text)")
        }
    }

    @Test func `[RFC 6960 A.1] take requests whose base64 has slashes and plus signs`()
        async throws
    {
        let world = try await EndpointsWorld()
        let randomness = SeededRandomness(seed: 11)
        var tried = 0
        for _ in 0..<500 where tried < 5 {
            let request = try await world.request("7f" + Hex.encode(randomness.bytes(19)))
            let text = Base64.encode(request)
            guard text.contains("/") && text.contains("+") else { continue }
            #expect(await world.get("/ocsp/" + text).status1 == .unknown)
            tried += 1
        }
        #expect(tried == 5)
    }

    @Test(arguments: ["*", "AAA", "A===", "AAAA%", "AAAA%4", "AAAA%+1", "AAAA%80", "陳"])
    func `[RFC 6960 A.1] tell a path that holds no base64`(text: String) async throws {
        let world = try await EndpointsWorld()
        let answer = await world.get("/ocsp/" + text)
        #expect(answer.status == 400)
        #expect(answer.text.contains("RFC 6960"))
    }

    @Test func `[RFC 6960 §2.3] tell requests that are none in OCSP's own words`() async throws {
        let world = try await EndpointsWorld()
        for answer in [
            await world.answer("POST", "/ocsp"), await world.answer("POST", "/ocsp", [0x30]),
            await world.get("/ocsp/AAAA"),
        ] {
            #expect(answer.status == 200)
            #expect(answer.body == OCSPResponse.failed(.malformedRequest).derEncoded)
        }
        let long = String(repeating: "A", count: 40_001)
        #expect(await world.get("/ocsp/" + long).status == 400)
    }

    // MARK: The journal's hashes

    @Test func `let anyone compute the root of the checkpoint from tiles`() async throws {
        let world = try await EndpointsWorld()
        // More than one full tile of hashes.
        for _ in 0..<300 {
            try await world.authority.ledger.act(world.authority.test.systemRequest()) { _ in
                .null
            }
        }
        try await world.authority.publication.folder.publishCheckpoint()
        let lines = await world.get("/journal/checkpoint").text.split(separator: "\n")
        let size = try #require(Int(lines[1]))
        let root = try #require(Base64.decode(String(lines[2])))
        let full = await world.get("/journal/tile/0/000")
        #expect(full.status == 200 && full.body.count == 256 * 32)
        #expect(full.header("Cache-Control")?.contains("immutable") == true)
        let rest = await world.get("/journal/tile/0/001.p/\(size - 256)")
        #expect(rest.body.count == (size - 256) * 32)
        var range = CompactRange()
        let hashes = full.body + rest.body
        for place in 0..<size {
            range.append(Array(hashes[(place * 32)..<(place * 32 + 32)]))
        }
        #expect(range.root == root)
    }

    @Test(arguments: [
        "entries/000", "tile/entries/000", "tile/0/001", "tile/0/000.p/255x", "tile/0/0",
        "tile/8/000", "tile/0/000.p/0", "tile/0/000.p/256", "tile/-1/000", "tile/0/x999/000",
        "tile/0/../0/000", "tile/", "tile/0/000/", "tile//0/000",
    ])
    func `have no entries, and no tiles that are not there`(path: String) async throws {
        let world = try await EndpointsWorld()
        #expect(await world.get("/journal/\(path)").status == 404)
    }

    // MARK: Operation

    @Test func `tell health, and each part of readiness by its name`() async throws {
        let ready = try await EndpointsWorld(readiness: [
            ReadinessPart("ledger"), ReadinessPart("lists"),
        ])
        #expect(await ready.get("/healthz").text == #"{"status":"alive"}"#)
        let good = await ready.get("/readyz")
        #expect(good.status == 200)
        #expect(good.text == #"{"ledger":"ready","lists":"ready"}"#)
        let broken = try await EndpointsWorld(readiness: [
            ReadinessPart("ledger"), ReadinessPart("lists", fault: "overdue"),
        ])
        let bad = await broken.get("/readyz")
        #expect(bad.status == 503)
        #expect(bad.text == #"{"ledger":"ready","lists":"overdue"}"#)
        #expect(bad.header("Cache-Control") == "no-store")
        // What is measured is for who runs the server, on a listener of its own.
        #expect(await broken.get("/metrics").status == 404)
    }

    @Test func `answer at every address that a certificate names`() async throws {
        let world = try await EndpointsWorld(prefix: "/kapok")
        let record = try await world.authority.issued()
        let certificate = try Certificate(derEncoded: record.certificate ?? [])
        let access = try #require(
            try certificate.extensions.value(of: AuthorityInformationAccess.self))
        let lists = try #require(
            try certificate.extensions.value(of: CRLDistributionPoints.self))
        let policies = try #require(
            try certificate.extensions.value(of: CertificatePolicies.self))
        var addresses = access.uris(of: AccessDescription.caIssuers)
        addresses += lists.uris
        addresses += policies.policies.flatMap(\.qualifiers).compactMap {
            if case .cps(let address) = $0 { address } else { nil }
        }
        #expect(addresses.count == 3)
        let host = "http://ca.example.hk"
        for address in addresses {
            #expect(address.hasPrefix(host))
            #expect(await world.get(String(address.dropFirst(host.count))).status == 200)
        }
        let responder = try #require(access.uris(of: AccessDescription.ocsp).first)
        let answer = await world.answer(
            "POST", String(responder.dropFirst(host.count)),
            try await world.request(record.serialHex))
        #expect(answer.status1 == .good)
    }
}
