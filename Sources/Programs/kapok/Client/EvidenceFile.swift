import Messages
import PKIX

/// Certificates and status objects in files: PEM with any number of blocks, or DER.
enum EvidenceFile {
    static let listLabel = "X509 CRL"

    /// Every certificate of a file, at least one.
    static func certificates(_ path: String) throws(Refusal) -> [Certificate] {
        try certificates(in: LocalFile.read(path), path: path)
    }

    static func certificates(in bytes: [UInt8], path: String) throws(Refusal) -> [Certificate] {
        do throws(PKIXError) {
            let blocks = try PEM.decode(bytes)
            let encodings =
                blocks.isEmpty
                ? [bytes]
                : blocks.filter { labels.contains($0.label) }.map(\.bytes)
            var found: [Certificate] = []
            for encoding in encodings {
                found.append(try Certificate(derEncoded: encoding, tolerance: .tolerant))
            }
            guard !found.isEmpty else { throw .missing(Certificate.structure.whole) }
            return found
        } catch {
            throw unreadable(path, error)
        }
    }

    static func list(in bytes: [UInt8], path: String) throws(Refusal) -> CertificateList {
        do throws(PKIXError) {
            // A list of many megabytes is DER; only what looks like text is read as PEM.
            let der =
                bytes.first == 0x30
                ? bytes
                : try PEM.contents(
                    of: bytes, labels: [listLabel, "CRL"], maximumBytes: LocalFile.maximumBytes)
            return try CertificateList(derEncoded: der, tolerance: .tolerant)
        } catch {
            throw unreadable(path, error)
        }
    }

    static func list(_ path: String) throws(Refusal) -> CertificateList {
        try list(in: LocalFile.read(path, limit: 64 << 20), path: path)
    }

    static func answer(_ path: String) throws(Refusal) -> BasicOCSPResponse {
        let bytes = try LocalFile.read(path, limit: 256 << 10)
        switch try response(in: bytes, path: path) {
        case .successful(let answer): return answer
        case .failed(let failure):
            throw Refusal(
                .commandAnswerUnsuccessful, field: path, ["path": path, "status": "\(failure)"])
        }
    }

    private static func response(
        in bytes: [UInt8], path: String
    ) throws(Refusal) -> OCSPResponse {
        do throws(PKIXError) {
            return try OCSPResponse(derEncoded: bytes, tolerance: .tolerant)
        } catch {
            throw unreadable(path, error)
        }
    }

    private static let labels: Set<String> = [
        "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE",
    ]

    private static func unreadable(_ path: String, _ error: PKIXError) -> Refusal {
        Refusal(
            .commandEvidenceUnreadable, field: path,
            ["path": path, "defect": error.defect, "place": error.place.description])
    }
}
