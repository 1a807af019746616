import Campaigns
import CanonicalJSON
import CertificatePolicy
package import Governance
import Issuance
import Ledger
import Publication
import Messages
import Records
import Registration
import Status
import Transfer

/// Changes: one request form for all, and one line an operation.
extension API {
    func act(_ request: APIRequest) async throws -> JSONValue {
        let body = Payload(request.body ?? .null)
        if let proposal = try body.optionalString("proposal") {
            return Self.answer(try await approve(proposal, body))
        }
        let operation = try body.string("operation", maximumBytes: 64)
        let payload = body.json["payload"] ?? .null
        let act = ActRequest(
            id: try body.string("request", maximumBytes: 64), operation: operation,
            actor: try Self.actor(body, operation: operation),
            caseID: try Self.caseID(operation, Payload(payload)),
            authority: try await authority(of: operation, Payload(payload)),
            facts: Self.facts(operation, payload), payload: payload,
            corrects: try body.optionalString("corrects"))
        switch operation {
        case "application.accept": return try await accept(act)
        case "draft.save": return try await saveDraft(act)
        case "application.makeKey", "application.deliverKey", "application.receiveKey",
            "application.deliverPassword":
            return try await actOnKey(act)
        case "application.prepareToken", "application.identifyBearer", "application.unblockToken",
            "application.wipeToken", "application.loseToken":
            return try await actOnToken(act)
        default: break
        }
        let outcome = try await perform(act)
        switch operation {
        case "record.reveal", "application.reveal":
            return try await Self.answer(outcome).merging(["revealed": revealed(by: outcome)])
        case "subscriber.reveal":
            return try await Self.answer(outcome).merging([
                "revealed": revealedSubscriber(by: outcome)
            ])
        case "subscriber.export":
            return try await Self.answer(outcome).merging([
                "revealed": exportedSubject(by: outcome)
            ])
        default: return Self.answer(outcome)
        }
    }

    /// A private key that was sent may have suspended a certificate: the list follows at once.
    func afterBlocking<Outcome>(
        _ act: ActRequest, _ work: () async throws -> Outcome
    ) async throws -> Outcome {
        do {
            return try await work()
        } catch let refusal as Refusal where refusal.code == .privateKeyReceived {
            await publication.publishListsDue { _, fault in report(act.id, fault) }
            throw refusal
        }
    }

    /// The authority that an act is about, for grants that hold for one alone: from the signed
    /// payload, or for applications from the stored row. The act itself judges the role again.
    private func authority(of operation: String, _ payload: Payload) async throws -> String? {
        if ["crl.order", "register.import"].contains(operation) {
            return payload.json["authority"]?.string
        }
        guard !operation.hasPrefix("operator."), !operation.hasPrefix("record."),
            let id = try Self.caseID(operation, payload)
        else { return nil }
        if operation == "campaign.open" { return payload.json["cohort"]?["authority"]?.string }
        if operation.hasPrefix("campaign.") {
            return try await ledger.read { try $0.get(Campaign.self, .text(id))?.cohort.authority }
        }
        if operation.hasPrefix("certificate.") {
            return try CertificateStatusChange(payload).authority
        }
        if operation.hasPrefix("contact.") { return try NamedCertificate(id).authority }
        if operation.hasPrefix("proposal.") {
            return try await ledger.read { try $0.get(Proposal.self, .text(id))?.authority }
        }
        return try await ledger.read { try $0.get(Application.self, .text(id))?.authority }
    }

    static func answer(_ outcome: ActOutcome) -> JSONValue {
        [
            "result": outcome.result, "entry": .integer(outcome.entryIndex),
            "replayed": .bool(outcome.replayed),
        ]
    }

