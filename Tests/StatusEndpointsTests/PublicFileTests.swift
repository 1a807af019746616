@testable import StatusEndpoints
import AuthorityTestSupport
import Foundation
import Ledger
import Testing
import TestSupport

@Suite struct `The name of a public file` {
    @Test(arguments: [
        ("/ca/hk-rsa.cer", "application/pkix-cert"), ("/ca/a.cer", "application/pkix-cert"),
        ("/crl/root-sm2.crl", "application/pkix-crl"),
        ("/certificates/hk-rsa/0a1b.cer", "application/pkix-cert"),
        ("/journal/checkpoint", "text/plain; charset=utf-8"),
        ("/journal/witness/w1", "text/plain; charset=utf-8"),
        ("/journal/timestamp/t1.txt", "text/plain; charset=utf-8"),
        ("/journal/timestamp/t1.tsr", "application/timestamp-reply"),
    ])
    func `of our own making is served`(path: String, type: String) {
        #expect(PublicFile(path: path)?.contentType == type)
    }

    static let others = [
        "", "/", "ca/hk-rsa.cer", "//ca/hk-rsa.cer", "/ca//hk-rsa.cer", "/ca/hk-rsa.cer/",
        "/ca/.cer", "/ca/..cer", "/ca/../ca/hk-rsa.cer", "/ca/../../ledger.sqlite",
        "/ca/..", "/ca/.", "/..", "/../ledger.sqlite", "/ca/%2e%2e", "/ca/hk%2drsa.cer",
        "/ca/hk-rsa.cer%00", "/ca/hk-rsa.cer\0.cer", "/ca/hk-rsa.crl", "/crl/hk-rsa.cer",
        "/ca/HK-RSA.cer", "/CA/hk-rsa.cer", "/ca/hk_rsa.cer", "/ca/hk-rsa.cer.new",
        "/ca/hk-rsa.cer?x", "/ca/hk rsa.cer", "/ca/陳.cer", "/ca/hk-rsа.cer",
        "/certificates/hk-rsa.cer", "/certificates//0a.cer", "/certificates/../0a.cer",
        "/certificates/hk-rsa/../../../ledger.sqlite", "/certificates/hk-rsa/0a.cer/x",
        "/certificates/hk.rsa/0a.cer", "/journal/checkpoint.new", "/journal/witness/",
        "/journal/witness/..", "/journal/witness/W1", "/journal/other/w1", "/journal/witness/a/b",
        "/journal/Checkpoint",
        "/journal/timestamp/t1", "/journal/timestamp/.tsr", "/journal/timestamp/../t1.tsr",
        "/journal/timestamp/a/t1.tsr", "/journal/t1.tsr",
        "/journal/", "/journal", "/keys/seal.check.sealed", "/ledger.sqlite", "/kapok.sock",
        "/ca/\u{212A}.cer", "\\ca\\hk-rsa.cer", "/ca\\hk-rsa.cer", "/ca/hk-rsa.cer\n",
    ]

    @Test(arguments: others)
    func `of any other form is not`(path: String) {
        #expect(PublicFile(path: path) == nil)
    }

    @Test func `is no longer than names of ours can be`() {
        let longest = String(repeating: "a", count: 60)
        #expect(PublicFile(path: "/ca/\(longest).cer") != nil)
        #expect(PublicFile(path: "/ca/\(longest)a.cer") == nil)
    }

    @Test func `reaches no file outside, even where it is there`() async throws {
        let world = try await EndpointsWorld()
        for secret in ["secret.cer", "secret.crl", "checkpoint"] {
            _ = FileManager.default.createFile(
                atPath: "\(world.authority.test.folder.path)/\(secret)", contents: Data([1]))
        }
        for path in Self.others + [
            "/../secret.cer", "/ca/../../secret.cer", "/crl/../../secret.crl",
            "/certificates/../../secret.cer", "/journal/../../checkpoint",
        ] {
            let answer = await world.get(path)
            #expect(answer.status == 404, "\(path)")
        }
    }
}

@Suite struct `Percent-decoding` {
    @Test(arguments: [
        ("", ""), ("abc", "abc"), ("a%62c", "abc"), ("%2B%2f%3D", "+/="), ("%25", "%"),
        ("100%25", "100%"), ("%41", "A"), ("x%41", "xA"), ("a+b/c=", "a+b/c="), ("%00", "\0"),
    ])
    func `gives what was meant`(text: String, decoded: String) {
        #expect(PercentEncoding.decoded(Array(text.utf8)) == decoded)
    }

    @Test(arguments: [
        "%", "%4", "a%", "a%4", "abc%", "abc%4", "%%", "%%41", "%4%31", "%zz", "%4g", "%g4",
        "%+1", "%-1", "% 1", "%1 ", "%0x", "%４1", "%80", "%ff", "%e9%99%b3", "\u{80}", "陳",
    ])
    func `takes nothing for an octet that is none`(text: String) {
        #expect(PercentEncoding.decoded(Array(text.utf8)) == nil)
    }
}
