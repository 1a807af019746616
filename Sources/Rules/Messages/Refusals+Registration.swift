extension RefusalCode {
    public static let requestUnreadable = RefusalCode(
        "request.unreadable", clause: "RFC 2986 §4",
        en: (
            "The certification request cannot be read: {reason}.",
            "Send a PKCS#10 request in PEM or DER, as openssl req -new or keytool -certreq makes "
                + "it."
        ),
        zhHant: (
            "無法讀取證書申請：{reason}。",
            "請提交 PEM 或 DER 格式的 PKCS#10 申請，例如由 openssl req -new 或 keytool -certreq 產生。"
        ),
        zhHans: (
            "无法读取证书申请：{reason}。",
            "请提交 PEM 或 DER 格式的 PKCS#10 申请，例如由 openssl req -new 或 keytool -certreq 生成。"
        ))

    public static let requestSignatureInvalid = RefusalCode(
        "request.signatureInvalid", clause: "RFC 2986 §4.2",
        en: (
            "The request's own signature is wrong: it does not prove possession of the private "
                + "key.",
            "Make the request anew with the key that belongs to it; for SM2 the signer's "
                + "identifier is 1234567812345678."
        ),
        zhHant: (
            "申請本身的簽署無效，未能證明持有私人密碼匙。",
            "請用相應的密碼匙重新產生申請；SM2 的簽署者標識為 1234567812345678。"
        ),
        zhHans: (
            "申请本身的签名无效，未能证明持有私钥。", "请用相应的私钥重新生成申请；SM2 的签名者标识为 1234567812345678。"
        ))

    public static let requestAlgorithmRefused = RefusalCode(
        "request.algorithmRefused", clause: "A2.4",
        en: (
            "The request uses {algorithm}, which this authority does not accept: it accepts "
                + "{accepted}.",
            "Make a new key pair of the accepted kind and a request signed with it."
        ),
        zhHant: (
            "申請使用 {algorithm}，本核證機關不接受；只接受 {accepted}。", "請產生符合要求的新密碼匙對並以其簽署申請。"
        ),
        zhHans: (
            "申请使用 {algorithm}，本认证机构不接受；只接受 {accepted}。", "请生成符合要求的新密钥对并用其签署申请。"
        ))

    public static let requestKeyForm = RefusalCode(
        "request.keyForm", clause: "A2.4",
        en: (
            "The public key is not written in the one form that certificates use.",
            "Write it anew: an RSA key with NULL parameters and numbers without spare zeros; an SM2 "
                + "key on the named curve with an uncompressed point (openssl ec -conv_form "
                + "uncompressed -param_enc named_curve)."
        ),
        zhHant: (
            "公開密碼匙的寫法並非證書採用的唯一格式。",
            "請重新編碼：RSA 密碼匙帶 NULL 參數，數值前無多餘的零；SM2 密碼匙用具名曲線及未壓縮的點"
                + "（openssl ec -conv_form uncompressed -param_enc named_curve）。"
        ),
        zhHans: (
            "公钥的写法不是证书采用的唯一格式。",
            "请重新编码：RSA 密钥带 NULL 参数，数值前无多余的零；SM2 密钥用具名曲线和未压缩的点"
                + "（openssl ec -conv_form uncompressed -param_enc named_curve）。"
        ))

    public static let requestKeyInvalid = RefusalCode(
        "request.keyInvalid", clause: "A2.4",
        en: (
            "The numbers of the public key make no key: its point is not on the curve, or its modulus "
                + "or exponent is out of bounds.",
            "Make a new key pair and a request signed with it."
        ),
        zhHant: ("公開密碼匙的數值不構成密碼匙：點不在曲線上，或模數、指數超出範圍。", "請產生新的密碼匙對並以其簽署申請。"),
        zhHans: ("公钥的数值不构成密钥：点不在曲线上，或模数、指数超出范围。", "请生成新的密钥对并用其签署申请。"))

    public static let requestKeyWeak = RefusalCode(
        "request.keyWeak", clause: "A2.4",
        en: (
            "The public key is too weak: {reason}.",
            "Make a new key pair: RSA of 2048 bits or more with exponent 65537, or SM2."
        ),
        zhHant: ("公開密碼匙強度不足：{reason}。", "請產生新的密碼匙對：2048 位或以上的 RSA（指數 65537），或 SM2。"),
        zhHans: ("公钥强度不足：{reason}。", "请生成新的密钥对：2048 位或以上的 RSA（指数 65537），或 SM2。"))

    public static let keyAlreadyCertified = RefusalCode(
        "key.alreadyCertified", clause: "8.15b",
        en: (
            "This public key was brought by another application before; a key is certified once.",
            "Make a new key pair: its usage period is that of one certificate."
        ),
        zhHant: ("此公開密碼匙曾用於另一申請；每條密碼匙只可核證一次。", "請產生新的密碼匙對：其使用期與一張證書相同。"),
        zhHans: ("此公钥曾用于另一申请；每把密钥只能认证一次。", "请生成新的密钥对：其使用期与一张证书相同。"))

    public static let keyBlocked = RefusalCode(
        "key.blocked", clause: "6.7b",
        en: (
            "This key is blocked for ever, since its private half was seen or it was reported "
                + "lost.",
            "Make a new key pair and keep its private key to yourself."
        ),
        zhHant: ("此密碼匙已被永久封鎖：其私人密碼匙曾外洩或已報失。", "請產生新的密碼匙對，並妥善保管私人密碼匙。"),
        zhHans: ("此密钥已被永久封锁：其私钥曾泄露或已报失。", "请生成新的密钥对，并妥善保管私钥。"))

    public static let privateKeyReceived = RefusalCode(
        "key.privateKeyReceived", clause: "6.7b",
        en: (
            "What was sent holds a private key. It was wiped and not stored; where its public half "
                + "could be read, the key is blocked for ever.",
            "Never send a private key to anyone. Make a new key pair and send only its request "
                + "(CSR)."
        ),
        zhHant: (
            "提交的內容含有私人密碼匙。該內容已清除且未有儲存；如能讀取其公開部分，此密碼匙已被永久封鎖。",
            "切勿將私人密碼匙交予任何人。請產生新的密碼匙對，只提交證書申請（CSR）。"
        ),
        zhHans: (
            "提交的内容含有私钥。该内容已清除且未存储；如能读取其公开部分，此密钥已被永久封锁。", "切勿将私钥交给任何人。请生成新的密钥对，只提交证书申请（CSR）。"
        ))

    public static let applicationUnknown = RefusalCode(
        "application.unknown",
        en: ("There is no application {id}.", "`kapok application list` shows the applications."),
        zhHant: ("沒有申請「{id}」。", "用 `kapok application list` 查看申請。"),
        zhHans: ("没有申请“{id}”。", "用 `kapok application list` 查看申请。"))

    public static let applicationStateWrong = RefusalCode(
        "application.stateWrong", clause: "6.6",
        en: (
            "The state of application {id} is \"{state}\"; this step needs \"{needed}\".",
            "The steps are: apply, vet, accept, approve, issue. `kapok application show {id}` "
                + "tells where it stands."
        ),
        zhHant: (
            "申請「{id}」的狀態為「{state}」；此步驟要求狀態為「{needed}」。",
            "步驟依次為：申請、審核、接受、批准、簽發。用 `kapok application show {id}` 查看進度。"
        ),
        zhHans: (
            "申请“{id}”的状态为“{state}”；此步骤要求状态为“{needed}”。",
            "步骤依次为：申请、审核、接受、批准、签发。用 `kapok application show {id}` 查看进度。"
        ))

    public static let correctionsExhausted = RefusalCode(
        "application.correctionsExhausted", clause: "6.2b",
        en: (
            "Application {id} was corrected so often that it takes no further correction ({limit}).",
            "Let an officer refuse it and apply anew with the right facts."
        ),
        zhHant: ("申請「{id}」已多次更正，不再接受更正（上限 {limit}）。", "請由人員拒絕此申請，並以正確資料重新申請。"),
        zhHans: ("申请“{id}”已多次更正，不再接受更正（上限 {limit}）。", "请由人员拒绝此申请，并以正确资料重新申请。"))

    public static let correctionInvalid = RefusalCode(
        "application.correctionInvalid", clause: "6.2b",
        en: (
            "The signature on the correction of {id} is not by the applicant's key over this correction.",
            "Write it with `kapok correct {id} … --statement FILE`, sign FILE with the key of the "
                + "application, and send the same facts with --signature."
        ),
        zhHant: (
            "「{id}」更正書上的簽署並非以申請人的密碼匙就此更正作出。",
            "用 `kapok correct {id} … --statement FILE` 把更正書寫入 FILE，以申請所用的密碼匙簽署，再連同相同資料以 --signature 提交。"
        ),
        zhHans: (
            "“{id}”更正书上的签名并非以申请人的密钥对此更正作出。",
            "用 `kapok correct {id} … --statement FILE` 把更正书写入 FILE，以申请所用的密钥签名，再连同相同资料以 --signature 提交。"
        ))

    public static let contentsDiffer = RefusalCode(
        "application.contentsDiffer", clause: "3.2b",
        en: (
            "The contents named are not those prepared for {id}.",
            "Read the contents again with `kapok application show {id}` and decide on exactly "
                + "those."
        ),
        zhHant: ("所指的證書內容並非為「{id}」擬備的內容。", "請用 `kapok application show {id}` 重新閱讀，並只就該內容作決定。"),
        zhHans: ("所指的证书内容并非为“{id}”准备的内容。", "请用 `kapok application show {id}` 重新阅读，并只就该内容作决定。"))

    public static let contentsExpired = RefusalCode(
        "application.contentsExpired", clause: "3.2c",
        en: (
            "The contents prepared for {id} are too old to be issued.",
            "Refuse this application and apply again: contents are prepared from what was vetted "
                + "lately."
        ),
        zhHant: ("為「{id}」擬備的內容已過時，不能簽發。", "請拒絕此申請並重新申請：內容須根據近期審核的資料擬備。"),
        zhHans: ("为“{id}”准备的内容已过时，不能签发。", "请拒绝此申请并重新申请：内容须根据近期审核的资料准备。"))

    public static let statementDiffers = RefusalCode(
        "application.statementDiffers", clause: "3.2a",
        en: (
            "What the officer vetted is not what the application {id} states.",
            "Read the application again with `kapok application show {id}`."
        ),
        zhHant: ("人員審核的內容與申請「{id}」所述不符。", "請用 `kapok application show {id}` 重新閱讀申請。"),
        zhHans: ("人员审核的内容与申请“{id}”所述不符。", "请用 `kapok application show {id}` 重新阅读申请。"))

    public static let identityMethodMissing = RefusalCode(
        "application.identityMethodMissing", clause: "5.6b",
        en: (
            "A personal certificate must state how identity was verified: method A or B.",
            "Vet with --method A (face to face) or --method B (all four parts of the remote "
                + "method)."
        ),
        zhHant: ("個人證書須載明身份核實方法：A 或 B。", "審核時請加 --method A（面對面）或 --method B（遙距方法的全部四項）。"),
        zhHans: ("个人证书须载明身份核实方法：A 或 B。", "审核时请加 --method A（面对面）或 --method B（远程方法的全部四项）。"))

    public static let evidenceMissing = RefusalCode(
        "application.evidenceMissing", clause: "6.3b",
        en: (
            "No evidence was put down: identity cannot be approved without documents.",
            "Fill in the sheet that `kapok application sheet` writes, and hand it in with --sheet."
        ),
        zhHant: ("未有記錄證據：沒有文件不能批准身份。", "請填寫由 `kapok application sheet` 產生的表格，並以 --sheet 提交。"),
        zhHans: ("未记录证据：没有文件不能批准身份。", "请填写由 `kapok application sheet` 生成的表格，并用 --sheet 提交。"))

    public static let agreementSuperseded = RefusalCode(
        "application.agreementSuperseded", clause: "6.3c",
        en: (
            "The subscriber agreement in force is version {version}; the applicant of {id} accepted "
                + "another one, or none.",
            "Take the vetting back (`kapok recall`), vet again, and have the applicant accept the "
                + "contents anew: the acceptance names the agreement in force."
        ),
        zhHant: (
            "現行登記人協議為 {version} 版；{id} 的申請人接受的是另一版本，或未曾接受。",
            "請收回審核（`kapok recall`）、重新審核，並由申請人再次接受證書內容：接受聲明須載明現行協議。"
        ),
        zhHans: (
            "现行订户协议为 {version} 版；{id} 的申请人接受的是另一版本，或未曾接受。",
            "请收回审核（`kapok recall`）、重新审核，并由申请人再次接受证书内容：接受声明须载明现行协议。"
        ))

    public static let acceptanceInvalid = RefusalCode(
        "application.acceptanceInvalid", clause: "6.12",
        en: (
            "The acceptance is not signed with the key to be certified over the exact statement.",
            "Get the statement with `kapok application show {id} --statement FILE`, sign FILE with "
                + "the key of the request, and hand in the signature. A statement from before a new "
                + "subscriber agreement came into force counts no more."
        ),
        zhHant: (
            "接受聲明並非以待核證的密碼匙就確切聲明簽署。",
            "請用 `kapok application show {id} --statement FILE` 取得聲明，以申請所用的密碼匙簽署 FILE，再提交簽署。"
                + "新登記人協議生效之前的聲明不再有效。"
        ),
        zhHans: (
            "接受声明并非以待认证的密钥就确切声明签署。",
            "请用 `kapok application show {id} --statement FILE` 取得声明，以申请所用的密钥签署 FILE，再提交签名。"
                + "新订户协议生效之前的声明不再有效。"
        ))

    public static let nameTaken = RefusalCode(
        "name.taken", clause: "5.2a",
        en: (
            "The subject name belongs to another subscriber already.",
            "Names lead to exactly one person or organisation: check the subscriber reference."
        ),
        zhHant: ("此主體名稱已屬另一登記人。", "名稱須唯一指向一人或一機構：請檢查登記人編號。"),
        zhHans: ("此主体名称已属另一订户。", "名称须唯一指向一人或一机构：请检查订户编号。"))

    public static let baseURLInvalid = RefusalCode(
        "authority.baseURLInvalid", clause: "RFC 5280 §8",
        en: (
            "{value} cannot be the base of the addresses in certificates.",
            "Use plain http:// with a host, perhaps a port and a path, in ASCII: no user name, query, "
                + "fragment, dot segment or slash at the end. Such as http://ca.example.hk/kapok."
        ),
        zhHant: (
            "「{value}」不能用作證書內網址的基礎。",
            "請用只含主機名稱（可加埠號及路徑）的 http:// 網址，全部為 ASCII 字元，不含使用者名稱、查詢、片段、點路徑，"
                + "亦不以斜線結尾；例如 http://ca.example.hk/kapok。"
        ),
        zhHans: (
            "“{value}”不能用作证书内网址的基础。",
            "请用只含主机名（可加端口和路径）的 http:// 网址，全部为 ASCII 字符，不含用户名、查询、片段、点路径，"
                + "也不以斜线结尾；例如 http://ca.example.hk/kapok。"
        ))
}

