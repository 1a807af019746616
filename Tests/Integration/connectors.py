#!/usr/bin/env python3
"""Sources outside, asked directly: kapok-simulator plays them, well and badly; OpenSSL says who is who.

By the command line as officers use it. What fails leaves nothing in the dossier and holds up nobody; what is
answered, yes or no, is evidence. Names, documents and answers stand in no journal, log or file in clear.
"""
import hashlib
import json
import os
import pathlib
import shutil
import socket
import ssl
import subprocess
import tarfile
import threading
import time

import proofs
from world import PATIENCE, Applicant, Suite, Unexpected, World, der_of, documents, run

NUMBER = documents("陳大文")["documents"][0]["number"]
FACTS = ["--common-name", "陳大文", "--country", "HK"]
LOOPBACK = "127.0.0.0/8"


class Simulator:
    """kapok-simulator on a free port, with a folder of certificates of its own."""

    def __init__(self, folder, *more):
        program = pathlib.Path(os.environ["KAPOK"]).parent / "kapok-simulator"
        self.folder = folder
        self.process = subprocess.Popen(
            [program, "identity", "--folder", folder, *more], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True)
        told = json.loads(self.process.stdout.readline() or "{}")
        if "address" not in told:
            raise Unexpected("the simulator did not come up")
        self.root, self.address = told["root"], told["address"]
        self.port = int(self.address.rsplit(":", 1)[1])

    def stop(self):
        self.process.terminate()
        self.process.wait(30)
        self.process.stdout.close()


class Sources:
    """The connectors of a world: what the practice says of them, and the files on the machine."""

    def __init__(self, world, simulator):
        self.world, self.simulator, self.rows = world, simulator, []
        self.networks = ""

    def add(self, name, kind="eID", simulator=None, shown=None, **changes):
        """One more; `shown` is the folder whose client certificate is used."""
        simulator = simulator or self.simulator
        row = {"name": name, "kind": kind, "source": "hk-immd", "root": simulator.root,
               "url": f"{simulator.address}/hk-immd", "contract": proofs.AGREEMENT, **changes}
        self.rows = [other for other in self.rows if other["name"] != name] + [row]
        place = self.world.data / "connectors" / name
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy(simulator.folder / "root.pem", place)
        for file in ("client.pem", "client.key"):
            shutil.copy((shown or simulator.folder) / file, place)
            (place / file).chmod(0o600)

    def propose(self, networks=None):
        """Has two administrators put them into the practice."""
        if networks is not None:
            self.networks = networks
        file = self.world.folder / "connectors.json"
        file.write_text(json.dumps(
            {"connectors": self.rows, "connectorNetworks": self.networks}))
        self.world.agreed(("mei", "jun"), "config", "propose", file)


def applied(world, *more):
    """An application of a person that nobody decided on, as the server tells of it."""
    world.count += 1
    applicant = Applicant(world.folder, f"asked-{world.count}", "openssl", "rsa")
    identity = world.folder / "asked.identity.json"
    identity.write_text(json.dumps(documents("陳大文")))
    answer = world.kapok("apply", "--authority", "rsa-issuing", "--category", "personal", "--csr",
                         applicant.request, "--identity", identity, *FACTS,
                         *proofs.DECLARED, *more)["result"]
    return answer["application"], answer["subscriberReference"]


def sheet(world, subject, pictures=()):
    """What a connector is asked about, as the command reads it."""
    (world.folder / "paper.jpg").write_bytes(proofs.PICTURE)
    lines = ["subject:", *(f"  {name}: '{value}'" for name, value in subject.items())]
    lines += ["pictures:", *(f"  {role}: '{file}'" for role, file in dict(pictures).items())]
    file = world.folder / "question.yaml"
    file.write_text("\n".join(lines) + "\n")
    return file


def asked(world, application, name, subject, pictures=()):
    return ("application", "check", application, "--connector", name, "--sheet",
            sheet(world, subject, pictures))


def evidence(world, application):
    return world.kapok("application", "show", application)["proofs"]


# --- What the simulator is --------------------------------------------------------------------------


