import CanonicalJSON
import CertificatePolicy
import Cryptography
import Messages
import PKIX
import Registration

/// An application as the officer who decides on it must see it: nothing of it is taken on trust.
///
/// The hash of the contents and the commitment to the statement, which are what an officer signs,
/// are computed here from the bytes that are shown.
struct ApplicationReview: Sendable {
    let id: String
    /// As it is said over the telephone; nil where it has none.
    let caseNumber: String?
    let state: String
    /// How the contents are accepted after their delivery, where nobody has accepted them; nil where that comes
    /// before.
    let awaitedAcceptance: String?
    /// Whether the authority made its key, and not in a token.
    let hasContainer: Bool
    /// What the applicant stated; nil where it was erased.
    let statement: JSONValue?
    /// What was stated before it was corrected, oldest first: for comparing, nobody signs it.
    let earlierStatements: [JSONValue]
    /// HMAC-SHA-256 of the statement's canonical bytes, in hex.
    let statementCommitmentHex: String?
    /// The to-be-signed certificate; nil before vetting.
    let contents: TBSCertificate?
    /// SHA-256 of its DER, in hex.
    let contentsHashHex: String?
    let evidence: EvidenceReview
    /// The digest over all evidence that it was vetted by, as the server says.
    private let evidenceSaid: String?

    /// - Parameter name: its id or its case number.
    static func fetch(_ name: String, from server: Server) async throws -> ApplicationReview {
        try ApplicationReview(
            await server.get("/api/v1/applications/\(URLText.encoded(name))"), wanted: name)
    }

    /// - Parameter wanted: the id, or the case number, by which it was asked for.
    /// - Throws: `review.statementDiffers`, `review.contentsDiffer`, `review.anotherApplication`
    ///   where the answer is not what it says it is.
    init(_ answer: JSONValue, wanted: String) throws(Refusal) {
        id = try answer.requiredString("application")
        caseNumber = answer["caseNumber"]?.string
        let isAsked =
            CaseNumber.isMeant(by: wanted)
            ? try CaseNumber(parsing: wanted) == (try? CaseNumber(parsing: caseNumber ?? ""))
            : id.utf8.elementsEqual(wanted.utf8)
        guard isAsked else {
            throw Refusal(.commandReviewAnother, ["id": wanted])
        }
        state = try answer.requiredString("state")
        awaitedAcceptance = state == "vetted" ? answer["acceptance"]?.string : nil
        hasContainer =
            answer["madeKey"]?["madeAt"]?.string != nil && answer["token"]?.object == nil
        evidence = try EvidenceReview(answer, of: id)
        evidenceSaid = answer["evidence"]?.string
        earlierStatements = (answer["earlierStatements"]?.array ?? []).compactMap {
            $0["statement"]
        }
        if let statement = answer["statement"], statement.object != nil {
            let key = try answer.requiredBytes(hex: "statementKey")
            let said = try answer.requiredString("statementCommitment")
            let computed = Hex.encode(
                HMAC.authenticationCode(
                    of: statement.canonicalBytes, key: SecretBytes(key), digest: .sha256))
            guard computed.utf8.elementsEqual(said.utf8) else {
                throw Refusal(.commandReviewStatement, ["id": id])
            }
            self.statement = statement
            statementCommitmentHex = computed
        } else {
            statement = nil
            statementCommitmentHex = nil
        }
        if let encoded = answer["contentsDER"], !encoded.isNull {
            let der = try answer.requiredBytes(base64: "contentsDER")
            let said = try answer.requiredString("contents")
            let computed = Hex.encode(DigestAlgorithm.sha256.hash(der))
            guard computed.utf8.elementsEqual(said.utf8),
                let contents = try? TBSCertificate(derEncoded: der)
            else { throw Refusal(.commandReviewContents, ["id": id]) }
            self.contents = contents
            contentsHashHex = computed
        } else {
            contents = nil
            contentsHashHex = nil
        }
    }

    /// The digest that an approval carries, over exactly the evidence that is shown.
    /// - Throws: `command.review.evidenceDiffers` where it was vetted by other evidence.
    func requiredEvidence() throws(Refusal) -> String {
        let computed = evidence.digestHex
        guard evidenceSaid?.utf8.elementsEqual(computed.utf8) == true else {
            throw Refusal(.commandReviewEvidence, ["id": id])
        }
        return computed
    }

    /// What each correction changed: field, what was stated, what is stated after it; nil where nothing is.
    var corrections: [(field: String, before: String?, after: String?)] {
        guard let statement else { return [] }
        let stated = (earlierStatements + [statement]).map(Self.fields)
        return zip(stated, stated.dropFirst()).flatMap { before, after in
            Set(before.keys).union(after.keys).sorted().filter {
                before[$0].map { Array($0.utf8) } != after[$0].map { Array($0.utf8) }
            }.map { ($0, Self.shown(before[$0], $0), Self.shown(after[$0], $0)) }
        }
    }

    /// As it is shown: nobody who decides calls the applicant, so that a telephone has its beginning and end alone.
    var shownStatement: JSONValue? { statement.map(Self.masked) }

    /// A statement with its telephone number as lists show it.
    static func masked(_ statement: JSONValue) -> JSONValue {
        guard var contact = statement["contact"]?.object,
            let number = contact["telephone"]?.string, var members = statement.object
        else { return statement }
        contact["telephone"] = shown(number, telephone).map { .string($0) }
        members["contact"] = .object(contact)
        return .object(members)
    }

    private static let telephone = "contact.telephone"

    private static func shown(_ value: String?, _ field: String) -> String? {
        field == telephone ? value.flatMap(TelephoneNumber.init)?.masked ?? value : value
    }

    /// Every text of a statement under its name; of what is stated in parts, such as documents, the names joined
    /// by dots.
    private static func fields(of statement: JSONValue) -> [String: String] {
        func parts(_ value: JSONValue, _ name: String) -> [(String, String)] {
            if let members = value.object {
                return members.flatMap { parts($1, name.isEmpty ? $0 : "\(name).\($0)") }
            }
            if let items = value.array {
                return items.enumerated().flatMap { parts($1, "\(name).\($0 + 1)") }
            }
            return [(name, value.string ?? String(decoding: value.canonicalBytes, as: UTF8.self))]
        }
        return Dictionary(parts(statement, "")) { _, last in last }
    }

    /// The hash that a decision on the contents carries.
    func requiredContents() throws(Refusal) -> (TBSCertificate, hashHex: String) {
        guard let contents, let contentsHashHex else {
            throw Refusal(.commandReviewNotPrepared, ["id": id, "state": state])
        }
        return (contents, contentsHashHex)
    }
}
