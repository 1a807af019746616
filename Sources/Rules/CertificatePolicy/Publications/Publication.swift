/// Something that is put where relying parties can fetch it, and what makes it new.
///
/// The table is `Publication.all`.
package struct Publication: Sendable, Hashable {
    /// Lower camel case, such as `crl`. Part of the API.
    package let id: String
    /// The operations whose entries change what is to be fetched.
    package let madeBy: [String]
    /// Whether each one ends by itself, and another must be there before that.
    package let isTimed: Bool
    /// Clauses of the certificate policy that ask for it.
    package let clauses: [String]

    package static let all: [Publication] = [
        Publication(
            id: "crl", madeBy: ["crl.issue"], isTimed: true,
            clauses: ["4.1b", "4.2", "4.11b", "4.11e"]),
        Publication(
            id: "status",
            madeBy: [
                "certificate.suspend", "certificate.release", "certificate.revoke",
                "certificate.revokeByAuthority", "certificate.revokeOfAuthority",
                "certificate.releaseOfAuthority", "certificate.suspendByKey",
                "certificate.revokeByKey", "certificate.suspendByCode",
                "certificate.proveCompromise", "campaign.slice", "certificate.lapse",
            ],
            isTimed: false, clauses: ["4.1b", "4.2", "4.11a", "4.11d"]),
        Publication(
            id: "authorityCertificate", madeBy: ["authority.activate"], isTimed: false,
            clauses: ["4.8a"]),
        Publication(
            id: "certificate", madeBy: ["application.issue", "application.issueList"],
            isTimed: false, clauses: ["3.3c", "4.1b", "4.10", "6.9"]),
    ]
}
