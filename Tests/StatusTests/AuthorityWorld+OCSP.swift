import AuthorityTestSupport
import Cryptography
import Issuance
import Ledger
import PKIX
import Status

/// Questions to the responder of a whole authority.
extension AuthorityWorld {
    func issuer(_ authority: String) async throws -> Certificate {
        let record = try await ledger.read {
            try $0.certificateRecord(of: $0.authority(authority))
        }
        return try Certificate(derEncoded: record?.certificate ?? [])
    }

    func certID(
        _ serialHex: String, of authority: String = "hk-rsa", digest: DigestAlgorithm = .sha1
    ) async throws -> CertID {
        let issuer = try await issuer(authority)
        return CertID(
            issuerName: issuer.subject, issuerKey: issuer.subjectPublicKeyInfo,
            serialNumber: try SerialNumber(parsing: serialHex), digest: digest)
    }

    func ask(
        _ ids: [CertID], nonce: OCSPNonce? = nil
    ) async throws -> OCSPResponse {
        let answer = await responder.answer(try OCSPRequest(ids, nonce: nonce).derEncoded)
        return try OCSPResponse(derEncoded: answer)
    }

    func ocspStatus(
        _ record: CertificateRecord
    ) async throws -> SingleResponse.Status? {
        let id = try await certID(record.serialHex, of: record.authority)
        return try await ask([id]).basic?.responses.first?.status
    }

    func ocspFailure(_ bytes: [UInt8]) async throws -> OCSPFailure? {
        guard
            case .failed(let failure) = try OCSPResponse(
                derEncoded: await responder.answer(bytes))
        else { return nil }
        return failure
    }
}
