#!/usr/bin/env python3
"""A small certification authority to hurt: its folder, server, officers and clients.

The fault suites stand on it. It speaks HTTP over the folder's socket and signs acts itself, so
that a thousand acts take seconds. Run by itself, it leads one certificate through its life.
"""
import base64, glob, hashlib, http.client, json, os, secrets, shlex, shutil, signal, socket
import sqlite3, subprocess, sys, tempfile, threading, time
from contextlib import closing

import psycopg

import faultkeys as keys
import proofs
from world import SocketConnection, documents

KAPOK = os.environ.get("KAPOK", "")
FOUNDERS = ("mei", "jun", "lan")
OFFICERS = {
    "val": "validator", "app": "approver", "abe": "approver", "iss": "issuingOfficer",
    "aud": "auditor",
}
ROLE_OF = {
    "duty.fulfil": "securityOfficer", "calendar.enter": "caAdministrator",
    "operator.enrol": "securityOfficer", "operator.suspend": "securityOfficer",
    "operator.recover": "secretCustodian", "authority.create": "caAdministrator",
    "authority.import": "caAdministrator", "register.import": "caAdministrator",
    "practice.change": "caAdministrator", "application.vet": "validator",
    "application.evidence": "validator", "application.check": "validator",
    "application.approve": "approver", "application.issue": "issuingOfficer",
    "application.issueList": "issuingOfficer",
    "application.payFee": "validator", "application.waiveFee": "approver",
    "application.claim": "validator", "application.recall": "validator", "application.unclaim": "validator",
    "application.makeKey": "validator", "application.deliverKey": "approver",
    "application.receiveKey": "approver", "application.deliverPassword": "validator",
    "application.prepareToken": "validator", "application.identifyBearer": "validator",
    "application.unblockToken": "approver", "application.wipeToken": "validator",
    "application.loseToken": "validator",
    "application.refuse": "validator", "application.return": "validator", "certificate.suspend": "validator",
    "certificate.release": "approver", "certificate.revoke": "validator",
    "certificate.revokeByAuthority": "approver", "crl.order": "validator",
    "certificate.revokeOfAuthority": "caAdministrator",
    "campaign.open": "approver", "campaign.proceed": "approver", "campaign.stop": "approver",
    "proposal.refuse": "caAdministrator", "proposal.return": "caAdministrator",
    "proposal.withdraw": "caAdministrator",
    "subscriber.decide": "approver", "subscriber.keepContact": "validator",
    "subscriber.reveal": "validator",
    "contact.add": "validator", "contact.end": "validator",
    "subscriber.export": "subscriberDataOfficer", "subscriber.restrict": "subscriberDataOfficer",
    "subscriber.unrestrict": "approver",
}
DIGEST = hashlib.sha256(b"a document that proves it").hexdigest()
STARTING_SECONDS = 60


class Suite:
    """Counts what passed, and says what did not."""

    def __init__(self, name):
        self.name, self.passed, self.failures = name, 0, []

    def check(self, what, condition, detail=""):
        if condition:
            self.passed += 1
        else:
            self.failures.append(what)
            print(f"FAILED {what}: {detail}", flush=True)
        return bool(condition)

    def skip(self, what, reason):
        print(f"SKIPPED {what}: {reason}", flush=True)

    def end(self):
        print(f"suite {self.name}: {self.passed} passed, {len(self.failures)} failed", flush=True)
        return 1 if self.failures or not self.passed else 0


class Refused(Exception):
    """An answer other than 200: the status and the error as it came."""

    def __init__(self, status, answer):
        error = answer.get("error", {}) if isinstance(answer, dict) else {}
        self.status, self.answer = status, answer
        self.code, self.clause = error.get("code"), error.get("clause")
        self.field, self.message = error.get("field"), error.get("message")
        self.remedy = error.get("remedy")
        super().__init__(f"{status} {json.dumps(answer, ensure_ascii=False)}")


def canonical(value):
    return json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class Client:
    """One kept connection to the API; used by one thread."""

    # The server ends one that nobody used for a minute.
    IDLE_SECONDS = 20

    def __init__(self, path):
        self.connection = SocketConnection(path)
        self.used = time.monotonic()

    def send(self, method, path, body=None, language="en"):
        if time.monotonic() - self.used > self.IDLE_SECONDS:
            self.connection.close()
        self.used = time.monotonic()
        headers = {"Accept-Language": language}
        data = None if body is None else canonical(body)
        try:
            self.connection.request(method, "/api/v1/" + path, data, headers)
            response = self.connection.getresponse()
            return response.status, json.loads(response.read())
        except BaseException:
            self.connection.close()
            raise

    def get(self, path, language="en"):
        status, answer = self.send("GET", path, language=language)
        if status != 200:
            raise Refused(status, answer)
        return answer

    def post(self, body, language="en"):
        status, answer = self.send("POST", "acts", body, language)
        if status != 200:
            raise Refused(status, answer)
        return answer


