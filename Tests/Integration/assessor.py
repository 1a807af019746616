#!/usr/bin/env python3
"""What an assessor takes away, checked on a machine with nothing but Python and openssl.

`kapok conformance export` and `kapok audit sample` against a running server; verify.py by the system's
Python, isolated, without environment; every file damaged in turn; forged packages whose digests are right;
wrong keys. The draw is made again here by ten lines, from the entries that `kapok export` gives.
"""
import base64, hashlib, hmac, html.parser, json, pathlib, random, shutil

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from witness import Witness, cosigned_at, published, set_witnesses, until
from world import HERE, Suite, Unexpected, World, flipped, run

SOURCE = HERE.parent.parent / "Sources" / "Programs" / "kapok" / "Assessor" / "verify.py"
PYTHON = "/usr/bin/python3"
LANGUAGES = ("en", "zh-Hant", "zh-Hans")
FLIPS = 5
TESTS = {"clauses": [{"clause": "4.11c", "passed": 3, "failed": 0},
                     {"clause": "7.10", "passed": 5, "failed": 1}]}
SEED = "dice 4 2 6 6 1"


def verify(package, *arguments, program=SOURCE):
    """The verifier as an assessor runs it: nothing of this machine but /usr/bin."""
    return run("/usr/bin/env", "-i", "PATH=/usr/bin:/bin", PYTHON, "-I", program, package, *arguments)


class Page(html.parser.HTMLParser):
    """The languages of a page, and what it would fetch."""

    def __init__(self, text):
        super().__init__()
        self.languages, self.fetched = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.languages |= {attributes["lang"]} if "lang" in attributes else set()
        self.fetched += [attributes[name] for name in ("src", "href") if name in attributes]


# --- The report ------------------------------------------------------------------------------


def check_export(suite, world, witness_key):
    results = world.folder / "clause-tests.json"
    results.write_text(json.dumps(TESTS))
    package = world.folder / "package"
    made = world.kapok("conformance", "export", "--out", package, "--tests", results)
    suite.check("a package is made, and no rest of it",
                package.is_dir() and not pathlib.Path(f"{package}.exporting").exists(), made)
    suite.equal("nothing is overwritten",
                world.refused("conformance", "export", "--out", package), "export.targetExists")
    rest = world.folder / "cut.exporting"
    rest.mkdir()
    suite.equal("one that was cut short is told apart",
                world.refused("conformance", "export", "--out", world.folder / "cut"),
                "export.targetExists")
    suite.equal("the program is that of the sources, octet by octet",
                (package / "verify.py").read_bytes(), SOURCE.read_bytes())
    pinned = ("--key", world.verifier_key)
    whole = verify(package, *pinned, "--sha256", made["sha256"])
    suite.check("it is proven by Python and openssl alone", whole.ok and "PROVEN" in whole.out, whole)
    suite.check("also by its own copy", verify(package, *pinned, program=package / "verify.py").ok)
    suite.check("with a witness's key", verify(package, *pinned, "--witness", witness_key).ok,
                verify(package, *pinned, "--witness", witness_key))
    for language, word in zip(LANGUAGES, ("PROVEN", "已證明", "已证明")):
        said = verify(package, *pinned, "--lang", language)
        suite.check(f"{language}: said so", said.ok and word in said.out, said)
    sums = run("sh", "-c", f"cd {package} && sha256sum --check --strict SHA256SUMS")
    suite.check("sha256sum agrees", sums.ok, sums)

    report = json.loads((package / "report.json").read_text())
    cited = {answer["entry"] for clause in report["clauses"] for answer in clause["answeredBy"]
             if answer["entry"] is not None}
    there = {int(file.stem) for file in (package / "entries").iterdir()}
    suite.check("every entry that is named is there", cited and cited <= there, cited - there)
    proofs = [json.loads(file.read_text()) for file in (package / "proofs").iterdir()]
    suite.equal("under one checkpoint", {proof["checkpoint"] for proof in proofs},
                {(package / "checkpoint").read_text()})
    suite.equal("the test results went in",
                {clause["id"] for clause in report["clauses"] if clause["tests"]}, {"4.11c", "7.10"})
    officers = json.loads((package / "keys.json").read_text())["officers"]
    origins = {item["officer"]: item["entry"] for item in officers}
    suite.check("founders come from the genesis, the others from an enrolment",
                origins.get("off-mei") == 0 and origins.get("off-val", 0) > 0, origins)
    index = Page((package / "index.html").read_text())
    suite.equal("the index is in all languages, and fetches nothing",
                (index.languages, index.fetched), (set(LANGUAGES), []))
    pages = {language: (package / f"report.{language}.html").read_text() for language in LANGUAGES}
    suite.check("a report in each language", all(
        Page(text).languages == {language} for language, text in pages.items()))
    return package


