package import Attachments
package import CanonicalJSON
package import Cryptography
import Governance
package import Issuance
package import Ledger
import Messages
import PKIX

/// The life of an application: apply, vet, accept, approve, issue, or refuse.
///
/// Each step is one act. What is durable after each stands in docs/flows/issuance.md.
package struct RegistrationService: Sendable {
    let ledger: Ledger
    private let intents: IntentRunner
    private let contents: ContentsJudge
    let randomness: any Randomness
    let connectors: any ConnectorAsking
    let shortMessages: ShortMessages
    let keys: any KeyPacking

    /// - Parameter contents: the same that `endings` were made with.
    package init(
        ledger: Ledger, intents: IntentRunner, contents: ContentsJudge, keys: any KeyPacking,
        randomness: any Randomness, connectors: any ConnectorAsking = NoConnectors()
    ) {
        self.keys = keys
        self.connectors = connectors
        shortMessages = ShortMessages(ledger, by: connectors)
        self.ledger = ledger
        self.intents = intents
        self.contents = contents
        self.randomness = randomness
    }

    /// Anyone may apply. A private key among what was sent is blocked for ever, with the
    /// certificates under it, then refused.
    package func apply(_ act: ActRequest) async throws -> ActOutcome {
        let payload = Payload(act.payload)
        guard payload.json["draft"] == nil else { return try await submitDraft(act) }
        var request = Result { try ApplicationIntake.requestBytes(payload) }
        if case .success(let bytes?) = request, PrivateKeyDetection.looksLikePrivateKey(bytes) {
            try await blockKey(inside: bytes)
            request = .failure(Refusal(.privateKeyReceived, field: "request"))
        }
        // Read and judged before the act, which only one can run at a time; what is refused is
        // refused within it, and so is counted.
        let bytes = request
        let intake = Result { try ApplicationIntake(payload, requestBytes: bytes.get()) }
        let journal = ledger.identity
        return try await ledger.act(act) { transaction in
            try intake.get().record(&transaction, id: transaction.newID("app"), to: journal)
        }
    }

    /// The vetting officer confirms what was stated; the exact contents are prepared with it.
    ///
    /// - Parameter received: files of evidence that came in, by name.
    package func vet(
        _ act: ActRequest, received: [String: AttachmentIntake.Received] = [:]
    ) async throws -> ActOutcome {
        let serial = try SerialNumber.random(randomness)
        return try await ledger.act(act) { [contents] transaction in
            try Vetting(Payload(act.payload)).record(
                &transaction, serial: serial, judge: contents, received: received)
        }
    }

    /// What proves who applies is put down before anybody decides.
    package func addEvidence(
        _ act: ActRequest, received: [String: AttachmentIntake.Received] = [:]
    ) async throws -> ActOutcome {
        try await ledger.act(act) { transaction in
            try EvidenceAddition(Payload(act.payload)).record(&transaction, received: received)
        }
    }

    /// The applicant accepts the exact contents, by a signature with the key to be certified.
    ///
    /// - Returns: beside the outcome, which is kept, the code that will suspend the certificate, which is not:
    ///   whoever asks again with the same request gets none.
    package func accept(
        _ act: ActRequest
    ) async throws -> (outcome: ActOutcome, code: SuspensionCode?) {
        let origin = ledger.identity.origin
        let environment = ledger.identity.environment.rawValue
        let code = SuspensionCode(randomness)
        let outcome = try await ledger.act(act) { transaction in
            try Acceptance(Payload(act.payload)).record(
                &transaction, origin: origin, environment: environment, giving: code)
        }
        return (outcome, outcome.replayed ? nil : code)
    }

    package func approve(_ act: ActRequest) async throws -> ActOutcome {
        try await ledger.act(act) { transaction in
            try Approval(Payload(act.payload)).record(&transaction)
        }
    }

    /// A third officer's act opens the intent; the certificate is complete when this returns.
    package func issue(_ act: ActRequest) async throws -> ActOutcome {
        let outcome = try await ledger.act(act) { [contents] transaction in
            let decision = try ContentsDecision(Payload(act.payload))
            var issuing = Issuing(contents)
            let step = try issuing.prepare(decision, &transaction)
            return try issuing.open(step, &transaction)
        }
        try await intents.carryOut(outcome)
        return ActOutcome(
            result: outcome.result.merging(["state": "issued"]), entryIndex: outcome.entryIndex,
            replayed: outcome.replayed)
    }

    /// The same for a list, by one signature. Each application is judged by itself: the result tells
    /// the state of each, and of those that were refused code and clause; where all were, the act is.
    ///
    /// - Throws: what keeps every signature of the list from being made; the decision stands then,
    ///   and the same request finishes it.
    package func issueList(_ act: ActRequest) async throws -> ActOutcome {
        let outcome = try await ledger.act(act) { [contents] transaction in
            try IssuingList(Payload(act.payload)).record(&transaction, contents)
        }
        let failure = await intents.carryOut(
            list: outcome.result.each("applications").compactMap { $0["intent"]?.string },
            announcedBy: outcome.announced)
        let result = try await ledger.read { try IssuingList.answer(outcome.result, $0) }
        if let failure, !result.each("applications").contains(where: { $0["state"] == "issued" }) {
            throw failure
        }
        return ActOutcome(
            result: result, entryIndex: outcome.entryIndex, replayed: outcome.replayed)
    }

    /// An officer takes an application to work on; others see it, and do not take the same step meanwhile.
    package func claim(_ act: ActRequest) async throws -> ActOutcome {
        try await ledger.act(act) { transaction in
            try ApplicationClaim(Payload(act.payload)).take(&transaction)
        }
    }

    /// And gives it up before the time is over.
    package func unclaim(_ act: ActRequest) async throws -> ActOutcome {
        try await ledger.act(act) { transaction in
            try ApplicationClaim(Payload(act.payload)).giveUp(&transaction)
        }
    }

    /// Gives an application back for correction; tightens, so any state before issuing will do.
    package func giveBack(_ act: ActRequest) async throws -> ActOutcome {
        return try await ledger.act(act) { transaction in
            try ApplicationReturn(Payload(act.payload)).record(&transaction)
        }
    }

    /// Says that an application was paid for, or that nothing is asked for it.
    package func settleFee(
        _ act: ActRequest, as settlement: Fee.Settlement
    ) async throws -> ActOutcome {
        try await ledger.act(act) { transaction in
            try FeeSettlement(Payload(act.payload), settlement).record(&transaction)
        }
    }

    /// Takes a vetting or an approval back; tightens.
    package func recall(_ act: ActRequest) async throws -> ActOutcome {
        try await ledger.act(act) { transaction in
            try ApplicationRecall(Payload(act.payload)).record(&transaction)
        }
    }

    /// The applicant corrects what was given back, by a signature with the key to be certified.
    package func correct(_ act: ActRequest) async throws -> ActOutcome {
        let origin = ledger.identity.origin
        let environment = ledger.identity.environment.rawValue
        return try await ledger.act(act) { transaction in
            try ApplicationCorrection(Payload(act.payload)).record(
                &transaction, origin: origin, environment: environment)
        }
    }

    /// Ends an application before it is issued; tightens, so any state but the last ones will do.
    package func refuse(_ act: ActRequest) async throws -> ActOutcome {
        return try await ledger.act(act) { transaction in
            let payload = Payload(act.payload)
            try payload.refuseUnknown(besides: ["application", "reason"])
            let id = try payload.string("application")
            let reason: RefusalReason = try payload.choice("reason")
            var application = try transaction.application(id)
            try transaction.requireRole(in: application.scope)
            try application.judgeIsOpen()
            try transaction.discardContents(of: application)
            try transaction.unlink(&application)
            try transaction.freeKey(of: application)
            try transaction.destroyKey(madeFor: application.id)
            application.move(to: .refused, atMilliseconds: transaction.atMilliseconds)
            try transaction.put(application)
            return application.answer.merging(["reason": .string(reason.rawValue)])
        }
    }

    /// What the signature of an issuing officer's intent leads to.
    package static func endings(_ contents: ContentsJudge) -> [String: IntentRunner.Ending] {
        [
            CertificateIssuing.Purpose.application.rawValue: .init(
                complete: { transaction, intent, signature in
                    var issuing = Issuing(contents)
                    return try issuing.complete(intent, signature, &transaction)
                },
                completeList: { transaction, signed in
                    var issuing = Issuing(contents)
                    for item in signed {
                        _ = try issuing.complete(item.intent, item.signature, &transaction)
                    }
                },
                abandon: { try abandonApplication(&$0, intent: $1) })
        ]
    }

    /// An intent that was given up ends its application: whoever wants the certificate applies anew.
    package static func abandonApplication(
        _ transaction: inout Transaction, intent: Intent
    ) throws -> JSONValue {
        var application = try transaction.application(intent.caseID ?? "")
        _ = try transaction.blockKey(madeFor: application)
        application.move(to: .refused, atMilliseconds: transaction.atMilliseconds)
        try transaction.put(application)
        return try CertificateIssuing.abandon(
            &transaction, intent: intent, issuer: application.authority)
    }

    /// The key is blocked, and what was certified under it suspended, in one act.
    ///
    /// The act is named by the key, not by the sender's request: whoever repeats a request id, or
    /// sends a key twice, cannot keep it from being blocked.
    func blockKey(inside bytes: [UInt8]) async throws {
        guard let found = PrivateKeyDetection.publicKey(inside: bytes),
            let key = try? PublicKey(found)
        else { return }
        let hash = KeyHash.hex(of: key)
        let act = ActRequest(
            id: "block-\(hash.prefix(48))", operation: "key.block", actor: .system,
            facts: ["keyHash": .string(hash)], payload: ["keyHash": .string(hash)])
        _ = try await ledger.act(act) { transaction in
            let suspended = try transaction.block(keyHashHex: hash).map {
                JSONValue.string("\($0.authority)/\($0.serialHex)")
            }
            transaction.note("suspended", .array(suspended))
            return ["keyHash": .string(hash), "suspended": .array(suspended)]
        }
    }
}

extension Transaction {
    /// Ends an application's claim on its key: nothing was certified, and whoever holds a copy of
    /// a request must not keep its owner out. A blocked key stays blocked (CP 6.7b, 8.15b).
    fileprivate mutating func freeKey(of application: Application) throws {
        guard try !blockKey(madeFor: application),
            let known = try get(KnownKey.self, .text(application.keyHashHex)),
            known.state == .claimed,
            known.application?.utf8.elementsEqual(application.id.utf8) ?? false
        else { return }
        try remove(KnownKey.self, .text(known.keyHashHex))
    }
}

/// Why an application is refused, as a code: free text could carry personal data.
package enum RefusalReason: String, Sendable, CaseIterable {
    case identityNotProven, documentsMissing, statementWrong, withdrawn, expired, other
}
