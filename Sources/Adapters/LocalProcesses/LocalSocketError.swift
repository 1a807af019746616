/// Why an exchange over a local socket did not come to an answer.
package enum LocalSocketError: Error, Sendable, Hashable {
    /// Nobody listens there: the operating system's number.
    case unreachable(Int32)
    /// The connection ended before the answer came. What was asked for may have been done.
    case broken
    /// The answer took too long. What was asked for may have been done.
    case timedOut
    /// A frame is longer than both sides agreed on.
    case tooLarge
    /// So many wait for answers that nobody else may.
    case busy
    /// Paths of sockets have 107 octets at most.
    case pathTooLong
    /// Something stands there that is no socket.
    case notASocket
    /// Another process answers there.
    case inUse
    /// The place cannot be listened at: the operating system's number.
    case cannotListen(Int32)
    /// The system gives no thread.
    case noThread
}
