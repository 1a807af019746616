#!/usr/bin/env python3
"""The signer: keys in a process of their own, which judges and writes down by itself.

The real server and the real signer. OpenSSL verifies what is signed; Python speaks to the signer's socket as a
server that was taken over would. Either process is killed, stopped and started while the other goes on.
"""
import hashlib
import json
import os
import pathlib
import shutil
import signal
import sqlite3
import struct
import subprocess
import tempfile
import threading

from backup import Backups
from notify import until
from records import settings
from world import Suite, Unexpected, World, fetch, read_log, run, unix

LIBRARY = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "Nk52-module-pin"


class SignerWorld(World):
    """A world whose keys go over to a signer when its first authorities are there."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.state, self.signer = self.folder / "signer", None
        self.signer_log = self.folder / "signer.log"
        self.socket = self.state / "signer.sock"

    def __exit__(self, *arguments):
        self.end_signer()
        super().__exit__(*arguments)

    def move_keys(self):
        secret = self.folder / "signer.secret"
        secret.touch(mode=0o600)
        secret.write_text("another secret, of the signer alone\n")
        return self.kapok("signer", "init", "--state", self.state, "--unlock-file", secret, "--from", self.data)

    def name_signer(self):
        configuration = self.data / "kapok.yaml"
        configuration.write_text(configuration.read_text().replace("node:\n", f"node:\n  signer: {self.socket}\n", 1))

    def start_signer(self):
        """Returns when it says that it signs."""
        self.signer = subprocess.Popen(
            [self.program, "signer", "serve", "--state", self.state], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
        ready = threading.Event()
        threading.Thread(target=read_log, args=(self.signer.stderr, self.signer_log, b'"message":"signing"', ready),
                         daemon=True).start()
        if not ready.wait(60) or self.signer.poll() is not None:
            raise Unexpected(f"the signer did not come up:\n{self.signer_log.read_text()}")

    def end_signer(self, how=signal.SIGTERM):
        if self.signer is None:
            return
        self.signer.send_signal(how)
        try:
            self.signer.wait(30)
        except subprocess.TimeoutExpired:
            self.signer.kill()
            self.signer.wait()
        self.signer = None

    def logged(self):
        """The lines of the signer's log."""
        return [json.loads(line) for line in (self.state / "signatures.log").read_text().splitlines()]

    def signed(self):
        """Those of signatures."""
        return [line for line in self.logged() if "entry" in line]


def message(head, *octets):
    parts = [json.dumps(head, sort_keys=True, separators=(",", ":")).encode(), *octets]
    return struct.pack(">I", len(parts)) + b"".join(struct.pack(">I", len(part)) + part for part in parts)


def ask(world, request):
    """One exchange, as `Sources/Adapters/LocalProcesses` frames it: the answer's head and octets."""
    with unix(world.socket, 60) as connection:
        connection.sendall(struct.pack(">IQ", len(request) + 8, 7) + request)
        stream = connection.makefile("rb")
        length, number = struct.unpack(">IQ", stream.read(12))
        body = stream.read(length - 8)
    assert number == 7
    count, place, parts = struct.unpack(">I", body[:4])[0], 4, []
    for _ in range(count):
        size = struct.unpack(">I", body[place:place + 4])[0]
        parts.append(body[place + 4:place + 4 + size])
        place += 4 + size
    return json.loads(parts[0]), parts[1:]


def told(world, request):
    fault = ask(world, request)[0].get("fault", {"kind": "done"})
    return fault["text"] if fault["kind"] == "refusal" else fault["kind"]


