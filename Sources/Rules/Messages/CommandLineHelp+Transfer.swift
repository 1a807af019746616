extension CommandHelp {
    public static let authorityImport = CommandHelp(
        "authority import",
        en: (
            "Propose to take over an authority of another system; three administrators sign.",
            "With its private key, it goes on here: the key is sealed like the keys made here, and the "
                + "first list and answers follow once `kapok import` brought its register. Without, "
                + "its register can be kept here, and that is all. Give the key from the machine of the "
                + "data folder, and destroy every other copy afterwards."
        ),
        zhHant: (
            "提議接收另一系統的核證機關；須由三名管理員簽署。",
            "如附私人密碼匙，該機關在此繼續運作：密碼匙與此處產生者一樣封存，待 `kapok import` 帶入其登記冊後，"
                + "便會發出首份清單及回應。如沒有，則只可在此保存其登記冊。請在資料夾所在的電腦提供密碼匙，其後銷毀其他所有副本。"
        ),
        zhHans: (
            "提议接收另一系统的认证机构；须由三名管理员签署。",
            "如附私钥，该机构在此继续运行：密钥与此处产生的一样封存，待 `kapok import` 带入其登记册后，"
                + "便会发出首份列表及响应。如没有，则只能在此保存其登记册。请在数据文件夹所在的计算机提供密钥，其后销毁其他所有副本。"
        ),
        examples: "kapok authority import old-ca --certificate cacert.pem --private-key cakey.pem "
            + "--kind issuing --issuer root --jurisdiction hongKong --base-url http://ca.example "
            + "--key chan.pem")

    public static let export = CommandHelp(
        "export",
        en: (
            "Write everything in open formats, for a successor, an assessor or an archive.",
            "In it: each authority's certificate, certificates, lists and an index that openssl ca "
                + "reads; every table but the personal data, as JSON lines; the journal with its "
                + "tiles; the digest of each file. Not in it: keys, secrets, and what applicants "
                + "told. The server may run; an entry of the journal names the export."
        ),
        zhHant: (
            "以開放格式寫出一切，供繼任者、評估人或存檔之用。",
            "內有：各機關的證書、所簽發證書、清單，以及 openssl ca 可讀的索引；個人資料以外的每個資料表（JSON 行）；"
                + "日誌及其圖塊；每個檔案的摘要。不包括：密碼匙、秘密及申請人所述資料。伺服器可繼續運作；日誌會記錄此匯出。"
        ),
        zhHans: (
            "用开放格式写出一切，供继任者、评估人或存档之用。",
            "内有：各机构的证书、所颁发证书、列表，以及 openssl ca 可读的索引；个人资料以外的每个数据表（JSON 行）；"
                + "日志及其图块；每个文件的摘要。不包括：密钥、秘密及申请人所述资料。服务器可继续运行；日志会记录此导出。"
        ),
        examples: "kapok export --to exports/2026")

    public static let importRegister = CommandHelp(
        "import",
        en: (
            "Take over an authority's certificates, revocations and list number.",
            "Look first with --dry-run: it counts, and names each conflict by file and line. Then run it "
                + "to propose the register; a second administrator runs 'kapok approve pro-…'. Run "
                + "it again with the same files to enter the rows; stopped at any moment, it goes "
                + "on there. What people sign is the root over all rows. Numbers and keys that are "
                + "taken over are never certified again."
        ),
        zhHant: (
            "接收機關的證書、撤銷紀錄及清單編號。",
            "請先以 --dry-run 查看：它會計數，並按檔案及行號指出每項衝突。然後執行以提議接收登記冊；"
                + "第二名管理員執行「kapok approve pro-…」。再以相同檔案執行，即記入各行；隨時停止，都會由該處繼續。"
                + "各人簽署的是所有行的樹根。已接收的序號及密碼匙不會再獲簽發證書。"
        ),
        zhHans: (
            "接收机构的证书、吊销记录及列表编号。",
            "请先用 --dry-run 查看：它会计数，并按文件及行号指出每项冲突。然后执行以提议接收登记册；"
                + "第二名管理员执行“kapok approve pro-…”。再用相同文件执行，即记入各行；随时停止，都会从该处继续。"
                + "各人签署的是所有行的树根。已接收的序列号及密钥不会再获颁发证书。"
        ),
        examples:
            "kapok import old-ca --index index.txt --certificates newcerts --crl ca.crl --dry-run",
        "kapok import old-ca --index index.txt --certificates newcerts --crl ca.crl --key chan.pem")
}
