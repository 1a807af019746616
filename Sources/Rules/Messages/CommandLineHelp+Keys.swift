extension CommandHelp {
    public static let key = CommandHelp(
        "key",
        en: (
            "Keys that the authority makes for applicants who bring none.",
            "Only where the practice says so (keysMadeByAuthority). The container with the key goes out first; its "
                + "password follows another way, once the container has arrived. The applicant then accepts the "
                + "contents with the key, as with one of their own. A medium with a certificate goes the same way, where the "
                + "practice says that its receipt is the acceptance (medium)."
        ),
        zhHant: (
            "由機關為沒有自備密碼匙的申請人產生的密碼匙。",
            "只在作業設定訂明時提供（keysMadeByAuthority）。先交付密碼匙檔案；檔案收妥後，密碼經另一途徑送出。其後申請人以該密碼匙接受證書內容，"
                + "與自備密碼匙者無異。如作業設定訂明簽收媒體即為接受（medium），載有證書的媒體亦循此交付。"
        ),
        zhHans: (
            "由机构为没有自备密钥的申请人生成的密钥。",
            "只在业务设置订明时提供（keysMadeByAuthority）。先交付密钥文件；文件收妥后，密码经另一途径送出。其后申请人用该密钥接受证书内容，"
                + "与自备密钥者无异。如业务设置订明签收介质即为接受（medium），载有证书的介质也循此交付。"
        ),
        examples: "kapok key make 1234-5678-6 --letter letter.txt --key ho.pem")

    public static let keyMake = CommandHelp(
        "key make",
        en: (
            "Have the key of an application made, and get the letter with its password.",
            "Key and password are made, packed and forgotten: the password is told this once, and nobody can get it "
                + "again. Without --letter it is shown here. Print the letter, seal it, and keep no copy. "
                + "Role: validator, who never has the container in hand."
        ),
        zhHant: (
            "為申請產生密碼匙，並取得載有密碼的信件。",
            "密碼匙及密碼產生並封裝後即予清除：密碼只告知這一次，其後無人可再取得。不設 --letter 則在此顯示。請列印信件、封口，並且不留副本。"
                + "職務：審核員；此人不得經手密碼匙檔案。"
        ),
        zhHans: (
            "为申请生成密钥，并取得载有密码的信件。",
            "密钥和密码生成并封装后即予清除：密码只告知这一次，其后无人可再取得。不设 --letter 则在此显示。请打印信件、封口，并且不留副本。"
                + "岗位：审核员；此人不得经手密钥文件。"
        ),
        examples: "kapok key make 1234-5678-6 --letter letter.txt --key ho.pem")

    public static let keyDeliver = CommandHelp(
        "key deliver",
        en: (
            "Take the container with the key out, to send it or hand it over, and say how; of a token, say how it goes.",
            "A token is in the officer's hand: no --out. Where a package is lost, the container can go out again under another number until it has arrived. "
                + "Destroy the file once it is handed over. Role: validator or approver, another person than who "
                + "had the key made or sends the password."
        ),
        zhHant: (
            "取出密碼匙檔案以供發出或面交，並說明交付途徑；如屬權標，說明其交付途徑。",
            "權標已在人員手上，毋須 --out。如包裹遺失，在收妥前可用另一編號再次發出。交付後請銷毀檔案。職務：審核員或批准人，不得與產生密碼匙或發出密碼者為同一人。"
        ),
        zhHans: (
            "取出密钥文件以供发出或面交，并说明交付途径；如属令牌，说明其交付途径。",
            "令牌已在人员手上，无须 --out。如包裹遗失，在收妥前可用另一编号再次发出。交付后请销毁文件。岗位：审核员或批准人，不得与生成密钥或发出密码者为同一人。"
        ),
        examples:
            "kapok key deliver 1234-5678-6 --route courier --package P-0117 --to 'Central office' "
            + "--out key.p12 --key lam.pem")

    public static let keyReceived = CommandHelp(
        "key received",
        en: (
            "Enter that the applicant has the container, by the receipt.",
            "The authority's own copy is destroyed with it. Role: validator or approver, another person than who had "
                + "the key made or sends the password."
        ),
        zhHant: (
            "憑收據記入申請人已收妥密碼匙檔案。",
            "機關所持的一份同時銷毀。職務：審核員或批准人，不得與產生密碼匙或發出密碼者為同一人。"
        ),
        zhHans: (
            "凭收据记入申请人已收妥密钥文件。",
            "机构所持的一份同时销毁。岗位：审核员或批准人，不得与生成密钥或发出密码者为同一人。"
        ),
        examples:
            "kapok key received 1234-5678-6 --package P-0117 --receipt receipt.pdf --key lam.pem")

    public static let keyPassword = CommandHelp(
        "key password",
        en: (
            "Enter how the sealed letter with the password goes out.",
            "After the container has arrived, by another route, to another address, under another number. Role: "
                + "validator or approver, another person than who had the container in hand."
        ),
        zhHant: (
            "記入載有密碼的密封信件如何發出。",
            "須在密碼匙檔案收妥之後，經另一途徑、以另一編號送往另一地址。職務：審核員或批准人，不得與經手密碼匙檔案者為同一人。"
        ),
        zhHans: (
            "记入载有密码的密封信件如何发出。",
            "须在密钥文件收妥之后，经另一途径、用另一编号送往另一地址。岗位：审核员或批准人，不得与经手密钥文件者为同一人。"
        ),
        examples:
            "kapok key password 1234-5678-6 --route post --package L-0204 --to '1 Example Road' "
            + "--key ho.pem")

    public static let keyComplete = CommandHelp(
        "key complete",
        en: (
            "Put the issued certificate, and those above it, into the container with the key.",
            "For the subscriber, on the subscriber's own machine: no server is asked. The password stays the same."
        ),
        zhHant: (
            "把已簽發的證書及其上級證書放入密碼匙檔案。",
            "由登記人在自己的電腦上執行，不連接伺服器。密碼不變。"
        ),
        zhHans: (
            "把已签发的证书及其上级证书放入密钥文件。",
            "由订户在自己的电脑上执行，不连接服务器。密码不变。"
        ),
        examples:
            "kapok key complete key.p12 --password password.txt --certificate own.pem issuing.pem "
            + "--out complete.p12")
}

