// Refusals of the rules: who may act.

extension RefusalCode {
    public static let authorisationNotForOfficers = RefusalCode(
        "authorisation.notForOfficers", clause: "7.10",
        en: (
            "This is not done by officers: {operation}.",
            "Leave it to the system or to the applicant, whose act it is."
        ),
        zhHant: ("此操作並非由人員執行：{operation}。", "請由系統或申請人自行進行。"),
        zhHans: ("此操作不是由人员执行：{operation}。", "请由系统或申请人自行进行。"))

    public static let authorisationOfficerSuspended = RefusalCode(
        "authorisation.officerSuspended", clause: "7.13",
        en: (
            "Officer {officer} is suspended and cannot do this: {operation}.",
            "Ask another officer, or have the suspension lifted."
        ),
        zhHant: ("人員 {officer} 已被停職，不能執行「{operation}」。", "請由其他人員執行，或先解除其停職。"),
        zhHans: ("人员 {officer} 已被停职，不能执行“{operation}”。", "请由其他人员执行，或先解除其停职。"))

    public static let authorisationKeyRetired = RefusalCode(
        "authorisation.keyRetired", clause: "7.13c",
        en: (
            "Officer {officer} signed this with a key that is no longer in use: {operation}.",
            "Sign again with the officer's present key."
        ),
        zhHant: ("人員 {officer} 簽署「{operation}」所用的密碼匙已停用。", "請用該人員現用的密碼匙重新簽署。"),
        zhHans: ("人员 {officer} 签署“{operation}”所用的密钥已停用。", "请用该人员现用的密钥重新签署。"))

    public static let authorisationRoleMissing = RefusalCode(
        "authorisation.roleMissing", clause: "7.10",
        en: (
            "Officer {officer} does not hold the role for this, here and now: {operation} "
                + "({role}).",
            "Ask an officer who holds it, or have it granted by the security officers."
        ),
        zhHant: (
            "人員 {officer} 此時此處沒有可執行「{operation}」的職務（{role}）。",
            "請由擔任該職務的人員執行，或由保安主任授予該職務。"
        ),
        zhHans: (
            "人员 {officer} 此时此处没有可执行“{operation}”的岗位（{role}）。",
            "请由担任该岗位的人员执行，或由安全管理员授予该岗位。"
        ))

    public static let grantUnscreened = RefusalCode(
        "grant.unscreened", clause: "7.13",
        en: (
            "The register of personnel has no vetting in force of {officer}, so the role {role} is not "
                + "given.",
            "A security officer enters the file with its vetting: kapok record add personnel. Then propose "
                + "again."
        ),
        zhHant: (
            "人員登記冊內沒有 {officer} 的有效審查，故不授予「{role}」職務。",
            "請由保安主任登記該人員的檔案及審查（kapok record add personnel），然後重新提出。"
        ),
        zhHans: (
            "人员登记册内没有 {officer} 的有效审查，故不授予“{role}”岗位。",
            "请由安全管理员登记该人员的档案及审查（kapok record add personnel），然后重新提出。"
        ))

    public static let grantScreeningLapsed = RefusalCode(
        "grant.screeningLapsed", clause: "7.13",
        en: (
            "The vetting of {officer} lapsed: record {record} was good until {day}. Until it is renewed the "
                + "role {role} is not given.",
            "A security officer enters the new vetting: kapok record change {record}, with screenedOn, "
                + "screenedBy and screenedUntil. Then propose again."
        ),
        zhHant: (
            "{officer} 的審查已逾期：紀錄 {record} 有效至 {day}。更新前不授予「{role}」職務。",
            "請由保安主任登記新的審查（kapok record change {record}，填寫 screenedOn、screenedBy 及 screenedUntil），然後重新提出。"
        ),
        zhHans: (
            "{officer} 的审查已逾期：记录 {record} 有效至 {day}。更新前不授予“{role}”岗位。",
            "请由安全管理员登记新的审查（kapok record change {record}，填写 screenedOn、screenedBy 及 screenedUntil），然后重新提出。"
        ))

    public static let authorisationUnscreened = RefusalCode(
        "authorisation.unscreened", clause: "7.13b",
        en: (
            "The register of personnel has no vetting in force of officer {officer}, so this is not "
                + "done as {role}: {operation}. Acts that tighten, and other work, go on.",
            "A security officer enters the vetting: kapok record add personnel. Then sign again."
        ),
        zhHant: (
            "人員登記冊內沒有 {officer} 的有效審查，故不能以「{role}」身分執行「{operation}」。收緊性質的操作及其他工作不受影響。",
            "請由保安主任登記審查（kapok record add personnel），然後重新簽署。"
        ),
        zhHans: (
            "人员登记册内没有 {officer} 的有效审查，故不能以“{role}”身份执行“{operation}”。收紧性质的操作及其他工作不受影响。",
            "请由安全管理员登记审查（kapok record add personnel），然后重新签署。"
        ))

