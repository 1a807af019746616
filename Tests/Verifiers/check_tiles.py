#!/usr/bin/env python3
"""Recomputes the root of a Kapok journal from the tiles that it publishes.

    check_tiles.py BASE_URL VERIFIER_KEY     prints OK SIZE ROOT or FAIL: reason, exit status 0 or 1

Fetches BASE_URL/journal/checkpoint and every tile below it. Follows C2SP tlog-tiles and RFC 6962
section 2.1 and shares no code with Kapok.
"""
import hashlib, sys, urllib.request

from check_proof import Fail, need, node, signed_checkpoint, split

WIDTH = 256


def tile_path(level, index, width):
    """tile/L/N[.p/W] with N in groups of three digits, all but the last marked by an x."""
    name = f"{index % 1000:03}"
    while index >= 1000:
        index //= 1000
        name = f"x{index % 1000:03}/{name}"
    return f"tile/{level}/{name}" + (f".p/{width}" if width < WIDTH else "")


def tree_root(hashes):
    """MTH of a list of hashes. RFC 6962 section 2.1."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    left = split(len(hashes))
    return node(tree_root(hashes[:left]), tree_root(hashes[left:]))


def level_hashes(fetch, level, count):
    """All hashes of a level of tiles, each tile asked for as wide as the tree makes it."""
    hashes = []
    for index in range((count + WIDTH - 1) // WIDTH):
        width = min(WIDTH, count - index * WIDTH)
        tile = fetch(tile_path(level, index, width))
        need(len(tile) == 32 * width, f"tile {level}/{index} has {len(tile)} octets")
        hashes += [tile[place:place + 32] for place in range(0, len(tile), 32)]
    return hashes


def leaf_hashes(fetch, size):
    """The leaf hashes, after checking that every higher tile is what follows from them."""
    leaves = below = level_hashes(fetch, 0, size)
    level = 0
    while len(below) >= WIDTH:
        level += 1
        whole = [tree_root(below[place:place + WIDTH])
                 for place in range(0, len(below) - WIDTH + 1, WIDTH)]
        need(level_hashes(fetch, level, len(whole)) == whole, f"level {level} does not follow")
        below = whole
    return leaves


def check(fetch, verifier_key):
    """Size, root and leaf hashes of the journal behind a fetching function."""
    note = fetch("checkpoint").decode()
    size, root = signed_checkpoint(note, note.split("\n", 1)[0], verifier_key)
    leaves = leaf_hashes(fetch, size)
    need(tree_root(leaves) == root, "the tiles lead to another root")
    return size, root, leaves


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)

    def fetch(path):
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"{sys.argv[1]}/journal/{path}", timeout=60) as answer:
            return answer.read(1 << 20)

    try:
        size, root, _ = check(fetch, sys.argv[2])
    except (Fail, ValueError, OSError) as error:
        print("FAIL:", error)
        sys.exit(1)
    print("OK", size, root.hex())


if __name__ == "__main__":
    main()
