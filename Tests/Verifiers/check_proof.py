#!/usr/bin/env python3
"""Checks a proof of a Kapok journal, trusting nothing but the verifier key that you give.

    check_proof.py BUNDLE.json VERIFIER_KEY        prints OK or FAIL, exit status 0 or 1

Needs Python 3.8 and the openssl command (3.0 or later); shares no code with Kapok. It follows the
definitions of RFC 6962 section 2.1 (hashes, paths and subproofs, as recursive as written there),
C2SP signed-note and C2SP tlog-checkpoint.
"""
import base64, hashlib, json, os, subprocess, sys, tempfile


class Fail(Exception):
    pass


def need(condition, reason):
    if not condition:
        raise Fail(reason)


def b64(text):
    return base64.b64decode(text, validate=True)


def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(size):
    """The largest power of two below size."""
    return 1 << (size - 1).bit_length() - 1


def ed25519_is_good(key, signature, message):
    der = bytes.fromhex("302a300506032b6570032100") + key
    pem = b"-----BEGIN PUBLIC KEY-----\n" + base64.b64encode(der) + b"\n-----END PUBLIC KEY-----\n"
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("key", "signature", "message")]
        for path, content in zip(paths, (pem, signature, message)):
            with open(path, "wb") as file:
                file.write(content)
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-rawin", "-inkey", paths[0],
                   "-sigfile", paths[1], "-in", paths[2]]
        return subprocess.run(command, capture_output=True).returncode == 0


def signed_checkpoint(note, origin, verifier_key):
    """The (size, root) of a note that the verifier key signed for this origin."""
    name, key_hash, key = verifier_key.split("+", 2)
    key = b64(key)
    need(len(key) == 33 and key[0] == 1, "the verifier key is not Ed25519")
    key_id = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4]
    need(key_id.hex() == key_hash, "the verifier key does not fit its own hash")
    text, _, lines = note.rpartition("\n\n")
    text += "\n"
    good = 0
    need(lines.endswith("\n"), "not a signed note")
    for line in lines[:-1].split("\n"):
        dash, signer, signature = line.split(" ")
        signature = b64(signature)
        if dash == "\u2014" and signer == name and signature[:4] == key_id:
            need(ed25519_is_good(key[1:], signature[4:], text.encode()), "bad signature")
            good += 1
    need(good > 0, "the checkpoint is not signed by the verifier key")
    fields = text.split("\n")
    need(fields[0] == origin == name, "the names of log, checkpoint and key differ")
    size, root = int(fields[1]), b64(fields[2])
    need(str(size) == fields[1] and 0 <= size < 2**63 and len(root) == 32, "not a checkpoint")
    return size, root


def inclusion_root(leaf, index, size, path):
    """The root that PATH(index, D[size]) leads to. RFC 6962 section 2.1.1."""
    if size == 1:
        need(not path, "the proof is too long")
        return leaf
    need(path, "the proof is too short")
    left = split(size)
    if index < left:
        return node(inclusion_root(leaf, index, left, path[:-1]), path[-1])
    return node(path[-1], inclusion_root(leaf, index - left, size - left, path[:-1]))


def consistency_roots(first, second, path, known):
    """Both roots that SUBPROOF(first, D[second], known) leads to. RFC 6962 section 2.1.2."""
    if first == second:
        need(len(path) == (0 if known else 1), "the proof has a wrong length")
        return (known, known) if known else (path[0], path[0])
    need(path, "the proof is too short")
    left = split(second)
    if first <= left:
        old, new = consistency_roots(first, left, path[:-1], known)
        return old, node(new, path[-1])
    old, new = consistency_roots(first - left, second - left, path[:-1], None)
    return node(path[-1], old), node(path[-1], new)


def check_inclusion(bundle, verifier_key):
    size, root = signed_checkpoint(bundle["checkpoint"], bundle["origin"], verifier_key)
    need(type(bundle["index"]) is int, "the index is not an integer")
    need(0 <= bundle["index"] < size, "the index is outside the tree")
    leaf = hashlib.sha256(b"\x00" + b64(bundle["entry"])).digest()
    path = [b64(item) for item in bundle["proof"]]
    need(all(len(item) == 32 for item in path), "a hash has a wrong length")
    need(inclusion_root(leaf, bundle["index"], size, path) == root, "another root")


def check_consistency(bundle, verifier_key):
    first, old = signed_checkpoint(bundle["first"], bundle["origin"], verifier_key)
    second, new = signed_checkpoint(bundle["second"], bundle["origin"], verifier_key)
    need(1 <= first <= second, "the sizes are in the wrong order")
    path = [b64(item) for item in bundle["proof"]]
    need(all(len(item) == 32 for item in path), "a hash has a wrong length")
    need(consistency_roots(first, second, path, old) == (old, new), "another root")


CHECKS = {"kapok-proof/v1": check_inclusion, "kapok-consistency/v1": check_consistency}


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            bundle = json.load(file)
        need(bundle.get("type") in CHECKS, "unknown type of bundle")
        CHECKS[bundle["type"]](bundle, sys.argv[2])
    except (Fail, ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        print("FAIL:", error)
        sys.exit(1)
    print("OK")


if __name__ == "__main__":
    main()
