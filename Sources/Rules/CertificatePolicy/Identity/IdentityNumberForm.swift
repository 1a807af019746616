public import PKIX

/// How numbers of identity documents stand in the certificates of an authority, where they do.
///
/// A plain hash is no form: numbers are few enough to be tried through.
public enum IdentityNumberForm: String, Sendable, Hashable, CaseIterable {
    /// An HMAC that the authority alone can compare with a number.
    case keyed
    /// A ciphertext that the authority alone can read.
    case encrypted
    /// As it is, in the extensions of GM/T 0015; numbers that these have no place for are left out, that of a
    /// Hong Kong identity card above all.
    case clear
}

/// One authority's form, as the practice writes it: `AUTHORITY:FORM`.
public struct IdentityNumberRule: Sendable, Hashable {
    public let authority: String
    public let form: IdentityNumberForm

    /// Nil where the word has another form.
    public init?(_ word: String) {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, RecordField.Form.handle.allows(String(parts[0])),
            let form = IdentityNumberForm(rawValue: String(parts[1]))
        else { return nil }
        authority = String(parts[0])
        self.form = form
    }

    /// As the practice writes it.
    public var word: String { "\(authority):\(form.rawValue)" }
}

/// A number of the subject, as a certificate says it.
public enum SubjectNumber: Sendable, Hashable {
    case token(IdentityNumberToken)
    case clear(IdentityExtension)
}

extension IdentityNumber {
    /// In clear; nil where GM/T 0015 has no place for a number of this kind.
    ///
    /// - Throws: as `IdentityExtension`.
    public func mainlandExtension() throws(PKIXError) -> IdentityExtension? {
        switch kind {
        case .residentIdentityCard, .residencePermit:
            try IdentityExtension(.residentCard, canonical)
        case .passport: try IdentityExtension(.passport, canonical)
        case .unifiedSocialCreditCode, .organisationCode:
            try IdentityExtension(.organizationCode, canonical)
        case .hongKongIdentityCard, .mainlandTravelPermit, .exitEntryPermit, .businessRegistration:
            nil
        }
    }
}
