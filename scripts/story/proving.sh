# shellcheck shell=sh
# Chapters 10 to 12: the journal, a row changed by hand, what to try next. Sourced by scripts/demo.

the_journal_is_checked() {
    chapter "$said_journal"
    begin journal
    say "$said_audit"
    run kapok audit verify
    show 1,5p
    say "$said_case"
    run kapok audit list --case "$person"
    show

    begin proof
    say "$said_prove"
    quietly kapok audit list --case "$person" --operation application.issue --format csv
    entry=$(tail -n 1 "$answer" | cut -d , -f 1)
    run kapok audit prove "$entry" --out outsider/proof.json
    place=outsider
    run curl -sSf -o checkpoint.txt "$base/journal/checkpoint"
    run kapok audit check-proof proof.json --checkpoint checkpoint.txt \
        --verifier-key "$journal_key"
    show

    say "$said_forge"
    sed "s/\"index\": $entry/\"index\": $((entry + 1))/" outsider/proof.json >outsider/forged.json
    refused kapok audit check-proof forged.json --checkpoint checkpoint.txt \
        --verifier-key "$journal_key"
    show
    place=.

    begin conformance
    say "$said_clause"
    run kapok conformance --clause 4.11c
    show
    say "$said_conformance"
    run kapok conformance --html out/conformance.html
    # The totals, and where the page lies: the last two paragraphs.
    show 'H;$!d;x;s/.*\n\n\([^\n].*\n\n\)/\1/p'
    say "$said_duties"
    run kapok duties
    show
    must rsa-ca

    begin assessor
    say "$said_package"
    run kapok conformance export --out outsider/package
    say "$said_package_checked"
    place=outsider
    run python3 -I package/verify.py package --lang "$language" --key "$journal_key"
    show
    place=.
    say "$said_sample"
    run kapok audit sample --of certificates --n 1 --seed "5 1 4 6 2" --out outsider/sample
    show 1,3p
    place=outsider
    quietly python3 -I package/verify.py sample --key "$journal_key"
    place=.
}

a_changed_row_is_found() {
    chapter "$said_tampering"
    begin tamper
    say "$said_tamper"
    stop_server
    run cp -R ca tampered
    run sqlite3 tampered/ledger.sqlite \
        "UPDATE certificate SET state = 'valid' WHERE serial = '$person_serial'"
    refused kapok audit verify --data tampered
    show '1,/rsa-ca/p'
    must "$person_serial"
    say "$said_tamper_found"
}

the_end() {
    chapter "$said_end"
    say "$said_left" "$folder/out"
    (cd out && ls -1 rsa/* sm2/*) | paste -sd ' ' - | wrapped 80 '    ' '    '
    say "$said_try"
    sed 's/^/    /' <<TEXT
cd $folder && . ./env
kapok certificate find wong
kapok status $person_serial
kapok verify out/rsa/person.pem --trust out/rsa/root.pem --offline \\
    --intermediate out/rsa/issuing.pem --crl out/rsa/root.crl --crl out/rsa/issuing.crl
kapok audit list
kapok signer serve --state signer &
kapok serve &
kapok apply --help
TEXT
    say "$said_more" "$(($(date +%s) - started))"
}
