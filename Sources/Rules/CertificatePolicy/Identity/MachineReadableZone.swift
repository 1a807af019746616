public import Messages

/// What the machine-readable lines of a travel document say, all check digits found right.
///
/// TD1 (three lines of 30: cards), TD2 (two of 36) and TD3 (two of 44: passports). ICAO Doc 9303,
/// parts 3 to 6. Letters are A to Z alone, so the names in it are never those of the document.
public struct MachineReadableZone: Sendable, Hashable {
    public enum Format: String, Sendable, Hashable, CaseIterable {
        case td1, td2, td3

        var lines: Int { self == .td1 ? 3 : 2 }
        var width: Int {
            switch self {
            case .td1: 30
            case .td2: 36
            case .td3: 44
            }
        }
    }

    public let format: Format
    /// Such as `P`, `PM` or `ID`.
    public let documentCode: String
    /// One to three letters, as ICAO writes states (`D` for Germany) and organisations.
    public let issuer: String
    public let number: String
    public let nationality: String
    public let birthDate: CalendarDate
    /// `M`, `F`; nil where the document does not say.
    public let sex: String?
    public let expiry: CalendarDate
    /// The primary identifier, its parts divided by spaces.
    public let surname: String
    /// The secondary identifier, likewise; empty for a single name.
    public let givenNames: String

    /// - Parameter thisYear: of the century of a birth: nobody is born after it, or lives a hundred years
    ///   by two digits.
    /// - Throws: `identity.zoneForm`, `identity.zoneCheckDigit` with the field that differs.
    public init(_ text: String, thisYear: Int) throws(Refusal) {
        let lines = text.split(whereSeparator: \.isNewline).map { line in
            Array(line.utf8.filter { $0 != 0x20 && $0 != 0x0D })
        }
        guard text.utf8.count <= 200,
            let format = Format.allCases.first(where: { format in
                lines.count == format.lines && lines.allSatisfy { $0.count == format.width }
            }),
            lines.allSatisfy({ line in
                line.allSatisfy { $0.isDigit || $0.isCapital || $0 == UInt8(ascii: "<") }
            })
        else { throw Refusal(.identityZoneForm, field: "zone") }
        self.format = format
        let places = Places(format)
        let zone = Zone(lines: lines)
        documentCode = zone.text(places.code)
        issuer = zone.text(places.issuer)
        nationality = zone.text(places.nationality)
        // Of TD1 and TD2, a number too long for its field has a filler for its check digit and goes on in
        // the optional data: no document of the kinds that are known here has one.
        let printed = zone.bytes(places.number)
        guard zone.byte(places.numberCheck) != UInt8(ascii: "<") else {
            throw Refusal(.identityZoneForm, field: "zone")
        }
        try zone.check(printed, zone.byte(places.numberCheck), "number")
        try zone.check(zone.bytes(places.birth), zone.byte(places.birthCheck), "birthDate")
        try zone.check(zone.bytes(places.expiry), zone.byte(places.expiryCheck), "expiry")
        if let personal = places.personal, let check = places.personalCheck {
            let field = zone.bytes(personal)
            let isEmpty = field.allSatisfy { $0 == UInt8(ascii: "<") }
            if !(isEmpty && zone.byte(check) == UInt8(ascii: "<")) {
                try zone.check(field, zone.byte(check), "personalNumber")
            }
        }
        try zone.check(
            places.composite.flatMap { zone.bytes($0) }, zone.byte(places.compositeCheck),
            "composite")
        number = zone.text(places.number)
        guard !number.isEmpty, let birth = zone.date(places.birth, latestYear: thisYear),
            let expiry = zone.date(places.expiry, latestYear: thisYear + 50)
        else { throw Refusal(.identityZoneForm, field: "zone") }
        birthDate = birth
        self.expiry = expiry
        let sex = zone.text(places.sex)
        guard ["", "M", "F", "X"].contains(sex) else {
            throw Refusal(.identityZoneForm, field: "zone")
        }
        self.sex = sex.isEmpty || sex == "X" ? nil : sex
        let names = Self.names(zone.bytes(places.names))
        surname = names.first ?? ""
        givenNames = names.count > 1 ? names[1] : ""
        guard !surname.isEmpty else { throw Refusal(.identityZoneForm, field: "zone") }
    }

