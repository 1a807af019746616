import Foundation
import Messages

// Plays sources of identity for tests and demonstrations. It listens on this machine alone, and each of its
// answers says what it is, so that no production authority takes one.
guard let arguments = SimulatorArguments(Array(CommandLine.arguments.dropFirst())) else {
    let plays = SimulatedSource.Play.allCases.map(\.rawValue).joined(separator: ", ")
    for language in Language.allCases {
        FileHandle.standardError.write(
            Data("\(SimulatorWords.usage.text(in: language, ["plays": plays]))\n".utf8))
    }
    exit(2)
}
do {
    try await IdentityServer(
        SimulatorFolder(arguments.folder), play: arguments.play,
        lateness: .seconds(arguments.lateSeconds)
    ).run(host: "127.0.0.1", port: arguments.port)
} catch {
    FileHandle.standardError.write(Data("kapok-simulator: \(error)\n".utf8))
    exit(1)
}
