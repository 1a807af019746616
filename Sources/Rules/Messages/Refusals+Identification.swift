// Who asks for a change of a status, and the authority's own mistakes (CP 5.8, 6.20).
extension RefusalCode {
    public static let hindranceMissing = RefusalCode(
        "identification.hindranceMissing", clause: "5.8b",
        en: (
            "It is not said why whoever asks cannot come in person.",
            "Say so with --hindrance: other means than documents in person are for who cannot come. Until "
                + "then, suspend: that needs none of it."
        ),
        zhHant: (
            "未有說明要求者為何不能親身到場。",
            "請用 --hindrance 說明：只有不能到場者，才可不憑文件當面核實身份。在此之前可先暫時吊銷，無須說明。"
        ),
        zhHans: (
            "未说明请求者为何不能到场。",
            "请用 --hindrance 说明：只有不能到场者，才可不凭文件当面鉴别身份。在此之前可先挂起，无须说明。"
        ))

    public static let calledContactMissing = RefusalCode(
        "identification.contactMissing", clause: "5.8b",
        en: (
            "It is not said where the number that was called stands.",
            "Call back at a contact of the application, of an official register or of an earlier contact, and "
                + "name it with --contact-from. A number that came with the request shows nothing."
        ),
        zhHant: (
            "未有說明所致電號碼的出處。",
            "請致電申請所載、官方登記冊所載或先前聯絡所用的號碼核實，並用 --contact-from 說明。隨要求提供的號碼不能證明任何事。"
        ),
        zhHans: (
            "未说明所拨号码的出处。",
            "请拨打申请所载、官方登记册所载或此前联系所用的号码核实，并用 --contact-from 说明。随请求提供的号码不能证明任何事。"
        ))

    public static let distantProofMissing = RefusalCode(
        "identification.proofMissing", clause: "5.8b",
        en: (
            "Nothing was named that shows how whoever asks was identified from afar.",
            "Name it with --evidence FILE: the note of the call, the letter, or the third party's proof. Until "
                + "it is there, suspend."
        ),
        zhHant: (
            "未有指明要求者不在場時如何核實其身份的證據。", "請用 --evidence FILE 指明：通話紀錄、信件或第三方的證明。取得前可先暫時吊銷。"
        ),
        zhHans: (
            "未指明请求者不在场时如何鉴别其身份的证据。", "请用 --evidence FILE 指明：通话记录、信件或第三方的证明。取得前可先挂起。"
        ))

    public static let releaseIdentificationUnfit = RefusalCode(
        "release.identificationUnfit", clause: "5.8b",
        en: (
            "Whoever asks for this release is not identified this way, but by: {allowed}.",
            "A release makes the certificate count again, so a subscriber or representative brings the documents "
                + "of the application once more: a telephone call or the certificate's own key is not enough. "
                + "The certificate stays suspended."
        ),
        zhHant: (
            "不可以這種方式核實要求恢復者的身份，只可用：{allowed}。",
            "恢復會令證書重新有效，因此登記人或獲授權代表須再次出示申請時的文件；單憑電話或證書本身的密碼匙並不足夠。證書維持暫時吊銷。"
        ),
        zhHans: (
            "不可以这种方式鉴别请求恢复者的身份，只可用：{allowed}。",
            "恢复会使证书重新有效，因此订户或授权代表须再次出示申请时的文件；仅凭电话或证书本身的密钥并不足够。证书维持挂起。"
        ))

    public static let releaseEvidenceMissing = RefusalCode(
        "release.evidenceMissing", clause: "6.17a",
        en: (
            "Nothing was named that shows who asks for the release, or what the investigation found.",
            "Name each document with --evidence FILE. The certificate stays suspended until then."
        ),
        zhHant: ("未有指明要求恢復者身份或調查結果的證據。", "請用 --evidence FILE 指明每份文件。在此之前證書維持暫時吊銷。"),
        zhHans: ("未指明请求恢复者身份或调查结果的证据。", "请用 --evidence FILE 指明每份文件。在此之前证书维持挂起。"))

    public static let releaseDocumentsMissing = RefusalCode(
        "release.documentsMissing", clause: "5.8a",
        en: (
            "The identity documents of the application were not named once more.",
            "Have them shown again, and name each with --documents FILE. The certificate stays suspended until "
                + "then."
        ),
        zhHant: ("未有再次指明申請時的身份文件。", "請要求再次出示，並用 --documents FILE 指明每份文件。在此之前證書維持暫時吊銷。"),
        zhHans: ("未再次指明申请时的身份文件。", "请要求再次出示，并用 --documents FILE 指明每份文件。在此之前证书维持挂起。"))

