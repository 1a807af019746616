#!/usr/bin/env python3
"""An authority of `openssl ca` moves to Kapok, and what is given away comes in again.

A root and an issuing authority are made with openssl, certificates issued, revoked and held with
`openssl ca`; both authorities are taken over, the second with its key. Lists and answers of Kapok then
say what openssl's said, judged by openssl; the import is killed and goes on; and what is duplicate,
foreign or malformed is named by file and line and changes nothing.
"""
import base64, calendar, hashlib, json, os, pathlib, re, shutil, sqlite3, subprocess, time

from world import PATIENCE, Suite, World, fetch, run

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
        world.kapok("release", held, *world.releasing(), officer="app")
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


def rows_of(world, authority):
    """The ledger's rows of an authority, by number, as its file has them."""
    with sqlite3.connect(f"file:{world.data}/ledger.sqlite?mode=ro", uri=True) as ledger:
        return dict(ledger.execute("SELECT serial, state FROM certificate WHERE authority = ?",
                                   [authority]))


def killed(suite, world, moving):
    """Command and server are killed while rows are entered; it goes on, and nothing is there twice."""
    index = world.folder / "many.txt"
    count = 6400
    with open(index, "w") as file:
        for number in range(count):
            state, since = ("R", "260101020304Z,superseded") if number % 10 == 0 else ("V", "")
            file.write(f"{state}\t300101020304Z\t{since}\t{0x20000000 + number:X}\tunknown"
                       f"\t/C=HK/CN=number {number}\n")
    command = ["import", "old-root", "--index", index]
    proposed = world.kapok(*command, officer="mei")["result"]["proposal"]
    world.kapok("approve", proposed, officer="jun")
    root = world.kapok(*command, "--dry-run")["root"]

    def reached():
        status, answer = world.api("GET", f"/api/v1/imports/{root}")
        return answer["next"] if status == 200 else -1

    environment = {**os.environ, "KAPOK_DATA": str(world.data), "KAPOK_LANG": "en",
                   "KAPOK_STATE": str(world.folder / "state"), "KAPOK_KEY": ""}
    seen = []
    for aim in (10, 40):
        running = subprocess.Popen([world.program, *map(str, command), "--json"], env=environment,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + PATIENCE
        while reached() < aim and time.monotonic() < deadline and running.poll() is None:
            time.sleep(0.01)
        if aim == 40:
            world.server.kill()
            world.server.wait()
            running.wait(PATIENCE)
            world.serve()
        else:
            running.kill()
            running.wait()
        seen.append(reached())
    suite.check("both kills came in between", 10 <= seen[0] < seen[1] < count // 64, seen)
    entered = len([serial for serial in rows_of(world, "old-root") if serial.startswith("2")])
    suite.equal("what is entered are whole pieces", entered, seen[1] * 64)
    suite.equal("audit in between", world.kapok("audit", "verify").get("ok"), True)
    done = world.kapok(*command)
    suite.equal("it goes on to the end", (done["state"], done["next"]), ("done", count // 64))
    states = [state for serial, state in rows_of(world, "old-root").items()
              if serial.startswith("2")]
    suite.equal("every row is there once", (len(states), states.count("revoked")),
                (count, count // 10))
    entries = world.kapok("audit", "list", "--operation", "register.enter", "--size", 500)
    suite.check("each piece has its entry", len(entries["entries"]) >= count // 64,
                len(entries["entries"]))
    suite.equal("audit", world.kapok("audit", "verify").get("ok"), True)


def other_sources(suite, world, moving):
    """EJBCA's table and a folder without a register, of two further authorities."""
    def taken(name, common_name):
        authority = OpenSSLAuthority(world.folder / name, common_name)
        world.agreed(world.FOUNDERS, "authority", "import", name, "--certificate", authority.pem,
                     "--kind", "issuing", "--private-key", authority.key, "--jurisdiction",
                     "hongKong", "--base-url", world.url)
        issued = [authority.issue(f"{name}-{place}") for place in range(3)]
        authority.revoke(issued[1], "-crl_reason", "superseded")
        authority.revoke(issued[2], "-crl_reason", "certificateHold")
        authority.make_list()
        return authority, issued

    def entered(name, *files):
        proposal = world.kapok("import", name, *files, officer="mei")["result"]["proposal"]
        world.kapok("approve", proposal, officer="jun")
        world.kapok("import", name, *files)
        return world.kapok("authority", "show", name)["state"]

    authority, issued = taken("ejbca", "TEST EJBCA")
    table = world.folder / "table.csv"
    lines = ["fingerprint,serialNumber,status,expireDate,revocationDate,revocationReason,subjectDN,"
             "base64Cert"]
    dates = {line.split("\t")[3]: line.split("\t")[2]
             for line in authority.index.read_text().splitlines()}
    for place, path in enumerate(issued):
        number = serial(path)
        since = dates[number].split(",")[0]
        moment = (-1 if not since else
                  calendar.timegm(time.strptime(since, "%y%m%d%H%M%SZ")) * 1000)
        state, reason = [(20, -1), (40, 4), (40, 6)][place]
        body = "\n".join(path.read_text().splitlines()[1:-1])
        lines.append(f'x,{int(number, 16)},{state},1893553445678,{moment},{reason},"CN=a, O=b",'
                     f'"{body}"')
    table.write_text("\n".join(lines) + "\n")
    suite.equal("EJBCA's table is entered", entered(
        "ejbca", "--ejbca", table, "--crl", authority.list), "active")
    answers = [status(world, path, authority.pem) for path in issued]
    suite.contains("its good one", answers[0], [": good"])
    suite.contains("its revoked one", answers[1], ["superseded"])
    suite.contains("its held one", answers[2], ["certificateHold"])
    table.write_text("\n".join([*lines[:2], lines[1].replace(",20,", ",99,"), lines[0]]) + "\n")
    looked = json.loads(world.attempt("import", "ejbca", "--ejbca", table, "--dry-run").out)
    # The first record goes over many lines: it begins in the second.
    first = 2 + lines[1].count("\n") + 1
    suite.equal("its malformed records are named by the line that they begin in",
                [(item["line"], item["code"]) for item in looked["conflicts"]],
                [(first, "import.rowMalformed"),
                 (first + lines[1].count("\n") + 1, "import.rowMalformed")])

    authority, issued = taken("folder", "TEST Folder")
    files = world.folder / "files"
    files.mkdir()
    for place, path in enumerate(issued):
        der = run("openssl", "x509", "-in", path, "-outform", "DER").need().bytes
        (files / f"person {place}.der").write_bytes(der)
    suite.equal("a folder and a list are entered", entered(
        "folder", "--certificates", files, "--crl", authority.list), "active")
    suite.contains("the list's hold counts", status(world, issued[2], authority.pem),
                   ["certificateHold"])
    suite.equal("audit", world.kapok("audit", "verify").get("ok"), True)


def exported(suite, world, moving):
    """Everything out, judged by sha256sum and openssl, and in again elsewhere."""
    target = world.folder / "export"
    made = world.kapok("export", "--to", target)
    suite.equal("what is there is not replaced",
                world.refused("export", "--to", target), "export.targetExists")
    checked = run("sh", "-c", f"cd {target} && sha256sum --check --quiet SHA256SUMS")
    suite.check("every digest is right", checked.ok, checked)
    sums = (target / "SHA256SUMS").read_bytes()
    suite.equal("and the answer names them all", made["sha256"], hashlib.sha256(sums).hexdigest())
    listed = {line.split("  ", 1)[1] for line in sums.decode().splitlines()}
    found = {str(path.relative_to(target)) for path in target.rglob("*") if path.is_file()}
    suite.equal("nothing lies there unlisted", found - listed, {"SHA256SUMS"})
    size = json.loads((target / "manifest.json").read_text())["size"]
    suite.equal("every entry of the journal",
                len((target / "journal/entries.jsonl").read_text().splitlines()), size)
    suite.equal("no keys, no personal data", [name for name in listed if re.search(
        "personal|dossier|keys/|sealed", name)], [])
    again = world.folder / "again"
    world.kapok("export", "--to", again)
    other = (again / "SHA256SUMS").read_text().splitlines()
    different = {line.split("  ", 1)[1] for line in set(other) ^ set(sums.decode().splitlines())}
    suite.check("the same state gives the same octets", all(
        re.match("journal/|manifest|tables/request", name) for name in different), different)

    # As openssl would go on with it.
    base = target / "authorities/old-ca"
    home = world.folder / "successor"
    (home / "newcerts").mkdir(parents=True)
    for name in ("index.txt",):
        shutil.copy(base / name, home / name)
    shutil.copy(moving.old.key, home / "key.pem")
    shutil.copy(base / "certificate.pem", home / "cert.pem")
    (home / "crlnumber").write_text("FFFFFF\n")
    settings = home / "openssl.cnf"
    settings.write_text(SETTINGS.format(folder=home))
    run("openssl", "ca", "-config", settings, "-gencrl", "-out", home / "list.pem").need()
    ours = entries(run("openssl", "crl", "-in", base / "list.pem", "-noout", "-text").need().out)
    theirs = entries(run("openssl", "crl", "-in", home / "list.pem", "-noout", "-text").need().out)
    suite.equal("openssl ca makes the same list of the index", theirs, ours)

    with World(suite) as elsewhere:
        common = ["--jurisdiction", "hongKong", "--base-url", elsewhere.url]
        elsewhere.agreed(elsewhere.FOUNDERS, "authority", "import", "old-root", "--certificate",
                         target / "authorities/old-root/certificate.pem", "--kind", "root",
                         *common)
        elsewhere.agreed(elsewhere.FOUNDERS, "authority", "import", "old-ca", "--certificate",
                         base / "certificate.pem", "--kind", "issuing", "--issuer", "old-root",
                         "--private-key", moving.old.key, *common)
        files = ["--index", base / "index.txt", "--certificates", base / "certificates", "--crl",
                 base / "list.pem"]
        proposal = elsewhere.kapok("import", "old-ca", *files, officer="mei")["result"]["proposal"]
        elsewhere.kapok("approve", proposal, officer="jun")
        elsewhere.kapok("import", "old-ca", *files)
        here, there = rows_of(world, "old-ca"), rows_of(elsewhere, "old-ca")
        suite.equal("all statuses came along", {number: there.get(number) for number in here}, here)
        _, _, body = fetch(f"{elsewhere.url}/crl/old-ca.crl")
        (home / "there.crl").write_bytes(body)
        there = entries(run("openssl", "crl", "-in", home / "there.crl", "-noout", "-text",
                            "-CAfile", moving.old.pem).need().out)
        suite.equal("and so did the list", there, ours)
        suite.equal("audit elsewhere", elsewhere.kapok("audit", "verify").get("ok"), True)


def main():
    with Suite(__file__) as suite, World(suite) as world:
        moving = Moving(suite, world)
        moving.take_over()
        conflicts(suite, world, moving)
        moving.register()
        moving.goes_on()
        killed(suite, world, moving)
        other_sources(suite, world, moving)
        exported(suite, world, moving)


if __name__ == "__main__":
    main()
