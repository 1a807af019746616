import AuthorityTestSupport
import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
import Ledger
import Testing
import TestSupport

/// What these tests do with roles, in short.
extension AuthorityWorld {
    func withdraw(
        _ role: Role, of name: String = "val", _ more: JSONValue = [:],
        by officer: TestOfficer? = nil
    ) async throws -> JSONValue {
        let payload = JSONValue.object([
            "name": .string(name), "role": .string(role.rawValue),
        ]).merging(more)
        let request = try await test.request(
            "operator.withdraw", by: officer ?? dai, caseID: "off-\(name)", payload: payload)
        return try await ledger.act(request) { transaction in
            try RoleWithdrawal(Payload(payload)).withdraw(
                &transaction, scopes: transaction.caseScopes())
        }.result
    }

    func newcomer(
        _ id: String = "off-kit", _ roles: [Role] = []
    ) async throws -> TestOfficer {
        let officer = try TestOfficer(id: id, roles: roles)
        try await enrol(officer)
        return TestOfficer(id: id, roles: roles + [.validator], key: officer.key)
    }

    func vets(
        _ officer: TestOfficer, to authority: String = "hk-rsa",
        category: String = "personal"
    ) async throws -> Reason? {
        let id = try await apply(
            newSubscriber(authority == "gd-sm2" ? .sm2 : .rsa(bits: 2048)), to: authority,
            category: category)
        return try await refusal {
            try await vet(id, by: officer)
        }
    }
}
