/// Records that are kept equally long. CP 7.20.
public enum ArchiveClass: String, Sendable, Hashable, CaseIterable {
    /// What was built, upgraded, started, copied and restored.
    case system
    /// Certificates, lists, and all that changed their status.
    case certificates
    /// Applications, with approvals, refusals and agreements.
    case applications
    /// What applicants wrote and did not hand in: erased days after nobody wrote on it any more (CP 12.1).
    case drafts
    /// What was looked at, told and refused.
    case audit
    /// Policy and practice.
    case policy
    /// Who was what, and what they were entrusted with.
    case staff
    /// Registers of people, contracts, assessments and the like: each says its own period.
    case registers

    /// How long its records are kept at least. Nothing but drafts is destroyed so far: what was never handed in is
    /// no application, and the entries that it was there say nothing of whom.
    public var retention: Retention {
        switch self {
        // Counted for each certificate, or from that of the application it became.
        case .certificates, .applications: Retention(from: .endOfCertificate, "7.21")
        case .drafts: Retention(from: .lastSaving, years: 0, "12.1")
        case .audit: Retention(from: .archiving, "7.19")
        case .system, .policy, .staff: Retention(from: .lastCertificateOfItsTime, "7.21")
        case .registers: Retention(from: .endOfRecord, "7.21")
        }
    }
}

/// For how long records are kept at least, and from what moment on.
public struct Retention: Sendable, Hashable {
    public enum Start: String, Sendable, Hashable, CaseIterable {
        /// When the certificate that it is about expired or was revoked.
        case endOfCertificate
        /// Of what is tied to no certificate: when the last one that was issued in its time ended.
        case lastCertificateOfItsTime
        /// When somebody wrote on it last.
        case lastSaving
        /// When it went to the archive.
        case archiving
        /// When the record ended.
        case endOfRecord
    }

    /// CP 7.19 and 7.21 ask for five; local law may ask for more. None for what ends within days, as the practice
    /// says.
    public let years: Int
    public let start: Start
    public let clause: String

    init(from start: Start, years: Int = 5, _ clause: String) {
        self.years = years
        self.start = start
        self.clause = clause
    }
}
