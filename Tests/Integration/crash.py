#!/usr/bin/env python3
"""Kills the server at random moments under load, hundreds of times, and looks for what is missing.

Applicants lead certificates through their lives over the socket while onlookers fetch status,
lists and checkpoints. After each kill the clients wait; the restarted server is compared with
everything that ever left it; then each client sends its unanswered request again, as it was.

    KILLS=20 SEED=7 crash.py      fewer kills, and the same choices again
"""
import base64, functools, hashlib, http.client, json, os, random, sys, threading, time

from faultwatch import Certificate, RevocationList, Tree, signed_checkpoint
from faultwatch import status_answer, status_request, tile_path
from faultworld import FOUNDERS, Refused, Server, Suite, World
import faultkeys as keys

KILLS = int(os.environ.get("KILLS", "200"))
SEED = int(os.environ.get("SEED", str(random.randrange(1 << 30))))
APPLICANTS = int(os.environ.get("APPLICANTS", "5"))
AUTHORITIES = ("hk", "gd")
BROKEN = (OSError, http.client.HTTPException)
EVENTS = {"issue": "issued", "suspend": "suspended", "release": "released", "revoke": "revoked"}
STATES = {"issued": "valid", "suspended": "suspended", "released": "valid", "revoked": "revoked"}
# RFC 5280 §5.3.1; an unspecified reason is left out.
REASONS = {"unspecified": None, "keyCompromise": 1, "superseded": 4, "certificateHold": 6}


class Gate:
    """Where clients wait while the server is down and being looked at."""

    def __init__(self):
        self.condition, self.epoch, self.parked, self.over = threading.Condition(), 0, 0, False
        # Whether clients are asked to wait whose server is not the one that was killed.
        self.calling = False

    def park(self, epoch):
        with self.condition:
            self.parked += 1
            self.condition.notify_all()
            self.condition.wait_for(lambda: self.epoch > epoch or self.over)
            self.parked -= 1

    def wait_for_all(self, count):
        with self.condition:
            if not self.condition.wait_for(lambda: self.parked >= count, 90):
                raise RuntimeError(f"only {self.parked} of {count} clients noticed the kill")

    def open(self, over=False):
        with self.condition:
            self.epoch, self.over, self.calling = self.epoch + 1, over, False
            self.condition.notify_all()


class Witness:
    """Everything that left the server, whoever saw it."""

    def __init__(self):
        self.lock = threading.Lock()
        self.answers = []        # (body, answer) of each acknowledged act
        self.unchecked = 0       # how many of them were compared with the journal
        self.lives = {}          # certificate → Life
        self.touched = set()     # certificates that something happened to since the last look
        self.files = {}          # path below public/certificates → bytes
        self.said = {}           # certificate → {(status, reason)} as OCSP said it
        self.lists = {}          # authority → {number: bytes}
        self.checkpoints = {}    # size → root
        self.authorities = {}    # name of one that was proposed → whether it was acknowledged

    def checkpoint(self, size, root):
        with self.lock:
            if self.checkpoints.setdefault(size, root) != root:
                raise ValueError(f"two checkpoints of size {size}")


class Life:
    """One certificate: the events that were acknowledged, and the one that may have happened."""

    def __init__(self):
        self.events, self.pending = [], None

    def allowed(self):
        return [self.events] + ([self.events + [self.pending]] if self.pending else [])


class Party(threading.Thread):
    """A client that survives its server."""

    def __init__(self, world, gate, witness, seed):
        super().__init__(daemon=True)
        self.world, self.gate, self.witness = world, gate, witness
        self.random, self.client, self.fault = random.Random(seed), world.client(), None

    def run(self):
        try:
            while not self.gate.over:
                self.turn()
        except Stopped:
            pass
        except Exception as fault:
            self.fault = fault
        # A dead party counts as parked for good.
        with self.gate.condition:
            self.gate.parked += 1
            self.gate.condition.notify_all()

    def surely(self, work):
        """Again after each restart, until there is an answer."""
        while not self.gate.over:
            epoch = self.gate.epoch
            if self.gate.calling:
                self.gate.park(epoch)
                continue
            try:
                return work()
            except BROKEN:
                self.client = self.world.client()
                if not self.world.is_served():
                    self.gate.park(epoch)
        raise Stopped

    def get(self, path):
        return self.surely(lambda: self.client.get(path))

    def act(self, operation, payload, officer=None, **options):
        context = self.get("context") if officer else None
        if context:
            seen = context["checkpoint"]
            self.witness.checkpoint(seen["size"], seen["root"])
        return self.send(self.world.body(operation, payload, officer, context=context, **options))

    def send(self, body):
        """The very same request until it is answered: it must count once."""
        answer = self.surely(lambda: self.client.post(body))
        with self.witness.lock:
            self.witness.answers.append((body, answer))
        return answer["result"]


