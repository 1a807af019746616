#!/usr/bin/env python3
"""The ledger in PostgreSQL: two servers over one journal, killed at random moments; the database
restarted, refusing and cut off; a ledger moved out of its file."""
import copy, json, os, random, shutil, sqlite3, sys, time
from contextlib import closing
from types import SimpleNamespace

import psycopg

import crash
from faultworld import DIGEST, Client, Foreign, PostgreSQL, Refused, Server, Suite, World, free_port

KILLS = int(os.environ.get("KILLS", "40"))


class Pair(World):
    """Two servers, each with a folder of its own, over one database and one folder of keys."""
    publication_lag = 30

    def found(self):
        super().found()
        other = os.path.join(self.home, "other")
        os.mkdir(other, 0o700)
        port = free_port()
        with open(os.path.join(self.folder, "kapok.yaml")) as file:
            text = file.read()
        changed = text.replace(f"listen: \"127.0.0.1:{self.port}\"", f"listen: \"127.0.0.1:{port}\"")
        if changed == text:
            changed = text.replace(f"listen: 127.0.0.1:{self.port}", f"listen: 127.0.0.1:{port}")
        assert changed != text
        with open(os.open(other + "/kapok.yaml", os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(changed)
        shutil.copy(os.path.join(self.folder, "journal.origin"), other)
        os.symlink(os.path.join(self.folder, "keys"), os.path.join(other, "keys"))
        self.nodes = [self.node(self.folder, self.port), self.node(other, port)]
        return self

    def node(self, folder, port):
        return SimpleNamespace(
            folder=folder, port=port, socket=os.path.join(folder, "kapok.sock"), server=None,
            environment=self.environment)

    def start(self, **options):
        for node in self.nodes:
            if not node.server or node.server.process.poll() is not None:
                node.server = Server(node, **options)
        for node in self.nodes:
            node.server.wait()
        self.server = self.nodes[0].server
        return self.server

    def build(self, authorities=("hk",)):
        super().build(authorities)
        deadline = time.monotonic() + 60
        for node in self.nodes:
            for name in ("root", *authorities):
                while not os.path.exists(f"{node.folder}/public/crl/{name}.crl"):
                    if time.monotonic() > deadline:
                        raise RuntimeError(f"{name} has no list in {node.folder}")
                    time.sleep(0.05)
        return self

    def living(self):
        return [node for node in self.nodes if node.server.process.poll() is None] or self.nodes

    def is_served(self):
        return any(node.server.process.poll() is None for node in self.nodes)

    def client(self):
        """Of either server."""
        return Client(random.choice(self.living()).socket)

    def public(self, path, data=None, method=None, timeout=30):
        """Of either server, too."""
        view = copy.copy(self)
        view.port = random.choice(self.living()).port
        return World.public(view, path, data, method, timeout)

    def close(self):
        for node in getattr(self, "nodes", []):
            if node.server and node.server.process.poll() is None:
                node.server.kill()
        super().close()


class PairKilling(crash.Killing):
    """One of the two is killed, and the other goes on; now and then both."""

    def end_server(self):
        both = self.random.random() < 0.1
        victims = self.world.nodes if both else [self.random.choice(self.world.nodes)]
        for node in victims:
            node.server.kill()
        self.kills["under load"] += 1
        if not both:
            self.goes_on()
        self.gate.calling = True

    def goes_on(self):
        """Acts are answered while one of the two is down."""
        before, deadline = len(self.witness.answers), time.monotonic() + 30
        while len(self.witness.answers) < before + 3 and time.monotonic() < deadline:
            if any(party.fault for party in self.parties):
                return
            time.sleep(0.01)
        done = len(self.witness.answers) - before
        self.suite.check("the other server goes on", done >= 3, done)

    def begin_server(self):
        self.world.start()


def pair(suite, database):
    """No act is lost or doubled, whichever server is killed; the same looks as with one server."""
    crash.KILLS = KILLS
    with Pair(primes=40, address=database.address("pair")) as world:
        world.build(crash.AUTHORITIES)
        PairKilling(world, suite).run()
        handover(suite, world)


def handover(suite, world):
    """The server that does the scheduled work dies and stays down: the other one takes it up."""
    def holder():
        with world.database() as ledger:
            return ledger.execute("SELECT holder, epoch FROM lease").fetchone()

    def server_of(node):
        with open(os.path.join(node.folder, "server.id")) as file:
            return file.read()

    owner, epoch = holder()
    dead = next(node for node in world.nodes if owner.startswith(server_of(node) + "/"))
    alive = next(node for node in world.nodes if node is not dead)
    with open(f"{alive.folder}/public/crl/{crash.AUTHORITIES[0]}.crl", "rb") as file:
        before = file.read()
    dead.server.kill()
    deadline = time.monotonic() + 60
    while holder()[0] == owner and time.monotonic() < deadline:
        time.sleep(0.1)
    taken, later = holder()
    suite.check("the scheduled work went over to the other server",
                taken.startswith(server_of(alive) + "/") and later == epoch + 1,
                (owner, epoch, taken, later))
    world.act("certificate.revoke", world.revoking(world.certificate(crash.AUTHORITIES[0])), "val")
    with open(f"{alive.folder}/public/crl/{crash.AUTHORITIES[0]}.crl", "rb") as file:
        suite.check("it publishes what it revokes", file.read() != before)
    suite.check("the journal holds", world.get("journal/verify")["ok"])


def faults(suite, database):
    """What the database does to its clients, and what a client is told."""
    with World(address=database.address("faults")) as world:
        world.build()
        issued = world.certificate()
        database.restart()
        suite.check("it serves after a restart of the database", world.get("health")["ok"])
        again = world.certificate()
        suite.check("it issues after a restart of the database", again != issued, (issued, again))
        with closing(Foreign(database.address())) as hand:
            ended = hand.execute(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND application_name = 'kapok'").fetchone()[0]
        suite.check("there were connections to cut", ended >= 3, ended)
        suite.check("it issues after its connections were cut", world.certificate() != again)
        locked(suite, world, database)
        report = world.cli("audit", "verify", "--json")
        suite.check("the audit passes", report.returncode == 0, report.stdout[-500:])
        world.server.stop()
        refusals(suite, world, database)


def locked(suite, world, database):
    """Another program holds a table: acts wait, and are told when it is too long; reads go on."""
    with closing(psycopg.connect(world.address)) as hand:
        hand.execute("LOCK TABLE request IN ACCESS EXCLUSIVE MODE")
        held = world.get("authorities/hk")
        suite.check("reads go on", held["state"] == "active", held)
        try:
            world.application()
            suite.check("a table that is held is not waited for for ever", False)
        except Refused as refused:
            suite.check(
                "who waits too long is told", refused.code == "storage.busy", refused.answer)
        hand.rollback()
    suite.check("and it goes on afterwards", world.application() is not None)


def refusals(suite, world, database):
    """A server does not start on what it cannot use, and says why."""
    yaml = os.path.join(world.folder, "kapok.yaml")
    with open(yaml) as file:
        good = file.read()
    cases = (
        ("a database that is not there", "postgres?host", "nowhere?host", "storage.failed"),
        ("a password in the address", "kapok@", "kapok:secret@", "configuration.database"),
        ("another kind of address", "postgresql:", "mysql:", "configuration.database"),
        ("a schema without a ledger", "%3Dfaults", "%3Dempty", "folder.empty"),
    )
    for what, old, new, code in cases:
        with open(yaml, "w") as file:
            file.write(good.replace(old, new))
        done = world.cli("serve", timeout=60)
        told = done.stdout + done.stderr
        suite.check(
            f"{what} is refused in words", done.returncode == 1 and code.encode() in told,
            (done.returncode, told[-600:]))
        if "secret" in new:
            suite.check(f"{what}: it is not told", b"secret" not in told, told[-600:])
    with open(yaml, "w") as file:
        file.write(good)


def moved(suite, database):
    """A ledger goes from its file into the database, whole, and its file is put aside."""
    with World() as world:
        world.build()
        issued = world.certificate()
        target = database.address("moved")
        busy = world.cli("ledger", "copy", "--to", target, "--json")
        suite.check("a folder in use is not moved", b"folder.inUse" in busy.stdout + busy.stderr,
                    busy.stdout + busy.stderr)
        before = world.get("context")["checkpoint"]
        world.server.stop()
        done = world.cli("ledger", "copy", "--to", target, "--json")
        suite.check("the ledger is moved", done.returncode == 0, done.stdout + done.stderr)
        names = sorted(os.listdir(world.folder))
        suite.check("the file is put aside", "ledger.sqlite.moved" in names
                    and "ledger.sqlite" not in names, names)
        world.address = target
        with open(os.path.join(world.folder, "kapok.yaml"), "a") as file:
            file.write("mail:\n  server: smtp://127.0.0.1:9\n  from: kapok@ca.example\n")
        world.start()
        after = world.get("context")["checkpoint"]
        suite.check("the journal goes on", after["size"] > before["size"], (before, after))
        status = world.get(f"certificates/{issued}")
        suite.check("its certificates are there", status["state"] == "valid", status)
        suite.check("it issues from the database", world.certificate() != issued)
        untold(suite, world, issued)
        report = world.cli("audit", "verify", "--json")
        suite.check("the audit passes", report.returncode == 0, report.stdout[-500:])
        backed_up(suite, world)
        world.server.stop()
        again = world.cli("ledger", "copy", "--to", target, "--json")
        suite.check("it is not moved twice", b"ledger.moved" in again.stdout + again.stderr,
                    again.stdout + again.stderr)
    cut_off(suite, database)
    with World() as world:
        world.found()
        taken = world.cli("ledger", "copy", "--to", target, "--json")
        suite.check("a database that holds a ledger is refused",
                    b"folder.taken" in taken.stdout + taken.stderr, taken.stdout + taken.stderr)
        suite.check("and the folder goes on with its file",
                    world.cli("authority", "list").returncode == 0
                    and "ledger.sqlite" in os.listdir(world.folder))


def untold(suite, world, issued):
    """Who has to be told of a certificate is found there, too: here nobody has an address (CP 6.11, 6.19d)."""
    world.act("certificate.suspend", world.suspending(issued), "val")
    wanted = {f"{issued}/0", f"{issued}/1"}
    end = time.monotonic() + 90
    while time.monotonic() < end:
        given = {entry["case"] for entry in world.get("journal?operation=notice.abandon")["entries"]}
        if wanted <= given:
            break
        time.sleep(1)
    suite.check("an entry says that nobody could be told", wanted <= given, given)
    owed = {item["of"] for item in world.get("duties")["duties"] if item["duty"].endswith("Notice")}
    suite.check("and somebody has to write", wanted <= owed, owed)
    day = world.get("duties")["at"][:10]
    report = world.cli("conformance", "--from", day, "--to", day, "--json")
    period = json.loads(report.stdout)["period"]["duties"]
    suite.check("periods tell of both", {"certificate.issuanceNotice", "certificate.changeNotice"}
                <= {duty["id"] for duty in period}, period)
    world.act("duty.fulfil", {
        "duty": "certificate.changeNotice", "dutyResult": "actedUpon", "of": f"{issued}/1",
        "evidence": DIGEST}, "val", changes={"role": "validator"})
    owed = {item["of"] for item in world.get("duties")["duties"] if item["duty"].endswith("Notice")}
    suite.check("a letter ends it", f"{issued}/1" not in owed and f"{issued}/0" in owed, owed)


def backed_up(suite, world):
    """A backup holds the ledger as a file, and its folder knows of no database."""
    identity, made = os.path.join(world.home, "identity"), os.path.join(world.home, "ca.age")
    folder = os.path.join(world.home, "restored")
    keygen = json.loads(world.cli("backup", "keygen", "--out", identity, "--json").stdout)
    done = world.cli("backup", "--recipient", keygen["recipient"], "--to", made, "--json")
    suite.check("a ledger in use is backed up", done.returncode == 0, done.stdout + done.stderr)
    names = set(os.listdir(world.folder))
    suite.check("no copy is left", not any("copy" in name for name in names), names)
    drill = world.cli("drill", "restore", "--from", made, "--identity", identity, "--json")
    suite.check("restoring it is practised", drill.returncode == 0, drill.stdout + drill.stderr)
    done = world.cli("restore", "--from", made, "--identity", identity, "--to", folder, "--json")
    suite.check("it is restored", done.returncode == 0, done.stdout + done.stderr)
    with open(os.path.join(folder, "kapok.yaml")) as file:
        text = file.read()
    suite.check("the restored folder names no database", "database" not in text
                and "PostgreSQL" not in text, text)
    with closing(sqlite3.connect(os.path.join(folder, "ledger.sqlite"))) as file, \
            closing(Foreign(world.address)) as database:
        size = file.execute("SELECT MAX(size) FROM journal_checkpoint").fetchone()[0]
        for table, condition in (("journal_entry", f" WHERE place < {size}"),
                                 ("journal_checkpoint", f" WHERE size <= {size}"),
                                 ("certificate", ""), ("officer", ""), ("personal", ""), ("crl", "")):
            sql = f"SELECT * FROM {table}{condition}"
            here, there = [sorted(map(repr, place.execute(sql).fetchall()))
                           for place in (file, database)]
            suite.check(f"{table} is whole", here and here == there, (len(here), len(there)))
    audit = world.cli("audit", "verify", "--data", folder, "--json",
                      environment={"KAPOK_STATE": os.path.join(world.home, "other-state")})
    suite.check("the restored folder passes its audit", audit.returncode == 0, audit.stdout[-500:])


def cut_off(suite, database):
    """A move that was cut off goes on by the same command, and nothing goes on beside it."""
    with World() as world:
        world.build()
        issued = world.certificate()
        world.server.stop()
        yaml = os.path.join(world.folder, "kapok.yaml")
        with open(yaml) as file:
            before = file.read()
        with open(yaml, "w") as file:
            file.write(before + "witnesses:\n")
        nowhere = world.cli("ledger", "copy", "--to", database.address() + "&dbname=nowhere")
        suite.check("what fails says so", nowhere.returncode == 1, nowhere.stderr)
        with open(yaml) as file:
            suite.check("and puts kapok.yaml back", file.read() == before + "witnesses:\n")
        target = database.address("cutoff")
        # As a crash leaves it after kapok.yaml was written: the database is named, and empty.
        with open(yaml, "w") as file:
            file.write(before.replace("node:\n", f"node:\n  database: \"{target}\"\n", 1))
        refused = world.cli("serve", timeout=60)
        suite.check("the folder's server opens neither", refused.returncode == 1
                    and b"folder.empty" in refused.stderr, refused.stderr[-300:])
        for attempt in ("first", "second"):
            done = world.cli("ledger", "copy", "--to", target, "--json")
            suite.check(f"the {attempt} attempt after it is done", done.returncode == 0,
                        done.stdout + done.stderr)
            # As a crash leaves it before the file was put aside.
            os.rename(world.folder + "/ledger.sqlite.moved", world.folder + "/ledger.sqlite")
        world.address = target
        world.start()
        found = world.get(f"certificates/{issued}")
        suite.check("all is there", found["state"] == "valid", found)


def main():
    suite = Suite("postgresql")
    database = PostgreSQL()
    try:
        for part in (moved, faults, pair):
            part(suite, database)
    finally:
        database.close()
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
