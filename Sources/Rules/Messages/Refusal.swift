/// Why something was refused: a stable code, the clause it enforces, and what to say and advise.
///
/// Codes are constants in extensions, one file a domain. The code is part of the API and of the
/// journal: it never changes meaning.
public struct RefusalCode: Sendable, Hashable {
    /// Dotted lower camel case, such as `request.signatureInvalid`.
    public let id: String
    /// The clause of the certificate policy or the section of a standard, such as `5.2c`
    /// or `RFC 2986 §4.2`; nil where only the system itself asks for it.
    public let clause: String?
    /// What was refused and why.
    public let message: Text
    /// What to do.
    public let remedy: Text

    /// Each language gives the message first and the remedy second.
    public init(
        _ id: String, clause: String? = nil, en: (String, String), zhHant: (String, String),
        zhHans: (String, String)
    ) {
        self.id = id
        self.clause = clause
        message = Text(en: en.0, zhHant: zhHant.0, zhHans: zhHans.0)
        remedy = Text(en: en.1, zhHant: zhHant.1, zhHans: zhHans.1)
    }
}

/// The one error of everything above Formats. Interfaces alone turn it into a status or exit code.
///
/// The code and clause go to the journal; the arguments never do, since they may hold what an
/// applicant typed.
public struct Refusal: Error, Sendable, Hashable {
    public let code: RefusalCode
    /// The field, option or file that was refused, in the caller's own terms.
    public let field: String?
    /// What fills the places of message and remedy.
    public let arguments: [String: String]
    /// What led to it, said before the message.
    public private(set) var prefaces: [RefusalPreface] = []

    public init(_ code: RefusalCode, field: String? = nil, _ arguments: [String: String] = [:]) {
        self.code = code
        self.field = field
        self.arguments = arguments
    }

    /// The same refusal, with what led to it.
    public func prefaced(_ prefaces: [RefusalPreface]) -> Refusal {
        var refusal = self
        refusal.prefaces = prefaces + refusal.prefaces
        return refusal
    }

    public func message(in language: Language) -> String {
        let message = code.message.text(in: language, Vocabulary.said(arguments, in: language))
        let said =
            prefaces.map {
                $0.text.text(in: language, Vocabulary.said($0.arguments, in: language))
            } + [message]
        return said.joined(separator: language == .english ? " " : "")
    }

    public func remedy(in language: Language) -> String {
        code.remedy.text(in: language, Vocabulary.said(arguments, in: language))
    }
}

/// A sentence before a refusal's own message: what changed, so that it comes to this now.
public struct RefusalPreface: Sendable, Hashable {
    public let text: Text
    public let arguments: [String: String]

    public init(_ text: Text, _ arguments: [String: String]) {
        self.text = text
        self.arguments = arguments
    }
}
