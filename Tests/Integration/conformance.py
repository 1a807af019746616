#!/usr/bin/env python3
"""What an assessor asks first: how the authority stands to the policy, and who may do what.

The report over the command line: its proofs checked by Tests/Verifiers, its page by Python's parser,
its test results made by scripts/clause-tests. Then officers who are suspended, gone and reinstated.
"""
import html.parser
import json
import sys

from world import HERE, Suite, World, run
import check_proof

CLAUSE_TESTS = HERE.parent.parent / "scripts" / "clause-tests"
STATES = ("open", "missing", "overdue", "held")

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


def check_period(suite, world):
    day = world.kapok("conformance")["at"][:10]
    period = world.kapok("conformance", "--from", day, "--to", day)["period"]
    lists = {item["of"]: item for item in period["duties"] if item["id"] == "crl.issuing"}
    suite.equal("each issuing authority owes its lists", set(lists),
                {authority.name for authority in world.issuing.values()})
    suite.check("and kept to it", all(item["times"] > 0 and not item["breaches"]
                                      for item in lists.values()), lists)
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
    suite.check("the journal agrees with all of it", world.kapok("audit", "verify")["ok"])


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        tests = results_by_clause(suite, world)
        check_report(suite, world, tests)
        check_pages(suite, world)
        check_period(suite, world)
        check_people(suite, world)


if __name__ == "__main__":
    main()
