import CanonicalJSON
import Issuance
import Governance
import Ledger
import Messages
import Registration

/// Queries on applications.
extension API {
    func applications(_ request: APIRequest) async throws -> JSONValue {
        var filter = Filter(request, table: "application")
        filter.equal("authority", to: "authority")
        try filter.choice(
            "state", to: "state", among: Application.State.allCases.map(\.rawValue))
        try filter.choice(
            "category", to: "category", among: Application.Category.allCases.map(\.rawValue))
        filter.equal("reference", to: "subscriber_reference")
        filter.equal("subscriber", to: "subscriber")
        let asksForSubscriber = request.query["subscriber"] != nil
        if asksForSubscriber { filter.require("subscriber IS NOT NULL") }
        try filter.span("created_at")
        // What has ended is most of all there is; what waits is little.
        let isOfFew = request.query["state"].map { $0 != "issued" } ?? false
        let byState: Filter.Way = ["state", "from", "to"]
        let page = try filter.page(
            ways: [["reference"], ["subscriber", "from", "to"]] + (isOfFew ? [byState] : []) + [
                ["authority", "from", "to"], ["category", "from", "to"], byState,
            ])
        return try await ledger.read { snapshot in
            if asksForSubscriber {
                try snapshot.requireRole(of: request.caller, toSign: "subscriber.reveal")
            }
            let isTold = try snapshot.maySign("subscriber.reveal", request.caller)
            let found = try snapshot.select(
                Application.self, where: page.condition, page.parameters,
                orderBy: "created_at DESC, id", limit: page.size, offset: page.offset)
            return page.answer(
                "applications", found.map { Self.summary($0, tellsSubscriber: isTold) },
                total: try page.total(snapshot))
        }
    }

    /// One application whole, by its id or case number, with what the applicant stated: for officers, who decide
    /// on it. Others learn how it stands.
    func application(_ name: String, for caller: APIRequest.Caller) async throws -> JSONValue {
        let origin = ledger.identity.origin
        let environment = ledger.identity.environment.rawValue
        return try await ledger.read { snapshot in
            let application = try snapshot.application(named: name)
            let id = application.id
            let isPart = try snapshot.mayRead(application, caller)
            var answer = Self.summary(application, tellsSubscriber: isPart)
                .merging(Self.claim(try snapshot.claim(on: application)))
                .merging(["recordingReference": .string(application.subscriberReference)])
            guard isPart else {
                return answer.merging(["checklist": [], "proofs": [], "withheld": true])
            }
            // Kept and not used: read one by one, for the reasons that are left.
            if let reference = application.subscriber,
                let restriction = try snapshot.subscriber(reference).restriction
            {
                return answer.merging([
                    "checklist": [], "withheld": true,
                    "proofs": .array(
                        try Self.items(of: application, areOpened: false, snapshot)),
                ]).merging(.object(SubscriberRestriction.members(restriction)))
            }
            if let reference = try snapshot.vault.read(
                FeeSettlement.referenceName, dossier: id)
            {
                answer = answer.merging([
                    "feeReference": .string(String(decoding: reference, as: UTF8.self))
                ])
            }
            if let statement = try snapshot.vault.open("statement", dossier: id) {
                answer = answer.merging([
                    "statement": try JSONValue(parsing: statement.value),
                    "statementKey": .string(Hex.encode(statement.commitmentKey)),
                    "statementCommitment": .string(application.statementCommitmentHex),
                ])
            }
            if application.renews != nil {
                let signature = try snapshot.vault.read(Renewal.valueName, dossier: id)
                answer = answer.merging(["renewalSigned": .bool(signature != nil)])
            }
            answer = try answer.merging(Self.evidence(of: application, snapshot))
                .merging(Self.declared(id, snapshot))
                .merging(Self.madeKey(of: application, snapshot))
                .merging(Self.token(of: application, snapshot))
            answer = answer.merging(
                try Self.corrections(
                    of: application, origin: origin, environment: environment, snapshot))
            guard application.contentsHashHex != nil,
                let contents = try snapshot.vault.open("contents", dossier: id)
            else { return answer }
            let statement = try snapshot.acceptanceStatement(
                of: application, origin: origin, environment: environment)
            return answer.merging([
                "contentsDER": .string(Base64.encode(contents.value)),
                "agreement": application.agreementHex.map { .string($0) } ?? .null,
                "acceptanceStatement": statement.map { .string(Base64.encode($0.bytes)) }
                    ?? .null,
            ])
        }
    }

    /// What is to be corrected, what was stated before, and what a correction is to name.
    private static func corrections(
        of application: Application, origin: String, environment: String, _ snapshot: Snapshot
    ) throws -> JSONValue {
        var answer: [String: JSONValue] = [:]
        if let returned = application.returned {
            answer["correction"] = [
                "field": .string(returned.field), "reason": .string(returned.cause.rawValue),
                "origin": .string(origin), "environment": .string(environment),
                "version": .integer(application.version + 1),
            ]
        }
        if application.version > 1 {
            answer["earlierStatements"] = .array(
                try (1..<application.version).compactMap { version in
                    try snapshot.vault.read(
                        ApplicationCorrection.name(ofVersion: version), dossier: application.id
                    ).map {
                        ["version": .integer(version), "statement": try JSONValue(parsing: $0)]
                    }
                })
        }
        return .object(answer)
    }

    /// Who works on it; nobody, where that is null.
    static func claim(_ claim: Claim?) -> JSONValue {
        [
            "claimedBy": claim.map { .string($0.officer) } ?? .null,
            "claimedUntil": claim.map { .time($0.untilMilliseconds) } ?? .null,
        ]
    }

    /// - Parameter tellsSubscriber: whether it may show that the applicant was known before (CP 12.1).
    static func summary(
        _ application: Application, tellsSubscriber: Bool = true
    ) -> JSONValue {
        [
            "application": .string(application.id),
            "caseNumber": application.caseNumber.map { .string($0.grouped) } ?? .null,
            "authority": .string(application.authority),
            "category": .string(application.category.rawValue),
            "site": application.site.map { .string($0) } ?? .null,
            "state": .string(application.state.rawValue),
            "version": .integer(application.version),
            "subscriberReference": .string(
                tellsSubscriber ? application.reference : application.subscriberReference),
            "renews": application.renews.map { .string($0) } ?? .null,
            "contents": application.contentsHashHex.map { .string($0) } ?? .null,
            "serial": application.serialHex.map { .string($0) } ?? .null,
            "identityMethod": application.identityMethod.map { .string($0) } ?? .null,
            "evidence": application.evidence.map { .string($0) } ?? .null,
            // How, where nobody accepted the contents before they are certified.
            "acceptance": application.acceptance.map { .string($0.rawValue) } ?? .null,
            "fee": application.fee.map { .string($0.amount) } ?? .null,
            "feeState": application.fee.map { .string($0.state) } ?? .null,
            "createdAt": .time(application.createdAtMilliseconds),
            "stateAt": .time(application.stateAtMilliseconds),
        ]
    }
}
