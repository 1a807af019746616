#!/usr/bin/env python3
"""Notices by mail, taken by a real mail server (aiosmtpd) and read by Python's own parser.

Who is named in the practice is told of a recovery, the mailboxes of roles of what is due; a server that
refuses, has a foreign certificate or no TLS is told apart in the log, and stops nothing.
"""
import base64, contextlib, copy, email.policy, email.parser, email.utils, hashlib, json, os, re, signal
import socket, sqlite3, ssl, threading, time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, SMTP

from world import PATIENCE, Suite, World, fetch, free_port, run

OUTSIDE = ["board@example.hk", "regulator@example.hk"]
PASSWORD = "a password of the test"


class Box:
    """What a mail server does with messages."""

    def __init__(self):
        self.messages, self.refusing, self.came = [], False, threading.Condition()
        self.logins = []

    async def handle_DATA(self, server, session, envelope):
        if self.refusing:
            return "451 4.7.1 come back later"
        message = email.parser.BytesParser(policy=email.policy.default).parsebytes(
            envelope.content)
        with self.came:
            self.messages.append((envelope.rcpt_tos, message, session.ssl is not None))
            self.came.notify_all()
        return "250 OK"

    def login(self, server, session, envelope, mechanism, data):
        self.logins.append(data.login)
        right = data.login == b"kapok" and data.password == PASSWORD.encode()
        return AuthResult(success=right)

    def wait(self, wanted):
        """Until what came fulfils it."""
        with self.came:
            return self.came.wait_for(lambda: wanted(self.messages), PATIENCE)

    def to(self, address):
        return [item for item in self.messages if item[0] == [address]]


class Mails(Controller):
    """A server on a free port; with TLS from STARTTLS on, and a login, where it has a certificate."""

    def __init__(self, box, tls=None):
        self.tls = tls
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        super().__init__(box, hostname="127.0.0.1", port=port)

    def factory(self):
        return SMTP(self.handler, tls_context=self.tls, require_starttls=bool(self.tls),
                    auth_required=bool(self.tls), authenticator=self.handler.login)


def context(folder, name):
    """A certificate for 127.0.0.1 that is its own root."""
    key, certificate = folder / f"{name}.key", folder / f"{name}.pem"
    run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
        "-nodes", "-keyout", key, "-out", certificate, "-days", "30", "-subj", "/CN=mail",
        "-addext", "subjectAltName=IP:127.0.0.1").need()
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate, key)
    return tls, certificate