def check_period(suite, world):
    day = world.kapok("conformance")["at"][:10]
    package = world.folder / "period"
    world.kapok("conformance", "export", "--out", package, "--from", day, "--to", day)
    report = json.loads((package / "report.json").read_text())
    suite.check("a period has its duties and roles", report["period"]["duties"] and report["period"]["roles"])
    done = verify(package, "--key", world.verifier_key)
    suite.check("and is proven as well", done.ok, done)


def check_damage(suite, package, key):
    """A bit in every file: first, last and others anywhere; the draw of places is the same each time."""
    chance, missed, tried = random.Random(44), [], 0
    files = sorted(file for file in package.rglob("*") if file.is_file())
    for file in files:
        good = file.read_bytes()
        places = {0, len(good) - 1} | {chance.randrange(len(good)) for _ in range(FLIPS - 2)}
        for place in sorted(places):
            file.write_bytes(flipped(good, place, chance.randrange(8)))
            tried += 1
            if verify(package, "--key", key).status != 1:
                missed.append((str(file.relative_to(package)), place))
        file.write_bytes(good)
    suite.check(f"{package.name}: each of {tried} flipped bits in {len(files)} files is found",
                not missed and tried > 3 * len(files), missed)
    file = package / "entries" / "0.json"
    good = file.read_bytes()
    file.unlink()
    suite.equal(f"{package.name}: a missing file is found", verify(package, "--key", key).status, 1)
    file.write_bytes(good)
    extra = package / "entries" / "999999.json"
    extra.write_bytes(good)
    suite.equal(f"{package.name}: so is one more", verify(package, "--key", key).status, 1)
    extra.unlink()
    link = package / "link"
    link.symlink_to("/etc/hostname")
    suite.equal(f"{package.name}: and a link", verify(package, "--key", key).status, 1)
    link.unlink()
    suite.check(f"{package.name}: whole again", verify(package, "--key", key).ok)


def sealed(package):
    """Makes the digests right again, as whoever forges a package would."""
    lines = (package / "SHA256SUMS").read_text().splitlines()
    names = [line.split("  ", 1)[1] for line in lines]
    names = [name for name in names if (package / name).exists()]
    names += sorted(str(file.relative_to(package)) for file in package.rglob("*") if file.is_file()
                    and file.name != "SHA256SUMS" and str(file.relative_to(package)) not in names)
    (package / "SHA256SUMS").write_text("".join(
        f"{hashlib.sha256((package / name).read_bytes()).hexdigest()}  {name}\n" for name in names))


def forged(world, package, change):
    """A copy of a package with one thing changed and good digests."""
    copy = world.folder / "forged"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(package, copy)
    change(copy)
    sealed(copy)
    return copy


def edited(name, change):
    def edit(folder):
        file = folder / name
        value = json.loads(file.read_text())
        change(value)
        file.write_text(json.dumps(value, ensure_ascii=False))
    return edit


