#!/usr/bin/env python3
"""What happens to the machine and to its network: clocks, disks, locks, secrets, settings, and
whatever strangers send to open ports. The server refuses in words, stays alive, and goes on.

Parts that need root or a C compiler are skipped without them, and say so.
"""
import base64, json, os, random, re, resource, secrets, shutil, signal, socket
import sqlite3, subprocess, sys, tempfile, threading, time, traceback
from contextlib import closing, contextmanager
from datetime import datetime

import faultkeys as keys
from faultwatch import Certificate, RevocationList, status_answer, status_request
from faultworld import (
    FOUNDERS, KAPOK, Refused, Suite, World)
from world import SocketConnection, unix

SEED = int(os.environ.get("SEED", str(random.randrange(1 << 30))))
LANGUAGES = ("en", "zh-Hant", "zh-Hans")
ROOT = os.geteuid() == 0
TOLD = set()


def error_of(done):
    """The failure that a command told as JSON, behind whatever a server logged."""
    text = done.stderr.decode(errors="replace")
    place = text.rfind('{"error"')
    place = text.rfind('{\n  "error"') if place < 0 else place
    try:
        return json.JSONDecoder().raw_decode(text[place:])[0]["error"] if place >= 0 else {}
    except ValueError:
        return {}


def in_words(suite, what, run, code, status=1, field=None):
    """A command or server that refuses: the same code in three languages, each in its words."""
    said = []
    # Each code's words are looked at once.
    languages = LANGUAGES[:1] if code in TOLD else LANGUAGES
    for language in languages:
        done = run(language)
        error = error_of(done)
        said.append(error.get("message"))
        if language == "en":
            suite.check(
                what, (done.returncode, error.get("code")) == (status, code),
                (done.returncode, error or done.stderr.decode(errors="replace")[-600:]))
            if field:
                suite.check(f"{what}: field", error.get("field") == field, error)
            raw = re.search(
                r"detail:|Optional\(|\(at: |errno|error \d|fileFailure|\w\(\"", str(error))
            suite.check(f"{what}: reads well", not raw, error)
    if len(languages) > 1:
        good = suite.check(
            f"{what}: three languages", len(set(said)) == 3 and all(said), said)
        TOLD.update([error.get("code")] if good else [])