def check_move(suite, world):
    """Keys go over whole; no server and no copy keeps one."""
    suite.equal("keys of a running server do not go over", world.refused(
        "signer", "init", "--state", world.state, "--unlock-file", world.folder / "unlock", "--from", world.data),
        "folder.inUse")
    before = {path.name for path in (world.data / "keys").iterdir()}
    world.stop()
    shutil.rmtree(world.state)
    check_foreign_move(suite, world)
    moved = world.move_keys()
    suite.equal("others pass through to the socket, and read nothing", world.state.stat().st_mode & 0o777, 0o711)
    suite.equal("what is there already is not moved twice", world.kapok("signer", "init", "--state", world.state, "--from", world.data)["keysMoved"], 0)
    after = {path.name for path in (world.data / "keys").iterdir()}
    gone = {path.name for path in (world.state / "keys").iterdir()} & before - {"seal.check.sealed", "seal.parameters"}
    suite.check("all that sign went over", moved["keysMoved"] == len(gone) >= 4 and gone == before - after, (moved, gone))
    suite.check("of the journal's key the public half stayed", {"public-journal-checkpoint.sealed"} == after - before
                and "journal-checkpoint.sealed" in gone, after)
    suite.check("none of them stayed", not [name for name in after if name.startswith(("key-", "ocsp-"))], after)
    suite.equal("it is founded once", world.refused(
        "signer", "init", "--state", world.state, "--unlock-file", world.folder / "unlock"), "signer.folderExists")
    world.name_signer()
    world.serve()
    suite.equal("without it the server starts, and says what is missing", world.refused(
        "crl", "rsa-issuing", officer="val"), "signer.unreachable")
    world.start_signer()
    suite.equal("a second one at the same folder is refused", world.refused("signer", "serve", "--state", world.state),
                "folder.inUse")


def check_foreign_move(suite, world):
    """Root moves the keys of another user's folder: links that lie in it lead root nowhere, and nothing of root's stays."""
    # Without root it is the same user's: the rest holds as well.
    root, victim = os.geteuid(), world.folder / "victim"
    nobody = 65534 if root == 0 else root
    victim.touch(mode=0o600)
    victim.write_text("root's own\n")
    foreign, state = world.folder / "foreign", world.folder / "foreign-signer"
    shutil.copytree(world.data, foreign, ignore=lambda folder, names: [name for name in names if name.endswith(".sock")])
    (foreign / "journal.origin.new").symlink_to(victim)
    world.folder.chmod(0o711)
    for path in (foreign, *foreign.rglob("*")):
        os.chown(path, nobody, nobody, follow_symlinks=False)
    kept = {path.name: path.read_bytes() for path in (foreign / "keys").iterdir()}
    secret = world.folder / "foreign.secret"
    secret.touch(mode=0o600)
    secret.write_text("yet another secret, of this signer\n")
    moved = world.kapok("signer", "init", "--state", state, "--unlock-file", secret, "--from", foreign,
                        "--from-unlock", world.folder / "unlock")
    suite.equal("what a link leads to is as it was", (victim.read_text(), victim.stat().st_uid), ("root's own\n", root))
    suite.check("all that is in the other's folder is the other's", moved["keysMoved"] >= 4 and all(
        path.lstat().st_uid == nobody for path in (foreign, *foreign.rglob("*"))),
                [str(path) for path in foreign.rglob("*") if path.lstat().st_uid != nobody])
    check_second_move(suite, world, foreign, state, kept)
    shutil.rmtree(foreign)
    shutil.rmtree(state)


def check_second_move(suite, world, foreign, state, kept):
    """A backup of before brings the key back: its journal has to contain what was signed."""
    owner, file = foreign.stat().st_uid, state / "checkpoints"
    for name, content in kept.items():
        path = foreign / "keys" / name
        path.touch(mode=0o600)
        path.write_bytes(content)
        os.chown(path, owner, owner)

    def moved(**changed):
        told_ = json.loads(good)
        told_["chapters"][-1].update(changed.pop("last", {}))
        told_["chapters"] += changed.pop("more", [])
        file.write_text(json.dumps(told_, sort_keys=True, separators=(",", ":")))
        return world.refused("signer", "init", "--state", state, "--from", foreign, "--from-unlock", world.folder / "unlock")
    good = file.read_text()
    chapter = json.loads(good)["chapters"][-1]
    other = ["00" * 32] * len(chapter["hashes"])
    longer = chapter["size"] + 1
    suite.equal("a journal that is another one than was signed is not taken", moved(last={"hashes": other}), "signer.journalRefused")
    suite.equal("nor one that is shorter", moved(last={"size": longer, "hashes": ["00" * 32] * longer.bit_count()}),
                "signer.journalShorter")
    suite.equal("nor one whose name has ended", moved(more=[{**chapter, "origin": "another"}]), "signer.journalRefused")
    suite.check("and the keys stay where they are", all((foreign / "keys" / name).exists() for name in kept))
    file.write_text(good)
    again = world.kapok("signer", "init", "--state", state, "--from", foreign, "--from-unlock", world.folder / "unlock")
    suite.check("the same one is", again["keysMoved"] >= 4 and json.loads(file.read_text()) == json.loads(good), again)
    world.folder.chmod(0o700)


