"""Reads DER (X.690), just enough to take certificates, lists and status answers apart.

Shares no code with Kapok. Strict about lengths: definite, minimal, nothing left over.
"""


class NotDER(Exception):
    pass


BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OID, ENUMERATED = 1, 2, 3, 4, 5, 6, 10
UTF8_STRING, PRINTABLE_STRING, IA5_STRING = 12, 19, 22
UTC_TIME, GENERALIZED_TIME, SEQUENCE, SET = 23, 24, 48, 49


class Element:
    """One value: its tag octet, its contents, and all of its octets."""

    def __init__(self, tag, content, encoded):
        self.tag, self.content, self.encoded = tag, content, encoded

    def expect(self, tag):
        if self.tag != tag:
            raise NotDER(f"tag {self.tag:#04x} where {tag:#04x} belongs")
        return self

    @property
    def parts(self):
        """The values inside."""
        found, place = [], 0
        while place < len(self.content):
            element, place = _next(self.content, place)
            found.append(element)
        return found

    @property
    def only(self):
        """The one value inside, as in an explicit tag."""
        parts = self.parts
        if len(parts) != 1:
            raise NotDER(f"{len(parts)} values where there must be one")
        return parts[0]

    @property
    def integer(self):
        self.expect(INTEGER)
        content = self.content
        if not content or len(content) > 1 and (
                content[0] == 0 and content[1] < 128 or content[0] == 255 and content[1] > 127):
            raise NotDER("an integer that is not minimal")
        return int.from_bytes(content, "big", signed=True)

    @property
    def oid(self):
        self.expect(OID)
        arcs, value = [], 0
        for octet in self.content:
            value = value << 7 | octet & 127
            if octet < 128:
                arcs.append(value)
                value = 0
        first = min(arcs[0] // 40, 2)
        return ".".join(map(str, [first, arcs[0] - 40 * first, *arcs[1:]]))

    @property
    def bits(self):
        """The octets of a BIT STRING that has no unused bits."""
        self.expect(BIT_STRING)
        if self.content[:1] != b"\0":
            raise NotDER("unused bits in a BIT STRING of octets")
        return self.content[1:]

    @property
    def text(self):
        forms = {UTF8_STRING: "utf-8", PRINTABLE_STRING: "ascii", IA5_STRING: "ascii",
                 UTC_TIME: "ascii", GENERALIZED_TIME: "ascii"}
        if self.tag not in forms:
            raise NotDER(f"tag {self.tag:#04x} is no text")
        return self.content.decode(forms[self.tag])


def _next(octets, place):
    start = place
    if place + 2 > len(octets):
        raise NotDER("cut off in a header")
    tag, length = octets[place], octets[place + 1]
    place += 2
    if tag & 31 == 31:
        raise NotDER("a tag of several octets")
    if length > 127:
        count = length & 127
        digits = octets[place:place + count]
        length = int.from_bytes(digits, "big")
        if not 1 <= count <= 4 or len(digits) < count or digits[0] == 0 or length < 128:
            raise NotDER("a length that is not minimal")
        place += count
    if place + length > len(octets):
        raise NotDER("cut off in a value")
    end = place + length
    return Element(tag, octets[place:end], octets[start:end]), end


def read(octets):
    """The one value that the octets are."""
    element, end = _next(octets, 0)
    if end != len(octets):
        raise NotDER("something follows the value")
    return element


class Signed:
    """SEQUENCE { toBeSigned, signatureAlgorithm, signature }, as X.509 signs everything."""

    def __init__(self, element):
        to_be_signed, algorithm, signature = element.expect(SEQUENCE).parts[:3]
        self.fields = to_be_signed.expect(SEQUENCE).parts
        self.to_be_signed, self.signature = to_be_signed.encoded, signature.bits
        self.algorithm = algorithm.parts[0].oid
        self.parameters = [part.encoded for part in algorithm.parts[1:]]


class Extension:
    def __init__(self, element):
        parts = element.expect(SEQUENCE).parts
        self.oid, self.critical = parts[0].oid, len(parts) == 3
        if self.critical and parts[1].encoded != bytes.fromhex("0101ff"):
            raise NotDER("criticality that is not TRUE")
        self.value = read(parts[-1].expect(OCTET_STRING).content)


def _extensions(element):
    found = [Extension(part) for part in element.only.expect(SEQUENCE).parts]
    table = {extension.oid: extension for extension in found}
    if len(table) != len(found):
        raise NotDER("an extension stands there twice")
    return table


class Certificate(Signed):
    """RFC 5280 section 4.1, version 3."""

    def __init__(self, octets):
        super().__init__(read(octets))
        version, serial, self.inner, self.issuer, validity, self.subject, key = self.fields[:7]
        if version.encoded != bytes.fromhex("a003020102"):
            raise NotDER("not version 3")
        self.serial, self.key = serial.integer, key.encoded
        self.key_bits = key.parts[1].bits
        self.not_before, self.not_after = validity.parts
        self.extensions = _extensions(self.fields[-1].expect(0xA3))

    @property
    def names(self):
        """The subject's attributes: [(type, string tag, text)]."""
        return [(pair.parts[0].oid, pair.parts[1].tag, pair.parts[1].text)
                for attributes in self.subject.parts for pair in attributes.parts]


class CertificateList(Signed):
    """RFC 5280 section 5.1, version 2."""

    def __init__(self, octets):
        super().__init__(read(octets))
        fields = list(self.fields)
        if fields.pop(0).integer != 1:
            raise NotDER("not version 2")
        self.inner, self.issuer = fields.pop(0), fields.pop(0)
        self.this_update, self.next_update = fields.pop(0), fields.pop(0)
        self.extensions = _extensions(fields.pop().expect(0xA0))
        entries = fields.pop().expect(SEQUENCE).parts if fields else []
        self.has_empty_list = not entries and len(self.fields) == 7
        self.entries = {entry.parts[0].integer: self._reason(entry) for entry in entries}
        if len(self.entries) != len(entries):
            raise NotDER("a certificate is listed twice")

    @staticmethod
    def _reason(entry):
        """The reason code of an entry, None where it gives none."""
        for extension in entry.parts[2].parts if len(entry.parts) > 2 else []:
            if Extension(extension).oid == "2.5.29.21":
                return Extension(extension).value.expect(ENUMERATED).content[0]
        return None

    @property
    def number(self):
        return self.extensions["2.5.29.20"].value.integer


class StatusAnswer(Signed):
    """RFC 6960 section 4.2: the basic response inside a successful one."""

    def __init__(self, octets):
        status, holder = read(octets).expect(SEQUENCE).parts
        if status.expect(ENUMERATED).content != b"\0":
            raise NotDER("not a successful response")
        kind, body = holder.expect(0xA0).only.parts
        if kind.oid != "1.3.6.1.5.5.7.48.1.1":
            raise NotDER("not a basic response")
        basic = read(body.expect(OCTET_STRING).content)
        super().__init__(basic)
        holder = basic.parts[3].expect(0xA0).only if len(basic.parts) > 3 else None
        self.certificates = [part.encoded for part in holder.parts] if holder else []
        self.responder, self.produced_at, responses = self.fields[:3]
        self.states = [self._state(response) for response in responses.parts]
        self.extensions = _extensions(self.fields[3].expect(0xA1)) if self.fields[3:] else {}

    @staticmethod
    def _state(response):
        """(serial number, good | revoked | unknown, reason code or None, time or None)"""
        identity, status = response.expect(SEQUENCE).parts[:2]
        serial, word = identity.parts[3].integer, {0x80: "good", 0xA1: "revoked", 0x82: "unknown"}
        if status.tag != 0xA1:
            return serial, word[status.tag], None, None
        time, *reason = status.parts
        code = reason[0].expect(0xA0).only.expect(ENUMERATED).content[0] if reason else None
        return serial, "revoked", code, time.expect(GENERALIZED_TIME).text


def failure(octets):
    """The status of a response that says no more than why it failed. RFC 6960 section 4.2.1."""
    return read(octets).expect(SEQUENCE).only.expect(ENUMERATED).content[0]
