#!/usr/bin/env python3
"""Keys that the authority makes: from the application to a container that OpenSSL and Java open.

Two officers, two ways, and nothing of key or password in the data folder or the log.
"""
import base64, contextlib, json, re, sqlite3, stat

import proofs
from openssl import Paths, Status, check_status
from world import Applicant, Certificate, Suite, World, der_of, documents, run

NAME = "陳大文"
FACTS = ["--common-name", NAME, "--surname", "陳", "--given-name", "大文"]
COURIER = ["--route", "courier", "--package", "P-0117", "--to", "Central office, 1/F"]
LETTER = ["--route", "post", "--package", "L-0204", "--to", "1 Example Road"]


class Delivered(Applicant):
    """An applicant whose key came in a container."""

    def __init__(self, folder, label, family, container, password):
        self.family, self.key = family, folder / f"{label}.key"
        run("openssl", "pkcs12", "-in", container, "-nocerts", "-nodes", "-passin",
            f"pass:{password}", "-out", self.key).need()


def practise(world, makes_keys):
    """The setting, changed as every other one."""
    _, practice = world.api("GET", "/api/v1/practice")
    file = world.folder / "practice.json"
    file.write_text(json.dumps({**practice["settings"], "keysMadeByAuthority": makes_keys}))
    world.agreed(("mei", "jun"), "config", "propose", file)


def applying(world, family):
    identity = world.folder / f"{family}.identity.json"
    identity.write_text(json.dumps(documents(NAME, "personal")))
    return ["apply", "--authority", world.issuing[family].name, "--category", "personal",
            "--key-by-authority", "--identity", identity, *FACTS,
            "--country", "CN" if family == "sm2" else "HK", *proofs.DECLARED]


def vetting(world, application, answer):
    sheet = world.folder / f"{application}.sheet"
    sheet.write_text(proofs.sheet(world.folder, "personal", "A", NAME,
                                  answer["subscriberReference"]))
    return ["vet", application, "--method", "A", "--sheet", sheet]


def opened(container, password):
    return run("openssl", "pkcs12", "-in", container, "-nodes", "-passin", f"pass:{password}")


def secrets_of(applicant, password):
    """What may be nowhere: the key in its forms, and the password."""
    der = der_of(applicant.key.read_text())
    # The number of SM2 behind its header, or the coefficient that ends an RSA key.
    middle = der[36:68] if applicant.family == "sm2" else der[-64:]
    text = password.encode()
    return [der, middle, der.hex().encode(), base64.b64encode(der)[:64], text,
            text.replace(b"-", b"")]


def holding(world, secrets):
    """Files of the data folder, and the log, in which one of them stands."""
    files = [file for file in world.data.rglob("*") if file.is_file()] + [world.log]
    return [file.name for file in files if any(s in file.read_bytes() for s in secrets)]


def rows_of_key(world, application):
    """How many rows the storage has of the container, and of the key that seals it."""
    place = f"file:{world.data}/ledger.sqlite?mode=ro"
    with contextlib.closing(sqlite3.connect(place, uri=True)) as ledger:
        return [ledger.execute(f"SELECT count(*) FROM {table} WHERE dossier = ?",
                               (f"key-{application}",)).fetchone()[0]
                for table in ("personal", "dossier_key")]


