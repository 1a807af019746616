#!/usr/bin/env python3
"""`kapok migrate`, killed at any moment, on a folder that an earlier release wrote.

The folder is the first that was ever kept (Tests/CommandLineTests/Vectors/releases). Each killed run
leaves the old form or the new one, whole, and never a backup that is not one; the same command, run
again, ends well. What the migration leaves is read by the sqlite3 of Python and by `age` and tar.
"""
import hashlib, io, json, os, pathlib, random, shutil, signal, sqlite3, subprocess, tarfile
import tempfile, time

from world import HERE, Suite, free_port, run

RELEASES = HERE.parent / "CommandLineTests/Vectors/releases"
FIRST = RELEASES / "before-0.1.0.tar.gz"
SEED = int(os.environ.get("SEED", 0)) or random.SystemRandom().randrange(1 << 32)
KILLS = int(os.environ.get("KILLS", 60))
CHANGES = ["meta.text", "certificate.invalidity_at", "status_event.invalidity_at",
           "status_event.identified",
           "officer.person", "application.version", "application.returned_field",
           "application.returned_reason", "role_grant.kind", "role_grant.site", "application.site",
           "application.renews", "application.continued_reference", "application(renews)",
           "certificate.site", "certificate(not_after)", "import_batch", "succession", "calendar_day",
           "calendar_year", "duty_fulfilment", "proposal.newest_practice", "proposal.policy",
           "proposal.program", "proposal.version", "proposal.corrects", "proposal.kind",
           "proposal.site", "record_version", "record_import", "vault_file", "evidence",
           "application.subscriber", "application(subscriber, created_at)", "subscriber",
           "subscriber_key", "collision_decision", "contact_proof", "campaign", "authority.module",
           "application.case_number", "application.claimed_by", "application.claimed_until",
           "application.fee", "application.fee_settled", "application.agreement", "application.documents_since",
           "made_key", "subscriber_token", "draft",
           "application.acceptance", "certificate.accept_until", "certificate.accepted_at",
           "certificate(accept_until)", "certificate(accepted_at)", "application(case_number)", "application(claimed_by)"]


class Folder:
    """An old folder, unpacked anew, and the commands of who has it."""

    def __init__(self, home, label):
        self.home = home / label
        self.home.mkdir()
        with tarfile.open(FIRST) as archive:
            archive.extractall(self.home, filter="tar")
        self.data, self.backup = self.home / "ca", self.home / "before.age"
        self.expected = json.loads((self.home / "expected.json").read_text())
        self.environment = {"KAPOK_DATA": str(self.data), "KAPOK_LANG": "en", "KAPOK_KEY": "",
                            "KAPOK_STATE": str(self.home / "state")}

    def attempt(self, *arguments, officer=None):
        signing = ["--yes", "--as", officer, "--key", self.home / f"{officer}.pem"]
        return run(os.environ["KAPOK"], *arguments, *(signing if officer else []), "--json",
                   environment=self.environment)

    def kapok(self, *arguments, officer=None):
        return json.loads(self.attempt(*arguments, officer=officer).need().out)

    def code(self, *arguments):
        done = self.attempt(*arguments)
        # `health` says with 2 what others say with 1.
        refused = done.status in (1, 2)
        return json.loads(done.err)["error"]["code"] if refused else f"no refusal: {done}"

    def files(self):
        return {str(path.relative_to(self.data)): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in self.data.rglob("*") if path.is_file()}

    def look(self):
        """Schema version, columns of meta, entries, and those of a migration, by another hand."""
        with sqlite3.connect(self.data / "ledger.sqlite") as connection:
            columns = [row[1] for row in connection.execute("PRAGMA table_info(meta)")]
            version = connection.execute(
                "SELECT value FROM meta WHERE name = 'schemaVersion'").fetchone()[0]
            size = connection.execute("SELECT MAX(size) FROM journal_checkpoint").fetchone()[0]
            entries = [json.loads(row[0]) for row in connection.execute(
                "SELECT bytes FROM journal_entry WHERE operation = 'ledger.migrate'")]
            whole = connection.execute("PRAGMA integrity_check").fetchone()[0]
        connection.close()
        return version, columns, size, entries, whole


def check_dry_run(suite, home):
    folder = Folder(home, "dry")
    before = folder.files()
    for _ in range(2):
        told = folder.kapok("migrate", "--dry-run")
    suite.equal("a dry run tells both forms and the changes",
                (told["state"], told["schemaBefore"], told["schemaAfter"], told["changes"]),
                ("older", 1, 2, CHANGES))
    suite.equal("and changes no file", folder.files(), before)


