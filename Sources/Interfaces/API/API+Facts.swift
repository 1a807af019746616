import CanonicalJSON
import CertificatePolicy

extension API {
    /// The facts of an entry: the identifiers and codes that an operation names, never free text.
    /// The services judge each of these values before the entry is written. The digests of documents
    /// that an operation demands the ledger adds by itself.
    private static let factNames: [String: [String]] = [
        "application.apply": ["authority", "category", "site", "renews", "key"],
        "application.evidence": ["application"],
        "application.check": ["application", "connector"],
        "application.vet": ["application", "method"],
        "application.accept": ["application", "contents"],
        "application.approve": Operation.approvedMembers,
        "application.issue": ["application", "contents"],
        "application.return": ["application", "field", "reason"],
        "application.payFee": ["application"],
        "application.waiveFee": ["application", "reason"],
        "application.recall": ["application", "reason"],
        "application.correct": ["application"],
        "application.sendCode": ["application", "contact"],
        "application.proveContact": ["application", "contact"],
        "application.refuse": ["application", "reason"],
        "application.claim": ["application"],
        "application.unclaim": ["application"],
        "application.reveal": ["application", "reason", "file"],
        "application.makeKey": ["application"],
        "application.deliverKey": ["application"],
        "application.receiveKey": ["application"],
        "application.deliverPassword": ["application"],
        "application.prepareToken": ["application"],
        "application.identifyBearer": ["application"],
        "application.unblockToken": ["application"],
        "application.wipeToken": ["application"],
        "application.loseToken": ["application"],
        "subscriber.decide": ["application", "subscriber", "decision"],
        "subscriber.keepContact": ["application"],
        "contact.addByKey": ["certificate"], "contact.endByKey": ["certificate"],
        "contact.add": ["certificate", "requester"], "contact.end": ["certificate", "requester"],
        "contact.prove": ["certificate"],
        "subscriber.reveal": ["subscriber", "reason"],
        "subscriber.export": ["subscriber", "application", "reason"],
        "subscriber.restrict": ["subscriber", "reason"],
        "subscriber.unrestrict": ["subscriber"],
        "certificate.suspend": ["certificate", "reason", "requester", "identified"],
        "certificate.release": ["certificate"] + identification,
        "certificate.releaseOfAuthority": ["certificate"],
        "certificate.revoke": ["certificate", "reason"] + identification,
        "certificate.revokeByAuthority": ["certificate", "reason"] + identification + ownMistake,
        "certificate.revokeOfAuthority": ["certificate", "reason"] + identification + ownMistake,
        "certificate.suspendByKey": ["certificate", "reason", "sequence", "signature"],
        "certificate.revokeByKey": ["certificate", "reason", "sequence", "signature"],
        "certificate.suspendByCode": ["certificate"],
        "certificate.proveCompromise": ["certificate", "signature"],
        "incident.report": ["certificate"],
        "crl.order": ["authority"],
        "campaign.open": [
            "campaign", "cohort", "asOf", "count", "digest", "reason", "begins", "deadline",
            "firstSlice",
        ],
        "campaign.proceed": ["campaign", "lastEntry"], "campaign.stop": ["campaign"],
        "proposal.refuse": ["proposal"],
        "proposal.return": ["proposal", "field"],
        "proposal.withdraw": ["proposal"],
        "record.change": ["record", "version"],
        "record.import": ["import", "kind", "rows", "digest"],
        "record.reverse": ["import", "reason"],
        "record.end": ["record", "version", "reason"],
        "record.attach": ["record", "version", "file", "bytes", "mediaType"],
        "record.reveal": ["record", "version", "reason", "file"],
        "operator.suspend": ["reason"],
        "operator.end": ["reason"],
        "operator.grant": ["role", "authority", "category", "site", "from", "until"],
        "authority.create": ["authority", "kind", "family", "jurisdiction", "issuer"],
        "authority.import": ["authority", "kind", "jurisdiction", "issuer", "key"],
        "register.import": ["authority", "root", "rows", "crlNumber"],
    ]

    /// Who asks for a change of a status, and how that was found out (CP 5.8).
    private static let identification = ["requester", "identified", "hindrance", "contactFrom"]
    /// CP 6.20.
    private static let ownMistake = ["cause", "incident"]

    static func facts(_ operation: String, _ payload: JSONValue) -> JSONValue {
        var facts: [String: JSONValue] = [:]
        for name in factNames[operation] ?? [] { facts[name] = payload[name] }
        return .object(facts)
    }
}
