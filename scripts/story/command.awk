# Writes a command, given as one word a line, the way people type it: folded to `width` columns with
# a backslash at each line's end, options together with their values where both fit. `prompt` stands
# before it.
#
#   LC_ALL=C awk -v width=80 -v prompt='$ ' -f columns.awk -f command.awk

function set_down(    columns) {
    columns = columns_of(unit)
    if (column > 0 && column + 1 + columns + 2 > width) {
        printf " \\\n    "
        column = 3
    } else if (column > 0) {
        printf " "
    }
    printf "%s", unit
    column += 1 + columns
}

NR == 1 {
    printf "%s%s", prompt, $0
    column = columns_of(prompt $0)
    unit = ""
    next
}

{
    if (unit ~ /^-[^ ]*$/ && $0 !~ /^-/ && columns_of(unit $0) + 5 < width) {
        unit = unit " " $0
        next
    }
    if (unit != "") set_down()
    unit = $0
}

END {
    if (unit != "") set_down()
    printf "\n"
}
