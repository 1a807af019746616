// What is wrong with a line of another system's register, or of a file of records.

extension Vocabulary {
    /// What is found in records in a row.
    static let recordFaults: [String: Text] = [
        "gap": Text(en: "gap", zhHant: "中斷", zhHans: "中断"),
        "overtime": Text(en: "overtime", zhHant: "逾時", zhHans: "超时"),
    ]

    /// By the code of the refusal, which a file's own check tells with all its words.
    static let recordProblems: [String: Text] = [
        "record.exists": Text(
            en: "a record with the same key is in force already", zhHant: "已有鍵值相同的有效紀錄",
            zhHans: "已有键值相同的有效记录"),
        "record.twin": Text(
            en: "another line has the same key", zhHant: "另有一行的鍵值相同", zhHans: "另有一行的键值相同"),
        "record.fieldUnknown": Text(
            en: "it has a column that its register does not know", zhHant: "有登記冊不認識的欄位",
            zhHans: "有登记册不认识的列"),
        "record.fieldMissing": Text(
            en: "a column is empty that may not be", zhHant: "有必填欄位未填",
            zhHans: "有必填列未填"),
        "record.fieldInvalid": Text(
            en: "a value is not written as it must be", zhHant: "有欄位的寫法不正確",
            zhHans: "有列的写法不正确"),
        "record.daysWrong": Text(
            en: "a day is before the one that it follows", zhHant: "有日期的先後次序不正確",
            zhHans: "有日期的先后顺序不正确"),
        "record.daysTooFar": Text(
            en: "a day is later than the policy allows", zhHant: "有日期遲於政策所容許",
            zhHans: "有日期晚于策略所允许"),
        "record.valueUnfit": Text(
            en: "a value does not fit another one", zhHant: "有欄位與另一欄位不符",
            zhHans: "有列与另一列不符"),
        "record.personsAlike": Text(
            en: "one person stands where two are needed", zhHant: "應由兩人負責而只填一人",
            zhHans: "应由两人负责而只填一人"),
    ]

    static let registerProblems: [String: Text] = [
        "fields": Text(
            en: "it has not the fields of its form", zhHant: "欄位與其格式不符", zhHans: "字段与其格式不符"),
        "missing": Text(
            en: "a field is empty that may not be, or the other way round",
            zhHant: "有欄位應填而未填，或不應填而已填", zhHans: "有字段应填而未填，或不应填而已填"),
        "state": Text(en: "there is no such state", zhHant: "沒有這種狀態", zhHans: "没有这种状态"),
        "time": Text(
            en: "a moment is not written as it must be", zhHant: "時間寫法不正確",
            zhHans: "时间写法不正确"),
        "reason": Text(
            en: "there is no such reason for revocation", zhHant: "沒有這種撤銷原因",
            zhHans: "没有这种吊销原因"),
        "serial": Text(
            en: "the serial number is none, or longer than 20 octets",
            zhHant: "序號並非序號，或超過 20 個八位組", zhHans: "序列号不是序列号，或超过 20 个八位字节"),
        "text": Text(en: "it is not UTF-8", zhHant: "並非 UTF-8", zhHans: "不是 UTF-8"),
        "tooLong": Text(en: "it is too long", zhHant: "過長", zhHans: "过长"),
        "quote": Text(
            en: "a quotation mark is out of place, or does not end", zhHant: "引號位置不當或沒有結束",
            zhHans: "引号位置不当或没有结束"),
        "header": Text(
            en: "the table has not the columns that are needed", zhHant: "表格缺少所需欄位",
            zhHans: "表格缺少所需列"),
        "certificate": Text(
            en: "its certificate cannot be read", zhHant: "無法讀取其證書", zhHans: "无法读取其证书"),
    ]
}
