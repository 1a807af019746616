#!/usr/bin/env python3
"""Officers whose keys are on tokens, or in files under a passphrase.

SoftHSM under the real program and server: `pkcs11-tool` looks at the keys and makes one; OpenSSL checks what the tokens sign; a proof of the
journal is checked by Tests/Verifiers. A terminal is a real one (pty).
"""
import base64
import json
import os
import pty
import re
import select
import shutil

from world import PATIENCE, Suite, World, run
import check_proof

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN, WRONG = "Zx81-48K-pin", "wrong-5417-pin"
PROMPT = re.compile(r"(\[y/N\]|PIN of .*:|Passphrase of .*:|same again:) $")


class Tokens:
    """SoftHSM tokens in a folder of their own, and PIN files."""

    def __init__(self, world):
        self.folder = world.folder / "tokens"
        self.store = self.folder / "store"
        self.store.mkdir(parents=True)
        self.settings = self.folder / "softhsm2.conf"
        self.settings.write_text(f"directories.tokendir = {self.store}\n"
                                 "objectstore.backend = file\nlog.level = DEBUG\n")
        self.pin, self.wrong = self.folder / "pin", self.folder / "wrong"
        for file, content in ((self.pin, PIN), (self.wrong, WRONG)):
            file.touch(mode=0o600)
            file.write_text(content + "\n")
        # Everything that runs from here on finds them: the program, pkcs11-tool, no server.
        os.environ["SOFTHSM2_CONF"] = str(self.settings)
        os.environ["KAPOK_PIN_FILE"] = str(self.pin)

    def make(self, label):
        run("softhsm2-util", "--init-token", "--free", "--label", label, "--pin", PIN,
            "--so-pin", "so-" + PIN).need()

    def tool(self, label, *arguments):
        return run("pkcs11-tool", "--module", MODULE, "--token-label", label, "--login", "--pin", PIN,
                   *arguments).need().text


class Watch:
    """Remembers all that the program said, to look for PINs in it at the end."""

    def __init__(self, world):
        self.said, attempt = [], world.attempt

        def watched(*arguments):
            result = attempt(*arguments)
            self.said.append(result.text)
            return result

        world.attempt = watched


def acts(world, application):
    """The entries of one application: how many there are, and the last one's index."""
    _, answer = world.api("GET", f"/api/v1/journal?case={application}")
    return [entry["index"] for entry in answer["entries"]]