def check_refusals(suite, home, recipient):
    folder = Folder(home, "refused")
    before = folder.look()
    for command in (["audit", "verify"], ["certificate", "list"], ["health"],
                    ["recover", "--crl", folder.data / "public/crl/rsa-issuing.crl"],
                    ["ledger", "copy", "--to", "postgresql:///none?host=/nonexistent"],
                    ["backup", "--recipient", recipient, "--to", folder.backup]):
        suite.equal(f"{' '.join(command[:2])} refuses an older folder", folder.code(*command),
                    "folder.older")
    served = run(os.environ["KAPOK"], "serve", "--listen", f"127.0.0.1:{free_port()}",
                 environment=folder.environment)
    suite.contains("serve refuses it, and says what to do", served.text, ["kapok migrate"])
    suite.equal("no server is left", served.status, 1)
    told = folder.attempt("audit", "verify").err
    suite.contains("the refusal teaches", told, ["kapok migrate --dry-run", "folder.older"])
    for title, options, code in (
            ("without a backup", [], "migrate.backupMissing"),
            ("without its recipient", ["--to", folder.backup], "migrate.backupMissing"),
            ("without its place", ["--recipient", recipient], "migrate.backupMissing"),
            ("for nobody", ["--recipient", "age1x", "--to", folder.backup],
             "backup.recipientInvalid"),
            ("where a file is", ["--recipient", recipient, "--to", folder.home / "unlock"],
             "backup.targetExists")):
        suite.equal(f"migrating {title} is refused", folder.code("migrate", *options), code)
    suite.equal("of all this nothing changed", folder.look(), before)
    suite.check("and no backup is left", not folder.backup.exists())


def check_migration(suite, home, recipient, identity):
    folder = Folder(home, "migrated")
    old = folder.look()
    answer = folder.kapok("migrate", "--recipient", recipient, "--to", folder.backup)
    version, columns, size, entries, whole = folder.look()
    suite.equal("the folder has the new form", (version, columns, whole),
                (2, ["name", "value", "text"], "ok"))
    suite.equal("by one entry", (size, len(entries)), (old[2] + 1, 1))
    digest = hashlib.sha256(folder.backup.read_bytes()).hexdigest()
    facts = entries[0]["facts"]
    suite.equal("which tells forms, changes and the backup's digest",
                (facts["schemaBefore"], facts["schemaAfter"], facts["changes"],
                 facts["backup"]["sha256"]), (1, 2, CHANGES, digest))
    suite.equal("as the answer does", (answer["entry"], answer["backup"]["sha256"]),
                (old[2], digest))
    suite.equal("the journal of before is its beginning", folder.expected["size"], old[2])
    held = run("age", "-d", "-i", identity, folder.backup).need().bytes
    with tarfile.open(fileobj=io.BytesIO(held)) as archive:
        manifest = json.load(archive.extractfile("manifest.json"))
    suite.equal("the backup holds the old form", (manifest["schemaVersion"], manifest["size"]),
                (1, old[2]))
    check_use(suite, folder, "migrated")
    suite.equal("migrating again finds nothing to do", folder.kapok("migrate")["state"], "current")
    check_way_back(suite, folder, identity)
    check_newer(suite, folder)


def check_use(suite, folder, label):
    audit = folder.kapok("audit", "verify")
    suite.check(f"{label}: the audit passes", audit["ok"], audit)
    listed = folder.kapok("crl", "rsa-issuing", officer="val")
    suite.check(f"{label}: an act can be done", listed["result"], listed)
    audit = folder.kapok("audit", "verify")
    suite.check(f"{label}: and the audit passes after it", audit["ok"], audit)


def check_way_back(suite, folder, identity):
    """The backup of before can be restored by this program, and is then an older folder again."""
    back = folder.home / "back"
    folder.kapok("restore", "--from", folder.backup, "--identity", identity, "--to", back)
    done = run(os.environ["KAPOK"], "audit", "verify", "--data", back, "--json")
    suite.contains("a restored folder of before is older", done.err, ["folder.older"])
    done = run(os.environ["KAPOK"], "migrate", "--data", back, "--recipient",
               run("age-keygen", "-y", identity).need().out.strip(), "--to",
               folder.home / "again.age", "--json")
    suite.contains("and is not migrated before it was compared", done.err, ["migrate.restored"])


