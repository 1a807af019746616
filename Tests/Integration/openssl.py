#!/usr/bin/env python3
"""OpenSSL agrees on the RSA line: certificates, paths, revocation lists and status answers.

What each command prints for each profile, and what it decides after every change of status.
"""
import base64, datetime, re, urllib.parse

import proofs

from world import Suite, World, der_of, fetch, flipped, pem, run
import der

HONG_KONG = "2.16.344.8.2.2008.810.2.2018.1.1"
MAINLAND = "2.16.156.339.1.1.1.2.1"
EXPLICIT = ["-explicit_policy", "-policy"]
# Reasons that an officer may give: the code, as lists name it, as answers name it. OpenSSL 3.0
# has no name for the reason 9 in answers; none is given for unspecified. RFC 5280 section 5.3.1.
REASONS = {
    "keyCompromise": (1, "Key Compromise", "keyCompromise"),
    "affiliationChanged": (3, "Affiliation Changed", "affiliationChanged"),
    "superseded": (4, "Superseded", "superseded"),
    "cessationOfOperation": (5, "Cessation Of Operation", "cessationOfOperation"),
    "certificateHold": (6, "Certificate Hold", "certificateHold"),
    "privilegeWithdrawn": (9, "Privilege Withdrawn", "(UNKNOWN)"),
    "unspecified": (None, None, None)}


# --- What certificates say -------------------------------------------------------------------


def text_of(file):
    return run("openssl", "x509", "-in", file, "-noout", "-text", "-nameopt",
               "RFC2253,utf8,-esc_msb").need().out


def extensions_of(text):
    """Extensions in their order, critical ones marked with an exclamation mark."""
    found = re.findall(r"^ {12}(\S[^\n]*?): ?(critical)?$", text, re.MULTILINE)
    return [name + ("!" if critical else "") for name, critical in found]


def value_of(text, extension):
    """What stands below an extension's name, on one line."""
    match = re.search(rf"^ {{12}}{re.escape(extension)}:[^\n]*\n((?: {{16}}[^\n]*\n)+)", text,
                      re.MULTILINE)
    return " ".join(match.group(1).split()) if match else ""


OWN, ISSUER = "X509v3 Subject Key Identifier", "X509v3 Authority Key Identifier"
USAGE, POLICIES = "X509v3 Key Usage", "X509v3 Certificate Policies"
LISTS, ACCESS = "X509v3 CRL Distribution Points", "Authority Information Access"
METHOD, TEST, UNVERIFIED = (f"1.3.6.1.4.1.32473.{arc}" for arc in (1, 2, 4))
SUBSCRIBER = ["X509v3 Private Key Usage Period", "qcStatements"]


