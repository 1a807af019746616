#!/usr/bin/env python3
"""Witnesses of a journal, and clients that remember what they saw.

Two witnesses serve, a third one takes connections and never answers; their cosignatures are checked
by Python that shares no code with Kapok. A witness keeps its state over restarts and kill -9,
refuses forks and rollbacks, and so do officers' clients.
"""
import base64, hashlib, json, os, pathlib, shutil, signal, socket, struct, subprocess, threading
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from world import PATIENCE, Suite, Unexpected, World, fetch, free_port, run

SIZE_TYPE = "text/x.tlog.size"
# After so many seconds an authority gives up one exchange with a witness.
EXCHANGE = 10


# --- Notes, as C2SP writes them ----------------------------------------------------------------


def key_id(name, kind, key):
    return hashlib.sha256(name.encode() + b"\n" + bytes([kind]) + key).digest()[:4]


def verifier_key(name, kind, key):
    return f"{name}+{key_id(name, kind, key).hex()}+{base64.b64encode(bytes([kind]) + key).decode()}"


def cosigned_at(note, witness_key):
    """The second at which a witness cosigned a note; None if it did not, or not rightly."""
    name, identifier, key = witness_key.split("+", 2)
    key = base64.b64decode(key, validate=True)
    if key[0] != 4 or key_id(name, 4, key[1:]).hex() != identifier:
        return None
    text, _, lines = note.rpartition("\n\n")
    for line in lines.splitlines():
        _, signer, content = line.split(" ")
        content = base64.b64decode(content, validate=True)
        if signer != name or content[:4].hex() != identifier:
            continue
        second, = struct.unpack(">Q", content[4:12])
        try:
            Ed25519PublicKey.from_public_bytes(key[1:]).verify(
                content[12:], f"cosignature/v1\ntime {second}\n{text}\n".encode())
        except InvalidSignature:
            return None
        return second
    return None


def size_of(note):
    return int(note.split("\n")[1])


def split(size):
    return 1 << (size - 1).bit_length() - 1


def root(leaves):
    """MTH of RFC 6962 section 2.1."""
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    left = split(len(leaves))
    return hashlib.sha256(b"\1" + root(leaves[:left]) + root(leaves[left:])).digest()


def subproof(old, leaves, is_whole):
    """SUBPROOF of RFC 6962 section 2.1.2."""
    if old == len(leaves):
        return [] if is_whole else [root(leaves)]
    left = split(len(leaves))
    if old <= left:
        return subproof(old, leaves[:left], is_whole) + [root(leaves[left:])]
    return subproof(old - left, leaves[left:], False) + [root(leaves[:left])]


class ForkingLog:
    """A log of one's own that signs whatever it likes."""

    name = "forking.example/log"

    def __init__(self):
        self.key = Ed25519PrivateKey.generate()
        self.public = self.key.public_key().public_bytes_raw()
        self.verifier_key = verifier_key(self.name, 1, self.public)

    def request(self, old, leaves):
        text = f"{self.name}\n{len(leaves)}\n{base64.b64encode(root(leaves)).decode()}\n"
        line = base64.b64encode(key_id(self.name, 1, self.public) + self.key.sign(text.encode()))
        proof = subproof(old, leaves, True) if 0 < old <= len(leaves) else []
        lines = "".join(base64.b64encode(hash).decode() + "\n" for hash in proof)
        return f"old {old}\n{lines}\n{text}\n— {self.name} {line.decode()}\n".encode()


# --- Witnesses as processes ----------------------------------------------------------------------


