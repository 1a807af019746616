#!/bin/sh
# The demo in all three languages: it tells the whole story, leaves what it promises, can be killed
# and run again, and ends what it started.
set -u
cd "$(dirname "$0")/../.." || exit
work=$(mktemp -d)
folder=$work/demo
passed=0
failed=0

# An interrupted test must not leave the demo's programs: these run in that folder and nothing else.
finish() {
    for name in server signer; do
        [ -f "$folder/$name.pid" ] || continue
        process=$(cat "$folder/$name.pid")
        [ "$(readlink "/proc/$process/cwd")" != "$folder" ] || kill "$process"
    done
    rm -rf "$work"
}
trap finish EXIT
trap 'exit 130' HUP INT TERM

# check NAME COMMAND…: one case.
check() {
    name=$1
    shift
    if "$@" >"$work/output" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED: $name"
        sed 's/^/  /' "$work/output"
    fi
}

tells() {
    scripts/demo --lang "$1" --folder "$folder" >"$work/$1.txt" 2>&1 || {
        tail -n 20 "$work/$1.txt"
        return 1
    }
}

# says_all LANGUAGE: each sentence of the story that has no arguments, but for the failures.
says_all() {
    tr -d ' \n' <"$work/$1.txt" >"$work/told"
    sed -n '1,/^said_more=/s/^said_[a-z0-9_]*="\(.*\)"$/\1/p' "scripts/story/$1.sh" |
        grep -v '%s' | sed 's/\\\$/$/g' | tr -d ' ' >"$work/sentences"
    [ "$(wc -l <"$work/sentences")" -gt 50 ] || return 1
    while read -r sentence; do
        grep -Fq -- "$sentence" "$work/told" || { echo "not told: $sentence" && return 1; }
    done <"$work/sentences"
}

# refuses_in_words LANGUAGE: each refusal is told from its first word on.
refuses_in_words() {
    [ "$(grep -Ec '^  (Refused: |拒絕：|拒绝：)' "$work/$1.txt")" -eq 3 ]
}

# overdue_is_told LANGUAGE OVERDUE DUTY: the five operations that lack people, each on a line.
overdue_is_told() {
    [ "$(grep -Ec "^ *$2 +[0-9]{4}-[0-9]{2}-[0-9]{2} +$3 " "$work/$1.txt")" -eq 5 ]
}

# totals_are_told LANGUAGE PATTERN: of all clauses, and the same as in the package for the assessor.
totals_are_told() {
    python3 -I - "$work/$1.txt" "$folder/outsider/package/report.json" "$2" <<'PYTHON'
import json
import re
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    told = re.findall(sys.argv[3], re.sub(r"\s", "", file.read()))
with open(sys.argv[2], encoding="utf-8") as file:
    report = json.load(file)
states = ("open", "missing", "overdue", "held", "notApplicable")
totals = [report["totals"][state] for state in states]
print(told, totals)
# One clause alone is shown before.
whole = [line for line in (list(map(int, line)) for line in told) if sum(line) > 1]
sys.exit(0 if whole == [totals] and sum(totals) == 256 else 1)
PYTHON
}

fits() {
    LC_ALL=C awk -f scripts/story/columns.awk -f /dev/stdin "$work/$1.txt" <<'AWK'
columns_of($0) > 104 || /\033/ { print; wrong = 1 }
END { exit wrong }
AWK
}

nothing_runs() {
    [ ! -e "$folder/server.pid" ] && [ ! -e "$folder/signer.pid" ] || return 1
    for directory in /proc/[0-9]*/cwd; do
        [ "$(readlink "$directory")" != "$folder" ] || { echo "$directory" && return 1; }
    done
}

# answered FILE: what a stored OCSP answer says, without asking anybody.
answered() {
    openssl ocsp -respin "$1/person.ocsp.der" -issuer "$1/issuing.pem" -cert "$1/person.pem" \
        -noverify
}

# revoked_in_list FOLDER: the person's certificate stands in the list, which the authority signed.
revoked_in_list() {
    serial=$(openssl x509 -in "$1/person.pem" -noout -serial | cut -d = -f 2)
    openssl crl -inform DER -in "$1/issuing.crl" -noout -text | grep -F "$serial"
}

