#!/usr/bin/env python3
"""Contents that are accepted after the delivery: OpenSSL says on hold before, and good after.

By a signature of the certificate's own key, by the receipt of a medium, and by nothing else; who
declines is revoked. Nothing of it is public before.
"""
import json

import proofs
from openssl import Lists, Paths, Status, check_status
from world import Applicant, Certificate, Suite, World, documents, fetch, run

COURIER = ["--route", "courier", "--package", "P-0117", "--to", "Central office, 1/F"]
LETTER = ["--route", "post", "--package", "L-0204", "--to", "1 Example Road"]


def practise(world, way):
    """How persons accept, changed as every other setting."""
    _, practice = world.api("GET", "/api/v1/practice")
    file = world.folder / "practice.json"
    file.write_text(json.dumps({**practice["settings"], "personalAcceptance": way}))
    world.agreed(("mei", "jun"), "config", "propose", file)


def applied(world, label, name):
    """An applicant whose application waits to be vetted, and the sheet without the agreement."""
    applicant = Applicant(world.folder, label, "openssl", "rsa")
    identity = world.folder / f"{label}.identity.json"
    identity.write_text(json.dumps(documents(name)))
    answer = world.kapok("apply", "--authority", "rsa-issuing", "--category", "personal", "--csr",
                         applicant.request, "--identity", identity, "--common-name", name,
                         "--country", "HK", *proofs.DECLARED)["result"]
    sheet = world.folder / f"{label}.sheet"
    sheet.write_text(proofs.sheet(world.folder, "personal", "A", name,
                                  answer["subscriberReference"]))
    return applicant, answer["application"], sheet


def agreed(world, sheet, digest):
    """The same sheet with the agreement that the applicant signed on paper."""
    whole = sheet.with_suffix(".agreed.sheet")
    whole.write_text(sheet.read_text() + f"agreement:\n  digest: '{digest}'\n  seenAt: "
                     f"'{proofs.MOMENT}'\n  file: '{world.folder / 'paper.jpg'}'\n")
    return whole


def delivered(suite, world, label, name):
    """Vetted, approved by who sees that nobody accepted, issued; the certificate on hold."""
    applicant, application, sheet = applied(world, label, name)
    vet = ["vet", application, "--method", "A", "--sheet"]
    _, agreement = world.api("GET", "/api/v1/agreement")
    suite.equal(f"{label}: nobody is vetted without the signed agreement",
                world.refused(*vet, sheet, officer="val"), "application.checklistIncomplete")
    suite.equal(f"{label}: nor with another one",
                world.refused(*vet, agreed(world, sheet, proofs.DIGEST), officer="val"),
                "application.checklistIncomplete")
    world.kapok(*vet, agreed(world, sheet, agreement["sha256"]), officer="val")
    waiting = world.kapok("work", "--as", "app")["work"]
    suite.check(f"{label}: the approver's list has it",
                application in [item["application"] for item in waiting], waiting)
    shown = run(world.program, "approve", application, "--yes", "--as", "app", "--key",
                world.key("app"), environment={"KAPOK_DATA": str(world.data), "KAPOK_LANG": "en",
                                               "KAPOK_STATE": str(world.folder / "state")})
    suite.check(f"{label}: what the approver is shown says that nobody accepted",
                shown.ok and "Nobody has accepted" in shown.text, shown)
    world.kapok("issue", application, officer="iss")
    _, told = world.api("GET", f"/api/v1/applications/{application}")
    file = world.folder / f"{label}.pem"
    world.kapok("certificate", "export", f"rsa-issuing/{told['serial']}", "--out", file)
    return Certificate(world.issuing["rsa"], told["serial"], file, applicant, application)


def is_public(world, certificate):
    return fetch(f"{world.url}/certificates/{certificate.reference}.cer")[0] == 200


def signed(world, certificate):
    """The holder's signature over the acceptance statement."""
    statement = world.folder / f"{certificate.application}.accept.json"
    world.kapok("application", "show", certificate.application, "--statement", statement)
    signature = statement.with_suffix(".sig")
    certificate.applicant.sign(statement, signature)
    return signature