    private func perform(_ act: ActRequest) async throws -> ActOutcome {
        switch act.operation {
        case "draft.discard": return try await registration.discardDraft(act)
        case "application.apply":
            return try await afterBlocking(act) { try await registration.apply(act) }
        case "application.evidence", "application.vet": return try await actOnEvidence(act)
        case "application.check": return try await check(act)
        case "application.reveal":
            return try await ledger.act(act) { transaction in
                try EvidenceReading(Payload(act.payload)).record(&transaction)
            }
        case "application.approve": return try await registration.approve(act)
        case "application.return": return try await registration.giveBack(act)
        case "application.payFee": return try await registration.settleFee(act, as: .paid)
        case "application.waiveFee": return try await registration.settleFee(act, as: .waived)
        case "application.recall": return try await registration.recall(act)
        case "application.correct": return try await registration.correct(act)
        case "application.sendCode": return try await sendContactCode(act)
        case "contact.addByKey", "contact.add", "contact.endByKey", "contact.end", "contact.prove":
            return try await changeContact(act)
        case "application.proveContact": return try await registration.proveContact(act)
        case "application.refuse": return try await registration.refuse(act)
        case "application.claim": return try await registration.claim(act)
        case "application.unclaim": return try await registration.unclaim(act)
        case "application.issue": return try await issue(act)
        case "application.issueList": return try await issueList(act)
        case "subscriber.decide", "subscriber.keepContact", "subscriber.reveal",
            "subscriber.export", "subscriber.restrict", "subscriber.unrestrict":
            return try await ofSubscriber(act)
        case "certificate.suspend", "certificate.release", "certificate.revoke":
            return try await changeStatus(act)
        case "certificate.suspendByKey", "certificate.revokeByKey", "certificate.suspendByCode",
            "certificate.proveCompromise":
            return try await actForHolder(act)
        case "incident.report":
            return try await ledger.act(act) { transaction in
                try IncidentReport(Payload(act.payload)).record(&transaction)
            }
        case "crl.order": return try await orderList(act)
        case "campaign.proceed", "campaign.stop": return try await steer(act)
        case "operator.suspend", "operator.end":
            return try await ledger.act(act) { transaction in
                let change = try OfficerStandingChange(Payload(act.payload))
                let scopes = try transaction.caseScopes()
                return act.operation == "operator.suspend"
                    ? try change.suspend(&transaction, scopes: scopes)
                    : try change.end(&transaction, scopes: scopes)
            }
        case "duty.fulfil":
            return try await ledger.act(act) { transaction in
                try DutyFulfilment.fulfil(act.payload, &transaction) {
                    try $2.owesNews($1, duty: $0.id)
                }
            }
        case "proposal.refuse", "proposal.return", "proposal.withdraw":
            return try await ledger.act(act) { transaction in
                let ending = try ProposalEnding(Payload(act.payload))
                switch act.operation {
                case "proposal.refuse": return try ending.refuse(&transaction)
                case "proposal.return": return try ending.giveBack(&transaction)
                default: return try ending.withdraw(&transaction)
                }
            }
        case "operator.withdraw":
            return try await ledger.act(act) { transaction in
                try RoleWithdrawal(Payload(act.payload)).withdraw(
                    &transaction, scopes: transaction.caseScopes())
            }
        case "record.add", "record.change", "record.end", "record.reveal", "record.import",
            "record.reverse":
            return try await changeRecord(act)
        case "record.attach": return try await attachToRecord(act)
        case "operator.enrol", "operator.reinstate", "operator.grant", "operator.recover",
            "authority.create",
            "authority.import",
            "register.import",
            "practice.change", "calendar.enter", "campaign.open",
            "certificate.revokeByAuthority", "certificate.revokeOfAuthority",
            "certificate.releaseOfAuthority":
            let environment = ledger.certificateEnvironment
            return try await ledger.act(act) { transaction in
                try Self.judgeBeforeProposing(act, transaction, environment)
                return .null
            }
        default:
            throw Refusal(.apiOperationUnknown, field: "operation", ["name": act.operation])
        }
    }

    /// What several people are to sign is read and judged before the first of them does: a proposal
    /// stands in the ledger for ever.
    private static func judgeBeforeProposing(
        _ act: ActRequest, _ transaction: Transaction, _ environment: Environment
    ) throws {
        let payload = Payload(act.payload)
        switch act.operation {
        case "operator.enrol": try OfficerEnrolment(payload).judge(transaction)
        case "operator.reinstate":
            try OfficerStandingChange(payload).judgeReinstatement(transaction)
        case "operator.recover": try OfficerRecovery(payload).judge(transaction)
        case "operator.grant":
            try RoleGranting(payload).judge(
                transaction, scopes: transaction.caseScopes(), sites: transaction.sites())
        case "authority.create": try AuthorityCreation(payload).judge(transaction, environment)
        case "authority.import":
            try AuthorityImport(payload).judge(transaction, environment: environment)
        case "register.import": try ImportBatch.Proposed(payload).judge(transaction)
        case "practice.change":
            _ = try PracticeChange(judging: payload, transaction)
        case "calendar.enter": try CalendarEntry(payload).judge(transaction)
        case "campaign.open": try CampaignOrder(payload).judge(transaction)
        case "certificate.releaseOfAuthority":
            try CertificateStatusChange(payload).judgeRelease(transaction, byAdministrators: true)
        default:
            guard let people = CertificateStatusChange.RevocationBy(rawValue: act.operation) else {
                throw Refusal(.proposalNoExecutor, ["operation": act.operation])
            }
            let change = try CertificateStatusChange(payload)
            try change.judgeRevocation(transaction, by: people)
            try change.judgeRole(transaction)
        }
    }

    private func issue(_ act: ActRequest) async throws -> ActOutcome {
        let outcome = try await registration.issue(act)
        if let authority = outcome.result["authority"]?.string,
            let serial = outcome.result["serial"]?.string
        {
            await afterwards(act.id) { try await publication.issued(authority, serial) }
        }
        return outcome
    }

