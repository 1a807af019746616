public import PKIX

/// The notice that stands in subscriber certificates, for people who look at one.
///
/// It says in English and Chinese what the certificate's private extensions say to software: the
/// method by which a person was identified (CP 5.6b), the reliance limit (CP 11.1) and what was
/// not verified (CP 5.7).
public struct PolicyNotice: Sendable, Hashable {
    public let environment: Environment
    public let jurisdiction: Jurisdiction
    /// Nil where the subject is no person.
    public let method: IdentityVerificationMethod?
    public let limit: RelianceLimit
    /// Kinds of facts that were not verified, in the order of the table.
    public let unverified: [SubjectAttributeKind]

    public init(
        environment: Environment, jurisdiction: Jurisdiction, method: IdentityVerificationMethod?,
        limit: RelianceLimit, unverified: [SubjectAttributeKind]
    ) {
        self.environment = environment
        self.jurisdiction = jurisdiction
        self.method = method
        self.limit = limit
        self.unverified = unverified
    }

    /// The text of the notice: English first, then Chinese as written in the jurisdiction.
    public var text: String {
        (englishParts + [chineseParts.joined()]).joined(separator: " ")
    }

    /// The sentence that names the method, in English; what the linter looks for.
    public static func methodSentence(_ method: IdentityVerificationMethod) -> String {
        "Identity verified by method \(method.rawValue)."
    }

    /// The sentence that names the limit, in English; what the linter looks for.
    public static func limitSentence(_ limit: RelianceLimit) -> String {
        "Reliance limit \(limit.notation)."
    }

    /// The sentence that names what was not verified, in English; what the linter looks for.
    public static func unverifiedSentence(_ kinds: [SubjectAttributeKind]) -> String {
        "Not verified: \(kinds.map(\.englishName).joined(separator: ", "))."
    }

    private var englishParts: [String] {
        var parts = environment == .test ? ["\(Environment.testMark) certificate."] : []
        if let method { parts.append(Self.methodSentence(method)) }
        parts.append(Self.limitSentence(limit))
        if !unverified.isEmpty { parts.append(Self.unverifiedSentence(unverified)) }
        return parts
    }

    private var chineseParts: [String] {
        let isTraditional = jurisdiction == .hongKong
        var parts: [String] = []
        if environment == .test { parts.append(isTraditional ? "測試證書。" : "测试证书。") }
        if let method {
            parts.append(
                isTraditional
                    ? "身份審核方式 \(method.rawValue)。" : "身份审核方式 \(method.rawValue)。")
        }
        parts.append(
            isTraditional ? "倚據限額 \(limit.notation)。" : "赔偿限额 \(limit.notation)。")
        if !unverified.isEmpty {
            let names = unverified.map { $0.chineseName(isTraditional: isTraditional) }
            parts.append(
                (isTraditional ? "未經核實：" : "未经核实：") + names.joined(separator: "、") + "。")
        }
        return parts
    }
}

extension SubjectAttributeKind {
    /// As it stands in the notice and in the list of unverified information.
    var englishName: String {
        switch self {
        case .countryName: "country"
        case .stateOrProvinceName: "state or province"
        case .localityName: "locality"
        case .organizationName: "organisation"
        case .organizationIdentifier: "organisation identifier"
        case .organizationalUnitName: "organisational unit"
        case .title: "title"
        case .commonName: "name"
        case .surname: "surname"
        case .givenName: "given name"
        case .serialNumber: "subscriber reference"
        case .emailAddress: "e-mail address"
        case .pseudonym: "pseudonym"
        }
    }

    func chineseName(isTraditional: Bool) -> String {
        switch self {
        case .countryName: isTraditional ? "國家或地區" : "国家或地区"
        case .stateOrProvinceName: "省份"
        case .localityName: isTraditional ? "地點" : "地点"
        case .organizationName: isTraditional ? "機構名稱" : "机构名称"
        case .organizationIdentifier: isTraditional ? "機構編號" : "机构编号"
        case .organizationalUnitName: isTraditional ? "部門" : "部门"
        case .title: isTraditional ? "職銜" : "职务"
        case .commonName: isTraditional ? "名稱" : "名称"
        case .surname: "姓"
        case .givenName: "名"
        case .serialNumber: isTraditional ? "登記人編號" : "订户编号"
        case .emailAddress: isTraditional ? "電郵地址" : "电子邮件地址"
        case .pseudonym: "假名"
        }
    }
}
