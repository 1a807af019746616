// What may be wrong with evidence, one sentence each: a refusal says them all.

extension EvidenceWords {
    static let problems: [String: Text] = [
        "missing": said(en: "is missing", zhHant: "欠缺", zhHans: "缺少"),
        "fieldUnknown": said(
            en: "has no field \"{column}\"", zhHant: "沒有「{column}」一項", zhHans: "没有“{column}”一项"),
        "fieldMissing": said(
            en: "lacks \"{column}\"", zhHant: "未填「{column}」", zhHans: "未填“{column}”"),
        "fieldInvalid": said(
            en: "\"{column}\" is not written as it must be", zhHant: "「{column}」寫法不正確",
            zhHans: "“{column}”写法不正确"),
        "daysWrong": said(
            en: "\"{column}\" is before the day that it begins", zhHant: "「{column}」早於開始日期",
            zhHans: "“{column}”早于开始日期"),
        "documentMissing": said(
            en: "names no document (SHA-256)", zhHant: "未指明文件（SHA-256）",
            zhHans: "未指明文件（SHA-256）"),
        "fileMissing": said(
            en: "its file is not in the dossier", zhHant: "檔案不在卷宗內", zhHans: "文件不在卷宗内"),
        "notYet": said(
            en: "\"{column}\" lies in the future", zhHant: "「{column}」為將來的時間",
            zhHans: "“{column}”为将来的时间"),
        "outOfDate": said(
            en: "is out of date (\"{column}\")", zhHant: "已過期（「{column}」）",
            zhHans: "已过期（“{column}”）"),
        "otherAct": said(
            en: "is for another act", zhHant: "授權事項不是申請證書", zhHans: "授权事项不是申请证书"),
        "otherName": said(
            en: "the name in it is not the subject's", zhHant: "所載姓名或名稱與主體不符",
            zhHans: "所载姓名或名称与主体不符"),
        "otherNumber": said(
            en: "the number in it is not the subject's", zhHant: "所載編號與主體不符",
            zhHans: "所载编号与主体不符"),
        "otherPicture": said(
            en: "compares another card than the database confirmed",
            zhHant: "所比對的證件照片並非資料庫所核實者", zhHans: "所比对的证件照片并非数据库所核实者"),
        "otherRepresentative": said(
            en: "is about another person than the one authorised", zhHant: "並非獲授權的人",
            zhHans: "并非获授权的人"),
        "otherDocument": said(
            en: "is of a document that the application does not name", zhHant: "所見證件並非申請所列的證件",
            zhHans: "所见证件并非申请所列的证件"),
        "otherApplication": said(
            en: "does not name this application's reference number", zhHant: "並未指明本申請的登記人編號",
            zhHans: "未指明本申请的订户编号"),
        "negative": said(
            en: "its answer is negative (\"{column}\")", zhHant: "結果為否定（「{column}」）",
            zhHans: "结果为否定（“{column}”）"),
        "sourceUnknown": said(
            en: "its source is not one of the practice's", zhHant: "來源不在作業設定之內",
            zhHans: "来源不在业务设置之内"),
        "scoreLow": said(
            en: "the score is below the threshold", zhHant: "得分低於門檻", zhHans: "得分低于阈值"),
        "agreementMissing": said(
            en: "no agreement in force that divides responsibility is in the register of contracts",
            zhHant: "合約登記冊內沒有有效而劃分責任的協議", zhHans: "合同登记册内没有有效且划分责任的协议"),
        "otherAgreement": said(
            en: "is not the subscriber agreement in force (`kapok application agreement`)",
            zhHant: "並非現行登記人協議（`kapok application agreement`）",
            zhHans: "并非现行订户协议（`kapok application agreement`）"),
        "declaredOtherwise": said(
            en: "the applicant declared a trademark", zhHant: "申請人已聲明含有商標",
            zhHans: "申请人已声明含有商标"),
        "relayed": said(
            en: "was typed in, although the practice has a connector for it: ask it with "
                + "`kapok application check`",
            zhHant: "由人手輸入，而作業設定已有相應連接器：請用 `kapok application check` 查詢",
            zhHans: "由人工录入，而业务设置已有相应连接器：请用 `kapok application check` 查询"),
    ]

    private static func said(en: String, zhHant: String, zhHans: String) -> Text {
        Text(
            en: "CP {clause} – {proof}: {problem}.".replacing("{problem}", with: en),
            zhHant: "CP {clause}－{proof}：{problem}。".replacing("{problem}", with: zhHant),
            zhHans: "CP {clause}－{proof}：{problem}。".replacing("{problem}", with: zhHans))
    }
}