def check_profiles(suite, world, person, second, organisation, responder):
    """Each profile: exactly these extensions in this order, and what they say."""
    root, issuing = text_of(world.roots["rsa"].pem), text_of(world.issuing["rsa"].pem)
    one, other, org = (text_of(item.pem) for item in (person, second, organisation))
    answering = text_of(responder)

    def equal(profile, text, *wanted):
        suite.equal(f"{profile}: its extensions, in order", extensions_of(text), list(wanted))

    def says(profile, text, extension, wanted):
        suite.equal(f"{profile}: {extension}", value_of(text, extension), wanted)

    equal("root", root, OWN, USAGE + "!", "X509v3 Basic Constraints!", TEST)
    says("root", root, "X509v3 Basic Constraints", "CA:TRUE")
    equal("issuing", issuing, ISSUER, OWN, USAGE + "!", "X509v3 Basic Constraints!", POLICIES,
          LISTS, ACCESS, TEST)
    says("issuing", issuing, "X509v3 Basic Constraints", "CA:TRUE, pathlen:0")
    says("issuing", issuing, POLICIES, f"Policy: {HONG_KONG} CPS: {world.url}/cps")
    says("issuing", issuing, LISTS, f"Full Name: URI:{world.url}/crl/rsa-root.crl")
    says("issuing", issuing, ACCESS, f"CA Issuers - URI:{world.url}/ca/rsa-root.cer")
    for profile, text in (("root", root), ("issuing", issuing)):
        says(profile, text, USAGE, "Certificate Sign, CRL Sign")

    equal("personal", one, ISSUER, OWN, USAGE + "!", POLICIES, LISTS, ACCESS, METHOD, UNVERIFIED,
          TEST, *SUBSCRIBER, "X509v3 Subject Alternative Name")
    says("personal", one, "X509v3 Subject Alternative Name", "email:tai.man@example.hk")
    equal("personal without address", other, ISSUER, OWN, USAGE + "!", POLICIES, LISTS, ACCESS,
          METHOD, TEST, *SUBSCRIBER)
    equal("organisation", org, ISSUER, OWN, USAGE + "!", POLICIES, LISTS, ACCESS, TEST,
          *SUBSCRIBER)
    for profile, text in (("personal", one), ("organisation", org)):
        says(profile, text, USAGE, "Digital Signature, Non Repudiation")
        says(profile, text, LISTS, f"Full Name: URI:{world.url}/crl/rsa-issuing.crl")
        says(profile, text, ACCESS, f"OCSP - URI:{world.url}/ocsp "
             f"CA Issuers - URI:{world.url}/ca/rsa-issuing.cer")
    for profile, text, parts in (
            ("personal, method A", one, ["method A", "HKD 200000", "方式 A", "e-mail address"]),
            ("personal, method B", other, ["method B", "HKD 200000", "方式 B"]),
            ("organisation", org, ["HKD 1000000", "倚據限額"])):
        suite.contains(f"{profile}: policy, practice statement and notice",
                       value_of(text, POLICIES),
                       [f"Policy: {HONG_KONG} CPS: {world.url}/cps User Notice: Explicit Text: "
                        "TEST certificate.", *parts])

    equal("responder", answering, ISSUER, OWN, USAGE + "!", "X509v3 Extended Key Usage", ACCESS,
          "OCSP No Check", TEST)
    says("responder", answering, "X509v3 Extended Key Usage", "OCSP Signing")
    says("responder", answering, USAGE, "Digital Signature")
    for profile, text in (("root", root), ("issuing", issuing), ("personal", one),
                          ("organisation", org), ("responder", answering)):
        suite.contains(f"{profile}: version 3, SHA-256 with RSA, exponent 65537", text, [
            "Version: 3 (0x2)", "Exponent: 65537 (0x10001)",
            "Signature Algorithm: sha256WithRSAEncryption"])
        if profile != "root":
            above = root if profile == "issuing" else issuing
            says(profile, text, ISSUER, value_of(above, OWN))


def check_subjects(suite, world, person, second, organisation):
    """Names are what was vetted; of the request the key alone is taken over."""
    top = f"O={world.ORGANISATION},C=HK"
    for file, wanted in (
            (world.roots["rsa"].pem, f"CN=TEST Kapok RSA Root,{top}"),
            (world.issuing["rsa"].pem, f"CN=TEST Kapok RSA Issuing CA,{top}"),
            (person.pem, "CN=陳大文,GN=大文,SN=陳,C=HK"),
            (organisation.pem, "CN=木棉貿易有限公司,OU=Sales,"
             f"organizationIdentifier=NTRHK-{proofs.number('木棉貿易有限公司')},"
             "O=木棉貿易有限公司,L=Hong Kong,C=HK")):
        found = re.search(r"Subject: (.*)", text_of(file)).group(1)
        suite.equal(f"{file.name}: subject", re.sub(r"^serialNumber=[0-9]+,", "", found), wanted)
    for certificate in (person, second, organisation):
        tool = certificate.applicant.tool
        request = run("openssl", "req", "-in", certificate.applicant.request, "-verify", "-noout",
                      "-pubkey").need()
        text = text_of(certificate.pem)
        shown = run("openssl", "x509", "-in", certificate.pem, "-noout", "-pubkey").need()
        suite.equal(f"request of {tool}: the certificate has its key", shown.out, request.out)
        suite.check(f"request of {tool}: its subject and extensions are left out",
                    "to be ignored" not in text and "CA:TRUE" not in text
                    and "TLS Web" not in text and "Certificate Sign" not in text, text)
        serial = run("openssl", "x509", "-in", certificate.pem, "-noout", "-serial").need().out
        suite.equal(f"request of {tool}: the serial number that the program tells",
                    serial.strip().lower(), f"serial={certificate.serial}")


