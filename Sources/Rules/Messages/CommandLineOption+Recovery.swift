extension CommandLineOption {
    public static let newIdentity = Text(
        en: "Write the identity there, for you alone.", zhHant: "把身份寫入此檔案，只供你使用。",
        zhHans: "把身份写入此文件，只供你使用。")
    public static let backupRecipient = Text(
        en: "Who can restore it: age1…", zhHant: "可還原者：age1…", zhHans: "可恢复者：age1…")
    public static let backupTarget = Text(
        en: "Write the backup there, on the server's machine; nothing may be there yet.",
        zhHant: "把備份寫入伺服器電腦的此處；該處不可已有檔案。", zhHans: "把备份写入服务器计算机的此处；该处不可已有文件。")
    public static let backupFile = Text(
        en: "The backup.", zhHant: "備份檔案。", zhHans: "备份文件。")
    public static let backupIdentity = Text(
        en: "The identity's file.", zhHant: "身份檔案。", zhHans: "身份文件。")
    public static let restoreTarget = Text(
        en: "The data folder to make.", zhHant: "要建立的資料夾。", zhHans: "要建立的数据文件夹。")
    public static let seenCheckpoint = Text(
        en: "A checkpoint that somebody kept; may be repeated.", zhHant: "他人保存的檢查點；可重複。",
        zhHans: "他人保存的检查点；可重复。")
    public static let lostCertificates = Text(
        en: "Certificates that anybody has: a file or a folder; may be repeated.",
        zhHant: "他人所持的證書：檔案或資料夾；可重複。", zhHans: "他人所持的证书：文件或文件夹；可重复。")
    public static let successionSigner = Text(
        en: "The key of a security officer who signs; two at least.",
        zhHant: "簽署的保安主任的密碼匙；至少兩條。", zhHans: "签署的安全管理员的密钥；至少两个。")
    public static let seenList = Text(
        en: "A published list, in a file or at an http address; may be repeated.",
        zhHant: "已公布的清單，在檔案內或 http 地址上；可重複。", zhHans: "已公布的列表，在文件内或 http 地址上；可重复。")
}
