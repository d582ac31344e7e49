# shellcheck shell=bash
# Docker's programs, unpacked from Debian's packages into CACHE/docker-20 and CACHE/docker-26: bin, lib, plugins.
# Needs lib.sh and debs.sh.

provide_docker() { # 20|26
    local home=$CACHE/docker-$1 partial
    if [ -d "$home" ]; then
        skipped "Docker $1's programs: $home is there"
        return
    fi
    working "getting Docker $1 from Debian's packages"
    partial=$(mktemp -d "$CACHE/docker.XXXXXX")
    # Debian 12's containerd and runc serve both: Debian 13's runc wants a newer C library.
    case $1 in
    20) unpack_packages bookworm "$partial/root" docker.io containerd runc tini libdevmapper1.02.1 ;;
    26)
        unpack_packages bookworm "$partial/root" containerd runc tini
        unpack_packages trixie "$partial/root" docker.io docker-cli docker-buildx
        ;;
    *) die "no Docker $1 here: 20 or 26" ;;
    esac
    arrange_docker "$partial"
    mv "$partial" "$home"
    said "Docker $1's programs in $home ($(du -sm "$home" | cut -f1) MB)"
}

arrange_docker() { # folder
    local program library
    chmod 755 "$1"
    mkdir -p "$1/bin" "$1/lib" "$1/plugins"
    for program in usr/bin/{docker,containerd,containerd-shim-runc-v2,ctr} usr/sbin/{dockerd,docker-proxy,runc}; do
        mv "$1/root/$program" "$1/bin/"
    done
    mv "$1/root/usr/bin/tini-static" "$1/bin/docker-init"
    for library in "$1"/root/lib/*-linux-*/libdevmapper.so.* "$1"/root/usr/libexec/docker/cli-plugins/docker-buildx; do
        [ -e "$library" ] || continue
        case $library in
        */docker-buildx) mv "$library" "$1/plugins/" ;;
        *) mv "$library" "$1/lib/" ;;
        esac
    done
    rm -rf "$1/root"
}
