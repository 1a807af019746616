#!/usr/bin/env python3
"""A whole certification authority in a folder of its own, for the suites beside this file.

    with Suite(__file__) as suite, World(suite, "rsa") as world:
        person = world.person()
        suite.check("a good certificate verifies", …)

`World` founds a data folder with the program in $KAPOK, enrols officers, creates a root and an
issuing authority for each family named, and serves on a free loopback port until the block ends.
Requests come from openssl, keytool or certtool; everything else goes through the command line as
officers use it. Nothing waits for a fixed time: the server's own log says when it is ready.

Run by itself, this file is a suite too: the story that all the others stand on.
"""
import base64, hashlib, http.client, json, os, pathlib, random, re, shutil, signal, socket, subprocess
import sys, tempfile, threading, urllib.error, urllib.request

import proofs

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Verifiers"))

# A debug build on a busy machine answers any one command well within this, in seconds.
PATIENCE = 120
SM2_ID = "1234567812345678"


def documents(name, category="personal"):
    """The identity documents of whoever has this name: one name, one number."""
    digits = int.from_bytes(hashlib.sha256(str(name).encode()).digest()[:8])
    if category == "organisation":
        return {"documents": [
            {"kind": "businessRegistration", "number": proofs.number(name)}]}
    return {"documents": [
        {"kind": "passport", "country": "HK", "number": f"{digits % 10 ** 9:09}"}]}


# --- Counting checks -------------------------------------------------------------------------


class Suite:
    """Counts checks and tells the sum. `-v` or VERBOSE=1 prints a line for each."""

    def __init__(self, file):
        self.name = pathlib.Path(file).stem
        self.verbose = "-v" in sys.argv[1:] or os.environ.get("VERBOSE", "") not in ("", "0")
        self.passed = self.failed = 0

    def check(self, title, outcome, detail=""):
        """One check. `detail` is shown where it fails: text, bytes or a `Result`."""
        if outcome:
            self.passed += 1
            if self.verbose:
                print(f"ok    {title}", flush=True)
        else:
            self.failed += 1
            print(f"FAIL  {title}", flush=True)
            for line in str(detail).strip().splitlines()[:40]:
                print(f"      | {line}", flush=True)
        return bool(outcome)

    def equal(self, title, found, wanted):
        return self.check(title, found == wanted, f"found  {found!r}\nwanted {wanted!r}")

    def contains(self, title, text, parts):
        """That every part stands in the text; names those that do not."""
        missing = [part for part in parts if part not in str(text)]
        return self.check(title, not missing, f"missing: {missing}\n{text}")

    def note(self, text):
        """What is worth knowing and no failure."""
        if self.verbose:
            print(f"      {text}", flush=True)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if error is not None and not isinstance(error, KeyboardInterrupt):
            self.check("the suite ran to its end", False, f"{kind.__name__}: {error}")
        if self.passed + self.failed == 0:
            self.check("at least one check was made", False)
        print(f"suite {self.name}: {self.passed} passed, {self.failed} failed", flush=True)
        if error is None or isinstance(error, Unexpected):
            sys.exit(0 if self.failed == 0 else 1)


class Unexpected(Exception):
    """A step that every suite needs did not do what it should; its text says what happened."""


# --- Other programs --------------------------------------------------------------------------


class Result:
    """What a program did: its exit status, output and errors."""

    def __init__(self, done):
        self.arguments, self.status = done.args, done.returncode
        self.bytes = done.stdout
        self.out = done.stdout.decode("utf-8", "replace")
        self.err = done.stderr.decode("utf-8", "replace")
        self.ok = done.returncode == 0

    @property
    def text(self):
        return self.out + self.err

    def __str__(self):
        return f"$ {' '.join(map(str, self.arguments))}\nstatus {self.status}\n{self.text}"

    def need(self):
        if not self.ok:
            raise Unexpected(str(self))
        return self


def run(*arguments, stdin=b"", environment=None):
    """Runs a program to its end, with English messages and a bound on its time."""
    surroundings = {**os.environ, "LC_ALL": "C.UTF-8", "no_proxy": "127.0.0.1",
                    **(environment or {})}
    command = [str(argument) for argument in arguments]
    return Result(subprocess.run(command, input=stdin, capture_output=True, timeout=PATIENCE,
                                 env=surroundings))


