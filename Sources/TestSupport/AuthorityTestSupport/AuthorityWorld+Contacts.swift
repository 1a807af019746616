package import CanonicalJSON
import Governance
package import Issuance
import Ledger
import PKIX
package import Registration
import Synchronization
package import TestSupport

/// E-mail addresses that applicants prove by a code.
extension AuthorityWorld {
    /// Draws a code for the address of an application.
    ///
    /// - Returns: the code in the message.
    @discardableResult
    package func askCodeByMail(_ id: String) async throws -> String {
        let code = Mutex("")
        _ = try await registration.sendCode(
            ActRequest(
                id: test.newRequestID(), operation: "application.sendCode", actor: .applicant,
                caseID: id, payload: ["application": .string(id)])
        ) { message in
            code.withLock {
                $0 = message.text.split { !("0"..."9").contains($0) }.prefix(2).joined()
            }
        }
        return code.withLock { $0 }
    }

    /// The same, and tells the code back.
    package func proveContact(_ id: String) async throws {
        let code = try await askCodeByMail(id)
        _ = try await registration.proveContact(
            ActRequest(
                id: test.newRequestID(), operation: "application.proveContact",
                actor: .applicant, caseID: id,
                payload: ["application": .string(id), "code": .string(code)]))
    }

    /// Somebody objects to what waits of an application, or of its certificate.
    package func keepContact(_ id: String) async throws {
        let payload: JSONValue = ["application": .string(id)]
        let act = try await test.request(
            "subscriber.keepContact", by: validator, caseID: id, authority: "hk-rsa",
            payload: payload)
        _ = try await ledger.act(act) { transaction in
            try SubscriberAct(Payload(payload)).keepContact(&transaction)
        }
    }
}

/// Contacts that come or go without an application.
extension AuthorityWorld {
    /// What an officer enters for who came in person.
    package static func contactInPerson(_ address: String) -> JSONValue {
        [
            "emailAddress": .string(address), "requester": "subscriber",
            "evidence": [.string(evidence)], "documents": [.string(evidence)],
            "salt": .string(salt),
        ]
    }

    /// - Returns: the code in the message, where one was sent.
    @discardableResult
    package func change(
        _ act: ContactRequestStatement.Act, _ address: String, by record: CertificateRecord,
        with subscriber: TestSubscriber, caseLength: Int64? = nil, signature: [UInt8]? = nil
    ) async throws -> String {
        let name = "\(record.authority)/\(record.serialHex)"
        let length = try await ledger.read { try $0.caseLength(of: name) }
        let statement = ContactRequestStatement(
            origin: TestLedger.origin, environment: "test", certificate: name, act: act,
            address: address, caseLength: caseLength ?? length)
        let payload: JSONValue = [
            "certificate": .string(name), "emailAddress": .string(address),
            "caseLength": .integer(caseLength ?? length),
            "signature": .string(
                Base64.encode(try signature ?? subscriber.sign(statement.bytes))),
        ]
        return try await carryOut(
            ActRequest(
                id: test.newRequestID(), operation: "contact.\(act.rawValue)ByKey",
                actor: .subscriber, caseID: name, facts: ["certificate": .string(name)],
                payload: payload))
    }

    /// The same in person.
    @discardableResult
    package func change(
        _ act: ContactRequestStatement.Act, _ address: String, of record: CertificateRecord,
        by officer: TestOfficer? = nil, changing members: JSONValue = [:]
    ) async throws -> String {
        let name = "\(record.authority)/\(record.serialHex)"
        return try await carryOut(
            test.request(
                "contact.\(act.rawValue)", by: officer ?? validator, caseID: name,
                authority: record.authority,
                payload: Self.contactInPerson(address).merging(["certificate": .string(name)])
                    .merging(members)))
    }

    /// - Returns: whether it is proven, and how many tries are left.
    @discardableResult
    package func proveContact(
        _ code: String, of record: CertificateRecord
    ) async throws -> (Bool?, Int64?) {
        let name = "\(record.authority)/\(record.serialHex)"
        let result = try await registration.proveNewContact(
            ActRequest(
                id: test.newRequestID(), operation: "contact.prove", actor: .anyone, caseID: name,
                payload: ["certificate": .string(name), "code": .string(code)])
        ).result
        return (result["proven"]?.bool, result["triesLeft"]?.integer)
    }

    private func carryOut(_ act: ActRequest) async throws -> String {
        let code = Mutex("")
        if act.operation.hasPrefix("contact.end") {
            _ = try await registration.endContact(act)
        } else {
            _ = try await registration.addContact(act) { message in
                code.withLock {
                    $0 = message.text.split { !("0"..."9").contains($0) }.prefix(2).joined()
                }
            }
        }
        return code.withLock { $0 }
    }
}
