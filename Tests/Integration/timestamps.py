#!/usr/bin/env python3
"""Time-stamps of the journal by RFC 3161: `openssl ts` is the service, and reads what is kept.

One service does as it should; the others answer late, never, too much, cut off, for other bytes or
another question, by ended or wrong certificates. Each is refused for what is wrong with it, and
nothing else of the server is disturbed.
"""
import hashlib, http.server, json, pathlib, re, threading, time

from world import PATIENCE, Suite, World, fetch, run  # before tsa, whose folder it names
from tsa import OTHER_POLICY, POLICY, TSA, element

VERIFIERS = pathlib.Path(__file__).resolve().parent.parent / "Verifiers"

# The service by its name, the code by which its answers are refused.
BAD = {
    "nonce": "timestamp.nonceDiffers", "imprint": "timestamp.imprintDiffers",
    "rejected": "timestamp.rejected", "ended": "timestamp.untrusted",
    "stranger": "timestamp.untrusted", "mail": "timestamp.purposeWrong",
    "uncritical": "timestamp.purposeWrong", "policy": "timestamp.policyDiffers",
    "cut": "timestamp.unreadable", "page": "timestamp.unreadable",
    "old": "timestamp.timeImplausible", "broken": "timestamp.signatureInvalid",
    "busy": "timestamp.unreachable", "big": "timestamp.unreachable",
    "closed": "timestamp.unreachable", "slow": "timestamp.unreachable",
    "hanging": "timestamp.unreachable",
}
# Longer than any service is waited for.
LONG = 40


class Service(http.server.ThreadingHTTPServer):
    """A time-stamping service for each name; what it does stands in `answer`."""

    daemon_threads = True

    def handle_error(self, *_):
        """Who is asked and goes away is none of this suite's concern."""

    def __init__(self, folder):
        super().__init__(("127.0.0.1", 0), Answer)
        self.tsa, self.turn = TSA(folder), threading.Lock()
        self.queries, self.ended = [], threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def answer(self, name, query):
        """OpenSSL works on files: one question at a time."""
        with self.turn:
            tsa = self.tsa
            if name == "nonce":
                # Another question's nonce, the imprint untouched.
                return tsa.answer(changed(query, nonce_of(query)))
            if name == "imprint":
                return tsa.answer(changed(query, imprint_of(query)))
            if name == "rejected":
                return tsa.answer(query, digests="sha512")
            if name in ("ended", "mail", "uncritical"):
                return tsa.signed(tsa.info(query), name)
            if name == "policy":
                # The service's own policy is not the one that was asked for.
                return tsa.answer(query.replace(policy_of(OTHER_POLICY), policy_of(POLICY)))
            if name == "cut":
                return tsa.answer(query)[:-20]
            if name == "old":
                info = tsa.info(query)
                found = re.search(rb"20\d{12}(\.\d+)?Z", info)
                then = b"2001" + found.group()[4:]
                return tsa.signed(info.replace(found.group(), then))
            if name == "broken":
                whole = tsa.answer(query)
                return whole[:-1] + bytes([whole[-1] ^ 1])
            return tsa.answer(query, "ec" if name == "ec" else "good")


