#!/usr/bin/env python3
"""Secrets split in shares after SLIP-0039: the reference tool combines ours, and ours combine its.

`ShareExchange`, beside the program in $KAPOK, splits and combines; `shamir-mnemonic` from PyPI is on the other side.
Every secret is drawn anew: what is told with a failure is what it takes to see it again.
"""
import itertools
import os
import pathlib
import random
import secrets

from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from world import Suite, run

PROGRAM = pathlib.Path(os.environ["KAPOK"]).parent / "ShareExchange"
# Each (needed, members, octets of the secret, passphrase).
QUORUMS = [(2, 3, 16, ""), (2, 3, 32, ""), (3, 5, 16, ""), (2, 4, 18, "a passphrase ~"), (5, 8, 64, ""),
           (15, 16, 32, ""), (2, 16, 32, "TREZOR")]


def split(secret, needed, members, passphrase=""):
    done = run(PROGRAM, "split", needed, members, passphrase, stdin=secret.hex().encode() + b"\n")
    return done.need().out.splitlines()


def combine(shares, passphrase=""):
    """The secret, or what was refused."""
    done = run(PROGRAM, "combine", passphrase, stdin="\n".join(shares).encode())
    return bytes.fromhex(done.out) if done.ok else done.text.strip()


def theirs(shares, passphrase=""):
    try:
        return combine_mnemonics(shares, passphrase.encode())
    except MnemonicError as error:
        return str(error)


def chosen(shares, needed, most=12):
    """Every choice of so many, or some at random, each in any order."""
    choices = list(itertools.combinations(shares, needed))
    return [random.sample(choice, needed) for choice in random.sample(choices, min(most, len(choices)))]


def they_combine_ours(suite):
    for needed, members, octets, passphrase in QUORUMS:
        secret = secrets.token_bytes(octets)
        shares = split(secret, needed, members, passphrase)
        name = f"{needed} of {members}, {8 * octets} bits" + (", with a passphrase" if passphrase else "")
        wrong = [choice for choice in chosen(shares, needed) if theirs(choice, passphrase) != secret]
        suite.equal(f"ours, {name}: theirs combine them", wrong, [])
        suite.equal(f"ours, {name}: as many shares as members", (len(shares), len(set(shares))),
                    (members, members))
        suite.check(f"ours, {name}: theirs refuse one share less",
                    "Wrong number of mnemonics" in theirs(random.sample(shares, needed - 1), passphrase))


def we_combine_theirs(suite):
    for needed, members, octets, passphrase in QUORUMS:
        for extendable in (True, False):
            secret, exponent = secrets.token_bytes(octets), random.randrange(3)
            (shares,) = generate_mnemonics(1, [(needed, members)], secret, passphrase.encode(),
                                           extendable, exponent)
            name = f"{needed} of {members}, {8 * octets} bits, exponent {exponent}" + (
                ", extendable" if extendable else "")
            wrong = [choice for choice in chosen(shares, needed, 4) if combine(choice, passphrase) != secret]
            suite.equal(f"theirs, {name}: ours combine them", wrong, [])
            short = [" ".join(word[:4] for word in share.split()).upper() for share in shares[:needed]]
            suite.equal(f"theirs, {name}: four letters a word suffice", combine(short, passphrase), secret)
            suite.equal(f"theirs, {name}: written again as they were",
                        run(PROGRAM, "read", stdin="\n".join(shares).encode()).need().out.splitlines(), shares)


def groups(suite):
    """Two levels, which ours never write."""
    for _ in range(6):
        secret, sizes = secrets.token_bytes(16), [(1, 1), (2, 3), (3, 5), (2, 2)]
        made = generate_mnemonics(3, sizes, secret)
        which = random.sample(range(4), 3)
        shares = [share for group in which for share in random.sample(made[group], sizes[group][0])]
        random.shuffle(shares)
        suite.equal(f"theirs, groups {sorted(which)}: ours combine them", combine(shares), secret)
        fewer = [share for share in shares if share not in made[which[0]]]
        suite.equal(f"theirs, groups {sorted(which[1:])} of three: ours refuse them",
                    combine(fewer), "tooFewGroups(needed: 3, given: 2)")


def altered(suite):
    """What one finds wrong, the other finds wrong, too."""
    found = []
    for needed, members, octets in ((2, 3, 16), (3, 5, 32)):
        shares = split(secrets.token_bytes(octets), needed, members)[:needed]
        for wrong in (1, 2, 3):
            for _ in range(10):
                words = shares[0].split()
                for place in random.sample(range(len(words)), wrong):
                    words[place] = random.choice([word for word in WORDLIST if word != words[place]])
                both = [" ".join(words)] + shares[1:]
                ours, reference = combine(both), theirs(both)
                if not (str(ours).startswith("wrongChecksum") and "checksum" in str(reference)):
                    found.append((both, ours, reference))
    suite.equal("one, two and three wrong words are refused by both", found, [])
    one, other = split(secrets.token_bytes(16), 2, 3), split(secrets.token_bytes(16), 2, 3)
    suite.equal("a share of another secret is told", combine([one[0], other[1]]), "otherSet(share: 2)")
    suite.check("and refused by theirs", "Invalid set of mnemonics" in theirs([one[0], other[1]]))
    suite.equal("a share that is there twice is told", combine([one[0], one[0]]), "repeated(share: 2, earlier: 1)")
    words = one[0].split()
    suite.equal("a word that is in no list is told by its place, and not repeated",
                combine([" ".join(words[:4] + ["kapok"] + words[5:]), one[1]]), "unknownWords(places: [5])")


def main():
    with Suite(__file__) as suite:
        they_combine_ours(suite)
        we_combine_theirs(suite)
        groups(suite)
        altered(suite)


if __name__ == "__main__":
    main()
