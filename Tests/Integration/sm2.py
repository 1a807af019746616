#!/usr/bin/env python3
"""Others agree on the SM2 line: OpenSSL on structure and single levels, gmssl on signatures.

OpenSSL 3.0 verifies a single SM2 signature where it is told the signer's identifier, and no path;
so every certificate, list and status answer is taken apart here (Tests/Verifiers/der.py) and its
signature checked by gmssl, a pure Python implementation of GB/T 32918 and GB/T 32905, and once
more by OpenSSL over the bare bytes.
"""
import re

from gmssl import sm2 as gmssl_sm2, sm3 as gmssl_sm3

from world import SM2_ID, Suite, World, der_of, flipped, pem, run
import der

SM2_WITH_SM3, EC_KEY, SM2_CURVE = "1.2.156.10197.1.501", "1.2.840.10045.2.1", "1.2.156.10197.1.301"
PERSONAL, ORGANISATION = "2.16.156.339.1.1.1.2.1", "2.16.156.339.1.1.2.2.1"
# GB/T 32918.5, the recommended curve: a, b and the generator, as they enter Z.
CURVE = bytes.fromhex(
    "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC"
    "28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93"
    "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"
    "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0")
ORDER = int("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123", 16)


# --- Signatures by gmssl -----------------------------------------------------------------------


def sm3(octets):
    return bytes.fromhex(gmssl_sm3.sm3_hash(list(octets)))


def digest_to_sign(message, point, identifier=SM2_ID.encode()):
    """e = SM3(Z ‖ M), Z = SM3(ENTL ‖ ID ‖ a ‖ b ‖ G ‖ P). GB/T 32918.2 section 5.5."""
    bits = (8 * len(identifier)).to_bytes(2, "big")
    return sm3(sm3(bits + identifier + CURVE + point) + message)


def key_of(certificate):
    """The 64 octets of an uncompressed point on the SM2 curve."""
    algorithm, _ = der.read(certificate.key).parts
    kind, curve = algorithm.parts
    if (kind.oid, curve.oid) != (EC_KEY, SM2_CURVE):
        raise der.NotDER(f"a key of {kind.oid} on {curve.oid}")
    point = certificate.key_bits
    if len(point) != 65 or point[0] != 4:
        raise der.NotDER("not an uncompressed point")
    return point[1:]


def is_signed(signed, point, identifier=SM2_ID.encode(), message=None):
    """Whether the key signed it, as gmssl decides."""
    r, s = (part.integer for part in der.read(signed.signature).expect(der.SEQUENCE).parts)
    if not (0 < r < ORDER and 0 < s < ORDER):
        return False
    checker = gmssl_sm2.CryptSM2(private_key="", public_key=point.hex())
    digest = digest_to_sign(message or signed.to_be_signed, point, identifier)
    return bool(checker.verify(f"{r:064x}{s:064x}", digest))


def openssl_agrees(folder, signed, signer):
    """The same question put to `openssl pkeyutl`."""
    files = {"key.pem": pem(signer.key, "PUBLIC KEY").encode(), "message": signed.to_be_signed,
             "signature": signed.signature}
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return run("openssl", "pkeyutl", "-verify", "-pubin", "-inkey", folder / "key.pem", "-rawin",
               "-digest", "sm3", "-pkeyopt", f"distid:{SM2_ID}", "-in", folder / "message",
               "-sigfile", folder / "signature")


def check_signature(suite, world, title, signed, signer):
    """Signed by that key, under that identifier, over exactly those bytes; and well named."""
    point = key_of(signer)
    done = openssl_agrees(world.folder, signed, signer)
    suite.check(f"{title}: OpenSSL takes the signature", done.ok, done)
    suite.equal(f"{title}: SM2 with SM3, no parameters, inside as outside",
                (signed.algorithm, signed.parameters), (SM2_WITH_SM3, []))
    suite.check(f"{title}: gmssl takes the signature", is_signed(signed, point))
    refused = {
        "another identifier": is_signed(signed, point, identifier=b"1234567812345679"),
        "an empty identifier": is_signed(signed, point, identifier=b""),
        "one bit of the content changed": is_signed(
            signed, point, message=flipped(signed.to_be_signed, -3))}
    for what, accepted in refused.items():
        suite.check(f"{title}: {what}: refused", not accepted)


