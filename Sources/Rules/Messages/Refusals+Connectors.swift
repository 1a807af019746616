// What is refused where sources outside are asked (CP 5.5B1, 5.5B4, 5.5c, 5.5e).

extension RefusalCode {
    public static let connectorUnknown = RefusalCode(
        "connector.unknown", clause: "5.5c",
        en: (
            "The practice names no connector \"{connector}\".",
            "Connectors are: {known}. Administrators name them in the setting `connectors`, by a "
                + "proposal."
        ),
        zhHant: ("作業設定沒有連接器「{connector}」。", "連接器為：{known}。由管理員以提案在設定 `connectors` 內指明。"),
        zhHans: ("业务设置没有连接器“{connector}”。", "连接器为：{known}。由管理员以提案在设置 `connectors` 内指明。"))

    public static let connectorProvesNothing = RefusalCode(
        "connector.provesNothing", clause: "5.5c",
        en: (
            "Connector \"{connector}\" proves nothing about the subject of application {id}.",
            "Nobody was asked. Databases, faces, electronic identities and accounts are for persons, "
                + "registers of companies for organisations; a gateway for messages proves nothing."
        ),
        zhHant: (
            "連接器「{connector}」不能證明申請「{id}」主體的任何事項。",
            "並未向任何來源查詢。資料庫、人臉、電子身份及戶口用於個人，公司登記冊用於機構；訊息閘道不證明任何事項。"
        ),
        zhHans: (
            "连接器“{connector}”不能证明申请“{id}”主体的任何事项。",
            "并未向任何来源查询。数据库、人脸、电子身份及账户用于个人，企业登记册用于机构；短信网关不证明任何事项。"
        ))

    /// - Parameter clause: by which its word has to be recognised.
    public static func connectorSourceUnknown(clause: String) -> RefusalCode {
        RefusalCode(
            "connector.sourceUnknown", clause: clause,
            en: (
                "The practice does not recognise source {source} of connector \"{connector}\".",
                "Nobody was asked. Only what `recognisedDatabases` or `authoritativeSources` names "
                    + "counts; administrators change them by a proposal."
            ),
            zhHant: (
                "作業設定並不認可連接器「{connector}」的來源 {source}。",
                "並未向任何來源查詢。只有 `recognisedDatabases` 或 `authoritativeSources` 所列者方可作準；由管理員以提案更改。"
            ),
            zhHans: (
                "业务设置并不认可连接器“{connector}”的来源 {source}。",
                "并未向任何来源查询。只有 `recognisedDatabases` 或 `authoritativeSources` 所列者才能作准；由管理员以提案更改。"
            ))
    }

    /// - Parameter clause: 5.5B4 of auxiliary sources, 5.5e of all others.
    public static func connectorAgreementMissing(clause: String) -> RefusalCode {
        RefusalCode(
            "connector.agreementMissing", clause: clause,
            en: (
                "No contract {number} that divides responsibility is in force for connector "
                    + "\"{connector}\".",
                "Nobody was asked. Enter the contract with `dividesLiability` yes in the register of "
                    + "contracts, or identify the applicant by another way."
            ),
            zhHant: (
                "連接器「{connector}」沒有有效而劃分責任的合約 {number}。",
                "並未向任何來源查詢。請在合約登記冊記入該合約，`dividesLiability` 填 yes；或以其他方式識別申請人。"
            ),
            zhHans: (
                "连接器“{connector}”没有有效且划分责任的合同 {number}。",
                "并未向任何来源查询。请在合同登记册记入该合同，`dividesLiability` 填 yes；或以其他方式鉴别申请人。"
            ))
    }

    /// - Parameter clause: by which it is asked.
    public static func connectorSubjectDefective(clause: String) -> RefusalCode {
        RefusalCode(
            "connector.subjectDefective", clause: clause,
            en: (
                "What the connector is to be asked about is missing, unknown or not written as it "
                    + "must be: {fields}.",
                "Nobody was asked. It is asked about: {known}; the name comes from the statement. "
                    + "Write each under `subject:` of the sheet."
            ),
            zhHant: (
                "供連接器查詢的資料欠缺、不明或寫法不正確：{fields}。",
                "並未向任何來源查詢。所需資料：{known}；姓名或名稱取自陳述。各寫於表格的 `subject:` 之下。"
            ),
            zhHans: (
                "供连接器查询的资料缺少、不明或写法不正确：{fields}。",
                "并未向任何来源查询。所需资料：{known}；姓名或名称取自陈述。各写于表格的 `subject:` 之下。"
            ))
    }

    /// - Parameter clause: by which it is asked.
    public static func connectorNumberOther(clause: String) -> RefusalCode {
        RefusalCode(
            "connector.numberOther", clause: clause,
            en: (
                "The application states no document with this number.",
                "Nobody was asked. A source is asked about the applicant alone: by a document that "
                    + "the application names, or the organisation's identifier. Give the "
                    + "application back for correction where its number is wrong."
            ),
            zhHant: (
                "申請所陳述的文件並無此號碼。",
                "並未向任何來源查詢。來源只供查詢申請人：須用申請所載的文件，或機構的識別號碼。如申請的號碼有誤，請退回更正。"
            ),
            zhHans: (
                "申请所陈述的证件并无此号码。",
                "并未向任何来源查询。来源只供查询申请人：须用申请所载的证件，或机构的识别号码。如申请的号码有误，请退回更正。"
            ))
    }

