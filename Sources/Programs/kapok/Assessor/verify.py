#!/usr/bin/env python3
"""Checks a package that Kapok made for an assessor. Needs Python 3.8 and openssl 3, and nothing else.

    python3 -I verify.py FOLDER --key VERIFIER_KEY [--witness KEY]... [--sha256 DIGEST]
                         [--journal ENTRIES.jsonl] [--lang en|zh-Hant|zh-Hans]

Believes nothing in the package by itself. What you give counts:
  --key      the journal's verifier key, as you got it by another way (name+hash+base64). Without it
             the package is only compared with itself, and the exit status is 1.
  --witness  a witness's verifier key: this witness has to have cosigned.
  --sha256   the SHA-256 of the file SHA256SUMS, as whoever made the package told you. Without it the
             states, test results and pages of a report are nobody's word but the package's.
  --journal  journal/entries.jsonl of `kapok export`: that a sample's population is complete.
Exit status: 0 all that can be is proven, 1 something is not. Take this file from where you trust it: one that
lies in the package was made by whoever made the package.

What it goes by: RFC 6962 section 2.1, C2SP signed-note, tlog-checkpoint and tlog-cosignature,
RFC 8785, and docs/formats.md of Kapok. What it does not look at: whether whoever signed held the
role on that day, and whether rows agree with entries; `kapok audit verify` does.
"""
import argparse, base64, hashlib, hmac, json, os, re, stat, subprocess, sys, tempfile

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
SAID = {
    "files": ("every file is as SHA256SUMS says, and there is no other ({0} files)",
              "每個檔案均與 SHA256SUMS 相符，亦無其他檔案（{0} 個）",
              "每个文件均与 SHA256SUMS 相符，也没有其他文件（{0} 个）"),
    "digest": ("SHA256SUMS has the digest that you gave", "SHA256SUMS 的摘要與你提供的相同",
               "SHA256SUMS 的摘要与你提供的相同"),
    "checkpoint": ("the journal's key signed the checkpoint over {0} entries",
                   "日誌密碼匙簽署了涵蓋 {0} 項紀錄的檢查點", "日志密钥签署了涵盖 {0} 项记录的检查点"),
    "witness": ("the witness {0} cosigned it, or another one that is proven to be of the same journal",
                "見證人 {0} 曾聯署該檢查點，或經證明屬同一日誌的另一檢查點",
                "见证人 {0} 曾联署该检查点，或经证明属同一日志的另一检查点"),
    "entries": ("each of {0} entries is proven to stand in the journal under that checkpoint",
                "{0} 項紀錄均經證明載於該檢查點之下的日誌", "{0} 项记录均经证明载于该检查点之下的日志"),
    "keys": ("the keys of {0} officers come from what founders and officers signed",
             "{0} 名人員的密碼匙均出自創辦人及人員所簽署的紀錄", "{0} 名人员的密钥均出自创办人及人员所签署的记录"),
    "acts": ("{0} signatures of officers are good, and each belongs to its entry ({1} show all that was "
             "decided, of the others the digest stands there)",
             "{0} 個人員簽署均有效，並屬於所在紀錄（{1} 個載明決定全文，其餘載其摘要）",
             "{0} 个人员签名均有效，并属于所在记录（{1} 个载明决定全文，其余载其摘要）"),
    "report": ("the report names only entries that are here, and its totals follow from {0} clauses",
               "報告只引用此處的紀錄，總數由 {0} 項條款得出", "报告只引用此处的记录，总数由 {0} 项条款得出"),
    "tests": ("its test results are those of tests.json", "報告內的測試結果與 tests.json 相同",
              "报告内的测试结果与 tests.json 相同"),
    "sample": ("the draw of {0} from {1} follows from the seed, and each case is here",
               "由種子可重新得出由 {1} 項中抽取的 {0} 項，各個案均在此處",
               "由种子可重新得出从 {1} 项中抽取的 {0} 项，各个案均在此处"),
    "population": ("the population is complete: recomputed from all {0} entries of the journal",
                   "總體完整：由日誌全部 {0} 項紀錄重新得出", "总体完整：由日志全部 {0} 项记录重新得出"),
    "unpinned": ("No key was given (--key): the package agrees with itself, and who made it is not "
                 "shown. Its own key is {0}",
                 "沒有提供密碼匙（--key）：只顯示資料本身一致，未能證明出自何人。資料內的密碼匙為 {0}",
                 "没有提供密钥（--key）：只表明资料本身一致，未能证明出自何人。资料内的密钥为 {0}"),
    "unwitnessed": ("No witness was named (--witness): whether everybody is shown the same journal is "
                    "not shown.",
                    "沒有指明見證人（--witness）：未能證明所有人所見的是同一日誌。",
                    "没有指明见证人（--witness）：未能证明所有人所见的是同一日志。"),
    "unbound": ("No digest was given (--sha256): the states, test results and pages of the report are "
                "the word of whoever made the package; what it cites is proven.",
                "沒有提供摘要（--sha256）：報告的狀態、測試結果及網頁僅屬製作者所言；所引用的紀錄則已證明。",
                "没有提供摘要（--sha256）：报告的状态、测试结果和网页仅属制作者所言；所引用的记录则已证明。"),
    "uncounted": ("No journal was given (--journal): that the population is complete was proven where "
                  "the sample was drawn, and is not proven here.",
                  "沒有提供日誌（--journal）：總體是否完整已在抽樣時證明，此處未再證明。",
                  "没有提供日志（--journal）：总体是否完整已在抽样时证明，此处未再证明。"),
    "good": ("PROVEN: {0} checks.", "已證明：共 {0} 項檢查。", "已证明：共 {0} 项检查。"),
    "bad": ("NOT PROVEN.", "未能證明。", "未能证明。"),
}


