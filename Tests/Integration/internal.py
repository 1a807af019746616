#!/usr/bin/env python3
"""An internal authority: P-256 from the root down, outside mutual recognition.

OpenSSL verifies its chain with both lists and its responder's answers, as it does for RSA; nothing
it issues carries a policy or a reliance limit, and a relying party under the policy refuses it.
"""
import json

import proofs
from openssl import Paths, Status, check_status, text_of
from world import Applicant, Suite, World


def check_contents(suite, world, certificates):
    files = [world.roots["p256"].pem, world.issuing["p256"].pem, *certificates]
    for file in files:
        text = text_of(file)
        suite.check(f"{file.name}: ECDSA with SHA-256 on P-256",
                    "Signature Algorithm: ecdsa-with-SHA256" in text and "NIST CURVE: P-256" in text,
                    text)
        suite.check(f"{file.name}: no policy, no reliance limit",
                    "Certificate Policies" not in text and "qcStatements" not in text, text)


def check_keys(suite, world):
    """Each authority takes the keys of its own category alone."""
    facts = ["--category", "personal", "--common-name", "陳大文", "--country", "HK",
             *proofs.DECLARED]
    for authority, family in (("p256-issuing", "rsa"), ("p256-issuing", "sm2"),
                              ("rsa-issuing", "p256")):
        applicant = Applicant(world.folder, f"{family}-for-{authority}", "openssl", family)
        suite.equal(f"{authority}: a key of {family} is refused",
                    world.refused("apply", "--authority", authority, "--csr", applicant.request,
                                  *facts), "request.algorithmRefused")


def check_relying_party(suite, world, person, root, issuing):
    lists = [word for item in (root, issuing) for word in ("--crl", item.crl())]
    done = world.attempt("verify", person.pem, "--trust", root.pem, "--intermediate", issuing.pem,
                         "--offline", *lists)
    decided = json.loads(done.out)
    failed = {check["id"] for check in decided["checks"] if check["outcome"] == "failed"}
    suite.equal("a relying party does not rely on it as recognised", decided["decision"],
                "doNotRely")
    suite.equal("for its algorithms and for want of a policy", failed,
                {"path.algorithms", "path.policies", "policy.recognised"})


def main():
    with Suite(__file__) as suite, World(suite, "rsa", "p256") as world:
        paths, status = Paths(world, "p256"), Status(world, "p256")
        person = world.person("p256")
        organisation = world.organisation("p256", "openssl")
        check_contents(suite, world, [person.pem, organisation.pem])
        for certificate in (person, organisation):
            done = paths.verify(certificate.pem)
            suite.check(f"{certificate}: verifies, strictly and with both lists", done.ok, done)
            check_status(suite, paths, status, certificate, "good")
        check_keys(suite, world)
        check_relying_party(suite, world, person, world.roots["p256"], world.issuing["p256"])
        world.revoke(person)
        check_status(suite, paths, status, person, "revoked", "keyCompromise")


if __name__ == "__main__":
    main()
