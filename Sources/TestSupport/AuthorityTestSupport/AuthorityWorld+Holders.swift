import CanonicalJSON
import Governance
package import Issuance
package import Ledger
package import Status
import Records
import Registration
import TestSupport

/// What holders do without an officer, with good values for the rest.
extension AuthorityWorld {
    /// A certificate that went all the way, with the code that its holder got.
    package func issuedTelling(
        _ subscriber: TestSubscriber, by authority: String = "hk-rsa"
    ) async throws -> (record: CertificateRecord, code: SuspensionCode?) {
        let id = try await apply(subscriber, to: authority)
        try await vet(id)
        let statement = try await statement(application(id)).bytes
        let told = try await acceptTold(id, signature: subscriber.sign(statement))
        try await approve(id)
        try await issue(id)
        let application = try await application(id)
        return (try await record(authority, application.serialHex ?? ""), told.code)
    }

    /// What a holder signs; each part can be another than it should.
    package func holderStatement(
        _ act: StatusRequestStatement.Act, _ name: String, reason: String, sequence: Int64,
        origin: String = TestLedger.origin, environment: String = "test"
    ) -> StatusRequestStatement {
        StatusRequestStatement(
            origin: origin, environment: environment, certificate: name, act: act,
            reason: reason, sequence: sequence)
    }

    /// A request by the certificate's key.
    /// - Parameters:
    ///   - sequence: the length of the history if nil.
    ///   - signature: over the right statement, by the subscriber, if nil.
    @discardableResult
    package func ask(
        _ act: StatusRequestStatement.Act, _ record: CertificateRecord,
        with subscriber: TestSubscriber, reason: String? = nil, sequence: Int64? = nil,
        signature: [UInt8]? = nil, requestID: String? = nil
    ) async throws -> ActOutcome {
        let name = "\(record.authority)/\(record.serialHex)"
        let reason = reason ?? (act == .suspend ? "keyLost" : "superseded")
        let lines = try await history(of: record).count
        let sequence = sequence ?? Int64(lines)
        let signed =
            try signature
            ?? subscriber.sign(
                holderStatement(act, name, reason: reason, sequence: sequence).bytes)
        return try await carryOut(
            act == .suspend ? "certificate.suspendByKey" : "certificate.revokeByKey", .subscriber,
            name, ["reason": .string(reason), "sequence": .integer(sequence)], signed, requestID)
    }

    /// A proof that a private key is known.
    @discardableResult
    package func prove(
        _ record: CertificateRecord, signature: [UInt8]? = nil,
        with subscriber: TestSubscriber? = nil, requestID: String? = nil
    ) async throws -> ActOutcome {
        let name = "\(record.authority)/\(record.serialHex)"
        let statement = KeyProofStatement(
            origin: TestLedger.origin, environment: "test", certificate: name)
        let signed = try signature ?? subscriber?.sign(statement.bytes) ?? []
        return try await carryOut(
            "certificate.proveCompromise", .anyone, name, [:], signed, requestID)
    }

    /// A suspension by code, without the limit that the interface sets.
    @discardableResult
    package func stop(_ record: CertificateRecord, code: String) async throws -> ActOutcome {
        let name = "\(record.authority)/\(record.serialHex)"
        let payload: JSONValue = ["certificate": .string(name), "code": .string(code)]
        let act = ActRequest(
            id: test.newRequestID(), operation: "certificate.suspendByCode", actor: .anyone,
            caseID: name, payload: payload)
        return try await ledger.act(act) { try CodeSuspension(Payload(payload)).suspend(&$0) }
    }

    /// What somebody outside reports; the record that it opened.
    @discardableResult
    package func report(_ words: String, on certificate: String? = nil) async throws -> String {
        var payload: [String: JSONValue] = ["words": .string(words)]
        payload["certificate"] = certificate.map { .string($0) }
        let asked = Payload(.object(payload))
        let act = ActRequest(
            id: test.newRequestID(), operation: "incident.report", actor: .anyone,
            payload: asked.json)
        return try await ledger.act(act) { try IncidentReport(asked).record(&$0) }
            .result["record"]?.string ?? ""
    }

    private func carryOut(
        _ operation: String, _ actor: ActActor, _ name: String, _ members: [String: JSONValue],
        _ signature: [UInt8], _ requestID: String?
    ) async throws -> ActOutcome {
        var members = members
        members["certificate"] = .string(name)
        members["signature"] = .string(Base64.encode(signature))
        let payload = Payload(.object(members))
        let journal = ledger.identity
        let act = ActRequest(
            id: requestID ?? test.newRequestID(), operation: operation, actor: actor,
            caseID: name, facts: ["certificate": .string(name)], payload: payload.json)
        return try await ledger.act(act) { transaction in
            switch operation {
            case "certificate.suspendByKey":
                try HolderRequest(payload, to: journal).suspend(&transaction)
            case "certificate.revokeByKey":
                try HolderRequest(payload, to: journal).revoke(&transaction)
            default: try KeyProof(payload, to: journal).record(&transaction)
            }
        }
    }
}
