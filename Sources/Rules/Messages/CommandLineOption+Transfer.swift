extension CommandLineOption {
    public static let importCertificate = Text(
        en: "The authority's own certificate, PEM or DER.", zhHant: "該機關本身的證書（PEM 或 DER）。",
        zhHans: "该机构本身的证书（PEM 或 DER）。")
    public static let importPrivateKey = Text(
        en: "Its private key, PKCS#8 in PEM without password; none keeps the register alone.",
        zhHant: "其私人密碼匙（無密碼的 PKCS#8，PEM）；如只保存登記冊，可略去。",
        zhHans: "其私钥（无密码的 PKCS#8，PEM）；如只保存登记册，可略去。")
    public static let importIndex = Text(
        en: "The index of openssl ca.", zhHant: "openssl ca 的索引。", zhHans: "openssl ca 的索引。")
    public static let importTable = Text(
        en: "EJBCA's table CertificateData, as CSV with a header.",
        zhHant: "EJBCA 的 CertificateData 資料表，附標題行的 CSV。",
        zhHans: "EJBCA 的 CertificateData 数据表，带标题行的 CSV。")
    public static let importFolder = Text(
        en: "Certificates in files of their own, PEM or DER.", zhHant: "每個檔案一張證書（PEM 或 DER）的資料夾。",
        zhHans: "每个文件一张证书（PEM 或 DER）的文件夹。")
    public static let importList = Text(
        en: "The authority's last full revocation list.", zhHant: "該機關最後一份完整證書撤銷清單。",
        zhHans: "该机构最后一份完整证书吊销列表。")
    public static let exportTarget = Text(
        en: "Make this folder, on the server's machine; nothing may be there yet.",
        zhHant: "在伺服器電腦建立此資料夾；該處不可已有任何東西。", zhHans: "在服务器计算机建立此文件夹；该处不可已有任何东西。")
    public static let importDryRun = Text(
        en: "Only look: count, and name each conflict; changes nothing.",
        zhHant: "只作查看：計數並指出每項衝突；不作任何更改。", zhHans: "只作查看：计数并指出每项冲突；不作任何更改。")
}