def check_forgeries(suite, world, package):
    """What digests cannot show: each of these says what it says with good digests."""
    key = world.verifier_key
    suite.check("a copy whose digests are made again is as good",
                verify(forged(world, package, lambda folder: None), "--key", key).ok)
    report = json.loads((package / "report.json").read_text())

    def praised(value):
        for clause in value["clauses"]:
            clause["states"] = dict.fromkeys(clause["states"], "held")
            clause["state"], clause["notApplicable"] = "held", None
        value["totals"] = {**dict.fromkeys(value["totals"], 0), "held": len(value["clauses"])}

    praise = forged(world, package, edited("report.json", praised))
    done = verify(praise, "--key", key)
    suite.check("of states that only the digest binds it says so", "(--sha256)" in done.out, done)
    digest = hashlib.sha256((package / "SHA256SUMS").read_bytes()).hexdigest()
    done = verify(praise, "--key", key, "--sha256", digest)
    suite.check("and with the digest they are found", done.status == 1 and "FAIL" in done.out, done)
    shown = next(place for place, clause in enumerate(report["clauses"]) if clause["evidence"])
    missing = next(place for place, clause in enumerate(report["clauses"])
                   if clause["state"] == "missing")
    signing = next(int(file.stem) for file in sorted((package / "entries").iterdir())
                   if int(file.stem) and json.loads(file.read_text())["signed"])

    def totals(value):
        value["totals"]["open"] -= 1
        value["totals"]["held"] += 1

    def state(value):
        clause = value["clauses"][missing]
        value["totals"][clause["state"]] -= 1
        value["totals"]["held"] += 1
        clause["state"] = "held"

    def other_entry(value):
        value["clauses"][shown]["evidence"]["entry"] = 999999

    def twice(value):
        value["clauses"].append(value["clauses"][0])

    def tests(value):
        clause = next(clause for clause in value["clauses"] if clause["id"] == "7.10")
        clause["tests"]["failed"] = 0

    def another_key(value):
        value["officers"][-1]["key"] = value["officers"][0]["key"]

    def another_officer(value):
        value["officers"][-1]["officer"] = "off-nobody"

    def entry(folder):
        for kind in ("entries", "proofs"):
            (folder / kind / f"{signing}.json").unlink()
        edited("package.json", lambda value: value["entries"].remove(signing))(folder)

    def changed_entry(folder):
        file = folder / "entries" / f"{signing}.json"
        file.write_bytes(file.read_bytes().replace(b'"v":1', b'"v":2'))
        edited(f"proofs/{signing}.json", lambda value: value.update(
            entry=base64.b64encode(file.read_bytes()).decode()))(folder)

    for title, change, part in (
            ("totals that do not follow", edited("report.json", totals), "totals"),
            ("a state that does not follow", edited("report.json", state), "does not follow"),
            ("evidence that is not there", edited("report.json", other_entry), "newest"),
            ("a clause twice", edited("report.json", twice), "twice"),
            ("test results that nobody gave", edited("report.json", tests), "differ"),
            ("a foreign key of an officer", edited("keys.json", another_key), "with this key"),
            ("an officer whom nobody enrolled", edited("keys.json", another_officer), "off-nobody"),
            ("an entry left out", entry, "is not here"),
            ("an entry changed with its proof", changed_entry, "is not in the journal"),
            ("more cosigned checkpoints than are here",
             edited("package.json", lambda value: value.update(cosigned=10**15)), "cosigned"),
            ("another size", edited("package.json", lambda value: value.update(size=1)), "checkpoint"),
            ("another environment",
             edited("package.json", lambda value: value.update(environment="production")), "environment")):
        done = verify(forged(world, package, change), "--key", key)
        suite.check(f"forged: {title}", done.status == 1 and part in done.out and "FAIL" in done.out,
                    done)


