/// Whether a subscription goes on, as it follows from its certificate and the time (CP 6.27).
///
/// Nothing stores it: what ended it is the last line of the certificate's history, or its end of validity.
package enum SubscriptionState: String, Sendable, CaseIterable {
    case active
    /// Its certificate was revoked.
    case revoked
    /// It was ended on request: the certificate is revoked since its use has ceased.
    case terminated
    /// The validity has passed, and nothing renewed it.
    case expired
    /// It goes on with the certificate that renewed this one.
    case renewed

    /// Nil for a certificate of the authority itself, and where none was issued.
    ///
    /// - Parameters:
    ///   - state: as it stood at the moment, with its reason.
    package init?(
        _ record: CertificateRecord, state: CertificateRecord.State, isCessation: Bool,
        isRenewed: Bool, atMilliseconds moment: Int64
    ) {
        guard !record.isOfAuthority else { return nil }
        switch state {
        case .reserved, .unused, .abandoned: return nil
        case .revoked: self = isCessation ? .terminated : .revoked
        case .valid, .suspended:
            self =
                moment <= record.notAfterMilliseconds ? .active : isRenewed ? .renewed : .expired
        }
    }
}