# --- Paths -----------------------------------------------------------------------------------


class Paths:
    """`openssl verify` with the root trusted and the issuing certificate at hand."""

    def __init__(self, world, family="rsa"):
        self.root, self.issuing = world.roots[family], world.issuing[family]

    def verify(self, file, *options, lists=None, strict=True):
        lists = [self.root.crl(), self.issuing.crl()] if lists is None else lists
        known = [word for item in lists for word in ("-CRLfile", item)]
        checking = ["-crl_check_all"] if lists else []
        return run("openssl", "verify", *(["-x509_strict"] if strict else []), *checking, *known,
                   *options, "-CAfile", self.root.pem, "-untrusted", self.issuing.pem, file)


def seconds(time):
    """A DER time as Unix time."""
    text = time.text if len(time.text) == 15 else "20" + time.text
    moment = datetime.datetime.strptime(text, "%Y%m%d%H%M%SZ")
    return int(moment.replace(tzinfo=datetime.timezone.utc).timestamp())


def check_paths(suite, world, paths, person, organisation):
    for certificate in (person, organisation):
        done = paths.verify(certificate.pem)
        suite.check(f"{certificate}: verifies, strictly and with both lists", done.ok, done)
    done = paths.verify(world.issuing["rsa"].pem)
    suite.check("issuing: verifies with the root's list", done.ok, done)

    def fails(title, words, file, *options, **keywords):
        done = paths.verify(file, *options, **keywords)
        suite.check(f"{title}: {words}", done.status == 2 and words in done.text, done)

    lists = [paths.root.crl(), paths.issuing.crl()]
    fails("no list of the issuing authority", "unable to get certificate CRL", person.pem,
          lists=lists[:1])
    fails("no list of the root", "unable to get certificate CRL", person.pem, lists=lists[1:])
    for certificate in (person, organisation):
        done = paths.verify(certificate.pem, *EXPLICIT, HONG_KONG)
        suite.check(f"{certificate}: valid under the Hong Kong policy", done.ok, done)
    fails("another policy", "no explicit policy", person.pem, *EXPLICIT, MAINLAND)

    # OpenSSL takes the last second, which belongs to the period, for expired already.
    parsed = der.Certificate(person.der)
    end = seconds(parsed.not_after)
    done = paths.verify(person.pem, "-attime", end - 1, lists=[])
    suite.check("valid at the end of its period", done.ok, done)
    fails("after its period", "certificate has expired", person.pem, "-attime", end + 1, lists=[])
    fails("a second before its period", "certificate is not yet valid", person.pem, "-attime",
          seconds(parsed.not_before) - 1, lists=[])
    upper = der.Certificate(world.issuing["rsa"].der)
    suite.check("its period lies within that of its issuer", seconds(upper.not_before)
                <= seconds(parsed.not_before) < end <= seconds(upper.not_after))
    next_update = seconds(der.CertificateList(der_of(lists[1].read_text())).next_update)
    fails("a list beyond its time", "CRL has expired", person.pem, "-attime", next_update + 1)
    check_tampering(suite, world, paths, fails, person)


def check_tampering(suite, world, paths, fails, person):
    file = world.folder / "tampered.pem"
    places = {"its subject": person.der.index("大文".encode()) + 2, "its signature": -9,
              "its serial number": person.der.index(bytes.fromhex(person.serial)) + 15}
    for what, place in places.items():
        file.write_text(pem(flipped(person.der, place), "CERTIFICATE"))
        fails(f"one bit changed in {what}", "certificate signature failure", file, lists=[])
    issuing = paths.issuing.crl()
    changed = world.folder / "changed.crl.pem"
    for what, place in (("signature", -9), ("issuer", 60)):
        changed.write_text(pem(flipped(der_of(issuing.read_text()), place), "X509 CRL"))
        done = paths.verify(person.pem, lists=[paths.root.crl(), changed])
        suite.check(f"one bit changed in the list's {what}: refused", done.status == 2, done)


# --- Status ----------------------------------------------------------------------------------


