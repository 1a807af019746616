#!/usr/bin/env python3
"""The officers' listener: who is let in over TLS, that it is never more than being let in, and that all
that officers do works there as on the socket.

Clients are OpenSSL (`s_client`, Python's ssl), curl and the program. Certificates that an officer's client
shows are made here by hand (`faultkeys.py`), from what docs/api.md says of them, so that each can be wrong
in one place alone.
"""
import base64, hashlib, http.client, json, os, re, secrets, select, signal, socket, ssl, threading, time

from faultkeys import P256Key, bit_string, der, integer, oid, pem, sequence
from faultworld import canonical
from world import PATIENCE, Suite, World, free_port, run

DAY = 86_400
REFUSED = "officer's connection refused"


# --- Certificates as an officer's client makes them -------------------------------------------------


def name(unit, key_id):
    """OU and CN, each in a set of its own."""
    return sequence(*(der(0x31, sequence(oid(kind), der(0x0C, text.encode())))
                      for kind, text in (("2.5.4.11", unit), ("2.5.4.3", key_id))))


def moment(seconds):
    return der(0x17, time.strftime("%y%m%d%H%M%SZ", time.gmtime(seconds)).encode())


def extension(kind, content):
    return sequence(oid(kind), der(0x01, b"\xff"), der(0x04, content))


USAGE = extension("2.5.29.15", der(0x03, b"\x07\x80"))
CLIENT = extension("2.5.29.37", sequence(oid("1.3.6.1.5.5.7.3.2")))
SERVER = extension("2.5.29.37", sequence(oid("1.3.6.1.5.5.7.3.1")))
def journal(origin):
    """The journal that a certificate is for, as a critical subject alternative name."""
    return extension("2.5.29.17", sequence(der(0x86, f"kapok-journal:{origin}".encode())))


AUTHORITY = extension("2.5.29.19", sequence(der(0x01, b"\xff")))
ECDSA = sequence(oid("1.2.840.10045.4.3.2"))


def private_pem(key):
    """SEC 1 in PEM, as OpenSSL reads it."""
    return pem(b"EC PRIVATE KEY", sequence(
        integer(1), der(0x04, key.scalar.to_bytes(32, "big")), der(0xA0, oid("1.2.840.10045.3.1.7"))))


class Pass:
    """A certificate and key in one file; every part can be another than it should be."""

    # Of the one world of this suite.
    origin = ""

    def __init__(self, folder, officer, start=-60, end=DAY, key=None, signer=None, subject="transport only",
                 issuer="officer", extensions=(USAGE, CLIENT), label=None, origin=None):
        now = int(time.time())
        key = key or P256Key()
        label = label or officer.key_id
        origin = Pass.origin if origin is None else origin
        extensions += (journal(origin),) if origin else ()
        contents = sequence(
            der(0xA0, integer(2)), integer(secrets.randbits(120) | 1 << 120), ECDSA, name(issuer, label),
            sequence(moment(now + start), moment(now + end)), name(subject, label), key.spki,
            der(0xA3, sequence(*extensions)))
        signature = (signer or officer).sign(contents)
        self.der = sequence(contents, ECDSA, bit_string(signature))
        self.file = folder / f"pass-{secrets.token_hex(4)}.pem"
        self.file.touch(mode=0o600)
        self.file.write_bytes(pem(b"CERTIFICATE", self.der) + private_pem(key))


# --- The world ---------------------------------------------------------------------------------------


