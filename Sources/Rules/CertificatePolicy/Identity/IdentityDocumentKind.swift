/// A kind of document that names one person or organisation by a number. CP 5.2a, 5.4, 5.5.
public enum IdentityDocumentKind: String, Sendable, Hashable, CaseIterable {
    /// 居民身份證, GB 11643.
    case residentIdentityCard
    /// 港澳居民居住證 and 台灣居民居住證: the same form, of areas 81, 82 and 83.
    case residencePermit
    /// Of the Registration of Persons Ordinance (Cap. 177).
    case hongKongIdentityCard
    /// Of any country, which is told beside it; ICAO Doc 9303.
    case passport
    /// 港澳居民來往內地通行證.
    case mainlandTravelPermit
    /// 往來港澳通行證.
    case exitEntryPermit
    /// 統一社會信用代碼, GB 32100.
    case unifiedSocialCreditCode
    /// 組織機構代碼, GB 11714.
    case organisationCode
    /// The Unique Business Identifier, which is the business registration number.
    case businessRegistration

    /// Whose documents these are.
    public enum Holder: String, Sendable, Hashable { case person, organisation }

    public var holder: Holder {
        switch self {
        case .residentIdentityCard, .residencePermit, .hongKongIdentityCard, .passport,
            .mainlandTravelPermit, .exitEntryPermit:
            .person
        case .unifiedSocialCreditCode, .organisationCode, .businessRegistration: .organisation
        }
    }

    /// The country or region whose authority gives it, by ISO 3166-1; nil where any may.
    public var country: String? {
        switch self {
        case .hongKongIdentityCard, .businessRegistration: "HK"
        case .passport: nil
        case .residentIdentityCard, .residencePermit, .mainlandTravelPermit, .exitEntryPermit,
            .unifiedSocialCreditCode, .organisationCode:
            "CN"
        }
    }

    /// The form of its number as people write it; for refusals and forms to fill in.
    public var notation: String {
        switch self {
        case .residentIdentityCard: "11010519491231002X"
        case .residencePermit: "810000199408230021"
        case .hongKongIdentityCard: "A123456(3)"
        case .passport: "L898902C3"
        case .mainlandTravelPermit: "H12345678"
        case .exitEntryPermit: "C12345678, CA1234567"
        case .unifiedSocialCreditCode: "91110000600037341L"
        case .organisationCode: "60003734-1"
        case .businessRegistration: "12345678"
        }
    }
}
