#!/usr/bin/env python3
"""Subscribers' keys in tokens: from a token as it was bought to the certificate in it, and on to its end.

SoftHSM under the real program and server: OpenSSL verifies the request that was made in the token, and a signature that
`pkcs11-tool` makes in it under the issued certificate; `pkcs11-tool` reads the certificates back. No PIN stands anywhere.
"""
import os
import re
import stat

from delivery import applying, practise, vetting
from tokens import PIN, Tokens, Watch, MODULE, at_terminal
from world import Certificate, Suite, World, run

NAME = "陳大文"
COURIER = ["--route", "courier", "--package", "T-0117", "--to", "Central office, 1/F"]
LETTER = ["--route", "post", "--package", "L-0204", "--to", "1 Example Road"]
FACTORY, CHOSEN, NEXT = "so-" + PIN, "70513926", "41863057"


class Bought(Tokens):
    """Tokens as they come: with a management PIN of their maker's, which a file holds."""

    def __init__(self, world):
        super().__init__(world)
        os.environ.pop("KAPOK_PIN_FILE")
        self.factory = self.secret("factory", FACTORY)
        self.chosen, self.next = self.secret("chosen", CHOSEN), self.secret("next", NEXT)

    def secret(self, name, content):
        file = self.folder / f"{name}.pin"
        file.touch(mode=0o600)
        file.write_text(content + "\n")
        return file

    def serial(self, label):
        listed = run("pkcs11-tool", "--module", MODULE, "--list-token-slots").need().text
        part = next(slot for slot in listed.split("Slot ") if re.search(rf"token label +: {label}\n", slot))
        return re.search(r"serial num +: (\w+)", part).group(1)

    def bought(self, label):
        self.make(label)
        return self.serial(label)

    def named(self, serial, pin=None):
        source = f"?pin-source=file:{pin}" if pin else ""
        return ["--token", f"pkcs11:serial={serial}{source}", "--module", MODULE]

    def open(self, label, pin, *arguments):
        return run("pkcs11-tool", "--module", MODULE, "--token-label", label, "--login", "--pin", pin,
                   *arguments)


def state(world, serial):
    found = [token for token in world.kapok("token", "list")["tokens"] if token["serial"] == serial]
    return found[0]["state"] if found else None


def check_preparing(suite, world, tokens, application, serial):
    """Broken off in the middle and begun again; then with the key."""
    letter = world.folder / "pin.letter"
    preparing = ["token", "prepare", application, *tokens.named(serial), "--letter"]
    suite.equal("of a bought token the management PIN is needed",
                world.refused(*preparing, letter, officer="val"), "token.officerPINWrong")
    suite.equal("the register has it from then on", state(world, serial), "prepared")
    suite.equal("no container is made beside it",
                world.refused("key", "make", application, officer="val"), "application.tokenPending")
    suite.check("nothing was written yet", not letter.exists())
    world.kapok(*preparing, letter, "--so-pin", tokens.factory, officer="val")
    suite.equal("begun again with it, it holds a key", state(world, serial), "bound")
    suite.equal("the letter is its owner's alone", stat.S_IMODE(letter.stat().st_mode), 0o600)
    pins = set(re.findall(r"^ {4,}(\d{8})$", letter.read_text(), re.M))
    suite.equal("it tells one PIN, in three languages", len(pins), 1)
    suite.check("the token by its number, and no name",
                letter.read_text().count(serial) == 3 and NAME not in letter.read_text())
    suite.equal("no letter is written over", world.refused(*preparing, letter, officer="val"),
                "command.fileExists")
    suite.equal("no second key is made", world.refused(
        *preparing, world.folder / "second.letter", officer="val"), "application.keyNotAwaited")
    return pins.pop()


def label_of(tokens, serial):
    listed = run("pkcs11-tool", "--module", MODULE, "--list-token-slots").need().text
    part = next(slot for slot in listed.split("Slot ") if serial in slot)
    return re.search(r"token label +: (.*)\n", part).group(1).strip()


