# Waits until the owner is gone, ends its PostgreSQL and removes all it left.
# $1: data folder; all: folders to remove. The owner holds the other end of stdin; however it ends, `read` returns.
trap '' HUP INT TERM
read -r _
data=$1
pid=$(head -n 1 "$data/postmaster.pid" 2>/dev/null)

# The number may be another process's by now, or a dead one's that nobody collects.
lives() {
    [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null || return 1
    [ ! -e /proc/self/cwd ] || [ "$(readlink "/proc/$pid/cwd")" = "$data" ]
}

lives && kill -QUIT "$pid"
tries=0
while lives && [ "$tries" -lt 100 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
lives && kill -KILL "$pid"

# An initdb, or a PostgreSQL without its pid file yet, may write for another moment.
tries=0
rm -rf "$@" 2>/dev/null
while [ "$tries" -lt 20 ]; do
    sleep 0.05
    left=
    for folder; do [ -e "$folder" ] && left=yes; done
    [ -z "$left" ] && exit 0
    rm -rf "$@" 2>/dev/null
    tries=$((tries + 1))
done
exit 1