class Settings:
    """The section `mail:` of a running server."""

    def __init__(self, world):
        self.world, self.file = world, world.data / "kapok.yaml"
        self.before = self.file.read_text()

    def say(self, text):
        """Writes it, and has the server read it again."""
        self.file.write_text(self.before + text)
        mark = self.log().count('"message":"reloaded"') + self.log().count("settings refused")
        self.world.server.send_signal(signal.SIGHUP)
        return self.until(lambda log: log.count('"message":"reloaded"')
                          + log.count("settings refused") > mark)

    def log(self):
        return self.world.log.read_text()

    def until(self, wanted):
        """Until the log says it; whether it did."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if wanted(self.log()):
                return True
            threading.Event().wait(0.05)
        return False

    def faults(self):
        """The reasons of what was not taken, so far."""
        return [item for item in map(json.loads, self.log().splitlines())
                if item.get("message") == "mail"]


def recovery(suite, world):
    """Three custodians put a security officer in place of lost ones."""
    custodians = ("ka", "lo", "ma")
    for name in custodians:
        world.kapok("operator", "key", "--out", world.key(name))
        world.agreed(("mei", "jun"), "operator", "enrol", "--name", name, "--role",
                     "secretCustodian", "--public-key", world.folder / f"{name}.pub.pem")
    world.kapok("operator", "key", "--out", world.key("lin"))
    settings = world.folder / "practice.json"
    settings.write_text(json.dumps({"recoveryAddresses": " ".join(OUTSIDE)}))
    world.agreed(("mei", "jun"), "config", "propose", settings)
    world.agreed(custodians, "operator", "recover", "--name", "lin", "--public-key",
                 world.folder / "lin.pub.pem")


def told(world):
    return world.kapok("operator", "plan")["recoveries"][0]["tell"]


def check_recovery(suite, world, settings, box, port):
    suite.equal("nobody was told yet", [item["at"] for item in told(world)], [None, None])
    text = run(world.program, "operator", "plan", environment={
        **os.environ, "KAPOK_DATA": str(world.data), "KAPOK_LANG": "en"}).need().text
    suite.contains("and the plan says so", " ".join(text.split()), [
        "Tell board@example.hk, regulator@example.hk now"])
    suite.check("the settings are read again", settings.say(
        f"mail:\n  server: smtp://127.0.0.1:{port}\n  from: kapok@ca.example\n"
        "  others: officers@ca.example\n  securityOfficer: security@ca.example\n"))
    suite.check("those outside and the mailboxes are told", box.wait(
        lambda _: all(box.to(one) for one in OUTSIDE + ["security@ca.example"])), box.messages)
    (_, message, _), = box.to(OUTSIDE[0])
    body = message.get_content()
    suite.equal("it is plain text", message.get_content_type(), "text/plain")
    suite.equal("from whom the settings say", str(message["From"]), "kapok@ca.example")
    suite.equal("nobody's holiday notice answers it", message["Auto-Submitted"], "auto-generated")
    suite.contains("the subject is for all readers", str(message["Subject"]), [
        "[TEST]", "A new security officer by recovery", "保安主任", "安全管理员"])
    suite.contains("and the text", body, [
        "off-lin is a security officer from", "off-lin 自", "保安主任", "安全管理员",
        "recoveryContested", world.origin])
    written = email.utils.parsedate_to_datetime(message["Date"]).timestamp()
    suite.check("its date is of now", abs(time.time() - written) < 3600, message["Date"])
    suite.check("the plan says when", settings.until(
        lambda _: all(item["at"] for item in told(world))), told(world))
    (_, duties, _), = box.to("security@ca.example")
    suite.contains("what is due stands in the other", duties.get_content(), [
        "What is due at the certification authority", "待辦事項", "待办事项", "kapok duties"])
    suite.check("other roles have their mailbox", box.wait(
        lambda _: box.to("officers@ca.example")), box.messages)
    entries = world.kapok("audit", "list", "--operation", "notice.deliver")["entries"]
    suite.check("the journal says what was taken", len(entries) > 2, entries)
    suite.check("and names no mailbox of the authority's own people",
                "ca.example" not in json.dumps([item.get("facts") for item in entries]), entries)
    return len(box.messages)


def check_contact(suite, world, box):
    """An applicant's address is proven by the code that comes there (CP 5.7)."""
    address = "siu.ming@example.hk"
    facts = ["--common-name", "Lee Siu Ming", "--country", "HK", "--email", address]
    authority, label, applicant, application, _ = world.apply(
        "rsa", "openssl", "personal", facts, "A", before_vetting=lambda name: prove(
            suite, world, box, name, address))
    world.kapok("approve", application, officer="app")
    world.kapok("issue", application, officer="iss")
    found = world.kapok("subscriber", "find", "--email", address)["subscribers"]
    suite.equal("and leads to who has it", len(found), 1)
    named = world.kapok("application", "list", "--subscriber", found[0]["subscriber"])
    suite.equal("by reference number", [item["application"] for item in named["applications"]],
                [application])
    shown = world.kapok("application", "show", application)
    check_change(suite, world, box, applicant, f"{authority.name}/{shown['serial']}", application)


def check_change(suite, world, box, applicant, certificate, application):
    """The same subscriber brings another address by the certificate's key, without applying (CP 6.14)."""
    address = "ming.new@example.hk"

    def asked(act, address, label):
        """What OpenSSL signs of it."""
        statement = world.folder / f"{label}.json"
        world.kapok("contact", act, certificate, "--email", address, "--statement", statement)
        applicant.sign(statement, statement.with_suffix(".sig"))
        return ("contact", act, certificate, "--email", address, "--signature",
                statement.with_suffix(".sig"))

    adding = asked("add", address, "add")
    world.kapok(*adding)
    # Handed in again, it is compared with how many entries there are now.
    suite.equal("a signed request serves once", world.refused(*adding), "contact.requestInvalid")
    suite.check("the code goes to the new address", box.wait(lambda _: box.to(address)),
                box.messages)
    (_, message, _), = box.to(address)
    code = "".join(re.search(r"(\d{4}) (\d{4})", message.get_content()).groups())
    done = world.kapok("contact", "prove", certificate, "--code", code)["result"]
    suite.check("it is proven, and waits", done["proven"] and done["from"], done)
    old = "siu.ming@example.hk"
    suite.check("the one of before is told", box.wait(lambda _: any(
        "another e-mail address was proven" in item[1].get_content() for item in box.to(old))),
        box.messages)
    suite.equal("which cannot go while no other counts", world.refused(*asked("end", old, "end")),
                "contact.last")
    world.kapok("subscriber", "keep", application, officer="val")
    suite.equal("an objection stops it", world.refused(
        "subscriber", "keep", application, officer="val"), "contact.noneWaiting")
    suite.check("nothing of it is in the log or the journal", address not in world.log.read_text()
                and address not in json.dumps(world.kapok("audit", "list")))


