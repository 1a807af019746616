// What annexes 1.1 and 1.2 ask: terms, and technical standards.

extension ClauseWords {
    static let terms: [String: Text] = [
        "A1.1": Text(
            en: "Terms are given in the usage of the mainland and of Hong Kong; explanations are "
                + "for reference, and local law, custom and agreements define them.",
            zhHant: "名詞按內地及香港的慣用法對照；釋義只供參考，定義以兩地法律、慣例及協議為準。",
            zhHans: "名词按内地及香港的习惯用法对照；释义仅供参考，定义以两地法律、惯例及协议为准。"),
        "A1.2": Text(
            en: "A revocation list names certificates that are suspended as well as those that "
                + "are revoked.",
            zhHant: "證書撤銷清單須列出已撤銷的證書及被暫時吊銷的證書。",
            zhHans: "证书吊销列表须列出已吊销的证书及被挂起的证书。"),
        "A1.3": Text(
            en: "The list of recognised third-party databases is published on the official web "
                + "sites of the two authorities in charge.",
            zhHant: "獲認可的第三方數據庫名單須在兩地主管當局的官方網站公布。",
            zhHans: "获认可的第三方数据库名单须在两地主管部门的官方网站公布。"),
    ]

    static let standards: [String: Text] = [
        "A2.1": Text(
            en: "Certificates have the format of X.509 version 3 or conform to GB/T 20518-2006.",
            zhHant: "證書格式須符合 X.509 第三版或 GB/T 20518-2006。",
            zhHans: "证书格式须符合 X.509 第三版或 GB/T 20518-2006。"),
        "A2.2": Text(
            en: "Revocation lists follow X.509 version 2.",
            zhHant: "證書撤銷清單須符合 X.509 第二版。",
            zhHans: "证书吊销列表须符合 X.509 第二版。"),
        "A2.3": Text(
            en: "The repository is offered by HTML, LDAP and HTTP.",
            zhHant: "儲存庫須以 HTML、LDAP 及 HTTP 提供。",
            zhHans: "信息库须以 HTML、LDAP 和 HTTP 提供。"),
        "A2.4": Text(
            en: "Signatures are of category 1, RSA and SHA as approved locally with RSA of 2048 "
                + "bits or more for certificates and authorities, or of category 2, SM2 and SM3.",
            zhHant: "簽署算法須屬第一類（本地監管機構批准的 RSA 及 SHA 系列，"
                + "證書及核證機關證書的 RSA 為 2048 位或以上）或第二類（SM2、SM3）。",
            zhHans: "签名算法须属第一类（本地监管部门批准的 RSA 及 SHA 系列，"
                + "证书及电子认证服务机构证书的 RSA 为 2048 位或以上）或第二类（SM2、SM3）。"),
        "A2.5": Text(
            en: "Cryptographic modules meet the security standards that the local regulator "
                + "approves.",
            zhHant: "密碼模組須達到本地監管機構批准的安全標準。",
            zhHans: "密码模块须达到本地监管部门批准的安全标准。"),
        "A2.6": Text(
            en: "A certificate states its issuer, holder, serial number, validity, signature "
                + "verification data, the issuer's signature, the policy identifier and what "
                + "else is prescribed.",
            zhHant: "證書須載明簽發者、持有人、序號、有效期、簽署驗證數據、簽發者的簽署、證書政策物件識別碼及其他規定內容。",
            zhHans: "证书须载明颁发者、持有人、序列号、有效期、签名验证数据、颁发者的签名、证书策略对象标识符及其他规定内容。"),
        "A2.7a": Text(
            en: "The practice statement exists as a PDF in Chinese, which prevails.",
            zhHant: "核證作業準則須有中文 PDF 版本，並以該版本為準。",
            zhHans: "电子认证业务规则须有中文 PDF 版本，并以该版本为准。"),
        "A2.7b": Text(
            en: "For the practice statement, both XML and PDF are encouraged, in two languages, "
                + "Chinese and English.",
            zhHant: "核證作業準則宜以 XML 及 PDF 格式、中英文雙語提供。",
            zhHans: "电子认证业务规则宜以 XML 和 PDF 格式、中英文双语提供。"),
        "A2.8a": Text(
            en: "For people to read, the trust list of recognised certificates is placed on a "
                + "secure web site or another suitable channel as HTML or PDF, and that form "
                + "prevails.",
            zhHant: "互認證書的信任列表須有供人閱讀的 HTML 或 PDF 版本，置於安全網站或其他合適途徑，並以該版本為準。",
            zhHans: "互认证书的信任列表须有供人阅读的 HTML 或 PDF 版本，置于安全网站或其他合适渠道，并以该版本为准。"),
        "A2.8b": Text(
            en: "Beside HTML or PDF for human readers, an XML form of the trust list for "
                + "machines is encouraged.",
            zhHant: "信任列表宜同時提供供人閱讀的 HTML 或 PDF 及供軟件讀取的 XML。",
            zhHans: "信任列表宜同时提供供人阅读的 HTML 或 PDF 及供软件读取的 XML。"),
        "A2.9": Text(
            en: "Showing the formats of certificates in the practice statement is encouraged.",
            zhHant: "核證作業準則宜載列有關證書的格式。",
            zhHans: "电子认证业务规则宜载列有关证书的格式。"),
    ]
}
