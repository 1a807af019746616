#!/usr/bin/env python3
"""Backup, restore, recovery and drill, with the program `age` and GNU tar as judges.

A folder in use is copied; the copy is opened by age and taken apart by Python; what is cut short,
altered, foreign or hostile is refused and leaves nothing; a restored folder serves the last status,
refuses all else, and goes on only if nobody has seen more than it holds. So does a ledger that was
put back alone, under a folder that published more.
"""
import base64, copy, hashlib, io, json, os, pathlib, resource, secrets, shutil, signal, sqlite3, stat
import subprocess, tarfile, threading, time

import proofs
from world import PATIENCE, Applicant, Suite, Unexpected, World, fetch, flipped, free_port, run


class Backups:
    """Backups of a world, and what was made of them."""

    def __init__(self, suite, world):
        self.suite, self.world = suite, world
        self.identity = world.folder / "backup.identity"
        self.recipient = world.kapok("backup", "keygen", "--out", self.identity)["recipient"]
        self.count = 0

    def path(self, label):
        self.count += 1
        return self.world.folder / f"{label}-{self.count}.age"

    def make(self, label="backup"):
        file = self.path(label)
        answer = self.world.kapok("backup", "--recipient", self.recipient, "--to", file)
        return file, answer

    def seal(self, tar, label):
        """A file as anybody can make it who knows the recipient."""
        file = self.path(label)
        run("age", "-r", self.recipient, "-o", file, stdin=tar).need()
        return file

    def opened(self, file):
        return run("age", "-d", "-i", self.identity, file).need().bytes

    def refused(self, title, file, code, identity=None, names=()):
        """That a restore is refused by this code, and leaves nothing, nor files of these names.

        The names are those of members. Each ends with a name that nothing else has: it is looked
        for in all of the world's home, and wherever the member's name leads from where a restore
        may work.
        """
        target = self.world.folder / "refused"
        found = self.world.refused("restore", "--from", file, "--identity",
                                   identity or self.identity, "--to", target)
        self.suite.equal(title, found, code)
        left = [str(path) for path in self.world.folder.glob("refused*")]
        self.suite.equal(f"{title}: nothing is left", left, [])
        for name in names:
            bases = [target, target.with_name("refused.restoring"), pathlib.Path.cwd(),
                     self.world.data]
            found = [path for path in {os.path.normpath(base / name) for base in bases}
                     if os.path.lexists(path)]
            found += self.world.folder.rglob(pathlib.PurePosixPath(name).name)
            self.suite.equal(f"{title}: nothing escaped", found, [])

    def restored(self, file, label):
        """A restored folder as a world of its own, with another port and another memory."""
        target = self.world.folder / label
        answer = self.world.kapok("restore", "--from", file, "--identity", self.identity,
                                  "--to", target)
        other = copy.copy(self.world)
        other.data, other.log, other.server = target, self.world.folder / f"{label}.log", None
        other.port = free_port()
        other.url = f"http://127.0.0.1:{other.port}"
        settings = target / "kapok.yaml"
        settings.write_text(settings.read_text().replace(
            f"listen: 127.0.0.1:{self.world.port}", f"listen: 127.0.0.1:{other.port}").replace(
            f'listen: "127.0.0.1:{self.world.port}"', f'listen: "127.0.0.1:{other.port}"'))
        return with_memory(other, label), answer


def with_memory(world, label):
    """The same world for a client that remembers nothing of it yet."""
    other, memory = copy.copy(world), world.folder / f"{label}.state"
    other.attempt = lambda *arguments: run(
        other.program, *arguments, "--json",
        environment={"KAPOK_DATA": str(other.data), "KAPOK_STATE": str(memory),
                     "KAPOK_LANG": "en", "KAPOK_KEY": ""})
    return other


def until(condition, seconds=PATIENCE):
    deadline = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < deadline:
        time.sleep(0.1)
    return found


def entries(world, operation):
    return world.kapok("audit", "list", "--operation", operation)["entries"]


def facts(world, index):
    proof = world.api("GET", f"/api/v1/journal/{index}/proof")[1]
    return json.loads(base64.b64decode(proof["entry"]))["facts"]


def members(tar):
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        return {member.name: archive.extractfile(member).read() for member in archive}


# --- Making one ---------------------------------------------------------------------------------