class Listening(World):
    """A world whose server listens for officers, too; `remote` says that the program goes there."""

    remote = None

    def _found(self):
        super()._found()
        self.tls_port = free_port()
        self.address = f"https://127.0.0.1:{self.tls_port}"
        self.certificate, self.tls_key = self.data / "officers.pem", self.data / "officers.key.pem"
        self.known = self.folder / "known.pem"
        self.show()
        self.settings = self.data / "kapok.yaml"
        self.good = self.settings.read_text() + (
            f"officers:\n  listen: 127.0.0.1:{self.tls_port}\n  certificate: officers.pem\n"
            "  key: officers.key.pem\n")
        self.settings.write_text(self.good)

    def show(self, names="IP:127.0.0.1"):
        """A certificate for the server, made as the guide says; officers are given it as it is."""
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-days", "397", "-subj", "/CN=officers of the test authority", "-addext",
            f"subjectAltName={names}", "-keyout", self.tls_key, "-out", self.certificate).need()
        self.tls_key.chmod(0o600)
        self.known.write_text(self.certificate.read_text())

    def attempt(self, *arguments, **variables):
        """Over TLS where `remote` names an officer: whoever signs, it is that officer's connection, unless
        the command is signed by another key."""
        if self.remote is None and not variables:
            return super().attempt(*arguments)
        environment = {
            "KAPOK_DATA": "", "KAPOK_STATE": str(self.folder / "state"), "KAPOK_LANG": "en",
            "KAPOK_KEY": str(self.key(self.remote)) if self.remote else "",
            "KAPOK_SERVER": self.address, "KAPOK_SERVER_CA": str(self.known), **variables}
        return run(self.program, *arguments, "--json", environment=environment)

    def officer(self, handle):
        return P256Key.from_pem(self.key(handle).read_bytes())

    # Connections by Python's ssl

    def context(self, file=None):
        context = ssl.create_default_context(cafile=str(self.known))
        if file:
            context.load_cert_chain(str(file))
        return context

    def connection(self, file=None):
        return http.client.HTTPSConnection(
            "127.0.0.1", self.tls_port, timeout=PATIENCE, context=self.context(file))

    def ask(self, file, method="GET", path="/api/v1/version", body=None):
        """Status and answer, or the word of TLS why there is none."""
        connection = self.connection(file)
        try:
            content = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
            connection.request(method, path, content)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (ssl.SSLError, ConnectionError, http.client.HTTPException) as error:
            return None, f"{type(error).__name__}: {error}"
        finally:
            connection.close()

    # The log

    def logged(self, message, place=0):
        lines = self.log.read_bytes()[place:].splitlines()
        entries = [json.loads(line) for line in lines if line.startswith(b"{")]
        return [entry for entry in entries if entry["message"] == message]

    def logged_soon(self, message, place):
        """The log comes through a thread of its own."""
        deadline = time.monotonic() + PATIENCE
        while not self.logged(message, place) and time.monotonic() < deadline:
            threading.Event().wait(0.02)
        return self.logged(message, place)

    def reload(self):
        place = self.log.stat().st_size
        self.server.send_signal(signal.SIGHUP)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            for message in ("reloaded", "settings refused, the old ones stay"):
                if found := self.logged(message, place):
                    return found[0]
            threading.Event().wait(0.02)
        return {}

    # Acts signed here

    def body(self, officer, role, operation, payload, case):
        context = self.api("GET", "/api/v1/context")[1]
        key = self.officer(officer)
        act = canonical({
            "type": "kapok-act/v1", "origin": context["origin"], "environment": context["environment"],
            "operation": operation, "case": case,
            "decides": hashlib.sha256(canonical(payload)).hexdigest(), "decision": "do", "role": role,
            "policy": context["policy"], "practice": context["practice"], "key": key.key_id,
            "expires": int(time.time() * 1000) + 600_000, "nonce": secrets.token_hex(16),
            "checkpoint": {name: context["checkpoint"][name] for name in ("size", "root")}})
        return {"request": secrets.token_hex(12), "operation": operation, "payload": payload,
                "signed": {"act": base64.b64encode(act).decode(),
                           "signature": base64.b64encode(key.sign(act)).decode()}}


def code(answer):
    return answer.get("error", {}).get("code") if isinstance(answer, dict) else answer


def error(done):
    """The one code that a command told, with its clause."""
    found = [json.loads(line)["error"] for line in done.err.splitlines() if line.startswith('{"error"')]
    return found[0]["code"] if len(found) == 1 else f"no refusal: {done}"


# --- The handshake ---------------------------------------------------------------------------------


