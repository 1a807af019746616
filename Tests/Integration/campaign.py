#!/usr/bin/env python3
"""A campaign over a whole authority, as the guide's page for a compromised key has it: previewed, opened by
two, told by mail, stopped, let go on by a third, and its end read from the list by openssl.
"""
import datetime, json, threading, time

from mail import Box, Mails, Settings
from world import PATIENCE, Suite, World, fetch, run


def moment(seconds):
    return (datetime.datetime.now(datetime.timezone.utc)
            + datetime.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def until(wanted):
    """Whether it came to be in time; the schedule turns every 20 seconds."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if wanted():
            return True
        threading.Event().wait(0.5)
    return False


def listed(world):
    """The serial numbers on the authority's public list, as openssl reads them."""
    der = fetch(f"{world.url}/crl/rsa-issuing.crl")[2]
    file = world.folder / "list.crl"
    file.write_bytes(der)
    told = run("openssl", "crl", "-inform", "DER", "-in", file, "-noout", "-text").need().out
    return {line.split(":")[1].strip().lower().lstrip("0")
            for line in told.splitlines() if "Serial Number:" in line}


def show(world, campaign):
    return world.kapok("campaign", "show", campaign)


def proposed(world, found, *more):
    report = world.report()
    return ("campaign", "open", "--authority", "rsa-issuing", "--as-of", str(found["asOf"]),
            "--reason", "superseded", "--begins", moment(-60), "--deadline", moment(86400),
            "--evidence", report, *more)


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        box = Box()
        server = Mails(box)
        server.start()
        try:
            story(suite, world, box, server.port)
        finally:
            server.stop()
        suite.check("the journal agrees with all of it", world.kapok("audit", "verify")["ok"])


def story(suite, world, box, port):
    world.kapok("operator", "key", "--out", world.key("tam"))
    world.agreed(("mei", "jun"), "operator", "enrol", "--name", "tam", "--role", "approver",
                 "--public-key", world.folder / "tam.pub.pem")
    held = [world.person(email=f"p{number}@example.hk") for number in range(4)]
    ended = held.pop()
    # 1. The authority's own certificate stops everything under it, by one person.
    serial = run("openssl", "x509", "-in", world.issuing["rsa"].pem, "-noout", "-serial").need()
    own = f"rsa-root/{serial.out.strip().split('=')[1].lower()}"
    world.kapok("suspend", own, "--reason", "investigation", "--requester", "authority",
                officer="val")
    suite.equal("the authority's certificate is suspended",
                world.kapok("status", own)["state"], "suspended")
    suite.check("its issuer's list can be ordered", world.kapok("crl", "rsa-root", officer="val"))
    # 2. Preview.
    found = world.kapok("campaign", "preview", "--authority", "rsa-issuing")
    suite.equal("the preview counts all of them", (found["count"], found["reachable"]), (4, 4))
    suite.equal("nothing is found for another authority",
                world.kapok("campaign", "preview", "--authority", "rsa-root")["count"], 0)
    suite.equal("an officer's work is a query", world.kapok(
        "campaign", "preview", "--officer", "val")["count"], 4)
    suite.equal("a query without conditions is refused", world.refused("campaign", "preview"),
                "cohort.unbounded")
    world.revoke(ended)
    wrong = proposed(world, found, "--digest", "0" * 64, "--first-slice", "1")
    suite.equal("another digest is refused", world.refused(*wrong, officer="app"),
                "campaign.cohortOther")
    whole = proposed(world, found, "--digest", found["digest"], "--first-slice", "4")
    suite.equal("a first slice of all is refused", world.refused(*whole, officer="app"),
                "campaign.firstSliceWrong")
    good = proposed(world, found, "--digest", found["digest"], "--first-slice", "2")
    proposal = world.kapok(*good, officer="app")["result"]["proposal"]
    suite.equal("one person is not enough", world.refused("approve", proposal, officer="app"),
                "authorisation.alreadyTookPart")
    settings = Settings(world)
    suite.check("mail is set", settings.say(
        f"mail:\n  server: smtp://127.0.0.1:{port}\n  from: kapok@example.hk\n"))
    campaign = world.kapok("approve", proposal, officer="ada")["result"]["result"]["campaign"]
    suite.check("the first slice goes, and no more", until(
        lambda: show(world, campaign)["state"] == "paused"), show(world, campaign))
    first = show(world, campaign)
    suite.equal("two were come to", first["passed"], 2)
    suite.equal("who opened it does not let it go on",
                world.refused("campaign", "proceed", campaign, officer="ada"),
                "authorisation.personMustDiffer")
    world.kapok("campaign", "stop", campaign, officer="app")
    suite.equal("a stopped one is listed", [
        item["campaign"] for item in
        world.kapok("campaign", "list", "--state", "stopped")["campaigns"]], [campaign])
    world.stop()
    world.serve()
    suite.equal("it is stopped after a restart", show(world, campaign)["state"], "stopped")
    world.kapok("campaign", "proceed", campaign, officer="tam")
    suite.check("the rest goes", until(lambda: show(world, campaign)["state"] == "done"),
                show(world, campaign))
    done = show(world, campaign)
    suite.equal("what became of them", {
        name: done[name] for name in ("count", "revoked", "endedOtherwise", "left", "late")},
        {"count": 4, "revoked": 3, "endedOtherwise": 1, "left": 0, "late": False})
    serials = {item.serial.lower().lstrip("0") for item in (*held, ended)}
    suite.check("openssl reads all of them on the list", until(
        lambda: serials <= listed(world)), listed(world))
    history = world.kapok("status", held[0].reference)["history"]
    suite.equal("each history names the campaign", history[-1].get("campaign"), campaign)
    # 3. The authority's own certificate, once the regulator has confirmed.
    report = world.report()
    world.agreed(world.FOUNDERS, "revoke", own, "--reason", "keyCompromise", "--requester",
                 "authority", "--identified", "internalProcedure", "--evidence", report,
                 "--confirmation", report)
    suite.equal("three administrators revoke it", world.kapok("status", own)["state"], "revoked")
    suite.check("holders are told of their revocation", box.wait(lambda messages: any(
        "revoked" in message["subject"] for _, message, _ in messages)), box.messages)
    told = [message for to, message, _ in box.messages
            if to == ["p3@example.hk"] and "will be revoked" in message["subject"]]
    suite.equal("nobody whose certificate has ended is told that it will be", told, [])


if __name__ == "__main__":
    main()