    /// Divided by two fillers, the parts of each by one.
    private static func names(_ field: [UInt8]) -> [String] {
        var text = String(decoding: field, as: UTF8.self)
        while text.hasSuffix("<") { text.removeLast() }
        guard let place = text.firstRange(of: "<<") else { return [spaced(text[...])] }
        return [spaced(text[..<place.lowerBound]), spaced(text[place.upperBound...])]
    }

    private static func spaced(_ text: Substring) -> String {
        text.split(separator: "<").joined(separator: " ")
    }
}

/// Where each field stands: the line, and its columns from 0.
private struct Places {
    typealias Field = (line: Int, columns: Range<Int>)

    var code: Field, issuer: Field, number: Field, birth: Field, sex: Field, expiry: Field
    var nationality: Field, names: Field
    var numberCheck: Field, birthCheck: Field, expiryCheck: Field, compositeCheck: Field
    /// Of TD3 alone, with a check digit of its own.
    var personal: Field?, personalCheck: Field?
    var composite: [Field]

    init(_ format: MachineReadableZone.Format) {
        code = (line: 0, columns: 0..<2)
        issuer = (line: 0, columns: 2..<5)
        personal = nil
        personalCheck = nil
        switch format {
        case .td1:
            number = (line: 0, columns: 5..<14)
            numberCheck = (line: 0, columns: 14..<15)
            birth = (line: 1, columns: 0..<6)
            birthCheck = (line: 1, columns: 6..<7)
            sex = (line: 1, columns: 7..<8)
            expiry = (line: 1, columns: 8..<14)
            expiryCheck = (line: 1, columns: 14..<15)
            nationality = (line: 1, columns: 15..<18)
            names = (line: 2, columns: 0..<30)
            compositeCheck = (line: 1, columns: 29..<30)
            composite = [
                (line: 0, columns: 5..<30), (line: 1, columns: 0..<7),
                (line: 1, columns: 8..<15), (line: 1, columns: 18..<29),
            ]
        case .td2, .td3:
            number = (line: 1, columns: 0..<9)
            numberCheck = (line: 1, columns: 9..<10)
            nationality = (line: 1, columns: 10..<13)
            birth = (line: 1, columns: 13..<19)
            birthCheck = (line: 1, columns: 19..<20)
            sex = (line: 1, columns: 20..<21)
            expiry = (line: 1, columns: 21..<27)
            expiryCheck = (line: 1, columns: 27..<28)
            names = (line: 0, columns: 5..<format.width)
            compositeCheck = (line: 1, columns: format.width - 1..<format.width)
            composite = [
                (line: 1, columns: 0..<10), (line: 1, columns: 13..<20),
                (line: 1, columns: 21..<format.width - 1),
            ]
            if format == .td3 {
                personal = (line: 1, columns: 28..<42)
                personalCheck = (line: 1, columns: 42..<43)
            }
        }
    }
}

private struct Zone {
    let lines: [[UInt8]]

    func bytes(_ field: Places.Field) -> [UInt8] { Array(lines[field.line][field.columns]) }

    func byte(_ field: Places.Field) -> UInt8 { lines[field.line][field.columns.lowerBound] }

    /// Without fillers.
    func text(_ field: Places.Field) -> String {
        String(decoding: bytes(field).filter { $0 != UInt8(ascii: "<") }, as: UTF8.self)
    }

    func check(_ field: [UInt8], _ digit: UInt8, _ name: String) throws(Refusal) {
        guard CheckDigits.machineReadable(field) == digit else {
            throw Refusal(.identityZoneCheckDigit, field: "zone", ["part": name])
        }
    }

    /// `YYMMDD` within the hundred years up to one. A day that is not known is no day.
    func date(_ field: Places.Field, latestYear: Int) -> CalendarDate? {
        let digits = bytes(field)
        guard digits.allSatisfy(\.isDigit) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + CheckDigits.value($1) }
        var year = latestYear / 100 * 100 + number / 10_000
        if year > latestYear { year -= 100 }
        return CalendarDate(year: year, month: number / 100 % 100, day: number % 100)
    }
}
