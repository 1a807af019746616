import PKIX

/// The name constraints gathered along a path. RFC 5280 §4.2.1.10, §6.1.3 (b), (c), §6.1.4 (g).
struct NameConstraintState {
    /// Comparisons for one path; a hostile path could ask for the product of its lists.
    static let maximumComparisons = 100_000

    enum Judgement {
        case permitted
        /// The name that lies outside.
        case outside(String)
        /// A constraint is on a kind of name that this product does not compare.
        case unsupported
    }

    /// One set an authority: a name has to lie within each set that is about its kind.
    private var permitted: [[GeneralName]] = []
    private var excluded: [GeneralName] = []
    private var comparisons = 0

    mutating func add(_ constraints: NameConstraints) {
        if !constraints.permitted.isEmpty { permitted.append(constraints.permitted) }
        excluded += constraints.excluded
    }

    /// Whether every name of a certificate lies within what is permitted and outside what is
    /// excluded.
    mutating func judge(_ certificate: Certificate) -> Judgement {
        guard !permitted.isEmpty || !excluded.isEmpty else { return .permitted }
        guard let names = Self.names(of: certificate) else { return .unsupported }
        for name in names {
            let judgement = judge(name)
            guard case .permitted = judgement else { return judgement }
        }
        return .permitted
    }

    private mutating func judge(_ name: GeneralName) -> Judgement {
        for base in excluded where base.isSameKind(as: name) {
            comparisons += 1
            guard let isWithin = name.isWithin(base) else { return .unsupported }
            if isWithin { return .outside(name.notation) }
        }
        for set in permitted {
            let bases = set.filter { $0.isSameKind(as: name) }
            guard !bases.isEmpty else { continue }
            comparisons += bases.count
            let results = bases.map { name.isWithin($0) }
            if results.contains(true) { continue }
            return results.contains(nil) ? .unsupported : .outside(name.notation)
        }
        return comparisons <= Self.maximumComparisons ? .permitted : .unsupported
    }

    /// The subject, the alternative names, and e-mail addresses in the subject, which RFC 5280
    /// §4.2.1.10 asks for where there are no alternative ones. Nil where they cannot be read.
    private static func names(of certificate: Certificate) -> [GeneralName]? {
        var names: [GeneralName] = []
        if !certificate.subject.isEmpty { names.append(.directoryName(certificate.subject)) }
        let alternatives: SubjectAlternativeName?
        do {
            alternatives = try certificate.extensions.value(
                of: SubjectAlternativeName.self, tolerance: .tolerant)
        } catch {
            return nil
        }
        names += alternatives?.names ?? []
        names += certificate.subject[.emailAddress].map { .rfc822Name($0) }
        return names
    }
}

extension GeneralName {
    fileprivate func isSameKind(as other: GeneralName) -> Bool {
        switch (self, other) {
        case (.rfc822Name, .rfc822Name), (.dnsName, .dnsName), (.uri, .uri): true
        case (.directoryName, .directoryName), (.ipAddress, .ipAddress): true
        case (.otherName, .otherName), (.registeredID, .registeredID), (.opaque, .opaque): true
        default: false
        }
    }

    /// Whether a name lies below a base of the same kind; nil where this cannot be told.
    fileprivate func isWithin(_ base: GeneralName) -> Bool? {
        switch (self, base) {
        case (.directoryName(let name), .directoryName(let base)): name.isWithin(base)
        case (.rfc822Name(let name), .rfc822Name(let base)): Mailbox.isWithin(name, base)
        case (.dnsName(let name), .dnsName(let base)): HostName.isAtOrBelow(name, base)
        case (.uri(let uri), .uri(let base)):
            HostName.host(of: uri).map { HostName.isHost($0, within: base) }
        case (.ipAddress(let address), .ipAddress(let base)):
            ![8, 32].contains(base.count) || ![4, 16].contains(address.count)
                ? nil
                : base.count == 2 * address.count
                    && zip(address, zip(base, base.dropFirst(address.count))).allSatisfy {
                        $0 & $1.1 == $1.0 & $1.1
                    }
        default: nil
        }
    }

    fileprivate var notation: String {
        switch self {
        case .directoryName(let name): name.description
        case .rfc822Name(let text), .dnsName(let text), .uri(let text): text
        default: "-"
        }
    }
}

/// RFC 5280 §4.2.1.10 on rfc822Name.
private enum Mailbox {
    static func isWithin(_ name: String, _ base: String) -> Bool? {
        let name = name.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        // A quoted local part may hold an @; whose address it is then cannot be told here.
        guard name.count == 2 else { return nil }
        let host = String(decoding: name[1], as: UTF8.self)
        let base = base.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard base.count == 2 else {
            return base.count == 1
                ? HostName.isHost(host, within: String(decoding: base[0], as: UTF8.self)) : nil
        }
        let baseHost = String(decoding: base[1], as: UTF8.self)
        return name[0].elementsEqual(base[0])
            && HostName.folded(host) == HostName.folded(baseHost)
    }
}

private enum HostName {
    /// ASCII letters without case.
    static func folded(_ text: String) -> [UInt8] {
        text.utf8.map { (0x41...0x5a).contains($0) ? $0 + 32 : $0 }
    }

    /// RFC 5280 §4.2.1.10 on dNSName: any number of labels may stand before the base. Nil for a
    /// final period or a wildcard, which stand for names that are written otherwise.
    static func isAtOrBelow(_ name: String, _ base: String) -> Bool? {
        let (name, base) = (folded(name), folded(base))
        guard !base.isEmpty else { return true }
        guard name.last != UInt8(ascii: "."), !name.contains(UInt8(ascii: "*")) else { return nil }
        guard name.count >= base.count, name.suffix(base.count).elementsEqual(base) else {
            return false
        }
        let before = name.dropLast(base.count)
        return before.isEmpty || before.last == UInt8(ascii: ".")
            || base.first == UInt8(ascii: ".")
    }

    /// On hosts of mailboxes and URIs: a base with a leading period means hosts below it, any
    /// other the host itself.
    static func isHost(_ host: String, within base: String) -> Bool {
        let (host, base) = (folded(host), folded(base))
        guard base.first == UInt8(ascii: ".") else { return host == base }
        return host.count > base.count && host.suffix(base.count).elementsEqual(base)
    }

    /// The host of a URI; nil where it has none or an address in its place, which no constraint
    /// can permit. RFC 5280 §4.2.1.10.
    static func host(of uri: String) -> String? {
        let bytes = Array(uri.utf8)
        let mark = Array("://".utf8)
        guard bytes.count > mark.count,
            let start = (0...bytes.count - mark.count).first(where: {
                bytes[$0..<$0 + mark.count].elementsEqual(mark)
            })
        else { return nil }
        let authority = bytes[(start + mark.count)...].prefix { !"/?#".utf8.contains($0) }
        let afterUser = authority.split(
            separator: UInt8(ascii: "@"), omittingEmptySubsequences: false
        ).last
        let host = (afterUser ?? []).prefix { $0 != UInt8(ascii: ":") }
        let isAddress =
            host.first == UInt8(ascii: "[")
            || host.allSatisfy { $0 == UInt8(ascii: ".") || (0x30...0x39).contains($0) }
        return host.isEmpty || isAddress ? nil : String(decoding: host, as: UTF8.self)
    }
}
