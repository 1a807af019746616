import CPKCS11

/// A certificate as it stands on a token, every part of it DER (PKCS#11 v2.40 §4.6.3).
package struct TokenCertificate: Hashable, Sendable {
    package let value: [UInt8]
    package let subject: [UInt8]
    package let issuer: [UInt8]
    package let serialNumber: [UInt8]
    package let label: String
    /// Of the key's own certificate the key's; of one above it any that no other has.
    package let id: [UInt8]

    package init(
        value: [UInt8], subject: [UInt8], issuer: [UInt8], serialNumber: [UInt8], label: String,
        id: [UInt8]
    ) {
        (self.value, self.subject, self.issuer) = (value, subject, issuer)
        (self.serialNumber, self.label, self.id) = (serialNumber, label, id)
    }
}

/// Certificates beside the keys, which all may read.
extension TokenSession {
    /// Writes those that are not there yet; what was written is taken back where another cannot be.
    ///
    /// Interrupted, it is done again: what is there is left alone.
    /// - Returns: how many were written.
    /// - Throws: `.tokenFull`, `.failed`.
    @discardableResult
    package func write(_ certificates: [TokenCertificate]) throws(TokenError) -> Int {
        let present = Set(try self.certificates())
        var written: [CK_OBJECT_HANDLE] = []
        do throws(TokenError) {
            for certificate in certificates where !present.contains(certificate.value) {
                written.append(
                    try noticingFull { () throws(TokenError) in try create(certificate) })
            }
            return written.count
        } catch {
            for object in written { destroy(object) }
            throw error
        }
    }

    /// The DER of each, at most 100.
    package func certificates() throws(TokenError) -> [[UInt8]] {
        var found: [[UInt8]] = []
        for object in try objects(CK_OBJECT_CLASS(CKO_CERTIFICATE), TokenURI()) {
            if let der = try value(UInt(CKA_VALUE), of: object) { found.append(der) }
        }
        return found
    }

    private func create(_ certificate: TokenCertificate) throws(TokenError) -> CK_OBJECT_HANDLE {
        let attributes: [TokenAttribute] = [
            .number(UInt(CKA_CLASS), UInt(CKO_CERTIFICATE)),
            .number(UInt(CKA_CERTIFICATE_TYPE), UInt(CKC_X_509)),
            .flag(UInt(CKA_TOKEN), true), .flag(UInt(CKA_PRIVATE), false),
            .text(UInt(CKA_LABEL), certificate.label), .bytes(UInt(CKA_ID), certificate.id),
            .bytes(UInt(CKA_SUBJECT), certificate.subject),
            .bytes(UInt(CKA_ISSUER), certificate.issuer),
            .bytes(UInt(CKA_SERIAL_NUMBER), certificate.serialNumber),
            .bytes(UInt(CKA_VALUE), certificate.value),
        ]
        var object: CK_OBJECT_HANDLE = 0
        try unsafe call("C_CreateObject") { list, session in
            unsafe TokenAttribute.lend(attributes) { first, count in
                unsafe list.pointee.C_CreateObject?(session, first, count, &object)
            }
        }
        return object
    }

    private func destroy(_ object: CK_OBJECT_HANDLE) {
        try? unsafe call("C_DestroyObject") { list, session in
            unsafe list.pointee.C_DestroyObject?(session, object)
        }
    }

    /// - Throws: `.tokenFull` where the module tells that there is no room; what else is thrown.
    func noticingFull<R>(_ work: () throws(TokenError) -> R) throws(TokenError) -> R {
        do throws(TokenError) {
            return try work()
        } catch {
            throw error.meansFull ? .tokenFull(token: token?.label ?? wanted.description) : error
        }
    }
}

extension TokenError {
    /// Whether the module had no room on the token (`CKR_DEVICE_MEMORY`).
    var meansFull: Bool {
        if case .failed(_, let code) = self { code.value == UInt(CKR_DEVICE_MEMORY) } else { false }
    }
}
