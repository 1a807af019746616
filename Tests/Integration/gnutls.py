#!/usr/bin/env python3
"""GnuTLS agrees on the RSA line: certtool on certificates, chains and lists, ocsptool on status."""
import re

from world import Suite, World, der_of, flipped, pem, run

POLICY = "2.16.344.8.2.2008.810.2.2018.1.1"
TRUSTED, REVOKED = "Verified. The certificate is trusted.", "The certificate chain is revoked."


def check_contents(suite, world, person, organisation):
    """What certtool reads from each kind of certificate."""
    top = f"O={world.ORGANISATION},C=HK"
    wanted = {
        world.roots["rsa"].pem: [
            f"Subject: CN=TEST Kapok RSA Root,{top}", "Certificate Authority (CA): TRUE",
            "Certificate signing.", "CRL signing."],
        world.issuing["rsa"].pem: [
            f"Issuer: CN=TEST Kapok RSA Root,{top}", "Path Length Constraint: 0", POLICY,
            f"URI: {world.url}/crl/rsa-root.crl",
            f"Access Location URI: {world.url}/ca/rsa-root.cer"],
        person.pem: [
            "CN=陳大文,givenName=大文,surName=陳,C=HK", "RFC822Name: tai.man@example.hk",
            "Key Usage (critical):\n\t\t\tDigital signature.\n\t\t\tNon repudiation.\n", POLICY,
            f"URI: {world.url}/cps", "Note: TEST certificate. Identity verified by method A.",
            f"Access Location URI: {world.url}/ocsp", "Private Key Usage Period (not critical)"],
        organisation.pem: [
            "CN=木棉貿易有限公司,OU=Sales", "Subject Public Key Algorithm: RSA",
            "(3072 bits)", "Note: TEST certificate. Reliance limit HKD 1000000."]}
    for file, parts in wanted.items():
        done = run("certtool", "--certificate-info", "--infile", file)
        suite.contains(f"{file.name}: certtool reads it", done.out, [
            "Version: 3\n", "Signature Algorithm: RSA-SHA256", *parts])
        suite.check(f"{file.name}: without a complaint",
                    done.ok and not done.err and "error" not in done.out.lower(), done)


class Chains:
    """`certtool --verify` of a certificate below the trusted root, with the current lists."""

    def __init__(self, world):
        self.world, self.root, self.issuing = world, world.roots["rsa"], world.issuing["rsa"]
        self.chain, self.lists = world.folder / "chain.pem", world.folder / "lists.pem"

    def verify(self, file, with_lists=True):
        self.chain.write_text(file.read_text() + self.issuing.pem.read_text())
        options = []
        if with_lists:
            self.lists.write_text(self.root.crl().read_text() + self.issuing.crl().read_text())
            options = ["--load-crl", self.lists]
        return run("certtool", "--verify", "--verify-profile", "medium", "--load-ca-certificate",
                   self.root.pem, *options, "--infile", self.chain)

    def verify_whole(self, file):
        """The chain with its own root."""
        self.chain.write_text("".join(
            item.read_text() for item in (file, self.issuing.pem, self.root.pem)))
        return run("certtool", "--verify-chain", "--infile", self.chain)


def check_chains(suite, world, chains, *certificates):
    for certificate in certificates:
        done = chains.verify_whole(certificate.pem)
        suite.check(f"{certificate}: --verify-chain",
                    done.ok and f"Chain verification output: {TRUSTED}" in done.out, done)
    changed = world.folder / "changed.pem"
    for what, place in (("signature", -9), ("name", certificates[0].der.index("大文".encode()))):
        changed.write_text(pem(flipped(certificates[0].der, place), "CERTIFICATE"))
        done = chains.verify(changed, with_lists=False)
        suite.check(f"one bit of its {what} changed: refused",
                    not done.ok and "Not verified." in done.out, done)


def check_list(suite, authority, count, step):
    """The current list: what certtool reads, and whom it takes for its signer."""
    file = authority.crl()
    done = run("certtool", "--crl-info", "--inder", "--infile", file.with_suffix(""))
    suite.contains(f"list of {authority.name} {step}: certtool reads it", done.out, [
        "Version: 2\n", f"Revoked certificates ({count})" if count else "No revoked",
        "CRL Number (not critical): ", "Authority Key Identifier (not critical)",
        "Unknown extension 1.3.6.1.4.1.32473.3 (not critical)",
        "Signature Algorithm: RSA-SHA256"])
    done = run("certtool", "--verify-crl", "--load-ca-certificate", authority.pem, "--infile",
               file)
    suite.check(f"list of {authority.name} {step}: signed by it", done.ok and TRUSTED in done.text,
                done)


