#!/usr/bin/env python3
"""Short messages and public events: kapok-simulator is the gateway, a server of Python's the receiver.

What receivers get is checked by OpenSSL under the key of the journal. Gateways and receivers that refuse, hang, are gone or
foreign delay no act and lose nothing.
"""
import base64, contextlib, hashlib, http.server, json, re, sqlite3, ssl, threading, time

from connectors import LOOPBACK, Simulator, Sources, applied
from mail import Box, Mails, Settings
from world import PATIENCE, Suite, World, der_of, free_port, run

TELEPHONE = "+85291234567"
COMPONENTS = ["@method", "@target-uri", "content-type", "content-digest"]


def until(wanted):
    """Until it holds; whether it did."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if wanted():
            return True
        threading.Event().wait(0.1)
    return False


# --- A receiver -------------------------------------------------------------------------------------


class Receiver:
    """An HTTPS server on a port of its own that keeps what it took; it may refuse, or never answer."""

    def __init__(self, folder, name, port=None):
        self.name, self.port, self.mode, self.taken = name, port or free_port(), "take", []
        self.key, self.pem = folder / f"{name}.key", folder / f"{name}.pem"
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-nodes", "-keyout", self.key, "-out", self.pem, "-days", "30", "-subj", f"/CN={name}",
            "-addext", "subjectAltName=IP:127.0.0.1").need()
        self.released = threading.Event()
        self.start()

    @property
    def url(self):
        return f"https://127.0.0.1:{self.port}/hook/{self.name}"

    @property
    def row(self):
        return {"name": self.name, "url": self.url,
                "root": hashlib.sha256(der_of(self.pem.read_text())).hexdigest()}

    def start(self):
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                if receiver.mode == "hang":
                    receiver.released.wait(PATIENCE)
                status = {"refuse": 503, "redirect": 302}.get(receiver.mode, 204)
                if status == 204 and receiver.mode == "take":
                    receiver.taken.append((self.path, dict(self.headers.items()), body))
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", "https://127.0.0.1:1/")
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.server.daemon_threads = True
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(self.pem, self.key)
        self.server.socket = tls.wrap_socket(self.server.socket, server_side=True,
                                             do_handshake_on_connect=False)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.released.set()
        self.server.shutdown()
        self.server.server_close()

    def events(self):
        return [json.loads(body) for _, _, body in self.taken]

    def statuses(self, certificate):
        """What it was told of one certificate, in order."""
        return [line["status"] for event in self.events() for line in event["certificates"]
                if line["serial"] == certificate.serial]


def is_signed(world, folder, target, headers, body):
    """Whether OpenSSL finds the message signed by the key of the journal: RFC 9421, RFC 9530."""
    digest = "sha-256=:" + base64.b64encode(hashlib.sha256(body).digest()).decode() + ":"
    if headers["Content-Digest"] != digest:
        return False
    parameters = headers["Signature-Input"].removeprefix("kapok=")
    named = re.match(r'\(([^)]*)\);created=(\d+);keyid="([^"]*)";alg="ed25519";tag="kapok-event"$',
                     parameters)
    if not named or named[1].split() != [f'"{name}"' for name in COMPONENTS]:
        return False
    name, number, key = world.verifier_key.split("+", 2)
    if named[3] != f"{name}+{number}" or abs(time.time() - int(named[2])) > 3600:
        return False
    values = ["POST", target, headers["Content-Type"], digest]
    base = "".join(f'"{name}": {value}\n' for name, value in zip(COMPONENTS, values))
    (folder / "base").write_text(base + f'"@signature-params": {parameters}')
    (folder / "signature").write_bytes(
        base64.b64decode(headers["Signature"].removeprefix("kapok=:").removesuffix(":")))
    der = bytes.fromhex("302a300506032b6570032100") + base64.b64decode(key)[1:]
    (folder / "journal.der").write_bytes(der)
    return run("openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey",
               folder / "journal.der", "-rawin", "-in", folder / "base", "-sigfile",
               folder / "signature").status == 0


def propose(world, receivers):
    """Has two administrators put them into the practice."""
    for receiver in receivers:
        place = world.data / "receivers" / receiver.name
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        (place / "root.pem").write_text(receiver.pem.read_text())
    file = world.folder / "receivers.json"
    file.write_text(json.dumps({"eventReceivers": [receiver.row for receiver in receivers]}))
    world.agreed(("mei", "jun"), "config", "propose", file)


# --- Events -----------------------------------------------------------------------------------------


def begun(world, count):
    """Until the journal says from where on so many receivers are told."""
    return until(lambda: len({item["case"] for item in marks(world)}) >= count)


def marks(world):
    return world.kapok("audit", "list", "--operation", "event.deliver")["entries"]


def check_events(suite, world, one, two):
    suite.check("receivers begin where the journal is", begun(world, 2), marks(world))
    certificate = world.person()
    suite.check("an issued certificate is told", until(lambda: one.statuses(certificate)),
                world.log.read_text()[-2000:])
    path, headers, body = one.taken[-1]
    suite.equal("at the address that the practice names", path, f"/hook/{one.name}")
    suite.check("OpenSSL finds it signed by the journal's key",
                is_signed(world, world.folder, one.url, headers, body), headers)
    suite.check("another body is not", not is_signed(
        world, world.folder, one.url, headers, body + b" "))
    suite.check("nor is another address", not is_signed(
        world, world.folder, one.url + "/x", headers, body))
    event = json.loads(body)
    suite.equal("it names certificate and journal and nothing else", event, {
        "type": "kapok-event/1", "journal": world.origin, "environment": "test",
        "entry": event["entry"], "event": event["event"], "time": event["time"],
        "certificates": [{"authority": certificate.authority.name,
                          "serial": certificate.serial, "status": "issued"}]})
    suite.check("nothing of whom", "陳" not in body.decode() and "@" not in body.decode())
    two.mode = "refuse"
    for act in (world.suspend, world.release, world.revoke):
        act(certificate)
    wanted = ["issued", "suspended", "released", "revoked"]
    suite.check("what becomes of it follows in order", until(
        lambda: one.statuses(certificate) == wanted), one.statuses(certificate))
    suite.equal("one that refuses keeps nothing back from the other", two.statuses(certificate),
                ["issued"])
    entries = [event["entry"] for event in one.events()]
    suite.equal("by entries that grow", entries, sorted(set(entries)))
    two.mode = "take"
    suite.check("and is told all of it once it takes it", until(
        lambda: two.statuses(certificate) == wanted), two.statuses(certificate))


def check_dead(suite, world, one, two):
    """One that is gone, and one that hangs; the server ends meanwhile."""
    one.stop()
    two.mode = "hang"
    certificate = world.person(email=None)
    world.suspend(certificate)
    shown = json.dumps(world.kapok("certificate", "show", certificate.reference))
    suite.check("acts wait for neither", '"suspended"' in shown, shown)
    suite.check("the log says which, and why", until(
        lambda: {"one"} <= {item.get("what") for item in map(
            json.loads, world.log.read_text().splitlines()) if item.get("message") == "event"}),
        world.log.read_text()[-2000:])
    size = world.kapok("audit", "list", "--operation", "event.deliver")["entries"][-1]["index"]
    world.stop()
    two.mode = "take"
    two.released.set()
    one.start()
    world.serve()
    for receiver in (one, two):
        suite.check(f"{receiver.name} is told after a restart, in order", until(
            lambda: receiver.statuses(certificate)[-2:] == ["issued", "suspended"]),
            receiver.statuses(certificate))
    suite.check("and only then does the journal say so", marks(world)[-1]["index"] > size)


def check_foreign(suite, world, one, two):
    """Another root, a redirect, an address inside that the practice does not allow."""
    foreign = Receiver(world.folder, "foreign")
    try:
        propose(world, [one, two, foreign])
        suite.check("a third one begins", begun(world, 3), marks(world))
        (world.data / "receivers" / "foreign" / "root.pem").write_text(two.pem.read_text())
        certificate = world.person(email=None)

        def causes():
            return [item.get("cause", "") for item in map(json.loads, world.log.read_text().splitlines())
                    if item.get("message") == "event" and item.get("what") == "foreign"]
        suite.check("a root that the practice does not name is not used", until(
            lambda: any("filesUnusable" in cause for cause in causes())), causes())
        (world.data / "receivers" / "foreign" / "root.pem").write_text(foreign.pem.read_text())
        foreign.mode = "redirect"
        suite.check("redirects are not followed", until(
            lambda: any("redirected" in cause for cause in causes())), causes())
        suite.equal("it was told nothing", foreign.taken, [])
        foreign.mode = "take"
        suite.check("then it is", until(lambda: foreign.statuses(certificate) == ["issued"]))
        suite.check("the others long before", one.statuses(certificate) == ["issued"])
        propose(world, [one, two])
    finally:
        foreign.stop()


# --- Short messages ---------------------------------------------------------------------------------


def messages(simulator):
    file = simulator.folder / "messages.jsonl"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def ways(world):
    """By case: how each notice was told."""
    with contextlib.closing(sqlite3.connect(
            f"file:{world.data}/ledger.sqlite?mode=ro", uri=True)) as rows:
        entries = [json.loads(row[0]) for row in rows.execute(
            "SELECT bytes FROM journal_entry WHERE operation = 'notice.deliver' ORDER BY place")]
    return {entry["case"]: entry["facts"]["way"] for entry in entries}


def check_telephone(suite, world, gateway, box):
    """A telephone is proven by the code that comes there, and told what becomes of the certificate."""
    facts = ["--common-name", "Lee Siu Ming", "--country", "HK", "--email", "siu@example.hk",
             "--telephone", "+852 9123 4567", "--message-language", "en"]

    def prove(application):
        world.kapok("application", "prove", application, "--telephone")
        sent = messages(gateway)[-1]
        code = "".join(re.search(r"(\d{4}) (\d{4})", sent["text"]).groups())
        suite.equal("the code comes to the number", sent["telephone"], TELEPHONE)
        suite.contains("in the language that was asked for", sent["text"], ["is your code for"])
        wrong = "0" * 8 if code != "0" * 8 else "1" * 8
        suite.equal("another one is refused", world.refused(
            "application", "prove", application, "--telephone", "--code", wrong),
            "contact.codeWrong")
        told = world.kapok("application", "prove", application, "--telephone", "--code", code)
        suite.equal("it is taken back", told["result"]["proven"], True)
        # Beside a number that counts, an address is told only where it was proven, too.
        world.kapok("application", "prove", application)
        suite.check("a code goes to the address", box.wait(lambda _: box.to("siu@example.hk")))
        _, message, _ = box.to("siu@example.hk")[-1]
        mailed = "".join(re.search(r"(\d{4}) (\d{4})", message.get_content()).groups())
        world.kapok("application", "prove", application, "--code", mailed)
        log = world.log.read_text()
        suite.check("nothing of it is in the log", "91234567" not in log and code not in log)
        shown = run(world.program, "application", "show", application, environment={
            "KAPOK_DATA": str(world.data), "KAPOK_LANG": "en", "KAPOK_KEY": "",
            "KAPOK_STATE": str(world.folder / "state")}).need().text
        suite.check("who decides sees its beginning and end", "+852••••••67" in shown
                    and "91234567" not in shown, shown)
    applied = world.apply("rsa", "openssl", "personal", facts, "A", before_vetting=prove)
    before = len(messages(gateway))
    certificate = world.issue(applied)
    suite.check("who got a certificate is told by short message", until(
        lambda: len(messages(gateway)) > before), world.log.read_text()[-2000:])
    text = messages(gateway)[before]["text"]
    suite.contains("with what happened", text, ["[TEST]", "your certificate was issued"])
    suite.check("and no more", certificate.serial not in text and len(text) <= 134)
    suite.check("and by mail", box.wait(lambda _: len(box.to("siu@example.hk")) > 1))
    suite.check("the journal says by which ways", until(
        lambda: ways(world).get(f"{certificate.reference}/0") == "mail sms"), ways(world))
    check_inbox(suite, world, certificate)
    return certificate


def check_inbox(suite, world, certificate):
    """What the holder was told, read with a signature that openssl made."""
    statement, signature = world.folder / "read.json", world.folder / "read.sig"
    inbox = ["holder", "inbox", certificate.reference, "--statement", statement]
    world.kapok(*inbox)
    certificate.applicant.sign(statement, signature)
    read = world.kapok(*inbox, "--signature", signature)["notices"]
    suite.equal("the inbox says by which ways it was told",
                [(item["notice"], item["told"]["way"]) for item in read if item["certificate"]],
                [("issued", ["mail", "sms"])])
    suite.check("and names no contact", "@" not in json.dumps(read) and TELEPHONE not in json.dumps(read))
    wrong = signature.with_suffix(".wrong")
    wrong.write_bytes(bytes(reversed(signature.read_bytes())))
    suite.equal("another signature reads nothing", world.refused(*inbox, "--signature", wrong),
                "inbox.requestInvalid")
    old = statement.with_suffix(".old")
    old.write_text(re.sub(r'"time":\d+', '"time":1', statement.read_text()))
    certificate.applicant.sign(old, signature)
    suite.equal("nor one of long ago",
                world.refused(*inbox[:-1], old, "--signature", signature), "inbox.timeWrong")


def check_limits(suite, world):
    """One number gets three codes an hour, whoever applies; and what is no number is refused."""
    codes = []
    for number in range(4):
        application, _ = applied(world, "--telephone", "+85298765432")
        done = world.attempt("application", "prove", application, "--telephone")
        codes += [done.status]
    suite.equal("the fourth code is refused", codes, [0, 0, 0, 1])
    suite.equal("by name", world.refused("application", "prove", application, "--telephone"),
                "contact.codesExhausted")


def check_gateway(suite, world, sources, gateway, certificate, box):
    """A gateway that fails, and one that hangs: the mail goes out at once, and acts go on."""
    port = gateway.port
    for play in ("fail", "slow"):
        gateway.stop()
        gateway = Simulator(gateway.folder, "--port", str(port), "--play", play)
        count = len(box.to("siu@example.hk"))
        world.suspend(certificate)
        suite.check(f"{play}: the mail goes out", box.wait(
            lambda _: len(box.to("siu@example.hk")) > count))
        suite.check(f"{play}: and suffices", until(
            lambda: list(ways(world).values())[-1] == "mail"), ways(world))
        suite.check(f"{play}: the log says why", until(
            lambda: any(item.get("message") == "sms" and item.get("code") == "sms.notTaken"
                        for item in map(json.loads, world.log.read_text().splitlines()))))
        world.release(certificate)
        suite.check(f"{play}: acts go on", box.wait(
            lambda _: len(box.to("siu@example.hk")) > count + 1))
    return gateway


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        gateway = Simulator(world.folder / "simulator")
        one, two = Receiver(world.folder, "one"), Receiver(world.folder, "two")
        box = Box()
        server = Mails(box)
        server.start()
        try:
            world.trust_sources()
            sources = Sources(world, gateway)
            sources.add("sms", "smsGateway")
            sources.propose(networks=LOOPBACK)
            propose(world, [one, two])
            settings = Settings(world)
            suite.check("the settings are taken", settings.say(
                f"mail:\n  server: smtp://127.0.0.1:{server.port}\n  from: kapok@ca.example\n"))
            check_events(suite, world, one, two)
            check_dead(suite, world, one, two)
            check_foreign(suite, world, one, two)
            certificate = check_telephone(suite, world, gateway, box)
            check_limits(suite, world)
            gateway = check_gateway(suite, world, sources, gateway, certificate, box)
            told = json.dumps(world.kapok("audit", "list", "--operation", "notice.deliver"))
            suite.check("no number is in the journal", "91234567" not in told)
            ledger = (world.data / "ledger.sqlite").read_bytes()
            suite.check("nor in the ledger's file", b"91234567" not in ledger)
            suite.check("the journal agrees with all of it", world.kapok("audit", "verify")["ok"])
        finally:
            for what in (gateway, one, two, server):
                what.stop()


if __name__ == "__main__":
    main()
