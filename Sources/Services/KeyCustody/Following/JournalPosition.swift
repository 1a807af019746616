package import Ledger

/// How far a journal was followed: the number of entries, and the root of the tree over them.
package typealias JournalPosition = ActStatement.SeenCheckpoint
