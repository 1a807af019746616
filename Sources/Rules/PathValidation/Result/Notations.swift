import CertificatePolicy
import Cryptography
import PKIX

extension Time {
    /// A moment as facts and messages show it: RFC 3339 in UTC.
    static func notation(_ milliseconds: Int64) -> String {
        Time.rfc3339(milliseconds)
    }
}