def check_tampered_list(suite, world):
    issuing, root = world.issuing["rsa"], world.roots["rsa"]
    file, changed = issuing.crl(), world.folder / "changed.crl.pem"
    done = run("certtool", "--verify-crl", "--load-ca-certificate", root.pem, "--infile", file)
    suite.check("a list is refused as another authority's", "NOT trusted" in done.text, done)
    for what, place in (("signature", -9), ("last entry", -290)):
        changed.write_text(pem(flipped(der_of(file.read_text()), place), "X509 CRL"))
        done = run("certtool", "--verify-crl", "--load-ca-certificate", issuing.pem, "--infile",
                   changed)
        suite.check(f"a list with one bit of its {what} changed is refused",
                    TRUSTED not in done.text, done)


def check_status(suite, world, chains, certificate, state, step):
    """ocsptool, and the chain with both lists."""
    answer = world.folder / "answer.der"
    issuing = world.issuing["rsa"]
    # ocsptool builds no path from the responder to the root: its issuer is what is trusted.
    done = run("ocsptool", f"--ask={world.url}/ocsp", "--nonce", "--load-cert", certificate.pem,
               "--load-issuer", issuing.pem, "--load-trust", issuing.pem, "--outfile", answer)
    suite.contains(f"{certificate} {step}: ocsptool", done, [
        "Response Status: Successful", f"Certificate Status: {state}",
        f"Serial Number: {certificate.serial}", "Verifying OCSP Response: Success."])
    suite.check(f"{certificate} {step}: ocsptool is content, nonce and all", done.ok
                and re.search(r"Nonce: [0-9a-f]{46}\n", done.out)
                and "mismatch" not in done.text.lower(), done)
    verified = chains.verify(certificate.pem)
    wanted = TRUSTED if state == "good" else REVOKED
    suite.check(f"{certificate} {step}: certtool with both lists",
                verified.ok == (state == "good")
                and wanted in verified.out.split("Chain verification output:")[-1], verified)
    return answer


def check_answer(suite, world, answer):
    """An answer that was kept: checked by its signer, and refused when changed."""
    issuing = world.issuing["rsa"]
    verify = ["ocsptool", "--verify-response", "--load-trust", issuing.pem, "--infile"]
    done = run(*verify, answer)
    suite.check("a kept answer verifies", "Verifying OCSP Response: Success." in done.text, done)
    content = answer.read_bytes()
    changed = world.folder / "changed.der"
    # The time of production stands behind the responder's name; the first digits are the century.
    for what, place in (("time", content.index(b"Z0") - 1), ("serial number",
                        content.index(bytes.fromhex("0214")) + 9)):
        changed.write_bytes(flipped(content, place))
        done = run(*verify, changed)
        suite.check(f"a kept answer with one bit of its {what} changed is refused",
                    "Success." not in done.text and not done.ok, done)
    foreign = world.folder / "foreign.pem"
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Foreign CA",
        "-keyout", world.folder / "foreign.key", "-out", foreign).need()
    done = run("ocsptool", "--verify-response", "--load-trust", foreign, "--infile", answer)
    suite.check("nobody else is taken for its issuer", "Success." not in done.text, done)


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        person, organisation = world.person(tool="certtool"), world.organisation()
        chains = Chains(world)
        check_contents(suite, world, person, organisation)
        check_chains(suite, world, chains, person, organisation)
        for authority in (world.roots["rsa"], world.issuing["rsa"]):
            check_list(suite, authority, 0, "at first")
        answer = check_status(suite, world, chains, person, "good", "when new")
        check_answer(suite, world, answer)
        world.suspend(person)
        check_status(suite, world, chains, person, "revoked", "on hold")
        check_list(suite, world.issuing["rsa"], 1, "with the hold")
        world.release(person)
        check_status(suite, world, chains, person, "good", "released")
        check_list(suite, world.issuing["rsa"], 0, "after the release")
        world.revoke(person)
        check_status(suite, world, chains, person, "revoked", "revoked")
        world.revoke(organisation, "superseded")
        check_status(suite, world, chains, organisation, "revoked", "superseded")
        check_list(suite, world.issuing["rsa"], 2, "at last")
        check_tampered_list(suite, world)


if __name__ == "__main__":
    main()