def fetch(url, body=None, content_type="application/octet-stream"):
    """Status, headers and body of a GET, or of a POST where there is a body; no proxy."""
    request = urllib.request.Request(url, data=body)
    if body is not None:
        request.add_header("Content-Type", content_type)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=PATIENCE) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def flipped(data, place, bit=0):
    """A copy with one bit changed; negative places count from the end."""
    changed = bytearray(data)
    changed[place] ^= 1 << bit
    return bytes(changed)


def pem(der, label):
    text = base64.b64encode(der).decode()
    lines = [text[place:place + 64] for place in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""])


def der_of(text):
    """The first block of a PEM text as DER."""
    body = text.split("-----BEGIN ", 1)[1].split("-----\n", 1)[1].split("-----END", 1)[0]
    return base64.b64decode(body)


def free_port():
    """A loopback port that nobody uses, below those that the system gives to clients."""
    for _ in range(200):
        port = random.SystemRandom().randrange(20000, 32000)
        with socket.socket() as attempt:
            try:
                attempt.bind(("127.0.0.1", port))
                return port
            except OSError:
                continue
    raise Unexpected("no free port between 20000 and 32000")


def unix(path, timeout=10):
    """A connection to a Unix socket."""
    connection = socket.socket(socket.AF_UNIX)
    connection.settimeout(timeout)
    connection.connect(str(path))
    return connection


class SocketConnection(http.client.HTTPConnection):
    """HTTP over the server's Unix socket."""

    def __init__(self, path, timeout=60):
        super().__init__("kapok", timeout=timeout)
        self.path = path

    def connect(self):
        self.sock = unix(self.path, self.timeout)


# --- Keys and requests of applicants ----------------------------------------------------------


class Applicant:
    """A key and a request for it, made by a foreign tool that knows nothing of Kapok."""

    def __init__(self, folder, label, tool, family, bits=2048):
        self.family, self.tool = family, tool
        self.key, self.request = folder / f"{label}.key", folder / f"{label}.csr"
        self.keystore = folder / f"{label}.p12"
        if family == "sm2":
            self._sm2()
        elif family == "p256":
            self._p256()
        else:
            {"openssl": self._openssl, "keytool": self._keytool,
             "certtool": self._certtool}[tool](bits)

    def _openssl(self, bits):
        run("openssl", "req", "-new", "-newkey", f"rsa:{bits}", "-nodes", "-keyout", self.key,
            "-subj", "/CN=to be ignored", "-addext", "basicConstraints=CA:TRUE",
            "-out", self.request).need()

    def _sm2(self):
        run("openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:SM2",
            "-pkeyopt", "ec_param_enc:named_curve", "-out", self.key).need()
        run("openssl", "req", "-new", "-key", self.key, "-sm3", "-sigopt", f"distid:{SM2_ID}",
            "-subj", "/CN=to be ignored", "-out", self.request).need()

    def _p256(self):
        run("openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
            "-sha256", "-nodes", "-keyout", self.key, "-subj", "/CN=to be ignored",
            "-out", self.request).need()

    def _keytool(self, bits):
        store = ["-keystore", self.keystore, "-storetype", "PKCS12", "-storepass", "changeit",
                 "-alias", "own"]
        run("keytool", "-genkeypair", *store, "-keyalg", "RSA", "-keysize", bits,
            "-dname", "CN=to be ignored").need()
        run("keytool", "-certreq", *store, "-ext", "KeyUsage=keyCertSign",
            "-file", self.request).need()
        run("openssl", "pkcs12", "-in", self.keystore, "-passin", "pass:changeit", "-nodes",
            "-nocerts", "-out", self.key).need()

    def _certtool(self, bits):
        template = self.key.with_suffix(".template")
        template.write_text('cn = "to be ignored"\ntls_www_server\nsigning_key\n')
        run("certtool", "--generate-privkey", "--key-type", "rsa", "--bits", bits,
            "--outfile", self.key).need()
        run("certtool", "--generate-request", "--load-privkey", self.key, "--template", template,
            "--outfile", self.request).need()

    def sign(self, statement, signature):
        """The applicant's detached signature over a file, as openssl makes it."""
        digest = (["-sm3", "-sigopt", f"distid:{SM2_ID}"] if self.family == "sm2" else ["-sha256"])
        command = ["openssl", "dgst", *digest, "-sign", self.key, statement]
        signature.write_bytes(run(*command).need().bytes)