def prove(suite, world, box, application, address):
    world.kapok("application", "prove", application)
    suite.check("the code comes", box.wait(lambda _: box.to(address)), box.messages)
    (_, message, _), = box.to(address)
    code = re.search(r"(\d{4}) (\d{4})", message.get_content())
    suite.contains("in all languages", message.get_content(), [
        "proves this address", "電郵地址", "电子邮件地址", application])
    suite.equal("another one is refused", world.refused(
        "application", "prove", application, "--code", "0" * 8
        if code[0] != "0000 0000" else "1" * 8), "contact.codeWrong")
    told = world.kapok("application", "prove", application, "--code", "".join(code.groups()))
    suite.equal("it is taken back", told["result"]["proven"], True)
    suite.equal("once", world.refused(
        "application", "prove", application, "--code", "".join(code.groups())), "contact.codeGone")
    log = world.log.read_text()
    suite.check("nothing of it is in the log", address not in log and "".join(code.groups())
                not in log)


def check_news(suite, world, settings, box):
    """Who got a certificate is told so (CP 6.11), and what becomes of it (CP 6.19d): in three languages."""
    address = "tai.man@example.hk"
    certificate = world.person(email=address)
    suite.check("who got a certificate is told", box.wait(lambda _: box.to(address)),
                box.messages)
    (_, message, _), = box.to(address)
    body, name = message.get_content(), "Kapok RSA Issuing CA"
    suite.contains("the subject says what it is", str(message["Subject"]), [
        "[TEST]", "Your certificate was issued", "你的證書已簽發", "您的证书已签发"])
    suite.contains("and the text, in all languages", body, [
        f"authority {name} ({certificate.authority.name}), serial number {certificate.serial}",
        f"簽發機關 {name}（{certificate.authority.name}），編號 {certificate.serial}",
        f"签发机构 {name}（{certificate.authority.name}），序列号 {certificate.serial}",
        "valid from", "有效期由", "有效期自", "never asks for it", "亦不會向你索取", "也不会向您索取"])
    places = set(re.findall(r"http://\S+\.cer", body))
    suite.equal("one place to have it", len(places), 1)
    status, _, found = fetch(places.pop())
    suite.check("where it is", status == 200 and found == certificate.der)
    suite.contains("with its digest", body, [hashlib.sha256(certificate.der).hexdigest()])
    suite.check("every place in the words is filled", not re.search(r"[{}]", body), body)
    for act in (world.suspend, world.release, world.revoke):
        act(certificate)
    def heard():
        return "".join(item[1].get_content() for item in box.to(address)[1:])
    suite.check("what becomes of it is told", box.wait(lambda _: "CP 6.19d" in heard()
                and "revoked: " in heard()), box.messages)
    suite.contains("each with time, reason and what to do", heard(), [
        "suspended: 20", "reason: key lost", "decided on at the latest: 20", "released: 20",
        "revoked: 20", "reason: key compromised", "暫時吊銷時間：20", "原因：密碼匙遺失", "最遲決定時間：20",
        "恢復時間：20", "撤銷時間：20", "原因：密碼匙洩漏", "挂起时间：20", "原因：密钥遗失", "最迟决定时间：20",
        "恢复时间：20", "吊销时间：20", "原因：密钥泄露", "Sign nothing with it any more",
        "請勿再以此證書簽署", "请勿再用此证书签名"])
    silent = world.person(email=None)
    def given_up():
        return world.kapok("audit", "list", "--operation", "notice.abandon")["entries"]
    suite.check("of whom nobody knows an address, an entry says so",
                settings.until(lambda _: given_up()), given_up())
    suite.equal("and of nobody else", [item["case"] for item in given_up()],
                [f"{silent.reference}/0"])
    def owed():
        return [item["of"] for item in world.kapok("duties")["duties"]
                if item["duty"] == "certificate.issuanceNotice"]
    suite.equal("somebody has to write", owed(), [f"{silent.reference}/0"])
    letter = world.folder / "letter.txt"
    letter.write_text("the letter, as it was sent\n")
    world.kapok("fulfil", "certificate.issuanceNotice", "--of", f"{silent.reference}/0",
                "--result", "actedUpon", "--evidence", letter, officer="val")
    suite.equal("and did", owed(), [])
    for clause in ("6.11", "6.19d"):
        shown = world.kapok("conformance", "--clause", clause)["clauses"][0]
        suite.equal(f"{clause} is answered", shown["states"]["evidence"], "held")
    with contextlib.closing(sqlite3.connect(f"file:{world.data}/ledger.sqlite?mode=ro", uri=True)) as rows:
        entries = [json.loads(row[0]) for row in rows.execute(
            "SELECT bytes FROM journal_entry WHERE operation LIKE 'notice.%'")]
    kinds = [entry["facts"]["notice"] for entry in entries
             if entry["facts"].get("certificate") == certificate.reference]
    suite.equal("the journal names certificate and kind", kinds,
                ["issued", "suspended", "released", "revoked"])
    suite.check("and no address of theirs, nor does the log", address not in json.dumps(entries)
                and address not in settings.log())


