# How many terminal columns UTF-8 text takes, told from its bytes (LC_ALL=C).
#
# Characters of three bytes from U+3000 on and of four bytes take two columns, all others one.

function bytes_at(text, place,    lead) {
    lead = substr(text, place, 1)
    return lead < "\300" ? 1 : lead < "\340" ? 2 : lead < "\360" ? 3 : 4
}

function columns_of(text,    place, bytes, sum) {
    for (place = 1; place <= length(text); place += bytes) {
        bytes = bytes_at(text, place)
        sum += substr(text, place, 1) < "\343" ? 1 : 2
    }
    return sum + 0
}