class Certificate:
    """A certificate that was issued, as files and under the names that the program knows."""

    def __init__(self, authority, serial, path, applicant=None, application=None, statement=None):
        self.authority, self.serial, self.pem = authority, serial, path
        self.applicant, self.application, self.statement = applicant, application, statement
        self.der = der_of(path.read_text())

    @property
    def reference(self):
        return f"{self.authority.name}/{self.serial}"

    def __str__(self):
        return self.reference


class Authority:
    """An authority of the world: its certificate, and where its objects are."""

    def __init__(self, world, name, family, kind, jurisdiction, issuer=None):
        self.world, self.name, self.family, self.kind = world, name, family, kind
        self.jurisdiction, self.issuer = jurisdiction, issuer
        self.pem = world.folder / f"{name}.pem"
        world.kapok("authority", "show", name, "--out", self.pem)
        self.der = der_of(self.pem.read_text())

    def crl(self, suffix=""):
        """The list as the public gets it now, as a PEM file; its DER lies beside it as .crl."""
        status, _, body = fetch(f"{self.world.url}/crl/{self.name}.crl")
        if status != 200:
            raise Unexpected(f"the list of {self.name} is not public: HTTP {status}")
        file = self.world.folder / f"{self.name}{suffix}.crl"
        file.write_bytes(body)
        text = file.with_suffix(".crl.pem")
        text.write_text(pem(body, "X509 CRL"))
        return text


def read_log(stream, file, word, ready):
    """Keeps what a program says until it ends; ready once it says the word, and where it ends before."""
    with open(file, "ab") as log:
        for line in stream:
            log.write(line)
            log.flush()
            if word in line:
                ready.set()
    ready.set()


# --- The world ---------------------------------------------------------------------------------