def check_simulator(suite, simulator):
    root = simulator.folder / "root.pem"
    suite.equal("the root is the one that it says",
                hashlib.sha256(der_of(root.read_text())).hexdigest(), simulator.root)
    for name in ("server", "client"):
        done = run("openssl", "verify", "-x509_strict", "-CAfile", root,
                   simulator.folder / f"{name}.pem")
        suite.check(f"OpenSSL finds its {name} certificate good", done.status == 0, done)
    modes = {file.name: oct(file.stat().st_mode & 0o777) for file in simulator.folder.iterdir()}
    suite.equal("nobody else reads what lies there", set(modes.values()), {"0o600"})
    context = ssl.create_default_context(cafile=root)
    for shown in (False, True):
        if shown:
            context.load_cert_chain(simulator.folder / "client.pem",
                                    simulator.folder / "client.key")
        try:
            with socket.create_connection(("127.0.0.1", simulator.port), PATIENCE) as plain:
                with context.wrap_socket(plain, server_hostname="127.0.0.1") as secured:
                    secured.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                    answer = secured.recv(12)
        except OSError:
            answer = b""
        suite.equal(f"Python's ssl {'with' if shown else 'without'} its client certificate",
                    answer, b"HTTP/1.1 405" if shown else b"")
    usage = run(pathlib.Path(os.environ["KAPOK"]).parent / "kapok-simulator", "serve")
    suite.check("it says how it is called, in each language",
                usage.status == 2 and usage.text.count("kapok-simulator identity") == 3, usage)


# --- Method B ---------------------------------------------------------------------------------------


def check_method_b(suite, world):
    application, reference = applied(world)
    picture = world.folder / "paper.jpg"
    card = {"identityDocument": "passport", "number": NUMBER}
    answer = world.kapok(*asked(world, application, "immd", card, {"card": picture}),
                         officer="val")["result"]
    suite.equal("the database's answer is evidence",
                (answer["proof"], answer["matched"], answer["number"], answer["source"]),
                ("identityDatabase", True, 1, "hk-immd"))
    kept = evidence(world, application)[0]
    suite.equal("in the name of who asked", kept["officer"], "off-val")
    exchange = kept["content"]["exchange"]
    suite.equal("with the question", exchange["question"]["subject"], {**card, "name": "陳大文"})
    suite.equal("and the answer", (exchange["answer"]["environment"], exchange["answer"]["id"]),
                ("simulator", answer["check"]))
    # The card lies in the dossier already; the face is handed in.
    face = world.kapok(*asked(world, application, "face", {},
                              {"card": kept["file"][:12], "face": picture}), officer="val")
    suite.equal("so is the match of faces with its score",
                (face["result"]["proof"], face["result"]["score"]), ("biometricMatch", 950))
    world.kapok(*asked(world, application, "bank", {"bank": "A Bank", "account": "12-345"}),
                officer="val")
    said = proofs.values("personal", "B", "陳大文", reference)
    typed = world.folder / "typed.sheet"

    def written(kinds):
        lines = []
        for kind in kinds:
            lines += [f"{kind}:", *(f"  {name}: '{value}'" for name, value in said[kind].items())]
            lines += [f"  file: '{picture}'"] if kind in proofs.KEPT else []
            lines += [f"  document: {proofs.DIGEST}"] if kind in proofs.NAMED else []
        typed.write_text("\n".join(lines) + "\n")
        return typed

    world.kapok("vet", application, "--method", "B", "--sheet",
                written(("contentsReview", "trueIntent")), officer="val")
    suite.equal("method B is complete with what sources answered",
                world.kapok("application", "show", application)["state"], "vetted")
    suite.equal("nobody is asked about what was decided on",
                world.refused(*asked(world, application, "eid", {"identifier": "1"}),
                              officer="val"), "application.stateWrong")
    other, reference = applied(world)
    said = proofs.values("personal", "B", "陳大文", reference)
    suite.equal("what can be asked is not taken from a sheet",
                world.refused("vet", other, "--method", "B", "--sheet", written(said),
                              officer="val"), "application.checklistIncomplete")
    suite.equal("nobody else's number is asked about",
                world.refused(*asked(world, other, "immd", {**card, "number": "K98765432"},
                                     {"card": picture}), officer="val"), "connector.numberOther")
    no = world.kapok(*asked(world, other, "eid", {"identifier": "SIM-MISMATCH"}),
                     officer="val")["result"]
    suite.equal("a no is kept as a yes is", (no["matched"], len(evidence(world, other))),
                (False, 1))
    shown = run(world.program, "application", "show", application, environment={
        "KAPOK_DATA": str(world.data), "KAPOK_LANG": "en", "KAPOK_STATE": str(
            world.folder / "state")})
    suite.contains("a person is shown what was asked and answered", shown.out,
                   ["immd", "SIM-", NUMBER, "simulator"])
    return application