def check_keys(suite, world, backups):
    mode = stat.S_IMODE(backups.identity.stat().st_mode)
    suite.equal("an identity is its owner's alone", oct(mode), "0o600")
    told = run("age-keygen", "-y", backups.identity).need().out.strip()
    suite.equal("age reads the identity and names the same recipient", told, backups.recipient)
    suite.equal("an identity is never replaced",
                world.refused("backup", "keygen", "--out", backups.identity),
                "command.fileExists")


def check_backup_under_load(suite, world, backups):
    """Acts go on while a backup is made, and what it holds is the state of one commit.

    An officer orders lists by command. That alone seldom falls into the moment between a backup's
    copy and its entry: somebody applies over the socket whenever the ledger is being copied.
    """
    stop, acts, faults, made = threading.Event(), [], [], []
    waiting = [Applicant(world.folder, f"load-{number}", "openssl", "rsa") for number in range(8)]

    def order():
        return world.kapok("crl", "rsa-issuing", officer="val")["entry"]

    def apply():
        copy_made = world.data / "ledger.copy"
        while not (copy_made.exists() and waiting):
            if stop.wait(0.001):
                return None
        request = base64.b64encode(waiting.pop().request.read_bytes()).decode()
        words = world.api("GET", "/api/v1/declarations")[1]
        code, answer = world.api("POST", "/api/v1/acts", {
            "request": f"req-{secrets.token_hex(16)}", "operation": "application.apply",
            "payload": {"declarations": proofs.declarations(words),
                        "authority": "rsa-issuing", "category": "personal", "request": request,
                        "subject": {"commonName": "Chan Tai Man", "countryName": "HK"}}})
        if code != 200:
            raise Unexpected(f"an application was refused: {code} {answer}")
        return answer["entry"]

    def load(act):
        try:
            while not stop.is_set():
                if (entry := act()) is not None:
                    acts.append(entry)
        except Exception as fault:
            faults.append(fault)

    def between():
        """Acts whose entries lie between what a backup copied and its own entry."""
        return [act for act in [*acts] for _, answer in made
                if answer["size"] <= act < answer["entry"]]

    workers = [threading.Thread(target=load, args=(act,)) for act in (order, apply)]
    for worker in workers:
        worker.start()
    try:
        while len(made) < 3 or (len(made) < 30 and not between() and not faults):
            made.append(backups.make())
    finally:
        stop.set()
        for worker in workers:
            worker.join(PATIENCE)
    suite.check("the acts came to their end", not any(worker.is_alive() for worker in workers))
    suite.equal("no act failed while backups were made", faults, [])
    suite.note(f"{len(made)} backups, {len(acts)} acts, {len(between())} of these within one")
    suite.check("an act was entered between a backup's copy and its entry", between(),
                (acts, [(answer["size"], answer["entry"]) for _, answer in made]))
    for file, answer in made:
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        suite.equal("the digest is that of the file", answer["sha256"], digest)
        suite.equal("the entry tells the digest", facts(world, answer["entry"])["sha256"], digest)
        suite.equal("the file is its owner's alone",
                    oct(stat.S_IMODE(file.stat().st_mode)), "0o600")
        check_contents(suite, world, members(backups.opened(file)), answer)
    suite.equal("each backup is an entry", len(entries(world, "backup.make")), len(made))
    left = [path.name for path in world.data.iterdir() if "copy" in path.name]
    suite.equal("no copy of the ledger is left", left, [])
    return made[-1][0]


def check_contents(suite, world, held, answer):
    manifest = json.loads(held["manifest.json"])
    suite.equal("the manifest is the last member", list(held)[-1], "manifest.json")
    suite.equal("the manifest names every member with size and digest",
                [(one["name"], one["size"], one["sha256"]) for one in manifest["members"]],
                [(name, len(body), hashlib.sha256(body).hexdigest())
                 for name, body in held.items() if name != "manifest.json"])
    suite.equal("the manifest names journal and environment",
                (manifest["origin"], manifest["environment"], manifest["verifierKey"]),
                (world.origin, "test", world.verifier_key))
    keys = {f"keys/{path.name}" for path in (world.data / "keys").iterdir()}
    suite.equal("all sealed keys and nothing else of the folder is in it", set(held) - keys,
                {"kapok.yaml", "journal.origin", "ledger.sqlite", "manifest.json"})
    suite.check("every key of the folder is in it", keys <= set(held), keys - set(held))
    secret = (world.folder / "unlock").read_bytes().strip()
    suite.check("the unlock secret is not", all(secret not in body for body in held.values()))
    database = world.folder / "looked-at.sqlite"
    database.write_bytes(held["ledger.sqlite"])
    with sqlite3.connect(database) as connection:
        whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
        size = connection.execute("SELECT MAX(size) FROM journal_checkpoint").fetchone()[0]
        last = connection.execute("SELECT MAX(place) FROM journal_entry").fetchone()[0]
    connection.close()
    suite.equal("the ledger in it is whole, and ends with its checkpoint",
                (whole, size, last + 1), ("ok", answer["size"], answer["size"]))
    database.unlink()


