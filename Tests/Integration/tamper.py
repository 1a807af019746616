#!/usr/bin/env python3
"""Changes a stopped ledger by hand, in every table and every column, and asks whether
`audit verify` finds it and names the place; the restored copy must verify again. First in a file of
SQLite; then the ledger moves to PostgreSQL, and all of it is done there once more.

Many changes share one copy: each has its own finding, named by table and key.
"""
import base64, hashlib, json, os, re, shutil, sqlite3, subprocess, sys, unicodedata
from contextlib import closing

from faultworld import DIGEST, FOUNDERS, Foreign, PostgreSQL, Suite, World, canonical

JOURNAL = {"journal_entry", "journal_tile", "journal_checkpoint", "meta", "lease"}
# Changed alone: everything reads these, so that they could hide what else was changed.
ALONE = {
    ("genesis", "origin"), ("genesis", "checkpoint_key"), ("genesis", "environment"),
    ("practice", "settings"), ("practice", "effective_from"),
}
# Changed in copies of their own: what several people signed is read from them, so that entries are
# accused too (`Bench.unsigned`). Everywhere else no entry may be.
SIGNED = {("proposal", "id"), ("proposal", "payload")}
# Nobody here has a role for one authority, site or time alone, or comes back under another handle, no key is
# in a module, and what was signed is not kept with its intent once it is complete: nothing to take away.
NEVER_SET = {("role_grant", "authority"), ("role_grant", "until_at"), ("role_grant", "kind"),
             ("role_grant", "site"), ("application", "site"), ("certificate", "site"),
             ("application", "acceptance"), ("certificate", "accept_until"),
             ("certificate", "accepted_at"),
             ("application", "renews"), ("application", "continued_reference"),
             ("officer", "person"), ("evidence", "source"), ("evidence", "source_version"),
             ("application", "fee"), ("application", "fee_settled"),
             ("evidence", "file"),
             ("subscriber", "restricted_at"), ("subscriber", "restricted_reason"),
             ("duty_fulfilment", "object"), ("subscriber_key", "from_at"),
             ("intent", "to_be_signed"), ("intent", "public_key"), ("authority", "module")}
# A journal that never lost anything has no succession, whose rows LedgerTests tamper with; no register
# is kept here.
UNUSED = {"succession", "record_version", "record_import", "vault_file", "collision_decision",
          "contact_proof", "made_key", "subscriber_token", "draft", "campaign"}
# The Kelvin sign is another character than K, and canonically equivalent to it: whoever compares
# text as Unicode takes one for the other.
KELVIN = "\u212a"


def returning(application):
    return {"application": application, "field": "commonName", "reason": "differsFromDocument"}


def correct(world):
    """A proposal that is returned with a reason, and its next version, which is carried out."""
    first, second, *_ = FOUNDERS
    returned = world.act("practice.change", {"settings": {"crlPeriodHours": 6}}, first)["proposal"]
    world.act("proposal.return", {
        "proposal": returned, "field": "settings.crlPeriodHours", "words": "7, as agreed",
        "salt": DIGEST}, second)
    body = world.body("practice.change", {"settings": {"crlPeriodHours": 7}}, first)
    version = world.client().post({**body, "corrects": returned})["result"]["proposal"]
    world.client().post(world.approval(version, second))


def look_after(world):
    """What is due was looked at, and a year's holidays are known."""
    world.act("duty.fulfil", {
        "duty": "journal.review", "dutyResult": "clear", "evidence": DIGEST}, FOUNDERS[0])
    world.together("calendar.enter", {
        "region": "hongKong", "reason": "holidays", "complete": 2031,
        "closed": [f"2031-{month:02}-{day:02}" for month in (1, 4, 7, 10) for day in (1, 2, 3)],
    }, FOUNDERS[:2])