    public static let authorisationScreeningLapsed = RefusalCode(
        "authorisation.screeningLapsed", clause: "7.13b",
        en: (
            "The vetting of officer {officer} lapsed: record {record} was good until {day}. Until it is "
                + "renewed this is not done as {role}: {operation}. Acts that tighten go on.",
            "A security officer enters the new vetting: kapok record change {record}, with screenedOn, "
                + "screenedBy and screenedUntil. Then sign again."
        ),
        zhHant: (
            "人員 {officer} 的審查已逾期：紀錄 {record} 有效至 {day}。更新前不能以「{role}」身分執行「{operation}」；收緊性質的操作不受影響。",
            "請由保安主任登記新的審查（kapok record change {record}，填寫 screenedOn、screenedBy 及 screenedUntil），然後重新簽署。"
        ),
        zhHans: (
            "人员 {officer} 的审查已过期：记录 {record} 有效至 {day}。更新前不能以“{role}”身份执行“{operation}”；收紧性质的操作不受影响。",
            "请由安全管理员登记新的审查（kapok record change {record}，填写 screenedOn、screenedBy 和 screenedUntil），然后重新签署。"
        ))

    public static let authorisationUntrained = RefusalCode(
        "authorisation.untrained", clause: "7.14b",
        en: (
            "The register of training has nothing passed by officer {officer} for the role {role}, so this "
                + "is not done: {operation}. Acts that tighten, and other roles, go on.",
            "A security officer enters the training: kapok record add training, for this role or for all. "
                + "Then sign again."
        ),
        zhHant: (
            "培訓登記冊內沒有 {officer} 就職務「{role}」合格的培訓，故不能執行「{operation}」。收緊性質的操作及其他職務不受影響。",
            "請由保安主任登記該職務或所有職務的培訓（kapok record add training），然後重新簽署。"
        ),
        zhHans: (
            "培训登记册内没有 {officer} 就岗位“{role}”合格的培训，故不能执行“{operation}”。收紧性质的操作及其他岗位不受影响。",
            "请由安全管理员登记该岗位或所有岗位的培训（kapok record add training），然后重新签署。"
        ))

    public static let authorisationTrainingLapsed = RefusalCode(
        "authorisation.trainingLapsed", clause: "7.14b",
        en: (
            "The training of officer {officer} for the role {role} lapsed: record {record} was good until "
                + "{day}. Until it is renewed this is not done: {operation}. Acts that tighten, and other "
                + "roles, go on.",
            "A security officer enters the new training: kapok record add training, for this role or for "
                + "all. Then sign again."
        ),
        zhHant: (
            "人員 {officer} 就職務「{role}」的培訓已逾期：紀錄 {record} 有效至 {day}。更新前不能執行「{operation}」；"
                + "收緊性質的操作及其他職務不受影響。",
            "請由保安主任登記該職務或所有職務的新培訓（kapok record add training），然後重新簽署。"
        ),
        zhHans: (
            "人员 {officer} 就岗位“{role}”的培训已过期：记录 {record} 有效至 {day}。更新前不能执行“{operation}”；"
                + "收紧性质的操作及其他岗位不受影响。",
            "请由安全管理员登记该岗位或所有岗位的新培训（kapok record add training），然后重新签署。"
        ))

    public static let authorisationPersonMustDiffer = RefusalCode(
        "authorisation.personMustDiffer", clause: "7.11a",
        en: (
            "Officer {officer} acted in this case before ({earlier}); another person has to do "
                + "this: {operation}.",
            "Ask an officer who has not acted in this case."
        ),
        zhHant: (
            "人員 {officer} 已在此個案執行「{earlier}」；「{operation}」必須由另一人執行。",
            "請由未曾參與此個案的人員執行。"
        ),
        zhHans: (
            "人员 {officer} 已在此案件执行“{earlier}”；“{operation}”必须由另一人执行。",
            "请由未曾参与此案件的人员执行。"
        ))

    public static let authorisationAlreadyTookPart = RefusalCode(
        "authorisation.alreadyTookPart", clause: "7.11b",
        en: (
            "Officer {officer} took part in this already, and each person counts once: "
                + "{operation}.",
            "Have another officer with the role take part."
        ),
        zhHant: ("人員 {officer} 已參與「{operation}」；每人只計算一次。", "請由另一位擔任該職務的人員參與。"),
        zhHans: ("人员 {officer} 已参与“{operation}”；每人只计算一次。", "请由另一位担任该岗位的人员参与。"))
}
