extension RefusalCode {
    public static let renewalUnfit = RefusalCode(
        "renewal.certificateUnfit", clause: "6.14",
        en: (
            "{value} is no certificate that this application can renew.",
            "Name a certificate of the same category that is not revoked; a request signed with its key needs it "
                + "valid, neither suspended nor expired. Otherwise apply without renewing."
        ),
        zhHant: (
            "此申請不能為「{value}」續期。",
            "請指明同一類別而未被撤銷的證書；以其密碼匙簽署的要求，須在證書有效、未被暫時吊銷且未期滿時提出。否則請作新申請。"
        ),
        zhHans: (
            "此申请不能为“{value}”续期。",
            "请指明同一类别而未被吊销的证书；以其密钥签名的请求，须在证书有效、未被挂起且未到期时提出。否则请作新申请。"
        ))

    public static let renewalSignatureInvalid = RefusalCode(
        "renewal.signatureInvalid", clause: "6.14",
        en: (
            "The renewal is not signed with the key of certificate {value} over this request and subject.",
            "Write the statement with `kapok apply --renewal-statement FILE`, sign FILE with the current key, and "
                + "hand in the same with --renewal-signature. Without a signature identity is proven again."
        ),
        zhHant: (
            "續期並非以證書「{value}」的密碼匙就此申請及主體簽署。",
            "請用 `kapok apply --renewal-statement FILE` 寫出聲明，以現有密碼匙簽署 FILE，再以 --renewal-signature "
                + "提交相同內容。沒有簽署則須再次證明身份。"
        ),
        zhHans: (
            "续期并非以证书“{value}”的密钥就此申请及主体签名。",
            "请用 `kapok apply --renewal-statement FILE` 写出声明，以现有密钥签名 FILE，再以 --renewal-signature "
                + "提交相同内容。没有签名则须再次证明身份。"
        ))

    public static let renewalSubjectDiffers = RefusalCode(
        "renewal.subjectDiffers", clause: "6.16",
        en: (
            "What is stated differs from what certificate {value} was issued for.",
            "A renewal says the same. For changed data apply anew, without renewing."
        ),
        zhHant: ("所述內容與證書「{value}」簽發時不同。", "續期的內容須相同。資料如有更改，請作新申請。"),
        zhHans: ("所述内容与证书“{value}”签发时不同。", "续期的内容须相同。数据如有更改，请作新申请。"))

    public static let renewalDocumentsDiffer = RefusalCode(
        "renewal.documentsDiffer", clause: "6.14",
        en: (
            "Certificate {value} was not issued for these identity documents, and its key proves nothing about them.",
            "Apply with the same certificate to renew, without a signature: identity is proven again."
        ),
        zhHant: ("證書「{value}」並非憑這些身份證件簽發，其密碼匙亦不能證明這些證件。", "請以同一證書申請續期，不附簽署，並再次證明身份。"),
        zhHans: ("证书“{value}”不是凭这些身份证件签发，其密钥也不能证明这些证件。", "请以同一证书申请续期，不附签名，并再次证明身份。"))

    public static let renewalOtherSubscriber = RefusalCode(
        "renewal.otherSubscriber", clause: "5.2a",
        en: (
            "Application {id} renews certificate {value}, which is another subscriber's.",
            "Decide anew whose the application is, or refuse it: whoever is somebody else applies without renewing."
        ),
        zhHant: ("申請「{id}」要求續期的證書「{value}」屬另一登記人。", "請重新決定申請屬誰，或拒絕申請：另一人須作新申請，不作續期。"),
        zhHans: ("申请“{id}”要求续期的证书“{value}”属另一订户。", "请重新决定申请属谁，或拒绝申请：另一人须作新申请，不作续期。"))

    public static let renewalIdentifyAgain = RefusalCode(
        "renewal.identifyAgain", clause: "6.14",
        en: (
            "Certificate {value} was itself renewed by a signature: this time identity is proven again.",
            "Apply with the same certificate to renew, without a signature."
        ),
        zhHant: ("證書「{value}」本身亦憑簽署續期：今次須再次證明身份。", "請以同一證書申請續期，不附簽署。"),
        zhHans: ("证书“{value}”本身也凭签名续期：这次须再次证明身份。", "请以同一证书申请续期，不附签名。"))

    public static let renewalMethodDiffers = RefusalCode(
        "renewal.methodDiffers", clause: "5.6b",
        en: (
            "Certificate {value} states method {method}, and its renewal by signature rests on that.",
            "Vet with --method {method}. For another method identity is proven again, without a signature."
        ),
        zhHant: (
            "證書「{value}」載明方法 {method}，憑簽署續期以此為據。", "審核時請用 --method {method}。如用其他方法，須再次證明身份，不附簽署。"
        ),
        zhHans: (
            "证书“{value}”载明方法 {method}，凭签名续期以此为据。", "审核时请用 --method {method}。如用其他方法，须再次证明身份，不附签名。"
        ))
}

extension CommandLineOption {
    public static let renews = Text(
        en: "The certificate that it renews.", zhHant: "申請續期的證書。", zhHans: "申请续期的证书。")
    public static let renewalStatement = Text(
        en: "Write what the current key is to sign there.", zhHant: "把待以現有密碼匙簽署的內容寫入此檔案。",
        zhHans: "把待以现有密钥签名的内容写入此文件。")
    public static let renewalSignature = Text(
        en: "The detached signature over it.", zhHant: "對該內容的分離式簽署。",
        zhHans: "对该内容的分离式签名。")
}
