import CanonicalJSON
import Messages

/// What one command works with: its options as values, its console, and ways to the server.
struct Session: Sendable {
    let console: Console
    let surroundings: Surroundings
    let node: NodeAccess
    let dataFolder: String
    let server: ServerAccess?
    let officerName: String?
    let keyFile: String?
    let at: Moment?
    let acceptsSuccession: Bool
    let openedKeys = OpenedKeys()

    init(
        _ options: GlobalOptions, console: Console, surroundings: Surroundings
    ) {
        self.console = console
        self.surroundings = surroundings
        node = surroundings.node
        dataFolder = options.dataFolder ?? surroundings["KAPOK_DATA"] ?? "./kapok-data"
        officerName = options.officer
        keyFile = options.keyFile ?? surroundings["KAPOK_KEY"]
        // Who names a folder means it, whatever the environment says.
        let url =
            options.server ?? (options.dataFolder == nil ? surroundings["KAPOK_SERVER"] : nil)
        server = url.map { [keyFile] url in
            ServerAccess(
                url: url,
                authorityFile: options.serverAuthorityFile ?? surroundings["KAPOK_SERVER_CA"],
                transportFile: options.transport ?? surroundings["KAPOK_TRANSPORT"],
                keyFile: keyFile, known: KnownLogs(surroundings),
                nowMilliseconds: surroundings.nowMilliseconds())
        }
        at = options.at
        acceptsSuccession = options.acceptsSuccession
    }

    var knownLogs: KnownLogs {
        var known = KnownLogs(surroundings)
        known.acceptsSuccession = acceptsSuccession
        return known
    }

    /// Opens the way to the API for one piece of work and closes it after.
    ///
    /// Before anything is asked, the server proves that its journal continues the one that this user
    /// saw last (CP 7.18b): what it says of a history that was changed is not worth showing.
    /// - Parameter isProven: false where the work makes that comparison itself, or says nothing of
    ///   the ledger.
    func withServer<Result: Sendable>(
        isProven: Bool = true, _ work: (Server) async throws -> Result
    ) async throws -> Result {
        let client = try await ClientChoice.connect(
            dataFolder: dataFolder, server: server, opening: officerKey, node: node,
            owed: tellOwed)
        do {
            var server = Server(client: client, place: place, language: console.language)
            if isProven {
                server.context = try await LedgerContext.fetch(from: server, knownLogs)
            }
            let result = try await work(server)
            await client.close()
            return result
        } catch {
            await client.close()
            throw error
        }
    }

    /// As the memory of checkpoints knows the server.
    private var place: String {
        server.map { SocketClient.withoutEndingSlashes($0.url) } ?? LocalFile.absolute(dataFolder)
    }

    /// The journal that the server or folder of this command showed last, if it ever did.
    var knownJournal: String? { knownLogs.journal(at: place) }

    /// What was founded anew in the folder takes no journal's place.
    func forgetPlace() throws(Refusal) {
        guard LocalFile.exists(knownLogs.path) else { return }
        var memory = try knownLogs.open()
        try memory.forget(place: place)
    }

    /// Programs are not told: what is owed stands in `health`.
    private func tellOwed(_ what: String, _ fault: any Error) {
        guard !console.isJSON else { return }
        console.note(
            console.text(
                CommandLineSentence.owed,
                [
                    "what": SafeText.of(what),
                    "reason": CommandFailure.of(fault, in: console.language).message,
                ]))
    }

    /// One query, `--at` included.
    func query(
        _ path: String, _ items: [APIQueryItem] = [], isProven: Bool = true
    ) async throws -> JSONValue {
        let items = items + (at.map { [APIQueryItem("at", $0.rfc3339)] } ?? [])
        let answer = try await withServer(isProven: isProven) { try await $0.get(path, items) }
        // A server that does not look back would answer for now without saying so.
        if at != nil && answer["at"]?.string == nil {
            throw Refusal(.commandTimeIgnored, field: "--at", ["path": path])
        }
        return answer
    }

    /// Answers a query: the answer as it came, or fields for a person.
    func showFields(_ path: String, _ items: [APIQueryItem] = []) async throws -> ExitStatus {
        let answer = try await query(path, items)
        console.show(answer) { FieldList(console.reader).rendered($0) }
        return .done
    }
}
