extension CommandHelp {
    public static let token = CommandHelp(
        "token",
        en: (
            "Tokens in which the authority makes keys for applicants who bring none.",
            "Any PKCS#11 module, on this machine: the server knows a token by its serial number alone. The token goes "
                + "out and its PIN follows as with a container: `kapok key deliver`, `kapok key received`, "
                + "`kapok key password`."
        ),
        zhHant: (
            "由機關在其中為沒有自備密碼匙的申請人產生密碼匙的權標。",
            "在本機使用任何 PKCS#11 模組；伺服器只以序號識別權標。權標及其 PIN 的交付與密碼匙檔案相同：`kapok key deliver`、`kapok key received`、"
                + "`kapok key password`。"
        ),
        zhHans: (
            "由机构在其中为没有自备密钥的申请人生成密钥的令牌。",
            "在本机使用任何 PKCS#11 模块；服务器只以序列号识别令牌。令牌及其 PIN 的交付与密钥文件相同：`kapok key deliver`、`kapok key received`、"
                + "`kapok key password`。"
        ),
        examples: "kapok token list --state bound")

    public static let tokenPrepare = CommandHelp(
        "token prepare",
        en: (
            "Empty a token, give it fresh PINs, make the application's key in it, and write the letter with its PIN.",
            "Of a new token, --so-pin names the file with the management PIN that it came with; from then on the server "
                + "keeps one sealed. Broken off, run it again with another --letter. Print the letter, seal it, and "
                + "destroy the file. Role: validator, who never delivers the token."
        ),
        zhHant: (
            "清空權標、設定新 PIN、在其中產生申請的密碼匙，並寫出載有 PIN 的信件。",
            "如屬新權標，以 --so-pin 指明載有隨附管理 PIN 的檔案；其後由伺服器密封保存新的管理 PIN。如中斷，請以另一 --letter 再執行。請列印信件、封口，"
                + "並銷毀檔案。職務：審核員；此人不得交付權標。"
        ),
        zhHans: (
            "清空令牌、设置新 PIN、在其中生成申请的密钥，并写出载有 PIN 的信件。",
            "如属新令牌，用 --so-pin 指明载有随附管理 PIN 的文件；其后由服务器密封保存新的管理 PIN。如中断，请用另一 --letter 再执行。请列印信件、封口，"
                + "并销毁文件。岗位：审核员；此人不得交付令牌。"
        ),
        examples:
            "kapok token prepare 1234-5678-6 --token 'pkcs11:serial=8f3a12' --module /usr/lib/token.so "
            + "--so-pin factory.pin --letter letter.txt --key ho.pem")

    public static let tokenAccept = CommandHelp(
        "token accept",
        en: (
            "Accept the prepared contents with the key in the token.",
            "For the applicant, at the counter or at home: shows the contents, then asks for the PIN. Nothing but the "
                + "acceptance of what is shown is signed."
        ),
        zhHant: (
            "以權標內的密碼匙接受已備妥的證書內容。",
            "由申請人在櫃台或家中執行：先顯示內容，再要求輸入 PIN。只簽署對所示內容的接受。"
        ),
        zhHans: (
            "用令牌内的密钥接受已备妥的证书内容。",
            "由申请人在柜台或家中执行：先显示内容，再要求输入 PIN。只签署对所示内容的接受。"
        ),
        examples:
            "kapok token accept 1234-5678-6 --token 'pkcs11:serial=8f3a12' --module /usr/lib/token.so"
    )

    public static let tokenWrite = CommandHelp(
        "token write",
        en: (
            "Write the issued certificate, and those above it, into the token.",
            "The first one is compared with the key before anything is written; what is there is left alone. No server "
                + "is asked."
        ),
        zhHant: (
            "把已簽發的證書及其上級證書寫入權標。",
            "寫入前先核對第一張證書是否屬該密碼匙；已有的證書不作更改。不連接伺服器。"
        ),
        zhHans: (
            "把已签发的证书及其上级证书写入令牌。",
            "写入前先核对第一张证书是否属该密钥；已有的证书不作更改。不连接服务器。"
        ),
        examples:
            "kapok token write --certificate own.pem issuing.pem --token 'pkcs11:serial=8f3a12' "
            + "--module /usr/lib/token.so")

