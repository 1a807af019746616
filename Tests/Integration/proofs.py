"""Evidence of identity that fulfils every checklist, as payloads and as sheets."""

import hashlib, pathlib, tempfile

MOMENT = "2020-01-02 09:30:00"
AGREEMENT = "LA-2026-1"
SALT = "0a" * 16
DIGEST = "ab" * 32
REPRESENTATIVE = "林美玲"
# What an applicant declares on the command line.
DECLARED = ("--declare", "--trademark", "no")
# What a practice needs for method B.
SETTINGS = {
    "recognisedDatabases": "hk-immd",
    "recognisedDatabasesPublication": "2026-01-02 " + DIGEST,
}
CONTRACT = {
    "number": AGREEMENT, "partner": "Immigration Department", "scope": "comparison of identity data",
    "from": "2020-01-01", "securityTerms": "yes", "dividesLiability": "yes",
}


def number(name):
    """What a register of companies has of this name, and its document says."""
    return f"{int.from_bytes(hashlib.sha256(str(name).encode()).digest()[:8]) % 10 ** 8:08}"


def values(category, method, name, reference, document="passport"):
    """What is said of each kind that the checklist asks for."""
    met = {"place": "hk-central", "seenAt": MOMENT, "identityDocument": document,
           "name": name, "documentUntil": "9998-12-31"}
    asked = {"source": "hk-immd", "sourceVersion": "1.4", "seenAt": MOMENT, "agreement": AGREEMENT}
    review = {"contentsReview": {"trademark": "no", "minor": "no"}}
    if category == "organisation":
        return {
            **review,
            "existence": {"source": "hk-cr", "sourceVersion": "2026", "seenAt": MOMENT,
                          "name": name, "number": number(name)},
            "genuineness": {"seenAt": MOMENT, "outcome": "genuine",
                            "compared": "the register's own copy"},
            "callBack": {"seenAt": MOMENT, "contactFrom": "officialRegister",
                         "spokenTo": "company secretary", "outcome": "confirmed"},
            "authorisation": {"name": REPRESENTATIVE, "act": "apply", "from": "2020-01-01",
                              "until": "9998-12-31"},
            "representative": {**met, "name": REPRESENTATIVE},
        }
    if method == "B":
        return {
            **review,
            "identityDatabase": {**asked, "name": name, "outcome": "match"},
            "biometricMatch": {**asked, "score": "950", "threshold": "900", "liveness": "passed"},
            "trueIntent": {"form": "photo", "seenAt": MOMENT, "reference": reference},
            "auxiliarySource": {**asked, "form": "bankAccount", "outcome": "match"},
        }
    return {**review, "faceToFace": met}


NAMED = ("biometricMatch", "auxiliarySource")
# Whose papers lie in the dossier themselves.
KEPT = ("existence", "authorisation", "identityDatabase", "trueIntent")
PICTURE = b"\xff\xd8\xff\xe0TEST\xff\xd9"


def items(application, method="A"):
    """The items of a payload, for an application as the API shows it."""
    stated = application["statement"]
    name = stated.get("organizationName") or stated.get("commonName") or "–"
    named = stated.get("identity", {}).get("documents", [{}])[0].get("kind", "passport")
    said = values(application["category"], method, name, application["recordingReference"], named)
    return [{"kind": kind, "values": fields, **({"document": DIGEST} if kind in NAMED else {})}
            for kind, fields in said.items()]


def sheet(folder, category, method, name, reference):
    """The same as a sheet for the command line, its papers beside it."""
    (folder / "paper.jpg").write_bytes(PICTURE)
    lines = []
    for kind, fields in values(category, method, name, reference).items():
        lines.append(f"{kind}:")
        lines += [f"  {field}: '{value}'".replace("r's", "r''s") for field, value in fields.items()]
        if kind in NAMED:
            lines.append(f"  document: {DIGEST}")
        if kind in KEPT:
            lines.append(f"  file: '{folder / 'paper.jpg'}'")
    return "\n".join(lines) + "\n"


def declarations(words, trademark=False):
    """What an applicant declares over the API, to the words in force."""
    return {"version": words["version"], "digest": words["digest"], "intellectualProperty": True,
            "liability": True, "trademark": trademark}


def self_check():
    """A sheet says what the items of a payload say, and its papers lie beside it."""
    from world import Suite
    with Suite(__file__) as suite, tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for category, method in (("personal", "A"), ("personal", "B"), ("organisation", "A")):
            application = {"category": category, "recordingReference": "1234567890",
                           "statement": {"commonName": "Chan's shop"}}
            said = {item["kind"]: item["values"] for item in items(application, method)}
            text = sheet(folder, category, method, "Chan's shop", "1234567890")
            read = {}
            for line in text.splitlines():
                key, _, value = line.strip().partition(": ")
                if not line.startswith(" "):
                    fields = read.setdefault(line.rstrip(":"), {})
                elif key not in ("file", "document"):
                    fields[key] = value.removeprefix("'").removesuffix("'").replace("''", "'")
            suite.equal(f"{category} by {method}: a sheet says the same", read, said)
            papers = [line.split("'")[1] for line in text.splitlines() if " file: " in line]
            suite.check(f"{category} by {method}: its papers are pictures",
                        bool(papers) != (category == "personal" and method == "A")
                        and all(pathlib.Path(paper).read_bytes() == PICTURE for paper in papers),
                        text)


if __name__ == "__main__":
    self_check()