def handshakes(suite, world):
    val, folder = world.officer("val"), world.folder
    Pass.origin = world.origin
    good = Pass(folder, val)
    first = Pass(folder, val, -60, 3600, origin="")
    suite.equal("so does one for an hour that names no journal yet", world.ask(first.file)[0], 200)
    suite.equal("an officer's certificate opens a connection", world.ask(good.file)[0], 200)
    made = world.folder / "val.tls.pem"
    told = world.kapok("operator", "transport", "--key", world.key("val"), "--out", made)
    suite.check("the program's own certificate does, too, and is for its owner alone",
                world.ask(made)[0] == 200 and made.stat().st_mode & 0o777 == 0o600, told)
    text = run("openssl", "x509", "-in", made, "-noout", "-text").need().out
    suite.contains("it says that it is for transport alone, and whose", text, [
        "OU = transport only", "OU = officer", val.key_id, "TLS Web Client Authentication",
        "Digital Signature"])
    end = run("openssl", "x509", "-in", made, "-noout", "-checkend", 7 * DAY + 60)
    suite.check("it ends within seven days", end.status == 1, end)
    suite.equal("nothing is written over", world.refused(
        "operator", "transport", "--key", world.key("val"), "--out", made), "command.fileExists")

    own = P256Key()
    other = P256Key()
    for what, shown, wanted in (
        ("one that ended", Pass(folder, val, -2 * DAY, -DAY), "transport.outOfTime"),
        ("one that begins tomorrow", Pass(folder, val, DAY, 2 * DAY), "transport.outOfTime"),
        ("one for eight days", Pass(folder, val, -60, 8 * DAY), "transport.outOfTime"),
        ("one of a stranger's key", Pass(folder, other), "transport.stranger"),
        ("one that a stranger signed under the officer's name", Pass(folder, val, signer=other),
         "transport.stranger"),
        ("one that its own key signed under the officer's name", Pass(folder, val, key=own, signer=own),
         "transport.stranger"),
        ("the officer's own key", Pass(folder, val, key=val), "transport.stranger"),
        ("one for another journal", Pass(folder, val, origin="other.example/journal"), "transport.otherJournal"),
        ("one for no journal and a day", Pass(folder, val, origin=""), "transport.journalMissing"),
        ("one for servers", Pass(folder, val, extensions=(USAGE, SERVER)), "transport.unusable"),
        ("one that is an authority", Pass(folder, val, extensions=(USAGE, CLIENT, AUTHORITY)),
         "transport.unusable"),
        ("one without extensions that count", Pass(folder, val, extensions=(USAGE,)), "transport.unusable"),
        ("one that says another purpose", Pass(folder, val, subject="acts"), "transport.unusable"),
        ("one with a name too long", Pass(folder, val, label="k" * 60), "transport.stranger"),
        ("one with an empty name", Pass(folder, val, label=" "), "transport.stranger"),
    ):
        place = world.log.stat().st_size
        status, answer = world.ask(shown.file)
        codes = [entry["code"] for entry in world.logged_soon(REFUSED, place)]
        suite.check(f"{what} is refused in the handshake ({wanted})",
                    status is None and codes == [wanted], (status, answer, codes))
    place = world.log.stat().st_size
    status, answer = world.ask(None)
    suite.check("no certificate is refused", status is None and "certificate required" in answer.lower(),
                answer)
    issued = world.person("p256")
    both = folder / "subscriber.pem"
    both.write_text(issued.pem.read_text() + issued.applicant.key.read_text())
    place = world.log.stat().st_size
    suite.check("a certificate that the authority itself issued is refused", world.ask(both)[0] is None)
    suite.equal("and told as what it is", [
        entry["code"] for entry in world.logged_soon(REFUSED, place)], ["transport.unusable"])
    chain = folder / "chain.pem"
    chain.write_text(issued.pem.read_text() + good.file.read_text())
    suite.check("one that only comes second is not looked at", refused_chain(world, chain, issued))

    curl = run("curl", "--silent", "--cacert", world.known, "--cert", good.file, f"{world.address}/api/v1/version")
    suite.check("curl connects with one file", curl.ok and "version" in curl.out, curl)
    protocols(suite, world, good.file)
    slow(suite, world, good.file)