def check_signing(suite, world):
    for family in world.families:
        certificate = world.person(family)
        authority, root = certificate.authority, certificate.authority.issuer
        verified = run("openssl", "verify", "-crl_check_all", "-CAfile", root.pem, "-untrusted", authority.pem,
                       "-CRLfile", root.crl(), "-CRLfile", authority.crl(), certificate.pem) if family == "rsa" else run(
                           world.program, "verify", certificate.pem, "--offline", "--trust", root.pem, "--intermediate",
                           authority.pem, "--crl", root.crl().with_suffix(""), "--crl", authority.crl().with_suffix(""))
        suite.check(f"{family}: what it signs verifies", verified.ok, verified)
    answer = run("openssl", "ocsp", "-issuer", world.issuing["rsa"].pem, "-cert", world.person().pem, "-url",
                 f"{world.url}/ocsp", "-CAfile", world.roots["rsa"].pem, "-verify_other", world.issuing["rsa"].pem)
    suite.check("and OCSP answers", "good" in answer.text and "Response verify OK" in answer.text, answer)
    lines = world.signed()
    suite.check("each stands in its log with the entry that announced it",
                len(lines) >= 3 and all(line["entry"] > 0 for line in lines), lines)


def check_absence(suite, world):
    """What tightens waits for no signer, and what it did not sign follows by itself."""
    serials = []
    for what, end, back in (
            ("killed", lambda: world.end_signer(signal.SIGKILL), world.start_signer),
            ("frozen", lambda: world.signer.send_signal(signal.SIGSTOP), lambda: world.signer.send_signal(signal.SIGCONT))):
        certificate = world.person()
        end()
        acting = threading.Thread(target=world.attempt, args=(
            "suspend", certificate.reference, "--reason", "keyLost", "--requester", "subscriber", "--yes", "--as", "val",
            "--key", world.key("val")))
        acting.start()
        suite.check(f"{what}: a certificate is suspended all the same",
                    until(lambda: world.kapok("status", certificate.reference)["state"] == "suspended"))
        serials.append(certificate.serial.upper())
        suite.check(f"{what}: the list is that of before", serials[-1] not in listed(world))
        suite.check(f"{what}: health says so", "signer.silent" in world.attempt("health").text)
        audit = world.kapok("audit", "verify")
        suite.check(f"{what}: the checkpoint stays behind, and the journal is whole", audit["ok"] and audit["unsigned"] > 0, audit)
        suite.check(f"{what}: OCSP asks to come again", "trylater" in asked(world, certificate).text)
        back()
        acting.join()
    suite.check("the checkpoint follows", until(lambda: world.kapok("audit", "verify")["unsigned"] == 0))
    suite.check("the lists follow without anybody's doing", until(lambda: all(serial in listed(world) for serial in serials)),
                world.log.read_text()[-2000:])


def asked(world, certificate):
    return run("openssl", "ocsp", "-issuer", certificate.authority.pem, "-cert", certificate.pem, "-url",
               f"{world.url}/ocsp", "-noverify")


def listed(world):
    return run("openssl", "crl", "-in", world.issuing["rsa"].crl("-now"), "-noout", "-text").need().text