def check_keys(suite, world, package, witness_key):
    """Only what the assessor brings along counts."""
    unpinned = verify(package)
    suite.check("without a key nothing is proven, and it says so",
                unpinned.status == 1 and "No key was given" in unpinned.out
                and "FAIL" not in unpinned.out, unpinned)
    name, _, key = world.verifier_key.split("+", 2)
    other = b"\1" + hashlib.sha256(b"another").digest()
    identifier = hashlib.sha256(name.encode() + b"\n" + other).digest()[:4].hex()
    wrong = f"{name}+{identifier}+{base64.b64encode(other).decode()}"
    done = verify(package, "--key", wrong)
    suite.check("a wrong key is found", done.status == 1 and "not the one that you gave" in done.out, done)

    def pretend(folder):
        edited("package.json", lambda value: value.update(verifierKey=wrong))(folder)
        edited("keys.json", lambda value: value["journal"][-1].update(verifierKey=wrong))(folder)

    done = verify(forged(world, package, pretend), "--key", wrong)
    suite.check("one that signed nothing, too", done.status == 1 and "not signed" in done.out, done)
    for title, options in (("a damaged key", ["--key", f"{name}+00000000+{key}"]),
                           ("another digest", ["--key", world.verifier_key, "--sha256", "0" * 64]),
                           ("a witness that did not cosign", [
                               "--key", world.verifier_key, "--witness",
                               other_witness(witness_key)])):
        suite.equal(f"{title} is found", verify(package, *options).status, 1)


def other_witness(key):
    name = key.split("+", 1)[0]
    content = b"\4" + hashlib.sha256(b"another").digest()
    identifier = hashlib.sha256(name.encode() + b"\n" + content).digest()[:4].hex()
    return f"{name}+{identifier}+{base64.b64encode(content).decode()}"


# --- Whoever holds the journal's key ---------------------------------------------------------


def text64(data):
    return base64.b64encode(data).decode()


