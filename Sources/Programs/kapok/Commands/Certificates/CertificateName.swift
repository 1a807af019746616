import CanonicalJSON
import Messages
import PKIX

/// A certificate as people name one: a serial number in any writing, or `AUTHORITY/SERIAL`.
enum CertificateName {
    static func path(_ name: String, under route: String = "certificates") -> String {
        let parts = name.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        return "/api/v1/\(route)/"
            + parts.map { URLText.encoded(String($0)) }.joined(separator: "/")
    }

    /// The server's answer must be about the serial number that the officer typed.
    static func certificate(
        in answer: JSONValue, named name: String
    ) throws(Refusal) -> Certificate {
        let der = try answer.requiredBytes(base64: "certificate")
        let typed = name.split(separator: "/").last.map(String.init) ?? name
        guard let certificate = try? Certificate(derEncoded: der, tolerance: .tolerant),
            let serial = try? SerialNumber(parsing: typed), certificate.serialNumber == serial
        else { throw Refusal(.commandReviewCertificate, ["name": name]) }
        return certificate
    }

    /// The same where the certificate itself is not there.
    static func serial(in answer: JSONValue, named name: String) throws(Refusal) -> String {
        let typed = name.split(separator: "/").last.map(String.init) ?? name
        let told = try answer.requiredString("serial")
        guard let serial = try? SerialNumber(parsing: typed), serial.hex == told else {
            throw Refusal(.commandReviewCertificate, ["name": name])
        }
        return told
    }
}
