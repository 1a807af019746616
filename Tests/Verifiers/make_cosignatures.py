"""Makes Tests/MerkleLogTests/Vectors/cosignatures.json with the package cryptography alone."""
import base64, hashlib, json, struct, sys
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

def b64(b): return base64.b64encode(b).decode()
def public(key): return key.public_key().public_bytes_raw()
def key_hash(name, kind, key): return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + key).digest()[:4]
def vkey(name, kind, key): return f"{name}+{key_hash(name, kind, key).hex()}+{b64(bytes([kind]) + key)}"

def leaf(data): return hashlib.sha256(b"\0" + data).digest()
def node(l, r): return hashlib.sha256(b"\1" + l + r).digest()
def split(n):
    k = 1
    while k * 2 < n: k *= 2
    return k
def root(d):
    if not d: return hashlib.sha256(b"").digest()
    if len(d) == 1: return leaf(d[0])
    k = split(len(d)); return node(root(d[:k]), root(d[k:]))
def subproof(m, d, b):
    if m == len(d): return [] if b else [root(d)]
    k = split(len(d))
    if m <= k: return subproof(m, d[:k], b) + [root(d[k:])]
    return subproof(m - k, d[k:], False) + [root(d[:k])]

log_name, log_key = "kapok.example/journal/test", Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
cases = []
for number, (name, time, old, size, extension) in enumerate([
        ("witness.example/w1", 1679315147, 0, 1, []),
        ("witness.example/w1", 1, 1, 2, []),
        ("見證.example/甲", 1764331200, 3, 7, []),
        ("w", 2**63 - 1, 6, 8, ["an extension line"]),
        ("witness.example/w2", 253402300799, 8, 8, [])]):
    seed = hashlib.sha256(f"witness {number}".encode()).digest()
    key = Ed25519PrivateKey.from_private_bytes(seed)
    entries = [f"entry {i}".encode() for i in range(size)]
    text = "".join(line + "\n" for line in [log_name, str(size), b64(root(entries))] + extension)
    def line(name, kind, key, content): return f"— {name} {b64(key_hash(name, kind, public(key)) + content)}\n"
    log_line = line(log_name, 1, log_key, log_key.sign(text.encode()))
    message = f"cosignature/v1\ntime {time}\n{text}"
    own = line(name, 4, key, struct.pack(">Q", time) + key.sign(message.encode()))
    proof = subproof(old, entries, True) if old else []
    cases.append({
        "name": name, "seed": seed.hex(), "verifierKey": vkey(name, 4, public(key)), "seconds": time,
        "logKey": vkey(log_name, 1, public(log_key)), "message": message, "line": own,
        "note": text + "\n" + log_line + own, "oldSize": old,
        "request": f"old {old}\n" + "".join(b64(h) + "\n" for h in proof) + "\n" + text + "\n" + log_line})
json.dump(cases, open(sys.argv[1], "w"), indent=1, ensure_ascii=False)
