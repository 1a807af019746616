import Archives
import CanonicalJSON
import Cryptography
import Messages

/// The server code in this process, as far as the command line needs it.
///
/// Composition fills ``live``; tests put in their own.
struct NodeAccess: Sendable {
    /// Told of work that could not be done now and that a server will try again: what, and why.
    typealias Owed = @Sendable (_ what: String, _ fault: any Error) -> Void

    /// Opens a data folder for this one command.
    var open: @Sendable (_ dataFolder: String, _ owed: @escaping Owed) async throws -> any OpenNode
    /// Founds a data folder; the answer is shown.
    var initialise: @Sendable (FolderFounding) async throws -> JSONValue
    /// Copies the ledger of a folder into a PostgreSQL database, which takes its place.
    var moveLedger: @Sendable (_ dataFolder: String, _ database: String) async throws -> JSONValue
    /// Serves until the process is told to stop.
    var serve: @Sendable (ServingWish) async throws -> Void
    /// Judges a settings file by itself. Throws the refusal of the first defect.
    var checkSettings: @Sendable (_ path: String, _ content: [UInt8]) async throws -> JSONValue
    /// Seals the private key of an authority that is taken over (`KeyReference(adopted:)`).
    var sealKey: @Sendable (_ dataFolder: String, SoftwareKey) async throws -> Void =
        NodeAccess.sealAuthorityKey
    /// Makes a data folder from a backup; the answer is shown.
    var restore: @Sendable (RestoreWish) async throws -> JSONValue = NodeAccess.restoreFolder
    /// Does so beside a data folder, opens it, and removes it; answers the record to be entered.
    var drill: @Sendable (RestoreWish) async throws -> JSONValue = NodeAccess.drillRestore
    /// Brings a data folder into this program's form, or tells what that would change.
    var migrate: @Sendable (MigrationWish) async throws -> JSONValue = NodeAccess.migrateFolder
    /// Lets a restored data folder go on under a new name; the answer is shown.
    var succeed: @Sendable (SuccessionWish) async throws -> JSONValue = NodeAccess.succeedFolder
}

/// A data folder that this process opened.
protocol OpenNode: Sendable {
    /// - Parameter path: percent-encoded, without a query.
    func answer(
        _ method: String, _ path: String, query: [APIQueryItem], body: JSONValue?,
        language: Language
    ) async -> APIAnswer

    func close() async
}

/// What `init` is told.
struct FolderFounding: Sendable {
    struct Founder: Sendable {
        let name: String
        let key: OfficerKey
    }

    let dataFolder: String
    let organization: String
    /// Three or more; they sign the first entry.
    let founders: [Founder]
    let unlockFile: String
    let environment: String
    let baseURL: String?
    let listen: String?
    /// The PostgreSQL database that takes the ledger; nil for a file in the folder.
    var database: String?
}

/// What `serve` is told.
struct ServingWish: Sendable {
    let dataFolder: String
    let listen: String?
    let language: Language
}

/// What `restore` and `drill restore` are told.
struct RestoreWish: Sendable {
    let backup: String
    let identity: AgeIdentity
    /// The folder to make; of a drill, the folder beside which one is made.
    let dataFolder: String
}

/// The API answered by the same code in this process.
struct InProcessClient: APIClient {
    let node: any OpenNode

    func send(
        _ method: String, _ path: String, query: [APIQueryItem], body: JSONValue?,
        language: Language
    ) async throws -> APIAnswer {
        await node.answer(method, path, query: query, body: body, language: language)
    }

    func close() async { await node.close() }
}
