import CanonicalJSON
import CertificatePolicy
import Governance
package import Issuance
import Ledger
import Records
import Registration
import TestSupport

/// Sites of the register, and what is handled at them.
extension AuthorityWorld {
    /// One that dai enters; open from the first day on where nothing else is said.
    ///
    /// - Returns: the id of the record.
    @discardableResult
    package func addSite(
        _ code: String, from: String = "2020-01-01", until: String = ""
    ) async throws -> String {
        let values: JSONValue = [
            "code": .string(code), "siteName": "服務處", "address": "1 Queen's Road",
            "telephone": "+852 2345 6789", "openingHours": "Mon–Fri 9–18",
            "jurisdiction": "hongKong", "from": .string(from), "until": .string(until),
        ]
        return try await keepRecord(
            "record.add", ["kind": "site", "values": values, "salt": Self.recordSalt], by: dai
        )["record"]?.string ?? ""
    }

    package func endSite(_ record: String) async throws {
        try await keepRecord(
            "record.end", ["record": .string(record), "version": 1, "reason": "over"], by: dai)
    }

    /// - Parameter site: where it is to be handled; nowhere if nil.
    /// - Returns: the application's id.
    package func apply(
        _ subscriber: TestSubscriber, at site: String?, category: String = "personal"
    ) async throws -> String {
        let payload = try Self.application(subscriber.request(), category: category)
        let outcome = try await apply(
            payload.merging(site.map { ["site": .string($0)] } ?? [:]))
        return outcome.result["application"]?.string ?? ""
    }

    /// A certificate that went all the way at a site, by officers who may act everywhere.
    package func issued(at site: String?) async throws -> CertificateRecord {
        let subscriber = try newSubscriber()
        let id = try await apply(subscriber, at: site)
        try await bring(id, to: .issued, with: subscriber)
        return try await record("hk-rsa", application(id).serialHex ?? "")
    }
}