    public static let tokenPIN = CommandHelp(
        "token pin",
        en: (
            "Choose another PIN for the token.",
            "For the subscriber: asks for the PIN of the letter, then twice for the new one. No server is asked."
        ),
        zhHant: ("為權標選用另一 PIN。", "由登記人執行：先輸入信中的 PIN，再輸入新 PIN 兩次。不連接伺服器。"),
        zhHans: ("为令牌选用另一 PIN。", "由订户执行：先输入信中的 PIN，再输入新 PIN 两次。不连接服务器。"),
        examples: "kapok token pin --token 'pkcs11:serial=8f3a12' --module /usr/lib/token.so")

    public static let tokenBearer = CommandHelp(
        "token bearer",
        en: (
            "Enter that somebody brought the token of an application, and was identified.",
            "By the identity documents of the application, shown once more. The token waits for another officer, who "
                + "unblocks it. One that was lost and found again goes this way, too. Role: validator."
        ),
        zhHant: (
            "記入有人帶來申請的權標，並已核實其身分。",
            "須再次查驗申請時的身份文件。其後由另一人員解鎖權標。遺失後尋回的權標亦循此途徑。職務：審核員。"
        ),
        zhHans: (
            "记入有人带来申请的令牌，并已核实其身份。",
            "须再次查验申请时的身份文件。其后由另一人员解锁令牌。遗失后找回的令牌也循此途径。岗位：审核员。"
        ),
        examples: "kapok token bearer 1234-5678-6 --documents id.jpg --key ho.pem")

    public static let tokenUnblock = CommandHelp(
        "token unblock",
        en: (
            "Unblock a token; whoever brought it chooses the next PIN.",
            "The management PIN is told to this command once, is shown to nobody, and is another one afterwards. Where "
                + "the token cannot be reached, enter the bearer anew and run it again. Role: approver, another "
                + "person than who identified the bearer."
        ),
        zhHant: (
            "解鎖權標；由帶來權標者選用新 PIN。",
            "管理 PIN 只告知此指令一次，不向任何人顯示，其後即予更換。如未能連接權標，請再次記入帶來權標者的身分，然後再執行。職務：批准人，不得與核實身分者為同一人。"
        ),
        zhHans: (
            "解锁令牌；由带来令牌者选用新 PIN。",
            "管理 PIN 只告知此命令一次，不向任何人显示，其后即予更换。如未能连接令牌，请再次记入带来令牌者的身份，然后再执行。岗位：批准人，不得与核实身份者为同一人。"
        ),
        examples:
            "kapok token unblock 1234-5678-6 --token 'pkcs11:serial=8f3a12' --module /usr/lib/token.so "
            + "--key lam.pem")

    public static let tokenLost = CommandHelp(
        "token lost",
        en: (
            "Enter that the token of an application was lost.",
            "A valid certificate of its key is suspended at once; a key that has none never gets one. The subscriber gets "
                + "another token with another key, by a new application. Role: validator or approver."
        ),
        zhHant: (
            "記入申請的權標已遺失。",
            "其密碼匙的有效證書隨即暫時吊銷；未有證書的密碼匙永不獲簽發。登記人須重新申請，另獲載有新密碼匙的權標。職務：審核員或批准人。"
        ),
        zhHans: (
            "记入申请的令牌已遗失。",
            "其密钥的有效证书随即挂起；没有证书的密钥永不获签发。订户须重新申请，另获载有新密钥的令牌。岗位：审核员或批准人。"
        ),
        examples: "kapok token lost 1234-5678-6 --key ho.pem")

    public static let tokenWipe = CommandHelp(
        "token wipe",
        en: (
            "Empty the token of an application that serves it no more.",
            "The certificate of its key has to be revoked or expired; a key without one never gets one. Where the token "
                + "could not be emptied, run it again, or destroy the token. Role: validator or approver."
        ),
        zhHant: (
            "清空不再供申請使用的權標。",
            "其密碼匙的證書須已撤銷或到期；未有證書的密碼匙永不獲簽發。如未能清空，請再執行，或銷毀權標。職務：審核員或批准人。"
        ),
        zhHans: (
            "清空不再供申请使用的令牌。",
            "其密钥的证书须已吊销或到期；没有证书的密钥永不获签发。如未能清空，请再执行，或销毁令牌。岗位：审核员或批准人。"
        ),
        examples:
            "kapok token wipe 1234-5678-6 --token 'pkcs11:serial=8f3a12' --module /usr/lib/token.so "
            + "--key ho.pem")