def check_tools(suite):
    """gmssl and our Z against the example of GB/T 32918.5 annex A and the one of GB/T 32905."""
    suite.equal("gmssl: SM3 of abc", sm3(b"abc").hex(),
                "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0")
    point = bytes.fromhex(
        "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
        "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13")
    digest = digest_to_sign(b"message digest", point)
    suite.equal("Z and e of the standard's example", digest.hex(),
                "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640")
    checker = gmssl_sm2.CryptSM2(private_key="", public_key=point.hex())
    signature = ("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
                 "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa")
    suite.check("gmssl: the signature of the standard's example",
                bool(checker.verify(signature, digest)))
    suite.check("gmssl: not over another message", not checker.verify(
        signature, digest_to_sign(b"message digesu", point)))


# --- OpenSSL -----------------------------------------------------------------------------------


def check_structure(suite, world, person, organisation):
    """What OpenSSL reads from each kind of certificate."""
    def text_of(file):
        return run("openssl", "x509", "-in", file, "-noout", "-text", "-nameopt",
                   "RFC2253,utf8,-esc_msb").need().out

    root, issuing = text_of(world.roots["sm2"].pem), text_of(world.issuing["sm2"].pem)
    one, other = text_of(person.pem), text_of(organisation.pem)
    wanted = {
        "root": (root, ["CA:TRUE\n", "Certificate Sign, CRL Sign", "Subject: CN=TEST Kapok SM2"]),
        "issuing": (issuing, ["CA:TRUE, pathlen:0", f"Policy: {PERSONAL}",
                              f"Policy: {ORGANISATION}", f"{world.url}/crl/sm2-root.crl"]),
        "personal": (one, ["Digital Signature, Non Repudiation", f"Policy: {PERSONAL}", "方式 A",
                           f"OCSP - URI:{world.url}/ocsp", "CN=陳大文,GN=大文,SN=陳,C=CN",
                           f"{world.url}/crl/sm2-issuing.crl", "email:tai.man@example.hk"]),
        "organisation": (other, [f"Policy: {ORGANISATION}", "O=木棉貿易有限公司", "赔偿限额"])}
    for kind, (text, parts) in wanted.items():
        suite.contains(f"{kind}: OpenSSL reads it", text, [
            "Version: 3 (0x2)", "Signature Algorithm: SM2-with-SM3", "ASN1 OID: SM2",
            "Public-Key: (256 bit)", *parts])
    suite.check("each category carries its own policy alone",
                ORGANISATION not in one and PERSONAL not in other)


def verify_level(upper, lower, *options):
    """One level: the certificate below, the one above trusted as it is."""
    return run("openssl", "verify", "-x509_strict", "-partial_chain", "-vfyopt",
               f"distid:{SM2_ID}", *options, "-trusted", upper, lower)


def check_levels(suite, world, certificates):
    root, issuing = world.roots["sm2"].pem, world.issuing["sm2"].pem
    levels = [(root, issuing)] + [(issuing, certificate) for certificate in certificates]
    for upper, lower in levels:
        done = verify_level(upper, lower)
        suite.check(f"{lower.name} below {upper.name}: OpenSSL verifies the level", done.ok, done)
    certificate = certificates[0]
    done = run("openssl", "verify", "-partial_chain", "-vfyopt", "distid:8765432187654321",
               "-trusted", issuing, certificate)
    suite.check("another identifier: OpenSSL refuses", not done.ok, done)
    done = verify_level(root, certificate)
    suite.check("the wrong issuer: OpenSSL refuses", not done.ok, done)
    content = der_of(certificate.read_text())
    changed = world.folder / "changed.pem"
    for what, place in (("signature", -5), ("name", content.index("大文".encode()) + 1)):
        changed.write_text(pem(flipped(content, place), "CERTIFICATE"))
        done = verify_level(issuing, changed)
        suite.check(f"one bit of its {what} changed: OpenSSL refuses", not done.ok, done)
    for option, policy, works in ((PERSONAL, "its policy", True),
                                  (ORGANISATION, "another policy", False)):
        done = verify_level(issuing, certificate, "-explicit_policy", "-policy", option)
        suite.equal(f"under {policy}: OpenSSL decides", done.ok, works)


def check_request(suite, world, certificate):
    """The request that openssl made; the certificate has its key and nothing else of it."""
    done = run("openssl", "req", "-in", certificate.applicant.request, "-verify", "-noout",
               "-pubkey", "-vfyopt", f"distid:{SM2_ID}").need()
    shown = run("openssl", "x509", "-in", certificate.pem, "-noout", "-pubkey").need()
    suite.equal(f"{certificate}: the key of the request", shown.out, done.out)
    suite.check(f"{certificate}: of its subject nothing",
                b"to be ignored" not in certificate.der)


# --- Lists and status --------------------------------------------------------------------------


