#!/usr/bin/env python3
"""A restored ledger that is behind goes on under a new name, and what was lost is entered as seen.

A folder is backed up, goes on, and is lost; its backup is restored. What the world has seen is newer:
`recover` refuses it, two security officers let it succeed. The command is killed at many moments; each
leaves the old state or the new one. OpenSSL reads the status of what was lost.
"""
import base64, json, pathlib, shutil, signal, sqlite3, subprocess, time

from assessor import verify
from backup import Backups, copy_for, facts, health, in_world, list_number, ocsp, size_of, with_memory
from world import PATIENCE, Suite, World, fetch, run


def number(file):
    return int(list_number(file).strip().split("=")[1], 16)


def arguments(evidence, signers=("mei", "jun")):
    def of(world):
        return [*evidence, *(f"--signer={world.key(name)}" for name in signers)]
    return of


def chapters(world):
    with sqlite3.connect(world.data / "ledger.sqlite") as connection:
        found = connection.execute("SELECT COUNT(*) FROM succession").fetchone()[0]
        mark = connection.execute("SELECT COUNT(*) FROM meta WHERE name = 'restoredAt'").fetchone()[0]
    connection.close()
    return found, mark


def check_refusals(suite, restored, evidence, kept):
    """What is refused changes nothing."""
    of = arguments(evidence)
    for title, given, code in (
            ("one officer alone", arguments(evidence, ["mei"])(restored),
             "succession.signaturesMissing"),
            ("one officer twice", arguments(evidence, ["mei", "mei"])(restored),
             "succession.signaturesMissing"),
            ("an officer without the role", arguments(evidence, ["mei", "val"])(restored),
             "succession.signaturesMissing"),
            ("nothing newer", [f"--checkpoint={kept}", *of(restored)[len(evidence):]],
             "succession.notNeeded"),
            ("nothing at all", of(restored)[len(evidence):], "recovery.nothingCompared")):
        suite.equal(f"{title} is refused", restored.refused("succeed", *given), code)
        suite.equal(f"{title}: it is as restored as before", chapters(restored), (0, 1))


def check_kills(suite, restored, given):
    """Killed at any moment, it is the old ledger or the new one; the same command goes on."""
    kept = restored.folder / "kept"
    shutil.copytree(restored.data, kept)
    trial, _ = again(restored, kept, "trial")
    begin = time.monotonic()
    done = trial.kapok("succeed", *given, "--yes")
    whole = time.monotonic() - begin
    suite.equal("it succeeds", done["state"], "succeeded")
    seen, step = {0: 0, 1: 0}, -1
    while step < 40 and (sum(seen.values()) < 12 or not all(seen.values())):
        step += 1
        world, folder = again(restored, kept, f"killed-{step}")
        process = subprocess.Popen(
            [world.program, "succeed", *given, "--yes", "--json", "--data", str(folder)],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Around the commit, which comes near the end.
        time.sleep(whole * (0.5 + 0.05 * step))
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)
        found, mark = chapters(world)
        seen[found] += 1
        suite.check(f"kill {step}: the old state or the new", (found, mark) in ((0, 1), (1, 0)),
                    (found, mark))
        # As a crash between the commit and the folder's own word of it leaves it.
        if found and step % 2:
            (folder / "journal.origin").write_bytes((kept / "journal.origin").read_bytes())
        code = "done" if (answer := world.attempt("succeed", *given, "--yes")).status == 0 \
            else answer.text
        suite.check(f"kill {step}: the same command goes on",
                    code == "done" or "recovery.notRestored" in code, code)
        suite.equal(f"kill {step}: the new state", chapters(world), (1, 0))
        audit = world.kapok("audit", "verify")
        suite.check(f"kill {step}: it agrees with its journal", audit["ok"], audit)
        suite.equal(f"kill {step}: the folder names the new journal",
                    (folder / "journal.origin").read_text().strip(), origin(folder))
        shutil.rmtree(folder)
    suite.check("both states were met", all(seen.values()), seen)
    suite.note(f"killed in the old state {seen[0]} times, in the new {seen[1]} times")
    shutil.rmtree(trial.data)


def again(restored, kept, label):
    folder = restored.folder / label
    shutil.copytree(kept, folder)
    world = with_memory(restored, label)
    world.data = folder
    other = with_memory(world, label)
    return other, folder