class Answer(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        query = self.rfile.read(int(self.headers["Content-Length"]))
        name = self.path.strip("/")
        self.server.queries.append((name, self.headers["Content-Type"], query))
        if name == "hanging":
            return self.server.ended.wait(LONG)
        if name == "closed":
            self.close_connection = True
            return None
        if name == "busy":
            return self.give(503, b"")
        if name == "page":
            return self.give(200, b"<html>Welcome</html>")
        if name == "big":
            return self.give(200, element(0x30, bytes(1 << 20)))
        body = self.server.answer(name, query)
        if name == "slow":
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            for octet in body:
                try:
                    self.wfile.write(bytes([octet]))
                except OSError:
                    break
                if self.server.ended.wait(0.5):
                    break
            self.close_connection = True
            return None
        return self.give(200, body)

    def give(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass

    def log_message(self, *_):
        pass


def policy_of(dotted):
    """The DER of an identifier below 1.3.6.1.4.1.32473 with small arcs."""
    arcs = bytes(map(int, dotted.split(".")[7:]))
    return element(0x06, b"\x2b\x06\x01\x04\x01\x81\xfd\x59" + arcs)


def nonce_of(query):
    """The nonce's octets: the one INTEGER of 16 octets."""
    return re.search(rb"\x02\x10(.{16})\x01\x01\xff", query, re.S).group(1)


def imprint_of(query):
    return re.search(rb"\x04\x20(.{32})", query, re.S).group(1)


def changed(data, part):
    place = data.index(part) + len(part) - 1
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]


def text_of(note):
    return note[:note.index(b"\n\n") + 1]


class Stamped(World):
    """A world whose journal the services time-stamp, once they are named."""

    def refusals(self):
        """The code by which each service's answer was refused last, by the log."""
        told = {}
        for line in self.log.read_text().splitlines():
            entry = json.loads(line)
            if entry["message"] == "timestamp":
                told[entry["what"]] = entry
        return told

    def wait_for(self, what):
        deadline = time.monotonic() + PATIENCE
        while not what() and time.monotonic() < deadline:
            threading.Event().wait(0.05)
        return what()

    def public(self, name):
        status, headers, body = fetch(f"{self.url}/journal/timestamp/{name}")
        return body if status == 200 else None


def configure(world, service):
    base = f"http://127.0.0.1:{service.server_port}"
    tsa = service.tsa
    lines = [f"  {name}: {base}/{name} {tsa.file('root.pem')}" for name in BAD
             if name not in ("stranger", "policy")]
    lines += [f"  good: {base}/good {tsa.file('root.pem')}",
              f"  ec: {base}/ec {tsa.file('good.pem')}",
              f"  own: {base}/own {tsa.file('good.pem')} {POLICY}",
              f"  stranger: {base}/stranger {tsa.file('stranger.pem')}",
              f"  lost: {base}/lost lost.pem",
              f"  policy: {base}/policy {tsa.file('root.pem')} {OTHER_POLICY}"]
    settings = world.data / "kapok.yaml"
    settings.write_text(settings.read_text() + "timestamps:\n" + "\n".join(lines) + "\n")


def kept(suite, world, service, name, trusted):
    """That OpenSSL finds good what is kept, over the text of a checkpoint of this journal."""
    note, answer = world.public(f"{name}.txt"), world.public(f"{name}.tsr")
    if not suite.check(f"{name}: both files are public", note and answer):
        return
    for file, content in (("text", text_of(note)), ("answer", answer)):
        (world.folder / file).write_bytes(content)
    done = run("openssl", "ts", "-verify", "-data", world.folder / "text", "-in",
               world.folder / "answer", "-CAfile", trusted, "-partial_chain")
    suite.check(f"{name}: openssl ts finds it good", "Verification: OK" in done.text, done)
    (world.folder / "text").write_bytes(text_of(note) + b"x")
    done = run("openssl", "ts", "-verify", "-data", world.folder / "text", "-in",
               world.folder / "answer", "-CAfile", trusted, "-partial_chain")
    suite.check(f"{name}: and not for other bytes", done.status != 0, done)
    suite.check(f"{name}: the checkpoint is the journal's own",
                note.startswith(world.origin.encode() + b"\n"), note)


def relied_on(suite, world, service):
    root, stranger = service.tsa.file("root.pem"), service.tsa.file("stranger.pem")
    done = world.attempt("audit", "verify", "--tsa", root)
    words = {word["service"]: word for word in json.loads(done.out)["timestamps"]}
    suite.check("an audit finds the time-stamp good", done.status == 0
                and words["good"]["timestamped"] and words["good"]["policy"] == POLICY, done)
    done = world.attempt("audit", "verify", "--tsa", stranger)
    words = {word["service"]: word for word in json.loads(done.out)["timestamps"]}
    suite.check("and not by the root of a stranger", done.status == 1
                and words["good"]["code"] == "timestamp.untrusted", done)
    proof = world.folder / "proof.json"
    world.kapok("audit", "prove", 3, "--timestamp", "good", "--out", proof)
    answer = world.folder / "proof.json.tsr"
    suite.check("the service's answer lies beside the proof",
                answer.read_bytes() == world.public("good.tsr"))
    check = ["audit", "check-proof", proof, "--verifier-key", world.verifier_key]
    done = world.attempt(*check, "--timestamp", answer, "--tsa", root)
    told = json.loads(done.out)
    suite.check("a proof leads to the time-stamped checkpoint", done.status == 0 and told["valid"]
                and told["timestamp"]["timestamped"], done)
    independent = run("python3", VERIFIERS / "check_proof.py", proof,
                      world.verifier_key)
    suite.check("other software finds the proof good", independent.status == 0, independent)
    done = world.attempt(*check, "--timestamp", answer, "--tsa", stranger)
    suite.equal("a stranger's root does not do for it",
                (done.status, json.loads(done.out)["timestamp"]["code"]),
                (1, "timestamp.untrusted"))
    suite.equal("one option alone is none", world.attempt(*check, "--tsa", root).status, 2)
    world.kapok("audit", "prove", 3, "--out", proof)
    world.kapok("crl", "rsa-root", officer="app")
    world.kapok("audit", "prove", 3, "--out", proof)
    done = world.attempt(*check, "--timestamp", answer, "--tsa", root)
    suite.equal("a time-stamp of another checkpoint says nothing",
                (done.status, json.loads(done.out)["timestamp"]["code"]),
                (1, "timestamp.imprintDiffers"))
    suite.equal("a service that is none", world.refused("audit", "prove", 3, "--timestamp", "x"),
                "timestamp.unknown")
    for language in ("en", "zh-Hant", "zh-Hans"):
        said = run(world.program, "audit", "verify", "--tsa", stranger, "--data", world.data,
                   "--lang", language, environment={"KAPOK_STATE": str(world.folder / "state")})
        suite.check(f"{language}: it is told in words", "✗" in said.out and "{" not in said.out,
                    said)


def main():
    with Suite(__file__) as suite, Stamped(suite, "rsa") as world:
        service = Service(world.folder / "tsa")
        world.stop()
        configure(world, service)
        world.serve()
        world.kapok("crl", "rsa-root", officer="app")
        suite.check("while services are slow, acts go on", world.kapok("health")["ok"])
        suite.check("the good ones time-stamp", world.wait_for(
            lambda: world.public("good.tsr") and world.public("own.tsr")))
        told = lambda: {name: entry["code"] for name, entry in world.refusals().items()}
        world.wait_for(lambda: set(told()) >= set(BAD))
        for name, code in BAD.items():
            suite.equal(f"{name}: refused for what is wrong", told().get(name), code)
            suite.check(f"{name}: nothing is kept", world.public(f"{name}.tsr") is None)
        suite.check("each refusal says what to do", all(
            entry["cause"] and entry["remedy"] for entry in world.refusals().values()))
        suite.equal("a service whose certificates are not there stops nothing and is not asked",
                    (told().get("lost"), [name for name, _, _ in service.queries if name == "lost"]),
                    ("configuration.timestampAnchors", []))
        suite.equal("whose certificate is not the one trusted is refused", told().get("ec"),
                    "timestamp.untrusted")
        suite.check("services are asked as RFC 3161 says", all(
            kind == "application/timestamp-query" for _, kind, _ in service.queries))
        nonces = [nonce_of(query) for _, _, query in service.queries]
        suite.equal("each question has a nonce of its own", len(set(nonces)), len(nonces))
        texts = {hashlib.sha256(text_of(world.public("good.txt"))).digest()}
        suite.check("what is asked for is the checkpoint's text",
                    texts <= {imprint_of(query) for _, _, query in service.queries})
        kept(suite, world, service, "good", service.tsa.file("root.pem"))
        kept(suite, world, service, "own", service.tsa.file("good.pem"))
        relied_on(suite, world, service)
        before = world.public("good.tsr")
        world.stop()
        (world.data / "public" / "journal" / "timestamp" / "own.tsr").write_bytes(b"0")
        world.serve()
        suite.check("what is kept is there after a restart", world.public("good.tsr"))
        suite.check("what was spoilt is asked for again", world.wait_for(
            lambda: (world.public("own.tsr") or b"0") != b"0"))
        suite.check("the journal agrees with the ledger", world.kapok("audit", "verify")["ok"],
                    before)
        service.ended.set()
        service.shutdown()


if __name__ == "__main__":
    main()
