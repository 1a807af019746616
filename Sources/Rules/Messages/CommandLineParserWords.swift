/// The argument parser's fixed English, with what stands for it in Chinese.
public enum CommandLineParserWords {
    /// Replaced at the beginning of a line.
    public static let lineStarts: [(String, Text)] = [
        ("OVERVIEW: ", Text(en: "OVERVIEW: ", zhHant: "概要：", zhHans: "概要：")),
        ("USAGE: ", Text(en: "USAGE: ", zhHant: "用法：", zhHans: "用法：")),
        ("ARGUMENTS:", Text(en: "ARGUMENTS:", zhHant: "參數：", zhHans: "参数：")),
        ("OPTIONS:", Text(en: "OPTIONS:", zhHant: "選項：", zhHans: "选项：")),
        ("SUBCOMMANDS:", Text(en: "SUBCOMMANDS:", zhHant: "子指令：", zhHans: "子命令：")),
    ]

    /// Replaced wherever they stand in a line, once.
    public static let phrases: [(String, Text)] = [
        (
            "Show help information.",
            Text(en: "Show help information.", zhHant: "顯示說明。", zhHans: "显示帮助。")
        ),
        (
            "for detailed help.",
            Text(en: "for detailed help.", zhHant: "可看詳細說明。", zhHans: "可看详细帮助。")
        ),
        ("  See '", Text(en: "  See '", zhHant: "  執行 '", zhHans: "  执行 '")),
        ("(values: ", Text(en: "(values: ", zhHant: "(可用：", zhHans: "(可用：")),
        ("; default: ", Text(en: "; default: ", zhHant: "；預設：", zhHans: "；默认：")),
        ("(default: ", Text(en: "(default: ", zhHant: "(預設：", zhHans: "(默认：")),
        (
            "Missing expected argument",
            Text(en: "Missing expected argument", zhHant: "欠缺參數", zhHans: "缺少参数")
        ),
        (
            "Missing required subcommand.",
            Text(en: "Missing required subcommand.", zhHant: "欠缺子指令。", zhHans: "缺少子命令。")
        ),
        ("Missing value for", Text(en: "Missing value for", zhHant: "欠缺選項的值：", zhHans: "缺少选项的值：")),
        ("Unknown option", Text(en: "Unknown option", zhHant: "沒有此選項：", zhHans: "没有此选项：")),
        (". Did you mean", Text(en: ". Did you mean", zhHant: "。是否想用", zhHans: "。是否想用")),
        (
            "unexpected arguments:",
            Text(en: "unexpected arguments:", zhHant: "多餘的參數：", zhHans: "多余的参数：")
        ),
        (
            "Unexpected argument",
            Text(en: "Unexpected argument", zhHant: "多餘的參數：", zhHans: "多余的参数：")
        ),
        ("The value '", Text(en: "The value '", zhHant: "值 '", zhHans: "值 '")),
        ("is invalid for", Text(en: "is invalid for", zhHant: "不適用於", zhHans: "不适用于")),
        (
            ". Please provide one of the following:",
            Text(
                en: ". Please provide one of the following:", zhHant: "。請用以下其一：",
                zhHans: "。请用以下其一：")
        ),
        (
            ". Please provide one of",
            Text(en: ". Please provide one of", zhHant: "。請用以下其一：", zhHans: "。请用以下其一：")
        ),
        ("' and '", Text(en: "' and '", zhHant: "' 或 '", zhHans: "' 或 '")),
        ("' or '", Text(en: "' or '", zhHant: "' 或 '", zhHans: "' 或 '")),
        ("is invalid.", Text(en: "is invalid.", zhHant: "不正確。", zhHans: "不正确。")),
        ("Missing one of:", Text(en: "Missing one of:", zhHant: "欠缺以下其一：", zhHans: "缺少以下其一：")),
        ("The option '", Text(en: "The option '", zhHant: "選項 '", zhHans: "选项 '")),
        (
            "does not take any value, but",
            Text(en: "does not take any value, but", zhHant: "不帶值，但給了", zhHans: "不带值，但给了")
        ),
        (" was specified.", Text(en: " was specified.", zhHant: "。", zhHans: "。")),
        (
            "Value to be set with flag",
            Text(en: "Value to be set with flag", zhHant: "選項", zhHans: "选项")
        ),
        (
            "had already been set with flag",
            Text(en: "had already been set with flag", zhHant: "與此選項重複：", zhHans: "与此选项重复：")
        ),
        ("   or: ", Text(en: "   or: ", zhHant: "   或：", zhHans: "   或：")),
        (
            "Can't autodetect a supported shell.",
            Text(
                en: "Can't autodetect a supported shell.", zhHant: "未能辨認 shell。",
                zhHans: "未能识别 shell。")
        ),
        (
            "Can't generate completion scripts for",
            Text(
                en: "Can't generate completion scripts for", zhHant: "不支援此 shell 的補全：",
                zhHans: "不支持此 shell 的补全：")
        ),
        (
            "Please use --generate-completion-script=<shell> with one of:",
            Text(
                en: "Please use --generate-completion-script=<shell> with one of:",
                zhHant: "請用 --generate-completion-script=<shell>，shell 為以下其一：",
                zhHans: "请用 --generate-completion-script=<shell>，shell 为以下其一：")
        ),
    ]
}
