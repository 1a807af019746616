import PKIX

/// What one authentic status object says of one certificate.
struct StatusStatement: Sendable {
    enum Source: String, Sendable {
        case list = "CRL"
        case answer = "OCSP"
    }

    enum Status: Sendable, Hashable {
        case good
        case revoked(atMilliseconds: Int64, reason: RevocationReason?)
        case unknown
    }

    let source: Source
    let status: Status
    let thisUpdateMilliseconds: Int64
    /// Nil where none is given.
    let nextUpdateMilliseconds: Int64?
    /// Whether the statement speaks for the moment that is judged.
    let isCurrent: Bool
    /// The reasons for revocation that it covers; nil for all.
    let reasons: Set<ReasonFlags.Flag>?
    /// Since when the key is known or suspected to be in other hands, or the certificate to be
    /// wrong; nil where that is not told. RFC 5280 §5.3.2.
    var invalidSinceMilliseconds: Int64?

    /// How the certificate stood at a moment, if this statement alone is asked.
    enum Standing: Sendable {
        case good
        /// Until it is released; the newest statement counts.
        case suspended
        /// For good: no later statement takes that back, and none has to be current to prove it.
        case revoked
        /// Revoked or suspended after the moment.
        case endedLater
        case unknown
    }

    /// Being listed decides: RFC 5280 §6.3.3, RFC 6960 §2.2. Its date alone does not take a
    /// certificate off the list again: it counts for a moment of the past, and not where it lies
    /// ahead of the statement itself, as local time written as UTC does.
    func standing(at moment: JudgedMoment) -> Standing {
        switch status {
        case .good: return .good
        case .unknown: return .unknown
        case .revoked(let date, let reason):
            if case .past(let at) = moment, at < endMilliseconds, date <= thisUpdateMilliseconds {
                return .endedLater
            }
            return reason == .certificateHold ? .suspended : .revoked
        }
    }

    /// Whether someone else may hold the key since, who can date back what it signs.
    var leavesKeyInDoubt: Bool {
        guard case .revoked(_, let reason) = status else { return false }
        switch reason {
        case nil, .unspecified, .keyCompromise, .caCompromise, .aaCompromise: return true
        case .affiliationChanged, .superseded, .cessationOfOperation, .certificateHold,
            .removeFromCRL, .privilegeWithdrawn:
            return false
        }
    }

    /// In the words of facts.
    var facts: [String: String] {
        var facts = [
            "source": source.rawValue, "thisUpdate": Time.notation(thisUpdateMilliseconds),
        ]
        if let nextUpdateMilliseconds {
            facts["nextUpdate"] = Time.notation(nextUpdateMilliseconds)
        }
        if case .revoked(let date, let reason) = status {
            facts["revokedAt"] = Time.notation(date)
            facts["reason"] = reason.map { "\($0)" } ?? "unspecified"
            if endMilliseconds < date { facts["invalidSince"] = Time.notation(endMilliseconds) }
        }
        return facts
    }
}

/// What all status objects together say of one certificate at one moment.
enum StatusFinding: Sendable {
    case good(StatusStatement)
    /// Good at the moment, and revoked after it.
    case revokedLater(StatusStatement)
    case revoked(StatusStatement)
    case suspended(StatusStatement)
    case undetermined(Want)
    /// Undetermined for the moment, and revoked after it.
    case undeterminedAndRevokedLater(Want, StatusStatement)

    /// Whether what the certificate's key signs, other certificates or status, can be taken as
    /// signed by the moment that its dates tell; nil where nothing is known.
    var vouches: Bool? {
        switch self {
        case .good: true
        case .revokedLater(let statement): !statement.leavesKeyInDoubt
        case .undeterminedAndRevokedLater(_, let statement):
            statement.leavesKeyInDoubt ? false : nil
        case .revoked, .suspended: false
        case .undetermined: nil
        }
    }

    /// What was wanting.
    enum Want: Sendable {
        case evidence
        case currentEvidence
        case authenticEvidence
        case allReasons
        case knowledge
        case budget
    }

