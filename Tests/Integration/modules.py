#!/usr/bin/env python3
"""Keys of authorities in a cryptographic module: from the register to the certificates that they sign.

SoftHSM under the real program and server. `pkcs11-tool` tells what the keys may do; OpenSSL verifies
certificates and lists. The module's store goes away and comes back while the server runs.
"""
import os
import re
import shutil

from notify import until
from records import settings
from world import Authority, Suite, World, fetch, run

LIBRARY = "/usr/lib/softhsm/libsofthsm2.so"
PIN, WRONG = "Nk52-module-pin", "wrong-8830-pin"


class ModuleWorld(World):
    """The world, with a token at its server before it starts."""

    def _found(self):
        super()._found()
        self.store = self.folder / "module"
        self.store.mkdir()
        configuration = self.folder / "softhsm2.conf"
        configuration.write_text(f"directories.tokendir = {self.store}\nobjectstore.backend = file\n")
        # Of the server, and of all that looks at the token.
        os.environ["SOFTHSM2_CONF"] = str(configuration)
        run("softhsm2-util", "--init-token", "--free", "--label", "CA", "--pin", PIN, "--so-pin", "so-" + PIN).need()
        listed = run("pkcs11-tool", "--module", LIBRARY, "--list-token-slots").need().text
        self.serial = re.search(r"serial num +: (\w+)", listed).group(1)
        self.firmware = re.search(r"firmware version +: (\S+)", listed).group(1)
        self.pin = self.data / "ca.pin"
        self.write_pin(PIN)
        with open(self.data / "kapok.yaml", "a") as file:
            file.write(f"modules:\n  ca: {LIBRARY} {self.serial} ca.pin 2\n")

    def write_pin(self, pin):
        self.pin.touch(mode=0o600)
        self.pin.write_text(pin + "\n")

    def tool(self, *arguments):
        return run("pkcs11-tool", "--module", LIBRARY, "--token-label", "CA", "--login", "--pin", PIN, *arguments).need().text

    def record(self, **changed):
        """The module's record from its purchase to its use."""
        values = {"serial": self.serial, "maker": "SoftHSM project", "model": "SoftHSM v2", "firmware": self.firmware,
                  "standard": "fips140-2", "certificateNumber": "TEST-1", "approvedUntil": "2099-12-31",
                  "stage": "bought", "stageOn": "2026-01-05", "place": "room 1", "doneBy": "mei", "supervisedBy": "jun",
                  **changed}
        added = self.kapok("record", "add", "cryptographicModule", *settings(values), officer="mei")["result"]["record"]
        self.step(added, "received", "installed", "accepted", "trial")
        return added

    def step(self, record, *stages):
        for stage in stages:
            self.kapok("record", "change", record, "--set", f"stage={stage}", officer="mei")

    def creating(self, name, serial, kind="root", issuer=None):
        return ["authority", "create", name, "--kind", kind, "--family", "rsa", "--jurisdiction", "hongKong",
                "--common-name", f"Kapok {name}", "--base-url", self.url, "--module", serial,
                *(["--issuer", issuer] if issuer else [])]


def check_register(suite, world):
    """No key is made in what the register has not in use."""
    suite.equal("a module that nobody entered is refused", world.refused(*world.creating("root", world.serial), officer="mei"),
                "module.unregistered")
    record = world.record()
    suite.equal("one in its trial is refused", world.refused(*world.creating("root", world.serial), officer="mei"),
                "module.notInUse")
    old = world.record(serial="old", approvedUntil="2026-02-01")
    world.step(old, "inUse")
    suite.equal("one whose approval ended is refused", world.refused(*world.creating("root", "old"), officer="mei"),
                "module.approvalEnded")
    other = world.record(serial="elsewhere")
    world.step(other, "inUse")
    elsewhere = brought_up(world, world.creating("far-root", "elsewhere"))
    suite.equal("one that is not connected makes no key", elsewhere, "approved")
    suite.check("and the server says so", "module.notConnected" in world.log.read_text(), world.log.read_text()[-2000:])
    world.step(record, "inUse")
    world.kapok("record", "change", record, "--set", "firmware=2.5", officer="mei")
    changed = brought_up(world, world.creating("root", world.serial))
    suite.equal("one that is not as the register has it makes no key", changed, "approved")
    suite.check("and the server says so", "module.changed" in world.log.read_text(), world.log.read_text()[-2000:])
    suite.equal("nothing is in it", world.tool("--list-objects").count("Private Key Object"), 0)
    world.kapok("record", "change", record, "--set", f"firmware={world.firmware}", officer="mei")
    return record


