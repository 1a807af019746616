import CanonicalJSON
import CertificatePolicy
import Cryptography
import Foundation
import Governance
import KeyCustody
import Ledger
import MerkleLog
import Messages

/// `kapok init`: a new data folder, its secrets sealed, its genesis signed by every founder.
///
/// The folder is made under a temporary name and renamed when it is whole, so that a founding that
/// fails leaves nothing that looks like an authority.
struct Founding: Sendable {
    let request: FolderFounding

    /// What every founder may do: take in officers, and found authorities.
    static let founderRoles: [Role] = [.securityOfficer, .caAdministrator]

    func found() async throws -> JSONValue {
        guard request.environment == "test" else {
            throw Refusal(.productionNotYet, field: "environment")
        }
        guard request.founders.count >= Genesis.minimumFounders else {
            throw Refusal(
                .foundersTooFew, field: "founder", ["count": String(request.founders.count)])
        }
        for founder in request.founders { _ = try OfficerEnrolment.handle(founder.name) }
        let path = try newFolder()
        let configuration = try NodeConfiguration(
            listen: request.listen ?? "127.0.0.1:8080", baseURL: request.baseURL,
            unlockFile: request.unlockFile.isEmpty
                ? "" : URL(fileURLWithPath: request.unlockFile).path,
            database: request.database)
        let secret = try DataFolder.secret(inFile: request.unlockFile)
        let practice = try Governance.Practice(
            version: 1, effectiveFromMilliseconds: 0,
            json: [
                "organization": .string(request.organization),
                "qualificationRule": .string(QualificationRule.recorded.rawValue),
            ])
        let work = DataFolder(path: path + ".founding")
        try? FileManager.default.removeItem(atPath: work.path)
        do {
            let answer = try await make(work, configuration, secret, practice)
            guard unsafe rename(work.path, path) == 0 else { throw Self.unwritable(path, errno) }
            return answer.merging(["data": .string(path)])
        } catch {
            try? FileManager.default.removeItem(atPath: work.path)
            throw error
        }
    }

    private func make(
        _ folder: DataFolder, _ configuration: NodeConfiguration, _ secret: SecretBytes,
        _ practice: Governance.Practice
    ) async throws -> JSONValue {
        try makeFolder(folder.path)
        let origin = Self.origin(configuration)
        try write(configuration.yaml, to: folder.configuration)
        try write(origin + "\n", to: folder.originFile)
        let sealed = try SealedFolder.create(at: folder.keys, secret: secret)
        try Node.makeSecrets(sealed)
        let settings = try Node.settings(
            folder, sealed, storage: folder.storage(configuration), origin: origin,
            key: .firstCheckpoints)
        let genesis = Genesis(
            origin: origin, environment: .test,
            founders: request.founders.map { founder in
                Genesis.Founder(
                    id: "off-" + founder.name,
                    publicKey: founder.key.publicKey.subjectPublicKeyInfo.derEncoded,
                    roles: Self.founderRoles)
            },
            practice: practice.json, checkpointKey: settings.checkpointSigner.verifier.description)
        var signatures: [String: [UInt8]] = [:]
        for founder in request.founders {
            signatures["off-" + founder.name] = try await founder.key.sign(
                genesis.canonicalBytes)
        }
        let ledger = try await Ledger.create(settings, genesis: genesis, signatures: signatures)
        await ledger.close()
        return [
            "origin": .string(origin), "environment": "test",
            "founders": .array(genesis.founders.map { .string($0.id) }),
            "verifierKey": .string(genesis.checkpointKey),
            "baseURL": .string(configuration.baseURL.text),
        ]
    }

    /// One journal, one name: the public address and a random part, since a folder may be founded
    /// anew at the same address and must never be taken for the earlier one.
    static func origin(_ configuration: NodeConfiguration) -> String {
        let address = configuration.baseURL.text.dropFirst("http://".count)
        return "\(address)/journal/\(Hex.encode(SystemRandomness().bytes(4)))"
    }

    /// The path to make, without slashes at its end. The folder above it has to be there: a path
    /// mistyped must not found an authority where nobody looks for it.
    private func newFolder() throws -> String {
        var path = request.dataFolder
        while path.utf8.count > 1 && path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
        guard !path.isEmpty else { throw Refusal(.folderUnnamed, field: "data") }
        guard !LocalFile.exists(path) else {
            throw Refusal(.folderExists, field: "data", ["path": path])
        }
        let parent = LocalFile.folder(of: path)
        guard LocalFile.attributes(parent)?.isFolder == true else {
            throw Refusal(.folderParentMissing, field: "data", ["path": parent])
        }
        return path
    }

    private func makeFolder(_ path: String) throws {
        guard unsafe mkdir(path, 0o700) == 0 else { throw Self.unwritable(path, errno) }
    }

    private static func unwritable(_ path: String, _ number: Int32) -> Refusal {
        Refusal(
            .folderUnwritable, field: "data",
            ["path": path, "reason": SystemError.text(number)])
    }

    private func write(_ text: String, to path: String) throws {
        do {
            try DurableFile.write(Array(text.utf8), to: path, mode: 0o600)
        } catch DurableFileError.fileFailure(_, let number) {
            throw Self.unwritable(path, number)
        }
    }
}
