// Splits and combines for a test that has the reference tool on its other side. Its secrets are nobody's, so they
// may be text here.
//
// Usage: ShareExchange split N M [PASSPHRASE]   a secret in hex on standard input, a share a line on standard output
//        ShareExchange combine [PASSPHRASE]     the other way round
//        ShareExchange read                     shares as they are written whole
// Exits with 1 and the error's name where something is refused.

import CanonicalJSON
import Cryptography
import Glibc
import SecretSharing

func passphrase(at place: Int) -> SecretBytes {
    let arguments = CommandLine.arguments
    return SecretBytes(arguments.count > place ? Array(arguments[place].utf8) : [])
}

func print(_ shares: [Share]) {
    for share in shares {
        print(share.mnemonic.withBytes { String(decoding: $0, as: UTF8.self) })
    }
}

var lines: [String] = []
while let line = readLine() { lines.append(line) }
let arguments = CommandLine.arguments.dropFirst()
do {
    let read = { try lines.map { try Share(mnemonic: SecretBytes(Array($0.utf8))) } }
    switch arguments.first {
    case "split":
        guard arguments.count >= 3, let secret = lines.first.flatMap(Hex.decode),
            let needed = Int(arguments[2]), let members = Int(arguments[3])
        else { exit(2) }
        let quorum = try Quorum(needed, of: members)
        print(try Share.split(SecretBytes(secret), among: quorum, passphrase: passphrase(at: 4)))
    case "combine":
        let secret = try Share.combine(read(), passphrase: passphrase(at: 2))
        print(secret.withBytes(Hex.encode))
    case "read": print(try read())
    default: exit(2)
    }
} catch {
    print("\(error)")
    exit(1)
}
