package import CertificatePolicy
import PKIX
package import Ledger

extension Ledger {
    /// The environment as certificates and names state it.
    package nonisolated var certificateEnvironment: Environment {
        switch identity.environment {
        case .test: .test
        case .production: .production
        }
    }
}
