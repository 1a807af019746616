import Foundation
import Messages

/// A file that is read piece by piece, however large it is.
enum PieceReader {
    private static let pieceBytes = 1 << 18

    /// - Throws: `file.unreadable`.
    static func open(_ path: String) throws -> () throws -> [UInt8]? {
        let unreadable = Refusal(
            .commandFileUnreadable, field: path,
            ["path": path, "reason": SystemError.text(ENOENT)])
        guard let file = FileHandle(forReadingAtPath: path) else { throw unreadable }
        return {
            guard let piece = try file.read(upToCount: pieceBytes), !piece.isEmpty else {
                return nil
            }
            return Array(piece)
        }
    }
}
