import CertificatePolicy
import Messages
import PKIX

extension Property {
    /// Names as certificates carry them, and the text that people see.
    static let name = Property("name") { input throws(Violation) in
        try DERLaws.check(DistinguishedName.self, input)
        for tolerance in [Tolerance.strict, .tolerant] {
            guard let name = try? DistinguishedName(derEncoded: input, tolerance: tolerance)
            else { continue }
            try checkText(of: name)
            try require(name.matches(name), "a name matches itself")
            try require(name.isWithin(.empty), "every name lies below the empty one")
            try require(name.isWithin(name), "a name lies below itself")
        }
    }

    /// A text that somebody typed, as the value of a name: rules, encoding and text agree.
    static let nameText = Property("nameText") { input throws(Violation) in
        let value = String(decoding: input, as: UTF8.self)
        for type in [AttributeType.commonName, .countryName, .emailAddress, .serialNumber] {
            try checkRules(value, type)
            guard let attribute = try? NameAttribute(type, value) else { continue }
            let name = DistinguishedName(attributes: [attribute])
            let read = try? DistinguishedName(derEncoded: name.derEncoded)
            try require(read == name, "a name that was made can be read")
            try require(
                read?[type].first?.utf8.elementsEqual(value.utf8) ?? false,
                "a value is read as it was written")
            try checkText(of: name)
        }
        _ = NameRules.isAnonymous(value)
    }

    /// Serial numbers in every writing.
    static let serialNumber = Property("serialNumber") { input throws(Violation) in
        let text = String(decoding: input, as: UTF8.self)
        try DERLaws.check(SerialNumber.self, input)
        guard let number = try? SerialNumber(parsing: text) else { return }
        try require((1...20).contains(number.bytes.count), "a number has 1 to 20 octets")
        try require(
            (try? SerialNumber(parsing: number.hex)) == number, "a number is read as it is shown")
        try require((try? SerialNumber(bytes: number.bytes)) == number, "octets make the number")
        try require(
            (try? SerialNumber(derEncoded: number.derEncoded)) == number,
            "a number that was typed can be read from a certificate")
        try require(!(number < number), "no number is below itself")
    }
}

extension Property {
    /// What the rules let pass has an encoding; every refusal has its sentences.
    private static func checkRules(_ value: String, _ type: AttributeType) throws(Violation) {
        let form: NameRules.Form =
            switch type {
            case .countryName: .country
            case .emailAddress: .mailbox
            case .serialNumber: .printable
            default: .text
            }
        let bound = type.upperBound ?? NameRules.greatestBound
        let problems = NameRules.problems(in: value, form: form, upperBound: bound)
        // A long text can have a problem at each place; the sentences are few.
        for problem in problems.prefix(4) {
            let refusal = NameRules.refusal(for: problem, field: "field")
            for language in Language.allCases {
                let text = refusal.message(in: language) + refusal.remedy(in: language)
                try require(
                    problem.mayRepeatInput || !text.contains("{"),
                    "no place of \(refusal.code.id) stays empty")
            }
        }
        guard problems.isEmpty else { return }
        let attribute = try require(
            try? NameAttribute(type, value), "what the rules let pass can be written")
        let text = DistinguishedName(attributes: [attribute]).description
        try require(
            text.unicodeScalars.allSatisfy { CodePointProblem($0) == nil },
            "what the rules let pass is shown without odd characters")
    }

    /// The text of a name says exactly what is in it, and disturbs nothing around it.
    static func checkText(of name: DistinguishedName) throws(Violation) {
        let text = name.description
        try require(
            text.unicodeScalars.allSatisfy {
                $0.properties.generalCategory != .control && !$0.properties.isBidiControl
            },
            "the text of a name has no control characters")
        let read = try require(NameText(text), "the text of a name follows RFC 4514")
        let steps = name.rdns.reversed()
        try require(read.steps.count == steps.count, "the text has all steps of the name")
        for (pairs, step) in zip(read.steps, steps) {
            try require(pairs.count == step.attributes.count, "the text has all attributes")
            for (pair, attribute) in zip(pairs, step.attributes) {
                guard let shortName = attribute.type.shortName else {
                    try require(
                        pair.type.elementsEqual(attribute.type.identifier.dotted.utf8),
                        "the text has the type of an attribute")
                    continue
                }
                try require(
                    pair.type.elementsEqual(shortName.utf8)
                        && pair.value.elementsEqual(attribute.value.utf8),
                    "the text has the value of an attribute")
            }
        }
    }
}

extension NameProblem {
    /// Whether the refusal shows what was typed, which may hold braces.
    fileprivate var mayRepeatInput: Bool {
        if case .countryUnknown = self { true } else { false }
    }
}
