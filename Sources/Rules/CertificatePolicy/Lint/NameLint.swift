import Messages
import PKIX

/// Names of certificates: CP 5.1, 5.2a, 5.2c and RFC 5280 appendix A.
enum NameLint {
    typealias Rule = LintRule<CertificateUnderLint>
    typealias Text = CertificateFindings

    static let rules: [Rule] = [
        Rule("subject.present", "A2.6", Text.subjectMissing) {
            $0.contents.subject.isEmpty ? [[:]] : []
        },
        Rule("name.stringType", "RFC 5280 appendix A", Text.nameStringType) { certificate in
            certificate.contents.subject.attributes.filter {
                $0.stringType != $0.type.outputStringType
            }.map {
                [
                    "field": $0.label, "found": $0.stringType?.rawValue ?? "-",
                    "expected": $0.type.outputStringType.rawValue,
                ]
            }
        },
        Rule("name.value", "5.2a", Text.nameValue, valueBreaches),
        Rule("name.once", "5.2a", Text.nameRepeated) { certificate in
            repeated(certificate.contents.subject.attributes.map(\.type)).map {
                ["field": $0.label]
            }
        },
        Rule("name.country", "5.1", Text.nameCountry) { certificate in
            certificate.contents.subject[.countryName].filter { !CountryCodes.contains($0) }
                .map { ["found": $0] }
        },
        Rule("name.complete", "5.1", Text.nameIncomplete, incompleteBreaches),
        Rule("name.ofProfile", "5.1", Text.nameNotOfProfile) { certificate in
            let allowed = Set(certificate.profile.attributes.compactMap(\.kind.nameType))
            return certificate.contents.subject.attributes.filter {
                !allowed.contains($0.type) && $0.type != .pseudonym
            }.map { ["field": $0.label] }
        },
        Rule("name.real", "5.2c", Text.namePseudonym) { certificate in
            let name = certificate.contents.subject
            let anonymous = name[.commonName].contains { NameRules.isAnonymous($0) }
            return (name[.pseudonym].isEmpty ? [] : [["field": "pseudonym"]])
                + (anonymous ? [["field": "commonName"]] : [])
        },
        Rule("name.vetted", "5.2c", Text.nameNotVetted) { certificate in
            let found = certificate.contents.subject[.commonName]
            let vetted = certificate.subject[.commonName].map { [$0] } ?? []
            return sameValues(found, vetted) ? [] : [[:]]
        },
        Rule(
            "name.ofOrganisation", "5.2c", Text.nameOrganisationDiffers,
            where: { $0.profile.kind == .organisation }
        ) { certificate in
            let name = certificate.contents.subject
            return sameValues(name[.commonName], name[.organizationName]) ? [] : [[:]]
        },
        Rule("subject.asVetted", "3.2a", Text.notAsVetted) { certificate in
            certificate.profile.attributes.compactMap { rule in
                guard let type = rule.kind.nameType, rule.kind != .commonName else { return nil }
                let vetted = certificate.subject[rule.kind].map { [$0] } ?? []
                return sameValues(certificate.contents.subject[type], vetted)
                    ? nil : ["field": rule.kind.rawValue]
            }
        },
    ]

    /// Compared by UTF-8 octets, never by canonical equivalence.
    static func sameValues(_ left: [String], _ right: [String]) -> Bool {
        left.count == right.count
            && zip(left, right).allSatisfy { $0.utf8.elementsEqual($1.utf8) }
    }

    /// What occurs more than once, each named once, in the order of first appearance.
    static func repeated<Element: Hashable>(_ elements: [Element]) -> [Element] {
        var counts: [Element: Int] = [:]
        return elements.filter { element in
            counts[element, default: 0] += 1
            return counts[element] == 2
        }
    }

    private static let valueBreaches: @Sendable (CertificateUnderLint) -> [[String: String]] = {
        certificate in
        certificate.contents.subject.attributes.flatMap { attribute in
            let bound = attribute.type.upperBound ?? NameRules.greatestBound
            let isPrintable = attribute.type.outputStringType == .printable
            return NameRules.problems(
                in: attribute.value, form: isPrintable ? .printable : .text, upperBound: bound
            ).map { ["field": attribute.label].merging($0.facts) { first, _ in first } }
        }
    }

    private static let incompleteBreaches: @Sendable (CertificateUnderLint) -> [[String: String]] =
        { certificate in
            let name = certificate.contents.subject
            let lacks = { (rule: AttributeRule) in
                rule.kind.nameType.map { name[$0].isEmpty } ?? false
            }
            let missing = certificate.profile.attributes.filter {
                $0.presence == .required && lacks($0)
            }
            let alternatives = certificate.profile.attributes.filter {
                $0.presence == .oneOfThese
            }
            let noneOfThese = !alternatives.isEmpty && alternatives.allSatisfy(lacks)
            return (missing + (noneOfThese ? alternatives : [])).map {
                ["field": $0.kind.rawValue]
            }
        }
}

extension AttributeType {
    /// The short name, or the numbers of a type that has none.
    var label: String { shortName ?? identifier.dotted }
}

extension NameAttribute {
    var label: String { type.label }
}

extension NameProblem {
    /// As arguments of a finding.
    fileprivate var facts: [String: String] {
        switch self {
        case .empty: ["reason": "empty", "codePoint": ""]
        case .leadingWhiteSpace: ["reason": "leadingWhiteSpace", "codePoint": ""]
        case .trailingWhiteSpace: ["reason": "trailingWhiteSpace", "codePoint": ""]
        case .codePoint(let problem, let scalar, _):
            ["reason": problem.rawValue, "codePoint": NameRules.notation(of: scalar)]
        case .markAlone(let scalar, _):
            ["reason": "markAlone", "codePoint": NameRules.notation(of: scalar)]
        case .manyMarks: ["reason": "manyMarks", "codePoint": ""]
        case .noLetter: ["reason": "noLetter", "codePoint": ""]
        case .tooLong(let count, let bound):
            ["reason": "tooLong", "codePoint": "\(count) > \(bound)"]
        case .notPrintable(let scalar, _):
            ["reason": "notPrintable", "codePoint": NameRules.notation(of: scalar)]
        case .countryUnknown: ["reason": "countryUnknown", "codePoint": ""]
        case .mailboxMalformed: ["reason": "mailboxMalformed", "codePoint": ""]
        }
    }
}