class Stopped(Exception):
    pass


class Applicant(Party):
    """Leads one certificate after another through its whole life."""

    def turn(self):
        count = self.random.choice((1, 1, 3))
        approved = [pair for pair in (self.approved() for _ in range(count)) if pair]
        if len(approved) == 1:
            certificate, decision = approved[0]
            self.change(certificate, "issue", "application.issue", decision, "iss")
        elif approved:
            self.issue_together(approved)
        for certificate, _ in approved:
            self.live(certificate)

    def issue_together(self, approved):
        """By one signed list; the answer tells each."""
        payload = {"applications": [decision for _, decision in approved]}

        def issue():
            result = self.act("application.issueList", payload, "iss")
            states = [item["state"] for item in result["applications"]]
            if states != ["issued"] * len(approved):
                raise RuntimeError(result)

        work = issue
        for certificate, _ in approved:
            work = functools.partial(self.expecting, certificate, "issue", work)
        work()

    def approved(self):
        """A certificate's name to be, with what an issuing officer decides; nothing where the
        application was refused."""
        key = self.world.key()
        authority = self.random.choice(AUTHORITIES)
        applying = self.world.applying(
            authority, keys.request(key), commonName=f"陳大文{self.random.randrange(10**6)}")
        name = self.act("application.apply", applying)["application"]
        shown = self.get(f"applications/{name}")
        vetted = self.act("application.vet", self.world.vetting(shown), "val")
        if self.random.random() < 0.05:
            refusing = {"application": name, "reason": "withdrawn"}
            self.act("application.refuse", refusing, "val")
            return None
        shown = self.get(f"applications/{name}")
        self.act("application.accept", self.world.accepting(shown, key))
        decision = {"application": name, "contents": shown["contents"]}
        self.act("application.approve", self.world.approving(shown), "app")
        life = Life()
        certificate = f"{authority}/{vetted['serial']}"
        with self.witness.lock:
            self.witness.lives[certificate] = life
        return certificate, decision

    def live(self, certificate):
        suspending = self.world.suspending(certificate)
        for _ in range(self.random.choice((0, 1, 1, 2))):
            self.change(certificate, "suspend", "certificate.suspend", suspending, "val")
            if self.random.random() < 0.3:
                break
            releasing = self.world.releasing(certificate)
            self.change(certificate, "release", "certificate.release", releasing, "app")
        chance = self.random.random()
        if chance < 0.4:
            reason = self.random.choice(("superseded", "keyCompromise", "unspecified"))
            revoking = self.world.revoking(certificate, reason)
            self.change(certificate, "revoke", "certificate.revoke", revoking, "val")
        elif chance < 0.6:
            self.revoke_together(certificate)

    def revoke_together(self, certificate):
        payload = {**self.world.revoking(certificate), "requester": "authority",
                   "identified": "internalProcedure"}
        first, second = self.random.sample(("app", "abe"), 2)
        proposal = self.act("certificate.revokeByAuthority", payload, first)["proposal"]
        found = self.get(f"proposals/{proposal}")
        statement = self.world.statement(
            second, found["operation"], found["payloadHash"], found["case"], self.get("context"))
        body = {"request": f"r{self.random.getrandbits(64):x}", "proposal": proposal,
                "signed": self.world.signed(second, statement)}
        self.expecting(certificate, "revoke", lambda: self.send(body))

    def change(self, certificate, event, operation, payload, officer):
        self.expecting(certificate, event, lambda: self.act(operation, payload, officer))

    def expecting(self, certificate, event, work):
        life = self.witness.lives[certificate]
        life.pending = EVENTS[event]
        with self.witness.lock:
            self.witness.touched.add(certificate)
        work()
        life.events, life.pending = life.events + [life.pending], None
        with self.witness.lock:
            self.witness.touched.add(certificate)