class Status:
    """`openssl ocsp` against the responder of an issuing authority."""

    def __init__(self, world, family="rsa"):
        self.world, self.root, self.issuing = world, world.roots[family], world.issuing[family]
        self.trust = ["-CAfile", self.root.pem, "-verify_other", self.issuing.pem]

    def ask(self, *words, digest="-sha1", issuer=None, options=()):
        """Certificates are named by file, other serial numbers as decimal or 0x hexadecimal."""
        named = [part for word in words
                 for part in (("-serial", word) if isinstance(word, str) else ("-cert", word))]
        return run("openssl", "ocsp", "-issuer", issuer or self.issuing.pem, digest, *named,
                   "-url", f"{self.world.url}/ocsp", *self.trust, *options)

    def get(self, certificate, encode):
        """The same over GET: the request as base64 in the path. RFC 6960 appendix A.1."""
        request, answer = self.world.folder / "get.req", self.world.folder / "get.resp"
        run("openssl", "ocsp", "-issuer", self.issuing.pem, "-cert", certificate.pem, "-reqout",
            request).need()
        path = encode(base64.b64encode(request.read_bytes()).decode())
        code, headers, body = fetch(f"{self.world.url}/ocsp/{path}")
        answer.write_bytes(body)
        done = run("openssl", "ocsp", "-reqin", request, "-respin", answer, "-resp_text",
                   *self.trust)
        return code, headers.get("Content-Type"), body, done


ENCODINGS = {"raw": lambda text: text, "percent": lambda text: urllib.parse.quote(text, safe="")}


def check_status(suite, paths, status, certificate, state, reason=None):
    """OCSP by POST and GET, both CertID digests, and the path with both lists, all agree.

    `state` is good or revoked; `reason` is the revocation reason as an officer gives it.
    """
    when = f"{certificate} {state}{f' ({reason})' if reason else ''}"
    reason_code, _, word = REASONS[reason] if reason else (None, None, None)
    wanted = ["Response verify OK", f"{certificate.pem}: {state}"]
    wanted += ["Revocation Time: "] if state == "revoked" else []
    wanted += [f"Reason: {word}"] if word else []
    for digest in ("-sha1", "-sha256"):
        done = status.ask(certificate.pem, digest=digest, options=["-status_age", "300"])
        suite.contains(f"{when}: OCSP over POST, CertID by {digest[1:].upper()}", done, wanted)
        suite.check(f"{when}: the nonce comes back ({digest[1:].upper()})",
                    done.ok and "nonce" not in done.text.lower(), done)
    for name, encode in ENCODINGS.items():
        code, kind, body, done = status.get(certificate, encode)
        suite.equal(f"{when}: GET, {name}: HTTP status and type", (code, kind),
                    (200, "application/ocsp-response"))
        suite.contains(f"{when}: OCSP over GET, {name} base64, with its nonce", done, [
            "Response verify OK", f"Serial Number: {certificate.serial.upper()}",
            f"Cert Status: {state}"])
        # An answer may say "unspecified" or give no reason: they mean the same.
        suite.equal(f"{when}: GET, {name}: what the bytes say",
                    [(serial, word, code or None)
                     for serial, word, code, _ in der.StatusAnswer(body).states],
                    [(int(certificate.serial, 16), state, reason_code)])
    done = paths.verify(certificate.pem)
    if state == "good":
        suite.check(f"{when}: the path verifies", done.ok, done)
    else:
        suite.check(f"{when}: the path does not verify",
                    done.status == 2 and "certificate revoked" in done.text, done)


class Lists:
    """The lists of an issuing authority, one after the other."""

    def __init__(self, suite, world, authority):
        self.suite, self.world, self.authority = suite, world, authority
        self.last = self._read()

    def _read(self):
        self.file = self.authority.crl()
        return der.CertificateList(der_of(self.file.read_text()))

    def check(self, step, entries):
        """The next list: signed, numbered higher, and giving exactly these reasons."""
        suite, before, now = self.suite, self.last, self._read()
        self.last = now
        signed = run("openssl", "crl", "-in", self.file, "-noout", "-verify", "-CAfile",
                     self.authority.pem)
        suite.check(f"list after {step}: signed by its issuer",
                    signed.ok and "verify OK" in signed.text, signed)
        suite.check(f"list after {step}: its number grew", now.number > before.number,
                    f"{before.number} then {now.number}")
        shown = run("openssl", "crl", "-in", self.file, "-noout", "-crlnumber").need().out
        suite.equal(f"list after {step}: OpenSSL reads the number", int(shown.split("=")[1], 16),
                    now.number)
        suite.equal(f"list after {step}: entries and reason codes", now.entries, {
            int(item.serial, 16): REASONS[reason][0] for item, reason in entries.items()})
        suite.check(f"list after {step}: an empty list is left out", not now.has_empty_list)


