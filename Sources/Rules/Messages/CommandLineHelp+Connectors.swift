extension CommandHelp {
    public static let applicationCheck = CommandHelp(
        "application check",
        en: (
            "Ask a source outside about an applicant; its answer becomes evidence.",
            "The server asks the connector directly. That you had it asked is in the journal before "
                + "anything leaves; what it answers, yes or no, is put into the dossier with the "
                + "question. Where no answer comes, nothing is put down. Role: validator."
        ),
        zhHant: (
            "向外間來源查詢申請人，其回覆成為證據。",
            "由伺服器直接向連接器查詢。資料送出前，日誌已記錄由你要求查詢；不論回覆是否相符，均連同問題放入卷宗。如無回覆，則不記錄任何證據。"
                + "職務：審核員。"
        ),
        zhHans: (
            "向外部来源查询申请人，其回复成为证据。",
            "由服务器直接向连接器查询。资料送出前，日志已记录由你要求查询；不论回复是否相符，均连同问题放入卷宗。如无回复，则不记录任何证据。"
                + "岗位：审核员。"
        ),
        examples:
            "kapok application check app-… --connector immd --sheet question.yaml --key ho.pem")
}

extension CommandLineOption {
    public static let connector = Text(
        en: "The connector, as the practice names it; 'kapok config show' lists them.",
        zhHant: "連接器，用作業設定內的名稱；'kapok config show' 列出各連接器。",
        zhHans: "连接器，用业务设置内的名称；'kapok config show' 列出各连接器。")
    public static let connectorSheet = Text(
        en: "What is asked about: texts under 'subject:', files under 'pictures:'.",
        zhHant: "查詢資料：'subject:' 之下為文字，'pictures:' 之下為檔案。",
        zhHans: "查询资料：'subject:' 之下为文字，'pictures:' 之下为文件。")
}
