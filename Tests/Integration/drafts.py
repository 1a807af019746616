#!/usr/bin/env python3
"""Applications written in several sittings: kept, replaced, handed in, given up, and erased by the server.

Python's sqlite3 and the octets on the disk say what is there: nothing that an applicant wrote, nor the code, lies in
the data folder or the log; a server that is killed while one is handed in leaves the draft or the application, never
both and never neither.
"""
import contextlib, json, random, signal, sqlite3, subprocess, time

import proofs
from world import Applicant, Suite, World, documents

NAME, ADDRESS = "歐陽慕容", "mo.yung@example.hk"
KILLS = 6


def rows(world, sql):
    place = f"file:{world.data}/ledger.sqlite?mode=ro"
    with contextlib.closing(sqlite3.connect(place, uri=True)) as ledger:
        return [row[0] for row in ledger.execute(sql)]


def entries(world, operation):
    return [json.loads(row) for row in rows(
        world, f"SELECT bytes FROM journal_entry WHERE operation = '{operation}' ORDER BY place")]


def there(world):
    """Drafts, and dossiers of drafts with a key or a value."""
    return (rows(world, "SELECT id FROM draft ORDER BY id"),
            sorted(set(rows(world, "SELECT dossier FROM personal WHERE dossier LIKE 'drf-%' UNION "
                                   "SELECT dossier FROM dossier_key WHERE dossier LIKE 'drf-%'"))))


def content(world, **more):
    return {"authority": world.issuing["rsa"].name, "category": "personal",
            "subject": {"commonName": NAME, "countryName": "HK", "emailAddress": ADDRESS}, **more}


def write(world, name, value, mode=0o644):
    file = world.folder / name
    file.write_text(value if isinstance(value, str) else json.dumps(value))
    file.chmod(mode)
    return file


def begin(world, label, value):
    """A new draft, with its code in a file for its owner alone."""
    answer = world.kapok("draft", "save", write(world, f"{label}.json", value))
    return answer, write(world, f"{label}.code", answer["draftCode"] + "\n", 0o600)


def whole(world, label):
    """A draft that lacks nothing, with a key of its own."""
    applicant = Applicant(world.folder, label, "openssl", "rsa")
    file = write(world, f"{label}.json", content(world, identity=documents(NAME)))
    answer = world.kapok("draft", "save", file, "--csr", applicant.request, *proofs.DECLARED)
    return answer, write(world, f"{label}.code", answer["draftCode"] + "\n", 0o600)


def check_life(suite, world):
    half = content(world, identity={"documents": [{"kind": "passport"}]})
    answer, code = begin(world, "half", half)
    told = answer["draftCode"]
    suite.check("a code is told", len(told.replace("-", "")) == 28, answer)
    suite.equal("half a draft is kept as it is",
                world.kapok("draft", "show", "--code", code)["content"], half)
    draft = answer["result"]["draft"]
    suite.equal("there is one", there(world), ([draft], [draft]))
    suite.equal("no application", world.kapok("application", "list")["applications"], [])
    suite.equal("half is refused as an application",
                world.refused("draft", "submit", "--code", code), "payload.invalid")
    applicant = Applicant(world.folder, "mo", "openssl", "rsa")
    read = world.folder / "read.json"
    world.kapok("draft", "show", "--code", code, "--out", read)
    suite.equal("it is read back for its owner alone", read.stat().st_mode & 0o777, 0o600)
    read.write_text(json.dumps({**json.loads(read.read_text()), "identity": documents(NAME)}))
    again = world.kapok("draft", "save", read, "--code", code, "--csr", applicant.request,
                        *proofs.DECLARED)
    suite.equal("it is replaced, and no code told again",
                (again["result"]["draft"], again["draftCode"]), (draft, None))
    wrong = write(world, "wrong.code", "0" * 28 + "\n", 0o600)
    for arguments in (("show",), ("submit",), ("discard",), ("save", read)):
        suite.equal(f"a wrong code: {arguments[0]}",
                    world.refused("draft", *arguments, "--code", wrong), "draft.unknown")
    code.chmod(0o644)
    suite.equal("a code that others can read is refused",
                world.refused("draft", "show", "--code", code), "command.codeFileUnusable")
    code.chmod(0o600)
    check_octets(suite, world, told)
    done = world.kapok("draft", "submit", "--code", code)["result"]
    suite.equal("it becomes an application", done["state"], "received")
    suite.equal("and is gone", there(world), ([], []))
    suite.equal("for good", world.refused("draft", "submit", "--code", code), "draft.unknown")
    facts = entries(world, "application.apply")[-1]["facts"]
    suite.equal("the entry tells which became it", (facts["draft"], facts["authority"]),
                (draft, world.issuing["rsa"].name))
    check_octets(suite, world, told)
    return done["application"]