def check_refusals_to_make(suite, world, backups, made):
    def refused(recipient, target):
        return world.refused("backup", "--recipient", recipient, "--to", target)

    before = made.read_bytes()
    suite.equal("a backup is never replaced", refused(backups.recipient, made),
                "backup.targetExists")
    suite.check("what stood there is untouched", made.read_bytes() == before)
    suite.equal("a folder that is not there is refused",
                refused(backups.recipient, world.folder / "none" / "a.age"),
                "backup.targetUnwritable")
    wrong = backups.recipient[:-1] + ("q" if backups.recipient[-1] != "q" else "p")
    suite.equal("a recipient with a typing error is refused",
                refused(wrong, world.folder / "a.age"), "backup.recipientInvalid")
    suite.equal("the API takes no path that is not whole", world.api(
        "POST", "/api/v1/backups", {"recipient": backups.recipient, "to": "a.age"}
    )[1]["error"]["code"], "backup.targetInvalid")
    suite.equal("nothing is left of what was refused",
                [path.name for path in world.folder.glob("a.age*")], [])


def check_full_disk(suite, world, backups):
    """Without a server; the system refuses to let a file grow, as a full disk would."""
    world.stop()
    target = world.folder / "full.age"
    ledger = world.data / "ledger.sqlite"
    # Room for the ledger's copy, and none for the backup, which holds more than the ledger.
    room = ledger.stat().st_size + 2048
    entries_before = len(entries(world, "backup.make"))

    def bound():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    done = subprocess.run(
        [world.program, "backup", "--recipient", backups.recipient, "--to", str(target), "--json"],
        env={**os.environ, "KAPOK_DATA": str(world.data), "KAPOK_LANG": "en",
             "KAPOK_STATE": str(world.folder / "state")},
        preexec_fn=bound, capture_output=True, timeout=PATIENCE)
    suite.contains("a full disk is told", done.stderr.decode(), ["backup.targetUnwritable"])
    suite.equal("a full disk: the status is that of a refusal", done.returncode, 1)
    left = [path.name for path in [*world.folder.glob("full.age*"), *world.data.glob("*copy*")]]
    suite.equal("a full disk: nothing is left", left, [])
    suite.equal("a full disk: no entry tells of a backup", len(entries(world, "backup.make")),
                entries_before)
    file, _ = backups.make("offline")
    suite.check("without a server the same command works", file.stat().st_size > 0)
    world.serve()


def check_leftovers(suite, world, backups):
    """What a killed backup or restore leaves is in nobody's way, or named."""
    copy_left = world.data / "ledger.copy"
    copy_left.write_bytes(b"half a ledger")
    target = backups.path("leftover")
    unfinished = pathlib.Path(f"{target}.unfinished")
    unfinished.write_bytes(b"half a backup")
    world.kapok("backup", "--recipient", backups.recipient, "--to", target)
    suite.check("a backup takes the place of what a killed one left",
                target.exists() and not unfinished.exists() and not copy_left.exists())
    copy_left.write_bytes(b"half a ledger")
    world.stop()
    world.serve()
    suite.check("a start removes it as well", not copy_left.exists())
    half = world.folder / "half.restoring"
    half.mkdir()
    answer = world.attempt("restore", "--from", target, "--identity", backups.identity,
                           "--to", world.folder / "half")
    suite.contains("what a killed restore left is named", answer.text,
                   ["restore.targetExists", str(half)])
    suite.check("and left alone", half.is_dir())
    half.rmdir()


# --- What no backup is ----------------------------------------------------------------------------