class File:
    """A ledger in a file of its folder."""
    name, takes_nul = "SQLite", True

    def __init__(self, folder):
        self.path = self.rows = os.path.join(folder, "ledger.sqlite")

    def live(self):
        return sqlite3.connect(self.path)

    def keep(self):
        """The folder has it."""

    def copy(self, folder):
        """What the copied folder has, to be changed."""
        return sqlite3.connect(os.path.join(folder, "ledger.sqlite"))

    def blind(self, database, index, table, column):
        """The index says what it said, and leads nowhere."""
        (sql,) = database.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", (index,)).fetchone()
        database.execute(f"DROP INDEX {index}")
        database.execute(f"CREATE INDEX {index} ON {table} ({column}) WHERE 0")
        database.execute("PRAGMA writable_schema = ON")
        database.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, index))


class Database:
    """A ledger that was moved to PostgreSQL; `rows` is the file of before."""
    name, takes_nul = "PostgreSQL", False

    def __init__(self, server, folder):
        self.server, self.rows = server, os.path.join(folder, "ledger.sqlite.moved")
        self.change("CREATE DATABASE live")
        self.address = self.of("live")
        with closing(self.live()) as database:
            database.execute("CREATE EXTENSION amcheck")

    def of(self, name):
        return f"postgresql://kapok@/{name}?host={self.server.folder}"

    def change(self, *statements):
        with closing(Foreign(self.server.address())) as connection:
            for sql in statements:
                connection.execute(sql)

    def live(self):
        return Tampered(self.address)

    def keep(self):
        self.change("CREATE DATABASE pristine TEMPLATE live")

    def copy(self, folder):
        self.change("DROP DATABASE IF EXISTS copy WITH (FORCE)",
                    "CREATE DATABASE copy TEMPLATE pristine")
        path = os.path.join(folder, "kapok.yaml")
        with open(path) as file:
            text = file.read()
        assert self.address in text, text
        with open(path, "w") as file:
            file.write(text.replace(self.address, self.of("copy")))
        return Tampered(self.of("copy"))

    def blind(self, database, index, table, column):
        database.execute(f"DROP INDEX {index}")
        database.execute(f"CREATE INDEX {index} ON {table} ({column}) WHERE false")
        database.execute(f"UPDATE pg_index SET indpred = NULL WHERE indexrelid = '{index}'::regclass")


class Tampered(Foreign):
    """Takes the statements of SQLite that stand below."""

    def execute(self, sql, parameters=()):
        sql = re.sub(r"zeroblob\((\d+)\)", r"decode(repeat('00', \1), 'hex')", sql)
        return super().execute(re.sub(r"CAST\((.*) AS BLOB\)", r"\1", sql), parameters)

    def commit(self):
        """Each statement is."""


class Copy:
    """A fresh copy of the ledger, changed by hand."""

    def __init__(self, bench):
        self.bench, self.folder = bench, os.path.join(bench.world.home, "copy")
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(bench.pristine, self.folder)
        self.database = bench.storage.copy(self.folder)

    def do(self, sql, *parameters):
        count = self.database.execute(sql, parameters).rowcount
        if count < 1:
            raise RuntimeError(f"nothing changed by: {sql}")
        return count

    def audit(self, state=None):
        """(exit status, report or error), by a client that remembers what `state` says."""
        self.database.commit()
        self.database.close()
        self.bench.audits += 1
        memory = os.path.join(self.bench.world.home, state or f"state-{self.bench.storage.name}-{self.bench.audits}")
        done = self.bench.world.cli("audit", "verify", "--json", "--data", self.folder,
                                    environment={"KAPOK_STATE": memory})
        text = done.stdout or done.stderr
        try:
            return done.returncode, json.loads(text)
        except ValueError:
            return done.returncode, {"unreadable": text.decode(errors="replace")}