def canonical(value):
    """RFC 8785, for names in ASCII."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


class Officer:
    def __init__(self, name):
        self.name, self.id = name, f"off-{name}"
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.key = self.private.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        digest = hashlib.sha256(self.key).digest()[:16]
        self.key_id = "key-" + base64.b32encode(digest).decode().lower().rstrip("=")

    def signs(self, act):
        return {"officer": self.id, "act": text64(act), "key": text64(self.key),
                "signature": text64(self.private.sign(act, ec.ECDSA(hashes.SHA256())))}


class Forger:
    """Somebody with a journal's key of their own, who writes what they like; officers sign what they sign."""

    ORIGIN = "forger.example/journal/0a0b0c0d"

    def __init__(self):
        self.journal = Ed25519PrivateKey.generate()
        public = b"\1" + self.journal.public_key().public_bytes_raw()
        self.identifier = hashlib.sha256(self.ORIGIN.encode() + b"\n" + public).digest()[:4]
        self.key = f"{self.ORIGIN}+{self.identifier.hex()}+{text64(public)}"
        self.founders = [Officer(name) for name in ("ann", "ben", "cho")]
        self.dan, self.eve = Officer("dan"), Officer("eve")
        self.count = 0

    def entry(self, operation, actor="system", case=None, facts=None, tables=(), signed=(), **other):
        self.count += 1
        return {"v": 1, "time": 1000 * self.count, "operation": operation, "actor": actor, "case": case,
                "outcome": "done", "refusal": None, "practice": 1, "facts": facts or {},
                "changes": [list(change) for change in tables], "signed": list(signed), "defects": [],
                "intents": [], "nonce": "0" * 32, "request": None, **other}

    def genesis(self):
        payload = {"type": "kapok-genesis/v1", "origin": self.ORIGIN, "environment": "test",
                   "checkpointKey": self.key, "practice": {}, "founders": [
                       {"id": it.id, "key": text64(it.key), "roles": []} for it in self.founders]}
        signed = [{**it.signs(canonical(payload)), "act": ""} for it in self.founders]
        return self.entry("ledger.genesis", facts={"payload": payload}, signed=signed)

    def act(self, operation, officer, payload, case=None, **other):
        return canonical({
            "type": "kapok-act/v1", "origin": self.ORIGIN, "environment": "test", "operation": operation,
            "case": case, "decides": hashlib.sha256(canonical(payload)).hexdigest(), "decision": "do",
            "role": "securityOfficer", "policy": "1.1", "practice": 1, "key": officer.key_id,
            "expires": 10 ** 9, "nonce": officer.name.encode().hex().zfill(32),
            "checkpoint": {"size": 0, "root": "0" * 64}, **other})

    def signed(self, operation, officers, payload, case=None, tables=(), facts=None, **other):
        """An entry that these officers signed, the last one just now."""
        acts = [it.signs(self.act(operation, it, payload, case, **other)) for it in officers]
        nonce = {"hex": json.loads(base64.b64decode(acts[-1]["act"]))["nonce"]} if acts else {"hex": ""}
        return self.entry(operation, officers[-1].id if officers else "system", case, facts,
                          [("participation", [nonce], "0" * 64)] * bool(acts)
                          + [(table, [key], "0" * 64) for table, key in tables], acts)

    def enrolment(self, newcomer, officers):
        payload = {"name": newcomer.name, "publicKey": text64(newcomer.key), "roles": ["validator"]}
        return payload, self.signed("operator.enrol", officers, payload, facts={"proposal": "pro-a"},
                                    tables=[("proposal_signature", "pro-a"), ("officer", newcomer.id)])

    def package(self, folder, entries, enrolments):
        """Writes a package of a whole small journal, with everything right that its owner can make right."""
        shutil.rmtree(folder, ignore_errors=True)
        for name in ("entries", "proofs"):
            (folder / name).mkdir(parents=True)
        octets = [canonical(entry) for entry in entries]
        leaves = [hashlib.sha256(b"\0" + entry).digest() for entry in octets]
        root, size = tree(leaves), len(leaves)
        text = f"{self.ORIGIN}\n{size}\n{text64(root)}\n"
        note = text + f"\n\u2014 {self.ORIGIN} {text64(self.identifier + self.journal.sign(text.encode()))}\n"
        (folder / "checkpoint").write_text(note)
        for index, entry in enumerate(octets):
            (folder / "entries" / f"{index}.json").write_bytes(entry)
            (folder / "proofs" / f"{index}.json").write_text(json.dumps({
                "type": "kapok-proof/v1", "origin": self.ORIGIN, "index": index, "entry": text64(entry),
                "proof": [text64(item) for item in path(index, leaves)], "checkpoint": note}))
        officers = [(it, 0, None) for it in self.founders] + list(enrolments)
        values = {
            "package.json": {
                "type": "kapok-evidence/v1", "kind": "conformance", "origin": self.ORIGIN, "size": size,
                "environment": "test", "root": root.hex(), "verifierKey": self.key, "cosigned": 0,
                "entries": list(range(size))},
            "keys.json": {
                "type": "kapok-keys/v1",
                "journal": [{"origin": self.ORIGIN, "verifierKey": self.key, "entry": 0}],
                "officers": [{"officer": it.id, "key": text64(it.key), "keyID": it.key_id,
                              "entry": index, "payload": payload} for it, index, payload in officers]},
            "report.json": {
                "type": "kapok-conformance/v1", "origin": self.ORIGIN, "at": "2026-01-01T00:00:00Z",
                "checkpoint": {"size": size, "root": root.hex()}, "clauses": [],
                "totals": {"open": 0, "missing": 0, "overdue": 0, "held": 0, "notApplicable": 0}}}
        for name, value in values.items():
            (folder / name).write_text(json.dumps(value))
        (folder / "SHA256SUMS").write_text("")
        sealed(folder)
        return folder


def tree(leaves):
    if len(leaves) == 1:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + tree(leaves[:half]) + tree(leaves[half:])).digest()


def path(index, leaves):
    if len(leaves) == 1:
        return []
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return path(index, leaves[:half]) + [tree(leaves[half:])] if index < half \
        else path(index - half, leaves[half:]) + [tree(leaves[:half])]


