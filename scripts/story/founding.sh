# shellcheck shell=sh
# Chapters 1 to 3: founders, officers, authorities. Sourced by scripts/demo.

introduce() {
    printf '%s%s%s\n' "$bold" "$said_title" "$plain"
    say "$said_what"
    say "$said_how" "$folder"
}

# the_authority_is_founded: a folder, three founders, a journal, a server.
the_authority_is_founded() {
    chapter "$said_founding"
    begin init
    say "$said_test"
    run openssl rand -base64 -out unlock.txt 33
    say "$said_unlock"

    say "$said_own_keys"
    run kapok operator key --out officers/chan.pem
    show
    for officer in yip tang; do quietly kapok operator key --out "officers/$officer.pem"; done
    say "$said_other_founders"

    say "$said_init"
    port=$(free_port)
    base=http://127.0.0.1:$port
    run kapok init --organization "Kapok Demo" --unlock-file unlock.txt \
        --listen "127.0.0.1:$port" --base-url "$base" --founder chan=officers/chan.pem \
        --founder yip=officers/yip.pem --founder tang=officers/tang.pem
    show
    journal_key=$(found '[^ ]+\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+')
    echo "$journal_key" >outsider/journal-key.txt
    say "$said_journal_key"

    signer_is_founded
    module_is_connected
    start_signer

    say "$said_serve"
    start_server
    say "$said_ready" "$base"
}

# signer_is_founded: a folder of its own for all keys that sign, and where the server finds it.
signer_is_founded() {
    say "$said_signer"
    openssl rand -base64 24 >signer.secret
    run kapok signer init --state signer --unlock-file signer.secret --from ca
    show
    sed -i "s|^node:|node:\\n  signer: $folder/signer/signer.sock|" ca/kapok.yaml
    run grep -A 1 '^node:' ca/kapok.yaml
    show
}

# module_is_connected: a token of SoftHSM, which stands for a device; sets `module`, its serial number.
softhsm=/usr/lib/softhsm/libsofthsm2.so
module_is_connected() {
    say "$said_module"
    mkdir softhsm
    printf 'directories.tokendir = %s/softhsm\nobjectstore.backend = file\n' "$folder" >softhsm2.conf
    openssl rand -hex 8 >signer/module.pin
    # Its PINs stand in no log of the demo.
    softhsm2-util --init-token --free --label Kapok --pin "$(cat signer/module.pin)" \
        --so-pin "$(openssl rand -hex 8)" >/dev/null
    run pkcs11-tool --module "$softhsm" --list-token-slots
    show '/serial num\|token model\|firmware/p'
    module=$(sed -n 's/.*serial num *: *//p' "$answer" | head -n 1)
    firmware=$(sed -n 's/.*firmware version *: *//p' "$answer" | head -n 1)
    printf 'modules:\n  softhsm: %s %s module.pin\n' "$softhsm" "$module" >>signer/signer.yaml
    run grep -A 1 '^modules:' signer/signer.yaml
    show
}

# module_is_registered: from its purchase to its use, each step a version of its record.
module_is_registered() {
    say "$said_module_record"
    run kapok record add cryptographicModule --set "serial=$module" --set maker=SoftHSM \
        --set "model=SoftHSM v2" --set "firmware=$firmware" --set standard=fips140-2 \
        --set certificateNumber=TEST --set approvedUntil=2099-12-31 --set stage=bought \
        --set "stageOn=$(date +%F)" --set place=demo --set doneBy=chan --set supervisedBy=yip \
        --yes --key officers/chan.pem
    record=$(found 'rec-[a-z2-7]+')
    for stage in received installed accepted trial inUse; do
        quietly kapok record change "$record" --set "stage=$stage" --yes --key officers/chan.pem
    done
}

# enrol NAME ROLE: proposed by one founder, approved by another; told for the first officer only.
enrol() {
    quietly kapok operator key --out "officers/$1.pem"
    quietly kapok operator enrol --name "$1" --public-key "officers/$1.pub.pem" \
        --role "$2" --yes --key officers/chan.pem
    quietly kapok approve "$(found 'pro-[a-z2-7]+')" --yes --key officers/yip.pem
}

officers_are_enrolled() {
    chapter "$said_officers"
    begin enrol
    say "$said_propose"
    quietly kapok operator key --out officers/mak.pem
    run kapok operator enrol --name mak --public-key officers/mak.pub.pem \
        --role validator --yes --key officers/chan.pem
    show
    proposal=$(found 'pro-[a-z2-7]+')

    say "$said_twice"
    refused kapok approve "$proposal" --yes --key officers/chan.pem
    show_refusal

    say "$said_second"
    run kapok approve "$proposal" --yes --key officers/yip.pem
    show

    say "$said_more_officers"
    enrol lau approver
    enrol ng issuingOfficer
    run kapok operator list --key officers/chan.pem
    show
}

# create HOW NAME KIND FAMILY JURISDICTION COMMON-NAME [ROOT]: three administrators sign. SoftHSM has no SM2.
create() {
    how=$1
    inside=
    [ "$4" != rsa ] || inside=$module
    "$how" kapok authority create "$2" --kind "$3" ${7:+--issuer "$7"} --family "$4" \
        --jurisdiction "$5" --common-name "$6" --base-url "$base" ${inside:+--module "$inside"} \
        --yes --key officers/chan.pem
    proposal=$(found 'pro-[a-z2-7]+')
    [ "$how" = quietly ] || show
    "$how" kapok approve "$proposal" --yes --key officers/yip.pem
    "$how" kapok approve "$proposal" --yes --key officers/tang.pem
    [ "$how" = quietly ] || show
}

authorities_are_created() {
    chapter "$said_authorities"
    begin authorities
    module_is_registered
    say "$said_three_people"
    create run rsa-root root rsa hongKong "Kapok Demo RSA Root"
    say "$said_module_key"
    MODULE_PIN=$(cat signer/module.pin)
    export MODULE_PIN
    run pkcs11-tool --module "$softhsm" --login --pin env:MODULE_PIN --list-objects --type privkey
    show '/label\|Usage\|Access/p'
    unset MODULE_PIN
    say "$said_more_authorities"
    create quietly rsa-ca issuing rsa hongKong "Kapok Demo RSA CA" rsa-root
    create quietly sm2-root root sm2 guangdong "Kapok Demo SM2 Root"
    create quietly sm2-ca issuing sm2 guangdong "Kapok Demo SM2 CA" sm2-root
    run kapok authority list
    show
}
