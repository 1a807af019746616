import CPKCS11
import Cryptography
import Foundation
import Glibc
import OwnThread
import PKCS11
import TestSupport

/// Signatures of a token through the pool, which checks each, against a bare loop of the module's own calls in as many
/// sessions, on the same token with the same key.
enum TokenBenchmark {
    private static let library = "/usr/lib/softhsm/libsofthsm2.so"
    private static let pin = "42517093"
    private static let signatures = 600 * Machine.processors

    struct Failed: Error { let call: String }

    static func run(pairs count: Int) async throws -> Measurement {
        let folder = try TemporaryFolder()
        let settings = folder.path + "/softhsm2.conf"
        try FileManager.default.createDirectory(
            atPath: folder.path + "/tokens", withIntermediateDirectories: false)
        try "directories.tokendir = \(folder.path)/tokens\nobjectstore.backend = file\n"
            .write(toFile: settings, atomically: true, encoding: .utf8)
        unsafe setenv("SOFTHSM2_CONF", settings, 1)
        try Program.run(
            "softhsm2-util", "--init-token", "--free", "--label", "bench", "--pin", pin, "--so-pin",
            "so-\(pin)", in: folder.path)
        let token = try TokenURI("pkcs11:token=bench;object=key")
        let sessions = Machine.processors
        let pool = TokenPool(library: library, token: token, sessions: sessions)
        try await pool.unlock(SecretBytes(Array(pin.utf8)))
        let key = try await pool.makeKey(.rsa(bits: 2048), as: token)
        let bare = try BareLoop(library, sessions: sessions)
        let message = [UInt8](repeating: 0x30, count: 1200)
        var pairs: [(ours: Double, peer: Double)] = []
        for _ in 0..<count {
            let ours = try await seconds {
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<signatures {
                        group.addTask {
                            _ = try await pool.sign(message, with: .sha256WithRSA, key: key)
                        }
                    }
                    try await group.waitForAll()
                }
            }
            let peer = try await seconds { try await bare.sign(message, times: signatures) }
            pairs.append((Double(signatures) / ours, Double(signatures) / peer))
        }
        withExtendedLifetime(folder) {}
        return Measurement(
            "token.signing", unit: "signatures/s",
            peer: "C_SignInit and C_Sign in as many sessions, nothing checked", pairs: pairs,
            details: ["sessions": Double(sessions)])
    }

    /// The module's functions, called by nothing but this.
    @safe private struct BareLoop: @unchecked Sendable {
        private let list: UnsafeMutablePointer<CK_FUNCTION_LIST>
        private let sessions: [(session: CK_SESSION_HANDLE, key: CK_OBJECT_HANDLE)]

        /// The pool has initialised the module and logged in: both hold for the whole process.
        init(_ library: String, sessions count: Int) throws {
            typealias GetList =
                @convention(c) (UnsafeMutablePointer<UnsafeMutablePointer<CK_FUNCTION_LIST>?>?) ->
                CK_RV
            var found: UnsafeMutablePointer<CK_FUNCTION_LIST>?
            guard let handle = unsafe dlopen(library, RTLD_NOW | RTLD_LOCAL),
                let symbol = unsafe dlsym(handle, "C_GetFunctionList"),
                unsafe unsafeBitCast(symbol, to: GetList.self)(&found) == CKR_OK,
                let list = unsafe found
            else { throw Failed(call: "C_GetFunctionList") }
            unsafe self.list = list
            var slots = [CK_SLOT_ID](repeating: 0, count: 8)
            var slotCount = CK_ULONG(slots.count)
            guard unsafe list.pointee.C_GetSlotList(1, &slots, &slotCount) == CKR_OK else {
                throw Failed(call: "C_GetSlotList")
            }
            sessions = try (0..<count).map { _ in
                var session: CK_SESSION_HANDLE = 0, key: CK_OBJECT_HANDLE = 0
                var kind = CK_OBJECT_CLASS(CKO_PRIVATE_KEY), foundCount: CK_ULONG = 0
                let isReady = unsafe withUnsafeMutablePointer(to: &kind) { kind in
                    var wanted = unsafe CK_ATTRIBUTE(
                        type: CK_ATTRIBUTE_TYPE(CKA_CLASS), pValue: kind,
                        ulValueLen: CK_ULONG(MemoryLayout<CK_OBJECT_CLASS>.size))
                    return unsafe list.pointee.C_OpenSession(
                        slots[0], CK_FLAGS(CKF_SERIAL_SESSION), nil, nil, &session) == CKR_OK
                        && list.pointee.C_FindObjectsInit(session, &wanted, 1) == CKR_OK
                        && list.pointee.C_FindObjects(session, &key, 1, &foundCount) == CKR_OK
                        && list.pointee.C_FindObjectsFinal(session) == CKR_OK
                }
                guard isReady, foundCount == 1 else { throw Failed(call: "C_FindObjects") }
                return (session, key)
            }
        }

        func sign(_ message: [UInt8], times count: Int) async throws {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for place in sessions.indices {
                    group.addTask {
                        let isDone = await withCheckedContinuation { continuation in
                            let isRunning = runOnOwnThread {
                                continuation.resume(
                                    returning: loop(message, place, times: count / sessions.count))
                            }
                            if !isRunning { continuation.resume(returning: false) }
                        }
                        guard isDone else { throw Failed(call: "C_Sign") }
                    }
                }
                try await group.waitForAll()
            }
        }

        private func loop(_ message: [UInt8], _ place: Int, times: Int) -> Bool {
            var message = message
            var signature = [UInt8](repeating: 0, count: 512)
            for _ in 0..<times {
                var mechanism = unsafe CK_MECHANISM(
                    mechanism: CK_MECHANISM_TYPE(CKM_SHA256_RSA_PKCS), pParameter: nil,
                    ulParameterLen: 0)
                var room = CK_ULONG(signature.count)
                let (session, key) = sessions[place]
                guard unsafe list.pointee.C_SignInit(session, &mechanism, key) == CKR_OK,
                    unsafe list.pointee.C_Sign(
                        session, &message, CK_ULONG(message.count), &signature, &room) == CKR_OK
                else { return false }
            }
            return true
        }
    }
}
