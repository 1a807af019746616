// Keys that the authority makes for applicants, and how they are delivered.

extension RefusalCode {
    public static let keyNotMade = RefusalCode(
        "application.keyNotMade", clause: "6.7a",
        en: (
            "Application {id} has no key that the authority made.",
            "Where the applicant asked for one, a validator has it made: `kapok key make {id}`."
        ),
        zhHant: ("申請「{id}」沒有由機關產生的密碼匙。", "如申請人要求機關產生，請審核員執行：`kapok key make {id}`。"),
        zhHans: ("申请“{id}”没有由机构生成的密钥。", "如申请人要求机构生成，请审核员执行：`kapok key make {id}`。"))

    public static let keyNotAwaited = RefusalCode(
        "application.keyNotAwaited", clause: "6.7b",
        en: (
            "Application {id} has its key already.",
            "No key is replaced: where it was lost or seen on its way, refuse the application; whoever wants the "
                + "certificate applies anew."
        ),
        zhHant: ("申請「{id}」已有密碼匙。", "密碼匙不予更換：如在途中遺失或外洩，請拒絕該申請，由申請人重新申請。"),
        zhHans: ("申请“{id}”已有密钥。", "密钥不予更换：如在途中遗失或泄露，请拒绝该申请，由申请人重新申请。"))

    public static let keyNotDelivered = RefusalCode(
        "application.keyNotDelivered", clause: "8.2b",
        en: (
            "The key of application {id} was not delivered yet, by what is recorded.",
            "Record how the container went out and arrived, then how the password went out: `kapok key deliver`, "
                + "`kapok key received`, `kapok key password`."
        ),
        zhHant: (
            "按紀錄，申請「{id}」的密碼匙尚未交付。",
            "請先記錄密碼匙檔案如何發出及收到，再記錄密碼如何發出：`kapok key deliver`、`kapok key received`、"
                + "`kapok key password`。"
        ),
        zhHans: (
            "按记录，申请“{id}”的密钥尚未交付。",
            "请先记录密钥文件如何发出和收到，再记录密码如何发出：`kapok key deliver`、`kapok key received`、"
                + "`kapok key password`。"
        ))

    public static let keyNotReceived = RefusalCode(
        "application.keyNotReceived", clause: "8.2b",
        en: (
            "The container with the key of application {id} has not arrived yet.",
            "The password goes out once the receipt of the container is recorded: `kapok key received {id}`."
        ),
        zhHant: ("申請「{id}」的密碼匙檔案尚未收妥。", "記錄檔案收妥後方可發出密碼：`kapok key received {id}`。"),
        zhHans: ("申请“{id}”的密钥文件尚未收妥。", "记录文件收妥后方可发出密码：`kapok key received {id}`。"))

    public static let keyReceived = RefusalCode(
        "application.keyReceived", clause: "6.30",
        en: (
            "The applicant of {id} has the container with the key; the authority has none any more.",
            "Where it was lost since, refuse the application; whoever wants the certificate applies anew."
        ),
        zhHant: ("申請「{id}」的申請人已收到密碼匙檔案；機關不再持有。", "如其後遺失，請拒絕該申請，由申請人重新申請。"),
        zhHans: ("申请“{id}”的申请人已收到密钥文件；机构不再持有。", "如其后遗失，请拒绝该申请，由申请人重新申请。"))

    public static let keyContainerWithheld = RefusalCode(
        "application.keyContainerWithheld", clause: "8.2b",
        en: (
            "This delivery for application {id} was entered before; the container is given with the first answer alone.",
            "Where that answer was lost, enter the delivery anew: `kapok key deliver {id}`."
        ),
        zhHant: ("申請「{id}」的此次交付先前已記入；密碼匙檔案只隨首次回覆給出。", "如該回覆已遺失，請重新記入交付：`kapok key deliver {id}`。"),
        zhHans: ("申请“{id}”的此次交付先前已记入；密钥文件只随首次回复给出。", "如该回复已丢失，请重新记入交付：`kapok key deliver {id}`。"))

    public static let keyContainerPlace = RefusalCode(
        "command.keyContainerPlace",
        en: (
            "The key of {id} was made here: the container is taken out with this delivery.",
            "Say with --out where it is written."
        ),
        zhHant: ("申請「{id}」的密碼匙由機關產生：密碼匙檔案隨此次交付取出。", "請以 --out 指明寫入何處。"),
        zhHans: ("申请“{id}”的密钥由机构生成：密钥文件随此次交付取出。", "请以 --out 指明写入何处。"))

    public static let keyPackageOther = RefusalCode(
        "application.keyPackageOther", clause: "8.2a",
        en: (
            "Package {package} is not the one that went out last: {sent}.",
            "Compare the number on the receipt. Who received another package has not received this key."
        ),
        zhHant: ("包裹 {package} 並非最後發出的包裹：{sent}。", "請核對收據上的編號。收到其他包裹的人並未收到此密碼匙。"),
        zhHans: ("包裹 {package} 不是最后发出的包裹：{sent}。", "请核对收据上的编号。收到其他包裹的人并未收到此密钥。"))

    public static let keyRouteSame = RefusalCode(
        "application.keyRouteSame", clause: "8.2b",
        en: (
            "Key and password would go the same way: {route}, package {package}.",
            "Send the password by another route, to another address, under another number."
        ),
        zhHant: ("密碼匙與密碼會經同一途徑交付：{route}，包裹 {package}。", "請經另一途徑、以另一編號把密碼送往另一地址。"),
        zhHans: ("密钥与密码会经同一途径交付：{route}，包裹 {package}。", "请经另一途径、用另一编号把密码送往另一地址。"))

    public static let deliveryReceiptMissing = RefusalCode(
        "application.deliveryReceiptMissing", clause: "8.2b",
        en: (
            "Nothing shows that the applicant received it.",
            "Name the receipt: the SHA-256 of what the applicant signed, or of the carrier's proof."
        ),
        zhHant: ("沒有證明申請人已收妥的文件。", "請指明收據：申請人簽收文件或承運人證明的 SHA-256。"),
        zhHans: ("没有证明申请人已收妥的文件。", "请指明收据：申请人签收文件或承运人证明的 SHA-256。"))
}
