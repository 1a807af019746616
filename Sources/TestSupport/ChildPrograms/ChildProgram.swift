package import Foundation
import Glibc
import Synchronization

/// A program that a test or a measurement runs beside itself.
///
/// Started by `posix_spawn`: `Process` of Swift 6.3's Foundation reads past the end of the listing of
/// `/proc/self/fd`, and takes the whole run with it now and then (swift-corelibs-foundation, #5472).
/// No signal is blocked for the program, or ignored.
package final class ChildProgram: Sendable {
    /// One that has ended, and what it wrote.
    package struct Finished: Sendable {
        /// What it exited with; where a signal ended it, 128 and its number, as shells tell it.
        package let status: Int32
        package let output: [UInt8]
        package let errors: [UInt8]

        /// Both, for a message.
        package var text: String { String(decoding: output + errors, as: UTF8.self) }
    }

    package struct NotStarted: Error, CustomStringConvertible {
        let program: String
        let number: Int32
        package var description: String {
            "\(program) cannot be started: \(unsafe String(cString: strerror(number)))"
        }
    }

    private let identifier: pid_t
    /// While it is open, the program has not read the end of its input.
    package let input: FileHandle
    package let output: FileHandle

    /// Starts one that goes on beside the caller; what it says of errors goes where the caller's does.
    ///
    /// - Parameter words: the program, by path or found by `PATH`, and its arguments.
    /// - Throws: `NotStarted`.
    package init(
        _ words: [String], in folder: String? = nil, environment: [String: String]? = nil
    ) throws {
        (identifier, input, output) = try Self.starting.withLock { _ in
            let (input, output) = (Pipe(), Pipe())
            for pipe in [input, output] {
                Self.keep(pipe.fileHandleForReading)
                Self.keep(pipe.fileHandleForWriting)
            }
            let identifier = try Self.spawn(
                words, folder, environment, input: input.fileHandleForReading.fileDescriptor,
                output: output.fileHandleForWriting.fileDescriptor, errors: STDERR_FILENO)
            return (identifier, input.fileHandleForWriting, output.fileHandleForReading)
        }
    }

    package func send(_ signal: Int32) { kill(identifier, signal) }

    /// Waits for its end, and gives its status. Once: the system forgets it then.
    @discardableResult
    package func wait() -> Int32 { Self.wait(for: identifier) }

    /// Runs one to its end. Its input and what it writes lie in files, so that no pipe fills up.
    ///
    /// - Throws: `NotStarted`.
    @discardableResult
    package static func run(
        _ words: [String], in folder: String? = nil, input: [UInt8] = [],
        environment: [String: String]? = nil
    ) throws -> Finished {
        let files = try (0..<3).map { _ in try temporaryFile() }
        try files[0].write(contentsOf: input)
        try files[0].seek(toOffset: 0)
        let identifier = try starting.withLock { _ in
            try spawn(
                words, folder, environment, input: files[0].fileDescriptor,
                output: files[1].fileDescriptor, errors: files[2].fileDescriptor)
        }
        let status = wait(for: identifier)
        let written = try files[1...].map { file in
            try file.seek(toOffset: 0)
            return [UInt8](try file.readToEnd() ?? Data())
        }
        return Finished(status: status, output: written[0], errors: written[1])
    }

    /// One after another: a program that inherits an end of another's pipe would keep it open.
    private static let starting = Mutex(())

    private static func keep(_ file: FileHandle) {
        _ = fcntl(file.fileDescriptor, F_SETFD, FD_CLOEXEC)
    }

    /// A file without a name, for this process and whom it hands it to.
    private static func temporaryFile() throws -> FileHandle {
        var template = Array((NSTemporaryDirectory() + "kapok-XXXXXX").utf8CString)
        let descriptor = unsafe mkstemp(&template)
        guard descriptor >= 0 else { throw NotStarted(program: "mkstemp", number: errno) }
        unsafe unlink(template)
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        keep(file)
        return file
    }

    private static func wait(for identifier: pid_t) -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }

    private static func spawn(
        _ words: [String], _ folder: String?, _ environment: [String: String]?,
        input: Int32, output: Int32, errors: Int32
    ) throws -> pid_t {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        unsafe posix_spawn_file_actions_init(&actions)
        unsafe posix_spawnattr_init(&attributes)
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        for (number, descriptor) in [input, output, errors].enumerated() {
            unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        var (none, all) = (sigset_t(), sigset_t())
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        let words = (folder.map { ["env", "-C", $0] } ?? []) + words
        let settings = environment ?? ProcessInfo.processInfo.environment
        var identifier: pid_t = 0
        let number = unsafe lend(words) { words in
            unsafe lend(settings.map { "\($0)=\($1)" }) { settings in
                unsafe posix_spawnp(
                    &identifier, words[0]!, &actions, &attributes, words, settings)
            }
        }
        guard number == 0 else { throw NotStarted(program: words[0], number: number) }
        return identifier
    }

    /// Lends texts as C wants a list of them.
    private static func lend<R>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
    ) -> R {
        let copies = unsafe texts.map { unsafe strdup($0) } + [nil]
        defer { unsafe copies.forEach { unsafe free($0) } }
        return unsafe body(copies)
    }
}