def at_terminal(world, typed, *arguments):
    """Runs the program at a terminal, and types a line at each prompt; what it showed, and its end."""
    environment = {**os.environ, "KAPOK_DATA": str(world.data), "KAPOK_LANG": "en",
                   "KAPOK_STATE": str(world.folder / "state"), "KAPOK_KEY": "", "KAPOK_PIN_FILE": ""}
    child, terminal = pty.fork()
    if child == 0:
        os.execve(world.program, [world.program, *map(str, arguments)], environment)
    shown, lines = "", list(typed)
    try:
        while select.select([terminal], [], [], PATIENCE)[0]:
            try:
                part = os.read(terminal, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part.decode("utf-8", "replace")
            if lines and PROMPT.search(shown):
                os.write(terminal, lines.pop(0).encode())
    finally:
        os.close(terminal)
    _, status = os.waitpid(child, 0)
    return shown, os.waitstatus_to_exitcode(status)


def check_making(suite, world, tokens):
    tokens.make("Noa")
    made = world.kapok("operator", "key", "--out", world.key("noa"), "--module", MODULE,
                       "--token", "pkcs11:token=Noa;object=officer")
    suite.check("a key is made on the token", made["token"].startswith("pkcs11:token=Noa;serial="),
                made)
    content = json.loads(world.key("noa").read_text())
    suite.equal("the file names it and holds no secret", sorted(content),
                ["form", "module", "publicKey", "uri"])
    suite.equal("for its owner alone", world.key("noa").stat().st_mode & 0o777, 0o600)
    listed = tokens.tool("Noa", "--list-objects", "--type", "privkey")
    suite.contains("it never leaves the token, as pkcs11-tool sees it", listed,
                   ["sensitive, always sensitive, never extractable, local"])
    suite.check("and only signs", re.search(r"Usage:\s+sign\n", listed), listed)
    public = run("openssl", "pkey", "-pubin", "-in", world.folder / "noa.pub.pem", "-outform",
                 "DER").need().bytes
    suite.equal("the public key beside it is the one in the file", public,
                base64.b64decode(content["publicKey"]))
    tokens.tool("Noa", "--read-object", "--type", "pubkey", "--label", "officer", "--output-file",
                tokens.folder / "read.der")
    suite.equal("and the one that pkcs11-tool reads", (tokens.folder / "read.der").read_bytes(),
                public)


def applied(world, name):
    """An application that waits for approval."""
    return world.apply("rsa", "openssl", "personal", ["--common-name", name, "--country", "HK"], "B")[3]


def key_refused(world, *arguments):
    return world.refused("operator", "key", "--out", world.folder / "none.key", *arguments)


def check_refusals(suite, world, tokens):
    """Nothing that goes wrong with a token leaves a file behind."""
    tokens.make("Bad")
    tokens.tool("Bad", "--keypairgen", "--key-type", "EC:prime256v1", "--label", "loose", "--id", "01",
                "--usage-sign", "--extractable")
    tokens.tool("Bad", "--keypairgen", "--key-type", "EC:secp384r1", "--label", "curve", "--id", "02",
                "--usage-sign")
    for identifier in ("03", "04"):
        tokens.tool("Bad", "--keypairgen", "--key-type", "EC:prime256v1", "--label", "two", "--id",
                    identifier, "--usage-sign")
    cases = (
        ("an extractable key", "token.keyUnfit", "pkcs11:token=Bad;object=loose", MODULE, True),
        ("another curve", "token.keyKindUnfit", "pkcs11:token=Bad;object=curve", MODULE, True),
        ("two keys of one label", "token.keyAmbiguous", "pkcs11:token=Bad;object=two", MODULE, True),
        ("no key", "token.keyMissing", "pkcs11:token=Bad;object=none", MODULE, True),
        ("a key that is there", "token.keyExists", "pkcs11:token=Bad;object=loose", MODULE, False),
        ("no name for the key", "token.keyUnnamed", "pkcs11:token=Bad", MODULE, False),
        ("no such token", "token.missing", "pkcs11:token=Nobody;object=x", MODULE, False),
        ("no such module", "token.moduleMissing", "pkcs11:token=Bad;object=x", "/no/module.so", False),
        ("a program for a module", "token.moduleMissing", "pkcs11:token=Bad;object=x", "/bin/sh",
         False),
        ("a PIN in the URI", "token.uriMalformed", "pkcs11:token=Bad?pin-value=1234", MODULE, False),
    )
    for title, code, uri, module, exists in cases:
        more = ["--existing"] if exists else []
        suite.equal(f"{title} is refused", key_refused(world, "--token", uri, "--module", module,
                                                       *more), code)
    os.environ["KAPOK_PIN_FILE"] = ""
    suite.equal("without a PIN nothing is made",
                key_refused(world, "--token", "pkcs11:token=Bad;object=x", "--module", MODULE),
                "token.pinMissing")
    loose = tokens.folder / "loose"
    loose.write_text(PIN + "\n")
    loose.chmod(0o644)
    suite.equal("a PIN file that others may read is not used", key_refused(
        world, "--token", f"pkcs11:token=Bad;object=x?pin-source=file:{loose}", "--module", MODULE),
        "token.pinFileUnusable")
    os.environ["KAPOK_PIN_FILE"] = str(tokens.pin)
    suite.check("and no file is left behind", not (world.folder / "none.key").exists()
                and not (world.folder / "none.key.pub.pem").exists())
    listed = tokens.tool("Bad", "-O")
    suite.check("nor a key on the token", not re.search(r"label: +x\n", listed), listed)


def check_acts(suite, world, tokens):
    """The officer is enrolled, leads acts, and the journal proves each."""
    tokens.make("Kim")
    tokens.tool("Kim", "--keypairgen", "--key-type", "EC:prime256v1", "--label", "mine", "--id", "0a",
                "--usage-sign")
    world.kapok("operator", "key", "--out", world.key("kim"), "--module", MODULE, "--existing",
                "--token", "pkcs11:token=Kim;object=mine")
    for name, role in (("noa", "approver"), ("kim", "issuingOfficer")):
        world.agreed(("mei", "jun"), "operator", "enrol", "--name", name, "--role", role,
                     "--public-key", world.folder / f"{name}.pub.pem")
    application = applied(world, "Lee Siu Ming")
    before = acts(world, application)
    os.environ["KAPOK_PIN_FILE"] = str(tokens.wrong)
    suite.equal("a wrong PIN is refused", world.refused("approve", application, officer="noa"),
                "token.pinWrongLow")
    suite.equal("before anything reached the server", acts(world, application), before)
    os.environ["KAPOK_PIN_FILE"] = str(tokens.pin)
    answer = world.kapok("approve", application, officer="noa")
    suite.equal("the right one approves", len(acts(world, application)), len(before) + 1)
    proof = world.kapok("audit", "prove", str(answer["entry"]))
    check_proof.CHECKS[proof["type"]](proof, world.verifier_key)
    item = json.loads(base64.b64decode(proof["entry"]))["signed"][0]
    for name, member in (("act", "act"), ("signature", "signature")):
        (tokens.folder / name).write_bytes(base64.b64decode(item[member]))
    checked = run("openssl", "dgst", "-sha256", "-verify", world.folder / "noa.pub.pem", "-signature",
                  tokens.folder / "signature", tokens.folder / "act")
    suite.contains("OpenSSL finds the token's signature in the journal good", checked.text,
                   ["Verified OK"])
    world.kapok("issue", application, officer="kim")
    _, shown = world.api("GET", f"/api/v1/applications/{application}")
    suite.equal("a key that pkcs11-tool made issues", shown["state"], "issued")
    return application


def check_list(suite, world):
    """One gesture over several: one PIN."""
    waiting = [applied(world, name) for name in ("Ho Ka Yan", "Ho Ka Wai", "Ho Ka Man", "Ho Ka Lok")]
    for application in waiting:
        world.kapok("approve", application, officer="noa")
    for title, given, more in (("each by itself", waiting[:2], []),
                               ("as one list", waiting[2:], ["--list"])):
        shown, status = at_terminal(world, ["y\n", PIN + "\n"], "issue", *given, *more, "--as", "kim",
                                    "--key", world.key("kim"))
        suite.equal(f"several, {title}: one question and one PIN",
                    (status, shown.count("[y/N]"), shown.count("PIN of the token")), (0, 1, 1))
        suite.equal(f"several, {title}: all are issued", [
            world.api("GET", f"/api/v1/applications/{one}")[1]["state"] for one in given],
            ["issued", "issued"])
        suite.check("the PIN is not shown", PIN not in shown, shown)


def check_terminal(suite, world):
    application = applied(world, "Ng Wing")
    acting = ["approve", application, "--as", "noa", "--key", world.key("noa")]
    before = acts(world, application)
    shown, status = at_terminal(world, ["n\n"], *acting)
    suite.check("who does not agree is asked for no PIN", status == 1 and "PIN of" not in shown, shown)
    shown, status = at_terminal(world, ["y\n", WRONG + "\n"], *acting)
    suite.contains("a wrong PIN is asked for once", shown, ["token.pinWrong"])
    suite.equal("and no second time", (status, shown.count("PIN of the token Noa")), (1, 1))
    shown, status = at_terminal(world, ["y\n", "half\x03"], *acting)
    suite.contains("Control-C ends it", shown, ["command.officerDeclined"])
    suite.equal("nothing of these reached the journal", acts(world, application), before)
    shown, status = at_terminal(world, ["y\n", "x\x7f" + PIN + "\r"], *acting)
    suite.equal("a PIN that is typed, with a letter taken back, signs", status, 0)
    suite.equal("one act", len(acts(world, application)), len(before) + 1)
    suite.check("what was typed is never shown", PIN not in shown and WRONG not in shown, shown)


def check_exchanged(suite, world, tokens):
    """Another token under the same label, a changed reference, a token that is gone."""
    application = applied(world, "Au Ming")
    before = acts(world, application)
    content = json.loads(world.key("noa").read_text())
    kim = json.loads(world.key("kim").read_text())
    file = world.folder / "mixed.pem"
    file.touch(mode=0o600)
    file.write_text(json.dumps({**content, "uri": kim["uri"]}))
    refused = lambda: world.refused("approve", application, "--yes", "--as", "noa", "--key", file)
    suite.equal("a file whose key is another one's on the token", refused(), "token.keyOfAnother")
    file.write_text(json.dumps({**content, "module": "/no/module.so"}))
    suite.equal("a module that is gone", refused(), "token.moduleMissing")
    writable = tokens.folder / "module.so"
    shutil.copy(MODULE, writable)
    writable.chmod(0o777)
    file.write_text(json.dumps({**content, "module": str(writable)}))
    suite.equal("a module that others may write", refused(), "token.moduleExposed")
    file.write_text(json.dumps({**content, "publicKey": "AAAA"}))
    suite.equal("a file that is none", refused(), "command.officerKeyUnusable")
    file.write_text(json.dumps(content))
    file.chmod(0o644)
    suite.equal("a file that others may read", refused(), "command.officerKeyExposed")
    away = tokens.folder / "away"
    tokens.store.rename(away)
    tokens.store.mkdir()
    suite.equal("a token that is not plugged in",
                world.refused("approve", application, officer="noa"), "token.missing")
    tokens.store.rmdir()
    away.rename(tokens.store)
    suite.equal("nothing of these reached the journal", acts(world, application), before)
    world.kapok("approve", application, officer="noa")
    suite.equal("plugged in again it signs", len(acts(world, application)), len(before) + 1)


def check_passphrase(suite, world):
    """A key in a file, under a passphrase: typed at a terminal, read from a file, read by OpenSSL."""
    phrase, file = "several words of no song", world.folder / "pas.pem"
    shown, status = at_terminal(world, [phrase + "\n", phrase + "\n"], "operator", "key", "--out", file,
                                "--passphrase")
    suite.equal("a key is made under a passphrase that is typed twice",
                (status, file.stat().st_mode & 0o777), (0, 0o600))
    suite.check("which is not shown", phrase not in shown, shown)
    public = run("openssl", "pkey", "-in", file, "-passin", f"pass:{phrase}", "-pubout").need().out
    suite.equal("OpenSSL opens it", public.split(), (world.folder / "pas.pub.pem").read_text().split())
    world.agreed(("mei", "jun"), "operator", "enrol", "--name", "pas", "--role", "approver",
                 "--public-key", world.folder / "pas.pub.pem")
    application = applied(world, "Mok Sze")
    before = acts(world, application)
    suite.equal("without the passphrase nothing is signed",
                world.refused("approve", application, officer="pas"), "passphrase.missing")
    shown, status = at_terminal(world, ["several words\n"], "approve", application, "--yes", "--as", "pas",
                                "--key", file)
    suite.contains("nor with another one", shown, ["passphrase.wrong"])
    suite.equal("nothing of these reached the journal", acts(world, application), before)
    secret = world.folder / "phrase"
    secret.touch(mode=0o600)
    secret.write_text(phrase + "\n")
    os.environ["KAPOK_PASSPHRASE_FILE"] = str(secret)
    world.kapok("approve", application, officer="pas")
    del os.environ["KAPOK_PASSPHRASE_FILE"]
    suite.equal("with it one act is", len(acts(world, application)), len(before) + 1)


def check_founding(suite, world, tokens):
    """Founders with tokens sign the genesis."""
    founders = []
    for name in ("una", "leo", "eva"):
        tokens.make(name)
        file = world.folder / f"founder-{name}.key"
        world.kapok("operator", "key", "--out", file, "--module", MODULE, "--token",
                    f"pkcs11:token={name};object=founder?pin-source=file:{tokens.pin}")
        founders.append(f"--founder={name}={file}")
    os.environ["KAPOK_PIN_FILE"] = ""
    founded = world.kapok("init", *founders, "--organization", "On Tokens", "--data",
                          world.folder / "founded", "--unlock-file", world.folder / "unlock")
    os.environ["KAPOK_PIN_FILE"] = str(tokens.pin)
    suite.equal("three tokens found an authority, each by the PIN file that its key names",
                founded["founders"], ["off-una", "off-leo", "off-eva"])
    audit = world.kapok("audit", "verify", "--data", world.folder / "founded")
    suite.check("whose journal is good", audit["ok"], audit)


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        tokens, watch = Tokens(world), Watch(world)
        check_making(suite, world, tokens)
        check_refusals(suite, world, tokens)
        check_acts(suite, world, tokens)
        check_list(suite, world)
        check_terminal(suite, world)
        check_exchanged(suite, world, tokens)
        check_passphrase(suite, world)
        check_founding(suite, world, tokens)
        audit = world.kapok("audit", "verify")
        suite.check("the journal agrees with the ledger", audit["ok"], audit)
        told = "\n".join(watch.said) + world.log.read_text()
        suite.check("no PIN stands in anything that was said or logged",
                    PIN not in told and WRONG not in told)
        kept = [path for path in world.folder.rglob("*") if path.is_file()
                and path not in (tokens.pin, tokens.wrong, tokens.folder / "loose")
                and (PIN.encode() in path.read_bytes() or WRONG.encode() in path.read_bytes())]
        suite.equal("nor in any file that was written", kept, [])


if __name__ == "__main__":
    main()