def check_forger(suite, world):
    """The journal's key is no officer's: with it alone nobody's signature can be made."""
    forger, folder = Forger(), world.folder / "forger"
    ann, ben, _ = forger.founders
    dan, eve, case = forger.dan, forger.eve, "app-a"
    genesis = forger.genesis()
    payload, enrolment = forger.enrolment(dan, [ann, ben])
    vetting = forger.signed("application.vet", [dan], {"application": case}, case,
                            [("application", case)], {"application": case})
    honest = [genesis, enrolment, vetting, forger.entry("serve.start")]
    known = [(dan, 1, payload)]

    def judged(entries, enrolments=known):
        return verify(forger.package(folder, entries, enrolments), "--key", forger.key)

    done = judged(honest)
    suite.check("a journal that others made well is proven", done.ok, done)
    unsigned = forger.signed("application.issue", [], {}, case, [("application", case)])
    alone_payload, alone = forger.enrolment(eve, [ann])
    eve_payload, by_eve = forger.enrolment(dan, [eve, ann])
    dan_payload, by_dan = forger.enrolment(eve, [dan, ann])
    other = {**vetting, "case": "app-b"}
    step = forger.signed("operator.enrol", [ann], payload, tables=[("proposal_signature", "pro-a")],
                         facts={"proposal": "pro-a"})
    swapped = forger.enrolment(eve, [ann, ben])[0]
    for title, entries, enrolments, part in (
            ("an issue without a signature", [*honest, unsigned], known, "takes the signatures of 1"),
            ("one by the system", [*honest, forger.entry("application.issue")], known, "takes the signatures"),
            ("an enrolment by one", [genesis, alone], [(eve, 1, alone_payload)], "signatures of 2"),
            ("two who took each other in", [genesis, by_eve, by_dan],
             [(dan, 1, eve_payload), (eve, 2, dan_payload)], "not taken in yet"),
            ("an act of another case", [genesis, enrolment, other], known, "signed something else"),
            ("an act that is used twice under another number", [
                genesis, enrolment, {**vetting, "changes": [["participation", [{"hex": "f" * 32}], "0" * 64]]}],
             known, "belongs elsewhere"),
            ("an expired act", [genesis, enrolment, forger.signed(
                "application.vet", [dan], {}, case, expires=1)], known, "expired"),
            ("an act for another journal", [genesis, enrolment, forger.signed(
                "application.vet", [dan], {}, case, origin="other.example/journal/1")], known,
             "signed something else"),
            ("an actor who signed nothing", [genesis, enrolment, {**vetting, "actor": "off-ann"}], known,
             "did not sign it"),
            ("a foreign signature", [genesis, enrolment, {**vetting, "signed": [
                {**vetting["signed"][0], "signature": text64(eve.private.sign(
                    base64.b64decode(vetting["signed"][0]["act"]), ec.ECDSA(hashes.SHA256())))}]}],
             known, "bad signature"),
            ("an officer by a first signature alone", [genesis, step], [(dan, 1, payload)],
             "does not bring in"),
            ("a key that nobody signed", [genesis, enrolment], [(eve, 1, swapped)], "does not bring in"),
            ("a payload that nobody signed", [genesis, enrolment],
             [(dan, 1, {**payload, "roles": ["approver"]})], "not signed so"),
            ("a refusal that changed something", [*honest, forger.entry(
                "application.issue", outcome="refused", tables=[("application", [case], "0" * 64)])], known,
             "was refused"),
            ("a founder who did not sign", [{**genesis, "signed": genesis["signed"][:1] * 3}, enrolment],
             known, "not signed by those"),
            ("an operation that there is not", [*honest, forger.entry("application.bless")], known,
             "newer verify.py")):
        done = judged(entries, enrolments)
        suite.check(f"the journal's key alone: {title}", done.status == 1 and part in done.out, done)


# --- Samples ---------------------------------------------------------------------------------


def drawn_again(population, kind, seed, count):
    """The draw, as docs/formats.md tells it."""
    def score(key):
        text = f"kapok-sample/v1 {kind} {key}"
        return hmac.new(seed.encode(), text.encode(), "sha256").hexdigest()
    return sorted(population, key=score)[:count]


