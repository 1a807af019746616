#!/usr/bin/env python3
"""The journal, checked by Python that shares no code with Kapok (Tests/Verifiers).

The root is recomputed from the tiles that anyone may fetch; every entry is proven, every act's
signature checked, every row found in the changes; lists are witnesses; what was tampered with is
refused; the entries themselves are not public.
"""
import base64, copy, hashlib, json, os, sqlite3, sys, time

from world import HERE, PATIENCE, Suite, World, der_of, fetch, flipped, run
import check_proof, check_tiles, der

VERIFIERS = HERE.parent / "Verifiers"
WITNESS = "1.3.6.1.4.1.32473.3"


class Journal:
    """The journal as outsiders see it, and as officers do."""

    def __init__(self, world):
        self.world = world

    def fetch(self, path):
        code, _, body = fetch(f"{self.world.url}/journal/{path}")
        check_proof.need(code == 200, f"{path}: HTTP {code}")
        return body

    def note(self):
        return self.fetch("checkpoint").decode()

    def known_size(self):
        """How many entries the server itself counts."""
        return self.world.api("GET", "/api/v1/context")[1]["checkpoint"]["size"]

    def proof(self, index):
        return self.world.api("GET", f"/api/v1/journal/{index}/proof")[1]

    def consistency(self, first, second):
        """A bundle that the later checkpoint is a continuation of the earlier one."""
        sizes = [int(note.split("\n")[1]) for note in (first, second)]
        _, answer = self.world.api(
            "GET", f"/api/v1/journal/consistency?from={sizes[0]}&to={sizes[1]}")
        return {"type": "kapok-consistency/v1", "origin": self.world.origin, "first": first,
                "second": second, "proof": answer["proof"]}

    def grow(self, size):
        """Lets the server issue lists until the journal has at least so many entries."""
        for _ in range(size):
            if self.known_size() >= size:
                return
            self.world.kapok("crl", "rsa-issuing", officer="val")


# --- Tiles and checkpoints ---------------------------------------------------------------------


def check_tree(suite, world, journal, when):
    """Tiles of every level lead to the signed root; the program for outsiders says so too."""
    size, root, leaves = check_tiles.check(journal.fetch, world.verifier_key)
    suite.check(f"{when}: {size} leaf hashes lead to the root of the checkpoint",
                size == len(leaves) and check_tiles.tree_root(leaves) == root)
    done = run(sys.executable, VERIFIERS / "check_tiles.py", world.url, world.verifier_key)
    suite.equal(f"{when}: check_tiles.py", done.out.strip(), f"OK {size} {root.hex()}")
    return leaves


def check_checkpoint(suite, world, journal):
    note = journal.note()
    suite.equal("the checkpoint begins with the origin", note.split("\n")[0], world.origin)
    for what, changed in (
            ("size", note.replace(note.split("\n")[1], "9", 1)),
            ("origin", note.replace("/journal/", "/j0urnal/", 1)),
            ("root", note.replace(note.split("\n")[2], base64.b64encode(bytes(32)).decode(), 1)),
            ("signature", note[:-12] + ("B" if note[-12] == "A" else "A") + note[-11:])):
        try:
            check_proof.signed_checkpoint(changed, world.origin, world.verifier_key)
            refused = False
        except (check_proof.Fail, ValueError):
            refused = True
        suite.check(f"a checkpoint with another {what} is refused", refused)
    try:
        tiles = {}

        def spoilt(path):
            tiles[path] = body = journal.fetch(path)
            return flipped(body, 40) if path.startswith("tile/0/") else body

        check_tiles.check(spoilt, world.verifier_key)
        refused = False
    except check_proof.Fail:
        refused = len(tiles) > 1
    suite.check("a tile with one bit changed does not lead to the root", refused)


def act_quietly(suite, world, journal, revoked):
    """A refusal and an application, of which nothing becomes public; the number of entries."""
    before = journal.known_size()
    # Refused by the ledger, which keeps the signed act: the certificate is there to be looked at.
    suite.equal("who releases what is revoked is refused",
                world.refused("release", revoked.reference, *world.releasing(), officer="app"),
                "certificate.stateWrong")
    refused = journal.known_size()
    entry = json.loads(base64.b64decode(journal.proof(refused - 1)["entry"]))
    suite.equal("the refusal is an entry of its own",
                (refused - before, entry["operation"], entry["outcome"], entry["actor"]),
                (1, "certificate.release", "refused", "off-app"))
    world.apply("rsa", "openssl", "personal", ["--common-name", "Ho Ka", "--country", "HK"], "A")
    after = journal.known_size()
    suite.check("the application has entries too", after > refused, (refused, after))
    return after


