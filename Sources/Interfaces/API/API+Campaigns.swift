import Campaigns
import CanonicalJSON
import CertificatePolicy
import Governance
import Ledger
import Messages

/// Queries on cohorts and on the campaigns that revoke them.
extension API {
    func steer(_ act: ActRequest) async throws -> ActOutcome {
        try await ledger.act(act) { transaction in
            let steering = try CampaignSteering(Payload(act.payload))
            return act.operation == "campaign.proceed"
                ? try steering.proceed(&transaction) : try steering.stop(&transaction)
        }
    }

    /// What a query finds, for who could sign a campaign over it. What is there to be found tells who vetted what.
    func cohort(_ request: APIRequest) async throws -> JSONValue {
        try request.refuseUnknown(besides: Set(CohortQuery.members).union(["asOf", "size"]))
        let query = try CohortQuery(Self.query(request))
        let size = try request.number("size", in: 1...Filter.maximumPageSize)
        let asOf = try request.number("asOf", in: 0...1_000_000_000_000_000)
        return try await ledger.readAtLength { snapshot in
            try snapshot.requireRole(
                of: request.caller, toSign: "campaign.open", authority: query.authority)
            let cohort = try Cohort(
                query, asOf: asOf ?? snapshot.journalSize() - 1, snapshot)
            return try CohortPreview(
                cohort, size: Int(size ?? Int64(Filter.defaultPageSize)), snapshot
            ).json
        }
    }

    /// The query of a list as a payload has it: numbers as numbers, times in milliseconds.
    private static func query(_ request: APIRequest) throws -> JSONValue {
        var members: [String: JSONValue] = [:]
        for name in CohortQuery.members {
            guard let text = request.query[name] else { continue }
            switch name {
            case "from": members[name] = try request.time(name).map { .integer($0.first) }
            case "until": members[name] = try request.time(name).map { .integer($0.last) }
            case _ where CohortQuery.numbers.contains(name):
                members[name] = try request.number(name, in: 0...1_000_000_000).map { .integer($0) }
            default: members[name] = .string(text)
            }
        }
        return .object(members)
    }

    /// All, the newest first, for who could sign one or audits: a query tells who vetted what.
    func campaigns(_ request: APIRequest) async throws -> JSONValue {
        var filter = Filter(request, table: Campaign.table.name)
        try filter.choice("state", to: "state", among: Campaign.State.allCases.map(\.rawValue))
        try filter.span("opened_at")
        let page = try filter.page(ways: [])
        return try await ledger.read { snapshot in
            try snapshot.requireReader(request.caller)
            let found = try snapshot.select(
                Campaign.self, where: page.condition, page.parameters,
                orderBy: "opened_at DESC, id", limit: page.size, offset: page.offset)
            return page.answer("campaigns", found.map(\.json), total: try page.total(snapshot))
        }
    }

    /// With what became of each member, unless `coverage` is `none`: who stops one does not wait for that.
    func campaign(_ id: String, _ request: APIRequest) async throws -> JSONValue {
        try request.refuseUnknown(besides: ["coverage"])
        try request.checkChoice("coverage", among: ["none"])
        guard request.query["coverage"] == nil else {
            return try await ledger.read { snapshot in
                try snapshot.requireReader(request.caller)
                return try snapshot.campaign(id).json
            }
        }
        return try await ledger.readAtLength { snapshot in
            try snapshot.requireReader(request.caller)
            return try CampaignCoverage(snapshot.campaign(id), snapshot).json
        }
    }
}

extension ReadableLedger {
    /// Whoever approves or audits for any authority: what is signed is judged by the grants that cover it.
    fileprivate func requireReader(_ caller: APIRequest.Caller) throws {
        guard case .officer(let id) = caller, let officer = try get(Officer.self, .text(id)) else {
            return try requireRole(of: caller, toSign: "campaign.open")
        }
        let held = try standing(of: officer).rolesAnywhere(atMilliseconds: atMilliseconds)
        guard [.approver, .auditor].contains(where: held.contains) else {
            throw Refusal(
                .authorisationRoleMissing,
                [
                    "operation": "campaign.open", "officer": id,
                    "role": [Role.approver, .auditor].map(\.rawValue).joined(separator: ", "),
                ])
        }
    }
}