def refused_chain(world, chain, issued):
    context = world.context()
    context.load_cert_chain(str(chain), str(issued.applicant.key))
    connection = http.client.HTTPSConnection(
        "127.0.0.1", world.tls_port, timeout=PATIENCE, context=context)
    try:
        connection.request("GET", "/api/v1/version")
        return connection.getresponse().status is None
    except (ssl.SSLError, ConnectionError, http.client.HTTPException):
        return True
    finally:
        connection.close()


def client(world, file, *options, text="GET /api/v1/version HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"):
    """openssl s_client: what it says of the connection, and what came."""
    return run("openssl", "s_client", "-connect", f"127.0.0.1:{world.tls_port}", "-CAfile", world.known,
               "-ign_eof", *(["-cert", file, "-key", file] if file else []), *options, stdin=text.encode())


def protocols(suite, world, file):
    for version in ("-tls1_3",):
        done = client(world, file, version)
        suite.contains("OpenSSL agrees on TLS 1.3, and the server's certificate verifies", done.out, [
            "TLSv1.3", "Verify return code: 0 (ok)", "HTTP/1.1 200"])
    for version, more in (("-tls1_2", ()), ("-tls1_1", ("-cipher", "ALL:@SECLEVEL=0")),
                          ("-tls1", ("-cipher", "ALL:@SECLEVEL=0"))):
        done = client(world, file, version, *more)
        suite.check(f"{version[1:]} is refused", "HTTP/1.1" not in done.out and "alert" in done.err, done)
    for server_name in ("other.example", "127.0.0.1"):
        done = client(world, file, "-servername", server_name)
        suite.check(f"the name {server_name} changes nothing of what the server shows",
                    "HTTP/1.1 200" in done.out and "officers of the test authority" in done.out, done)
    none = client(world, None)
    suite.check("without a certificate OpenSSL gets an alert and no answer",
                "HTTP/1.1" not in none.out and "alert certificate required" in none.err, none)
    suite.equal("the server names no authorities that a certificate would have to be from",
                "No client certificate CA names sent" in none.out, True)
    with socket.create_connection(("127.0.0.1", world.tls_port), PATIENCE) as plain:
        plain.sendall(b"GET /api/v1/version HTTP/1.1\r\nHost: x\r\n\r\n")
        suite.check("plain HTTP gets no HTTP", b"HTTP" not in everything(plain))


def everything(connection):
    data = b""
    try:
        while piece := connection.recv(65_536):
            data += piece
    except ConnectionError:
        pass
    return data


def slow(suite, world, file):
    """Who says nothing, or little by little, is cut; others are served meanwhile."""
    silent = socket.create_connection(("127.0.0.1", world.tls_port), PATIENCE)
    dripping = socket.create_connection(("127.0.0.1", world.tls_port), PATIENCE)
    crowd = [socket.create_connection(("127.0.0.1", world.tls_port), PATIENCE) for _ in range(64)]
    suite.equal("who says nothing holds nobody up", world.ask(file)[0], 200)
    hello = b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500)
    sent, open_ = 0, True
    while open_ and sent < len(hello):
        try:
            dripping.sendall(hello[sent:sent + 1])
            sent += 1
            # Waits for the end, at most so long.
            if select.select([dripping], [], [], 0.25)[0]:
                open_ = bool(dripping.recv(1))
        except ConnectionError:
            open_ = False
    suite.check("who sends its hello byte by byte is cut before it ends", not open_ and sent < len(hello), sent)
    suite.check("who says nothing is cut", everything(silent) == b"")
    suite.check("all of them", all(everything(one) == b"" for one in crowd))
    for one in (silent, dripping, *crowd):
        one.close()


# --- Who is an officer at the moment -----------------------------------------------------------------


