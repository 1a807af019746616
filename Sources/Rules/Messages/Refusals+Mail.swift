extension RefusalCode {
    public static let mailSettingInvalid = RefusalCode(
        "configuration.mail",
        en: (
            "{name} is not what the section `mail:` has there.",
            "Write `server: smtp://HOST:PORT` (STARTTLS) or `smtps://HOST:PORT`, `from:` and, for each role "
                + "or for `others`, one mailbox such as user@example.org; `user` and `password` (a file) "
                + "together or not at all."
        ),
        zhHant: (
            "「{name}」不符合 `mail:` 一節的寫法。",
            "請寫作 `server: smtp://HOST:PORT`（STARTTLS）或 `smtps://HOST:PORT`、`from:`，並為每個角色或 `others` 寫一個電郵地址，"
                + "例如 user@example.org；`user` 與 `password`（檔案）須同時寫明或同時不寫。"
        ),
        zhHans: (
            "“{name}”不符合 `mail:` 一节的写法。",
            "请写成 `server: smtp://HOST:PORT`（STARTTLS）或 `smtps://HOST:PORT`、`from:`，并为每个角色或 `others` 写一个邮箱，"
                + "例如 user@example.org；`user` 与 `password`（文件）须同时写明或同时不写。"
        ))

    public static let mailPasswordUnreadable = RefusalCode(
        "configuration.mailPassword",
        en: (
            "There is no password for the mail server in {path}.",
            "Put it there in one line, readable by the owner of the folder alone; messages wait meanwhile."
        ),
        zhHant: ("{path} 內沒有郵件伺服器的密碼。", "請把密碼以一行寫入，只准資料夾擁有人讀取；其間郵件會等候。"),
        zhHans: ("{path} 内没有邮件服务器的密码。", "请把密码以一行写入，只准文件夹拥有者读取；其间邮件会等候。"))

    public static let mailNotTaken = RefusalCode(
        "mail.notTaken",
        en: (
            "The mail server did not take a message: {reason}.",
            "No act waits for it; it is tried again. Check `mail:` in kapok.yaml and the server's log if "
                + "this goes on."
        ),
        zhHant: (
            "郵件伺服器沒有接收郵件：{reason}。", "其他工作不受影響，稍後會再嘗試。如持續發生，請檢查 kapok.yaml 的 `mail:` 及該伺服器的記錄。"
        ),
        zhHans: (
            "邮件服务器没有接收邮件：{reason}。", "其他工作不受影响，稍后会再尝试。如持续发生，请检查 kapok.yaml 的 `mail:` 及该服务器的日志。"
        ))

    public static let mailboxRefused = RefusalCode(
        "mail.mailboxRefused",
        en: (
            "The mail server takes nothing for a mailbox: {reason}.",
            "Correct the mailbox of the role under `mail:`. A subscriber's is the one that a code proved, else "
                + "the one in the certificate; it is tried again each hour. Whom it does not reach is in "
                + "the list of duties."
        ),
        zhHant: (
            "郵件伺服器不接收寄往某郵箱的郵件：{reason}。",
            "請更正 `mail:` 內該職務的郵箱。登記人的郵箱為經驗證碼證實者，否則以證書所載為準；每小時會再嘗試。未能通知者列於待辦清單。"
        ),
        zhHans: (
            "邮件服务器不接收寄往某邮箱的邮件：{reason}。",
            "请更正 `mail:` 内该岗位的邮箱。订户的邮箱为经验证码证实者，否则以证书所载为准；每小时会再尝试。未能通知者列于待办清单。"
        ))
}