def check_server(suite, world, settings, box, count):
    """Started anew, it tells nobody twice."""
    world.stop()
    world.serve()
    world.kapok("health")
    suite.check("it looks again", settings.until(lambda log: log.count('"serving"') >= 2))
    suite.equal("nobody is told twice", len(box.messages), count)


def check_restored(suite, world, file, identity):
    """One that came from a backup tells nobody until it was compared with what is public; then at once."""
    box = Box()
    server = Mails(box)
    server.start()
    other = copy.copy(world)
    other.data, other.log, other.server = world.folder / "restored", world.folder / "restored.log", None
    other.port = free_port()
    memory = world.folder / "restored.state"
    other.attempt = lambda *arguments: run(other.program, *arguments, "--json", environment={
        "KAPOK_DATA": str(other.data), "KAPOK_STATE": str(memory), "KAPOK_LANG": "en", "KAPOK_KEY": ""})
    world.kapok("restore", "--from", file, "--identity", identity, "--to", other.data)
    settings = other.data / "kapok.yaml"
    text = settings.read_text()
    for quote in ("", '"'):
        text = text.replace(f"listen: {quote}127.0.0.1:{world.port}{quote}",
                            f"listen: {quote}127.0.0.1:{other.port}{quote}")
    settings.write_text(text + f"mail:\n  server: smtp://127.0.0.1:{server.port}\n"
                        "  from: kapok@ca.example\n")
    crl = world.folder / "issuing.crl"
    crl.write_bytes(fetch(f"{world.url}/crl/{world.issuing['rsa'].name}.crl")[2])
    try:
        other.serve()
        suite.equal("a restored ledger has told nobody",
                    [item["at"] for item in told(other)], [None, None])
        other.kapok("recover", "--crl", crl)
        suite.check("once it goes on, those outside are told", box.wait(
            lambda _: all(box.to(one) for one in OUTSIDE)), other.log.read_text()[-2000:])
    finally:
        other.stop()
        server.stop()


def again(world):
    """Somebody else has to be told: one address more."""
    again.number += 1
    settings = world.folder / "practice.json"
    address = f"more{again.number}@example.hk"
    settings.write_text(json.dumps({"recoveryAddresses": " ".join([*OUTSIDE, address])}))
    world.agreed(("mei", "jun"), "config", "propose", settings)
    return address


again.number = 0