extension CommandLineOption {
    public static let containerOut = Text(
        en: "Where the container is written; must not exist. Not of a token, nor of a medium with "
            + "a key that was brought.",
        zhHant: "密碼匙檔案寫入此處；檔案不可已存在。交付權標，或媒體載有申請人自備的密碼匙時不用。",
        zhHans: "密钥文件写入此处；文件不能已存在。交付令牌，或介质载有申请人自备的密钥时不用。")
    public static let keyByAuthority = Text(
        en: "The authority makes the key, in place of a request (CP 8.2).",
        zhHant: "由機關產生密碼匙，以代替證書申請檔（CP 8.2）。", zhHans: "由机构生成密钥，以代替证书请求文件（CP 8.2）。")
    public static let letter = Text(
        en: "Where the letter with the password is written; must not exist.",
        zhHant: "載有密碼的信件寫入此檔案；檔案不可已存在。", zhHans: "载有密码的信件写入此文件；文件不能已存在。")
    public static let route = Text(
        en: "By which way it goes.", zhHant: "交付途徑。", zhHans: "交付途径。")
    public static let package = Text(
        en: "The number on the sealed package or letter: A to Z, digits, - and /, with a digit.",
        zhHant: "密封包裹或信件上的編號：A 至 Z、數字、- 及 /，並須有數字。",
        zhHans: "密封包裹或信件上的编号：A 至 Z、数字、- 和 /，并须有数字。")
    public static let destination = Text(
        en: "Where it goes; kept sealed.", zhHant: "送往何處；密封保存。", zhHans: "送往何处；密封保存。")
    public static let receipt = Text(
        en: "The receipt; its SHA-256 is recorded.", zhHant: "收據；只記錄其 SHA-256。",
        zhHans: "收据；只记录其 SHA-256。")
    public static let container = Text(
        en: "The container with the key (PKCS#12).", zhHant: "密碼匙檔案（PKCS#12）。",
        zhHans: "密钥文件（PKCS#12）。")
    public static let containerPassword = Text(
        en: "A file with the password, as in the letter.", zhHant: "載有信中密碼的檔案。",
        zhHans: "载有信中密码的文件。")
    public static let containerCertificates = Text(
        en: "The key's own certificate first, then those above it.",
        zhHant: "先為該密碼匙的證書，其後為上級證書。", zhHans: "先为该密钥的证书，其后为上级证书。")
}

