#!/usr/bin/env python3
"""What an assessor asks first: how the authority stands to the policy, and who may do what.

The report over the command line: its proofs checked by Tests/Verifiers, its page by Python's parser,
its test results made by scripts/clause-tests. Then officers who are suspended, gone and reinstated,
roles that are granted and taken back, and lost security officers.
"""
import html.parser
import json
import sys

from world import HERE, Suite, World, run
import check_proof

CLAUSE_TESTS = HERE.parent.parent / "scripts" / "clause-tests"
STATES = ("open", "missing", "overdue", "held", "notApplicable")

RESULTS = """<testsuites><testsuite>
<testcase name="`[1.2] [A2.4, 4.11c] passes`()"/>
<testcase name="`[4.11c] fails`(hours:)"><failure message="no"/></testcase>
<testcase name="`[7.6] is skipped`()"><skipped>not here</skipped></testcase>
<testcase name="`[RFC 5280 7.1] names a section of a standard`()"/>
<testcase name="`has no clause [7.6]`()"/>
</testsuite></testsuites>
"""


class Page(html.parser.HTMLParser):
    """The rows of a report's table, by clause."""

    def __init__(self, text):
        super().__init__()
        self.language, self.rows, self.fetched = None, [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "html":
            self.language = attributes.get("lang")
        if tag == "tr" and "id" in attributes:
            self.rows.append(attributes["id"])
        self.fetched += [attributes[name] for name in ("src", "href") if name in attributes]


def results_by_clause(suite, world):
    """What scripts/clause-tests makes of results, and what it leaves out."""
    xml = world.folder / "results.xml"
    xml.write_text(RESULTS)
    done = run(sys.executable, CLAUSE_TESTS, xml, xml).need()
    file = world.folder / "clause-tests.json"
    file.write_text(done.out)
    suite.equal("clause-tests: clauses and outcomes, once for each file",
                {item["clause"]: (item["passed"], item["failed"])
                 for item in json.loads(done.out)["clauses"]},
                {"1.2": (2, 0), "A2.4": (2, 0), "4.11c": (2, 2)})
    return file


def check_report(suite, world, tests):
    plain = world.kapok("conformance")
    ids = [clause["id"] for clause in plain["clauses"]]
    suite.equal("every clause once", (len(ids), len(set(ids))), (256, 256))
    suite.equal("the totals are those of the clauses", plain["totals"],
                {state: sum(clause["state"] == state for clause in plain["clauses"])
                 for state in STATES})
    suite.check("without tests nothing is enforced",
                all(clause["states"].get("enforce", "open") == "open"
                    for clause in plain["clauses"]))
    suite.check("the worst of its kinds is the clause's own",
                all(clause["state"] == min(clause["states"].values(), key=STATES.index)
                    for clause in plain["clauses"]))
    shown = {clause["evidence"]["entry"] for clause in plain["clauses"] if clause["evidence"]}
    suite.equal("each entry that is named is proven",
                {proof["index"] for proof in plain["proofs"]}, shown)
    for proof in plain["proofs"]:
        check_proof.CHECKS[proof["type"]](proof, world.verifier_key)
    suite.check("and Python finds each proof good", len(shown) > 5, shown)
    tested = {clause["id"]: clause["states"]
              for clause in world.kapok("conformance", "--tests", tests)["clauses"]}
    suite.equal("passed tests show what is enforced", tested["1.2"]["enforce"], "held")
    suite.equal("one that failed is enough", tested["4.11c"]["enforce"], "missing")
    suite.equal("a skipped one shows nothing", tested["7.6"]["enforce"], "open")
    suite.equal("a file of another kind is refused",
                world.refused("conformance", "--tests", world.folder / "results.xml"),
                "command.testsUnreadable")
    suite.equal("so is a clause that the policy does not have",
                world.refused("conformance", "--clause", "4.11"), "conformance.clauseUnknown")
    suite.equal("and a time to come", world.refused("conformance", "--at", "2999-01-01"),
                "conformance.timeOutside")


def check_pages(suite, world):
    pages = {}
    for language in ("en", "zh-Hant", "zh-Hans"):
        file = world.folder / f"{language}.html"
        world.kapok("conformance", "--lang", language, "--html", file)
        page = Page(file.read_text())
        suite.equal(f"{language}: the page is in it", page.language, language)
        suite.equal(f"{language}: every clause has its row", len(set(page.rows)), 256)
        suite.equal(f"{language}: nothing is fetched", page.fetched, [])
        pages[language] = file.read_text()
    suite.equal("three pages", len(set(pages.values())), 3)


def check_inapplicable(suite, world):
    """A method of identification that the practice leaves out: refused, and its clauses without an object."""
    def standing(clause, *options):
        return world.kapok("conformance", "--clause", clause, *options)["clauses"][0]
    suite.equal("by default every clause applies", standing("5.5B1")["notApplicable"], None)
    settings = world.folder / "methods.json"
    settings.write_text(json.dumps({"identityMethods": "A"}))
    world.agreed(("mei", "jun"), "config", "propose", settings)
    reasons = set()
    for language in ("en", "zh-Hant", "zh-Hans"):
        clause = standing("5.5B1", "--lang", language)
        suite.equal(f"{language}: a clause without an object", clause["state"], "notApplicable")
        reason = clause["notApplicable"]["reason"]
        reasons.add(reason)
        file = world.folder / f"without-{language}.html"
        world.kapok("conformance", "--lang", language, "--html", file)
        suite.check(f"{language}: the page says why", f"{reason} (identityMethods: A)" in file.read_text())
    suite.equal("three reasons", len(reasons), 3)
    suite.equal("the other method applies", standing("5.5A")["notApplicable"], None)
    settings.write_text(json.dumps({"identityMethods": "all"}))
    world.agreed(("mei", "jun"), "config", "propose", settings)
    suite.equal("and back", standing("5.5B1")["state"], "open")


def check_period(suite, world):
    day = world.kapok("conformance")["at"][:10]
    period = world.kapok("conformance", "--from", day, "--to", day)["period"]
    lists = {item["of"]: item for item in period["duties"] if item["id"] == "crl.issuing"}
    suite.equal("each issuing authority owes its lists", set(lists),
                {authority.name for authority in world.issuing.values()})
    suite.check("and kept to it", all(item["times"] > 0 and not item["breaches"]
                                      for item in lists.values()), lists)
    waiting = [item for item in period["duties"] if item["id"] == "application.processing"]
    suite.equal("things with deadlines are told together, and none was late",
                [(item["of"], item["breaches"], item["leftOff"]) for item in waiting],
                [(None, [], 0)])
    suite.check("how many deadlines there were is a number",
                all(isinstance(item["deadlines"], int) for item in waiting), waiting)
    suite.check("who held which role is told",
                {"off-val"} == {item["officer"] for item in period["roles"]
                                if item["role"] == "validator"}, period["roles"])


def check_people(suite, world):
    plan = {item["operation"]: item for item in world.kapok("operator", "plan")["operations"]}
    suite.equal("one validator is just enough",
                (plan["application.vet"]["able"], plan["application.vet"]["staffing"]),
                (["off-val"], "justEnough"))
    gone = world.kapok("operator", "suspend", "val", "--reason", "absence", officer="mei")
    suite.check("a suspension tells what stands still",
                "application.vet" in gone["result"]["stops"], gone)
    suite.equal("who is suspended does nothing",
                world.refused("crl", world.issuing["rsa"].name, officer="val"),
                "authorisation.officerSuspended")
    suite.equal("who suspended does not reinstate",
                world.refused("operator", "reinstate", "val", officer="mei"),
                "authorisation.personMustDiffer")
    world.agreed(("jun", "lan"), "operator", "reinstate", "val")
    world.kapok("crl", world.issuing["rsa"].name, officer="val")
    suite.check("two others reinstate", True)
    world.kapok("operator", "end", "val", "--reason", "leaving", officer="jun")
    suite.equal("who left does nothing",
                world.refused("crl", world.issuing["rsa"].name, officer="val"),
                "authorisation.keyRetired")
    suite.equal("nor comes back",
                world.refused("operator", "reinstate", "val", officer="lan"),
                "officer.stateWrong")
    suite.equal("nobody of that name", world.refused(
        "operator", "end", "nobody", "--reason", "leaving", officer="jun"), "officer.unknown")


def newcomer(world, name, *roles, formerly=None, officers=("mei", "jun")):
    world.kapok("operator", "key", "--out", world.key(name))
    world.agreed(officers, "operator", "enrol", "--name", name, *(["--role", *roles] if roles else []),
                 *(["--formerly", formerly] if formerly else []),
                 "--public-key", world.folder / f"{name}.pub.pem")


def check_grants(suite, world):
    """Roles that are limited, planned and taken back; a person who comes back."""
    authority = world.issuing["rsa"].name
    newcomer(world, "kit")
    suite.equal("without a role nothing", world.refused("crl", authority, officer="kit"),
                "authorisation.roleMissing")
    grant = ("operator", "grant", "kit", "--role", "validator")
    suite.equal("a role that excludes one is refused",
                world.refused("operator", "grant", "app", "--role", "validator", officer="mei"),
                "role.conflict")
    suite.equal("so is one's own",
                world.refused("operator", "grant", "mei", "--role", "secretCustodian", officer="mei"),
                "grant.ofOneself")
    suite.equal("and a part of what is whole", world.refused(
        "operator", "grant", "kit", "--role", "caAdministrator", "--authority", authority,
        officer="mei"), "grant.notLimitable")
    suite.equal("and an end after which nobody vets", world.refused(
        *grant, "--until", "2990-01-31", officer="mei"), "staffing.planLacksPeople")
    answer = world.agreed(("mei", "jun"), *grant, "--authority", authority)
    suite.equal("the grant says where", answer["result"]["result"]["authority"], authority)
    world.kapok("crl", authority, officer="kit")
    suite.equal("elsewhere it does not hold",
                world.refused("crl", world.roots["rsa"].name, officer="kit"),
                "authorisation.roleMissing")
    shown = world.kapok("operator", "show", "kit")["grants"]
    suite.equal("and is shown", [(item["role"], item["authority"]) for item in shown],
                [("validator", authority)])
    gone = world.kapok("operator", "withdraw", "kit", "--role", "validator", officer="lan")
    suite.check("one takes it back, and learns what stops",
                gone["result"]["ended"] == 1 and gone["result"]["roles"] == [], gone)
    suite.equal("at once", world.refused("crl", authority, officer="kit"),
                "authorisation.roleMissing")
    world.kapok("operator", "end", "kit", "--reason", "keyCompromise", officer="jun")
    newcomer(world, "kit2", "validator", formerly="kit")
    world.kapok("crl", authority, officer="kit2")
    suite.check("who comes back acts under the new handle", True)


def check_recovery(suite, world):
    """Three custodians put a security officer in place of lost ones; one who is there contests it."""
    custodians = ("ka", "lo", "ma")
    for name in custodians:
        newcomer(world, name, "secretCustodian")
    world.kapok("operator", "key", "--out", world.key("lin"))
    recover = ("operator", "recover", "--name", "lin",
               "--public-key", world.folder / "lin.pub.pem")
    suite.equal("nobody to tell, no recovery", world.refused(*recover, officer="ka"),
                "recovery.nobodyToTell")
    settings = world.folder / "practice.json"
    settings.write_text(json.dumps({"recoveryAddresses": "board@example.hk"}))
    world.agreed(("mei", "jun"), "config", "propose", settings)
    answer = world.agreed(custodians, *recover)["result"]["result"]
    suite.equal("three do it, and are told whom to tell", answer["tell"], ["board@example.hk"])
    waiting = world.kapok("operator", "plan")["recoveries"]
    suite.equal("the plan shows it", [item["officer"] for item in waiting], ["off-lin"])
    suite.equal("before the delay is over the new one does nothing",
                world.refused("operator", "suspend", "app", "--reason", "absence", officer="lin"),
                "authorisation.roleMissing")
    world.kapok("operator", "end", "lin", "--reason", "recoveryContested", officer="lan")
    suite.equal("one contests it", world.kapok("operator", "plan")["recoveries"], [])
    suite.check("the journal agrees with all of it", world.kapok("audit", "verify")["ok"])


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        tests = results_by_clause(suite, world)
        check_report(suite, world, tests)
        check_pages(suite, world)
        check_inapplicable(suite, world)
        check_period(suite, world)
        check_people(suite, world)
        check_grants(suite, world)
        check_recovery(suite, world)


if __name__ == "__main__":
    main()
