#!/usr/bin/env python3
"""An authority of `openssl ca` moves to Kapok, and what is given away comes in again.

A root and an issuing authority are made with openssl, certificates issued, revoked and held with
`openssl ca`; both authorities are taken over, the second with its key. Lists and answers of Kapok then
say what openssl's said, judged by openssl; the import is killed and goes on; and what is duplicate,
foreign or malformed is named by file and line and changes nothing.
"""
import base64, hashlib, json, os, pathlib, re, shutil, signal, sqlite3, subprocess, time

from world import PATIENCE, Applicant, Suite, Unexpected, World, fetch, run

SETTINGS = """
[ca]
default_ca = own
[own]
dir = {folder}
database = $dir/index.txt
new_certs_dir = $dir/newcerts
serial = $dir/serial
crlnumber = $dir/crlnumber
certificate = $dir/cert.pem
private_key = $dir/key.pem
default_md = sha256
default_days = 365
default_crl_days = 30
policy = any
unique_subject = no
crl_extensions = list
[any]
countryName = optional
organizationName = optional
commonName = supplied
[list]
authorityKeyIdentifier = keyid
[authority]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[person]
basicConstraints = CA:FALSE
keyUsage = critical,digitalSignature
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


class OpenSSLAuthority:
    """An authority as openssl runs one: a folder with an index."""

    def __init__(self, folder, name, above=None):
        self.folder, self.name = folder, name
        (folder / "newcerts").mkdir(parents=True)
        (folder / "index.txt").touch()
        (folder / "serial").write_text("1000\n")
        (folder / "crlnumber").write_text("1005\n")
        self.settings = folder / "openssl.cnf"
        self.settings.write_text(SETTINGS.format(folder=folder))
        self.index, self.certificates = folder / "index.txt", folder / "newcerts"
        self.pem, self.key, self.list = folder / "cert.pem", folder / "key.pem", folder / "list.pem"
        run("openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048",
            "-out", self.key).need()
        self.key.chmod(0o600)
        request = folder / "own.csr"
        run("openssl", "req", "-new", "-key", self.key, "-out", request,
            "-subj", f"/C=HK/O=Old CA/CN={name}").need()
        if above is None:
            run("openssl", "ca", "-config", self.settings, "-batch", "-selfsign", "-keyfile",
                self.key, "-in", request, "-out", self.pem, "-extensions", "authority",
                "-days", "3650", "-notext").need()
        else:
            above.sign(request, self.pem, "authority", 3000)

    def ca(self, *arguments):
        return run("openssl", "ca", "-config", self.settings, "-batch", *arguments).need()

    def sign(self, request, out, extensions="person", days=365):
        self.ca("-in", request, "-out", out, "-extensions", extensions, "-days", days, "-notext")

    def issue(self, label):
        request, out = self.folder / f"{label}.csr", self.folder / f"{label}.pem"
        run("openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout",
            self.folder / f"{label}.key", "-out", request,
            "-subj", f"/C=HK/O=Old CA/CN={label}").need()
        self.sign(request, out)
        return out

    def revoke(self, certificate, *how):
        self.ca("-revoke", certificate, *how)

    def make_list(self):
        self.ca("-gencrl", "-out", self.list)

    @property
    def files(self):
        return ["--index", self.index, "--certificates", self.certificates, "--crl", self.list]


def serial(certificate):
    text = run("openssl", "x509", "-in", certificate, "-noout", "-serial").need().out
    return text.strip().split("=")[1]


def entries(text):
    """The entries of a list as openssl shows them, by number."""
    found = {}
    for part in re.split(r"Serial Number: ", text)[1:]:
        number, _, rest = part.partition("\n")
        rest = rest.split("Signature Algorithm")[0]
        found[number.strip()] = re.sub(r"\s+", " ", rest).strip()
    return found


def status(world, certificate, issuer):
    done = run("openssl", "ocsp", "-issuer", issuer, "-cert", certificate, "-url",
               f"{world.url}/ocsp", "-CAfile", issuer, "-partial_chain", "-no_nonce")
    return done.out + done.err


class Moving:
    """An openssl authority with a history, and the world that it moves to."""

    def __init__(self, suite, world):
        self.suite, self.world = suite, world
        self.root = OpenSSLAuthority(world.folder / "old-root", "Old Root")
        self.old = OpenSSLAuthority(world.folder / "old-ca", "TEST Old Issuing", self.root)
        names = ("good", "lost", "seen", "held", "gone")
        self.issued = {name: self.old.issue(name) for name in names}
        self.old.revoke(self.issued["lost"], "-crl_reason", "keyCompromise")
        self.old.revoke(self.issued["seen"], "-crl_compromise", "20260101020304Z")
        self.old.revoke(self.issued["held"], "-crl_hold", "holdInstructionReject")
        self.old.revoke(self.issued["gone"])
        self.old.make_list()
        self.root.make_list()

    def take_over(self):
        world, suite = self.world, self.suite
        common = ["--jurisdiction", "hongKong", "--base-url", world.url]
        root = ["authority", "import", "old-root", "--certificate", self.root.pem, "--kind",
                "root", *common]
        issuing = ["authority", "import", "old-ca", "--certificate", self.old.pem, "--kind",
                   "issuing", "--private-key", self.old.key, "--issuer", "old-root", *common]
        suite.equal("an issuer that is not here is refused",
                    world.refused(*issuing, officer="mei"), "authority.unknown")
        suite.equal("the key of another certificate is refused",
                    world.refused(*root, "--private-key", self.old.key, officer="mei"),
                    "import.privateKeyUnusable")
        suite.equal("a name that does not say TEST brings no key into a test", world.refused(
            *root, "--private-key", self.root.key, officer="mei"), "profile.environmentMark")
        world.agreed(world.FOUNDERS, *root)
        self.old.key.chmod(0o640)
        suite.equal("a key that others may read is refused",
                    world.refused(*issuing, officer="mei"), "import.privateKeyUnusable")
        self.old.key.chmod(0o600)
        suite.equal("who signed it has to be right",
                    world.refused(*[*issuing[:-6], *common], officer="mei"), "import.issuerWrong")
        world.agreed(world.FOUNDERS, *issuing)
        suite.equal("the same authority is not taken over twice",
                    world.refused(*root, officer="mei"), "authority.exists")
        sealed = [path.read_bytes() for path in (world.data / "keys").iterdir()]
        body = base64.b64decode("".join(self.old.key.read_text().splitlines()[1:-1]))
        suite.check("the key is sealed", not any(body[40:72] in content for content in sealed))
        state = world.kapok("authority", "show", "old-ca")
        suite.equal("it serves nothing before its register is here",
                    (state["state"], state["crl"]), ("imported", None))
        suite.equal("nor is anything public", fetch(f"{world.url}/crl/old-ca.crl")[0], 404)

    def register(self):
        """The thinnest way: look, propose, sign, enter."""
        world, suite = self.world, self.suite
        before = world.kapok("audit", "list")
        looked = world.kapok("import", "old-ca", *self.old.files, "--dry-run")
        suite.equal("a dry run counts",
                    [looked[name] for name in ("rows", "valid", "suspended", "revoked",
                                               "withoutCertificate", "conflictCount", "crlNumber")],
                    [5, 1, 1, 3, 0, 0, 0x1005])
        suite.equal("and changes nothing", world.kapok("audit", "list"), before)
        proposed = world.kapok("import", "old-ca", *self.old.files, officer="mei")
        proposal = proposed["result"]["proposal"]
        waiting = world.kapok("import", "old-ca", *self.old.files, officer="mei")
        suite.equal("asked again, it waits for the others",
                    (waiting["state"], waiting["proposal"]), ("pending", proposal))
        world.kapok("approve", proposal, officer="jun")
        done = world.kapok("import", "old-ca", *self.old.files, officer="mei")
        suite.equal("then the rows are entered", (done["state"], done["next"]), ("done", 1))
        again = world.kapok("import", "old-ca", *self.old.files, officer="mei")
        suite.equal("and not once more", again["state"], "done")
        self.judge_status()

    def judge_status(self):
        world, suite = self.world, self.suite
        suite.equal("it is in service", world.kapok("authority", "show", "old-ca")["state"],
                    "active")
        _, _, body = fetch(f"{world.url}/crl/old-ca.crl")
        new = world.folder / "new.crl"
        new.write_bytes(body)
        text = run("openssl", "crl", "-in", new, "-noout", "-text", "-CAfile", self.old.pem).need()
        suite.contains("openssl verifies the list", text.err, ["verify OK"])
        before = entries(run("openssl", "crl", "-in", self.old.list, "-noout", "-text").need().out)
        after = entries(text.out)
        # The instruction of a hold is gone from the standard; all else is as it was.
        for number, said in before.items():
            before[number] = re.sub(r" ?Hold Instruction Code: [A-Za-z ]*?(?=$| X509)", "", said)
        suite.equal("dates, reasons, holds and dates of invalidity are as openssl had them",
                    {number.zfill(4): said for number, said in after.items()}, before)
        number = re.search(r"X509v3 CRL Number:\s*(\d+|0x[0-9A-Fa-f]+)", text.out).group(1)
        suite.check("its number is above the last", int(number, 0) > 0x1005, number)
        answers = {name: status(world, path, self.old.pem) for name, path in self.issued.items()}
        suite.contains("OCSP: good", answers["good"], ["good.pem: good"])
        suite.contains("OCSP: on hold", answers["held"], ["revoked", "certificateHold"])
        suite.contains("OCSP: lost", answers["lost"], ["revoked", "keyCompromise"])
        suite.contains("OCSP: revoked", answers["gone"], ["revoked"])
        audit = world.kapok("audit", "verify")
        suite.equal("the audit covers every row", audit.get("ok"), True)

    def goes_on(self):
        """Acts on what was taken over, as on anything else."""
        world, suite = self.world, self.suite
        held, good = (f"old-ca/{serial(self.issued[name])}" for name in ("held", "good"))
        world.kapok("release", held, officer="app")
        suite.contains("a hold that was taken over is released", status(
            world, self.issued["held"], self.old.pem), ["held.pem: good"])
        world.kapok("suspend", good, "--reason", "keyLost", "--requester", "subscriber",
                    officer="val")
        suite.contains("and what was valid is suspended", status(
            world, self.issued["good"], self.old.pem), ["revoked", "certificateHold"])
        history = world.kapok("status", held)["history"]
        suite.equal("the history tells where it came from",
                    [line["event"] for line in history], ["imported", "suspended", "released"])
        suite.equal("audit", world.kapok("audit", "verify").get("ok"), True)


def conflicts(suite, world, moving):
    """Each conflict is named by file and line, and nothing changes."""
    old = moving.old
    copy = world.folder / "bad.txt"
    lines = old.index.read_text().splitlines()

    def found(text, *more, certificates=old.certificates):
        copy.write_text(text)
        done = world.attempt("import", "old-ca", "--index", copy, "--certificates", certificates,
                             "--dry-run", *more)
        answer = json.loads(done.out)
        suite.equal("conflicts are refusals", done.status, 1 if answer["conflictCount"] else 0)
        return [(pathlib.Path(item["file"]).name, item["line"], item["code"])
                for item in answer["conflicts"]]

    size = len(world.kapok("audit", "list")["entries"])
    first = lines[0].split("\t")
    suite.equal("a duplicate number", found("\n".join([*lines, lines[0]]) + "\n"),
                [("bad.txt", len(lines) + 1, "import.duplicate")])
    broken = [lines[0], "V\tnever\t\t77\tunknown\t/CN=x", "what is this", *lines[1:]]
    suite.equal("malformed lines, by number", found("\n".join(broken) + "\n"),
                [("bad.txt", 2, "import.rowMalformed"), ("bad.txt", 3, "import.rowMalformed")])
    foreign = OpenSSLAuthority(world.folder / "foreign", "Foreign")
    stranger = foreign.issue("stranger")
    mixed = world.folder / "mixed"
    shutil.copytree(old.certificates, mixed)
    number = serial(stranger)
    twin = [*lines, "\t".join(["V", first[1], "", number + "FF", "unknown", "/CN=stranger"])]
    shutil.copy(stranger, mixed / f"{number}FF.pem")
    found_foreign = found("\n".join(twin) + "\n", certificates=mixed)
    suite.equal("a foreign issuer", found_foreign,
                [("bad.txt", len(lines) + 1, "import.foreignIssuer")])
    suite.equal("a certificate that the index does not know",
                [(name, code) for name, _, code in found("\n".join(lines[1:]) + "\n")],
                [(f"{first[3]}.pem", "import.fileUnlisted")])
    suite.equal("the list of another authority is refused", world.refused(
        "import", "old-ca", "--crl", moving.root.list, "--dry-run"), "import.listUnsuitable")
    suite.equal("nothing to take over is a mistake", world.attempt("import", "old-ca").status, 2)
    released = [line if ",holdInstruction" not in line else
                "\t".join(["V", line.split("\t")[1], "", *line.split("\t")[3:]]) for line in lines]
    suite.equal("the list and the index say different things",
                [code for _, _, code in found("\n".join(released) + "\n", "--crl", old.list)],
                ["import.listContradicts"])
    suite.equal("nothing was changed", len(world.kapok("audit", "list")["entries"]), size)


def main():
    with Suite(__file__) as suite, World(suite) as world:
        moving = Moving(suite, world)
        moving.take_over()
        conflicts(suite, world, moving)
        moving.register()
        moving.goes_on()


if __name__ == "__main__":
    main()
