import CertificatePolicy

/// What the command line says: `identity --folder FOLDER` with options.
struct SimulatorArguments: Sendable, Equatable {
    private(set) var folder: String
    private(set) var port = 0
    private(set) var play = SimulatedSource.Play.match
    private(set) var lateSeconds = 60

    /// Nil for anything else.
    init?(_ arguments: [String]) {
        guard arguments.first == "identity", arguments.count % 2 == 1 else { return nil }
        var said: [String: String] = [:]
        for place in stride(from: 1, to: arguments.count, by: 2) {
            guard ["--folder", "--port", "--play", "--late"].contains(arguments[place]),
                said.updateValue(arguments[place + 1], forKey: arguments[place]) == nil
            else { return nil }
        }
        guard let folder = said["--folder"], !folder.isEmpty else { return nil }
        self.folder = folder
        if let text = said["--port"] {
            guard let port = text == "0" ? 0 : BaseURL.port(text.utf8) else { return nil }
            self.port = port
        }
        if let text = said["--play"] {
            guard let play = SimulatedSource.Play(rawValue: text) else { return nil }
            self.play = play
        }
        if let text = said["--late"] {
            guard let seconds = Int(text), (1...3600).contains(seconds) else { return nil }
            lateSeconds = seconds
        }
    }
}