class Bench:
    def __init__(self, world, suite, storage):
        self.world, self.suite, self.storage, self.audits = world, suite, storage, 0
        self.pristine = os.path.join(world.home, "pristine" + storage.name)
        shutil.copytree(world.folder, self.pristine)
        storage.keep()
        with closing(sqlite3.connect(storage.rows)) as database:
            names = database.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
            self.columns, self.keys, self.rows, self.unique, self.indexes = {}, {}, {}, {}, {}
            for (name,) in names:
                columns = database.execute(f"PRAGMA table_info({name})").fetchall()
                # name → (declared type, may be null)
                self.columns[name] = {row[1]: (row[2], not row[3]) for row in columns}
                self.keys[name] = [row[1] for row in sorted(columns, key=lambda r: r[5]) if row[5]]
                # What no second row may repeat, beside the key itself.
                self.unique[name] = {
                    column for _, index, unique, origin, _ in
                    database.execute(f"PRAGMA index_list({name})").fetchall()
                    if unique and origin == "c"
                    for *_, column in database.execute(f"PRAGMA index_info({index})")}
                # Those over all rows, with their columns.
                self.indexes[name] = {
                    index: [column for *_, column in
                            database.execute(f"PRAGMA index_info({index})")]
                    for _, index, _, origin, partial in
                    database.execute(f"PRAGMA index_list({name})").fetchall()
                    if origin == "c" and not partial}
                order = ", ".join(self.keys[name])
                self.rows[name] = [
                    dict(zip(self.columns[name], row))
                    for row in database.execute(f"SELECT * FROM {name} ORDER BY {order}")]
            self.size = database.execute("SELECT MAX(size) FROM journal_checkpoint").fetchone()[0]
        self.tables = [name for name in self.columns
                       if name not in JOURNAL and (name not in UNUSED or self.rows[name])]

    # MARK: Rows

    def key(self, table, row):
        """The key as findings name it."""
        parts = [row[column] for column in self.keys[table]]
        return canonical(
            [{"hex": part.hex()} if isinstance(part, bytes) else part for part in parts]).decode()

    def where(self, table):
        return " AND ".join(f"{column} = ?" for column in self.keys[table])

    def identity(self, table, row):
        return [row[column] for column in self.keys[table]]

    def other(self, value, kind, ending="x"):
        """Another value of the same type, as near as can be."""
        if value is None:
            return {"INTEGER": 0, "TEXT": "", "BLOB": b""}[kind]
        if isinstance(value, int):
            return value + 1
        return value + (ending.encode() if isinstance(value, bytes) else ending)

    def unsigned(self, proposals):
        """The entries accused where these proposals cannot be read as they were signed: their officers'
        signatures carry nothing, and whom they enrolled nobody knows."""
        wanted, unknown = set(), set()
        for row in self.rows["journal_entry"]:
            entry = json.loads(row["bytes"])
            if unknown.intersection(item["officer"] for item in entry["signed"]):
                wanted.add(("officerSignatureWrong", "journal_entry", row["place"]))
            elif (entry["facts"].get("proposal") in proposals
                  and not entry["operation"].startswith("proposal.")):
                wanted.add(("entryUnauthorised", "journal_entry", row["place"]))
                unknown.update(key[0] for table, key, _ in entry["changes"] if table == "officer")
        return wanted

    def expect(self, what, copy, wanted):
        """Exactly these findings: a set of (kind, table, key); of entries, tiles and checkpoints
        (kind, "journal_entry", place or size)."""
        status, report = copy.audit()
        found = {
            (item["kind"], item["table"], item.get("key")) if "table" in item else
            (item["kind"], "journal_entry", item.get("entry", item.get("size")))
            for item in report.get("findings", [])}
        for item in sorted(wanted, key=str):
            self.suite.check(f"{what}: {item[1]}", item in found, (item, self.short(report)))
        # A value that is changed may contradict other rows as well, which is told of them.
        others = {item for item in found - wanted if item[0] != "rowContradicted"}
        self.suite.check(
            f"{what}: nothing else is accused", not others, sorted(others, key=str))
        self.suite.check(f"{what}: exit status", status == 1, status)

    @staticmethod
    def short(report):
        return json.dumps(report, ensure_ascii=False)[:700]

    def changed_columns(self, what, change):
        """Round by round, one column of each table at a time, by a change of its value."""
        longest, rounds = max(len(self.columns[table]) for table in self.tables), 0
        for place in range(longest):
            columns = {(table, list(self.columns[table])[place])
                       for table in self.tables if place < len(self.columns[table])}
            rounds += self.changed(
                f"{what}, column {place + 1}", change, columns - ALONE - SIGNED)
        for table, column in sorted(SIGNED):
            rounds += self.changed(f"{what}, {table}.{column}", change, {(table, column)})
        self.suite.check(f"{what}: something was changed", rounds > 0, rounds)

    def changed(self, what, change, columns):
        """One copy with all these columns changed, each in the last row that `change` alters;
        whether there was any."""
        copy, wanted = Copy(self), set()
        for table, column in sorted(columns):
            kind, _ = self.columns[table][column]
            altered = [
                (row, new) for row in self.rows[table] for new in [change(row[column], kind)]
                if new != row[column] or type(new) is not type(row[column])]
            if not altered:
                continue
            row, new = altered[-1]
            copy.do(
                f"UPDATE {table} SET {column} = ? WHERE {self.where(table)}",
                new, *self.identity(table, row))
            if column in self.keys[table]:
                wanted.add(("rowMissing", table, self.key(table, row)))
                wanted.add(("rowAdded", table, self.key(table, {**row, column: new})))
            else:
                wanted.add(("rowChanged", table, self.key(table, row)))
            if (table, column) in SIGNED:
                wanted |= self.unsigned({row["id"]})
        if wanted:
            self.expect(what, copy, wanted)
        return bool(wanted)

    def nulls(self):
        """Each column that may be empty, emptied in a row where it is not; one of a row at a time."""
        left = [(table, column) for table in self.tables
                for column, (_, may_be_null) in self.columns[table].items() if may_be_null]
        never = {(table, column) for table, column in left
                 if all(row[column] is None for row in self.rows[table])}
        self.suite.check("there are values to take away", never == NEVER_SET, never ^ NEVER_SET)
        left = [place for place in left if place not in never]
        while left:
            copy, wanted, later = Copy(self), set(), []
            for table, column in left:
                row = next((
                    row for row in self.rows[table] if row[column] is not None
                    and ("rowChanged", table, self.key(table, row)) not in wanted), None)
                if row is None:
                    later.append((table, column))
                    continue
                copy.do(f"UPDATE {table} SET {column} = NULL WHERE {self.where(table)}",
                        *self.identity(table, row))
                wanted.add(("rowChanged", table, self.key(table, row)))
            self.expect(f"a value taken away, {len(left)} columns left", copy, wanted)
            left = later

    def added(self):
        copy, wanted = Copy(self), set()
        for table in self.tables:
            row = dict(self.rows[table][-1])
            last = self.keys[table][-1]
            for column in {last, *self.unique[table]}:
                row[column] = self.other(row[column], self.columns[table][column][0])
            places = ", ".join("?" * len(row))
            copy.do(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", *row.values())
            wanted.add(("rowAdded", table, self.key(table, row)))
        self.expect("an added row", copy, wanted)

    def removed(self):
        copy, wanted = Copy(self), set()
        for table in self.tables:
            if table in ("genesis", "practice"):
                continue
            row = self.rows[table][-1]
            copy.do(f"DELETE FROM {table} WHERE {self.where(table)}", *self.identity(table, row))
            wanted.add(("rowMissing", table, self.key(table, row)))
        wanted |= self.unsigned({self.rows["proposal"][-1]["id"]})
        self.expect("a deleted row", copy, wanted)

    def emptied(self):
        copy, wanted = Copy(self), set()
        for table in self.tables:
            if table in ("genesis", "practice", "intent"):
                continue
            copy.database.execute(f"DROP TABLE {table}")
            wanted |= {("rowMissing", table, self.key(table, row)) for row in self.rows[table]}
        wanted |= self.unsigned({row["id"] for row in self.rows["proposal"]})
        self.expect("dropped tables", copy, wanted)

    def swapped(self):
        """Ciphertexts and keys of two dossiers exchanged, each whole and valid in itself."""
        first, second = [
            [row for row in self.rows["personal"] if row["dossier"] == dossier]
            for dossier in sorted({row["dossier"] for row in self.rows["personal"]})[:2]]
        pairs = [
            ("sealed", first[0], first[1], "personal"),
            ("sealed", first[0], second[0], "personal"),
            ("commitment", first[0], second[0], "personal"),
            ("wrapped", *self.rows["dossier_key"][:2], "dossier_key")]
        for column, one, other, table in pairs:
            copy = Copy(self)
            for row, value in ((one, other[column]), (other, one[column])):
                copy.do(f"UPDATE {table} SET {column} = ? WHERE {self.where(table)}",
                        value, *self.identity(table, row))
            self.expect(
                f"{column} of two rows exchanged", copy,
                {("rowChanged", table, self.key(table, row)) for row in (one, other)})
        copy = Copy(self)
        for row, source in ((first[0], second[0]), (second[0], first[0])):
            copy.do(f"UPDATE personal SET sealed = ?, commitment = ? WHERE {self.where('personal')}",
                    source["sealed"], source["commitment"], *self.identity("personal", row))
        self.expect("whole ciphertexts exchanged", copy, {
            ("rowChanged", "personal", self.key("personal", row)) for row in (first[0], second[0])})

    # MARK: The journal itself

    def place(self, what, wanted, *statements, also=()):
        """A finding of this kind at this place, with nothing accused but `also` kinds."""
        copy = Copy(self)
        for sql, *parameters in statements:
            copy.do(sql, *parameters)
        status, report = copy.audit()
        kind, facts = wanted
        found = report.get("findings", [])
        self.suite.check(
            f"{what}: {kind}",
            any(item["kind"] == kind and all(item.get(k) == v for k, v in facts.items())
                for item in found), self.short(report))
        strangers = {item["kind"] for item in found} - {kind, *also}
        self.suite.check(f"{what}: nothing else is accused", not strangers, strangers)
        self.suite.check(f"{what}: exit status", status == 1, (status, self.short(report)))

    def entries(self):
        last = self.size - 1
        # An entry of the system's, whose actor no officer signed for.
        middle = next(n for n in range(100, last)
                      if b'"actor":"system"' in self.rows["journal_entry"][n]["bytes"])
        row = self.rows["journal_entry"][middle]
        altered = row["bytes"].replace(b'"actor":"system"', b'"actor":"system "')
        update = "UPDATE journal_entry SET bytes = ? WHERE place = ?"
        self.place("an altered entry", ("entryChanged", {"entry": middle}), (update, altered, middle),
                   also=("entryListedWrongly",))
        broken = row["bytes"][:-1]
        self.place("a cut entry", ("entryChanged", {"entry": middle}), (update, broken, middle),
                   also=("entryUnreadable", "rowMissing", "rowAdded", "rowChanged"))
        self.place("a deleted entry", ("entryMissing", {"entry": middle}),
                   ("DELETE FROM journal_entry WHERE place = ?", middle),
                   also=("rowMissing", "rowAdded", "rowChanged"))
        self.place("an entry listed for somebody else", ("entryListedWrongly", {"entry": middle}),
                   ("UPDATE journal_entry SET actor = 'off-mei' WHERE place = ?", middle))
        self.place("an entry listed at another time", ("entryListedWrongly", {"entry": middle}),
                   ("UPDATE journal_entry SET at = at + 1 WHERE place = ?", middle))
        other = self.rows["journal_entry"][middle + 1]
        self.place("two entries exchanged", ("entryChanged", {"entry": middle + 1}),
                   (update, other["bytes"], middle), (update, row["bytes"], middle + 1),
                   also=("entryListedWrongly", "timeBackwards", "rowChanged"))
        self.place("the last entry altered", ("entryChanged", {"entry": last}),
                   (update, self.rows["journal_entry"][last]["bytes"].replace(
                       b'"actor":"system"', b'"actor":"system "'), last),
                   also=("entryListedWrongly",))
        self.place("the last entry deleted", ("entryMissing", {"entry": last}),
                   ("DELETE FROM journal_entry WHERE place = ?", last),
                   also=("rowMissing", "rowAdded", "rowChanged"))
        self.place("an entry behind the last checkpoint",
                   ("entryBeyondCheckpoint", {"entry": self.size}),
                   ("INSERT INTO journal_entry SELECT ?, bytes, at, operation, actor, case_id "
                    "FROM journal_entry WHERE place = ?", self.size, last))

    def tiles(self):
        flip = ("UPDATE journal_tile SET hashes = CAST(substr(hashes, 1, ?) || zeroblob(32) || "
                "substr(hashes, ? + 33) AS BLOB) WHERE level = ? AND number = ?")
        self.place("an altered full tile", ("tileChanged", {"level": 0, "number": 0}),
                   (flip, 3200, 3200, 0, 0))
        self.place("an altered last tile", ("tileChanged", {"level": 0, "number": 1}),
                   (flip, 0, 0, 0, 1))
        self.place("an altered upper tile", ("tileChanged", {"level": 1, "number": 0}),
                   (flip, 0, 0, 1, 0))
        self.place("a deleted tile", ("tileMissing", {"level": 0, "number": 0}),
                   ("DELETE FROM journal_tile WHERE level = 0 AND number = 0",))
        self.place("a lengthened tile", ("tileChanged", {"level": 0, "number": 0}),
                   ("UPDATE journal_tile SET hashes = CAST(hashes || zeroblob(32) AS BLOB) "
                    "WHERE level = 0 AND number = 0",))
        self.place("an added tile", ("tileChanged", {"level": 0, "number": 77}),
                   ("INSERT INTO journal_tile VALUES (0, 77, zeroblob(8192))",))

    def checkpoints(self):
        middle = self.rows["journal_checkpoint"][40]["size"]
        at_middle, at_last = "WHERE size = %d" % middle, "WHERE size = %d" % self.size
        update = "UPDATE journal_checkpoint SET "
        self.place("an altered root", ("checkpointRootWrong", {"size": middle}),
                   (update + "root = zeroblob(32) " + at_middle,),
                   also=("checkpointSignatureWrong",))
        self.place("an altered note", ("checkpointSignatureWrong", {"size": middle}),
                   (update + "note = replace(note, '/journal/', '/Journal/') " + at_middle,))
        self.place("an altered last note", ("checkpointSignatureWrong", {"size": self.size}),
                   (update + "note = replace(note, '/journal/', '/Journal/') " + at_last,))
        self.place("a checkpoint under another size", ("checkpointSignatureWrong", {"size": 1}),
                   ("UPDATE journal_checkpoint SET note = (SELECT note FROM journal_checkpoint "
                    + at_middle + ") WHERE size = 1",))
        self.place("an altered last root", ("checkpointRootWrong", {"size": self.size}),
                   (update + "root = zeroblob(32) " + at_last,),
                   also=("checkpointSignatureWrong",))
        seen = self.seen_by_officers()
        self.suite.check("officers signed on checkpoints", len(seen) > 10, len(seen))
        self.any_finding("a deleted checkpoint that an officer signed on",
                         f"DELETE FROM journal_checkpoint WHERE size = {seen[len(seen) // 2]}")
        self.any_finding("the last checkpoint deleted", "DELETE FROM journal_checkpoint " + at_last)

    def seen_by_officers(self):
        """The sizes of the checkpoints that signed acts in the journal name."""
        sizes = set()
        for row in self.rows["journal_entry"]:
            for item in json.loads(row["bytes"])["signed"]:
                if item["act"]:
                    act = json.loads(base64.b64decode(item["act"]))
                    sizes.add(act["checkpoint"]["size"])
        return sorted(sizes - {0})

    def every_column(self):
        """Nothing in the journal's own tables can be changed unseen: what is not hashed must not
        be there to be believed."""
        for table in sorted(JOURNAL - {"meta", "lease"}):
            for column, (kind, _) in self.columns[table].items():
                for row in (self.rows[table][1], self.rows[table][-1]):
                    new = self.other(row[column], kind)
                    if column in self.keys[table] and isinstance(new, int):
                        new += 100_000  # No other row's place.
                    copy = Copy(self)
                    copy.do(f"UPDATE {table} SET {column} = ? WHERE {self.where(table)}",
                            new, *self.identity(table, row))
                    self.found(f"{table}.{column} of {self.key(table, row)} changed", copy)

    def any_finding(self, what, sql):
        copy = Copy(self)
        copy.do(sql)
        self.found(what, copy)

    def found(self, what, copy):
        status, report = copy.audit()
        self.suite.check(
            f"{what} is found", status == 1 and report.get("findings"),
            (status, self.short(report)))

    def blinded(self):
        """Rows that are there and cannot be found through their index."""
        indexes = [(index, table, columns[0]) for table, names in self.indexes.items()
                   for index, columns in names.items() if len(columns) == 1 and self.rows[table]]
        self.suite.check("there are indexes to blind", len(indexes) > 2, indexes)
        for index, table, column in indexes:
            copy = Copy(self)
            self.storage.blind(copy.database, index, table, column)
            status, report = copy.audit()
            kinds = [item["kind"] for item in report.get("findings", [])]
            self.suite.check(f"{index} leads nowhere: found, and nothing else is accused",
                             (status, kinds) == (1, ["storageDefective"])
                             and index in report["findings"][0]["detail"], self.short(report))

    def rolled_back(self):
        """Entries, tiles and checkpoints cut back together, rows left: an older past, forged."""
        copy = Copy(self)
        size = self.size // 256 * 256 + 1
        earlier = [row for row in self.rows["journal_checkpoint"] if row["size"] <= size]
        size = earlier[-1]["size"]
        copy.do("DELETE FROM journal_entry WHERE place >= ?", size)
        copy.do("DELETE FROM journal_checkpoint WHERE size > ?", size)
        width = size % 256
        copy.database.execute("DELETE FROM journal_tile WHERE level = 0 AND number * 256 >= ?",
                              (size,))
        copy.do("UPDATE journal_tile SET hashes = CAST(substr(hashes, 1, ?) AS BLOB) "
                "WHERE level = 0 AND number = ?", (width or 256) * 32, (size - 1) // 256)
        status, report = copy.audit()
        kinds = {item["kind"] for item in report.get("findings", [])}
        self.suite.check(
            "a past cut back is found by its rows", status == 1 and "rowAdded" in kinds,
            self.short(report))

    def remembered(self):
        """A client that saw more refuses an older copy that is consistent in itself."""
        self.world.start()
        self.world.act("crl.order", {"authority": "hk"}, "val")
        for command in (("certificate", "list"), ("audit", "verify")):
            seen = self.world.cli(*command, "--json")
            self.suite.check(f"{command[0]} is answered", seen.returncode == 0, seen.stderr)
        self.world.server.stop()
        status, report = Copy(self).audit(state="state")
        code = report.get("error", {}).get("code")
        self.suite.check("an older copy is refused by who saw more",
                         (status, code) == (1, "command.journal.shrunk"), self.short(report))

    def opening(self):
        """What everything else reads is found too, or refused in words."""
        changes = [
            (f"{table}.{column}", table,
             f"UPDATE {table} SET {column} = {column} || 'x'" if column != "effective_from"
             else "UPDATE practice SET effective_from = effective_from + 4000000000000")
            for table, column in sorted(ALONE)]
        changes.append(("practice deleted", "practice", "DELETE FROM practice"))
        for what, table, sql in changes:
            copy = Copy(self)
            copy.do(sql)
            status, report = copy.audit()
            named = any(item.get("table") == table for item in report.get("findings", []))
            self.suite.check(
                f"{what}: found or refused in words",
                status == 1 and (named or table == "genesis" and self.says_why(report)),
                (status, self.short(report)))
        copy = Copy(self)
        copy.do("UPDATE meta SET value = value + 1")
        status, report = copy.audit()
        self.suite.check("a newer folder is refused in words",
                         status == 1 and self.says_why(report), self.short(report))

    @staticmethod
    def says_why(report):
        code = report.get("error", {}).get("code", "internal.")
        return not code.startswith("internal.")

    # MARK: The whole

    def clean(self, what):
        status, report = Copy(self).audit()
        self.suite.check(f"{what} verifies", status == 0 and report.get("ok"), self.short(report))

    def run(self):
        self.clean("an untouched copy")
        self.changed_columns("a changed value", self.other)
        if self.storage.takes_nul:  # PostgreSQL holds no such text.
            self.changed_columns(
                "text behind a NUL", lambda value, kind: value + "\0hidden"
                if isinstance(value, str) else value)
        self.suite.check("K has another spelling", unicodedata.normalize("NFC", KELVIN) == "K")
        self.changed_columns(
            "another spelling", lambda value, kind: value.replace("K", KELVIN, 1)
            if isinstance(value, str) else value)
        for step in (self.nulls, self.added, self.removed, self.emptied, self.swapped,
                     self.entries, self.tiles, self.checkpoints, self.every_column, self.blinded,
                     self.rolled_back,
                     self.remembered, self.opening):
            step()
        self.clean("the restored copy")
        self.while_serving()

    def while_serving(self):
        """A row changed under a running server is found, too; put back, all is well."""
        row = next(row for row in self.rows["certificate"] if row["state"] == "valid")
        change = f"UPDATE certificate SET state = ? WHERE {self.where('certificate')}"
        self.world.start()
        with closing(self.storage.live()) as database:
            for state, good in (("revoked", False), ("valid", True)):
                done = database.execute(change, (state, *self.identity("certificate", row)))
                database.commit()
                report = self.world.get("journal/verify")
                tables = {item.get("table") for item in report["findings"]}
                self.suite.check(
                    f"while serving, {state}",
                    done.rowcount == 1 and report["ok"] == good
                    and (good or tables == {"certificate"}), report)
        self.suite.check("the server stops after that", self.world.server.stop() == 0)


def import_register(world):
    """An authority of elsewhere with one revoked certificate, so that what is taken over is changed, too."""
    own = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", os.devnull, "-sha256",
         "-days", "3650", "-subj", "/C=HK/CN=Elsewhere", "-addext",
         "keyUsage=critical,keyCertSign,cRLSign", "-outform", "DER"],
        capture_output=True, check=True).stdout
    world.together("authority.import", {
        "authority": "elsewhere", "kind": "root", "jurisdiction": "hongKong",
        "baseURL": "http://elsewhere.example", "ownCertificate": base64.b64encode(own).decode(),
    }, FOUNDERS)
    row = {"certificate": None, "invalidityAt": 1_700_000_000_000, "notAfter": None, "reason": 1,
           "serial": "77", "since": 1_700_000_001_000, "state": "revoked", "subject": "/CN=Chan"}
    root = hashlib.sha256(b"\0" + canonical(row)).hexdigest()
    world.together("register.import", {
        "authority": "elsewhere", "root": root, "rows": 1, "valid": 0, "suspended": 0,
        "revoked": 1}, FOUNDERS[:2])
    world.client().send("POST", f"imports/{root}/pieces",
                        {"number": 0, "rows": [row], "proof": []})