class Fail(Exception):
    pass


def need(condition, reason):
    if not condition:
        raise Fail(reason)


# --- Encodings -------------------------------------------------------------------------------


def b64(text):
    value = base64.b64decode(text, validate=True)
    need(base64.b64encode(value).decode() == text, "base64 in another writing")
    return value


def sha256(data):
    return hashlib.sha256(data).digest()


def once(pairs):
    members = dict(pairs)
    need(len(members) == len(pairs), "a JSON member stands twice")
    return members


def parsed(data):
    return json.loads(data.decode("utf-8"), object_pairs_hook=once)


def canonical(value):
    """RFC 8785, for integers, texts, lists and objects."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return b"{" + b",".join(canonical(n) + b":" + canonical(value[n]) for n in names) + b"}"
    if isinstance(value, list):
        return b"[" + b",".join(map(canonical, value)) + b"]"
    need(not isinstance(value, float), "a fraction")
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


def milliseconds(text):
    match = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,3}))?Z", text)
    need(match, f"no time: {text}")
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    moved = year - (month <= 2)
    days = (365 * moved + moved // 4 - moved // 100 + moved // 400
            + (153 * (month + (9 if month <= 2 else -3)) + 2) // 5 + day - 719469)
    return ((days * 24 + hour) * 60 + minute) * 60000 + second * 1000 + int(
        (match.group(7) or "0").ljust(3, "0"))


# --- Signatures, by openssl --------------------------------------------------------------------


def openssl(files, arguments):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            with open(os.path.join(folder, name), "wb") as file:
                file.write(content)
        return subprocess.run(["openssl", *arguments], cwd=folder, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL).returncode == 0


def pem(der):
    return b"-----BEGIN PUBLIC KEY-----\n" + base64.encodebytes(der) + b"-----END PUBLIC KEY-----\n"


def ed25519_signed(key, signature, message):
    der = bytes.fromhex("302a300506032b6570032100") + key
    return len(key) == 32 and len(signature) == 64 and openssl(
        {"k": pem(der), "s": signature, "m": message},
        ["pkeyutl", "-verify", "-pubin", "-rawin", "-inkey", "k", "-sigfile", "s", "-in", "m"])


# How many people each operation takes; the others are the system's, an applicant's or anybody's. What is
# not in here is an operation of a later release: take its verifier.
PEOPLE = {name: people for people, names in enumerate(("""
    application.accept application.answer application.apply application.correct application.proveContact
    application.sendCode authority.activate backup.drill backup.make campaign.slice
     certificate.lapse certificate.proveCompromise certificate.revokeByKey certificate.suspendByCode
     certificate.suspendByKey contact.addByKey contact.endByKey contact.prove crl.issue
     draft.discard draft.erase draft.save event.deliver export.make incident.report intent.abandon intent.complete intent.open intent.retry key.block ledger.enterLost
    ledger.genesis ledger.migrate ledger.recover ledger.refusals ledger.succession notice.abandon
    notice.deliver operator.postpone
    record.stage register.enter responder.renew serve.start
