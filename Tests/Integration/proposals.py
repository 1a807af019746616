#!/usr/bin/env python3
"""What several people decide, from the first signature to the last, and every other end of it.

By the command line as officers use it: refused, returned and corrected, withdrawn, judged again after
the practice changed, many signed by one gesture. Each signature is proven alone, by Python.
"""
import base64
import hashlib
import json
import re
import threading

from world import Suite, World, run
import check_proof

WORDS = "陳大文 is on leave until June"


def propose(world, settings, *more, officer="mei"):
    """A change of the practice, as its first administrator proposes it; the proposal's id."""
    file = world.folder / "settings.json"
    file.write_text(json.dumps(settings))
    answer = world.kapok("config", "propose", file, *more, officer=officer)
    return answer["result"]["proposal"]


def shown(world, proposal):
    return world.kapok("proposal", "show", proposal)


def outcome(result):
    """Of one act of several: its state, or the code of its refusal."""
    return result["error"]["code"] if "error" in result else result["result"]["state"]


def listed(world, *more):
    return {item["proposal"]: item for item in world.kapok("proposal", "list", *more)["proposals"]}


def said(world, *arguments, officer=None, language="en"):
    """What a person reads, on both streams."""
    environment = {"KAPOK_DATA": str(world.data), "KAPOK_STATE": str(world.folder / "state"),
                   "KAPOK_LANG": language, "KAPOK_KEY": ""}
    signing = ["--yes", "--as", officer, "--key", world.key(officer)] if officer else []
    return run(world.program, *arguments, *signing, environment=environment)


