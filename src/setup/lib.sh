# shellcheck shell=bash
# Shared by the scripts of this folder: where things live, the one-line messages, locks, and what apt installs.
#
#   STATE  belongs to this checkout and is git-ignored: engines' data, logs, reports     (override: MSB_STATE)
#   CACHE  outlives a fresh clone: downloaded packages, base images                      (override: XDG_CACHE_HOME)

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
STATE=${MSB_STATE:-$ROOT/.state}
CACHE=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/multi-stage-build
mkdir -p "$STATE/logs" "$CACHE/locks"
STATE=$(cd "$STATE" && pwd)
CACHE=$(cd "$CACHE" && pwd)
# dockerd, debootstrap and ip live in the sbin folders, which not every shell has on its PATH.
export PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"
export LC_ALL=C.UTF-8

# Messages go to stderr, so that a script's stdout stays its result.
said() { printf 'set up   %s\n' "$*" >&2; }
skipped() { printf 'skipped  %s\n' "$*" >&2; }
stopped() { printf 'stopped  %s\n' "$*" >&2; }
working() { printf '...      %s\n' "$*" >&2; }
die() {
    printf 'error    %s\n' "$*" >&2
    exit 1
}

# Runs a command with its output in STATE/logs/NAME.log; shows the end of it when the command fails.
logged() { # NAME command…
    local log=$STATE/logs/$1.log
    shift
    if ! "$@" >>"$log" 2>&1 </dev/null; then
        tail -n 15 "$log" >&2
        return 1
    fi
}

# Runs a command while no other set-up, of whatever clone, does the same thing.
locked() { # NAME command…
    local lock status=0
    exec {lock}>"$CACHE/locks/$1"
    shift
    flock "$lock"
    "$@" || status=$?
    exec {lock}>&-
    return "$status"
}

need_root() { # what for
    [ "$(id -u)" = 0 ] || die "$1 needs root; run this as root, or provide it yourself"
}

apt_install() { # package…
    need_root "apt-get install $*"
    command -v apt-get >/dev/null || die "no apt-get here: install $* yourself (these scripts know Debian)"
    locked apt apt_install_alone "$@"
}

apt_install_alone() {
    local install=(env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1
        apt-get -q -y -o DPkg::Lock::Timeout=300 --no-install-recommends install "$@")
    if ! "${install[@]}" >>"$STATE/logs/apt.log" 2>&1 </dev/null; then
        logged apt apt-get -q update || die "apt-get update failed: is a Debian mirror reachable?"
        logged apt "${install[@]}" || die "apt-get install $* failed: see $STATE/logs/apt.log"
    fi
}

# Installs the package that brings a command, unless the command is there.
need_command() { # command package
    command -v "$1" >/dev/null && return
    apt_install "$2"
    said "$1 (Debian package $2)"
}

# The browser's driver finds the browser by this name, and a system fresh from debootstrap has no /etc/hosts.
need_localhost() {
    ! getent hosts localhost >/dev/null || return 0
    need_root "a line for localhost in /etc/hosts"
    printf '127.0.0.1\tlocalhost\n' >>/etc/hosts
    said "localhost (a line in /etc/hosts, where this system had none)"
}
