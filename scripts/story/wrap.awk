# Folds UTF-8 text to `width` terminal columns; `first` and `rest` stand before the first line and
# before those that follow. With keep=1 (tables, output of programs), lines that fit stay as they
# are, and others keep their gaps and hang by two columns.
#
#   LC_ALL=C awk -v width=80 -v first='' -v rest='  ' -f columns.awk -f wrap.awk
#
# Wide characters may begin a line; all others break at spaces only. Marks that close stay with what
# is before them, those that open with what follows.

# Puts the unit that was gathered onto this line or the next.
function set_down(    columns) {
    if (unit == "") return
    columns = columns_of(unit)
    if (column + gap + columns > width && column > margin) {
        print line
        line = keep ? lead "  " : rest
        column = margin = length(line)
        gap = 0
    }
    line = line sprintf("%*s", gap, "") unit
    column += gap + columns
    gap = 0
    unit = ""
    holds = 0
}

BEGIN {
    closing = "、。，；：？！）」』》】”’…"
    opening = "（「『《【“‘"
}

$0 == "" {
    print
    next
}

{
    if (keep && columns_of($0) + length(first) <= width) {
        print first $0
        next
    }
    match($0, /^ */)
    lead = line = first (keep ? substr($0, 1, RLENGTH) : "")
    column = margin = length(line)
    unit = ""
    gap = holds = wide = 0
    for (place = 1; place <= length($0); place += bytes) {
        bytes = bytes_at($0, place)
        char = substr($0, place, bytes)
        if (char == " ") {
            set_down()
            if (column > margin && (keep || !gap)) gap++
            wide = 0
            continue
        }
        was_wide = wide
        wide = columns_of(char) == 2
        if (bytes == 3 && index(closing, char)) {
            unit = unit char
            continue
        }
        opens = bytes == 3 && index(opening, char)
        if (!holds && (wide || was_wide || opens)) set_down()
        holds = opens
        unit = unit char
    }
    set_down()
    print line
}
