import Campaigns
import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Ledger
import Messages
import PKIX
import Publication
import Registration
import Status

/// Queries on certificates, their status, and revocation lists.
extension API {
    func certificates(_ request: APIRequest) async throws -> JSONValue {
        var filter = Filter(request, table: "certificate")
        // A number that is reserved names nobody yet, and one that was given up never will.
        filter.require("certificate IS NOT NULL")
        filter.equal("authority", to: "authority")
        let states: [CertificateRecord.State] = [.valid, .suspended, .revoked]
        try filter.choice("state", to: "state", among: states.map(\.rawValue))
        try filter.choice(
            "profile", to: "profile",
            among: Profile.all.map(\.id) + [CertificateRecord.importedProfile])
        try filter.serial("serial", to: "serial")
        try filter.begins("name", in: "search_text", folded: SubjectSearch.folded)
        try filter.span("issued_at")
        let ways = Self.certificateWays(request, &filter)
        let page = try filter.page(ways: ways)
        let isByName = request.query["name"] != nil
        return try await ledger.read { snapshot in
            let records = try snapshot.select(
                CertificateRecord.self, where: page.condition, page.parameters,
                orderBy: (isByName ? "search_text, issued_at" : "issued_at DESC")
                    + ", authority, serial", limit: page.size, offset: page.offset)
            return page.answer(
                "certificates",
                try records.map { record in
                    try Self.summary(record).merging(
                        Self.subscription(
                            record, record.state, record.reason, at: snapshot.atMilliseconds,
                            snapshot))
                }, total: try page.total(snapshot))
        }
    }

    /// By number or name, which few share; else by a state that few are in; else by what the newest
    /// are looked through for. Numbers and states are found under each authority.
    private static func certificateWays(
        _ request: APIRequest, _ filter: inout Filter
    ) -> [Filter.Way] {
        let isOfFew = request.query["state"].map { $0 != "valid" } ?? false
        let isBySerial = request.query["serial"] != nil
        let isByState = isOfFew && request.query["name"] == nil
        if isBySerial || isByState { filter.require("authority IN (SELECT name FROM authority)") }
        let byState: [Filter.Way] = isOfFew ? [["state", "authority", "from", "to"]] : []
        return [["serial"], ["name"]] + byState
            + [["profile", "from", "to"], ["authority", "from", "to"]]
    }

    func certificate(_ name: String, _ request: APIRequest) async throws -> JSONValue {
        let moment = try request.moment()
        return try await ledger.read { snapshot in
            let record = try Self.find(name, snapshot)
            let standing = try CertificateStanding(of: record, at: moment, snapshot)
            let subscription = try Self.subscription(
                record, standing.state, standing.reason, at: moment ?? snapshot.atMilliseconds,
                snapshot)
            return Self.summary(record).merging(standing.json).merging(subscription).merging([
                "certificate": record.certificate.map { .string(Base64.encode($0)) } ?? .null,
                "application": record.application.map { .string($0) } ?? .null,
                "site": record.site.map { .string($0) } ?? .null,
                "acceptUntil": record.acceptUntilMilliseconds.map { .time($0) } ?? .null,
                "acceptedAt": record.acceptedAtMilliseconds.map { .time($0) } ?? .null,
            ])
        }
    }

    /// The status with its history, now or as it stood at a moment.
    func status(_ name: String, _ request: APIRequest) async throws -> JSONValue {
        let moment = try request.moment()
        return try await ledger.read { snapshot in
            let record = try Self.find(name, snapshot)
            let standing = try CertificateStanding(of: record, at: moment, snapshot)
            let list = try snapshot.lastCRLHeading(record.authority, until: moment)
            return standing.json.merging([
                "authority": .string(record.authority), "serial": .string(record.serialHex),
                "history": .array(
                    try standing.history.map { line in
                        let campaign = try snapshot.campaignID(of: line)
                        return Self.summary(line).merging(
                            campaign.map { ["campaign": .string($0)] } ?? [:])
                    }),
                // What a request for a contact is signed over.
                "caseLength": .integer(
                    try snapshot.caseLength(of: "\(record.authority)/\(record.serialHex)")),
                // Told while a suspension asks for it.
                "identificationOwed": standing.state == .suspended
                    ? .bool(standing.history.last?.owesIdentification ?? false) : .null,
                "crl": list.map(Self.summary) ?? .null,
            ])
        }
    }