""", """
    application.approve application.check application.claim application.deliverKey application.deliverPassword
    application.evidence application.identifyBearer application.issue application.issueList
    application.loseToken application.makeKey application.payFee application.prepareToken
    application.recall application.receiveKey application.refuse application.return application.reveal
    application.unblockToken application.unclaim application.vet application.waiveFee
    application.wipeToken campaign.proceed campaign.stop
    certificate.release certificate.revoke certificate.suspend contact.add contact.end crl.order duty.fulfil operator.end
    operator.suspend operator.withdraw proposal.refuse proposal.return proposal.withdraw record.add
    record.attach record.change record.end record.import record.reveal record.reverse
    subscriber.decide subscriber.export subscriber.keepContact subscriber.restrict
    subscriber.reveal subscriber.unrestrict
""", """
    calendar.enter campaign.open certificate.revokeByAuthority operator.enrol operator.grant operator.reinstate
    practice.change register.import
""", """
    authority.create authority.import certificate.releaseOfAuthority certificate.revokeOfAuthority
    operator.recover
""")) for name in names.split()}
# What the first signatures of several change: with these alone nothing has happened yet.
STEPS = {"proposal", "proposal_signature", "participation", "request"}

P256 = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
KNOWN = {}


def officer_signed(key, signature, message):
    """ECDSA P-256 with SHA-256. The same is asked once: proposals repeat what was signed before."""
    asked = (key, signature, message)
    if asked not in KNOWN:
        KNOWN[asked] = key.startswith(P256) and len(key) == len(P256) + 64 and openssl(
            {"k": pem(key), "s": signature, "m": message},
            ["dgst", "-sha256", "-verify", "k", "-signature", "s", "m"])
    return KNOWN[asked]


def key_id(key):
    return "key-" + base64.b32encode(sha256(key)[:16]).decode().lower().rstrip("=")


# --- The tree: RFC 6962 section 2.1 -------------------------------------------------------------


def leaf(entry):
    return sha256(b"\0" + entry)


def node(left, right):
    return sha256(b"\1" + left + right)


def split(size):
    return 1 << (size - 1).bit_length() - 1


def inclusion_root(found, index, size, path):
    if size == 1:
        need(not path, "the proof is too long")
        return found
    need(path, "the proof is too short")
    left = split(size)
    if index < left:
        return node(inclusion_root(found, index, left, path[:-1]), path[-1])
    return node(path[-1], inclusion_root(found, index - left, size - left, path[:-1]))


def consistency_roots(first, second, path, known):
    if first == second:
        need(len(path) == (0 if known else 1), "the proof has a wrong length")
        return (known, known) if known else (path[0], path[0])
    need(path, "the proof is too short")
    left = split(second)
    if first <= left:
        old, new = consistency_roots(first, left, path[:-1], known)
        return old, node(new, path[-1])
    old, new = consistency_roots(first - left, second - left, path[:-1], None)
    return node(path[-1], old), node(path[-1], new)


def hashes(texts):
    found = [b64(text) for text in texts]
    need(all(len(item) == 32 for item in found), "a hash has a wrong length")
    return found


# --- Notes --------------------------------------------------------------------------------------


def verifier(text, kind):
    """Name, id and key of a verifier key."""
    name, identifier, content = text.split("+", 2)
    content = b64(content)
    need(content[0] == kind and len(content) == 33, "the verifier key is of another kind")
    need(sha256(name.encode() + b"\n" + content)[:4].hex() == identifier,
         "the verifier key does not fit its own hash")
    return name, bytes.fromhex(identifier), content[1:]


def note_lines(note):
    text, gap, lines = note.rpartition("\n\n")
    need(gap and lines.endswith("\n"), "not a signed note")
    signatures = []
    for line in lines[:-1].split("\n"):
        dash, name, content = line.split(" ")
        need(dash == "\u2014", "not a signed note")
        signatures.append((name, b64(content)))
    return text + "\n", signatures


def head(note, key):
    """Size and root of a checkpoint that the journal's key signed."""
    name, identifier, public = verifier(key, 1)
    text, signatures = note_lines(note)
    own = [content[4:] for signer, content in signatures
           if signer == name and content[:4] == identifier]
    need(own and all(ed25519_signed(public, line, text.encode()) for line in own),
         "the checkpoint is not signed by the journal's key")
    fields = text.split("\n")
    need(len(fields) == 4 and fields[0] == name and fields[3] == "",
         "the checkpoint names another journal")
    size, root = int(fields[1]), b64(fields[2])
    need(str(size) == fields[1] and 0 < size < 2**63 and len(root) == 32, "not a checkpoint")
    return size, root


