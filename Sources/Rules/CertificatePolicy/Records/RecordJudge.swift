package import Messages
import PKIX

extension RecordKind {
    /// What stands in place of a confidential value that is not shown. No value is written so.
    package static let mask = "•••"

    /// Judges what a record is to say.
    ///
    /// - Parameters:
    ///   - values: by name; an empty value is none.
    ///   - before: what it said until now; nil for a new record.
    ///   - isTakenOver: the record was kept elsewhere so far, and may begin at any stage.
    /// - Returns: the same without empty values.
    /// - Throws: `record.fieldUnknown`, `.fieldMissing`, `.fieldInvalid`, `.daysWrong`,
    ///   `.daysTooFar`, `.personsAlike`, `.stageWrong`, `.valueUnfit`.
    package func judge(
        _ values: [String: String], before: [String: String]? = nil, isTakenOver: Bool = false
    ) throws(Refusal) -> [String: String] {
        if let name = values.keys.sorted().first(where: { field($0) == nil }) {
            throw Refusal(
                .recordFieldUnknown, field: name,
                ["column": name, "known": fields.map(\.name).joined(separator: ", ")])
        }
        let filled = values.filter { !$0.value.isEmpty }
        for field in fields {
            guard let value = filled[field.name] else {
                guard !field.isRequired else {
                    throw missing(field.name, clause: field.clause ?? clauses.first)
                }
                continue
            }
            guard field.form.allows(value) else {
                throw Refusal(
                    .recordFieldInvalid, field: field.name,
                    ["column": field.name, "form": field.form.word])
            }
        }
        for rule in rules {
            if isTakenOver, case .stages = rule { continue }
            try judge(rule, filled, before)
        }
        return filled
    }

    private func missing(_ name: String, clause: String?) -> Refusal {
        Refusal(.recordFieldMissing(clause: clause), field: name, ["column": name, "kind": id])
    }

    private func judge(
        _ rule: RecordRule, _ values: [String: String], _ before: [String: String]?
    ) throws(Refusal) {
        switch rule {
        case .inOrder(let first, let second):
            guard let from = RecordDay(values[first]), let until = RecordDay(values[second]),
                from > until
            else { return }
            throw Refusal(
                .recordDaysWrong(clause: nil), field: second, ["first": first, "second": second])
        case .within(let days, let first, let second, let clause):
            guard let from = RecordDay(values[first]), let until = RecordDay(values[second]),
                until.number - from.number > days
            else { return }
            throw Refusal(
                .recordDaysTooFar(clause: clause), field: second,
                ["first": first, "second": second, "days": String(days)])
        case .momentsInOrder(let first, let second):
            guard let from = RecordMoment(values[first]),
                let until = RecordMoment(values[second]), from > until
            else { return }
            throw Refusal(
                .recordDaysWrong(clause: nil), field: second, ["first": first, "second": second])
        case .together(let one, let other, let clause):
            guard values[one] != nil, values[other] == nil else { return }
            throw missing(other, clause: clause)
        case .limits(let name, let allowed, let decisive, let decided, let clause):
            guard let value = values[decisive], decided.contains(value),
                let found = values[name], !allowed.contains(found)
            else { return }
            throw Refusal(
                .recordValueUnfit(clause: clause), field: name,
                [
                    "column": name, "first": decisive, "stage": found,
                    "allowed": allowed.joined(separator: ", "),
                ])
        case .needs(let names, let decisive, let decided, let clause):
            guard let value = values[decisive], decided.contains(value),
                let name = names.first(where: { values[$0] == nil })
            else { return }
            throw missing(name, clause: clause)
        case .differ(let one, let other, let clause):
            guard let first = values[one], first == values[other] else { return }
            throw Refusal(
                .recordPersonsAlike(clause: clause), field: other,
                ["first": one, "second": other])
        case .stages(let name, let first, let next, let clause):
            guard let stage = values[name] else { return }
            let earlier = before?[name]
            let allowed = earlier.map { [$0] + (next[$0] ?? []) } ?? first
            guard !allowed.contains(stage) else { return }
            throw Refusal(
                .recordStageWrong(clause: clause), field: name,
                ["stage": stage, "allowed": allowed.joined(separator: ", ")])
        }
    }
}

