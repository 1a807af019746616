/// Records that are kept equally long. CP 7.20.
public enum ArchiveClass: String, Sendable, Hashable, CaseIterable {
    /// What was built, upgraded, started, copied and restored.
    case system
    /// Certificates, lists, and all that changed their status.
    case certificates
    /// Applications, with approvals, refusals and agreements.
    case applications
    /// What was looked at, told and refused.
    case audit
    /// Policy and practice.
    case policy
    /// Who was what, and what they were entrusted with.
    case staff
    /// Registers of people, contracts, assessments and the like: each says its own period.
    case registers

    /// How long its records are kept at least. Nothing is destroyed so far.
    public var retention: Retention {
        switch self {
        // Counted for each certificate, or from that of the application it became.
        case .certificates, .applications: Retention(from: .endOfCertificate, "7.21")
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
        /// When it went to the archive.
        case archiving
        /// When the record ended.
        case endOfRecord
    }

    /// CP 7.19 and 7.21 ask for five; local law may ask for more.
    public let years: Int
    public let start: Start
    public let clause: String

    init(from start: Start, years: Int = 5, _ clause: String) {
        self.years = years
        self.start = start
        self.clause = clause
    }
}
