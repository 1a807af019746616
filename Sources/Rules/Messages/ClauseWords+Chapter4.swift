// What chapter 4 asks: the repository and what is published in it.

extension ClauseWords {
    static let repository: [String: Text] = [
        "4.1a": Text(
            en: "A repository, online and open to everyone, holds the policy, the practice "
                + "statement and the disclosure documents.",
            zhHant: "須設有公眾可在線查閱的儲存庫，內載證書政策、核證作業準則及披露文件。",
            zhHans: "须设有公众可在线查阅的信息库，内载证书策略、电子认证业务规则及披露文件。"),
        "4.1b": Text(
            en: "Anyone can query the repository for certificates, the directory, status "
                + "information and revocation lists.",
            zhHant: "儲存庫須供查詢證書及其狀態，包括證書目錄、狀態資料及撤銷清單。",
            zhHans: "信息库须供查询证书及其状态，包括证书目录、状态信息及吊销列表。"),
        "4.1c": Text(
            en: "The repository holds the relying-party agreement in its newest version, and the "
                + "subscriber agreement as far as it may be public.",
            zhHant: "儲存庫須載有最新版本的依賴方協議；登記人協議凡可公開者亦然。",
            zhHans: "信息库须载有最新版本的依赖方协议；订户协议凡可公开的也须载入。"),
        "4.1d": Text(
            en: "The repository holds whatever else the local regulator orders to be published.",
            zhHant: "儲存庫須載有本地監管機構指定公布的其他資料。",
            zhHans: "信息库须载有本地主管部门指定公布的其他信息。"),
        "4.2": Text(
            en: "The practice statement says how certificate status is published: a revocation "
                + "list on the web site, which LDAP and OCSP may complement.",
            zhHant: "核證作業準則須說明證書狀態的公布途徑：網站上的撤銷清單，並可輔以 LDAP 及 OCSP。",
            zhHans: "电子认证业务规则须说明证书状态的公布途径：网站上的吊销列表，并可辅以 LDAP 和 OCSP。"),
        "4.3": Text(
            en: "The practice statement covers what RFC 3647 or its successor lists, and names "
                + "with reasons every part that does not apply.",
            zhHant: "核證作業準則的內容範圍須依 RFC 3647 或其後續版本；不適用之處須逐一指明並述明理由。",
            zhHans: "电子认证业务规则的内容范围须依照 RFC 3647 或其后续版本；不适用之处须逐一指明并说明理由。"),
        "4.4": Text(
            en: "Relying parties learn plainly from the repository which duties are theirs in "
                + "the use of a certificate that they trust.",
            zhHant: "儲存庫須令依賴方清楚知道，信賴證書時本身要負甚麼責任。",
            zhHans: "信息库须使依赖方清楚知道，信赖证书时自身要承担哪些责任。"),
        "4.4a": Text(
            en: "Before trusting, a relying party is familiar with policy and practice "
                + "statement, understands purpose and assurance of the certificate, consents to "
                + "the relying-party agreement, and weighs the use and its conditions.",
            zhHant: "依賴方須熟知證書政策及核證作業準則，明白證書的用途與保證，信任證書前先同意依賴方協議，並按使用情況判斷證書是否可信。",
            zhHans: "依赖方须熟知证书策略及电子认证业务规则，明白证书的用途与保证，信任证书前先同意依赖方协议，并按使用情况判断证书是否可信。"),
        "4.4b": Text(
            en: "A relying party who needs an extra assurance of the practice statement first "
                + "confirms that it applies, and then decides alone whether to trust.",
            zhHant: "依賴方如需核證作業準則中的額外保障，須先確定可獲該保障，再自行決定信任與否。",
            zhHans: "依赖方如需电子认证业务规则中的额外保障，须先确定可获得该保障，再自行决定信任与否。"),
        "4.4c": Text(
            en: "A relying party checks the newest revocation list for suspension and "
                + "revocation, every certificate of the path, the validity, and whatever else "
                + "bears on it.",
            zhHant: "依賴方須查閱最新的撤銷清單，確定證書未被暫時吊銷或撤銷，並檢查路徑上每張證書、有效期及其他影響有效性的資料。",
            zhHans: "依赖方须查阅最新的吊销列表，确定证书未被挂起或吊销，并检查路径上每张证书、有效期及其他影响有效性的信息。"),
        "4.4d": Text(
            en: "A relying party fulfils the other reasonable duties that the practice statement "
                + "names.",
            zhHant: "依賴方須履行核證作業準則所列的其他合理責任。",
            zhHans: "依赖方须履行电子认证业务规则所列的其他合理责任。"),
        "4.4e": Text(
            en: "A relying party who fails in these duties answers for it in law.",
            zhHant: "依賴方如有疏忽，未盡上述責任，須自負法律後果。",
            zhHans: "依赖方如有疏忽，未尽上述责任，须自负法律后果。"),
        "4.5": Text(
            en: "The practice statement and related documents say where the repository is and "
                + "how to query it for practice statements, certificates and status.",
            zhHant: "核證作業準則及相關文件須指明儲存庫所在及查詢方法，包括如何查閱核證作業準則、證書及其狀態。",
            zhHans: "电子认证业务规则及相关文件须指明信息库所在及查询方法，包括如何查阅电子认证业务规则、证书及其状态。"),
        "4.6a": Text(
            en: "Effective measures keep the repository safe from additions, deletions and "
                + "changes that nobody authorised.",
            zhHant: "須有有效措施，令儲存庫不會在未獲授權下遭增補、刪除或改動。",
            zhHans: "须有有效措施，使信息库不会在未获授权下被增补、删除或改动。"),
        "4.6b": Text(
            en: "While it runs and manages the repository, the authority does nothing that puts "
                + "those who depend on its contents at an unreasonable risk.",
            zhHant: "營運和管理儲存庫時，不得令依賴其內容的人承受不合理的風險。",
            zhHans: "运营和管理信息库时，不得使依赖其内容的人承受不合理的风险。"),
        "4.7": Text(
            en: "By the practice statement, and within local law and this policy, no claim for a "
                + "shortcoming or negligence of the authority or its certificates lies against "
                + "the two governments or the regulators, from authority, subscriber or relying "
                + "party.",
            zhHant: "核證作業準則須聲明：在本地法律及證書政策的範圍內，凡因核證機關或其證書的缺失或疏忽而起的責任和申索，"
                + "核證機關、登記人及依賴方均不向兩地政府及監管機構追究。",
            zhHans: "电子认证业务规则须声明：在本地法律及证书策略的范围内，"
                + "凡因电子认证服务机构或其证书的缺失或疏忽引起的责任和索赔，电子认证服务机构、"
                + "订户及依赖方均不向两地政府及主管部门追究。"),
    ]

