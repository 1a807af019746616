/// Why a clause of the policy has no object here, as the report and the practice statement say it.
public enum InapplicableWords {
    public static let noPersons = Text(
        en: "No certificates are issued to persons, so that no person applies for one.",
        zhHant: "本機關不向個人簽發證書，故並無個人申請。",
        zhHans: "本机构不向个人签发证书，故没有个人申请。")
    public static let noOrganisations = Text(
        en: "No certificates are issued to organisations, so that no organisation applies for one.",
        zhHant: "本機關不向組織機構簽發證書，故並無組織機構申請。",
        zhHans: "本机构不向组织机构签发证书，故没有组织机构申请。")
    public static let faceToFaceAlone = Text(
        en: "Persons are identified face to face (method A); the remote method B is not used.",
        zhHant: "個人身份只以面對面方式（方法 A）核實，不採用遙距的方法 B。",
        zhHans: "个人身份只以面对面方式（方法 A）核实，不采用远程的方法 B。")
    public static let remoteAlone = Text(
        en: "Persons are identified by the remote method B; face to face (method A) is not used.",
        zhHant: "個人身份只以遙距的方法 B 核實，不採用面對面方式（方法 A）。",
        zhHans: "个人身份只以远程的方法 B 核实，不采用面对面方式（方法 A）。")
}