class Server:
    """One running `kapok serve`, ended by its own process id."""

    def __init__(self, world, wrapper=(), limits=None, environment=None):
        self.lines, self.serving = [], threading.Event()
        self.process = subprocess.Popen(
            [*wrapper, KAPOK, "serve", "--data", world.folder],
            env={**world.environment, **(environment or {})}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=limits)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.process.stderr:
            self.lines.append(line)
            if b'"serving"' in line:
                self.serving.set()
        self.serving.set()

    def wait(self, seconds=STARTING_SECONDS):
        """Until it serves; raises with what it said where it does not."""
        if not self.serving.wait(seconds) or self.process.poll() is not None:
            raise RuntimeError("the server did not start: " + self.log.decode()[-2000:])
        if not any(b'"serving"' in line for line in self.lines):
            raise RuntimeError("the server did not serve: " + self.log.decode()[-2000:])
        return self

    @property
    def log(self):
        return b"".join(self.lines)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        return self.ended()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.ended()

    def ended(self, seconds=30):
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        self.reader.join(5)
        return status

    def peak_kilobytes(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmHWM"))


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class PostgreSQL:
    """A server of the suite's own on a private socket; it ends with this process."""

    def __init__(self):
        self.folder = tempfile.mktemp(prefix="kapok-postgresql-")
        script = os.path.join(os.path.dirname(__file__), "../../scripts/postgresql")
        self.process = subprocess.Popen(
            ["sh", script, self.folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        if self.process.stdout.readline() != "ready\n":
            raise RuntimeError("PostgreSQL did not start: " + self.process.stdout.read())
        self.data = os.path.join(self.folder, "data")

    def address(self, schema=None):
        """Of the whole database, or of a new schema in it."""
        whole = f"postgresql://kapok@/postgres?host={self.folder}"
        if not schema:
            return whole
        with closing(Foreign(whole)) as database:
            database.execute(f"CREATE SCHEMA {schema}")
        return f"{whole}&options=-csearch_path%3D{schema}"

    def restart(self):
        """At once, as after the loss of its machine's power."""
        binary = os.path.join(
            max(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4])),
            "pg_ctl")
        owner = os.stat(self.data).st_uid
        command = [binary, "-D", self.data, "-m", "immediate", "-w", "-l", self.folder + "/log",
                   "-o", shlex.join(self.options()), "restart"]
        subprocess.run(
            command, check=True, user=owner, group=os.stat(self.data).st_gid, cwd="/",
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def options(self):
        return ["-k", self.folder, "-c", "listen_addresses=", "-c", "max_connections=1500",
                "-c", "unix_socket_permissions=0777"]

    def close(self):
        self.process.stdin.close()
        self.process.wait(30)


class Foreign:
    """A connection of PostgreSQL's own client library, with the places of parameters as SQLite has."""

    def __init__(self, address):
        self.connection = psycopg.connect(address, autocommit=True)

    def execute(self, sql, parameters=()):
        return self.connection.execute(sql.replace("?", "%s"), parameters)

    def close(self):
        self.connection.close()


class World:
    # Seconds until all servers have published what one of them did.
    publication_lag = 0

    def __init__(self, primes=12, home=None, address=None):
        """`address` names a PostgreSQL database that takes the ledger."""
        self.address = address
        self.home = home or tempfile.mkdtemp(prefix="kapok-faults-")
        self.folder = os.path.join(self.home, "ca")
        self.socket = os.path.join(self.folder, "kapok.sock")
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": self.home, "LC_ALL": "C.UTF-8",
            "KAPOK_DATA": self.folder, "KAPOK_STATE": os.path.join(self.home, "state"),
        }
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.server, self.officers, self.authorities = None, {}, []
        self.refusals = {}
        self.words = None
        self._keys, self._lock = keys.rsa_keys(primes), threading.Lock()

    # MARK: Life of the folder

    def file(self, name, content=None, mode=0o600):
        path = os.path.join(self.home, name)
        if content is not None:
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
                file.write(content)
        return path

    def found(self):
        """The folder, and the key files of all officers."""
        for name in (*FOUNDERS, *OFFICERS):
            done = self.cli("operator", "key", "--out", self.file(name + ".pem"))
            if done.returncode:
                raise RuntimeError(done.stderr)
            with open(self.file(name + ".pem"), "rb") as file:
                self.officers[name] = keys.P256Key.from_pem(file.read())
        self.file("unlock", secrets.token_hex(16).encode() + b"\n")
        done = self.cli(
            "init", *(f"--founder={name}={self.file(name + '.pem')}" for name in FOUNDERS),
            "--organization", "Fault World", "--unlock-file", self.file("unlock"),
            "--listen", f"127.0.0.1:{self.port}",
            *(("--database", self.address) if self.address else ()))
        if done.returncode:
            raise RuntimeError(done.stderr)
        return self

    def start(self, **options):
        self.server = Server(self, **options)
        self.server.wait()
        return self.server

    def build(self, authorities=("hk",)):
        """Founded, served, officers enrolled, one root, and issuing authorities under it."""
        self.found().start()
        # Asked once: who applies while the server is down only waits for the act.
        self.words = self.get("declarations")
        for name, role in OFFICERS.items():
            public = base64.b64encode(self.officers[name].spki).decode()
            self.together(
                "operator.enrol", {"name": name, "publicKey": public, "roles": [role]},
                FOUNDERS[:2])
        self.create_authority("root", "root")
        for name in authorities:
            self.create_authority(name, "issuing")
        self.authorities = list(authorities)
        return self

    def create_authority(self, name, kind):
        payload = {
            "authority": name, "kind": kind, "family": "rsa", "jurisdiction": "hongKong",
            "commonName": f"Fault {name}", "baseURL": self.base,
        }
        if kind == "issuing":
            payload["issuer"] = "root"
        return self.together("authority.create", payload, FOUNDERS)

    def close(self):
        if self.server and self.server.process.poll() is None:
            self.server.kill()
        if os.environ.get("KEEP"):
            print("kept:", self.home)
        else:
            shutil.rmtree(self.home, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    # MARK: Asking

    def cli(self, *arguments, timeout=120, **options):
        return subprocess.run(
            [KAPOK, *arguments], env={**self.environment, **options.pop("environment", {})},
            capture_output=True, stdin=subprocess.DEVNULL, timeout=timeout, **options)

    def client(self):
        return Client(self.socket)

    def is_served(self):
        """Whether another server is there when one was killed."""
        return False

    def get(self, path):
        return self.client().get(path)

    def public(self, path, data=None, method=None, timeout=30):
        """(status, body) of the public listener."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        with closing(connection):
            connection.request(method or ("POST" if data else "GET"), path, data)
            response = connection.getresponse()
            return response.status, response.read()

    def database(self):
        """The ledger, read beside the server."""
        if self.address:
            return closing(Foreign(self.address))
        return closing(sqlite3.connect(
            f"file:{self.folder}/ledger.sqlite?mode=ro", uri=True, timeout=30))

    # MARK: Acting

    def statement(self, officer, operation, decides, case=None, context=None):
        """What the officer signs, as of now."""
        context = context or self.get("context")
        return {
            "type": "kapok-act/v1", "origin": context["origin"],
            "environment": context["environment"], "operation": operation, "case": case,
            "decides": decides, "decision": "do", "role": ROLE_OF.get(operation, "auditor"),
            "policy": context["policy"], "practice": context["practice"],
            "key": self.officers[officer].key_id,
            "expires": int(time.time() * 1000) + 600_000, "nonce": secrets.token_hex(16),
            "checkpoint": {
                "size": context["checkpoint"]["size"], "root": context["checkpoint"]["root"]},
        }

    def signed(self, officer, statement):
        act = canonical(statement)
        return {
            "act": base64.b64encode(act).decode(),
            "signature": base64.b64encode(self.officers[officer].sign(act)).decode(),
        }

    def body(self, operation, payload, officer=None, case=None, context=None, request=None,
             changes=()):
        """A whole request, to be sent once or again; `changes` go over the signed statement."""
        body = {
            "request": request or secrets.token_hex(12), "operation": operation,
            "payload": payload,
        }
        if operation.startswith("application.") and operation != "application.apply":
            case = case or payload.get("application")
        if operation.startswith("subscriber."):
            case = case or payload.get("application") or payload.get("subscriber")
        if operation.startswith("certificate."):
            case = case or payload.get("certificate")
        if operation.startswith("proposal."):
            case = case or payload.get("proposal")
        if officer:
            decides = hashlib.sha256(canonical(payload)).hexdigest()
            body["signed"] = self.signed(
                officer, {**self.statement(officer, operation, decides, case, context),
                          **dict(changes)})
        return body

    def approval(self, proposal, officer, context=None):
        """The body that signs a pending proposal."""
        found = self.get(f"proposals/{proposal}")
        statement = self.statement(
            officer, found["operation"], found["payloadHash"], found["case"], context)
        return {
            "request": secrets.token_hex(12), "proposal": proposal,
            "signed": self.signed(officer, statement),
        }

    def act(self, operation, payload, officer=None, **options):
        return self.client().post(self.body(operation, payload, officer, **options))["result"]

    def together(self, operation, payload, officers):
        """All of these sign; the last one's result."""
        result = self.act(operation, payload, officers[0])
        for officer in officers[1:]:
            result = self.client().post(self.approval(result["proposal"], officer))["result"]
        if result["state"] != "done":
            raise RuntimeError(result)
        return result["result"]

    # MARK: The life of a certificate

    def key(self):
        with self._lock:
            return next(self._keys)

    def applying(self, authority, request, **subject):
        if not self.words:
            self.words = self.get("declarations")
        return {
            "declarations": proofs.declarations(self.words),
            "authority": authority, "category": "personal",
            "request": base64.b64encode(request).decode(),
            "subject": {"commonName": "陳大文", "countryName": "HK", **subject},
            "identity": documents({"commonName": "陳大文", **subject}["commonName"]),
        }

    @staticmethod
    def vetting(application):
        """The payload of a vetting, from the application as it is shown."""
        return {
            "application": application["application"], "method": "A",
            "evidence": proofs.items(application), "salt": proofs.SALT,
            "statement": application["statementCommitment"],
        }

    @staticmethod
    def approving(application):
        """The payload of an approval, likewise."""
        return {name: application[name] for name in ("application", "contents", "evidence")}

    @staticmethod
    def accepting(application, key):
        statement = base64.b64decode(application["acceptanceStatement"])
        return {
            "application": application["application"], "contents": application["contents"],
            "signature": base64.b64encode(key.sign(statement)).decode(),
        }

    @staticmethod
    def correcting(application, key, **subject):
        """The applicant's answer to an application that was returned."""
        wanted = application["correction"]
        stated = {**application["statement"], **subject}
        stated["identity"] = documents(stated["commonName"])
        signed = canonical({
            "type": "kapok-correction/v1", "origin": wanted["origin"],
            "environment": wanted["environment"], "application": application["application"],
            "version": wanted["version"], "subject": stated})
        identity = stated.pop("identity")
        return {"application": application["application"], "subject": stated, "identity": identity,
                "signature": base64.b64encode(key.sign(signed)).decode()}

    def application(self, state="received", authority="hk", key=None):
        """An application led as far as `state`: (id, key, last result)."""
        key = key or self.key()
        result = self.act("application.apply", self.applying(authority, keys.request(key)))
        name = result["application"]
        shown = lambda: self.get(f"applications/{name}")
        steps = [
            ("vetted", lambda: self.act("application.vet", self.vetting(shown()), "val")),
            ("accepted", lambda: self.act("application.accept", self.accepting(shown(), key))),
            ("approved", lambda: self.act(
                "application.approve",
                self.approving(shown()), "app")),
            ("issued", lambda: self.act(
                "application.issue",
                {"application": name, "contents": shown()["contents"]}, "iss")),
        ]
        for reached, step in steps:
            if result["state"] == state:
                break
            result = step()
            if result["state"] != reached:
                raise RuntimeError(result)
        return name, key, result

    def certificate(self, authority="hk"):
        """The name of a freshly issued certificate."""
        _, _, result = self.application("issued", authority)
        return f"{result['authority']}/{result['serial']}"

    def suspending(self, certificate):
        return {"certificate": certificate, "reason": "keyLost", "requester": "subscriber"}

    def releasing(self, certificate):
        return {
            "certificate": certificate, "requester": "subscriber", "identified": "sameDocuments",
            "evidence": [DIGEST], "documents": [DIGEST],
        }

    def revoking(self, certificate, reason="superseded"):
        return {
            "certificate": certificate, "reason": reason, "requester": "subscriber",
            "identified": "sameDocuments", "evidence": [DIGEST],
        }


def self_check():
    suite = Suite("faultworld")
    with World(primes=4) as world:
        world.build()
        name = world.certificate()
        suite.check("a certificate is issued", world.get(f"status/{name}")["state"] == "valid")
        world.act("certificate.suspend", world.suspending(name), "val")
        world.act("certificate.release", world.releasing(name), "app")
        world.act("certificate.revoke", world.revoking(name), "val")
        suite.check("it is revoked", world.get(f"status/{name}")["state"] == "revoked")
        suite.check("the server stops when told", world.server.stop() == 0)
        world.start()
        world.server.kill()
        world.start()
        suite.check("the journal verifies", world.get("journal/verify")["ok"])
    return suite.end()


if __name__ == "__main__":
    sys.exit(self_check())