    static let publication: [String: Text] = [
        "4.8a": Text(
            en: "The repository holds the authority's own certificates, with the public keys "
                + "that belong to the keys it signs certificates with.",
            zhHant: "儲存庫須載有核證機關本身的證書，其公開密碼匙與簽發證書所用的私人密碼匙相配。",
            zhHans: "信息库须载有电子认证服务机构本身的证书，其公钥与签发证书所用的私钥相配。"),
        "4.8b": Text(
            en: "The repository announces when a certificate of the authority itself is "
                + "suspended, revoked or not renewed, by the authority or its regulator.",
            zhHant: "核證機關本身的證書如遭暫時吊銷、撤銷或不獲續期，不論由機關本身或監管機構決定，均須在儲存庫通告。",
            zhHans: "电子认证服务机构本身的证书如被挂起、吊销或不获续期，不论由机构自身或主管部门决定，均须在信息库通告。"),
        "4.8c": Text(
            en: "An event that does serious harm to the reliability of certificates or to the "
                + "capacity to serve is made public in the repository.",
            zhHant: "凡嚴重損害證書可靠性或服務能力的事件，均須在儲存庫公布。",
            zhHans: "凡严重损害证书可靠性或服务能力的事件，均须在信息库公布。"),
        "4.9a": Text(
            en: "The policy itself is published without delay, and so is each revision of it.",
            zhHant: "證書政策及其修訂須及時公布。",
            zhHans: "证书策略及其修订须及时公布。"),
        "4.9b": Text(
            en: "The practice statement is published without delay, and so is each revision of it.",
            zhHant: "核證作業準則及其修訂須及時公布。",
            zhHans: "电子认证业务规则及其修订须及时公布。"),
        "4.9c": Text(
            en: "The documents that users need for the certificate services are published and "
                + "updated in time.",
            zhHant: "使用證書服務所需的文件須及時公布和更新。",
            zhHans: "使用证书服务所需的文件须及时公布和更新。"),
        "4.9d": Text(
            en: "A record discloses what versions of these documents were published and revised "
                + "in the past.",
            zhHant: "上述文件過往的公布及修訂須有披露紀錄可查。",
            zhHans: "上述文件过往的公布及修订须有披露记录可查。"),
        "4.10": Text(
            en: "As soon as a certificate is in effect, it is published with what belongs to it, "
                + "for everyone to download, look up and use.",
            zhHant: "證書及相關資料生效後須從速公布，供人下載、查詢和使用。",
            zhHans: "证书及相关信息生效后须从速公布，供人下载、查询和使用。"),
        "4.11a": Text(
            en: "Information on a suspension or revocation is published promptly.",
            zhHant: "證書遭暫時吊銷或撤銷，須從速公布有關資料。",
            zhHans: "证书被挂起或吊销，须从速公布有关信息。"),
        "4.11b": Text(
            en: "A suspension or revocation is promptly followed by a revocation list that shows "
                + "it.",
            zhHant: "證書遭暫時吊銷或撤銷後，須從速公布反映此事的撤銷清單。",
            zhHans: "证书被挂起或吊销后，须从速公布反映此事的吊销列表。"),
        "4.11c": Text(
            en: "A revocation list is published at least once every 24 hours.",
            zhHant: "撤銷清單須至少每 24 小時公布一次。",
            zhHans: "吊销列表须至少每 24 小时公布一次。"),
        "4.11d": Text(
            en: "Information on the suspension or revocation of a certificate of the authority "
                + "itself is published promptly.",
            zhHant: "核證機關本身的證書遭暫時吊銷或撤銷，須從速公布有關資料。",
            zhHans: "电子认证服务机构本身的证书被挂起或吊销，须从速公布有关信息。"),
        "4.11e": Text(
            en: "A suspension or revocation of a certificate of the authority itself is promptly "
                + "followed by the list that shows it.",
            zhHant: "核證機關本身的證書遭暫時吊銷或撤銷後，須從速公布反映此事的撤銷清單。",
            zhHans: "电子认证服务机构本身的证书被挂起或吊销后，须从速公布反映此事的吊销列表。"),
        "4.11f": Text(
            en: "The list for the certificates of authorities is issued at least once a year.",
            zhHant: "有關核證機關本身證書的撤銷清單須至少每年簽發一次。",
            zhHans: "有关电子认证服务机构本身证书的吊销列表须至少每年签发一次。"),
        "4.11g": Text(
            en: "Revocation lists appear within a reasonable time, and the practice statement "
                + "says when.",
            zhHant: "撤銷清單須在合理時間內公布，公布時間須載於核證作業準則。",
            zhHans: "吊销列表须在合理时间内公布，公布时间须载于电子认证业务规则。"),
        "4.12": Text(
            en: "Whatever is confirmed to be wrong or unreliable does not stand in the repository.",
            zhHant: "儲存庫不得載有經證實有誤或不可靠的資料。",
            zhHans: "信息库不得载有经证实有误或不可靠的信息。"),
    ]
}