class Witness:
    """`kapok witness serve` on a port of its own."""

    def __init__(self, world, name, logs):
        self.world, self.name, self.logs = world, name, logs
        self.state, self.port, self.process = world.folder / name, free_port(), None
        made = world.kapok("witness", "keygen", "--name", f"{name}.example/w", "--state", self.state)
        self.key = made["witnessKey"]
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self):
        logs = [word for log in self.logs for word in ("--log", log)]
        self.process = subprocess.Popen(
            [self.world.program, "witness", "serve", "--state", self.state, "--listen",
             f"127.0.0.1:{self.port}", *logs], stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
        ready = threading.Event()

        def read():
            for line in self.process.stderr:
                if b'"message":"witnessing"' in line:
                    ready.set()
            ready.set()

        threading.Thread(target=read, daemon=True).start()
        if not ready.wait(PATIENCE) or self.process.poll() is not None:
            raise Unexpected(f"the witness {self.name} did not come up")
        return self

    def end(self, how=signal.SIGTERM):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(PATIENCE)

    def ask(self, body):
        """Status, type and text of the answer."""
        status, headers, answer = fetch(f"{self.url}/add-checkpoint", body, "text/plain")
        return status, headers.get("Content-Type", ""), answer.decode()

    def known_size(self, log):
        """What it cosigned last, as it says to whoever asks from a wrong size."""
        status, kind, text = self.ask(log)
        return int(text) if (status, kind) == (409, SIZE_TYPE) else None

    def evidence(self):
        return sorted((self.state / "evidence").glob("*.json"))


class DeadWitness(Witness):
    """Takes every connection, reads what comes, and never answers."""

    def __init__(self, world, name, logs):
        super().__init__(world, name, logs)
        self.exchanges, self.changed, self.listener = [], threading.Condition(), None

    def start(self):
        self.listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self.listener,), daemon=True).start()
        return self

    def end(self, how=None):
        if self.listener is not None:
            # Wakes who waits for a connection; closing alone does not.
            self.listener.shutdown(socket.SHUT_RDWR)
            self.listener.close()
            self.listener = None

    def _accept(self, listener):
        try:
            while True:
                connection, _ = listener.accept()
                exchange = Exchange(connection)
                with self.changed:
                    self.exchanges.append(exchange)
                    self.changed.notify_all()
        except OSError:
            pass

    def begun(self, after=0):
        """The first exchange after so many, as soon as it begins."""
        with self.changed:
            if not self.changed.wait_for(lambda: len(self.exchanges) > after, PATIENCE):
                raise Unexpected(f"nobody asked the dead witness after {after} exchanges")
        return self.exchanges[after]


class Exchange:
    """One connection to the dead witness, open until the other side gives up."""

    def __init__(self, connection):
        self.connection, self.body, self.is_given_up = connection, b"", threading.Event()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        try:
            while piece := self.connection.recv(1 << 16):
                self.body += piece
        except OSError:
            pass
        self.is_given_up.set()
        self.connection.close()


def until(condition, seconds=PATIENCE):
    deadline = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < deadline:
        time.sleep(0.2)
    return found


# --- What is looked at ---------------------------------------------------------------------------


def published(world, path="checkpoint"):
    status, _, body = fetch(f"{world.url}/journal/{path}")
    return body.decode() if status == 200 else None


def set_witnesses(world, witnesses):
    """Writes them into kapok.yaml and starts the server anew."""
    world.stop()
    file = world.data / "kapok.yaml"
    node = file.read_text().split("witnesses:")[0]
    file.write_text(node + "witnesses:\n" + "".join(
        f"  {witness.name}: {witness.url} {witness.key}\n" for witness in witnesses))
    world.serve()


def check_cosigning(suite, world, first, second, dead):
    def cosigned():
        note = published(world)
        return note if note and all(cosigned_at(note, it.key) for it in (first, second)) else None

    note = until(cosigned)
    suite.check("two witnesses cosign the published checkpoint", note, published(world))
    if not note:
        return
    suite.check("the times are those of now",
                all(abs(cosigned_at(note, it.key) - time.time()) < 120 for it in (first, second)))
    suite.equal("the dead one did not", cosigned_at(note, dead.key), None)
    changed = note.replace(f"\n{size_of(note)}\n", f"\n{size_of(note) + 1}\n", 1)
    suite.equal("a changed checkpoint is cosigned by nobody",
                [cosigned_at(changed, it.key) for it in (first, second)], [None, None])
    check_no_delay(suite, world, first, dead)
    person = world.person()
    last = world.suspend(person)["entry"]
    later = until(lambda: (it := cosigned()) and size_of(it) > last and it)
    suite.check("the cosignatures of both follow", later, published(world))
    for witness in (first, second):
        own = published(world, f"witness/{witness.name}")
        suite.check(f"{witness.name}: its newest checkpoint is public",
                    own and cosigned_at(own, witness.key), own)
    suite.equal("of the dead one there is none", published(world, f"witness/{dead.name}"), None)