# --- Attacks ----------------------------------------------------------------------------------------

# By the word that the question holds: what the simulator does, and the code of the refusal.
PLAYS = {
    "redirect": "connector.answerRefused", "huge": "connector.answerRefused",
    "garbage": "connector.answerRefused", "unknownmember": "connector.answerRefused",
    "wrongid": "connector.answerRefused", "wrongsource": "connector.answerRefused",
    "replay": "connector.answerRefused", "future": "connector.answerRefused",
    "contradiction": "connector.answerRefused", "fail": "connector.unreachable",
}


def check_plays(suite, world, application):
    for play, code in PLAYS.items():
        # A good answer in between: what is tried here is not the breaker.
        found = world.refused(*asked(world, application, "eid",
                                     {"identifier": f"SIM-{play.upper()}"}), officer="val")
        suite.equal(f"{play} is refused", found, code)
        world.kapok(*asked(world, application, "eid", {"identifier": "1"}), officer="val")
    suite.equal("of all that only good answers are kept", len(evidence(world, application)),
                len(PLAYS))
    answer = world.kapok(*asked(world, application, "eid", {"identifier": "SIM-FLAKY"}),
                         officer="val")
    suite.check("a source that answers at the third attempt is heard",
                answer["result"]["matched"], answer)


def check_connections(suite, world, sources, other, application):
    before = len(evidence(world, application))

    def refused(name):
        return world.refused(*asked(world, application, name, {"identifier": "1"}), officer="val")

    suite.equal("no client certificate that the source knows", refused("stranger"),
                "connector.untrusted")
    suite.equal("another root behind the address", refused("foreign"), "connector.untrusted")
    suite.equal("another root than the practice names", refused("swapped"), "connector.untrusted")
    suite.equal("a name that nobody has", refused("named"), "connector.unreachable")
    exposed = world.data / "connectors" / "eid" / "client.key"
    exposed.chmod(0o644)
    suite.equal("a key that others may read is not used", refused("eid"), "connector.untrusted")
    exposed.chmod(0o600)
    suite.equal("a connector that is none", refused("gossip"), "connector.unknown")
    suite.equal("a database that is not recognised",
                world.refused(*asked(world, application, "other",
                                     {"identityDocument": "passport", "number": NUMBER},
                                     {"card": world.folder / "paper.jpg"}), officer="val"),
                "connector.sourceUnknown")
    sources.propose(networks="")
    suite.equal("an address inside", refused("eid"), "connector.addressRefused")
    suite.equal("a name that leads inside", refused("local"), "connector.addressRefused")
    sources.propose(networks=LOOPBACK)
    other.stop()
    for _ in range(3):
        suite.equal("a source that is gone", refused("gone"), "connector.unreachable")
    suite.equal("is left alone after three times", refused("gone"), "connector.paused")
    suite.equal("and none of it left anything", len(evidence(world, application)), before)


def check_slowness(suite, world, application):
    """While a source keeps its answer back, everything else goes on."""
    found = []
    question = asked(world, application, "slow", {"identifier": "SIM-SLOW"})
    waiting = threading.Thread(
        target=lambda: found.append(world.refused(*question, officer="val")))
    waiting.start()
    end = time.monotonic() + PATIENCE
    while not any(entry["operation"] == "application.check" and entry["case"] == application
                  for entry in world.kapok("audit", "list", "--case", application)["entries"]):
        if found or time.monotonic() > end:
            suite.check("a slow source is asked", False, found)
            return
        time.sleep(0.2)
    begun = time.monotonic()
    other, _ = applied(world)
    world.kapok("refuse", other, "--reason", "withdrawn", officer="val")
    world.kapok("crl", "rsa-issuing", officer="val")
    suite.check("other acts are done meanwhile", not found, found)
    suite.note(f"three acts beside a slow source took {time.monotonic() - begun:.1f} s")
    waiting.join()
    suite.equal("and the slow one is told so", found, ["connector.unreachable"])


def check_agreement(suite, world, application):
    contract = next(record["record"] for record in world.kapok(
        "record", "list", "contract")["records"])
    world.kapok("record", "end", contract, "--reason", "over", officer="mei")
    suite.equal("no agreement in force, no connector",
                world.refused(*asked(world, application, "eid", {"identifier": "1"}),
                              officer="val"), "connector.agreementMissing")


# --- What is left behind ----------------------------------------------------------------------------


