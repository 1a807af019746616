#!/usr/bin/env python3
"""Everything wrong that people and programs can send: each is refused by its code, its field and
its clause, in three languages, and leaves nothing half-done.

    VERBOSE=1 badinput.py      prints every refusal met, to be read by a person
"""
import base64, hashlib, json, os, random, re, secrets, socket, sys, time, traceback
from contextlib import closing

import faultkeys as keys
from faultwatch import Certificate
from faultworld import (
    DIGEST, FOUNDERS, OFFICERS, Refused, Suite, World, canonical)
from world import SocketConnection, documents, unix

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
SEED = int(os.environ.get("SEED", str(random.randrange(1 << 30))))


class Judge:
    """Asks for something bad and looks at the answer, and at what is left behind."""

    def __init__(self, world, suite):
        self.world, self.suite, self.client = world, suite, world.client()
        self.met = {}

    # MARK: What is left behind

    def rows(self):
        """A digest of each table; the journal is looked at apart. A refused act uses up its nonce
        and that row counts for nothing; one that stood as carried out would count as a part."""
        found = {}
        with self.world.database() as database:
            names = database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (name,) in names:
                if not name.startswith("journal_"):
                    taken = " WHERE is_refused = 0" if name == "participation" else ""
                    rows = database.execute(f"SELECT * FROM {name}{taken}").fetchall()
                    found[name] = hashlib.sha256(repr(sorted(map(repr, rows))).encode()).digest()
            size = database.execute("SELECT COUNT(*) FROM journal_entry").fetchone()[0]
        return found, size

    def nothing_left(self, what, before, codes):
        tables, size = self.rows()
        changed = [name for name in tables if tables[name] != before[0].get(name)]
        self.suite.check(f"{what}: no row is left", not changed, changed)
        if size > before[1]:
            page = self.client.get(f"journal?after={before[1] - 1}&size=500")["entries"]
            odd = [entry for entry in page
                   if entry["outcome"] != "refused" or entry["code"] not in codes]
            self.suite.check(f"{what}: the journal tells refusals alone", not odd, odd)

    # MARK: Asking

    def refused(self, what, work, code, field=None, clause=None, status=422, left=True,
                again=True):
        """`work(language)` is refused just so, in each language; `left` looks at what stays;
        `again` is false for what cannot be asked three times."""
        before = self.rows() if left else None
        texts = []
        for language in LANGUAGES if again else LANGUAGES[:1]:
            try:
                answer = work(language)
            except Refused as refused:
                texts.append(refused)
            else:
                return self.suite.check(f"{what} is refused", False, answer)
        first = texts[0]
        self.note(what, texts)
        self.suite.check(
            f"{what}: code", first.code == code, f"{first.code}, expected {code}: {first}")
        if field is not None:
            self.suite.check(
                f"{what}: field", first.field == field, f"{first.field}, expected {field}")
        if clause is not None:
            self.suite.check(
                f"{what}: clause", first.clause == clause, f"{first.clause}, expected {clause}")
        self.suite.check(f"{what}: status", first.status == status, first.status)
        self.read_well(what, texts)
        if before:
            self.nothing_left(what, before, {first.code})
        return first

    def read_well(self, what, texts):
        """Each language has its own words, every place is filled, nothing of Swift shows."""
        english, *chinese = texts
        for refused in texts:
            whole = f"{refused.message} {refused.remedy}"
            good = refused.message and refused.remedy and not re.search(
                r"\{[a-zA-Z]+\}|Optional\(|detail:|\berrno\b|nil\b|\(at: |Error\b", whole)
            self.suite.check(f"{what}: reads well", good, whole)
        for refused in chinese:
            self.suite.check(
                f"{what}: in Chinese", re.search(r"[\u4e00-\u9fff]", refused.message or "")
                and refused.message != english.message and refused.code == english.code,
                refused.message)

    def note(self, what, texts):
        self.met.setdefault(texts[0].code, (what, texts))

    def table(self):
        for code, (what, texts) in sorted(self.met.items(), key=lambda item: str(item[0])):
            print(f"{code} · {texts[0].clause} · {texts[0].field}   [{what}]", file=sys.stderr)
            for refused in texts:
                print(f"    {refused.message}\n      → {refused.remedy}", file=sys.stderr)

    def act(self, body):
        return lambda language: self.client.post(
            body() if callable(body) else {**body, "request": secrets.token_hex(8)}, language)

    def send(self, operation, payload, officer=None, /, **changes):
        """A fresh act in each language, so that nothing is refused for being repeated."""
        return self.act(
            lambda: self.world.body(operation, payload, officer, changes=changes.items()))

    def apply(self, request, authority="hk", category="personal", **subject):
        payload = {**self.world.applying(authority, request), "category": category}
        payload["subject"] = {**payload["subject"], **subject}
        payload["subject"] = {k: v for k, v in payload["subject"].items() if v is not None}
        payload["identity"] = documents(payload["subject"].get("commonName"), category)
        return self.send("application.apply", payload)


# MARK: Requests for certificates


def openssl_request(*arguments):
    made = keys.openssl("req", "-new", "-nodes", "-keyout", "/dev/null", "-subj", "/CN=x",
                        "-outform", "DER", *arguments)
    if made.returncode:
        raise RuntimeError(made.stderr)
    return made.stdout


def requests(judge, world):
    good, officer = world.key(), keys.P256Key()
    weak = "A2.4"
    judge.refused("a request with a wrong signature",
                  judge.apply(keys.request(good, signature=bytes(256))),
                  "request.signatureInvalid", "request", "RFC 2986 §4.2")
    other = world.key()
    judge.refused("a request signed by another key",
                  judge.apply(keys.request(good, signature=other.sign(b"x"))),
                  "request.signatureInvalid", "request", "RFC 2986 §4.2")
    judge.refused("RSA-1024", judge.apply(keys.request(next(keys.rsa_keys(2, 512)))),
                  "request.algorithmRefused", "request", weak)
    for exponent in (1, 3, 17, 257, 65535):
        judge.refused(f"exponent {exponent}", judge.apply(keys.request(with_exponent(exponent))),
                      "request.keyWeak", "request", weak)
    for exponent in (2, 65536, 65538):
        judge.refused(
            f"even exponent {exponent}",
            judge.apply(keys.request(with_exponent(exponent), signature=bytes(256))),
            "request.keyWeak", "request", weak)
    even = with_exponent(65537)
    even.n += 1
    judge.refused("an even modulus", judge.apply(keys.request(even, signature=bytes(256))),
                  "request.keyWeak", "request", weak)
    judge.refused("SHA-1", judge.apply(keys.request(good, algorithm=keys.SHA1_RSA)),
                  "request.algorithmRefused", "request", weak)
    judge.refused("P-256", judge.apply(keys.request(officer, algorithm=keys.ECDSA_SHA256)),
                  "request.algorithmRefused", "request", weak)
    for name, arguments in {
        "Ed25519": ("-newkey", "ed25519"),
        "RSA-PSS": ("-newkey", "rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048"),
        "PSS over an RSA key": ("-newkey", "rsa:2048", "-sigopt", "rsa_padding_mode:pss"),
        "secp256k1": ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"),
        "SM2 under an RSA authority": ("-newkey", "sm2", "-sm3", "-sigopt",
                                       "distid:1234567812345678"),
    }.items():
        judge.refused(name, judge.apply(openssl_request(*arguments)),
                      "request.algorithmRefused", "request", weak)
    _, taken, _ = world.application("received")
    judge.refused("a key of another application", judge.apply(keys.request(taken)),
                  "key.alreadyCertified", "request", "8.15b")
    _, certified, _ = world.application("issued")
    judge.refused("a key certified already", judge.apply(keys.request(certified)),
                  "key.alreadyCertified", "request", "8.15b")
    judge.refused("an unknown authority", judge.apply(keys.request(good), authority="nobody"),
                  "authority.unknown", "authority", status=404)
    judge.refused("a root as issuer", judge.apply(keys.request(good), authority="root"),
                  "authority.kindWrong", "authority", "1.2")
    judge.refused("a third category", judge.apply(keys.request(good), category="machine"),
                  "payload.choiceUnknown", "category")


def with_exponent(exponent):
    """A key whose numbers fit this exponent, where there is one."""
    while True:
        p, q = keys.primes(2)
        key = keys.RSAKey(p, q, exponent)
        if key.d or exponent % 2 == 0:
            return key