def populations(entries):
    """What a sample is drawn from, without a line of the verifier's."""
    done = [(place, entry) for place, entry in enumerate(entries) if entry["outcome"] == "done"]

    def of(*operations):
        return [str(place) for place, entry in done if entry["operation"] in operations]
    certificates = []
    for place, entry in done:
        if entry["operation"] == "application.issue":
            certificates.append(str(place))
        if entry["operation"] == "application.issueList":
            certificates += [f"{place}/{item['application']}"
                             for item in entry["facts"]["applications"]]
    return {"certificates": certificates, "applications": of("application.apply"),
            "revocations": of("certificate.revoke", "certificate.revokeByKey"),
            "suspensions": of("certificate.suspend", "certificate.suspendByKey", "certificate.suspendByCode",
                              "certificate.proveCompromise"),
            "application.vet": of("application.vet"), "crl.issue": of("crl.issue"),
            "refusals": [str(place) for place, entry in enumerate(entries)
                         if entry["outcome"] == "refused"],
            "entries": [str(place) for place in range(len(entries))],
            "acts": [str(place) for place, entry in done
                     if any(item["act"] for item in entry["signed"])],
            # Two sign: only the second signature enrols.
            "operator.enrol": [str(place) for place, entry in done
                               if entry["operation"] == "operator.enrol"
                               and len(entry["signed"]) == 2]}


def check_samples(suite, world, certificates):
    world.kapok("export", "--to", world.folder / "export")
    lines = world.folder / "export" / "journal" / "entries.jsonl"
    entries = [json.loads(line) for line in lines.read_text().splitlines()]
    size, pinned = len(entries), ("--key", world.verifier_key, "--journal", lines)
    for kind, population in populations(entries).items():
        folder = world.folder / f"sample-{kind}"
        made = world.kapok("audit", "sample", "--of", kind, "--n", 3, "--seed", SEED, "--size", size,
                           "--out", folder)
        suite.check(f"{kind}: the population is not empty", population)
        suite.equal(f"{kind}: it is complete",
                    (folder / "population.txt").read_text().split(), population)
        suite.equal(f"{kind}: the draw is the same by other hands",
                    [item["key"] for item in made["drawn"]],
                    drawn_again(population, kind, SEED, 3))
        done = verify(folder, *pinned)
        suite.check(f"{kind}: proven, the population too", done.ok and "complete" in done.out, done)
        suite.equal(f"{kind}: a page each", len(list((folder / "cases").iterdir())),
                    len(made["drawn"]))
    again = world.folder / "again"
    made = world.kapok("audit", "sample", "--of", "acts", "--n", 3, "--seed", SEED, "--size", size,
                       "--out", again)
    suite.equal("the same draw twice is the same, octet by octet",
                made["sha256"], hashlib.sha256(
                    (world.folder / "sample-acts" / "SHA256SUMS").read_bytes()).hexdigest())
    other = world.kapok("audit", "sample", "--of", "acts", "--n", 3, "--seed", SEED + "!", "--size", size,
                        "--out", world.folder / "other")
    suite.check("another seed draws others",
                [item["key"] for item in other["drawn"]] != [item["key"] for item in made["drawn"]])
    whole = world.kapok("audit", "sample", "--of", "certificates", "--n", 1000, "--seed", SEED,
                        "--out", world.folder / "whole")
    suite.equal("who wants more than there are gets all", len(whole["drawn"]), whole["population"])
    check_histories(suite, world, entries, whole, certificates)
    check_sample_forgeries(suite, world, world.folder / "sample-acts", lines)
    suite.equal("a size that nobody signed is refused", world.refused(
        "audit", "sample", "--of", "acts", "--n", 3, "--seed", SEED, "--size", 999999,
        "--out", world.folder / "never"), "api.queryInvalid")
    suite.check("a population that there is not is a wrong command", world.attempt(
        "audit", "sample", "--of", "nothing", "--n", 3, "--seed", SEED,
        "--out", world.folder / "never").status == 2)


