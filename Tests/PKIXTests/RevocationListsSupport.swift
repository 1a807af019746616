import ChildPrograms
import Cryptography
import Foundation
import PKIX
import SwiftASN1
import Testing

/// The openssl command in a folder of its own.
struct OpenSSLTool {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("kapok-pkix-" + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }

    func write(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: folder.appendingPathComponent(name))
    }

    func read(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    /// Runs to the end.
    @discardableResult
    func run(_ arguments: String...) throws -> (status: Int32, text: String) {
        try run(arguments)
    }

    @discardableResult
    func run(_ arguments: [String]) throws -> (status: Int32, text: String) {
        let run = try ChildProgram.run(["openssl"] + arguments, in: folder.path)
        return (run.status, run.text)
    }
}

/// Keys and names that the tests of lists and OCSP share; made once, since RSA keys take long.
enum StatusFixture {
    static let rsaKey = Result { try SoftwareKey.generate(.rsa(bits: 2048)) }
    static let otherKey = Result { try SoftwareKey.generate(.rsa(bits: 2048)) }
    static let sm2Key = Result { try SoftwareKey.generate(.sm2) }

    /// 2026-01-02T03:04:05Z.
    static let now: Int64 = 1_767_323_045_000
    static let day: Int64 = 86_400_000

    static func issuer() throws -> DistinguishedName {
        // C=HK, O=Kapok 測試, CN=Kapok Test Issuing
        DistinguishedName(attributes: [
            try NameAttribute(.countryName, "HK"),
            try NameAttribute(.organizationName, "Kapok 測試"),
            try NameAttribute(.commonName, "Kapok Test Issuing"),
        ])
    }

    /// A serial number of 20 octets, different for each number.
    static func serial(_ number: Int) throws -> SerialNumber {
        let tail = (0..<8).reversed().map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
        return try SerialNumber(bytes: [0x41] + [UInt8](repeating: 0xab, count: 11) + tail)
    }

    static func list(
        _ entries: [RevokedCertificate], key: SoftwareKey,
        algorithm: SignatureAlgorithm = .sha256WithRSA, extensions: Extensions = .none
    ) throws -> CertificateList {
        let toBeSigned = try TBSCertList(
            signature: algorithm.identifier, issuer: issuer(), thisUpdateMilliseconds: now,
            nextUpdateMilliseconds: now + 2 * day, entries: entries.map(\.derEncoded),
            extensions: extensions
        ).derEncoded
        return try CertificateList(
            toBeSigned: toBeSigned, signatureAlgorithm: algorithm.identifier,
            signature: key.sign(toBeSigned, with: algorithm))
    }

    /// The list or message of a vector file, whether DER or PEM.
    static func contents(_ path: String) throws -> [UInt8] {
        let bytes = try Vectors.file(path)
        if bytes.first == 0x30 { return bytes }
        return try #require(try PEM.decode(bytes).first).bytes
    }

    static func publicKey(ofCertificate path: String) throws -> PublicKey {
        let certificate = try Certificate(derEncoded: contents(path), tolerance: .tolerant)
        return try PublicKey(certificate.subjectPublicKeyInfo)
    }
}

/// Bytes with one defect after the other, the same ones in each run.
enum Mutations {
    /// Every prefix.
    static func truncations(of bytes: [UInt8]) -> some Sequence<[UInt8]> {
        (0..<bytes.count).lazy.map { Array(bytes[..<$0]) }
    }

    /// Every single bit flipped; `step` leaves out all but one in so many, spread evenly.
    static func bitFlips(of bytes: [UInt8], step: Int = 1) -> some Sequence<[UInt8]> {
        stride(from: 0, to: bytes.count * 8, by: step).lazy.map { index in
            var changed = bytes
            changed[index / 8] ^= 1 << UInt8(index % 8)
            return changed
        }
    }

    /// Every octet replaced by ones that make lengths and tags absurd. A `step` that has no factor
    /// in common with 7 still reaches every kind.
    static func replacements(of bytes: [UInt8], step: Int = 1) -> some Sequence<[UInt8]> {
        let octets: [UInt8] = [0x00, 0x30, 0x7f, 0x80, 0x84, 0x88, 0xff]
        return stride(from: 0, to: bytes.count * octets.count, by: step).lazy.map { index in
            var changed = bytes
            changed[index / octets.count] = octets[index % octets.count]
            return changed
        }
    }
}