extension RefusalCode {
    public static let subjectFieldUnknown = RefusalCode(
        "subject.fieldUnknown", clause: "5.1",
        en: ("{field} cannot stand in a certificate of this category.", "State only: {allowed}."),
        zhHant: ("「{field}」不能列於此類證書。", "只可填寫：{allowed}。"),
        zhHans: ("“{field}”不能列入此类证书。", "只可填写：{allowed}。"))

    public static let subjectPseudonym = RefusalCode(
        "subject.pseudonym", clause: "5.2c",
        en: (
            "A certificate cannot name its subject by a pseudonym.",
            "State the subject's own name: {allowed}."
        ),
        zhHant: ("證書不能以化名稱呼主體。", "請填寫主體本身的名稱：{allowed}。"),
        zhHans: ("证书不能以化名称呼主体。", "请填写主体本身的名称：{allowed}。"))
}

extension RefusalCode {
    public static let requestSeveral = RefusalCode(
        "request.several", clause: "RFC 2986 §4",
        en: ("The file holds more than one thing.", "Send one certification request at a time."),
        zhHant: ("檔案內有多於一項內容。", "請每次只提交一份證書申請。"),
        zhHans: ("文件内有多于一项内容。", "请每次只提交一份证书申请。"))
}

extension RefusalCode {
    public static let practiceNotOffered = RefusalCode(
        "practice.notOffered", clause: "3.1a",
        en: (
            "This authority does not offer that: its practice setting {name} is {value}.",
            "Apply for what it offers. Two administrators change the practice: "
                + "`kapok config propose FILE`."
        ),
        zhHant: (
            "本核證機關不提供此項服務：作業設定「{name}」為 {value}。",
            "請申請本機關提供的服務。作業設定由兩名管理員更改：`kapok config propose FILE`。"
        ),
        zhHans: (
            "本认证机构不提供此项服务：业务设置“{name}”为 {value}。",
            "请申请本机构提供的服务。业务设置由两名管理员更改：`kapok config propose FILE`。"
        ))
}