def main():
    suite = Suite("tamper")
    with World() as world:
        world.build()
        import_register(world)
        names = [world.certificate() for _ in range(2)]
        for name in names:
            world.act("certificate.suspend", world.suspending(name), "val")
            world.act("certificate.release", world.releasing(name), "app")
        world.together("certificate.revokeByAuthority", {
            **world.revoking(names[0]), "requester": "authority",
            "identified": "internalProcedure"}, ("app", "abe"))
        world.act("certificate.revoke", world.revoking(names[1]), "val")
        waiting = [world.application("approved")[0] for _ in range(2)]
        world.act("application.issueList", {"applications": [
            {"application": name, "contents": world.get(f"applications/{name}")["contents"]}
            for name in waiting]}, "iss")
        world.application("accepted")
        # One application that came again, and one that is still to.
        again, key, _ = world.application("accepted")
        world.act("application.return", returning(again), "val")
        world.act("application.correct", world.correcting(
            world.get(f"applications/{again}"), key, commonName="陳小文"))
        left, _, _ = world.application("received")
        world.act("application.return", returning(left), "val")
        # One that somebody works on.
        world.act("application.claim", {"application": world.application("received")[0]}, "val")
        correct(world)
        look_after(world)
        # Enough entries for a full tile and for tiles of the second level.
        while world.get("context")["checkpoint"]["size"] < 280:
            world.act("crl.order", {"authority": "hk"}, "val")
        suite.check("the server stops", world.server.stop() == 0)
        bench = Bench(world, suite, File(world.folder))
        for table in bench.tables:
            suite.check(f"{table} has rows to change", bench.rows[table])
        bench.run()
        with closing(PostgreSQL()) as server:
            database = Database(server, world.folder)
            moved = world.cli("ledger", "copy", "--to", database.address, "--json")
            suite.check("the ledger moves to PostgreSQL", moved.returncode == 0, moved.stderr)
            Bench(world, suite, database).run()
    return suite.end()


if __name__ == "__main__":
    sys.exit(main())
