#!/usr/bin/env python3
"""Keys, signatures and DER for the fault suites, in plain Python: no process for each signature.

For tests alone: nothing here is constant-time. Run by itself, this file checks its own work with
the openssl command.
"""
import base64, hashlib, itertools, os, secrets, subprocess, sys, tempfile
from math import gcd


# MARK: DER


def der(tag, *parts):
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(octets)]) + octets + content


def sequence(*parts):
    return der(0x30, *parts)


def integer(value):
    return der(0x02, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def bit_string(content):
    return der(0x03, b"\0" + content)


def oid(text):
    first, second, *rest = (int(part) for part in text.split("."))
    octets = bytearray()
    for number in [first * 40 + second] + rest:
        chunk = [number & 0x7F]
        while number := number >> 7:
            chunk.append(0x80 | number & 0x7F)
        octets += bytes(reversed(chunk))
    return der(0x06, bytes(octets))


NULL = der(0x05)


def read(data, offset=0):
    """One element: (tag, content, whole, end)."""
    tag, size, start = data[offset], data[offset + 1], offset + 2
    if size & 0x80:
        count = size & 0x7F
        size, start = int.from_bytes(data[start : start + count], "big"), start + count
    end = start + size
    if end > len(data):
        raise ValueError("DER is cut short")
    return tag, data[start:end], data[offset:end], end


def children(content):
    """The elements inside a constructed one, as (tag, content, whole)."""
    found, place = [], 0
    while place < len(content):
        tag, inner, whole, place = read(content, place)
        found.append((tag, inner, whole))
    return found


def pem(label, content):
    lines = base64.encodebytes(content).replace(b"\n", b"")
    body = b"\n".join(lines[i : i + 64] for i in range(0, len(lines), 64))
    return b"-----BEGIN %s-----\n%s\n-----END %s-----\n" % (label, body, label)


def unpem(text):
    body = text.split(b"-----BEGIN", 1)[1].split(b"-----", 2)[1]
    return base64.b64decode(body)


# MARK: P-256, for officers

P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
G = (
    0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
    0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5,
)


def _double(x, y, z):
    a = 3 * (x - z * z) * (x + z * z) % P
    b = y * y % P
    c = x * b % P
    nx = (a * a - 8 * c) % P
    return nx, (a * (4 * c - nx) - 8 * b * b) % P, 2 * y * z % P


def _add_affine(point, other):
    """A Jacobian point and an affine one; doubling does not occur for random scalars."""
    if point is None:
        return other[0], other[1], 1
    x, y, z = point
    zz = z * z % P
    h = (other[0] * zz - x) % P
    r = (other[1] * zz * z - y) % P
    if h == 0:
        return _double(x, y, z) if r == 0 else None
    hh = h * h % P
    hhh, v = h * hh % P, x * hh % P
    nx = (r * r - hhh - 2 * v) % P
    return nx, (r * (v - nx) - y * hhh) % P, z * h % P


def _affine(point):
    inverse = pow(point[2], -1, P)
    return point[0] * inverse**2 % P, point[1] * inverse**3 % P


def _table():
    """Multiples 1…15 of G·16^i for the 64 hex digits of a scalar."""
    rows, base = [], G
    for _ in range(64):
        row, point = [], None
        for _ in range(15):
            point = _add_affine(point, base)
            row.append(_affine(point))
        rows.append(row)
        base = _affine(_add_affine(point, base))
    return rows


_ROWS = None


def _times_base(scalar):
    global _ROWS
    _ROWS = _ROWS or _table()
    point = None
    for row in _ROWS:
        if digit := scalar & 15:
            point = _add_affine(point, row[digit - 1])
        scalar >>= 4
    return _affine(point)


class P256Key:
    def __init__(self, scalar=None):
        self.scalar = scalar or secrets.randbelow(N - 1) + 1
        self.point = _times_base(self.scalar)

    @classmethod
    def from_pem(cls, text):
        """A PKCS#8 key as `kapok operator key` writes it."""
        private = children(children(read(unpem(text))[1])[2][1])[0][1]
        return cls(int.from_bytes(children(private)[1][1], "big"))

    @property
    def spki(self):
        x, y = (value.to_bytes(32, "big") for value in self.point)
        kind = sequence(oid("1.2.840.10045.2.1"), oid("1.2.840.10045.3.1.7"))
        return sequence(kind, bit_string(b"\4" + x + y))

    @property
    def key_id(self):
        """The name of an officer's key: base32 of 128 bits of SHA-256 over its DER."""
        hashed = hashlib.sha256(self.spki).digest()[:16]
        return "key-" + base64.b32encode(hashed).decode().rstrip("=").lower()

    def sign(self, message):
        digest = int.from_bytes(hashlib.sha256(message).digest(), "big")
        while True:
            nonce = secrets.randbelow(N - 1) + 1
            r = _times_base(nonce)[0] % N
            s = pow(nonce, -1, N) * (digest + r * self.scalar) % N
            if r and s:
                return sequence(integer(r), integer(s))


# MARK: RSA, for applicants

RSA_KEY = sequence(oid("1.2.840.113549.1.1.1"), NULL)
SHA256_RSA = sequence(oid("1.2.840.113549.1.1.11"), NULL)
SHA1_RSA = sequence(oid("1.2.840.113549.1.1.5"), NULL)
ECDSA_SHA256 = sequence(oid("1.2.840.10045.4.3.2"))
DIGESTS = {
    SHA256_RSA: ("sha256", bytes.fromhex("3031300d060960864801650304020105000420")),
    SHA1_RSA: ("sha1", bytes.fromhex("3021300906052b0e03021a05000414")),
}


def primes(count, bits=1024):
    """Distinct primes with the two top bits set, made by openssl two at a time."""
    found = []
    while len(found) < count:
        running = [
            subprocess.Popen(
                ["openssl", "prime", "-generate", "-bits", str(bits)], stdout=subprocess.PIPE)
            for _ in range(min(2, count - len(found)))
        ]
        for process in running:
            number = int(process.communicate()[0])
            if number not in found:
                found.append(number)
    return found


class RSAKey:
    def __init__(self, p, q, e=65537):
        self.p, self.q, self.e, self.n = p, q, e, p * q
        phi = (p - 1) * (q - 1)
        # An even exponent has no inverse: such a key cannot sign, and is only shown.
        self.d = pow(e, -1, phi) if gcd(e, phi) == 1 else 0

    @property
    def spki(self):
        return sequence(RSA_KEY, bit_string(sequence(integer(self.n), integer(self.e))))

    @property
    def pkcs1(self):
        d, p, q = self.d, self.p, self.q
        numbers = (0, self.n, self.e, d, p, q, d % (p - 1), d % (q - 1), pow(q, -1, p))
        return sequence(*(integer(number) for number in numbers))

    @property
    def pkcs8(self):
        return sequence(integer(0), RSA_KEY, der(0x04, self.pkcs1))

    def sign(self, message, algorithm=SHA256_RSA):
        name, prefix = DIGESTS[algorithm]
        digest = prefix + hashlib.new(name, message).digest()
        size = (self.n.bit_length() + 7) // 8
        padded = b"\0\1" + b"\xff" * (size - len(digest) - 3) + b"\0" + digest
        number = int.from_bytes(padded, "big")
        at_p = pow(number % self.p, self.d % (self.p - 1), self.p)
        at_q = pow(number % self.q, self.d % (self.q - 1), self.q)
        signed = at_q + self.q * ((at_p - at_q) * pow(self.q, -1, self.p) % self.p)
        return signed.to_bytes(size, "big")


def rsa_keys(prime_count, bits=1024):
    """An endless supply: every pair out of a few primes, then out of others. For tests alone."""
    while True:
        for p, q in itertools.combinations(primes(prime_count, bits), 2):
            if gcd(65537, (p - 1) * (q - 1)) == 1:
                yield RSAKey(p, q)


def rsa_verifies(spki, signature, message):
    """PKCS#1 v1.5 with SHA-256 under a DER SubjectPublicKeyInfo."""
    key = children(read(children(read(spki)[1])[1][1][1:])[1])
    modulus, exponent = (int.from_bytes(part[1], "big") for part in key)
    size = (modulus.bit_length() + 7) // 8
    digest = DIGESTS[SHA256_RSA][1] + hashlib.sha256(message).digest()
    expected = b"\0\1" + b"\xff" * (size - len(digest) - 3) + b"\0" + digest
    opened = pow(int.from_bytes(signature, "big"), exponent, modulus)
    return len(signature) == size and opened.to_bytes(size, "big") == expected


# MARK: Certification requests


def request(key, name="ignored", algorithm=SHA256_RSA, signature=None):
    """A PKCS#10 request; `signature` in place of the key's own."""
    common_name = sequence(oid("2.5.4.3"), der(0x0C, name.encode()))
    info = sequence(
        integer(0), sequence(der(0x31, common_name)) if name else sequence(), key.spki,
        der(0xA0))
    if signature is None:
        signature = key.sign(info) if algorithm == ECDSA_SHA256 else key.sign(info, algorithm)
    return sequence(info, algorithm, bit_string(signature))


# MARK: Self-check


def openssl(*arguments, data=None):
    return subprocess.run(["openssl", *arguments], input=data, capture_output=True)


def self_check():
    first, second = rsa_keys(3), P256Key()
    key = next(first)
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("key", "signature", "message")]
        for path, content in zip(paths, (second.spki, second.sign(b"said"), b"said")):
            with open(path, "wb") as file:
                file.write(content)
        verified = openssl("dgst", "-sha256", "-verify", paths[0], "-keyform", "DER",
                           "-signature", paths[1], paths[2])
        paired = openssl("pkey", "-inform", "DER", "-check", "-noout", data=key.pkcs8)
        other = openssl("pkey", "-in", "/dev/stdin", data=pem(b"RSA PRIVATE KEY", key.pkcs1))
    good = openssl("req", "-inform", "DER", "-verify", "-noout", data=request(key))
    curve = openssl("req", "-inform", "DER", "-verify", "-noout",
                    data=request(second, algorithm=ECDSA_SHA256))
    info = request(key)
    whole = children(read(info)[1])
    results = [
        ("a P-256 signature verifies with openssl", verified.returncode == 0),
        ("an RSA key pair is one to openssl", b"Key is valid" in paired.stdout + paired.stderr),
        ("PKCS#1 reads as a key", other.returncode == 0),
        ("an RSA request verifies with openssl", good.returncode == 0),
        ("a P-256 request verifies with openssl", curve.returncode == 0),
        ("our RSA check agrees", rsa_verifies(key.spki, whole[2][1][1:], whole[0][2])),
        ("our RSA check refuses another message",
         not rsa_verifies(key.spki, whole[2][1][1:], whole[0][2] + b"x")),
    ]
    for name, good in results:
        print("passed" if good else "FAILED", name)
    failed = sum(not good for _, good in results)
    print(f"suite faultkeys: {len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(self_check())