def check_restarts(suite, world):
    """Restarts of the server do not touch it; kills of either in the midst of work lose nothing."""
    for _ in range(2):
        world.stop()
        world.serve()
        world.person()
    suite.check("the same process signs for each start of the server", world.signer.poll() is None)
    for what in ("signer", "server"):
        ready = [world.apply("rsa", "openssl", "personal", ["--common-name", f"Lee {what} {number}", "--country", "HK"], "A")
                 for number in "ABCD"]
        for accepted in ready:
            world.kapok("approve", accepted[3], officer="app")
        threads = [threading.Thread(target=world.attempt, args=(
            "issue", accepted[3], "--yes", "--as", "iss", "--key", world.key("iss"))) for accepted in ready]
        for thread in threads:
            thread.start()
        if what == "signer":
            world.end_signer(signal.SIGKILL)
            world.start_signer()
        else:
            world.server.kill()
            world.server.wait()
        for thread in threads:
            thread.join()
        if what == "server":
            world.serve()
        for accepted in ready:
            if state(world, accepted) == "approved":
                world.attempt("issue", accepted[3], "--yes", "--as", "iss", "--key", world.key("iss"))
        suite.check(f"{what} killed while it issues: all come to be issued",
                    until(lambda: all(state(world, accepted) == "issued" for accepted in ready)),
                    [state(world, accepted) for accepted in ready])
    suite.check("the journal is whole", world.kapok("audit", "verify")["ok"])


def state(world, accepted):
    return world.api("GET", f"/api/v1/applications/{accepted[3]}")[1]["state"]


def check_hostile_server(suite, world):
    """A server that was taken over holds the socket, and what it could read before."""
    database = sqlite3.connect(world.data / "ledger.sqlite")
    rows = database.execute("SELECT place, bytes FROM journal_entry").fetchall()
    bytes_ = to_be_signed(fetch(f"{world.url}/crl/rsa-issuing.crl")[2])
    digest = hashlib.sha256(bytes_).hexdigest()
    index, entry, use = next((index, entry, use) for index, entry in rows for use in json.loads(entry)["intents"]
                             if use["digest"] == digest)
    responder = next(path.name.removesuffix(".sealed") for path in (world.state / "keys").iterdir()
                     if path.name.startswith("ocsp-"))

    def sign(content, entry=index, **changed):
        warrant = {"algorithm": use["algorithm"], "entry": entry, "key": use["key"], "toBeSigned": 0, **changed}
        return message({"ask": "sign", "warrants": [warrant]}, content)

    forged = b"\x30\x03\x02\x01\x05"
    for title, request in (
            ("what is announced and was done", sign(bytes_)),
            ("bytes that the entry does not announce", sign(forged)),
            ("no entry at all", sign(bytes_, None)),
            ("another algorithm", sign(bytes_, algorithm="sha512WithRSA")),
            ("a responder's key for a list", sign(bytes_, None, key=responder)),
            ("a responder's key for what is announced", sign(bytes_, key=responder)),
            ("another authority's key", sign(bytes_, key=next(
                path.name.removesuffix(".sealed") for path in (world.state / "keys").iterdir()
                if path.name.startswith("key-") and use["key"] not in path.name))),
            ("a name that is no key's", sign(bytes_, key="journal-checkpoint"))):
        suite.equal(f"refused: {title}", told(world, request), "warrantRefused")
    suite.equal("an entry behind the journal's end is asked for", told(world, sign(bytes_, len(rows) + 100)), "notFollowed")
    suite.equal("nor does it tell of files that are no keys", told(world, message({"ask": "publicKey", "key": "../signer"})),
                "unintelligible")
    good = sign(bytes_)
    for junk in (b"", b"\0", b"\xff" * 64, good[:-1], good + b"\0", message([]), message({"ask": "die"}),
                 message({"ask": "sign", "warrants": [{}]}), message({"ask": "follow", "from": -1, "entries": []}),
                 message({"ask": "follow", "from": 0, "entries": [{"contents": None, "entry": 0, "payload": 0}]}, b"x")):
        suite.equal("junk is answered", told(world, junk), "unintelligible")
    check_forged_journal(suite, world, use, [bytes(row[1]) for row in rows], forged, bytes_, index)
    suite.equal("and it signs on", len(world.person().serial), 40)


