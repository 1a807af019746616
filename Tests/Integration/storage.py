#!/usr/bin/env python3
"""What disks and databases do wrong: a sync that fails, a log torn in its last page, pages that are
half there, a database without a connection to spare. Nothing acknowledged is lost, nothing half-done
stays, and whoever asks is told in words."""
import os, random, shutil, sqlite3, subprocess, sys, time
from contextlib import closing

import psycopg

from faultkeys import request
from faultworld import PostgreSQL, Refused, Suite, World

# While the file SYNC_FAILS_WHILE names is there, whatever should reach the disk does not.
FAILING_SYNC = r"""
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>
static int fails(void) {
    const char *path = getenv("SYNC_FAILS_WHILE");
    return path && access(path, F_OK) == 0;
}
int fsync(int file) {
    if (fails()) { errno = EIO; return -1; }
    return syscall(SYS_fsync, file);
}
int fdatasync(int file) {
    if (fails()) { errno = EIO; return -1; }
    return syscall(SYS_fdatasync, file);
}
"""


def asked(world, body):
    """What an act got: "done", or the code of its refusal with its status."""
    try:
        world.client().post(body)
        return "done"
    except Refused as refused:
        return refused.status, refused.code


def failing_sync(suite):
    """A disk that does not take what it was given, for a while."""
    compiler = shutil.which("clang") or shutil.which("cc")
    if not compiler:
        return suite.skip("a sync that fails", "there is no C compiler to make it fail with")
    with World() as world:
        library, switch = world.file("sync.so"), world.file("failing")
        subprocess.run([compiler, "-shared", "-fPIC", "-o", library, "-x", "c", "-"],
                       input=FAILING_SYNC.encode(), check=True, capture_output=True)
        world.build()
        world.server.stop()
        world.start(environment={"LD_PRELOAD": library, "SYNC_FAILS_WHILE": switch})
        done = [world.certificate()]
        for turn in range(4):
            name = world.certificate()
            bodies = [
                world.body("application.apply", world.applying("hk", request(world.key()))),
                world.body("certificate.suspend", world.suspending(name), "val")]
            before = world.get("context")["checkpoint"]["size"]
            world.file("failing", b"")
            answers = [asked(world, body) for body in bodies]
            suite.check(f"turn {turn}: refused for the disk",
                        answers == [(503, "storage.inDoubt")] * 2, answers)
            suite.check(f"turn {turn}: status is still told",
                        world.get(f"status/{name}")["state"] == "valid")
            if turn % 2:
                # The process ends while the disk still fails: what it did not confirm may lie in the log.
                world.server.kill()
                os.unlink(switch)
                world.start(environment={"LD_PRELOAD": library, "SYNC_FAILS_WHILE": switch})
            else:
                os.unlink(switch)
            now = world.get("context")["checkpoint"]["size"]
            suite.check(f"turn {turn}: nothing is half-done", now >= before, (before, now))
            again = [world.client().post(body) for body in bodies]
            suite.check(f"turn {turn}: the same request is done, once",
                        again[1]["result"]["state"] == "suspended"
                        and (turn % 2 or not any(answer["replayed"] for answer in again)), again)
            events = [event["event"] for event in world.get(f"status/{name}")["history"]]
            suite.check(f"turn {turn}: it is suspended once", events.count("suspended") == 1, events)
            done.append(name)
        for name, state in zip(done, ["valid"] + ["suspended"] * 4):
            found = world.get(f"status/{name}")["state"]
            suite.check(f"{name} is as it was acknowledged", found == state, found)
        suite.check("the journal verifies", world.get("journal/verify")["ok"])


def torn_log(suite, world, chance):
    """The last write of a machine that lost its power, in all the ways in which it can be torn."""
    world.start()
    acknowledged = [world.certificate() for _ in range(3)]
    size = world.get("context")["checkpoint"]["size"]
    world.server.kill()
    left = os.path.join(world.home, "left")
    shutil.copytree(world.folder, left, ignore=shutil.ignore_patterns("kapok.sock"))
    log = os.path.join(world.folder, "ledger.sqlite-wal")
    with open(log, "rb") as file:
        whole = file.read()
    suite.check("the log holds the last commits", len(whole) > 32 + 4096, len(whole))
    torn = [b"\0" * 4096, chance.randbytes(4096), chance.randbytes(17), whole[-3000:],
            whole[32:32 + 24] + chance.randbytes(4096)]
    for place, tail in enumerate(torn):
        shutil.rmtree(world.folder)
        shutil.copytree(left, world.folder)
        with open(log, "wb") as file:
            file.write(whole + tail)
        world.start()
        now = world.get("context")["checkpoint"]["size"]
        suite.check(f"torn tail {place}: nothing acknowledged is lost", now >= size, (size, now))
        suite.check(f"torn tail {place}: the certificates are there",
                    all(world.get(f"status/{name}")["state"] == "valid" for name in acknowledged))
        suite.check(f"torn tail {place}: the journal verifies", world.get("journal/verify")["ok"])
        world.server.kill()


