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

    say "$said_serve"
    start_server
    say "$said_ready" "$base"
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

# create HOW NAME KIND FAMILY JURISDICTION COMMON-NAME [ROOT]: three administrators sign.
create() {
    how=$1
    "$how" kapok authority create "$2" --kind "$3" ${7:+--issuer "$7"} --family "$4" \
        --jurisdiction "$5" --common-name "$6" --base-url "$base" --yes --key officers/chan.pem
    proposal=$(found 'pro-[a-z2-7]+')
    [ "$how" = quietly ] || show
    "$how" kapok approve "$proposal" --yes --key officers/yip.pem
    "$how" kapok approve "$proposal" --yes --key officers/tang.pem
    [ "$how" = quietly ] || show
}

authorities_are_created() {
    chapter "$said_authorities"
    begin authorities
    say "$said_three_people"
    create run rsa-root root rsa hongKong "Kapok Demo RSA Root"
    say "$said_more_authorities"
    create quietly rsa-ca issuing rsa hongKong "Kapok Demo RSA CA" rsa-root
    create quietly sm2-root root sm2 guangdong "Kapok Demo SM2 Root"
    create quietly sm2-ca issuing sm2 guangdong "Kapok Demo SM2 CA" sm2-root
    run kapok authority list
    show
}
