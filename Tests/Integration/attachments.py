#!/usr/bin/env python3
"""Files of records as officers attach and read them, and what strangers may try with them.

Documents are written here with Python's zipfile and by hand; the socket is spoken to as any client may.
"""
import hashlib, http.client, io, json, os, shutil, socket, subprocess, zipfile

from records import PERSON, settings
from world import Suite, World

PDF = b"%PDF-1.7\n1 0 obj\n<< /Title (Chan Tai Man) >>\nendobj\n%%EOF\n"
GIB = 1 << 30


def document(parts, kind=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", kind) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


WORDS = {"[Content_Types].xml": "<Types/>", "word/document.xml": "<w:document>" + "x " * 5000}


def write(world, name, content):
    file = world.folder / name
    file.write_bytes(content)
    return file


def check_one(suite, world):
    record = world.kapok("record", "add", "personnel", *settings(PERSON),
                         officer="mei")["result"]["record"]
    # Larger than a piece, and not a multiple of one.
    files = {"contract.pdf": PDF[:-6] + b"%" + os.urandom(700_000).hex().encode() + b"\n%%EOF\n",
             "letter.docx": document(WORDS), "names.csv": "name,phone\r\n陳,+852 2123 4567\r\n".encode()}
    attached = {}
    for name, content in files.items():
        file = write(world, name, content)
        done = world.kapok("record", "attach", record, file, officer="mei")["result"]
        suite.equal(f"{name} is attached", done["bytes"], len(content))
        attached[name] = done["file"]
    shown = world.kapok("record", "show", record)
    suite.equal("all are listed", [item["file"] for item in shown["attachments"]],
                list(attached.values()))
    suite.check("without their names", "contract.pdf" not in json.dumps(shown))
    for name, content in files.items():
        back = world.folder / f"back-{name}"
        answer = world.kapok("record", "fetch", record, attached[name][:12], "--reason", "assessment",
                             "--out", back, officer="jun")
        suite.equal(f"{name} is read as it was", back.read_bytes(), content)
        suite.equal(f"{name}: for its reader alone", back.stat().st_mode & 0o777, 0o600)
        suite.equal(f"{name} has its name and digest", (answer["name"], answer["sha256"]),
                    (name, hashlib.sha256(content).hexdigest()))
        entry = world.kapok("audit", "list", "--operation", "record.reveal")["entries"][-1]
        suite.equal(f"{name}: the journal says so", (entry["index"], entry["actor"]),
                    (answer["entry"], "off-jun"))
    suite.equal("nothing is written over", world.refused(
        "record", "fetch", record, attached["letter.docx"][:12], "--reason", "assessment",
        "--out", back, officer="jun"), "command.fileExists")
    suite.equal("not by everybody", world.refused(
        "record", "fetch", record, attached["letter.docx"][:12], "--reason", "assessment",
        "--out", world.folder / "stolen", officer="val"), "authorisation.roleMissing")
    suite.check("and nothing was written", not (world.folder / "stolen").exists())
    stored = sealed(world.data)
    mark = (world.data / "files" / "journal").read_text()
    suite.equal("the folder says whose it is", mark.strip(), (world.data / "journal.origin").read_text().strip())
    suite.equal("what lies in the folder is named by its hash",
                {file.name for file in stored},
                {hashlib.sha256(file.read_bytes()).hexdigest() for file in stored})
    for file in stored:
        content = file.read_bytes()
        suite.check("and says nothing", b"Chan Tai Man" not in content and b"PDF" not in content[:64])
    return record, attached


def bomb():
    """A document whose part is unpacked to 200 MiB of zeros."""
    return document({**WORDS, "word/media/a.bin": bytes(200 << 20)})


def check_attacks(suite, world, record):
    mine = document(WORDS)
    hidden = PDF + document({"run.sh": "x"})
    cases = [
        ("a zip bomb", "a.docx", bomb(), "attachment.package"),
        ("ten thousand parts", "a.docx",
         document({**WORDS, **{f"p{n}": "" for n in range(10_000)}}), "attachment.package"),
        ("a path that climbs", "a.docx", document({**WORDS, "../../evil": "x"}), "attachment.package"),
        ("macros", "a.docx", document({**WORDS, "word/vbaProject.bin": "x"}), "attachment.program"),
        ("a ZIP behind a PDF", "a.pdf", hidden, "attachment.endMissing"),
        ("a PDF behind a shebang", "a.pdf", b"#!/bin/sh\n" + PDF, "attachment.ambiguous"),
        ("something before the ZIP", "a.docx", b"MZ\x90\x00" + mine, "attachment.contentUnknown"),
        ("a page as a picture", "a.png", PDF, "attachment.contentOther"),
        ("a table as a document", "a.xlsx", mine, "attachment.contentOther"),
        ("a program", "a.exe", b"MZ\x90\x00", "attachment.nameInvalid"),
        ("a formula", "a.csv", b"a\r\n=1+1\r\n", "attachment.formula"),
        ("a formula of DDE", "a.csv", b"a\r\n\"@SUM(1+1)*cmd|' /C calc'!A0\"\r\n", "attachment.formula"),
        ("text in another encoding", "a.txt", "陳".encode("big5"), "attachment.contentUnknown"),
        ("nothing", "a.txt", b"", "attachment.empty"),
    ]
    before = sorted(os.listdir(world.data / "files"))
    for title, name, content, code in cases:
        suite.equal(f"{title} is refused", world.refused(
            "record", "attach", record, write(world, name, content), officer="mei"), code)
    sparse = world.folder / "five.pdf"
    with open(sparse, "wb") as file:
        file.truncate(26 << 20)
    suite.equal("what is too large is refused before it is sent", world.refused(
        "record", "attach", record, sparse, officer="mei"), "attachment.tooLarge")
    suite.equal("nothing of it stays", sorted(os.listdir(world.data / "files")), before)


def sealed(data):
    """The sealed files of a data folder, beside the mark that says whose they are."""
    return [file for file in (data / "files").iterdir() if file.name != "journal"]


def speak(world, *parts):
    """Sends to the server's socket as it is, until it answers or hangs up; the status."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(30)
        line.connect(str(world.data / "kapok.sock"))
        sent = 0
        try:
            for part in parts:
                line.sendall(part)
                sent += len(part)
        except (BrokenPipeError, ConnectionResetError):
            pass
        try:
            answer = line.recv(65536)
        except ConnectionResetError:
            answer = b""
    return (int(answer.split()[1]) if answer else None), sent


def check_stream(suite, world):
    head = b"POST /api/v1/attachments HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    status, _ = speak(world, head + b"Content-Length: %d\r\n\r\n" % (5 * GIB))
    suite.equal("5 GB are refused by what they announce, before any of them", status, 413)
    piece = b"%x\r\n%s\r\n" % (1 << 18, b" " * (1 << 18))
    status, sent = speak(world, head + b"Transfer-Encoding: chunked\r\n\r\n", *[piece] * 64)
    suite.equal("a body without an end is cut", status, 413)
    status, _ = speak(world, b"POST /api/v1/attachments HTTP/1.1\r\nHost: x\r\nContent-Length: 46\r\n\r\n"
                      b'{"name":"a.pdf","bytes":5368709120}           ')
    suite.equal("5 GB are refused by what is said of them", status, 422)


def check_audit(suite, world, attached):
    suite.check("the journal agrees with all files", world.kapok("audit", "verify")["ok"])
    changed = world.data / "files" / attached["contract.pdf"]
    lost = world.data / "files" / attached["letter.docx"]
    whole, kept = changed.read_bytes(), lost.read_bytes()
    changed.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    lost.unlink()
    found = json.loads(world.attempt("audit", "verify").out)
    names = {(item["kind"], item["file"]) for item in found["findings"]}
    suite.equal("a changed octet and a lost file are found", names, {
        ("fileChanged", attached["contract.pdf"]), ("fileMissing", attached["letter.docx"])})
    changed.write_bytes(whole)
    lost.write_bytes(kept)
    suite.check("and found to be back", world.kapok("audit", "verify")["ok"])


def check_backup(suite, world, record, attached):
    made = world.kapok("backup", "keygen", "--out", world.folder / "backup.key")
    target = world.folder / "copy.age"
    world.kapok("backup", "make", "--recipient", made["recipient"], "--to", target)
    back = world.folder / "restored"
    restored = world.attempt("restore", "--from", target, "--identity", world.folder / "backup.key",
                             "--to", back)
    suite.equal("a backup is restored", restored.status, 0)
    names = {file.name: file.read_bytes() for file in sealed(world.data)}
    suite.equal("with all its files",
                {file.name: file.read_bytes() for file in sealed(back)}, names)
    suite.check("there are some", len(names) == len(attached))


def main():
    with Suite(__file__) as suite, World(suite) as world:
        record, attached = check_one(suite, world)
        check_attacks(suite, world, record)
        check_stream(suite, world)
        check_audit(suite, world, attached)
        check_backup(suite, world, record, attached)
        suite.check("the journal agrees in the end", world.kapok("audit", "verify")["ok"])


if __name__ == "__main__":
    main()
