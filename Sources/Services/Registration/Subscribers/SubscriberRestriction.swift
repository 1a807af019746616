package import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
package import Ledger
import Messages
import PKIX
import Records

/// That somebody's data are kept, since law forbids to erase them yet, and used for nothing else (CP 7.21, 12.1; Personal
/// Information Protection Law of the PRC, article 47).
package struct SubscriberRestriction: Sendable, Hashable {
    package enum Reason: String, Sendable, CaseIterable {
        case personAsks, accuracyDisputed, keptByLawOnly, regulatorOrder, courtOrder
    }

    package let sinceMilliseconds: Int64
    package let reason: Reason

    /// As answers tell it.
    package static func members(_ restriction: SubscriberRestriction?) -> [String: JSONValue] {
        guard let restriction else { return [:] }
        return [
            "restrictedSince": .string(Time.rfc3339(restriction.sinceMilliseconds)),
            "restrictedReason": .string(restriction.reason.rawValue),
        ]
    }

    /// For what they may be read all the same.
    static let allowed: [RecordChange.RevealReason] = [
        .personAsks, .investigation, .regulatorOrder, .courtOrder,
    ]
}

extension SubscriberAct {
    /// Payload: `subscriber`, `reason`, and `evidence`: what was written about it (see `DocumentDemand`).
    ///
    /// - Throws: `subscriber.restriction` where they are already, `subscriber.served` while a certificate or an
    ///   application of theirs goes on.
    package func restrict(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["subscriber", "reason", "evidence"])
        let reason: SubscriberRestriction.Reason = try payload.choice("reason")
        var subscriber = try named(transaction)
        guard subscriber.restriction == nil else { throw subscriber.wrongRestriction }
        if let served = try transaction.whatServes(subscriber) {
            throw Refusal(
                .subscriberServed, field: "subscriber",
                ["reference": subscriber.reference, "case": served])
        }
        subscriber.restrict(
            SubscriberRestriction(
                sinceMilliseconds: transaction.atMilliseconds, reason: reason), transaction)
        try transaction.put(subscriber)
        return ["subscriber": .string(subscriber.reference), "reason": .string(reason.rawValue)]
    }

    /// Payload: `subscriber` and `evidence`.
    package func unrestrict(_ transaction: inout Transaction) throws -> JSONValue {
        try payload.refuseUnknown(besides: ["subscriber", "evidence"])
        var subscriber = try named(transaction)
        guard subscriber.restriction != nil else { throw subscriber.wrongRestriction }
        subscriber.restrict(nil, transaction)
        try transaction.put(subscriber)
        return ["subscriber": .string(subscriber.reference)]
    }

    private func named(_ transaction: Transaction) throws -> Subscriber {
        let subscriber = try transaction.subscriber(
            payload.string("subscriber", maximumBytes: 16))
        try requireRole(
            ofAll: transaction.applications(of: subscriber.reference, limit: nil), transaction)
        return subscriber
    }
}

extension Subscriber {
    fileprivate var wrongRestriction: Refusal {
        Refusal(.subscriberRestriction, field: "subscriber", ["reference": reference])
    }

    /// - Throws: `subscriber.restricted` where nobody reads its data for this reason.
    func judgeReading(for reason: RecordChange.RevealReason) throws {
        guard let restriction, !SubscriberRestriction.allowed.contains(reason) else { return }
        throw restricted(restriction)
    }

    /// - Throws: `subscriber.restricted` where its data are used for nothing.
    package func judgeUse() throws {
        if let restriction { throw restricted(restriction) }
    }

    private func restricted(_ restriction: SubscriberRestriction) -> Refusal {
        Refusal(
            .subscriberRestricted, field: "subscriber",
            ["reference": reference, "reason": restriction.reason.rawValue])
    }
}

extension ReadableLedger {
    /// An application or certificate that goes on: for it its subscriber is known by name. Nil where there is none.
    fileprivate func whatServes(_ subscriber: Subscriber) throws -> String? {
        for application in try applications(of: subscriber.reference, limit: nil) {
            switch application.state {
            case .refused: continue
            case .received, .returned, .vetted, .accepted, .approved, .issuing:
                return application.id
            case .issued:
                guard let certificate = try certificate(of: application) else { continue }
                let goesOn =
                    [.valid, .suspended].contains(certificate.state)
                    && certificate.notAfterMilliseconds >= atMilliseconds
                if goesOn { return "\(certificate.authority)/\(certificate.serialHex)" }
            }
        }
        return nil
    }

    /// Until when what is held on somebody is kept at least: five years from the end of the last certificate, or
    /// of the last application that led to none (CP 7.21). Nil while one of them goes on.
    package func keptUntilMilliseconds(_ applications: [Application]) throws -> Int64? {
        var last: Int64?
        for application in applications {
            var end: Int64?
            switch application.state {
            case .refused: end = application.stateAtMilliseconds
            case .issued:
                guard let certificate = try certificate(of: application) else { break }
                switch certificate.state {
                case .valid, .suspended: end = certificate.notAfterMilliseconds
                default: end = certificate.statusAtMilliseconds
                }
            case .received, .returned, .vetted, .accepted, .approved, .issuing: break
            }
            guard let end else { return nil }
            last = max(last ?? end, end)
        }
        return last.map {
            CalendarYears.after(ArchiveClass.applications.retention.years, milliseconds: $0)
        }
    }

    func certificate(of application: Application) throws -> CertificateRecord? {
        try application.serialHex.flatMap {
            try get(CertificateRecord.self, .text(application.authority), .text($0))
        }
    }
}