def check_key(suite, world, tokens, application, serial, pin):
    """What the token says of the key; the request, which OpenSSL verifies."""
    label = label_of(tokens, serial)
    suite.check("the token is named after the case", label.startswith("Kapok "), label)
    suite.check("neither PIN of before opens it", not tokens.open(label, PIN, "--list-objects").ok)
    listed = tokens.open(label, pin, "--list-objects", "--type", "privkey").need().text
    suite.contains("the key never leaves it, as pkcs11-tool sees it", listed,
                   ["sensitive, always sensitive, never extractable, local"])
    suite.check("and only signs", re.search(r"Usage:\s+sign\n", listed), listed)
    suite.equal("it was made in it once", listed.count("Private Key Object"), 1)
    public = world.folder / "token.pub"
    tokens.open(label, pin, "--read-object", "--type", "pubkey", "--label", "subscriber",
                "--output-file", public).need()
    return label, public.read_bytes()


def deliver(suite, world, application, serial):
    """Token and PIN: two people, two ways, as with a container."""
    suite.equal("who knows the PIN does not deliver the token",
                world.refused("key", "deliver", application, *COURIER, officer="val"),
                "authorisation.personMustDiffer")
    world.kapok("key", "deliver", application, *COURIER, officer="app")
    suite.equal("the PIN waits for the receipt",
                world.refused("key", "password", application, *LETTER, officer="val"),
                "application.keyNotReceived")
    world.kapok("key", "received", application, "--receipt", world.report(), "--package", "T-0117",
                officer="app")
    suite.equal("the PIN does not go by the same way",
                world.refused("key", "password", application, "--route", "courier", *LETTER[2:],
                              officer="val"), "application.keyRouteSame")
    world.kapok("key", "password", application, *LETTER, officer="val")
    _, shown = world.api("GET", f"/api/v1/applications/{application}")
    suite.equal("both deliveries and the token are told",
                (shown["token"]["serial"], shown["madeKey"]["container"]["package"],
                 shown["madeKey"]["password"]["package"]), (serial, "T-0117", "L-0204"))


def certify(suite, world, tokens, answer, serial, pin):
    """The applicant accepts with the token; then it is issued and written into the token."""
    application, authority = answer["application"], world.issuing["rsa"]
    world.kapok(*vetting(world, application, answer), officer="val")
    own = tokens.secret("letter", pin)
    suite.equal("a wrong PIN is refused, and tried once", world.refused(
        "token", "accept", application, *tokens.named(serial, tokens.wrong)), "token.pinWrongLow")
    world.kapok("token", "accept", application, *tokens.named(serial, own))
    world.kapok("approve", application, officer="app")
    world.kapok("issue", application, officer="iss")
    _, shown = world.api("GET", f"/api/v1/applications/{application}")
    file = world.folder / "token.pem"
    world.kapok("certificate", "export", f"{authority.name}/{shown['serial']}", "--out", file)
    return Certificate(authority, shown["serial"], file), own


def check_request(suite, world, public, certificate):
    """The request that came from the token certified exactly its key."""
    key = run("openssl", "x509", "-in", certificate.pem, "-noout", "-pubkey").need().out
    held = run("openssl", "pkey", "-pubin", "-inform", "DER", "-pubout", stdin=public).need().out
    suite.equal("the certificate is of the key in the token, as pkcs11-tool reads it", key, held)