def check_traces(suite, world, application):
    entries = world.kapok("audit", "list", "--case", application)["entries"]
    operations = [entry["operation"] for entry in entries]
    suite.check("the journal says who asked, and that there was an answer",
                {"application.check", "application.answer"} <= set(operations), operations)
    secrets = [text.encode() for text in (NUMBER, "12-345", "SIM-MISMATCH")]
    clear = [str(file) for file in world.data.rglob("*") if file.is_file()
             and any(secret in file.read_bytes() for secret in secrets)]
    suite.equal("nothing of whom was asked about stands anywhere in clear", clear, [])
    log = world.log.read_bytes()
    suite.check("nor in the log", not any(secret in log for secret in secrets))
    audit = world.kapok("audit", "verify")
    suite.check("the journal agrees with the ledger", audit["ok"], audit)


# --- What the person has a right to -----------------------------------------------------------------


def check_rights(suite, world, application):
    """All that is held on somebody as one file, and nothing more done with it."""
    reference = world.kapok("application", "show", application)["subscriberReference"]
    letter = world.folder / "letter.pdf"
    letter.write_bytes(b"%PDF-1.4 I ask for all that you hold on me")
    archive = world.folder / "chan.tar"
    export = ("subscriber", "export", reference, "--reason", "personAsks", "--out", archive)
    suite.equal("nothing is taken out without a letter", world.refused(*export, officer="app"),
                "subscriber.requestMissing")
    suite.equal("nor by everybody",
                world.refused(*export, "--evidence", letter, officer="iss"), "authorisation.roleMissing")
    suite.check("and no file is left", not archive.exists())
    done = world.kapok(*export, "--evidence", letter, officer="app")
    with tarfile.open(archive) as tar:
        members = {member.name: member for member in tar.getmembers()}
        data = json.load(tar.extractfile("data.json"))
        contents = {name: tar.extractfile(name).read() for name in members}
    suite.equal("one file for its owner alone", archive.stat().st_mode & 0o777, 0o600)
    told = next(one for one in data["applications"] if one["application"] == application)
    suite.equal("it holds the statement", told["values"]["statement"]["commonName"], "陳大文")
    asked_of = [value for name, value in told["values"].items()
                if name.startswith("evidence-") and "exchange" in value]
    suite.equal("each question to a source with its answer", len(asked_of), 3)
    pictures = [f"files/{item['file']}" for item in told["evidence"] if item["file"]]
    suite.check("and the pictures themselves", pictures and all(
        contents[name] == (world.folder / "paper.jpg").read_bytes() for name in pictures), pictures)
    suite.equal("what would open something is named and left out", told["withheld"], [])
    entry = world.kapok("audit", "list", "--operation", "subscriber.export")["entries"][-1]
    suite.equal("the journal said so before", (entry["index"], entry["actor"]),
                (done["entry"], "off-app"))
    suite.check("without a name", "陳大文" not in json.dumps(entry, ensure_ascii=False))
    restrict = ("subscriber", "restrict", reference, "--reason", "personAsks", "--evidence", letter)
    suite.equal("who is served is known by name", world.refused(*restrict, officer="app"),
                "subscriber.served")
    world.kapok("refuse", application, "--reason", "withdrawn", officer="val")


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        simulator = Simulator(world.folder / "simulator")
        other = Simulator(world.folder / "other")
        try:
            check_simulator(suite, simulator)
            world.trust_sources()
            sources = Sources(world, simulator)
            sources.add("immd", "officialDatabase")
            sources.add("face", "faceMatch")
            sources.add("bank", "bankMatch")
            for name in ("eid", "slow"):
                sources.add(name)
            sources.add("stranger", shown=other.folder)
            sources.add("foreign", simulator=other, shown=simulator.folder,
                        url=f"{simulator.address}/hk-immd")
            sources.add("swapped", root=other.root)
            sources.add("named", url=f"https://source.invalid:{simulator.port}/hk-immd")
            sources.add("local", url=f"https://localhost:{simulator.port}/hk-immd")
            sources.add("gone", simulator=other)
            sources.add("other", "officialDatabase", source="hk-other")
            sources.propose(networks=LOOPBACK)
            vetted = check_method_b(suite, world)
            application, _ = applied(world)
            check_plays(suite, world, application)
            check_connections(suite, world, sources, other, application)
            slow, _ = applied(world)
            check_slowness(suite, world, slow)
            check_agreement(suite, world, application)
            check_traces(suite, world, vetted)
            check_rights(suite, world, vetted)
        finally:
            for one in (simulator, other):
                one.stop()


if __name__ == "__main__":
    main()
