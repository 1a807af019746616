import CanonicalJSON
import Governance
import Messages

extension CertificateStatusChange {
    package enum Requester: String, Sendable, CaseIterable {
        case subscriber, representative, court, authority

        /// Whoever the certificate is about, or acts for them: CP 5.8 says how they are identified.
        var isPerson: Bool { self == .subscriber || self == .representative }
    }

    /// How the requester was identified (CP 5.8).
    package enum Identification: String, Sendable, CaseIterable {
        /// With the certificate's key, which says who asks as the first identification left it.
        case signedRequest
        /// In person, with the documents of the application.
        case sameDocuments
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
        case .court: [.courtDocument]
        case .authority: [.internalProcedure]
        }
    }

    /// What a release takes, which loosens: as at the first identification the documents have to be there, so that
    /// neither a voice nor the key, which the suspension doubts, is enough.
    static func waysToRelease(_ requester: Requester) -> [Identification] {
        waysToRevoke(requester).filter { ![.signedRequest, .telephone].contains($0) }
    }
}

extension Payload {
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
