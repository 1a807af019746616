extension Operation {
    /// The revocation of many at once. Two people decide it as they decide on one; a third, who has seen the first slice,
    /// lets it go on.
    static let campaigns = [
        officer(
            "campaign.open", .approver, .tightens, people: 2,
            documents: [DocumentDemand(.revocationProof, in: "evidence")],
            clauses: ["6.17b", "6.19a", "6.19c", "6.20", "6.22", "6.23"], event: "campaign.opened",
            archive: .certificates),
        officer(
            "campaign.proceed", .approver, .tightens, differsFrom: ["campaign.open"],
            clauses: ["6.17b", "6.19c", "6.22"], event: "campaign.proceeded",
            archive: .certificates),
        // It leaves certificates valid that two people wanted revoked, so it loosens. One person is enough, since a
        // revocation is for ever and a stop is not.
        officer(
            "campaign.stop", .approver, .loosens, clauses: ["6.19c", "6.23"],
            event: "campaign.stopped", archive: .certificates),
        system(
            "campaign.slice", .tightens, clauses: ["6.17b", "6.20", "6.22", "6.23"],
            event: "campaign.revoked", archive: .certificates),
    ]
}