def check_writing(suite, world, tokens, serial, label, pin, own, certificate):
    authority, root = world.issuing["rsa"].pem, world.roots["rsa"].pem
    writing = ["token", "write", *tokens.named(serial, own), "--certificate"]
    suite.equal("another key's certificate is not written", world.refused(*writing, authority),
                "token.certificateOther")
    suite.equal("nor was anything",
                world.kapok("token", "show", *tokens.named(serial))["certificates"], 0)
    written = world.kapok(*writing, certificate.pem, authority, root)
    suite.equal("the certificate and those above it are", written["certificatesWritten"], 3)
    suite.equal("and once", world.kapok(*writing, certificate.pem, authority, root)
                ["certificatesWritten"], 0)
    read = world.folder / "read.der"
    tokens.open(label, pin, "--read-object", "--type", "cert", "--label", "subscriber",
                "--output-file", read).need()
    der = run("openssl", "x509", "-in", certificate.pem, "-outform", "DER").need().bytes
    suite.equal("pkcs11-tool reads the same certificate back", read.read_bytes(), der)


def check_signing(suite, world, tokens, label, pin, certificate):
    """A signature in the token, under the certificate, checked by OpenSSL."""
    said, signature, key = (world.folder / name for name in ("said", "said.sig", "said.pub"))
    said.write_text("signed in the token\n")
    tokens.open(label, pin, "--sign", "--mechanism", "SHA256-RSA-PKCS", "--label", "subscriber",
                "--input-file", said, "--output-file", signature).need()
    key.write_text(run("openssl", "x509", "-in", certificate.pem, "-noout", "-pubkey").need().out)
    checked = run("openssl", "dgst", "-sha256", "-verify", key, "-signature", signature, said)
    suite.contains("OpenSSL finds its signature good", checked.text, ["Verified OK"])
    chain = run("openssl", "verify", "-CAfile", world.roots["rsa"].pem, "-untrusted",
                world.issuing["rsa"].pem, certificate.pem)
    suite.check("and its certificate", chain.ok, chain)


def check_pin(suite, world, tokens, serial, label, own):
    weak = tokens.secret("weak", "12345678")
    changing = ["token", "pin", *tokens.named(serial, own), "--new-pin"]
    suite.equal("a PIN that is a row is refused", world.refused(*changing, weak), "token.pinWeak")
    suite.equal("and the one of before", world.refused(*changing, own), "token.pinWeak")
    world.kapok(*changing, tokens.chosen)
    suite.check("the subscriber's own one opens it",
                tokens.open(label, CHOSEN, "--list-objects").ok)
    suite.check("and the letter's no more",
                not tokens.open(label, own.read_text().strip(), "--list-objects").ok)


def check_unblocking(suite, world, tokens, application, serial, label):
    """Who brings it is identified by one officer; another one unblocks it, and the bearer chooses the PIN."""
    unblocking = ["token", "unblock", application, *tokens.named(serial), "--new-pin", tokens.next]
    suite.equal("nothing is unblocked for who was not identified",
                world.refused(*unblocking, officer="app"), "application.tokenStateWrong")
    suite.equal("nobody is identified by nothing",
                world.refused("token", "bearer", application, officer="val"),
                "application.tokenBearerUnidentified")
    world.kapok("token", "bearer", application, "--documents", world.report(), officer="val")
    suite.equal("who identified does not unblock", world.refused(*unblocking, officer="val"),
                "authorisation.roleMissing")
    told = world.kapok(*unblocking, officer="app")
    suite.check("what unblocks it is shown to nobody", not told.get("secrets"), told)
    suite.check("the bearer's PIN opens it", tokens.open(label, NEXT, "--list-objects").ok)
    suite.check("the forgotten one does not", not tokens.open(label, CHOSEN, "--list-objects").ok)
    kept = tokens.open(label, NEXT, "--list-objects", "--type", "privkey").need().text
    suite.equal("the key stayed", kept.count("Private Key Object"), 1)
    world.kapok("token", "bearer", application, "--documents", world.report(), officer="val")
    typed = ["token", "unblock", application, *tokens.named(serial), "--as", "app", "--key",
             world.key("app")]
    shown, status = at_terminal(world, [f"{CHOSEN}\n", f"{CHOSEN}\n", "y\n"], *typed)
    suite.equal("at the counter it is typed twice, and unseen", (status, CHOSEN in shown), (0, False))
    suite.check("and opens the token again", tokens.open(label, CHOSEN, "--list-objects").ok, shown)


