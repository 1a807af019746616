import CanonicalJSON
import Cryptography
package import Governance
package import Ledger
import Messages

/// The agreement that an applicant accepts together with the exact contents (CP 6.2a, 6.3c, 6.25).
///
/// It is the document that the practice names, or else the words of this program; either way one digest says
/// which, and the acceptance is signed over that.
package struct SubscriberAgreement: Sendable, Hashable {
    package let version: String
    /// Hex SHA-256: of the document, or of the canonical JSON of the words' three texts.
    package let digestHex: String
    /// Where the document is; nil where it is the words of this program.
    package let address: String?

    /// The words of this program.
    package static let own = SubscriberAgreement(
        version: AgreementWords.version,
        digestHex: Hex.encode(
            DigestAlgorithm.sha256.hash(
                JSONValue.array(
                    AgreementWords.passages.map { passage in
                        [
                            .string(passage.clause), .string(passage.text.english),
                            .string(passage.text.traditionalChinese),
                            .string(passage.text.simplifiedChinese),
                        ]
                    }
                ).canonicalBytes)),
        address: nil)

    private init(version: String, digestHex: String, address: String?) {
        self.version = version
        self.digestHex = digestHex
        self.address = address
    }

    package init(_ practice: Practice) {
        guard let named = practice.subscriberAgreement else {
            self = .own
            return
        }
        self.init(
            version: named.version, digestHex: named.digestHex, address: named.address)
    }
}

extension ReadableLedger {
    /// Each agreement since it came into force, the newest first. Of the documents that the practice named none
    /// is forgotten; the words of this program are those of today.
    ///
    /// - Throws: what ``practice()`` does, where the one in force cannot be told.
    package func subscriberAgreements() throws -> [(
        agreement: SubscriberAgreement, fromMilliseconds: Int64
    )] {
        _ = try practice()
        var found: [(agreement: SubscriberAgreement, fromMilliseconds: Int64)] = []
        let versions = try select(
            PracticeVersion.self, where: "effective_from <= ?", [.integer(atMilliseconds)],
            orderBy: "version DESC")
        var before = Int64.max
        // The newest whose date has come is in force: one that a newer one overtook never was.
        for version in versions where version.effectiveFromMilliseconds < before {
            before = version.effectiveFromMilliseconds
            // One that a newer program cannot read hides none of the others.
            guard let practice = try? Practice(version) else { continue }
            let agreement = SubscriberAgreement(practice)
            if found.last?.agreement == agreement { found.removeLast() }
            found.append((agreement, version.effectiveFromMilliseconds))
        }
        return found
    }
}

extension Transaction {
    /// - Throws: `application.agreementSuperseded` where another one than that in force was accepted.
    func judgeAgreement(of application: Application) throws {
        let agreement = SubscriberAgreement(try practice())
        guard application.agreementHex == agreement.digestHex else {
            throw Refusal(
                .agreementSuperseded, field: "application",
                ["id": application.id, "version": agreement.version])
        }
    }
}
