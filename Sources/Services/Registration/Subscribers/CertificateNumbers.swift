import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import PKIX

/// The numbers of a subject's documents as the certificates of its authority say them.
///
/// The same for the same statement, authority, serial number and setting: contents that are built again have the
/// same bytes.
struct CertificateNumbers {
    let authority: String
    let serialHex: String
    let form: IdentityNumberForm?

    init(_ settings: Practice, _ authority: Authority, _ serial: SerialNumber) {
        self.authority = authority.name
        serialHex = serial.hex
        form =
            settings.identityNumbers.first {
                $0.authority.utf8.elementsEqual(authority.name.utf8)
            }?.form
    }

    func said(
        _ documents: [StatedIdentity.Document], _ vault: DossierVault.Reader
    ) throws -> [SubjectNumber] {
        switch form {
        case nil: []
        case .keyed?:
            try documents.map { document in
                let value = Hex.decode(
                    vault.lookup("certificateNumber", [authority] + parts(document)))
                return .token(try token(.keyed, document, value ?? []))
            }
        case .encrypted?:
            try documents.map { document in
                // Another ciphertext in each certificate, so that nobody sees two to be of one number.
                let context = [authority, serialHex] + parts(document).dropLast()
                return .token(
                    try token(
                        .encrypted, document,
                        vault.sealedNumber(document.number.canonical, context)))
            }
        case .clear?: try clear(documents)
        }
    }

    /// An extension stands once in a certificate: the first document of its kind counts.
    private func clear(_ documents: [StatedIdentity.Document]) throws -> [SubjectNumber] {
        var kinds: Set<IdentityExtension.Kind> = []
        return try documents.compactMap { document in
            guard let said = try document.number.mainlandExtension(),
                kinds.insert(said.kind).inserted
            else { return nil }
            return .clear(said)
        }
    }

    private func parts(_ document: StatedIdentity.Document) -> [String] {
        [document.number.kind.rawValue, document.country, document.number.canonical]
    }

    private func token(
        _ form: IdentityNumberToken.Form, _ document: StatedIdentity.Document, _ value: [UInt8]
    ) throws -> IdentityNumberToken {
        try IdentityNumberToken(form, document: document.number.kind.rawValue, value: value)
    }
}