def standing(suite, world):
    """Suspension, end and roles count at once, on new connections and on those that stand."""
    folder = world.folder
    for handle in ("hou", "nor"):
        world.kapok("operator", "key", "--out", world.key(handle))
    world.agreed(("mei", "jun"), "operator", "enrol", "--name", "hou", "--role", "auditor", "--public-key",
                 folder / "hou.pub.pem")
    world.agreed(("mei", "jun"), "operator", "enrol", "--name", "nor", "--public-key", folder / "nor.pub.pem")
    hou, nor = Pass(folder, world.officer("hou")), Pass(folder, world.officer("nor"))
    suite.equal("[7.15] an officer without any role is not let in", world.ask(nor.file)[0], None)
    standing = world.connection(hou.file)
    standing.request("GET", "/api/v1/version")
    suite.equal("one with a role is", json.loads(standing.getresponse().read()).keys(), {"version"})
    session = folder / "session.pem"
    client(world, hou.file, "-sess_out", session)
    suite.check("a session can be resumed", resumed(world, hou.file, session))

    world.kapok("operator", "suspend", "hou", "--reason", "absence", officer="mei")
    place = world.log.stat().st_size
    suite.equal("[7.15] a suspended officer makes no connection", world.ask(hou.file)[0], None)
    suite.equal("and the log says why, not who", [
        sorted(entry) for entry in world.logged_soon(REFUSED, place)], [["code", "level", "message", "time"]])
    standing.request("GET", "/api/v1/version")
    answer = standing.getresponse()
    suite.equal("[7.15] nor gets an answer on one that stands", (
        answer.status, code(json.loads(answer.read()))), (422, "transport.officerStopped"))
    done = client(world, hou.file, "-sess_in", session)
    suite.check("[7.15] nor on a session that is resumed", "HTTP/1.1 200" not in done.out, done)
    world.remote = "hou"
    told = world.attempt("operator", "list")
    suite.equal("the program says that the server does not let the officer in", error(told),
                "command.transportRefused")
    world.remote = None

    world.agreed(("jun", "lan"), "operator", "reinstate", "hou")
    suite.equal("a reinstated officer connects again", world.ask(hou.file)[0], 200)
    world.kapok("operator", "end", "hou", "--reason", "leaving", officer="mei")
    suite.equal("[7.15] who left does not", world.ask(hou.file)[0], None)
    done = client(world, hou.file, "-sess_in", session)
    suite.check("[7.15] by no session either", "HTTP/1.1 200" not in done.out, done)
    late = Pass(folder, world.officer("hou"))
    suite.equal("[7.15] nor with a certificate made afterwards", world.ask(late.file)[0], None)


def resumed(world, file, session):
    done = client(world, file, "-sess_in", session)
    return "HTTP/1.1 200" in done.out


# --- A connection is no authority ---------------------------------------------------------------------


def authority(suite, world):
    folder = world.folder
    ways = {"the socket": lambda *request: world.api(*request),
            "TLS": lambda *request: world.ask(val.file, *request)}
    val = Pass(folder, world.officer("val"))
    _, _, _, application, _ = world.apply("p256", "openssl", "personal", [
        "--common-name", "Lee Siu Ming", "--country", "HK"], "B")
    shown = world.kapok("application", "show", application)
    payload = {name: shown[name] for name in ("application", "contents", "evidence")}
    unsigned = {"request": "r-1", "operation": "application.approve", "payload": payload}
    told = {way: code(send("POST", "/api/v1/acts", unsigned)[1]) for way, send in ways.items()}
    suite.check("an act without a signature is refused, on TLS as on the socket",
                len(set(told.values())) == 1 and None not in told.values(), told)
    body = world.body("app", "approver", "application.approve", payload, application)
    forged = json.loads(json.dumps(body))
    signature = bytearray(base64.b64decode(forged["signed"]["signature"]))
    signature[-1] ^= 1
    forged["signed"]["signature"] = base64.b64encode(bytes(signature)).decode()
    told = {way: code(send("POST", "/api/v1/acts", forged)[1]) for way, send in ways.items()}
    suite.check("one whose signature is forged, too",
                len(set(told.values())) == 1 and None not in told.values(), told)
    told = {way: code(send("POST", "/api/v1/acts", world.body(
        "val", "approver", "application.approve", payload, application))[1]) for way, send in ways.items()}
    suite.equal("whose connection it is gives nobody a role", set(told.values()), {"authorisation.roleMissing"})

    place = world.log.stat().st_size
    status, answer = world.ask(val.file, "POST", "/api/v1/acts", body)
    suite.equal("what another officer signed counts as that officer's act", status, 200)
    proof = world.kapok("audit", "prove", answer["entry"])
    entry = base64.b64decode(proof["entry"]).decode()
    suite.check("the entry names who signed, and not whose connection it came by",
                '"actor":"off-app"' in entry and "off-val" not in entry
                and world.officer("val").key_id not in entry, entry)
    # The line of the request before, which was refused, may reach the log a moment later than its answer.
    requests = [entry for entry in world.logged("request", place)
                if "officer" in entry and str(entry["status"]) == "200"]
    suite.equal("the log names whose connection it was", [
        (entry["officer"], entry["route"]) for entry in requests], [("off-val", "POST /api/v1/acts")])
    done = world.attempt("issue", application, "--yes", "--key", world.key("iss"), KAPOK_TRANSPORT=str(val.file))
    suite.check("the program signs with one officer's key over another one's connection", done.ok, done)

    for path in ("backups", "drills", "recovery", "exports"):
        status, answer = world.ask(val.file, "POST", f"/api/v1/{path}", {"to": str(folder / "x")})
        suite.equal(f"{path}: for who runs the machine alone", (status, code(answer)), (422, "api.machineOnly"))
    world.remote = "val"
    suite.equal("and the program says so", error(world.attempt("export", "--to", folder / "export")),
                "api.machineOnly")
    world.remote = None


