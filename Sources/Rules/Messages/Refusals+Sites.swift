// Sites at which applicants are received.

extension RefusalCode {
    public static let siteUnknown = RefusalCode(
        "site.unknown", clause: "7.10",
        en: (
            "No site with the code {name} is in the register of sites.",
            "`kapok record list site` shows the sites; `kapok record add site` enters one."
        ),
        zhHant: (
            "受理地點登記冊內沒有代號為「{name}」的地點。",
            "用 `kapok record list site` 查看各地點；用 `kapok record add site` 登記新地點。"
        ),
        zhHans: (
            "受理网点登记册内没有代号为“{name}”的网点。",
            "用 `kapok record list site` 查看各网点；用 `kapok record add site` 登记新网点。"
        ))

    public static let siteClosed = RefusalCode(
        "site.closed", clause: "7.10",
        en: (
            "By the register of sites, the site {name} is not open at {at}.",
            "Choose a site that is open then, or correct its days (`kapok record change`)."
        ),
        zhHant: (
            "按受理地點登記冊，地點「{name}」於 {at} 並未開放。",
            "請選用屆時開放的地點，或更正其日期（`kapok record change`）。"
        ),
        zhHans: (
            "按受理网点登记册，网点“{name}”于 {at} 并未开放。",
            "请选用届时开放的网点，或更正其日期（`kapok record change`）。"
        ))
}
