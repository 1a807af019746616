# shellcheck shell=sh
# Chapters 7 to 9: relying on certificates; suspended, released, revoked. Sourced by scripts/demo.

# relied_on FILE ROOT: verified without telling more than the decision.
relied_on() {
    run kapok verify "$1" --trust "$2"
    show 1p
}

# doubted FILE ROOT: verified; the decision must be against it, and why is told.
doubted() {
    refused kapok verify "$1" --trust "$2"
    show '1p;/^✗/,/^✓/{/^✓/!p;}'
}

anyone_can_decide() {
    chapter "$said_relying"
    begin publish
    say "$said_published"
    for family in rsa sm2; do
        quietly kapok authority show "$family-root" --out "relying/$family-root.pem"
    done
    place=relying
    run curl -sSf -o person.cer "$base/certificates/rsa-ca/$person_serial.cer"
    quietly curl -sSf -o organisation.cer "$base/certificates/rsa-ca/$organisation_serial.cer"
    quietly curl -sSf -o sm2-person.cer "$base/certificates/sm2-ca/$sm2_serial.cer"
    say "$said_others_fetched"

    begin verify
    say "$said_verify"
    run kapok verify person.cer --trust rsa-root.pem
    show
    say "$said_verify_others"
    relied_on organisation.cer rsa-root.pem
    relied_on sm2-person.cer sm2-root.pem

    begin openssl
    say "$said_openssl"
    run curl -sSf --remote-name-all "$base/ca/rsa-ca.cer" "$base/crl/rsa-ca.crl" \
        "$base/crl/rsa-root.crl"
    run openssl verify -x509_strict -crl_check_all -CAfile rsa-root.pem -untrusted rsa-ca.cer \
        -CRLfile rsa-ca.crl -CRLfile rsa-root.crl person.cer
    show
    place=.
}

# ask_status FILE FAMILY [OPTION…]: what OCSP says, in the words of openssl.
ask_status() {
    file=$1 family=$2
    shift 2
    run openssl ocsp -url "$base/ocsp" -issuer "$family-ca.cer" -cert "$file.cer" "$@" \
        -no_nonce -respout "$file.ocsp.der"
}

a_key_is_lost() {
    chapter "$said_lost"
    begin suspend
    say "$said_suspend"
    run kapok suspend "$person_serial" --reason keyLost --requester subscriber --yes \
        --key officers/mak.pem
    show

    begin suspended
    say "$said_ocsp"
    place=relying
    ask_status person rsa -CAfile rsa-root.pem
    show
    must 'Reason: certificateHold'
    say "$said_crl"
    run curl -sSf -O "$base/crl/rsa-ca.crl"
    run openssl crl -inform DER -in rsa-ca.crl -noout -text
    show '/^Revoked/,/Hold/p'
    must 'Certificate Hold'
    say "$said_signed_now"
    doubted person.cer rsa-root.pem
    place=.

    begin release
    say "$said_found_again"
    echo "TEST: the card is found again" >evidence/found.txt
    echo "TEST: an identity card, shown once more" >evidence/card.txt
    refused kapok release "$person_serial" --requester subscriber --identified sameDocuments \
        --evidence evidence/found.txt --documents evidence/card.txt --yes --key officers/mak.pem
    show_refusal
    run kapok release "$person_serial" --requester subscriber --identified sameDocuments \
        --evidence evidence/found.txt --documents evidence/card.txt --yes --key officers/lau.pem
    show
    place=relying
    relied_on person.cer rsa-root.pem
    place=.
}

a_key_is_stolen() {
    chapter "$said_stolen"
    begin revoke
    say "$said_revoke"
    echo "TEST: a signed report of a theft" >evidence/theft.txt
    run kapok revoke "$person_serial" --reason keyCompromise --requester subscriber \
        --identified sameDocuments --evidence evidence/theft.txt --yes --key officers/mak.pem
    show
    place=relying
    doubted person.cer rsa-root.pem
    place=.
    say "$said_history"
    run kapok status "$person_serial"
    show

    begin revoke-sm2
    say "$said_sm2_revoked"
    run kapok suspend "$sm2_serial" --reason keyLost --requester subscriber --yes \
        --key officers/mak.pem
    run kapok revoke "$sm2_serial" --reason keyCompromise --requester subscriber \
        --identified sameDocuments --evidence evidence/theft.txt --yes --key officers/mak.pem
    place=relying
    doubted sm2-person.cer sm2-root.pem
    say "$said_organisation_stays"
    relied_on organisation.cer rsa-root.pem
    place=.
    results_are_kept
}

# results_are_kept: certificates, lists and OCSP answers as they are now, for other programs to read.
results_are_kept() {
    begin results
    for family in rsa sm2; do
        place=out/$family
        quietly cp "$folder/relying/$family-root.pem" root.pem
        quietly curl -sSf -o root.crl "$base/crl/$family-root.crl"
        quietly curl -sSf -o issuing.crl "$base/crl/$family-ca.crl"
        quietly curl -sSf -o issuing.cer "$base/ca/$family-ca.cer"
        quietly openssl x509 -inform DER -in issuing.cer -out issuing.pem
        quietly rm issuing.cer
    done
    place=out/rsa
    quietly openssl x509 -inform DER -in ../../relying/person.cer -out person.pem
    quietly openssl x509 -inform DER -in ../../relying/organisation.cer -out organisation.pem
    quietly openssl ocsp -url "$base/ocsp" -issuer issuing.pem -cert person.pem -CAfile root.pem \
        -no_nonce -respout person.ocsp.der
    must 'Reason: keyCompromise'
    place=out/sm2
    quietly openssl x509 -inform DER -in ../../relying/sm2-person.cer -out person.pem
    # openssl ocsp cannot be told the SM2 signer's identifier; `kapok verify` checks the signature.
    quietly openssl ocsp -url "$base/ocsp" -issuer issuing.pem -cert person.pem -noverify \
        -no_nonce -respout person.ocsp.der
    must 'Reason: keyCompromise'
    place=.
}
