import Foundation
import Messages
import PKIX
import Registers

/// A folder of certificates in files of their own, PEM or DER: those that `openssl ca` names by the
/// serial number are found by it, others are looked into first.
struct CertificateFolder {
    let path: String
    /// In the order of their names; a register's own order is the order of its rows.
    let names: [String]
    /// Files named in another way, by the number of the certificate in them.
    private var others: [SerialKey: String] = [:]

    private static let endings = ["pem", "der", "cer", "crt"]

    /// - Parameter byNumber: whether certificates will be asked for by their numbers.
    init(path: String, byNumber: Bool) throws {
        self.path = path
        guard let found = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw Refusal(
                .commandFileUnreadable, field: "--certificates",
                ["path": path, "reason": SystemError.text(ENOENT)])
        }
        names = found.filter { name in
            Self.endings.contains((name as NSString).pathExtension.lowercased())
        }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard byNumber else { return }
        for name in names where Self.serial(ofName: name) == nil {
            guard let certificate = try? certificate(in: name) else { continue }
            others[SerialKey(certificate.serialNumber)] = name
        }
    }

    /// The octets of the certificate with this number; nil where there is no such file.
    func certificate(of serial: SerialNumber) throws -> (bytes: [UInt8], name: String)? {
        let hex = serial.hex
        for stem in [hex.uppercased(), hex] {
            for ending in Self.endings {
                let name = "\(stem).\(ending)"
                guard unsafe access("\(path)/\(name)", R_OK) == 0 else { continue }
                return (try bytes(in: name), name)
            }
        }
        return try others[SerialKey(serial)].map { (try bytes(in: $0), $0) }
    }

    /// - Throws: `import.certificateUnreadable`, naming the file.
    func certificate(in name: String) throws -> Certificate {
        let bytes = try bytes(in: name)
        guard let certificate = try? Certificate(derEncoded: bytes, tolerance: .tolerant) else {
            throw Refusal(.importCertificateUnreadable, field: name, ["serial": name])
        }
        return certificate
    }

    private func bytes(in name: String) throws -> [UInt8] {
        let unreadable = Refusal(.importCertificateUnreadable, field: name, ["serial": name])
        guard
            let content = try? LocalFile.read(
                "\(path)/\(name)", limit: 8 * RegisterRow.maximumCertificateBytes),
            let bytes = try? PEM.contents(of: content, labels: [PEM.certificateLabel]),
            !bytes.isEmpty, bytes.count <= RegisterRow.maximumCertificateBytes
        else { throw unreadable }
        return bytes
    }

    /// The number of the certificate in a file, by its name where that tells it.
    func serial(of name: String) throws -> SerialNumber {
        try Self.serial(ofName: name) ?? certificate(in: name).serialNumber
    }

    /// The number that a name such as `0A0B.pem` tells.
    private static func serial(ofName name: String) -> SerialNumber? {
        let stem = (name as NSString).deletingPathExtension
        guard stem.utf8.count.isMultiple(of: 2), stem.utf8.allSatisfy({ isHex($0) }),
            let serial = try? SerialNumber(parsing: stem)
        else { return nil }
        return serial
    }

    private static func isHex(_ octet: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(octet | 0x20)
    }
}