def origin(folder):
    with sqlite3.connect(folder / "ledger.sqlite") as connection:
        found = connection.execute(
            "SELECT origin FROM succession ORDER BY place DESC LIMIT 1").fetchone()[0]
    connection.close()
    return found


def check_status(suite, restored, kept, lost, since, held, newest):
    suite.equal("OCSP: what was valid is good", ocsp(restored, kept), "good")
    for title, certificate in (("what was revoked since", since), ("what was held since", held),
                               ("a lost certificate", lost)):
        suite.equal(f"OCSP: {title} is revoked", ocsp(restored, certificate), "revoked")
    suite.equal("it is found by its number",
                restored.kapok("status", lost.reference)["state"], "revoked")
    restored.kapok("crl", "rsa-issuing", officer="val")
    crl = in_world(restored).crl()
    done = run("openssl", "crl", "-in", crl, "-noout", "-text", "-verify", "-CAfile",
               restored.issuing["rsa"].pem)
    suite.contains("OpenSSL reads all of them on the next list", done,
                   ["verify OK", *(f"Serial Number: {one.serial.upper()}"
                                   for one in (lost, since, held))])
    suite.check("its number is above all that were seen", number(crl) > number(newest),
                (number(crl), number(newest)))


def check_clients(suite, world, restored, early, kept, seen):
    """Whoever knows the name before is told, and decides."""
    for title, client, lost in (("who saw what is lost", copy_for(world, restored), seen - kept),
                                ("who saw nothing of it", early, 0)):
        answer = World.attempt(client, "audit", "list") if title.startswith("who saw what") \
            else client.attempt("audit", "list")
        suite.contains(f"{title} is told how much is lost", answer.text,
                       ["command.journal.succeeded", f"{lost} of them are lost", "signed by off-"])
        attempt = client.attempt if client is early else (
            lambda *words, client=client: World.attempt(client, *words))
        suite.equal(f"{title} may accept it", attempt("audit", "list", "--accept-succession").status,
                    0)
        suite.equal(f"{title} is not asked again", attempt("audit", "list").status, 0)


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        kept, since, held = world.person(), world.person(), world.person()
        backups = Backups(suite, world)
        waiting = world.apply("rsa", "openssl", "personal", [
            "--common-name", "陳大文", "--country", "HK"], "A")
        early = with_memory(world, "early")
        # The entry of a backup itself is always behind what it holds.
        kept_note = world.folder / "kept.note"
        kept_note.write_bytes(note_of(world))
        file, _ = backups.make()

        world.revoke(since)
        world.suspend(held)
        lost = world.person()
        issued = world.issue(waiting)
        world.kapok("crl", "rsa-issuing", officer="val")
        newest = world.folder / "newest.crl"
        newest.write_bytes(fetch(f"{world.url}/crl/rsa-issuing.crl")[2])
        note = world.folder / "newest.note"
        note.write_bytes(note_of(world))
        seen = size_of(world)
        restored, _ = backups.restored(file, "restored")
        # It remembers the journal as it was when the backup was made.
        early.data = restored.data
        world.kapok("audit", "list")
        remember(early, world)

        shown = world.folder / "shown"
        shown.mkdir()
        for one in (lost, issued, kept):
            shutil.copy(one.pem, shown)
        world.stop()
        evidence = [f"--crl={newest}", f"--checkpoint={note}", f"--certificates={shown}"]
        suite.equal("what is behind does not recover", restored.refused(
            "recover", f"--crl={newest}", f"--checkpoint={note}"), "recovery.behind")
        kept_size = int(sqlite_one(restored, "SELECT MAX(size) FROM journal_checkpoint"))
        check_refusals(suite, restored, evidence, kept_note)
        given = arguments(evidence)(restored)
        check_kills(suite, restored, given)

        done = restored.kapok("succeed", *given, "--yes")
        suite.check("the journal has another name and key", done["origin"] != world.origin
                    and done["verifierKey"] != world.verifier_key, done)
        try:
            restored.serve()
            suite.equal("health says ready", health(restored), "ready")
            told = facts(restored, kept_size)["payload"]
            suite.equal("the first entry says what was kept and seen",
                        (told["predecessor"]["kept"]["size"], told["predecessor"]["seen"]["size"]),
                        (kept_size, seen))
            check_status(suite, restored, kept, lost, since, held, newest)
            suite.equal("what was under way and came to be elsewhere is revoked",
                        ocsp(restored, issued), "revoked")
            context = restored.api("GET", "/api/v1/context")[1]
            suite.equal("the context names the predecessor",
                        [(one["origin"], one["entry"]) for one in context["predecessors"]],
                        [(world.origin, kept_size)])
            new = restored.person()
            suite.equal("it issues", ocsp(restored, new), "good")
            audit = restored.kapok("audit", "verify")
            suite.check("it agrees with its journal", audit["ok"], audit)
            check_proof(suite, restored, done["verifierKey"], kept_size)
            check_packages(suite, world, restored, done["verifierKey"], kept_size)
            check_clients(suite, world, restored, early, kept_size, seen)
            check_second(suite, world, restored, backups, note)
        finally:
            restored.stop()


