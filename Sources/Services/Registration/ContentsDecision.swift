package import CanonicalJSON
import Cryptography
package import Governance
import Issuance
package import Ledger
import Messages

/// An officer's decision on exactly the prepared contents: `application` and `contents`.
package struct ContentsDecision: Sendable {
    private let application: String
    private let contentsHashHex: String

    package init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["application", "contents"])
        application = try payload.string("application")
        contentsHashHex = try payload.digest("contents")
    }

    /// The application, if it stands where the step needs it and the contents are those decided on.
    package func application(
        _ transaction: inout Transaction, in state: Application.State
    ) throws -> Application {
        let application = try transaction.application(application)
        try transaction.requireRole(in: application.scope)
        guard application.state == state else {
            throw application.stateRefusal(needed: [state])
        }
        try transaction.judgeClaim(of: application)
        guard application.contentsHashHex == contentsHashHex else {
            throw Refusal(.contentsDiffer, field: "contents", ["id": application.id])
        }
        try application.checkContentsAge(atMilliseconds: transaction.atMilliseconds)
        try transaction.checkKey(of: application)
        return application
    }
}

extension Application {
    /// Contents are decided on while what was vetted is fresh (CP 3.2c); their last instant counts.
    func checkContentsAge(atMilliseconds now: Int64) throws {
        guard let until = contentsUntilMilliseconds, now <= until else {
            throw Refusal(.contentsExpired, field: "contents", ["id": id])
        }
    }
}

extension ReadableLedger {
    package func application(_ id: String) throws -> Application {
        guard let application = try get(Application.self, .text(id)) else {
            throw Refusal(.applicationUnknown, field: "application", ["id": id])
        }
        return application
    }
}

extension Transaction {
    /// The prepared to-be-signed certificate, checked against the hash that people decided on.
    func contents(of application: Application) throws -> [UInt8] {
        guard let expected = application.contentsHashHex,
            let bytes = try vault.read("contents", dossier: application.id),
            Hex.encode(DigestAlgorithm.sha256.hash(bytes)) == expected
        else { throw Refusal(.contentsDiffer, field: "contents", ["id": application.id]) }
        return bytes
    }

    /// A key that was blocked after it was brought is not certified, and nobody decides on
    /// contents that hold it (CP 6.7b); nor on those that rest on another key's word, once that is doubted (CP 6.14).
    func checkKey(of application: Application) throws {
        guard !application.keyHashHex.isEmpty else {
            throw Refusal(.keyNotMade, field: "application", ["id": application.id])
        }
        guard try !isBlocked(keyHashHex: application.keyHashHex) else {
            throw Refusal(.keyBlocked, field: "request")
        }
        try checkRenewedKey(of: application)
    }
}

extension Application {
    func stateRefusal(needed: [State]) -> Refusal {
        Refusal(
            .applicationStateWrong, field: "application",
            [
                "id": id, "state": state.rawValue,
                "needed": needed.map(\.rawValue).joined(separator: " / "),
            ])
    }

    /// What every step answers: identifiers and states, never a name.
    package var answer: JSONValue {
        [
            "application": .string(id), "authority": .string(authority),
            "state": .string(state.rawValue),
            "serial": serialHex.map { .string($0) } ?? .null,
        ]
    }
}