def check_faults(suite, world, settings, box):
    """Each kind of server that does not take it: told in the log, and nothing else waits."""
    tls, certificate = context(world.folder, "mail")
    _, foreign = context(world.folder, "other")
    secret = world.data / "mail.secret"
    secret.touch(mode=0o600)
    secret.write_text(PASSWORD + "\n")
    safe = Box()
    with socket.create_server(("127.0.0.1", 0)) as gone:
        closed = gone.getsockname()[1]
    server, plain = Mails(safe, tls), Mails(box)
    server.start(), plain.start()
    try:
        box.refusing = True
        late = world.person(email="late@example.hk")
        login = "  user: kapok\n  password: mail.secret\n"
        for what, lines, reason in (
                ("a server that refuses", f"smtp://127.0.0.1:{plain.port}\n", "SMTP 451"),
                ("no server", f"smtp://127.0.0.1:{closed}\n", "no connection"),
                ("a server without TLS where a certificate is asked for",
                 f"smtp://127.0.0.1:{plain.port}\n  trust: {certificate}\n", "no trusted TLS"),
                ("a foreign certificate",
                 f"smtp://127.0.0.1:{server.port}\n  trust: {foreign}\n{login}",
                 "no trusted TLS")):
            address = again(world)
            before = len(settings.faults())
            suite.check(f"{what}: the settings are taken", settings.say(
                f"mail:\n  server: {lines.rstrip()}\n  from: kapok@ca.example\n"))
            suite.check(f"{what} is told in the log", settings.until(
                lambda _: len(settings.faults()) > before
                and reason in json.dumps(settings.faults()[before:])), settings.faults())
            suite.check(f"{what}: nobody was told",
                        {item["address"]: item["at"] for item in told(world)}[address] is None)
            suite.check(f"{what}: acts go on", world.kapok(
                "crl", world.issuing["rsa"].name, officer="val")["result"])
        suite.equal("no password went to a foreign server", safe.logins, [])
        settings.say(f"mail:\n  server: smtp://127.0.0.1:{server.port}\n"
                     f"  trust: {certificate}\n  from: kapok@ca.example\n{login}")
        suite.check("where all is right, it is told", safe.wait(
            lambda messages: messages), settings.faults())
        suite.check("and who got a certificate meanwhile", safe.wait(
            lambda _: safe.to("late@example.hk")), settings.faults())
        (_, message, _), = safe.to("late@example.hk")
        suite.contains("of that one", message.get_content(), [late.serial])
        suite.check("under TLS, with the login", all(item[2] for item in safe.messages)
                    and set(safe.logins) == {b"kapok"}, safe.logins)
        suite.check("the password is in no log", PASSWORD not in settings.log()
                    and base64.b64encode(PASSWORD.encode()).decode() not in settings.log())
    finally:
        server.stop(), plain.stop()


def check_settings(suite, settings):
    """What is wrong is named, and the old settings stay."""
    for text, name in (
            ("  server: http://127.0.0.1:25\n  from: a@b.hk\n", "mail.server"),
            ("  server: smtp://127.0.0.1:0\n  from: a@b.hk\n", "mail.server"),
            ("  server: smtp://127.0.0.1:25\n", "mail.from"),
            ("  server: smtp://127.0.0.1:25\n  from: nobody\n", "mail.from"),
            ("  server: smtp://127.0.0.1:25\n  from: a@b.hk\n  user: kapok\n", "mail.password"),
            ("  server: smtp://127.0.0.1:25\n  from: a@b.hk\n  auditor: a@b.hk, c@d.hk\n",
             "mail.auditor"),
            ("  server: smtp://127.0.0.1:25\n  from: a@b.hk\n  king: a@b.hk\n", "mail.king")):
        settings.say("mail:\n" + text)
        last = [item for item in map(json.loads, settings.log().splitlines())
                if "settings refused" in item.get("message", "")]
        suite.equal(f"{name} is refused by name: {text.split()[-1]}",
                    last and last[-1].get("setting"), name)


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        box = Box()
        server = Mails(box)
        server.start()
        try:
            settings = Settings(world)
            recovery(suite, world)
            identity = world.folder / "backup.identity"
            recipient = world.kapok("backup", "keygen", "--out", identity)["recipient"]
            file = world.folder / "before.age"
            world.kapok("backup", "--recipient", recipient, "--to", file)
            check_restored(suite, world, file, identity)
            check_recovery(suite, world, settings, box, server.port)
            check_contact(suite, world, box)
            check_news(suite, world, settings, box)
            suite.check("the other one was told as well", box.wait(
                lambda _: any("never asks for it" in item[1].get_content()
                              for item in box.to("siu.ming@example.hk"))), box.messages)
            count = len(box.messages)
            check_server(suite, world, settings, box, count)
        finally:
            server.stop()
        check_faults(suite, world, settings, box)
        check_settings(suite, settings)
        suite.check("the journal agrees with all of it", world.kapok("audit", "verify")["ok"])


if __name__ == "__main__":
    main()
