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

    /// Revoked for good at the moment: no later statement takes that back, and none has to be
    /// current to prove it.
    func isFinal(atMilliseconds: Int64) -> Bool {
        guard case .revoked(let date, let reason) = status else { return false }
        return date <= atMilliseconds && reason != .certificateHold && reason != .removeFromCRL
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
        }
        return facts
    }
}

/// What all status objects together say of one certificate at one moment.
enum StatusFinding: Sendable {
    case good(StatusStatement)
    /// Revoked or suspended, but only after the moment.
    case revokedLater(StatusStatement)
    case revoked(StatusStatement)
    case suspended(StatusStatement)
    case undetermined(Want)

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
        _ statements: [StatusStatement], atMilliseconds: Int64, sawUnauthentic: Bool
    ) -> StatusFinding {
        let final = statements.filter { $0.isFinal(atMilliseconds: atMilliseconds) }
        if let earliest = final.min(by: { $0.revokedAt < $1.revokedAt }) {
            return .revoked(earliest)
        }
        // Suspended since before the moment and still so after it: suspended at the moment.
        let later = statements.first {
            $0.thisUpdateMilliseconds > atMilliseconds && !$0.isCurrent
                && $0.suspends(atMilliseconds: atMilliseconds)
        }
        if let later { return .suspended(later) }
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
            return weighPartial(current, atMilliseconds: atMilliseconds)
        }
        let newerPartial = current.filter {
            $0.reasons != nil
                && $0.thisUpdateMilliseconds >= newestWhole.thisUpdateMilliseconds
        }
        let suspending = newerPartial.first { $0.suspends(atMilliseconds: atMilliseconds) }
        return finding(of: suspending ?? newestWhole, atMilliseconds: atMilliseconds)
    }

    /// RFC 5280 §6.3.3: the status is determined once all reasons are covered.
    private static func weighPartial(
        _ current: [StatusStatement], atMilliseconds: Int64
    ) -> StatusFinding {
        if let suspending = current.first(where: { $0.suspends(atMilliseconds: atMilliseconds) }) {
            return .suspended(suspending)
        }
        let covered = current.reduce(into: Set<ReasonFlags.Flag>()) {
            $0.formUnion($1.reasons ?? [])
        }
        let needed = Set(ReasonFlags.Flag.allCases).subtracting([.unused])
        guard covered.isSuperset(of: needed), let newest = current.first else {
            return .undetermined(.allReasons)
        }
        return finding(of: newest, atMilliseconds: atMilliseconds)
    }

    private static func finding(
        of statement: StatusStatement, atMilliseconds: Int64
    ) -> StatusFinding {
        switch statement.status {
        case .good: .good(statement)
        case .unknown: .undetermined(.knowledge)
        case .revoked(let date, _) where date > atMilliseconds: .revokedLater(statement)
        case .revoked(_, .removeFromCRL): .good(statement)
        case .revoked: .suspended(statement)
        }
    }
}

extension StatusStatement {
    fileprivate var revokedAt: Int64 {
        guard case .revoked(let date, _) = status else { return .max }
        return date
    }

    fileprivate func suspends(atMilliseconds: Int64) -> Bool {
        status == .revoked(atMilliseconds: revokedAt, reason: .certificateHold)
            && revokedAt <= atMilliseconds
    }
}
