#!/usr/bin/env python3
"""Running it: units of systemd, readiness, health for monitoring, metrics, reload, an orderly stop.

systemd judges the units, prometheus_client reads the metrics, and this file is the service manager
whose socket the server notifies.
"""
import http.server, json, os, pathlib, re, shutil, signal, socket, subprocess, tempfile, threading
import time

from prometheus_client.parser import text_string_to_metric_families

import proofs
from world import PATIENCE, Suite, World, fetch, free_port, run

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNITS = ROOT / "packaging" / "systemd"
# systemd's own scale of exposure, times ten: below 20 it says OK.
EXPOSURE = 20
LANGUAGES = ("en", "zh-Hant", "zh-Hans")
# After so many seconds a server gives up requests in progress.
STOPPING = 10
REFUSED = "settings refused, the old ones stay"


# --- Units -----------------------------------------------------------------------------------


def verified(program, *units):
    """What `systemd-analyze verify` says of units, the program put in the place that they name."""
    with tempfile.TemporaryDirectory(prefix="kapok-units-") as folder:
        for name, text in units:
            text = text.replace("/usr/local/bin/kapok", program)
            pathlib.Path(folder, name).write_text(text)
        return run("systemd-analyze", "verify", *(f"{folder}/{name}" for name, _ in units))


def units(suite):
    program = os.environ["KAPOK"]
    files = sorted(UNITS.glob("*.service"))
    suite.equal("there are two units", [file.name for file in files],
                ["kapok-signer.service", "kapok.service"])
    done = verified(program, *((file.name, file.read_text()) for file in files))
    suite.check("systemd finds nothing in them", done.status == 0 and not done.text.strip(), done)
    wrong = verified(program, ("kapok.service", (UNITS / "kapok.service").read_text()
                               + "\n[Service]\nNoSuchSetting=yes\n"))
    suite.contains("it would find a wrong one", wrong.text, ["NoSuchSetting"])
    for file in files:
        judged = run("systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE}",
                     "--no-pager", file)
        suite.check(f"{file.name} exposes little", judged.status == 0, judged)
    signer = (UNITS / "kapok-signer.service").read_text()
    suite.contains("the signer runs as another user, without a network", signer,
                   ["User=kapok-signer", "PrivateNetwork=yes", "RestrictAddressFamilies=AF_UNIX\n"])


# --- The service manager and a witness -------------------------------------------------------