def check_newer(suite, folder):
    with sqlite3.connect(folder.data / "ledger.sqlite") as connection:
        connection.execute("UPDATE meta SET value = 3 WHERE name = 'schemaVersion'")
        connection.execute("UPDATE meta SET text = '7.0' WHERE name = 'program'")
    connection.close()
    before = folder.files()
    for command in (["audit", "verify"], ["migrate"], ["migrate", "--dry-run"]):
        done = folder.attempt(*command)
        suite.contains(f"{' '.join(command)} refuses a newer folder by its writer", done.err,
                       ["folder.newer", "Kapok 7.0"])
    after = folder.files()
    before.pop("lock"), after.pop("lock")
    suite.equal("and changes nothing in it", after, before)


# --- Killed ---------------------------------------------------------------------------------------


def killed_run(folder, recipient, seconds):
    """Starts a migration and kills it after a while; whether it had ended by then."""
    process = subprocess.Popen(
        [os.environ["KAPOK"], "migrate", "--recipient", recipient, "--to", str(folder.backup)],
        env={**os.environ, **folder.environment}, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return False


def check_killed(suite, home, recipient, identity, choice):
    whole = Folder(home, "timed")
    started = time.monotonic()
    whole.kapok("migrate", "--recipient", recipient, "--to", whole.backup)
    took = time.monotonic() - started
    suite.note(f"a whole run takes {took:.2f} s")
    seen = {"old": 0, "copying": 0, "backup": 0, "new": 0}
    for number in range(KILLS):
        folder = Folder(home, "killed")
        # One in each part of the time that it takes, and beyond.
        moment = (number + choice.random()) / KILLS * 1.5
        ended = killed_run(folder, recipient, moment * took)
        copying = (folder.data / "ledger.copy").exists()
        unfinished = folder.backup.with_suffix(".age.unfinished").exists()
        state = check_whole(suite, folder, f"kill {number}", identity)
        if ended and state != "new":
            suite.check(f"kill {number}: what ended well is migrated", False, state)
        seen["copying" if copying or unfinished else state] += 1
        check_again(suite, folder, f"kill {number}", recipient, state)
        shutil.rmtree(folder.home)
    suite.note(f"{KILLS} runs: {seen}")
    suite.check("some were killed before, and some after the commit",
                seen["new"] > 0 and KILLS - seen["new"] > 0, seen)


def check_whole(suite, folder, label, identity):
    """The form that a killed run left: old, or old with a finished backup, or new."""
    version, columns, size, entries, whole = folder.look()
    old = (1, ["name", "value"], folder.expected["size"], 0, "ok")
    new = (2, ["name", "value", "text"], folder.expected["size"] + 1, 1, "ok")
    found = (version, columns, size, len(entries), whole)
    suite.check(f"{label}: old or new, whole", found in (old, new), found)
    if folder.backup.exists():
        suite.check(f"{label}: the backup is whole",
                    run("age", "-d", "-i", identity, folder.backup).ok)
    if found == new:
        digest = hashlib.sha256(folder.backup.read_bytes()).hexdigest()
        suite.equal(f"{label}: its entry names the backup", entries[0]["facts"]["backup"]["sha256"],
                    digest)
        return "new"
    return "backup" if folder.backup.exists() else "old"


def check_again(suite, folder, label, recipient, state):
    """Run again; a finished backup is never replaced, so another name is given then."""
    if state == "backup":
        suite.equal(f"{label}: the finished backup stays",
                    folder.code("migrate", "--recipient", recipient, "--to", folder.backup),
                    "backup.targetExists")
    target = folder.backup if state == "old" else folder.home / "second.age"
    answer = folder.kapok("migrate", "--recipient", recipient, "--to", target)
    suite.equal(f"{label}: run again it ends well", answer["state"],
                "current" if state == "new" else "migrated")
    audit = folder.kapok("audit", "verify")
    suite.check(f"{label}: and the audit passes", audit["ok"] and audit["entries"] ==
                folder.expected["size"] + 1, audit)
    left = [path.name for path in folder.data.iterdir() if "copy" in path.name]
    suite.equal(f"{label}: nothing is left", left + [
        path.name for path in folder.home.glob("*.unfinished")], [])


def main():
    home = pathlib.Path(tempfile.mkdtemp(prefix="kapok-migrate-"))
    try:
        with Suite(__file__) as suite:
            print(f"seed {SEED}")
            identity = home / "identity"
            recipient = json.loads(run(os.environ["KAPOK"], "backup", "keygen", "--out", identity,
                                       "--json").need().out)["recipient"]
            check_dry_run(suite, home)
            check_refusals(suite, home, recipient)
            check_migration(suite, home, recipient, identity)
            check_killed(suite, home, recipient, identity, random.Random(SEED))
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