def check_forged_journal(suite, world, use, rows, certificate, list_, index):
    """Entries of a server that was taken over, behind the true ones that it has."""
    def written(operation, content, **changed):
        entry = {**json.loads(rows[-1]), "actor": "system", "case": None, "changes": [], "defects": [], "facts": {}, "operation": operation,
                 "outcome": "done", "refusal": None, "request": None, "signed": [],
                 "intents": [{**use, "id": f"int-{operation}", "digest": hashlib.sha256(content).hexdigest()}], **changed}
        return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()

    def follow(entry, place=None):
        size = ask(world, message({"ask": "about"}))[0]["size"]
        told_ = {"contents": None, "entry": 0, "payload": None}
        return told(world, message({"ask": "follow", "from": size if place is None else place, "entries": [told_]}, entry))

    before = len(world.signed())

    def sign(content):
        size = ask(world, message({"ask": "about"}))[0]["size"]
        return told(world, message({"ask": "sign", "warrants": [
            {"algorithm": use["algorithm"], "entry": size - 1, "key": use["key"], "toBeSigned": 0}]}, content))

    # All that the true server wrote is told first.
    for place in range(ask(world, message({"ask": "about"}))[0]["size"], len(rows)):
        suite.equal("what the journal has is taken", follow(rows[place]), "done")
    suite.equal("another entry than it has is refused", follow(written("crl.issue", list_), index), "signer.entryRefused")
    for operation in ("crl.issue", "responder.renew", "intent.open", "serve.start"):
        suite.equal(f"{operation}: an entry that nobody has to sign is taken", follow(written(operation, certificate)), "done")
        suite.equal(f"{operation}: and what is no such thing is not signed for it", sign(certificate), "warrantRefused")
    suite.equal("nothing of all that was signed", len(world.signed()), before)
    suite.equal("the true server is not believed any more",
                world.refused("crl", "rsa-issuing", officer="val"), "signer.entryRefused")
    suite.equal("an officer's entry that no officer signed is refused", follow(written(
        "application.issue", certificate, actor=next(
            json.loads(row)["actor"] for row in rows if json.loads(row)["operation"] == "application.issue"))), "signer.journalRefused")
    suite.equal("after that nothing is believed", follow(written("serve.start", certificate)), "signer.journalRefused")
    world.end_signer()
    world.start_signer()
    suite.equal("nor is it forgotten by a new start what was told", world.refused("crl", "rsa-issuing", officer="val"),
                "signer.journalShorter")
    world.end_signer()
    world.kapok("signer", "anew", "--state", world.state)
    suite.equal("another journal is none of its own, whoever says so", told_after(world, written("serve.start", certificate)),
                "signer.journalRefused")
    world.end_signer()
    world.start_signer()
    world.kapok("crl", "rsa-issuing", officer="val")
    # A list is the one thing that stands without people; it shows.
    rows = [bytes(row[0]) for row in sqlite3.connect(world.data / "ledger.sqlite").execute(
        "SELECT bytes FROM journal_entry ORDER BY place")]
    for place in range(ask(world, message({"ask": "about"}))[0]["size"], len(rows)):
        follow(rows[place])
    suite.equal("a list of its own issuer is signed for a forged entry", (follow(written("crl.issue", list_)), sign(list_)),
                ("done", "done"))
    world.forged = world.signed()[-1]["n"]
    world.end_signer()
    world.start_signer()
    suite.equal("then the true journal is another one than was signed for",
                world.refused("crl", "rsa-issuing", officer="val"), "signer.journalRefused")
    suite.equal("beside the signer nobody says otherwise", world.refused("signer", "anew", "--state", world.state),
                "folder.inUse")
    world.end_signer()
    suite.check("who has its folder does", world.kapok("signer", "anew", "--state", world.state)["followedBefore"] > len(rows))
    world.start_signer()
    world.kapok("crl", "rsa-issuing", officer="val")


def told_after(world, genesis):
    """What a signer says that was just started to another first entry than that of its journal."""
    world.start_signer()
    entry = {"contents": None, "entry": 0, "payload": None}
    return told(world, message({"ask": "follow", "from": 0, "entries": [entry]}, genesis))


def to_be_signed(der):
    """The first part of a list or certificate, with its head."""
    outer = 2 + (der[1] & 0x7F if der[1] & 0x80 else 0)
    inner = der[outer:]
    if inner[1] & 0x80:
        count = inner[1] & 0x7F
        return inner[:2 + count + int.from_bytes(inner[2:2 + count], "big")]
    return inner[:2 + inner[1]]