class World:
    """A founded, staffed, serving data folder; see the top of this file."""

    FOUNDERS = ("mei", "jun", "lan")
    OFFICERS = {"val": "validator", "app": "approver", "ada": "approver", "iss": "issuingOfficer"}
    ORGANISATION = "Kapok Interoperability Test"
    JURISDICTIONS = {"rsa": "hongKong", "sm2": "guangdong", "p256": "hongKong"}

    def __init__(self, suite, *families):
        self.suite, self.families = suite, families
        self.program = os.environ.get("KAPOK", "")
        if not os.access(self.program, os.X_OK):
            raise Unexpected("$KAPOK must name the built program")
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="kapok-test-"))
        self.data, self.log = self.folder / "ca", self.folder / "serve.log"
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.server = None
        self.roots, self.issuing, self.count = {}, {}, 0
        self.verifier_key, self.trusts = "", False

    def __enter__(self):
        try:
            self._found()
            self.serve()
            self._staff()
            for family in self.families:
                self._authorities(family)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        if os.environ.get("KEEP", "") in ("", "0"):
            shutil.rmtree(self.folder, ignore_errors=True)
        else:
            print(f"kept: {self.folder}")

    # The program

    def attempt(self, *arguments):
        """Runs the program with JSON answers; it may refuse."""
        environment = {"KAPOK_DATA": str(self.data), "KAPOK_STATE": str(self.folder / "state"),
                       "KAPOK_LANG": "en", "KAPOK_KEY": ""}
        return run(self.program, *arguments, "--json", environment=environment)

    def kapok(self, *arguments, officer=None):
        """Runs the program, as an officer where one is named, and gives its answer."""
        signing = ["--yes", "--as", officer, "--key", self.key(officer)] if officer else []
        done = self.attempt(*arguments, *signing).need()
        return json.loads(done.out) if done.out.strip() else {}

    def refused(self, *arguments, officer=None):
        """Runs what has to be refused and gives the refusal's code."""
        signing = ["--yes", "--as", officer, "--key", self.key(officer)] if officer else []
        done = self.attempt(*arguments, *signing)
        codes = re.findall(r'"code": *"([^"]+)"', done.text)
        return codes[0] if done.status == 1 and len(codes) == 1 else f"no refusal: {done}"

    def api(self, method, path, body=None):
        """One request over the server's socket: status and answer."""
        connection = SocketConnection(self.data / "kapok.sock", PATIENCE)
        try:
            content = None if body is None else json.dumps(body).encode()
            connection.request(method, path, content, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        finally:
            connection.close()

    def key(self, officer):
        return self.folder / f"{officer}.pem"

    # Founding and serving

    def _found(self):
        for officer in (*self.FOUNDERS, *self.OFFICERS):
            self.kapok("operator", "key", "--out", self.key(officer))
        unlock = self.folder / "unlock"
        unlock.touch(mode=0o600)
        unlock.write_text(base64.b64encode(os.urandom(33)).decode() + "\n")
        founders = [f"--founder={name}={self.key(name)}" for name in self.FOUNDERS]
        founded = self.kapok(
            "init", *founders, "--organization", self.ORGANISATION, "--unlock-file", unlock,
            "--listen", f"127.0.0.1:{self.port}", "--base-url", self.url)
        self.verifier_key, self.origin = founded["verifierKey"], founded["origin"]

    def serve(self):
        """Starts the server and returns as soon as its log says that it serves."""
        environment = {**os.environ, "KAPOK_DATA": str(self.data), "KAPOK_LANG": "en"}
        self.server = subprocess.Popen(
            [self.program, "serve"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE, env=environment, start_new_session=True)
        ready = threading.Event()
        threading.Thread(target=read_log, args=(self.server.stderr, self.log, b'"message":"serving"', ready),
                         daemon=True).start()
        if not ready.wait(PATIENCE) or self.server.poll() is not None:
            raise Unexpected(f"the server did not come up:\n{self.log.read_text()}")

    def stop(self):
        """Ends the server in order; by force if it does not listen."""
        if self.server is None:
            return
        self.server.send_signal(signal.SIGTERM)
        try:
            self.server.wait(30)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
        self.server = None

    # Officers and authorities

    def agreed(self, officers, *arguments):
        """An act that several people sign: the first proposes, the others add their signatures."""
        first, *others = officers
        proposal = self.kapok(*arguments, officer=first)["result"]["proposal"]
        for other in others:
            answer = self.kapok("approve", proposal, officer=other)
        if answer["result"]["state"] != "done":
            raise Unexpected(f"the proposal did not come to be: {answer}")
        return answer

    def _staff(self):
        for name, role in self.OFFICERS.items():
            self.agreed(("mei", "jun"), "operator", "enrol", "--name", name, "--role", role,
                        "--public-key", self.folder / f"{name}.pub.pem")

    def _authorities(self, family):
        jurisdiction = self.JURISDICTIONS[family]
        for kind, known in (("root", self.roots), ("issuing", self.issuing)):
            name = f"{family}-{kind}"
            issuer = self.roots.get(family)
            self.agreed(
                self.FOUNDERS, "authority", "create", name, "--kind", kind, "--family", family,
                "--jurisdiction", jurisdiction, "--common-name",
                f"Kapok {family.upper()} {'Root' if kind == 'root' else 'Issuing CA'}",
                "--base-url", self.url, *(["--issuer", issuer.name] if issuer else []))
            known[family] = Authority(self, name, family, kind, jurisdiction, issuer)

    # The life of a certificate

    def person(self, family="rsa", tool="openssl", method="A", email="tai.man@example.hk"):
        facts = ["--common-name", "陳大文", "--surname", "陳", "--given-name", "大文",
                 "--country", "CN" if family == "sm2" else "HK"]
        facts += ["--email", email] if email else []
        return self.issue(self.apply(family, tool, "personal", facts, method))

    def organisation(self, family="rsa", tool="keytool"):
        facts = ["--common-name", "木棉貿易有限公司", "--organization", "木棉貿易有限公司",
                 "--organization-identifier", f"NTRHK-{proofs.number('木棉貿易有限公司')}",
                 "--organizational-unit", "Sales",
                 "--locality", "Hong Kong", "--country", "HK"]
        return self.issue(self.apply(family, tool, "organisation", facts, None, bits=3072))

    def apply(self, family, tool, category, facts, method, bits=2048, before_vetting=None):
        """An application, vetted and accepted by its applicant: everything before approval."""
        self.count += 1
        label = f"{family}-{category}-{tool}-{self.count}"
        applicant = Applicant(self.folder, label, tool, family, bits)
        authority = self.issuing[family]
        identity = self.folder / f"{label}.identity.json"
        identity.write_text(json.dumps(
            documents(facts[facts.index("--common-name") + 1], category)))
        answer = self.kapok("apply", "--authority", authority.name, "--category", category,
                            "--csr", applicant.request, "--identity", identity, *facts,
                            *proofs.DECLARED)["result"]
        application = answer["application"]
        if before_vetting:
            before_vetting(application)
        if method == "B":
            self.trust_sources()
        named = dict(zip(facts[::2], facts[1::2]))
        sheet = self.folder / f"{label}.sheet"
        sheet.write_text(proofs.sheet(
            self.folder, category, method, named.get("--organization", named["--common-name"]),
            answer["subscriberReference"]))
        self.kapok("vet", application, *(["--method", method] if method else []),
                   "--sheet", sheet, officer="val")
        statement = self.folder / f"{label}.accept.json"
        self.kapok("application", "show", application, "--statement", statement)
        signature = statement.with_suffix(".sig")
        applicant.sign(statement, signature)
        self.kapok("accept", application, "--signature", signature)
        return authority, label, applicant, application, statement

    def trust_sources(self):
        """What method B needs of practice and contracts; once."""
        if self.trusts:
            return
        self.trusts = True
        settings = self.folder / "sources.json"
        _, practice = self.api("GET", "/api/v1/practice")
        settings.write_text(json.dumps({**practice["settings"], **proofs.SETTINGS}))
        self.agreed(("mei", "jun"), "config", "propose", settings)
        self.kapok("record", "add", "contract", *(
            word for name, value in proofs.CONTRACT.items()
            for word in ("--set", f"{name}={value}")), officer="mei")

    def issue(self, accepted):
        """Approval and issuing by two further officers."""
        authority, label, applicant, application, statement = accepted
        self.kapok("approve", application, officer="app")
        self.kapok("issue", application, officer="iss")
        _, shown = self.api("GET", f"/api/v1/applications/{application}")
        file = self.folder / f"{label}.pem"
        self.kapok("certificate", "export", f"{authority.name}/{shown['serial']}", "--out", file)
        return Certificate(authority, shown["serial"], file, applicant, application, statement)

    def suspend(self, certificate, reason="keyLost"):
        return self.kapok("suspend", certificate.reference, "--reason", reason,
                          "--requester", "subscriber", officer="val")

    def report(self):
        """A paper that shows who asks, and why."""
        report = self.folder / "report.txt"
        report.write_text("the subscriber's report\n")
        return report

    def releasing(self):
        """What a subscriber says and shows to have a certificate released."""
        report = self.report()
        return ("--requester", "subscriber", "--identified", "sameDocuments", "--evidence", report,
                "--documents", report)

    def release(self, certificate):
        return self.kapok("release", certificate.reference, *self.releasing(), officer="app")

    def revoke(self, certificate, reason="keyCompromise"):
        report = self.report()
        return self.kapok(
            "revoke", certificate.reference, "--reason", reason, "--requester", "subscriber",
            "--identified", "sameDocuments", "--evidence", report, officer="val")


def main():
    """The story itself, with the refusals that keep three people apart."""
    with Suite(__file__) as suite, World(suite, "rsa", "sm2") as world:
        for family in world.families:
            person = world.person(family)
            suite.check(f"{family}: a person has a certificate", len(person.serial) == 40, person)
            accepted = world.apply(family, "openssl", "personal",
                                   ["--common-name", "Lee Siu Ming", "--country", "HK"], "B")
            application = accepted[3]
            suite.equal(f"{family}: who vetted may not approve",
                        world.refused("approve", application, officer="val"),
                        "authorisation.roleMissing")
            suite.equal(f"{family}: nothing is issued unapproved",
                        world.refused("issue", application, officer="iss"),
                        "application.stateWrong")
            second = world.issue(accepted)
            for act, state in ((world.suspend, "suspended"), (world.release, "valid"),
                               (world.revoke, "revoked")):
                act(second)
                shown = world.kapok("status", second.reference)
                suite.equal(f"{family}: {act.__name__} leads to {state}", shown["state"], state)
        health = world.kapok("health")
        suite.check("the server is well", health["ok"], health)
        audit = world.kapok("audit", "verify")
        suite.check("the journal agrees with the ledger", audit["ok"] and audit["entries"] > 50,
                    audit)


if __name__ == "__main__":
    main()