extension CommandLineSentence {
    public static let acceptanceMissing = Text(
        en: "Nobody has accepted these contents: {acceptance}. The certificate comes into the "
            + "world on hold.",
        zhHant: "此內容尚未獲接受：{acceptance}。證書簽發後即暫時吊銷。",
        zhHans: "此内容尚未获接受：{acceptance}。证书签发后即挂起。")
    public static let password = Text(
        en: "The password of the container: {password}. It is told once: write it into the "
            + "letter, and nowhere else.",
        zhHant: "密碼匙檔案的密碼：{password}。只告知一次：請寫入信件，切勿另行記錄。",
        zhHans: "密钥文件的密码：{password}。只告知一次：请写入信件，切勿另行记录。")
    public static let passwordLetter = Text(
        en: """
            Application {case}
            The key for your certificate comes in a file of its own (PKCS#12). Its password, with the hyphens:

                {password}

            Nobody else has this password, and nobody can tell it to you again. Tell it to nobody, \
            and do not keep it with the file. If the seal of this letter was broken, tell us at once and do not use the key.
            """,
        zhHant: """
            申請 {case}
            你的證書密碼匙另以檔案（PKCS#12）交付。其密碼（包括連字號）為：

                {password}

            無人另有此密碼，亦無人可再次告知。切勿向任何人透露，亦勿與檔案一併存放。如此信封口已破損，請立即通知我們，切勿使用該密碼匙。
            """,
        zhHans: """
            申请 {case}
            您的证书密钥另以文件（PKCS#12）交付。其密码（包括连字符）为：

                {password}

            无人另有此密码，也无人可再次告知。切勿向任何人透露，也勿与文件一并存放。如此信封口已破损，请立即通知我们，切勿使用该密钥。
            """)
}

extension RefusalCode {
    public static let containerUnreadable = RefusalCode(
        "container.unreadable",
        en: (
            "{path} is no container as `kapok key deliver` writes it: {reason}.",
            "Use the file that the authority delivered."
        ),
        zhHant: ("{path} 並非 `kapok key deliver` 所寫的密碼匙檔案：{reason}。", "請使用機關交付的檔案。"),
        zhHans: ("{path} 不是 `kapok key deliver` 所写的密钥文件：{reason}。", "请使用机构交付的文件。"))

    public static let containerPasswordWrong = RefusalCode(
        "container.passwordWrong",
        en: (
            "The password does not open {path}, or the file was changed.",
            "Type the password as in the letter, with capital letters and hyphens. If it is right, the file was "
                + "changed on its way: tell the authority, and do not use it."
        ),
        zhHant: (
            "密碼不能開啟 {path}，或檔案曾被更改。",
            "請按信中所示輸入密碼，包括大寫字母及連字號。如密碼無誤，即檔案在途中曾被更改：請通知機關，切勿使用。"
        ),
        zhHans: (
            "密码不能打开 {path}，或文件曾被更改。",
            "请按信中所示输入密码，包括大写字母和连字符。如密码无误，即文件在途中曾被更改：请通知机构，切勿使用。"
        ))

    public static let containerOtherKey = RefusalCode(
        "container.otherKey",
        en: (
            "The first certificate is not one of the key in {path}.",
            "Name the certificate that was issued for this key first, then those above it, at most 16."
        ),
        zhHant: ("第一張證書並非 {path} 內密碼匙的證書。", "請先列出就此密碼匙簽發的證書，再列出上級證書，最多 16 張。"),
        zhHans: ("第一张证书不是 {path} 内密钥的证书。", "请先列出就此密钥签发的证书，再列出上级证书，最多 16 张。"))
}