def malformed_requests(judge, world):
    unreadable = ("request.unreadable", "request", "RFC 2986 §4")
    key = world.key()
    whole = keys.request(key)
    for name, data in {
        "a request cut in half": whole[: len(whole) // 2], "a request without its last octet":
        whole[:-1], "trailing data": whole + b"\0", "one octet": b"\x30",
        "an indefinite length": b"\x30\x80" + whole[4:] + b"\0\0",
        "a length of many octets": b"\x30\x84\x00\x00" + whole[2:],
        "a certificate for a request": base64.b64decode(
            world.get("authorities/hk")["certificate"]),
        "PEM of a certificate": keys.pem(b"CERTIFICATE", whole),
        "PEM cut short": keys.pem(b"CERTIFICATE REQUEST", whole)[:-10],
        "PEM with a letter too many": keys.pem(b"CERTIFICATE REQUEST", whole)[:100] + b"!"
        + keys.pem(b"CERTIFICATE REQUEST", whole)[100:],
        
        "text": "請簽發我的證書".encode(), "a nest": keys.der(0x30) and nest(3000),
    }.items():
        judge.refused(name, judge.apply(data), *unreadable)
    judge.refused("two requests", judge.apply(keys.pem(b"CERTIFICATE REQUEST", whole) * 2),
                  "request.several", "request", "RFC 2986 §4")
    judge.refused("nothing at all", judge.apply(b""), "payload.invalid", "request")
    judge.refused("a request of 200 kB", judge.apply(secrets.token_bytes(200_000)),
                  "payload.invalid", "request")
    chance = random.Random(SEED)
    random_bytes(judge, world, [chance.randbytes(chance.randrange(1, 2000)) for _ in range(60)],
                 "random bytes")
    flipped = []
    for _ in range(150):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        flipped.append(bytes(data))
    random_bytes(judge, world, flipped, "a flipped bit")


def nest(depth):
    data = b""
    for _ in range(depth):
        data = keys.der(0x30, data)
    return data


def random_bytes(judge, world, samples, what):
    """Whatever it is: refused with a code that tells why, never a fault, and nothing is left."""
    before, odd, codes = judge.rows(), [], set()
    for data in samples:
        try:
            odd.append((world.act("application.apply", world.applying("hk", data)), data.hex()))
        except Refused as refused:
            codes.add(refused.code)
            if refused.status != 422 or not (refused.code or "").startswith(("request.", "key.")):
                odd.append((str(refused), data.hex()))
    judge.suite.check(f"{what}: {len(samples)} refused", samples and not odd, odd[:2])
    judge.nothing_left(what, before, codes)


# MARK: Private keys


def private_keys(judge, world):
    """Pasted instead of a request: refused, wiped, blocked for ever (CP 6.7b)."""
    forms = {
        "PKCS#8 in PEM": lambda key: keys.pem(b"PRIVATE KEY", key.pkcs8),
        "PKCS#8 in DER": lambda key: key.pkcs8,
        "PKCS#1 in PEM": lambda key: keys.pem(b"RSA PRIVATE KEY", key.pkcs1),
        "PKCS#1 in DER": lambda key: key.pkcs1,
        "Base64 alone": lambda key: base64.encodebytes(key.pkcs8),
        "under the label of a request": lambda key: keys.pem(
            b"CERTIFICATE REQUEST", key.pkcs8),
        "after its request": lambda key: keys.pem(b"CERTIFICATE REQUEST", keys.request(key))
        + keys.pem(b"PRIVATE KEY", key.pkcs8),
        "before its request": lambda key: keys.pem(b"PRIVATE KEY", key.pkcs8)
        + keys.pem(b"CERTIFICATE REQUEST", keys.request(key)),
    }
    leaked = []
    for name, form in forms.items():
        key = world.key()
        leaked.append(key)
        paste(judge, world, f"a private key, {name}", form(key))
        judge.refused(f"the key then, {name}", judge.apply(keys.request(key)), "key.blocked",
                      "request", "6.7b")
    long_names(judge, world, leaked)
    by_command_line(judge, world, leaked)
    encrypted(judge, world)
    certified(judge, world)
    nowhere(judge, world, leaked)
    world.server.stop()
    world.start()
    judge.client = world.client()
    judge.refused("a blocked key after a restart", judge.apply(keys.request(leaked[0])),
                  "key.blocked", "request", "6.7b")


def paste(judge, world, what, data):
    judge.refused(what, judge.apply(data), "key.privateKeyReceived", "request", "6.7b",
                  left=False)


def long_names(judge, world, leaked):
    """The client's choice of a request id must not keep a key from being blocked."""
    first, second, third = world.key(), world.key(), world.key()
    leaked += [first, second, third]
    longest, again = "r" * 64, secrets.token_hex(8)
    for key, request, what in ((first, longest, "under the longest request id"),
                               (second, again, "under an id"),
                               (third, again, "under an id used before")):
        payload = world.applying("hk", keys.pem(b"PRIVATE KEY", key.pkcs8))
        judge.refused(
            f"a private key {what}",
            lambda language: judge.client.post(
                world.body("application.apply", payload, request=request), language),
            "key.privateKeyReceived", "request", "6.7b", left=False)
        judge.refused(f"its key, sent {what}", judge.apply(keys.request(key)), "key.blocked",
                      "request", "6.7b")


def by_command_line(judge, world, leaked):
    key = world.key()
    leaked.append(key)
    path = world.file("oops.csr", keys.pem(b"PRIVATE KEY", key.pkcs8))
    done = world.cli("apply", "--authority", "hk", "--category", "personal", "--csr", path,
                     "--common-name", "陳大文", "--country", "HK", "--json")
    error = json.loads(done.stderr)["error"]
    judge.suite.check("a private key by the command line",
                      (done.returncode, error["code"]) == (1, "key.privateKeyReceived"), error)
    os.unlink(path)
    judge.refused("the key then, by the command line", judge.apply(keys.request(key)),
                  "key.blocked", "request", "6.7b")


def encrypted(judge, world):
    """Its public half cannot be read: refused all the same."""
    key = world.key()
    modern = keys.openssl("pkcs8", "-topk8", "-v2", "aes-256-cbc", "-passout", "pass:x",
                          data=keys.pem(b"PRIVATE KEY", key.pkcs8)).stdout
    old = keys.openssl("rsa", "-aes128", "-traditional", "-passout", "pass:x",
                       data=keys.pem(b"PRIVATE KEY", key.pkcs8)).stdout
    curve = keys.openssl("ecparam", "-genkey", "-name", "prime256v1", "-noout").stdout
    for name, data, marker in (("encrypted", modern, b"ENCRYPTED"), ("old and encrypted", old,
                               b"DEK-Info"), ("of a curve", curve, b"EC PRIVATE KEY")):
        judge.suite.check(f"openssl made a key, {name}", marker in data, data[:80])
        paste(judge, world, f"a private key, {name}", data)


def certified(judge, world):
    """The private half of a certified key was seen: it is blocked too."""
    _, key, result = world.application("issued")
    paste(judge, world, "the private key of a certificate", keys.pem(b"PRIVATE KEY", key.pkcs8))
    judge.refused("that key again", judge.apply(keys.request(key)), "key.blocked", "request",
                  "6.7b")


def nowhere(judge, world, leaked):
    """No octet of these keys is in any file of the folder, in a log, or in the server's output."""
    needles = []
    for key in leaked:
        for number in (key.d, key.p, key.q):
            octets = number.to_bytes((number.bit_length() + 7) // 8, "big")
            middle = octets[40:72]
            needles += [middle, middle.hex().encode()]
            # However the text was aligned, one of three encodings has these letters.
            needles += [base64.b64encode(middle[start:])[4:28] for start in range(3)]
    places = {"the server's log": world.server.log}
    for folder, _, names in os.walk(world.home):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                with open(path, "rb") as file:
                    places[os.path.relpath(path, world.home)] = file.read()
    judge.suite.check("there are files to search", len(places) > 10, list(places))
    found = {place for place, data in places.items() for needle in needles if needle in data}
    judge.suite.check("no private key is anywhere", not found, found)


# MARK: Names


def names(judge, world):
    key = world.key()
    bad = [
        ("a NUL", "陳\0文", "name.control", "5.1"), ("a line end", "陳\n文", "name.control", "5.1"),
        ("C1", "陳\x85文", "name.control", "5.1"),
        ("a line separator", "陳\u2028文", "name.control", "5.1"),
        ("right to left", "陳\u202e文", "name.bidirectional", "5.2a"),
        ("an isolate", "陳\u2066文", "name.bidirectional", "5.2a"),
        ("a mark", "陳\u200f文", "name.bidirectional", "5.2a"),
        ("private use", "陳\uf8ff文", "name.privateUse", "5.2a"),
        ("a code point of the old HKSCS", "陳\ue000文", "name.privateUseKnown", "5.2a"),
        ("plane 15", "陳\U000f0000文", "name.privateUse", "5.2a"),
        ("a variation", "陳\ufe0f文", "name.variationSelector", "5.2a"),
        ("an ideographic variation", "葛\U000e0100文", "name.variationSelector", "5.2a"),
        ("a compatibility ideograph", "龜\uf907文", "name.compatibility", "5.2a"),
        ("another of them", "\uf9f7文", "name.compatibility", "5.2a"),
        ("one of plane 2", "\U0002f800文", "name.compatibility", "5.2a"),
        ("the Ångström sign", "\u212bngstrom", "name.compatibility", "5.2a"),
        ("nothing assigned", "陳\u0378文", "name.unassigned", "5.2a"),
        ("zero width", "陳\u200b文", "name.invisible", "5.2a"),
        ("a soft hyphen", "陳\xad文", "name.invisible", "5.2a"),
        ("a filler", "陳\u3164文", "name.invisible", "5.2a"),
        ("a tag", "陳\U000e0041文", "name.invisible", "5.2a"),
        ("an ideographic space", "陳\u3000文", "name.unusualSpace", "5.2a"),
        ("a no-break space", "陳\xa0文", "name.unusualSpace", "5.2a"),
        ("a lost character", "陳\ufffd文", "name.replacement", "5.2a"),
        ("a space before", " 陳大文", "name.leadingWhiteSpace", "5.2a"),
        ("a space after", "陳大文 ", "name.trailingWhiteSpace", "5.2a"),
        ("nothing", "", "name.empty", "5.1"),
        ("65 characters", "陳" * 65, "name.tooLong", "RFC 5280 appendix A"),
        ("65 characters that Swift counts as 33", "e\u0301" * 32 + "e", "name.tooLong",
         "RFC 5280 appendix A"),
    ]
    for what, text, code, clause in bad:
        judge.refused(f"a name with {what}", judge.apply(keys.request(key), commonName=text),
                      code, "commonName", clause)
    for field, text, code, clause in (
        ("countryName", "XX", "name.countryUnknown", "5.1"),
        ("countryName", "hk", "name.countryUnknown", "5.1"),
        ("countryName", "HKG", "name.tooLong", "RFC 5280 appendix A"),
        ("emailAddress", "tai.man", "name.mailboxMalformed", "RFC 5280 §4.2.1.6"),
        ("emailAddress", "a@b@c.hk", "name.mailboxMalformed", "RFC 5280 §4.2.1.6"),
        ("emailAddress", '"a b"@example.hk', "name.mailboxMalformed", "RFC 5280 §4.2.1.6"),
        ("emailAddress", "a" * 250 + "@b.hk", "name.mailboxMalformed", None),
        ("emailAddress", "陳@example.hk", "name.mailboxMalformed", "RFC 5280 §4.2.1.6"),
        ("surname", "陳" * 32_769, "name.tooLong", "RFC 5280 appendix A"),
        ("pseudonym", "阿文", "subject.pseudonym", "5.2c"),
        ("serialNumber", "1234567890", "subject.fieldUnknown", "5.1"),
    ):
        judge.refused(f"{field} {text[:12]}", judge.apply(keys.request(key), **{field: text}),
                      code, field, clause)
    payload = world.applying("hk", keys.request(key))
    for what, subject, field in (
        ("a subject that is text", "陳大文", "subject"), ("a number for a name",
         {"commonName": 7}, "commonName"), ("a list for a name", {"commonName": ["x"]},
                                            "commonName")):
        judge.refused(what, judge.send("application.apply", {**payload, "subject": subject}),
                      "payload.invalid", field)
    # The same key again and again was refused for its name alone: it is still free.
    fine = world.applying("hk", keys.request(key), commonName="龜\u9f9c" + "文" * 62)
    judge.suite.check("64 characters, and the ideograph that the other one only looks like",
                      world.act("application.apply", fine)["state"] == "received")


def identities(judge, world):
    """What no document says; nothing of it stands in what is told about it."""
    payload = world.applying("hk", keys.request(world.key()))
    card = lambda number: {"documents": [{"kind": "hongKongIdentityCard", "number": number}]}
    for what, identity, code, field in (
        ("an identity that is text", "A123456(3)", "payload.invalid", "identity"),
        ("no document", {"documents": []}, "payload.invalid", "documents"),
        ("nine documents", {"documents": card("A123456(3)")["documents"] * 9}, "payload.invalid",
         "documents"),
        ("a kind that is not known", {"documents": [{"kind": "libraryCard", "number": "1"}]},
         "payload.choiceUnknown", "kind"),
        ("a wrong check digit", card("A123456(4)"), "identity.checkDigit", "number"),
        ("a number of half its length", card("A123"), "identity.numberForm", "number"),
        ("a number of a megabyte", card("A" * 1_000_000), "payload.invalid", "number"),
        ("a passport of nowhere", {"documents": [{"kind": "passport", "number": "123456789"}]},
         "identity.country", "country"),
        ("an organisation's document", documents("木棉", "organisation"), "identity.holder", "kind"),
        ("one card twice", {"documents": [*card("A123456(3)")["documents"],
                                          *card("a1234563")["documents"]]},
         "identity.twice", "documents"),
        ("another name on it", {**card("A123456(3)"), "name": {"chinese": "李小明"}},
         "identity.nameDiffers", "commonName"),
        ("a day that is none", {"documents": [{**card("A123456(3)")["documents"][0],
                                               "until": "2030-02-30"}]},
         "payload.invalid", "until"),
        ("a member that nobody reads", {**card("A123456(3)"), "remark": "x"},
         "payload.memberUnknown", "remark"),
    ):
        judge.refused(what, judge.send("application.apply", {**payload, "identity": identity}),
                      code, field)


def pseudonyms(judge, world):
    """Found at the latest when the contents are prepared; nothing of the vetting stays."""
    for text in ("anonymous", "匿名", "Nobody", "某某"):
        what = f"the name {text}"
        try:
            name = world.act("application.apply", world.applying(
                "hk", keys.request(world.key()), commonName=text))["application"]
        except Refused as refused:
            judge.suite.check(what, refused.code == "name.pseudonym", refused)
            continue
        vetting = world.vetting(world.get(f"applications/{name}"))
        judge.refused(what, judge.send("application.vet", vetting, "val"), "name.pseudonym",
                      None, "5.2c")


# MARK: Signed acts


def officers(judge, world):
    """Nobody does what another role does, and nobody counts twice."""
    name = world.certificate()
    app, key, _ = world.application("received")
    shown = world.get(f"applications/{app}")
    vetting = world.vetting(shown)
    enrolling = {"name": "new", "roles": ["validator"],
                 "publicKey": base64.b64encode(keys.P256Key().spki).decode()}
    for operation, payload, right in (
        ("application.vet", vetting, "val"),
        ("application.approve",
         {"application": app, "contents": DIGEST, "evidence": DIGEST}, "app"),
        ("application.evidence", {
            "application": app, "evidence": vetting["evidence"], "salt": vetting["salt"]}, "val"),
        ("application.check", {
            "application": app, "connector": "immd", "subject": {}, "pictures": [],
            "salt": vetting["salt"]}, "val"),
        ("application.issue", {"application": app, "contents": DIGEST}, "iss"),
        ("application.refuse", {"application": app, "reason": "withdrawn"}, "val"),
        ("application.claim", {"application": app}, "val"),
        ("application.return", {
            "application": app, "field": "surname", "reason": "incomplete"}, "val"),
        ("certificate.suspend", world.suspending(name), "val"),
        ("certificate.release", world.releasing(name), "app"),
        ("certificate.revoke", world.revoking(name), "val"),
        ("operator.enrol", enrolling, "mei"),
        ("practice.change", {"settings": {}}, "mei"),
    ):
        wrong = [officer for officer in ("mei", "aud", *OFFICERS)
                 if officer != right and not (officer in ("app", "abe") and (
                     right == "app" or operation in ("application.refuse", "application.return")))]
        for officer in dict.fromkeys(wrong):
            judge.refused(f"{operation} by {officer}", judge.send(operation, payload, officer),
                          "authorisation.roleMissing", None, "7.10")
        judge.refused(f"{operation} by nobody", judge.send(operation, payload),
                      "operation.actorWrong", None, "7.10")
    # The role in the statement is judged too, not only the roles that the officer holds.
    judge.refused("a role that does not fit",
                  judge.send("application.vet", vetting, "val", role="approver"),
                  "act.roleWrong", "role", "7.10")
    judge.refused("an act of the system", judge.send("key.block", {"keyHash": DIGEST}, "mei"),
                  "api.operationUnknown", "operation")
    judge.refused("an act of the applicant by an officer",
                  judge.send("application.accept", {
                      "application": app, "contents": DIGEST, "signature": "AAAA"}, "val"),
                  "operation.actorWrong", None, "7.10")


def pairings(judge, world):
    """The same officer twice, wherever two or three are needed."""
    public = base64.b64encode(keys.P256Key().spki).decode()
    name = world.certificate()
    revoking = {**world.revoking(name), "requester": "authority",
                "identified": "internalProcedure"}
    authority = {"authority": "gd", "kind": "issuing", "family": "rsa", "issuer": "root",
                 "jurisdiction": "guangdong", "commonName": "GD", "baseURL": world.base}
    for operation, payload, people in (
        ("operator.enrol", {"name": "ned", "publicKey": public, "roles": ["validator"]},
         FOUNDERS[:2]),
        ("practice.change", {"settings": {"crlPeriodHours": 7}}, FOUNDERS[:2]),
        ("authority.create", authority, FOUNDERS),
        ("certificate.revokeByAuthority", revoking, ("app", "abe")),
    ):
        proposal = world.act(operation, payload, people[0])["proposal"]
        for count in range(1, len(people)):
            for again in people[:count]:
                judge.refused(
                    f"{operation}: {again} again after {count}",
                    judge.act(lambda: world.approval(proposal, again)),
                    "authorisation.alreadyTookPart", None, "7.11b")
            result = world.client().post(world.approval(proposal, people[count]))["result"]
        judge.suite.check(f"{operation} is done by {len(people)}", result["state"] == "done",
                          result)
        judge.refused(f"{operation}: one more",
                      judge.act(lambda: world.approval(proposal, people[-1])),
                      "proposal.done", "proposal")
    judge.refused("a proposal that is none", judge.act({
        "proposal": "pro-" + "a" * 26, "signed": world.signed("mei", world.statement(
            "mei", "practice.change", DIGEST))}), "proposal.unknown", "proposal", status=404)


def altered_acts(judge, world):
    app, _, _ = world.application("received")
    vetting = world.vetting(world.get(f"applications/{app}"))
    operation, now = "application.vet", int(time.time() * 1000)
    for what, changes, code, field, clause in (
        ("a foreign origin", {"origin": "example.org/journal/0"}, "act.originWrong", "origin", None),
        ("another environment", {"environment": "production"}, "act.environmentWrong",
         "environment", None),
        ("an unknown environment", {"environment": "play"}, "act.malformed", "environment",
         "RFC 8785"),
        ("another operation", {"operation": "application.approve"}, "act.operationWrong",
         "operation", "7.10"),
        ("another case", {"case": "app-" + "a" * 26}, "act.caseWrong", "case", "7.10"),
        ("other contents", {"decides": "00" * 32}, "act.contentWrong", "decides", "7.10"),
        ("another policy", {"policy": "0.9"}, "act.policyWrong", "policy", None),
        ("another practice", {"practice": 77}, "act.practiceWrong", "practice", None),
        ("a time that is over", {"expires": now - 1}, "act.expired", "expires", None),
        ("a year to live", {"expires": now + 366 * 86_400_000}, "act.lifetimeTooLong", "expires",
         None),
        ("a checkpoint to come", {"checkpoint": {"size": 10**6, "root": "00" * 32}},
         "act.checkpointAhead", "checkpoint", None),
        ("a foreign checkpoint", {"checkpoint": {"size": 1, "root": "00" * 32}},
         "act.checkpointForeign", "checkpoint", None),
        ("a key of nobody", {"key": "key-" + "a" * 26}, "act.keyUnknown", "key", "7.10"),
        ("the key of another", {"key": world.officers["app"].key_id}, "act.signatureInvalid",
         "signature", "7.10"),
        ("a short nonce", {"nonce": "00"}, "act.malformed", "nonce", "RFC 8785"),
        ("capital hex", {"nonce": "AB" * 16}, "act.malformed", None, "RFC 8785"),
        ("another type", {"type": "kapok-act/v2"}, "act.malformed", "type", "RFC 8785"),
        ("one member more", {"note": "hello"}, "act.malformed", "note", "RFC 8785"),
        ("a negative time", {"expires": -1}, "act.malformed", "expires", "RFC 8785"),
        ("another decision", {"decision": "refuse"}, "act.malformed", "decision", "RFC 8785"),
    ):
        judge.refused(f"an act with {what}",
                      judge.send(operation, vetting, "val", **changes), code, field, clause)
    malformed_acts(judge, world, operation, vetting)
    replays(judge, world)
    tightening(judge, world)


def malformed_acts(judge, world, operation, payload):
    decides = hashlib.sha256(canonical(payload)).hexdigest()

    def with_bytes(change, sign_again=True):
        def body():
            statement = world.statement("val", operation, decides, payload["application"])
            act = change(canonical(statement))
            signer = world.officers["val"]
            signature = signer.sign(act if sign_again else canonical(statement))
            return {"request": secrets.token_hex(8), "operation": operation, "payload": payload,
                    "signed": {"act": base64.b64encode(act).decode(),
                               "signature": base64.b64encode(signature).decode()}}
        return judge.act(body)

    for what, change in (
        ("spaces", lambda act: act.replace(b":", b": ")),
        ("members in another order", lambda act: canonical_reversed(act)),
        ("a member twice", lambda act: act.replace(b'{"case"', b'{"case":null,"case"', 1)),
        ("a fraction", lambda act: re.sub(rb'"practice":(\d+)', rb'"practice":\1.0', act)),
        ("cut short", lambda act: act[:-1]), ("nothing", lambda act: b""),
        ("5 kB", lambda act: act[:-1] + b',"x":"' + b"x" * 5000 + b'"}'),
        ("bytes that are no text", lambda act: act.replace(b"do", b"\xff\xfe")),
    ):
        judge.refused(f"an act with {what}", with_bytes(change), "act.malformed", None, "RFC 8785")
    for member in ("case", "checkpoint", "decides", "decision", "environment", "expires", "key",
                   "nonce", "operation", "origin", "policy", "practice", "role", "type"):
        def without(act, member=member):
            statement = json.loads(act)
            del statement[member]
            return canonical(statement)
        judge.refused(f"an act without {member}", with_bytes(without), "act.malformed", member,
                      "RFC 8785")
    judge.refused("an act altered after signing",
                  with_bytes(lambda act: act.replace(b'"role":"validator"', b'"role":"approver"'), sign_again=False),
                  "act.signatureInvalid", "signature", "7.10")
    body = world.body(operation, payload, "val")
    for what, signature in (("no signature", ""), ("half a signature", "MEUCIQ=="),
                            ("random bytes", base64.b64encode(secrets.token_bytes(70)).decode())):
        broken = {**body, "signed": {**body["signed"], "signature": signature}}
        judge.refused(f"an act with {what}", judge.act(broken), "act.signatureInvalid",
                      "signature", "7.10")
    for what, signed in (("text for a signature", "x"), ("a number", 7), ("a list", []),
                         ("half of it", {"act": body["signed"]["act"]}),
                         ("broken base64", {"act": "?", "signature": "?"})):
        judge.refused(f"an act with {what} as signed", judge.act({**body, "signed": signed}),
                      "payload.invalid", "signed")
    altered = {**body, "payload": {**payload, "method": "B"}}
    judge.refused("a payload altered after signing", judge.act(altered), "act.contentWrong",
                  "decides", "7.10")


def canonical_reversed(act):
    members = json.loads(act)
    return json.dumps(dict(sorted(members.items(), reverse=True)), separators=(",", ":")).encode()


def replays(judge, world):
    """A signed act counts once: for good, also when it was refused."""
    app, _, _ = world.application("received")
    vetting = world.vetting(world.get(f"applications/{app}"))
    body = world.body("application.vet", vetting, "val")
    first = judge.client.post(body)
    before = judge.rows()
    again = judge.client.post(body)
    judge.suite.check("the same request gets the first answer", again["replayed"] and
                      again["result"] == first["result"], again)
    judge.nothing_left("the same request again", before, set())
    judge.refused("the same signed act under a new request", judge.act(body), "act.replayed",
                  "nonce")
    other = {**body, "payload": {**vetting, "method": "B"}}
    judge.refused("another content under the same request",
                  lambda language: judge.client.post(other, language), "request.idReused",
                  "request")
    early = world.body("application.vet", vetting, "val")
    judge.refused("vetting again", lambda language: judge.client.post(early, language),
                  "application.stateWrong", "application", "6.6", again=False)
    judge.refused("a refused act again", judge.act(early), "act.replayed", "nonce")
    payload = world.applying("hk", keys.request(world.key()))
    for what, request in (("no letters", ""), ("65 letters", "r" * 65), ("a space", "a b"),
                          ("another script", "請求"), ("a line end", "a\n")):
        code = "request.idInvalid"
        judge.refused(f"a request id of {what}", judge.act(
            lambda: {**world.body("application.apply", payload), "request": request}), code
            if request and len(request) < 65 else "payload.invalid", "request")
    for what, request in (("a number", 7), ("nothing", None)):
        judge.refused(f"a request id that is {what}", judge.act(
            lambda: {**world.body("application.apply", payload), "request": request}),
            "payload.invalid", "request")


def recorded(judge, world):
    """A refusal of a known officer is an entry; those of strangers are counted (design: no entry
    of each, or they could make the journal grow)."""
    app, _, _ = world.application("received")
    vetting = world.vetting(world.get(f"applications/{app}"))
    for what, payload, code in (
        ("by the rules", {**vetting, "statement": DIGEST}, "application.statementDiffers"),
        ("for its form", {**vetting, "evidence": "papers"}, "payload.invalid"),
        ("for what it lacks", {**vetting, "evidence": []}, "application.checklistIncomplete"),
    ):
        before = judge.rows()[1]
        judge.refused(f"a vetting refused {what}", judge.send("application.vet", payload, "val"),
                      code, again=False)
        page = judge.client.get(f"journal?after={before - 1}&size=10")["entries"]
        judge.suite.check(f"a refusal of an officer, {what}, is an entry",
                          [(entry["actor"], entry["code"]) for entry in page]
                          == [("off-val", code)], page)
    judge.suite.check("the server stops", world.server.stop() == 0)
    world.start()
    judge.client = world.client()
    page = judge.client.get("journal?operation=ledger.refusals&size=500")["entries"]
    counted = {}
    for item in page:
        proof = judge.client.get(f"journal/{item['index']}/proof")
        counts = json.loads(base64.b64decode(proof["entry"]))["facts"]["counts"]
        for code, count in counts.items():
            counted[code] = counted.get(code, 0) + count
    for code in ("request.signatureInvalid", "request.keyWeak", "request.algorithmRefused",
                 "request.unreadable", "name.control", "key.alreadyCertified",
                 "act.signatureInvalid", "act.keyUnknown"):
        judge.suite.check(f"strangers' {code} is counted", counted.get(code, 0) >= 1, counted)


def tightening(judge, world):
    """What tightens is never held up by versions, clocks or checkpoints: the defect is noted."""
    for changes, code in (
        ({"expires": int(time.time() * 1000) - 1}, "act.expired"),
        ({"policy": "0.9"}, "act.policyWrong"), ({"practice": 77}, "act.practiceWrong"),
        ({"checkpoint": {"size": 1, "root": "00" * 32}}, "act.checkpointForeign"),
    ):
        name = world.certificate()
        body = world.body("certificate.suspend", world.suspending(name), "val",
                          changes=changes)
        answer = judge.client.post(body)
        proof = world.get(f"journal/{answer['entry']}/proof")
        entry = json.loads(base64.b64decode(proof["entry"]))
        judge.suite.check(f"a suspension goes on with {code}", entry["defects"] == [code],
                          entry["defects"])
        judge.refused(f"it does not go on twice with {code}", judge.act(body), "act.replayed",
                      "nonce")


# MARK: States and references


def states(judge, world):
    """Each step only where it belongs."""
    app, key, _ = world.application("received")
    decision = {"application": app, "contents": DIGEST}
    approval = {**decision, "evidence": DIGEST}
    for operation, payload, officer in (
        ("application.approve", approval, "app"), ("application.issue", decision, "iss")):
        judge.refused(f"{operation} before vetting", judge.send(operation, payload, officer),
                      "application.stateWrong", "application", "6.6")
    vetting = world.vetting(world.get(f"applications/{app}"))
    for what, change, code, field, clause in (
        ("another statement", {"statement": DIGEST}, "application.statementDiffers", "statement",
         "3.2a"),
        ("no method", {"method": None}, "application.identityMethodMissing", "method", "5.6b"),
        ("a third method", {"method": "C"}, "payload.choiceUnknown", "method", None),
        ("no evidence", {"evidence": []}, "application.checklistIncomplete", "evidence", "5.3b"),
        ("evidence that is no item", {"evidence": ["passport"]}, "payload.invalid", "kind", None),
        ("evidence of no kind", {"evidence": [{"kind": "hearsay", "values": {}}]},
         "application.evidenceKindUnknown", "kind", "6.3b"),
        ("an item that says nothing", {"evidence": [{"kind": "faceToFace", "values": {}}]},
         "application.evidenceDefective", "place", "5.5A"),
        ("a digest in capitals", {"evidence": [{
            "kind": "trademark", "values": {}, "document": DIGEST.upper()}]}, "payload.invalid",
         "document", None),
        ("no salt", {"salt": None}, "record.saltInvalid", "salt", None),
        ("too much evidence", {"evidence": [vetting["evidence"][0]] * 33}, "payload.invalid",
         "evidence", None),
        ("an unknown application", {"application": "app-" + "a" * 26}, "application.unknown",
         "application", None),
    ):
        judge.refused(f"vetting with {what}",
                      judge.send("application.vet", {**vetting, **change}, "val"), code, field,
                      clause, status=404 if code.endswith(".unknown") else 422)
    world.act("application.vet", vetting, "val")
    judge.refused("vetting twice", judge.send("application.vet", vetting, "val"),
                  "application.stateWrong", "application", "6.6")
    shown = world.get(f"applications/{app}")
    accepting, other = world.accepting(shown, key), world.accepting(shown, world.key())
    judge.refused("accepted by another key", judge.send("application.accept", other),
                  "application.acceptanceInvalid", "signature", "6.12")
    judge.refused("accepted over other contents",
                  judge.send("application.accept", {**accepting, "contents": DIGEST}),
                  "application.contentsDiffer", "contents", "3.2b")
    judge.refused("accepted with half a signature",
                  judge.send("application.accept", {**accepting, "signature": "AAAA"}),
                  "application.acceptanceInvalid", "signature", "6.12")
    world.act("application.accept", accepting)
    judge.refused("accepted twice", judge.send("application.accept", accepting),
                  "application.stateWrong", "application", "6.6")
    judge.refused("approved over other contents",
                  judge.send("application.approve", approval, "app"),
                  "application.contentsDiffer", "contents", "3.2b")
    judge.refused("approved over other evidence",
                  judge.send("application.approve",
                             {**approval, "contents": shown["contents"]}, "app"),
                  "application.evidenceDiffers", "evidence", "6.3a")
    certificates(judge, world)
    mistakes(judge, world)
    holders(judge, world)


def holders(judge, world):
    """Requests that no officer signs: whatever is wrong with them, strangers are told the same."""
    app, key, issued = world.application("issued")
    name = f"{issued['authority']}/{issued['serial']}"
    context = world.get("context")

    def signed(by, kind="kapok-status-request/v1", **changes):
        members = {"type": kind, "origin": context["origin"],
                   "environment": context["environment"], "certificate": name}
        if kind == "kapok-status-request/v1":
            members |= {"act": "suspend", "reason": "keyLost", "sequence": 1}
        members |= changes
        return base64.b64encode(by.sign(canonical(members))).decode()

    asking = {"certificate": name, "reason": "keyLost", "sequence": 1}
    proof = "kapok-key-proof/v1"
    for what, payload in (
        ("by another key", {**asking, "signature": signed(world.key())}),
        ("for another journal", {**asking, "signature": signed(key, origin="elsewhere.example")}),
        ("for production", {**asking, "signature": signed(key, environment="production")}),
        ("to revoke", {**asking, "signature": signed(key, act="revoke")}),
        ("with half a signature", {**asking, "signature": "AAAA"}),
        ("that is a proof", {**asking, "signature": signed(key, proof)}),
        ("of a number that nobody has",
         {**asking, "certificate": "hk/7f00ff00", "signature": signed(key)})):
        judge.refused(f"a request {what}", judge.send("certificate.suspendByKey", payload),
                      "certificate.requestInvalid", "signature", "5.8a")
    judge.refused("a request for a later status",
                  judge.send("certificate.suspendByKey",
                             {**asking, "sequence": 2, "signature": signed(key, sequence=2)}),
                  "certificate.requestStale", "sequence", "5.8a")
    for what, payload in (
        ("by another key", {"certificate": name, "signature": signed(world.key(), proof)}),
        ("that is a request", {"certificate": name, "signature": signed(key)})):
        judge.refused(f"a proof {what}", judge.send("certificate.proveCompromise", payload),
                      "certificate.proofInvalid", "signature", "6.17a")
    judge.refused("a code that is none",
                  judge.send("certificate.suspendByCode", {"certificate": name, "code": "stop it"}),
                  "payload.invalid", "code")
    judge.refused("a wrong code",
                  judge.send("certificate.suspendByCode",
                             {"certificate": name, "code": "0000-0000-0000-0000"}),
                  "certificate.codeInvalid", "code", "6.17a")
    world.act("certificate.suspendByKey", {**asking, "signature": signed(key)})
    judge.refused("the same request again",
                  judge.send("certificate.suspendByKey", {**asking, "signature": signed(key)}),
                  "certificate.stateWrong", "certificate", "6.17a")
    world.act("certificate.release", world.releasing(name), "app")
    judge.refused("an old request after a release",
                  judge.send("certificate.suspendByKey", {**asking, "signature": signed(key)}),
                  "certificate.requestStale", "sequence", "5.8a")
    world.act("certificate.proveCompromise", {"certificate": name, "signature": signed(key, proof)})
    judge.refused("a proof of what is known",
                  judge.send("certificate.proveCompromise",
                             {"certificate": name, "signature": signed(key, proof)}),
                  "key.blocked", "signature", "6.7b")
    judge.refused("a release after it", judge.send(
        "certificate.release", world.releasing(name), "app"), "certificate.keyBlocked",
        "certificate", "6.7b")


def certificates(judge, world):
    name = world.certificate()
    releasing = world.releasing(name)
    judge.refused("a release of what is valid",
                  judge.send("certificate.release", releasing, "app"), "certificate.stateWrong",
                  "certificate", "6.17a")
    revoking = world.revoking(name)
    for what, change, code, field, clause in (
        ("no evidence", {"evidence": []}, "revocation.evidenceMissing", "evidence", "6.19a"),
        ("evidence that is no hash", {"evidence": ["x"]}, "revocation.evidenceMissing",
         "evidence", "6.19a"),
        ("an unknown reason", {"reason": "bored"}, "payload.choiceUnknown", "reason", None),
        ("a hold as reason", {"reason": "certificateHold"}, "payload.choiceUnknown", "reason",
         None),
        ("a court that shows no document", {"requester": "court"},
         "revocation.identificationMismatch", "identified", "6.19a"),
        ("no identification", {"identified": None}, "payload.invalid", "identified", None),
        ("a call, and no word of why nobody came", {"identified": "telephone"},
         "identification.hindranceMissing", "hindrance", "5.8b"),
        ("a call to whatever number", {"identified": "telephone", "hindrance": "distance"},
         "identification.contactMissing", "contactFrom", "5.8b"),
        ("a letter that nobody kept", {"identified": "post", "hindrance": "distance",
                                       "evidence": []},
         "identification.proofMissing", "evidence", "5.8b"),
        ("an illness for a hindrance", {"identified": "post", "hindrance": "pneumonia"},
         "payload.choiceUnknown", "hindrance", None),
        ("an own mistake, alone", {"cause": "productionMistake"}, "payload.memberUnknown", "cause",
         None),
        ("the authority itself, alone", {"requester": "authority",
                                         "identified": "internalProcedure"},
         "revocation.needsTwo", "requester", "6.19c"),
    ):
        judge.refused(f"a revocation with {what}",
                      judge.send("certificate.revoke", {**revoking, **change}, "val"), code,
                      field, clause)
    world.act("certificate.suspend", world.suspending(name), "val")
    for what, change, code, field, clause in (
        ("nobody who asks", {"requester": None}, "payload.invalid", "requester", None),
        ("no evidence", {"evidence": []}, "release.evidenceMissing", "evidence", "6.17a"),
        ("no identity document", {"documents": []}, "release.documentsMissing", "documents", "5.8a"),
        ("a telephone call alone", {"identified": "telephone", "hindrance": "distance",
                                    "contactFrom": "application"},
         "release.identificationUnfit", "identified", "5.8b"),
        ("the doubted key", {"identified": "signedRequest"}, "release.identificationUnfit",
         "identified", "5.8b"),
        ("a letter, and no word of why nobody came", {"identified": "post"},
         "identification.hindranceMissing", "hindrance", "5.8b"),
    ):
        judge.refused(f"a release with {what}",
                      judge.send("certificate.release", {**releasing, **change}, "app"), code,
                      field, clause)
    world.act("certificate.revoke", revoking, "val")
    for operation, payload, officer in (
        ("certificate.revoke", revoking, "val"), ("certificate.suspend", world.suspending(name),
         "val"), ("certificate.release", releasing, "app")):
        judge.refused(f"{operation} of what is revoked", judge.send(operation, payload, officer),
                      "certificate.stateWrong", "certificate", "6.17a")
    for text, code in (
        ("hk/7f00ff00", "certificate.unknown"), ("nobody/" + name.split("/")[1],
         "certificate.unknown"), ("00ff", "certificate.nameInvalid"), ("hk/", "certificate.nameInvalid"),
        ("hk/xyz", "certificate.nameInvalid"), ("hk/../root", "certificate.nameInvalid"),
        ("hk/" + "f" * 400, "certificate.nameInvalid")):
        judge.refused(f"suspension of {text[:20]}",
                      judge.send("certificate.suspend", world.suspending(text), "val"), code,
                      "certificate", status=404 if code.endswith("unknown") else 422)


def mistakes(judge, world):
    """A mistake of production, from the register to the number of them."""
    name, other = world.certificate(), world.certificate()
    values = {"number": "I-7", "happenedAt": "2026-01-01T00:00:00Z", "form": "production",
              "mistake": "keyPairMismatch", "certificate": name, "description": "found at delivery",
              "owner": "mei", "stage": "found"}
    adding = {"kind": "incident", "salt": DIGEST, "values": values}
    keeper = {"changes": {"role": "caAdministrator"}}
    judge.refused("an incident of production that does not say what went wrong",
                  judge.act(lambda: world.body("record.add", {
                      **adding, "values": {**values, "mistake": ""}}, "mei", **keeper)),
                  "record.fieldMissing", "mistake", "6.20")
    incident = world.act("record.add", adding, "mei", **keeper)["record"]
    by_authority = {"requester": "authority", "identified": "internalProcedure"}
    said = {"cause": "productionMistake", "incident": incident}
    unsaid = {**world.revoking(name), **by_authority}
    proposed(judge, world, "certificate.revokeByAuthority", unsaid, "revocation.mistakeUnsaid",
             "cause", "nothing said of a mistake that is known", "app", "6.20")
    proposed(judge, world, "certificate.revokeByAuthority",
             {**world.revoking(other), **by_authority, **said}, "revocation.incidentUnfit",
             "incident", "the incident of another certificate", "app", "6.20")
    world.together("certificate.revokeByAuthority", {**unsaid, **said}, ("app", "abe"))
    last = world.get(f"status/{name}")["history"][-1]
    judge.suite.check("the history keeps the mistake", (last["cause"], last["identified"]) == (
        "keyPairMismatch", "internalProcedure"), last)
    day = world.get("context")["time"][:10]
    status, answer = world.client().send("POST", "conformance", {"from": day, "to": day})
    told = answer.get("period", {}).get("revocations", {})
    judge.suite.check("and a period counts it", status == 200 and told["mistakes"] == [
        {"mistake": "keyPairMismatch", "count": 1}] and told["count"] > 1, told)


def queries(judge, world):
    """Questions about what is not there, or that cannot be understood."""
    ask = lambda path: lambda language: judge.client.get(path, language)
    for path, code, field, status in (
        ("nothing", "api.routeUnknown", None, 404),
        ("applications/app-none", "application.unknown", "application", 404),
        ("certificates/00ff00ff", "certificate.unknown", "certificate", 404),
        ("certificates/zz", "certificate.nameInvalid", "certificate", 422),
        ("status/hk%2f00ff00ff", "certificate.unknown", "certificate", 404),
        ("authorities/nobody", "authority.unknown", "authority", 404),
        ("proposals/pro-none", "proposal.unknown", "proposal", 404),
        ("crl/nobody", "authority.unknown", "authority", 404),
        ("journal/99999999/proof", "entry.unknown", "index", 404),
        ("journal/-1/proof", "api.queryInvalid", "index", 422),
        ("journal/first/proof", "api.queryInvalid", "index", 422),
        ("certificates?page=0", "api.queryInvalid", "page", 422),
        ("certificates?size=100000", "api.queryInvalid", "size", 422),
        ("certificates?page=x", "api.queryInvalid", "page", 422),
        ("certificates?serial=zz", "api.queryInvalid", "serial", 422),
        ("certificates?from=yesterday", "api.queryInvalid", "from", 422),
        ("applications?to=2026-13-01", "api.queryInvalid", "to", 422),
        ("journal?size=0", "api.queryInvalid", "size", 422),
        ("journal?from=yesterday", "api.queryInvalid", "from", 422),
        ("journal?after=x", "api.queryInvalid", "after", 422),
        ("practice?version=x", "api.queryInvalid", "version", 422),
        ("practice?version=99", "practice.versionUnknown", "version", 404),
    ):
        judge.refused(f"GET {path}", ask(path), code, field, status=status)
    for text in ("' OR 1=1 --", "%", "_", "\\", "\"", ";DROP TABLE certificate"):
        found = judge.client.get("certificates?name=" + "".join(
            f"%{octet:02x}" for octet in text.encode()))
        judge.suite.check(f"the name part {text} is only text", found["total"] == 0, found)


# MARK: Settings and proposals


def practices(judge, world):
    """A setting out of its bounds never comes into force, and is refused before anybody signs."""
    days = ("practice.settingInvalid", "subscriberValidityDays", "8.15e")
    for settings, code, field, clause in (
        ({"subscriberValidityDays": 1828}, *days), ({"subscriberValidityDays": 3650}, *days),
        ({"subscriberValidityDays": 0}, *days), ({"subscriberValidityDays": "long"}, *days),
        ({"crlPeriodHours": 25}, "practice.settingInvalid", "crlPeriodHours", "4.11c"),
        ({"suspensionLimitDays": -1}, "practice.settingInvalid", "suspensionLimitDays", "6.19b"),
        ({"privateArc": "not an arc"}, "practice.settingInvalid", "privateArc", None),
        ({"relianceCurrency": "gold"}, "practice.settingInvalid", "relianceCurrency", None),
        ({"favouriteColour": "red"}, "practice.settingUnknown", "favouriteColour", None),
    ):
        proposed(judge, world, "practice.change", {"settings": settings}, code, field,
                 str(settings), clause=clause)
    outliving(judge, world)


def outliving(judge, world):
    """Years beyond the issuer's own: the certificate ends with its issuer, never after."""
    world.together("practice.change",
                   {"settings": {"issuingValidityYears": 1, "subscriberValidityDays": 1826}},
                   FOUNDERS[:2])
    world.create_authority("brief", "issuing")
    issuer = Certificate(base64.b64decode(world.get("authorities/brief")["certificate"]))
    for authority, most in (("brief", issuer.validity[1]), ("hk", None)):
        name = world.certificate(authority)
        own = Certificate(base64.b64decode(world.get(f"certificates/{name}")["certificate"]))
        judge.suite.check(f"a certificate of {authority} ends in time",
                          most is None or own.validity[1] <= most, own.validity)
        begin, end = (int(moment[:2]) for moment in own.validity)
        judge.suite.check(f"a certificate of {authority} lasts five years at most",
                          end - begin <= 5, own.validity)


def proposals(judge, world):
    """What several people decide is judged when it is proposed: nobody signs nonsense, and
    nothing that a proposer typed stands in the journal."""
    public = base64.b64encode(keys.P256Key().spki).decode()
    good = {"name": "new", "publicKey": public, "roles": ["validator"]}
    for what, change, code, field in (
        ("a full name", {"name": "Chan Tai Man"}, "officer.nameInvalid", "name"),
        ("a name that is taken", {"name": "val"}, "officer.exists", "name"),
        ("no key", {"publicKey": "AAAA"}, "officer.keyUnusable", "publicKey"),
        ("an RSA key", {"publicKey": base64.b64encode(world.key().spki).decode()},
         "officer.keyUnusable", "publicKey"),
        ("an unknown role", {"roles": ["king"]}, "role.unknown", "roles"),
        ("no list of roles", {"roles": None}, "payload.invalid", "roles"),
        ("roles that exclude each other", {"roles": ["validator", "approver"]}, "role.conflict",
         "roles"),
    ):
        proposed(judge, world, "operator.enrol", {**good, **change}, code, field, what)
    good = {"authority": "x1", "kind": "issuing", "family": "rsa", "jurisdiction": "hongKong",
            "issuer": "root", "commonName": "X One", "baseURL": world.base}
    story = "Chan Tai Man, HKID A123456(7)"
    for what, change, code, field in (
        ("a story for a kind", {"kind": story}, "payload.choiceUnknown", "kind"),
        ("a story for a name", {"authority": story}, "authority.nameInvalid", "authority"),
        ("a name that is taken", {"authority": "hk"}, "authority.exists", "authority"),
        ("an unknown issuer", {"issuer": "nobody"}, "authority.unknown", "issuer"),
        ("an issuer that is no root", {"issuer": "hk"}, "authority.kindWrong", "issuer"),
        ("another family", {"family": "sm2"}, "authority.kindWrong", "issuer"),
        ("https for a base", {"baseURL": "https://x.hk"}, "authority.baseURLInvalid", "baseURL"),
        ("a base with a slash", {"baseURL": "http://x.hk/"}, "authority.baseURLInvalid",
         "baseURL"),
        ("a control character", {"commonName": "X\u202eOne"}, "name.bidirectional",
         "commonName"),
        ("an endless name", {"commonName": "X" * 200}, "name.tooLong", "commonName"),
    ):
        proposed(judge, world, "authority.create", {**good, **change}, code, field, what)
    with world.database() as database:
        entries = [row[0] for row in database.execute("SELECT bytes FROM journal_entry")]
    judge.suite.check("nothing that was typed stands in the journal",
                      not any(b"Tai Man" in entry for entry in entries))
    name = world.certificate()
    revoking = {**world.revoking(name), "requester": "authority",
                "identified": "internalProcedure"}
    for what, change, code, field in (
        ("a story for a reason", {"reason": story}, "payload.choiceUnknown", "reason"),
        ("no evidence", {"evidence": []}, "revocation.evidenceMissing", "evidence"),
        ("a certificate that is none", {"certificate": "hk/7f00ff00"}, "certificate.unknown",
         "certificate"),
        ("a story for a cause", {"cause": story}, "payload.choiceUnknown", "cause"),
        ("a mistake without an incident", {"cause": "productionMistake"},
         "revocation.incidentMissing", "incident"),
        ("a mistake of the subscriber's", {"cause": "productionMistake",
                                           "reason": "privilegeWithdrawn"},
         "revocation.mistakeReason", "reason"),
        ("an incident that is none", {"cause": "productionMistake", "incident": story},
         "revocation.incidentUnfit", "incident"),
    ):
        proposed(judge, world, "certificate.revokeByAuthority", {**revoking, **change}, code, field,
                 what, "app", "6.20" if code.startswith(("revocation.m", "revocation.i")) else None)
    overtaken(judge, world)


def proposed(judge, world, operation, payload, code, field, what, officer=FOUNDERS[0],
             clause=None):
    """Refused when it is proposed: nobody else is ever asked to sign it."""
    judge.refused(f"{operation} with {what}", judge.send(operation, payload, officer), code, field,
                  clause, status=404 if code.endswith(".unknown") else 422)


def overtaken(judge, world):
    """Good when it was proposed, and no longer when it is signed: the last signature is refused."""
    enrolling = {"name": "twice", "roles": ["validator"],
                 "publicKey": base64.b64encode(keys.P256Key().spki).decode()}
    first, second = (
        world.act("operator.enrol", {**enrolling, "roles": [role]}, "mei")["proposal"]
        for role in ("validator", "auditor"))
    judge.refused("exactly what waits already", judge.send("operator.enrol", enrolling, "jun"),
                  "proposal.twin")
    world.client().post(world.approval(first, "jun"))
    judge.refused("an enrolment that another one overtook",
                  judge.act(lambda: world.approval(second, "jun")), "officer.exists", "name")
    good = {"proposal": second, "words": "陳大文 said so", "salt": DIGEST}
    for what, change, code, field in (
        ("no words", {"words": ""}, "payload.invalid", "words"),
        ("a book", {"words": "x" * 2001}, "payload.invalid", "words"),
        ("a short salt", {"salt": "00"}, "payload.invalid", "salt"),
        ("a remark", {"remark": "x"}, "payload.memberUnknown", "remark"),
        ("a proposal that is none", {"proposal": "pro-x"}, "proposal.unknown", "proposal"),
        ("one that was carried out", {"proposal": first}, "proposal.done", "proposal"),
    ):
        proposed(judge, world, "proposal.refuse", {**good, **change}, code, field, what)
    for field in ("nothing", "name.x", ".", "名"):
        proposed(judge, world, "proposal.return", {**good, "field": field},
                 "proposal.fieldUnknown", "field", "a field that is not there")
    judge.refused("a correction of what was not returned", judge.act(lambda: {
        **world.body("operator.enrol", {**enrolling, "name": "thrice"}, "mei"),
        "corrects": second}), "proposal.notReturned", "corrects")


# MARK: JSON and HTTP


def bodies(judge, world):
    """What is no request at all."""
    connection = SocketConnection(world.socket)

    def post(data):
        def work(language):
            connection.request("POST", "/api/v1/acts", data, {"Accept-Language": language})
            response = connection.getresponse()
            answer = json.loads(response.read())
            if response.status != 200:
                raise Refused(response.status, answer)
            return answer
        return work

    unreadable = ("api.bodyUnreadable", "body")
    for what, data in (
        ("text", b"hello"), ("half an object", b'{"request":'), ("a deep nest", b"[" * 10_000),
        ("a deep object", b'{"a":' * 5_000 + b"1" + b"}" * 5_000),
        ("a key twice", b'{"request":"a","request":"b"}'),
        ("a key twice inside", b'{"payload":{"a":1,"a":2}}'),
        ("a key twice, once escaped", b'{"a":1,"\\u0061":2}'), ("a fraction", b'{"a":1.5}'),
        ("an exponent", b'{"a":1e400}'), ("a large number", b'{"a":' + b"9" * 400 + b"}"),
        ("no text", b'{"a":"\xff"}'), ("an overlong encoding", b'{"a":"\xc0\xaf"}'),
        ("half a pair", b'{"a":"\\ud800"}'),
        ("no character", '{"a":"\ufdd0"}'.encode()), ("U+FFFE", '{"a":"\ufffe"}'.encode()), ("a bare control", b'{"a":"\x01"}'),
        ("more behind", b"{} {}"), ("a comma too many", b'{"a":1,}'), ("NaN", b'{"a":NaN}'),
        ("UTF-16", '{"a":1}'.encode("utf-16")), ("a mark before", b"\xef\xbb\xbf{}"),
    ):
        judge.refused(f"a body with {what}", post(data), *unreadable)
    for what, data in (("nothing", b""), ("null", b"null"), ("a list", b"[]"), ("a number", b"7"),
                       ("an empty object", b"{}"), ("an operation that is a number",
                                                    b'{"operation":7,"request":"r"}')):
        judge.refused(f"a body with {what}", post(data), "payload.invalid")
    judge.refused("an unknown operation", post(b'{"operation":"mint","request":"r1"}'),
                  "api.operationUnknown", "operation")
    payload = {"subject": {"commonName": "x" * (1 << 19)}, "authority": "hk"}
    judge.refused("a payload of half a megabyte", judge.send("application.apply", payload),
                  "payload.invalid")


def hundred_megabytes(judge, world):
    """Refused without being kept: the server's memory does not follow its clients'."""
    before, rows = world.server.peak_kilobytes(), judge.rows()
    size = 100 << 20
    for name, connect, path in (
        ("the socket", lambda: unix(world.socket), b"/api/v1/acts"),
        ("the public listener", lambda: socket.create_connection(("127.0.0.1", world.port)),
         b"/ocsp")):
        for chunked in (False, True):
            kind = "chunked" if chunked else "announced"
            status = pour(connect, path, size, chunked)
            judge.suite.check(f"100 MB {kind} at {name}", status == 413, status)
    file = world.file("large.csr", b"")
    os.truncate(file, size)
    done = world.cli("apply", "--authority", "hk", "--category", "personal", "--csr", file,
                     "--common-name", "x", "--json")
    error = json.loads(done.stderr)["error"]
    judge.suite.check("a file of 100 MB by the command line",
                      (done.returncode, error["code"], error["field"])
                      == (1, "command.fileTooLarge", file), error)
    os.unlink(file)
    grown = world.server.peak_kilobytes() - before
    judge.suite.check("the server's memory is bounded", grown < 48 << 10, f"{grown} kB more")
    judge.nothing_left("100 MB", rows, set())
    too_large(judge, world)


def too_large(judge, world):
    """2 MB: over the limit, and refused in the API's own form."""
    def work(language):
        connection = SocketConnection(world.socket)
        with closing(connection):
            connection.request("POST", "/api/v1/acts", b'"' + b"x" * (2 << 20) + b'"',
                               {"Accept-Language": language})
            response = connection.getresponse()
            raise Refused(response.status, json.loads(response.read()))
    judge.refused("a body of 2 MB", work, "api.bodyTooLarge", status=413, field="body")


def pour(connect, path, size, chunked):
    """Sends as fast as it is taken until the other side has had enough; its status."""
    with closing(connect()) as connection:
        connection.settimeout(60)
        head = b"POST " + path + b" HTTP/1.1\r\nHost: x\r\n"
        head += (b"Transfer-Encoding: chunked\r\n\r\n" if chunked
                 else b"Content-Length: %d\r\n\r\n" % size)
        block = b"x" * 65536
        part = b"10000\r\n" + block + b"\r\n" if chunked else block
        answer = b""
        try:
            connection.sendall(head)
            for _ in range(size // len(block)):
                connection.sendall(part)
        except OSError:
            pass  # It stopped listening, as it may.
        try:
            answer = connection.recv(4096)
        except OSError:
            pass
        words = answer.split()
        return int(words[1]) if len(words) > 1 else None


# MARK: The command line's own refusals


def command_line(judge, world):
    missing = os.path.join(world.home, "missing")
    csr = world.file("good.csr", keys.request(world.key()))
    apply = ("apply", "--authority", "hk", "--category", "personal", "--common-name", "x")
    key = world.file("val.pem")
    wide = world.file("wide.pem", open(key, "rb").read(), mode=0o644)
    os.chmod(wide, 0o644)
    stranger = world.file("stranger.pem")
    world.cli("operator", "key", "--out", stranger)
    name = world.certificate()
    suspend = ("suspend", name, "--reason", "keyLost", "--requester", "subscriber", "--yes")
    for what, arguments, status, code, field in (
        ("a missing request", (*apply, "--csr", missing), 1, "command.fileUnreadable", missing),
        ("a folder for a request", (*apply, "--csr", world.home), 1, "command.fileUnreadable",
         world.home),
        ("no options", ("apply",), 2, "command.usage", None),
        ("an unknown command", ("mint",), 2, "command.usage", None),
        ("an unknown option", (*apply, "--csr", csr, "--colour", "red"), 2, "command.usage", None),
        ("a time on an act", (*suspend, "--at", "2026-01-01", "--as", "val", "--key", key), 2,
         "command.timeOnAct", "--at"),
        ("no officer", suspend, 2, "command.officerKeyMissing", "--key"),
        ("a missing key", (*suspend, "--as", "val", "--key", missing), 1,
         "command.fileUnreadable", missing),
        ("a key that others can read", (*suspend, "--as", "val", "--key", wide), 1,
         "command.officerKeyExposed", wide),
        ("a request for a key", (*suspend, "--as", "val", "--key", csr), 1,
         "command.officerKeyUnusable", csr),
        ("the key of a stranger", (*suspend, "--as", "val", "--key", stranger), 1,
         "command.officerKeyOfAnother", None),
        ("an officer who is none", (*suspend, "--as", "ghost", "--key", key), 1,
         "command.officerUnknown", None),
        ("the wrong officer", ("release", name, "--yes", "--as", "val", "--key", key), 1,
         "authorisation.roleMissing", None),
        ("an unknown serial", ("status", "00ff00ff"), 1, "certificate.unknown", "certificate"),
        ("a serial that is none", ("status", "zz"), 1, "certificate.nameInvalid", "certificate"),
        ("a folder that is none", ("health", "--data", missing), 3, "command.dataFolderMissing",
         "--data"),
        ("a server that is none", ("health", "--server", "http://127.0.0.1:1"), 2,
         "command.serverUnreachable", None),
    ):
        before, texts = judge.rows(), []
        for language in LANGUAGES:
            done = world.cli(*arguments, "--json", "--lang", language)
            try:
                answer = json.loads(done.stderr[done.stderr.index(b"{"):])
            except ValueError:
                answer = {"unreadable": done.stderr.decode(errors="replace")}
            texts.append(Refused(done.returncode, answer))
        first = texts[0]
        judge.note(f"kapok {arguments[0]}: {what}", texts)
        judge.suite.check(f"kapok with {what}", (first.status, first.code) == (status, code),
                          first)
        if field:
            judge.suite.check(f"kapok with {what}: field", first.field == field, first.field)
        if first.code:
            judge.read_well(f"kapok with {what}", texts)
        judge.nothing_left(f"kapok with {what}", before, {code})


def run(part, judge, world):
    begun, passed = time.monotonic(), judge.suite.passed
    try:
        part(judge, world)
    except Exception as fault:
        judge.suite.check(part.__name__, False, "".join(traceback.format_exception(fault)))
    print(f"{part.__name__}: {judge.suite.passed - passed} checks in "
          f"{time.monotonic() - begun:.1f} s", flush=True)


def main():
    suite = Suite("badinput")
    print(f"seed {SEED}", flush=True)
    # What changes the settings has a world of its own: it could spoil the others' checks.
    for parts in (
        (requests, malformed_requests, names, identities, pseudonyms, officers, pairings, altered_acts,
         states, queries, bodies, hundred_megabytes, command_line, private_keys, recorded),
        (proposals, practices),
    ):
        with World() as world:
            world.build()
            judge = Judge(world, suite)
            for part in parts:
                run(part, judge, world)
            done = world.cli("audit", "verify", "--json")
            suite.check("after all that the journal verifies", done.returncode == 0, done.stdout)
            if os.environ.get("VERBOSE"):
                judge.table()
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
