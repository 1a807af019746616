#!/usr/bin/env python3
"""Certificates, lists and acceptances say byte by byte what their documentation says.

Read by an independent DER reader (Tests/Verifiers/der.py): our private extensions, the statement
of the reliance limit, key identifiers, string types, times and serial numbers. The private arc is
1.3.6.1.4.1.32473: .1 identity verification method, .2 environment, .3 journal checkpoint, .4
unverified information.
"""
import hashlib, json

from world import SM2_ID, Suite, World, der_of, run
import der

ARC = "1.3.6.1.4.1.32473"
SUBJECT_KEY, ISSUER_KEY, POLICIES = "2.5.29.14", "2.5.29.35", "2.5.29.32"
EXPIRED_CERTIFICATES = "2.5.29.60"
STATEMENTS, KEY_PERIOD, ALTERNATIVE_NAME = "1.3.6.1.5.5.7.1.3", "2.5.29.16", "2.5.29.17"
CRITICAL = {"2.5.29.15", "2.5.29.19"}
COUNTRY, SERIAL_NUMBER, EMAIL_ADDRESS = "2.5.4.6", "2.5.4.5", "1.2.840.113549.1.9.1"


# --- Certificates ------------------------------------------------------------------------------


def private(certificate):
    """The extensions of the private arc: {last number: value}."""
    return {oid[len(ARC) + 1:]: extension.value
            for oid, extension in certificate.extensions.items() if oid.startswith(ARC + ".")}


def check_private(suite, title, certificate, method, unverified):
    """IdentityVerificationMethod and IssuingEnvironment are PrintableStrings; the unverified
    attributes are a SEQUENCE of their types."""
    found, wanted = private(certificate), {"2": (der.PRINTABLE_STRING, "test")}
    if method:
        wanted["1"] = (der.PRINTABLE_STRING, method)
    listed = found.pop("4", None)
    suite.equal(f"{title}: private extensions .1 and .2",
                {arc: (value.tag, value.text) for arc, value in found.items()}, wanted)
    suite.equal(f"{title}: private extension .4, the unverified attributes",
                [part.oid for part in listed.expect(der.SEQUENCE).parts] if listed else [],
                unverified)


def check_form(suite, title, certificate, issuer):
    """What RFC 5280 says of every certificate's fields."""
    critical = {oid for oid, extension in certificate.extensions.items() if extension.critical}
    suite.check(f"{title}: critical are key usage and basic constraints alone",
                critical <= CRITICAL and "2.5.29.15" in critical, critical)
    octets = certificate.fields[1].content
    suite.check(f"{title}: the serial number has 20 octets and is positive",
                len(octets) == 20 and 0x01 <= octets[0] <= 0x7F, octets.hex())
    printable = {COUNTRY, SERIAL_NUMBER}
    wrong = [(oid, tag, text) for oid, tag, text in certificate.names
             if tag != (der.PRINTABLE_STRING if oid in printable else der.UTF8_STRING)]
    suite.check(f"{title}: string types of the name", certificate.names and not wrong, wrong)
    own = hashlib.sha256(certificate.key_bits).digest()[:20]
    suite.equal(f"{title}: subject key identifier by RFC 7093 method 1",
                certificate.extensions[SUBJECT_KEY].value.content.hex(), own.hex())
    if issuer is not None:
        suite.equal(f"{title}: the issuer's name, octet by octet",
                    certificate.issuer.encoded, issuer.subject.encoded)
        suite.equal(f"{title}: authority key identifier",
                    [(part.tag, part.content) for part in
                     certificate.extensions[ISSUER_KEY].value.parts],
                    [(0x80, issuer.extensions[SUBJECT_KEY].value.content)])
    for what, time in (("start", certificate.not_before), ("end", certificate.not_after)):
        late = time.tag == der.GENERALIZED_TIME
        suite.check(f"{title}: its {what} is UTCTime to 2049, then GeneralizedTime",
                    len(time.text) == (15 if late else 13) and time.text.endswith("Z")
                    and (time.text[:4] >= "2050" if late else time.text[:2] < "50"), time.text)