    public static let tokenShow = CommandHelp(
        "token show",
        en: (
            "What a token that is plugged in says of itself.",
            "No PIN is needed and no server is asked."
        ),
        zhHant: ("顯示已插入權標的資料。", "毋須輸入 PIN，亦不連接伺服器。"),
        zhHans: ("显示已插入令牌的信息。", "无须输入 PIN，也不连接服务器。"),
        examples: "kapok token show --token 'pkcs11:serial=8f3a12' --module /usr/lib/token.so")

    public static let tokenList = CommandHelp(
        "token list",
        en: (
            "The register of tokens: serial number, model, state, and the application that each serves.",
            "The newest change first. How a token was delivered, `kapok application show` tells."
        ),
        zhHant: (
            "權標登記冊：序號、型號、狀態及所供申請。",
            "最新變更在先。權標如何交付，見 `kapok application show`。"
        ),
        zhHans: (
            "令牌登记册：序列号、型号、状态及所供申请。",
            "最新变更在先。令牌如何交付，见 `kapok application show`。"
        ),
        examples: "kapok token list --state lost")
}

extension CommandLineOption {
    public static let subscriberToken = Text(
        en: "The token (RFC 7512), best by its serial number: 'pkcs11:serial=…'.",
        zhHant: "權標（RFC 7512），宜以序號指明：「pkcs11:serial=…」。",
        zhHans: "令牌（RFC 7512），宜以序列号指明：“pkcs11:serial=…”。")
    public static let pinLetter = Text(
        en: "Where the letter with the PIN is written; must not exist.",
        zhHant: "載有 PIN 的信件寫入此檔案；檔案不可已存在。", zhHans: "载有 PIN 的信件写入此文件；文件不能已存在。")
    public static let officerPINFile = Text(
        en: "A file of mode 0600 with the management PIN (SO PIN) that a new token came with.",
        zhHant: "載有新權標隨附管理 PIN（SO PIN）的檔案，權限須為 0600。",
        zhHans: "载有新令牌随附管理 PIN（SO PIN）的文件，权限须为 0600。")
    public static let newPINFile = Text(
        en: "A file of mode 0600 with the new PIN; without it, it is typed twice.",
        zhHant: "載有新 PIN 的檔案，權限須為 0600；不設則須輸入兩次。",
        zhHans: "载有新 PIN 的文件，权限须为 0600；不设则须输入两次。")
    public static let tokenState = Text(
        en: "Those in this state: prepared, bound, blocked, wiped, lost.",
        zhHant: "屬此狀態者：prepared、bound、blocked、wiped、lost。",
        zhHans: "属此状态者：prepared、bound、blocked、wiped、lost。")
}

extension CommandLineSentence {
    public static let askForNewPIN = Text(
        en: "New PIN of the token {token}: ", zhHant: "權標 {token} 的新 PIN：",
        zhHans: "令牌 {token} 的新 PIN：")
    public static let pinLetter = Text(
        en: """
            Application {case}
            The key for your certificate comes in a token with the serial number {token}. Its PIN is:

                {pin}

            Choose another PIN before you use the token. Several wrong ones lock it; who issued it then has to unlock \
            it. Tell the PIN to nobody, and do not keep it with the token. If the seal of this letter was broken, tell us \
            at once and do not use the token.
            """,
        zhHant: """
            申請 {case}
            你的證書密碼匙載於序號為 {token} 的權標。其 PIN 為：

                {pin}

            使用權標前請選用另一 PIN。多次輸入錯誤會鎖住權標，須由發出者解鎖。切勿向任何人透露 PIN，亦勿與權標一併存放。如此信封口已破損，請立即通知我們，切勿使用該權標。
            """,
        zhHans: """
            申请 {case}
            您的证书密钥载于序列号为 {token} 的令牌。其 PIN 为：

                {pin}

            使用令牌前请选用另一 PIN。多次输入错误会锁住令牌，须由发放者解锁。切勿向任何人透露 PIN，也勿与令牌一并存放。如此信封口已破损，请立即通知我们，切勿使用该令牌。
            """)
}
