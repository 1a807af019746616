#!/usr/bin/env python3
"""What an outsider sees of a certification authority, kept and compared: its lists, its status
answers, its checkpoints and the tree under them. Shares no code with Kapok.

Run by itself, this file checks its tree against the examples of RFC 6962's test vectors.
"""
import hashlib, pathlib, sys

import faultkeys as keys

# Tests/Verifiers, however deep below Tests this folder lies.
sys.path[:0] = [str(up / "Verifiers") for up in pathlib.Path(__file__).resolve().parents
                if (up / "Verifiers" / "check_proof.py").is_file()]
from check_proof import signed_checkpoint  # noqa: E402

SHA1 = keys.sequence(keys.oid("1.3.14.3.2.26"), keys.NULL)


# MARK: Certificates


class Certificate:
    def __init__(self, data):
        self.data = data
        (_, tbs, self.signed), _, (_, signature, _) = keys.children(keys.read(data)[1])
        self.signature = signature[1:]
        fields = [field for field in keys.children(tbs) if field[0] != 0xA0]
        self.serial = fields[0][1].lstrip(b"\0").hex()
        self.issuer, self.validity = fields[2][2], [part[1] for part in keys.children(fields[3][1])]
        self.subject, self.spki = fields[4][2], fields[5][2]

    def is_signed_by(self, issuer):
        return keys.rsa_verifies(issuer.spki, self.signature, self.signed)


# MARK: Revocation lists


class RevocationList:
    """A full list: its number and the serials on it."""

    def __init__(self, data, issuer):
        (_, tbs, signed), _, (_, signature, _) = keys.children(keys.read(data)[1])
        self.is_signed = keys.rsa_verifies(issuer.spki, signature[1:], signed)
        fields = keys.children(tbs)
        # version, signature, issuer, thisUpdate, nextUpdate, then entries, then extensions
        self.serials = {}
        for tag, content, _ in fields[5:]:
            if tag == 0x30:
                for _, entry, _ in keys.children(content):
                    parts = keys.children(entry)
                    self.serials[parts[0][1].lstrip(b"\0").hex()] = parts
            if tag == 0xA0:
                self.number = self._number(keys.read(content)[1])

    @staticmethod
    def _number(extensions):
        wanted = keys.oid("2.5.29.20")
        for _, extension, _ in keys.children(extensions):
            parts = keys.children(extension)
            if parts[0][2] == wanted:
                return int.from_bytes(keys.read(parts[-1][1])[1], "big")
        raise ValueError("a list without a number")


# MARK: OCSP


def status_request(issuer, serial):
    """An OCSP request by SHA-1, as most clients send it."""
    key = keys.children(keys.read(issuer.spki)[1])[1][1][1:]
    identifier = keys.sequence(
        SHA1, keys.der(0x04, hashlib.sha1(issuer.subject).digest()),
        keys.der(0x04, hashlib.sha1(key).digest()), keys.integer(int(serial, 16)))
    return keys.sequence(keys.sequence(keys.sequence(keys.sequence(identifier))))


def status_answer(data, issuer):
    """(good | revoked | unknown, reason or None), after checking both signatures."""
    parts = keys.children(keys.read(data)[1])
    if parts[0][1] != b"\0":
        raise ValueError(f"OCSP status {parts[0][1].hex()}")
    basic = keys.children(keys.read(parts[1][1])[1])[1][1]
    (_, content, signed), _, (_, signature, _), (_, certificates, _) = keys.children(
        keys.read(basic)[1])
    responder = Certificate(keys.read(certificates)[1])
    if not responder.is_signed_by(issuer):
        raise ValueError("the responder's certificate is not the authority's")
    if not keys.rsa_verifies(responder.spki, signature[1:], signed):
        raise ValueError("the answer is not signed by its responder")
    responses = next(part[1] for part in keys.children(content) if part[0] == 0x30)
    single = keys.children(keys.children(responses)[0][1])
    tag, status, _ = single[1]
    if tag == 0xA1:
        reasons = [part for part in keys.children(status) if part[0] == 0xA0]
        return "revoked", keys.read(reasons[0][1])[1][0] if reasons else None
    return {0x80: "good", 0x82: "unknown"}[tag], None


# MARK: The journal's tree


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """Leaf hashes as they were published, and the root at every size. RFC 6962 §2.1."""

    def __init__(self):
        self.leaves, self.roots = [], [hashlib.sha256(b"").digest()]
        self._stack = []

    def append(self, leaf):
        self.leaves.append(leaf)
        size, self._stack = len(self.leaves), self._stack + [leaf]
        while size & 1 == 0:
            right, left = self._stack.pop(), self._stack.pop()
            self._stack.append(node(left, right))
            size >>= 1
        root = self._stack[-1]
        for left in reversed(self._stack[:-1]):
            root = node(left, root)
        self.roots.append(root)

    def catch_up(self, fetch, size):
        """Takes in published tiles up to `size`; what was seen before must be there unchanged.

        `fetch` gives the bytes of a tile by its path. The last tile seen is fetched anew.
        """
        for number in range(max(0, len(self.leaves) - 1) // 256, (size + 255) // 256):
            hashes = fetch(tile_path(0, number, min(256, size - number * 256)))
            if len(hashes) != 32 * min(256, size - number * 256):
                raise ValueError(f"tile {number} has {len(hashes)} octets")
            for place in range(len(hashes) // 32):
                index, leaf = number * 256 + place, hashes[place * 32 : place * 32 + 32]
                if index < len(self.leaves):
                    if self.leaves[index] != leaf:
                        raise ValueError(f"entry {index} is another one than before")
                else:
                    self.append(leaf)

    def upper_hashes(self):
        """What the tiles of level 1 must hold: the roots of all full tiles below."""
        found = []
        for start in range(0, len(self.leaves) - 255, 256):
            level = self.leaves[start : start + 256]
            while len(level) > 1:
                level = [node(*pair) for pair in zip(level[::2], level[1::2])]
            found.append(level[0])
        return b"".join(found)


def tile_path(level, number, width=256):
    """C2SP tlog-tiles: the number in groups of three digits, all but the last after an x."""
    groups = [f"{number % 1000:03}"]
    while number := number // 1000:
        groups.insert(0, f"x{number % 1000:03}")
    partial = "" if width == 256 else f".p/{width}"
    return f"/journal/tile/{level}/{'/'.join(groups)}{partial}"


def self_check():
    # The eight leaves and the roots at sizes 1, 2, 3 and 8 of the tests of RFC 6962's log.
    leaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657",
              "606162636465666768696a6b6c6d6e6f"]
    expected = {
        1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    }
    tree = Tree()
    for leaf in leaves:
        tree.append(hashlib.sha256(b"\0" + bytes.fromhex(leaf)).digest())
    results = [tree.roots[size].hex() == root for size, root in expected.items()]
    results.append(tile_path(0, 1234067, 17) == "/journal/tile/0/x001/x234/067.p/17")
    failed = results.count(False)
    print(f"suite faultwatch: {len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(self_check())
