# shellcheck shell=sh
# How the demo speaks and acts: chapters, sentences, and commands with what they really answered.
#
# Sourced by scripts/demo, which sets `story` (this folder) and `folder` (the demo's own), and reads
# the sentences of one language (said_…). Everything a command prints goes to $folder/log.

if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
    bold=$(printf '\033[1m') plain=$(printf '\033[0m')
else
    bold='' plain=''
fi

chapter=0
step=0
log=/dev/null
place=.

# Kapok folds its own output to this, so that with the demo's indent it fits a hundred columns.
export COLUMNS=98

# wrapped WIDTH FIRST REST [KEEP]: folds what it reads.
wrapped() {
    LC_ALL=C awk -v width="$1" -v first="$2" -v rest="$3" -v keep="${4:-0}" \
        -f "$story/columns.awk" -f "$story/wrap.awk"
}

# indented: the output of a command, folded only where a line would not fit.
indented() {
    wrapped 104 '  ' '' 1
}

# sentence FORMAT [ARGUMENT…]: one sentence of the story with its arguments.
sentence() {
    format=$1
    shift
    # shellcheck disable=SC2059  # the story's sentences are formats
    printf "$format\n" "$@"
}

chapter() {
    chapter=$((chapter + 1))
    printf '\n%s%s · %s%s\n' "$bold" "$chapter" "$1" "$plain"
}

say() {
    echo
    sentence "$@" | wrapped 80 '' ''
}

# begin NAME: the next commands go to a log of this name.
begin() {
    step=$((step + 1))
    log=$folder/log/$(printf '%02d' "$step")-$1.txt
    : >"$log"
}

# words COMMAND…: the words as a reader would have to quote them, one a line.
words() {
    for word in "$@"; do
        case $word in
        *[\"\$\`\\!]*) printf "'%s'\n" "$word" ;;
        '' | *[!A-Za-z0-9_./:=,@%+-]*) printf '"%s"\n' "$word" ;;
        *) printf '%s\n' "$word" ;;
        esac
    done
}

# typed WIDTH COMMAND…: the command behind a prompt that names the folder, if not the demo's own.
typed() {
    columns=$1
    shift
    prompt='$ '
    [ "$place" = . ] || prompt="$place \$ "
    words "$@" | LC_ALL=C awk -v width="$columns" -v prompt="$prompt" \
        -f "$story/columns.awk" -f "$story/command.awk"
}

# tell_command COMMAND…: shows it on the stage.
tell_command() {
    printf '\n%s%s%s\n' "$bold" "$(typed 80 "$@")" "$plain"
}

# attempt STATUS COMMAND…: runs a command and ends the demo unless it ends with this status.
attempt() {
    expected=$1
    shift
    status=0
    (
        cd "$folder/$place" || exit
        # Outsiders have neither the data folder nor what its clients remember.
        [ "$place" = . ] || unset KAPOK_DATA KAPOK_STATE
        exec timeout --foreground 60 "$@"
    ) >"$answer" 2>"$complaint" </dev/null || status=$?
    {
        typed 10000 "$@"
        cat "$answer" "$complaint"
        printf '→ %s\n\n' "$status"
    } >>"$log"
    [ "$status" -eq "$expected" ] || {
        typed 80 "$@" >&2
        indented <"$answer" >&2
        indented <"$complaint" >&2
        stop "$said_wrong_status" "$status" "$expected"
    }
}

# run COMMAND…: shown and run; it must succeed.
run() {
    tell_command "$@"
    attempt 0 "$@"
}

# quietly COMMAND…: run and recorded, not shown; it must succeed.
quietly() {
    attempt 0 "$@"
}

# refused COMMAND…: shown and run; it must be refused, and the refusal is shown.
refused() {
    tell_command "$@"
    attempt 1 "$@"
}

# show [SED-SCRIPT]: the telling lines of the last answer; all of them if nothing is named.
show() {
    sed -n "${1:-p}" "$answer" | indented
}

# show_refusal: why the last command was refused, by which clause, and what to do.
# It follows what was to be signed, and begins with the last line that is not set in.
show_refusal() {
    awk '/^[^ ]/ { text = "" } { text = text $0 "\n" } END { printf "%s", text }' "$complaint" |
        indented
}

# must PATTERN: the last answer must contain this; otherwise the story would not be true.
must() {
    grep -Eq -- "$1" "$answer" || stop "$said_not_found" "$1"
}

# found PATTERN: the first such word of the last answer.
found() {
    grep -Eo -- "$1" "$answer" | head -n 1 | grep . || stop "$said_not_found" "$1"
}

# stop FORMAT [ARGUMENT…]: ends the demo with a clear message.
stop() {
    {
        echo
        sentence "$@" | wrapped 80 '✗ ' '  '
        [ "$step" -eq 0 ] || sentence "$said_stopped" "$log" | wrapped 80 '  ' '  '
    } >&2
    exit 1
}
