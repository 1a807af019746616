import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
package import Ledger
import Messages
import PKIX

/// A message with a code, to be sent now: nobody has the code but who reads it.
package struct ContactMessage: Sendable {
    package let recipient: String
    package let subject: String
    /// In all three languages.
    package let text: String
    package let id: String
    package let atMilliseconds: Int64

    /// - Parameter id: of an application, for the words; empty where they name none.
    init(
        to recipient: String, _ title: Text, _ body: Text, code: String, id: String,
        _ identity: LedgerIdentity, entry: Int64, atMilliseconds: Int64
    ) {
        let arguments = [
            "id": id, "origin": identity.origin, "code": "\(code.prefix(4)) \(code.dropFirst(4))",
        ]
        let mark = identity.environment == .test ? "[TEST] " : ""
        self.recipient = recipient
        subject =
            mark
            + Language.allCases.map { title.text(in: $0, arguments) }.joined(separator: " · ")
        text =
            Language.allCases.map { body.text(in: $0, arguments) }.joined(separator: "\n\n—\n\n")
            + "\n"
        self.id = "contact-\(id)-\(entry)"
        self.atMilliseconds = atMilliseconds
    }
}

extension RegistrationService {
    /// Draws a code for the e-mail address of an application and has it sent. CP 5.7.
    ///
    /// Payload: `application`. The hash of the code is durable before anything is sent: where sending fails, or
    /// the process ends, the code is lost and another one is asked for.
    /// - Parameter send: returns when a server took the message.
    package func sendCode(
        _ act: ActRequest, send: (ContactMessage) async throws -> Void
    ) async throws -> ActOutcome {
        let code = Self.contactCode(randomness)
        let outcome = try await ledger.act(act) { transaction in
            try ContactChallenge(Payload(act.payload)).record(&transaction, code: code)
        }
        // A repeated request has drawn nothing.
        guard !outcome.replayed else { return outcome }
        let message = try await ledger.read { [identity = ledger.identity] snapshot in
            let id = outcome.result["application"]?.string ?? ""
            let application = try snapshot.application(id)
            guard let address = try snapshot.statedAddress(of: application) else {
                throw Refusal(.contactNone, field: "application", ["id": id])
            }
            return ContactMessage(
                to: address, ContactWords.title, ContactWords.body, code: code, id: id, identity,
                entry: outcome.entryIndex, atMilliseconds: snapshot.atMilliseconds)
        }
        try await send(message)
        return outcome
    }

    /// The applicant tells the code back.
    package func proveContact(_ act: ActRequest) async throws -> ActOutcome {
        try await ledger.act(act) { transaction in
            try ContactConfirmation(Payload(act.payload)).record(&transaction)
        }
    }

    /// Eight decimal digits.
    static func contactCode(_ randomness: any Randomness) -> String {
        let drawn = randomness.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let digits = String(drawn % 100_000_000)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }
}

/// A code is drawn for what an application states.
struct ContactChallenge {
    private let application: String

    init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["application"])
        application = try payload.string("application")
    }

    /// - Throws: `contact.none` where no address is stated, `contact.alreadyProven`, `contact.codesExhausted`.
    func record(_ transaction: inout Transaction, code: String) throws -> JSONValue {
        let application = try transaction.openApplication(application)
        guard let address = try transaction.statedAddress(of: application) else {
            throw Refusal(.contactNone, field: "application", ["id": application.id])
        }
        guard try !transaction.isProven(address, of: application) else {
            throw Refusal(.contactAlreadyProven, field: "application", ["id": application.id])
        }
        _ = try transaction.drawContactProof(
            application, transaction.contactLookup(ofAddress: address), code)
        return [
            "application": .string(application.id), "contact": "emailAddress",
            "until": .string(
                Time.rfc3339(transaction.atMilliseconds + ContactProof.lifetimeMilliseconds)),
        ]
    }
}

/// A code is told back. What was wrong counts, so it is no refusal, which would leave nothing.
///
/// Payload: `application`, `code`: eight digits, blanks do not count.
struct ContactConfirmation {
    private let application: String
    private let code: String

    init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["application", "code"])
        application = try payload.string("application")
        code = try payload.string("code", maximumBytes: 32).filter { $0 != " " }
    }

    /// - Throws: `contact.codeGone` where none can be told any more.
    func record(_ transaction: inout Transaction) throws -> JSONValue {
        let application = try transaction.openApplication(application)
        let address = try transaction.statedAddress(of: application) ?? ""
        guard var proof = try transaction.contactProofs(of: application.id).last,
            proof.isOpen(
                for: transaction.contactLookup(ofAddress: address),
                atMilliseconds: transaction.atMilliseconds)
        else { throw Refusal(.contactCodeGone, field: "code", ["id": application.id]) }
        proof.tell(transaction.codeLookup(code, application.id, proof.number), transaction)
        try transaction.put(proof)
        let isProven = proof.provenAtMilliseconds != nil
        transaction.note("proven", .bool(isProven))
        return [
            "application": .string(application.id), "contact": "emailAddress",
            "proven": .bool(isProven), "triesLeft": .integer(proof.triesLeft),
        ]
    }
}

extension Transaction {
    /// - Throws: `contact.codesExhausted`.
    mutating func drawContactProof(
        _ application: Application, _ lookup: String, _ code: String
    ) throws -> ContactProof {
        let drawn = try contactProofs(of: application.id)
        let number = (drawn.last?.number ?? 0) + 1
        let since = atMilliseconds - ContactProof.countedMilliseconds
        let toAddress = try select(
            ContactProof.self, where: "lookup = ? AND drawn_at > ?",
            [.text(lookup), .integer(since)], limit: ContactProof.maximumToAddress)
        let ofThis = drawn.filter { $0.drawnAtMilliseconds > since }
        guard ofThis.count < ContactProof.maximumNumber,
            toAddress.count < ContactProof.maximumToAddress
        else {
            throw Refusal(
                .contactCodesExhausted, field: "application", ["id": application.id])
        }
        let proof = ContactProof(
            application, number: number, lookup: lookup,
            codeLookup: codeLookup(code, application.id, number), self)
        try put(proof)
        return proof
    }
}

extension ReadableLedger {
    /// The e-mail address that an application states for its certificate.
    func statedAddress(of application: Application) throws -> String? {
        try statement(of: application).attributes[.emailAddress]
    }

    /// As long as nothing is prepared of it: what is verified stands in the contents.
    fileprivate func openApplication(_ id: String) throws -> Application {
        let application = try application(id)
        guard application.state == .received else {
            throw application.stateRefusal(needed: [.received])
        }
        return application
    }

    func codeLookup(_ code: String, _ application: String, _ number: Int64) -> String {
        DossierVault.Reader(of: self).lookup("contactCode", [application, String(number), code])
    }
}