    /// - Parameter clause: by which it is asked.
    public static func connectorPicturesOther(clause: String) -> RefusalCode {
        RefusalCode(
            "connector.picturesOther", clause: clause,
            en: (
                "The pictures are not those that the connector compares.",
                "Nobody was asked. It compares, in this order: {known}. Name the file of each "
                    + "under `pictures:` of the sheet."
            ),
            zhHant: (
                "圖片並非連接器所比對者。", "並未向任何來源查詢。依次比對：{known}。各於表格的 `pictures:` 之下指明檔案。"
            ),
            zhHans: (
                "图片并非连接器所比对者。", "并未向任何来源查询。依次比对：{known}。各在表格的 `pictures:` 之下指明文件。"
            ))
    }

    public static let connectorUnreachable = RefusalCode(
        "connector.unreachable", clause: "5.5c",
        en: (
            "Connector \"{connector}\" gave no answer: {reason}.",
            "Nothing was put down and the application is as it was. Ask again later, or identify the "
                + "applicant face to face (method A). The journal says that it was asked."
        ),
        zhHant: (
            "連接器「{connector}」沒有回覆：{reason}。",
            "沒有記錄任何證據，申請維持原狀。請稍後再查詢，或面對面識別申請人（方法 A）。日誌已記錄曾作查詢。"
        ),
        zhHans: (
            "连接器“{connector}”没有回复：{reason}。",
            "没有记录任何证据，申请维持原状。请稍后再查询，或面对面鉴别申请人（方法 A）。日志已记录曾作查询。"
        ))

    public static let connectorPaused = RefusalCode(
        "connector.paused", clause: "5.5c",
        en: (
            "Connector \"{connector}\" is not asked for {seconds} seconds: it failed several times, or "
                + "too many questions wait for it.",
            "Nothing was put down. Ask again then, or identify the applicant face to face (method A)."
        ),
        zhHant: (
            "連接器「{connector}」多次失敗，或等候查詢過多，{seconds} 秒內不會再查詢。",
            "沒有記錄任何證據。請於其後再查詢，或面對面識別申請人（方法 A）。"
        ),
        zhHans: (
            "连接器“{connector}”多次失败，或等候查询过多，{seconds} 秒内不会再查询。",
            "没有记录任何证据。请在其后再查询，或面对面鉴别申请人（方法 A）。"
        ))

    public static let connectorUntrusted = RefusalCode(
        "connector.untrusted", clause: "5.5c",
        en: (
            "Connector \"{connector}\" could not prove who it is, or would not take us: {reason}.",
            "Nothing was put down. Whoever runs the machine compares the files in "
                + "`connectors/{connector}` with the root that the practice names, and asks the "
                + "source's operator whether its certificate changed."
        ),
        zhHant: (
            "連接器「{connector}」未能證明其身份，或不接納我方：{reason}。",
            "沒有記錄任何證據。由系統操作員核對 `connectors/{connector}` 內的檔案與作業設定指明的根證書，並向來源的營運者查詢其證書有否更改。"
        ),
        zhHans: (
            "连接器“{connector}”未能证明其身份，或不接纳我方：{reason}。",
            "没有记录任何证据。由系统操作员核对 `connectors/{connector}` 内的文件与业务设置指明的根证书，并向来源的运营者查询其证书是否更改。"
        ))

    public static let connectorAddressRefused = RefusalCode(
        "connector.addressRefused", clause: "5.5c",
        en: (
            "Connector \"{connector}\" leads to {address}, which is nobody's address outside.",
            "It was not connected to. If that is a gateway of yours, administrators name its network in "
                + "`connectorNetworks` by a proposal; otherwise somebody may have changed the name."
        ),
        zhHant: (
            "連接器「{connector}」指向 {address}，該地址不屬外部任何機構。",
            "並未連接。如屬貴機構的閘道，由管理員以提案把其網絡列入 `connectorNetworks`；否則該名稱可能已被更改。"
        ),
        zhHans: (
            "连接器“{connector}”指向 {address}，该地址不属外部任何机构。",
            "并未连接。如属贵机构的网关，由管理员以提案把其网络列入 `connectorNetworks`；否则该名称可能已被更改。"
        ))

    public static let connectorAnswerRefused = RefusalCode(
        "connector.answerRefused", clause: "5.5c",
        en: (
            "What connector \"{connector}\" answered does not count: {reason}.",
            "Nothing was put down. Tell the source's operator; the log has the number of the request. "
                + "Identify the applicant another way meanwhile."
        ),
        zhHant: (
            "連接器「{connector}」的回覆不予採納：{reason}。",
            "沒有記錄任何證據。請通知來源的營運者；記錄檔載有請求編號。其間以其他方式識別申請人。"
        ),
        zhHans: (
            "连接器“{connector}”的回复不予采纳：{reason}。",
            "没有记录任何证据。请通知来源的运营者；日志文件载有请求编号。其间以其他方式鉴别申请人。"
        ))

    public static let connectorEnvironmentOther = RefusalCode(
        "connector.environmentOther", clause: "5.5c",
        en: (
            "Connector \"{connector}\" answers from a simulator or a test installation, and this is "
                + "production.",
            "Nothing was put down: such answers are about nobody. Administrators give the connector the "
                + "source's own address and root, by a proposal."
        ),
        zhHant: (
            "連接器「{connector}」的回覆來自模擬器或測試系統，而此處為生產環境。",
            "沒有記錄任何證據：此類回覆與真實的人無關。由管理員以提案改用來源本身的地址及根證書。"
        ),
        zhHans: (
            "连接器“{connector}”的回复来自模拟器或测试系统，而此处为生产环境。",
            "没有记录任何证据：此类回复与真实的人无关。由管理员以提案改用来源本身的地址和根证书。"
        ))
}