class Founder(Party):
    """Has an authority founded now and then: a key, certificates, a first list, then the right to
    issue. Each step is cut somewhere."""

    every = 12

    def turn(self):
        name = f"x{len(self.witness.authorities)}"
        payload = {
            "authority": name, "kind": "issuing", "family": "rsa", "jurisdiction": "hongKong",
            "issuer": "root", "commonName": f"Crash {name}", "baseURL": self.world.base}
        first, *others = FOUNDERS
        proposal = self.act("authority.create", payload, first)["proposal"]
        self.witness.authorities[name] = False
        for officer in others:
            body = self.surely(lambda: self.world.approval(proposal, officer))
            self.send(body)
        self.witness.authorities[name] = True
        rest = self.gate.epoch + self.every
        while self.gate.epoch < rest and not self.gate.over:
            self.gate.park(self.gate.epoch)


class Onlooker(Party):
    """A relying party, a mirror and a monitor of the journal in one."""

    issuers = {}

    def turn(self):
        with self.witness.lock:
            known = list(self.witness.lives)
        for certificate in self.random.sample(known[-30:], min(3, len(known))):
            self.ask(certificate)
            self.mirror(certificate)
        for authority in AUTHORITIES:
            self.fetch_list(authority)
        status, note = self.surely(lambda: self.world.public("/journal/checkpoint"))
        if status == 200:
            lines = note.decode().split("\n")
            self.witness.checkpoint(int(lines[1]), base64.b64decode(lines[2]).hex())

    def ask(self, certificate):
        authority, serial = certificate.split("/")
        request = status_request(self.issuers[authority], serial)
        status, body = self.surely(lambda: self.world.public("/ocsp", request))
        answer = status_answer(body, self.issuers[authority])
        with self.witness.lock:
            self.witness.said.setdefault(certificate, set()).add(answer)

    def mirror(self, certificate):
        status, body = self.surely(
            lambda: self.world.public(f"/certificates/{certificate}.cer"))
        if status == 200:
            with self.witness.lock:
                if self.witness.files.setdefault(certificate, body) != body:
                    raise ValueError(f"{certificate} was published twice, differently")

    def fetch_list(self, authority):
        status, body = self.surely(lambda: self.world.public(f"/crl/{authority}.crl"))
        number = RevocationList(body, self.issuers[authority]).number
        with self.witness.lock:
            seen = self.witness.lists.setdefault(authority, {})
            if seen.setdefault(number, body) != body:
                raise ValueError(f"two lists of number {number}")