    /// Weighs statements: revocation for good counts whenever it was told; of the rest, the newest
    /// that is current counts, and the CRLs behind it have to cover all reasons.
    static func weigh(
        _ statements: [StatusStatement], at moment: JudgedMoment, sawUnauthentic: Bool
    ) -> StatusFinding {
        let revoking = statements.filter { $0.standing(at: moment) == .revoked }
        if let earliest = revoking.min(by: { $0.endMilliseconds < $1.endMilliseconds }) {
            return .revoked(earliest)
        }
        // Suspended since before the moment and still so after it: suspended at the moment.
        let later = statements.first {
            $0.thisUpdateMilliseconds > moment.milliseconds && !$0.isCurrent
                && $0.standing(at: moment) == .suspended
        }
        if let later { return .suspended(later) }
        let finding = weighCurrent(statements, at: moment, sawUnauthentic: sawUnauthentic)
        let ending = statements.filter {
            $0.standing(at: moment) == .endedLater && !$0.isSuspension
        }
        guard let first = ending.min(by: { $0.endMilliseconds < $1.endMilliseconds }) else {
            return finding
        }
        switch finding {
        case .good: return .revokedLater(first)
        case .undetermined(let want): return .undeterminedAndRevokedLater(want, first)
        default: return finding
        }
    }

    private static func weighCurrent(
        _ statements: [StatusStatement], at moment: JudgedMoment, sawUnauthentic: Bool
    ) -> StatusFinding {
        // Of two from the same second, the one that says more than good counts.
        let current = statements.filter(\.isCurrent).sorted {
            ($0.thisUpdateMilliseconds, $0.status == .good ? 0 : 1)
                > ($1.thisUpdateMilliseconds, $1.status == .good ? 0 : 1)
        }
        guard !current.isEmpty else {
            if !statements.isEmpty { return .undetermined(.currentEvidence) }
            return .undetermined(sawUnauthentic ? .authenticEvidence : .evidence)
        }
        guard let newestWhole = current.first(where: { $0.reasons == nil }) else {
            return weighPartial(current, at: moment)
        }
        let newerPartial = current.filter {
            $0.reasons != nil
                && $0.thisUpdateMilliseconds >= newestWhole.thisUpdateMilliseconds
        }
        let suspending = newerPartial.first { $0.standing(at: moment) == .suspended }
        return finding(of: suspending ?? newestWhole, at: moment)
    }

    /// RFC 5280 §6.3.3: the status is determined once all reasons are covered.
    private static func weighPartial(
        _ current: [StatusStatement], at moment: JudgedMoment
    ) -> StatusFinding {
        if let suspending = current.first(where: { $0.standing(at: moment) == .suspended }) {
            return .suspended(suspending)
        }
        let covered = current.reduce(into: Set<ReasonFlags.Flag>()) {
            $0.formUnion($1.reasons ?? [])
        }
        let needed = Set(ReasonFlags.Flag.allCases).subtracting([.unused])
        guard covered.isSuperset(of: needed), let newest = current.first else {
            return .undetermined(.allReasons)
        }
        return finding(of: newest, at: moment)
    }

    private static func finding(
        of statement: StatusStatement, at moment: JudgedMoment
    ) -> StatusFinding {
        switch statement.standing(at: moment) {
        case .good: .good(statement)
        case .suspended: .suspended(statement)
        case .revoked: .revoked(statement)
        // What is current was made by the moment, so it cannot tell of later.
        case .endedLater, .unknown: .undetermined(.knowledge)
        }
    }
}

extension StatusStatement {
    /// When what the key signed ceased to count: with the revocation, or before it where the
    /// issuer says so.
    fileprivate var endMilliseconds: Int64 {
        guard case .revoked(let date, _) = status else { return .max }
        return min(date, invalidSinceMilliseconds ?? date)
    }

    fileprivate var isSuspension: Bool {
        guard case .revoked(_, let reason) = status else { return false }
        return reason == .certificateHold
    }
}
