import Cryptography
package import Issuance
package import Ledger
package import Messages
package import PKIX
package import Registers

/// The authority whose register is taken over: tells whether a row can be one of its own.
package struct RowIssuer: Sendable {
    private let certificate: Certificate
    private let key: PublicKey

    package init(certificate der: [UInt8]) throws {
        certificate = try Certificate(derEncoded: der)
        key = try PublicKey(certificate.subjectPublicKeyInfo)
    }

    /// Whether a certificate is one that this authority signed.
    package func issued(_ other: Certificate) -> Bool {
        other.issuer.matches(certificate.subject) && other.isSigned(by: key)
    }

    /// Whether a list is one that this authority signed.
    package func signed(_ list: CertificateList) -> Bool {
        list.issuer == certificate.subject && list.isSigned(by: key)
    }

    /// The row's certificate, if it has one that this authority signed.
    package func certificate(of row: RegisterRow) throws(Refusal) -> Certificate? {
        guard let der = row.certificate else { return nil }
        let arguments = ["serial": row.serial.hex]
        // Issued by the rules of its time, and read as relying parties read it.
        guard let own = try? Certificate(derEncoded: der, tolerance: .tolerant) else {
            throw Refusal(.importCertificateUnreadable, field: "certificate", arguments)
        }
        guard own.issuer.matches(certificate.subject) else {
            throw Refusal(.importForeignIssuer, field: "certificate", arguments)
        }
        guard own.serialNumber == row.serial else {
            throw Refusal(
                .importSerialDiffers, field: "certificate",
                ["serial": row.serial.hex, "found": own.serialNumber.hex])
        }
        guard own.isSigned(by: key) else {
            throw Refusal(.importSignatureWrong, field: "certificate", arguments)
        }
        return own
    }
}

/// What a row would do to the ledger as it stands.
package enum RowStanding: Sendable {
    /// The number is not known here.
    case new
    /// The ledger says the same already.
    case known
    /// The ledger knows the certificate, and the row says of it what is worse.
    case tightens(CertificateRecord)

    /// - Parameter isSigned: whether people signed it already: what the ledger was told since, and is no
    ///   better, then stands, and holds up no other row.
    /// - Throws: `import.serialTaken` where the ledger says something else that is no better, and where
    ///   what was issued here would change: that has acts, and people, of its own.
    package init(
        _ row: RegisterRow, of authority: String, in ledger: some ReadableLedger,
        isSigned: Bool = false
    ) throws {
        guard
            let record = try ledger.get(
                CertificateRecord.self, .text(authority), .text(row.serial.hex))
        else {
            self = .new
            return
        }
        let taken = Refusal(
            .importSerialTaken, field: "serial",
            ["serial": record.serialHex, "state": record.state.rawValue])
        if let own = row.certificate, let other = record.certificate, own != other { throw taken }
        let order: [CertificateRecord.State] = [.valid, .suspended, .revoked]
        guard let place = order.firstIndex(of: record.state),
            let wanted = order.firstIndex(of: row.recordState)
        else { throw taken }
        if wanted > place {
            guard record.isImported else { throw taken }
            self = .tightens(record)
            return
        }
        let isSame = wanted == place && (row.revocation == nil || Self.isSame(row, record))
        guard isSame || isSigned else { throw taken }
        self = .known
    }

    private static func isSame(_ row: RegisterRow, _ record: CertificateRecord) -> Bool {
        row.revocation?.sinceMilliseconds == record.statusAtMilliseconds
            && row.revocation?.reason == (record.reason == .unspecified ? nil : record.reason)
            && row.revocation?.invalidityMilliseconds == record.invalidityAtMilliseconds
    }
}

extension RegisterRow {
    var recordState: CertificateRecord.State {
        switch state {
        case .valid: .valid
        case .suspended: .suspended
        case .revoked: .revoked
        }
    }
}
