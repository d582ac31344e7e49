# shellcheck shell=bash
# A network bridge for one private engine, so that several engines (a developer's, the machine's, two checkouts') never
# meet. It has no way out to the network: builds here need none. Published ports work. Needs lib.sh.

# An interface's name has at most 15 characters.
engine_bridge() { printf 'msb%s-%08x\n' "$1" "$(printf %s "$STATE" | cksum | cut -d' ' -f1)"; }

bridge_exists() { [ -e "/sys/class/net/$1" ]; }

bridge_argument() { if bridge_exists "$1"; then printf '%s\n' "$1"; else printf 'none\n'; fi; }

bridge_up() { # name
    bridge_exists "$1" && return
    need_command ip iproute2
    locked network bridge_make "$1" ||
        skipped "a network for the private engine's containers: no right to make a bridge here; use --network host"
}

bridge_make() { # name
    local net
    ip link add "$1" type bridge 2>/dev/null || return 1
    net=$(free_net)
    if ! ip address add "$net.1/24" dev "$1" || ! ip link set "$1" up; then
        ip link delete "$1"
        return 1
    fi
}

# The first three numbers of a private /24 network that no route and no address of this machine lies in.
free_net() {
    local third taken
    taken=$({ ip -4 -o address; ip -4 route; } 2>/dev/null)
    for third in {0..255}; do
        if ! grep -qF "10.213.$third." <<<"$taken"; then
            printf '10.213.%s\n' "$third"
            return
        fi
    done
    return 1
}

bridge_down() { # name
    if bridge_exists "$1"; then ip link delete "$1"; fi
}