def deliver(suite, world, family, application):
    """Made, sent, received; then the password another way. Gives container and password."""
    folder = world.folder
    letter, container = folder / f"{family}.letter", folder / f"{family}.p12"
    receipt = world.report()
    made = world.kapok("key", "make", application, "--letter", letter, officer="val")
    suite.check(f"{family}: the answer of the command tells no password",
                made.get("password") is None, made)
    suite.equal(f"{family}: the letter is its owner's alone",
                stat.S_IMODE(letter.stat().st_mode), 0o600)
    passwords = set(re.findall(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){5}", letter.read_text()))
    suite.equal(f"{family}: the letter tells one password, in three languages", len(passwords), 1)
    suite.check(f"{family}: and no name", NAME not in letter.read_text())
    password = passwords.pop()
    suite.equal(f"{family}: no key is made twice",
                world.refused("key", "make", application, officer="val"),
                "application.keyNotAwaited")

    out = ["--out", container]
    suite.equal(f"{family}: who had it made does not get the container",
                world.refused("key", "deliver", application, *COURIER, *out, officer="val"),
                "authorisation.personMustDiffer")
    world.kapok("key", "deliver", application, *COURIER, *out, officer="app")
    suite.equal(f"{family}: the password waits for the receipt",
                world.refused("key", "password", application, *LETTER, officer="val"),
                "application.keyNotReceived")
    received = ["key", "received", application, "--receipt", receipt, "--package"]
    suite.equal(f"{family}: another package is not this one",
                world.refused(*received, "P-9", officer="app"), "application.keyPackageOther")
    suite.check(f"{family}: until then the data folder has neither key nor password",
                not holding(world, secrets_of(
                    Delivered(folder, f"{family}-early", family, container, password), password)))
    suite.equal(f"{family}: until then the container is here, with the key of its dossier",
                rows_of_key(world, application), [1, 1])
    world.kapok(*received, "P-0117", officer="app")
    suite.equal(f"{family}: received, both are no rows any more",
                rows_of_key(world, application), [0, 0])
    suite.equal(f"{family}: and nobody is given the container",
                world.refused("key", "deliver", application, *COURIER,
                              "--out", folder / "again.p12", officer="app"),
                "application.keyReceived")
    for what, way in (("route", ["--route", "courier", *LETTER[2:]]),
                      ("number", [*LETTER[:3], "P-0117", *LETTER[4:]]),
                      ("address", [*LETTER[:5], "central office 1/f"])):
        suite.equal(f"{family}: the password does not go by the same {what}",
                    world.refused("key", "password", application, *way, officer="val"),
                    "application.keyRouteSame")
    suite.equal(f"{family}: nor by the same hands",
                world.refused("key", "password", application, *LETTER, officer="app"),
                "authorisation.personMustDiffer")
    world.kapok("key", "password", application, *LETTER, officer="val")
    _, shown = world.api("GET", f"/api/v1/applications/{application}")
    told = shown["madeKey"]
    suite.equal(f"{family}: both deliveries are told to who works on it",
                [(told[what]["route"], told[what]["package"])
                 for what in ("container", "password")],
                [tuple(COURIER[1:4:2]), tuple(LETTER[1:4:2])])
    suite.check(f"{family}: but not where they went",
                not any(way[5] in json.dumps(shown) for way in (COURIER, LETTER)), told)
    suite.check(f"{family}: and the receipt", told["receivedAt"], told)
    return container, password


def certify(suite, world, family, answer, applicant):
    """What every applicant goes through, with the key that was delivered."""
    application = answer["application"]
    world.kapok(*vetting(world, application, answer), officer="val")
    statement = world.folder / f"{family}.accept.json"
    world.kapok("application", "show", application, "--statement", statement)
    signature = statement.with_suffix(".sig")
    applicant.sign(statement, signature)
    world.kapok("accept", application, "--signature", signature)
    return world.issue((world.issuing[family], f"{family}-made", applicant, application,
                        statement))


def complete(suite, world, family, container, password, certificate):
    """The certificate joins its key; other software opens both."""
    folder = world.folder
    typed, whole = folder / f"{family}.password", folder / f"{family}-complete.p12"
    typed.write_text(password + "\n")
    chain = [certificate.pem, world.issuing[family].pem, world.roots[family].pem]
    joining = ["key", "complete", container, "--password", typed, "--out", whole]
    suite.equal(f"{family}: another key's certificate is not put in",
                world.refused(*joining, "--certificate", chain[1]), "container.otherKey")
    world.kapok(*joining, "--certificate", *chain)
    done = opened(whole, password)
    suite.check(f"{family}: openssl opens the whole container", done.ok, done)
    suite.equal(f"{family}: with three certificates", done.out.count("BEGIN CERTIFICATE"), 3)
    keys = [run("openssl", "pkey", "-in", certificate.applicant.key, "-pubout").need().out,
            run("openssl", "x509", "-in", certificate.pem, "-noout", "-pubkey").need().out]
    suite.equal(f"{family}: the key is the certificate's", *keys)
    suite.check(f"{family}: openssl refuses another password", not opened(whole, "A" * 29).ok)
    typed.write_text("0000-0000-0000-0000-0000-0000\n")
    suite.equal(f"{family}: and so does kapok",
                world.refused(*joining, "--certificate", *chain), "container.passwordWrong")
    listed = run("keytool", "-list", "-keystore", whole, "-storepass", password)
    if family == "sm2" and not listed.ok:
        suite.note("keytool has no SM2, and so opens no container with such a key")
    else:
        suite.check(f"{family}: keytool opens it", "PrivateKeyEntry" in listed.out, listed)
        suite.check(f"{family}: keytool refuses another password",
                    not run("keytool", "-list", "-keystore", whole, "-storepass", "A" * 29).ok)


def main():
    with Suite(__file__) as suite, World(suite, "rsa", "sm2") as world:
        suite.equal("no key is made unless the practice says so",
                    world.refused(*applying(world, "rsa")), "practice.notOffered")
        practise(world, True)
        for family in world.families:
            answer = world.kapok(*applying(world, family))["result"]
            application = answer["application"]
            suite.equal(f"{family}: nothing is vetted without a key",
                        world.refused(*vetting(world, application, answer), officer="val"),
                        "application.keyNotMade")
            container, password = deliver(suite, world, family, application)
            suite.check(f"{family}: openssl refuses another password for the key",
                        not opened(container, "A" * 29).ok)
            applicant = Delivered(world.folder, f"{family}-delivered", family, container, password)
            certificate = certify(suite, world, family, answer, applicant)
            complete(suite, world, family, container, password, certificate)
            if family == "rsa":
                check_status(suite, Paths(world, family), Status(world, family), certificate,
                             "good")
            suite.equal(f"{family}: the certificate is valid",
                        world.kapok("status", certificate.reference)["state"], "valid")
            suite.equal(f"{family}: neither key nor password is in the data folder",
                        holding(world, secrets_of(applicant, password)), [])
        audit = world.attempt("audit", "verify")
        suite.check("the audit finds nothing", audit.ok, audit)


if __name__ == "__main__":
    main()