def check_journal_key(suite, world):
    """It signs the journal that it sees grow, and nothing else under its name."""
    file = world.state / "checkpoints"
    kept = file.read_bytes()
    chapter = json.loads(kept)["chapters"][-1]
    origin, size, leaf = chapter["origin"], chapter["size"], b"\0" * 32
    suite.equal("how far it signed is what is public", size, int(fetch(f"{world.url}/journal/checkpoint")[2].split()[1]))

    def checkpoint(begin, hashes=leaf, root=leaf, name=origin):
        return message({"ask": "checkpoint", "from": begin, "hashes": 0, "origin": name, "root": 1}, hashes, root)

    def event(text):
        return message({"ask": "event", "event": 0, "origin": origin}, text)
    for title, request, expected in (
            ("another beginning", checkpoint(0), "checkpointAt"), ("a gap", checkpoint(size + 1), "checkpointAt"),
            ("a number beyond all", checkpoint(2 ** 53 - 1), "checkpointAt"), ("one below", checkpoint(-1), "unintelligible"),
            ("a root that is not theirs", checkpoint(size), "warrantRefused"), ("no leaf, and another root", checkpoint(size, b""), "warrantRefused"),
            ("half a hash", checkpoint(size, b"\0" * 16), "unintelligible"),
            ("another name", checkpoint(size, name=origin + "0"), "warrantRefused"),
            ("a checkpoint, as an event", event(f"{origin}\n1\n".encode()), "warrantRefused"),
            ("an event that is none", event(b""), "warrantRefused"),
            ("a key for another name", message({"ask": "nextCheckpointKey", "origin": origin + "0"}), "notAnew"),
            ("a key as authorities have", message({"ask": "generateKey", "algorithm": "ed25519", "module": None, "use": "journal"}), "unintelligible"),
            ("the key by a warrant", message({"ask": "sign", "warrants": [
                {"algorithm": "ed25519", "entry": None, "key": chapter["key"], "toBeSigned": 0}]}, f"{origin}\n1\n".encode()), "warrantRefused")):
        suite.equal(f"{title}: not signed", told(world, request), expected)
    suite.equal("nothing of it was kept", file.read_bytes(), kept)
    suite.check("an event is signed", len(ask(world, event(b'"@method": POST'))[1][0]) == 64)


def check_succession(suite, world):
    """A restored ledger that is behind goes on under another name, and the signer with it, once people said so there."""
    backups = Backups(suite, world)
    file, _ = backups.make()
    world.person()
    note = world.folder / "newest.note"
    note.write_bytes(fetch(f"{world.url}/journal/checkpoint")[2])
    world.stop()
    restored, _ = backups.restored(file, "restored")
    given = [f"--checkpoint={note}", *(f"--signer={restored.key(name)}" for name in ("mei", "jun")), "--yes"]
    suite.equal("the signer makes no key for another name by itself", restored.refused("succeed", *given), "signer.journalShorter")
    world.end_signer()
    world.kapok("signer", "anew", "--state", world.state)
    world.start_signer()
    done = restored.kapok("succeed", *given)
    suite.equal("it goes on", done["state"], "succeeded")
    suite.equal("all of it is signed for", done["unsigned"], 0)
    before, now = json.loads((world.state / "checkpoints").read_text())["chapters"]
    suite.check("the signer signed for the new name, and no more for the old", before["origin"] == world.origin
                and now["origin"] == done["origin"] and now["size"] > 0, (before["origin"], now["origin"]))
    try:
        restored.serve()
        audit = restored.kapok("audit", "verify", "--accept-succession")
        suite.check("its checkpoints are by the new key", audit["ok"] and audit["unsigned"] == 0
                    and audit["checkpoint"].startswith(done["origin"] + "\n"), audit)
        restored.person()
        suite.equal("and what it issues is signed", restored.kapok("audit", "verify")["unsigned"], 0)
        suite.equal("the name of before is not signed for", told(world, message(
            {"ask": "checkpoint", "from": before["size"], "hashes": 0, "origin": before["origin"], "root": 1}, b"", b"\0" * 32)),
            "warrantRefused")
    finally:
        restored.stop()