def check_ends(suite, world, tokens, application, serial, certificate):
    wiping = ["token", "wipe", application, *tokens.named(serial)]
    suite.equal("a token in use is not wiped", world.refused(*wiping, officer="val"),
                "application.tokenInUse")
    world.kapok("token", "lost", application, officer="val")
    suite.equal("a loss suspends the certificate at once",
                world.kapok("status", certificate.reference)["state"], "suspended")
    suite.equal("and is in the register", state(world, serial), "lost")
    world.revoke(certificate)
    other = tokens.bought("Other")
    suite.equal("another token is not taken for it", world.refused(
        "token", "wipe", application, *tokens.named(other), officer="val"), "application.tokenOther")
    world.kapok(*wiping, officer="val")
    suite.equal("revoked, it is wiped where it is found", state(world, serial), "wiped")
    shown = world.kapok("token", "show", *tokens.named(serial))
    suite.equal("and empty, without a PIN", (shown["certificates"], shown["hasPIN"]), (0, False))
    return other


def check_again(suite, world, tokens, serial, other):
    """The wiped token serves another application, without the maker's PIN; one that went serves none."""
    answer = world.kapok(*applying(world, "rsa"))["result"]
    application = answer["application"]
    away = tokens.folder / "away"
    tokens.store.rename(away)
    tokens.store.mkdir()
    suite.equal("a token that is not plugged in is missing", world.refused(
        "token", "prepare", application, *tokens.named(serial), "--letter", world.folder / "none",
        officer="val"), "token.missing")
    tokens.store.rmdir()
    away.rename(tokens.store)
    suite.equal("and the register does not know of it", state(world, other), None)
    world.kapok("token", "prepare", application, *tokens.named(serial), "--letter",
                world.folder / "again.letter", officer="val")
    suite.equal("the wiped one serves again", state(world, serial), "bound")
    second = world.kapok(*applying(world, "rsa"))["result"]["application"]
    suite.equal("and no other application beside", world.refused(
        "token", "prepare", second, *tokens.named(serial), "--letter", world.folder / "none",
        officer="val"), "application.tokenTaken")
    return application


def holding(world, secrets):
    """Files in which one of them stands, of the data folder and the log."""
    files = [file for file in world.data.rglob("*") if file.is_file()] + [world.log]
    return [file.name for file in files if any(secret in file.read_bytes() for secret in secrets)]


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        tokens, watch = Bought(world), Watch(world)
        practise(world, True)
        answer = world.kapok(*applying(world, "rsa"))["result"]
        application, serial = answer["application"], tokens.bought("Bought")
        pin = check_preparing(suite, world, tokens, application, serial)
        label, public = check_key(suite, world, tokens, application, serial, pin)
        deliver(suite, world, application, serial)
        certificate, own = certify(suite, world, tokens, answer, serial, pin)
        check_request(suite, world, public, certificate)
        check_writing(suite, world, tokens, serial, label, pin, own, certificate)
        check_signing(suite, world, tokens, label, pin, certificate)
        check_pin(suite, world, tokens, serial, label, own)
        check_unblocking(suite, world, tokens, application, serial, label)
        other = check_ends(suite, world, tokens, application, serial, certificate)
        check_again(suite, world, tokens, serial, other)
        audit = world.kapok("audit", "verify")
        suite.check("the journal agrees with the ledger", audit["ok"], audit)
        pins = [secret.encode() for secret in (pin, CHOSEN, NEXT, FACTORY)]
        suite.equal("no PIN stands in the data folder or the log", holding(world, pins), [])
        told = "\n".join(watch.said)
        suite.check("nor in anything that was said", not any(p.decode() in told for p in pins))


if __name__ == "__main__":
    main()
