import CanonicalJSON
import CertificatePolicy
import Cryptography
import Governance
import Issuance
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
    /// Draws a code for the e-mail address or the telephone of an application and has it sent. CP 5.7.
    ///
    /// Payload: `application`; `contact`: `emailAddress` where it is missing, or `telephone`. The hash of the code is
    /// durable before anything is sent: where sending fails, or the process ends, the code is lost and another one is
    /// asked for.
    /// - Parameter send: returns when a mail server took the message; nil where there is none.
    /// - Throws: `contact.noServer`, `contact.noGateway` before anything is drawn.
    package func sendCode(
        _ act: ActRequest, send: ((ContactMessage) async throws -> Void)?
    ) async throws -> ActOutcome {
        // What is wrong with it is refused within the act, and so is counted.
        let challenge = Result { try ContactChallenge(Payload(act.payload)) }
        let way = (try? challenge.get())?.way
        switch way {
        case .emailAddress?: if send == nil { throw Refusal(.contactNoServer) }
        case .telephone?: try await shortMessages.judge()
        case nil: break
        }
        let code = Self.contactCode(randomness)
        let outcome = try await ledger.act(act) { transaction in
            try challenge.get().record(&transaction, code: code)
        }
        // A repeated request has drawn nothing.
        guard !outcome.replayed else { return outcome }
        if way == .telephone {
            try await sendShortly(code, outcome)
        } else if let send {
            try await self.send(code, outcome, by: send)
        }
        return outcome
    }

    private func sendShortly(_ code: String, _ outcome: ActOutcome) async throws {
        let id = outcome.result["application"]?.string ?? ""
        let identity = ledger.identity
        let (telephone, text, now) = try await ledger.read { snapshot in
            let stated = try snapshot.statement(of: snapshot.application(id)).contact
            guard let stated, let telephone = stated.telephone else {
                throw Refusal(.contactNone, field: "application", ["id": id])
            }
            let practice = try snapshot.practice()
            let text = ShortText(
                ContactWords.short, in: stated.language ?? practice.language,
                name: practice.organization, ["code": "\(code.prefix(4)) \(code.dropFirst(4))"],
                isTest: identity.environment == .test)
            return (telephone, text.text, snapshot.atMilliseconds)
        }
        try await shortMessages.send(
            text, to: telephone, about: "contact-\(outcome.entryIndex)", sinceMilliseconds: now)
    }

    private func send(
        _ code: String, _ outcome: ActOutcome, by send: (ContactMessage) async throws -> Void
    ) async throws {
        let message = try await ledger.read { [identity = ledger.identity] snapshot in
            let id = outcome.result["application"]?.string ?? ""
            let application = try snapshot.application(id)
            guard let address = try snapshot.stated(.emailAddress, of: application) else {
                throw Refusal(.contactNone, field: "application", ["id": id])
            }
            return ContactMessage(
                to: address, ContactWords.title, ContactWords.body, code: code, id: id, identity,
                entry: outcome.entryIndex, atMilliseconds: snapshot.atMilliseconds)
        }
        try await send(message)
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
    let way: ContactWay

    init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["application", "contact"])
        application = try payload.string("application")
        way = try payload.contactWay()
    }

    /// - Throws: `contact.none` where there is nothing of the kind, `contact.alreadyProven`, `contact.codesExhausted`.
    func record(_ transaction: inout Transaction, code: String) throws -> JSONValue {
        let application = try transaction.openApplication(application)
        guard let stated = try transaction.stated(way, of: application) else {
            throw Refusal(.contactNone, field: "application", ["id": application.id])
        }
        guard try !transaction.isProven(stated, way, of: application) else {
            throw Refusal(.contactAlreadyProven, field: "application", ["id": application.id])
        }
        _ = try transaction.drawContactProof(application, stated, way, code)
        return [
            "application": .string(application.id), "contact": .string(way.rawValue),
            "until": .string(
                Time.rfc3339(transaction.atMilliseconds + ContactProof.lifetimeMilliseconds)),
        ]
    }
}

