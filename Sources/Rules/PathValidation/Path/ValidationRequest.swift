public import CertificatePolicy
import Cryptography
public import PKIX
public import SwiftASN1

/// What is to be decided, from what, for which moment.
///
/// Everything is handed in; nothing is fetched. What is not handed in cannot be checked, and what
/// cannot be checked is no reason to rely.
public struct ValidationRequest: Sendable {
    /// The certificate that a signature is to be verified with.
    public let certificate: Certificate
    /// Certificates that may stand between it and an anchor, or that sign status, in any order.
    public let intermediates: [Certificate]
    public let anchors: [TrustAnchor]
    public let evidence: StatusEvidence
    public let moment: JudgedMoment
    public let rules: ValidationRules

    public init(
        certificate: Certificate, intermediates: [Certificate], anchors: [TrustAnchor],
        evidence: StatusEvidence, moment: JudgedMoment, rules: ValidationRules
    ) {
        self.certificate = certificate
        self.intermediates = intermediates
        self.anchors = anchors
        self.evidence = evidence
        self.moment = moment
        self.rules = rules
    }

    var atMilliseconds: Int64 { moment.milliseconds }
}

/// The moment that is judged, and how it is known.
///
/// A suspension can be over before the next status is made, so what was made after a moment of the
/// past does not tell that the certificate was good then. The present is read from a clock, which
/// may differ from the issuer's.
public enum JudgedMoment: Sendable, Hashable {
    /// By the reader's clock. Milliseconds since 1970 UTC.
    case present(Int64)
    /// When a signature is proven to have been made. Milliseconds since 1970 UTC.
    case past(Int64)

    public var milliseconds: Int64 {
        switch self {
        case .present(let milliseconds), .past(let milliseconds): milliseconds
        }
    }
}

/// Status objects, in any order, of any issuer.
public struct StatusEvidence: Sendable {
    public let lists: [CertificateList]
    public let answers: [BasicOCSPResponse]

    public init(lists: [CertificateList] = [], answers: [BasicOCSPResponse] = []) {
        self.lists = lists
        self.answers = answers
    }
}

/// By which rules and within which limits a path is judged.
public struct ValidationRules: Sendable {
    /// Which release of the Hong Kong policy is accepted. CP 1.4.
    public enum HongKongRelease: Sendable, Hashable {
        /// The prefix with exactly three arcs behind it: year, version, release.
        case any
        /// One identifier exactly.
        case only(ASN1ObjectIdentifier)
    }

    /// What the certificate policy adds to RFC 5280.
    public struct MutualRecognition: Sendable {
        public let hongKong: HongKongRelease
        /// Under which arcs the private extensions of issuers are read.
        public let privateArcs: [ASN1ObjectIdentifier]

        public init(hongKong: HongKongRelease = .any, privateArcs: [ASN1ObjectIdentifier]) {
            self.hongKong = hongKong
            self.privateArcs = privateArcs
        }
    }

    /// RFC 5280 §6.1.1 (c): anyPolicy alone accepts every policy.
    public let initialPolicies: Set<ASN1ObjectIdentifier>
    /// RFC 5280 §6.1.1 (f), (e), (g).
    public let requiresExplicitPolicy: Bool
    public let inhibitsPolicyMapping: Bool
    public let inhibitsAnyPolicy: Bool
    /// Nil judges by RFC 5280 alone.
    public let mutualRecognition: MutualRecognition?
    /// How far the clocks of issuer and relying party may differ, in milliseconds: status from
    /// just after the present is taken for status of the present.
    public let clockToleranceMilliseconds: Int64
    /// How long an OCSP answer without nextUpdate is taken as current, in milliseconds.
    public let openAnswerMilliseconds: Int64

    public init(
        initialPolicies: Set<ASN1ObjectIdentifier> = [PolicyOIDs.anyPolicy],
        requiresExplicitPolicy: Bool = false, inhibitsPolicyMapping: Bool = false,
        inhibitsAnyPolicy: Bool = false, mutualRecognition: MutualRecognition? = nil,
        clockToleranceMilliseconds: Int64 = 60_000, openAnswerMilliseconds: Int64 = 300_000
    ) {
        self.initialPolicies = initialPolicies
        self.requiresExplicitPolicy = requiresExplicitPolicy
        self.inhibitsPolicyMapping = inhibitsPolicyMapping
        self.inhibitsAnyPolicy = inhibitsAnyPolicy
        self.mutualRecognition = mutualRecognition
        self.clockToleranceMilliseconds = clockToleranceMilliseconds
        self.openAnswerMilliseconds = openAnswerMilliseconds
    }

    /// The rules of the certificate policy: a policy of it has to hold along the whole path, and
    /// no mapping leads to one, since both sides recognise by trust lists, not by mapping. An
    /// authority may carry anyPolicy; the certificate itself has to name the policy.
    ///
    /// - Parameter accepting: narrows which policies may hold; anyPolicy leaves them all.
    public static func mutualRecognition(
        accepting: Set<ASN1ObjectIdentifier> = [PolicyOIDs.anyPolicy],
        hongKong: HongKongRelease = .any, privateArcs: [ASN1ObjectIdentifier]
    ) -> ValidationRules {
        ValidationRules(
            initialPolicies: accepting, requiresExplicitPolicy: true, inhibitsPolicyMapping: true,
            mutualRecognition: MutualRecognition(hongKong: hongKong, privateArcs: privateArcs))
    }

    /// For which purpose algorithms are judged.
    var purpose: Purpose { mutualRecognition == nil ? .evidence : .recognised }
}