def check_no_delay(suite, world, first, dead):
    """While an exchange with the dead one hangs, an act is answered and another witness cosigns it.

    That the exchange is still open says that it took less than its limit, however busy the machine
    is; where that ran out nonetheless, the next exchange is taken, and the clock decides as well.
    """
    tried = []
    for number in range(3):
        exchange = dead.begun(number)
        began = time.monotonic()
        entry = world.kapok("crl", "rsa-issuing", officer="val")["entry"]
        answered, is_open = time.monotonic() - began, not exchange.is_given_up.is_set()
        until(lambda: size_of(published(world, f"witness/{first.name}") or "\n0\n") > entry
              or exchange.is_given_up.is_set())
        note = published(world, f"witness/{first.name}") or "\n0\n"
        took, is_still_open = time.monotonic() - began, not exchange.is_given_up.is_set()
        is_cosigned = size_of(note) > entry and cosigned_at(note, first.key)
        tried.append((answered, is_open, bool(is_cosigned), took, is_still_open))
        if is_cosigned and is_still_open:
            break
    suite.check("the dead one was asked", exchange.body.startswith(b"POST /add-checkpoint "),
                exchange.body)
    suite.check("while it hangs an act is answered", is_open and answered < EXCHANGE, tried)
    suite.check("while it hangs another witness's cosignature of the act is published",
                is_cosigned and is_still_open and took < EXCHANGE, tried)


def check_dead_given_up(suite, dead):
    """The server was not started anew since: it is the exchange's own limit that ended it."""
    suite.check("the exchange with the dead one is given up",
                dead.begun().is_given_up.wait(PATIENCE))
    again = dead.begun(after=1)
    suite.check("and the dead one is asked again",
                until(lambda: again.body.startswith(b"POST /add-checkpoint ")), again.body)


def check_reliance(suite, world, first, second, dead):
    """Who relies names the witnesses and is told which of them cosigned, and when."""
    audit = world.kapok("audit", "verify", "--witness", first.key, "--witness", second.key)
    suite.equal("audit verify tells who cosigned",
                [(it["witness"], it["cosigned"]) for it in audit["witnesses"]],
                [(f"{it.name}.example/w", True) for it in (first, second)])
    done = world.attempt("audit", "verify", "--witness", dead.key)
    suite.equal("audit verify: without the dead one's word it fails", done.status, 1)

    def proven():
        world.kapok("audit", "prove", "0", "--out", world.folder / "proof.json")
        note = json.loads((world.folder / "proof.json").read_text())["checkpoint"]
        return cosigned_at(note, first.key) and cosigned_at(note, second.key)

    suite.check("a proof comes with the cosignatures", until(proven))
    check = ["audit", "check-proof", world.folder / "proof.json", "--verifier-key",
             world.verifier_key]
    answer = world.kapok(*check, "--witness", first.key, "--witness", second.key)
    suite.check("check-proof tells who cosigned, and when",
                answer["valid"] and [it["cosigned"] for it in answer["witnesses"]] == [True, True]
                and all(it["cosignedAt"] for it in answer["witnesses"]), answer)
    suite.equal("check-proof: without the dead one's word it fails",
                world.attempt(*check, "--witness", dead.key).status, 1)
    suite.equal("a journal's key is no witness's",
                world.refused(*check, "--witness", world.verifier_key),
                "command.witnessKeyUnusable")


def check_protocol(suite, first, log):
    """The statuses of C2SP tlog-witness, a fork, and what is kept of it."""
    one, other = log.request(0, [b"one"]), log.request(0, [b"another"])
    status, _, text = first.ask(one)
    note = one.decode().split("\n\n", 1)[1] + text
    suite.check("the first checkpoint is cosigned",
                status == 200 and cosigned_at(note, first.key), (status, text))
    suite.equal("the same once more, with an old size that is past: 409 with the size",
                first.ask(one), (409, SIZE_TYPE, "1\n"))
    suite.equal("no evidence of a fork yet", first.evidence(), [])
    suite.equal("another history of the same size: 409", first.ask(other), (409, SIZE_TYPE, "1\n"))
    kept = [json.loads(file.read_text()) for file in first.evidence()]
    suite.check("both checkpoints are kept", len(kept) == 1 and kept[0]["first"] == note
                and kept[0]["second"] == other.decode().split("\n\n", 1)[1], kept)
    suite.equal("a longer history that does not continue: 422",
                first.ask(log.request(1, [b"another", b"two"]))[0], 422)
    suite.equal("an old size above the new: 400",
                first.ask(one.replace(b"old 0", b"old 2"))[0], 400)
    suite.equal("no request: 400", first.ask(b"old\n")[0], 400)
    suite.equal("a stranger's signature: 403", first.ask(ForkingLog().request(0, [b"one"]))[0], 403)
    suite.equal("a log that it does not know: 404",
                first.ask(one.replace(log.name.encode(), b"other.example"))[0], 404)
    suite.equal("too large: 413", first.ask(b"old 0\n" * 20_000)[0], 413)
    suite.equal("another method: 405", fetch(f"{first.url}/add-checkpoint")[0], 405)
    suite.equal("another path: 404", fetch(f"{first.url}/")[0], 404)
    suite.equal("the honest continuation is still cosigned",
                first.ask(log.request(1, [b"one", b"two"]))[0], 200)


