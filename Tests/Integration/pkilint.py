#!/usr/bin/env python3
"""pkilint finds no error in any certificate, list, status answer or pair of certificates.

Its programs are run as they are installed, beside $PYTHON. Findings at the levels ERROR and FATAL
are failures; WARNING and NOTICE are printed where the suite is verbose.
"""
import json, os, pathlib

from world import Suite, Unexpected, World, flipped, run
import der

SEVERE = ("ERROR", "FATAL")


class Linters:
    """The programs of the package, and how much they looked at."""

    def __init__(self, suite):
        self.suite, self.noted = suite, set()
        self.folder = pathlib.Path(os.environ.get("PYTHON", "")).parent
        if not (self.folder / "lint_pkix_cert").exists():
            raise Unexpected("$PYTHON must be the Python of an environment with pkilint")

    def findings(self, program, *words):
        """[(severity, code, place, message)], and how many validators looked."""
        done = run(self.folder / program, "lint", *words[:-1], "-s", "ALL", "-f", "JSON",
                   words[-1])
        try:
            results = json.loads(done.out)["results"]
        except (ValueError, KeyError):
            return [("FATAL", "no report", str(words[-1]), str(done))], 0
        return [(found["severity"], found["code"], result["node_path"], found["message"])
                for result in results for found in result["finding_descriptions"]], len(results)

    def check(self, title, at_least, program, *words):
        """No severe finding, by at least so many validators: a linter that looked at nothing
        has found nothing."""
        findings, count = self.findings(program, *words)
        severe = [finding for finding in findings if finding[0] in SEVERE]
        self.suite.check(f"{title}: no error, by {count} validators",
                         not severe and count >= at_least, f"{count} validators\n{severe}")
        for severity, code, place, message in findings:
            if severity in ("WARNING", "NOTICE") and (code, place) not in self.noted:
                self.noted.add((code, place))
                self.suite.note(f"{severity} {code} at {place}: {message or ''}")


def answer(world, family, name, *words):
    """An OCSP answer, and the responder's certificate in it, as files."""
    file = world.folder / f"{family}-{name}.ocsp.der"
    run("openssl", "ocsp", "-issuer", world.issuing[family].pem, *words, "-url",
        f"{world.url}/ocsp", "-noverify", "-respout", file).need()
    responder = world.folder / f"{family}-responder.der"
    responder.write_bytes(der.StatusAnswer(file.read_bytes()).certificates[0])
    return file, responder


def check_family(suite, world, linters, family):
    root, issuing = world.roots[family], world.issuing[family]
    kinds = {
        "personal": world.person(family), "organisation": world.organisation(
            family, "keytool" if family == "rsa" else "openssl"),
        "personal, method B": world.person(family, method="B", email=None)}
    good, responder = answer(world, family, "good", "-cert", kinds["personal"].pem)
    files = {"root": root.pem, "issuing": issuing.pem, "responder": responder,
             **{kind: certificate.pem for kind, certificate in kinds.items()}}
    for kind, file in files.items():
        linters.check(f"{family}: certificate, {kind}", 40, "lint_pkix_cert", file)
    pairs = [("issuing", root.pem, issuing.pem), ("responder", issuing.pem, responder)]
    pairs += [(kind, issuing.pem, certificate.pem) for kind, certificate in kinds.items()]
    for kind, upper, lower in pairs:
        linters.check(f"{family}: certificate beside its issuer's, {kind}", 30,
                      "lint_pkix_signer_signee_cert_chain", upper, lower)

    def check_lists(when):
        for authority in (root, issuing):
            file = authority.crl().with_suffix("")
            for scope in ("CRL", "ARL"):
                linters.check(f"{family}: list of the {authority.kind} {when}, as {scope}", 20,
                              "lint_crl", "-t", scope, "-p", "PKIX", file)

    check_lists("when empty")
    linters.check(f"{family}: answer, good", 20, "lint_ocsp_response", good)
    unknown, _ = answer(world, family, "unknown", "-no_nonce", "-serial", "0x" + "5a" * 20)
    linters.check(f"{family}: answer, unknown", 20, "lint_ocsp_response", unknown)
    world.suspend(kinds["personal"])
    world.revoke(kinds["organisation"])
    world.revoke(kinds["personal, method B"], "unspecified")
    check_lists("with three entries")
    for kind, certificate in kinds.items():
        file, _ = answer(world, family, "revoked", "-cert", certificate.pem)
        linters.check(f"{family}: answer, {kind} on hold or revoked", 20, "lint_ocsp_response",
                      file)


def check_linter(suite, world, linters):
    """The linter itself finds an error in a certificate of no version."""
    certificate = world.issuing["rsa"].der
    spoilt = world.folder / "spoilt.der"
    spoilt.write_bytes(flipped(certificate, certificate.index(bytes.fromhex("a003020102")) + 4))
    findings, _ = linters.findings("lint_pkix_cert", spoilt)
    suite.check("the linter finds an error where there is one",
                any(finding[0] in SEVERE for finding in findings), findings)


def main():
    with Suite(__file__) as suite, World(suite, "rsa", "sm2") as world:
        linters = Linters(suite)
        for family in world.families:
            check_family(suite, world, linters, family)
        check_linter(suite, world, linters)


if __name__ == "__main__":
    main()
