// Refusals of files that a relying party hands in.

extension RefusalCode {
    public static let commandEvidenceUnreadable = RefusalCode(
        "command.evidenceUnreadable",
        en: (
            "{path} is not what it should be: {defect} at {place}.",
            "Give a certificate or list as PEM or DER, an OCSP answer as DER."
        ),
        zhHant: (
            "{path} 並非所需的內容：{place} 有誤（{defect}）。",
            "證書及清單請用 PEM 或 DER，OCSP 回應請用 DER。"
        ),
        zhHans: (
            "{path} 不是所需的内容：{place} 有误（{defect}）。",
            "证书和列表请用 PEM 或 DER，OCSP 响应请用 DER。"
        ))

    public static let commandAnswerUnsuccessful = RefusalCode(
        "command.answerUnsuccessful", clause: "RFC 6960 §4.2.1",
        en: (
            "The OCSP answer in {path} says nothing of a certificate: {status}.",
            "Ask the responder again, or give a revocation list."
        ),
        zhHant: ("{path} 的 OCSP 回應沒有任何證書狀態：{status}。", "請重新查詢，或提供證書撤銷清單。"),
        zhHans: ("{path} 的 OCSP 响应没有任何证书状态：{status}。", "请重新查询，或提供证书吊销列表。"))

    public static let commandAnchorUnusable = RefusalCode(
        "command.anchorUnusable",
        en: (
            "The key of the root {name} is of a kind that is not known here.",
            "Give a root with an RSA or SM2 key."
        ),
        zhHant: ("根證書 {name} 的密碼匙類型不受支援。", "請提供 RSA 或 SM2 的根證書。"),
        zhHans: ("根证书 {name} 的密钥类型不受支持。", "请提供 RSA 或 SM2 的根证书。"))
}
