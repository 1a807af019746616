import CanonicalJSON
package import CertificatePolicy
import Governance
import Issuance
package import Ledger
import Messages
import PKIX
import Records

/// The checklist of one application with what its dossier holds.
package struct EvidenceJudge: Sendable {
    package let records: [EvidenceRecord]
    package let items: [EvidenceItem]
    package let checklist: Checklist
    package let findings: [EvidenceFinding]

    /// Judges by the rules of this moment.
    ///
    /// - Parameter read: the value of a name in the application's dossier.
    package init(
        _ application: Application, _ ledger: some ReadableLedger,
        read: (String) throws -> [UInt8]?
    ) throws {
        records = try ledger.evidence(of: application.id)
        items = try records.compactMap { record in
            guard let kind = EvidenceKind[record.kind],
                !kind.isOfDocuments || record.number > application.documentsSince,
                let bytes = try read(record.valueName)
            else { return nil }
            let content = EvidenceContent(json: try JSONValue(parsing: bytes))
            return EvidenceItem(
                kind, content.values, documentHex: content.documentHex,
                isKept: record.file != nil, asked: content.asked)
        }
        guard let stated = try read("statement") else {
            throw Refusal(.applicationUnknown, field: "application", ["id": application.id])
        }
        let authority = try ledger.authority(application.authority)
        let practice = try ledger.practice()
        let statement = try SubjectStatement(json: JSONValue(parsing: stated))
        let subject = Checklist.Subject(
            category: application.category.kind,
            method: application.identityMethod.flatMap(IdentityVerificationMethod.init),
            attributes: statement.attributes,
            documents: statement.identity.map { $0.documents.map(\.number) },
            reference: application.subscriberReference,
            declaresTrademark: try read(Declarations.valueName).flatMap {
                try JSONValue(parsing: $0)["trademark"]?.bool
            },
            isMainland: authority.jurisdiction == .guangdong,
            renewsBySignature: try read(Renewal.valueName) != nil,
            agreementHex: application.isAcceptedLater(practice)
                ? SubscriberAgreement(practice).digestHex : nil)
        checklist = Checklist(subject, practice.evidenceRules, items: items)
        findings = checklist.judge(
            items,
            agreements: try ledger.agreementsInForce(
                Set(items.compactMap { $0.asked?.agreement ?? $0.values["agreement"] }),
                atMilliseconds: ledger.atMilliseconds),
            atMilliseconds: ledger.atMilliseconds)
    }

    /// Over everything that the dossier holds.
    package var digestHex: String { EvidenceDigest.hex(of: records.map(EvidenceDigest.Line.init)) }

    /// - Throws: `application.checklistIncomplete` with everything that is missing or wrong (CP 6.3a).
    package func require(_ application: String) throws {
        guard let first = findings.first else { return }
        throw Refusal(
            .checklistIncomplete(clause: first.clause), field: "evidence",
            ["id": application, "count": String(findings.count)]
        ).prefaced(findings.map(\.said))
    }
}

extension Application {
    /// Whether its contents are accepted after their delivery: what the practice says counts until it is vetted.
    fileprivate func isAcceptedLater(_ practice: Practice) -> Bool {
        [.received, .returned].contains(state)
            ? practice.acceptanceWay(of: category.kind) != .before : acceptance != nil
    }
}

extension Transaction {
    /// The checklist as it stands inside this act.
    func judgeEvidence(of application: Application) throws -> EvidenceJudge {
        let vault = vault
        return try EvidenceJudge(application, self) {
            try vault.read($0, dossier: application.id)
        }
    }

    /// What the certificate of an application says of its issuer: of a minor, that nobody relies on it for any
    /// amount.
    func facts(_ issuer: AuthorityFacts, for application: Application) throws -> AuthorityFacts {
        guard
            let review = try evidence(of: application.id).last(where: {
                $0.kind == "contentsReview"
            }), let bytes = try vault.read(review.valueName, dossier: application.id),
            Checklist.isOfMinor(
                application.category.kind,
                try EvidenceContent(json: JSONValue(parsing: bytes)).values)
        else { return issuer }
        return issuer.forMinors
    }
}
