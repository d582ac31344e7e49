# shellcheck shell=bash
# Base images for machines that reach no container registry, made from Debian's packages and kept as tar files in CACHE,
# from where an engine imports them in seconds. Needs lib.sh and debs.sh; ENGINE is docker (default) or podman.

SUITE=bookworm

# Imports the named base images into the engine.
provide_images() { # busybox|runtime|debian-go …
    local name image
    for name in "$@"; do
        image=multi-stage-build/$name:$SUITE
        if "${ENGINE:-docker}" image inspect "$image" >/dev/null 2>&1; then
            skipped "base image $image: the engine has it"
            continue
        fi
        locked "image-$name" make_image "$name"
        import_image "$name" "$image"
        said "base image $image ($(image_size "$image")), imported from $CACHE/images/$name.tar"
    done
}

image_size() { # image
    local bytes
    bytes=$("${ENGINE:-docker}" image inspect --format '{{.Size}}' "$1")
    printf '%s.%s MB\n' $((bytes / 1000000)) $((bytes / 100000 % 10))
}

import_image() { # name image
    local changes=(--change 'CMD ["/bin/sh"]' --change "LABEL io.jenkins.plugins.multistagebuild.base=$1")
    case $1 in
    debian-go)
        changes+=(--change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin')
        changes+=(--change 'WORKDIR /')
        ;;
    *) changes+=(--change 'ENV PATH=/bin') ;;
    esac
    logged import "${ENGINE:-docker}" import "${changes[@]}" "$CACHE/images/$1.tar" "$2"
}

make_image() { # name
    local tree tar=$CACHE/images/$1.tar
    if [ -e "$tar" ]; then
        skipped "making base image $1: $tar is there"
        return
    fi
    need_root "making base image $1 with its files' owners"
    mkdir -p "$CACHE/images"
    tree=$(mktemp -d "$CACHE/images/tree.XXXXXX")
    chmod 755 "$tree"
    working "making base image $1 from Debian's packages"
    "${1//-/_}_tree" "$tree"
    tar -C "$tree" --sort=name --numeric-owner --xattrs --exclude='./dev/*' -cf "$tar.partial" .
    mv "$tar.partial" "$tar"
    rm -rf "$tree"
    said "$tar"
}

# Static busybox with a link per applet: what tests need, and no more.
busybox_tree() { # folder
    local packages=$1.packages applet
    unpack_packages "$SUITE" "$packages" busybox-static
    mkdir -p "$1"/{bin,dev,etc,home,proc,root,sys,tmp,usr/bin,var}
    chmod 1777 "$1/tmp"
    cp "$packages/bin/busybox" "$1/bin/busybox"
    for applet in $("$1/bin/busybox" --list); do
        [ "$applet" = busybox ] || ln -s busybox "$1/bin/$applet"
    done
    ln -s ../../bin/env "$1/usr/bin/env"
    printf '%s\n' root:x:0:0:root:/root:/bin/sh nobody:x:65534:65534:nobody:/:/bin/false >"$1/etc/passwd"
    printf '%s\n' root:x:0: nogroup:x:65534: >"$1/etc/group"
    rm -rf "$packages"
}

# The same plus what a service needs at run time: certificates, time zones, a user that is not root.
runtime_tree() { # folder
    local packages=$1.packages certificate
    busybox_tree "$1"
    unpack_packages "$SUITE" "$packages" ca-certificates tzdata
    mkdir -p "$1/etc/ssl/certs" "$1/usr/share" "$1/home/app"
    for certificate in "$packages"/usr/share/ca-certificates/mozilla/*.crt; do
        cat "$certificate"
    done >"$1/etc/ssl/certs/ca-certificates.crt"
    cp -a "$packages/usr/share/zoneinfo" "$1/usr/share/zoneinfo"
    rm -rf "$1"/usr/share/zoneinfo/{posix,right}
    ln -s ../usr/share/zoneinfo/Etc/UTC "$1/etc/localtime"
    printf '%s\n' app:x:65532:65532:app:/home/app:/bin/false >>"$1/etc/passwd"
    printf '%s\n' app:x:65532: >>"$1/etc/group"
    chown 65532:65532 "$1/home/app"
    rm -rf "$packages"
}

# Debian's smallest variant with Debian's Go compiler, which needs no C compiler as long as CGO_ENABLED=0.
debian_go_tree() { # folder
    need_command debootstrap debootstrap
    logged debootstrap debootstrap --variant=minbase --include=ca-certificates,golang-go \
        "$SUITE" "$1" "$(debian_mirror)" || die "debootstrap failed: see $STATE/logs/debootstrap.log"
    rm -rf "$1"/usr/share/{info,lintian,locale,man} "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/* \
        "$1"/var/log/* "$1"/var/cache/debconf/*-old "$1"/etc/resolv.conf "$1"/etc/hostname
    find "$1/usr/share/doc" -type f ! -name copyright -delete
    find "$1/usr/share/doc" -type l -delete
    find "$1/usr/share/doc" -type d -empty -delete
    # Compiled packages of the standard library, which Go itself no longer ships from 1.20 on, and Go's own test suite.
    rm -rf "$1"/usr/lib/go-*/pkg/linux_* "$1"/usr/share/go-*/test
}
