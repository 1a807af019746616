# shellcheck shell=sh
# Chapters 4 to 6: applications, vetting and acceptance, approval and issue. Sourced by scripts/demo.

# What an applicant names of a document: for whom, its kind, its number.
document() {
    printf '{"documents":[{"kind":"%s","number":"%s"}]}\n' "$2" "$3" >"applicants/$1.json"
}

people_apply() {
    chapter "$said_applications"
    begin apply
    say "$said_person_applies"
    place=applicants
    run openssl req -new -newkey rsa:2048 -nodes -keyout person.key -out person.csr \
        -subj "/CN=Wong Ka Yan"
    place=.
    document person hongKongIdentityCard "A123456(3)"
    run kapok apply --authority rsa-ca --category personal --csr applicants/person.csr \
        --identity applicants/person.json \
        --common-name "Wong Ka Yan" --surname Wong --given-name "Ka Yan" --country HK \
        --trademark no --declare
    show
    person=$(found 'app-[a-z2-7]+')
    say "$said_subject_ignored"

    say "$said_organisation_applies"
    place=applicants
    run keytool -genkeypair -alias signing -keyalg RSA -keysize 2048 \
        -dname "CN=Bauhinia Trading Ltd" -keystore organisation.p12 -storepass demo-password
    run keytool -certreq -alias signing -keystore organisation.p12 -storepass demo-password \
        -file organisation.csr
    place=.
    document organisation businessRegistration 12345678
    run kapok apply --authority rsa-ca --category organisation --csr applicants/organisation.csr \
        --identity applicants/organisation.json \
        --common-name "Bauhinia Trading Ltd" --organization "Bauhinia Trading Ltd" \
        --organization-identifier NTRHK-12345678 --country HK --trademark no --declare
    show
    organisation=$(found 'app-[a-z2-7]+')

    say "$said_sm2_person_applies"
    place=applicants
    run openssl genpkey -algorithm SM2 -out sm2-person.key
    run openssl req -new -key sm2-person.key -sm3 -sigopt distid:1234567812345678 \
        -out sm2-person.csr -subj "/CN=Li Hua"
    place=.
    document sm2-person residentIdentityCard 11010519491231002X
    run kapok apply --authority sm2-ca --category personal --csr applicants/sm2-person.csr \
        --identity applicants/sm2-person.json \
        --common-name 李华 --surname 李 --given-name 华 --country CN --trademark no --declare
    show
    sm2_person=$(found 'app-[a-z2-7]+')
}

# sheet_of_person NAME DOCUMENT: what the officer saw of a person, face to face.
sheet_of_person() {
    cat <<EOF
contentsReview:
  trademark: 'no'
  minor: 'no'
faceToFace:
  place: hk-central
  seenAt: 2026-01-05 10:00:00
  identityDocument: $2
  name: $1
EOF
}

# sheet_of_organisation NAME REPRESENTATIVE: what the officer saw and was told of an organisation.
sheet_of_organisation() {
    printf '%%PDF-1.7\nTEST: a paper\n%%%%EOF\n' >evidence/paper.pdf
    cat <<EOF
contentsReview:
  trademark: 'no'
existence:
  source: hk-cr
  seenAt: 2026-01-05 09:30:00
  name: $1
  number: '12345678'
  file: evidence/paper.pdf
genuineness:
  seenAt: 2026-01-05 09:40:00
  outcome: genuine
  compared: the copy of the register
callBack:
  seenAt: 2026-01-05 09:50:00
  contactFrom: officialRegister
  spokenTo: company secretary
  outcome: confirmed
authorisation:
  name: $2
  act: apply
  from: 2026-01-01
  until: 2099-12-31
  file: evidence/paper.pdf
representative:
  place: hk-central
  seenAt: 2026-01-05 10:30:00
  identityDocument: hongKongIdentityCard
  name: $2
EOF
}

# connector NAME KIND SOURCE: one of the practice, and its files in the data folder.
connector() {
    mkdir -p "ca/connectors/$1"
    cp sources/root.pem sources/client.pem sources/client.key "ca/connectors/$1"
    printf '{"name":"%s","kind":"%s","source":"%s","url":"%s/%s","root":"%s","contract":"LA-2026-1"}' \
        "$1" "$2" "$3" "$sources" "$3" "$sources_root"
}

# sources_are_connected: whom the authority may ask, by contract and by the practice.
sources_are_connected() {
    begin sources
    say "$said_sources"
    start_simulator
    quietly kapok record add contract --set number=LA-2026-1 \
        --set partner="Sources of the demonstration" --set scope="comparison of identity data" \
        --set from=2026-01-01 --set securityTerms=yes --set dividesLiability=yes \
        --yes --key officers/chan.pem
    {
        printf '{"recognisedDatabases":"cn-id","recognisedDatabasesPublication":"2026-01-02 %s",' \
            "$(openssl dgst -sha256 -r evidence/publication.txt | cut -d ' ' -f 1)"
        printf '"connectorNetworks":"127.0.0.0/8","connectors":['
        connector database officialDatabase cn-id && printf ,
        connector face faceMatch cn-face && printf ,
        connector bank bankMatch cn-bank && printf ']}\n'
    } >evidence/sources.json
    run kapok config propose evidence/sources.json --yes --key officers/chan.pem
    show
    quietly kapok approve "$(found 'pro-[a-z2-7]+')" --yes --key officers/yip.pem
}