def check_subscriber(suite, title, certificate, limit, email):
    """Reliance limit (ETSI EN 319 412-5 section 4.3.2), key period, notice, address."""
    statement = certificate.extensions[STATEMENTS].value.only
    kind, value = statement.parts
    currency, amount, exponent = value.parts
    suite.equal(f"{title}: QcLimitValue", (kind.oid, currency.tag, currency.text, amount.integer
                                           * 10 ** exponent.integer),
                ("0.4.0.1862.1.2", der.PRINTABLE_STRING, "HKD", limit))
    period = [(part.tag, part.content.decode()) for part in
              certificate.extensions[KEY_PERIOD].value.parts]
    validity = [("20" * (len(time.text) == 13)) + time.text
                for time in (certificate.not_before, certificate.not_after)]
    suite.equal(f"{title}: the private key is used as long as the certificate is valid", period,
                [(0x80, validity[0]), (0x81, validity[1])])
    policy = certificate.extensions[POLICIES].value.only
    qualifiers = {item.parts[0].oid: item.parts[1] for item in policy.parts[1].parts}
    suite.equal(f"{title}: qualifiers are the address of the practice statement and a notice",
                sorted(qualifiers), ["1.3.6.1.5.5.7.2.1", "1.3.6.1.5.5.7.2.2"])
    text = qualifiers["1.3.6.1.5.5.7.2.2"].only
    suite.check(f"{title}: the notice is UTF8String of at most 200 characters",
                text.tag == der.UTF8_STRING and 0 < len(text.text) <= 200, text.content)
    names = certificate.extensions.get(ALTERNATIVE_NAME)
    suite.equal(f"{title}: its e-mail address",
                [(part.tag, part.content.decode()) for part in names.value.parts]
                if names else [], [(0x81, email)] if email else [])


# --- Acceptance --------------------------------------------------------------------------------


def check_acceptance(suite, world, certificate):
    """The statement that the applicant signed names, by their hash, the bytes that were signed."""
    parsed, content = der.Certificate(certificate.der), certificate.statement.read_bytes()
    _, shown = world.api("GET", f"/api/v1/applications/{certificate.application}")
    declared = json.dumps(shown["declarations"], sort_keys=True, separators=(",", ":"))
    _, agreement = world.api("GET", "/api/v1/agreement")
    statement = {
        "type": "kapok-acceptance/v3", "agreement": agreement["sha256"],
        "declarations": hashlib.sha256(declared.encode()).hexdigest(), "origin": world.origin, "environment": "test",
        "application": certificate.application,
        "contents": hashlib.sha256(parsed.to_be_signed).hexdigest()}
    suite.equal(f"{certificate}: the acceptance is this canonical JSON", content.decode(),
                json.dumps(statement, sort_keys=True, separators=(",", ":")))
    key = world.folder / "applicant.pub"
    key.write_text(run("openssl", "x509", "-in", certificate.pem, "-noout", "-pubkey").need().out)
    signature = certificate.statement.with_suffix(".sig")
    family = ["-digest", "sm3", "-pkeyopt", f"distid:{SM2_ID}"]
    if certificate.applicant.family == "rsa":
        family = ["-digest", "sha256"]
    for words, file, wanted in (("signed it with the certified key", content, True),
                                ("did not sign another", content + b" ", False)):
        message = world.folder / "acceptance"
        message.write_bytes(file)
        done = run("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", key, "-rawin", *family,
                   "-in", message, "-sigfile", signature)
        suite.check(f"{certificate}: the applicant {words}", done.ok == wanted, done)


# --- Lists and answers -------------------------------------------------------------------------


