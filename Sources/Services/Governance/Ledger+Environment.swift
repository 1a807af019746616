package import CertificatePolicy
import PKIX
package import Ledger

extension Ledger {
    /// The environment as certificates and names state it.
    package nonisolated var certificateEnvironment: Environment {
        identity.environment.ofCertificates
    }
}

extension LedgerEnvironment {
    /// As certificates and names state it.
    package var ofCertificates: Environment {
        switch self {
        case .test: .test
        case .production: .production
        }
    }
}