def is_cosigned(note, key):
    name, identifier, public = verifier(key, 4)
    text, signatures = note_lines(note)
    for signer, content in signatures:
        if signer == name and content[:4] == identifier and len(content) == 76:
            second = int.from_bytes(content[4:12], "big")
            if ed25519_signed(public, content[12:],
                              f"cosignature/v1\ntime {second}\n{text}".encode()):
                return True
    return False


# --- The package --------------------------------------------------------------------------------


class Package:
    def __init__(self, folder):
        self.folder, self.files, self.entries, self.parsed = folder, {}, {}, {}

    def read(self, name):
        need(name in self.files, f"{name} is not there")
        return self.files[name]

    def json(self, name):
        return parsed(self.read(name))

    def entry(self, index, why):
        need(type(index) is int and index in self.parsed, f"{why}: entry {index} is not here")
        return self.parsed[index]

    # Each check gives what fills its sentence.

    def check_files(self):
        found = {}
        for folder, folders, names in os.walk(self.folder):
            for name in folders + names:
                path = os.path.join(folder, name)
                kind = os.lstat(path).st_mode
                need(stat.S_ISDIR(kind) or stat.S_ISREG(kind), f"{path} is no plain file")
                if stat.S_ISREG(kind):
                    with open(path, "rb") as file:
                        found[os.path.relpath(path, self.folder).replace(os.sep, "/")] = file.read()
        need("SHA256SUMS" in found, "SHA256SUMS is not there")
        sums = found.pop("SHA256SUMS")
        self.files, self.digest, wrong, listed = found, sha256(sums).hex(), [], set()
        need(sums.endswith(b"\n"), "SHA256SUMS is cut short")
        for line in sums.decode("ascii")[:-1].split("\n"):
            match = re.fullmatch(r"([0-9a-f]{64})  ([A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*)", line)
            need(match and match.group(2) not in listed, f"SHA256SUMS has the line {line!r}")
            listed.add(match.group(2))
            if match.group(2) not in found:
                wrong.append(f"{match.group(2)} is missing")
            elif sha256(found[match.group(2)]).hex() != match.group(1):
                wrong.append(f"{match.group(2)} was changed")
        wrong += [f"{name} is in no list" for name in sorted(set(found) - listed)]
        need(not wrong, "; ".join(wrong[:20]))
        return [len(found)]

    def check_digest(self, wanted):
        need(self.digest == wanted.lower(), f"its digest is {self.digest}")
        return []

    def check_checkpoint(self, pinned):
        about = self.json("package.json")
        need(about["type"] == "kapok-evidence/v1", "a package of another form")
        self.about, self.origin = about, about["origin"]
        if pinned is not None:
            need(about["verifierKey"] == pinned,
                 f"the package has the key {about['verifierKey']}, and not the one that you gave")
        self.key, self.note = about["verifierKey"], self.read("checkpoint").decode("utf-8")
        self.size, self.root = head(self.note, self.key)
        need((self.size, self.root.hex()) == (about["size"], about["root"]),
             "package.json names another checkpoint")
        need(self.note.split("\n", 1)[0] == self.origin, "package.json names another journal")
        return [self.size]

    def check_cosigned(self, number):
        """A further checkpoint, and that it is of the same journal."""
        bundle = self.json(f"cosigned/{number}.json")
        need(bundle["type"] == "kapok-consistency/v1" and self.note in (
            bundle["first"], bundle["second"]), "it does not lead to this checkpoint")
        first, old = head(bundle["first"], self.key)
        second, new = head(bundle["second"], self.key)
        need(1 <= first <= second, "the sizes are in the wrong order")
        need(consistency_roots(first, second, hashes(bundle["proof"]), old) == (old, new),
             "the two checkpoints are of different journals")
        return bundle["second"] if bundle["first"] == self.note else bundle["first"]

    def check_witness(self, key):
        notes = [self.note] + [self.check_cosigned(number + 1)
                               for number in range(self.about["cosigned"])]
        need(any(is_cosigned(note, key) for note in notes), "it cosigned no checkpoint that is here")
        return [key.split("+", 1)[0]]

    def check_entries(self):
        listed = self.about["entries"]
        need(listed == sorted(set(listed)) and 0 in listed, "the list of entries has no order")
        kinds = {f"{kind}/{index}.json" for index in listed for kind in ("entries", "proofs")}
        there = {name for name in self.files if re.match("(entries|proofs)/", name)}
        need(kinds == there, f"listed and there differ: {sorted(kinds ^ there)[:5]}")
        for index in listed:
            entry, bundle = self.read(f"entries/{index}.json"), self.json(f"proofs/{index}.json")
            need(bundle["type"] == "kapok-proof/v1" and bundle["index"] == index
                 and bundle["checkpoint"] == self.note and bundle["origin"] == self.origin
                 and b64(bundle["entry"]) == entry, f"the proof of entry {index} is of something else")
            need(0 <= index < self.size and inclusion_root(
                leaf(entry), index, self.size, hashes(bundle["proof"])) == self.root,
                f"entry {index} is not in the journal")
            self.entries[index], self.parsed[index] = entry, parsed(entry)
            need(canonical(self.parsed[index]) == entry, f"entry {index} is not canonical")
        return [len(listed)]

    def check_keys(self):
        keys = self.json("keys.json")
        genesis = self.entry(0, "the genesis")["facts"]["payload"]
        need(genesis["environment"] == self.about["environment"], "of another environment")
        self.chapters = [(item["entry"], item["origin"], item["verifierKey"])
                         for item in keys["journal"]]
        need(self.chapters[0] == (0, genesis["origin"], genesis["checkpointKey"]),
             "the founders signed another key of the journal")
        need(self.chapters[-1][1:] == (self.origin, self.key), "keys.json ends with another key")
        for before, (index, origin, key) in zip(self.chapters, self.chapters[1:]):
            payload = self.entry(index, "a succession")["facts"]["payload"]
            need((payload["predecessor"]["origin"], payload["predecessor"]["verifierKey"]) == before[1:]
                 and (payload["origin"], payload["checkpointKey"]) == (origin, key)
                 and payload["predecessor"]["kept"]["size"] == index and before[0] < index,
                 f"entry {index} says something else of the journal's name")
        founders = {item["id"]: item["key"] for item in genesis["founders"]}
        self.officers, self.since = {}, {}
        for item in keys["officers"]:
            officer, entry = item["officer"], self.entry(item["entry"], item["officer"])
            need(officer not in self.officers, f"{officer} stands twice")
            if item["entry"] == 0:
                need(founders.get(officer) == item["key"], f"{officer} is not founder with this key")
            else:
                self.check_enrolment(officer, item, entry)
            need(key_id(b64(item["key"])) == item["keyID"], f"{officer}'s key has another id")
            self.officers[officer], self.since[officer] = b64(item["key"]), item["entry"]
        need(len(set(self.officers.values())) == len(self.officers), "two officers have one key")
        return [len(self.officers)]

    def check_enrolment(self, officer, item, entry):
        payload = item["payload"]
        need(entry["operation"] in ("operator.enrol", "operator.recover")
             and entry["outcome"] == "done" and "off-" + payload["name"] == officer
             and payload["publicKey"] == item["key"]
             and [change[1] for change in entry["changes"] if change[0] == "officer"] == [[officer]],
             f"entry {item['entry']} does not bring in {officer} with this key")
        digest = sha256(canonical(payload)).hex()
        need(entry["signed"] and not only_collects(entry) and all(
            parsed(b64(signed["act"]))["decides"] == digest for signed in entry["signed"]),
            f"what enrols {officer} was not signed so")

    def check_acts(self):
        counted = shown = 0
        for index, entry in sorted(self.parsed.items()):
            if entry["operation"] in ("ledger.genesis", "ledger.succession") and entry["outcome"] == "done":
                payload = canonical(entry["facts"]["payload"])
                need(len({item["officer"] for item in entry["signed"]}) >= 2 and all(
                    item["act"] == "" and self.is_good(item, payload, index) for item in entry["signed"]),
                    f"entry {index} is not signed by those who made it")
                counted, shown = counted + len(entry["signed"]), shown + len(entry["signed"])
                continue
            self.check_people(index, entry)
            if entry["signed"]:
                counted += len(entry["signed"])
                shown += self.check_act(index, entry)
        return [counted, shown]

    def check_people(self, index, entry):
        """Whether as many signed as the operation takes."""
        people, tables = PEOPLE.get(entry["operation"]), {change[0] for change in entry["changes"]}
        need(people is not None,
             f"entry {index}: {entry['operation']} is not known here; take a newer verify.py")
        if entry["outcome"] != "done":
            need(entry["outcome"] == "refused" and not entry["signed"] and not entry["intents"]
                 and tables <= {"participation"}, f"entry {index} was refused, and changed something")
        elif people == 0:
            need(not entry["signed"] and entry["actor"] not in self.officers,
                 f"entry {index}: {entry['operation']} is nothing that officers sign")
        else:
            need(len(entry["signed"]) >= (1 if people > 1 and only_collects(entry) else people),
                 f"entry {index}: {entry['operation']} takes the signatures of {people}")

    def is_good(self, item, message, index):
        """Signed by somebody who was taken in before: so all lead back to the founders."""
        key = self.officers.get(item["officer"])
        need(key is not None, f"nothing says whose key {item['officer']} signed with")
        need(index == 0 or self.since[item["officer"]] < index,
             f"entry {index}: {item['officer']} was not taken in yet")
        return b64(item["key"]) == key and officer_signed(key, b64(item["signature"]), message)

    def check_act(self, index, entry):
        """How many of its acts decide what the entry tells whole."""
        origin = [name for first, name, _ in self.chapters if first < index][-1]
        acts = []
        for item in entry["signed"]:
            act = b64(item["act"])
            need(self.is_good(item, act, index), f"entry {index}: a bad signature of {item['officer']}")
            act = parsed(act)
            need(canonical(act) == b64(item["act"]) and act["type"] == "kapok-act/v1"
                 and act["decision"] == "do" and act["key"] == key_id(self.officers[item["officer"]]),
                 f"entry {index}: no act of {item['officer']}")
            need((act["origin"], act["environment"], act["operation"], act["case"])
                 == (origin, self.about["environment"], entry["operation"], entry["case"]),
                 f"entry {index}: {item['officer']} signed something else")
            acts.append(act)
        need(entry["signed"][-1]["officer"] == entry["actor"],
             f"entry {index}: {entry['actor']} did not sign it")
        need(acts[-1]["expires"] > entry["time"] or entry["defects"],
             f"entry {index}: the act had expired")
        need(len({item["officer"] for item in entry["signed"]}) == len(acts)
             and len({act["decides"] for act in acts}) == 1, f"entry {index}: they signed different things")
        nonces = [change[1] for change in entry["changes"] if change[0] == "participation"]
        need(nonces == [[{"hex": acts[-1]["nonce"]}]], f"entry {index}: the act belongs elsewhere")
        facts = entry["facts"]
        told = [facts, facts.get("payload"), {"applications": facts.get("applications")}]
        return len(acts) * any(sha256(canonical(value)).hex() == acts[0]["decides"] for value in told)

    # What it is for

    def check_report(self):
        report = self.json("report.json")
        need(report["type"] == "kapok-conformance/v1" and report["origin"] == self.origin
             and report["checkpoint"] == {"size": self.size, "root": self.root.hex()},
             "the report is of another checkpoint")
        order = ["open", "missing", "overdue", "held", "notApplicable"]
        ids, at = set(), milliseconds(report["at"])
        totals = dict.fromkeys(order, 0)
        for clause in report["clauses"]:
            name = clause["id"]
            need(name not in ids, f"clause {name} stands twice")
            ids.add(name)
            need(sorted(clause["states"]) == sorted(clause["kinds"]) and clause["state"] == min(
                clause["states"].values(), key=order.index), f"clause {name}: the state does not follow")
            totals[clause["state"]] += 1
            need((clause["state"] == "notApplicable") == (clause["notApplicable"] is not None),
                 f"clause {name}: without an object, and no setting says why")
            cited = [answer for answer in clause["answeredBy"] if answer["entry"] is not None]
            for answer in cited:
                entry = self.entry(answer["entry"], f"clause {name}")
                need(entry["outcome"] == "done" and entry["time"] <= at,
                     f"clause {name}: entry {answer['entry']} is later, or was refused")
                need(answer["source"] != "operation" or entry["operation"] == answer["id"],
                     f"clause {name}: entry {answer['entry']} is no {answer['id']}")
            newest = max((answer["entry"] for answer in cited), default=None)
            told = clause["evidence"]
            need((told and told["entry"]) == newest, f"clause {name}: the evidence is not the newest")
            need(told is None or milliseconds(told["time"]) == self.parsed[newest]["time"],
                 f"clause {name}: the time is not the entry's")
            need(clause["tests"] is None or "tests.json" in self.files,
                 f"clause {name}: test results that are not here")
        need(totals == report["totals"], f"the totals are {totals}")
        return [len(ids)]

    def check_tests(self):
        given = {item["clause"]: (item["passed"], item["failed"])
                 for item in self.json("tests.json")["clauses"]}
        told = {clause["id"]: (clause["tests"]["passed"], clause["tests"]["failed"])
                for clause in self.json("report.json")["clauses"] if clause["tests"]}
        need(given == told, f"they differ for {sorted(set(given.items()) ^ set(told.items()))[:5]}")
        return []

    def check_sample(self):
        sample = self.sample = self.json("sample.json")
        need(sample["type"] == "kapok-sample/v1" and sample["checkpoint"] == {
            "size": self.size, "root": self.root.hex()}, "the sample is of another checkpoint")
        population = self.read("population.txt").decode("ascii").split("\n")
        need(population.pop() == "" and len(population) == sample["population"]
             and len(set(population)) == len(population), "the population has another size")
        drawn = drawn_from(population, sample["of"], sample["seed"])[:sample["n"]]
        need([(item["key"], item["score"]) for item in sample["drawn"]] == drawn,
             "the seed leads to other cases")
        for number, item in enumerate(sample["drawn"], 1):
            index = int(item["key"].split("/")[0])
            entry = self.entry(index, item["key"])
            need(item["key"] in members(entry, index, sample["of"]), f"{item['key']} is of another kind")
            need(index in item["history"] and f"cases/{number}.html" in self.files,
                 f"the case {item['key']} is not whole")
            for place in item["history"]:
                self.entry(place, item["key"])
        return [len(drawn), len(population)]

    def check_population(self, path):
        """All entries of the journal lead to the root, and the population is that of all of them."""
        found, edge, size = [], [], 0
        with open(path, "rb") as file:
            for line in file:
                if size == self.size:
                    break
                entry = line.rstrip(b"\n")
                found += members(parsed(entry), size, self.sample["of"])
                edge.append((1, leaf(entry)))
                while len(edge) > 1 and edge[-1][0] == edge[-2][0]:
                    (count, right), (_, left) = edge.pop(), edge.pop()
                    edge.append((2 * count, node(left, right)))
                size += 1
        need(size == self.size, f"the file has {size} entries of {self.size}")
        root = edge.pop()[1]
        while edge:
            root = node(edge.pop()[1], root)
        need(root == self.root, "the file is of another journal, or was changed")
        need(found == self.read("population.txt").decode().split("\n")[:-1],
             "the population is another one")
        return [size]