    private func issueList(_ act: ActRequest) async throws -> ActOutcome {
        let outcome = try await registration.issueList(act)
        await afterwards(act.id) {
            try await publication.issued(
                (outcome.result["applications"]?.array ?? []).compactMap { item in
                    guard item["state"]?.string == "issued",
                        let authority = item["authority"]?.string,
                        let serial = item["serial"]?.string
                    else { return nil }
                    return (authority, serial)
                })
        }
        return outcome
    }

    private func orderList(_ act: ActRequest) async throws -> ActOutcome {
        let outcome = try await publication.orderList(act)
        if let authority = outcome.result["authority"]?.string {
            await afterwards(act.id) { try await publication.publish(authority) }
        }
        return outcome
    }

    private func changeStatus(_ act: ActRequest) async throws -> ActOutcome {
        let outcome = try await ledger.act(act) { transaction in
            let change = try CertificateStatusChange(Payload(act.payload))
            switch act.operation {
            case "certificate.suspend": return try change.suspend(&transaction)
            case "certificate.release":
                return try change.release(&transaction, byAdministrators: false)
            default: return try change.revoke(&transaction, by: .validator)
            }
        }
        await publishStatus(of: outcome.result, request: act.id, replayed: outcome.replayed)
        return outcome
    }

    /// A signature under a proposal; the last one carries it out, and its consequences follow.
    private func approve(_ proposal: String, _ body: Payload) async throws -> ActOutcome {
        guard case .officer(let signed) = try Self.actor(body, operation: "") else {
            throw Refusal(.payloadInvalid, field: "signed", ["name": "signed"])
        }
        let request = try body.string("request", maximumBytes: 64)
        let outcome = try await ledger.approve(proposal, requestID: request, signed: signed)
        guard outcome.result["state"]?.string == "done",
            let done = outcome.result["result"]
        else { return outcome }
        switch signed.statement.operation {
        case "authority.create":
            if let name = done["authority"]?.string {
                await afterwards(request) { try await publication.bringUp(name) }
            }
        case "certificate.revokeByAuthority", "certificate.revokeOfAuthority",
            "certificate.releaseOfAuthority":
            await publishStatus(of: done, request: request, replayed: outcome.replayed)
        default: break
        }
        return outcome
    }

    /// A repeated request changes nothing: it pays what a crash may have left owed, and no more.
    func publishStatus(of result: JSONValue, request: String, replayed: Bool) async {
        guard let authority = result["authority"]?.string else { return }
        await afterwards(request) {
            // Its first list comes with its whole register.
            guard try await ledger.read({ try $0.authority(authority).state }) != .imported else {
                return
            }
            if replayed {
                try await publication.publishListIfDue(authority)
            } else {
                try await publication.statusChanged(authority)
            }
        }
    }

    /// Publication follows an act that stands already: its failure is logged and paid by the
    /// schedule, and never makes the act look refused.
    func afterwards(_ request: String, _ work: () async throws -> Void) async {
        do {
            try await work()
        } catch {
            report(request, error)
        }
    }

    /// Who acts: an officer with a signature, the applicant or subscriber by their key, or anyone.
    private static func actor(_ body: Payload, operation: String) throws -> ActActor {
        guard let signed = body.json["signed"], !signed.isNull else {
            switch Operation[operation]?.actor {
            case .applicant: return .applicant
            case .subscriber: return .subscriber
            default: return .anyone
            }
        }
        guard let act = signed["act"]?.string.flatMap(Base64.decode),
            let signature = signed["signature"]?.string.flatMap(Base64.decode)
        else { throw Refusal(.payloadInvalid, field: "signed", ["name": "signed"]) }
        return .officer(try SignedAct(bytes: act, signature: signature))
    }

    /// What an act belongs to, from its payload alone: one case a thing, whoever writes the request.
    package static func caseID(_ operation: String, _ payload: Payload) throws -> String? {
        // Of a list, each case is judged by itself; what is the system's own is refused by its name.
        if Operation[operation].map({ $0.coversList || $0.actor == .system }) ?? false {
            return nil
        }
        if operation.hasPrefix("application."), operation != "application.apply" {
            return try payload.string("application")
        }
        if operation.hasPrefix("certificate.") {
            return try CertificateStatusChange(payload).caseID
        }
        if operation.hasPrefix("contact.") {
            return try NamedCertificate(payload.string("certificate")).name
        }
        if operation.hasPrefix("campaign.") { return try CampaignOrder.id(payload) }
        if operation.hasPrefix("record.") { return try RecordChange(payload).caseID }
        if operation.hasPrefix("subscriber.") { return try SubscriberAct(payload).caseID }
        // About somebody who is an officer already.
        if operation.hasPrefix("operator."),
            !["operator.enrol", "operator.recover"].contains(operation)
        {
            return try OfficerStandingChange(payload).caseID
        }
        if operation.hasPrefix("proposal.") { return try ProposalEnding(payload).caseID }
        return nil
    }
}