extension RecordField.Form {
    /// The name under which messages say how a value is written.
    package var word: String {
        switch self {
        case .text: "text"
        case .words: "words"
        case .day: "day"
        case .moment: "moment"
        case .number: "number"
        case .handle: "handle"
        case .digest: "digest"
        case .choice(let words): words.joined(separator: ", ")
        }
    }

    /// Whether a value is written so.
    package func allows(_ value: String) -> Bool {
        switch self {
        case .text: Self.isText(value, maximum: 200, lines: false)
        case .words: Self.isText(value, maximum: 4000, lines: true)
        case .day: RecordDay(value) != nil
        case .moment: RecordMoment(value) != nil
        case .number:
            (1...15).contains(value.utf8.count)
                && value.utf8.allSatisfy { (0x30...0x39).contains($0) }
                && (value == "0" || !value.hasPrefix("0"))
        case .handle:
            (2...32).contains(value.utf8.count)
                && value.utf8.allSatisfy {
                    $0.isLowerCaseLetterOrDigit || $0 == UInt8(ascii: "-")
                }
        case .digest:
            value.utf8.count == 64
                && value.utf8.allSatisfy {
                    (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
                }
        case .choice(let words): words.contains(value)
        }
    }

    /// No control character, nothing that turns the direction of writing, no blank at either end, and
    /// not the mask.
    private static func isText(_ value: String, maximum: Int, lines: Bool) -> Bool {
        let scalars = value.unicodeScalars
        guard scalars.count <= maximum, value != RecordKind.mask,
            scalars.first?.properties.isWhitespace == false,
            scalars.last?.properties.isWhitespace == false
        else { return false }
        return scalars.allSatisfy { scalar in
            if lines && scalar == "\n" { return true }
            switch scalar.value {
            case 0x202A...0x202E, 0x2066...0x2069, 0x2028, 0x2029, 0xFEFF: return false
            default: return scalar.properties.generalCategory != .control
            }
        }
    }
}

extension UInt8 {
    var isLowerCaseLetterOrDigit: Bool {
        (0x61...0x7A).contains(self) || (0x30...0x39).contains(self)
    }
}

/// A day in Hong Kong and the mainland: both keep UTC+8 all year.
package struct RecordDay: Sendable, Hashable, Comparable {
    private static let offsetMilliseconds: Int64 = 8 * 3_600_000
    private static let dayMilliseconds: Int64 = 86_400_000

    /// Days since 1970-01-01.
    package let number: Int

    /// `2026-11-30`; nil for anything else, and outside the years 1900 to 9999.
    package init?(_ text: String?) {
        guard let text else { return nil }
        let octets = Array(text.utf8)
        guard octets.count == 10, octets[4] == UInt8(ascii: "-"), octets[7] == UInt8(ascii: "-"),
            let year = Self.number(octets[0..<4]), let month = Self.number(octets[5..<7]),
            let day = Self.number(octets[8..<10]), year >= 1900,
            let moment = CivilTime(
                year: year, month: month, day: day, hour: 0, minute: 0, second: 0)
        else { return nil }
        number = Int(moment.milliseconds / Self.dayMilliseconds)
    }

    /// The day in which a moment lies.
    package init(atMilliseconds moment: Int64) {
        let local = moment + Self.offsetMilliseconds
        number = Int(
            (local - (local % Self.dayMilliseconds + Self.dayMilliseconds)
                % Self.dayMilliseconds)
                / Self.dayMilliseconds)
    }

    /// The first moment that is no longer in this day.
    package var endMilliseconds: Int64 {
        Int64(number + 1) * Self.dayMilliseconds - Self.offsetMilliseconds
    }

    package static func < (one: RecordDay, other: RecordDay) -> Bool {
        one.number < other.number
    }

    private static func number(_ octets: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for octet in octets {
            guard (0x30...0x39).contains(octet) else { return nil }
            number = number * 10 + Int(octet - 0x30)
        }
        return number
    }
}