def check_proof(suite, restored, key, kept):
    """What was kept is proven under the new name too."""
    proof = restored.folder / "kept.proof"
    for index in (0, kept - 1, kept):
        proof.unlink(missing_ok=True)
        restored.kapok("audit", "prove", index, "--out", proof)
        checked = restored.kapok("audit", "check-proof", proof, "--verifier-key", key)
        suite.check(f"entry {index} is proven under the new key", checked["valid"], checked)


def check_packages(suite, world, restored, key, kept):
    """What an assessor takes away leads over the seam; of before it, under the key of then."""
    package, sample, before = (restored.folder / name for name in ("package", "sample", "before"))
    restored.kapok("conformance", "export", "--out", package)
    suite.check("a package of both names is proven", verify(package, "--key", key).ok,
                verify(package, "--key", key))
    suite.equal("not under the key of before",
                verify(package, "--key", world.verifier_key).status, 1)
    draw = ("audit", "sample", "--of", "acts", "--n", 5, "--seed", "seam")
    restored.kapok(*draw, "--out", sample)
    suite.check("so is a sample", verify(sample, "--key", key).ok, verify(sample, "--key", key))
    restored.kapok(*draw, "--size", kept, "--out", before)
    done = verify(before, "--key", world.verifier_key)
    suite.check("one of before the seam is proven under the key of then", done.ok, done)


def check_second(suite, world, restored, backups, note):
    """A backup of the successor, restored, is a restored ledger like any other."""
    file = backups.path("second")
    restored.kapok("backup", "--recipient", backups.recipient, "--to", file)
    second, _ = backups.restored(file, "second")
    suite.equal("it is compared first", second.refused("crl", "rsa-issuing", officer="val"),
                "ledger.restored")
    newer = second.folder / "newer.note"
    newer.write_bytes(note_of(restored))
    suite.equal("what is newer under its own name is refused",
                second.refused("recover", f"--checkpoint={newer}"), "recovery.behind")
    suite.equal("a second succession takes it on", second.kapok(
        "succeed", f"--checkpoint={newer}", f"--checkpoint={note}",
        *(f"--signer={second.key(name)}" for name in ("jun", "lan")), "--yes")["state"],
        "succeeded")
    suite.equal("who knows the name before is asked", second.refused("audit", "verify"),
                "command.journal.succeeded")
    audit = second.kapok("audit", "verify", "--accept-succession")
    suite.check("with both names it agrees with its journal", audit["ok"], audit)


def note_of(world):
    return world.api("GET", "/api/v1/context")[1]["checkpoint"]["note"].encode()


def sqlite_one(world, query):
    with sqlite3.connect(world.data / "ledger.sqlite") as connection:
        found = connection.execute(query).fetchone()[0]
    connection.close()
    return found


def remember(client, world):
    """The client's memory of the journal, at what was kept of it."""
    kept = pathlib.Path(client.folder / "kept.note").read_text()
    origin_, size, root = kept.split("\n")[:3]
    (client.folder / "early.state").write_text(json.dumps({
        "type": "kapok-checkpoints/v1", "logs": {origin_: {
            "size": int(size), "root": base64.b64decode(root).hex(),
            "verifierKey": world.verifier_key, "note": kept}}}))


if __name__ == "__main__":
    main()
