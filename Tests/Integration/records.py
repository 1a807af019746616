#!/usr/bin/env python3
"""Registers as officers keep them: records with versions, confidential values, files of spreadsheets.

Files are written here in three encodings, with Python's csv and codecs, and what Kapok writes is read
by them again.
"""
import codecs, csv, datetime, io, json

from world import Suite, World

PERSON = {
    "person": "chan", "name": "陳大文", "post": "validator", "identityDocument": "A123456(3)",
    "screenedOn": "2026-01-02", "screenedBy": "mei", "screenedUntil": "2028-01-01",
    "qualification": "BSc Forestry 1998", "contractTerms": "2025-1",
}
SECRETS = ("陳大文", "A123456(3)", "BSc Forestry 1998")


def settings(values):
    return [word for name, value in values.items() for word in ("--set", f"{name}={value}")]


def lessons(count, first=0):
    return [{"person": f"p-{first + place}", "topic": "rules", "heldOn": "2026-01-03",
             "goodUntil": "2027-01-02", "outcome": "passed", "trainer": "香港"}
            for place in range(count)]


def table(headings, rows, encoding="utf-8", mark=b""):
    """`headings` by the names of the columns."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(headings), lineterminator="\r\n", extrasaction="raise")
    writer.writerow(headings)
    writer.writerows(rows)
    return mark + out.getvalue().encode(encoding)


def check_one(suite, world):
    added = world.kapok("record", "add", "personnel", *settings(PERSON), officer="mei")
    record = added["result"]["record"]
    suite.equal("an added record is version 1", added["result"]["version"], 1)
    world.kapok("record", "change", record, "--set", "post=approver", officer="jun")
    shown = world.kapok("record", "show", record)
    suite.equal("both versions stay", [v["values"]["post"] for v in shown["versions"]],
                ["validator", "approver"])
    suite.equal("what is confidential is masked", shown["values"]["name"], "•••")
    listed = world.kapok("record", "list", "personnel")
    suite.equal("in lists too", listed["records"][0]["values"]["identityDocument"], "•••")
    revealed = world.kapok("record", "reveal", record, "--reason", "assessment", officer="mei")
    suite.equal("with a reason it is read", revealed["revealed"]["name"], PERSON["name"])
    entry = world.kapok("audit", "list", "--operation", "record.reveal")["entries"][-1]
    suite.equal("and the journal says so", (entry["index"], entry["actor"]),
                (revealed["entry"], "off-mei"))
    suite.equal("not by everybody", world.refused(
        "record", "reveal", record, "--reason", "assessment", officer="val"), "authorisation.roleMissing")
    suite.equal("one record for a key", world.refused(
        "record", "add", "personnel", *settings(PERSON), officer="mei"), "record.exists")
    suite.equal("a value is written as it must be", world.refused(
        "record", "add", "training", *settings({**lessons(1)[0], "heldOn": "3.1.2026"}),
        officer="mei"), "record.fieldInvalid")
    suite.equal("training is good for a year", world.refused(
        "record", "add", "training", *settings({**lessons(1)[0], "goodUntil": "2027-02-02"}),
        officer="mei"), "record.daysTooFar")
    world.kapok("record", "end", record, "--reason", "over", officer="mei")
    suite.equal("an ended record does not change", world.refused(
        "record", "change", record, "--set", "post=x", officer="mei"), "record.ended")
    return record


def check_conformance(suite, world):
    clause = world.kapok("conformance", "--clause", "7.13b")["clauses"][0]
    answers = {item["id"]: item for item in clause["answeredBy"]}
    suite.equal("the register answers its clause", answers["personnel"]["source"], "record")
    suite.check("with an entry", answers["personnel"]["entry"] is not None, answers)
    clause = world.kapok("conformance", "--clause", "11.2")["clauses"][0]
    suite.equal("what was never kept is missing", clause["states"]["evidence"], "missing")


def check_templates(suite, world):
    headings = {}
    for language in ("en", "zh-Hant", "zh-Hans"):
        file = world.folder / f"training-{language}.csv"
        world.kapok("record", "template", "training", "--out", file, "--lang", language)
        content = file.read_bytes()
        suite.check(f"{language}: a mark tells the encoding",
                    content.startswith(codecs.BOM_UTF8))
        headings[language] = next(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    suite.check("headings in three languages", len({tuple(line) for line in headings.values()}) == 3)
    suite.equal("nothing is written over", world.refused(
        "record", "template", "training", "--out", world.folder / "training-en.csv"),
        "command.fileExists")
    names = ["person", "topic", "heldOn", "goodUntil", "trainer", "outcome", "document", "remark"]
    return {language: dict(zip(names, line)) for language, line in headings.items()}


def check_imports(suite, world, headings):
    cases = [
        ("zh-Hant", "big5hkscs", b"", ("--encoding", "big5-hkscs"), "合格", "規則"),
        ("zh-Hans", "gb18030", b"", ("--encoding", "gb18030"), "合格", "规则"),
        ("zh-Hans", "gb18030", b"\x84\x31\x95\x33", (), "passed", "rules"),
        ("en", "utf-8", codecs.BOM_UTF8, ("--encoding", "gb18030"), "passed", "rules"),
    ]
    for place, (language, encoding, mark, options, outcome, topic) in enumerate(cases):
        rows = [{**row, "outcome": outcome, "topic": topic}
                for row in lessons(300, 1000 * place)]
        names = {name: headings[language][name] for name in rows[0]}
        file = world.folder / f"import-{place}.csv"
        file.write_bytes(table(names, rows, encoding, mark))
        survey = world.kapok("record", "import", "training", file, *options, "--dry-run")
        suite.equal(f"{encoding}: all lines are good", (survey["rows"], survey["broken"]), (300, 0))
        done = world.kapok("record", "import", "training", file, *options, officer="mei")
        suite.equal(f"{encoding}: all count at once",
                    (done["result"]["state"], done["result"]["rows"]), ("adopted", 300))
        found = world.kapok("record", "list", "training", "--person", f"p-{1000 * place + 299}")
        suite.equal(f"{encoding}: as they were written", found["records"][0]["values"],
                    {**rows[-1], "outcome": "passed", "topic": "rules"})
    return done["result"]["import"]


def check_reversal(suite, world, batch):
    record = world.kapok("record", "list", "training", "--person", "p-3000")["records"][0]
    world.kapok("record", "change", record["record"], "--set", "outcome=failed", officer="mei")
    world.kapok("record", "reverse", batch, "--reason", "wrong", officer="mei")
    suite.equal("a reversed import is gone whole",
                world.kapok("record", "list", "training", "--person", "p-3000")["records"], [])
    suite.equal("others stay",
                len(world.kapok("record", "list", "training", "--person", "p-0")["records"]), 1)
    suite.equal("once is enough", world.refused(
        "record", "reverse", batch, "--reason", "wrong", officer="mei"), "recordImport.state")


def check_bad_files(suite, world):
    rows = lessons(5, 9000)
    rows[1]["heldOn"], rows[3]["outcome"] = "soon", ""
    rows.append(dict(rows[0]))
    file = world.folder / "broken.csv"
    file.write_bytes(table({name: name for name in rows[0]}, rows))
    survey = world.attempt("record", "import", "training", file, "--dry-run")
    lines = {item["line"]: item["code"] for item in json.loads(survey.out)["lines"]}
    suite.equal("broken lines are named", (survey.status, lines),
                (1, {3: "record.fieldInvalid", 5: "record.fieldMissing", 7: "record.twin"}))
    suite.equal("and nothing is entered", world.refused(
        "record", "import", "training", file, officer="mei"), "record.linesBroken")
    suite.equal("not even the good ones",
                world.kapok("record", "list", "training", "--person", "p-9000")["records"], [])
    for title, content, options, code in [
        ("another heading", b"person,colour\r\nchan,red\r\n", (), "record.headingUnknown"),
        ("a heading twice", b"person,person\r\nchan,chan\r\n", (), "record.headingUnknown"),
        ("no line", b"person\r\n", (), "record.fileEmpty"), ("nothing", b"", (), "record.fileEmpty"),
        ("another encoding", "person\r\n陳\r\n".encode("utf-8") + b"\xff\xff",
         ("--encoding", "gb18030"), "record.encodingWrong"),
        ("half a character", b"person\r\n\x81", ("--encoding", "gb18030"), "record.encodingWrong"),
    ]:
        file = world.folder / "bad.csv"
        file.write_bytes(content)
        suite.equal(f"{title} is refused", world.refused(
            "record", "import", "training", file, *options, officer="mei"), code)


def check_export(suite, world):
    formula = '=HYPERLINK("http://x.example","click")'
    world.kapok("record", "add", "contract", *settings(
        {"number": "C-1", "partner": formula, "scope": "guards, 'day' and \"night\"",
         "from": "2026-01-01", "securityTerms": "yes", "amount": "5000"}), officer="mei")
    file = world.folder / "contracts.csv"
    world.kapok("record", "export", "contract", "--out", file, "--lang", "zh-Hant")
    rows = list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"))))
    suite.equal("a formula stays text", rows[1][1], "'" + formula)
    suite.equal("a word is the language's", rows[1][5], "是")
    suite.equal("what is confidential is masked", rows[1][7], "•••")
    suite.equal("a mask is no value", world.refused(
        "record", "import", "contract", file, officer="mei"), "record.linesBroken")
    out = io.StringIO()
    csv.writer(out).writerows(row[:6] for row in rows)
    file.write_bytes(out.getvalue().replace("C-1", "C-2").encode())
    done = world.kapok("record", "import", "contract", file, officer="mei")["result"]
    suite.equal("what was exported can be imported", done["state"], "adopted")
    partners = {record["values"]["partner"]
                for record in world.kapok("record", "list", "contract")["records"]}
    suite.equal("and says the same", partners, {formula})


def check_lapse(suite, world):
    today = datetime.date.today()
    lesson = {"person": "mei", "topic": "post", "outcome": "passed"}
    world.kapok("record", "add", "training", *settings(
        {**lesson, "heldOn": today - datetime.timedelta(days=300),
         "goodUntil": today - datetime.timedelta(days=2)}), officer="mei")
    world.kapok("operator", "key", "--out", world.key("kai"))
    grant = ("operator", "enrol", "--name", "kai", "--role", "auditor", "--public-key",
             world.folder / "kai.pub.pem")
    suite.equal("whose training lapsed grants nothing", world.refused(*grant, officer="mei"),
                "authorisation.trainingLapsed")
    world.kapok("operator", "suspend", "val", "--reason", "investigation", officer="mei")
    plan = world.kapok("operator", "plan")
    suite.check("the plan says so", any(
        (item["officer"], item["register"], item["days"]) == ("off-mei", "training", 0)
        for item in plan["renewals"]), plan["renewals"])
    able = {item["operation"]: item["able"] for item in plan["operations"]}
    suite.equal("who lapsed is absent for what loosens alone",
                ("off-mei" in able["operator.grant"], "off-mei" in able["operator.suspend"]),
                (False, True))
    due = [item for item in world.kapok("duties")["duties"] if item["duty"] == "officer.qualification"]
    suite.check("and it is due", any(
        item["of"].startswith("off-mei/training") and item["standing"] == "overdue"
        for item in due), due)
    world.kapok("record", "add", "training", *settings(
        {**lesson, "heldOn": today - datetime.timedelta(days=1),
         "goodUntil": today + datetime.timedelta(days=300)}), officer="jun")
    granted = world.kapok(*grant, officer="mei")["result"]
    suite.equal("after the next training it is proposed", granted["state"], "pending")


def check_due(suite, world):
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()

    def duty(record):
        return [item for item in world.kapok("duties")["duties"]
                if item["of"] == f"obligation/{record}"]

    added = world.kapok("record", "add", "obligation", *settings({
        "number": "O-1", "source": "licence", "title": "report", "owner": "mei", "stage": "due",
        "dueOn": today - datetime.timedelta(days=1)}), officer="mei")["result"]["record"]
    suite.equal("a day that a register names is overdue",
                [(item["duty"], item["standing"]) for item in duty(added)],
                [("record.due", "overdue")])
    state = world.kapok("conformance", "--clause", "3.1c")["clauses"][0]["states"]["evidence"]
    suite.check("and so is its clause, unless more is missing", state in ("missing", "overdue"),
                state)
    day = world.kapok("conformance")["at"][:10]
    period = world.kapok("conformance", "--from", day, "--to", day)["period"]
    broken = [item for kept in period["duties"] if kept["id"] == "record.due"
              for item in kept["breaches"] if item["of"] == f"obligation/{added}"]
    suite.equal("the period tells the breach, and that it was due before",
                [(item["mended"], item["dueAt"] < item["from"]) for item in broken],
                [(False, True)])
    world.kapok("record", "change", added, *settings({
        "stage": "closed", "closedOn": today, "document": "ab" * 32}), officer="mei")
    suite.equal("what is closed is due no more", duty(added), [])
    suite.equal("an assessment of the network counts with its report alone", world.refused(
        "fulfil", "network.assessment", "--result", "clear", officer="mei"),
        "duty.evidenceMissing")
    suite.equal("that of a third party by its record", world.refused(
        "fulfil", "policy.assessment", "--result", "clear", officer="mei"), "duty.unknown")


def check_watch(suite, world):
    for time in ("08:00:00", "08:30:00", "10:00:00"):
        world.kapok("record", "add", "environment", "--set", "sensor=t1", "--set",
                    f"happenedAt=2026-01-05 {time}", "--set", "quantity=temperature", "--set",
                    "value=21", "--set", "condition=normal", officer="mei")
    found = world.attempt("record", "findings", "environment")
    suite.equal("a gap between two readings is found, and the one since", (found.status, [
        (item["fault"], item["of"], item["until"] is None)
        for item in json.loads(found.out)["findings"]]), (1, [("gap", "t1", False), ("gap", "t1", True)]))
    suite.equal("a register that is not watched says so",
                world.refused("record", "findings", "contract"), "record.notWatched")


def check_secrecy(suite, world, record):
    suite.check("the journal agrees with all of it", world.kapok("audit", "verify")["ok"])
    entries = world.kapok("audit", "list", "--case", record)
    suite.check("a record has its own history", len(entries["entries"]) >= 3, entries)
    world.stop()
    for file in world.data.glob("ledger.sqlite*"):
        content = file.read_bytes()
        for secret in SECRETS:
            suite.check(f"{secret} is nowhere in {file.name}", secret.encode() not in content)
    world.serve()


def main():
    with Suite(__file__) as suite, World(suite) as world:
        record = check_one(suite, world)
        check_conformance(suite, world)
        headings = check_templates(suite, world)
        batch = check_imports(suite, world, headings)
        check_reversal(suite, world, batch)
        check_bad_files(suite, world)
        check_export(suite, world)
        check_lapse(suite, world)
        check_due(suite, world)
        check_watch(suite, world)
        check_secrecy(suite, world, record)


if __name__ == "__main__":
    main()