def serve(world):
    """`kapok serve` where it should refuse to start; one that serves all the same is stopped."""
    def run(language):
        process = subprocess.Popen(
            [KAPOK, "serve", "--json", "--lang", language], env=world.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            out, err = process.communicate(timeout=5)
        except subprocess.TimeoutExpired:
            process.terminate()
            out, err = process.communicate(timeout=30)
            err = b"it serves"
        return subprocess.CompletedProcess([], process.returncode, out, err)
    return run


# MARK: Locks


def second_server(suite, world):
    in_words(suite, "a second server on the folder", serve(world), "folder.inUse")
    suite.check("the first one goes on", world.get("health")["ok"])
    done = world.cli("health")
    suite.check("commands go on", done.returncode == 0, done.stderr)
    in_words(
        suite, "a second founding",
        lambda language: world.cli(
            "init", *(f"--founder={name}={world.file(name + '.pem')}" for name in FOUNDERS),
            "--organization", "X", "--unlock-file", world.file("unlock"), "--json", "--lang",
            language), "folder.exists")
    hidden = world.socket + ".hidden"
    os.rename(world.socket, hidden)
    in_words(suite, "a command that finds no socket",
             lambda language: world.cli("health", "--json", "--lang", language), "folder.inUse",
             status=2)
    os.rename(hidden, world.socket)
    suite.check("the socket is found again", world.cli("health").returncode == 0)
    other = World(home=tempfile.mkdtemp(prefix="kapok-faults-"))
    with other:
        other.port, other.base = world.port, world.base
        other.found()
        in_words(suite, "a second server on the port", serve(other), "listen.addressInUse")


def never_locked(suite, world):
    """Many commands and clients at once, and a stranger's hand on the file: nobody reads that."""
    said = []

    def command():
        for arguments in (("certificate", "list"), ("audit", "verify"), ("health",)):
            done = world.cli(*arguments, "--json")
            said.append((done.returncode, done.stdout + done.stderr))

    def acts():
        for _ in range(3):
            said.append((0, repr(world.certificate()).encode()))

    threads = [threading.Thread(target=work) for work in (command,) * 4 + (acts,) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    suite.check("all of them are served", len(said) == 4 * 3 + 3 * 3
                and all(status == 0 for status, _ in said), [s for s in said if s[0]][:2])
    stopped_folder(suite, world, said)
    hand_on_the_file(suite, world, said)
    locked = [text for _, text in said if b"database is locked" in text.lower()]
    suite.check("nobody reads 'database is locked'", not locked, locked[:2])


def stopped_folder(suite, world, said):
    """Without a server, commands take turns or are told who holds the folder."""
    world.server.stop()
    running = [
        subprocess.Popen([KAPOK, "certificate", "list", "--json"], env=world.environment,
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(6)]
    codes = []
    for process in running:
        out, err = process.communicate(timeout=60)
        said.append((process.returncode, out + err))
        done = subprocess.CompletedProcess([], process.returncode, out, err)
        codes.append("" if process.returncode == 0 else error_of(done).get("code"))
    suite.check("six commands at once on a stopped folder",
                set(codes) <= {"", "folder.inUse"} and "" in codes, codes)
    world.start()


def hand_on_the_file(suite, world, said):
    """Somebody looks into the file with another program and holds its lock."""
    name = world.certificate()
    for seconds, served in ((2, True), (13, False)):
        locked, results = threading.Event(), []

        def suspend():
            locked.wait(10)
            body = world.body("certificate.suspend", world.suspending(name), "val")
            try:
                results.append((200, world.client().post(body)["result"]["state"]))
            except Refused as refused:
                results.append((refused.status, refused.code))
                said.append((0, str(refused).encode()))
                results.append(body)

        worker = threading.Thread(target=suspend)
        worker.start()
        with closing(sqlite3.connect(os.path.join(world.folder, "ledger.sqlite"))) as database:
            database.execute("BEGIN IMMEDIATE")
            locked.set()
            worker.join(seconds)
            database.rollback()
        worker.join(30)
        if served:
            suite.check("a look of two seconds only delays", results[:1] == [(200, "suspended")],
                        results)
            world.act("certificate.release", world.releasing(name), "app")
        else:
            suite.check("a look of thirteen is told", results[:1] == [(503, "storage.busy")],
                        results[:1])
            again = world.client().post(results[1])
            suite.check("then the same request is done",
                        again["result"]["state"] == "suspended", again)


# MARK: Clock


# Shifts the clock of one process; the package faketime takes a Swift program's arguments away.
SHIFTED_CLOCK = r"""
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
static volatile long *shift;
__attribute__((constructor)) static void begin(void) {
    int file = open(getenv("CLOCK_SHIFT_FILE"), O_RDONLY);
    void *seconds = mmap(NULL, sizeof *shift, PROT_READ, MAP_SHARED, file, 0);
    if (seconds != MAP_FAILED) shift = seconds;
    close(file);
}
int clock_gettime(clockid_t id, struct timespec *now) {
    int result = syscall(SYS_clock_gettime, id, now);
    if (result == 0 && shift && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
        now->tv_sec += *shift;
    return result;
}
int gettimeofday(struct timeval *restrict now, void *restrict zone) {
    struct timespec exact;
    clock_gettime(CLOCK_REALTIME, &exact);
    now->tv_sec = exact.tv_sec;
    now->tv_usec = exact.tv_nsec / 1000;
    return 0;
}
time_t time(time_t *now) {
    struct timespec exact;
    clock_gettime(CLOCK_REALTIME, &exact);
    if (now) *now = exact.tv_sec;
    return exact.tv_sec;
}
"""


def shifted(world, seconds):
    """The environment of a process whose clock is off; None where no compiler is found."""
    compiler = shutil.which("clang") or shutil.which("cc")
    library = os.path.join(world.home, "clock.so")
    if compiler and not os.path.exists(library):
        subprocess.run([compiler, "-shared", "-fPIC", "-o", library, "-x", "c", "-"],
                       input=SHIFTED_CLOCK.encode(), check=True, capture_output=True)
    return {"LD_PRELOAD": library, "CLOCK_SHIFT_FILE": shift(world, seconds)} if compiler else None


def shift(world, seconds):
    """Sets the clock of every process that is shifted, at once."""
    path = os.path.join(world.home, "clock.shift")
    with open(path, "r+b" if os.path.exists(path) else "wb") as file:
        file.write(seconds.to_bytes(8, "little", signed=True))
    return path


def clock(suite, world):
    """Set back by a day: the ledger's time stands still, and everything goes on."""
    environment = shifted(world, -86_400)
    if not environment:
        return suite.skip("the clock set back", "there is no C compiler to shift it with; the "
                          "ledger's own tests set a clock back")
    year = subprocess.run(["date", "+%s"], env={**world.environment, **environment},
                          capture_output=True).stdout
    suite.check("the clock is a day behind", abs(int(year) + 86_400 - time.time()) < 60, year)
    name, held = world.certificate(), world.certificate()
    number = public_list(world).number
    last = last_time(world)
    world.server.stop()
    world.start(environment=environment)
    world.act("certificate.suspend", world.suspending(name), "val")
    world.act("certificate.release", world.releasing(name), "app")
    world.act("certificate.suspend", world.suspending(held), "val")
    fresh = world.certificate()
    page = world.get(f"journal?after={world.get('context')['checkpoint']['size'] - 20}")
    times = [entry["time"] for entry in page["entries"]]
    suite.check("the journal's time never runs backwards", times == sorted(times), times)
    suite.check("it stands where it was", times[-1] >= last, (last, times[-1]))
    status = world.get(f"status/{held}")
    moments = [event["at"] for event in status["history"]]
    suite.check("a suspension is dated after its issuing", moments == sorted(moments), status)
    after = public_list(world)
    suite.check("the list's number grew", after.number > number, (number, after.number))
    suite.check("the suspended one is on it", held.split("/")[1] in after.serials)
    issuer = authority(world)
    answer = world.public("/ocsp", status_request(issuer, held.split("/")[1]))[1]
    suite.check("OCSP tells it", status_answer(answer, issuer) == ("revoked", 6))
    suite.check("a certificate is issued", world.get(f"status/{fresh}")["state"] == "valid")
    app, _, _ = world.application("accepted")
    shown = world.get(f"applications/{app}")
    expired = world.body("application.approve", world.approving(shown), "app",
                         changes={"expires": int(time.time() * 1000) - 60_000})
    try:
        world.client().post(expired)
        code = None
    except Refused as refused:
        code = refused.code
    suite.check("an act that expired does not come back to life", code == "act.expired", code)
    world.server.stop()
    world.start()
    suite.check("the journal verifies", world.get("journal/verify")["ok"])


def clock_forward(suite, world):
    """Set forward by a year under a running server, and right again: nothing stays in the future."""
    environment = shifted(world, 0)
    if not environment:
        return suite.skip("the clock set forward", "there is no C compiler to shift it with")
    world.server.stop()
    world.start(environment=environment)
    held = world.certificate()
    shift(world, 365 * 86_400)
    world.act("certificate.suspend", world.suspending(held), "val")
    limit, entered = (time.time() + 301) * 1000, datetime.fromisoformat(last_time(world))
    suite.check("what is entered is dated five minutes ahead at most",
                entered.timestamp() * 1000 < limit, (entered, limit))
    listed = public_list(world)
    suite.check("the suspension is on a list that counts", held.split("/")[1] in listed.serials
                and listed.number < limit, listed.number)
    told = world.cli("health", "--json")
    checks = [item for item in json.loads(told.stdout)["checks"] if item["check"] == "clock"]
    suite.check("health tells it", told.returncode == 2
                and [(item["level"], item["code"]) for item in checks]
                == [("critical", "clock.ahead")], told.stdout)
    shift(world, 0)
    fresh = world.certificate()
    suite.check("once it is right all goes on", world.get(f"status/{fresh}")["state"] == "valid")
    suite.check("a suspension can be released", world.act(
        "certificate.release", world.releasing(held), "app")["state"] == "valid")
    world.server.stop()
    world.start()
    suite.check("the journal of it verifies", world.get("journal/verify")["ok"])


def clock_ahead_at_start(suite, world):
    """Eight days ahead before the start: a recovered officer waits all the same. On a copy of the folder, since
    the ledger's time never comes back."""
    days = 8 * 86_400
    environment = shifted(world, days)
    if not environment:
        return suite.skip("a start with the clock ahead", "there is no C compiler to shift it with")
    custodians = ("ka", "lo", "ma")
    for name in (*custodians, "lin"):
        done = world.cli("operator", "key", "--out", world.file(name + ".pem"))
        suite.check(f"{name} has a key", done.returncode == 0, done.stderr)
        with open(world.file(name + ".pem"), "rb") as file:
            world.officers[name] = keys.P256Key.from_pem(file.read())
    public = {name: base64.b64encode(world.officers[name].spki).decode() for name in (*custodians, "lin")}
    world.server.stop()
    kept = os.path.join(world.home, "kept")
    shutil.copytree(world.folder, kept, ignore=shutil.ignore_patterns("kapok.sock"))
    world.start()
    try:
        for name in custodians:
            world.together("operator.enrol", {
                "name": name, "publicKey": public[name], "roles": ["secretCustodian"]}, FOUNDERS[:2])
        world.together("practice.change", {
            "settings": {"recoveryAddresses": "board@example.hk"}}, FOUNDERS[:2])
        lin = {"name": "lin", "publicKey": public["lin"]}
        began = world.together("operator.recover", lin, custodians)["from"]
        world.together("operator.recover", {**lin, "told": "5a" * 32}, custodians)
        world.server.stop()
        world.start(environment=environment)
        suite.check("the ledger is eight days ahead", datetime.fromisoformat(
            last_time(world)).timestamp() > time.time() + days - 600, last_time(world))
        def suspends():
            try:
                world.client().post(world.body(
                    "operator.suspend", {"name": "iss", "reason": "absence"}, "lin", case="off-iss",
                    changes={"expires": int((time.time() + days + 600) * 1000)}))
                return None
            except Refused as refused:
                return refused.code
        code = suspends()
        suite.check("who waits a week still waits", code == "authorisation.roleMissing", code)
        waiting, = world.get("operators/plan")["recoveries"]
        begins = datetime.fromisoformat(waiting["from"]).timestamp() * 1000
        suite.check("and begins as much later, but for an hour",
                    # The part before may have left the ledger five minutes ahead.
                    abs(begins - began - (days - 3600) * 1000) < 360_000, (waiting, began))
        moved = [entry for entry in world.get("journal?operation=operator.postpone")["entries"]]
        suite.check("the journal says so", [entry["actor"] for entry in moved] == ["system"], moved)
        suite.check("and verifies", world.get("journal/verify")["ok"])
        world.server.stop()
        world.start(environment=environment)
        suite.check("a start at once costs nothing more", world.get("operators/plan")[
            "recoveries"][0]["from"] == waiting["from"])
    finally:
        world.server.stop()
        shutil.rmtree(world.folder)
        os.rename(kept, world.folder)
        for name in (*custodians, "lin"):
            world.officers.pop(name, None)
        world.start()


def last_time(world):
    size = world.get("context")["checkpoint"]["size"]
    return world.get(f"journal?after={size - 2}")["entries"][-1]["time"]


def authority(world, name="hk"):
    return Certificate(base64.b64decode(world.get(f"authorities/{name}")["certificate"]))


def public_list(world):
    return RevocationList(world.public("/crl/hk.crl")[1], authority(world))


# MARK: Disk


@contextmanager
def small_disk(megabytes=24):
    """A file system of its own, so that it can be filled."""
    folder = tempfile.mkdtemp(prefix="kapok-disk-")
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", folder],
                       check=True, capture_output=True)
        try:
            yield folder
        finally:
            subprocess.run(["umount", "-l", folder], capture_output=True)
    finally:
        os.rmdir(folder)


def can_mount():
    try:
        with small_disk(1):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


class Filler:
    """Leaves so many octets of the disk, and gives them back."""

    def __init__(self, folder):
        self.folder, self.path = folder, os.path.join(folder, "filler")

    def leave(self, kilobytes):
        self.free()
        with open(self.path, "wb", buffering=0) as file:
            left = os.statvfs(self.folder)
            size = left.f_bavail * left.f_frsize - (kilobytes << 10)
            block = bytes(1 << 16)
            try:
                while size > 0:
                    size -= file.write(block[: min(size, len(block))])
            except OSError:
                pass  # Full is what was wanted.

    def free(self):
        if os.path.exists(self.path):
            os.unlink(self.path)


def full_disk(suite, _):
    if not (ROOT and can_mount()):
        suite.skip("a full disk", "needs root and mount; a limit on file sizes stands in")
        return
    with small_disk() as folder, World(home=os.path.join(folder, "home")) as world:
        os.mkdir(world.home)
        filler = Filler(folder)
        world.found()
        filler.leave(0)
        in_words(suite, "a start on a full disk", serve(world), "storage.diskFull")
        filler.free()
        shutil.rmtree(world.folder)
        # Room for nothing, for the settings alone, and for all but the ledger.
        for kilobytes, code in ((0, "folder.unwritable"), (12, "folder.fileUnreadable"),
                                (32, "storage.diskFull"), (64, "storage.diskFull")):
            filler.leave(kilobytes)
            in_words(suite, f"a founding with {kilobytes} kB left", lambda language: world.cli(
                "init", *(f"--founder={name}={world.file(name + '.pem')}" for name in FOUNDERS),
                "--organization", "X", "--unlock-file", world.file("unlock"), "--json",
                "--lang", language), code)
            left = [name for name in os.listdir(world.home) if name.startswith("ca")]
            suite.check("nothing of the founding is left", not left, left)
        filler.free()
        world.officers.clear()
        for name in os.listdir(world.home):
            if name.endswith(".pem"):
                os.unlink(os.path.join(world.home, name))
        world.build()
        at_each_write(suite, world, filler)
        suite.check("the server lives", world.server.process.poll() is None)
        suite.check("the journal verifies", world.get("journal/verify")["ok"])


def at_each_write(suite, world, filler):
    """With less and less room, an act is done or refused whole; with room again, it is done."""
    outcomes = {}
    for kilobytes in (4096, 1024, 512, 256, 192, 128, 96, 64, 48, 32, 24, 16, 12, 8, 4, 0):
        name = world.certificate()
        bodies = [
            world.body("application.apply", world.applying("hk", keys.request(world.key()))),
            world.body("certificate.suspend", world.suspending(name), "val")]
        # A fresh start has a log that must grow; an older one writes over what it has.
        world.server.stop()
        world.start()
        before = world.get("context")["checkpoint"]["size"]
        filler.leave(kilobytes)
        answers = []
        for body in bodies:
            try:
                world.client().post(body)
                answers.append("done")
            except Refused as refused:
                answers.append(refused.code)
                suite.check(f"{kilobytes} kB: refused for the disk",
                            (refused.status, refused.code) == (503, "storage.diskFull"), refused)
        outcomes[kilobytes] = answers
        if "done" not in answers:
            now = world.get("context")["checkpoint"]["size"]
            suite.check(f"{kilobytes} kB: nothing is half-done", now == before, (before, now))
        filler.free()
        for body, answer in zip(bodies, answers):
            again = world.client().post(body)
            suite.check(f"{kilobytes} kB: with room again", again["replayed"] == (answer == "done"),
                        (answer, again))
    print("room and outcome:", outcomes, flush=True)
    deadline = time.monotonic() + 90
    while world.get("health")["openIntents"] and time.monotonic() < deadline:
        time.sleep(0.2)
    suite.check("no intent stays open", world.get("health")["openIntents"] == 0)
    suite.check("the disk was really full",
                any("storage.diskFull" in answers for answers in outcomes.values()), outcomes)


def owed_list(suite, world):
    """A suspension stands although its list could not be written; the list follows by itself."""
    name = world.certificate()
    serial = name.split("/")[1]
    public = os.path.join(world.folder, "public", "crl")
    os.rename(public, public + ".away")
    with open(public, "w"):
        pass  # A file where the folder should be: every publication fails.
    answer = world.act("certificate.suspend", world.suspending(name), "val")
    suite.check("the suspension stands", answer["state"] == "suspended", answer)
    os.unlink(public)
    os.rename(public + ".away", public)
    deadline = time.monotonic() + 45
    while serial not in public_list(world).serials and time.monotonic() < deadline:
        time.sleep(0.2)
    suite.check("the list follows by itself", serial in public_list(world).serials)


def file_limit(suite, _):
    """A limit on the size of files: another way in which a write fails."""
    with World() as world:
        world.build()
        path = os.path.join(world.folder, "ledger.sqlite")
        limit = max(os.path.getsize(path), os.path.getsize(path + "-wal")) + 8192
        world.server.stop()

        def ignore():
            # As a service manager would have it: an error, not the process's end.
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        world.start(limits=ignore)
        subprocess.run(["prlimit", f"--fsize={limit}:unlimited", "--pid",
                        str(world.server.process.pid)], check=True)
        body, code = None, None
        for _ in range(200):
            body = world.body("application.apply",
                              world.applying("hk", keys.request(world.key())))
            try:
                world.client().post(body)
            except Refused as refused:
                code = refused.code
                break
        suite.check("a write beyond the limit is refused", code == "storage.failed", code)
        subprocess.run(["prlimit", "--fsize=unlimited", "--pid",
                        str(world.server.process.pid)], check=True)
        suite.check("with the limit gone the same request is done",
                    world.client().post(body)["replayed"] is False)
        suite.check("the journal verifies", world.get("journal/verify")["ok"])


def read_only(suite, _):
    """A folder that cannot be written, and one of somebody else."""
    if ROOT and can_mount():
        with small_disk() as folder, World(home=os.path.join(folder, "home")) as world:
            os.mkdir(world.home)
            world.found()
            world.environment["KAPOK_STATE"] = os.path.join(tempfile.gettempdir(),
                                                            f"kapok-state-{os.getpid()}")
            subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
            in_words(suite, "a server on a read-only disk", serve(world), "storage.readOnly")
            in_words(suite, "a command on a read-only disk", lambda language: world.cli(
                "health", "--json", "--lang", language), "storage.readOnly", status=2)
            subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
            world.start()
            suite.check("it starts once it can write", world.get("health")["ok"])
    else:
        suite.skip("a read-only disk", "needs root and mount")
    if not (ROOT and shutil.which("setpriv")):
        return suite.skip("the folder of another user", "needs root and setpriv")
    with World() as world:
        world.found()
        os.chmod(world.home, 0o755)
        # The other user needs a program that it can read.
        place = tempfile.mkdtemp(prefix="kapok-program-")
        os.chmod(place, 0o755)
        program = shutil.copy(KAPOK, os.path.join(place, "kapok"))
        stranger = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", program]
        try:
            for running in (False, True):
                if running:
                    world.start()
                in_words(
                    suite, f"another user, {'served' if running else 'stopped'}",
                    lambda language: subprocess.run(
                        [*stranger, "health", "--json", "--lang", language],
                        env={**world.environment, "KAPOK_STATE": "/nonexistent/state"},
                        capture_output=True, timeout=60),
                    "command.serverNotRunning", status=2, field="--data")
        finally:
            shutil.rmtree(place)


# MARK: Secrets and settings


def secrets_and_settings(suite, world):
    world.server.stop()
    unlock, good = world.file("unlock"), open(world.file("unlock"), "rb").read()
    for what, content, mode, code, field in (
        ("a wrong secret", b"x" * 32, 0o600, "unlock.wrong", "unlock"),
        ("a short secret", b"x" * 15, 0o600, "unlock.tooShort", "unlock"),
        ("an empty secret", b"", 0o600, "unlock.tooShort", "unlock"),
        ("a secret that the group can read", good, 0o640, "unlock.readableByOthers", "unlock"),
        ("a secret that all can read", good, 0o604, "unlock.readableByOthers", "unlock"),
    ):
        world.file("unlock", content)
        os.chmod(unlock, mode)
        in_words(suite, what, serve(world), code, field=field)
    os.unlink(unlock)
    in_words(suite, "no secret", serve(world), "unlock.missing")
    os.mkdir(unlock, 0o700)
    in_words(suite, "a folder for a secret", serve(world), "folder.fileUnreadable",
             field=unlock)
    os.rmdir(unlock)
    world.file("unlock", good)
    os.chmod(unlock, 0o600)
    settings(suite, world)
    sealed(suite, world)
    world.start()
    suite.check("with all put back it serves", world.get("health")["ok"])


def settings(suite, world):
    path = os.path.join(world.folder, "kapok.yaml")
    good = open(path).read()
    address = f"listen: 127.0.0.1:{world.port}"
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(9))
    for what, text, code, field in (
        ("an unknown setting", good + "  colour: red\n", "configuration.unknown", "node.colour"),
        ("an unknown section", good + "nodes:\n  listen: x\n", "configuration.unknown", "nodes"),
        ("no YAML", "node: [", "configuration.unreadable", None),
        ("nothing", "", "configuration.unreadable", None),
        ("a list", "- node\n", "configuration.unreadable", None),
        ("no section", "listen: x\n", "configuration.unreadable", None),
        ("a setting twice", good + "  " + address + "\n", "configuration.unreadable", None),
        ("no port", good.replace(address, "listen: 127.0.0.1"), "configuration.address",
         "node.listen"),
        ("a port too high", good.replace(address, "listen: 127.0.0.1:70000"),
         "configuration.address", "node.listen"),
        ("a number for an address", good.replace(address, "listen: 8080"),
         "configuration.address", "node.listen"),
        ("a list for an address", good.replace(address, "listen: [127.0.0.1:1]"),
         "configuration.notText",
         "node.listen"),
        ("a number for a base", good.replace("baseURL: http", "baseURL: 7 #"),
         "authority.baseURLInvalid", "node.baseURL"),
        ("a slash at the end of the base", good.replace(f"baseURL: {world.base}",
                                                        f"baseURL: {world.base}/"),
         "authority.baseURLInvalid", "node.baseURL"),
        ("a list for the secret", good.replace("unlock: ", "unlock: [").rstrip() + "]",
         "configuration.notText", "node.unlock"),
        ("a bomb", good + bomb, "configuration.alias", "node"),
        ("a mapping for a name", good + "  ? {a: b}\n  : c\n", "configuration.unreadable", "node"),
        ("a deep list", good + "  colour: " + "[" * 60_000 + "\n",
         "configuration.unknown", "node.colour"),
        ("half a megabyte", good + "# " + "x" * (1 << 19) + "\n",
         "configuration.tooLarge", None),
    ):
        with open(path, "w") as file:
            file.write(text)
        in_words(suite, f"settings with {what}", serve(world), code, field=field)
    os.unlink(path)
    in_words(suite, "no settings at all", serve(world), "folder.missing")
    with open(path, "w") as file:
        file.write(good)
    permissions(suite, world)


def permissions(suite, world):
    """Settings that were unlinked above come back as the umask has it: open to others."""
    path = os.path.join(world.folder, "kapok.yaml")
    for name, mode, good in (
        ("kapok.yaml", 0o644, 0o600), ("", 0o755, 0o700), ("keys", 0o750, 0o700),
        ("ledger.sqlite", 0o604, 0o600), ("public", 0o777, 0o755)):
        place = os.path.join(world.folder, name).rstrip("/")
        os.chmod(path, 0o600)
        os.chmod(place, mode)
        in_words(suite, f"mode {mode:o} of {name or 'the folder'}", serve(world),
                 "folder.openToOthers", field=place)
        os.chmod(place, good)
    made = {name: os.stat(os.path.join(world.folder, name)).st_mode & 0o777
            for name in ("ledger.sqlite", "kapok.yaml", "journal.origin", "lock", "keys")}
    suite.check("what the program makes is its user's alone",
                all(mode & 0o077 == 0 for mode in made.values()), made)
    public = {place: os.stat(place).st_mode & 0o777
              for place, _, _ in os.walk(os.path.join(world.folder, "public"))}
    suite.check("anybody may read what is public",
                len(public) > 3 and all(mode == 0o755 for mode in public.values()), public)


def sealed(suite, world):
    """Key files that were damaged or exchanged."""
    folder = os.path.join(world.folder, "keys")
    files = {name: open(os.path.join(folder, name), "rb").read()
             for name in sorted(os.listdir(folder)) if not name.startswith(("key-", "ocsp-"))}
    names = list(files)
    suite.check("there are sealed files", len(names) >= 4, names)
    for name in names:
        good = files[name]
        # This one tells whether the secret is right: what does not open it is a wrong secret.
        altered = "unlock.wrong" if name == "seal.check.sealed" else "keys.damaged"
        damages = [("cut", good[:-4], altered), ("missing", None, "keys.missing")]
        if name.endswith(".sealed"):
            other = next(n for n in names if n.endswith(".sealed") and n != name)
            damages += [("flipped", flipped(good), altered), ("exchanged", files[other], altered)]
        else:
            digit = b"1" if good.endswith(b"0\n") else b"0"
            damages += [("with another salt", good[:-2] + digit + b"\n", "unlock.wrong"),
                        ("with no number", good[:-2] + b"g\n", altered),
                        ("with another cost", good.replace(b" 32768 ", b" 16384 "), "unlock.wrong"),
                        ("with hardly a cost", good.replace(b" 32768 ", b" 2 "), altered)]
        for what, content, code in damages:
            suite.check(f"{name} is changed: {what}", content != good)
            path = os.path.join(folder, name)
            os.unlink(path)
            if content is not None:
                world.file("piece", content)
                shutil.copy(world.file("piece"), path)
            in_words(suite, f"{name} {what}", serve(world), code)
            with open(path, "wb") as file:
                file.write(good)
            os.chmod(path, 0o600)


def flipped(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


# MARK: The network


def idle_connections(suite, world):
    """A thousand that say nothing, under the usual limit of 1024 open files: others are served."""
    world.server.stop()

    def usual():
        resource.setrlimit(resource.RLIMIT_NOFILE,
                           (1024, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))

    world.start(limits=usual)
    issuer, name = authority(world), world.certificate()
    asking = status_request(issuer, name.split("/")[1])
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 8192), hard))
    before = open_files(world)
    for what, connect in (
        ("the public listener", lambda: socket.create_connection(("127.0.0.1", world.port), 10)),
        ("the socket", lambda: unix(world.socket))):
        held = []
        try:
            for _ in range(1000):
                held.append(connect())
            begun = time.monotonic()
            served = attempt(lambda: world.public("/ocsp", asking, timeout=20)[0])
            suite.check(f"1000 idle at {what}: OCSP is served", served == 200, served)
            acted = attempt(lambda: world.get("health")["ok"])
            suite.check(f"1000 idle at {what}: the API is served", acted is True, acted)
            issued = attempt(lambda: bool(world.certificate()))
            suite.check(f"1000 idle at {what}: a certificate is issued", issued is True, issued)
            waited = time.monotonic() - begun
            suite.check(f"1000 idle at {what}: without waiting", waited < 15, f"{waited:.1f} s")
        finally:
            for connection in held:
                connection.close()
        deadline = time.monotonic() + 20
        while open_files(world) > before + 20 and time.monotonic() < deadline:
            time.sleep(0.05)
        suite.check(f"1000 idle at {what}: their descriptors are given back",
                    open_files(world) <= before + 20, (before, open_files(world)))
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    world.server.stop()
    world.start()


