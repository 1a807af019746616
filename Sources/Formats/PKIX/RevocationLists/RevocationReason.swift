/// Why a certificate is revoked or suspended.
///
/// ```
/// CRLReason ::= ENUMERATED {
///     unspecified (0), keyCompromise (1), cACompromise (2), affiliationChanged (3),
///     superseded (4), cessationOfOperation (5), certificateHold (6),
///     -- value 7 is not used
///     removeFromCRL (8), privilegeWithdrawn (9), aACompromise (10) }
/// ```
/// RFC 5280 §5.3.1. The raw value is the number in lists and OCSP answers.
public enum RevocationReason: Int, CaseIterable, Sendable {
    /// Lists leave the reason out instead; OCSP answers may carry it.
    case unspecified = 0
    case keyCompromise = 1
    case caCompromise = 2
    case affiliationChanged = 3
    case superseded = 4
    case cessationOfOperation = 5
    /// A suspension, CP A1.2: the only state that may end with release.
    case certificateHold = 6
    /// Only in delta lists: the hold has ended, or the certificate has expired.
    case removeFromCRL = 8
    case privilegeWithdrawn = 9
    case aaCompromise = 10
}