def check_users(suite, world):
    """It answers one user, whoever else reaches the socket."""
    if os.geteuid() != 0:
        suite.note("SKIPPED another user: needs root")
        print("  SKIPPED that another user is not answered: needs root", flush=True)
        return
    with tempfile.TemporaryDirectory() as place:
        os.chmod(place, 0o755)
        world.end_signer()
        configuration = world.state / "signer.yaml"
        content = configuration.read_text()
        socket = pathlib.Path(place) / "s"
        configuration.write_text(content.replace("signer:\n", f"signer:\n  socket: {socket}\n", 1))
        world.start_signer()
        script = f"import socket\ns = socket.socket(socket.AF_UNIX)\ns.connect({str(socket)!r})\nprint(s.recv(1))"
        other = subprocess.run(["python3", "-c", script], user=65534, capture_output=True, timeout=60)
        suite.equal("another user is not answered", other.stdout.strip(), b"b''")
        world.end_signer()
        configuration.write_text(content)
        world.start_signer()


def check_log(suite, world):
    """What it wrote down agrees with the journal; what is amiss is named."""
    certificate = world.person()
    before = sum(line.get("answers", 0) for line in world.logged())
    suite.check("OCSP answers", ": good" in asked(world, certificate).text)
    out = world.folder / "export"
    world.kapok("export", "--to", out)
    journal = next(out.rglob("entries.jsonl"))
    world.end_signer()
    log = world.state / "signatures.log"
    good = log.read_bytes()

    def check():
        done = world.attempt("signer", "check", "--state", world.state, "--journal", journal)
        return done.status, json.loads(done.out)

    status, found = check()
    suite.check("of all signatures the forged one alone is named, apart since people know of it",
                (status, found["unannounced"], found["unannouncedBefore"], found["unlogged"], found["later"])
                == (0, [], [world.forged], [], []), found)
    suite.equal("answers are counted", found["ocspAnswers"] - before, 1)
    lines = good.splitlines(keepends=True)
    log.write_bytes(b"".join(lines[:3] + lines[4:]))
    suite.equal("a line that was taken out is found", world.refused("signer", "check", "--state", world.state), "signer.logDamaged")
    cut = next(number for number in range(len(lines) - 1, 0, -1) if b'"entry"' in lines[number])
    log.write_bytes(b"".join(lines[:cut]))
    status, found = check()
    suite.check("lines that were taken away at the end are missed", status == 1
                and found["unlogged"] == [json.loads(lines[cut])["entry"]], found)
    last = json.loads(lines[-1])
    secret = {"algorithm": "sha256WithRSA", "digest": "00" * 32, "entry": None, "key": "key-aaaaaaaaaaaaaaaaaaaaaaaaaa",
              "n": last["n"] + 1, "previous": hashlib.sha256(lines[-1].rstrip(b"\n")).hexdigest(), "time": 0}
    log.write_bytes(good + json.dumps(secret, sort_keys=True, separators=(",", ":")).encode() + b"\n")
    status, found = check()
    suite.equal("a signature that names no entry is named, as an incident", (status, found["unannounced"]), (1, [last["n"] + 1]))
    log.write_bytes(good)
    genesis = (world.state / "journal").read_bytes()
    (world.state / "journal").unlink()
    suite.equal("one that signed, and does not say for which journal, asks people", world.refused(
        "signer", "serve", "--state", world.state), "signer.journalUnknown")
    world.stop()
    for way, said in (("--from", world.data), ("--journal-genesis", genesis.decode().strip())):
        (world.state / "journal").unlink(missing_ok=True)
        told_ = world.kapok("signer", "init", "--state", world.state, way, said)
        suite.equal(f"people tell it: {way}", ((world.state / "journal").read_bytes(), told_["journalGenesis"]),
                    (genesis, genesis.decode().strip()))
    suite.equal("what is no hash is refused", world.refused(
        "signer", "init", "--state", world.state, "--journal-genesis", "abc"), "signer.genesisInvalid")
    suite.equal("nor is another one taken for it", world.refused(
        "signer", "init", "--state", world.state, "--journal-genesis", "0" * 64), "signer.journalRefused")
    (world.state / "journal").write_bytes(b"0" * 64 + b"\n")
    suite.equal("no keys go over from another journal", world.refused(
        "signer", "init", "--state", world.state, "--from", world.data), "signer.journalRefused")
    (world.state / "journal").write_bytes(genesis)
    world.serve()
    world.start_signer()