def check_freshness(suite, journal, wanted):
    """Such acts move the public checkpoint too, though not at once."""
    deadline = time.monotonic() + PATIENCE
    while (found := int(journal.note().split("\n")[1])) < wanted and time.monotonic() < deadline:
        time.sleep(0.2)
    suite.check("an act that publishes nothing else moves the public checkpoint too",
                found >= wanted, f"{wanted} entries, the public checkpoint says {found}")


def check_consistency(suite, world, journal, notes):
    """Each checkpoint seen continues those before it; a forged history does not."""
    pairs = [(first, second) for place, first in enumerate(notes) for second in notes[place:]]
    for first, second in pairs:
        bundle = journal.consistency(first, second)
        sizes = " to ".join(note.split("\n")[1] for note in (first, second))
        suite.equal(f"from {sizes}: consistent", verdict(bundle, world), "OK")
    bundle = journal.consistency(notes[0], notes[-1])
    for what, change in {
            "a hash of the proof changed": lambda it: spoil(it["proof"], 0),
            "a hash left out": lambda it: it["proof"].pop(),
            "the checkpoints exchanged": lambda it: it.update(
                first=it["second"], second=it["first"])}.items():
        changed = copy.deepcopy(bundle)
        change(changed)
        suite.check(f"{what}: refused", verdict(changed, world) != "OK")


# --- Entries and proofs --------------------------------------------------------------------------


