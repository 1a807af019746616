import Messages

/// One line of the section `modules:` of `signer.yaml`, or of `kapok.yaml` where the server signs by itself: `name: LIBRARY SERIAL PINFILE`, or with `SESSIONS` after it.
///
/// A token of a PKCS#11 module in which keys of authorities are made. The file of the PIN is for environment `test`:
/// in `production` what opens a token is split among people (CP 8.10a).
struct ModuleSetting: Sendable, Equatable {
    let name: String
    /// The module, by its absolute path.
    let library: String
    /// The token's serial number, by which the register has it.
    let serial: String
    /// Relative to the folder of the settings.
    let pinFile: String
    /// How many signatures the token makes at once; nil for as many as this machine has processors.
    let sessions: Int?

    /// As it stands behind the name.
    var text: String {
        ([library, serial, pinFile] + (sessions.map { ["\($0)"] } ?? [])).joined(separator: " ")
    }

    /// - Throws: `configuration.module`, naming the setting.
    init(name: String, text: String?) throws(Refusal) {
        let parts = (text ?? "").split(separator: " ").map(String.init)
        let sessions = parts.count == 4 ? Int(parts[3]) : nil
        guard OutsideAddress.isName(name), (3...4).contains(parts.count),
            parts[0].hasPrefix("/"), (1...16).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            parts.count == 3 || (1...256).contains(sessions ?? 0)
        else {
            let setting = "modules.\(name)"
            throw Refusal(.moduleSettingInvalid, field: setting, ["name": setting])
        }
        self.name = name
        (library, serial, pinFile) = (parts[0], parts[1], parts[2])
        self.sessions = sessions
    }

    /// A whole section, in the order of the names.
    /// - Throws: `configuration.module`, `configuration.moduleRepeated`.
    static func all(_ section: [String: String?]?) throws(Refusal) -> [ModuleSetting] {
        let lines = (section ?? [:]).sorted { $0.key < $1.key }
        let settings = try lines.map { line throws(Refusal) in
            try ModuleSetting(name: line.key, text: line.value)
        }
        let twice = settings.indices.first { place in
            settings[..<place].contains { $0.serial == settings[place].serial }
        }
        if let twice = twice.map({ settings[$0] }) {
            throw Refusal(
                .moduleSettingRepeated, field: "modules.\(twice.name)",
                ["name": "modules.\(twice.name)", "serial": twice.serial])
        }
        return settings
    }
}