class Inquest:
    """Compares a restarted server with all that was seen before; each finding is a failure."""

    def __init__(self, world, witness, suite):
        self.world, self.witness, self.suite = world, witness, suite
        self.client, self.tree, self.rounds, self.retried = None, Tree(), 0, 0
        self.thorough, self.spent, self.serving = False, {}, set()
        context = world.get("context")
        self.verifier, self.origin = context["verifierKey"], context["origin"]

    def hold(self, thorough=False):
        self.rounds += 1
        self.client = self.world.client()
        self.thorough = thorough
        for name in ("health", "journal", "trees", "certificates", "public", "lists",
                     "authorities"):
            begun = time.monotonic()
            try:
                getattr(self, name)()
            except (ValueError, Refused, KeyError, *BROKEN) as fault:
                self.find(name, f"{type(fault).__name__} {fault}")
            self.spent[name] = self.spent.get(name, 0) + time.monotonic() - begun
        if thorough:
            self.serials()
            self.again()
            report = self.client.get("journal/verify")
            self.expect(report["ok"], "audit", report["findings"][:5])
        self.suite.passed += 1

    def find(self, what, detail):
        self.suite.check(f"kill {self.rounds}: {what}", False, str(detail)[:1500])

    def expect(self, good, what, detail=""):
        if not good:
            self.find(what, detail)

    def eventually(self, work, seconds=20):
        """What a restarted server still owes it pays by itself, soon: the findings that last."""
        deadline = time.monotonic() + seconds
        while (findings := work()) and time.monotonic() < deadline:
            time.sleep(0.02)
        for what, detail in findings:
            self.find(what, detail)

    def health(self):
        def work():
            health = self.client.get("health")
            good = health["ok"] and health["openIntents"] == 0
            return [] if good else [("an intent is open", health)]

        self.eventually(work)
        waiting = self.client.get("applications?state=issuing")["total"]
        self.expect(waiting == 0, "an application hangs between intent and completion", waiting)

    def journal(self):
        """Each acknowledged act is the entry that its answer named, in the same place."""
        fresh = self.witness.answers[self.witness.unchecked :]
        self.witness.unchecked += len(fresh)
        if not fresh:
            return
        wanted = {answer["entry"]: (body, answer) for body, answer in fresh}
        after, last, found = min(wanted) - 1, max(wanted), {}
        while after is not None and after < last:
            page = self.client.get(f"journal?after={after}&size=500")
            found.update((entry["index"], entry) for entry in page["entries"])
            after = page["next"]
        for index, (body, _) in wanted.items():
            entry = found.get(index, {})
            operation = body.get("operation")
            self.expect(
                entry.get("operation") == operation if operation else entry.get("operation") in
                ("certificate.revokeByAuthority", "authority.create"),
                f"acknowledged {operation} at {index}", entry)
            self.expect(entry.get("outcome") == "done", f"outcome of {index}", entry)

    def trees(self):
        """The checkpoints seen are all of one tree, recomputed from the published tiles."""
        seen = self.client.get("context")["checkpoint"]
        size, root = signed_checkpoint(seen["note"], self.origin, self.verifier)
        self.expect((size, root.hex()) == (seen["size"], seen["root"]), "the note says another")
        self.witness.checkpoint(seen["size"], seen["root"])
        self.tree.catch_up(lambda path: self.world.public(path)[1], size)
        for old, root in self.witness.checkpoints.items():
            self.expect(old <= size, "the journal is shorter than it was", (old, size))
            if old <= size:
                self.expect(self.tree.roots[old].hex() == root, f"another tree of size {old}")
        if self.thorough and size >= 256:
            status, upper = self.world.public(tile_path(1, 0, size // 256))
            self.expect(status == 200 and upper == self.tree.upper_hashes(), "tiles of level 1")

    def certificates(self):
        """History and state of each certificate are what its owner was told, or one step on, and
        strangers are told the same."""
        names = self.witness.lives if self.thorough else self.witness.touched
        for name in list(names):
            life = self.witness.lives[name]
            try:
                status = self.client.get(f"status/{name}")
            except Refused as refused:
                # Its issuing was asked for, and the answer did not come.
                self.expect(
                    refused.status == 404 and not life.events, f"{name} is unknown", refused)
                self.public_status(name, ("unknown", None))
                continue
            events = [event["event"] for event in status["history"]]
            self.expect(
                events in life.allowed(), f"history of {name}", (events, life.allowed()))
            self.expect(
                events and status["state"] == STATES[events[-1]], f"state of {name}", status)
            self.public_status(
                name, ("good", None) if status["state"] == "valid"
                else ("revoked", REASONS[status["reason"]]))
            for answer, reason in self.witness.said.get(name, ()):
                self.expect(
                    answer != "revoked" or {"suspended", "revoked"} & set(events),
                    f"OCSP told {name} to be revoked", events)
                self.expect(
                    answer != "revoked" or reason == 6 or events[-1] == "revoked",
                    f"OCSP told {name} to be revoked for ever", events)
                self.expect(
                    answer == "unknown" or events, f"OCSP knew {name}, which is not issued")
        self.witness.touched = {
            name for name in self.witness.touched if self.witness.lives[name].pending}

    def public_status(self, name, wanted):
        authority, serial = name.split("/")
        issuer = Onlooker.issuers[authority]
        answer = status_answer(
            self.world.public("/ocsp", status_request(issuer, serial))[1], issuer)
        self.expect(answer == wanted, f"OCSP of {name}", (answer, wanted))

    def public(self):
        """What was published is there, unchanged, and stands in the ledger."""
        names = list(self.witness.files) if self.thorough else list(self.witness.files)[-40:]
        for name in names:
            body = self.witness.files[name]

            def served():
                status, now = self.world.public(f"/certificates/{name}.cer")
                self.expect(status != 200 or now == body, f"another {name}")
                return [] if status == 200 else [(f"published {name}", status)]

            self.eventually(served, self.world.publication_lag)
            kept = self.client.get(f"certificates/{name}")["certificate"]
            self.expect(base64.b64decode(kept) == body, f"{name} in the ledger")

    def lists(self):
        for authority in AUTHORITIES:
            self.eventually(lambda: self.list(authority))

    def list(self, authority):
        """The public list has exactly the serials that the ledger says, under a newer number."""
        _, body = self.world.public(f"/crl/{authority}.crl")
        now = RevocationList(body, Onlooker.issuers[authority])
        numbers = self.witness.lists.get(authority, {})
        with self.world.database() as database:
            rows = database.execute(
                "SELECT serial FROM certificate WHERE authority = ? AND "
                "state IN ('suspended', 'revoked', 'abandoned')", (authority,)).fetchall()
        ledger, most = {row[0] for row in rows}, max(numbers, default=0)
        on_list = set(now.serials)
        findings = [
            (not now.is_signed, f"signature of the list of {authority}", now.number),
            (now.number < most, f"number of the list of {authority}", (now.number, most)),
            (numbers.get(now.number, body) != body, "two lists of one number", now.number),
            (ledger - on_list, f"revoked, and not on the list of {authority}", ledger - on_list),
            (on_list - ledger, f"released, and still on the list of {authority}",
             on_list - ledger),
        ]
        return [(what, detail) for bad, what, detail in findings if bad]

    def authorities(self):
        """One that was acknowledged comes into service, whatever was cut."""
        for name, done in list(self.witness.authorities.items()):
            if done and (self.thorough or name not in self.serving):
                self.eventually(lambda: self.in_service(name))
                self.serving.add(name)

    def in_service(self, name):
        found = self.client.get(f"authorities/{name}")
        if found["state"] != "active" or not found["certificate"] or not found["crl"]:
            return [(f"authority {name} is not in service", found["state"])]
        issuer = Certificate(base64.b64decode(found["certificate"]))
        status, body = self.world.public(f"/crl/{name}.crl")
        if status != 200 or not RevocationList(body, issuer).is_signed:
            return [(f"the first list of {name}", status)]
        answer = status_answer(self.world.public("/ocsp", status_request(issuer, "7f"))[1], issuer)
        return [] if answer == ("unknown", None) else [(f"OCSP of {name}", answer)]

    def serials(self):
        """No serial number was ever announced for two contents, or twice certified: what the journal
        announced is what there is, each content once."""
        with self.world.database() as database:
            intents = database.execute(
                "SELECT purpose, to_be_signed, attempts FROM intent").fetchall()
            certificates = database.execute(
                "SELECT certificate FROM certificate WHERE certificate IS NOT NULL").fetchall()
            entries = database.execute("SELECT bytes FROM journal_entry").fetchall()
        announced = [intent["digest"] for entry, in entries
                     for intent in json.loads(bytes(entry))["intents"]
                     if intent["purpose"].startswith("certificate.")]
        # The bytes of a complete intent stand in its certificate alone.
        contents = [signed for purpose, signed, _ in intents
                    if purpose.startswith("certificate.") and signed]
        contents += [Certificate(whole).signed for whole, in certificates]
        digests = [hashlib.sha256(signed).hexdigest() for signed in contents]
        self.expect(len(announced) == len(set(announced)), "a content announced twice",
                    [digest for digest in announced if announced.count(digest) > 1][:3])
        self.expect(sorted(announced) == sorted(digests), "what was announced is what there is",
                    sorted(set(announced) ^ set(digests))[:3])
        serials = set()
        for signed in contents:
            fields = keys.children(keys.read(signed)[1])
            serial = next(part[1] for part in fields if part[0] == 0x02)
            self.expect(serial not in serials, "a serial for two contents", serial.hex())
            serials.add(serial)
        self.retried = sum(attempts - 1 for *_, attempts in intents)

    def again(self):
        """An acknowledged request sent again gets its first answer, and changes nothing."""
        sample = random.sample(self.witness.answers, min(40, len(self.witness.answers)))
        before = self.client.get("context")["checkpoint"]["size"]
        for body, answer in sample:
            now = self.client.post(body)
            self.expect(
                now["replayed"] and (now["result"], now["entry"])
                == (answer["result"], answer["entry"]), "a repeated request", (answer, now))
        # The system itself may publish a list meanwhile; nobody else does anything.
        page = self.client.get(f"journal?after={before - 1}&size=500")
        added = {
            entry["operation"] for entry in page["entries"] if entry["actor"] != "system"}
        self.expect(not added, "repeated requests changed something", added)


class Killing:
    """The whole run: load, kill, inquest, and again."""

    def __init__(self, world, suite):
        self.world, self.suite, self.random = world, suite, random.Random(SEED)
        self.gate, self.witness = Gate(), Witness()
        Onlooker.issuers = {
            name: Certificate(base64.b64decode(world.get(f"authorities/{name}")["certificate"]))
            for name in AUTHORITIES
        }
        self.inquest = Inquest(world, self.witness, suite)
        kinds = [Applicant] * APPLICANTS + [Onlooker, Founder]
        self.parties = [
            kind(world, self.gate, self.witness, self.random.random()) for kind in kinds]
        self.kills = {"under load": 0, "while starting": 0, "told to stop": 0}

    def run(self):
        for party in self.parties:
            party.start()
        spent = dict.fromkeys(("load", "end", "park", "begin", "inquest"), 0.0)

        def timed(name, work):
            begun = time.monotonic()
            work()
            spent[name] += time.monotonic() - begun

        while sum(self.kills.values()) - self.kills["told to stop"] < KILLS:
            timed("load", self.load)
            timed("end", self.end_server)
            timed("park", lambda: self.gate.wait_for_all(len(self.parties)))
            timed("begin", self.begin_server)
            timed("inquest", lambda: self.inquest.hold(
                thorough=self.inquest.rounds % 10 == 9))
            if not self.all_well():
                break
            self.gate.open()
        for kind in (spent, self.inquest.spent):
            print("seconds:", {name: round(value, 1) for name, value in kind.items()})
        self.finish()

    def load(self):
        """Until something happened, and then a random moment more."""
        before, moment = len(self.witness.answers), self.random.random()
        deadline = time.monotonic() + 30
        while len(self.witness.answers) == before and time.monotonic() < deadline:
            if not self.all_well():
                return
            time.sleep(0.001)
        time.sleep(0.05 * moment if self.random.random() < 0.3 else 0.6 * moment)

    def end_server(self):
        if self.random.random() < 0.04:
            self.kills["told to stop"] += 1
            status = self.world.server.stop()
            self.suite.check("told to stop, it ends well", status == 0, status)
        else:
            self.kills["under load"] += 1
            self.world.server.kill()

    def begin_server(self):
        """Sometimes the next kill hits the recovery itself."""
        while self.random.random() < 0.15:
            server = Server(self.world)
            server.serving.wait(self.random.random() * 0.4)
            if server.process.poll() is not None:
                self.suite.check("it starts after a kill", False, server.log[-1500:])
            server.kill()
            self.kills["while starting"] += 1
        self.world.start()

    def all_well(self):
        for party in self.parties:
            if party.fault:
                self.suite.check(
                    f"{type(party).__name__} is served", False,
                    f"{type(party.fault).__name__} {party.fault}")
        return not any(party.fault for party in self.parties) and len(self.suite.failures) < 20

    def finish(self):
        self.gate.open(over=True)
        for party in self.parties:
            party.join(60)
        self.suite.check("all clients end", not any(party.is_alive() for party in self.parties))
        self.inquest.hold(thorough=True)
        report = self.world.cli("audit", "verify", "--json", timeout=300)
        self.suite.check("audit verify by the command line", report.returncode == 0,
                         report.stdout[-1500:] + report.stderr[-1500:])
        acts, lives = len(self.witness.answers), len(self.witness.lives)
        print(f"kills {self.kills}, acts {acts}, certificates {lives}, "
              f"entries {len(self.inquest.tree.leaves)}, "
              f"intents retried {self.inquest.retried}, "
              f"checkpoints {len(self.witness.checkpoints)}")
        self.suite.check("the load was real", acts > KILLS and lives > KILLS / 4, (acts, lives))
        # Hundreds of kills that never fell between intent and completion would prove little.
        if KILLS >= 100:
            self.suite.check(
                "some kills fell between intent and completion", self.inquest.retried > 0)
        else:
            self.suite.skip("that some kills fell between intent and completion",
                            f"{KILLS} kills are too few to be sure of one")


def main():
    suite = Suite("crash")
    print(f"seed {SEED}, {KILLS} kills", flush=True)
    with World(primes=40) as world:
        world.build(AUTHORITIES)
        Killing(world, suite).run()
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
