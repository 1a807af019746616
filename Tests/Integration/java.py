#!/usr/bin/env python3
"""Java agrees on the RSA line: CertPathValidator (PKIX) with OCSP and with lists, and keytool."""
from world import HERE, Suite, World, flipped, pem, run

HONG_KONG = "2.16.344.8.2.2008.810.2.2018.1.1"
MAINLAND = "2.16.156.339.1.1.1.2.1"
VALID = f"VALID {HONG_KONG}"


class Validator:
    """java/PathCheck.java, compiled once; the answer is the line that it prints."""

    def __init__(self, world):
        self.world, self.root, self.issuing = world, world.roots["rsa"], world.issuing["rsa"]
        self.classes = world.folder / "classes"
        run("javac", "-Xlint:all", "-Werror", "-d", self.classes,
            HERE / "java" / "PathCheck.java").need()

    def _check(self, file, mode, *words):
        done = run("java", "-cp", self.classes, "PathCheck", self.root.pem, self.issuing.pem,
                   file, mode, *words)
        return done.out.strip() if done.ok else str(done)

    def by_ocsp(self, file, *policy):
        return self._check(file, "ocsp", *policy)

    def by_lists(self, file, *policy, lists=None):
        lists = [self.root.crl(), self.issuing.crl()] if lists is None else lists
        return self._check(file, "crl", *lists, *policy)

    def by_fetched_lists(self, file):
        return self._check(file, "fetched")


def check_status(suite, validator, certificate, step, wanted):
    file = certificate.pem
    suite.equal(f"{certificate} {step}: with OCSP", validator.by_ocsp(file), wanted)
    suite.equal(f"{certificate} {step}: with both lists", validator.by_lists(file), wanted)
    suite.equal(f"{certificate} {step}: with the lists that the certificates point to",
                validator.by_fetched_lists(file), wanted)


def check_refusals(suite, world, validator, person):
    """Java refuses what it should: so its consent above means something."""
    file = person.pem
    suite.equal("under the Hong Kong policy, with OCSP",
                validator.by_ocsp(file, "policy", HONG_KONG), VALID)
    suite.equal("under the Hong Kong policy, with lists",
                validator.by_lists(file, "policy", HONG_KONG), VALID)
    found = validator.by_lists(file, "policy", MAINLAND)
    suite.check("under another policy: refused", found.startswith("INVALID INVALID_POLICY"), found)
    for what, authority in (("issuing authority", validator.root), ("root", validator.issuing)):
        found = validator.by_lists(file, lists=[authority.crl()])
        suite.check(f"without the list of the {what}: refused",
                    found.startswith("INVALID UNDETERMINED_REVOCATION_STATUS"), found)
    changed = world.folder / "changed.pem"
    changed.write_text(pem(flipped(person.der, person.der.index("大文".encode())), "CERTIFICATE"))
    found = validator.by_lists(changed)
    suite.check("one bit of its name changed: refused",
                found.startswith("INVALID INVALID_SIGNATURE"), found)


def check_keytool(suite, world, organisation):
    """The keystore that made the request takes the certificate and its chain; all is readable."""
    store = ["-keystore", organisation.applicant.keystore, "-storetype", "PKCS12", "-storepass",
             "changeit"]
    for alias, authority in (("root", world.roots["rsa"]), ("issuing", world.issuing["rsa"])):
        done = run("keytool", "-importcert", *store, "-noprompt", "-alias", alias, "-file",
                   authority.pem)
        suite.check(f"keytool takes the certificate of {authority.name}", done.ok, done)
    done = run("keytool", "-importcert", *store, "-alias", "own", "-file", organisation.pem)
    suite.contains("keytool takes the answer to its request", done,
                   ["Certificate reply was installed in keystore"])
    done = run("keytool", "-list", "-v", *store, "-alias", "own")
    suite.contains("keytool shows the chain and the extensions", done.out, [
        "Certificate chain length: 3", "CN=木棉貿易有限公司", f"Serial number: "
        f"{organisation.serial.lstrip('0')}", "3072-bit RSA key", "Non_repudiation",
        f"CertificatePolicyId: [{HONG_KONG}]", f"URIName: {world.url}/ocsp",
        "PathLen:0", "PrivateKeyUsage: [", "Signature algorithm name: SHA256withRSA"])
    world.issuing["rsa"].crl()
    done = run("keytool", "-printcrl", "-file", world.folder / "rsa-issuing.crl")
    suite.contains("keytool reads the list", done.out, [
        "X.509 CRL v2", "Reason Code: KEY_COMPROMISE", "CRL Number",
        "Extension unknown: DER encoded OCTET string"])


def main():
    with Suite(__file__) as suite, World(suite, "rsa") as world:
        validator = Validator(world)
        person, organisation = world.person(tool="keytool"), world.organisation()
        check_status(suite, validator, person, "new", VALID)
        check_status(suite, validator, organisation, "new", VALID)
        check_refusals(suite, world, validator, person)
        world.suspend(person)
        check_status(suite, validator, person, "on hold", "INVALID REVOKED CERTIFICATE_HOLD")
        world.release(person)
        check_status(suite, validator, person, "released", VALID)
        world.revoke(person)
        check_status(suite, validator, person, "revoked", "INVALID REVOKED KEY_COMPROMISE")
        check_status(suite, validator, organisation, "all the same", VALID)
        check_keytool(suite, world, organisation)


if __name__ == "__main__":
    main()
