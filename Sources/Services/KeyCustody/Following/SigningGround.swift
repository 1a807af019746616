import Cryptography

/// Why something may be signed that an entry of the followed journal announces, and what follows from it for what is
/// to be signed.
///
/// Nobody signs for what the system does by itself: a warrant that always stands, and therefore narrow.
enum SigningGround: Sendable {
    /// Officers decided on exactly these octets, the certificate of a subscriber.
    case contents
    /// People decided on this authority, whose certificate these contents are; its key has this name.
    case authority(FollowedAuthorities.Approved, key: KeyReference)
    /// The certificate of a responder whose key has this name stands for ever (CP 4.2).
    case responder(key: KeyReference)
    /// So does a revocation list (CP 4.11b).
    case list
}