def check_hold(suite, world, lists, paths, status, certificate, others):
    check_status(suite, paths, status, certificate, "revoked", "certificateHold")
    lists.check("the delivery", {**others, certificate: "certificateHold"})
    suite.check("it is not public", not is_public(world, certificate))
    history = world.kapok("status", certificate.reference)["history"]
    suite.equal("its history tells it plainly",
                [(line["event"], line["cause"]) for line in history],
                [("issued", None), ("suspended", "acceptancePending")])
    suite.equal("both at one time", len({line["at"] for line in history}), 1)
    suite.equal("no release takes the place of an acceptance",
                world.refused("release", certificate.reference, *world.releasing(), officer="app"),
                "certificate.notAccepted")


def check_afterwards(suite, world, lists, paths, status):
    practise(world, "afterwards")
    one = delivered(suite, world, "afterwards", "陳大文")
    check_hold(suite, world, lists, paths, status, one, {})
    signature = signed(world, one)
    wrong = signature.with_suffix(".wrong")
    wrong.write_bytes(bytes(reversed(signature.read_bytes())))
    suite.equal("a wrong signature accepts nothing",
                world.refused("accept", one.application, "--signature", wrong),
                "application.acceptanceInvalid")
    answer = world.kapok("accept", one.application, "--signature", signature)
    suite.check("the suspension code is told", len(answer["suspensionCode"] or "") == 19, answer)
    check_status(suite, paths, status, one, "good")
    lists.check("the acceptance", {})
    suite.check("it is public", is_public(world, one))
    suite.equal("the statement is signed once",
                world.refused("accept", one.application, "--signature", signature),
                "application.stateWrong")
    return one


def check_declined(suite, world, lists, paths, status):
    one = delivered(suite, world, "declined", "李小明")
    lists.check("the delivery", {one: "certificateHold"})
    statement, signature = world.folder / "decline.json", world.folder / "decline.sig"
    decline = ["holder", "revoke", one.reference, "--reason", "contentsWrong"]
    world.kapok(*decline, "--statement", statement)
    one.applicant.sign(statement, signature)
    world.kapok(*decline, "--signature", signature)
    check_status(suite, paths, status, one, "revoked", "unspecified")
    suite.equal("its history says why",
                world.kapok("status", one.reference)["history"][-1]["cause"], "contentsWrong")
    suite.equal("nobody accepts it any more",
                world.refused("accept", one.application, "--signature", signed(world, one)),
                "application.stateWrong")
    suite.check("it is never public", not is_public(world, one))
    return {one: "unspecified"}


def check_medium(suite, world, lists, paths, status, others):
    practise(world, "medium")
    one = delivered(suite, world, "medium", "黃志強")
    check_hold(suite, world, lists, paths, status, one, others)
    receipt = world.report()
    received = ["key", "received", one.application, "--receipt", receipt, "--package", "P-0117"]
    suite.equal("nothing is received that was not sent",
                world.refused(*received, officer="app"), "application.keyPackageOther")
    world.kapok("key", "deliver", one.application, *COURIER, officer="app")
    suite.equal("what opens it waits for the receipt",
                world.refused("key", "password", one.application, *LETTER, officer="val"),
                "application.keyNotReceived")
    world.kapok(*received, officer="app")
    check_status(suite, paths, status, one, "revoked", "certificateHold")
    suite.equal("who had the medium in hand releases nothing",
                world.refused("key", "password", one.application, *LETTER, officer="app"),
                "authorisation.personMustDiffer")
    answer = world.kapok("key", "password", one.application, *LETTER, officer="val")
    suite.check("the suspension code is told to who writes the letter",
                len(answer["suspensionCode"] or "") == 19, answer)
    check_status(suite, paths, status, one, "good")
    lists.check("the medium's acceptance", others)
    suite.check("it is public", is_public(world, one))


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        paths, status = Paths(world), Status(world)
        lists = Lists(suite, world, world.issuing["rsa"])
        check_afterwards(suite, world, lists, paths, status)
        others = check_declined(suite, world, lists, paths, status)
        check_medium(suite, world, lists, paths, status, others)
        audit = world.attempt("audit", "verify")
        suite.check("the audit finds nothing", audit.ok, audit)


if __name__ == "__main__":
    main()