says() {
    wanted=$1
    shift
    "$@" | tee /dev/stderr | grep -Fq -- "$wanted"
}

refuses() {
    wanted=$1
    shift
    if "$@" >"$work/refusal" 2>&1; then return 1; fi
    cat "$work/refusal"
    grep -Fq -- "$wanted" "$work/refusal"
}

killed_in_the_middle() {
    scripts/demo --folder "$folder" >"$work/killed.txt" 2>&1 &
    demo=$!
    for _ in $(seq 300); do
        [ ! -s "$folder/server.pid" ] || break
        sleep 0.1
    done
    kill -KILL "$demo"
    wait "$demo" 2>/dev/null
    kill -0 "$(cat "$folder/server.pid")"
}

check "the story is whole in every language" scripts/story/check
check "a demo that is killed leaves a server" killed_in_the_middle
for language in en zh-Hant zh-Hans; do
    check "$language: the demo runs, also after one that was killed" tells "$language"
    check "$language: every sentence is told" says_all "$language"
    check "$language: refusals are told whole" refuses_in_words "$language"
    check "$language: lines fit a terminal and hold no codes" fits "$language"
    case $language in
        en)
            set -- overdue "replace who is missing" \
                '(\d+)open,(\d+)missing,(\d+)overdue,(\d+)held,(\d+)notapplicable'
            ;;
        zh-Hant) set -- 逾期 補充人手 \
            '未有着落(\d+)項，欠缺(\d+)項，逾期(\d+)項，符合(\d+)項，不適用(\d+)項' ;;
        zh-Hans) set -- 逾期 补充人手 \
            '未落实(\d+)项，欠缺(\d+)项，逾期(\d+)项，符合(\d+)项，不适用(\d+)项' ;;
    esac
    check "$language: five overdue duties are told" overdue_is_told "$language" "$1" "$2"
    check "$language: the totals are told, of every clause" totals_are_told "$language" "$3"
    check "$language: nothing is left running" nothing_runs
done

rsa=$folder/out/rsa
sm2=$folder/out/sm2
check "openssl relies on the organisation's certificate" openssl verify -x509_strict \
    -crl_check_all -CAfile "$rsa/root.pem" -untrusted "$rsa/issuing.pem" \
    -CRLfile "$rsa/issuing.crl" -CRLfile "$rsa/root.crl" "$rsa/organisation.pem"
check "openssl does not rely on the person's" refuses "certificate revoked" openssl verify \
    -crl_check_all -CAfile "$rsa/root.pem" -untrusted "$rsa/issuing.pem" \
    -CRLfile "$rsa/issuing.crl" -CRLfile "$rsa/root.crl" "$rsa/person.pem"
check "openssl accepts the SM2 signature" openssl verify -vfyopt distid:1234567812345678 \
    -partial_chain -trusted "$sm2/issuing.pem" "$sm2/person.pem"
for side in "$rsa" "$sm2"; do
    check "the list in $side names the person" revoked_in_list "$side"
    check "the OCSP answer in $side says revoked" says "Reason: keyCompromise" answered "$side"
    check "the OCSP answer in $side has a SHA-1 CertID" says "Hash Algorithm: sha1" \
        openssl ocsp -respin "$side/person.ocsp.der" -noverify -resp_text
done

mkdir "$work/theirs"
echo precious >"$work/theirs/file"
check "a folder of somebody else is not emptied" refuses "--folder" \
    scripts/demo --lang en --folder "$work/theirs"
check "… and is as it was" grep -Fq precious "$work/theirs/file"
check "an unknown language is refused" refuses "Usage" scripts/demo --lang fr
printf '#!/bin/sh\nexit 3\n' >"$work/broken"
chmod +x "$work/broken"
cp "$work/broken" "$work/kapok-simulator"
check "a step that fails stops the demo with its log" refuses "log/01-init.txt" \
    env KAPOK="$work/broken" scripts/demo --lang en --folder "$folder"

echo "suite demo: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