# --- As on the socket ----------------------------------------------------------------------------------


def story(suite, world):
    """The whole path by the program over TLS, and the same answers."""
    world.remote = "val"
    person = world.person("p256")
    suite.check("a person has a certificate: from the application to issuing over TLS", len(person.serial) == 40)
    for act, state in ((world.suspend, "suspended"), (world.release, "valid"), (world.revoke, "revoked")):
        act(person)
        suite.equal(f"{act.__name__} leads to {state}", world.kapok("status", person.reference)["state"], state)
    enrolled = world.kapok("operator", "key", "--out", world.key("tam"))
    world.agreed(("mei", "jun"), "operator", "enrol", "--name", "tam", "--role", "auditor", "--public-key",
                 enrolled["publicKeyFile"])
    world.remote = "tam"
    suite.check("who was taken in over TLS connects", world.kapok("audit", "verify")["ok"])
    world.remote = None

    file = Pass(world.folder, world.officer("val")).file
    paths = ["operators", "operators/plan", "authorities", "authorities/p256-issuing", "applications",
             f"applications/{person.application}", "certificates", f"certificates/{person.reference}",
             f"status/{person.reference}", "proposals", "journal", "journal/1/proof", "practice", "crl/p256-issuing",
             "records/kinds", "context", "nothing", "certificates?page=0", "version"]
    same = 0
    for path in paths:
        by_socket, by_tls = world.api("GET", f"/api/v1/{path}"), world.ask(file, "GET", f"/api/v1/{path}")
        for answer in (by_socket[1], by_tls[1]):
            for moving in ("time", "at"):
                answer.pop(moving, None)
        same += suite.equal(f"{path}: the same answer", by_tls, by_socket)
    suite.equal("all of them", same, len(paths))
    for what, request in (
        ("a body that is too large", ("POST", "/api/v1/acts", b"[" + b" " * (1 << 20) + b"]")),
        ("one that is not JSON", ("POST", "/api/v1/acts", b"{")),
        ("a method that there is not", ("PUT", "/api/v1/acts", b"{}")),
        ("a path that cannot be read", ("GET", "/api/v1/%zz")),
        ("a path that is too long", ("GET", "/api/v1/" + "a" * 20_000)),
    ):
        socket_told, tls_told = raw(world, None, *request), raw(world, file, *request)
        suite.check(f"{what} is refused as on the socket", tls_told == socket_told and tls_told[0] >= 400,
                    (tls_told, socket_told))