# picture NAME: the smallest that there is.
picture() {
    printf '\377\330\377\340TEST %s\377\331' "$1" >"evidence/$1.jpg"
}

# li_is_identified: the four parts of method B, three of them by sources outside.
li_is_identified() {
    begin method-b
    say "$said_method_b"
    for name in card face; do picture "$name"; done
    cat >evidence/database.yaml <<EOF
subject:
  identityDocument: residentIdentityCard
  number: 11010519491231002X
pictures:
  card: evidence/card.jpg
EOF
    cat >evidence/face.yaml <<EOF
subject:
pictures:
  card: evidence/card.jpg
  face: evidence/face.jpg
EOF
    cat >evidence/bank.yaml <<EOF
subject:
  bank: a bank
  account: '6222020200112233445'
EOF
    run kapok application check "$sm2_person" --connector database \
        --sheet evidence/database.yaml --yes --key officers/mak.pem
    show
    for name in face bank; do
        quietly kapok application check "$sm2_person" --connector "$name" \
            --sheet "evidence/$name.yaml" --yes --key officers/mak.pem
    done
    quietly kapok application show "$sm2_person" --json
    picture recording
    cat >evidence/sm2-person.yaml <<EOF
contentsReview:
  trademark: 'no'
  minor: 'no'
trueIntent:
  form: photo
  seenAt: 2026-01-05 11:00:00
  reference: '$(found '"recordingReference": "[0-9]+"' | cut -d '"' -f 4)'
  file: evidence/recording.jpg
EOF
    say "$said_true_intent"
    run kapok vet "$sm2_person" --method B --sheet evidence/sm2-person.yaml --yes \
        --key officers/mak.pem
    show
    stop_simulator
}

applications_are_vetted() {
    chapter "$said_vetting"
    begin vet
    say "$said_vet"
    quietly kapok application sheet "$person" --method A --out evidence/empty.yaml
    sheet_of_person "Wong Ka Yan" hongKongIdentityCard >evidence/person.yaml
    sheet_of_organisation "Bauhinia Trading Ltd" "Chan Siu Ling" >evidence/organisation.yaml
    run kapok vet "$person" --method A --sheet evidence/person.yaml --yes --key officers/mak.pem
    show
    quietly kapok vet "$organisation" --sheet evidence/organisation.yaml --yes \
        --key officers/mak.pem
    say "$said_others_vetted"
    echo "TEST: a publication" >evidence/publication.txt
    sources_are_connected
    li_is_identified

    begin accept
    say "$said_contents"
    run kapok application show "$person" --statement applicants/person.accept
    show '1,/^$/d;p'

    say "$said_agreement"
    run kapok application agreement
    show
    say "$said_accept"
    place=applicants
    run openssl dgst -sha256 -sign person.key -out person.sig person.accept
    place=.
    run kapok accept "$person" --signature applicants/person.sig
    show

    say "$said_others_accept"
    quietly kapok application show "$organisation" --statement applicants/organisation.accept
    quietly kapok application show "$sm2_person" --statement applicants/sm2-person.accept
    place=applicants
    run openssl dgst -sha256 -sign organisation.p12 -passin pass:demo-password \
        -out organisation.sig organisation.accept
    run openssl pkeyutl -sign -inkey sm2-person.key -rawin -digest sm3 \
        -pkeyopt distid:1234567812345678 -in sm2-person.accept -out sm2-person.sig
    place=.
    quietly kapok accept "$organisation" --signature applicants/organisation.sig
    quietly kapok accept "$sm2_person" --signature applicants/sm2-person.sig
    say "$said_all_accepted"
}

certificates_are_issued() {
    chapter "$said_issuing"
    begin approve
    say "$said_same_officer"
    refused kapok approve "$person" --yes --key officers/mak.pem
    show_refusal

    say "$said_approve"
    run kapok approve "$person" --yes --key officers/lau.pem
    show
    for application in "$organisation" "$sm2_person"; do
        quietly kapok approve "$application" --yes --key officers/lau.pem
    done

    begin issue
    say "$said_issue"
    run kapok issue "$person" --yes --key officers/ng.pem
    show '/int-/!p'
    say "$said_issue_list"
    run kapok issue --list "$organisation" "$sm2_person" --yes --key officers/ng.pem
    show '/int-/!p'
    person_serial=$(serial_of "$person")
    organisation_serial=$(serial_of "$organisation")
    sm2_serial=$(serial_of "$sm2_person")
}

# serial_of APPLICATION: the serial number of its certificate.
serial_of() {
    quietly kapok application show "$1" --json
    found '"serial": "[0-9a-f]+"' | cut -d '"' -f 4
}