/// A code is told back. What was wrong counts, so it is no refusal, which would leave nothing.
///
/// Payload: `application`, `code`: eight digits, blanks do not count; `contact` as when it was drawn.
struct ContactConfirmation {
    private let application: String
    private let code: String
    private let way: ContactWay

    init(_ payload: Payload) throws {
        try payload.refuseUnknown(besides: ["application", "code", "contact"])
        way = try payload.contactWay()
        application = try payload.string("application")
        code = try payload.string("code", maximumBytes: 32).filter { $0 != " " }
    }

    /// - Throws: `contact.codeGone` where none can be told any more.
    func record(_ transaction: inout Transaction) throws -> JSONValue {
        let application = try transaction.openApplication(application)
        let stated = try transaction.stated(way, of: application) ?? ""
        let drawn = try transaction.contactProofs(of: application.id)
        guard var proof = drawn.last(where: { $0.way == way }),
            proof.isOpen(
                for: transaction.contactLookup(of: stated, way),
                atMilliseconds: transaction.atMilliseconds)
        else { throw Refusal(.contactCodeGone, field: "code", ["id": application.id]) }
        proof.tell(transaction.codeLookup(code, application.id, proof.number), transaction)
        try transaction.put(proof)
        let isProven = proof.provenAtMilliseconds != nil
        transaction.note("proven", .bool(isProven))
        return [
            "application": .string(application.id), "contact": .string(way.rawValue),
            "proven": .bool(isProven), "triesLeft": .integer(proof.triesLeft),
        ]
    }
}

extension Payload {
    /// The e-mail address where nothing is said.
    fileprivate func contactWay() throws -> ContactWay {
        json["contact"] == nil ? .emailAddress : try choice("contact")
    }
}

extension Transaction {
    /// Codes of either way are counted by themselves: a gateway that is down keeps nobody from proving an address.
    ///
    /// - Throws: `contact.codesExhausted`.
    mutating func drawContactProof(
        _ application: Application, _ contact: String, _ way: ContactWay, _ code: String
    ) throws -> ContactProof {
        let drawn = try contactProofs(of: application.id)
        let number = (drawn.last?.number ?? 0) + 1
        let lookup = contactLookup(of: contact, way)
        let since = atMilliseconds - ContactProof.countedMilliseconds
        let toThis = try select(
            ContactProof.self, where: "lookup = ? AND drawn_at > ?",
            [.text(lookup), .integer(since)], limit: ContactProof.maximumToAddress)
        let ofThis = drawn.filter { $0.way == way && $0.drawnAtMilliseconds > since }
        guard ofThis.count < ContactProof.maximumNumber,
            toThis.count < ContactProof.maximumToAddress,
            try way == .emailAddress || isAffordable(toThis)
        else {
            throw Refusal(
                .contactCodesExhausted, field: "application", ["id": application.id])
        }
        let proof = ContactProof(
            application, number: number, lookup: lookup, by: way,
            codeLookup: codeLookup(code, application.id, number), self)
        try put(proof)
        return proof
    }

    /// Whether one more short message goes out within the hour: to this number, and to anybody.
    private func isAffordable(_ toThis: [ContactProof]) throws -> Bool {
        let since = atMilliseconds - Milliseconds.hour
        let toAll = try select(
            ContactProof.self, where: "way IS NOT NULL AND drawn_at > ?", [.integer(since)],
            limit: ContactProof.maximumToTelephones)
        return toAll.count < ContactProof.maximumToTelephones
            && toThis.filter { $0.drawnAtMilliseconds > since }.count
                < ContactProof.maximumToTelephone
    }
}

extension ReadableLedger {
    /// The e-mail address that an application states for its certificate, or the telephone that it states beside it.
    func stated(_ way: ContactWay, of application: Application) throws -> String? {
        try statement(of: application).contact(by: way)
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