def check_restarts(suite, world, first, log):
    """However it ends, it remembers; nothing leaves that it would forget."""
    again = log.request(0, [b"one", b"two"])
    for how in (signal.SIGTERM, signal.SIGKILL):
        first.end(how)
        first.start()
        suite.equal(f"after {how.name} it knows the size", first.known_size(again), 2)
    leaves = check_kills(suite, first, log, [b"one", b"two"])
    size = len(leaves)
    suite.equal("after all of it the next checkpoint is cosigned",
                first.ask(log.request(size, leaves + [b"last"]))[0], 200)
    size, again = size + 1, log.request(0, [b"one"])
    held = world.attempt("witness", "serve", "--state", first.state, "--listen", "127.0.0.1:0",
                         "--log", log.verifier_key)
    suite.check("a second process does not get the state", held.status != 0, held)
    first.end()
    check_changed_states(suite, world, first, log, size)
    first.start()
    suite.equal("with its state back it goes on", first.known_size(again), size)


def state_file(witness, origin):
    """As `WitnessStore` names it."""
    return witness.state / "logs" / hashlib.sha256(origin.encode()).hexdigest()


def check_kills(suite, first, log, leaves):
    """kill -9 at a random moment, and at the moment when the new state is on the disk.

    At least 30 times, and on until some answers left and some kills fell between state and answer.
    Returns the leaves that it cosigned last.
    """
    answered, cut_off, ahead, tries = 0, 0, 0, 0
    while tries < 30 or (tries < 200 and not (answered and ahead)):
        old, longer = len(leaves), leaves + [b"leaf %d" % tries]
        body, process, asked = log.request(old, longer), first.process, []

        def ask():
            try:
                asked.append(first.ask(body)[0])
            except OSError:
                asked.append(None)

        client = threading.Thread(target=ask)
        if tries % 2:
            kill_at_state(first, log, client)
        else:
            threading.Timer(0.0015 * (tries // 2 % 10), process.kill).start()
            client.start()
        process.wait(PATIENCE)
        client.join(PATIENCE)
        first.start()
        is_answered = asked == [200]
        known = first.known_size(log.request(0, [b"one"]))
        if known != old + 1 and (is_answered or known != old):
            suite.check(f"kill -9 no. {tries}", False, f"{old} cosigned, it knows {known}")
        answered, cut_off = answered + is_answered, cut_off + (not is_answered)
        ahead += known == old + 1 and not is_answered
        leaves, tries = longer if known == old + 1 else leaves, tries + 1
    told = f"of {tries} kills {answered} fell after the answer, {cut_off} before it, {ahead} of " \
        "these with the new state on the disk"
    suite.check("some kills fell after the answer", answered > 0, told)
    suite.check("some kills fell between state and answer", ahead > 0, told)
    suite.note(told)
    return leaves


def kill_at_state(witness, log, client):
    """Kills as soon as another file has the name of the state, or the client was answered."""
    path = state_file(witness, log.name)
    before = os.stat(path).st_ino
    client.start()
    deadline = time.monotonic() + PATIENCE
    while os.stat(path).st_ino == before and client.is_alive() and time.monotonic() < deadline:
        pass
    witness.process.kill()


def check_changed_states(suite, world, first, log, size):
    """Of both logs; a state of the log's own words, with one of them changed or its end missing."""
    files = {origin: state_file(first, origin) for origin in (log.name, world.origin)}
    found = {it for it in (first.state / "logs").iterdir() if it.suffix != ".new"}
    suite.equal("each log has one state, besides what a kill left unfinished", found,
                {*files.values()})
    suite.check("the state is small", sum(it.stat().st_size for it in files.values()) < 4096)
    suite.equal("a state holds what was cosigned last", size_of(files[log.name].read_text()), size)
    for origin, file in files.items():
        whole = file.read_bytes()
        held = size_of(whole.decode())
        for title, content in (
                ("an earlier size", whole.replace(b"\n%d\n" % held, b"\n1\n", 1)),
                ("another size", whole.replace(b"\n%d\n" % held, b"\n%d\n" % (held + 1), 1)),
                ("its end missing", whole[:-9]), ("nothing in it", b"")):
            suite.check(f"{origin}: {title} is a change", content != whole)
            file.write_bytes(content)
            done = world.attempt("witness", "serve", "--state", first.state, "--listen",
                                 "127.0.0.1:0", "--log", log.verifier_key, "--log",
                                 world.verifier_key)
            suite.check(f"{origin}: a state with {title} is refused by its name",
                        done.status == 1 and '"witness.stateDamaged"' in done.text.replace(" ", "")
                        and str(file) in done.text, done)
        file.write_bytes(whole)


def check_following(suite, world):
    """A witness that nobody reaches asks for checkpoint and tiles itself."""
    state, out = world.folder / "follower", world.folder / "cosigned.txt"
    key = world.kapok("witness", "keygen", "--name", "follower.example", "--state", state)
    follow = ["witness", "follow", world.url, "--state", state, "--log", world.verifier_key,
              "--out", out]
    sizes = []
    for _ in range(3):
        world.kapok(*follow)
        note = out.read_text()
        sizes.append(size_of(note))
        suite.check(f"cosigned at {sizes[-1]} entries", cosigned_at(note, key["witnessKey"]), note)
        world.kapok("crl", "rsa-issuing", officer="val")
        until(lambda: size_of(published(world)) > sizes[-1])
    suite.check("it followed the journal", sizes[0] < sizes[1] < sizes[2], sizes)
    suite.equal("another log's key: refused",
                world.refused(*follow[:5], "--log", ForkingLog().verifier_key),
                "witness.checkpointInvalid")


def check_clients(suite, world, first):
    """An old copy of the folder in place of the new one, and a history that goes on from it."""
    reference = world.person().reference
    world.stop()
    copy = world.folder / "old"
    shutil.copytree(world.data, copy, symlinks=True, ignore=shutil.ignore_patterns("*.sock"))
    world.serve()
    for _ in range(4):
        world.kapok("crl", "rsa-issuing", officer="val")
    seen = world.kapok("audit", "verify")["entries"]
    until(lambda: size_of(published(world, f"witness/{first.name}") or "\n0\n") >= seen)
    world.stop()
    shutil.rmtree(world.data)
    shutil.move(copy, world.data)
    world.serve()
    evidence = world.folder / "evidence"
    for words in (["status", reference], ["certificate", "list"], ["audit", "list"],
                  ["application", "list"], ["operator", "list"], ["config", "show"]):
        suite.equal(f"an old copy: {' '.join(words[:2])} is refused", world.refused(*words),
                    "command.journal.shrunk")
    suite.equal("an old copy: an act is refused",
                world.refused("crl", "rsa-issuing", officer="val"), "command.journal.shrunk")
    kept = [json.loads(file.read_text()) for file in evidence.glob("*.json")]
    suite.check("both checkpoints are kept", kept and all(
        it["type"] == "kapok-fork/v1" and size_of(it["second"]) < size_of(it["first"])
        for it in kept), kept)
    suite.check("the server says that a witness knows more", until(
        lambda: "ahead" in world.log.read_text()))
    # The old copy goes on, by the acts of somebody who saw nothing else.
    stranger = {"KAPOK_DATA": str(world.data), "KAPOK_STATE": str(world.folder / "other" / "state"),
                "KAPOK_LANG": "en", "KAPOK_KEY": ""}
    for _ in range(seen):
        done = run(world.program, "crl", "rsa-issuing", "--json", "--yes", "--as", "val", "--key",
                   world.key("val"), environment=stranger).need()
        if json.loads(done.out)["entry"] > seen + 2:
            break
    suite.equal("another history: refused", world.refused("certificate", "list"),
                "command.journal.forked")
    forks = [json.loads(file.read_text()) for file in evidence.glob("*.json")]
    suite.check("and kept", any(size_of(it["second"]) > size_of(it["first"]) for it in forks), forks)
    suite.check("the witness cosigns nothing of it", until(
        lambda: "contradicted" in world.log.read_text(), 60) and cosigned_at(
            published(world), first.key) is None)


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        log, witnesses = ForkingLog(), []
        try:
            for name in ("first", "second", "dead"):
                kind = DeadWitness if name == "dead" else Witness
                witnesses.append(kind(world, name, [log.verifier_key, world.verifier_key]).start())
            first, second, dead = witnesses
            set_witnesses(world, witnesses)
            check_cosigning(suite, world, first, second, dead)
            check_reliance(suite, world, first, second, dead)
            check_protocol(suite, first, log)
            check_restarts(suite, world, first, log)
            check_dead_given_up(suite, dead)
            check_following(suite, world)
            check_clients(suite, world, first)
        finally:
            for witness in witnesses:
                witness.end(signal.SIGKILL)


if __name__ == "__main__":
    main()
