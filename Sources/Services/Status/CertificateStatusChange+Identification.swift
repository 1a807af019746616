import CanonicalJSON
import CertificatePolicy
import Governance
import Issuance
import Messages

extension CertificateStatusChange {
    package enum Requester: String, Sendable, CaseIterable {
        case subscriber, representative
        /// Whose subscriber died, and whose organisation is being wound up: who acts in their place.
        case estate, liquidator
        case court, authority

        /// Whoever the certificate is about, or acts for them: CP 5.8 says how they are identified.
        var isPerson: Bool { self != .court && self != .authority }
    }

    /// How the requester was identified (CP 5.8).
    package enum Identification: String, Sendable, CaseIterable {
        /// With the certificate's key, which says who asks as the first identification left it.
        case signedRequest
        /// In person, with the documents of the application.
        case sameDocuments
        /// In person, with documents of their own: who acts for an estate or liquidates was in no application.
        case ownDocuments
        /// Called back, at a contact that did not come with the request.
        case telephone
        case post, thirdPartyProof
        case courtDocument, internalProcedure

        /// Whether it is for who cannot come in person (CP 5.8b).
        package var isDistant: Bool { [.telephone, .post, .thirdPartyProof].contains(self) }
    }

    /// Why somebody does not come in person. Nobody's illness is told here.
    package enum Hindrance: String, Sendable, CaseIterable {
        case distance, cannotTravel, officeClosed, otherHindrance
    }

    /// Where the number that was called stands. One that came with the request is whoever's who asks.
    package enum CalledContact: String, Sendable, CaseIterable {
        case application, officialRegister, earlierContact
    }

    /// What a revocation takes of each (CP 5.8, 6.19a).
    static func waysToRevoke(_ requester: Requester) -> [Identification] {
        switch requester {
        case .subscriber, .representative:
            [.signedRequest, .sameDocuments, .telephone, .post, .thirdPartyProof]
        case .estate, .liquidator: [.ownDocuments, .post, .thirdPartyProof]
        case .court: [.courtDocument]
        case .authority: [.internalProcedure]
        }
    }

    /// What a release takes, which loosens: as at the first identification the documents have to be there, so that
    /// neither a voice nor the key, which the suspension doubts, is enough.
    static func waysToRelease(_ requester: Requester) -> [Identification] {
        waysToRevoke(requester).filter { ![.signedRequest, .telephone].contains($0) }
    }

    /// Refuses who cannot ask of a certificate of this kind: only a person leaves an estate, and only an organisation is
    /// wound up (CP 6.19a). Of what was taken over nobody knows the kind.
    static func judge(_ requester: Requester, askingOf record: CertificateRecord) throws {
        guard !isFit(requester, toAskOf: record) else { return }
        throw Refusal(
            .requesterUnfit, field: "requester",
            [
                "value": "\(record.authority)/\(record.serialHex)",
                "requester": requester.rawValue,
            ])
    }

    static func isFit(_ requester: Requester, toAskOf record: CertificateRecord) -> Bool {
        let other: Profile.Kind? =
            switch requester {
            case .estate: .organisation
            case .liquidator: .personal
            case .subscriber, .representative, .court, .authority: nil
            }
        return other == nil || record.kind != other
    }
}

extension Payload {
    /// Digests of documents that need not be there: 1 to 32, each SHA-256 in lower-case hex; nil where none are named.
    func optionalDigests(_ name: String) throws -> [String]? {
        guard let value = json[name], !value.isNull else { return nil }
        let digests = value.array?.compactMap(\.string).filter(Self.isDigest)
        guard let digests, !digests.isEmpty, digests.count == value.array?.count,
            digests.count <= DocumentDemand.maximumCount
        else { throw Refusal(.payloadInvalid, field: name, ["name": name]) }
        return digests
    }

    /// The members that a way of identification brings with it.
    var identificationMembers: [String] {
        switch json["identified"]?.string.flatMap(
            CertificateStatusChange.Identification.init(rawValue:))
        {
        case .telephone: ["identified", "hindrance", "contactFrom"]
        case .post, .thirdPartyProof: ["identified", "hindrance"]
        default: ["identified"]
        }
    }

    /// What stands for who asks in the subscriber's place, see `Operation.standing`. Whoever brings more than is demanded
    /// is heard as well.
    var standingMembers: [String] { ["basis", "mandate"] }

    /// What was brought unasked is digests, too.
    func judgeStandingMembers() throws {
        for name in standingMembers { _ = try optionalDigests(name) }
    }

    /// What is said of somebody who does not come in person (CP 5.8b). That there is a record of it the
    /// operation's row demands.
    ///
    /// - Throws: `identification.hindranceMissing`, `identification.contactMissing`.
    func judgeDistance(_ way: CertificateStatusChange.Identification) throws {
        guard way.isDistant else { return }
        guard try optionalString("hindrance") != nil else {
            throw Refusal(.hindranceMissing, field: "hindrance")
        }
        _ = try choice("hindrance", as: CertificateStatusChange.Hindrance.self)
        guard way == .telephone else { return }
        guard try optionalString("contactFrom") != nil else {
            throw Refusal(.calledContactMissing, field: "contactFrom")
        }
        _ = try choice("contactFrom", as: CertificateStatusChange.CalledContact.self)
    }
}