class Manager:
    """What systemd is to the server: a socket that takes notifications."""

    def __init__(self, folder):
        self.path = str(folder / "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.path)
        self.socket.settimeout(PATIENCE)

    def next(self, name):
        """Waits for the next notification of this kind; its lines."""
        while True:
            lines = dict(line.split("=", 1) for line in self.socket.recv(4096).decode().split("\n"))
            if name in lines:
                return lines


class AskedWitness(http.server.BaseHTTPRequestHandler):
    """Takes every checkpoint, cosigns none, and remembers that it was asked."""

    protocol_version = "HTTP/1.1"

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.set()
        self.send_response(403)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def serving(handler):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.asked = threading.Event()
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Served(World):
    """A world with a listener for metrics, whose server notifies a manager."""

    def _found(self):
        self.metrics = f"http://127.0.0.1:{free_port()}"
        self.manager = Manager(self.folder)
        os.environ["NOTIFY_SOCKET"] = self.manager.path
        super()._found()
        self.settings = self.data / "kapok.yaml"
        text = self.settings.read_text()
        self.settings.write_text(text + f"  metrics: {self.metrics.removeprefix('http://')}\n")

    def logged(self, message, since=0):
        """The entries of the log with this message, from a place of it on."""
        lines = self.log.read_text()[since:].splitlines()
        return [entry for entry in map(json.loads, lines) if entry["message"] == message]

    def reload(self, text, message):
        """Has settings read, none where there is no text; what the manager and the log are told."""
        place = len(self.log.read_text())
        self.settings.unlink(missing_ok=True)
        if text is not None:
            self.settings.touch(mode=0o600)
            self.settings.write_text(text)
        self.server.send_signal(signal.SIGHUP)
        told = self.manager.next("RELOADING")
        self.manager.next("READY")
        if message:
            self.logged_soon(message, place)
        return told, self.logged(message, place) if message else []

    def logged_soon(self, message, place):
        """The codes of the entries with this message; the log comes through a thread of its own."""
        deadline = time.monotonic() + PATIENCE
        while not self.logged(message, place) and time.monotonic() < deadline:
            threading.Event().wait(0.02)
        return [entry.get("code") for entry in self.logged(message, place)]


# --- What is measured ------------------------------------------------------------------------


def metrics(suite, world):
    for word in ("陳大文", "a%0Ab", "x" * 200):
        fetch(f"{world.url}/{word.encode().hex()}")
    fetch(f"{world.url}/crl/rsa-root.crl")
    status, headers, body = fetch(f"{world.metrics}/metrics")
    text = body.decode()
    suite.equal("metrics are told", (status, headers["Content-Type"]),
                (200, "text/plain; version=0.0.4; charset=utf-8"))
    families = {family.name: family for family in text_string_to_metric_families(text)}
    suite.check("another program reads them", len(families) > 20, text)
    suite.equal("each has its help and type", [
        family.name for family in families.values()
        if not family.documentation or family.type == "unknown"], [])
    known = {"check", "authority", "listener", "route", "status", "le", "version", "witness", "service"}
    samples = [sample for family in families.values() for sample in family.samples]
    suite.equal("labels are of a fixed list",
                sorted({name for sample in samples for name in sample.labels} - known), [])
    values = {(sample.name, *sorted(sample.labels.values())): sample.value for sample in samples}
    suite.check("what strangers write is counted as other",
                values.get(("kapok_http_requests_total", "4xx", "other", "public"), 0) >= 3, text)
    suite.check("a list is counted under its route",
                values.get(("kapok_http_requests_total", "2xx", "crl", "public"), 0) >= 1, text)
    ends = [values.get(("kapok_crl_next_update_timestamp_seconds", name), 0)
            for name in ("rsa-root", "rsa-issuing")]
    suite.check("lists end in the future", min(ends) > time.time(), ends)
    suite.check("the start of the process is told",
                abs(values[("process_start_time_seconds",)] - time.time()) < 3600, text)
    suite.equal("all checks are in order",
                {name: value for name, value in values.items()
                 if name[0] == "kapok_health_level" and value > 0}, {})
    suite.equal("nothing is measured for the public", fetch(f"{world.url}/metrics")[0], 404)
    suite.equal("nothing public is there where is measured",
                fetch(f"{world.metrics}/crl/rsa-root.crl")[0], 404)
    suite.equal("metrics are only asked", fetch(f"{world.metrics}/metrics", b"")[0], 405)


class SickServer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b'{"ok":false,"status":"catchingUp"}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def health(suite, world):
    done = world.attempt("health")
    answer = json.loads(done.out)
    suite.equal("a server in order ends with 0", (done.status, answer["level"]), (0, "ok"))
    names = [check["check"] for check in answer["checks"]]
    suite.check("each part is told", len(names) == len(set(names)) >= 12, names)
    first = set()
    for language in LANGUAGES:
        said = run(world.program, "health", "--data", world.data, "--lang", language)
        lines = said.out.splitlines()
        first.add(lines[0])
        suite.check(f"{language}: the verdict stands first, then each check",
                    said.status == 0 and all(line[0] in "✓ " for line in lines[1:]), said)
    suite.equal("the verdict is said in three languages", len(first), 3)
    sick = serving(SickServer)
    done = world.attempt("health", "--server", f"http://127.0.0.1:{sick.server_port}")
    suite.equal("what is not quite well is 1", done.status, 1)
    sick.shutdown()
    done = world.attempt("health", "--server", "http://127.0.0.1:1")
    suite.equal("a server that does not answer is 2", done.status, 2)
    done = world.attempt("health", "--data", world.folder / "nothing")
    suite.equal("a question that nobody can answer is 3", done.status, 3)


# --- Reading the settings again --------------------------------------------------------------


def reloading(suite, world):
    good = world.settings.read_text()
    witness = serving(AskedWitness)
    key = "witness.example/w1+fddd3410+BGwIpQe4VtZmQ+7JK2/jbi+yTY/eUF2WGR8wML+qGfib"
    section = f"witnesses:\n  first: http://127.0.0.1:{witness.server_port} {key}\n"
    told, entries = world.reload(good + section, "reloaded")
    suite.check("the manager is told when it began", int(told["MONOTONIC_USEC"]) > 0, told)
    suite.equal("a new witness is taken over",
                [(entry["changed"], entry["needRestart"]) for entry in entries],
                [("witnesses", "")])
    suite.check("and asked", witness.asked.wait(PATIENCE))
    moved = good.replace(f":{world.port}", f":{free_port()}", 1)
    _, entries = world.reload(moved + section, "reloaded")
    suite.equal("where it listens needs a restart, and is told",
                [(entry["changed"], entry["needRestart"]) for entry in entries],
                [("", "node.listen")])
    suite.equal("it listens where it did", fetch(f"{world.url}/healthz")[0], 200)
    for what, text, wanted in (
        ("a line that is none", good + section + "node\n", {"line": str(
            (good + section).count("\n") + 1), "code": "configuration.unreadable"}),
        ("a setting that there is not", good + "  colour: red\n", {
            "line": str(good.count("\n") + 1), "setting": "node.colour",
            "code": "configuration.unknown"}),
        ("a level that is none", good + "  logLevel: loud\n", {
            "line": str(good.count("\n") + 1), "code": "configuration.logLevel"}),
        ("a witness without a key", good + "witnesses:\n  first: http://h\n", {
            "line": str(good.count("\n") + 2), "setting": "witnesses.first"}),
        ("nothing at all", "", {"code": "configuration.unreadable"}),
    ):
        _, entries = world.reload(text, REFUSED)
        suite.check(f"{what}: refused, with its place",
                    len(entries) == 1 and wanted.items() <= entries[0].items(), entries)
        suite.equal(f"{what}: file named", entries and entries[0]["file"], str(world.settings))
    witness.asked.clear()
    world.kapok("crl", "rsa-root", officer="app")
    suite.check("after bad files the old witness is still asked", witness.asked.wait(PATIENCE))
    _, entries = world.reload(None, REFUSED)
    suite.equal("a missing file changes nothing", [entry["code"] for entry in entries],
                ["folder.missing"])
    world.settings.touch(mode=0o600)
    world.settings.write_text(good)
    world.settings.chmod(0o666)
    place = len(world.log.read_text())
    world.server.send_signal(signal.SIGHUP)
    world.manager.next("RELOADING")
    world.manager.next("READY")
    suite.equal("a file that others may write is not believed", world.logged_soon(REFUSED, place),
                ["folder.openToOthers"])
    world.reload(good + "  logLevel: error\n", None)
    place = len(world.log.read_text())
    fetch(f"{world.url}/healthz")
    suite.equal("a log level counts at once", world.log.read_text()[place:], "")
    _, entries = world.reload(good, "reloaded")
    suite.equal("and back", [entry["changed"] for entry in entries], ["node.logLevel"])
    witness.shutdown()


# --- Stopping --------------------------------------------------------------------------------


def half_a_request(world):
    connection = socket.create_connection(("127.0.0.1", world.port), PATIENCE)
    connection.sendall(b"POST /ocsp HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\nabc")
    return connection


def stopped(world, *signals):
    """Sends the signals and waits for the end: exit status and seconds."""
    begun = time.monotonic()
    for number in signals:
        world.server.send_signal(number)
        time.sleep(0.2)
    status = world.server.wait(PATIENCE)
    return status, time.monotonic() - begun


def stopping(suite, world):
    requests = []
    for number in range(6):
        file = world.folder / f"stop-{number}.csr"
        run("openssl", "req", "-new", "-newkey", "rsa:2048", "-nodes", "-keyout",
            world.folder / "stop.key", "-subj", "/CN=x", "-out", file).need()
        requests.append(file)
    answers, begun = [], threading.Barrier(len(requests) + 1)

    def ask(file):
        begun.wait()
        answers.append(world.attempt(
            "apply", "--authority", "rsa-issuing", "--category", "personal", "--csr", file,
            "--common-name", "Lee Siu Ming", "--country", "HK", *proofs.DECLARED))

    threads = [threading.Thread(target=ask, args=(file,)) for file in requests]
    for thread in threads:
        thread.start()
    idle = socket.create_connection(("127.0.0.1", world.port), PATIENCE)
    begun.wait()
    status, _ = stopped(world, signal.SIGTERM)
    suite.check("the manager is told of the stop", world.manager.next("STOPPING"))
    suite.equal("an orderly stop ends with 0", status, 0)
    suite.equal("an idle connection is closed", idle.recv(1), b"")
    suite.check("the socket's file is gone", not (world.data / "kapok.sock").exists())
    for thread in threads:
        thread.join(PATIENCE)
    world.serve()
    world.manager.next("READY")
    done = [json.loads(answer.out)["result"]["application"] for answer in answers
            if answer.status == 0]
    kept = {row["application"] for row in
            world.api("GET", "/api/v1/applications?size=500")[1]["applications"]}
    suite.check(f"each of {len(done)} acts that were answered is kept", set(done) <= kept,
                (done, kept))
    suite.check("the others were told so", all(
        answer.status != 0 and answer.text.strip() for answer in answers
        if answer.status != 0), answers)
    half = half_a_request(world)
    status, seconds = stopped(world, signal.SIGTERM)
    suite.check("half a request holds up the stop for no longer than it may",
                status == 0 and seconds < STOPPING + 20, (status, seconds))
    half.close()
    world.serve()
    half = half_a_request(world)
    fetch(f"{world.url}/healthz")
    status, seconds = stopped(world, signal.SIGTERM, signal.SIGTERM)
    suite.check("a second signal does not wait for it", status == 0 and seconds < STOPPING - 2,
                (status, seconds))
    half.close()
    done = world.attempt("health")
    suite.equal("no server is critical", (done.status, json.loads(done.out)["level"]),
                (2, "critical"))
    suite.check("the journal agrees with the ledger", world.kapok("audit", "verify")["ok"])


def main():
    with Suite(__file__) as suite:
        units(suite)
        try:
            with Served(suite, "rsa") as world:
                suite.check("the manager is told that it serves", world.manager.next("READY"))
                metrics(suite, world)
                health(suite, world)
                reloading(suite, world)
                stopping(suite, world)
        finally:
            os.environ.pop("NOTIFY_SOCKET", None)


if __name__ == "__main__":
    main()
