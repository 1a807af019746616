/// Who has priority where names collide, as the practice statement has to say. CP 5.2b.
public enum NameCollisionRule {
    public static let clause = "5.2b"

    public static let text = Text(
        en: "Nobody's name has priority. Subscribers of the same name each have it in their "
            + "certificates, and are told apart by the subscriber reference number "
            + "(serialNumber), which each keeps for life. Whether two are one is decided by an "
            + "approver on documents, and recorded.",
        zhHant: "名稱並無先後之分。同名的登記人均可在其證書使用該名稱，以終身不變的登記人編號"
            + "（serialNumber）區別。兩者是否同一人或同一機構，由批准人憑證件決定，並予記錄。",
        zhHans: "名称并无先后之分。同名的订户均可在其证书使用该名称，以终身不变的订户编号"
            + "（serialNumber）区别。两者是否同一人或同一机构，由批准人凭证件决定，并予记录。")
}
