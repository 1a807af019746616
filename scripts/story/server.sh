# shellcheck shell=sh
# The demo's folder and its server. Sourced by scripts/demo after stage.sh.

# prepare_folder: an empty folder of the demo's own, also after a demo that was killed.
prepare_folder() {
    mkdir -p "$folder"
    folder=$(cd "$folder" && pwd -P)
    if [ ! -e "$folder/.kapok-demo" ] && [ -n "$(ls -A "$folder")" ]; then
        stop "$said_not_ours" "$folder"
    fi
    for name in server signer simulator; do
        if [ -f "$folder/$name.pid" ]; then end_process "$(cat "$folder/$name.pid")"; fi
    done
    rm -rf "$folder"
    mkdir "$folder"
    cd "$folder"
    : >.kapok-demo
    mkdir bin log officers applicants evidence relying outsider out out/rsa out/sm2
    ln -s "$binary" bin/kapok
    cat >./env <<TEXT
# Read by your shell (. ./env): Kapok's commands then work on this folder.
export PATH="$folder/bin:\$PATH" KAPOK_DATA="$folder/ca" KAPOK_STATE="$folder/state"
export KAPOK_LANG=$language no_proxy=127.0.0.1 SOFTHSM2_CONF="$folder/softhsm2.conf"
TEXT
    answer=$folder/log/.answer
    complaint=$folder/log/.complaint
    unset KAPOK_KEY
    # shellcheck source=/dev/null
    . ./env
}

# end_process PID: ends a server that works in this folder, and nothing else.
end_process() {
    [ "$(readlink "/proc/$1/cwd" 2>/dev/null)" = "$folder" ] || return 0
    kill -TERM "$1" 2>/dev/null || return 0
    for _ in $(seq 100); do
        [ -e "/proc/$1" ] || return 0
        sleep 0.1
    done
    kill -KILL "$1" 2>/dev/null || :
}

# free_port: a port on which nobody listens now; curl says 7 where the connection is refused.
free_port() {
    port=$((20000 + $$ % 20000))
    for _ in $(seq 50); do
        status=0
        curl -s -o "$folder/log/.port" --max-time 2 "http://127.0.0.1:$port/" || status=$?
        if [ "$status" -eq 7 ]; then echo "$port" && return; fi
        port=$((port + 7))
    done
    stop "$said_no_port"
}

# start_program NAME COMMAND SENTENCE READY…: runs `kapok COMMAND` in the background as the reader would, and waits
# until READY succeeds. Sets the variable NAME to its number, so that a trap ends it, and `program_log` for READY.
# Where it does not come up, SENTENCE is the demo's last.
start_program() {
    name=$1 command=$2 sentence=$3
    shift 3
    program_log=$folder/log/$(printf '%02d' "$step")-$name.txt
    printf '\n%s$ kapok %s &%s\n' "$bold" "$command" "$plain"
    # shellcheck disable=SC2086
    "$binary" $command >"$program_log" 2>&1 </dev/null &
    process=$!
    case $name in
    server) server=$process ;;
    signer) signer=$process ;;
    esac
    echo "$process" >"$folder/$name.pid"
    for _ in $(seq 200); do
        if "$@"; then return; fi
        kill -0 "$process" 2>/dev/null || break
        sleep 0.1
    done
    log=$program_log
    tail -n 5 "$program_log" >&2
    stop "$sentence"
}

signs() { grep -qs '"message":"signing"' "$program_log"; }

serves() { curl -sf -o "$folder/log/.ready" "$base/readyz"; }

start_signer() { start_program signer "signer serve --state signer" "$said_no_signer" signs; }

start_server() { start_program server serve "$said_no_server" serves; }

# start_simulator: plays the sources outside; sets `sources`, their address, and `sources_root`, the digest of
# the root behind it.
start_simulator() {
    simulator_log=$folder/log/$(printf '%02d' "$step")-simulator.txt
    printf '\n%s$ kapok-simulator identity --folder sources &%s\n' "$bold" "$plain"
    "$simulator_binary" identity --folder sources >"$simulator_log" 2>&1 \
        </dev/null &
    simulator=$!
    echo "$simulator" >"$folder/simulator.pid"
    for _ in $(seq 100); do
        [ -f "$simulator_log" ] || { sleep 0.1 && continue; }
        sources=$(sed -n 's/^{"address": *"\([^"]*\)".*/\1/p' "$simulator_log")
        sources_root=$(sed -n 's/.*"root": *"\([^"]*\)".*/\1/p' "$simulator_log")
        if [ -n "$sources" ] && [ -n "$sources_root" ]; then return; fi
        kill -0 "$simulator" 2>/dev/null || break
        sleep 0.1
    done
    tail -n 5 "$simulator_log" >&2
    stop "$said_no_simulator"
}

stop_simulator() {
    [ -n "${simulator:-}" ] || return 0
    kill -TERM "$simulator" 2>/dev/null || :
    wait "$simulator" 2>/dev/null || :
    simulator=''
    rm -f "$folder/simulator.pid"
}

stop_signer() {
    [ -n "${signer:-}" ] || return 0
    kill -TERM "$signer" 2>/dev/null || :
    wait "$signer" 2>/dev/null || :
    signer=''
    rm -f "$folder/signer.pid"
}

# stop_server: also at the end and after any failure. All are told before one is waited for.
stop_server() {
    for process in "${server:-}" "${signer:-}"; do
        [ -z "$process" ] || kill -TERM "$process" 2>/dev/null || :
    done
    stop_simulator
    stop_signer
    [ -n "${server:-}" ] || return 0
    wait "$server" 2>/dev/null || :
    server=''
    rm -f "$folder/server.pid"
}