class Answers:
    """Status answers over POST, one for each question."""

    def __init__(self, world):
        self.world, self.issuing = world, world.issuing["sm2"]

    def ask(self, *words):
        file = self.world.folder / "answer.der"
        done = run("openssl", "ocsp", "-issuer", self.issuing.pem, *words, "-url",
                   f"{self.world.url}/ocsp", "-noverify", "-respout", file).need()
        return file.read_bytes(), done


def check_status(suite, world, answers, certificate, step, state, code, entries):
    """Answer and list after a step: state and reason, signatures by gmssl, OpenSSL reads both."""
    issuing = der.Certificate(world.issuing["sm2"].der)
    serial = int(certificate.serial, 16)
    for digest in ("-sha1", "-sha256"):
        body, done = answers.ask(digest, "-cert", certificate.pem)
        answer = der.StatusAnswer(body)
        suite.equal(f"{step}: the answer ({digest[1:]})",
                    [item[:3] for item in answer.states], [(serial, state, code)])
        suite.contains(f"{step}: OpenSSL reads the answer ({digest[1:]})", done,
                       [f"{certificate.pem}: {state}"])
    responder = der.Certificate(answer.certificates[0])
    check_signature(suite, world, f"{step}: responder's certificate", responder, issuing)
    check_signature(suite, world, f"{step}: answer", answer, responder)
    body = world.issuing["sm2"].crl().with_suffix("").read_bytes()
    found = der.CertificateList(body)
    suite.equal(f"{step}: the list", found.entries, entries)
    check_signature(suite, world, f"{step}: list", found, issuing)
    return found.number


def check_unknown(suite, world, answers, certificate):
    body, _ = answers.ask("-serial", "0x" + "5a" * 20)
    answer = der.StatusAnswer(body)
    suite.equal("a serial number never given is unknown", [item[1] for item in answer.states],
                ["unknown"])
    responder = der.Certificate(answer.certificates[0])
    check_signature(suite, world, "answer: unknown", answer, responder)
    body, done = answers.ask("-cert", certificate.pem, "-serial", "77")
    suite.equal("two certificates in one request", [
        item[:2] for item in der.StatusAnswer(body).states],
        [(int(certificate.serial, 16), "good"), (77, "unknown")])
    suite.check("the nonce comes back", "nonce" not in done.text.lower()
                and "1.3.6.1.5.5.7.48.1.2" in der.StatusAnswer(body).extensions, done)


def check_lists(suite, world):
    for authority in (world.roots["sm2"], world.issuing["sm2"]):
        file = authority.crl()
        check_signature(suite, world, f"first list of {authority.name}",
                        der.CertificateList(der_of(file.read_text())),
                        der.Certificate(authority.der))
        text = run("openssl", "crl", "-in", file, "-noout", "-text").need().out
        suite.contains(f"first list of {authority.name}: OpenSSL reads it", text, [
            "Version 2 (0x1)", "Signature Algorithm: SM2-with-SM3", "No Revoked Certificates",
            "X509v3 CRL Number"])


def main():
    with Suite(__file__) as suite, World(suite, "sm2") as world:
        check_tools(suite)
        person = world.person("sm2")
        organisation = world.organisation("sm2", "openssl")
        check_structure(suite, world, person, organisation)
        check_levels(suite, world, [person.pem, organisation.pem])
        root, issuing = (der.Certificate(item["sm2"].der) for item in (world.roots, world.issuing))
        for title, signed, signer in (
                ("root", root, root), ("issuing", issuing, root),
                ("personal", der.Certificate(person.der), issuing),
                ("organisation", der.Certificate(organisation.der), issuing)):
            check_signature(suite, world, title, signed, signer)
            suite.check(f"{title}: the algorithm inside is the one outside",
                        re.match(rb"0\x0a\x06\x08", signed.inner.encoded)
                        and signed.inner.parts[0].oid == signed.algorithm)
        suite.check("the person's certificate is not signed by the root",
                    not is_signed(der.Certificate(person.der), key_of(root)))
        for certificate in (person, organisation):
            check_request(suite, world, certificate)
        check_lists(suite, world)

        answers, serial = Answers(world), int(person.serial, 16)
        check_unknown(suite, world, answers, organisation)
        numbers = [check_status(suite, world, answers, person, "new", "good", None, {})]
        for step, change, state, code in (("on hold", world.suspend, "revoked", 6),
                                          ("released", world.release, "good", None),
                                          ("revoked", world.revoke, "revoked", 1)):
            change(person)
            entries = {serial: code} if state == "revoked" else {}
            numbers.append(
                check_status(suite, world, answers, person, step, state, code, entries))
        suite.check("the numbers of the lists grow", numbers == sorted(set(numbers)), numbers)


if __name__ == "__main__":
    main()