def check_list(suite, world, authority):
    """A list has four extensions, none critical; ours is the JournalCheckpoint."""
    found = der.CertificateList(der_of(authority.crl().read_text()))
    title = f"list of {authority.name}"
    suite.equal(f"{title}: its extensions, none of them critical",
                [(oid, extension.critical) for oid, extension in found.extensions.items()],
                [(ISSUER_KEY, False), ("2.5.29.20", False), (EXPIRED_CERTIFICATES, False),
                 (f"{ARC}.3", False)])
    origin, size, root = found.extensions[f"{ARC}.3"].value.expect(der.SEQUENCE).parts
    suite.equal(f"{title}: JournalCheckpoint", (origin.tag, origin.text, root.tag),
                (der.UTF8_STRING, world.origin, der.OCTET_STRING))
    suite.check(f"{title}: JournalCheckpoint, size and root",
                0 < size.integer and len(root.content) == 32, (size.integer, root.content.hex()))
    issuer = der.Certificate(authority.der)
    since = found.extensions[EXPIRED_CERTIFICATES].value
    suite.equal(f"{title}: ExpiredCertsOnCRL, from the authority's first moment on",
                (since.tag, since.text[2:]), (der.GENERALIZED_TIME, issuer.not_before.text))
    suite.equal(f"{title}: the issuer's name, octet by octet", found.issuer.encoded,
                issuer.subject.encoded)
    suite.check(f"{title}: UTCTime for both times", found.this_update.tag == der.UTC_TIME
                == found.next_update.tag)
    suite.equal(f"{title}: the algorithm inside is the one outside", found.inner.parts[0].oid,
                found.algorithm)


def responder_of(world, family, certificate):
    """The certificate that the responder sends, and its answer."""
    file = world.folder / "answer.der"
    run("openssl", "ocsp", "-issuer", world.issuing[family].pem, "-cert", certificate.pem, "-url",
        f"{world.url}/ocsp", "-noverify", "-respout", file).need()
    answer = der.StatusAnswer(file.read_bytes())
    return answer, der.Certificate(answer.certificates[0])


def check_answer(suite, family, answer, responder):
    suite.equal(f"{family}: an answer names its responder", answer.responder.only.encoded,
                responder.subject.encoded)
    suite.equal(f"{family}: OCSP times are GeneralizedTime without fractions",
                (answer.produced_at.tag, len(answer.produced_at.text)), (der.GENERALIZED_TIME, 15))
    suite.equal(f"{family}: id-pkix-ocsp-nocheck is NULL",
                responder.extensions["1.3.6.1.5.5.7.48.1.5"].value.encoded, b"\5\0")


def main():
    with Suite(__file__) as suite, World(suite, "rsa", "sm2") as world:
        for family in world.families:
            root, issuing = (der.Certificate(item[family].der)
                             for item in (world.roots, world.issuing))
            person, quiet = world.person(family), world.person(family, method="B", email=None)
            organisation = world.organisation(family, "keytool" if family == "rsa" else "openssl")
            answer, responder = responder_of(world, family, person)
            for name, certificate, above, method, unverified in (
                    ("root", root, None, None, []), ("issuing", issuing, root, None, []),
                    ("responder", responder, issuing, None, []),
                    ("person", der.Certificate(person.der), issuing, "A", [EMAIL_ADDRESS]),
                    ("person, method B", der.Certificate(quiet.der), issuing, "B", []),
                    ("organisation", der.Certificate(organisation.der), issuing, None, [])):
                check_form(suite, f"{family}, {name}", certificate, above)
                check_private(suite, f"{family}, {name}", certificate, method, unverified)
            for name, certificate, limit, email in (
                    ("person", person, 200_000, "tai.man@example.hk"),
                    ("person, method B", quiet, 200_000, None),
                    ("organisation", organisation, 1_000_000, None)):
                check_subscriber(suite, f"{family}, {name}", der.Certificate(certificate.der),
                                 limit, email)
                check_acceptance(suite, world, certificate)
            for authority in (world.roots[family], world.issuing[family]):
                check_list(suite, world, authority)
            check_answer(suite, family, answer, responder)


if __name__ == "__main__":
    main()
