/// What fetching may cost. The addresses come from certificates that nobody has checked yet.
struct EvidenceLimits: Sendable {
    /// A path of eight certificates asks for an issuer, an answer and a list each.
    var maximumRequests = 24
    /// No authority has published a larger list.
    var maximumListBytes = 64 << 20
    /// A certificate, or an OCSP answer with its signer's certificates.
    var maximumObjectBytes = 256 << 10
    var connecting = Duration.seconds(5)
    /// Of one exchange.
    var exchange = Duration.seconds(15)
    /// Of all together.
    var total = Duration.seconds(45)
    /// RFC 5280 sets none; no hierarchy in use is half as deep.
    var maximumPathLength = 8
}

/// Why something was not fetched, for the person who decides.
struct FetchFailure: Sendable, Equatable {
    let address: String
    let reason: String
}