def brought_up(world, creating):
    """Three people agree; what state the authority has then."""
    first, *others = world.FOUNDERS
    proposal = world.kapok(*creating, officer=first)["result"]["proposal"]
    for other in others:
        world.attempt("approve", proposal, "--yes", "--as", other, "--key", world.key(other))
    return world.kapok("authority", "show", creating[2])["state"]


def check_keys(suite, world):
    """What the module tells of the keys, and what OpenSSL says of their signatures."""
    suite.check("the authority comes into service by itself, once its module is right",
                until(lambda: state(world, "root") == "active"), world.log.read_text()[-2000:])
    world.agreed(world.FOUNDERS, *world.creating("hk", world.serial, "issuing", "root"))
    suite.equal("its issuing authority at once", state(world, "hk"), "active")
    suite.equal("the register's number is told", world.kapok("authority", "show", "hk")["module"], world.serial)
    keys = world.tool("--list-objects", "--type", "privkey").split("Private Key Object")[1:]
    suite.check("there is a key for each", len(keys) >= 2, keys)
    for key in keys:
        suite.check("a key is named as certificates' keys are", re.search(r"label: +key-[a-z2-7]{26}\n", key), key)
        suite.check("it only signs", re.search(r"Usage: +sign\n", key), key)
        suite.check("it is sensitive, cannot leave, and was made there",
                    re.search(r"Access: +sensitive, always sensitive, never extractable, local\n", key), key)
    root = Authority(world, "root", "rsa", "root", "hongKong")
    issuing = Authority(world, "hk", "rsa", "issuing", "hongKong", root)
    world.roots["rsa"], world.issuing["rsa"] = root, issuing
    certificate = world.person()
    verified = run("openssl", "verify", "-crl_check_all", "-CAfile", root.pem, "-untrusted", issuing.pem,
                   "-CRLfile", root.crl(), "-CRLfile", issuing.crl(), certificate.pem)
    suite.check("openssl verifies the chain and its lists",
                verified.status == 0 and verified.out.strip().endswith(": OK"), verified)
    return certificate


def state(world, authority):
    return world.kapok("authority", "show", authority)["state"]


def listed(world, certificate):
    """Whether the public list has it."""
    text = run("openssl", "crl", "-in", certificate.authority.crl("-now"), "-noout", "-text").need().text
    return certificate.serial.upper() in text


def check_absence(suite, world, certificate):
    """A module that went: what tightens goes on, what signs waits, and all goes on when it is back."""
    away = world.folder / "away"
    accepted = world.apply("rsa", "openssl", "personal", ["--common-name", "Lee Siu Ming", "--country", "HK"], "A")
    world.kapok("approve", accepted[3], officer="app")
    shutil.move(world.store, away)
    world.suspend(certificate)
    suite.equal("a certificate is suspended without it", world.kapok("status", certificate.reference)["state"], "suspended")
    issuing = world.attempt("issue", accepted[3], "--yes", "--as", "iss", "--key", world.key("iss"))
    shown = world.api("GET", f"/api/v1/applications/{accepted[3]}")[1]
    suite.check("nothing is issued", shown["state"] != "issued", shown)
    suite.check("who issues is told why", re.search(r'"code": *"module\.unusable"', issuing.text) and world.serial in issuing.text, issuing)
    suite.check("the server says what is missing",
                until(lambda: re.search(r"cannot be used now \(token\.(gone|failed|missing|keyMissing)", world.log.read_text())),
                world.log.read_text()[-2000:])
    suite.check("the list is the one of before", not listed(world, certificate))
    shutil.move(away, world.store)
    suite.check("the list follows when it is back, without a restart", until(lambda: listed(world, certificate)),
                world.log.read_text()[-3000:])
    suite.check("and so does what waited to be issued", until(
        lambda: world.api("GET", f"/api/v1/applications/{accepted[3]}")[1]["state"] == "issued"), world.log.read_text()[-3000:])


def check_pin(suite, world, certificate):
    """A wrong PIN is told, and what it is nowhere; the right one is taken while the server runs."""
    world.stop()
    world.write_pin(WRONG)
    world.serve()
    world.release(certificate)
    suite.check("the server says that the PIN is wrong", until(lambda: "(token.pinWrong" in world.log.read_text()),
                world.log.read_text()[-2000:])
    world.write_pin(PIN)
    person = world.person()
    suite.check("the right one in the file is taken without a restart", len(person.serial) == 40, person)
    for file in (world.log, *(path for path in world.data.rglob("*") if path.is_file() and path != world.pin)):
        content = file.read_bytes()
        suite.check(f"{file.name} holds no PIN", PIN.encode() not in content and WRONG.encode() not in content)


if __name__ == "__main__":
    with Suite(__file__) as suite, ModuleWorld(suite) as world:
        check_register(suite, world)
        certificate = check_keys(suite, world)
        check_absence(suite, world, certificate)
        check_pin(suite, world, certificate)