def lost_log(suite, world):
    """A disk that said it had written and had not: an older state, which must not go on."""
    world.start()
    world.certificate()
    world.cli("certificate", "list")  # This client has seen the journal as it is.
    # Until the newest checkpoint is public.
    size = world.get("context")["checkpoint"]["size"]
    path = os.path.join(world.folder, "public", "journal", "checkpoint")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with open(path) as file:
            if int(file.read().split("\n")[1]) >= size:
                break
        time.sleep(0.1)
    world.server.kill()
    log = os.path.join(world.folder, "ledger.sqlite-wal")
    with open(log, "r+b") as file:
        file.truncate(os.path.getsize(log) // 2)
    world.start()
    health = world.get("health")
    suite.check("it knows that its ledger is older than what was published",
                "restored" in str(health), health)
    code = asked(world, world.body("crl.order", {"authority": "hk"}, "val"))
    suite.check("it refuses every act", code[1] == "ledger.restored", code)
    told = world.cli("certificate", "list", "--json")
    suite.check("who saw more is told", b"command.journal.shrunk" in told.stdout + told.stderr,
                told.stdout + told.stderr)
    world.server.stop()


def half_pages(suite, world, chance):
    """Pages of which one half was written: found by the audit or without meaning, never a crash."""
    pristine = os.path.join(world.home, "pristine")
    shutil.copytree(world.folder, pristine)
    path = os.path.join(world.folder, "ledger.sqlite")
    with open(path, "rb") as file:
        whole = file.read()
    pages, found, outcomes = len(whole) // 4096, 0, {}
    for page in chance.sample(range(pages), min(40, pages)):
        start = page * 4096 + 2048
        torn = whole[:start] + bytes(2048) + whole[start + 2048:]
        if torn == whole:
            continue
        with open(path, "wb") as file:
            file.write(torn)
        done = world.cli("audit", "verify", "--json",
                         environment={"KAPOK_STATE": os.path.join(world.home, f"page-{page}")})
        told = done.stdout + done.stderr
        outcomes[done.returncode] = outcomes.get(done.returncode, 0) + 1
        suite.check(f"page {page}: told in words", done.returncode in (0, 1)
                    and b"internal." not in told, (done.returncode, told[-500:]))
        with closing(sqlite3.connect(path)) as file:
            try:
                intact = file.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            except sqlite3.DatabaseError:
                intact = False
        suite.check(f"page {page}: what SQLite finds the audit finds",
                    intact or done.returncode == 1, told[-500:])
        found += done.returncode
        shutil.rmtree(world.folder)
        shutil.copytree(pristine, world.folder)
    print("exit statuses of the audit:", outcomes, flush=True)
    suite.check("half pages were found", found > 20, (found, outcomes))
    world.start()
    suite.check("the whole file is served", world.get("journal/verify")["ok"])
    world.server.stop()


def no_connection_left(suite):
    """A database that gives no connection to a server that starts or audits, and gives one again."""
    with closing(PostgreSQL()) as database, World(address=database.address("crowded")) as world:
        world.build()
        name = world.certificate()
        taken = []
        try:
            while True:
                taken.append(psycopg.connect(world.address))
        except psycopg.OperationalError as error:
            suite.check("the database has no connection left", "too many clients" in str(error),
                        error)
        suite.check("there were many to take", len(taken) > 100, len(taken))
        answer = asked(world, world.body("certificate.suspend", world.suspending(name), "val"))
        suite.check("who has its connections goes on", answer == "done", answer)
        try:
            verified = world.get("journal/verify")
        except Refused as refused:
            verified = refused.code
        suite.check("an audit, which takes one more, is refused in words",
                    verified == "storage.failed", verified)
        world.server.kill()
        # What the killed one had is taken as well, as soon as the database let it go.
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                taken.append(psycopg.connect(world.address))
            except psycopg.OperationalError:
                if world.cli("authority", "list").returncode != 0:
                    break
        done = world.cli("serve", "--json", timeout=60)
        told = done.stdout + done.stderr
        suite.check("a server that starts is refused in words",
                    done.returncode == 1 and b"storage.failed" in told, told[-500:])
        for connection in taken:
            connection.close()
        world.start()
        suite.check("it starts once there are some", world.get(f"status/{name}")["state"]
                    == "suspended")
        suite.check("its journal verifies", world.get("journal/verify")["ok"])


def main():
    suite, chance = Suite("storage"), random.Random(20261128)
    failing_sync(suite)
    with World() as world:
        world.build()
        world.server.stop()
        half_pages(suite, world, chance)
        torn_log(suite, world, chance)
        lost_log(suite, world)
    no_connection_left(suite)
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
