// Certificates that are delivered before their subscribers accept them.

extension RefusalCode {
    public static let certificateNotAccepted = RefusalCode(
        "certificate.notAccepted", clause: "6.12",
        en: (
            "Certificate {value} is on hold until its subscriber accepts it: no release takes the place of that.",
            "The subscriber accepts it by a signature (`kapok accept {id} --signature FILE`) or, where it lies on a "
                + "medium, by the receipt (`kapok key received {id}`); the hold ends with `kapok key password {id}`. What nobody accepts in time is revoked."
        ),
        zhHant: (
            "證書「{value}」在登記人接受前暫時吊銷，不能以恢復代替接受。",
            "登記人以簽署接受（`kapok accept {id} --signature FILE`）；如證書載於媒體，則以簽收接受（`kapok key received {id}`），並於 `kapok key password {id}` 後解除。"
                + "逾期未獲接受的證書會被撤銷。"
        ),
        zhHans: (
            "证书“{value}”在订户接受前处于挂起状态，不能以恢复代替接受。",
            "订户以签名接受（`kapok accept {id} --signature FILE`）；如证书载于介质，则以签收接受（`kapok key received {id}`），并于 `kapok key password {id}` 后解除。"
                + "逾期未获接受的证书会被吊销。"
        ))

    public static let acceptanceLate = RefusalCode(
        "application.acceptanceLate", clause: "6.12",
        en: (
            "The time to accept the certificate of {id} ended at {until}.",
            "It is revoked. Whoever still wants a certificate applies anew, with a new key."
        ),
        zhHant: ("接受「{id}」的證書的期限已於 {until} 屆滿。", "該證書予以撤銷。如仍需證書，請以新的密碼匙重新申請。"),
        zhHans: ("接受“{id}”的证书的期限已于 {until} 届满。", "该证书予以吊销。如仍需证书，请用新的密钥重新申请。"))
}
