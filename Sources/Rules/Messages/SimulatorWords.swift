/// What `kapok-simulator` says to people.
package enum SimulatorWords {
    package static let usage = Text(
        en: "Usage: kapok-simulator identity --folder FOLDER [--port PORT] [--play PLAY] "
            + "[--late SECONDS]\nPlays sources of identity on 127.0.0.1, for tests alone. FOLDER "
            + "gets the certificates of both sides. Plays: {plays}.",
        zhHant: "用法：kapok-simulator identity --folder FOLDER [--port PORT] [--play PLAY] "
            + "[--late SECONDS]\n在 127.0.0.1 模擬身份來源，只供測試。雙方證書存於 FOLDER。模擬情形：{plays}。",
        zhHans: "用法：kapok-simulator identity --folder FOLDER [--port PORT] [--play PLAY] "
            + "[--late SECONDS]\n在 127.0.0.1 模拟身份来源，仅供测试。双方证书存于 FOLDER。模拟情形：{plays}。")
}
