import CanonicalJSON
package import CertificatePolicy
package import Messages
package import PKIX

extension Practice {
    /// To whom certificates are issued (CP 1.2).
    package enum Categories: String, Sendable, CaseIterable { case all, personal, organisation }

    /// By which methods persons are identified (CP 5.5).
    package enum IdentityMethods: String, Sendable, CaseIterable {
        case all
        case faceToFace = "A"
        case remote = "B"
    }

    /// How subscribers accept the exact contents of their certificate (CP 6.12).
    package enum AcceptanceWay: String, Sendable, CaseIterable {
        /// By a signature over them, before anything is certified.
        case before
        /// By the receipt of the medium that holds key and certificate; what opens it follows.
        case medium
        /// By the same signature over the certificate as it was delivered, on hold until then.
        case afterwards
    }

    /// Of short messages to who named none: that of where the authority is, as its working days tell it.
    package var language: Language {
        switch workingCalendar {
        case .hongKong: .traditionalChinese
        case .mainland: .simplifiedChinese
        }
    }

    /// How those of a kind are accepted; those of no subscriber are not asked about.
    package func acceptanceWay(of kind: Profile.Kind) -> AcceptanceWay {
        switch kind {
        case .personal: personalAcceptance
        case .organisation: organisationAcceptance
        case .root, .issuing, .ocspResponder: .before
        }
    }

    /// A setting that is a text, by its name; nil where there is none such.
    package func text(of setting: String) -> String? { json[setting]?.string }

    /// Refuses a certificate that the practice does not offer: services follow it (CP 3.1a).
    ///
    /// - Parameter method: how the person was identified; nil before that, and for organisations.
    /// - Throws: `practice.notOffered`.
    package func judgeOffer(
        _ kind: Profile.Kind, method: IdentityVerificationMethod? = nil
    ) throws(Refusal) {
        guard categories == .all || categories.rawValue == kind.rawValue else {
            throw Self.notOffered("categories", categories.rawValue, field: "category")
        }
        guard let method, identityMethods != .all, identityMethods.rawValue != method.rawValue
        else { return }
        throw Self.notOffered("identityMethods", identityMethods.rawValue, field: "method")
    }

    /// Refuses to make a key for a subscriber where the practice does not say that it is done (CP 8.2a).
    ///
    /// - Throws: `practice.notOffered`.
    package func judgeMakingKeys() throws(Refusal) {
        guard keysMadeByAuthority else {
            throw Self.notOffered("keysMadeByAuthority", "false", field: "key")
        }
    }

    private static func notOffered(_ name: String, _ value: String, field: String) -> Refusal {
        Refusal(.practiceNotOffered, field: field, ["name": name, "value": value])
    }
}
