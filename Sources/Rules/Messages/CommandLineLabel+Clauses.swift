extension CommandLineLabel {
    /// How the authority stands to the certificate policy.
    static let clauses: [(String, Text)] = [
        ("clause", Text(en: "Clause", zhHant: "條款", zhHans: "条款")),
        ("asks", Text(en: "What is asked", zhHant: "要求", zhHans: "要求")),
        ("kinds", Text(en: "How it is answered", zhHant: "回應方式", zhHans: "回应方式")),
        ("duty", Text(en: "Duty", zhHant: "職責", zhHans: "职责")),
        ("of", Text(en: "Of", zhHant: "對象", zhHans: "对象")),
        ("standing", Text(en: "Standing", zhHant: "情況", zhHans: "情况")),
        ("due", Text(en: "Due", zhHant: "期限", zhHans: "期限")),
        ("dueAt", Text(en: "Due next", zhHant: "下次期限", zhHans: "下次期限")),
        ("officers", Text(en: "Whose it is", zhHant: "負責人員", zhHans: "负责人员")),
        ("region", Text(en: "Place", zhHant: "地區", zhHans: "地区")),
        ("day", Text(en: "Day", zhHant: "日期", zhHans: "日期")),
        ("exception", Text(en: "Counts as", zhHant: "視作", zhHans: "视作")),
        ("dutyResult", Text(en: "Outcome", zhHant: "結果", zhHans: "结果")),
        ("complete", Text(en: "Whole year", zhHant: "完整年份", zhHans: "完整年份")),
        ("closed", Text(en: "Days off", zhHant: "休息日", zhHans: "休息日")),
        ("working", Text(en: "Working days", zhHant: "工作日", zhHans: "工作日")),
        ("days", Text(en: "Days", zhHant: "日數", zhHans: "天数")),
        ("content", Text(en: "What", zhHant: "內容", zhHans: "内容")),
        ("count", Text(en: "Count", zhHant: "數量", zhHans: "数量")),
        ("bytesEach", Text(en: "Bytes each", zhHant: "每項位元組", zhHans: "每项字节")),
        ("yearCount", Text(en: "In a year", zhHant: "一年新增", zhHans: "一年新增")),
        ("yearBytes", Text(en: "Bytes in a year", zhHant: "一年位元組", zhHans: "一年字节")),
        ("answeredBy", Text(en: "Answered by", zhHant: "相關安排", zhHans: "相关安排")),
    ]
}