def canonical(value):
    """RFC 8785 for what is proposed here: ASCII names, whole numbers."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def signed_acts(world, entry):
    """The signed acts of an entry, whose proof Tests/Verifiers finds good."""
    proof = world.kapok("audit", "prove", entry)
    check_proof.CHECKS[proof["type"]](proof, world.verifier_key)
    content = json.loads(base64.b64decode(proof["entry"]))
    return [json.loads(base64.b64decode(item["act"])) for item in content["signed"]], content


def check_review(suite, world):
    proposal = propose(world, {"crlPeriodHours": 6})
    wanted = hashlib.sha256(canonical({"settings": {"crlPeriodHours": 6}})).hexdigest()
    told = said(world, "proposal", "show", proposal)
    suite.contains("a review shows what is decided beside its hash", re.sub(r"\s+", " ", told.out),
                   ["Hash that is signed", wanted[:16], "6"])
    done = said(world, "proposal", "sign", proposal, officer="jun")
    suite.contains("so does signing", done.text, ["Hash that is signed", wanted[:16]])
    suite.equal("the last signature executes", shown(world, proposal)["state"], "done")
    suite.equal("and the practice is changed",
                world.kapok("config", "show")["settings"]["crlPeriodHours"], 6)
    entry = int(re.search(r"Journal entry (\d+)", done.out).group(1))
    acts, _ = signed_acts(world, entry)
    suite.equal("what both signed is the hash that was shown",
                [act["decides"] for act in acts], [wanted] * 2)
    suite.equal("who proposed does not approve",
                world.refused("proposal", "sign", proposal, officer="mei"), "proposal.done")


def check_refusal(suite, world):
    proposal = propose(world, {"crlPeriodHours": 7})
    suite.equal("the same is not proposed twice",
                world.refused("config", "propose", world.folder / "settings.json",
                              officer="jun"), "proposal.twin")
    suite.equal("self-approval is refused",
                world.refused("proposal", "sign", proposal, officer="mei"),
                "authorisation.alreadyTookPart")
    suite.equal("who could not sign it does not refuse it",
                world.refused("proposal", "refuse", proposal, "--reason", "no", officer="app"),
                "authorisation.roleMissing")
    answer = world.kapok("proposal", "refuse", proposal, "--reason", WORDS, officer="jun")
    suite.equal("refused", answer["result"]["state"], "refused")
    seen = shown(world, proposal)
    suite.equal("who, and why", (seen["ended"]["officer"], seen["ended"]["words"]),
                ("off-jun", WORDS))
    acts, content = signed_acts(world, answer["entry"])
    suite.equal("the signature is about these words", acts[0]["decides"], hashlib.sha256(canonical({
        "proposal": proposal, "words": WORDS, "salt": seen["ended"]["salt"]})).hexdigest())
    suite.check("the journal does not hold them", "陳" not in json.dumps(content,
                                                                       ensure_ascii=False))
    suite.check("nor does any file in clear", not any(
        "陳大文".encode() in file.read_bytes() for file in world.data.rglob("*")
        if file.is_file()))
    suite.equal("no signature comes after", world.refused(
        "proposal", "sign", proposal, officer="lan"), "proposal.ended")
    suite.check("it waits no more", proposal not in listed(world))
    suite.check("and is found by its state", proposal in listed(world, "--state", "refused"))


def check_correction(suite, world):
    first = propose(world, {"crlPeriodHours": 24, "suspensionLimitDays": 5})
    suite.equal("a field that is not there", world.refused(
        "proposal", "return", first, "--field", "settings.crlPeriod", "--reason", "6?",
        officer="jun"), "proposal.fieldUnknown")
    world.kapok("proposal", "return", first, "--field", "settings.crlPeriodHours",
                "--reason", "24 is the limit of 4.11(c)", officer="jun")
    suite.equal("returned, it still waits", listed(world)[first]["state"], "returned")
    suite.equal("and is not signed",
                world.refused("proposal", "sign", first, officer="lan"), "proposal.ended")
    suite.equal("nobody else corrects it", world.refused(
        "config", "propose", world.folder / "settings.json", "--corrects", first,
        officer="lan"), "proposal.ofAnother")
    second = propose(world, {"crlPeriodHours": 12, "suspensionLimitDays": 5},
                     "--corrects", first)
    row = listed(world)[second]
    suite.equal("the next version needs all signatures anew",
                (row["version"], row["corrects"], row["signatures"], row["needed"]),
                (2, first, ["off-mei"], 1))
    suite.equal("the earlier one says so", shown(world, first)["state"], "corrected")
    suite.equal("and stays provable", shown(world, first)["signatures"], ["off-mei"])
    suite.equal("once", world.refused(
        "config", "propose", world.folder / "settings.json", "--corrects", first,
        officer="mei"), "proposal.notReturned")
    suite.equal("withdrawn by another", world.refused(
        "proposal", "withdraw", second, officer="jun"), "proposal.ofAnother")
    answer = world.kapok("proposal", "withdraw", second, officer="mei")
    suite.equal("withdrawn by who proposed it", answer["result"]["state"], "withdrawn")
    suite.equal("too late", world.refused("proposal", "sign", second, officer="jun"),
                "proposal.ended")


def check_judged_again(suite, world):
    taken, free = propose(world, {"crlPeriodHours": 3}), propose(world, {"contentsLifetimeDays": 9})
    world.agreed(("mei", "jun"), "config", "propose", settings(world, {"crlPeriodHours": 4}))
    now = world.kapok("config", "show")["version"]
    change = [{"rules": "practice", "before": str(now - 1), "now": str(now)}]
    suite.equal("the list tells what changed since", listed(world)[free]["changed"], change)
    for language, words in (("en", f"practice {now - 1} → {now}"),
                            ("zh-Hant", f"作業設定 {now - 1} → {now}"),
                            ("zh-Hans", f"业务设置 {now - 1} → {now}")):
        suite.contains(f"{language}: in few words",
                       said(world, "proposal", "list", language=language).out, [words])
        suite.check(f"{language}: the refusal says it", str(now) in said(
            world, "proposal", "sign", taken, officer="jun", language=language).text)
    suite.equal("what was changed since is not taken back unseen",
                world.refused("proposal", "sign", taken, officer="jun"),
                "practice.settingOvertaken")
    suite.equal("what still passes is carried out",
                world.kapok("proposal", "sign", free, officer="jun")["results"][0]["result"]
                ["state"], "done")
    world.kapok("proposal", "refuse", taken, "--reason", "overtaken", officer="jun")


def settings(world, changed):
    file = world.folder / "other.json"
    file.write_text(json.dumps(changed))
    return file


def check_roles(suite, world):
    file = world.folder / "kit.pem"
    world.kapok("operator", "key", "--out", file)
    opened = world.kapok("operator", "enrol", "--name", "kit", "--role", "auditor",
                         "--public-key", world.folder / "kit.pub.pem", officer="mei")
    proposal = opened["result"]["proposal"]
    world.kapok("operator", "suspend", "mei", "--reason", "absence", officer="jun")
    row = listed(world)[proposal]
    suite.equal("who may not decide any more no longer counts",
                (row["signatures"], row["lapsed"], row["needed"]), (["off-mei"], ["off-mei"], 2))
    answer = world.kapok("proposal", "sign", proposal, officer="jun")
    suite.equal("one signature is not two", answer["results"][0]["result"]["state"], "pending")
    answer = world.kapok("proposal", "sign", proposal, officer="lan")
    suite.equal("two others decide", answer["results"][0]["result"]["state"], "done")
    _, content = signed_acts(world, answer["results"][0]["entry"])
    suite.equal("and theirs are what the journal shows",
                [item["officer"] for item in content["signed"]], ["off-jun", "off-lan"])
    reinstated = world.kapok("operator", "reinstate", "mei", officer="lan")
    suite.equal("who suspended is no second for the reinstatement", world.refused(
        "proposal", "sign", reinstated["result"]["proposal"], officer="jun"),
        "authorisation.personMustDiffer")
    # The third security officer is the one who is away: it waits, and is withdrawn.
    world.kapok("proposal", "withdraw", reinstated["result"]["proposal"], officer="lan")


def check_list(suite, world):
    """Before anybody is suspended: mei proposes, jun signs all by one gesture."""
    wanted = [propose(world, {"contentsLifetimeDays": days}) for days in (21, 22, 23)]
    certificate = world.person()
    proposed = world.kapok("revoke", str(certificate), "--reason", "superseded", "--requester",
                           "authority", "--identified", "internalProcedure", "--evidence",
                           certificate.pem, officer="app")["result"]["proposal"]
    world.kapok("proposal", "withdraw", wanted[1], officer="mei")
    done = world.attempt("proposal", "sign", *wanted, wanted[0], "pro-none", "--yes", "--as", "jun",
                         "--key", world.key("jun"))
    suite.equal("a proposal that is not there stops before anything is signed",
                (done.status, shown(world, wanted[0])["state"]), (1, "pending"))
    done = world.attempt("proposal", "sign", *wanted, wanted[0], "--yes", "--as", "jun",
                         "--key", world.key("jun"))
    results = json.loads(done.out)["results"]
    suite.equal("one is ended, and holds up no other; each once",
                [outcome(item) for item in results],
                ["done", "proposal.ended", "act.practiceWrong"])
    suite.equal("signed anew under the practice that the first brought, the third is judged by it",
                world.refused("proposal", "sign", wanted[2], officer="jun"),
                "practice.settingOvertaken")
    suite.equal("what was refused is named", results[1]["proposal"], wanted[1])
    suite.equal("and the command says that something was", done.status, 1)
    acts, _ = signed_acts(world, results[0]["entry"])
    suite.equal("each signature is of one proposal, provable alone",
                acts[1]["decides"], hashlib.sha256(canonical(
                    {"settings": {"contentsLifetimeDays": 21}})).hexdigest())
    kind = world.kapok("proposal", "sign", "--all-of-kind", "certificate.revokeByAuthority",
                       officer="ada")
    suite.equal("all of a kind", [(item["result"]["proposal"], item["result"]["state"])
                                  for item in kind["results"]], [(proposed, "done")])
    nothing = world.attempt("proposal", "sign", "--all-of-kind", "certificate.revokeByAuthority",
                            "--yes", "--as", "ada", "--key", world.key("ada"))
    suite.equal("none is left", (nothing.status, "command.nothingToSign" in nothing.text),
                (2, True))


def check_race(suite, world):
    """Two last signatures at once, again and again: one executes."""
    for round in range(4):
        proposal = propose(world, {"ocspNextUpdateMinutes": 30 + round})
        outcomes = []
        threads = [threading.Thread(target=lambda name=name: outcomes.append(world.attempt(
            "proposal", "sign", proposal, "--yes", "--as", name, "--key", world.key(name))))
            for name in ("jun", "lan")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        states = sorted(outcome(json.loads(done.out)["results"][0]) for done in outcomes)
        suite.equal(f"round {round}: of two last signatures one executes", states,
                    ["done", "proposal.done"])
    version = world.kapok("config", "show")["version"]
    journal = world.kapok("audit", "list", "--operation", "practice.change", "--size", "200")
    done = [item for item in journal["entries"] if item["outcome"] == "done"]
    suite.check("and each change is one version", version <= len(done), (version, len(done)))


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        check_review(suite, world)
        check_refusal(suite, world)
        check_correction(suite, world)
        check_judged_again(suite, world)
        check_list(suite, world)
        check_race(suite, world)
        check_roles(suite, world)
        suite.check("the journal agrees with all of it", world.kapok("audit", "verify")["ok"])


if __name__ == "__main__":
    main()
