public import Messages

/// The number of an identity document, in the one form in which it is compared and kept.
///
/// What is printed, typed or scanned differs in width, case, spaces and brackets; the canonical form
/// does not. Parsing the canonical form gives itself. A check digit finds a mistake of typing and
/// proves nothing. CP 5.2a, 6.2b.
public struct IdentityNumber: Sendable, Hashable {
    public let kind: IdentityDocumentKind
    /// As people write it, such as `A123456(3)`; ASCII.
    public let canonical: String

    /// No number of any kind is longer, as typed.
    public static let maximumBytes = 96

    /// - Throws: `identity.numberForm`, `identity.checkDigit`, `identity.birthDate`,
    ///   `identity.area`. None of them repeats the number.
    public init(_ text: String, kind: IdentityDocumentKind) throws(Refusal) {
        self.kind = kind
        let typed = try Self.plain(text, kind)
        switch kind {
        case .residentIdentityCard, .residencePermit:
            canonical = try Self.resident(typed, kind)
        case .hongKongIdentityCard: canonical = try Self.hongKong(typed)
        case .passport:
            guard (5...9).contains(typed.count), typed.contains(where: \.isDigit) else {
                throw Self.formRefusal(kind)
            }
            canonical = Self.text(typed)
        case .mainlandTravelPermit: canonical = try Self.travelPermit(typed)
        case .exitEntryPermit: canonical = try Self.exitEntryPermit(typed)
        case .unifiedSocialCreditCode: canonical = try Self.creditCode(typed)
        case .organisationCode: canonical = try Self.organisationCode(typed)
        case .businessRegistration: canonical = try Self.business(typed)
        }
    }

    /// What may be shown to whoever need not know the number: how it is written. One letter and a check digit
    /// of a Hong Kong number would leave few enough to try. CP 12.1.
    public var masked: String {
        Self.text(canonical.utf8.map { $0.isASCIILetterOrDigit ? UInt8(ascii: "*") : $0 })
    }

    /// Where the number holds the day of birth; nil for every other kind.
    public var birthDate: CalendarDate? {
        guard kind == .residentIdentityCard || kind == .residencePermit else { return nil }
        return Self.date(Array(canonical.utf8)[6..<14])
    }

    /// The numbers of other kinds that it holds: a credit code has the organisation code as its
    /// characters 9 to 17 (GB 32100), so that both lead to the same organisation.
    public var implied: [IdentityNumber] {
        guard kind == .unifiedSocialCreditCode else { return [] }
        let code = Self.text(Array(canonical.utf8)[8..<17])
        return (try? IdentityNumber(code, kind: .organisationCode)).map { [$0] } ?? []
    }

    /// Whether a register's number is this one, of whichever kind the register counts in.
    public func isMeant(by text: String) -> Bool {
        IdentityDocumentKind.allCases.contains { kind in
            guard kind.holder == self.kind.holder,
                let number = try? IdentityNumber(text, kind: kind)
            else { return false }
            return number == self || number.implied.contains(self) || implied.contains(number)
        }
    }

    // MARK: Reading

