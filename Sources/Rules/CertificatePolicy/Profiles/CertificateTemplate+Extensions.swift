import Cryptography
import Messages
import PKIX
public import SwiftASN1

/// The extensions of a certificate, in the order in which they stand there.
extension CertificateTemplate {
    func extensions() throws(Refusal) -> Extensions {
        var list: [Extension] = []
        if profile.kind != .root {
            list.append(
                AuthorityKeyIdentifier(keyIdentifier: authority.keyIdentifier)
                    .asExtension(critical: false))
        }
        list.append(SubjectKeyIdentifier(key.keyIdentifier).asExtension(critical: false))
        list.append(KeyUsage(profile.keyUsage).asExtension(critical: true))
        if !profile.extendedKeyUsage.isEmpty {
            list.append(ExtendedKeyUsage(profile.extendedKeyUsage).asExtension(critical: false))
        }
        if profile.kind.isAuthority {
            list.append(
                BasicConstraints.authority(pathLength: profile.pathLength)
                    .asExtension(critical: true))
        }
        list += try policies()
        list += addressExtensions
        if profile.kind == .ocspResponder {
            list.append(OCSPNoCheck().asExtension(critical: false))
        }
        list += privateExtensions
        do {
            list += try subject.numberExtensions(PrivateArc(base: authority.privateArc))
            list += try subscriberExtensions()
            return try Extensions(list)
        } catch {
            throw Refusal(.profileNotEncodable, field: "extensions", ["reason": "\(error)"])
        }
    }

    /// The notice of a certificate that carries the policy; nil for all others, or where no limit is
    /// set.
    public var notice: PolicyNotice? {
        guard profile.carriesPolicy, let limit = authority.relianceLimits[profile.kind] else {
            return nil
        }
        return PolicyNotice(
            environment: authority.environment, jurisdiction: authority.jurisdiction,
            method: subject.method, limit: limit, unverified: subject.unverified)
    }

    /// CP 1.4: subscribers carry the policy of their kind, issuing authorities all that their
    /// subscribers carry; the root carries none, as every policy below it is its own.
    private func policies() throws(Refusal) -> [Extension] {
        let policies = profile.policies(in: authority.jurisdiction)
        guard !policies.isEmpty else { return [] }
        var qualifiers: [PolicyQualifier] = []
        if let practice = authority.addresses.practiceStatement {
            qualifiers.append(.cps(practice))
        }
        if let text = notice?.text {
            guard let display = try? DisplayText(text) else {
                let count = text.unicodeScalars.count
                throw Refusal(.profileNoticeTooLong, field: "notice", ["count": String(count)])
            }
            qualifiers.append(.userNotice(UserNotice(display)))
        }
        let value = CertificatePolicies(
            policies.map { PolicyInformation($0, qualifiers: qualifiers) })
        return [value.asExtension(critical: false)]
    }

    /// CP 8.15b, 11.1, and the e-mail address.
    private func subscriberExtensions() throws(PKIXError) -> [Extension] {
        guard profile.kind.isSubscriber else { return [] }
        var list = [
            try PrivateKeyUsagePeriod(
                notBeforeMilliseconds: validity.notBeforeMilliseconds,
                notAfterMilliseconds: validity.notAfterMilliseconds
            ).asExtension(critical: false)
        ]
        if profile.carriesPolicy, let limit = authority.relianceLimits[profile.kind] {
            let value = try limit.monetaryValue()
            list.append(QCStatements([.limitValue(value)]).asExtension(critical: false))
        }
        if let address = subject[.emailAddress] {
            list.append(
                SubjectAlternativeName([.rfc822Name(address)]).asExtension(critical: false))
        }
        return list
    }

    private var addressExtensions: [Extension] {
        guard profile.kind != .root else { return [] }
        var list: [Extension] = []
        // The responder's certificate is never checked against a list.
        if profile.kind != .ocspResponder {
            list.append(
                CRLDistributionPoints([
                    DistributionPoint(uris: authority.addresses.certificateLists)
                ]).asExtension(critical: false))
        }
        list.append(
            AuthorityInformationAccess(profile.accessDescriptions(authority.addresses))
                .asExtension(critical: false))
        return list
    }

    /// What only software of this product reads: the method (CP 5.6b), what was not verified
    /// (CP 5.7) and the environment (CP 8.22b).
    private var privateExtensions: [Extension] {
        let arc = PrivateArc(base: authority.privateArc)
        var list: [Extension] = []
        if let method = subject.method {
            list.append(arc.asExtension(method))
        }
        let unverified = Set(subject.unverified.map(\.attributeType))
        if !unverified.isEmpty {
            list.append(arc.asExtension(UnverifiedInformation(unverified)))
        }
        if authority.environment == .test {
            list.append(arc.asExtension(authority.environment))
        }
        return list
    }
}

extension SubjectFacts {
    /// What says numbers of identity documents, in the order in which they stand in a certificate.
    func numberExtensions(_ arc: PrivateArc) throws(PKIXError) -> [Extension] {
        var tokens: [IdentityNumberToken] = []
        var list: [Extension] = []
        for number in numbers {
            switch number {
            case .token(let token): tokens.append(token)
            case .clear(let said): list.append(said.asExtension())
            }
        }
        if !tokens.isEmpty { list.append(arc.asExtension(try IdentityNumberTokens(tokens))) }
        return list
    }
}

extension RelianceLimit {
    /// As QcLimitValue states it.
    func monetaryValue() throws(PKIXError) -> MonetaryValue {
        try MonetaryValue(currency: currency, amount: Int(amount))
    }
}

extension Profile {
    /// What the policies extension carries; empty where there is none. CP 1.4.
    public func policies(in jurisdiction: Jurisdiction) -> [ASN1ObjectIdentifier] {
        guard family.isRecognised else { return [] }
        return switch kind {
        case .personal, .organisation: jurisdiction.policy(of: kind).map { [$0] } ?? []
        case .issuing: jurisdiction.policies
        case .root, .ocspResponder: []
        }
    }

    /// Where the issuer's certificate is, and who answers for the status of this one.
    func accessDescriptions(_ addresses: PublicationAddresses) -> [AccessDescription] {
        let responders = kind == .ocspResponder ? [] : addresses.statusResponders
        return responders.map { AccessDescription(AccessDescription.ocsp, .uri($0)) }
            + addresses.issuerCertificates.map {
                AccessDescription(AccessDescription.caIssuers, .uri($0))
            }
    }
}
