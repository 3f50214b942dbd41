# Waits until the owner has ended, stops its PostgreSQL and removes its folders.
# $1: data folder; all arguments: folders to remove. The owner and its initdb hold the write end of stdin: `read` returns
# when they have ended, even if they are killed.
trap '' HUP INT TERM
read -r _
data=$1
pid=$(head -n 1 "$data/postmaster.pid" 2>/dev/null)

# The process id may have been reused, or belong to a zombie.
is_running() {
    [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null || return 1
    [ ! -e /proc/self/cwd ] || [ "$(readlink "/proc/$pid/cwd")" = "$data" ]
}

is_running && kill -QUIT "$pid"
tries=0
while is_running && [ "$tries" -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
is_running && kill -KILL "$pid"

# A PostgreSQL that has not written its pid file yet may still be writing.
tries=0
rm -rf "$@" 2>/dev/null
while [ "$tries" -lt 20 ]; do
    sleep 0.05
    remaining=
    for folder; do [ -e "$folder" ] && remaining=yes; done
    [ -z "$remaining" ] && exit 0
    rm -rf "$@" 2>/dev/null
    tries=$((tries + 1))
done
exit 1
