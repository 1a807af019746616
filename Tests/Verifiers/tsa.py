"""A time-stamping service (RFC 3161) on OpenSSL, good and bad, for suites and for making vectors.

Shares no code with Kapok. `TSA(folder)` makes a root and services below it; `answer` gives what one
of them says to a query. What `openssl ts` would not make is put together from what `openssl cms`
signs.

    python3 tsa.py FOLDER        makes the vectors of Tests/PathValidationTests/Vectors/timestamps
"""
import pathlib, subprocess, sys

POLICY, OTHER_POLICY = "1.3.6.1.4.1.32473.7.1", "1.3.6.1.4.1.32473.7.2"

# Name, extensions and days of each service's certificate.
SIGNERS = {
    "good": ("critical,timeStamping", "critical,digitalSignature", 3650),
    "ec": ("critical,timeStamping", "critical,digitalSignature", 3650),
    "ended": ("critical,timeStamping", "critical,digitalSignature", -1),
    "uncritical": ("timeStamping", "critical,digitalSignature", 3650),
    "two": ("critical,timeStamping,emailProtection", "critical,digitalSignature", 3650),
    "mail": ("critical,emailProtection", "critical,digitalSignature", 3650),
    "keyusage": ("critical,timeStamping", "critical,keyEncipherment", 3650),
}

CONFIG = """
[tsa]
serial = {folder}/serial
signer_digest = sha256
default_policy = {policy}
other_policies = {other}
digests = {digests}
accuracy = secs:1, millisecs:500
ordering = yes
ess_cert_id_chain = no
ess_cert_id_alg = {ess}
"""


def run(*command, stdin=None):
    done = subprocess.run([str(word) for word in command], input=stdin, capture_output=True,
                          timeout=60)
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def element(tag, *parts):
    body = b"".join(parts)
    length = len(body)
    if length < 0x80:
        return bytes([tag, length]) + body
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + body


GRANTED = element(0x30, element(0x02, b"\0"))


class TSA:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.file("serial").write_text("01\n")
        self._root("root")
        self._root("stranger")
        for name in SIGNERS:
            self._signer(name, "root")

    def file(self, name):
        return self.folder / name

    def _root(self, name):
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-sha256", "-days", "3650",
            "-keyout", self.file(f"{name}.key"), "-out", self.file(f"{name}.pem"), "-subj",
            f"/O=Kapok time-stamp test/CN={name}", "-addext",
            "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign")

    def _signer(self, name, issuer):
        purposes, usage, days = SIGNERS[name]
        key = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"] if name == "ec" else ["rsa:2048"]
        run("openssl", "req", "-new", "-newkey", *key, "-nodes", "-keyout",
            self.file(f"{name}.key"), "-subj", f"/O=Kapok time-stamp test/CN={name}", "-out",
            self.file(f"{name}.csr"))
        self.file(f"{name}.ext").write_text(
            f"extendedKeyUsage={purposes}\nkeyUsage={usage}\nbasicConstraints=CA:FALSE\n"
            "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n")
        run("openssl", "x509", "-req", "-in", self.file(f"{name}.csr"), "-CA",
            self.file(f"{issuer}.pem"), "-CAkey", self.file(f"{issuer}.key"), "-sha256", "-days",
            str(days), "-extfile", self.file(f"{name}.ext"), "-out", self.file(f"{name}.pem"))

    def answer(self, query, signer="good", digests="sha256, sha384, sha512", ess="sha256"):
        """What `openssl ts` answers to a query; a rejection too, where it does not take it."""
        self.file("query").write_bytes(query)
        self.file("config").write_text(CONFIG.format(
            folder=self.folder, policy=POLICY, other=OTHER_POLICY, digests=digests, ess=ess))
        run("openssl", "ts", "-reply", "-queryfile", self.file("query"), "-config",
            self.file("config"), "-section", "tsa", "-signer", self.file(f"{signer}.pem"),
            "-inkey", self.file(f"{signer}.key"), "-out", self.file("reply"))
        return self.file("reply").read_bytes()

    def info(self, query):
        """The TSTInfo of a good answer."""
        self.file("good.tsr").write_bytes(self.answer(query))
        run("openssl", "ts", "-reply", "-in", self.file("good.tsr"), "-token_out", "-out",
            self.file("token"))
        return run("openssl", "cms", "-verify", "-noverify", "-inform", "DER", "-in",
                   self.file("token"))

    def signed(self, info, signer="good", digest="sha256", *options):
        """A granted answer over any TSTInfo by any signer, as `openssl cms` signs."""
        self.file("info").write_bytes(info)
        run("openssl", "cms", "-sign", "-binary", "-nodetach", "-cades", "-econtent_type",
            "1.2.840.113549.1.9.16.1.4", "-md", digest, "-in", self.file("info"), "-signer",
            self.file(f"{signer}.pem"), "-inkey", self.file(f"{signer}.key"), "-outform", "DER",
            "-out", self.file("cms"), *options)
        return element(0x30, GRANTED, self.file("cms").read_bytes())


def flipped(data, part):
    """A copy in which the last octet of a part is another one."""
    place = data.index(part) + len(part) - 1
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]


def main(folder):
    target = pathlib.Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    tsa = TSA(target / "work")
    message = b"ca.example/journal\n7\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
    (target / "message").write_bytes(message)
    (tsa.file("message")).write_bytes(message)
    run("openssl", "ts", "-query", "-data", tsa.file("message"), "-sha256", "-cert", "-tspolicy",
        POLICY, "-out", tsa.file("query.tsq"))
    query = tsa.file("query.tsq").read_bytes()
    info = tsa.info(query)
    vectors = {
        "query": query,
        "good": tsa.answer(query),
        "good-ec": tsa.answer(query, "ec"),
        "good-sha1-name": tsa.answer(query, ess="sha1"),
        "good-cms": tsa.signed(info),
        "rejected": tsa.answer(query, digests="sha512"),
        "ended": tsa.signed(info, "ended"),
        "uncritical": tsa.signed(info, "uncritical"),
        "two": tsa.signed(info, "two"),
        "mail": tsa.signed(info, "mail"),
        "keyusage": tsa.signed(info, "keyusage"),
        "sha1": tsa.signed(info, "good", "sha1"),
        "no-certificate": tsa.signed(info, "good", "sha256", "-nocerts"),
        "two-signers": tsa.signed(info, "good", "sha256", "-signer", tsa.file("ec.pem"), "-inkey",
                                  tsa.file("ec.key")),
    }
    for name, content in vectors.items():
        (target / (name if name == "query" else f"{name}.tsr")).write_bytes(content)
    for name in ("root", "stranger", "good", "ended"):
        (target / f"{name}.pem").write_bytes(tsa.file(f"{name}.pem").read_bytes())
    for file in sorted(tsa.folder.iterdir()):
        file.unlink()
    tsa.folder.rmdir()


if __name__ == "__main__":
    main(sys.argv[1])