def check_octets(suite, world, code):
    """Nothing of it in any file of the data folder, with the log of SQLite, or in the server's log."""
    secrets = [NAME.encode(), json.dumps(NAME).strip('"').encode(), ADDRESS.encode(),
               code.encode(), code.replace("-", "").encode()]
    files = [file for file in world.data.rglob("*") if file.is_file()] + [world.log]
    suite.check("the log of SQLite is among them",
                any(file.name == "ledger.sqlite-wal" for file in files), files)
    found = [file.name for file in files if any(one in file.read_bytes() for one in secrets)]
    suite.equal("nothing of it is on the disk in clear", found, [])


def check_discarded(suite, world):
    _, code = begin(world, "gone", content(world))
    world.kapok("draft", "discard", "--code", code)
    suite.equal("what is given up is gone", there(world), ([], []))
    suite.equal("for good", world.refused("draft", "show", "--code", code), "draft.unknown")
    secret = Applicant(world.folder, "secret", "openssl", "rsa")
    file = write(world, "secret.json", {"subject": secret.key.read_text()})
    suite.equal("a private key is refused", world.refused("draft", "save", file),
                "key.privateKeyReceived")
    suite.equal("and blocked", world.refused(
        "apply", "--authority", world.issuing["rsa"].name, "--category", "personal", "--csr",
        secret.request, "--common-name", NAME, "--country", "HK", *proofs.DECLARED), "key.blocked")


def check_kills(suite, world):
    """Killed at any moment of the handing in: one commit has the application and not the draft."""
    ways = {"draft": 0, "application": 0}
    for number in range(KILLS):
        answer, code = whole(world, f"killed-{number}")
        before = len(world.kapok("application", "list")["applications"])
        command = subprocess.Popen(
            [world.program, "draft", "submit", "--code", code, "--json"],
            env={"KAPOK_DATA": str(world.data), "KAPOK_STATE": str(world.folder / "killed.state"),
                 "KAPOK_LANG": "en", "KAPOK_KEY": "", "PATH": "/usr/bin:/bin"},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.SystemRandom().uniform(0, 0.4))
        world.server.send_signal(signal.SIGKILL)
        world.server.wait()
        command.kill()
        command.wait()
        world.serve()
        after = len(world.kapok("application", "list")["applications"])
        kept = answer["result"]["draft"] in there(world)[0]
        suite.equal("the draft or the application", (after - before, there(world)[0]), (
            (0, [answer["result"]["draft"]]) if kept else (1, [])))
        ways["draft" if kept else "application"] += 1
        if kept:
            world.kapok("draft", "submit", "--code", code)
        suite.equal("and nothing of the draft's dossier beside it", there(world), ([], []))
    suite.note(f"what the kills left: {ways}")


def check_erased(suite, world):
    """Days on, the server erases what nobody wrote on, and says of one that there was one."""
    answer, code = begin(world, "left", content(world))
    draft = answer["result"]["draft"]
    world.stop()
    # Another clock than the server's is not to be had: the row says that its time is over, which the audit finds.
    with contextlib.closing(sqlite3.connect(world.data / "ledger.sqlite")) as ledger:
        ledger.execute("UPDATE draft SET erase_at = saved_at + 1")
        ledger.commit()
    world.serve()
    end = time.monotonic() + 60
    while there(world)[0] and time.monotonic() < end:
        time.sleep(0.1)
    suite.equal("it is erased with its key", there(world), ([], []))
    suite.equal("the system did it", [(item["actor"], item["facts"])
                                      for item in entries(world, "draft.erase")],
                [("system", {"draft": draft})])
    suite.equal("nobody opens it any more", world.refused("draft", "show", "--code", code),
                "draft.unknown")


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        application = check_life(suite, world)
        check_discarded(suite, world)
        check_kills(suite, world)
        check_erased(suite, world)
        world.kapok("refuse", application, "--reason", "withdrawn", officer="val")
        audit = world.kapok("audit", "verify")
        suite.check("the journal agrees with all of it", audit["ok"], audit)


if __name__ == "__main__":
    main()
