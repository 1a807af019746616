import Cryptography
import PKIX
import Testing

@Suite("Certificates of other issuers")
struct CertificateVectorTests {
    @Test func `every certificate is read and keeps its octets`() throws {
        for (name, bytes) in try Vectors.certificates() {
            let certificate = try Certificate(derEncoded: bytes, tolerance: .tolerant)
            #expect(certificate.derEncoded == bytes, "\(name)")
            if (try? Certificate(derEncoded: bytes)) == nil {
                print(name, certificate.warnings.map(\.error.description))
            }
        }
    }
}