    /// Capital letters and digits alone: the width of letters, their case, and spaces, brackets and
    /// hyphens that are printed between them are no part of a number.
    private static func plain(
        _ text: String, _ kind: IdentityDocumentKind
    ) throws(Refusal) -> [UInt8] {
        guard text.utf8.count <= maximumBytes else { throw formRefusal(kind) }
        var result: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39, 0x41...0x5A: result.append(UInt8(scalar.value))
            case 0x61...0x7A: result.append(UInt8(scalar.value - 0x20))
            case 0xFF10...0xFF19, 0xFF21...0xFF3A: result.append(UInt8(scalar.value - 0xFEE0))
            case 0xFF41...0xFF5A: result.append(UInt8(scalar.value - 0xFF00))
            case 0x20, 0x28, 0x29, 0x2D, 0x3000, 0xFF08, 0xFF09, 0xFF0D, 0x2010, 0x2011, 0x2013:
                continue
            default: throw formRefusal(kind)
            }
        }
        return result
    }

    private static func resident(
        _ typed: [UInt8], _ kind: IdentityDocumentKind
    ) throws(Refusal) -> String {
        guard typed.count == 18, typed.prefix(17).allSatisfy(\.isDigit),
            typed[17].isDigit || typed[17] == UInt8(ascii: "X"), typed[0] != UInt8(ascii: "0")
        else { throw formRefusal(kind) }
        let isPermit = [Array("810000".utf8), Array("820000".utf8), Array("830000".utf8)]
            .contains(Array(typed.prefix(6)))
        guard isPermit == (kind == .residencePermit) else {
            throw Refusal(
                .identityArea, field: "number",
                [
                    "document":
                        (isPermit
                        ? .residencePermit
                        : .residentIdentityCard
                            as IdentityDocumentKind).rawValue
                ])
        }
        guard CheckDigits.resident(typed.prefix(17)) == typed[17] else {
            throw checkRefusal(kind)
        }
        guard date(typed[6..<14]) != nil else {
            throw Refusal(.identityBirthDate, field: "number", ["document": kind.rawValue])
        }
        return text(typed)
    }

    private static func hongKong(_ typed: [UInt8]) throws(Refusal) -> String {
        let letters = typed.prefix(while: \.isCapital).count
        guard (1...2).contains(letters), typed.count == letters + 7,
            typed[letters..<letters + 6].allSatisfy(\.isDigit), let check = typed.last,
            check.isDigit || check == UInt8(ascii: "A")
        else { throw formRefusal(.hongKongIdentityCard) }
        guard CheckDigits.hongKong(typed.dropLast()) == check else {
            throw checkRefusal(.hongKongIdentityCard)
        }
        return text(typed.dropLast()) + "(" + text([check]) + ")"
    }

    /// The person's letter and eight digits are for life; two more count the permits of before 2013,
    /// and are left out.
    private static func travelPermit(_ typed: [UInt8]) throws(Refusal) -> String {
        guard typed.count == 9 || typed.count == 11,
            typed[0] == UInt8(ascii: "H") || typed[0] == UInt8(ascii: "M"),
            typed.dropFirst().allSatisfy(\.isDigit)
        else { throw formRefusal(.mainlandTravelPermit) }
        return text(typed.prefix(9))
    }

    private static func exitEntryPermit(_ typed: [UInt8]) throws(Refusal) -> String {
        guard typed.count == 9, typed[0] == UInt8(ascii: "C"),
            typed[1].isDigit
                || typed[1].isCapital && typed[1] != UInt8(ascii: "I")
                    && typed[1] != UInt8(ascii: "O"),
            typed.dropFirst(2).allSatisfy(\.isDigit)
        else { throw formRefusal(.exitEntryPermit) }
        return text(typed)
    }

    private static func creditCode(_ typed: [UInt8]) throws(Refusal) -> String {
        guard typed.count == 18, Array("123456789ANY".utf8).contains(typed[0]),
            typed[2..<8].allSatisfy(\.isDigit), let check = CheckDigits.credit(typed.prefix(17)),
            CheckDigits.creditAlphabet.contains(typed[17])
        else { throw formRefusal(.unifiedSocialCreditCode) }
        guard check == typed[17] else { throw checkRefusal(.unifiedSocialCreditCode) }
        return text(typed)
    }

    private static func organisationCode(_ typed: [UInt8]) throws(Refusal) -> String {
        guard typed.count == 9, typed[8].isDigit || typed[8] == UInt8(ascii: "X") else {
            throw formRefusal(.organisationCode)
        }
        guard CheckDigits.organisation(typed.prefix(8)) == typed[8] else {
            throw checkRefusal(.organisationCode)
        }
        return text(typed.prefix(8)) + "-" + text([typed[8]])
    }

    /// Eight digits; who has no business registration has a dummy of `C` (local) or `F` (not of Hong
    /// Kong) and seven. Of a certificate's whole number, the first eight are it.
    private static func business(_ typed: [UInt8]) throws(Refusal) -> String {
        guard typed.count == 8, typed.dropFirst().allSatisfy(\.isDigit),
            typed[0].isDigit || typed[0] == UInt8(ascii: "C") || typed[0] == UInt8(ascii: "F")
        else { throw formRefusal(.businessRegistration) }
        return text(typed)
    }

    // MARK: Parts

    private static func date(_ digits: ArraySlice<UInt8>) -> CalendarDate? {
        let number = digits.reduce(0) { $0 * 10 + CheckDigits.value($1) }
        return CalendarDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    private static func text(_ bytes: some Sequence<UInt8>) -> String {
        String(decoding: Array(bytes), as: UTF8.self)
    }

    private static func formRefusal(_ kind: IdentityDocumentKind) -> Refusal {
        Refusal(
            .identityNumberForm, field: "number",
            ["document": kind.rawValue, "form": kind.notation])
    }

    private static func checkRefusal(_ kind: IdentityDocumentKind) -> Refusal {
        Refusal(.identityCheckDigit, field: "number", ["document": kind.rawValue])
    }
}
