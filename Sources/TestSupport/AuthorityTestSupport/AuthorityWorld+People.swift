package import CanonicalJSON
package import CertificatePolicy
package import Ledger
import Messages
import Publication
package import TestSupport

/// What officers decide together, through the door.
extension AuthorityWorld {
    /// Proposes, and lets the others sign; the last one's outcome.
    @discardableResult
    package func decide(
        _ operation: String, _ payload: JSONValue, by officers: [TestOfficer],
        caseID: String? = nil
    ) async throws -> ActOutcome {
        var outcome = try await ledger.act(
            test.request(operation, by: officers[0], caseID: caseID, payload: payload)
        ) { _ in .null }
        let proposal = outcome.result["proposal"]?.string ?? ""
        for officer in officers.dropFirst() {
            outcome = try await sign(proposal, operation, payload, by: officer, caseID: caseID)
        }
        return outcome
    }

    /// One more signature under a proposal.
    @discardableResult
    package func sign(
        _ proposal: String, _ operation: String, _ payload: JSONValue, by officer: TestOfficer,
        caseID: String? = nil
    ) async throws -> ActOutcome {
        try await ledger.approve(
            proposal, requestID: test.newRequestID(),
            signed: test.signed(operation, by: officer, caseID: caseID, payload: payload))
    }

    /// ada, ben and cho: they create authorities.
    package var administrators: [TestOfficer] { [test.ada, test.ben, test.cho] }

    @discardableResult
    package func enrol(_ officer: TestOfficer) async throws -> ActOutcome {
        try await decide(
            "operator.enrol",
            [
                "name": .string(String(officer.id.dropFirst("off-".count))),
                "publicKey": .string(Base64.encode(officer.publicKey)),
                "roles": .array(officer.roles.map { .string($0.rawValue) }),
            ], by: [test.dai, test.eva])
    }

    /// An officer whose role holds for one authority alone, as a later way of granting will make it.
    package func enrolScoped(_ role: Role, to authority: String) async throws -> TestOfficer {
        let officer = try TestOfficer(id: "off-scoped", roles: [role])
        try await ledger.act(test.systemRequest()) { transaction in
            try transaction.put(
                Officer(
                    id: officer.id, publicKey: officer.publicKey,
                    enrolledAtMilliseconds: transaction.atMilliseconds))
            try transaction.put(
                Grant(
                    id: "grant-scoped", officer: officer.id, role: role, authority: authority,
                    fromMilliseconds: transaction.atMilliseconds))
            return .null
        }
        return officer
    }

    @discardableResult
    package func change(
        _ settings: JSONValue, effectiveFrom: Int64? = nil, replaces: Int64? = nil
    ) async throws -> ActOutcome {
        var payload: [String: JSONValue] = ["settings": settings]
        payload["effectiveFrom"] = effectiveFrom.map { .integer($0) }
        payload["replaces"] = replaces.map { .integer($0) }
        return try await decide("practice.change", .object(payload), by: [test.ada, test.ben])
    }

    // MARK: Authorities

    package static func creation(
        _ name: String, _ family: AlgorithmFamily, issuer: String? = nil,
        jurisdiction: Jurisdiction = .hongKong, commonName: String? = nil,
        baseURL: String = AuthorityWorld.baseURL
    ) -> JSONValue {
        var members: [String: JSONValue] = [
            "authority": .string(name), "kind": issuer == nil ? "root" : "issuing",
            "family": .string(family.rawValue), "jurisdiction": .string(jurisdiction.rawValue),
            "commonName": .string(commonName ?? "Kapok \(name)"), "baseURL": .string(baseURL),
        ]
        members["issuer"] = issuer.map { .string($0) }
        return .object(members)
    }

    /// Approved by three, and brought into service.
    package func create(root name: String, _ family: AlgorithmFamily) async throws {
        try await decide(
            "authority.create", Self.creation(name, family), by: administrators)
        try await publication.bringUp(name)
    }

    package func create(
        issuing name: String, _ family: AlgorithmFamily, issuer: String? = nil,
        jurisdiction: Jurisdiction = .hongKong
    ) async throws {
        try await decide(
            "authority.create",
            Self.creation(
                name, family, issuer: issuer ?? "root-\(family.rawValue)",
                jurisdiction: jurisdiction),
            by: administrators)
        try await publication.bringUp(name)
    }
}