def check_life(suite, world, paths, status, person, organisation):
    """Good, on hold, released, revoked; and from hold straight to revoked."""
    lists = Lists(suite, world, world.issuing["rsa"])
    check_status(suite, paths, status, person, "good")
    world.suspend(person)
    check_status(suite, paths, status, person, "revoked", "certificateHold")
    lists.check("the hold", {person: "certificateHold"})
    world.release(person)
    check_status(suite, paths, status, person, "good")
    lists.check("the release", {})
    world.suspend(organisation, "investigation")
    lists.check("the second hold", {organisation: "certificateHold"})
    world.revoke(person)
    check_status(suite, paths, status, person, "revoked", "keyCompromise")
    check_status(suite, paths, status, organisation, "revoked", "certificateHold")
    lists.check("the revocation", {person: "keyCompromise", organisation: "certificateHold"})
    world.revoke(organisation, "superseded")
    check_status(suite, paths, status, organisation, "revoked", "superseded")
    revoked = {person: "keyCompromise", organisation: "superseded"}
    lists.check("hold became revocation", revoked)
    return lists, revoked


def check_reasons(suite, world, paths, status, lists, revoked):
    """Each reason there is, as list and responder give it; two approvers revoke on their own."""
    given = {"certificateHold", *revoked.values()}
    for reason in [reason for reason in REASONS if reason not in given]:
        certificate = world.person(email=None)
        if reason == "privilegeWithdrawn":
            world.agreed(("app", "ada"), "revoke", certificate.reference, "--reason", reason,
                         "--requester", "authority", "--identified", "internalProcedure",
                         "--evidence", world.folder / "report.txt")
        else:
            world.revoke(certificate, reason)
        revoked = {**revoked, certificate: reason}
        check_status(suite, paths, status, certificate, "revoked", reason)
        lists.check(reason, revoked)
    text = run("openssl", "crl", "-in", lists.file, "-noout", "-text").need().out
    suite.contains("OpenSSL names the reasons in the list", text, [
        REASONS[reason][1] for reason in revoked.values() if reason != "unspecified"])
    suite.equal("OpenSSL counts the entries of the list", text.count("Serial Number:"),
                len(revoked))
    check_same_moment(suite, status, lists, text, revoked)


def check_same_moment(suite, status, lists, text, revoked):
    """List and responder give one moment of revocation."""
    listed = dict(re.findall(r"Serial Number: ([0-9A-F]+)\n\s+Revocation Date: (.*)", text))
    for certificate in revoked:
        done = status.ask(certificate.pem)
        answered = re.search(r"Revocation Time: (.*)", done.text)
        suite.equal(f"{certificate}: one moment of revocation in list and answer",
                    answered and answered.group(1), listed.get(certificate.serial.upper()))