    public static let releaseNotAsked = RefusalCode(
        "release.notAsked", clause: "6.17a",
        en: (
            "The subscriber or a representative had this certificate suspended, and the authority alone does not "
                + "release it.",
            "Release it when they ask and are identified (--requester subscriber or representative). If they do not "
                + "until the suspension ends, it is revoked."
        ),
        zhHant: (
            "此證書是應登記人或獲授權代表的要求暫時吊銷，本機構不得自行恢復。",
            "須待其提出要求並經核實身份（--requester subscriber 或 representative）方可恢復。如在暫時吊銷期滿前仍未提出，則予撤銷。"
        ),
        zhHans: (
            "此证书是应订户或授权代表的要求挂起，本机构不得自行恢复。",
            "须待其提出请求并经身份鉴别（--requester subscriber 或 representative）方可恢复。如在挂起期满前仍未提出，则予吊销。"
        ))

    public static let mistakeUnsaid = RefusalCode(
        "revocation.mistakeUnsaid", clause: "6.20",
        en: (
            "The open incident {record} says that this certificate was made by a mistake of production.",
            "Say so: --cause productionMistake --incident {record}. If the incident is wrong, whoever keeps the "
                + "register corrects it first. Until then, suspend."
        ),
        zhHant: (
            "未結束的事故 {record} 指出此證書源於製作失誤。",
            "請如實說明：--cause productionMistake --incident {record}。如事故紀錄有誤，須先由登記冊負責人更正。在此之前可先暫時吊銷。"
        ),
        zhHans: (
            "未结束的事故 {record} 指出此证书源于制作失误。",
            "请如实说明：--cause productionMistake --incident {record}。如事故记录有误，须先由登记册负责人更正。在此之前可先挂起。"
        ))

    public static let mistakeReasonWrong = RefusalCode(
        "revocation.mistakeReason", clause: "6.20",
        en: (
            "The reason {value} speaks of the subscriber, and the mistake is the authority's own.",
            "Use superseded or unspecified; keyCompromise where the private key came into other hands by the "
                + "mistake."
        ),
        zhHant: (
            "理由「{value}」關乎登記人，而失誤屬機關本身。",
            "請用 superseded 或 unspecified；如失誤令私人密碼匙落入他人手中，則用 keyCompromise。"
        ),
        zhHans: (
            "理由“{value}”关乎订户，而失误属机构本身。",
            "请用 superseded 或 unspecified；如失误使私钥落入他人手中，则用 keyCompromise。"
        ))

    public static let mistakeIncidentMissing = RefusalCode(
        "revocation.incidentMissing", clause: "6.20",
        en: (
            "A revocation for a mistake of production names its incident.",
            "Enter it: `kapok record add incident` with the form production and what the mistake was. Then name "
                + "its record with --incident. Until then, suspend."
        ),
        zhHant: (
            "因製作失誤而撤銷，須指明有關事故。",
            "請用 `kapok record add incident` 記入事故，form 填 production，並填寫失誤種類；再用 --incident 指明該紀錄。在此之前可先暫時吊銷。"
        ),
        zhHans: (
            "因制作失误而吊销，须指明有关事故。",
            "请用 `kapok record add incident` 记入事故，form 填 production，并填写失误种类；再用 --incident 指明该记录。在此之前可先挂起。"
        ))

    public static let mistakeIncidentUnfit = RefusalCode(
        "revocation.incidentUnfit", clause: "6.20",
        en: (
            "The record {record} is no open incident of production of this certificate.",
            "`kapok record show {record}` tells it. It has the form production, is found or contained and not "
                + "closed, and names this certificate or none. Until there is one, suspend."
        ),
        zhHant: (
            "紀錄 {record} 並非此證書未結束的製作事故。",
            "用 `kapok record show {record}` 查看。該紀錄的 form 須為 production，階段須為 found 或 contained 而未結束，並且指明此證書或不指明任何證書。"
                + "在此之前可先暫時吊銷。"
        ),
        zhHans: (
            "记录 {record} 并非此证书未结束的制作事故。",
            "用 `kapok record show {record}` 查看。该记录的 form 须为 production，阶段须为 found 或 contained 而未结束，并且指明此证书或不指明任何证书。"
                + "在此之前可先挂起。"
        ))
}