def attempt(work):
    try:
        return work()
    except Exception as fault:
        return f"{type(fault).__name__}: {fault}"


def open_files(world):
    return len(os.listdir(f"/proc/{world.server.process.pid}/fd"))


def talk(connect, data, wait=3):
    """What comes back for these octets until the other side closes or falls silent."""
    with closing(connect()) as connection:
        connection.settimeout(wait)
        answer = b""
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                answer += part
        except OSError:
            pass
        return answer


def garbage(suite, world):
    """Whatever comes in: no answer, or a refusal; never success, never a fault, never the end."""
    chance = random.Random(SEED)
    head = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
    post = b"POST /api/v1/acts HTTP/1.1\r\nHost: x\r\n"
    samples = {
        "TLS": bytes.fromhex("16030100c8010000c40303") + chance.randbytes(200),
        "HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(40),
        "SSH": b"SSH-2.0-OpenSSH_9.2\r\n", "nothing": b"", "line ends": b"\r\n" * 5000,
        "NULs": bytes(10_000), "no version": b"GET /\r\n\r\n", "HTTP/9.9": b"GET / HTTP/9.9\r\n\r\n",
        "a long line": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        "a long header": head + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
        "many headers": head + b"".join(b"X-%d: y\r\n" % n for n in range(5000)) + b"\r\n",
        "an endless header": head + b"X: " + b"a" * 70_000,
        "a bare header": head + b"no colon here\r\n\r\n", "a NUL header": head + b"X: \0\r\n\r\n",
        "a folded header": head + b"X: a\r\n b\r\n\r\n", "a space": head + b"X : a\r\n\r\n",
        "a negative length": post + b"Content-Length: -1\r\n\r\n",
        "a length of words": post + b"Content-Length: many\r\n\r\n",
        "a huge length": post + b"Content-Length: 99999999999999999999\r\n\r\n",
        "two lengths": post + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}x",
        "two framings": post + b"Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        "an odd coding": post + b"Transfer-Encoding: gzip\r\n\r\n{}",
        "broken chunks": post + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
        "a huge chunk": post + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
        "half a body": post + b"Content-Length: 100\r\n\r\n{",
        "CONNECT": b"CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n",
        "TRACE": b"TRACE /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        "an unknown method": b"BREW /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        "a full address": b"GET http://example.org/ HTTP/1.1\r\nHost: example.org\r\n\r\n",
        "a star": b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
        "half an escape": b"GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
        "bytes in the path": b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
        "a query twice": b"GET /healthz?a=1&a=2 HTTP/1.1\r\nHost: x\r\n\r\n",
    }
    for number in range(40):
        samples[f"random {number}"] = chance.randbytes(chance.randrange(1, 3000))
    lines = [b"GET", b" ", b"/healthz", b"HTTP/1.1", b"\r\n", b"Host: x", b"\n", b"\0", b":", b"%"]
    for number in range(40):
        samples[f"shuffled {number}"] = b"".join(chance.choices(lines, k=30)) + b"\r\n\r\n"
    for place, connect in (
        ("public", lambda: socket.create_connection(("127.0.0.1", world.port), 10)),
        ("socket", lambda: unix(world.socket))):
        odd = []
        for what, data in samples.items():
            answer = talk(connect, data)
            first = answer.split(b"\r\n", 1)[0]
            if answer and not first.startswith(b"HTTP/1.1 4"):
                odd.append((what, first))
            if world.server.process.poll() is not None:
                return suite.check(f"garbage at {place} ends the server", False, what)
        suite.check(f"garbage at {place}: {len(samples)} refused", not odd, odd)
    suite.check("after garbage all goes on", world.get("health")["ok"]
                and world.public("/healthz")[0] == 200)
    ocsp_garbage(suite, world, chance)