def drawn_from(population, kind, seed):
    """Keys and scores, the lowest score first."""
    scores = [(hmac.new(seed.encode(), f"kapok-sample/v1 {kind} {key}".encode(), "sha256").hexdigest(),
               key) for key in population]
    return [(key, score) for score, key in sorted(scores)]


KINDS = {"certificates": ["application.issue", "application.issueList"],
         "applications": ["application.apply"],
         "revocations": ["certificate.revoke", "certificate.revokeByAuthority",
                         "certificate.revokeOfAuthority", "certificate.revokeByKey", "campaign.slice",
                         "certificate.lapse"],
         "suspensions": ["certificate.suspend", "certificate.suspendByKey",
                         "certificate.suspendByCode", "certificate.proveCompromise"]}


def only_collects(entry):
    """Whether an entry is one of several signatures, and not the last."""
    tables = {change[0] for change in entry["changes"]}
    return "proposal_signature" in tables and tables <= STEPS and not entry["intents"]


def members(entry, index, kind):
    """The members of a population that an entry is, or holds."""
    tables = {change[0] for change in entry["changes"]}
    own = [str(index)]
    if kind == "entries":
        return own
    if kind == "refusals":
        return own * (entry["outcome"] == "refused")
    if entry["outcome"] != "done":
        return []
    if kind == "acts":
        return own * any(item["act"] for item in entry["signed"])
    if kind == "proposals":
        return own * (len(entry["signed"]) == 1 and "proposal_signature" in tables
                      and "proposal" in tables)
    if entry["operation"] not in KINDS.get(kind, [kind]):
        return []
    if kind == "certificates" and entry["operation"] == "application.issueList":
        refused = {item["application"] for item in entry["facts"].get("refused", [])}
        return [f"{index}/{item['application']}" for item in entry["facts"]["applications"]
                if item["application"] not in refused]
    return own * (not only_collects(entry))


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--key")
    parser.add_argument("--witness", action="append", default=[])
    parser.add_argument("--sha256")
    parser.add_argument("--journal")
    parser.add_argument("--lang", choices=LANGUAGES, default="en")
    asked = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")

    def say(name, *arguments):
        return SAID[name][LANGUAGES.index(asked.lang)].format(*arguments)

    package, made, failed = Package(asked.folder), 0, []

    def check(name, body, *arguments):
        nonlocal made
        made += 1
        try:
            print("ok   ", say(name, *body(*arguments)))
            return True
        except (Fail, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError,
                RecursionError) as error:
            failed.append(name)
            reason = error if isinstance(error, Fail) else f"{type(error).__name__}: {error}"
            print("FAIL ", re.sub(r"\{\d\}", "–", say(name, "–", "–")))
            print("      ", ascii(str(reason))[1:-1])
            return False

    whole = check("files", package.check_files)
    if asked.sha256 and package.files:
        check("digest", package.check_digest, asked.sha256)
    if package.files and check("checkpoint", package.check_checkpoint, asked.key):
        # As many as there are files: a number in the package makes nobody wait.
        cosigned = package.about["cosigned"]
        if cosigned != sum(name.startswith("cosigned/") for name in package.files):
            failed.append("witness")
            print("FAIL ", "package.json: cosigned")
            cosigned = 0
        for number in range(cosigned if not asked.witness else 0):
            try:
                package.check_cosigned(number + 1)
            except (Fail, ValueError, KeyError, TypeError) as error:
                failed.append("witness")
                print("FAIL ", f"cosigned/{number + 1}.json: {error}")
        for key in asked.witness:
            check("witness", package.check_witness, key)
        if check("entries", package.check_entries) and check("keys", package.check_keys):
            check("acts", package.check_acts)
            if package.about["kind"] == "conformance":
                check("report", package.check_report)
                if "tests.json" in package.files:
                    check("tests", package.check_tests)
            elif package.about["kind"] == "sample":
                if check("sample", package.check_sample) and asked.journal:
                    check("population", package.check_population, asked.journal)
            else:
                failed.append("kind")
                print("FAIL ", "package.json: kind")
        if not asked.witness:
            print("note ", say("unwitnessed"))
        if not asked.sha256 and package.about["kind"] == "conformance":
            print("note ", say("unbound"))
        if package.about["kind"] == "sample" and not asked.journal:
            print("note ", say("uncounted"))
    if whole and not failed and asked.key is None:
        print("note ", say("unpinned", package.key))
    good = whole and not failed and asked.key is not None
    print(say("good", made) if good else say("bad"))
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