def raw(world, file, method, path, body=None):
    """Status and code, whatever way; a connection may end while a large body is still sent."""
    from world import SocketConnection
    connection = world.connection(file) if file else SocketConnection(world.data / "kapok.sock", PATIENCE)
    try:
        connection.request(method, path, body)
        answer = connection.getresponse()
        text = answer.read()
        return answer.status, code(json.loads(text)) if text else None
    finally:
        connection.close()


# --- The program's way there ----------------------------------------------------------------------------


def ways(suite, world):
    folder, key = world.folder, str(world.key("val"))
    stranger = folder / "stranger.pem"
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "9",
        "-subj", "/CN=officers of the test authority", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout",
        folder / "stranger.key", "-out", stranger).need()
    exposed = folder / "exposed.pem"
    exposed.write_bytes(Pass(folder, world.officer("val")).file.read_bytes())
    exposed.chmod(0o644)
    empty = folder / "empty.pem"
    empty.touch(mode=0o600)
    closed = f"https://127.0.0.1:{free_port()}"
    for what, variables, wanted in (
        ("without a word by what to know it", {"KAPOK_SERVER_CA": ""}, "command.serverUnpinned"),
        ("known by another certificate", {"KAPOK_SERVER_CA": str(stranger)}, "command.serverUntrusted"),
        ("known by the machine's list alone", {"KAPOK_SERVER_CA": "/etc/ssl/certs/ca-certificates.crt"},
         "command.serverUntrusted"),
        ("known by a file that is none", {"KAPOK_SERVER_CA": str(empty)}, "command.serverUntrusted"),
        ("under another name", {"KAPOK_SERVER": f"https://localhost:{world.tls_port}"}, "command.serverUntrusted"),
        ("in clear", {"KAPOK_SERVER": f"http://ca.example:{world.tls_port}"}, "command.serverPlain"),
        ("in clear to this machine, where it speaks TLS",
         {"KAPOK_SERVER": f"http://127.0.0.1:{world.tls_port}"}, "command.serverConnectionBroken"),
        ("by no scheme", {"KAPOK_SERVER": "ca.example"}, "command.serverAddressInvalid"),
        ("where nobody is", {"KAPOK_SERVER": closed}, "command.serverUnreachable"),
        ("as nobody", {"KAPOK_KEY": ""}, "command.transportMissing"),
        ("with a file that others read", {"KAPOK_TRANSPORT": str(exposed)}, "command.officerKeyExposed"),
        ("with a file that is none", {"KAPOK_TRANSPORT": str(empty)}, "command.transportUnusable"),
        ("as a stranger", {"KAPOK_KEY": str(key_of_nobody(world))}, "command.transportRefused"),
    ):
        done = world.attempt("operator", "list", **{"KAPOK_KEY": key, **variables})
        suite.equal(f"a server {what}", error(done), wanted)
    done = world.attempt("operator", "list", "--server", world.address, "--server-ca", world.known, "--key", key,
                         KAPOK_SERVER="https://other.example", KAPOK_SERVER_CA="")
    suite.check("options say the same as the environment, and win", done.ok, done)
    done = world.attempt("operator", "list", "--data", world.data, KAPOK_SERVER="https://other.example")
    suite.check("who names a folder means it", done.ok, done)
    state = json.loads((folder / "state").read_text())
    suite.equal("the memory of checkpoints knows the server by its address",
                state["places"].get(world.address), world.origin)
    suite.check("and the folder by its path", str(world.data.resolve()) in state["places"], state["places"])
    health = world.attempt("health", KAPOK_KEY=key)
    suite.check("health is asked there", health.ok and json.loads(health.out)["ok"], health)
    version = world.attempt("version", KAPOK_KEY=key)
    suite.check("and the version", version.ok and "server" in json.loads(version.out), version)


def key_of_nobody(world):
    file = world.key("nobody")
    world.kapok("operator", "key", "--out", file)
    return file


# --- Settings ------------------------------------------------------------------------------------------


