package import CanonicalJSON
package import CertificatePolicy
package import Ledger
import Governance
import Issuance
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
    package func enrol(
        _ officer: TestOfficer, formerly: String? = nil
    ) async throws -> ActOutcome {
        try await decide(
            "operator.enrol",
            JSONValue.object([
                "name": .string(String(officer.id.dropFirst("off-".count))),
                "publicKey": .string(Base64.encode(officer.publicKey)),
                "roles": .array(officer.roles.map { .string($0.rawValue) }),
            ]).merging(formerly.map { ["formerly": .string($0)] } ?? [:]),
            by: [test.dai, test.eva])
    }

    /// One leaves, for dai to sign.
    @discardableResult
    package func end(_ name: String) async throws -> ActOutcome {
        let payload: JSONValue = ["name": .string(name), "reason": "leaving"]
        let request = try await test.request(
            "operator.end", by: test.dai, caseID: "off-\(name)", payload: payload)
        return try await ledger.act(request) { transaction in
            try OfficerStandingChange(Payload(payload)).end(
                &transaction, scopes: transaction.caseScopes())
        }
    }

    /// Enrols without a role, and lets dai and eva grant this one.
    ///
    /// - Parameter limits: further members of the payload of `operator.grant`.
    package func enrol(
        _ id: String = "off-limited", granting role: Role, _ limits: JSONValue
    ) async throws -> TestOfficer {
        let officer = try TestOfficer(id: id, roles: [role])
        try await enrol(TestOfficer(id: id, roles: [], key: officer.key))
        try await grant(officer, role, limits)
        return officer
    }

    @discardableResult
    package func grant(
        _ officer: TestOfficer, _ role: Role, _ limits: JSONValue = [:],
        by officers: [TestOfficer]? = nil
    ) async throws -> ActOutcome {
        try await decide(
            "operator.grant",
            JSONValue.object([
                "name": .string(String(officer.id.dropFirst("off-".count))),
                "role": .string(role.rawValue),
            ]).merging(limits), by: officers ?? [test.dai, test.eva], caseID: officer.id)
    }

    /// That a mail server took the notice of a recovery, as the notices' round enters it.
    package func tell(of officer: String, to address: String = "board@example.hk") async throws {
        let name = OfficerRecovery.noticeCase(of: officer, to: address)
        _ = try await ledger.act(
            ActRequest(id: name, operation: "notice.deliver", actor: .system, caseID: name)
        ) { _ in [:] }
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