def check_module(suite, world):
    """A module in a process of its own: it crashes, and neither signer nor server notices more than a pause."""
    store = world.folder / "module"
    store.mkdir()
    configuration = world.folder / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {store}\nobjectstore.backend = file\n")
    os.environ["SOFTHSM2_CONF"] = str(configuration)
    run("softhsm2-util", "--init-token", "--free", "--label", "CA", "--pin", PIN, "--so-pin", "so-" + PIN).need()
    slots = run("pkcs11-tool", "--module", LIBRARY, "--list-token-slots").need().text
    serial = slots.split("serial num")[1].split(":")[1].split()[0]
    firmware = slots.split("firmware version")[1].split(":")[1].split()[0]
    before = {path.name for path in (world.state / "keys").iterdir()}
    pin = world.state / "ca.pin"
    pin.touch(mode=0o600)
    pin.write_text(PIN + "\n")
    with open(world.state / "signer.yaml", "a") as file:
        file.write(f"modules:\n  ca: {LIBRARY} {serial} ca.pin 2\n")
    world.end_signer()
    world.start_signer()
    values = {"serial": serial, "maker": "SoftHSM project", "model": "SoftHSM v2", "firmware": firmware,
              "standard": "fips140-2", "certificateNumber": "TEST-1", "approvedUntil": "2099-12-31", "stage": "bought",
              "stageOn": "2026-01-05", "place": "room 1", "doneBy": "mei", "supervisedBy": "jun"}
    record = world.kapok("record", "add", "cryptographicModule", *settings(values), officer="mei")["result"]["record"]
    for stage in ("received", "installed", "accepted", "trial", "inUse"):
        world.kapok("record", "change", record, "--set", f"stage={stage}", officer="mei")
    world.agreed(world.FOUNDERS, "authority", "create", "hsm", "--kind", "root", "--family", "rsa", "--jurisdiction",
                 "hongKong", "--common-name", "Kapok HSM", "--base-url", world.url, "--module", serial)
    suite.equal("an authority's key is made in the module", world.kapok("authority", "show", "hsm")["state"], "active")
    new = {path.name for path in (world.state / "keys").iterdir()} - before
    suite.check("and lies in no file", not [name for name in new if name.startswith("key-")], new)
    worker = child(world.signer.pid)
    os.kill(worker, signal.SIGKILL)
    suite.check("a module that crashed is there again", until(lambda: child(world.signer.pid) not in (None, worker)),
                world.signer_log.read_text()[-2000:])
    suite.check("the signer said so", until(lambda: '"module ended"' in world.signer_log.read_text()))
    world.kapok("crl", "hsm", officer="val")
    suite.check("and lives", world.signer.poll() is None)
    worker = child(world.signer.pid)
    world.end_signer(signal.SIGKILL)
    suite.check("where the signer is killed the module ends with it", until(lambda: not pathlib.Path(f"/proc/{worker}").exists()))
    world.start_signer()
    world.kapok("crl", "hsm", officer="val")
    for file in (world.signer_log, world.log, world.state / "signatures.log"):
        suite.check(f"{file.name} holds no PIN", PIN.encode() not in file.read_bytes())


def child(process):
    """The one process that another started; None while there is none."""
    found = pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split()
    for task in pathlib.Path(f"/proc/{process}/task").iterdir():
        try:
            found += (task / "children").read_text().split()
        except OSError:
            continue
    return int(found[0]) if found else None


if __name__ == "__main__":
    with Suite(__file__) as suite, SignerWorld(suite, "rsa", "sm2") as world:
        check_move(suite, world)
        check_signing(suite, world)
        check_absence(suite, world)
        check_restarts(suite, world)
        check_journal_key(suite, world)
        check_hostile_server(suite, world)
        check_users(suite, world)
        check_module(suite, world)
        check_log(suite, world)
        check_succession(suite, world)
