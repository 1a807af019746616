import ArgumentParser
package import Governance
package import Ledger
package import Registration
package import Status

// The services' own lists of words: what one of them takes can be typed, and nothing else.

extension CertificateStatusChange.Requester: WordArgument {
    package static var member: String { "requester" }
}

extension CertificateStatusChange.Identification: WordArgument {
    package static var member: String { "identified" }
}

extension CertificateStatusChange.Hindrance: WordArgument {
    package static var member: String { "hindrance" }
}

extension CertificateStatusChange.CalledContact: WordArgument {
    package static var member: String { "contactFrom" }
}

extension CertificateStatusChange.OwnCause: WordArgument {
    package static var member: String { "cause" }
}

extension CertificateStatusChange.SuspensionReason: WordArgument {
    package static var member: String { "reason" }
}

extension CertificateStatusChange.RevocationCause: WordArgument {
    package static var member: String { "reason" }
}

extension HolderRequest.SuspensionReason: WordArgument {
    package static var member: String { "reason" }
}

extension HolderRequest.RevocationCause: WordArgument {
    package static var member: String { "reason" }
}

extension OfficerStandingChange.SuspensionReason: WordArgument {
    package static var member: String { "reason" }
}

extension OfficerStandingChange.EndReason: WordArgument {
    package static var member: String { "reason" }
}

extension ReturnReason.Cause: WordArgument {
    package static var member: String { "reason" }
}

extension RecallReason: WordArgument {
    package static var member: String { "reason" }
}

extension RefusalReason: WordArgument {
    package static var member: String { "reason" }
}

extension Application.State: WordArgument {
    package static var member: String { "state" }
}

extension Application.Category: WordArgument {
    package static var member: String { "category" }
}

extension CollisionDecision.Choice: WordArgument {
    package static var member: String { "decision" }
}

extension JournalEntry.Outcome: WordArgument {
    package static var member: String { "outcome" }
}