def check_damaged(suite, world, backups, file):
    whole = file.read_bytes()
    damaged = world.folder / "damaged.age"
    for title, content, code in (
            ("empty", b"", "restore.cutShort"),
            ("cut short in its header", whole[:100], "restore.cutShort"),
            ("cut short between two pieces", whole[:cut(whole)], "restore.cutShort"),
            ("cut short in a piece", whole[:len(whole) // 2 + 77], "restore.altered"),
            ("without its last byte", whole[:-1], "restore.altered"),
            ("altered in its header", changed_header(whole), "restore.otherRecipient"),
            ("altered in the middle", flipped(whole, len(whole) // 2), "restore.altered"),
            ("altered at its end", flipped(whole, -1), "restore.altered"),
            ("with something added", whole + b"x", "restore.altered"),
            ("no such file at all", b"not a backup\n" * 100, "restore.notABackup")):
        damaged.write_bytes(content)
        backups.refused(title, damaged, code)
    backups.refused("missing", world.folder / "missing.age", "restore.fileMissing")
    other = world.folder / "other.identity"
    world.kapok("backup", "keygen", "--out", other)
    backups.refused("another identity", file, "restore.otherRecipient", identity=other)
    other.chmod(0o644)
    backups.refused("an identity that others can read", file, "restore.identityUnusable",
                    identity=other)
    suite.equal("an existing folder is never restored to", world.refused(
        "restore", "--from", file, "--identity", backups.identity, "--to", world.data),
        "restore.targetExists")


def changed_header(whole):
    """Another share of the key exchange, in good base 64."""
    place = whole.index(b"X25519 ") + 20
    return whole[:place] + (b"B" if whole[place:place + 1] == b"A" else b"A") + whole[place + 1:]


def cut(whole):
    """A place between two pieces of the stream."""
    start = whole.index(b"\n--- ") + 5 + 43 + 1 + 16
    return start + 65536 + 16


def archive(parts):
    """A tar archive in the form of a backup, from (name, content, changes of the header)."""
    out = io.BytesIO()
    for name, content, changes in parts:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = len(content), 0o600, 1_700_000_000
        for key, value in changes.items():
            setattr(member, key, value)
        header = bytearray(member.tobuf(tarfile.USTAR_FORMAT))
        # Python leaves these fields of plain files empty.
        header[329:345] = b"0000000\0" * 2
        header[148:156] = b" " * 8
        header[148:156] = b"%06o\0 " % sum(header)
        out.write(header)
        out.write(content + bytes(-len(content) % 512))
    out.write(bytes(1024))
    return out.getvalue()


def foreign_name():
    return f"evil-{secrets.token_hex(8)}"


def check_hostile(suite, world, backups, file):
    held = members(backups.opened(file))
    plain = [(name, body, {}) for name, body in held.items()]
    first, ledger, manifest = plain[0], held["ledger.sqlite"], held["manifest.json"]

    def without(name):
        return [part for part in plain if part[0] != name]

    def changed(name, body):
        return [(one, body if one == name else old, {}) for one, old, _ in plain]

    for title, name in (
            ("a path that leads out", f"../{foreign_name()}"),
            ("a path from the root", f"/tmp/{foreign_name()}"),
            ("a way out through keys/", f"keys/../../{foreign_name()}"),
            ("a hidden key", f"keys/.{foreign_name()}")):
        for place, parts in (("", [(name, b"x", {}), *plain]),
                             (", the last member", [*plain[:-1], (name, b"x", {}), plain[-1]])):
            backups.refused(title + place, backups.seal(archive(parts), "hostile"),
                            "restore.memberForbidden", names=[name])
    for title, parts, code in (
            ("a symbolic link", [("keys/a", b"", {"type": tarfile.SYMTYPE, "linkname": "/etc"}),
                                 *plain], "restore.memberForbidden"),
            ("a hard link", [("keys/a", b"", {"type": tarfile.LNKTYPE, "linkname": "kapok.yaml"}),
                             *plain], "restore.memberForbidden"),
            ("a folder", [("keys", b"", {"type": tarfile.DIRTYPE}), *plain],
             "restore.memberForbidden"),
            ("a device", [("keys/a", b"", {"type": tarfile.CHRTYPE}), *plain],
             "restore.memberForbidden"),
            ("another owner", [(*first[:2], {"uid": 7}), *plain[1:]], "restore.memberForbidden"),
            ("another mode", [(*first[:2], {"mode": 0o6755}), *plain[1:]],
             "restore.memberForbidden"),
            ("a member twice", [first, *plain], "restore.memberForbidden"),
            ("a member after the manifest", [*plain, ("keys/late", b"x", {})],
             "restore.memberForbidden"),
            ("a huge member", [("keys/a", bytes(1 << 17), {}), *plain],
             "restore.memberForbidden"),
            ("no manifest", without("manifest.json"), "restore.inconsistent"),
            ("a member less than the manifest says", without("kapok.yaml"),
             "restore.inconsistent"),
            ("a member more", [("keys/more", b"x", {}), *plain], "restore.inconsistent"),
            ("another content", changed("kapok.yaml", held["kapok.yaml"] + b"#"),
             "restore.inconsistent"),
            ("a manifest in another writing", changed("manifest.json", manifest + b"\n"),
             "restore.inconsistent"),
            ("a ledger with a changed row", replaced(held, altered(world, ledger)),
             "restore.journalDamaged"),
            ("a ledger that is none", replaced(held, b"no database" * 100), "storage.damaged"),
    ):
        backups.refused(title, backups.seal(archive(parts), "hostile"), code)
    announced = bytearray(archive(plain))
    place = announced.index(b"ledger.sqlite")
    announced[place + 124:place + 136] = b"\x80\0\0\0" + (1 << 60).to_bytes(8, "big")
    announced[place + 148:place + 156] = b" " * 8
    total = sum(announced[place:place + 512])
    announced[place + 148:place + 156] = b"%06o\0 " % total
    backups.refused("an announced exabyte", backups.seal(bytes(announced), "hostile"),
                    "restore.cutShort")
    backups.refused("something after the end",
                    backups.seal(archive(plain) + bytes(512), "hostile"),
                    "restore.memberForbidden")
    backups.refused("an archive without its end",
                    backups.seal(archive(plain)[:-1024], "hostile"), "restore.cutShort")
    return backups.seal(archive(plain), "by-age")


def altered(world, ledger):
    """The same ledger with one row changed by hand."""
    database = world.folder / "altered.sqlite"
    database.write_bytes(ledger)
    connection = sqlite3.connect(database)
    connection.execute("UPDATE authority SET common_name = 'Another' WHERE name = 'rsa-root'")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    content = database.read_bytes()
    database.unlink()
    return content


def replaced(held, ledger):
    """Another ledger, with a manifest that vouches for it, as a forger would write it."""
    held = {**held, "ledger.sqlite": ledger}
    manifest = json.loads(held["manifest.json"])
    for member in manifest["members"]:
        body = held[member["name"]]
        member["size"], member["sha256"] = len(body), hashlib.sha256(body).hexdigest()
    held["manifest.json"] = json.dumps(
        manifest, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    return [(name, body, {}) for name, body in held.items()]


# --- A restored folder ----------------------------------------------------------------------------


def size_of(world):
    return world.api("GET", "/api/v1/context")[1]["checkpoint"]["size"]


def ocsp(world, certificate):
    """The status, as openssl reads it from an answer whose signature and signer it verified."""
    done = run("openssl", "ocsp", "-issuer", world.issuing["rsa"].pem, "-cert", certificate.pem,
               "-url", f"{world.url}/ocsp", "-CAfile", world.roots["rsa"].pem,
               "-verify_other", world.issuing["rsa"].pem)
    is_verified = done.ok and "Response verify OK" in done.text.splitlines()
    told = [line.split(": ")[1] for line in done.out.splitlines()
            if line.startswith(f"{certificate.pem}: ")]
    return told[0] if is_verified and len(told) == 1 else str(done)


def check_restored(suite, restored, answer, good, revoked, size, last_list):
    suite.equal("a restore tells the journal and its size", (answer["origin"], answer["size"]),
                (restored.origin, size))
    restored.serve()
    suite.equal("health says restored", restored.api("GET", "/api/v1/health")[1]["status"],
                "restored")
    code, _, body = fetch(f"{restored.url}/readyz")
    suite.check("it is not ready for all", code == 503 and b"comparison" in body, (code, body))
    suite.equal("OCSP: the good one is good", ocsp(restored, good), "good")
    suite.equal("OCSP: the revoked one is revoked", ocsp(restored, revoked), "revoked")
    suite.equal("the list is the last one",
                in_world(restored).crl().with_suffix("").read_bytes(), last_list)
    suite.equal("queries are answered",
                restored.kapok("status", revoked.reference)["state"], "revoked")
    check_refusals(suite, restored, good, "restored")
    restored.stop()
    suite.equal("without a server it refuses as well", restored.refused(
        "suspend", good.reference, "--reason", "keyLost", "--requester", "subscriber",
        officer="val"), "ledger.restored")
    restored.serve()
    suite.equal("nothing of all this was written", size_of(restored), size)


def in_world(world):
    """The issuing authority, its list fetched from this world."""
    authority = copy.copy(world.issuing["rsa"])
    authority.world = world
    return authority


def check_refusals(suite, restored, good, label):
    for title, arguments, officer in (
            ("suspending", ("suspend", good.reference, "--reason", "keyLost", "--requester",
                            "subscriber"), "val"),
            ("a new list", ("crl", "rsa-issuing"), "val"),
            ("enrolling", ("operator", "enrol", "--name", "new", "--role", "auditor",
                           "--public-key", restored.folder / "val.pub.pem"), "mei"),
            ("applying", ("apply", "--authority", "rsa-issuing", "--category", "personal", "--csr",
                          good.applicant.request, "--common-name", "A", "--country", "HK",
                          *proofs.DECLARED), None)):
        suite.equal(f"{label}: {title} is refused", restored.refused(*arguments, officer=officer),
                    "ledger.restored")
    name = label.replace(" ", "-")
    recipient = restored.kapok("backup", "keygen", "--out",
                               restored.folder / f"{name}.key")["recipient"]
    file = restored.folder / f"{name}.age"
    suite.equal(f"{label}: a backup of it is refused", restored.refused(
        "backup", "--recipient", recipient, "--to", file), "ledger.restored")
    suite.check(f"{label}: and taken away again", not file.exists())


def check_recovery(suite, world, restored, old_list, old_note, new_list):
    folder = world.folder
    suite.equal("without anything to compare it is refused",
                restored_refuses(restored), "recovery.nothingCompared")
    note = folder / "old.note"
    note.write_bytes(old_note)
    broken = folder / "broken.note"
    broken.write_bytes(old_note.replace(b"\n", b"\r\n"))
    suite.equal("what is no checkpoint is refused",
                restored_refuses(restored, "--checkpoint", broken), "recovery.evidenceUnreadable")
    forged = folder / "forged.note"
    lines = old_note.split(b"\n")
    forged.write_bytes(b"\n".join([lines[0], lines[1], base64.b64encode(bytes(32)), *lines[3:]]))
    suite.equal("a checkpoint that its key did not sign is refused",
                restored_refuses(restored, "--checkpoint", forged), "recovery.evidenceForeign")
    suite.equal("a newer list shows that acts are lost",
                restored_refuses(restored, "--crl", new_list, "--checkpoint", note),
                "recovery.behind")
    suite.equal("so does a list that is fetched",
                restored_refuses(restored, "--crl", f"{world.url}/crl/rsa-issuing.crl"),
                "recovery.behind")
    ahead = World.attempt(copy_for(world, restored), "recover", "--crl", old_list)
    suite.contains("and what a client remembers", ahead.text, ["recovery.behind"])
    suite.equal("it is still restored", restored.api("GET", "/api/v1/health")[1]["status"],
                "restored")
    size = size_of(restored)
    done = restored.kapok("recover", "--crl", old_list, "--checkpoint", note)
    suite.equal("what is not newer lets it go on", (done["state"], done["entry"]),
                ("recovered", size))
    suite.equal("the entry names what was compared",
                [one["kind"] for one in facts(restored, size)["compared"]][:2],
                ["checkpoint", "list"])
    suite.equal("once", restored_refuses(restored, "--crl", old_list), "recovery.notRestored")


def copy_for(world, restored):
    """The first world's officer, who remembers more, at the restored folder."""
    other = copy.copy(world)
    other.data = restored.data
    return other


def restored_refuses(restored, *arguments):
    return restored.refused("recover", *arguments)


def check_going_on(suite, world, restored):
    restored.kapok("crl", "rsa-issuing", officer="val")
    audit = restored.kapok("audit", "verify")
    suite.check("it works, and agrees with its journal", audit["ok"], audit)
    suite.check("who saw the lost acts saw more", size_of(restored) < size_of(world),
                (size_of(restored), size_of(world)))
    suite.equal("and is told by the own commands",
                copy_for(world, restored).refused("audit", "verify"), "command.journal.shrunk")
    restored.stop()
    restored.serve()
    suite.equal("it stays so after a start",
                restored.api("GET", "/api/v1/health")[1]["status"], "ready")


def check_drill(suite, world, backups, restored, drilled):
    """With a backup that was made some acts ago."""
    file, made = drilled
    with sqlite3.connect(world.data / "ledger.sqlite") as connection:
        last = connection.execute("SELECT at FROM journal_entry WHERE place = ?",
                                  (made["size"] - 1,)).fetchone()[0]
    connection.close()
    held = json.loads(members(backups.opened(file))["manifest.json"])
    suite.equal("the manifest tells when the last entry was made", held["lastEntryAt"], last)
    youngest = milliseconds() - last
    answer = world.kapok("drill", "restore", "--from", file, "--identity", backups.identity)
    oldest = milliseconds() - last
    entry = facts(world, answer["entry"])
    suite.equal("a drill is an entry with the digest of what was restored", entry["sha256"],
                hashlib.sha256(file.read_bytes()).hexdigest())
    suite.check("it tells how long it took", 0 < entry["recoveryMilliseconds"] <= oldest - youngest,
                (entry, oldest - youngest))
    suite.check("and the age of the backup's last entry when it began",
                0 < youngest <= entry["pointMilliseconds"] <= oldest, (youngest, entry, oldest))
    suite.equal("its folder is gone", [path.name for path in world.folder.glob("ca.*")], [])
    target = world.folder / "foreign.age"
    restored.kapok("backup", "--recipient", backups.recipient, "--to", target)
    suite.equal("a backup of another history is no drill of this one", world.refused(
        "drill", "restore", "--from", target, "--identity", backups.identity), "drill.foreign")
    suite.equal("nor does it take an identity that others can read", world.refused(
        "drill", "restore", "--from", file, "--identity", world.folder / "other.identity"),
        "restore.identityUnusable")


def milliseconds():
    return time.time_ns() // 1_000_000


# --- A ledger that was put back alone -------------------------------------------------------------


def kept_ledger(world, label):
    """A copy of the ledger's file; nobody has it open, so that all is in it."""
    log = world.data / "ledger.sqlite-wal"
    if log.exists() and log.stat().st_size > 0:
        raise Unexpected(f"the server left {log}")
    kept = world.folder / f"{label}.sqlite"
    shutil.copyfile(world.data / "ledger.sqlite", kept)
    return kept


def put_ledger(world, kept):
    for suffix in ("-wal", "-shm"):
        (world.data / f"ledger.sqlite{suffix}").unlink(missing_ok=True)
    # Into the same file: its mode and owner stay.
    (world.data / "ledger.sqlite").write_bytes(kept.read_bytes())


def published_size(world):
    return int((world.data / "public/journal/checkpoint").read_text().split("\n")[1])


def check_put_back(suite, world, good, revoked):
    """An earlier ledger.sqlite under a newer public/, and the newer one again."""
    note = world.data / "public/journal/checkpoint"
    old_note, old_list = world.folder / "put-back.note", world.folder / "put-back.crl"
    old_list.write_bytes(fetch(f"{world.url}/crl/rsa-issuing.crl")[2])
    world.stop()
    old_note.write_bytes(note.read_bytes())
    earlier = kept_ledger(world, "earlier")
    with sqlite3.connect(earlier) as connection:
        size = connection.execute("SELECT MAX(size) FROM journal_checkpoint").fetchone()[0]
    connection.close()
    world.serve()
    suite.equal("a server that is started again is ready", health(world), "ready")
    last = world.suspend(good)["entry"]
    suite.check("what was done is published", until(lambda: published_size(world) > last),
                (last, published_size(world)))
    world.stop()
    newest = world.data / "public/crl/rsa-issuing.crl"
    newer, seen, seen_list = kept_ledger(world, "newer"), note.read_bytes(), newest.read_bytes()
    seen_list_file = world.folder / "seen.crl"
    seen_list_file.write_bytes(seen_list)
    suite.check("more than the earlier ledger holds", published_size(world) > last >= size,
                (published_size(world), last, size))

    put_ledger(world, earlier)
    world.serve()
    client = with_memory(world, "newcomer")
    for when in ("put back", "put back and started again"):
        check_behind(suite, client, good, revoked, when, size)
        # Nobody else saw more: it is the folder's own checkpoint that tells.
        for title, evidence in (
                ("an older list", ("--crl", old_list)),
                ("an older checkpoint", ("--checkpoint", old_note)),
                ("both", ("--crl", old_list, "--checkpoint", old_note)),
                ("what the folder published", ("--checkpoint", note))):
            suite.equal(f"{when}: compared with {title} it does not go on",
                        client.refused("recover", *evidence), "recovery.behind")
        suite.equal(f"{when}: compared with nothing neither", client.refused("recover"),
                    "recovery.nothingCompared")
        suite.equal(f"{when}: the larger checkpoint stays", note.read_bytes(), seen)
        suite.check(f"{when}: the newer list stays", newest.read_bytes() == seen_list,
                    f"found  {list_number(newest)}wanted {list_number(seen_list_file)}")
        suite.equal(f"{when}: nothing was written", size_of(client), size)
        world.stop()
        suite.equal(f"{when}: without a server it refuses as well", client.refused(
            "crl", "rsa-issuing", officer="val"), "ledger.restored")
        suite.equal(f"{when}: without a server recovery is refused as well",
                    client.refused("recover", "--crl", old_list), "recovery.behind")
        suite.equal(f"{when}: without a server the larger checkpoint stays", note.read_bytes(),
                    seen)
        world.serve()
    world.stop()

    put_ledger(world, newer)
    world.serve()
    suite.equal("with the newer ledger it is ready", health(world), "ready")
    suite.equal("and knows what was done", ocsp(world, good), "revoked")
    suite.equal("there is nothing to recover", world.refused("recover", "--crl", old_list),
                "recovery.notRestored")
    last = world.release(good)["entry"]
    suite.check("it works, and publishes", until(lambda: published_size(world) > last),
                (last, published_size(world)))
    audit = world.kapok("audit", "verify")
    suite.check("who saw all agrees with it", audit["ok"], audit)


def list_number(file):
    return run("openssl", "crl", "-in", file, "-noout", "-crlnumber").need().out


def health(world):
    return world.api("GET", "/api/v1/health")[1]["status"]


def check_behind(suite, world, good, revoked, when, size):
    """It serves what it holds, and takes nothing."""
    suite.equal(f"{when}: health says restored", health(world), "restored")
    suite.equal(f"{when}: it holds what it held", size_of(world), size)
    code, _, body = fetch(f"{world.url}/readyz")
    suite.check(f"{when}: it is not ready for all", code == 503 and b"comparison" in body,
                (code, body))
    suite.equal(f"{when}: OCSP: the good one is what it was", ocsp(world, good), "good")
    suite.equal(f"{when}: OCSP: the revoked one is revoked", ocsp(world, revoked), "revoked")
    done = run("openssl", "crl", "-in", in_world(world).crl(), "-noout", "-text",
               "-verify", "-CAfile", world.issuing["rsa"].pem)
    suite.contains(f"{when}: the list is served", done,
                   ["verify OK", f"Serial Number: {revoked.serial.upper()}"])
    suite.equal(f"{when}: queries are answered",
                world.kapok("status", revoked.reference)["state"], "revoked")
    check_refusals(suite, world, good, when)


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        good, revoked = world.person(), world.person()
        world.revoke(revoked)
        backups = Backups(suite, world)
        check_keys(suite, world, backups)
        made = check_backup_under_load(suite, world, backups)
        check_refusals_to_make(suite, world, backups, made)
        check_damaged(suite, world, backups, made)
        by_age = check_hostile(suite, world, backups, made)
        check_full_disk(suite, world, backups)
        check_leftovers(suite, world, backups)

        size = json.loads(members(backups.opened(by_age))["manifest.json"])["size"]
        with sqlite3.connect(world.data / "ledger.sqlite") as connection:
            old_list, old_note = connection.execute(
                "SELECT (SELECT list FROM crl WHERE authority = 'rsa-issuing' AND list NOT NULL "
                "AND entry < ?1 - 3 ORDER BY number DESC LIMIT 1), "
                "(SELECT note FROM journal_checkpoint WHERE size = ?1)", (size,)).fetchone()
        connection.close()
        restored, answer = backups.restored(by_age, "restored")
        with sqlite3.connect(restored.data / "ledger.sqlite") as connection:
            last = connection.execute(
                "SELECT list FROM crl WHERE authority = 'rsa-issuing' AND list NOT NULL "
                "ORDER BY number DESC LIMIT 1").fetchone()[0]
        connection.close()
        world.kapok("crl", "rsa-issuing", officer="val")
        drilled = backups.make("drill")
        lists = {}
        for label, content in (("old", old_list), ("new", None)):
            if content is None:
                world.kapok("crl", "rsa-issuing", officer="val")
                content = fetch(f"{world.url}/crl/rsa-issuing.crl")[2]
            lists[label] = world.folder / f"{label}.crl"
            lists[label].write_bytes(content)
        try:
            check_restored(suite, restored, answer, good, revoked, size, last)
            check_recovery(suite, world, restored, lists["old"], old_note.encode(), lists["new"])
            check_going_on(suite, world, restored)
            check_drill(suite, world, backups, restored, drilled)
        finally:
            restored.stop()
        check_put_back(suite, world, good, revoked)


if __name__ == "__main__":
    main()
