/// What an officer may be granted. The eight duties that policy clause 7.11a keeps apart, with
/// those who watch them.
public enum Role: String, CaseIterable, Sendable, Hashable {
    /// Proves identities, vets applications, takes reports of lost keys.
    case validator
    /// Confirms what a validator did; is the designated manager of clause 6.19c.
    case approver
    /// Has approved applications signed.
    case issuingOfficer
    /// Keeps the subscribers' data.
    case subscriberDataOfficer
    /// Creates authorities and sets their practice; answers for system certificates.
    case caAdministrator
    /// Deploys and runs the system.
    case systemOperator
    /// Holds a share of the secret that unlocks keys, and no access to the device.
    case secretCustodian
    /// Has physical access to the device, and no share of the secret.
    case deviceCustodian
    /// Grants and withdraws roles.
    case securityOfficer
    /// Reads everything, changes nothing.
    case auditor
    /// An outside reader for a limited time.
    case assessor
}