def settings(suite, world):
    file = Pass(world.folder, world.officer("val")).file
    before = shown(world)
    old = world.known.read_text()
    world.show()
    suite.equal("a certificate that was renewed in its place is not shown by itself", shown(world), before)
    told = world.reload()
    suite.check("it is after SIGHUP", told["message"] == "reloaded" and shown(world) != before, told)
    suite.equal("and officers connect", world.ask(file)[0], 200)
    good = shown(world)

    other = world.folder / "other.key"
    run("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", other).need()
    key = world.tls_key.read_text()
    for what, change, wanted in (
        ("a key of another certificate", lambda: world.tls_key.write_text(other.read_text()),
         "configuration.officersKey"),
        ("a key that is none", lambda: world.tls_key.write_text("x"), "configuration.officersKey"),
        ("a key that others read", lambda: world.tls_key.chmod(0o640), "configuration.officersKeyExposed"),
        ("no key", lambda: world.tls_key.unlink(), "configuration.officersKey"),
        ("a certificate that is none", lambda: world.certificate.write_text("x"),
         "configuration.officersCertificate"),
        ("a setting that is missing", lambda: world.settings.write_text(
            world.good.replace("  key: officers.key.pem\n", "")), "configuration.officersIncomplete"),
        ("a setting that there is not", lambda: world.settings.write_text(world.good + "  ca: x\n"),
         "configuration.unknown"),
        ("an address that is none", lambda: world.settings.write_text(
            world.good.replace(f"127.0.0.1:{world.tls_port}", "8443")), "configuration.address"),
    ):
        change()
        suite.equal(f"{what} is found by a check before", world.refused("config", "check", world.settings), wanted)
        told = world.reload()
        suite.check(f"{what} changes nothing", told.get("code") == wanted and shown(world) == good, told)
        world.tls_key.unlink(missing_ok=True)
        world.tls_key.touch(mode=0o600)
        world.tls_key.write_text(key)
        world.certificate.write_text(world.known.read_text())
        world.settings.write_text(world.good)
    world.settings.write_text(world.good.replace(str(world.tls_port), str(free_port())))
    told = world.reload()
    suite.equal("where it listens needs a restart, and is told", told.get("needRestart"), "officers.listen")
    world.settings.write_text(world.good)
    suite.equal("the settings are in order", world.kapok("config", "check", world.settings)["ok"], True)

    world.stop()
    world.tls_key.chmod(0o644)
    done = world.attempt("serve")
    suite.equal("[8.17] it does not start with a key that others read", error(done),
                "configuration.officersKeyExposed")
    world.tls_key.chmod(0o600)
    own = P256Key.from_pem(world.tls_key.read_bytes())
    ended = Pass(world.folder, own, -2 * DAY, -DAY, key=own)
    world.certificate.write_bytes(pem(b"CERTIFICATE", ended.der))
    world.serve()
    suite.check("it starts with a certificate that has ended, since the public is served all the same, and "
                "says so", world.logged("the certificate for officers' connections has ended"))
    world.stop()
    world.certificate.write_text(world.known.read_text())
    world.settings.write_text(world.good.split("officers:")[0])
    world.serve()
    with socket.socket() as nobody:
        suite.check("without the section nobody listens", nobody.connect_ex(("127.0.0.1", world.tls_port)) != 0)
    world.settings.write_text(world.good)
    world.stop()
    world.serve()
    suite.equal("with it they do again", world.ask(file)[0], 200)
    suite.check("old copies of the server's certificate are of no use", old != world.known.read_text())


def shown(world):
    """The certificate that the server shows."""
    return ssl.get_server_certificate(("127.0.0.1", world.tls_port))


def main():
    with Suite(__file__) as suite, Listening(suite, "p256") as world:
        handshakes(suite, world)
        standing(suite, world)
        authority(suite, world)
        story(suite, world)
        ways(suite, world)
        settings(suite, world)
        audit = world.kapok("audit", "verify")
        suite.check("the journal agrees with the ledger", audit["ok"], audit)
        log = world.log.read_text()
        suite.check("no certificate, key or name of a person is in the log",
                    not re.search(r"BEGIN |Lee Siu|陳大文|key-[a-z0-9]{20}", log), log[-2000:])


if __name__ == "__main__":
    main()