    func list(_ name: String) async throws -> JSONValue {
        try await ledger.read { snapshot in
            _ = try snapshot.authority(name)
            guard let heading = try snapshot.lastCRLHeading(name),
                let list = try snapshot.lastCRL(name)?.list
            else { throw Refusal(.crlNone, ["authority": name]) }
            return Self.summary(heading).merging(["list": .string(Base64.encode(list))])
        }
    }

    /// A certificate by its serial number in any writing, or `AUTHORITY/SERIAL`. Where a number
    /// occurs under more than one issuer, the candidates are told.
    static func find(_ name: String, _ snapshot: Snapshot) throws -> CertificateRecord {
        let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
        guard let last = parts.last, let serial = try? SerialNumber(parsing: last) else {
            throw Refusal(.certificateNameInvalid, field: "certificate", ["value": name])
        }
        let found = try snapshot.select(
            CertificateRecord.self,
            where: "serial = ? AND state NOT IN ('reserved', 'unused') AND authority "
                + (parts.count == 2 ? "= ?" : "IN (SELECT name FROM authority)"),
            [.text(serial.hex)] + (parts.count == 2 ? [.text(parts[0])] : []), limit: 10)
        guard let first = found.first else {
            throw Refusal(.certificateUnknown, field: "certificate", ["value": name])
        }
        guard found.count == 1 else {
            throw Refusal(
                .certificateAmbiguous, field: "certificate",
                [
                    "value": serial.hex,
                    "candidates": found.map { "\($0.authority)/\($0.serialHex)" }
                        .joined(separator: ", "),
                ])
        }
        return first
    }

    /// A certificate that nobody accepted renews none.
    private static let isAccepted = """
        NOT EXISTS (SELECT 1 FROM certificate n WHERE n.authority = application.authority
            AND n.serial = application.serial AND \(CertificateRecord.isUnaccepted))
        """

    /// Whether it goes on (CP 6.27); null of the authority's own certificates.
    private static func subscription(
        _ record: CertificateRecord, _ state: CertificateRecord.State, _ reason: RevocationReason?,
        at moment: Int64, _ snapshot: Snapshot
    ) throws -> JSONValue {
        let isOver = moment > record.notAfterMilliseconds
        let renewals =
            isOver
            ? try snapshot.select(
                Application.self,
                where: "renews = ? AND state = 'issued' AND state_at <= ? AND \(Self.isAccepted)",
                [.text("\(record.authority)/\(record.serialHex)"), .integer(moment)], limit: 1)
            : []
        let found = SubscriptionState(
            record, state: state, isCessation: reason == .cessationOfOperation,
            isRenewed: !renewals.isEmpty, atMilliseconds: moment)
        return ["subscription": found.map { .string($0.rawValue) } ?? .null]
    }

    static func summary(_ record: CertificateRecord) -> JSONValue {
        [
            "authority": .string(record.authority), "serial": .string(record.serialHex),
            "subject": record.subject.map { .string($0) } ?? .null,
            "profile": .string(record.profile), "state": .string(record.state.rawValue),
            "notBefore": .time(record.notBeforeMilliseconds),
            "notAfter": .time(record.notAfterMilliseconds),
            "issuedAt": record.issuedAtMilliseconds.map { .time($0) } ?? .null,
            "reason": record.reason.map { .string("\($0)") } ?? .null,
        ]
    }

    static func summary(_ event: StatusEvent) -> JSONValue {
        [
            "event": .string(event.event.rawValue), "at": .time(event.atMilliseconds),
            "reason": event.reason.map { .string("\($0)") } ?? .null,
            "cause": event.cause.map { .string($0) } ?? .null,
            // Told where it is another time than that of the act.
            "since": event.sinceMilliseconds == event.atMilliseconds
                ? .null : .time(event.sinceMilliseconds),
            "until": event.untilMilliseconds.map { .time($0) } ?? .null,
            "requester": event.requester.map { .string($0) } ?? .null,
            "identified": event.identified.map { .string($0) } ?? .null,
        ]
    }

    static func summary(_ list: CRLHeading) -> JSONValue {
        [
            "authority": .string(list.authority), "number": .integer(list.number),
            "thisUpdate": .time(list.thisUpdateMilliseconds),
            "nextUpdate": .time(list.nextUpdateMilliseconds),
        ]
    }
}