def check_histories(suite, world, entries, sample, certificates):
    """Each case is whole: from the application to the revocation, whatever was drawn."""
    by_case = {}
    for place, entry in enumerate(entries):
        by_case.setdefault(entry["case"], set()).add(place)
    histories = {item["key"]: set(item["history"]) for item in sample["drawn"]}
    for certificate in certificates:
        wanted = by_case[certificate.application] | by_case.get(certificate.reference, set())
        found = [history for history in histories.values() if wanted <= history]
        suite.equal(f"{certificate.serial[:8]}: its case is drawn whole", len(found), 1)
        others = set().union(*(by_case[other.application] for other in certificates
                               if other is not certificate))
        suite.check(f"{certificate.serial[:8]}: and nobody else's",
                    found and not found[0] & others, found)
    revoked = world.kapok("audit", "sample", "--of", "revocations", "--n", 1, "--seed", SEED,
                          "--out", world.folder / "revoked")
    first = min(revoked["drawn"][0]["history"])
    suite.equal("a revocation leads back to the application",
                entries[first]["operation"], "application.apply")
    for language in LANGUAGES:
        folder = world.folder / f"pages-{language}"
        world.kapok("audit", "sample", "--of", "certificates", "--n", 2, "--seed", SEED,
                    "--lang", language, "--out", folder)
        text = (folder / "cases" / "1.html").read_text()
        page = Page(text)
        suite.check(f"{language}: the page is in it, and fetches nothing",
                    page.languages == {language} and not page.fetched)
        suite.check(f"{language}: who signed stands there, and no name of an applicant",
                    "off-iss" in text and "陳大文" not in text and "example.hk" not in text)


def check_sample_forgeries(suite, world, sample, lines):
    def smaller(folder):
        file = folder / "population.txt"
        keys = file.read_text().splitlines(keepends=True)
        drawn = {item["key"] for item in json.loads((folder / "sample.json").read_text())["drawn"]}
        keys.remove(next(key for key in keys if key.strip() not in drawn))
        file.write_text("".join(keys))
        edited("sample.json", lambda value: value.update(population=len(keys)))(folder)

    copy = forged(world, sample, smaller)
    suite.check("a smaller population is good by itself, since the draw follows from it",
                verify(copy, "--key", world.verifier_key).ok)
    done = verify(copy, "--key", world.verifier_key, "--journal", lines)
    suite.check("and found with the journal", done.status == 1 and "another one" in done.out, done)
    short = world.folder / "short.jsonl"
    short.write_bytes(b"".join(lines.read_bytes().splitlines(keepends=True)[:-1]))
    done = verify(sample, "--key", world.verifier_key, "--journal", short)
    suite.check("a journal that lacks an entry is found", done.status == 1, done)
    done = verify(forged(world, sample, edited(
        "sample.json", lambda value: value["drawn"].reverse())), "--key", world.verifier_key)
    suite.check("cases that the seed does not lead to are found",
                done.status == 1 and "other cases" in done.out, done)


# --- The world -------------------------------------------------------------------------------


def people(world):
    """Three certificates, one of them in a list, one revoked after a suspension; and refusals."""
    first, second = world.person(), world.person()
    waiting = [world.apply("rsa", "openssl", "personal", ["--common-name", "Lee Siu Ming",
                                                          "--country", "HK"], "B") for _ in range(2)]
    for accepted in waiting:
        world.refused("approve", accepted[3], officer="val")
        world.kapok("approve", accepted[3], officer="app")
    world.kapok("issue", *(accepted[3] for accepted in waiting), officer="iss")
    world.suspend(first)
    world.revoke(first)
    return [first, second]


def cosigning(world):
    """A witness of the product itself, once it cosigned; what it says is checked by verify.py."""
    witness = Witness(world, "wit", [world.verifier_key]).start()
    set_witnesses(world, [witness])
    if not until(lambda: cosigned_at(published(world, "witness/wit") or "\n\n", witness.key)):
        raise Unexpected("the witness cosigned nothing")
    return witness


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        certificates = people(world)
        witness = cosigning(world)
        try:
            package = check_export(suite, world, witness.key)
        finally:
            witness.end()
        check_period(suite, world)
        check_forgeries(suite, world, package)
        check_keys(suite, world, package, witness.key)
        check_forger(suite, world)
        check_samples(suite, world, certificates)
        check_damage(suite, package, world.verifier_key)
        check_damage(suite, world.folder / "pages-en", world.verifier_key)
        suite.check("the journal agrees with all of it", world.kapok("audit", "verify")["ok"])


if __name__ == "__main__":
    main()