def ocsp_garbage(suite, world, chance):
    issuer = authority(world)
    good = status_request(issuer, "7f00ff00")
    suite.check("an unknown serial is unknown",
                status_answer(world.public("/ocsp", good)[1], issuer) == ("unknown", None))
    # An OCSP answer has a kind: 0 successful, 1 malformedRequest, 6 unauthorized.
    malformed, any_of_them = (b"\1",), (b"\0", b"\1", b"\6")
    samples = [b"\x30", b"\x30\x80", good[:-1], good + b"\0", good * 2, bytes(9_000)]
    samples += [chance.randbytes(chance.randrange(1, 400)) for _ in range(40)]
    samples = [(data, malformed) for data in samples]
    for _ in range(150):
        # One bit may ask for another serial number or another issuer, and well.
        data = bytearray(good)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        samples.append((bytes(data), any_of_them))
    odd = []
    for data, kinds in samples:
        status, answer = world.public("/ocsp", data)
        kind = keys.children(keys.read(answer)[1])[0][1] if status == 200 else None
        if kind not in kinds:
            odd.append((status, kind, data.hex()[:200]))
    suite.check(f"OCSP garbage: {len(samples)} answered as they should be", not odd, odd[:3])
    for path, wanted in (("/ocsp/", (200, 400, 404)), ("/ocsp/%%%", (400,)),
                         ("/ocsp/" + "A" * 7000, (200, 400, 414)), ("/ocsp/not-base64!", (400,)),
                         ("/ocsp/" + base64.b64encode(good).decode(), (200,))):
        answer = talk(lambda: socket.create_connection(("127.0.0.1", world.port), 10),
                      f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        status = int(answer.split()[1]) if answer else None
        suite.check(f"GET {path[:20]}", status in wanted, answer[:200])


def traversal(suite, world):
    """Nothing but what is public leaves by the public listener, however it is asked for."""
    name = world.certificate()
    inside = ["ledger.sqlite", "kapok.yaml", "lock", "journal.origin", "keys/seal.parameters",
              "keys/seal.check.sealed", "keys/journal-checkpoint.sealed", "kapok.sock"]
    climbs = ["/../", "/..//", "/ca/../../", "/crl/../../", "/journal/../../",
              "/certificates/hk/../../../", "/%2e%2e/", "/ca/%2e%2e/%2e%2e/", "/ca/..%2f..%2f",
              "/ca%2f..%2f..%2f", "/..%5c", "/ca/..\\..\\", "/%252e%252e/", "/ca/....//....//",
              "/./../", "//", "/ca/..;/..;/", "/%c0%ae%c0%ae/", "/public/../", "/certificates/../../"]
    paths = [climb + file for climb in climbs for file in inside]
    paths += ["/" + file for file in inside] + [
        "/etc/passwd", "//etc/passwd", "/../../../../../../etc/passwd", "/ca/hk.cer%00.txt",
        "/ca/HK.CER", "/ca/", "/ca", "/crl", "/certificates", "/certificates/hk",
        "/certificates/hk/", "/journal", "/journal/", "/journal/entry/0", "/journal/tile/entries/000",
        "/journal/tile/0/x000/000", "/journal/tile/0/-01", "/journal/tile/0/000.p/0",
        "/journal/tile/0/000.p/257", "/journal/tile/0/000.p/1/", "/journal/tile/9/000",
        "/journal/tile/64/000", "/journal/tile/0/0000", "/journal/tile/0/x999/x999/x999/x999/999",
        "/api/v1/acts", "/api/v1/context", "/api/v1/applications", "/.", "/..", "/%", "/%2", "/~"]
    odd = []
    for path in paths:
        request = f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode("latin-1")
        answer = talk(lambda: socket.create_connection(("127.0.0.1", world.port), 10), request)
        if not answer.startswith((b"HTTP/1.1 400", b"HTTP/1.1 404")):
            odd.append((path, answer[:80]))
    suite.check(f"{len(paths)} ways around the public folder", not odd, odd[:5])
    status, _ = world.public(f"/certificates/{name}.cer")
    suite.check("the straight way is open", status == 200)
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        status, _ = world.public("/ca/hk.cer", b"x", method)
        suite.check(f"{method} changes nothing", status == 405, status)


# MARK: Stopping


def stopped_in_between(suite, world):
    """Told to stop in the middle of requests: each is answered or not done; none is half-done."""
    bodies = [world.body("application.apply", world.applying("hk", keys.request(world.key())))
              for _ in range(40)]
    answers, answered = [None] * len(bodies), threading.Event()

    def send(place):
        try:
            answers[place] = world.client().post(bodies[place])
            answered.set()
        except Exception as fault:
            answers[place] = fault

    slow = unix(world.socket)
    slow.sendall(b"POST /api/v1/acts HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    threads = [threading.Thread(target=send, args=(place,)) for place in range(len(bodies))]
    for thread in threads[:20]:
        thread.start()
    answered.wait(30)
    world.server.process.send_signal(signal.SIGTERM)
    for thread in threads[20:]:
        thread.start()
    begun = time.monotonic()
    status = world.server.ended(30)
    suite.check("it stops though a client dawdles", time.monotonic() - begun < 20 and status == 0,
                (status, time.monotonic() - begun))
    for thread in threads:
        thread.join(30)
    slow.close()
    suite.check("somebody was answered", any(isinstance(answer, dict) for answer in answers),
                answers[:2])
    # Whoever came too late finds nobody: no refusal for the stop, and no half of an answer.
    odd = [repr(answer) for answer in answers
           if not isinstance(answer, (dict, ConnectionError, FileNotFoundError))]
    suite.check("the others found nobody", not odd, odd[:2])
    world.start()
    for body, answer in zip(bodies, answers):
        again = world.client().post(body)
        if isinstance(answer, dict):
            suite.check("what was answered stands",
                        again["replayed"] and again["entry"] == answer["entry"], (answer, again))
        else:
            suite.check("what was not answered is done now", "application" in again["result"])


class Relay(threading.Thread):
    """Stands at the server's socket and hands on what a command asks, one connection each, until
    the server dies: with the request numbered `last`, before a word of its answer or in the middle.
    Then nobody listens any more, or `again` once somebody who goes as soon as he is asked."""

    def __init__(self, world, last, middle=False, again=False):
        super().__init__(daemon=True)
        self.world, self.last, self.middle, self.again = world, last, middle, again
        self.hidden, self.asked = world.socket + ".hidden", []
        os.rename(world.socket, self.hidden)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(world.socket)
        self.listener.listen()
        self.start()

    def run(self):
        with closing(self.listener):
            while len(self.asked) < self.last:
                client, path = self.accept()
                with closing(client):
                    client.sendall(self.answer(path))
            client, path = self.accept()
            with closing(client):
                answer = self.answer(path) if self.middle else b""
                self.world.server.kill()
                client.sendall(answer[: -len(answer) // 2])
                if not self.again:
                    self.listener.close()
            if self.again:
                self.accept()[0].close()

    def accept(self):
        client, _ = self.listener.accept()
        client.settimeout(30)
        self.asked.append(client.recv(65536).split()[1].decode())
        return client, self.asked[-1]

    def answer(self, path):
        with closing(SocketConnection(self.hidden)) as connection:
            connection.request("GET", path)
            body = connection.getresponse().read()
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def killed_under_command(suite, world):
    """A command whose server dies says so in words, and ends. One that finds no server yet does
    the work itself."""
    def killed(language, **death):
        relay = Relay(world, **death)
        done = world.cli("audit", "verify", "--json", "--lang", language)
        relay.join(10)
        suite.check("the server died under the command",
                    not relay.is_alive() and world.server.process.poll() == -signal.SIGKILL
                    and len(relay.asked) == death["last"] + 1 + death.get("again", False),
                    (death, relay.asked))
        os.unlink(relay.hidden)
        world.start()
        return done

    done = killed("en", last=0)
    suite.check("a command whose server dies before it is asked for anything does the work itself",
                done.returncode == 0 and json.loads(done.stdout)["ok"], (done.stdout, done.stderr))
    for what, death, code in (
        ("before it answers", {"last": 1}, "command.serverUnreachable"),
        ("in the middle of its answer", {"last": 1, "middle": True}, "command.serverUnreachable"),
        ("and the next one too", {"last": 1, "again": True}, "command.serverConnectionBroken")):
        in_words(suite, f"a command whose server dies {what}",
                 lambda language: killed(language, **death), code)


class Frozen(threading.Thread):
    """A server that does not answer: the command gives up and says so. At an address that it was
    given it says just that; otherwise it tries the folder itself, and names who holds it. It takes
    a minute, so it runs beside everything else, in a world of its own."""

    ways = {"at its folder": (), "at its address": ("--server",)}

    def __init__(self):
        super().__init__(daemon=True)
        self.told, self.process, self.thawed = {}, None, None
        self.start()

    def run(self):
        with World() as world:
            world.found().start()
            self.process = world.server.process.pid
            world.server.process.send_signal(signal.SIGSTOP)
            asking = {
                what: subprocess.Popen(
                    [KAPOK, "health", "--json", *way, *([world.base] if way else [])],
                    env=world.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE)
                for what, way in self.ways.items()}
            for what, process in asking.items():
                try:
                    out, err = process.communicate(timeout=150)
                    done = subprocess.CompletedProcess([], process.returncode, out, err)
                    self.told[what] = (done.returncode, error_of(done))
                except subprocess.TimeoutExpired:
                    process.kill()
                    self.told[what] = (None, {"code": "it waited for ever"})
            world.server.process.send_signal(signal.SIGCONT)
            self.thawed = attempt(lambda: world.get("health")["ok"])

    def judge(self, suite):
        self.join(200)
        for what, code in zip(self.ways, ("folder.inUse", "command.serverSilent")):
            status, error = self.told.get(what, (None, {}))
            suite.check(f"a frozen server is told, {what}",
                        (status, error.get("code")) == (2, code), (status, error))
        holder = self.told.get("at its folder", (None, {}))[1].get("message", "")
        suite.check("the frozen server is named", str(self.process) in holder, holder)
        suite.check("thawed, it serves", self.thawed is True, self.thawed)


PARTS = (
    second_server, never_locked, clock, clock_forward, clock_ahead_at_start, idle_connections, garbage,
    traversal,
    stopped_in_between, killed_under_command, secrets_and_settings, full_disk, owed_list, file_limit,
    read_only)


def main():
    """Names of parts as arguments run only these."""
    suite = Suite("badnode")
    print(f"seed {SEED}", flush=True)
    frozen = None if sys.argv[1:] else Frozen()
    with World() as world:
        world.build()
        for part in PARTS:
            if sys.argv[1:] and part.__name__ not in sys.argv[1:]:
                continue
            begun, passed = time.monotonic(), suite.passed
            try:
                part(suite, world)
            except Exception as fault:
                suite.check(part.__name__, False, "".join(traceback.format_exception(fault)))
                if world.server.process.poll() is not None:
                    world.start()
            print(f"{part.__name__}: {suite.passed - passed} checks in "
                  f"{time.monotonic() - begun:.1f} s", flush=True)
        suite.check("after all that the journal verifies", world.get("journal/verify")["ok"])
    if frozen:
        frozen.judge(suite)
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