def check_requests(suite, world, status, responder, good, revoked):
    """Requests out of the ordinary."""
    unknown = "0x" + "5a" * 20
    done = status.ask(good.pem, revoked.pem, unknown)
    suite.contains("three certificates in one request", done, [
        "Response verify OK", f"{good.pem}: good", f"{revoked.pem}: revoked",
        f"{unknown}: unknown"])
    for digest in ("-sha1", "-sha256"):
        done = status.ask(unknown, digest=digest)
        suite.contains(f"a serial number never given is unknown ({digest[1:]})", done,
                       [f"{unknown}: unknown", "Response verify OK"])
    foreign = world.folder / "foreign.pem"
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Foreign CA",
        "-keyout", world.folder / "foreign.key", "-out", foreign).need()
    for digest in ("-sha1", "-sha256"):
        done = status.ask(good.pem, issuer=foreign, digest=digest)
        suite.contains(f"a foreign issuer is none of ours ({digest[1:]})", done,
                       ["unauthorized (6)"])
    # OpenSSL lets a delegated responder speak for one issuer at a time: here it is told to trust it.
    done = status.ask(good.pem, options=["-issuer", foreign, "-serial", "77", "-VAfile", responder])
    suite.contains("a foreign certificate beside one of ours is unknown", done,
                   ["Response verify OK", f"{good.pem}: good", "77: unknown"])
    done = status.ask(good.pem, options=["-no_nonce"])
    suite.contains("a request without a nonce is answered", done,
                   ["Response verify OK", f"{good.pem}: good"])
    for what, body in (("nothing", b""), ("no DER", b"not DER"), ("half a request", b"\x30\x20"),
                       ("20 kB", b"\x30" * 20_000)):
        code, _, answer = fetch(f"{world.url}/ocsp", body, "application/ocsp-request")
        suite.equal(f"a request of {what} is malformed", (code, der.failure(answer)), (200, 1))
    for path in ("!!!!", "MEMw=Qg", "%zz", "MCA"):
        suite.equal(f"GET of {path}, which is no base64, is refused",
                    fetch(f"{world.url}/ocsp/{path}")[0], 400)
    check_tampered_answer(suite, world, status, good)


def check_tampered_answer(suite, world, status, good):
    request, answer = world.folder / "tampered.req", world.folder / "tampered.resp"
    status.ask(good.pem, options=["-reqout", request, "-respout", answer]).need()
    bytes_, signed = answer.read_bytes(), der.StatusAnswer(answer.read_bytes())
    for what, place in (("signature", bytes_.index(signed.signature) + 7),
                        ("time", bytes_.index(signed.produced_at.content) + 13)):
        answer.write_bytes(flipped(bytes_, place))
        done = run("openssl", "ocsp", "-reqin", request, "-respin", answer, *status.trust)
        suite.check(f"an answer with one bit of its {what} changed is refused",
                    "Response Verify Failure" in done.text, done)
    suite.equal("the answer carries one certificate, the responder's",
                len(signed.certificates), 1)
    suite.equal("the answer names its responder by name", signed.responder.tag, 0xA1)


# --- Publication -----------------------------------------------------------------------------


def check_addresses(suite, world, person):
    """Everything that a certificate points to is there."""
    text = text_of(person.pem)
    for pattern, wanted, kind in (
            (r"CA Issuers - URI:(\S+)", world.issuing["rsa"].der, "application/pkix-cert"),
            (r"crl/\S+|URI:(\S+\.crl)", None, "application/pkix-crl")):
        address = [match for match in re.findall(pattern, text) if match][0]
        code, headers, body = fetch(address)
        suite.equal(f"{address}: HTTP status and type", (code, headers.get("Content-Type")),
                    (200, kind))
        if wanted:
            suite.check(f"{address}: the issuer's certificate in DER", body == wanted)
        else:
            suite.equal(f"{address}: a list in DER of that issuer",
                        der.CertificateList(body).issuer.encoded,
                        der.Certificate(person.der).issuer.encoded)
    code, _, body = fetch(f"{world.url}/certificates/{person.reference}.cer")
    suite.check("the certificate itself is public", code == 200 and body == person.der, code)


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        paths, status = Paths(world), Status(world)
        person, organisation = world.person(), world.organisation()
        second = world.person(tool="certtool", method="B", email=None)
        answer, responder = world.folder / "answer.der", world.folder / "responder.pem"
        status.ask(second.pem, options=["-respout", answer]).need()
        certificate = der.StatusAnswer(answer.read_bytes()).certificates[0]
        responder.write_text(pem(certificate, "CERTIFICATE"))
        check_profiles(suite, world, person, second, organisation, responder)
        check_subjects(suite, world, person, second, organisation)
        check_paths(suite, world, paths, person, organisation)
        done = paths.verify(responder, "-purpose", "ocsphelper", lists=[])
        suite.check("the responder's certificate verifies", done.ok, done)
        check_addresses(suite, world, person)
        lists, revoked = check_life(suite, world, paths, status, person, organisation)
        check_requests(suite, world, status, responder, second, person)
        check_reasons(suite, world, paths, status, lists, revoked)
        check_status(suite, paths, status, second, "good")


if __name__ == "__main__":
    main()