def verdict(bundle, world):
    """check_proof.py's answer to a bundle, without starting a program."""
    try:
        check_proof.CHECKS[bundle["type"]](bundle, world.verifier_key)
        return "OK"
    except (check_proof.Fail, ValueError, KeyError, TypeError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"


def canonical(value):
    """RFC 8785, which is this for values without fractions and keys in ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def spoil(items, place):
    """Changes one bit of a base64 text in a list or an object."""
    items[place] = base64.b64encode(flipped(base64.b64decode(items[place]), 7)).decode()


def check_every_entry(suite, world, journal, leaves, secrets):
    """Each entry is proven, is the leaf that the tiles show, and names nobody."""
    wrong, telling, nonces = [], [], set()
    for index, leaf in enumerate(leaves):
        bundle = journal.proof(index)
        entry = base64.b64decode(bundle["entry"])
        answer = verdict(bundle, world)
        if (answer != "OK" or bundle["index"] != index
                or hashlib.sha256(b"\0" + entry).digest() != leaf):
            wrong.append(f"{index}: {answer}")
        parsed = json.loads(entry)
        nonces.add(parsed["nonce"])
        if canonical(parsed) != entry:
            wrong.append(f"{index}: not canonical JSON")
        telling += [f"{index}: {word}" for word in secrets if word.encode() in entry]
    suite.check(f"each of {len(leaves)} entries is proven, and is the leaf of the tiles",
                leaves and not wrong, "\n".join(wrong))
    suite.check("no entry holds a name or an address", not telling, "\n".join(telling))
    suite.equal("each entry has a nonce of its own, 128 bits",
                (len(nonces), {len(nonce) for nonce in nonces}), (len(leaves), {32}))


def check_signed_acts(suite, world, journal, count):
    """Every officer's act stands in its entry with a signature that anyone can check; so do the
    founders' over the genesis. docs/formats.md, "Journal entry"."""
    files = {name: world.folder / f"act.{name}" for name in ("key", "act", "signature")}
    operations, wrong = set(), []
    for index in range(count):
        entry = json.loads(base64.b64decode(journal.proof(index)["entry"]))
        by_officer = entry["actor"].startswith("off-")
        if by_officer and not entry["signed"]:
            wrong.append(f"{index}: {entry['operation']} by {entry['actor']} is not signed")
        for signed in entry["signed"]:
            key, act, signature = (base64.b64decode(signed[name])
                                   for name in ("key", "act", "signature"))
            if index == 0:
                act = canonical(entry["facts"]["payload"])
            else:
                statement = json.loads(act)
                own = f"key-{base64.b32encode(hashlib.sha256(key).digest()[:16]).decode()}"
                fitting = (canonical(statement) == act, statement["origin"] == world.origin,
                           statement["operation"] == entry["operation"],
                           statement["key"] == own.rstrip("=").lower())
                if not all(fitting):
                    wrong.append(f"{index}: {entry['operation']}: {fitting}")
            for name, content in (("key", key), ("act", act), ("signature", signature)):
                files[name].write_bytes(content)
            done = run("openssl", "dgst", "-sha256", "-verify", files["key"], "-keyform", "DER",
                       "-signature", files["signature"], files["act"])
            if not done.ok:
                wrong.append(f"{index}: {entry['operation']} by {signed['officer']}: {done}")
            operations.add(entry["operation"])
    suite.check("OpenSSL takes the signature of every officer under every act", not wrong,
                "\n".join(wrong))
    suite.check("acts of every kind were among them", operations >= {
        "ledger.genesis", "operator.enrol", "authority.create", "application.vet",
        "application.approve", "application.issue", "certificate.suspend", "certificate.release",
        "certificate.revoke"}, operations)


def row_hash(table, columns):
    """docs/formats.md, "Row hash"; columns are {name: int, str or bytes}."""
    def framed(octets, width):
        return len(octets).to_bytes(width, "big") + octets

    text = b"kapok-row/v1" + framed(table.encode(), 4)
    for name in sorted(columns, key=str.encode):
        value = columns[name]
        kind, octets = {int: lambda: (b"\1", value.to_bytes(8, "big", signed=True)),
                        str: lambda: (b"\2", value.encode()),
                        bytes: lambda: (b"\3", value)}[type(value)]()
        text += framed(name.encode(), 4) + kind + framed(octets, 8)
    return hashlib.sha256(text).hexdigest()


def check_rows(suite, world, journal):
    """The database holds exactly the rows that the last changes in the journal say, no others."""
    database = sqlite3.connect(f"file:{world.data}/ledger.sqlite?mode=ro", uri=True)
    database.execute("BEGIN")
    count, = database.execute("SELECT count(*) FROM journal_entry").fetchone()
    live = {}
    names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    for table, in database.execute(names).fetchall():
        if table in ("journal_entry", "journal_tile", "journal_checkpoint", "meta", "lease"):
            continue
        shape = database.execute(f'PRAGMA table_info("{table}")').fetchall()
        keys = [column[1] for column in sorted(shape, key=lambda column: column[5]) if column[5]]
        for row in database.execute(f'SELECT * FROM "{table}"'):
            columns = {column[1]: value for column, value in zip(shape, row) if value is not None}
            key = json.dumps([{"hex": columns[name].hex()} if isinstance(columns[name], bytes)
                              else columns[name] for name in keys], ensure_ascii=False)
            live[table, key] = row_hash(table, columns)
    database.close()
    changed = {}
    for index in range(count):
        entry = json.loads(base64.b64decode(journal.proof(index)["entry"]))
        for table, key, digest in entry["changes"]:
            changed[table, json.dumps(key, ensure_ascii=False)] = digest
    said = {row: digest for row, digest in changed.items() if digest is not None}
    differing = [str(row) for row in live.keys() | said.keys() if live.get(row) != said.get(row)]
    suite.check(f"{len(live)} rows of the database are those of the journal, and there are no more",
                len(live) > 100 and not differing, "\n".join(differing))


def check_programs(suite, world, journal, size):
    """check_proof.py and `audit check-proof` give the same answer, to good and bad bundles."""
    file = world.folder / "bundle.json"

    def both(title, wanted):
        checked = run(sys.executable, VERIFIERS / "check_proof.py", file, world.verifier_key)
        own = world.attempt("audit", "check-proof", file, "--verifier-key", world.verifier_key)
        suite.equal(f"{title}: check_proof.py", (checked.ok, checked.out.startswith("OK")),
                    (wanted, wanted))
        suite.equal(f"{title}: audit check-proof", own.status, 0 if wanted else 1)

    for index in (0, 255, 256, size - 1):
        world.kapok("audit", "prove", index, "--out", file)
        both(f"entry {index}", True)
    good = json.loads(file.read_text())
    changes = {
        "the entry changed": lambda it: spoil(it, "entry"),
        "another index": lambda it: it.update(index=it["index"] - 1),
        "an index beyond the end": lambda it: it.update(index=size + 1000),
        "a hash of the path changed": lambda it: spoil(it["proof"], 1),
        "a hash of the path left out": lambda it: it["proof"].pop(0),
        "a hash too many": lambda it: it["proof"].append(it["proof"][0]),
        "another root": lambda it: it.update(checkpoint=it["checkpoint"].replace(
            it["checkpoint"].split("\n")[2], base64.b64encode(bytes(32)).decode())),
        "a checkpoint without signature": lambda it: it.update(
            checkpoint=it["checkpoint"].split("\n\n")[0] + "\n\n"),
        "another origin": lambda it: it.update(origin="elsewhere.example/journal")}
    for what, change in changes.items():
        changed = copy.deepcopy(good)
        change(changed)
        file.write_text(json.dumps(changed))
        both(what, False)
    file.write_text(json.dumps(good))
    name = world.verifier_key.split("+")[0]
    key = b"\1" + os.urandom(32)
    short = hashlib.sha256(name.encode() + b"\n" + key).digest()[:4].hex()
    strange = f"{name}+{short}+{base64.b64encode(key).decode()}"
    done = run(sys.executable, VERIFIERS / "check_proof.py", file, strange)
    suite.check("another verifier key: refused", not done.ok, done)


def check_witnesses(suite, world, leaves, lists):
    """Every list tells origin, size and root of the journal as it was. C2SP tlog-checkpoint."""
    sizes = []
    for title, body in lists:
        extension = der.CertificateList(body).extensions[WITNESS]
        origin, size, root = extension.value.expect(der.SEQUENCE).parts
        sizes.append(size.integer)
        suite.equal(f"{title}: it carries the journal of {size.integer} entries",
                    (origin.tag, origin.text, root.tag, root.content.hex(), extension.critical),
                    (der.UTF8_STRING, world.origin, der.OCTET_STRING,
                     check_tiles.tree_root(leaves[:size.integer]).hex(), False))
    suite.check("the lists were made at different times", len(set(sizes)) == len(sizes), sizes)


def check_privacy(suite, world):
    """Entry bundles are for auditors: no path leads to them."""
    size = world.api("GET", "/api/v1/context")[1]["checkpoint"]["size"]
    rest = size % check_tiles.WIDTH
    paths = ["tile/entries/000", f"tile/entries/002.p/{rest}", "tile/entries/000.p/5",
             "tile/data/000", "entries/0", "entries", "0", "tile/entries/", "tile/0/../entries/000",
             "tile/%65ntries/000", "tile//entries/000", "Tile/entries/000"]
    for path in paths:
        code, _, body = fetch(f"{world.url}/journal/{path}")
        suite.equal(f"journal/{path} is not public", code, 404)
        suite.check(f"journal/{path}: and tells nothing", b'"operation"' not in body)
    for path in ("kapok.yaml", "ledger.sqlite", "keys/", "../ledger.sqlite", "%2e%2e/ledger.sqlite",
                 "api/v1/context", "api/v1/journal/0/proof", "certificates/", "ca/"):
        code, _, body = fetch(f"{world.url}/{path}")
        suite.equal(f"{path} is not public", code, 404)
    for path in (f"tile/0/002.p/{rest + 1}", "tile/0/003", "tile/1/001", "tile/2/000.p/1",
                 "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/0", "tile/-1/000"):
        code = fetch(f"{world.url}/journal/{path}")[0]
        suite.equal(f"journal/{path} is not there", code, 404)


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        journal, notes, lists = Journal(world), [], []

        def keep_list(title, authority):
            lists.append((title, der_of(authority.crl().read_text())))

        keep_list("the root's list", world.roots["rsa"])
        keep_list("the first list", world.issuing["rsa"])
        notes.append(journal.note())
        person = world.person()
        for act in (world.suspend, world.release, world.revoke):
            act(person)
            keep_list(f"the list after {act.__name__}", world.issuing["rsa"])
        notes.append(journal.note())
        check_tree(suite, world, journal, "a journal of one partial tile")
        officers_done = journal.known_size()
        journal.grow(check_tiles.WIDTH)
        notes.append(journal.note())
        check_tree(suite, world, journal, "a journal of a whole tile")
        journal.grow(2 * check_tiles.WIDTH + 5)
        keep_list("the last list", world.issuing["rsa"])
        notes.append(journal.note())
        leaves = check_tree(suite, world, journal, "a journal of three tiles")
        check_checkpoint(suite, world, journal)
        check_consistency(suite, world, journal, notes)
        check_every_entry(suite, world, journal, leaves,
                          ["陳大文", "大文", "tai.man", "example.hk", "Ho Ka"])
        check_signed_acts(suite, world, journal, officers_done)
        check_rows(suite, world, journal)
        quiet = act_quietly(suite, world, journal, person)
        check_programs(suite, world, journal, len(leaves))
        check_witnesses(suite, world, leaves, lists)
        check_privacy(suite, world)
        check_freshness(suite, journal, quiet)


if __name__ == "__main__":
    main()
